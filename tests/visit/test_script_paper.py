"""A script on paper: nothing that a visit asks is missing, and each condition is in words."""

from __future__ import annotations

import re

import pytest

from goalcoach.dialogue.outline.condition_words import (
    CALC_WORDS,
    ConditionWords,
    as_said,
    settle,
)
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.condition import All, Any, Not, VisitIs
from goalcoach.dialogue.script.name_resolver import CALCS
from goalcoach.dialogue.script.script import Script
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.script_pack import read_pack
from goalcoach.translation import speaking
from goalcoach.visit.script_paper import card_sheets, joined, outline_sheets
from tests.dialogue.packs import item, pack, script_of, section
from tests.dialogue.test_pseudo_words import wide_pack
from tests.pseudo import plain_words, pseudo

SCALE = item("ease", "scale", say="How at ease?")
CHOICE = item(
    "who",
    "choice",
    say="Who?",
    options=[{"id": "me", "label": "The one here"}, {"id": "you", "label": "Someone else"}],
)


def said(condition: dict[str, object], *more: object) -> str:
    """Return a condition of a last question in words."""
    script = script_of(
        SCALE, CHOICE, item("why", "multi", options=["a", "b"]), item("day", "date"),
        item("words", "text"), item("last", "say", when=condition),
    )  # fmt: skip
    last = script.item("a", "last")
    assert last is not None
    assert last.when is not None
    return ConditionWords(script, last).say(last.when)


CONDITIONS: list[tuple[dict[str, object], str]] = [
    ({"q": "ease", "lt": 4}, "“About ease” is below 4"),
    ({"q": "ease", "ge": 7}, "“About ease” is at least 7"),
    ({"q": "who", "eq": "you"}, "“About who” is “Someone else”"),
    ({"q": "who", "ne": "me"}, "“About who” is not “The one here”"),
    ({"q": "who", "in": ["me", "you"]}, "“About who” is “The one here” or “Someone else”"),
    ({"q": "why", "has": "a"}, "“About why” has “a”"),
    ({"q": "why", "count_ge": 2}, "“About why” has at least 2"),
    ({"q": "day", "before": "today+14d"}, "“About day” is before 14 days from today"),
    ({"q": "day", "after": "today-1w"}, "“About day” is after 1 week ago"),
    ({"q": "words", "words_lt": 3}, "“About words” has fewer than 3 words"),
    ({"q": "words", "names_nothing": True}, "“About words” names nothing"),
    ({"q": "who", "is": "declined"}, "“About who” was passed on: “Rather not say”"),
    ({"q": "who", "is": "unanswered"}, "“About who” is open"),
    ({"visit": "review"}, "it is a review"),
    ({"q": "calc.time_based", "eq": False}, f"there is not {CALC_WORDS['time_based']}"),
    ({"q": "prior.story.me", "is": "answered"}, "last time's “story.me” was answered"),
    (
        {"q": "prior.visit.status", "eq": "incomplete"},
        "how the visit ended (last time) is “incomplete”",
    ),
    (
        {"q": "prior.visit.left_out", "has": "a"},
        "what a short visit left open (last time) has “Part a”",
    ),
    ({"not": {"q": "who", "eq": "me"}}, "not (“About who” is “The one here”)"),
    (
        {"all": [{"q": "ease", "lt": 4}, {"any": [{"q": "who", "eq": "me"},
                                                  {"visit": "first"}]}]},
        "“About ease” is below 4 and (“About who” is “The one here” or it is a first visit)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "words"), CONDITIONS)
def test_a_condition_is_a_clause_with_labels(condition: dict[str, object], words: str):
    assert said(condition) == words


def test_each_calculation_has_words():
    assert set(CALC_WORDS) == set(CALCS)


def test_what_the_kind_of_visit_settles_is_not_said():
    first, review = VisitIs("first"), VisitIs("review")
    assert settle(All((first, review)), "first") is False
    assert settle(Any((first, review)), "review") is True
    assert settle(Not(review), "first") is True
    script = script_of(SCALE, item("x", "say", when={"q": "ease", "lt": 4}))
    test = script.sections["a"].items[1].when
    assert test is not None
    assert settle(All((first, test)), "first") == test
    assert settle(Any((review, test)), "first") == test


@pytest.fixture(scope="module")
def core() -> Script:
    return compile_pack(read_pack("core"), "core")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_no_name_of_a_place_in_the_plan_stands_on_our_own_paper(core: Script):
    for visit in ("first", "review"):
        text = flat(write_text(joined(outline_sheets(core, visit), "x").blocks))
        assert not re.findall(r"last time's “[a-z_]+\.[a-z_.]+”", text)


@pytest.mark.parametrize("visit", ["first", "review"])
def test_every_question_of_a_visit_is_on_paper_with_all_its_words(core: Script, visit: str):
    text = flat(write_text(joined(outline_sheets(core, visit), "x").blocks))
    missing = []
    for name in core.order[visit]:
        section = core.sections[name]
        for one in section.items:
            if visit not in one.visits or (one.when and settle(one.when, visit) is False):
                continue
            if section.when is not None and settle(section.when, visit) is False:
                continue
            words = (one.words.label, one.words.say, one.words.hint, *one.words.probes)
            missing += [as_said(w) for w in words if flat(as_said(w)) not in text]
            missing += [one.id for f in one.fields if flat(as_said(f.words.label)) not in text]
            missing += [check.id for check in one.checks if flat(as_said(check.text)) not in text]
    assert missing == []


@pytest.mark.parametrize("visit", ["first", "review"])
def test_no_condition_is_left_in_the_language_of_the_script(core: Script, visit: str):
    text = write_text(joined(outline_sheets(core, visit), "x").blocks)
    assert not re.search(r"\bcalc\.|\{|\bprior\.", text)
    assert "it is a first visit" not in text


def test_a_question_with_conditions_has_them_before_its_words_and_room_after():
    low = item("low", "text", say="What goes with it?", when={"q": "ease", "lt": 4})
    [sheet] = outline_sheets(script_of(SCALE, low), "first")
    text = flat(write_text(sheet.blocks))
    assert "0 1 2 3 4 5 6 7 8 9 10 (0: none; 10: all)" in text
    assert "About low Asked only if “About ease” is below 4. Say: What goes with it? ____" in text


def test_a_part_that_is_asked_for_each_row_says_so():
    goals = item("goals", "roster", rows=[0, 2], fields=[item("t", "text")])
    loop = {"of": "a/goals", "as": "goal"}
    script = compile_pack(
        pack({"a": section("a", goals), "b": section("b", item("x", "say"), each=loop)})
    )
    [sheet] = outline_sheets(script, "review")
    assert "Asked for each row of “About goals”." in flat(write_text(sheet.blocks))


def test_a_card_shows_what_the_patient_sees_and_nothing_else():
    shown = item("s", "say", say="Said.", show="Shown\nBelow", hint="Noted.")
    own = item("c", "choice", who="clinician", hint="Noted.", options=["a", "b"])
    script = script_of(shown, SCALE, CHOICE, own, item("t", "text", say="Typed."))
    sheets = card_sheets(script, "first")
    text = flat(write_text(joined(sheets, "cards").blocks))
    assert len(sheets) == 3
    assert "Shown ==== Below" in re.sub("=+", "====", text)
    assert "1 The one here 2 Someone else" in text
    assert not re.search("Said|Noted|Typed", text)


def test_paper_is_set_as_pages_and_is_the_same_each_time():
    [sheet] = outline_sheets(script_of(SCALE, CHOICE), "first")
    data = write_sheet(sheet, FileFormat.PDF)
    assert data.startswith(b"%PDF")
    assert data == write_sheet(sheet, FileFormat.PDF)


@pytest.mark.parametrize("visit", ["first", "review"])
def test_on_paper_no_word_of_ours_is_in_english_where_another_language_is_spoken(visit: str):
    with speaking(pseudo()):
        script = compile_pack(wide_pack())
        sheets = (*outline_sheets(script, visit, ids=True), *card_sheets(script, visit))
        text = flat(write_text(joined(sheets, "x").blocks)).replace("“open it”", "")  # a word typed
    ids = set(script.sections) | {script.id}
    for asked in (one for part in script.sections.values() for one in part.items):
        ids |= {asked.id, *(one.id for one in asked.options), *(one.id for one in asked.fields)}
        ids |= {one.id for one in asked.checks}
    ids |= {word for one in ids for word in re.findall("[a-z]+", one)}
    assert [word for word in plain_words(text) if word not in ids] == []


def test_every_way_to_say_a_condition_is_in_the_language_that_is_spoken():
    with speaking(pseudo()):
        for condition, words in CONDITIONS:
            told = said(condition)
            for name in re.findall("“[^”]+”", words):
                told = told.replace(name[1:-1], "")
            assert plain_words(told) == [], told
