"""From answers to the plan: what was said or confirmed in this visit, in the plan's shape.

Only active answers count: nothing off the path, nothing merely proposed. `plan.close` puts the
result over the standing parts of the last plan.
"""

from __future__ import annotations

from goalcoach.dialogue.engine.check import firing, kept_why
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import prior_row, prior_rows, prior_value
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.kind import Kind
from goalcoach.dialogue.script.condition import OPEN, AnswerFact
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.address import kept_key
from goalcoach.plan.field_path import find
from goalcoach.plan.ladder import move_step
from goalcoach.plan.model import Table, Tree

Gone = tuple[str, str, str]

_RUNGS = "goals.ladder.rungs"


def harvest(script: Script, state: State) -> tuple[Table, tuple[Gone, ...]]:
    """Return what was said, as a tree, and the (list path, row id, why) of rows that ended."""
    path = walk(script, state)
    said: Table = {}
    for stop in path.stops:
        fact = path.facts[stop.address]
        if stop.item.kind is Kind.ROSTER:
            _write_rows(said, path, stop)
        elif fact.value is not None and stop.item.kind is not Kind.SAY and _counts(path, stop):
            _write_value(said, path, stop, fact)
    _write_rounds(said, path)
    _move_steps(said, path)
    _write_confirmed(said, path)
    _write_beside(said, path)
    _arrange(said, path, "", ())
    _drop_row_names(said, "")
    return said, _gone(path)


def _counts(path: Path, stop: Stop) -> bool:
    """False for the fields of a row that is no record: one whose name was never said."""
    if stop.roster is None or stop.roster.fills is None or stop.home not in path.index:
        return True
    home = path.stops[path.index[stop.home]]
    return stop.place.cell in path.live_rows(home.item, home.address, home.place)


def _write_value(said: Table, path: Path, stop: Stop, fact: AnswerFact) -> None:
    item = stop.item
    ids = path.target(stop)
    if item.fills is None or ids is None:
        # A clinic's own questions are kept by address; a private one leaves no trace.
        if not item.private and fact.value is not None:
            _part(said, "answers")[stop.address] = _as_tree(fact)
        return
    if item.marks is None:
        _put(said, item.fills.path, ids, _as_tree(fact))
        return
    for ids, mark in path.marked(stop, fact):
        _put(said, item.fills.path, ids, mark)


def _write_rows(said: Table, path: Path, stop: Stop) -> None:
    """Name the rows that count; where rows were added, moved or taken out, all of them, so that
    their order is told."""
    fills = stop.item.fills
    if fills is None:
        return
    live = path.live_rows(stop.item, stop.address, stop.place)
    told = stop.address in path.state.rows
    rows = path.rows(stop.item, stop.address, stop.place)
    ids = path.ids(stop.place)
    if not fills.letter and fills.standing:
        if live or told:
            _write_whole(said, path, fills.path, ids, rows)
        return
    for row in rows:
        if row in live or (told and path.is_proposed(stop.item, stop.address, stop.place, row)):
            _record(said, fills.path, (*ids, row))


def _write_whole(
    said: Table, path: Path, where: str, ids: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    """Write a list whose rows have no id in the plan with all its rows: the close puts it in the
    place of the old one."""
    *parts, last = where.split(".")
    _walk_to(said, parts, list(ids)).setdefault(last, [])
    for row in rows:
        record = _walk_to(said, where.split("."), [*ids, row])
        for key, value in prior_row(path.state.prior, where, (*ids, row)).items():
            record.setdefault(key, value)


def _write_rounds(said: Table, path: Path) -> None:
    """How many rounds a repeated section took, where the script wants that in the plan."""
    for stop in path.stops:
        each = stop.place.section.each
        if each is not None and each.counts is not None and path.facts[stop.address] != OPEN:
            _put(said, each.counts.path, path.ids(stop.place)[:1], stop.place.round)


def _move_steps(said: Table, path: Path) -> None:
    """Carry out what was chosen for a ladder; a status said by hand today stays as it is."""
    for stop in path.stops:
        choice = path.facts[stop.address].value
        if not stop.item.moves or not isinstance(choice, str):
            continue
        goal = path.ids(stop.place)[:1]
        standing = {
            row: prior_value(path.state.prior, f"{_RUNGS}.status", (*goal, row))
            for row in prior_rows(path.state.prior, _RUNGS, goal)
        }
        moved = move_step({row: str(status or "later") for row, status in standing.items()}, choice)
        for row, status in sorted(moved.items(), key=lambda one: list(standing).index(one[0])):
            if path.fills.get((f"{_RUNGS}.status", (*goal, row)), OPEN) == OPEN:
                _put(said, f"{_RUNGS}.status", (*goal, row), status)
                _put(said, f"{_RUNGS}.since", (*goal, row), path.state.today)


def _write_confirmed(said: Table, path: Path) -> None:
    """Say again a part that one choice confirmed as it stood; what was said of it today wins."""
    for stop in path.stops:
        choice = path.facts[stop.address].value
        for option, part in stop.item.confirms:
            stood = path.state.prior.get(part)
            if choice == option and isinstance(stood, dict):
                said[part] = {**stood, **_part(said, part)}


def _write_beside(said: Table, path: Path) -> None:
    """Notes, skips and kept checks, by address."""
    for stop in path.stops:
        entry = path.state.entry(stop.address)
        if entry.note and not stop.item.private:
            _part(said, "notes")[stop.address] = entry.note
        if entry.skip is not None:
            _part(said, "skipped")[stop.address] = entry.skip.value
        # A check's name can tell what a private answer was.
        if entry.value is None or stop.item.private:
            continue
        for check in firing(path, stop, hard=False):
            why = kept_why(path, stop, check)
            if why is not None:
                _part(said, "kept")[kept_key(stop.address, check.id)] = why


def _as_tree(fact: AnswerFact) -> Tree:
    value = fact.value
    assert value is not None
    return list(value) if isinstance(value, tuple) else value


def _part(said: Table, name: str) -> Table:
    part = said.setdefault(name, {})
    assert isinstance(part, dict)
    return part


def _put(said: Table, path: str, ids: tuple[str, ...], value: Tree) -> None:
    """Write `value` at `path`, making tables and records on the way."""
    *parts, last = path.split(".")
    node = _walk_to(said, parts, list(ids))
    node[last] = value


def _record(said: Table, path: str, ids: tuple[str, ...]) -> None:
    _walk_to(said, path.split("."), list(ids))


def _walk_to(said: Table, parts: list[str], ids: list[str]) -> Table:
    node = said
    walked: list[str] = []
    for part in parts:
        walked.append(part)
        if not _is_list(".".join(walked)):
            child = node.setdefault(part, {})
            assert isinstance(child, dict)
            node = child
            continue
        rows = node.setdefault(part, [])
        assert isinstance(rows, list)
        wanted = ids.pop(0)
        found = next((one for one in rows if isinstance(one, dict) and one["id"] == wanted), None)
        if found is None:
            found = {"id": wanted}
            rows.append(found)
        assert isinstance(found, dict)
        node = found
    return node


def _is_list(path: str) -> bool:
    info = find(path)
    return info is not None and info.shape.value == "records"


def _arrange(node: Table, path: Path, prefix: str, ids: tuple[str, ...]) -> None:
    """Put rows in the order in which they stand, however the talk came upon them."""
    for key, child in node.items():
        here = f"{prefix}.{key}" if prefix else key
        if isinstance(child, dict):
            _arrange(child, path, here, ids)
        elif _is_list(here) and isinstance(child, list):
            rows = [one for one in child if isinstance(one, dict)]
            order = _order(path, here, ids)
            rows.sort(key=lambda row: order.get(str(row["id"]), len(order)))
            node[key] = [*rows]
            for row in rows:
                _arrange(row, path, here, (*ids, str(row["id"])))


def _order(path: Path, where: str, ids: tuple[str, ...]) -> dict[str, int]:
    """Return the place of each row of a list: as it was arranged today, or as last time."""
    rows = prior_rows(path.state.prior, where, ids)
    for stop in path.stops:
        fills = stop.item.fills
        if stop.item.kind is not Kind.ROSTER or fills is None or fills.path != where:
            continue
        if stop.address in path.state.rows and path.ids(stop.place) == ids:
            today = path.rows(stop.item, stop.address, stop.place)
            rows = (*(row for row in rows if stop.item.adds and row not in today), *today)
    return {row: at for at, row in enumerate(rows)}


def _drop_row_names(node: Tree, prefix: str) -> None:
    """Take the engine's row ids away from lists whose records have no id in the plan."""
    if isinstance(node, dict):
        for key, child in node.items():
            _drop_row_names(child, f"{prefix}.{key}" if prefix else key)
    elif isinstance(node, list):
        info = find(prefix)
        for one in node:
            if isinstance(one, dict):
                if info is not None and not info.letter:
                    one.pop("id", None)
                _drop_row_names(one, prefix)


def _gone(path: Path) -> tuple[Gone, ...]:
    found = []
    for stop in path.stops:
        if stop.item.kind is not Kind.ROSTER or stop.item.fills is None:
            continue
        if stop.item.adds:  # it never showed the rows that stood
            continue
        was = prior_rows(path.state.prior, stop.item.fills.path, path.ids(stop.place))
        rows = path.rows(stop.item, stop.address, stop.place)
        why = path.state.entry(stop.address).note
        found += [(stop.item.fills.path, row, why) for row in was if row not in rows]
    return tuple(found)
