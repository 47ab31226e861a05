"""Walks through a visit with keys."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from textual import events
from textual.widgets import TextArea

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import NO_REASON, Refusal
from goalcoach.dialogue.view.screen import CheckView, Cover, OptionView, Reveal, Screen, Status
from goalcoach.screens.kit.coach_app import Setting
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.screens.kit.reading_pane import Below, Readable, refresh_below
from goalcoach.screens.visit import half_typed
from goalcoach.screens.visit.answer_context import StayReason
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.overview import WhereScreen
from goalcoach.screens.visit.patient_card import CardScreen
from goalcoach.screens.visit.skip import SkipScreen
from goalcoach.screens.visit.unsaved_page import UnsavedScreen
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.store.disk_error import not_saved
from tests.amount import pair
from tests.screens.fake import (
    PROGRESS,
    SKIPS,
    FakeReading,
    FakeVisit,
    Line,
    ask,
    by_hand,
    frame,
    options,
    review,
    settle,
    until,
    walk,
)
from tests.screens.fake import row as a_row

LAST = ask(Kind.SAY, "wins/last", say="Thank you.")


def test_typed_words_and_enter_are_an_answer_and_the_next_question():
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"a good day", "enter")
        await settle(pilot, screen)
        assert "saved 10:41" in frame(pilot.app)

    walk(visit, steps)
    assert [type(c) for c in visit.given] == [do.Answer, do.Next]
    assert visit.given[0] == do.Answer("a good day")


def test_ctrl_j_is_a_new_line_in_long_text():
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "a", "ctrl+j", "b", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer("a\nb")


def test_keys_that_come_as_fast_as_a_paste_keep_their_line_ends():
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        writer = screen.query_one("#answer TextArea", TextArea)
        writer._last_key = float("inf")  # the gap to the key before is below any threshold
        await pilot.press("enter")
        await settle(pilot, screen)
        assert writer.text == "\n"

    walk(visit, steps)
    assert not [c for c in visit.given if isinstance(c, do.Answer)]


def test_a_bracketed_paste_keeps_all_its_lines():
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        from textual.events import Paste

        writer = screen.query_one("#answer TextArea", TextArea)
        writer.post_message(Paste("first\nsecond\nthird"))
        await pilot.pause()
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-2] == do.Answer("first\nsecond\nthird")


def test_page_keys_go_back_and_forth_and_keep_half_typed_text():
    visit = FakeVisit([LAST, ask(Kind.LONG_TEXT), ask(Kind.SAY, "wins/more")], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"half", "pageup")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/last"
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        assert "half" in frame(pilot.app)

    walk(visit, steps)
    assert do.SaveDraft("half", "wins/day") in visit.given
    assert not [c for c in visit.given if isinstance(c, do.Answer) and c.value == "half"]


@pytest.mark.parametrize("kind", [Kind.SAY, Kind.ROSTER])
def test_page_keys_move_between_questions_also_where_a_page_scrolls(kind):
    lines = tuple(GutterLine("GOAL", f"Line {at} of a long plan") for at in range(60))
    rows = tuple(a_row(f"r{at}", f"Row {at}") for at in range(40))
    asked = ask(kind, "close/long", panel="plan" if kind is Kind.SAY else "", rows=rows)
    visit = FakeVisit([ask(Kind.TEXT), asked, LAST], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, "pageup")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/day"
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/last"

    walk(visit, steps, reading=FakeReading(lines))


def test_half_typed_text_is_kept_within_two_seconds(monkeypatch):
    assert half_typed.DRAFT_EVERY <= 2
    monkeypatch.setattr(half_typed, "DRAFT_EVERY", 0.05)
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"half")
        await until(lambda: do.SaveDraft("half", "wins/day") in visit.given)
        await settle(pilot, screen)
        assert screen.query_one("#answer TextArea", TextArea).text == "half"

    walk(visit, steps)


def test_a_digit_chooses_and_enter_goes_on():
    visit = FakeVisit([ask(Kind.CHOICE, options=options("Yes", "No")), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "2")
        assert not visit.given
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer("o2")


def test_nothing_is_chosen_before_a_key_is_pressed():
    visit = FakeVisit([ask(Kind.CHOICE, options=options("Yes", "No")), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Next()]


def test_an_exclusive_option_stands_alone():
    choices = (*options("A", "B"), OptionView("none", "None of these", True))
    visit = FakeVisit([ask(Kind.MULTI, options=choices), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "1", "2", "3", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer(("none",))


@pytest.mark.parametrize("width", [80, 120])
def test_how_many_can_be_put_in_order_is_said_in_full(width):
    visit = FakeVisit([ask(Kind.MULTI, options=options("Alder", "Birch"), rank=3), LAST])

    async def steps(pilot, screen):
        assert "Choose first, up to three." in frame(pilot.app)

    walk(visit, steps, size=(width, 36))


def test_chosen_lines_can_be_put_in_order_without_moving_the_list():
    visit = FakeVisit([ask(Kind.MULTI, options=options("Alder", "Birch", "Cedar"), rank=3), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "1", "3", "tab", "down", "minus")
        shown = frame(pilot.app)
        assert shown.index("1  [x]  Alder") < shown.index("3  [x]  Cedar")
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer(("o3", "o1"))


def test_one_then_zero_is_ten_and_end_is_the_highest():
    scale = ask(Kind.SCALE, low=0, high=10, anchors=("cannot do it", "as I want it"))
    visit = FakeVisit([scale, replace(scale, address="wins/two"), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "1", "0", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "end", "left", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert [c.value for c in visit.given if isinstance(c, do.Answer)] == [10, 9]


def test_the_old_number_shows_only_after_rating_and_a_second_enter_goes_on():
    covered = Reveal(Cover.COVERED, 3, date(2026, 10, 23))
    shown = replace(covered, cover=Cover.SHOWN)
    visit = FakeVisit(
        [ask(Kind.SCALE, low=0, high=10, reveal=covered), LAST],
        holds=lambda s: replace(s, hold=True, reveal=shown),
    )

    async def steps(pilot, screen):
        before = frame(pilot.app)
        assert "Stays covered until you have answered." in before
        assert "23 October" not in before
        await by_hand(pilot, "6", "enter")
        await settle(pilot, screen)
        after = frame(pilot.app)
        assert "23 October" in after
        assert "Three higher than last time." in after
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer(6), do.Next()]


def test_the_question_stays_in_sight_when_the_old_number_shows():
    hidden = Reveal(Cover.COVERED, 3, date(2026, 10, 23))
    seen = replace(hidden, cover=Cover.SHOWN)
    rated = ask(
        Kind.SCALE, low=0, high=10, reveal=hidden, context="Cook lunch " * 6,
        hint="Higher, lower or the same: the same words, the same tone. " * 4,
    )  # fmt: skip
    visit = FakeVisit([rated, LAST], holds=lambda s: replace(s, hold=True, reveal=seen))

    async def steps(pilot, screen):
        await by_hand(pilot, "6", "enter")
        await settle(pilot, screen)
        await pilot.pause()
        shown = frame(pilot.app)
        assert "Three higher than last time." in shown
        assert "Tell me about one day" in shown

    walk(visit, steps)


def test_in_the_rows_the_foot_says_what_keys_do_there():
    rows = (a_row("r1", "Sing"), a_row("r2", "Walk", proposed=True))
    asked = ask(Kind.ROSTER, rows=rows, status=Status.ANSWERED)

    async def steps(pilot, screen):
        await settle(pilot, screen)
        assert "→ change   c keep   type to add   Enter next" in frame(pilot.app)
        await by_hand(pilot, "up", "up")
        await settle(pilot, screen)
        assert "Enter next" in frame(pilot.app)

    walk(FakeVisit([asked, LAST]), steps)


@pytest.mark.parametrize(
    ("who", "captions"),
    [
        ("clinician", ("I say today", "you say today")),
        ("patient", ("you say today", "I say today")),
    ],
)
def test_two_ratings_of_today_say_whose_they_are(who, captions):
    seen = Reveal(Cover.SHOWN, None, None, (("Where I am with it today", 8),))
    rated = ask(Kind.SCALE, low=0, high=10, value=5, who=who, status=Status.ANSWERED, reveal=seen)

    async def steps(pilot, screen):
        row = next(one for one in frame(pilot.app).splitlines() if "I say today" in one)
        assert [part.strip() for part in row.split("●")[1:]] == list(captions)

    walk(FakeVisit([rated, LAST]), steps)


@pytest.mark.parametrize("size", [(120, 36), (100, 30), (80, 24), (60, 20)])
def test_two_ratings_and_last_time_have_their_whole_captions(size):
    seen = Reveal(Cover.SHOWN, 8, date(2026, 9, 23), (("Where I am with it today", 8),))
    rated = ask(Kind.SCALE, low=0, high=10, value=5, status=Status.ANSWERED, reveal=seen)

    async def steps(pilot, screen):
        shown = frame(pilot.app)
        assert "○ 23 September" in shown
        assert "● you say today" in shown
        assert "● I say today" in shown

    walk(FakeVisit([rated, LAST]), steps, size=size)


def test_choices_about_a_step_leave_room_for_the_steps():
    asked = ask(Kind.CHOICE, panel="ladder", options=options("Most days", "Some days", "Not yet"))

    async def steps(pilot, screen):
        await settle(pilot, screen)
        assert screen.query_one("#flow").max_scroll_y == 0
        assert "Cook one dish" in frame(pilot.app)

    walk(FakeVisit([asked, LAST]), steps)


def test_a_thought_can_be_kept_with_a_few_words():
    check = CheckView("vague", "How would you both know?", hard=False)
    visit = FakeVisit(
        [ask(Kind.TEXT), LAST], holds=lambda s: replace(s, hold=True, checks=(check,))
    )

    async def steps(pilot, screen):
        await by_hand(pilot, *"feel ok", "enter")
        await settle(pilot, screen)
        assert "A thought before you go on" in frame(pilot.app)
        await by_hand(pilot, *"at home", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[1:] == [do.Acknowledge("vague", "at home", "wins/day"), do.Next()]


def test_escape_from_a_thought_goes_back_to_the_answer():
    check = CheckView("vague", "How would you both know?", hard=False)
    visit = FakeVisit(
        [ask(Kind.TEXT), LAST], holds=lambda s: replace(s, hold=True, checks=(check,))
    )

    async def steps(pilot, screen):
        await by_hand(pilot, *"ok", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert screen.around.stop is None
        assert screen.focused is screen.query_one("#answer TextArea")

    walk(visit, steps)
    assert not [c for c in visit.given if isinstance(c, do.Acknowledge)]


def test_a_thought_that_needs_a_reason_stays_with_the_line_for_it():
    check = CheckView("new", "Something new was named. Go on, or something else first?", hard=False)

    class Firm(FakeVisit):
        def give(self, command):
            if isinstance(command, do.Acknowledge) and not command.why:
                return NO_REASON
            return super().give(command)

    visit = Firm(
        [replace(ask(Kind.TEXT), private=True), LAST],
        holds=lambda s: replace(s, hold=True, checks=(check,)),
    )

    async def steps(pilot, screen):
        await by_hand(pilot, *"go", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "A few words will do." in frame(pilot.app)
        await by_hand(pilot, *"seen today", "enter")
        await settle(pilot, screen)
        assert do.Acknowledge("new", "seen today", visit.screens[0].address) in visit.given

    walk(visit, steps)


def test_a_thought_left_open_is_said_again_before_the_same_answer_goes_on():
    check = CheckView("vague", "How would you both know?", hard=False)
    kept = ask(Kind.TEXT, value="ok", status=Status.ANSWERED, checks=(check,), hold=True)
    visit = FakeVisit([kept, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "A thought before you go on" in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Acknowledge("vague", "", "wins/day"), do.Next()]


def test_a_closed_gate_offers_to_close_for_today():
    visit = FakeVisit(
        [ask(Kind.CHOICE, options=options("Go", "Pause")), LAST],
        holds=lambda s: replace(s, hold=True, gate_closed=True, gate_say="Our plan can wait."),
    )

    async def steps(pilot, screen):
        await by_hand(pilot, "2", "enter")
        await settle(pilot, screen)
        assert "Our plan can wait." in frame(pilot.app)
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))

    walk(visit, steps)
    assert visit.finished == [do.CloseReason.PAUSED]


def test_the_foot_offers_only_ways_that_lead_somewhere():
    said = ask(Kind.SAY, "start/rights", say="Today we make a plan.", can_back=False)

    async def steps(pilot, screen):
        assert [hint.label for hint in screen.hints()] == ["Enter", "F8"]

    walk(FakeVisit([said, LAST]), steps)

    async def asked(pilot, screen):
        assert [hint.label for hint in screen.hints()] == ["Enter", "PgUp", "F5", "F8"]

    walk(FakeVisit([ask(Kind.LONG_TEXT), LAST]), asked)


def test_a_key_keeps_the_question_off_paper_and_once_more_lets_it_on():
    asked = ask(Kind.LONG_TEXT)
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await pilot.press("f12")
        await settle(pilot, screen)
        assert visit.given[-1] == do.OffPaper(True, asked.address)
        await pilot.press("escape", "x")
        await settle(pilot, screen)
        assert isinstance(visit.given[-1], do.OffPaper)

    walk(visit, steps)


def test_in_the_rows_the_key_keeps_the_row_off_paper_and_not_the_list():
    rows = (a_row("v1", "Cook"), a_row("v2", "Walk"))
    asked = ask(Kind.ROSTER, rows=rows, row_max=4, ask_more="Is there another?")
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await pilot.press("down", "down", "f12")
        await settle(pilot, screen)
        assert visit.given[-1] == do.OffPaper(True, asked.address, "v2")
        await pilot.press("up", "up", "f12")
        await settle(pilot, screen)
        assert visit.given[-1] == do.OffPaper(True, asked.address)

    walk(visit, steps)


def test_the_page_says_what_stays_off_paper():
    async def steps(pilot, screen):
        assert "Not on paper." in frame(pilot.app)

    walk(FakeVisit([ask(Kind.LONG_TEXT, off_paper=True), LAST]), steps)


def test_the_foot_says_what_enter_does_while_a_note_is_typed():
    async def steps(pilot, screen):
        await pilot.press("f4")
        await settle(pilot, screen)
        assert [hint.word for hint in screen.hints()[:2]] == ["keep the note", "leave it"]

    walk(FakeVisit([ask(Kind.LONG_TEXT), LAST]), steps)


def test_text_that_was_taken_back_does_not_stand_there_again_on_the_way_back():
    visit = FakeVisit([LAST, ask(Kind.TEXT, draft="too long a line")], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, "ctrl+u", "pageup")
        await settle(pilot, screen)
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        assert "too long" not in frame(pilot.app)

    walk(visit, steps)
    assert visit.given[0] == do.SaveDraft("", "wins/day")


def test_a_reason_to_skip_has_the_same_digit_where_there_are_fewer():
    visit = FakeVisit([ask(Kind.TEXT, skips=(SKIPS[0], SKIPS[2])), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f5")
        shown = frame(pilot.app)
        assert "▌ 3  Come back to this" in shown
        assert "1 3 choose" in shown.splitlines()[-1]
        await by_hand(pilot, "3", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Skip(SkipReason.NOT_NOW, "wins/day"), do.Next()]


def test_a_skip_begins_at_the_gentlest_reason_and_declined_writes_no_draft():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"secret", "f5")
        assert isinstance(pilot.app.screen, SkipScreen)
        assert "▌ 3  Come back to this" in frame(pilot.app)
        await by_hand(pilot, "1", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Skip(SkipReason.DECLINED, "wins/day"), do.Next()]


def test_a_break_opens_in_one_key_and_says_whom_to_call():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f8")
        assert isinstance(pilot.app.screen, BreakScreen)
        shown = frame(pilot.app)
        assert "555 0100" in shown
        assert "rowan-17" not in shown
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert pilot.app.screen is screen

    walk(visit, steps)
    assert visit.given == [do.Pause(), do.Resume(date(2026, 11, 20))]


def test_the_help_of_a_break_names_its_keys_and_nothing_that_is_none():
    async def steps(pilot, screen):
        await by_hand(pilot, "f8", "f1")
        lines = [line.split() for line in frame(pilot.app).splitlines()]
        assert ["1–4", "choose"] in lines
        assert ["Enter", "do", "it"] in lines
        assert ["Esc", "go", "on", "with", "the", "visit"] in lines
        assert not [line for line in lines if "saved" in line]
        await by_hand(pilot, "escape", "escape")
        await settle(pilot, screen)
        assert pilot.app.screen is screen

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)


def test_a_break_calls_nothing_kept_that_is_not_saved():
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=9)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "f8")
        await settle(pilot, screen)
        shown = " ".join(frame(pilot.app).split())
        assert "NOT SAVED since" in shown
        assert "is kept" not in shown
        assert "Your last words are not saved yet." in shown
        await by_hand(pilot, "2", "enter")
        await until(lambda: isinstance(pilot.app.screen, UnsavedScreen))

    walk(visit, steps)


def test_a_break_says_so_once_it_is_saved():
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "f8")
        await settle(pilot, screen)
        assert "all you said is kept" in frame(pilot.app).lower()

    walk(visit, steps)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
def test_a_thought_about_one_of_many_options_leaves_the_question_in_sight(size):
    asked = ask(
        Kind.CHOICE, options=options(*(f"Option number {n}" for n in range(1, 7))), opens="wins/a"
    )
    long = "This goal names a symptom, and that makes sense. What would it let you do? Add that."
    visit = FakeVisit(
        [asked, LAST],
        holds=lambda s: replace(s, hold=True, checks=(CheckView("long", long, hard=False),)),
    )

    async def steps(pilot, screen):
        await by_hand(pilot, "4", "enter")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert "Tell me about one day" in shown
        assert "Option number 4" in shown
        assert "keep and go on" in shown
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert "Option number 6" in frame(pilot.app)

    walk(visit, steps, size=size)


@pytest.mark.parametrize("keys", [("ctrl+q",), ("f8", "2", "enter", "enter")])
def test_a_visit_that_is_left_is_known_to_the_app(keys):
    async def steps(pilot, screen):
        assert pilot.app.left is None
        await by_hand(pilot, *keys)
        await until(lambda: pilot.app.left is not None)

    app = walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)
    assert app.left == ("rowan-17", False, "")


def test_stopping_in_a_break_writes_what_there_is():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f8", "4", "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))

    walk(visit, steps)
    assert visit.finished == [do.CloseReason.STOPPED]


def test_what_is_chosen_on_the_card_is_chosen_on_the_question():
    visit = FakeVisit([ask(Kind.CHOICE, options=options("Yes", "No"), show="Is it so?"), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f6")
        assert isinstance(pilot.app.screen, CardScreen)
        assert "rowan-17" not in frame(pilot.app)
        assert "NOTE" not in frame(pilot.app)
        await by_hand(pilot, "2", "escape", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer("o2")


def test_the_card_is_in_the_patients_language_and_the_page_is_not():
    class Interpreted(FakeVisit):
        def card_of(self, asked: Screen) -> Screen:
            return replace(asked, show="Ist es so?", options=options("Ja", "Nein"))

    visit = Interpreted([ask(Kind.CHOICE, options=options("Yes", "No"), show="Is it so?"), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f6")
        assert "Ist es so?" in frame(pilot.app)
        assert "Nein" in frame(pilot.app)
        assert "Is it so?" not in frame(pilot.app)
        await by_hand(pilot, "2", "escape")
        assert "Nein" not in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer("o2")


def test_where_are_we_goes_to_the_chosen_question():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f9")
        assert isinstance(pilot.app.screen, WhereScreen)
        await by_hand(pilot, "down", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Jump("wins/last")]


@pytest.mark.parametrize(
    ("letter", "page"), [("s", SkipScreen), ("b", BreakScreen), ("w", WhereScreen)]
)
def test_escape_then_a_letter_does_what_the_f_key_does(letter, page):
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "escape", letter)
        await until(lambda: isinstance(pilot.app.screen, page))
        assert screen.query_one("#answer TextArea", TextArea).text == ""

    walk(visit, steps)


@pytest.mark.parametrize("key", ["f9", "f8"])
def test_a_function_key_after_escape_does_what_it_is_for(key):
    page = {"f9": WhereScreen, "f8": BreakScreen}[key]
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "escape", key)
        await until(lambda: isinstance(pilot.app.screen, page), 5)

    walk(visit, steps)


def test_escape_after_escape_goes_back_to_the_field():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "escape", "escape", "s")
        await settle(pilot, screen)
        assert screen.query_one("#answer TextArea", TextArea).text == "s"

    walk(visit, steps)


def test_pgup_after_escape_goes_back():
    visit = FakeVisit([ask(Kind.TEXT), LAST], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, "escape", "pageup")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Back()]


def test_on_the_ladder_a_letter_is_the_answer_itself():
    choices = (OptionView("hold", "Stay here"), OptionView("down", "A little less"))
    visit = FakeVisit([ask(Kind.CHOICE, "ladder@g1/steady", panel="ladder", options=choices), LAST])

    async def steps(pilot, screen):
        assert "2  Cook one dish" in frame(pilot.app)
        assert "h d hold, down" in frame(pilot.app)
        await by_hand(pilot, "d")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer("down"), do.Next()]


def test_letters_are_text_where_text_can_be_typed():
    visit = FakeVisit([ask(Kind.TEXT, proposed="before", status=Status.PROPOSED), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "tab", *"cahud", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    answers = [c.value for c in visit.given if isinstance(c, do.Answer)]
    assert answers == ["cahud"]


def test_c_keeps_the_words_of_last_time():
    visit = FakeVisit([ask(Kind.TEXT, proposed="before", status=Status.PROPOSED), LAST])

    async def steps(pilot, screen):
        assert "before" in frame(pilot.app)
        await by_hand(pilot, "c")
        await until(lambda: len(visit.given) == 2)
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Confirm("wins/day"), do.Next()]


def test_words_typed_beside_those_of_last_time_are_a_new_answer_and_keep_nothing():
    visit = FakeVisit([ask(Kind.TEXT, proposed="before", status=Status.PROPOSED), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"clear a bed, pick", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer("clear a bed, pick"), do.Next()]


def test_words_that_come_all_at_once_beside_those_of_last_time_lose_no_blank():
    visit = FakeVisit([ask(Kind.TEXT, proposed="before", status=Status.PROPOSED), LAST])

    async def steps(pilot, screen):
        words = ["space" if one == " " else one for one in "clear a bed"]
        await pilot.press(*words)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer("clear a bed"), do.Next()]


def test_a_digit_typed_beside_a_number_of_last_time_is_the_new_number():
    asked = ask(Kind.NUMBER, proposed=3, status=Status.PROPOSED)
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "4", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer(4)


def test_words_typed_beside_rows_of_last_time_are_a_new_row_and_change_none(monkeypatch):
    monkeypatch.setattr(half_typed, "DRAFT_EVERY", 600)  # on a busy machine keys take seconds
    rows = (replace(a_row("r1", "the bus"), proposed=True),)
    visit = FakeVisit([ask(Kind.ROSTER, rows=rows, status=Status.PROPOSED), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"cold wax", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.AddRow("wins/day", "cold wax")]


def test_a_list_of_last_time_is_not_left_without_the_thought_that_the_close_asks_about():
    rows = (replace(a_row("r1", "the bus"), proposed=True),)
    check = CheckView("as_it_was", "The step is as it was.", hard=False)
    asked = ask(Kind.ROSTER, rows=rows, status=Status.PROPOSED, checks=(check,))
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "The step is as it was." in frame(pilot.app)
        assert visit.given == []
        await by_hand(pilot, *"it fits", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Acknowledge("as_it_was", "it fits", "wins/day"), do.Next()]


def test_to_keep_a_list_of_last_time_stays_where_a_thought_waits():
    rows = (replace(a_row("r1", "the bus"), proposed=True),)
    check = CheckView("as_it_was", "The step is as it was.", hard=False)
    asked = ask(Kind.ROSTER, rows=rows, status=Status.PROPOSED, checks=(check,))
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "down", "c")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Confirm("wins/day")]


def test_a_list_that_cannot_be_left_yet_says_why_and_not_how_it_takes_one_more():
    class Open(FakeVisit):
        """A row asks for one more field, which may be passed; the list may not be left then."""

        def give(self, command):
            before = self.at
            refused = super().give(command)
            self.at = 1 if isinstance(command, do.AddRow) else 0 if before else self.at
            return refused

        def enter(self, value):
            return Refusal("cell", "One part is still open.") if value is True else None

    cell = ask(Kind.TEXT, "wins/day@r1.due", title="By when")
    visit = Open([ask(Kind.ROSTER, row_max=4), cell, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"walk", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/day@r1.due"
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/day"
        assert "One part is still open." in frame(pilot.app)
        assert "leads back to the list" not in frame(pilot.app)

    walk(visit, steps)


def test_esc_and_a_letter_act_beside_words_of_last_time():
    visit = FakeVisit([ask(Kind.TEXT, proposed="before", status=Status.PROPOSED), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "escape", "b")
        assert isinstance(pilot.app.screen, BreakScreen)

    walk(visit, steps)


def _at(visit: FakeVisit, place: int) -> Callable[[], bool]:
    return lambda: visit.at == place


def test_c_keeps_one_answer_after_the_other():
    last = {"proposed": ("rest",), "status": Status.PROPOSED}
    asked = [ask(Kind.LIST, "flare/signs", **last), ask(Kind.LIST, "flare/steps", **last)]

    class Kept(FakeVisit):
        def give(self, command):
            if isinstance(command, do.Confirm):
                self.screens[self.at] = replace(
                    self.screen, status=Status.ANSWERED, value=("rest",)
                )
            return super().give(command)

    visit = Kept([*asked, LAST])

    async def steps(pilot, screen):
        for at, _ in enumerate(asked, 1):
            await by_hand(pilot, "c")
            await until(_at(visit, at))
            await settle(pilot, screen)

    walk(visit, steps)
    kept = [one.at for one in visit.given if isinstance(one, do.Confirm)]
    assert kept == ["flare/signs", "flare/steps"]


def test_c_is_offered_only_where_it_is_not_a_letter():
    asked = ask(Kind.TEXT, proposed="to rest", status=Status.PROPOSED)

    async def steps(pilot, screen):
        assert "c keep" in frame(pilot.app)
        await by_hand(pilot, "right")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert "c keep" not in shown
        assert "Tab then c  yes, keep it" in shown
        await by_hand(pilot, "tab")
        await settle(pilot, screen)
        assert "c keep" in frame(pilot.app)

    walk(FakeVisit([asked, LAST]), steps)


def test_lines_of_last_time_stand_apart_with_the_way_to_keep_them_in_sight():
    lines = ("to sleep through, and wake rested", "to cook again", "to see my sister")
    list_of = ask(Kind.LIST, proposed=lines, status=Status.PROPOSED, say="What do you hope for?")

    async def steps(pilot, screen):
        shown = frame(pilot.app)
        assert all(f"○ {one}" in shown for one in lines)
        assert "yes, keep it" in shown

    walk(FakeVisit([list_of, LAST]), steps)


def test_a_note_is_kept_beside_the_question():
    visit = FakeVisit([ask(Kind.CHOICE, options=options("Yes", "No")), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f4", *"seen", "enter")
        await settle(pilot, screen)
        assert "NOTED" in frame(pilot.app)

    walk(visit, steps)
    assert visit.given == [do.Note("seen", "wins/day")]


def test_the_page_says_once_that_the_words_are_still_here():
    class Full(FakeVisit):
        def give(self, command):
            raise not_saved(OSError(errno.ENOSPC, "No space left on device"))

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert shown.count("Your words are still here.") == 1
        assert shown.count("Not saved") == 1

    walk(Full([ask(Kind.TEXT), LAST]), steps)


def test_a_write_that_does_not_work_is_said_and_tried_again_with_the_same_words(monkeypatch):
    monkeypatch.setattr(half_typed, "DRAFT_EVERY", 600)  # the draft alone would save it meanwhile
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert "NOT SAVED since 10:41" in shown
        assert "The disk is full." in shown
        assert "words" in shown
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "saved 10:41" in frame(pilot.app)

    walk(visit, steps)
    assert visit.given[-2:] == [do.Answer("words"), do.Next()]


def test_a_refused_answer_is_said_below_and_stays_as_typed():
    visit = FakeVisit([ask(Kind.TEXT), LAST], refuses=Refusal("no", "That is a long line."))

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        assert "! That is a long line." in frame(pilot.app)
        assert screen.query_one("#answer TextArea", TextArea).text == "words"

    walk(visit, steps)


def test_f7_goes_to_the_question_that_an_objection_is_about():
    other = ask(Kind.TEXT, "steps/rungs@r1.now")
    no = Refusal("cell", "One part is still open: For now or for later.", "", (other.address,))
    visit = FakeVisit([ask(Kind.TEXT), other, LAST], refuses=no)

    async def steps(pilot, screen):
        await by_hand(pilot, "a", "enter")
        await settle(pilot, screen)
        assert "F7 go to it now" in frame(pilot.app).replace("F7  ", "F7 ")
        await by_hand(pilot, "f7")
        await settle(pilot, screen)
        assert screen.asked.address == other.address
        assert "One part is still open" not in frame(pilot.app)

    walk(visit, steps)
    assert visit.given[-1] == do.Jump(other.address)


def test_an_answer_that_sets_others_aside_says_so_first():
    asked = ask(Kind.CHOICE, options=options("Yes", "No"), value="o1", status=Status.ANSWERED)
    visit = FakeVisit([asked, LAST], aside=("a/b", "a/c"))

    async def steps(pilot, screen):
        await by_hand(pilot, "2", "enter")
        await settle(pilot, screen)
        assert "Sets aside 2 answers, kept if you change back." in frame(pilot.app)
        assert not visit.given
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[0] == do.Answer("o2")


def test_a_list_grows_with_ctrl_j_and_goes_on_with_the_enter_of_its_last_row():
    visit = FakeVisit([ask(Kind.ROSTER, row_max=4, ask_more="Is there another?"), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"sing", "ctrl+j")
        await settle(pilot, screen)
        assert "Is there another?" in frame(pilot.app)
        await by_hand(pilot, *"walk", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/last"
        assert "PgUp leads back to the list; Ctrl+J there adds one more." in frame(pilot.app)

    walk(visit, steps)
    adds = [do.AddRow("wins/day", "sing"), do.AddRow("wins/day", "walk")]
    assert visit.given == [*adds, do.Answer(True), do.Next()]


@pytest.mark.parametrize("least", [0, 2])
def test_the_fields_of_a_last_row_come_first_and_a_list_with_too_few_rows_comes_again(least):
    home = ask(Kind.ROSTER, "wins/list", row_min=least)
    size = ask(Kind.TEXT, "wins/list@r1.size")

    class Rows(FakeVisit):
        def give(self, command):
            refused = super().give(command)
            self.at = 0 if isinstance(command, do.AddRow) else self.at
            return refused

    visit = Rows([size, home, LAST], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"sing", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == size.address
        await by_hand(pilot, *"big", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == (home.address if least else "wins/last")

    walk(visit, steps)


def test_an_empty_enter_on_a_list_goes_on():
    visit = FakeVisit([ask(Kind.ROSTER, row_max=4), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Answer(True), do.Next()]


def test_a_row_can_be_taken_away_and_the_screen_says_how_to_get_it_back():
    rows = (a_row("r1", "sing"), a_row("r2", "walk."))
    visit = FakeVisit([ask(Kind.ROSTER, rows=rows), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "down", "down", "x")
        await settle(pilot, screen)
        await settle(pilot, screen)
        assert "Taken away: walk. z puts it back." in frame(pilot.app)
        await by_hand(pilot, "z")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.RemoveRow("r2", "wins/day"), do.RestoreRow("r2", "wins/day")]


@pytest.mark.parametrize(("most", "asks"), [(0, True), (2, True), (1, False)])
def test_a_list_asks_for_more_only_while_there_is_room(most, asks):
    home = ask(Kind.ROSTER, "now/measures", title="What we count", ask_more="What else?",
               rows=(a_row("m1", "songs"),), row_max=most)  # fmt: skip

    async def steps(pilot, screen):
        assert ("What else?" in frame(pilot.app)) is asks
        assert ("What we count" in frame(pilot.app)) is not asks

    walk(FakeVisit([home, LAST]), steps)


def test_a_row_whose_name_is_emptied_is_taken_away_and_can_come_back():
    home = ask(Kind.ROSTER, "matters/values", rows=(a_row("v2", "Walk"),))
    named = ask(Kind.TEXT, "matters/values@v2.words", value="Walk", names_row=True,
                status=Status.ANSWERED)  # fmt: skip

    class Rows(FakeVisit):
        def give(self, command):
            refused = super().give(command)
            self.at = 0 if isinstance(command, do.RemoveRow) else self.at
            return refused

    visit = Rows([home, named, LAST], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, "ctrl+u", "enter")
        await settle(pilot, screen)
        assert "Taken away: Walk. Tab, then z puts it back." in frame(pilot.app)

    walk(visit, steps)
    assert visit.given[-1] == do.RemoveRow("v2", "matters/values")


def test_a_number_outside_the_range_is_answered_with_an_example():
    visit = FakeVisit([ask(Kind.NUMBER, low=0, high=10), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "4", "2", "enter")
        await settle(pilot, screen)
        assert "That is outside 0 to 10." in frame(pilot.app)

    walk(visit, steps)
    assert not [c for c in visit.given if isinstance(c, do.Answer)]


def test_a_day_is_said_back_in_full_while_it_is_typed():
    visit = FakeVisit([ask(Kind.DATE), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"18 dec")
        assert "Friday 18 December 2026, in 4 weeks" in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-2] == do.Answer(date(2026, 12, 18))


def test_typing_takes_the_place_of_a_day_that_is_only_suggested():
    visit = FakeVisit([ask(Kind.DATE, suggestion=date(2026, 12, 26)), LAST])

    async def steps(pilot, screen):
        assert "26 December 2026" in frame(pilot.app)
        await by_hand(pilot, *"6 weeks", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-2] == do.Answer(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("more", "meant"),
    [
        ({"value": date(2026, 12, 26)}, date(2026, 12, 26)),
        ({"draft": "26 Dec"}, date(2026, 12, 26)),
    ],
)
def test_a_blank_behind_a_day_that_was_typed_takes_nothing_away(more, meant):
    visit = FakeVisit([ask(Kind.DATE, **more), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "space", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-2] == do.Answer(meant)


def test_a_day_that_cannot_be_read_says_so_once_and_no_other_day_stands_below():
    visit = FakeVisit([ask(Kind.DATE, suggestion=date(2026, 12, 26)), LAST])

    async def steps(pilot, screen):
        assert "Saturday 26 December" in frame(pilot.app)
        await by_hand(pilot, "end", *"6 weeks")
        assert "Saturday" not in frame(pilot.app)
        assert "Not a clear day yet." in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "! That is not a clear day yet." in frame(pilot.app)
        assert frame(pilot.app).count("18 December") == 1
        await by_hand(pilot, "s")
        assert "Not a clear day yet." in frame(pilot.app)

    walk(visit, steps)


def test_an_objection_goes_as_soon_as_the_text_is_another():
    visit = FakeVisit([ask(Kind.NUMBER, low=0, high=10), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "4", "2", "enter")
        await settle(pilot, screen)
        assert "That is outside 0 to 10." in frame(pilot.app)
        await by_hand(pilot, "backspace")
        assert "That is outside" not in frame(pilot.app)

    walk(visit, steps)


def test_a_list_of_numbers_holds_numbers():
    visit = FakeVisit([ask(Kind.LIST, numbers=True), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"12, 20 16", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-2] == do.Answer((12, 20, 16))


def test_the_read_back_changes_the_line_under_the_cursor():
    visit = FakeVisit([ask(Kind.SAY, "close/read", panel="plan"), ask(Kind.TEXT)])

    async def steps(pilot, screen):
        assert "Being the aunt who shows up." in frame(pilot.app)
        await by_hand(pilot, "down", "right")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Jump("wins/day")]


def test_a_line_changed_from_the_read_back_leads_back_to_it():
    read = ask(Kind.SAY, "close/read", panel="plan")
    line = ask(Kind.TEXT, "wins/day", can_return=True)

    class Returning(FakeVisit):
        def give(self, command):
            refused = super().give(command)
            self.at = 0 if isinstance(command, do.Return) else self.at
            return refused

    visit = Returning([read, line, ask(Kind.TEXT, "wins/who", can_return=True)])

    async def steps(pilot, screen):
        await by_hand(pilot, "down", "right")
        await settle(pilot, screen)
        await by_hand(pilot, *"new words", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == "close/read"
        await by_hand(pilot, "down", "right")
        await settle(pilot, screen)
        await by_hand(pilot, "pageup")
        await settle(pilot, screen)

    walk(visit, steps)
    assert [type(one) for one in visit.given] == [
        do.Jump, do.Answer, do.Next, do.Return, do.Jump, do.Back,
    ]  # fmt: skip


def test_the_close_asks_once_before_a_version_is_written():
    visit = FakeVisit([review()])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "Write version 2 now?" in frame(pilot.app)
        assert not visit.finished
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert screen.around.stop is not StayReason.CLOSE
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        assert "Version 2 of rowan-17 is written." in frame(pilot.app)

    walk(visit, steps)
    assert visit.finished == [None]


def test_the_last_page_of_a_preview_says_that_nothing_of_it_is_kept():
    visit = FakeVisit([review()], preview=True)

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        shown = " ".join(frame(pilot.app).split())
        assert "nothing of it was kept" in shown
        assert "is written" not in shown

    walk(visit, steps)


def test_the_close_names_what_was_put_off_goes_there_and_comes_back():
    later = ask(Kind.CHOICE, "wins/pick", options=options("one", "two"), can_return=True)
    close = replace(review(), opens="wins/pick", put_off=("My words", "What I bring"))
    visit = FakeVisit([close, later, replace(LAST, can_return=True)])

    async def steps(pilot, screen):
        put_off = "You wanted to come back to: My words and What I bring."
        shown = frame(pilot.app)
        assert put_off in shown.partition("Shall we close the visit here?")[0]
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert put_off in shown.partition("Write version 2 now?")[0]
        assert "go to the first, and come back" in shown
        await by_hand(pilot, "f7")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/pick"
        await by_hand(pilot, "1", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert [type(one) for one in visit.given] == [do.Jump, do.Answer, do.Next, do.Return]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
@pytest.mark.parametrize("key", ["f7", "enter", "pagedown"])
def test_the_close_names_what_is_open_before_it_asks_and_each_key_leads_there_and_back(key, size):
    open_one = ask(Kind.CHOICE, "wins/pick", options=options("one", "two"), can_return=True)
    why = Refusal("open", "Before the close, answer or skip: Who leads.", "", ("wins/pick",))
    close = replace(review(), opens="wins/later", put_off=("My words",))
    visit = FakeVisit([close, open_one, replace(LAST, can_return=True)], left_open=why)

    async def steps(pilot, screen):
        shown = " ".join(frame(pilot.app).split())
        assert "answer or skip: Who leads." in shown
        assert "You wanted to come back to: My words." in shown
        assert "Shall we close" not in shown
        assert "Enter go there" in shown
        await by_hand(pilot, key)
        await settle(pilot, screen)
        assert "Write version" not in frame(pilot.app)
        assert screen.asked.address == "wins/pick"
        await by_hand(pilot, "1", "enter")
        await settle(pilot, screen)

    walk(visit, steps, size=size)
    assert [type(one) for one in visit.given] == [do.Jump, do.Answer, do.Next, do.Return]


def test_a_thought_that_the_close_waits_for_stands_there_at_once_and_takes_the_reason():
    check = CheckView("worse", "Something is worse. Note the reason.", hard=False)
    waits = ask(Kind.TEXT, "wins/pick", value="more", checks=(check,), can_return=True)
    why = Refusal("reason", "Before the close, note the reason: The step.", "", ("wins/pick",))
    visit = FakeVisit([review(), waits, replace(LAST, can_return=True)], left_open=why)

    async def steps(pilot, screen):
        await by_hand(pilot, "f7")
        await settle(pilot, screen)
        assert screen.asked.address == "wins/pick"
        assert "Something is worse. Note the reason." in frame(pilot.app)
        await by_hand(pilot, *"by choice", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    jump, *kept = visit.given
    assert isinstance(jump, do.Jump)
    assert kept == [do.Acknowledge("worse", "by choice", "wins/pick"), do.Next(), do.Return()]


def test_leaving_keeps_half_typed_text_and_releases_the_visit():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"half", "ctrl+q")
        await until(lambda: visit.left == 1)

    app = walk(visit, steps)
    assert do.SaveDraft("half", "wins/day") in visit.given
    assert app.return_code == 0


HOSTILE = "plan [/b] [red]x[/red] $ink \x1b[31mESC\x1b]52;c;AAA\x07 \u202eabc"


KINDS = [one for one in Kind if one is not Kind.REVIEW]
SIZES = ((120, 36), (80, 24), (60, 20))
ON_EACH = [(kind, size) for size, kinds in pair([KINDS], SIZES).items() for kind in kinds]


@pytest.mark.parametrize(("kind", "size"), ON_EACH)
def test_hostile_text_is_shown_literally_and_never_reaches_the_terminal(kind, size):
    value = HOSTILE if kind in {Kind.TEXT, Kind.LONG_TEXT} else None
    asked = ask(
        kind,
        say=f"S {HOSTILE}",
        hint=HOSTILE,
        probes=(HOSTILE,),
        context=HOSTILE,
        options=options(HOSTILE, "b"),
        rows=(a_row("r1", HOSTILE),),
        note=HOSTILE,
        anchors=(HOSTILE, HOSTILE),
        unit=HOSTILE,
        draft=value or "",
        low=0 if kind is Kind.SCALE else None,
        high=10 if kind is Kind.SCALE else None,
    )
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        raw = "".join(strip.text for strip in screen._compositor.render_strips())
        assert not {"\x1b", "\x07", "\u202e"} & set(raw)
        assert "plan [/b]" in raw
        for key in ("f9", "f3", "f6", "f5"):
            await by_hand(pilot, key)
            shown = "".join(s.text for s in pilot.app.screen._compositor.render_strips())
            assert not {"\x1b", "\x07", "\u202e"} & set(shown)
            await by_hand(pilot, "escape")

    walk(visit, steps, size=size, reading=FakeReading((GutterLine("GOAL", HOSTILE),)))


def test_the_read_back_lives_through_any_change_of_the_window():
    visit = FakeVisit([ask(Kind.SAY, "close/read", panel="plan"), LAST])

    async def steps(pilot, screen):
        for size in [(120, 36), (80, 24), (60, 20), (48, 15), (140, 40), (80, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await settle(pilot, screen)
        assert "Cook lunch for my sister's children." in frame(pilot.app)

    app = walk(visit, steps)
    assert app.return_code in (None, 0)


def test_of_a_long_text_only_what_is_in_view_is_drawn(monkeypatch: pytest.MonkeyPatch):
    visit = FakeVisit([ask(Kind.SAY, "close/read", panel="plan"), LAST])
    drawn: list[str] = []
    render = Readable.render_row

    def count(self, row):
        drawn.append(row.plain)
        return render(self, row)

    monkeypatch.setattr(Readable, "render_row", count)

    async def steps(pilot, screen):
        await settle(pilot, screen)
        lines = screen.query_one(Readable)
        assert lines.size.height > 3000
        assert 0 < len(drawn) < 300
        lines.parent.scroll_to(y=2000, animate=False)
        await settle(pilot, screen)
        assert "line 2005" in frame(pilot.app)
        assert len(drawn) < 600

    long = "\n".join(f"line {number}" for number in range(3000))
    walk(visit, steps, reading=FakeReading((GutterLine("GOAL", long), GutterLine("STEP", "x"))))


def test_what_lies_below_is_left_alone_once_the_page_is_gone():
    refresh_below(Below(Readable()))


def test_a_page_that_opens_in_a_window_that_is_too_small_says_so():
    async def steps(pilot, screen):
        assert "This window is 48 × 15." in frame(pilot.app)
        await pilot.resize_terminal(80, 24)
        await settle(pilot, screen)
        assert "This window is" not in frame(pilot.app)

    walk(FakeVisit([ask(Kind.LONG_TEXT), LAST]), steps, size=(48, 15))


def test_a_window_that_is_too_small_says_so_and_keeps_the_text():
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"kept")
        await pilot.resize_terminal(48, 15)
        await pilot.pause()
        shown = frame(pilot.app)
        assert "This window is 48 × 15." in shown
        assert "The visit needs 60 × 20." in shown
        await pilot.resize_terminal(80, 24)
        await settle(pilot, screen)
        await until(lambda: "kept" in frame(pilot.app))
        assert screen.focused is screen.query_one("#answer TextArea")

    walk(visit, steps)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize(
    "asked",
    [
        ask(Kind.LONG_TEXT, draft="\n".join(f"line {at}" for at in range(9))),
        ask(Kind.CHOICE, options=options(*(f"Option {at}" for at in range(8)))),
        ask(
            Kind.ROSTER, rows=tuple(a_row(f"r{at}", f"Row {at}", proposed=True) for at in range(9))
        ),
    ],
    ids=lambda asked: str(asked.kind),
)
def test_a_note_is_typed_with_its_question_in_sight(asked, size):
    async def steps(pilot, screen):
        before = frame(pilot.app)
        await by_hand(pilot, "f4", *"she smiled", "ctrl+j", *"and looked up")
        await settle(pilot, screen)
        shown = frame(pilot.app)
        assert "Tell me about one day" in shown
        assert "she smiled" in shown
        assert "and looked up" in shown
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert frame(pilot.app) == before

    walk(FakeVisit([asked, LAST]), steps, size=size)


LAST_ROWS = tuple(a_row(f"r{at}", f"Row {at}", proposed=True) for at in range(3))
LAST_WORDS = {"proposed": "a poem", "status": Status.PROPOSED}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_foot_beside_rows_of_last_time_says_that_typing_adds_one(width):
    async def steps(pilot, screen):
        assert "type to add" in frame(pilot.app).splitlines()[-1]

    walk(FakeVisit([LAST, ask(Kind.ROSTER, rows=LAST_ROWS), LAST], at=1), steps, size=(width, 35))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (ask(Kind.ROSTER, rows=LAST_ROWS), "call the desk first"),
        (ask(Kind.TEXT, **LAST_WORDS), "call the desk first"),
        (ask(Kind.LONG_TEXT, **LAST_WORDS), "call the desk\nfirst"),
    ],
    ids=["rows", "text", "long"],
)
def test_what_is_pasted_beside_words_of_last_time_is_the_new_text(asked, text):
    async def steps(pilot, screen):
        pilot.app.post_message(events.Paste("call the desk\nfirst"))
        await settle(pilot, screen)
        assert screen.field.writer.text == text
        assert screen.field.writer.has_focus

    visit = FakeVisit([asked, LAST])
    walk(visit, steps)
    assert not [one for one in visit.given if isinstance(one, do.Confirm)]


def test_typing_beside_a_full_list_says_so_and_its_keys_still_work():
    visit = FakeVisit([ask(Kind.ROSTER, rows=LAST_ROWS, row_max=3), LAST])

    async def steps(pilot, screen):
        assert "to add" not in frame(pilot.app).splitlines()[-1]
        await by_hand(pilot, *"and")
        await settle(pilot, screen)
        assert "What is typed here is a note." in frame(pilot.app)
        await by_hand(pilot, *" more", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "x")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Note("and more", "wins/day"), do.RemoveRow("r0", "wins/day")]


class OursAtBreak(FakeReading):
    def break_words(self, moment):
        return moment.words


@pytest.mark.parametrize("alone", ["", "safe/room"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_a_break_has_what_is_said_and_what_can_be_chosen_on_one_page(size, alone):
    """With our own words, and with nobody's numbers, which take the most rows."""
    seen = []

    async def steps(pilot, screen):
        await by_hand(pilot, "f8")
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await pilot.pause()
        seen.append(frame(pilot.app))

    reading = OursAtBreak(alone=alone)
    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=size, reading=reading, setting=Setting())
    assert "Let's stop here for a moment." in seen[0]
    assert "What would" in seen[0]
    assert ("5  We are alone now" if alone else "4  Stop for today") in seen[0]


def test_a_break_that_is_longer_than_the_page_opens_at_its_first_words():
    contacts = tuple(Line(f"Clinic number {n}, weekdays 8 to 18", "555 0100") for n in range(6))
    steps_break = tuple(f"Step {n}: sit down with them, and say what comes next." for n in range(8))

    async def steps(pilot, screen):
        await by_hand(pilot, "f8")
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await pilot.pause()
        assert "Let's stop here for a moment." in frame(pilot.app)
        assert "4  Stop for today" not in frame(pilot.app)
        await until(lambda: "↓ more choices below" in frame(pilot.app).splitlines()[-1])
        await by_hand(pilot, "end")
        assert "▌ 4  Stop for today" in frame(pilot.app)  # the choices come as they are gone to
        await until(lambda: "more choices below" not in frame(pilot.app))

    setting = Setting(contacts=contacts, steps_break=steps_break)
    walk(FakeVisit([ask(Kind.TEXT)]), steps, setting=setting)


def test_a_break_with_a_few_steps_of_the_service_has_every_choice_on_its_page():
    steps_break = (
        "Put both feet on the floor.",
        "Name three things.",
        "Tell someone today.",
        "No.",
    )
    contacts = (Line("The team on call", "555 0100"),)

    async def steps(pilot, screen):
        await by_hand(pilot, "f8")
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await until(lambda: "4  Stop for today" in frame(pilot.app))
        assert "Let's stop here for a moment." in frame(pilot.app)
        await until(lambda: "more choices below" not in frame(pilot.app))

    setting = Setting(contacts=contacts, steps_break=steps_break)
    walk(FakeVisit([ask(Kind.TEXT)]), steps, reading=OursAtBreak(), setting=setting)


def test_a_break_in_a_window_that_gets_smaller_tells_of_the_choices_below():
    steps_break = tuple(f"Step {n}: sit down with them." for n in range(4))

    async def steps(pilot, screen):
        await by_hand(pilot, "f8")
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await until(lambda: "4  Stop for today" in frame(pilot.app))
        await pilot.resize_terminal(80, 24)
        await until(lambda: "4  Stop for today" not in frame(pilot.app))
        await until(lambda: "↓ more choices below" in frame(pilot.app).splitlines()[-1])
        assert pilot.app.screen.query("#column.-full")  # as many of them as there is room for

    setting = Setting(steps_break=steps_break)
    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(120, 36), setting=setting)


def test_the_scripts_words_on_stopping_are_said_at_the_end():
    visit = FakeVisit([ask(Kind.TEXT)])

    async def steps(pilot, screen):
        await by_hand(pilot, "f8", "4", "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        await pilot.pause()
        assert "It is fine to stop here." in frame(pilot.app)

    walk(visit, steps)
    assert visit.finished == [do.CloseReason.STOPPED]


def test_a_question_for_the_helper_says_so():
    async def steps(pilot, screen):
        assert "For the helper." in frame(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT, who="helper")]), steps)


def test_a_suggested_choice_is_said_and_not_chosen():
    asked = ask(Kind.CHOICE, options=options("Now", "Later"), suggestion="o2")

    async def steps(pilot, screen):
        assert "Later would fit what was said" in frame(pilot.app)
        assert screen.field is not None
        assert screen.field.current() is None

    walk(FakeVisit([asked]), steps)


def test_the_rail_leaves_room_before_the_labels_beside_it():
    """What waits in a phase ran into the label beside it: “What could help  1 openNOTE”."""
    titles = ("What could help", "If–then, hard spells", "A phase whose title is long", "Wins")
    phases = tuple(
        replace(PROGRESS.phases[0], title=title, done=False, open=waits, protects=waits == 0)
        for title in titles
        for waits in (0, 1, 12)
    )
    asked = ask(Kind.TEXT, progress=replace(PROGRESS, phases=phases))

    async def steps(pilot, screen):
        rows = [row[3:28] for row in frame(pilot.app).splitlines()]
        rail = [row for row in rows if any(title[:9] in row for title in titles)]
        assert len(rail) == len(phases)
        assert [row for row in rail if len(row.rstrip()) > 24] == []
        assert [row for row in rail if "open" in row and len(row.rstrip()) > 23] == []
        assert any("Wins  12 open" in row for row in rail)

    walk(FakeVisit([asked]), steps, size=(120, 36))


def test_a_long_list_on_a_low_page_has_one_blank_row_above_it():
    """So that what stands below it is on the page, too."""
    lists = [options(*[f"Part {at}" for at in range(1, count + 1)]) for count in (4, 8)]
    hint = "What fits what was said comes first. None is a good answer. One is enough for a day."
    asked = [ask(Kind.MULTI, options=one, hint=hint, probes=()) for one in lists]

    async def steps(pilot, screen):
        gaps = []
        for _ in asked:
            rows = frame(pilot.app).splitlines()
            said = next(at for at, row in enumerate(rows) if "went better" in row)
            first = next(at for at, row in enumerate(rows) if "Part 1" in row)
            gaps.append(sum(not row.strip() for row in rows[said:first]))
            await by_hand(pilot, "enter")
            await settle(pilot, screen)
        assert gaps == [2, 1]

    walk(FakeVisit([*asked, ask(Kind.SAY, "wins/last")]), steps, size=(80, 24))
