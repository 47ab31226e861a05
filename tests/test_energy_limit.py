"""With the question about worsening after effort left open, the plan asks for no more of anything.

Not on a page, not in a plan, in no format: no percentage, no number on a step, no rise. A ladder
with a number when it comes inside the limit keeps it as the most there is, and nothing above it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalcoach.cli.main import run
from goalcoach.dialogue.answer_types import REVIEW, SkipReason
from goalcoach.dialogue.engine.command import Answer, Jump, Next, Skip
from goalcoach.plain.question_lines import screen_lines
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading
from tests import example
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


# Into the limit at a review

ENTERS = """
"start/present" = ["patient", "clinician"]
"start/by" = "kestrel"
"safety/pem" = "yes"
"safety/own_steps" = "go"
"ladder@1/kept" = "most"
"ladder@1/inside" = "hold"
"decide@1/choice" = "keep"
"close/agree" = ["patient", "clinician"]
"""
CEILING = "12 minutes on my feet at most, less is fine"
CEILING_ALOUD = "At most: “12 minutes on my feet.” Less is fine."


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example, a step of twelve minutes and steps for later; then a yes to feeling worse."""
    store = Store(tmp_path_factory.mktemp("entered") / "plans")
    store.create()
    example.run(store, example.text())
    example.run(store, ENTERS)
    return store


def test_what_was_done_stays_as_the_most_there_is(
    entered: Store, capsys: pytest.CaptureFixture[str]
):
    assert run(["show", CODE, "--store", str(entered.root)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert (shown.count(CEILING), shown.count(CEILING_ALOUD)) == (1, 1)
    rest = shown.replace(CEILING, "").replace(CEILING_ALOUD, "")
    assert not re.search(r"\d+ minutes|%|\bamount|\bincreas", rest)
    assert "Cook the soup myself" not in rest


def test_the_step_panel_beside_the_question_says_it_too(entered: Store, tmp_path: Path):
    store = Store(tmp_path / "plans")
    store.create()
    example.run(store, example.text())
    visit = Visit.begin(store, CODE, today=example.DAY, clock=example.Clock())
    for answer in (Answer("yes", "safety/pem"), Answer("go", "safety/own_steps")):
        assert visit.give(answer) is None
    assert visit.give(Jump("ladder@g1/inside")) is None
    assert [one.id for one in visit.screen.options] == ["hold", "down", "swap"]
    (row,) = VisitReading(visit).steps("ladder@g1/inside")
    stands = f"here now, since 23 October: {CEILING}"
    assert next(one.text for one in row.cells if one.field == "status") == stands
    visit.leave()
