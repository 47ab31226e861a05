"""How a visit becomes the next version: the parent's standing parts with this visit on top.

Nothing that stood is deleted: a row that was taken out stays with `ended`. What was proposed and
not said again is carried unchanged and named in `carried`. Closing never stops on a reference to a
row that is gone; it drops the reference, because the visit is over and a plan without it is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast

from goalcoach.plan.consistency import number, rows
from goalcoach.plan.goal import AFTER_DECISION, NOT_BEGUN, PAUSED_OR_CLOSED
from goalcoach.plan.ladder import ladder_mode
from goalcoach.plan.model import HEADER, LETTERS, OF_VISIT, SCHEMA, Part, Plan, Table, Tree
from goalcoach.plan.schema import ValueShape, schema_of
from goalcoach.plan.tree import from_tree, to_tree


@dataclass(frozen=True, slots=True)
class Header:
    """What the visit knows about itself; `created` has an offset, `minutes` are whole."""

    patient: str
    version: int
    parent: tuple[int, str] | None
    created: datetime
    script_id: str
    script_version: str
    script_digest: str
    language: str
    tool: str
    kind: Literal["first", "review"]
    day: date
    minutes: int
    status: Literal["done", "incomplete"]
    reason: Literal["", "stopped", "paused"] = ""


def next_id(plan: Plan | None, letter: str) -> str:
    """Return the id that a new row of `letter` gets: the highest in `plan` + 1, never reused."""
    taken = [] if plan is None else [row.id for _, _, row in rows(plan) if row.id[:1] == letter]
    return f"{letter}{max(map(number, taken), default=0) + 1}"


def close(
    parent: Plan | None,
    said: Mapping[str, Tree],
    gone: Sequence[tuple[str, str, str]],
    header: Header,
) -> Plan:
    """Return the version that this visit makes.

    `said` is a tree in the plan's shape with only what was answered or confirmed in this visit;
    rows carry their ids. `gone` names standing rows that were taken out: list path, row id, why.
    Raises BadData if what was said does not make a plan.
    """
    before = to_tree(parent) if parent is not None else {}
    tree: Table = _header(header, said)
    tree.update(_merged(before, said, Plan, ""))
    for path, row_id, why in gone:
        _end(tree, path.split("."), row_id, _ended(why, said, header))
    carried = _carried(before, said, {path.split(".")[0] for path, _, _ in gone})
    if carried:
        tree["carried"] = cast(list[Tree], carried)
    _derive(tree, said, header)
    return from_tree(tree)


def _header(header: Header, said: Mapping[str, Tree]) -> Table:
    visit: Table = {**_as_table(said.get("visit"))}
    visit |= {"kind": header.kind, "date": header.day, "minutes": header.minutes}
    visit |= {"status": header.status, "language": header.language}
    if header.reason:
        visit["reason"] = header.reason
    tree: Table = {
        "schema": SCHEMA,
        "patient": header.patient,
        "version": header.version,
        "created": header.created,
        "tool": header.tool,
        "script": {
            "id": header.script_id,
            "version": header.script_version,
            "digest": header.script_digest,
            "language": header.language,
        },
        "visit": visit,
    }
    if header.parent is not None:
        tree["parent"] = {"version": header.parent[0], "digest": header.parent[1]}
    return tree


def _merged(before: Table, said: Mapping[str, Tree], part: type[Part], prefix: str) -> Table:
    """Return the standing fields of `before` overlaid with `said`; parts of a visit only said."""
    merged: Table = {}
    slots = {slot.key: slot for slot in schema_of(part).slots}
    for key in [*slots, *(key for key in (*before, *said) if key not in slots)]:
        path = prefix + key
        if path in HEADER:
            continue
        old = None if path in OF_VISIT else before.get(key)
        new, slot = said.get(key), slots.get(key)
        value = new if new is not None else old
        if slot is not None and slot.part is not None and value is not None:
            if slot.shape is ValueShape.GROUP:
                value = _merged(_as_table(old), _as_table(new), slot.part, f"{path}.")
            elif path in LETTERS:
                value = _merged_rows(_as_rows(old), _as_rows(new), slot.part, path)
        if value is not None and (slot is None or value not in ({}, [])):
            merged[key] = value
    return merged


def _merged_rows(before: list[Table], said: list[Table], part: type[Part], path: str) -> list[Tree]:
    """Return each row of either side once; one said again stands again.

    Only when `said` names every row that stands does its order count: otherwise a row is named
    because something in it changed, and rows stay where they were, new ones last. Rows that have
    ended keep their place.
    """
    old = {str(row["id"]): row for row in before}
    named = {str(row.get("id")): row for row in said}
    standing = [key for key, row in old.items() if "ended" not in row]
    if all(key in named for key in standing):
        order = list(named)
        for at, key in enumerate(old):
            if key not in named:
                order.insert(at, key)
    else:
        order = [*old, *(key for key in named if key not in old)]
    merged: list[Tree] = []
    for key in order:
        row = dict(old.get(key, {}))
        if key in named:
            row.pop("ended", None)
        merged.append(_merged(row, named.get(key, {}), part, f"{path}."))
    return merged


def _ended(why: str, said: Mapping[str, Tree], header: Header) -> Table:
    ended: Table = {"on": header.day}
    if why:
        ended["why"] = why
    by = _as_table(said.get("visit")).get("by")
    if by is not None:
        ended["by"] = by
    return ended


def _end(table: Table, steps: list[str], row_id: str, ended: Table) -> None:
    """Mark a row as ended wherever it is below the list that `steps` lead to."""
    value = table.get(steps[0])
    if isinstance(value, dict):
        _end(value, steps[1:], row_id, ended)
    for row in _as_rows(value):
        if len(steps) > 1:
            _end(row, steps[1:], row_id, ended)
        elif row.get("id") == row_id and "ended" not in row:
            row["ended"] = ended


def _carried(before: Table, said: Mapping[str, Tree], gone: set[str]) -> list[str]:
    return [
        key
        for key in before
        if key not in OF_VISIT
        and key not in HEADER
        and key not in gone
        and not (_goes_over(said) if key == "flare_plan" else _is_touched(said.get(key)))
    ]


def _goes_over(said: Mapping[str, Tree]) -> bool:
    """Tell whether the plan for a hard spell was gone over.

    Every review confirms what is not a flare. That alone says nothing of the signs and steps:
    were it enough, no sheet would ever tell how long ago those were looked at.
    """
    flare = _as_table(said.get("flare_plan"))
    return any(_is_touched(value) for key, value in flare.items() if key != "not_a_flare")


def _is_touched(value: Tree | None) -> bool:
    """Tell whether anything was said; a row with nothing but its id says nothing."""
    if isinstance(value, dict):
        return any(_is_touched(inner) for key, inner in value.items() if key != "id")
    if isinstance(value, list):
        return any(map(_is_touched, value))
    return value is not None


def _derive(tree: Table, said: Mapping[str, Tree], header: Header) -> None:
    """Fill what follows from the answers and drop references to rows that are not there."""
    goals = _as_rows(tree.get("goals"))
    today = {row.get("id"): row for row in _as_rows(said.get("goals"))}
    safety = _as_table(tree.get("safety"))
    gate = _as_word(safety.get("pem")), _as_word(safety.get("decision"))
    for goal in goals:
        if "ladder" in goal:
            _climb(_as_table(goal["ladder"]), gate, header.day)
        _decide(goal, today.get(goal.get("id"), {}), header.day)
    _lead(goals, today)
    for goal in goals:
        if "ended" not in goal:
            _start(goal, today.get(goal.get("id"), {}), header.day)
    if _goes_over(said) and "gone_over" not in _as_table(said["flare_plan"]):
        _as_table(tree["flare_plan"])["gone_over"] = header.day
    _drop_dangling(tree, goals)


def _climb(ladder: Table, gate: tuple[str | None, str | None], day: date) -> None:
    """Set the mode by what was answered at the gate, and since when the step now is the one."""
    rungs = [row for row in _as_rows(ladder.get("rungs")) if "ended" not in row]
    for rung in rungs:
        if rung.get("status") == "now":
            rung.setdefault("since", day)
    ladder["mode"] = ladder_mode(*gate, faces=any("expected" in rung for rung in rungs))


def _decide(goal: Table, said: Table, day: date) -> None:
    """Let a decision set the lifecycle, unless the lifecycle itself was said."""
    choice = _as_word(_as_table(goal.get("decision")).get("choice"))
    if choice in AFTER_DECISION and "lifecycle" not in said:
        goal["lifecycle"] = AFTER_DECISION[choice]
    if choice == "met":
        goal.setdefault("first_met", day)


def _lead(goals: list[Table], today: Mapping[Tree | None, Table]) -> None:
    """Leave one goal in the lead: the one said today, or the only one that is live."""
    live = [goal for goal in goals if _is_open(goal)]
    named = [goal for goal in live if today.get(goal.get("id"), {}).get("lead") == "yes"]
    if len(live) == 1:
        named = live
    for goal in goals:
        if any(goal is one for one in named):
            goal["lead"] = "yes"
        elif goal.get("lead") == "yes" and (named or not any(goal is one for one in live)):
            goal["lead"] = "no"


def _is_open(goal: Table) -> bool:
    return "ended" not in goal and goal.get("lifecycle") not in PAUSED_OR_CLOSED


def _start(goal: Table, said: Table, day: date) -> None:
    """Make the leading goal active, any other new one planned; an active one has a start."""
    waits = goal.get("lifecycle") in NOT_BEGUN and "lifecycle" not in said
    if waits and goal.get("lead") == "yes":
        goal["lifecycle"] = "active"
    goal.setdefault("lifecycle", "planned")
    if goal["lifecycle"] == "active":
        goal.setdefault("start", day)


def _drop_dangling(tree: Table, goals: list[Table]) -> None:
    values = _ids(_as_rows(tree.get("values")))
    barriers = _ids(row for goal in goals for row in _as_rows(goal.get("barriers")))
    for table, key in [(_as_table(tree.get("priorities")), "order")] + [
        (goal, "values") for goal in goals
    ]:
        if key in table:
            table[key] = [one for one in cast(list[Tree], table[key]) if one in values]
    for goal in goals:
        if goal.get("related") not in _ids(goals):
            goal.pop("related", None)
        for row in _as_rows(goal.get("contingencies")):
            if row.get("barrier") not in barriers:
                row.pop("barrier", None)


def _ids(rows_: Iterable[Table]) -> set[Tree | None]:
    return {_as_word(row.get("id")) for row in rows_}


def _as_table(value: Tree | None) -> Table:
    return value if isinstance(value, dict) else {}


def _as_rows(value: Tree | None) -> list[Table]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _as_word(value: Tree | None) -> str | None:
    return value if isinstance(value, str) else None
