"""The flare card: four faces, and no card at all where it would leave someone without help."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotAllowed
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.optional_parts import OthersSay
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import OwnWords, Story
from goalcoach.plan.model.support import FlarePlan, Support
from goalcoach.plan.model.visit_record import Safety
from goalcoach.sheets.block import (
    ContactLines,
    Face,
    Fact,
    Facts,
    FoldedCard,
    Footer,
    MarkList,
    MarkShape,
    Origin,
    Para,
    Ruled,
    TextSpan,
    TextSpans,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.flare_card import lay_card
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.writers.text import write_text
from tests.sheets.golden import compare
from tests.sheets.rowan import ANY_HOUR, NURSES, around, third


def text_of(plan: Plan, beside: SheetContext | None = None, size: Size = Size.STANDARD) -> str:
    return write_text(lay_card(plan, beside or around(), size))


def faces(plan: Plan, beside: SheetContext | None = None) -> tuple[Face, ...]:
    blocks = lay_card(plan, beside or around(), Size.STANDARD)
    return next(one for one in blocks if isinstance(one, FoldedCard)).faces


def spelled(**fields: object) -> Plan:
    """Return the third version with fields of its flare plan changed."""
    return replace(third(), flare_plan=replace(third().flare_plan, **fields))


OLD = replace(around(), practice=True, replaced_on=date(2027, 1, 15))
GOLDENS = {
    "card": (Size.STANDARD, around()),
    "card-large": (Size.LARGE, around()),
    "card-practice": (Size.STANDARD, OLD),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_a_card_reads_as_its_golden_file(name: str):
    size, beside = GOLDENS[name]
    compare(f"{name}.txt", text_of(third(), beside, size))


def test_the_faces_are_in_the_order_in_which_they_are_read():
    assert [(face.number, face.heading) for face in faces(third())] == [
        ("1", "My card for a flare"),
        ("2", "What do I do first?"),
        ("3", "Get help at once"),
        ("", "Who do I call?"),
    ]


def test_without_a_number_of_the_site_there_is_no_card_and_the_way_to_add_one():
    with pytest.raises(NotAllowed) as refused:
        lay_card(third(), replace(around(), contacts=(), urgent=()), Size.STANDARD)
    assert refused.value.exit_code == 77
    for words in ("goalcoach.toml", "[[contacts]]", "label", "number", "urgent = true"):
        assert words in refused.value.sentence


def test_without_what_calls_for_help_at_once_there_is_no_card():
    with pytest.raises(NotAllowed, match="help at once is still open"):
        lay_card(spelled(emergency=()), around(), Size.STANDARD)


def test_without_a_flare_plan_there_is_no_card():
    empty = replace(third(), flare_plan=FlarePlan(gone_over=date(2026, 12, 18)))
    with pytest.raises(NotAllowed, match="no plan for hard spells yet"):
        lay_card(empty, around(), Size.STANDARD)


def test_the_numbers_for_any_hour_are_strong_and_first():
    assert faces(third())[3].blocks[0] == TextSpans(
        (TextSpan(f"{ANY_HOUR[0]}: ", strong=True), TextSpan(ANY_HOUR[1], strong=True))
    )


def test_contacts_without_a_mark_are_all_for_any_hour():
    back = faces(third(), SheetContext(contacts=(NURSES, ANY_HOUR)))[3].blocks
    assert [one.items[-1] for one in back if isinstance(one, TextSpans)] == [
        TextSpan(NURSES[1], strong=True),
        TextSpan(ANY_HOUR[1], strong=True),
    ]


@pytest.mark.parametrize("consent", ["no", "ask", None])
def test_a_helpers_number_is_there_only_with_their_yes(consent: str | None):
    assert "My sister: 01632 960 017" in text_of(third())
    helper = replace(third().supports[0], consent=consent)
    assert "My sister" not in text_of(replace(third(), supports=(helper,)))


def test_a_helper_who_ended_or_is_a_contact_of_the_site_is_not_named_again():
    gone = replace(third().supports[0], ended=EndReason(on=date(2026, 12, 18)))
    same = Support(id="p2", who="The nurses", phone="01632 960112", consent="yes")
    plan = replace(third(), supports=(gone, same))
    contacts = next(one for one in faces(plan)[3].blocks if isinstance(one, ContactLines))
    assert [one.who for one in contacts.items] == [NURSES[0]]


def test_someone_to_call_is_there_by_a_number_of_their_own_alone():
    assert "Who I call" not in text_of(third())
    assert "Who I call" not in text_of(spelled(call="The line for those 3"))
    other = text_of(spelled(call="01632 960 555, my doctor"))
    assert "Who I call: 01632 960 555, my doctor." in other


def test_the_calls_that_can_wait_stand_by_the_first_steps_and_may_move_to_where_there_is_room():
    two = faces(spelled(same_day=("A fever",), too_long="Two days", known_sudden=("A fall",)))[1]
    assert two.blocks[-1] == Facts(
        (
            Fact("I call the practice the same day", "A fever.", Origin("flare_plan.same_day")),
            Fact("How long before I call", "Two days.", Origin("flare_plan.too_long")),
            Fact("Sudden, and known to me", "A fall.", Origin("flare_plan.known_sudden")),
        )
    )
    assert (two.loose, two.onto) == (3, ("", "1"))
    assert faces(third())[0].loose == 2


def test_what_calls_for_help_at_once_stands_by_the_triangle_and_nothing_can_move_there():
    all_faces = faces(third(), replace(around(), danger_signs=("Blue lips",)))
    mark, own = all_faces[2].blocks
    assert isinstance(mark, MarkList)
    assert mark.items[0].shape is MarkShape.ALERT
    assert mark.items[0].sentence.endswith("much too strong. Blue lips.")
    assert isinstance(own, Para)
    assert own.text.startswith("Chest pain. Fainting.")
    assert not [one for one in all_faces if "3" in one.onto]


def test_what_is_left_out_and_the_first_number_are_there_where_there_is_room():
    front, _, danger, back = faces(spelled(stop=("Driving",)))
    assert front.spare == (Facts((Fact("I leave out", "Driving.", Origin("flare_plan.stop")),)),)
    assert danger.spare == (
        TextSpans((TextSpan("Call ", strong=True), TextSpan("01632 960 999.", strong=True))),
    )
    assert not back.spare
    assert faces(third())[0].spare == ()


def test_a_number_that_is_not_marked_as_urgent_stands_on_the_card_by_name_alone():
    text = text_of(third(), replace(around(), urgent=()))
    assert "Call 0" not in text
    assert "Nurse line, weekdays 8 to 5: 01632 960 112" in text


@pytest.mark.parametrize("number", ["", "no number in practice", "at desk 2"])
def test_a_contact_without_a_number_is_none_beside_what_calls_for_help(number: str):
    asked = replace(around(), urgent=(("The front desk", number), ANY_HOUR))
    assert "Call 01632 960 999." in text_of(third(), asked)


def test_the_patients_own_word_for_it_is_its_name():
    plan = replace(third(), story=Story(words=OwnWords(strong="a high tide")))
    sheet = text_of(plan)
    assert faces(plan)[0].heading == "My card for a high tide"
    assert "with “My card for a high tide” on" in " ".join(sheet.split())
    plain = replace(third(), story=Story())
    assert faces(plain)[0].heading == "My card for a hard spell"


def test_where_there_are_no_first_steps_there_is_room_to_write_them():
    assert faces(spelled(steps=()))[1].blocks == (Ruled(2),)


def test_a_flare_plan_that_was_not_gone_over_says_when_it_last_was():
    plan = replace(third(), carried=("flare_plan",))
    assert "Last gone over on 18 December 2026." in text_of(plan)


def test_a_card_that_is_cut_out_still_says_that_it_is_old_or_for_practice():
    front, *_, back = faces(third(), OLD)
    assert front.blocks[0] == TextSpans(
        (TextSpan("Replaced on 15 January 2027. Please use the newer plan.", strong=True),)
    )
    assert back.foot == "PRACTICE · rowan-17 · 18 December 2026 · version 3"


def test_nothing_of_the_safety_questions_and_no_amount_is_on_it():
    plan = replace(third(), safety=Safety(decision="adapt", pem="yes", limits=("heart",)))
    assert text_of(plan) == text_of(third())
    assert "14" not in text_of(third())


def test_the_sheet_says_at_which_size_it_is_true():
    for size, words in ((Size.STANDARD, "85.6 × 54 mm"), (Size.LARGE, "105 × 148 mm")):
        footer = lay_card(third(), around(), size)[-1]
        assert isinstance(footer, Footer)
        assert footer.note == f"Print at 100 %. A card is {words}."
    assert "It is not wallet size." in text_of(third(), size=Size.LARGE)


def for_others(choice: Literal["yes", "no"] | None) -> Plan:
    return replace(third(), others_say=OthersSay(know="I am not cross", on_card=choice))


def test_what_others_could_know_is_on_the_copy_for_someone_trusted_by_a_yes_alone():
    front, *others = faces(for_others("yes"))
    (facts,) = front.trusted
    assert isinstance(facts, Facts)
    assert [(one.name, one.sentence) for one in facts.items] == [("Please know", "I am not cross.")]
    assert front.blocks == faces(third())[0].blocks
    assert not any(face.trusted for face in others)
    assert front.shorten.startswith("the words for others, ")
    assert "not cross" not in text_of(for_others("no"))
    assert "not cross" not in text_of(for_others(None))


def test_the_sheet_says_which_card_is_for_someone_trusted():
    which = "The one with “Please know” is for someone I trust."
    assert which in text_of(for_others("yes")).replace("\n", " ")
    assert which not in text_of(third()).replace("\n", " ")
    assert "Only on the copy for someone I trust:" in text_of(for_others("yes"))


def test_the_card_in_large_print_is_the_patients_own_and_says_where_the_words_for_others_are():
    large = text_of(for_others("yes"), size=Size.LARGE).replace("\n", " ")
    assert "not cross" not in large
    assert "on the small card for someone I trust" in large
    assert "someone I trust" not in text_of(third(), size=Size.LARGE)
