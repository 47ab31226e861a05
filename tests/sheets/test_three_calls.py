"""Three calls in three places: help at once, the same day, and when a spell lasts too long.

Whoever has the signs of a stroke must find no word on how long to wait beside the number.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    FoldedCard,
    Framed,
    FrameKind,
    Heading,
    Origin,
    Para,
    Plain,
    TextSpan,
    TextSpans,
)
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.layouts.whole_plan import read_plan, read_whole_plan
from goalcoach.sheets.parts.urgent_help import GENERAL
from goalcoach.sheets.sheet import Sheet, SheetKind, Size, lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.sheets.writers.gutter_lines import read_lines
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.store import Store
from goalcoach.visit.version_context import context_of
from tests.conftest import SESSIONS
from tests.prompts.pack import CORE
from tests.sheets.kinds import ALONE, CARD, HANDOUT, KINDS, LETTER, RECORD
from tests.sheets.leaflets import leaflet_words, told
from tests.sheets.paper import words as read_words
from tests.sheets.rowan import ANY_HOUR, NURSES, around, third


def laid(plan: Plan, beside: SheetContext | None = None) -> tuple[Block, ...]:
    return lay_handout(plan, beside or around(), Size.STANDARD)


def text_of(plan: Plan, beside: SheetContext | None = None) -> str:
    return write_text(laid(plan, beside))


def frame(plan: Plan, beside: SheetContext) -> Framed:
    framed = [one for one in laid(plan, beside) if isinstance(one, Framed)]
    assert framed[-1].kind is FrameKind.ALERT
    return framed[-1]


def alert(plan: Plan, beside: SheetContext) -> tuple[TextSpan, ...]:
    """Return the last line of the alert: that I call, and the numbers."""
    words = frame(plan, beside).blocks[-1]
    assert isinstance(words, TextSpans)
    return words.items


# What stands in the alert, and what beside it


def test_the_number_for_help_is_strong_and_the_sites_own():
    spans = alert(third(), around())
    assert [one.text for one in spans if one.strong] == ["01632 960 999"]
    words = "".join(one.text for one in spans)
    assert words == "I call at once. Any hour, if it is not a flare: 01632 960 999."


def test_the_general_signs_stand_above_the_patients_own_and_then_the_sites():
    box = frame(third(), replace(around(), danger_signs=("Blue lips",)))
    assert box.blocks[:2] == (
        Heading("Get help at once", "AT ONCE"),
        Para(
            "A new kind of symptom. A new place. Very sudden, or much too strong. Blue lips. "
            "Chest pain. Fainting. A weak or numb side. A headache like none before.",
            Origin("flare_plan.emergency"),
        ),
    )


@pytest.mark.parametrize("section", ["flare", "update"])
def test_the_signs_that_are_read_aloud_from_the_card_are_those_on_paper(section: str):
    items = tomllib.loads((CORE / f"{section}.toml").read_text("utf-8"))["item"]
    shown = next(item["show"] for item in items if item["id"] == "emergency")
    assert [line for line in shown.split("\n") if line in GENERAL] == [*GENERAL]


def test_sudden_spells_that_are_known_are_no_reason_for_help_at_once():
    spell = replace(third().flare_plan, known_sudden=("The floor tilts, for a minute",))
    plan = replace(third(), flare_plan=spell)
    general = frame(plan, around()).blocks[1]
    assert isinstance(general, Para)
    assert "very sudden, and not as I know it" in general.text
    sheet = text_of(plan)
    assert "Sudden, and known to me: The floor tilts, for a minute." in sheet
    assert "not as I know it" not in text_of(third())


def test_whom_and_when_else_to_call_stand_outside_the_alert():
    spell = FlarePlan(
        emergency=("Chest pain",), same_day=("A fever",), too_long="Three days", call="my sister"
    )
    blocks = laid(replace(third(), flare_plan=spell), around())
    assert (
        Facts(
            (
                Fact("I call the practice the same day", "A fever.", Origin("flare_plan.same_day")),
                Fact("How long before I call", "Three days.", Origin("flare_plan.too_long")),
                Fact("Who I call", "my sister.", Origin("flare_plan.call")),
            )
        )
        in blocks
    )


def test_without_signs_of_their_own_the_general_ones_and_the_number_stand_there():
    plan = replace(third(), flare_plan=FlarePlan(signs=("I rush",)))
    assert len(frame(plan, around()).blocks) == 3
    assert "A new kind of symptom." in text_of(plan)
    assert "Left open" not in text_of(plan)


def test_contacts_without_a_mark_are_all_for_any_hour():
    words = "".join(one.text for one in alert(third(), SheetContext(contacts=(NURSES, ANY_HOUR))))
    assert "Nurse line, weekdays 8 to 5: 01632 960 112." in words


def test_no_number_is_made_up():
    plan = replace(third(), flare_plan=FlarePlan(emergency=("Chest pain",)), supports=())
    assert alert(plan, NO_CONTEXT) == (TextSpan("I get help at once."),)


def test_without_a_contact_of_the_site_a_number_that_was_typed_stands_there_without_its_words():
    call = "After three days 01632 960 555, my doctor"
    plan = replace(third(), flare_plan=FlarePlan(emergency=("Chest pain",), call=call))
    words = "".join(one.text for one in alert(plan, NO_CONTEXT))
    assert words == "I call at once: 01632 960 555."


def test_what_the_service_says_when_it_gets_too_much_is_there_if_the_site_prints_it():
    beside = replace(around(), steps_break=("Sit down.", "Look at five things."))
    blocks = laid(third(), beside)
    at = blocks.index(Heading("When it gets too much", "TOO MUCH"))
    assert blocks[at + 1 : at + 3] == (Para("Sit down."), Para("Look at five things."))
    assert "gets too much" not in text_of(third())


# No word on waiting in the alert, on any sheet, in any format

WAIT = "Wartezeit"
"""Stands in each thing that may be said of waiting, and nowhere else."""
TYPED = [
    f"{WAIT}: three days",
    f"----------------\n! {WAIT}",
    f"</section><section class='frame alert'>{WAIT}",
    f"> **{WAIT}**",
    f"] {WAIT} #[ {WAIT} ] \\ {WAIT}",
    f"\u202e{WAIT}\x1b[2J {WAIT} 01632 960 999",
]
CODES = ("fern-4", "rowan-17")


def practice(code: str, words: str, *, call: str) -> tuple[Plan, SheetContext]:
    """Return a practice patient's plan with `words` wherever waiting is spoken of."""
    loaded = Store(SESSIONS).load(code)
    spell = replace(
        loaded.plan.flare_plan, same_day=(words,), too_long=words, known_sudden=(words,), call=call
    )
    consent = replace(loaded.plan.consent, share="yes")
    plan = told(replace(loaded.plan, flare_plan=spell, consent=consent), "pain")
    beside = replace(context_of(Store(SESSIONS), loaded), leaflets=leaflet_words())
    return plan, replace(beside, contacts=(NURSES, ANY_HOUR), urgent=(ANY_HOUR,))


def alerts(blocks: tuple[Block, ...]) -> Iterator[tuple[Plain, ...]]:
    """Yield what stands with the words that call for help at once, frame or face."""
    for block in blocks:
        if isinstance(block, Framed) and block.kind is FrameKind.ALERT:
            yield block.blocks
        elif isinstance(block, FoldedCard):
            yield from (face.blocks for face in block.faces if face.heading == "Get help at once")


@pytest.mark.parametrize("words", TYPED)
@pytest.mark.parametrize("code", CODES)
def test_no_alert_holds_a_word_on_waiting(code: str, words: str):
    plan, beside = practice(code, words, call=words)
    reading = (read_plan(plan, plan.visit.date, beside), read_whole_plan(plan, plan.visit.date))
    sheets = [lay_sheet(kind, plan, beside, size).blocks for kind in KINDS for size in kind.sizes]
    found = [box for blocks in (*sheets, *reading) for box in alerts(blocks)]
    # Handout, card, leaflet and the sheet for going on alone in two sizes, the plan so far, the
    # version.
    assert len(found) == 10
    assert not [box for box in found if WAIT in repr(box) or "wait" in repr(box).casefold()]


BETWEEN = {
    HANDOUT: ("Get help at once", "I call the practice the same day"),
    CARD: ("Get help at once", "Who do I call?"),
    ALONE: ("Get help at once", "I call the practice the same day"),
    RECORD: ("Help at once", "The same day"),
    LETTER: ("In need of help at once", "The patient calls the practice the same day"),
}
"""From where to where a sheet speaks of help at once; the others say nothing on waiting."""


def written(sheet: Sheet, form: FileFormat) -> str:
    data = write_sheet(sheet, form)
    text = read_words(data) if form is FileFormat.PDF else data.decode()
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("form", FileFormat)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in BETWEEN], ids=str)
@pytest.mark.parametrize("code", CODES)
def test_waiting_is_spoken_of_elsewhere_on_each_sheet_in_each_format(
    code: str, kind: SheetKind, form: FileFormat
):
    plan, beside = practice(code, f"{WAIT}: three days", call="My doctor")
    for size in kind.sizes:
        text = written(lay_sheet(kind, plan, beside, size), form)
        begin, end = BETWEEN[kind]
        at_once = text.index(begin)
        box = text[at_once : text.index(end, at_once)]
        assert plan.flare_plan.emergency[0][:12] in box
        assert WAIT not in box
        assert WAIT in text


def test_the_plan_so_far_marks_as_alert_what_calls_for_help_alone():
    plan, beside = practice("rowan-17", WAIT, call=WAIT)
    lines = read_lines(read_plan(plan, plan.visit.date, beside))
    assert {line.label for line in lines if line.alert} == {"AT ONCE"}
    assert not [line for line in lines if line.alert and WAIT in line.text]
