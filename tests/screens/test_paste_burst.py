"""A paste that comes as single keys stays in the line that it was pasted into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.pilot import Pilot

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.paste_burst import PasteBurst
from goalcoach.screens.kit.text_box import Writer
from tests.screens.fake import FakeVisit, ask, options, settle, until, walk

HOPES = ask(Kind.LIST, "opening/hopes")
SCALE = ask(Kind.SCALE, "opening/ease", low=0, high=10, anchors=("None", "All"))
SAID = ask(Kind.SAY, "opening/safety", say="You can stop at any time.")
LINES = (
    "First hope, as I wrote it at home",
    "Second hope: 2 walks a week",
    "Third hope 1 2 3",
    "Fourth hope",
)


def feed_all(typed: str, gap: float, last: float) -> list[bool]:
    """Return for each key whether it is of a paste; the last one comes `last` seconds after."""
    burst, time, taken = PasteBurst(), 100.0, []
    for at, sign in enumerate(typed):
        time += last if at == len(typed) - 1 else gap
        taken.append(burst.feed(time, is_sign=sign != "\r", is_enter=sign == "\r"))
    return taken


@pytest.mark.parametrize("last", [0.001, 0.15, 0.9])
def test_a_line_end_up_to_a_second_after_a_burst_is_of_the_paste(last: float):
    assert feed_all("First hope, as I wrote it\r", 0.001, last)[-1]


def test_a_line_end_later_than_that_is_enter():
    assert not feed_all("First hope, as I wrote it\r", 0.001, 1.1)[-1]


@pytest.mark.parametrize("gap", [0.031, 0.05, 0.12])
def test_nobody_types_a_burst_by_hand(gap: float):
    assert not any(feed_all("We cook lunch on Sundays and all sit down\r", gap, gap))


def test_a_few_quick_signs_are_no_burst():
    assert not any(feed_all("lunch on Sundays\r", 0.001, 0.15))


def test_a_paste_that_comes_in_pieces_is_one():
    burst, time, taken = PasteBurst(), 100.0, []
    for piece in ("First hope, as I wrote", " it at home"):
        time += 0.2
        for _ in piece:
            time += 0.001
            taken.append(burst.feed(time, is_sign=True, is_enter=False))
    assert burst.feed(time + 0.15, is_sign=False, is_enter=True)


def sent(lines: tuple[str, ...], pause: float) -> Iterator[events.Key]:
    """Yield keys as a slow line sends them: a line at once, and after a pause its end."""
    time = events.Key("x", "x").time
    for line in lines:
        for sign in line:
            time += 0.001
            yield timed(events.Key(sign, sign), time)
        time += pause
        yield timed(events.Key("enter", "\r"), time)


def timed(event: events.Key, time: float) -> events.Key:
    event.time = time
    return event


async def post(pilot: Pilot[int], *keys: events.Key) -> None:
    for key in keys:
        pilot.app.post_message(key)
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("pause", [0.001, 0.15, 0.8])
def test_the_lines_of_a_paste_answer_no_further_question(pause: float):
    visit = FakeVisit([HOPES, SCALE, SAID])

    async def steps(pilot, screen):
        keys = list(sent(LINES, pause))
        await post(pilot, *keys)
        await until(lambda: screen.field.current() == LINES)
        assert screen.asked.address == HOPES.address
        await post(pilot, timed(events.Key("enter", "\r"), keys[-1].time + 1.2))
        await settle(pilot, screen)

    walk(visit, steps)
    assert [one for one in visit.given if isinstance(one, do.Answer)] == [do.Answer(LINES)]


@pytest.mark.parametrize(
    "asked",
    [SAID, SCALE, ask(Kind.CHOICE, options=options("The plan", "None of it")),
     ask(Kind.CHOICE, panel="ladder", options=options("Hold", "Up"))],
    ids=["said", "scale", "choice", "ladder"],
)  # fmt: skip
def test_where_nothing_is_typed_a_paste_answers_nothing(asked: Screen):
    visit = FakeVisit([asked, HOPES, SAID])

    async def steps(pilot, screen):
        await post(pilot, *sent(LINES, 0.15))
        await settle(pilot, screen)
        assert screen.asked.address == asked.address

    walk(visit, steps)
    assert not [one for one in visit.given if isinstance(one, do.Answer | do.Next)]


def test_a_paste_into_the_line_for_one_paragraph_stays_one():
    visit = FakeVisit([ask(Kind.TEXT), SAID])

    async def steps(pilot, screen):
        await post(pilot, *sent(LINES[:2], 0.15))
        await until(lambda: screen.field.current() == " ".join(LINES[:2]))

    walk(visit, steps)


def test_a_long_paste_is_laid_out_a_few_times_and_not_once_a_sign(monkeypatch: pytest.MonkeyPatch):
    laid: list[int] = []
    edit = Writer.edit

    def count(self: Writer, one: Edit) -> EditResult:
        laid.append(1)
        return edit(self, one)

    monkeypatch.setattr(Writer, "edit", count)
    words = "two walks a week and " * 100
    visit = FakeVisit([ask(Kind.LONG_TEXT), SAID])

    async def steps(pilot, screen):
        await post(pilot, *list(sent((words,), 0.1))[:-1])
        await until(lambda: screen.field.writer.text == words)

    walk(visit, steps)
    assert len(laid) < 60


ROWS = ask(Kind.ROSTER, "ways/in_the_way")


@pytest.mark.parametrize("words", ["Stairs", "The stairs at home, with the shopping"])
def test_a_burst_that_ends_in_enter_is_one_row_of_a_list_and_no_word_is_lost(words: str):
    visit = FakeVisit([ROWS, SAID])

    async def steps(pilot, screen):
        keys = list(sent((words,), 0.001))
        await post(pilot, *keys)
        end = keys[-1].time
        await post(pilot, *(timed(events.Key("enter", "\r"), end + after) for after in (1.2, 1.3)))
        await settle(pilot, screen)

    walk(visit, steps)
    added = [one for one in visit.given if isinstance(one, do.AddRow)]
    assert added == [do.AddRow(ROWS.address, words)]
