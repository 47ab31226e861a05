"""What is read beside a visit: the plan so far, the steps, the words of a break."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import AddRow, Answer, Jump, Next, Note, SaveDraft, Skip
from goalcoach.sheets.layouts.read_back import Party, agreed_words
from goalcoach.visit.break_and_end_words import BreakMoment
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading
from tests import parts
from tests.dialogue.packs import item, pack, section
from tests.plain import small

PRACTICE = small.BEFORE
WORD = item("word", "text", fills="story.words.usual")
Begin = Callable[..., Visit]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Begin visits of a script with one question and these words for a break."""
    begun: list[Visit] = []

    def begin(**words: str) -> Visit:
        files = pack({"a": section("a", WORD)})
        if words:
            files["break.toml"] = section(
                "break", *(item(k, "say", say=v) for k, v in words.items())
            )
        folder = tmp_path / "pack"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        begun.append(small.begin(small.open_store(tmp_path / "store"), str(folder)))
        return begun[-1]

    yield begin
    for visit in begun:
        visit.leave()


def test_a_break_says_the_scripts_words_with_their_pipes_filled(begin: Begin):
    visit = begin(stop="We stop, {a/word|for now}. All is kept.", end="Done, {a/word|then}.")
    reading = VisitReading(visit)
    assert reading.break_words(BreakMoment.STOP) == "We stop, for now. All is kept."
    visit.enter("the sway {a/word}")
    assert reading.break_words(BreakMoment.STOP) == "We stop, the sway {a/word}. All is kept."
    assert reading.break_words(BreakMoment.END) == "Done, the sway {a/word}."


@pytest.mark.parametrize("moment", BreakMoment)
def test_a_script_without_words_for_a_break_has_ours(begin: Begin, moment: BreakMoment):
    assert VisitReading(begin()).break_words(moment) == moment.words


def test_the_plan_so_far_holds_what_was_said_and_nothing_of_the_visits_end(begin: Begin):
    visit = begin()
    assert VisitReading(visit).plan() == ()
    visit.enter("the sway")
    said = " ".join(line.text for line in VisitReading(visit).plan())
    assert "We stopped before the end" not in said


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Visit]:
    """A review of the practice patient, whose steps are steady, for now and for later."""
    store = small.open_store(tmp_path / "store")
    (store.root / small.CODE).mkdir(mode=0o700)
    for version in ("v0001.toml", "v0002.toml"):
        shutil.copy(PRACTICE / version, store.root / small.CODE)
    visit = small.begin(store, "core", date(2026, 12, 18))
    while visit.screen.address != "safety/pem":
        assert visit.give(Next()) is None
    yield visit
    visit.leave()


def test_the_read_back_is_said_aloud_then_whole_and_names_who_may_agree(review: Visit):
    assert review.give(Answer("no")) is None
    assert review.give(Answer("go", "safety/own_steps")) is None
    told = VisitReading(review).read_back()
    assert [line.label for line in told.aloud][:3] == ["MATTERS", "GOAL", "NEXT STEP"]
    assert all(line.aloud and line.path for line in told.aloud)
    assert told.whole == VisitReading(review).plan()
    assert told.agreed == (
        Party("patient", small.CODE, False),
        Party("clinician", "clinician", False),
    )
    assert agreed_words(told.agreed) == ""
    assert review.give(Answer(("patient", "helper"), "start/present")) is None
    assert review.give(Answer(("patient", "helper"), "close/agree")) is None
    agreed = VisitReading(review).read_back().agreed
    assert [(one.name, one.agrees) for one in agreed] == [
        (small.CODE, True),
        ("clinician", False),
        ("helper", True),
    ]
    assert agreed_words(agreed) == f"{small.CODE} and helper"


@pytest.mark.parametrize(
    ("after_effort", "told"),
    [
        (
            "no",
            [
                "steady for four weeks: 12 minutes on my feet",
                "here now, since 20 November",
                "next, if you choose to go up",
            ],
        ),
        ("yes", ["steady for four weeks", "here now, since 20 November"]),
    ],
)
def test_inside_an_energy_limit_no_step_further_on_is_shown_and_no_amount(
    review: Visit, after_effort: str, told: list[str]
):
    assert review.give(Answer(after_effort)) is None
    assert review.give(Answer("go", "safety/own_steps")) is None
    steps = VisitReading(review).steps("ladder@g1/kept")
    assert [cell.text for row in steps for cell in row.cells if cell.field == "status"] == told
    aloud = " ".join(line.text for line in VisitReading(review).read_back().aloud)
    assert "minutes" not in aloud  # the step for now has no amount; that before it had one
    assert "Your next step" in aloud


@pytest.mark.parametrize("address", ["matters/purpose", "ladder@g9/kept"])
def test_a_question_about_no_goal_has_no_steps(review: Visit, address: str):
    assert VisitReading(review).steps(address) == ()


def test_a_line_of_the_plan_leads_to_the_question_that_fills_it(begin: Begin):
    visit = begin()
    reading = VisitReading(visit)
    assert reading.address_of("story.words.usual", ()) == "a/word"
    assert reading.address_of("story.me", ()) == ""
    assert visit.give(Jump("a/word")) is None


def test_at_a_first_visit_nothing_is_compared(begin: Begin):
    assert VisitReading(begin()).changes() is None


STORY = (
    item("open", "long_text", label="What it is like", fills="story.open"),
    item("helps", "list", label="What helps", fills="story.helps"),
    item("by", "text", who="clinician", label="Who leads", fills="visit.by"),
    item("risk", "text", private=True, label="A worry"),
    item("me", "text", label="Who I am", fills="story.me"),
    item("wait", "text", label="Not now", fills="story.good_days"),
    item("late", "text", label="What else"),
    item("heard", "long_text", label="What I heard", fills="story.heard", panel="heard"),
    item("worries", "roster", private=True, label="Worries",
         fields=[{"id": "name", "kind": "text", "label": "Worry"}]),
    item("goals", "roster", fills="goals", row_label="{goals.statement|goal}",
         fields=[{"id": "statement", "kind": "text", "label": "Goal", "fills": "goals.statement"}]),
)  # fmt: skip


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Visit]:
    """A visit in which a story was told, privately too, with a note and a goal."""
    folder = tmp_path / "told"
    folder.mkdir()
    for name, data in pack({"a": section("a", *STORY)}).items():
        (folder / name).write_bytes(data)
    visit = small.begin(small.open_store(tmp_path / "plans"), str(folder))
    for command in (
        Answer("A fog.\nAnd then a wall.", "a/open"),
        Answer(("Sundays", "the aunt"), "a/helps"),
        Answer("bo-2", "a/by"),
        Answer("zq9 in private", "a/risk"),
        Answer("skipped words", "a/wait"),
        Skip(SkipReason.NOT_NOW, "a/wait"),
        SaveDraft("half typed", "a/me"),
        Note("ask at home", "a/me"),
        Answer("the aunt", "a/late"),
        AddRow("a/goals", "Cook for the aunt on Sundays"),
        AddRow("a/worries", "zq9 in a private list"),
        Answer("How dull it is.", "a/heard"),
        Jump("a/heard"),
    ):
        assert visit.give(command) is None, command
    yield visit
    visit.leave()


def test_the_plan_so_far_has_what_was_told_and_noted_in_their_words_and_nothing_private(
    told: Visit,
):
    lines = VisitReading(told).so_far()
    assert [
        (line.label, line.text) for line in lines if line.label in {"IN MY WORDS", "NOTES"}
    ] == [
        ("IN MY WORDS", "What it is like: A fog.\nAnd then a wall."),
        ("IN MY WORDS", "What helps: Sundays; the aunt"),
        ("IN MY WORDS", "What else: the aunt"),
        ("IN MY WORDS", "What I heard: How dull it is."),
        ("NOTES", "Who I am: ask at home"),
    ]
    # What the plan has already stands there once.
    assert sum("Cook for the aunt" in line.text for line in lines) == 1
    assert not any(word in repr(lines) for word in ("zq9", "bo-2", "half typed", "skipped words"))


def test_what_was_heard_is_what_fills_the_same_part_of_the_plan(told: Visit):
    assert [line.text for line in VisitReading(told).heard("a/heard")] == [
        "What it is like: A fog.\nAnd then a wall.",
        "What helps: Sundays; the aunt",
        "Note, Who I am: ask at home",
    ]


def test_sentences_of_a_list_stand_one_behind_the_other(told: Visit):
    """No mark of their end is followed by one that parts them."""
    told.give(Answer(("I hum.", "Does it help?", "the aunt", "Sundays."), "a/helps"))
    said = [line.text for line in VisitReading(told).heard("a/heard")]
    assert "What helps: I hum. Does it help? the aunt; Sundays." in said


def test_what_was_told_is_still_there_where_a_gate_is_closed(tmp_path: Path):
    said = Answer("a cook", "story/open")
    visit = parts.begin(tmp_path, *parts.PRIVATE_PART, said, Answer("pause", "safe/decision"))
    (line,) = VisitReading(visit).so_far()
    assert line.text == "About open: a cook"
    assert parts.UNSEEN not in repr(VisitReading(visit).so_far())
