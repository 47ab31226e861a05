"""Small script packs for the tests: a writer, one pack with everything in it, and random ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script

Item = dict[str, Any]
Pack = dict[str, bytes]

SKIPS = {
    "declined": "Rather not say",
    "unsure": "Not sure yet",
    "not_now": "Come back to this",
    "not_applicable": "Does not fit me",
}
ENDS = {"0": "none", "10": "all"}


def write(value: object) -> str:
    """Return `value` as one line of TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key} = {write(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    assert isinstance(value, list | tuple)
    return f"[{', '.join(map(write, value))}]"


def item(name: str, kind: str, **keys: object) -> Item:
    """One question, with what its kind cannot do without."""
    needed: Item = {"id": name, "kind": kind, "label": f"About {name}"}
    if kind == "scale":
        needed |= {"range": [0, 10], "anchors": ENDS}
    return needed | keys


def section(name: str, *items: Item, **head: object) -> bytes:
    """One section's file, each key on its own line, in the order given."""
    top = {"id": name, "title": f"Part {name}", "phase": "talk"} | head
    lines = [f"{key} = {write(one)}" for key, one in top.items()]
    for one in items:
        lines += ["", "[[item]]", *(f"{key} = {write(value)}" for key, value in one.items())]
    return ("\n".join(lines) + "\n").encode()


def pack(sections: Mapping[str, bytes], **head: object) -> Pack:
    """A pack that asks these sections, in this order, in both visits."""
    order = list(sections)
    top = {
        "format": "goalcoach-script/1",
        "id": "small",
        "version": "1.0.0",
        "base_lang": "en",
        "langs": ["en"],
        "visits": ["first", "review"],
        "order": {"first": order, "review": order},
        "skips": SKIPS,
        "phases": {"talk": "Talk"},
    } | head
    lines = "\n".join(f"{key} = {write(one)}" for key, one in top.items() if one is not None)
    return {"script.toml": f"{lines}\n".encode()} | {
        f"{name}.toml": data for name, data in sections.items()
    }


def script_of(*items: Item, **head: object) -> Script:
    """The script of one section `a` with these questions."""
    return compile_pack(pack({"a": section("a", *items, **head)}))


def _opening() -> bytes:
    return section(
        "start",
        item("hello", "say", say="Hello."),
        item("ease", "scale", fills="ease.start"),
        item(
            "pem",
            "choice",
            options=["yes", "no", "unsure"],
            fills="safety.pem",
            private=True,
            required="close",
            skips=["declined", "not_now"],
        ),
        item(
            "decision",
            "choice",
            options=["go", "adapt", "pause", "not_yet"],
            fills="safety.decision",
            required="close",
            gate={"q": "decision", "in": ["go", "adapt"]},
            gate_say="Not today: {decision|open}",
        ),
    )


def _story() -> bytes:
    fields = [
        item("words", "text", fills="values.words", required=True, max_words=20),
        item("importance", "scale", fills="values.importance"),
        item("low", "text", when={"q": "values.importance", "lt": 4}, say="{values.words|it}"),
        item("lived", "scale", fills="values.lived"),
    ]
    return section(
        "story",
        item("me", "long_text", fills="story.me", say="Who? {prior.story.me|someone}"),
        item("helps", "list", fills="story.helps", rows=[0, 5]),
        item(
            "values",
            "roster",
            fills="values",
            rows=[0, 4],
            fields=fields,
            row_label="{values.words|one}",
            ask_more="More?",
        ),
        item("order", "multi", options_from="story/values", fills="priorities.order", rank=2),
        item(
            "wide",
            "text",
            when={"all": [{"q": "values.importance", "ge": 7}, {"q": "values.lived", "lt": 5}]},
        ),
        item(
            "later",
            "multi",
            options_from="story/values",
            fills="values.place",
            marks={"chosen": "later", "other": "now"},
        ),
    )


def _goals() -> bytes:
    fields = [
        item("statement", "text", fills="goals.statement", required=True),
        item(
            "whose",
            "choice",
            fills="goals.whose",
            options=["patient", "family", "clinician", "together"],
            checks=[{"id": "theirs", "warn_if": {"q": "self", "eq": "family"}, "text": "Theirs?"}],
        ),
        item("due", "date", fills="goals.due", earliest="today", latest="today+2y"),
    ]
    return section(
        "goal",
        item(
            "goals",
            "roster",
            fills="goals",
            required="close",
            rows=[1, 3],
            fields=fields,
            row_label="{goals.statement|new goal}",
        ),
        item(
            "lead",
            "choice",
            when={"q": "goals", "count_ge": 2},
            options_from="goal/goals",
            fills="goals.lead",
            marks={"chosen": "yes", "other": "no"},
        ),
    )


def _steps() -> bytes:
    fields = [
        item("text", "text", fills="goals.ladder.rungs.text", required=True),
        item("status", "choice", fills="goals.ladder.rungs.status", options=["now", "later"]),
        item(
            "amount",
            "number",
            fills="goals.ladder.rungs.amount",
            when={"q": "calc.time_based", "eq": True},
            checks=[{"id": "big", "warn_if": {"q": "self", "gt": 100}, "text": "Big: {self|it}"}],
        ),
    ]
    whom = {"reveal": "both", "when": {"q": "goal.whose", "ne": "clinician"}}
    return section(
        "step",
        item("why", "text", fills="goals.why", say="Why {goal|this}? {goal.statement|it}"),
        item("samples", "list", numbers=True, rows=[0, 4], fills="goals.ladder.samples"),
        item(
            "start",
            "say",
            say="Begin with {calc.start_amount|less}.",
            when={"q": "calc.start_amount", "gt": 0},
        ),
        item("rungs", "roster", fills="goals.ladder.rungs", rows=[0, 3], fields=fields),
        item(
            "pick",
            "choice",
            options_from="step/rungs",
            fills="goals.ladder.rungs.status",
            marks={"chosen": "now"},
        ),
        item("held", "number", fills="goals.ladder.stable_days", range=[1, 90], unit="days"),
        item("mine", "scale", fills="goals.rating.progress.patient", **whom),
        item("theirs", "scale", fills="goals.rating.progress.clinician", who="clinician", **whom),
        each={
            "of": "goal/goals",
            "as": "goal",
            "where": {
                "any": [
                    {"q": "goal/goals", "count_le": 1},
                    {"q": "goal/lead", "eq": {"q": "goal"}},
                    {"q": "goal/lead", "is": "skipped"},
                ]
            },
        },
    )


def _sure() -> bytes:
    again = {"all": [{"q": "sure", "lt": 7}, {"q": "keep", "ne": "yes"}]}
    return section(
        "sure",
        item("sure", "scale", fills="goals.readiness.confidence"),
        item("raise", "text", when={"q": "sure", "ge": 1}, fills="goals.readiness.raise"),
        item(
            "keep", "choice", when={"q": "sure", "lt": 7}, options=["yes", "no"], opens="step/why"
        ),
        each={
            "of": "goal/goals",
            "as": "goal",
            "rounds": 3,
            "again": again,
            "counts": "goals.readiness.rounds",
        },
    )


def _back() -> bytes:
    return section(
        "back",
        item("said", "long_text", fills="teach_back.said"),
        item("clear", "choice", options=["all", "part"]),
        each={"rounds": 2, "again": {"q": "clear", "eq": "part"}},
    )


def _end() -> bytes:
    picks = [
        {"id": "one", "label": "One {start/ease|of many}"},
        {"id": "two", "label": "Two", "when": {"q": "word", "is": "answered"}},
        {"id": "none", "label": "None", "exclusive": True},
    ]
    return section(
        "end",
        item(
            "word",
            "text",
            max_words=6,
            checks=[
                {"id": "two", "stop_if": {"q": "self", "words_lt": 2}, "text": "More than {self|a}"}
            ],
        ),
        item("secret", "text", when={"q": "word", "eq": "open it"}),
        item("picks", "multi", options=picks),
        item("size", "number", range=[-5, 500], propose=7),
        item("diary", "roster", fields=[item("line", "text"), item("mood", "scale")], rows=[0, 3]),
        item(
            "next_visit",
            "date",
            fills="agreement.next_visit",
            earliest="today",
            propose="today+28d",
            checks=[
                {"id": "soon", "warn_if": {"q": "self", "before": "today+14d"}, "text": "Soon."},
                {"id": "late", "warn_if": {"q": "self", "after": "today+180d"}, "text": "Late."},
            ],
        ),
        item("took", "text", fills="agreement.take_away", when={"not": {"visit": "review"}}),
    )


def all_kinds() -> Pack:
    """Every kind and every key in one pack; a visit through it fills plans of all shapes."""
    return pack(
        {
            "start": _opening(),
            "story": _story(),
            "goal": _goals(),
            "step": _steps(),
            "sure": _sure(),
            "back": _back(),
            "end": _end(),
        }
    )


@cache
def everything() -> Script:
    return compile_pack(all_kinds())


# Random packs: valid by construction, each question looking at earlier ones only.

_KINDS = (
    "say",
    "text",
    "long_text",
    "choice",
    "multi",
    "scale",
    "number",
    "date",
    "list",
    "roster",
)
_TYPES = {"text": "words", "long_text": "words", "scale": "number", "number": "number"}
_TYPES |= {"choice": "choice", "multi": "several", "list": "several", "date": "day"}
_OPTIONS = ["a", "b", "c"]
_IS = ("answered", "skipped", "declined", "unsure", "not_now", "not_applicable", "unanswered")


@st.composite
def _tests(draw: st.DrawFn, known: list[tuple[str, str]]) -> dict[str, Any]:
    if not known:
        return {"visit": draw(st.sampled_from(["first", "review"]))}
    name, kind = draw(st.sampled_from(known))
    if draw(st.booleans()) or kind in ("say", "roster"):
        return {"q": name, "is": draw(st.sampled_from(_IS))}
    match _TYPES[kind]:
        case "number":
            word = draw(st.sampled_from(["lt", "le", "gt", "ge", "eq", "ne"]))
            return {"q": name, word: draw(st.integers(0, 10))}
        case "choice":
            return {"q": name, draw(st.sampled_from(["eq", "ne"])): draw(st.sampled_from(_OPTIONS))}
        case "several":
            return {"q": name, draw(st.sampled_from(["count_ge", "count_le"])): 1}
        case "day":
            return {"q": name, draw(st.sampled_from(["before", "after"])): "today+7d"}
        case _:
            return {"q": name, "words_lt": draw(st.integers(1, 4))}


@st.composite
def conditions(draw: st.DrawFn, known: list[tuple[str, str]], depth: int = 2) -> dict[str, Any]:
    """A condition, as TOML, over the names in `known` (name, kind)."""
    way = draw(st.sampled_from(["test", "all", "any", "not"])) if depth else "test"
    if way == "test":
        return draw(_tests(known))
    if way == "not":
        return {"not": draw(conditions(known, depth - 1))}
    return {way: draw(st.lists(conditions(known, depth - 1), min_size=1, max_size=3))}


@st.composite
def random_packs(draw: st.DrawFn) -> Pack:
    """A pack of up to four sections; a section may repeat over an earlier roster, or in rounds."""
    sections: dict[str, bytes] = {}
    known: list[tuple[str, str]] = []
    rosters: list[str] = []
    choices: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        name = f"s{number}"
        head: dict[str, Any] = {}
        if draw(st.booleans()) and known:
            head["when"] = draw(conditions(known))
        if draw(st.booleans()) and rosters:
            head["each"] = {"of": draw(st.sampled_from(rosters)), "as": "one"}
        inner: list[tuple[str, str]] = []
        items = [
            draw(_items(f"q{index}", [*known, *inner], inner))
            for index in range(draw(st.integers(1, 4)))
        ]
        if draw(st.booleans()) and inner:
            head.setdefault("each", {})
            head["each"] |= {"rounds": 2, "again": draw(conditions(inner))}
        sections[name] = section(name, *items, **head)
        if "each" not in head:
            rosters += [f"{name}/{one['id']}" for one in items if one["kind"] == "roster"]
            choices += [f"{name}/{one['id']}" for one in items if one["kind"] == "choice"]
        known += [(f"{name}/{one}", kind) for one, kind in inner]
    top: dict[str, Any] = {}
    for key in ("short", "private_later"):
        if draw(st.booleans()) and choices:
            chosen = draw(st.sampled_from(choices))
            top[key] = {"item": chosen, "options": ["a"]}
    return pack(sections, **top)


@st.composite
def _items(
    draw: st.DrawFn, name: str, known: list[tuple[str, str]], inner: list[tuple[str, str]]
) -> Item:
    kind = draw(st.sampled_from(_KINDS))
    keys: dict[str, Any] = {"say": f"Say {{{draw(st.sampled_from(known))[0]}|it}}" if known else ""}
    if draw(st.booleans()) and known:
        keys["when"] = draw(conditions(known))
    if kind in ("choice", "multi"):
        keys["options"] = _OPTIONS
    if kind == "roster":
        keys["fields"] = [item("name", "text"), item("much", "number")]
        keys["row_label"] = f"{{{name}.name|new}}"
    if draw(st.booleans()):
        keys["required"] = "close"
    if kind != "say" and draw(st.integers(0, 3)) == 0:
        fires = draw(conditions([*known, (name, kind)]))
        sort = draw(st.sampled_from(["warn_if", "stop_if"]))
        keys["checks"] = [{"id": "think", sort: fires, "text": "Think of {self|it}."}]
    for key in ("core", "each_day", "private"):
        if draw(st.booleans()):
            keys[key] = True
    inner.append((name, kind))
    return item(name, kind, **keys)
