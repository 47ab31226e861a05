"""Those who help: ten minutes of their own, by the patient's yes, and kept by theirs alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.plan.model.optional_parts import HelpersPart
from goalcoach.sheets.sheet import lay_sheet
from goalcoach.sheets.writers.text import write_text
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts import test_first_visit as first
from tests.prompts.test_alone import offered
from tests.prompts.test_review_visit import Talk, plan_before, script
from tests.sheets.kinds import HANDOUT, LETTER
from tests.sheets.rowan import around, third

OK = "safety/helpers_ok"
HERE: Any = {"start/present": ("patient", "clinician", "helper"), "safety/alone": "alone"}
OPEN: Any = {**HERE, OK: "yes", "look/parts": ("helpers",)}
SAID: Any = {
    "helpers/strain": "I sleep badly",
    "helpers/too_much": "The phone calls",
    "helpers/needs": "To know whom to ring",
    "helpers/own_time": "Tuesday evening",
}


def asked(talk: Any) -> list[str]:
    return [one for one in talk.asked if one.startswith("helpers/")]


def test_it_is_put_to_one_who_is_there_and_kept_by_their_yes():
    talk = Talk({**OPEN, "helpers/keep": "yes", **SAID, "helpers/paper": "no"})
    assert asked(talk) == [
        "helpers/begin",
        "helpers/keep",
        *SAID,
        "helpers/paper",
        "helpers/thanks",
    ]
    said = tree_of(harvest(script(), talk.state))["helpers_part"]
    words = {name.partition("/")[2]: text for name, text in SAID.items()}
    assert said == {**words, "paper": "no"}


def test_without_their_yes_they_are_heard_and_nothing_can_be_typed():
    talk = Talk({**OPEN, "helpers/keep": "no"})
    assert asked(talk) == ["helpers/begin", "helpers/keep", "helpers/talk", "helpers/thanks"]
    assert "helpers_part" not in tree_of(harvest(script(), talk.state))


def test_the_patient_says_yes_while_the_two_are_alone_and_else_it_is_not_even_offered():
    for answers in ({**HERE, OK: "no"}, {**HERE, "safety/alone": "others"}, {}):
        talk = Talk(answers)
        assert "helpers" not in talk.choices.get("look/parts", ())
        assert not asked(talk)
    assert not Talk({}).was_asked(OK)
    first_of_all = offered(Talk({**HERE, OK: "yes"}))[0]
    assert first_of_all == "helpers: someone who helps you is here"
    item = next(one for address, one in pack.items() if address == OK)
    assert item["private"]
    assert item["each_day"]


@pytest.mark.parametrize("present", ["helper", "guardian"])
def test_a_first_visit_has_it_and_leaves_to_the_people_on_my_side_what_is_asked_there(present: str):
    here: Any = {**OPEN, "start/present": ("patient", present), "helpers/keep": "yes"}
    found = asked(first.Talk(here))
    assert "helpers/strain" in found
    assert "helpers/needs" not in found


def test_the_short_path_has_neither_the_part_nor_the_question_for_it():
    talk = Talk({**OPEN, "start/time": "short"})
    assert not {OK, *SAID} & set(talk.asked)


def test_the_next_review_asks_how_it_goes_and_says_no_word_of_last_time():
    prior = plan_before()
    prior["helpers_part"] = {"own_time": "Tuesday evening"}
    talk = Talk({**HERE, OK: "yes", "helpers/keep": "yes"}, prior)
    assert talk.was_asked("helpers/went")
    assert not asked(Talk({**HERE, OK: "no"}, prior))
    assert not [at for at, words in talk.said.items() if "Tuesday" in words]


def test_no_page_of_it_says_a_word_of_the_patients_or_opens_a_part_of_the_plan():
    for item in pack.files()["helpers"]["item"]:
        texts = [item.get(slot, "") for slot in pack.SLOTS]
        assert not any(re.search(r"\{\w", text) for text in texts), item["id"]
        assert "panel" not in item


def test_on_paper_it_stands_with_the_helpers_own_yes_alone():
    told = HelpersPart(strain="I sleep badly", own_time="Tuesday evening")
    for kind, words in ((HANDOUT, "Tuesday evening"), (LETTER, "I sleep badly")):
        for paper, there in (("yes", True), ("no", False), (None, False)):
            made = replace(third(), helpers_part=replace(told, paper=paper))
            said = write_text(lay_sheet(kind, made, around()).blocks)
            assert (words in said) is there
