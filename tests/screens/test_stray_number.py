"""A number typed one page too far chooses nothing, and quick real choices are not held up."""

from __future__ import annotations

import pytest
from textual import events

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Screen, Status
from goalcoach.screens.fields.stray_number import DigitBurst
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, settle, walk

LAST = ask(Kind.SAY, "wins/last", say="Thank you.")
FOUR = options("The plan", "Ask me each time", "None of it", "Not sure")


def feed_all(typed: str, gap: float, *, known: str = "1234", several: bool = False) -> list[bool]:
    """Return for each key, `gap` seconds apart, whether it was taken for part of a number."""
    burst = DigitBurst(several=several)
    taken = []
    for at, char in enumerate(typed):
        key = {"\n": "enter", " ": "space", "-": "minus", "+": "plus"}.get(char, char)
        event = events.Key(key, None if char == "\n" else char)
        event.time = 100 + at * gap
        taken.append(burst.feed(event, chooses=char in known))
    return taken


@pytest.mark.parametrize("gap", [0.0, 0.03, 0.2, 0.39])
@pytest.mark.parametrize(
    "number", ["5550100", "01632 960-999", "12112", "50", "+44 1 223", "12 34 21 43"]
)
def test_a_number_and_its_enter_choose_nothing(number: str, gap: float) -> None:
    for several in (False, True):
        assert feed_all(f"{number}\n", gap, several=several)[-1]


@pytest.mark.parametrize(
    ("typed", "gap", "several"),
    [
        ("1\n", 0.05, False),
        ("12\n", 0.1, False),
        ("1234\n", 0.5, False),
        ("134\n", 0.1, True),
        ("13 \n", 0.1, True),
        ("11\n", 0.1, True),
        ("7\n", 0.1, False),
    ],
)
def test_quick_choices_and_second_thoughts_are_no_number(
    typed: str, gap: float, several: bool
) -> None:
    assert not any(feed_all(typed, gap, several=several))


def test_a_digit_after_a_while_chooses_again() -> None:
    burst = DigitBurst()
    for at, key in enumerate("555"):
        event = events.Key(key, key)
        event.time = at * 0.1
        burst.feed(event, chooses=True)
    later = events.Key("3", "3")
    later.time = 2.0
    assert not burst.feed(later, chooses=True)


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        (ask(Kind.CHOICE, options=FOUR), None),
        (ask(Kind.CHOICE, options=FOUR, value="o2", status=Status.ANSWERED), None),
        (ask(Kind.MULTI, options=FOUR, value=("o4",), status=Status.ANSWERED), ("o4",)),
        (ask(Kind.SCALE, low=0, high=10, anchors=("None", "All")), None),
    ],
    ids=["choice", "answered", "several", "scale"],
)
def test_a_telephone_number_on_the_page_after_its_own_answers_nothing(
    asked: Screen, own: Value | None
) -> None:
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"5113233", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == asked.address
        assert "nothing is chosen by it" in frame(pilot.app)
        assert screen.field.current() == (asked.value if own is None else own)

    walk(visit, steps)
    assert not [one for one in visit.given if isinstance(one, do.Answer)]


def test_one_digit_after_a_number_is_the_answer() -> None:
    visit = FakeVisit([ask(Kind.CHOICE, options=FOUR), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"5113233", "enter", "down", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer("o1")
