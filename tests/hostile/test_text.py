"""No text of a plan, a script or a site file acts on the terminal, the page or the program."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import islice
from pathlib import Path

import pytest
import tomli_w
from msgspec.structs import replace

from goalcoach.plan.diff.lost_row_ids import read_by_hand
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.visit_record import Parent
from goalcoach.safe_text import show
from goalcoach.store.store import Store
from tests.dialogue.packs import item
from tests.hostile.corpus import TEXTS, acting
from tests.hostile.plan import hostile, texts_from
from tests.hostile.store import CODE, goalcoach
from tests.plain import small
from tests.store import sample

TURNS = range(0, len(TEXTS), 9)
"""Where the corpus begins in a plan; the fields see other texts each time."""

DRAWN = (
    *(f"show {CODE}@1 --format {form}" for form in ("text", "md")),
    *(f"diff {CODE} --all --format {form}" for form in ("text", "md", "html")),
    *(f"trend {CODE}", f"patterns {CODE}", "list", "verify", "paths"),
)
DATA = (
    *(
        f"{command} --format json"
        for command in (f"show {CODE}@1", f"diff {CODE}", f"trend {CODE}")
    ),
    *("list --format json", "verify --format json"),
)
TABLES = (f"show {CODE}@1 --format toml", f"trend {CODE} --format csv")
CONTROLS = frozenset(map(chr, (*range(9), *range(11, 32), *range(0x7F, 0xA0))))


def publish(store: Store, start: int) -> None:
    store.create()
    store.publish(CODE, hostile(start))
    parent = Parent(version=1, digest=store.load(CODE, 1).digest)
    store.publish(CODE, hostile(start + 1, version=2, parent=parent))


def write_site(root: Path, start: int) -> None:
    name, label, number = islice(texts_from(start), 3)
    site = {"format": 1, "name": name, "contacts": [{"label": label, "number": number}]}
    (root / "goalcoach.toml").write_text(tomli_w.dumps(site), "utf-8")


def run(root: Path, line: str) -> str:
    words = line.split()
    ran = goalcoach(words[0], "--store", str(root), *words[1:])
    assert ran.code == 0, (line, ran.err)
    assert ran.seconds < 1, line
    return ran.out + ran.err


def test_there_are_enough_texts():
    assert len(TEXTS) >= 60


@pytest.mark.parametrize("start", TURNS)
def test_a_plan_full_of_hostile_text_acts_nowhere(tmp_path: Path, start: int):
    store = Store(tmp_path / "plans")
    publish(store, start)
    write_site(store.root, start)
    for line in DRAWN:
        assert acting(run(store.root, line)) == [], line
    for line in DATA:
        said = run(store.root, line)
        assert said.isascii() or acting(said) == [], line
        assert json.loads(said)
    for line in TABLES:
        said = run(store.root, line)
        assert acting(said) == [], line
        assert CONTROLS.isdisjoint(said), line


@pytest.mark.parametrize("start", TURNS)
def test_a_plan_as_toml_reads_back_as_it_is(tmp_path: Path, start: int):
    store = Store(tmp_path / "plans")
    publish(store, start)
    shown = goalcoach("show", "--store", str(store.root), f"{CODE}@1", "--format", "toml").out
    assert read_by_hand(shown.encode(), "shown.toml").plan == store.load(CODE, 1).plan


@pytest.mark.parametrize("start", TURNS)
def test_no_cell_of_a_table_is_a_formula_however_it_is_taken_apart(tmp_path: Path, start: int):
    """A spreadsheet may take a semicolon for the separator, and see no quotes then."""
    store = Store(tmp_path / "plans")
    publish(store, start)
    said = run(store.root, f"trend {CODE} --format csv")
    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(said, newline=""), delimiter=separator):
            assert [cell for cell in row if cell.startswith(FORMULA) and not number(cell)] == []
    for cell in re.split(r"[;\t\n]", said):
        assert not cell.startswith(FORMULA)


FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_read_is_what_was_said(tmp_path: Path, name: str):
    """Each text stands in the plan as it was, and on the page with its escapes made visible."""
    text = TEXTS[name]
    store = Store(tmp_path / "plans")
    store.create()
    plan = replace(sample.plan(), goals=(Goal(id="g1", statement=text, lifecycle="active"),))
    store.publish(CODE, plan)
    assert store.load(CODE).plan.goals[0].statement == text
    assert json.loads(run(store.root, f"show {CODE} --format json"))["plan"]["goals"][0][
        "statement"
    ] == (text)
    assert squeezed(show(text)) in squeezed(run(store.root, f"show {CODE}"))


def test_a_page_for_a_browser_holds_no_tag_of_a_patient(tmp_path: Path):
    store = Store(tmp_path / "plans")
    for start in (0, 30):
        publish(store, start) if not store.codes() else None
        page = run(store.root, f"diff {CODE} --all --format html")
        assert "<script>alert" not in page
        assert re.search(r"<[a-z]+[^>]*\bonmouseover", page) is None
        assert "javascript:" not in re.sub(r">[^<]*<", "><", page)


@pytest.mark.parametrize("start", TURNS)
def test_typed_line_by_line_nothing_acts(tmp_path: Path, start: int):
    """Typed as an answer, a note and a row, then shown again by each order."""
    store = small.open_store(tmp_path / "plans")
    script = small.write_pack(tmp_path / "pack")
    texts = [one.replace("\n", " ") for one in islice(texts_from(start), 9)]
    lines = ["", "1", f":note {texts[0]}", "word", texts[1], texts[2], "", "1", texts[3]]
    lines += [":plan", ":where", ":back", ":next", ":break", "1"]
    lines += [line for text in texts for line in (text, ":next", ":where", ":plan")]
    ended = small.lead(small.begin(store, script), lines)
    assert ended.code in {0, 130}  # one of the texts is an order to leave
    assert acting(ended.text) == []
    assert acting("".join(ended.typist.asked)) == []


@pytest.mark.parametrize("start", TURNS)
def test_a_script_full_of_hostile_words_acts_nowhere(tmp_path: Path, start: int):
    texts = [re.sub(r"[{}]", "", one) for one in islice(texts_from(start), 9)]
    options = [{"id": "a", "label": "@4@"}, {"id": "b", "label": "@6@"}]
    asked = [
        item("one", "text", say="@0@", hint="@1@", probes=["@2@"], show="@3@"),
        item("two", "choice", options=options, say="@5@"),
        item("three", "scale", anchors={"0": "@6@", "10": "@7@"}, say="@8@"),
    ]
    name = small.write_pack(tmp_path / "pack", *asked)
    file = tmp_path / "pack" / "a.toml"
    file.write_text(re.sub(r'"@(.)@"', lambda m: as_toml(texts[int(m[1])]), file.read_text()))
    ended = small.lead(small.begin(small.open_store(tmp_path / "plans"), name), [""] * 3)
    assert ended.code == 130
    assert acting(ended.text) == []


def as_toml(text: str) -> str:
    return tomli_w.dumps({"k": text})[4:-1]
