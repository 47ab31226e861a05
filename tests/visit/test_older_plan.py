"""A visit on top of a plan of an older schema, whose file stays as it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.cli.main import run
from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Block
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.flare_card import lay_card
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.layouts.record.record import lay_record
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests.plain import small

OLD = Path(__file__).parents[1] / "golden" / "first-visit-schema1.toml"
"""A first visit, written by the last version that knew schema 1."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that holds one plan, of schema 1."""
    store = small.open_store(tmp_path / "plans")
    folder = store.root / small.CODE
    folder.mkdir(mode=0o700)
    shutil.copy(OLD, folder / "v0001.toml")
    return store


def test_a_visit_on_an_old_plan_names_its_file_as_it_stands_on_the_disk(store: Store):
    before = OLD.read_bytes()
    assert before.startswith(b"schema = 1\n")
    visit = small.begin(store, "core")
    assert visit.kind == "review"
    path = visit.finish(CloseReason.STOPPED)
    assert isinstance(path, Path)
    assert path.read_bytes().startswith(b"schema = 2\n")
    parent = store.load(small.CODE, 2).plan.parent
    assert parent is not None
    assert parent.digest == "sha256:" + before[-65:-1].decode()
    assert (store.root / small.CODE / "v0001.toml").read_bytes() == before
    assert verify(store, small.CODE) == ()


def test_what_an_old_plan_said_of_danger_stands_as_not_gone_over(store: Store):
    spell = store.load(small.CODE, 1).plan.flare_plan
    assert spell.emergency[-1] == "A pain in my chest"
    assert spell.too_long == "If a tide lasts three days"
    assert spell.gone_over is None
    small.begin(store, "core").finish(CloseReason.STOPPED)
    after = store.load(small.CODE, 2).plan
    assert after.flare_plan == spell
    assert "flare_plan" in after.carried


@pytest.mark.parametrize("command", ["show", "verify", "diff"])
def test_the_commands_read_old_plans_beside_new_ones(
    store: Store, command: str, capsys: pytest.CaptureFixture[str]
):
    small.begin(store, "core").finish(CloseReason.STOPPED)
    words = [command, *([] if command == "verify" else [small.CODE])]
    assert run([*words, "--store", str(store.root)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("sheet", [lay_handout, lay_card, lay_record])
def test_the_sheets_of_an_old_plan_say_that_its_hard_spells_were_not_gone_over(
    store: Store, sheet: Callable[[Plan, SheetContext, Size], tuple[Block, ...]]
):
    plan = store.load(small.CODE, 1).plan
    around = SheetContext(contacts=(("The desk", "01632 960 999"),))
    said = " ".join(write_text(sheet(plan, around, Size.STANDARD), 80).split())
    assert re.search("[Nn]ot gone over (today|yet)", said)
    now = replace(plan, flare_plan=replace(plan.flare_plan, gone_over=plan.visit.date))
    said = " ".join(write_text(sheet(now, around, Size.STANDARD), 80).split())
    assert not re.search("[Nn]ot gone over (today|yet)", said)
