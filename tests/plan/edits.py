"""Plans that differ as a visit, or a hand in an editor, would make them differ."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.plan import LETTERS, Plan
from tests.plan.maker import plans, texts

_LISTS = ("values", "energy_savers", "supports", "actions", "options", "goals")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans: unrelated, or the second an edit of the first."""
    first = draw(plans())
    if draw(st.integers(0, 3)) == 0:
        return first, draw(plans())
    return first, draw(edited(first))


@st.composite
def edited(draw: st.DrawFn, plan: Plan) -> Plan:
    """A plan with a few things done to it, the kind a person does in an editor."""
    tree: dict[str, Any] = to_tree(plan)
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from([*_LISTS, "goals.measures", "goals.barriers", "practices"]))
        table, key = tree, name
        if name.startswith("goals.") or name == "practices":
            if not tree.get("goals"):
                continue
            table, key = draw(st.sampled_from(tree["goals"])), name.removeprefix("goals.")
        rows: list[dict[str, Any]] = table.setdefault(key, [])
        draw(st.sampled_from([_shuffle, _add, _word, _end]))(draw, rows, name)
        if not rows:
            del table[key]
    if draw(st.booleans()):
        tree["notes"] = draw(st.dictionaries(texts, texts, max_size=2))
    return from_tree(tree)


def _shuffle(draw: st.DrawFn, rows: list[dict[str, Any]], name: str) -> None:
    rows[:] = draw(st.permutations(rows))


def _add(draw: st.DrawFn, rows: list[dict[str, Any]], name: str) -> None:
    row: dict[str, Any] = {"statement" if name == "goals" else "extra": draw(texts)}
    if name in LETTERS:
        taken = [int(one["id"][1:]) for one in rows]
        row["id"] = f"{LETTERS[name]}{max([500, *taken]) + draw(st.integers(1, 99)) * 7919}"
    rows.insert(draw(st.integers(0, len(rows))), row)


def _word(draw: st.DrawFn, rows: list[dict[str, Any]], name: str) -> None:
    for row in rows[:1]:
        for key in ("text", "words", "who", "what", "statement", "name"):
            if key in row:
                row[key] = f"{row[key]} {draw(texts)}"


def _end(draw: st.DrawFn, rows: list[dict[str, Any]], name: str) -> None:
    if name != "practices":
        for row in rows[:1]:
            row["ended"] = {"on": draw(st.dates()), "why": draw(texts)}
