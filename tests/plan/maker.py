"""Plans for the tests: one whole sample, and generated ones full of awkward text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from goalcoach.plan.file.codec import from_tree
from goalcoach.plan.model.field_types import Part
from goalcoach.plan.model.plan import LETTERS, Plan
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of
from goalcoach.plan.tree_types import Tree

DIGEST = "sha256:" + "0123456789abcdef" * 4

AWKWARD = (
    *("", " ", "plan [/b]", "weight [kg]", "\x1b[2J", "\x00", "\u202egnp", "\u200b", "\ufeff"),
    *('"', '"""', '""""""', "'''", "\\", '\\"', 'a"\n"""b', "\n", "\n\n", "a\n", "\na", "a\r\nb"),
    *("\r", "a\rb\n", "\t", "# sha256: 0", "[[goals]]", "x = 1", "\x7f", "\x85", "\u2028", "=1+1"),
    *("true", "1", "nan", "1979-05-27", "👩‍👩‍👧", "漢字", "مرحبا", "a" * 3000, "a.b." * 30),
)

texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text("ab\"'\\\n\r#=[]{} \t", max_size=12),
)
dates = st.dates()
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
stamps = st.datetimes(timezones=zones)
floats = st.floats(-1e9, 1e9)
scalars: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    texts,
    dates,
    stamps,
    st.datetimes(),
    st.times(),
)
trees: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def plans(draw: st.DrawFn, *, extra: bool = True) -> Plan:
    """A plan of any kind; `extra` adds keys that no reader of this version knows."""
    tree = _part(draw, Plan, "", Numbers(), extra=extra)
    version = draw(st.integers(1, 9999))
    tree |= {"schema": 2, "patient": draw(st.sampled_from(["rowan-17", "a", "7", "x" * 32]))}
    tree |= {"version": version, "created": draw(stamps)}
    tree.pop("parent", None)
    if version > 1:
        tree["parent"] = {"version": draw(st.integers(1, version - 1)), "digest": DIGEST}
    status = draw(st.sampled_from(["done", "incomplete"]))
    tree["visit"]["status"] = status
    tree["visit"].pop("reason", None)
    if status == "incomplete":
        tree["visit"]["reason"] = draw(st.sampled_from(["stopped", "paused"]))
    else:
        tree.setdefault("safety", {})["decision"] = "go"
        for goal in tree.get("goals", ()):
            goal.setdefault("statement", "Cook lunch")
    _point(tree)
    _settle_scales(tree)
    return from_tree(tree)


def _settle_scales(tree: dict[str, Any]) -> None:
    """Give each scale a code of its own, and let its score lie between its ends."""
    for at, one in enumerate(tree.get("scales", ())):
        one["scale"] += str(at)
        keys = [key for key in ("low", "score", "high") if key in one]
        one |= zip(keys, sorted(one[key] for key in keys), strict=True)


class Numbers:
    """Gives row ids their numbers, each once."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _part(
    draw: st.DrawFn, part: type[Part], prefix: str, numbers: Numbers, *, extra: bool
) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for slot in schema_of(part).slots:
        path = prefix + slot.key
        if slot.key == "id" and prefix[:-1] in LETTERS:
            tree["id"] = f"{LETTERS[prefix[:-1]]}{numbers.next()}"
        elif slot.key in ("parent", "schema"):
            continue
        elif slot.required or draw(st.integers(0, 2)) == 0:
            if slot.part is None:
                tree[slot.key] = draw(_leaf(slot))
            elif slot.shape is ValueShape.GROUP:
                tree[slot.key] = _part(draw, slot.part, f"{path}.", numbers, extra=extra)
            else:
                count = draw(st.integers(0, 2))
                tree[slot.key] = [
                    _part(draw, slot.part, f"{path}.", numbers, extra=extra) for _ in range(count)
                ]
    if extra and draw(st.integers(0, 9)) == 0:
        known = schema_of(part).keys
        unknown = draw(st.dictionaries(texts, trees, max_size=2))
        tree |= {key: value for key, value in unknown.items() if key not in known}
    return tree


def _leaf(slot: FieldSchema) -> st.SearchStrategy[Any]:
    numbers = st.one_of(st.integers(-1000, 1000), floats)
    by_shape: dict[ValueShape, Callable[[], st.SearchStrategy[Any]]] = {
        ValueShape.TEXT: lambda: st.just(DIGEST) if slot.coded else texts,
        ValueShape.NUMBER: lambda: numbers,
        ValueShape.INTEGER: lambda: st.integers(int(slot.low or 0), min(int(slot.high or 0), 9999)),
        ValueShape.DATE: lambda: dates,
        ValueShape.STAMP: lambda: stamps,
        ValueShape.YES_NO: lambda: st.sampled_from(slot.choices),
        ValueShape.CHOICE: lambda: st.sampled_from(slot.choices),
        ValueShape.TEXTS: lambda: st.lists(texts, max_size=3),
        ValueShape.NUMBERS: lambda: st.lists(numbers, max_size=3),
        ValueShape.CHOICES: lambda: st.lists(st.sampled_from(slot.choices), max_size=3),
        ValueShape.MAP: lambda: st.dictionaries(texts, _free(slot), max_size=3),
    }
    return by_shape[slot.shape]()


def _free(slot: FieldSchema) -> st.SearchStrategy[Any]:
    if slot.choices:
        return st.sampled_from(slot.choices)
    return texts if slot.item is str else trees


def _point(tree: dict[str, Any]) -> None:
    """Let every reference name a row that is there."""
    values = [row["id"] for row in tree.get("values", ())]
    if "priorities" in tree:
        tree["priorities"]["order"] = values
    goals = tree.get("goals", ())
    barriers = [row["id"] for goal in goals for row in goal.get("barriers", ())]
    for goal in goals:
        goal["values"] = values[:1]
        if "related" in goal:
            goal["related"] = goals[-1]["id"]
        for row in goal.get("contingencies", ()):
            row.pop("barrier", None)
            if barriers:
                row["barrier"] = barriers[0]


def least(**more: Any) -> dict[str, Tree]:
    """The smallest tree that makes a plan: a first visit, stopped."""
    return {
        "schema": 2,
        "patient": "rowan-17",
        "version": 1,
        "created": datetime(2026, 10, 23, 9, 30, tzinfo=UTC),
        "visit": {
            "kind": "first",
            "date": date(2026, 10, 23),
            "status": "incomplete",
            "reason": "stopped",
        },
        **more,
    }


def whole() -> dict[str, Tree]:
    """A tree with every field of the model in it, as a review visit would leave it."""
    numbers = Numbers()
    tree = _filled(Plan, "", numbers)
    tree |= {"patient": "rowan-17", "version": 2, "parent": {"version": 1, "digest": DIGEST}}
    tree["created"] = datetime(2026, 11, 20, 10, 41, 7, tzinfo=timezone(timedelta(hours=1)))
    tree["visit"] |= {"kind": "review", "status": "incomplete", "reason": "paused"}
    tree["carried"] = ["consent", "flare_plan"]
    tree["answers"] = {
        "team/bus": "the 14",
        "team/rides": [{"day": "Monday", "cost": 2.5}, {"day": "Friday", "cost": 3}],
        "team/when": time(9, 15),
    }
    tree["notes"] = {"story/open": "Spoke for ten minutes.\nAsk about the garden."}
    tree["skipped"] = {"priorities/burdens": "not_now"}
    tree["kept"] = {"goal/goals": "It is an activity, in their words"}
    _point(tree)
    return tree


def _filled(part: type[Part], prefix: str, numbers: Numbers) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for slot in schema_of(part).slots:
        if slot.key == "id" and prefix[:-1] in LETTERS:
            tree["id"] = f"{LETTERS[prefix[:-1]]}{numbers.next()}"
        elif slot.shape is ValueShape.GROUP and slot.part:
            tree[slot.key] = _filled(slot.part, f"{prefix}{slot.key}.", numbers)
        elif slot.shape is ValueShape.RECORDS and slot.part:
            tree[slot.key] = [_filled(slot.part, f"{prefix}{slot.key}.", numbers)]
        elif slot.shape not in (ValueShape.MAP, ValueShape.STAMP):
            tree[slot.key] = _told(slot, prefix)
    return tree


def _told(slot: FieldSchema, prefix: str) -> Tree:
    words = f"{prefix.rsplit('.', 2)[-2] if prefix else 'plan'} {slot.key}"
    by_shape: dict[ValueShape, Tree] = {
        ValueShape.TEXT: DIGEST if slot.coded else words,
        ValueShape.NUMBER: 12.5,
        ValueShape.INTEGER: 2 if slot.key == "schema" else 7,
        ValueShape.DATE: date(2026, 11, 1),
        ValueShape.TEXTS: [words, "tea"],
        ValueShape.NUMBERS: [12, 20.5, 16],
    }
    if slot.choices:
        first: Tree = 2 if slot.key == "schema" else slot.choices[0]
        return [first] if slot.shape is ValueShape.CHOICES else first
    return by_shape[slot.shape]
