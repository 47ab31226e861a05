"""From answers to the plan: what was said or confirmed in this visit, as a fragment of a plan.

Only active answers count: nothing off the path, nothing merely proposed. `plan.next_version` lays
the fragment over the standing parts of the last plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.fired_checks import firing, is_held_back, kept_why
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import prior_row, prior_rows, prior_value
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.scale_harvest import take_scales
from goalcoach.dialogue.engine.script_words import half_typed
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.staying_off_paper import off_paper
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import OPEN
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.ladder_rules import give_way, move_step
from goalcoach.plan.question_address import kept_key
from goalcoach.plan.tree_types import RowIds, Tree
from goalcoach.plan.visit_fragment import Fragment, Place
from goalcoach.translation import tr

_RUNGS = "goals.ladder.rungs"


def harvest(script: Script, state: State, *, unfinished: bool = False) -> Fragment:
    """Return what was said or confirmed in this visit, the rows that were taken out among it.

    A closed gate keeps nothing back. Of an `unfinished` visit all that was said is there, also
    what the answers of the end would not have led to any more: nobody took it back. Of a finished
    one that holds for notes: they answer nothing, and so nothing hangs on them.
    """
    asked, ever = (walk(script, state, reach) for reach in (Reach.BEHIND_GATES, Reach.SAID))
    said = _harvest(asked)
    if unfinished:
        said.add_missing(_harvest(ever))
    else:
        for stop in ever.stops:
            _take_note(said, asked, stop)
    return said


def _harvest(path: Path) -> Fragment:
    said = Fragment()
    arranged: dict[Place, tuple[str, ...]] = {}
    for stop in path.stops:
        if stop.item.kind is Kind.ROSTER:
            _take_rows(said, path, stop, arranged)
        elif stop.item.kind is not Kind.SAY:
            _take_answer(said, path, stop)
        _take_beside(said, path, stop)
    # These follow from answers and look at all of them.
    for stop in path.stops:
        _count_rounds(said, path, stop)
        _move_step(said, path, stop)
        _confirm_part(said, path, stop)
    _name_offered_rows(said, path)
    _name_left_out(said, path)
    take_scales(said, path)
    if path.state.off_paper:
        said.put("off_paper", (), list(off_paper(path)))
    for (where, ids), rows in said.rows.items():
        order = arranged.get((where, ids), prior_rows(path.state.prior, where, ids))
        _sort(rows, order)
    return said


def _take_answer(said: Fragment, path: Path, stop: Stop) -> None:
    item, fact = stop.item, path.facts[stop.address]
    if fact.value is None or not _counts(path, stop) or path.talks_only(stop):
        return
    ids = path.target(stop)
    if item.fills is None or ids is None or is_held_back(path, stop):
        # A clinic's own questions are kept by address, and so is what was typed but not agreed;
        # a private one leaves no trace.
        if not item.private:
            said.answers[stop.address] = _as_tree(fact.value)
    elif item.marks is None:
        said.put(item.fills.path, ids, _as_tree(fact.value))
    else:
        for row_ids, mark in path.marked(stop, fact):
            said.put(item.fills.path, row_ids, mark)


def _counts(path: Path, stop: Stop) -> bool:
    """Return False for a field of a row that is no record: one whose name was never said."""
    if stop.roster is None or stop.roster.fills is None or stop.home not in path.index:
        return True
    home = path.stops[path.index[stop.home]]
    return stop.place.cell in path.live_rows(home.item, home.address, home.place)


def _as_tree(value: Value) -> Tree:
    return list(value) if isinstance(value, tuple) else value


def _take_rows(
    said: Fragment, path: Path, stop: Stop, arranged: dict[Place, tuple[str, ...]]
) -> None:
    """Name the rows that count; where rows were added, moved or taken out, all of them, so that
    their order is told."""
    item, fills = stop.item, stop.item.fills
    if fills is None or path.talks_only(stop):
        return
    ids, rows = path.ids(stop.place), path.rows(item, stop.address, stop.place)
    stood = prior_rows(path.state.prior, fills.path, ids)
    told = stop.address in path.state.rows
    adds = item.adds or stop.address in path.offered_rows  # it never showed the rows that stood
    if told:
        before = arranged.get((fills.path, ids), stood)
        standing = (row for row in before if adds and row not in rows)
        arranged[fills.path, ids] = (*standing, *rows)
    if not adds:
        new = path.state.offers.rows.get((fills.path, ids), ())
        for row in stood:
            if row not in rows and row not in new:
                why = path.state.entry(stop.address).note
                said.removed.setdefault((fills.path, row), why)
    live = path.live_rows(item, stop.address, stop.place)
    if fills.standing and not fills.letter:
        if live or told:
            _take_whole(said, path, fills.path, ids, rows)
        return
    for row in rows:
        if row in live or (told and path.is_proposed(item, stop.address, stop.place, row)):
            said.name_row(fills.path, (*ids, row))
        if row in live:
            for place, word in item.sets:
                said.put_missing(place, (*ids, row), word)


def _take_whole(said: Fragment, path: Path, where: str, ids: RowIds, rows: tuple[str, ...]) -> None:
    """Take a list whose rows have no id in the plan with all its rows: the close puts it in the
    place of the old one."""
    said.name_list(where, ids)
    for row in rows:
        own = (*ids, row)
        said.name_row(where, own)
        for key, value in prior_row(path.state.prior, where, own).items():
            said.put_missing(f"{where}.{key}", own, value)


def _take_beside(said: Fragment, path: Path, stop: Stop) -> None:
    """Take the note, the skip and the kept checks of a question, by its address."""
    _take_note(said, path, stop)
    entry = path.state.entry(stop.address)
    if entry.skip is not None:
        said.skipped[stop.address] = entry.skip.value
    # A check's name can tell what a private answer was that no field of the plan holds.
    if entry.value is None or (stop.item.private and stop.item.fills is None):
        return
    for check in firing(path, stop, hard=False):
        why = kept_why(path, stop, check)
        if why is not None:
            said.kept[kept_key(stop.address, check.id)] = why


def _take_note(said: Fragment, path: Path, stop: Stop) -> None:
    """Take the note of a question, and under it the words that are half typed there: they are no
    answer, and stand nowhere else once the visit is over."""
    if stop.item.private or not path.keeps_words(stop):
        return
    half = half_typed(path, stop)
    half = half and tr("Half typed: {words}", words=half)
    note = "\n".join(filter(None, (path.state.entry(stop.address).note, half)))
    if note:
        said.notes[stop.address] = note


def _count_rounds(said: Fragment, path: Path, stop: Stop) -> None:
    """Say how many rounds a repeated section took, where the script wants that in the plan."""
    each = stop.place.section.each
    if each is not None and each.counts is not None and path.facts[stop.address] != OPEN:
        said.put(each.counts.path, path.ids(stop.place)[:1], stop.place.round)


def _move_step(said: Fragment, path: Path, stop: Stop) -> None:
    """Carry out what was chosen for a ladder; a status said by hand today stays as it is."""
    choice = path.facts[stop.address].value
    if not stop.item.moves or not isinstance(choice, str) or is_held_back(path, stop):
        return
    prior, goal = path.state.prior, path.ids(stop.place)[:1]
    standing = {
        row: str(prior_value(prior, f"{_RUNGS}.status", (*goal, row)) or "later")
        for row in prior_rows(prior, _RUNGS, goal)
    }
    moved: Mapping[str, str] = move_step(standing, choice)
    if choice == "up" and not moved:  # no step waits above it; a new one may have been named
        moved = give_way(_said_today(said, goal, standing), standing, choice)
    for row in (row for row in standing if row in moved):
        if path.fills.get((f"{_RUNGS}.status", (*goal, row)), OPEN) == OPEN:
            said.put(f"{_RUNGS}.status", (*goal, row), moved[row])
            said.put(f"{_RUNGS}.since", (*goal, row), path.state.today)


def _said_today(said: Fragment, goal: RowIds, standing: Mapping[str, str]) -> dict[str, str]:
    """Return each rung's status by id as it was said by hand, new rungs among them."""
    rows = said.rows.get((_RUNGS, goal), [])
    told = {row: said.value(f"{_RUNGS}.status", (*goal, row)) for row in rows}
    return {**standing, **{row: str(one) for row, one in told.items() if one is not None}}


def _confirm_part(said: Fragment, path: Path, stop: Stop) -> None:
    """Say again a part that one choice confirmed as it stood; what was said of it today wins."""
    for option, part in stop.item.confirms:
        stood = path.state.prior.get(part)
        if path.facts[stop.address].value == option and isinstance(stood, dict):
            said.put_under(part, stood)


def _name_offered_rows(said: Fragment, path: Path) -> None:
    """Give a row that only a visit kept aside knew its name, once anything is said of it.

    The name stood at each question about the row; without it the row would be none.
    """
    offers = path.state.offers
    if not offers:
        return
    items = (item for section in path.script.sections.values() for item in section.items)
    names = {one.fills.path: one.fields[0].fills for one in items if one.fills and one.fields}
    for (where, ids), new in offers.rows.items():
        fills = names.get(where)
        for row in said.rows.get((where, ids), []):
            own = (*ids, row)
            if fills is None or row not in new:
                continue
            name = prior_value(path.state.prior, fills.path, own)
            if name is not None:
                said.put_missing(fills.path, own, _as_tree(name))


def _name_left_out(said: Fragment, path: Path) -> None:
    """Say which sections the short path asked in part or not at all: they are open, not skipped.

    What is `extra` was not left out today: it is asked when someone wants it.
    """
    left = [
        stop.place.section.id
        for stop in path.left_out
        if stop.item.kind is not Kind.SAY and not stop.item.extra
    ]
    if left:
        said.put("visit.left_out", (), list(dict.fromkeys(left)))


def _sort(rows: list[str], order: Sequence[str]) -> None:
    """Put rows in the order in which they stand, however the talk came upon them; others last."""
    at = {row: position for position, row in enumerate(order)}
    rows.sort(key=lambda row: at.get(row, len(at)))
