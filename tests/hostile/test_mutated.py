"""A script or a plan changed by hand at random: it is taken, or refused with file and line."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w

from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.errors import BadData
from tests.amount import is_whole
from tests.dialogue.walker import start, turns
from tests.hostile import gentle
from tests.hostile.broken import WHOLE, seal
from tests.hostile.mutated import mutate
from tests.hostile.store import CODE, goalcoach, make

CORE = Path(__file__).parents[2] / "goalcoach" / "prompts" / "core"
ALL = 500
PACKS = range(ALL if is_whole() else 40)
LINTED = range(ALL if is_whole() else 12)
PLANS = range(ALL if is_whole() else 24)
CHANGED = range(ALL if is_whole() else 12)
FEW = range(60 if is_whole() else 15)
CANARY = "plover-lantern"
"""Stands in the words of each plan, and never on stderr."""


@pytest.fixture(scope="module")
def core() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in CORE.glob("*.toml")}


def changed_pack(core: dict[str, bytes], seed: int) -> dict[str, bytes]:
    """Return the pack with edits in two of its files."""
    files = dict(core)
    for name in random.Random(seed).sample(sorted(core), 2):
        tree = mutate(tomli.loads(core[name].decode()), seed)
        files[name] = tomli_w.dumps(tree).encode()
    return files


def refused(files: dict[str, bytes]) -> BadData | None:
    try:
        compile_pack(files)
    except BadData as bad:
        return bad
    return None


def test_the_pack_written_anew_compiles(core: dict[str, bytes]):
    """What is refused below is refused for the edit, not for how the file is written."""
    compile_pack({n: tomli_w.dumps(tomli.loads(b.decode())).encode() for n, b in core.items()})


@pytest.mark.parametrize("seed", PACKS)
def test_a_changed_pack_compiles_or_each_reason_has_its_line(core: dict[str, bytes], seed: int):
    bad = refused(changed_pack(core, seed))
    if bad is not None:
        assert bad.problems
        assert [problem for problem in bad.problems if not problem.line] == []
        assert ".toml" in bad.sentence


@pytest.mark.parametrize("seed", LINTED)
def test_lint_of_a_changed_pack_names_a_line_for_each_finding(core: dict[str, bytes], seed: int):
    files = changed_pack(core, seed)
    found = lint_pack(files)
    assert [one for one in found if one.line < 1 or one.file not in {*files, "script.toml"}] == []
    assert (refused(files) is not None) <= any(one.code[0] == "E" for one in found)


@pytest.mark.parametrize("seed", CHANGED)
def test_a_script_that_still_compiles_can_be_walked(core: dict[str, bytes], seed: int):
    files = gentle.changed(core, seed)
    if (bad := refused(files)) is not None:
        assert [problem for problem in bad.problems if not problem.line] == []
        return
    script = compile_pack(files)
    rng = random.Random(seed)
    for visit in script.order:
        state = start(script, visit)
        moves = [(rng.randrange(100), rng.randrange(10**4), rng.randrange(10**4)) for _ in FEW]
        for turn in turns(script, state, moves):
            state = turn.after
        assert screen(script, state, 60) is not None
        assert where_lines(script, state) is not None
        harvest(script, state)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mutated") / "plans"
    make(root)
    return root


@pytest.mark.parametrize("seed", PLANS)
def test_a_changed_plan_is_read_or_refused_by_every_command(root: Path, tmp_path: Path, seed: int):
    path = root / CODE / "v0002.toml"
    tree: dict[str, Any] = tomli.loads(WHOLE.decode())
    tree |= {"version": 2, "patient": CODE}
    tree["story"]["heard"] = f"{CANARY}, she said"
    tree["goals"][0]["statement"] = f"Cook {CANARY}"
    path.unlink()
    path.write_bytes(seal(tomli_w.dumps(mutate(tree, seed, 1 + seed % 3)).encode()))
    sheet = f"print {CODE} --sheet record --format text --out {tmp_path} --force"
    for line in (f"show {CODE}", f"diff {CODE}", sheet, f"trend {CODE}", "list", "verify"):
        name, *more = line.split()
        ran = goalcoach(name, "--store", str(root), *more)
        assert ran.code in {0, 1, 65, 66}, (line, ran)
        assert "did not expect" not in ran.err + ran.out, (line, ran.err)
        assert "Traceback" not in ran.err
        assert CANARY not in ran.err, (line, ran.err)
