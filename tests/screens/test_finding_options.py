"""A list too long for digits is looked through by typing, and a burst of keys ticks nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual import events

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Status
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, row, settle, until, walk

AT = "wins/day"
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")
WORDS = ("At home", "At work", "Alone", "With my family", "With friends", "Outside", "In a shop",
         "In the morning", "In the evening", "After sleep", "After a good night")  # fmt: skip
LONG = {kind: ask(kind, options=options(*WORDS)) for kind in (Kind.MULTI, Kind.CHOICE)}
SIZES = [(80, 24), (120, 36), (60, 20)]


async def in_one_read(pilot, keys) -> None:
    """Send keys as the terminal does that hands over several at once."""
    for key in keys:
        name = "space" if key == " " else key
        pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", LONG)
def test_typing_narrows_a_long_list_and_its_enter_chooses_no_answer(kind, size):
    visit = FakeVisit([LONG[kind], LAST])

    async def steps(pilot, screen):
        assert "Typing finds a line." in frame(pilot.app)
        await by_hand(pilot, *"with", "space", *"f")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert "with f · 1 of 11 · Esc shows all" in shown
        assert "With friends" in shown
        assert "Outside" not in shown
        assert screen.field.current() is None
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert screen.asked.address == AT
        assert not visit.given
        assert "Outside" in frame(pilot.app) or size[1] < 24
        found = screen.field.pick
        assert found.lines[found.at].words == "With friends"

    walk(visit, steps, size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", LONG)
def test_the_foot_says_what_enter_does_while_words_are_typed(kind, size):
    def foot(pilot) -> str:
        return frame(pilot.app).rstrip().split("\n")[-1]

    async def steps(pilot, screen):
        before = foot(pilot)
        assert "Enter next" in before
        for ends in ("enter", "escape", "down"):
            await by_hand(pilot, *"with")
            await settle(pilot, screen)
            assert "Enter to this line" in foot(pilot)
            assert "choose" not in foot(pilot)
            await by_hand(pilot, ends)
            await settle(pilot, screen)
            assert foot(pilot) == before

    walk(FakeVisit([LONG[kind], LAST]), steps, size=size)


def test_the_help_names_each_key_of_the_list_once():
    visit = FakeVisit([LONG[Kind.MULTI], LAST])

    async def steps(pilot, screen):
        keys = [key for key, _ in screen.help_rows()]
        assert "Space" in keys
        assert len(keys) == len(set(keys))

    walk(visit, steps)


def test_an_arrow_ends_the_words_so_that_space_ticks_what_was_found_and_enter_gives_it():
    visit = FakeVisit([LONG[Kind.MULTI], LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"after", "down", "space")
        await settle(pilot, screen)
        assert screen.field.current() == ("o11",)
        await by_hand(pilot, *"alone")
        await settle(pilot, screen)
        assert "alone · 1 of 11" in frame(pilot.app)
        await by_hand(pilot, "down", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert [one for one in visit.given if isinstance(one, do.Answer)] == [do.Answer(("o11",))]


def test_words_that_no_line_holds_are_a_note_with_all_that_was_typed():
    visit = FakeVisit([LONG[Kind.MULTI], LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"with", "space", *"her", "space", *"cat")
        await settle(pilot, screen)
        assert screen.field.current() is None
        assert "With friends" in [one.words for one in screen.field.pick.lines]
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Note("with her cat", AT)]


def test_looking_for_another_line_leaves_the_choice_that_stands():
    visit = FakeVisit([replace(LONG[Kind.CHOICE], value="o3", status=Status.ANSWERED), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"shop")
        await settle(pilot, screen)
        assert screen.field.current() == "o3"
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert screen.field.current() == "o3"
        await by_hand(pilot, *"shop", "enter")
        await settle(pilot, screen)
        assert screen.field.current() == "o7"
        assert "not kept yet" in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer("o7"), do.Next()]


@pytest.mark.parametrize("key", ["escape", "backspace", "enter"])
def test_the_line_that_was_found_is_seen_once_all_are_shown_again(key):
    many = ask(Kind.MULTI, options=options(*WORDS, *WORDS, "Zoo", *WORDS))

    async def steps(pilot, screen):
        await by_hand(pilot, "z", key)
        await settle(pilot, screen)
        await until(lambda: "▌    [ ]  Zoo" in frame(pilot.app))
        assert len(screen.field.pick.lines) == len(many.options)

    walk(FakeVisit([many, LAST]), steps)


def test_words_in_one_read_behind_an_arrow_tick_nothing_with_their_blank():
    visit = FakeVisit([LONG[Kind.MULTI], LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"with", "down")
        await in_one_read(pilot, " alone")
        await settle(pilot, screen)
        assert "alone · 1 of 11" in frame(pilot.app)
        assert screen.field.current() is None

    walk(visit, steps)


def test_a_digit_among_the_words_is_one_of_them_and_chooses_nothing():
    found = ask(Kind.MULTI, options=options(*WORDS, "24 hours"))
    visit = FakeVisit([found, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"hours")
        await by_hand(pilot, *["backspace"] * 5, *"2")
        await settle(pilot, screen)
        assert screen.field.current() is None

    walk(visit, steps)
    assert not visit.given


ROWS = (row("r1", "Stairs", proposed=True), row("r2", "Noise", proposed=True))
LISTS = {
    "ticks": ask(Kind.MULTI, options=options("Falls", "Stairs", "Nothing else")),
    "many ticks": LONG[Kind.MULTI],
    "choice": ask(Kind.CHOICE, options=options("Yes", "No")),
    "many choices": LONG[Kind.CHOICE],
    "rows": ask(Kind.ROSTER),
    "rows from last time": ask(Kind.ROSTER, rows=ROWS),
    "full rows": ask(Kind.ROSTER, rows=(row("r1", "Stairs"),), row_max=1),
}


@pytest.mark.parametrize("typed", ["no", "t", " falls", "x ray", "a b c", "with me"])
@pytest.mark.parametrize("name", LISTS)
def test_letters_and_an_enter_in_one_read_add_and_tick_nothing(name, typed):
    visit = FakeVisit([LISTS[name], LAST])

    async def steps(pilot, screen):
        before = screen.field.current()
        await in_one_read(pilot, [*typed, "enter"])
        await settle(pilot, screen)
        assert screen.asked.address == AT
        if "rows" not in name:
            assert screen.field.current() == before or name == "many choices"

    walk(visit, steps)
    assert not [one for one in visit.given if not isinstance(one, do.Note | do.SaveDraft)]
