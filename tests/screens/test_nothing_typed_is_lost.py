"""What is typed where a page has no line for words is kept, and what is marked survives a look."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import NO_NOTES, Refusal
from goalcoach.dialogue.view.screen import OptionView, RowView, Screen, Status
from goalcoach.screens.fields.typed_fields import HALF_TYPED
from goalcoach.screens.kit.text_box import Writer
from tests.screens.fake import (
    FakeVisit,
    ask,
    by_hand,
    frame,
    in_haste,
    options,
    review,
    row,
    settle,
    walk,
)

AT = "wins/day"
FIRST = ask(Kind.SAY, "wins/first", say="Hello.")
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")
LADDER = (OptionView("hold", "Stay here"), OptionView("up", "A little more"))
ONE = ask(Kind.CHOICE, options=options("Yes", "No"))
SEVERAL = ask(Kind.MULTI, options=options("Falls", "Stairs", "Nothing else"))
OLD = ask(Kind.CHOICE, options=options("Yes", "No"), proposed="o1", status=Status.PROPOSED)


async def at_once(pilot: Pilot[int], *signs: str) -> None:
    """Send signs all at once, as a short paste that comes as keys."""
    names = {" ": "space", "-": "minus"}
    for sign in signs:
        pilot.app.post_message(events.Key(names.get(sign, sign), sign))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (ask(Kind.SAY), "I would like more"),
        (ask(Kind.SAY, panel="plan"), "not quite so"),
        (ask(Kind.SAY, panel="diary"), "2 of us"),
        (SEVERAL, "with her husband"),
        (SEVERAL, "2 of us came"),
        (ONE, "12 34 of them"),
        (OLD, "cannot say"),
        (ask(Kind.CHOICE, panel="ladder", options=LADDER), "has been hard"),
        (ask(Kind.SCALE), "7 is too much"),
    ],
)
def test_words_typed_on_a_page_without_a_line_are_a_note_and_answer_nothing(asked, words):
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        before = screen.field.current()
        await at_once(pilot, *words)
        await settle(pilot, screen)
        assert "What is typed here is a note." in frame(pilot.app)
        assert screen.field.current() == before
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert screen.asked.address == asked.address
        assert words in frame(pilot.app)

    walk(visit, steps)
    assert visit.given == [do.Note(words, AT)]


PAGES = [ask(Kind.SAY), ask(Kind.SAY, panel="plan"), ask(Kind.SAY, panel="diary")]
ALONE = "A digit alone does nothing here. F4 opens"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("asked", PAGES)
def test_a_digit_alone_is_no_words_and_is_told_so_and_enter_goes_on(asked: Screen, size):
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "3")
        await settle(pilot, screen)
        assert ALONE in frame(pilot.app)
        assert not pilot.app.screen.query("#note")
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "A digit alone" not in frame(pilot.app)

    walk(visit, steps, size=size)
    assert visit.given == [do.Answer(True), do.Next()]


def test_an_enter_right_behind_a_digit_passes_nothing():
    visit = FakeVisit([ask(Kind.SAY), LAST])

    async def steps(pilot, screen):
        await at_once(pilot, *"34", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == AT

    walk(visit, steps)
    assert not visit.given


def test_words_that_follow_a_digit_after_a_while_have_it_in_front():
    visit = FakeVisit([ask(Kind.SAY), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "3")
        await settle(pilot, screen)
        await by_hand(pilot, "colon", "0")
        await settle(pilot, screen)
        await by_hand(pilot, "space", *"pm")
        await settle(pilot, screen)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Note("3:0 pm", AT)]


def test_the_note_key_opens_a_note_that_begins_with_a_number():
    visit = FakeVisit([ask(Kind.SAY), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "3")
        await settle(pilot, screen)
        await by_hand(pilot, "f4", "3", "space", *"pm", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Note("3 pm", AT)]


def test_words_on_the_closing_step_are_a_note_of_the_last_question():
    visit = FakeVisit([ask(Kind.SAY), review()], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"thanks", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Back(), do.Note("thanks", AT)]
    assert not visit.finished


def test_where_no_note_may_be_kept_words_are_refused_and_their_enter_passes_nothing():
    visit = FakeVisit([ask(Kind.SAY, private=True), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"hello", "enter")
        await settle(pilot, screen)
        assert NO_NOTES.sentence in frame(pilot.app)
        assert not visit.given
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer(True), do.Next()]


def test_a_half_typed_note_is_kept_whichever_way_the_question_is_left():
    visit = FakeVisit([FIRST, ask(Kind.SAY), LAST], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"one", "pageup")
        await settle(pilot, screen)
        assert "What is typed" not in frame(pilot.app)

    walk(visit, steps)
    assert visit.given == [do.Note("one", AT), do.Back()]


@pytest.mark.parametrize(
    ("asked", "keys", "draft"),
    [
        (ONE, "2", "No"),
        (SEVERAL, "21", "Stairs\nFalls"),
        (ask(Kind.SCALE), "7", "7"),
        (ask(Kind.SCALE, value=4, status=Status.ANSWERED), "7", "7"),
    ],
)
def test_what_is_marked_says_so_and_is_there_after_a_look_elsewhere(asked: Screen, keys, draft):
    visit = FakeVisit([FIRST, asked, LAST], at=1)

    async def steps(pilot, screen):
        assert "not kept yet" not in frame(pilot.app)
        await by_hand(pilot, *keys)
        await settle(pilot, screen)
        marked = screen.field.current()
        assert "not kept yet" in frame(pilot.app)
        await by_hand(pilot, "pageup", "pagedown")
        await settle(pilot, screen)
        assert screen.field.current() == marked
        assert "not kept yet" in frame(pilot.app)
        await by_hand(pilot, "enter", "pageup")
        await settle(pilot, screen)
        assert screen.field.current() == marked
        assert "not kept yet" not in frame(pilot.app)

    walk(visit, steps)
    assert [one.text for one in visit.given if isinstance(one, do.SaveDraft)] == [draft]


@pytest.mark.parametrize(
    "asked", [ask(Kind.TEXT), ask(Kind.LONG_TEXT), ask(Kind.LIST), ask(Kind.DATE), ask(Kind.ROSTER)]
)
def test_words_that_were_half_typed_say_so_where_they_come_back(asked: Screen):
    visit = FakeVisit([FIRST, asked, LAST], at=1)

    async def steps(pilot, screen):
        assert HALF_TYPED not in frame(pilot.app)
        await by_hand(pilot, *"tea", "pageup", "pagedown")
        await settle(pilot, screen)
        assert HALF_TYPED in frame(pilot.app)

    walk(visit, steps)


def test_an_answer_that_one_comes_back_to_says_once_that_typing_adds_and_what_clears_it():
    said = ask(Kind.TEXT, value="all that was said " * 8, status=Status.ANSWERED)
    visit = FakeVisit([said, ask(Kind.TEXT, "wins/two", value="x", status=Status.ANSWERED), LAST])

    async def steps(pilot, screen):
        assert "Typing goes on after what is there." in frame(pilot.app)
        writer = screen.field.writer
        await by_hand(pilot, *"now")
        assert writer.text == f"{said.value}now"
        await by_hand(pilot, "ctrl+u")
        assert writer.text == ""
        await by_hand(pilot, "ctrl+z")
        assert writer.text.startswith(str(said.value))
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "Typing goes on" not in frame(pilot.app)

    walk(visit, steps)


def test_z_brings_back_an_only_row_and_a_list_that_has_room_again_takes_words():
    only = ask(Kind.ROSTER, rows=(row("r1", "Stairs"),), row_max=1)
    visit = FakeVisit([only, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "down", "x")
        await settle(pilot, screen)
        assert "Taken away: Stairs. z puts it back." in frame(pilot.app)
        await by_hand(pilot, "z")
        await settle(pilot, screen)
        assert visit.given[1:] == [do.RestoreRow("r1", AT)]
        await by_hand(pilot, *"zoo", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[2] == do.AddRow(AT, "zoo")


class Restoring(FakeVisit):
    """Brings back the rows that were taken away, each to where it was."""

    def give(self, command: do.Command) -> Refusal | None:
        before = self.screen
        refusal = super().give(command)
        if isinstance(command, do.RestoreRow):
            gone = tuple(one for one in before.removed if one != command.row)
            rows = (*before.rows, row(command.row, ROW_WORDS[command.row]))
            self._set(replace(before, rows=tuple(sorted(rows, key=by_id)), removed=gone))
        return refusal


ROW_WORDS = {"r1": "Stairs", "r2": "Noise"}


def by_id(one: RowView) -> str:
    return one.id


@pytest.mark.parametrize("ids", [("r1",), ("r1", "r2")], ids=len)
def test_the_cursor_is_on_the_row_that_z_brings_back(ids: tuple[str, ...]):
    rows = tuple(row(one, ROW_WORDS[one]) for one in ids)
    visit = Restoring([ask(Kind.ROSTER, rows=rows), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *["down"] * len(ids), "x")
        await settle(pilot, screen)
        for key in "zx":
            await by_hand(pilot, key)
            await settle(pilot, screen)

    walk(visit, steps)
    last = ids[-1]
    assert visit.given == [
        do.RemoveRow(last, AT),
        do.RestoreRow(last, AT),
        do.RemoveRow(last, AT),
    ]


def test_the_first_row_of_a_list_has_the_cursor():
    visit = FakeVisit([ask(Kind.ROSTER), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"Stairs", "ctrl+j")
        await settle(pilot, screen)
        await by_hand(pilot, "down", "x")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.AddRow(AT, "Stairs"), do.RemoveRow("r1", AT)]


def test_words_in_the_rows_that_begin_with_one_of_their_keys_are_a_row():
    rows = (row("r1", "Stairs", proposed=True), row("r2", "Noise", proposed=True))
    visit = FakeVisit([ask(Kind.ROSTER, rows=rows), LAST])

    async def steps(pilot, screen):
        for words in ("x-ray", "2 of us"):
            await at_once(pilot, *words)
            await settle(pilot, screen)
            await by_hand(pilot, "enter")
            await settle(pilot, screen)
            screen.field.rows.focus()

    walk(visit, steps)
    assert visit.given == [do.AddRow(AT, "x-ray"), do.AddRow(AT, "2 of us")]


def test_last_times_words_stay_in_sight_once_others_were_said_and_come_back():
    now = ask(Kind.TEXT, value="today", last_words="as it was", status=Status.ANSWERED)
    visit = FakeVisit([now, LAST])

    async def steps(pilot, screen):
        assert "as it was" in frame(pilot.app)
        assert "Tab then c  bring it back" in frame(pilot.app)
        await by_hand(pilot, "tab", "c")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Confirm(AT), do.Next()]


def test_words_that_were_declined_are_gone_from_a_page_that_stays():
    """As it does where the next question is not reached yet."""
    visit = FakeVisit([ask(Kind.TEXT)])

    async def steps(pilot, screen):
        await by_hand(pilot, *"too much", "f5")
        await settle(pilot, screen)
        await by_hand(pilot, "1", "enter")
        await settle(pilot, screen)
        assert screen.field.writer.text == ""
        assert screen.field.unsaved() is None

    walk(visit, steps)
    assert not [one for one in visit.given if isinstance(one, do.SaveDraft)]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LIST])
def test_what_is_typed_right_behind_a_backspace_stays(kind: Kind):
    async def steps(pilot: Pilot[int], screen):
        await in_haste(pilot, "c", "s", "backspace", "a", "r", "e")
        assert screen.query_one(Writer).text == "care"

    walk(FakeVisit([ask(kind, row_max=4)]), steps)
