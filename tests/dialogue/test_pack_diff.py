"""What differs between two scripts, in words, and which difference harms answers given before."""

from __future__ import annotations

from typing import Any

import pytest

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.pack_diff import PackChange, diff_scripts
from goalcoach.store.script_pack import read_pack
from tests.dialogue.packs import item, pack, section
from tests.dialogue.test_instrument import WAVE

HOPE: dict[str, Any] = item("hope", "text", say="What do you hope for this year?")
MOOD: dict[str, Any] = item(
    "mood",
    "choice",
    options=[{"id": "well", "label": "Well"}, {"id": "low", "label": "Low"}],
    checks=[{"id": "care", "warn_if": {"q": "self", "eq": "low"}, "text": "Low?"}],
)
PAIN: dict[str, Any] = item("pain", "scale")
PEOPLE: dict[str, Any] = item(
    "people", "roster", rows=[0, 3], fields=[item("name", "text"), item("near", "text")]
)


def differ(
    *new: dict[str, Any], old: tuple[dict[str, Any], ...] = (HOPE, MOOD, PAIN, PEOPLE), **head: Any
) -> list[PackChange]:
    before = compile_pack(pack({"talk": section("talk", *old)}))
    retired = head.pop("retired", ())
    top = {"version": "1.1.0"} | head
    after = compile_pack(pack({"talk": section("talk", *new)}, **top))
    return list(diff_scripts(before, after, retired))


def codes(*new: dict[str, Any], **head: Any) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in differ(*new, **head)]


def test_a_script_does_not_differ_from_itself() -> None:
    core = compile_pack(read_pack("core"))
    assert diff_scripts(core, core) == ()
    assert codes(HOPE, MOOD, PAIN, PEOPLE) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (HOPE | {"kind": "long_text"}, ("E601", "talk/hope")),
        (HOPE | {"fills": "story.me"}, ("E601", "talk/hope.fills")),
        (HOPE | {"say": "Which day suits you best?"}, ("W604", "talk/hope.say")),
        (HOPE | {"say": "What do you hope for this spring?"}, ("", "talk/hope.say")),
        (HOPE | {"hint": "Wait."}, ("", "talk/hope.hint")),
        (HOPE | {"required": "close"}, ("E605", "talk/hope.required")),
        (HOPE | {"max_words": 5}, ("E605", "talk/hope")),
        (HOPE | {"when": {"visit": "first"}}, ("", "talk/hope")),
        (MOOD | {"options": MOOD["options"][:1]}, ("E602", "talk/mood.low")),
        (
            MOOD | {"options": [MOOD["options"][0], {"id": "low", "label": "Not today"}]},
            ("W604", "talk/mood.low"),
        ),
        (MOOD | {"options": [*MOOD["options"], {"id": "so", "label": "So"}]}, ("", "talk/mood.so")),
        (
            MOOD | {"checks": [{"id": "care", "stop_if": {"q": "self", "eq": "low"}, "text": "N"}]},
            ("E605", "talk/mood.checks"),
        ),
        (MOOD | {"checks": []}, ("", "talk/mood.checks")),
        (PAIN | {"range": [0, 5], "anchors": {"0": "a", "5": "b"}}, ("E605", "talk/pain")),
        (PEOPLE | {"fields": PEOPLE["fields"][:1]}, ("E602", "talk/people.near")),
        (PEOPLE | {"rows": [0, 2]}, ("E605", "talk/people")),
    ],
)
def test_each_difference_is_told_with_what_it_harms(
    change: dict[str, Any], expected: tuple[str, str]
) -> None:
    items = [change if one["id"] == change["id"] else one for one in (HOPE, MOOD, PAIN, PEOPLE)]
    if change["kind"] == "choice" and len(change["options"]) == 1:
        items[1] = change | {"checks": []}
    assert expected in codes(*items)


def test_what_is_gone_is_told_and_harms_nothing_once_it_is_retired() -> None:
    assert ("E602", "talk/hope") in codes(MOOD, PAIN, PEOPLE)
    assert ("", "talk/hope") in codes(MOOD, PAIN, PEOPLE, retired=("talk/hope",))
    assert ("", "talk/hope") in codes(MOOD, PAIN, PEOPLE, retired=("talk",))
    said = item("hello", "say", say="Hello.")
    assert ("", "talk/hello") in codes(HOPE, old=(HOPE, said))


def test_what_another_script_leaves_out_is_told_and_harms_nothing() -> None:
    """An overlay may omit a question, and has no list of retired ids."""
    found = codes(HOPE | {"kind": "long_text"}, MOOD, PAIN, id="ward")
    assert ("", "talk/people") in found
    assert ("E601", "talk/hope") in found
    gone = MOOD | {"options": MOOD["options"][:1], "checks": []}
    assert ("E602", "talk/mood.low") in codes(HOPE, gone, PAIN, PEOPLE, id="ward")


REVERSED = [WAVE["items"][0] | {"reverse": True}, *WAVE["items"][1:]]
RESCORED = [WAVE["options"][0] | {"score": -1}, *WAVE["options"][1:]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"items": REVERSED}, "E606"),
        ({"options": RESCORED, "range": [-3, 6]}, "E606"),
        ({"missing": "none"}, "E606"),
        ({"direction": "up"}, "E606"),
        ({"items": REVERSED, "version": "1.3"}, ""),
        ({"notice": "Another."}, None),
        ({"version": "1.3"}, None),
    ],
)
def test_a_scale_that_counts_otherwise_needs_another_version(
    change: dict[str, Any], code: str | None
) -> None:
    found = differ(WAVE | change, old=(WAVE,))
    told = {one.where: (one.code, one.file, one.line) for one in found}
    expected = None if code is None else (code, "talk.toml", 5)
    assert told.get("talk/wave.version") == expected


def test_other_content_needs_another_version() -> None:
    found = differ(HOPE | {"hint": "x"}, MOOD, PAIN, PEOPLE, version="1.0.0")
    assert found[0].code == "E603"


def test_new_questions_and_another_order_are_told() -> None:
    new = item("new", "text")
    assert ("", "talk/new") in codes(HOPE, new, MOOD, PAIN, PEOPLE)
    assert ("", "talk") in codes(MOOD, HOPE, PAIN, PEOPLE)


def test_words_are_told_as_they_were_and_as_they_are() -> None:
    said = str(differ(HOPE | {"say": "Which day suits you best?"}, MOOD, PAIN, PEOPLE)[0])
    assert said.startswith("talk.toml:5: W604 talk/hope.say: say was “What do you hope")
    assert "“Which day suits you best?”" in said


@pytest.mark.parametrize(
    ("ends", "refused"),
    [
        ({"latest": "today+1w"}, True),
        ({"latest": "today+21d"}, False),
        ({"earliest": "today", "latest": "today+2w"}, True),
        ({}, False),
    ],
)
def test_a_date_that_takes_fewer_days_is_told(ends: dict[str, Any], refused: bool) -> None:
    day = item("day", "date", say="Which day?")
    found = codes(day | ends, old=(day | {"latest": "today+2w"},))
    assert (("E605", "talk/day") in found) is refused
