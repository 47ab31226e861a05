"""Each code on the smallest pack that has it, and on good ones that have not.

In `unwise.txt` `#! CODE` marks the line that a finding has to name; nothing else may be found.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalcoach.dialogue.linter.code_table import CODE_FAMILIES, LINT_CODES
from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.script.diagnostic import Diagnostic, Severity
from goalcoach.store.script_pack import pack_names, read_pack
from tests.dialogue.packs import Pack, item, pack, section
from tests.dialogue.test_instrument import WAVE

HERE = Path(__file__).parent
FAULTS = (HERE.parent / "faults.txt").read_text("utf-8")


def read_cases() -> dict[str, Pack]:
    """Case name → its pack, as `unwise.txt` holds them."""
    cases = {}
    for case in (HERE / "unwise.txt").read_text("utf-8").split("\n%% ")[1:]:
        name, _, text = case.partition("\n")
        parts = re.split(r"^% (\w+)\.toml\n", text, flags=re.M)
        files = dict(zip(parts[1::2], parts[2::2], strict=True))
        cases[name] = pack({part: data.encode() for part, data in files.items()})
    return cases


CASES = read_cases()


def marks(files: Pack) -> set[tuple[str, str, int]]:
    """The (code, file, line) that the `#!` marks ask for."""
    return {
        (code, name, number)
        for name, data in files.items()
        for number, line in enumerate(data.decode().split("\n"), 1)
        for code in re.findall(r"#! ([A-Z]\d+)", line)
    }


def found(files: Pack) -> set[tuple[str, str, int]]:
    return {(one.code, one.file, one.line) for one in lint_pack(files)}


@pytest.mark.parametrize("name", CASES)
def test_each_code_is_told_with_its_file_and_line_and_nothing_else_is(name: str):
    assert marks(CASES[name])
    assert found(CASES[name]) == marks(CASES[name])
    assert name.split()[0] in {code for code, _, _ in marks(CASES[name])}


def test_each_code_has_a_failing_pack_or_a_reason_why_there_is_none():
    shown = set(re.findall(r"#! ([A-Z]\d+)", FAULTS + (HERE / "unwise.txt").read_text("utf-8")))
    made = {code for code, words in LINT_CODES.items() if not words.never}
    # Some need more than two short files, and are named by a test of their own.
    tests = [path.read_text("utf-8") for path in HERE.parent.rglob("test_*.py")]
    named = {code for text in tests for code in re.findall(r"\b[EWI]\d{3}\b", text)}
    assert not {code for code in made if code[1] in "1234"} - shown - named
    assert not shown - made


def test_each_code_says_what_is_wrong_and_what_to_do():
    for code, words in LINT_CODES.items():
        assert re.fullmatch(r"[EWI]\d{3}", code)
        assert code[1] in CODE_FAMILIES
        assert words.wrong.endswith(".")
        assert bool(words.advice) != bool(words.never), code


def test_the_severity_of_a_finding_is_the_letter_of_its_code():
    levels = {
        one: Diagnostic("a.toml", 1, f"{one}101", "a", "x").severity.value[0].upper()
        for one in "EWI"
    }
    assert levels == {"E": "E", "W": "W", "I": "I"}
    assert Diagnostic("a.toml", 1, "W303", "a", "x").severity is Severity.WARNING


@pytest.mark.parametrize("name", pack_names())
def test_our_own_packs_are_clean_and_each_exception_has_its_reason(name: str):
    assert lint_pack(read_pack(name)) == ()


def asked(*items: dict[str, object], **head: object) -> Pack:
    return pack({"a": section("a", *items)}, **head)


HELLO = item("hello", "say", say="Hello.")


def test_a_retired_name_is_not_used_again():
    which = item("which", "choice", say="Which?", options=["yes", "no"])
    goals = item("goals", "roster", fields=[item("statement", "text")], rows=[0, 1])
    files = asked(which, goals, retired=["a/which", "a/gone", "b", "a/which.maybe"])
    assert [(one.code, one.field) for one in lint_pack(files)] == [("E109", "a/which.id")]
    retired = ["a/which.yes", "a/goals.statement"]
    told = [(one.code, one.field) for one in lint_pack(asked(which, goals, retired=retired))]
    assert told == [("E109", "a/which.options"), ("E109", "a/goals.fields")]


def test_jargon_is_that_of_the_packs_own_table_with_its_plainer_words():
    said = item("one", "say", say="These are two coping strategies, and a trigger.")
    jargon = {'"coping strategy"': "what helps", "trigger": "what sets it off", "mood": "how it is"}
    files = asked(said, jargon=jargon)
    assert [(one.code, one.message) for one in lint_pack(files)] == [
        ("W304", "“trigger” is jargon. Plainer: what sets it off")
    ]
    assert lint_pack(asked(said)) == ()


HARD = "Let us consider the possibility of an alternative interpretation of your present situation."


def test_the_limit_of_reading_is_the_packs_own_and_for_english_alone():
    files = asked(item("one", "say", say=HARD))
    assert [one.code for one in lint_pack(files)] == ["W305"]
    assert lint_pack(asked(item("one", "say", say=HARD), grade=20)) == ()
    assert lint_pack(asked(item("one", "say", say=HARD), base_lang="de")) == ()


def test_a_section_takes_a_quarter_of_an_hour_at_most():
    words = "It is a day like any other, and we take it as it comes to us now. " * 2
    many = [item(f"q{n}", "text", say=f"{words}What is it?", probes=["What?"]) for n in range(25)]
    [one] = lint_pack(asked(*many))
    assert (one.code, one.field) == ("W409", "a")
    assert lint_pack(asked(*many[:18])) == ()
    extra = [one | {"extra": True} for one in many]
    assert lint_pack(asked(*extra)) == ()


TWICE = item("one", "say", say="Is it you? Is it me?")


@pytest.mark.parametrize("place", ["question", "section", "pack"])
def test_an_exception_holds_for_all_that_it_stands_around(place: str):
    reason = {"lint_ok": {"W303": "Both are asked in one breath."}}
    question = TWICE | (reason if place == "question" else {})
    body = section("a", question, **(reason if place == "section" else {}))
    files = pack({"a": body}, **(reason if place == "pack" else {}))
    assert lint_pack(files) == ()
    assert [one.code for one in lint_pack(pack({"a": section("a", TWICE)}))] == ["W303"]


def test_an_exception_of_one_question_is_none_for_its_neighbour():
    ok = TWICE | {"lint_ok": {"W303": "In one breath."}}
    files = asked(ok, TWICE | {"id": "two"})
    assert [one.field for one in lint_pack(files)] == ["a/two.say"]


def test_a_field_has_exceptions_of_its_own():
    field = item("x", "choice", say="Is it you? Is it me?", options=["yes", "no"])
    roster = item("r", "roster", rows=[0, 1], fields=[item("t", "text"), field])
    assert [one.field for one in lint_pack(asked(roster))] == ["a/r.fields.x.say"]
    field["lint_ok"] = {"W303": "In one breath."}
    assert lint_pack(asked(roster)) == ()


def test_what_is_found_elsewhere_has_the_same_exceptions():
    outside = Diagnostic("a.toml", 7, "W303", "a/hello.say", "told by another command")
    assert lint_pack(asked(HELLO), [outside]) == (outside,)
    ok = HELLO | {"lint_ok": {"W303": "We know."}}
    assert lint_pack(asked(ok), [outside]) == ()


def test_a_slip_in_a_condition_is_told_once_and_not_as_never_true_too():
    asks = item("ask", "text", probes=["What?", "Who?"], when={"q": "who", "eq": "Me"})
    files = pack({"a": section("a", item("who", "choice", options=["me", "you"]), asks)})
    assert [one.code for one in lint_pack(files) if "when" in one.field] == ["E204"]


def test_the_words_of_a_scale_are_its_publishers_and_what_is_said_before_it_is_not():
    words = "WHY don't you comply with your <b>non-pharmacological</b> treatment? Is it a refusal?"
    options = [{"id": "refused", "label": "Refused", "score": 0}]
    items = [{"id": "one", "text": words}]
    scale = WAVE | {"title": words, "notice": words, "items": items, "options": options}
    scale |= {"range": [0, 0], "missing": "none"}
    del scale["retest_change"]
    assert found(pack({"a": section("a", scale)})) == set()
    told = {one.code for one in lint_pack(pack({"a": section("a", scale | {"say": words})}))}
    assert told == {"W303", "W304", "W305", "W306", "W310"}


@pytest.mark.parametrize("note", ["the patient", "the patient’s hand", "the client's hand"])
def test_what_is_said_is_said_to_them_and_not_of_them(note: str):
    said = f"Please look at {note}, and then at this card."
    assert {one.code for one in lint_pack(asked(item("one", "say", say=said)))} == {"W309"}


def test_what_is_said_before_a_scale_has_exceptions_beside_it():
    said = WAVE | {"say": "Is it you? Is it me?"}
    assert [one.field for one in lint_pack(asked(said))] == ["a/wave.say"]
    assert lint_pack(asked(said | {"lint_ok": {"W303": "As the form has it."}})) == ()


def test_the_condition_of_a_scale_is_told_of_once():
    ease = item("ease", "scale")
    scale = WAVE | {"when": {"q": "ease", "lt": 11}}
    found = [one for one in lint_pack(asked(ease, scale)) if one.code == "W207"]
    assert [one.field for one in found] == ["a/wave.when"]
