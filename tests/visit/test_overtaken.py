"""Two visits that began from one version: the second to close loses nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import REVIEW
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Jump, Next
from goalcoach.errors import AlreadyExists
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit

CODE = "rowan-17"
TODAY = date(2026, 11, 20)


class Clock:
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=20)
        return self.now


def begin(store: Store) -> Visit:
    return Visit.begin(store, CODE, today=TODAY, clock=Clock())


def give(visit: Visit, *commands: Command) -> None:
    for command in commands:
        refused = visit.give(command)
        assert refused is None, (command, refused)


def speak(visit: Visit, value: str, goal: str) -> None:
    """All that a first visit needs for its close, with one value and one goal."""
    give(
        visit,
        Answer("kestrel", "start/by"),
        Answer("no", "safety/pem"),
        Answer("go", "safety/own_steps"),
        AddRow("matters/values", first=value),
        AddRow("goal/goals", first=goal),
        Answer(("numb legs",), "flare/emergency"),
        Answer(True, "close/read_back"),
    )


@pytest.fixture
def overtaken(tmp_path: Path) -> Visit:
    """A visit whose version was taken by another one, taken up again."""
    ours, theirs = Store(tmp_path / "ours"), Store(tmp_path / "theirs")
    visit, other = begin(ours), begin(theirs)
    speak(other, "Being outside", "Sit on the bench")
    published = other.finish()
    assert isinstance(published, Path)
    speak(visit, "Sundays", "Cook lunch")
    shutil.copy(published, tmp_path / "ours" / CODE / "v0001.toml")
    with pytest.raises(AlreadyExists):
        visit.finish()
    visit.leave()
    with pytest.raises(AlreadyExists, match="come back to be confirmed"):
        begin(ours)
    return begin(ours)


def test_the_answers_come_back_as_proposals_on_the_newer_plan(overtaken: Visit):
    assert overtaken.resumed
    assert (overtaken.kind, overtaken.version) == ("review", 2)
    give(overtaken, Answer("no", "safety/pem"), Answer("go", "safety/own_steps"))
    give(overtaken, Jump("still/values"))
    assert [row.label for row in overtaken.screen.rows] == ["Being outside", "Sundays"]
    assert overtaken.screen.rows[1].id == "v2"


def test_the_set_aside_visit_is_kept_whole(overtaken: Visit):
    aside = overtaken.store.root / CODE / "draft-1" / "journal.log"
    assert "Cook lunch" in aside.read_text(encoding="utf-8")


def test_what_is_taken_up_again_is_in_the_plan_and_the_rest_stands(overtaken: Visit):
    give(overtaken, Answer("no", "safety/pem"), Answer("go", "safety/own_steps"))
    give(overtaken, Answer("kestrel", "start/by"), Answer(True, "close/read_back"))
    while overtaken.screen.address != REVIEW:
        if overtaken.screen.address.startswith("waiting@g2/"):
            give(overtaken, Answer("planned"))
        if overtaken.screen.address == "update/emergency":
            give(overtaken, Answer(("numb legs",)))
        give(overtaken, Next())
    published = overtaken.finish()
    assert isinstance(published, Path), published
    plan = overtaken.store.load(CODE).plan
    assert {goal.id: goal.statement for goal in plan.goals} == {
        "g1": "Sit on the bench",
        "g2": "Cook lunch",
    }


def test_taking_it_up_once_more_offers_the_same(overtaken: Visit):
    overtaken.leave()
    again = begin(overtaken.store)
    assert again.resumed
    assert again.state.prior == overtaken.state.prior
