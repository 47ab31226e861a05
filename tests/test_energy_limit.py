"""With the question about worsening after effort left open, the plan asks for no more of anything.

Not on a page, not in a plan, in no format: no percentage, no number on a step, no rise.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalcoach.cli.main import run
from goalcoach.dialogue.engine.command import Next, Skip
from goalcoach.dialogue.question_kind import REVIEW, SkipReason
from goalcoach.plain.question_lines import screen_lines
from goalcoach.store.store import Store
from tests.walker import CODE, DAY, Walker

ASKED = re.compile(r"%|\bper ?cent\b|\bincreas|\bmore each\b|\badd \d", re.IGNORECASE)
KEPT = re.compile(r"%|\bper ?cent\b|\bamount|\bup\b|\bincreas", re.IGNORECASE)


class Nobody:
    """A terminal at which no one sits: only the twin's answers count."""

    def keys(self, *keys: str) -> None:
        return


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    """A first visit with the question left for later, and all that was said in it since."""
    folder = tmp_path_factory.mktemp("limit")
    store = Store(folder / "plans")
    store.create()
    walker = Walker(store, Store(folder / "twin"), answered=999)
    twin = walker.sit_down(Nobody())
    said: list[str] = []
    while twin.screen.address != REVIEW:
        if twin.screen.address == "safety/pem":
            assert twin.give(Skip(SkipReason.NOT_NOW)) is None
            assert twin.give(Next()) is None
            said = [""]
            continue
        if said:
            asked = twin.screen
            said += [asked.address, *screen_lines(asked, DAY), asked.unit]
        walker.step()
    twin.finish()
    assert twin.state.today == DAY
    return walker.twin_store, "\n".join(said)


def test_no_question_asks_for_a_number_or_a_rise(walked: tuple[Store, str]):
    _, said = walked
    assert "steps@g1/limit" in said
    assert ".amount" not in said
    assert ASKED.findall(said) == []


@pytest.mark.parametrize("form", ["text", "md", "json", "toml"])
def test_no_format_of_the_plan_holds_an_amount_or_a_rise(
    walked: tuple[Store, str], form: str, capsys: pytest.CaptureFixture[str]
):
    store, _ = walked
    assert run(["show", CODE, "--store", str(store.root), "--format", form]) == 0
    shown = capsys.readouterr().out
    assert "Cook lunch" in shown
    assert KEPT.findall(shown) == []


def test_the_ladder_stays_inside_the_limit(walked: tuple[Store, str], tmp_path: Path):
    store, _ = walked
    goals = store.load(CODE).plan.goals
    assert {goal.ladder.mode for goal in goals if goal.ladder.rungs} == {"energy_limit"}
    assert {rung.amount for goal in goals for rung in goal.ladder.rungs} == {None}
