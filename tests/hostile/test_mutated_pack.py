"""A pack changed by hand at random, through every tool there is for packs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import tomli
import tomli_w

from tests.amount import is_whole
from tests.catalogues import write_pack
from tests.dialogue.packs import item, section
from tests.dialogue.test_instrument import WAVE, WET
from tests.dialogue.two_languages import GERMAN, in_english, tree_of
from tests.hostile.mutated import mutate
from tests.hostile.mutated_text import scramble
from tests.hostile.store import goalcoach, seen

SEEDS = range(500 if is_whole() else 6)
ENDS = {0, 1, 2, 65, 66, 73, 77}
SECONDS = 20
OWN_OPTIONS = [
    {"id": "none", "label": "None", "score": 0},
    {"id": "gale", "label": "A gale", "score": 2},
]
CALM, WIND, RAIN = WAVE["items"]
SEA = WAVE | {
    "items": [CALM | {"reverse": True}, WIND | {"options": OWN_OPTIONS}, RAIN],
    "parts": [WET],
}
SCENARIO = b"""visit = "first"

[[step]]
at = "start/who"
answer = "me"

[[step]]
at = "rate/ease"
answer = 2
expect_check = "low"

[[step]]
at = "sea/wave_calm"
skip = "declined"

[expect]
asked = ["rate/ease"]
"""


def whole() -> dict[str, bytes]:
    """A pack with a loop, a scale, another language and a scenario."""
    files = in_english()
    files["sea.toml"] = section("sea", item("before", "text", say="And the sea?"), SEA)
    files["loop.toml"] = section(
        "loop",
        item("day", "date", say="When, {goal.text|then}?", earliest="today", latest="today+365d"),
        item("which", "choice", options_from="start/goals", opens="start/who"),
        each={"of": "start/goals", "as": "goal", "where": {"q": "goal.whose", "eq": "patient"}},
    )
    head = files["script.toml"].replace(b'["start", "rate"]', b'["start", "rate", "sea", "loop"]')
    # A scale is asked in its own language alone, so German is being made and not offered.
    head = head.replace(b'["en", "de"]', b'["en"]')
    files |= {"script.toml": head, "tests/one.toml": SCENARIO}
    files[GERMAN] = tomli_w.dumps(tree_of(files)).encode()
    return files


def changed(seed: int) -> dict[str, bytes]:
    files, rng = whole(), random.Random(seed)
    for name in rng.sample(sorted(files), rng.randrange(1, 3)):
        tree = mutate(tomli.loads(files[name].decode()), seed)
        one = tomli_w.dumps(tree).encode() if rng.random() < 0.5 else files[name]
        files[name] = scramble(one, rng) if rng.random() < 0.7 else one
    return files


def lines_of(folder: Path) -> list[tuple[str, ...]]:
    pack, old = str(folder / "pack"), str(folder / "old")
    return [
        *[("lint", pack, "--format", one) for one in ("text", "json", "sarif")],
        ("lint", pack, "--since", old),
        *[("outline", pack, "--visit", one) for one in ("first", "review")],
        *[(one, pack) for one in ("cards", "test", "cover", "pin")],
        *[("diff", old, pack), ("diff", pack, old, "--format", "json")],
        ("monkey", pack, "--runs", "1", "--out", str(folder / "walks")),
        *[("i18n", one, pack, "--lang", "de") for one in ("check", "sheet", "extract")],
    ]


def test_the_pack_that_is_changed_is_taken_by_every_tool(tmp_path: Path):
    """What is refused below is refused for the change."""
    write_pack(tmp_path / "old", whole())
    write_pack(tmp_path / "pack", whole())
    for line in lines_of(tmp_path):
        if line[0] != "pin" and "check" not in line:
            ran = goalcoach("script", *line, "--store", str(tmp_path / "store"))
            assert ran.code in {0, 1}, (line, ran)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_tool_takes_a_changed_pack_or_says_what_is_wrong(tmp_path: Path, seed: int):
    write_pack(tmp_path / "old", whole())
    write_pack(tmp_path / "pack", changed(seed))
    old = seen(tmp_path / "old")
    ended = {}
    for line in lines_of(tmp_path):
        ran = goalcoach("script", *line, "--store", str(tmp_path / "store"))
        ended[line[0]] = ran.code
        assert ran.code in ENDS, (line, ran)
        assert ran.seconds < SECONDS, (line, ran.seconds)
        assert not {"\x1b", "\0", "\u202e"} & set(ran.out + ran.err), line
        assert ".toml:0:" not in ran.out + ran.err, line
    assert ended["lint"] == 65 or ended["outline"] in {0, 66}
    assert seen(tmp_path / "old") == old
    assert {path.name for path in tmp_path.iterdir()} <= {"old", "pack", "walks"}


@pytest.mark.parametrize("seed", SEEDS)
def test_fmt_writes_what_says_the_same_or_nothing(tmp_path: Path, seed: int):
    pack = Path(write_pack(tmp_path / "pack", changed(seed)))
    before = seen(pack)
    ran = goalcoach("script", "fmt", str(pack))
    assert ran.code in ENDS, ran
    if ran.code:
        assert seen(pack) == before
    for name, (_, _, data) in seen(pack).items():
        if data != before[name][2]:
            assert tomli.loads(data.decode()) == tomli.loads(before[name][2].decode()), name
    assert goalcoach("script", "fmt", str(pack), "--check").code == ran.code
