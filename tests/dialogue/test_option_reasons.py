"""Options that fit what was said come first, each with its reason; the order is no score."""

from __future__ import annotations

from typing import Any

import pytest

from goalcoach.dialogue.engine.command import Answer, Jump
from goalcoach.dialogue.script.diagnostic import BadScript
from goalcoach.dialogue.view.screen_builder import screen
from tests.dialogue.packs import item, script_of
from tests.dialogue.walker import give, start

OPTIONS: list[dict[str, Any]] = [
    {"id": "plain", "label": "Something plain"},
    {
        "id": "thought",
        "label": "A thought that gets in the way",
        "reasons": [
            {"when": {"q": "way", "eq": "thought"}, "because": "you named one: {words|a thought}"},
            {"when": {"q": "words", "is": "answered"}, "because": "you wrote some words"},
        ],
    },
    {
        "id": "rest",
        "label": "Rest before I need it",
        "reasons": [{"when": {"q": "words", "is": "answered"}, "because": "you wrote some words"}],
    },
    {"id": "none", "label": "None of these", "exclusive": True},
]
SCRIPT = script_of(
    item("way", "choice", options=["thought", "time"]),
    item("words", "text"),
    item("parts", "multi", options=OPTIONS),
)


def offered(*given: Answer) -> list[str]:
    state = give(SCRIPT, start(SCRIPT), *given, Jump("a/parts"))
    return [one.offered for one in screen(SCRIPT, state).options]


def test_an_option_comes_first_with_the_first_reason_that_holds():
    assert offered(Answer("thought", "a/way"), Answer("not [b]again[/b]", "a/words")) == [
        "A thought that gets in the way – you named one: not [b]again[/b]",
        "Rest before I need it – you wrote some words",
        "Something plain",
        "None of these",
    ]


def test_where_nothing_speaks_for_one_all_stand_as_the_script_has_them():
    assert offered(Answer("time", "a/way")) == [str(one["label"]) for one in OPTIONS]


def test_the_reason_is_no_part_of_the_answer():
    state = give(SCRIPT, start(SCRIPT), Answer("thought", "a/way"), Answer(("thought",), "a/parts"))
    state = give(SCRIPT, state, Jump("a/parts"))
    assert screen(SCRIPT, state).value == ("thought",)
    assert screen(SCRIPT, state).options[0].label == "A thought that gets in the way"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ({"because": "no condition"}, "E105"),
        ({"when": {"q": "way", "eq": "thought"}}, "E105"),
        ({"when": {"q": "later", "eq": "x"}, "because": "asked later"}, "E20"),
        ({"when": {"q": "way", "eq": "x"}, "because": "x", "score": 2}, "E102"),
    ],
)
def test_a_reason_that_does_not_fit_is_refused(reason: dict[str, object], code: str):
    option = {"id": "one", "label": "One", "reasons": [reason]}
    with pytest.raises(BadScript) as caught:
        script_of(
            item("way", "choice", options=["thought", "time"]),
            item("parts", "multi", options=[option, {"id": "two", "label": "Two"}]),
            item("later", "text"),
        )
    assert code in str(caught.value.diagnostics)
