"""Plans with a hostile text in every field that holds words, the free tables' keys too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import cycle, islice

from goalcoach.plan.file.codec import from_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Parent
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of
from goalcoach.plan.tree_types import Tree
from tests.hostile.corpus import TEXTS
from tests.plan.maker import whole
from tests.store.sample import CODE

CREATED = datetime(2026, 11, 20, 10, 41, 7, tzinfo=UTC)


def texts_from(start: int) -> Iterator[str]:
    """Yield the texts round and round, beginning with number `start`."""
    return islice(cycle(TEXTS.values()), start % len(TEXTS), None)


def hostile(start: int = 0, *, version: int = 1, parent: Parent | None = None) -> Plan:
    """Return a whole plan, done, whose words are texts of the corpus from `start` on."""
    texts = texts_from(start)
    tree = whole()
    _fill(tree, Plan, texts)
    for name in ("notes", "kept", "answers"):
        tree[name] = {next(texts): next(texts) for _ in range(12)}
    tree["skipped"] = {next(texts): "not_now" for _ in range(12)}
    tree["later"] = {next(texts): [next(texts)]}  # a key of a version to come
    tree |= {"patient": CODE, "version": version, "created": CREATED}
    tree.pop("parent", None)
    if parent is not None:
        tree["parent"] = {"version": parent.version, "digest": parent.digest}
    visit = tree["visit"]
    assert isinstance(visit, dict)
    visit |= {"kind": "first" if version == 1 else "review", "status": "done"}
    visit |= {"date": date(2026, 11, 19 + version)}
    visit.pop("reason", None)
    safety, goals = tree["safety"], tree["goals"]
    assert isinstance(safety, dict)
    assert isinstance(goals, list)
    safety["decision"] = "go"
    goals[0]["lifecycle"] = "active"  # type: ignore[index, call-overload]
    return from_tree(tree)


def _fill(tree: dict[str, Tree], part: type, texts: Iterator[str]) -> None:
    for slot in schema_of(part).slots:
        value = tree.get(slot.key)
        if value is None or slot.key in {"patient", "digest", "id", "parent"}:
            continue
        if slot.part is not None and isinstance(value, dict):
            _fill(value, slot.part, texts)
        elif slot.part is not None and isinstance(value, list):
            for row in value:
                assert isinstance(row, dict)
                _fill(row, slot.part, texts)
        elif _is_words(slot):
            tree[slot.key] = next(texts)
        elif slot.shape is ValueShape.TEXTS and slot.key not in {"values", "order"}:
            tree[slot.key] = [next(texts) for _ in range(2)]


def _is_words(slot: FieldSchema) -> bool:
    pointers = {"barrier", "related", "id"}
    return slot.shape is ValueShape.TEXT and not slot.coded and slot.key not in pointers
