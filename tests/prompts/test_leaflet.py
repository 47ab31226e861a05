"""How it works: asked before told, the words of one kind, what fits and what stays open."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import Jump
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.model.optional_parts import LeafletKind
from goalcoach.visit.leaflet_words import SECTION, TOLD_WITH_EACH, read_leaflets
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts import test_first_visit as first
from tests.prompts import test_review_visit as review
from tests.prompts.reading import words_of

KINDS: tuple[str, ...] = get_args(LeafletKind)
PIECES = ("known", "turns", "people", "once", "soon")
OPENED: dict[str, Value | SkipReason] = {"look/parts": ("leaflet",)}
TOLD = "leaflet_told@l1"


def first_talk(answers: dict[str, Value | SkipReason]) -> first.Talk:
    """A first visit up to the question after the leaflets."""
    return first.Talk({**OPENED, **answers}, until="ready@g1/matters")


def asked_of(talk: first.Talk | review.Talk) -> list[str]:
    return [at.partition("/")[2] for at in talk.asked if at.startswith("leaflet_told@")]


def rows_of(talk: first.Talk) -> object:
    return tree_of(harvest(first.script(), talk.state)).get("leaflets")


def test_it_is_asked_before_it_is_told_and_what_fits_comes_after():
    talk = first_talk({f"{TOLD}/kind": "gut", f"{TOLD}/open": SkipReason.UNSURE})
    told = [f"gut_{one}" for one in PIECES]
    assert asked_of(talk) == [
        *("kind", "leave", "knows", *told, *TOLD_WITH_EACH, "told", "fits", "open"),
    ]
    row = {"id": "l1", "asked": "some words", "kind": "gut", "status": "told"}
    assert rows_of(talk) == [{**row, "knows": "some words", "fits": "some words"}]


def test_who_wants_to_talk_only_can_have_a_leaflet_and_only_its_question_is_typed():
    talk = first_talk({"start/notes_ok": "no"})
    assert "pain_known" in asked_of(talk)
    assert rows_of(talk) == [{"id": "l1", "asked": "some words", "kind": "pain", "status": "told"}]


@pytest.mark.parametrize("said", ["later", "no"])
def test_after_a_no_or_another_day_nothing_is_told(said: str):
    talk = first_talk({f"{TOLD}/leave": said})
    assert asked_of(talk) == ["kind", "leave"]
    assert rows_of(talk) == [{"id": "l1", "asked": "some words", "kind": "pain", "status": said}]


def test_one_that_was_not_gone_through_is_for_another_day():
    talk = first_talk({f"{TOLD}/told": "later"})
    row = {"id": "l1", "asked": "some words", "kind": "pain", "status": "later"}
    assert rows_of(talk) == [
        {**row, "knows": "some words", "fits": "some words", "open": "some words"}
    ]


def test_where_the_part_was_not_chosen_none_of_it_is_asked():
    for talk in (first_talk({"look/parts": ("none",)}), review.Talk({"look/parts": ("none",)})):
        assert not [at for at in talk.asked if at.startswith("leaflet")]


@pytest.mark.parametrize("decision", ["go", "adapt"])
def test_nothing_is_told_where_the_plan_is_smaller_today(decision: str):
    told = {**OPENED, "safety/own_steps": decision}
    for talk in (first.Talk(told), review.Talk(told)):
        asked = [at for at in talk.asked if at.startswith(("look/parts", "leaflet"))]
        assert bool(asked) is (decision == "go")


def test_at_a_review_what_was_told_is_looked_back_at_once_and_what_was_put_off_is_offered():
    prior = review.plan_before()
    prior["leaflets"] = [
        {"id": "l1", "asked": "the sway", "kind": "dizziness", "status": "told"},
        {"id": "l2", "asked": "my nights", "kind": "sleep", "status": "later"},
        {"id": "l3", "asked": "my back", "kind": "pain", "status": "told", "stayed": "a lot"},
    ]
    talk = review.Talk({**OPENED, "leaflet_told@l2/leave": "begun"}, prior)
    again = [at for at in talk.asked if at.startswith("leaflet_again@")]
    assert again == ["leaflet_again@l1/stayed", "leaflet_again@l1/open"]
    assert "more about this: the sway –" in talk.said["leaflet_again@l1/stayed"]
    assert {at.partition("/")[0] for at in talk.asked if "leaflet_told@" in at} == {
        "leaflet_told@l2"
    }
    assert "sleep_known" in asked_of(talk)
    offers = next(one for one in offered(prior) if one.startswith("How it works"))
    assert offers.endswith("we left it for another day")


def offered(prior: dict[str, object]) -> list[str]:
    talk = review.Talk({}, prior)  # type: ignore[arg-type]
    talk._give(Jump("look/parts"))
    return [one.offered for one in screen(review.script(), talk.state).options]


def test_each_kind_has_every_piece_and_each_piece_a_kind():
    section = first.script().sections[SECTION]
    told = [one.id for one in section.items if "_" in one.id and one.id not in TOLD_WITH_EACH]
    assert told == [f"{kind}_{piece}" for kind in KINDS for piece in PIECES]
    (kinds,) = (one for one in section.items if one.id == "kind")
    assert tuple(one.id for one in kinds.options) == KINDS


def pieces() -> list[tuple[str, str]]:
    items = pack.files()[SECTION]["item"]
    return [(one["id"], one["say"]) for one in items if one["kind"] == "say"]


def test_a_leaflet_takes_two_minutes_to_read_aloud_at_most():
    for kind in KINDS:
        words = [words_of(text) for name, text in pieces() if name.startswith(f"{kind}_")]
        assert sum(map(len, words)) <= 2 * 130


# What may not be said: that it is in the mind or worry alone, that it will get well, a set rise.
HARM = (
    r"(only|just|all) (worry|stress|nerves|fear|in (the|your) (mind|head))|anxiety|imagin\w*",
    r"nothing is|(?<!how yours )will (go|pass|get|heal)|cures?|cured|heals you|always works",
    r"each week more|step it up|build up|graded|force yourself|keep going",
    # No medicine by name, not even by its kind.
    r"tablets?|pills?|painkillers?|antidepressants?|opioids?|beta|dose of",
)


def test_nothing_told_blames_promises_pushes_or_names_a_medicine():
    for name, text in pieces():
        assert not re.search(rf"\b({'|'.join(HARM)})\b", text, re.I), name


@pytest.mark.parametrize("kind", ["pain", "tiredness", "dizziness", "sleep"])
def test_whom_effort_makes_worse_hears_to_stay_within_the_limit(kind: str):
    assert "If effort makes you worse" in dict(pieces())[f"{kind}_people"]


def test_a_heart_is_checked_first_and_a_fit_stays_with_the_doctor():
    told = dict(pieces())
    assert "A doctor checks the heart first" in told["heart_known"]
    assert "waits for the heart check" in told["heart_people"]
    assert "Only a doctor can tell which fits are epilepsy" in told["weakness_known"]
    assert "Change no medicine on your own" in told["weakness_people"]


def test_what_calls_for_help_at_once_has_its_own_piece_in_each_leaflet():
    for kind, told in read_leaflets(first.script(), KINDS).items():
        assert [one.heading for one in told if one.alert] == ["Get help at once"], kind
        (alert,) = (one for one in told if one.alert)
        assert alert.text.startswith("Get help at once for these. ")
        assert "No one can promise how yours will go." in told[-2].text
        assert told[-1].text.startswith("This is not a diagnosis.")


def test_pregnancy_is_named_in_each_leaflet_on_the_body():
    for kind in KINDS:
        words = " ".join(text for name, text in pieces() if name.startswith(f"{kind}_"))
        assert kind == "sleep" or re.search("pregnan", words), kind
