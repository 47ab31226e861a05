"""The script format as JSON Schema 2020-12, for editors: one schema for both sorts of files.

Keys, kinds and words come from the tables that the compiler reads, so a key that it takes is in the
schema, and one that it refuses is not. What a schema cannot say, such as that a question is asked
before it is looked at, `goalcoach script lint` says.
"""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.script.compile_item import FIELD_KEYS, ITEM_KEYS, PANELS, WHO
from goalcoach.dialogue.script.compiler import FORMAT, HEAD_KEYS, SECTION_KEYS
from goalcoach.dialogue.script.condition import IS_WORDS, OPERATORS
from goalcoach.dialogue.script.instrument import (
    DIRECTIONS,
    INSTRUMENT,
    INSTRUMENT_KEYS,
    INSTRUMENT_TEXTS,
)
from goalcoach.dialogue.script.instrument_scoring import WAYS
from goalcoach.dialogue.script.symbol_table import VISITS

_Schema = dict[str, object]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: _Schema = {"type": "string"}
_FLAG: _Schema = {"type": "boolean"}
_NUMBER: _Schema = {"type": "number"}
_WHOLE: _Schema = {"type": "integer"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}
_PAIR: _Schema = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
_ID: _Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_DAY: _Schema = {"type": "string", "pattern": "^today([+-][0-9]+[dwmy])?$"}
_WORDS: _Schema = {"type": "object", "additionalProperties": _TEXT}
_CONDITION: _Schema = {"$ref": "#/$defs/condition"}
_VISITS: _Schema = {"type": "array", "items": {"enum": list(VISITS)}}
_CHOSEN: _Schema = {
    "type": "object",
    "properties": {"item": _TEXT, "options": _TEXTS, "agreed": _TEXTS},
    "required": ["item", "options"],
    "additionalProperties": False,
}

_OF_OVERLAYS: _Schema = {
    "omit": _FLAG | {"description": "Left out of the pack below."},
    "after": {"description": "The question or section that it stands behind."},
}
"""Keys of a pack that lies on top of another; such a file says only what is otherwise."""
_OF_HEADS: _Schema = {
    "extends": _TEXT | {"description": "The pack below, NAME@VERSION."},
    "base_digest": _TEXT | {"description": "The pack below as it was; script pin writes it."},
}

KEY_TYPES: dict[str, tuple[_Schema, str]] = {
    "id": (_TEXT, "The name. Answers are kept by it, so it stays when words change."),
    "kind": ({"enum": [one.value for one in Kind if one is not Kind.REVIEW]}, "What is answered."),
    "label": (_TEXT, "A few words that name it."),
    "say": (_TEXT, "What is said aloud."),
    "say_again": (_TEXT, "Said instead from the second round on."),
    "show": (_TEXT, "The patient's card: 59 columns and 12 lines at most."),
    "hint": (_TEXT, "For the clinician alone."),
    "probes": (_TEXTS, "Open questions for when it gets quiet."),
    "when": (_CONDITION, "Asked only while this is true."),
    "required": ({"enum": [True, "close"]}, "true for a field, “close” for a question."),
    "skips": (
        {"type": "array", "items": {"enum": [one.value for one in SkipReason]}},
        "Which ways to pass on it there are; declined always.",
    ),
    "fills": (_TEXT, "Where the answer stands in the plan."),
    "options": ({"$ref": "#/$defs/options"}, "What can be chosen."),
    "options_from": (_TEXT, "The list whose rows can be chosen."),
    "options_but": (_TEXT, "The choice whose row is not offered again."),
    "rank": (_WHOLE, "How many are put in order."),
    "range": (_PAIR, "The least and the most."),
    "anchors": (_WORDS, "Words for both ends of a scale."),
    "unit": (_TEXT, "What stands beside a number."),
    "rows": (_PAIR, "The fewest and the most rows."),
    "numbers": (_FLAG, "A list of numbers."),
    "max_words": (_WHOLE, "The most words of a text."),
    "earliest": (_DAY, "The first day that is taken."),
    "latest": (_DAY, "The last day that is taken."),
    "propose": ({"type": ["string", "number"]}, "What is proposed."),
    "who": ({"enum": list(WHO)}, "Who answers; else the patient."),
    "checks": ({"type": "array", "items": {"$ref": "#/$defs/check"}}, "Looks at answers."),
    "anew": (_FLAG, "Asked again of each row, and never proposed."),
    "if_empty": (_FLAG, "Asked of a row of the last plan that has no answer."),
    "core": (_FLAG, "Asked on the short path too."),
    "extra": (_FLAG, "Asked only when more of the section is opened."),
    "each_day": (_FLAG, "Asked anew on another day."),
    "lint_ok": (_WORDS, "Warnings that stay, each with its reason."),
    "visits": (_VISITS, "In which visits."),
    "private": (_FLAG, "No notes; waits while others listen."),
    "marks": (_WORDS, "What a chosen row gets written, and any other."),
    "fields": ({"type": "array", "items": {"$ref": "#/$defs/field"}}, "The questions of a row."),
    "row_label": (_TEXT, "What a row is called."),
    "ask_more": (_TEXT, "Asks for one more row."),
    "reveal": (_TEXT, "Shows last time's numbers only once all of the group are answered."),
    "panel": ({"enum": list(PANELS)}, "A special view beside the question."),
    "gate": (_CONDITION, "The visit goes on only while this is true."),
    "gate_say": (_TEXT, "Said while the gate is closed."),
    "opens": (_TEXT, "A question to go to from here, and back."),
    "moves": (_FLAG, "Moves the step of the ladder at the close."),
    "adds": (_FLAG, "A list for new rows only."),
    "sets": (_WORDS, "What each new row is from the start."),
    "first_of": (_TEXT, "The list whose first row keeps the answer."),
    "confirms": (_WORDS, "The option that says a part of the plan again."),
    "title": (_TEXT, "What the screen calls the section."),
    "phase": (_TEXT, "A part of [phases] in script.toml."),
    "each": ({"$ref": "#/$defs/each"}, "Asked once a row of a list, or in rounds."),
    "item": ({"type": "array", "items": {"$ref": "#/$defs/item"}}, "The questions."),
    "protects": (_FLAG, "Holds what the patient is safer with."),
    "minutes": (_NUMBER, "No longer read."),
    "format": ({"const": FORMAT}, "The format of these files."),
    "version": (_TEXT, "Raised with each change that is used with patients."),
    "base_lang": (_TEXT, "The language of the words in these files."),
    "langs": (_TEXTS, "The languages that there are."),
    "order": (
        {"type": "object", "properties": dict.fromkeys(VISITS, _TEXTS),
         "additionalProperties": False},
        "Which sections each visit asks, in this order.",
    ),
    "jargon": (_WORDS, "Words that are not said, with plainer ones."),
    "phases": (_WORDS, "The parts of a visit."),
    "flags": (
        {"type": "object", "additionalProperties": _CONDITION},
        "Conditions that several questions share.",
    ),
    "short": (_CHOSEN, "While this is chosen, only the core is asked."),
    "private_later": (_CHOSEN, "While this is chosen, private questions wait."),
    "talk_only": (_CHOSEN, "While this is chosen, only what is agreed is typed."),
    "retired": (_TEXTS, "Names that may never be used again."),
    "grade": (_NUMBER, "The highest reading grade; 6 without it."),
}  # fmt: skip
"""What each key holds, and a line on it, as an editor shows it."""


def script_schema() -> _Schema:
    """Return the schema of `script.toml` and of the files of sections."""
    head = _with_more(_table(HEAD_KEYS, ("format", "id", "version")), _OF_HEADS)
    properties = head["properties"]
    assert isinstance(properties, dict)
    properties["skips"] = {
        "type": "object",
        "description": "What each way to pass on a question is called.",
        "properties": {one.value: _TEXT for one in SkipReason},
        "required": [one.value for one in SkipReason],
        "additionalProperties": False,
    }
    return {
        "$schema": DRAFT,
        "title": f"{FORMAT}: script.toml, or a section of it",
        "if": {"required": ["format"]},
        "then": {"$ref": "#/$defs/head"},
        "else": {"$ref": "#/$defs/section"},
        "$defs": {
            "head": head,
            "section": _with_more(_table(SECTION_KEYS, ("id",)), _OF_OVERLAYS),
            "item": _item(),
            "field": _table(FIELD_KEYS, ("id", "kind", "label")),
            "options": _options(),
            "check": _check(),
            "each": _each(),
            "condition": _condition(),
        },
    }


def _item() -> _Schema:
    """Return the schema of an item: a scale of the site, a question, or what an overlay changes."""
    scale: _Schema = {"properties": {"kind": {"const": INSTRUMENT}}, "required": ["kind"]}
    question = _with_more(_table(ITEM_KEYS, ("id", "kind", "label")), _OF_OVERLAYS)
    change = _with_more(_table(ITEM_KEYS, ("id",)), _OF_OVERLAYS)
    return {
        "if": scale,
        "then": _scale(),
        "else": {"if": {"required": ["kind"]}, "then": question, "else": change},
    }


def _scale() -> _Schema:
    """Return the schema of a scale of the site; what is needed of it, lint says in words."""
    option = _object({"id": _TEXT, "label": _TEXT, "score": _NUMBER}, "id", "label", "score")
    options: _Schema = {"type": "array", "items": option}
    words: _Schema = {"id": _ID, "text": _TEXT, "options": options, "reverse": _FLAG}
    missing: _Schema = {
        "anyOf": [{"const": "none"}, _object({"at_most": _WHOLE, "by": {"const": "mean"}})]
    }
    change = _object({"by": _NUMBER, "source": _TEXT}, "by", "source")
    scored: _Schema = {"missing": missing, "range": _PAIR, "retest_change": change}
    part = _object({"id": _ID, "title": _TEXT, "items": _TEXTS, **scored}, "id", "title", "items")
    keys: _Schema = {key: {} for key in INSTRUMENT_KEYS}
    keys |= dict.fromkeys(INSTRUMENT_TEXTS, _TEXT)
    keys |= scored | {
        "options": options,
        "items": {"type": "array", "items": _object(words, "id", "text")},
        "parts": {"type": "array", "items": part},
        "score": {"enum": list(WAYS)},
        "direction": {"enum": list(DIRECTIONS)},
    }
    return _object(keys, "id", "title", "items")


def _with_more(table: _Schema, more: _Schema) -> _Schema:
    properties = table["properties"]
    assert isinstance(properties, dict)
    return table | {"properties": properties | more}


def _table(keys: tuple[str, ...], required: tuple[str, ...]) -> _Schema:
    properties = {key: KEY_TYPES[key][0] | {"description": KEY_TYPES[key][1]} for key in keys}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _object(properties: _Schema, *required: str) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _options() -> _Schema:
    reason = _object({"when": _CONDITION, "because": _TEXT}, "when", "because")
    option = _object(
        {
            "id": _TEXT,
            "label": _TEXT,
            "exclusive": _FLAG,
            "when": _CONDITION,
            "reasons": {"type": "array", "items": reason},
        },
        "id",
        "label",
    )
    return {"type": "array", "items": {"anyOf": [_TEXT, option]}}


def _check() -> _Schema:
    words = {"id": _ID, "text": _TEXT, "opens": _TEXT, "firm": _FLAG}
    conditions: _Schema = {"stop_if": _CONDITION, "warn_if": _CONDITION}
    return _object({**words, **conditions}, "id", "text") | {
        "oneOf": [{"required": ["stop_if"]}, {"required": ["warn_if"]}]
    }


def _each() -> _Schema:
    return _object(
        {
            "of": _TEXT,
            "as": _ID,
            "where": _CONDITION,
            "rounds": _WHOLE,
            "again": _CONDITION,
            "counts": _TEXT,
        }
    )


def _condition() -> _Schema:
    parts: _Schema = {"type": "array", "items": _CONDITION, "minItems": 1}
    tests: _Schema = {one: {} for one in OPERATORS}
    return _object(
        {
            "all": parts,
            "any": parts,
            "not": _CONDITION,
            "flag": _TEXT,
            "visit": {"enum": list(VISITS)},
            "q": _TEXT,
            **tests,
            "is": {"enum": list(IS_WORDS)},
        }
    ) | {"minProperties": 1, "maxProperties": 2}
