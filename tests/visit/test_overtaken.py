"""Two visits that began from one version: the second to close loses nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import REVIEW, SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    CloseReason,
    Command,
    Confirm,
    Jump,
    Next,
    Skip,
)
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.errors import AlreadyExists
from goalcoach.store.journal import read_lines, write_lines
from goalcoach.store.store import Store
from goalcoach.visit.break_and_end_words import OFFERED_AGAIN
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


def cleared(visit: Visit) -> Visit:
    """A visit past its gate."""
    give(visit, Answer("no", "safety/pem"), Answer("go", "safety/own_steps"))
    return visit


def race(tmp_path: Path, theirs: tuple[Command, ...], ours: tuple[Command, ...]) -> Visit:
    """Lead two first visits, of which theirs is saved first; return ours, going on."""
    store, other_store = Store(tmp_path / "ours"), Store(tmp_path / "theirs")
    visit, other = begin(store), begin(other_store)
    speak(other, "Being outside", "Sit on the bench")
    give(other, *theirs)
    published = other.finish()
    assert isinstance(published, Path), published
    speak(visit, "Sundays", "Cook lunch")
    give(visit, *ours)
    shutil.copy(published, tmp_path / "ours" / CODE / "v0001.toml")
    with pytest.raises(AlreadyExists):
        visit.finish(CloseReason.PAUSED if visit.screen.gate_closed else None)
    visit.leave()
    with pytest.raises(AlreadyExists):
        begin(store)
    return begin(store)


def test_the_first_page_says_what_comes_back(overtaken: Visit):
    assert overtaken.taken_up == OFFERED_AGAIN


@pytest.mark.parametrize(("stood", "words"), [(False, "I keep bees"), (True, "I grow apples")])
def test_of_two_answers_one_is_chosen(tmp_path: Path, stood: bool, words: str):
    theirs, ours = Answer("I grow apples", "story/open"), Answer("I keep bees", "story/open")
    visit = cleared(race(tmp_path, (theirs,), (ours,)))
    give(visit, Jump("story/open"))
    asked = visit.screen
    assert (asked.proposed, asked.in_plan, asked.proposed_aside) == (
        "I keep bees",
        "I grow apples",
        True,
    )
    give(visit, Confirm(stood=stood))
    assert visit.draft_plan().story.open == words


def test_without_a_choice_the_plan_stands(tmp_path: Path):
    theirs, ours = Answer("I grow apples", "story/open"), Answer("I keep bees", "story/open")
    visit = cleared(race(tmp_path, (theirs,), (ours,)))
    give(visit, Jump("story/open"), Next())
    assert visit.draft_plan().story.open == "I grow apples"


def test_what_the_plan_says_alike_is_asked_once(tmp_path: Path):
    said = Answer("I keep bees", "story/open")
    visit = cleared(race(tmp_path, (said,), (said,)))
    give(visit, Jump("story/open"))
    assert visit.screen.in_plan is None


def test_of_a_goal_that_is_let_go_nothing_more_is_asked(tmp_path: Path):
    visit = cleared(race(tmp_path, (), (Answer("It feeds us", "shape@g1/why"),)))
    give(visit, Jump("waiting@g2/next"), Answer("cancelled"))
    assert not [one for one in visit.where() if one.address.startswith("shape@g2")]
    give(visit, Answer("planned"))
    assert [one.address for one in visit.where() if one.address.startswith("shape@g2")]


def test_a_gate_that_closed_is_not_opened_without_a_word(tmp_path: Path):
    visit = race(tmp_path, (), (Answer("pause", "safety/own_steps"),))
    give(visit, Answer("no", "safety/pem"), Jump("safety/own_steps"))
    assert visit.screen.proposed is None
    assert visit.screen.said_aside == "pause"
    give(visit, Answer("go"))
    check = visit.screen.checks[-1]
    assert (check.id, check.kept) == ("kept_aside", None)
    assert visit.screen.hold
    assert isinstance(visit.give(Acknowledge("kept_aside", "")), Refusal)
    give(visit, Acknowledge("kept_aside", "the doctor has looked at it"))
    assert not visit.screen.hold
    assert visit.draft_plan().kept == {"safety/own_steps#kept_aside": "the doctor has looked at it"}


def test_a_gate_that_closes_again_wants_no_word(tmp_path: Path):
    visit = race(tmp_path, (), (Answer("pause", "safety/own_steps"),))
    give(visit, Answer("no", "safety/pem"), Answer("pause", "safety/own_steps"))
    assert visit.draft_plan().safety.decision == "pause"


def test_what_is_declined_is_in_no_byte_of_the_visit_that_goes_on(tmp_path: Path):
    visit = cleared(race(tmp_path, (), (Answer("I keep bees", "story/open"),)))
    journal = visit.store.root / CODE / "draft" / "journal.log"
    assert "bees" in journal.read_text("utf-8")
    give(visit, Jump("story/open"), Skip(SkipReason.DECLINED))
    assert "bees" not in journal.read_text("utf-8")
    visit.leave()
    assert begin(visit.store).screen.proposed is None


def test_a_visit_that_is_overtaken_twice_offers_both_times_the_same(tmp_path: Path):
    visit = cleared(race(tmp_path, (), (Answer("I keep bees", "story/open"),)))
    store = visit.store
    visit.leave()
    away = store.root / CODE / "draft"
    away.rename(tmp_path / "away")
    other = cleared(begin(store))
    assert isinstance(other.finish(CloseReason.STOPPED), Path)
    (tmp_path / "away").rename(away)
    visit = begin(store)
    with pytest.raises(AlreadyExists):
        visit.finish(CloseReason.STOPPED)
    visit.leave()
    with pytest.raises(AlreadyExists, match="Another visit"):
        begin(store)
    again = cleared(begin(store))
    assert again.version == 3
    give(again, Jump("story/open"))
    assert again.screen.proposed == "I keep bees"
    assert sorted(one.number for one in store.aside(CODE)) == [1, 2]


def test_a_visit_that_goes_on_since_the_first_goalcoach_still_opens(tmp_path: Path):
    visit = race(tmp_path, (), (Answer("I keep bees", "story/open"),))
    visit.leave()
    path = visit.store.root / CODE / "draft" / "journal.log"
    header = dict(read_lines(path.read_bytes())[0][0])
    del header["kept_aside"]
    header["offered"] = {"flare_plan": {"emergency": ["numb arms"]}}
    path.write_bytes(write_lines([header]))
    again = cleared(begin(visit.store))
    give(again, Jump("update/emergency"))
    assert (again.screen.proposed, again.screen.in_plan) == (("numb arms",), ("numb legs",))
