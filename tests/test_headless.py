"""A visit from an answers file: taken whole, or refused with every line that does not fit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from goalcoach.errors import BadData, Busy
from goalcoach.headless import HeadlessResult
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.context import NO_CONTEXT
from goalcoach.sheets.layouts.read_back import MOST_WORDS, say_plan
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example

GATE = '"safety/own_steps" = "go"\n'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.create()
    return store


def at(text: str, key: str, said: str) -> str:
    """A problem as it is said: with the line on which the key stands."""
    lines = enumerate(text.split("\n"), 1)
    line = next(number for number, words in lines if words.startswith(f'"{key}" ='))
    return f"line {line}: {key}: {said}"


def swap(old: str, new: str, text: str | None = None) -> str:
    text = example.text() if text is None else text
    assert text.count(old) == 1
    return text.replace(old, new)


def add(*lines: str) -> str:
    """The example with further answers, above its tables."""
    return swap("[skips]\n", "".join(f"{line}\n" for line in (*lines, "[skips]")))


def problems(store: Store, text: str) -> list[str]:
    """What is said of a file that does not fit; nothing may be written then."""
    with pytest.raises(BadData) as caught:
        example.run(store, text)
    assert not store.folder(example.CODE).exists()
    return [str(one) for one in caught.value.problems]


def plan(store: Store) -> Plan:
    return store.load(example.CODE).plan


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, HeadlessResult]:
    """The example, run once for all who only look at what came of it."""
    store = Store(tmp_path_factory.mktemp("done") / "store")
    store.create()
    return store, example.run(store, example.text())


def test_the_example_becomes_a_plan(done: tuple[Store, HeadlessResult]):
    store, outcome = done
    assert outcome.path == store.folder(example.CODE) / "v0001.toml"
    assert outcome.warnings == ()
    assert not outcome.paused
    made = plan(store)
    assert made.visit.status == "done"
    assert [goal.lifecycle for goal in made.goals] == ["active", "planned"]
    assert made.goals[0].ladder.mode == "time_based"
    assert store.peek_draft(example.CODE) is None


def test_the_example_is_read_aloud_in_a_minute(done: tuple[Store, HeadlessResult]):
    made = plan(done[0])
    spoken = say_plan(made, made.visit.date, NO_CONTEXT)
    assert sum(len(one.text.split()) for one in spoken) <= MOST_WORDS
    labels = [one.label for one in spoken]
    assert labels[:4] == ["MATTERS", "GOAL", "NEXT STEP", "IF–THEN"]
    assert labels[-3:] == ["HARD SPELL", "AT ONCE", "NEXT VISIT"]
    assert "How sure you are: 8, where 10 is as sure as can be." in spoken[2].text


def test_answers_land_in_the_row_and_the_round_that_they_name(done: tuple[Store, HeadlessResult]):
    lead, waiting = plan(done[0]).goals
    assert [rung.text.split()[0] for rung in lead.ladder.rungs if rung.text] == [
        "Cut",
        "Cook",
        "Soup",
    ]
    assert waiting.ladder.rungs == ()
    assert lead.readiness.confidence == 8  # the last round


def test_skips_and_notes_are_kept_with_their_question(done: tuple[Store, HeadlessResult]):
    made = plan(done[0])
    assert made.skipped == {"goal/also": "not_applicable"}
    assert made.notes["close/doubts"] == "Start with this in November."


def test_a_second_run_changes_nothing(done: tuple[Store, HeadlessResult]):
    store, outcome = done
    before = outcome.path.read_bytes()
    with pytest.raises(BadData, match="version 1 of rowan-17 is there already, so this visit is a"):
        example.run(store, example.text())
    assert outcome.path.read_bytes() == before
    assert [one.name for one in outcome.path.parent.iterdir()] == [outcome.path.name]


def test_every_problem_is_named_at_once_with_its_line_and_key(store: Store):
    text = swap('"opening/ease" = 5', '"opening/ease" = "five"')
    text = swap('"close/ease" = 7', '"close/ease" = 12', text)
    text = swap('"close/take_away" =', '"close/take_awy" =', text)
    outside = "That is outside 0 to 10. Type a number from 0 to 10, or skip it below [skips]."
    unknown = "is no question of this script (did you mean “close/take_away”?)."
    assert problems(store, text) == [
        at(text, "opening/ease", "needs a whole number."),
        at(text, "close/take_awy", unknown),
        at(text, "close/ease", outside),
    ]


WRONG = {
    "opening/hopes": ('"one"', "needs a list."),
    "story/helps": ("3", "needs a list."),
    "story/words_usual": ('["the", "sway"]', "needs a text."),
    "start/notes_ok": ('"maybe"', "is none of its options: yes, ask, no."),
    "start/present": ('"patient"', "needs a list of option ids."),
    "safety/limits": ('["none", "falls"]', "holds none, which stands alone."),
    "shape@1/due": (
        '"2026-11-20"',
        "needs a date like 2026-12-18, without quotes, or “today+28d”.",
    ),
    "close/next_visit": ("2026-01-01", "This day is in the past. Type a later day, or skip."),
    "steps@1/samples": ('["twelve"]', "needs a list."),
    "steps@1/stable_days": ('"two weeks"', "needs a number."),
    "easier/savers": ('"the shop"', "needs a list of lines, [ { … }, … ]."),
    "priorities/one_thing": ('[{ a = "b" }]', "needs a text, not a list of lines."),
    "opening/ease": ("true", "needs a whole number."),
}


def test_an_answer_of_the_wrong_kind_is_told_what_is_needed(store: Store):
    text = example.text()
    for key, (value, _) in WRONG.items():
        whole = rf'(?ms)^"{re.escape(key)}" = (?:\[\n.*?^\]|\"\"\".*?\"\"\"|[^\n]*)$'
        text, swapped = re.subn(whole, f'"{key}" = {value}', text)
        assert swapped == 1
    found = problems(store, text)
    wanted = [at(text, key, said) for key, (_, said) in WRONG.items()]
    assert [one for one in wanted if one not in found] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1.200", "“1.200” may mean 1200 or 1.2; write the one that is meant."),
        ('"1,200"', "“1,200” may mean 1200 or 1.2. Type the one that you mean."),
        ("nan", "needs a number."),
        ("inf", "needs a number."),
        ("-inf", "needs a number."),
    ],
)
def test_a_number_that_is_none_or_may_be_two_is_named(store: Store, value: str, said: str):
    key = "steps@1/stable_days"
    text = re.sub(rf'(?m)^"{key}" = .*$', f'"{key}" = {value}', example.text())
    assert problems(store, text) == [at(text, key, said)]


class Strays(NamedTuple):
    """A file with lines that nothing takes, and what is said of them."""

    text: str
    said: list[str]


@pytest.fixture(scope="module")
def strays(tmp_path_factory: pytest.TempPathFactory) -> Strays:
    """The example with a line too many of each sort, run once for all who look at theirs."""
    store = Store(tmp_path_factory.mktemp("strays") / "store")
    store.create()
    lines = ('"opening/ease_low" = "a softer chair"', '"now@2/progress" = 3', '"zebra/fur" = 1')
    text = add(*lines) + (
        '"safety/pem" = "she said"\n'  # a note, as the example ends with its notes
        '\n[acks]\n"close/next_visit" = { soon = "before the frost" }\n'
        '\n[confirm]\n"zebra/crossing" = true\n'
    )
    return Strays(text, problems(store, text))


def test_each_line_that_nothing_takes_is_one_problem_and_there_is_no_other(strays: Strays):
    assert len(strays.said) == 6, strays.said


def test_a_key_off_the_path_is_a_problem(strays: Strays):
    said = "is not asked in this visit, as the other answers go."
    assert at(strays.text, "opening/ease_low", said) in strays.said


def test_an_answer_for_a_goal_that_waits_is_a_problem(strays: Strays):
    assert any("now@2/progress" in one for one in strays.said)


def test_a_name_far_from_any_question_gets_no_guess(strays: Strays):
    assert any(one.endswith("zebra/fur: is no question of this script.") for one in strays.said)


def test_an_answer_needed_for_the_close_is_named(store: Store):
    text = re.sub(r'(?ms)^"flare/emergency" = \[.*?^\]\n', "", example.text())
    said = "is needed before the close, and the file holds no answer and no skip for it."
    assert problems(store, text) == [f"flare/emergency: {said}"]


def test_an_answer_needed_is_named_once_when_it_does_not_fit(store: Store):
    text = swap('"start/by" = "kestrel"', '"start/by" = 4')
    assert problems(store, text) == [at(text, "start/by", "needs a text.")]


def test_a_skip_with_its_reason_stands_for_a_needed_answer(store: Store):
    text = re.sub(r'(?ms)^"flare/emergency" = \[.*?^\]\n', "", example.text())
    example.run(store, swap("[skips]\n", '[skips]\n"flare/emergency" = "unsure"\n', text))
    assert plan(store).skipped["flare/emergency"] == "unsure"


def test_a_skip_that_does_not_fit_the_question_is_a_problem(store: Store):
    text = swap(GATE, "")
    text = swap("[skips]\n", '[skips]\n"safety/own_steps" = "unsure"\n', text)
    assert any("[skips] safety/own_steps" in one for one in problems(store, text))


# Lines of a list


def goals(*lines: str) -> str:
    pattern = r'(?ms)^"goal/goals" = \[.*?^\]$'
    text, swapped = re.subn(pattern, '"goal/goals" = [' + ", ".join(lines) + "]", example.text())
    assert swapped == 1
    return text


def test_a_line_without_its_first_field_is_a_problem(store: Store):
    said = problems(store, goals('{ statement = "Cook on Sundays" }', '{ whose = "patient" }'))
    assert any(one.endswith("goal/goals: line 2 needs statement, a text.") for one in said)


def test_a_misspelt_field_is_named_with_the_one_that_was_meant(store: Store):
    said = problems(
        store, goals('{ statement = "Cook on Sundays", whos = "patient" }', '{ statement = "B" }')
    )
    assert len(said) == 1
    assert said[0].endswith(
        "goal/goals: line 1: whos is none of its fields (did you mean “whose”?)."
    )


def test_a_field_that_is_not_asked_is_a_problem(store: Store):
    text = swap(
        '{ text = "Soup and a tray of apples for the oven", status = "later",',
        '{ text = "Soup and a tray of apples for the oven", status = "later", amount = 3,',
    )
    said = problems(store, text)
    assert len(said) == 1
    assert said[0].endswith("steps@1/rungs: line 3: amount is not asked, as the other answers go.")


def test_more_lines_than_there_is_room_for_are_refused(store: Store):
    said = problems(store, goals(*(f'{{ statement = "Goal number {n}" }}' for n in range(5))))
    assert any("line 5: There is room for 4 lines here." in one for one in said)


def test_a_value_of_a_line_that_does_not_fit_is_a_problem(store: Store):
    said = problems(store, goals('{ statement = "A", whose = "boss" }', '{ statement = "B" }'))
    assert any("is none of its options: patient, family," in one for one in said)


# Checks


def soon(acks: str = "") -> str:
    return swap('"close/next_visit" = "today+28d"', '"close/next_visit" = 2026-10-30') + acks


def test_a_check_without_a_reason_is_kept_with_a_warning(store: Store):
    outcome = example.run(store, soon())
    assert len(outcome.warnings) == 1
    assert outcome.warnings[0].startswith("close/next_visit: That is less than two weeks away.")
    assert plan(store).visit.status == "done"


def test_a_check_with_a_reason_is_kept_in_silence(store: Store):
    acks = '\n[acks]\n"close/next_visit" = { soon = "before the frost" }\n'
    outcome = example.run(store, soon(acks))
    assert outcome.warnings == ()
    file = outcome.path.read_text("utf-8")
    assert "before the frost" in file


def test_a_reason_for_a_check_that_is_silent_is_a_problem(strays: Strays):
    said = "[acks] close/next_visit: has nothing to keep: no check speaks up there."
    assert any(one.endswith(said) for one in strays.said)


def test_a_reason_for_a_check_of_another_name_is_a_problem(store: Store):
    said = problems(store, soon('\n[acks]\n"close/next_visit" = { late = "holidays" }\n'))
    assert said[0].endswith("[acks] close/next_visit: no check “late” speaks up there.")


# The gate


def up_to_the_gate(decision: str) -> str:
    return example.text().partition(GATE)[0] + decision


def test_a_closed_gate_gives_a_version_that_is_not_finished(store: Store):
    outcome = example.run(store, up_to_the_gate('"safety/own_steps" = "pause"\n'))
    assert outcome.paused
    assert "written as not finished" in outcome.warnings[-1]
    made = plan(store)
    assert (made.visit.status, made.visit.reason) == ("incomplete", "paused")
    assert made.goals == ()


def test_a_gate_that_is_skipped_stays_closed(store: Store):
    skip = '[skips]\n"safety/own_steps" = "declined"\n'
    assert example.run(store, up_to_the_gate(skip)).paused


def test_answers_behind_a_closed_gate_are_problems(store: Store):
    said = problems(store, swap(GATE, '"safety/own_steps" = "pause"\n'))
    assert any("story/open: is not asked" in one for one in said)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("", "safety/own_steps: is needed before the close"),
        ('"safety/own_steps" = "gone"\n', "safety/own_steps: is none of its options: go,"),
    ],
)
def test_a_gate_without_an_answer_is_the_one_problem(store: Store, decision: str, said: str):
    found = problems(store, swap(GATE, decision))
    assert len(found) == 1
    assert said in found[0]


# What is there already


def test_an_unfinished_visit_is_not_run_over(store: Store):
    visit = Visit.begin(store, example.CODE, today=example.DAY, clock=example.Clock())
    visit.leave()
    with pytest.raises(Busy, match="An unfinished visit of rowan-17 is kept"):
        example.run(store, example.text())
    assert store.head(example.CODE) is None
    example.run(store, example.text(), fresh=True)
    assert store.head(example.CODE) == 1
    assert (store.folder(example.CODE) / "draft-1").exists()


def test_an_unfinished_visit_stays_where_it_is_when_the_file_does_not_fit(store: Store):
    visit = Visit.begin(store, example.CODE, today=example.DAY, clock=example.Clock())
    visit.leave()
    with pytest.raises(BadData):
        example.run(store, add('"zebra/crossing" = 1'), fresh=True)
    assert store.peek_draft(example.CODE) is not None


@pytest.mark.parametrize("key", ["safety/share", "safety"])
def test_what_was_not_finished_is_offered_again_and_can_be_confirmed(store: Store, key: str):
    """By the question, or for a whole section."""
    example.run(store, up_to_the_gate('"safety/own_steps" = "pause"\n'))
    text = swap('"safety/share" = "ask"\n', "") + f'\n[confirm]\n"{key}" = true\n'
    example.run(store, text)
    made = plan(store)
    assert (made.version, made.visit.status) == (2, "done")
    assert made.consent.share == "ask"


def test_who_wants_to_talk_only_has_no_word_of_theirs_taken_from_a_file(store: Store):
    no = swap('"start/notes_ok" = "yes"\n', '"start/notes_ok" = "no"\n')
    said = problems(store, no)
    for key in ("story/open", "opening/hopes"):
        (line,) = (one for one in said if f": {key}: " in one)
        assert "want to talk about this, and not have it typed" in line
    assert not [one for one in said if "steps@" in one or "goal/goals" in one]


def test_a_confirmation_of_nothing_is_a_problem(strays: Strays):
    said = "[confirm] zebra/crossing: is no question of this script."
    assert any(one.endswith(said) for one in strays.said)


def test_what_a_file_keeps_off_paper_stands_in_the_plan(store: Store):
    marks = '"matters/me" = true\n"team/supports" = [2]\n"goal/goals" = true\n'
    example.run(store, f"{example.text()}\n[off_paper]\n{marks}")
    assert plan(store).off_paper == ("story.me", "goals", "supports@p2")


NO_MARKS = {
    '"team/supports" = [9]': "team/supports: has no line 9.",
    '"safety/pem" = true': "safety/pem: What is said here is on none of the patient's papers.",
    '"zebra/crossing" = true': "zebra/crossing: is no question of this script.",
}
NO_FORM = {'"start/by" = "yes"': "start/by: is true, or the numbers of its lines, as in [1, 3]."}


@pytest.mark.parametrize("marks", [NO_MARKS, NO_FORM], ids=["no such mark", "no mark at all"])
def test_each_mark_that_fits_nothing_is_a_problem(store: Store, marks: dict[str, str]):
    told = problems(store, "\n".join([example.text(), "[off_paper]", *marks, ""]))
    assert [one.partition("[off_paper] ")[2] for one in told] == list(marks.values())


def test_a_note_on_a_question_that_keeps_none_is_a_problem(strays: Strays):
    said = "[notes] safety/pem: No notes are kept on this question."
    assert any(one.endswith(said) for one in strays.said)


REVIEW = """
"start/present" = ["patient", "clinician"]
"start/by" = "kestrel"
"safety/pem" = "no"
"safety/own_steps" = "go"
"ladder@1/kept" = "most"
"ladder@1/steady" = "up"
"new_steps@1/rungs@r2.amount" = 60
"close/agree" = ["patient", "clinician"]
"""


def test_a_rise_is_refused_without_its_reason_and_taken_with_it(store: Store):
    example.run(store, example.text())
    with pytest.raises(BadData) as caught:
        example.run(store, REVIEW)
    said = [str(one) for one in caught.value.problems]
    at = "new_steps@g1/rungs@r2.amount"
    assert said[-1].endswith(f"{at}: needs its reason under [acks], or another answer.")
    assert store.head(example.CODE) == 1
    why = '[acks]\n"new_steps@1/rungs@r2.amount" = { big_step = "the holidays" }\n'
    example.run(store, REVIEW + why)
    assert store.head(example.CODE) == 2
    assert plan(store).goals[0].ladder.rungs[1].amount == 60
