"""From the state to what a front end shows: the question under the cursor, as a `Screen`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from goalcoach.dialogue.answer_types import REVIEW, WRITTEN, Kind, SkipReason, Value
from goalcoach.dialogue.engine.fired_checks import firing, kept_why
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import (
    back_from,
    cursor_stop,
    opened_from,
    return_point,
)
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import (
    label,
    public_names,
    roster_row_words,
    row_label,
    said,
    say_words,
    value_words,
    words,
)
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.staying_off_paper import off_paper, place_of, stays_off
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Item, Option, Script
from goalcoach.dialogue.view.screen import (
    CellView,
    CheckView,
    Cover,
    OptionView,
    RatedView,
    Reveal,
    RowView,
    Screen,
    Status,
)
from goalcoach.dialogue.view.taken_back_words import taken_back_words
from goalcoach.dialogue.view.visit_progress import progress
from goalcoach.translation import Catalogue, TrMap, spoken, tr, tr_noop
from goalcoach.typed_day import Day

_TALK_HINT = tr_noop(
    "They want to talk only: nothing is typed here. What you both agree is typed. "
    "Go on when you have talked about it."
)
"""What the clinician reads in place of the hint."""
_ROWS = TrMap({"goal": "goal", "leaflet": "leaflet", "option": "option"}, context="row_of_loop")
"""What our own script calls the rows that it goes through, a name in the code of the script."""


def screen(script: Script, state: State, spent: float = 0) -> Screen:
    """Return what to show now. Made anew for each state, so nothing on it can be stale.

    `spent` is what the visit took so far, in seconds, for its pace; 0 if that is not known.
    Cached for the last few states in the language of the moment.
    """
    return _screen(script, state, spent, spoken())


def question(script: Script, state: State) -> Screen:
    """Return `screen` without how far the visit is, which takes half of its time.

    For who gives answers and shows nothing. Cached for the last few states.
    """
    return _question(script, state, spoken())


@lru_cache(maxsize=4)
def _screen(script: Script, state: State, spent: float, said_in: Catalogue) -> Screen:
    path = walk(script, state)
    how_far = progress(path, cursor_stop(path), spent)
    return replace(_question(script, state, said_in), progress=how_far)


@lru_cache(maxsize=4)
def _question(script: Script, state: State, said_in: Catalogue) -> Screen:
    path = walk(script, state)
    stop = cursor_stop(path)
    if stop is None:
        return _closing(path)
    item, entry = stop.item, state.entry(stop.address)
    checks = _checks(path, stop) if entry.answered or item.kind is Kind.ROSTER else ()
    # While a check waits for a word the answer has to be seen; afterwards not even the check.
    sealed = path.is_sealed(stop) and entry.told and not _has_open(checks)
    reveal = Reveal() if sealed else _reveal(path, stop)
    gated = path.gate_closed == stop.address and entry.answered
    here = item.words
    talk_only = path.talks_only(stop)
    low, high = item.low, item.high
    return Screen(
        address=stop.address,
        kind=Kind.SAY if talk_only else item.kind,
        title=label(path, stop),
        loop=_loop(path, stop),
        context=_context(path, stop),
        who=item.who,
        say=say_words(path, stop),
        show=words(path, here.show, stop),
        hint=tr(_TALK_HINT) if talk_only else words(path, here.hint, stop),
        probes=tuple(said(path, one, stop) for one in here.probes),
        options=_options(path, stop),
        rank=item.rank,
        low=low,
        high=high,
        anchors=item.anchors,
        unit=words(path, item.unit, stop),
        rows=() if sealed or talk_only else _rows(path, stop),
        row_min=item.rows[0],
        row_max=item.rows[1],
        numbers=item.numbers,
        ask_more=said(path, here.ask_more, stop),
        removed=() if sealed else state.removed.get(stop.address, ()),
        names_row=stop.roster is not None and stop.roster.fields[0] is item,
        panel=item.panel,
        status=Status.ANSWERED if sealed else status_of(path, stop),
        value=None if sealed else _value(path, stop),
        draft="" if sealed else entry.draft,
        note=entry.note,
        skip_reason=None if sealed else entry.skip,
        proposed=None if entry.answered or sealed else path.proposal(stop),
        proposed_on=_proposed_on(path, stop),
        proposed_aside=not entry.answered and not sealed and path.offered(stop) is not None,
        last_words=None if sealed else _last_words(path, stop),
        in_plan=None if entry.answered or sealed else path.in_plan(stop),
        said_aside=None if sealed else _said_aside(path, stop),
        aside_on=state.offers.on,
        suggestion=None if sealed else _suggestion(path, stop),
        reveal=reveal,
        rated=None if sealed else _rated(path, stop),
        skips=_skips(path, stop),
        checks=() if sealed else checks,
        required=item.required,
        asks_twice=_asks_twice(item),
        private=item.private,
        talk_only=talk_only,
        off_paper=stays_off(path, stop),
        sealed=sealed,
        more=_more(path, stop),
        gate_closed=gated,
        gate_say=said(path, here.gate_say, stop) if gated else "",
        opens=opened_from(path, stop, item.opens),
        opens_label=_opens_label(path, stop),
        can_back=back_from(path, stop) != stop.address,
        can_return=bool(return_point(path, stop)),
        taken_back=taken_back_words(path, stop.address),
        hold=gated or _has_open(checks) or (entry.answered and reveal.cover is Cover.SHOWN),
    )


def forget_screens() -> None:
    """Forget the last few screens: what was said there was declined since."""
    _screen.cache_clear()
    _question.cache_clear()


def _asks_twice(item: Item) -> bool:
    consent = item.fills is not None and item.fills.path.startswith("consent.")
    return consent or (item.required and item.kind is Kind.ROSTER)


def _is_put_off(path: Path, stop: Stop) -> bool:
    """Return True if the question was to be come back to, or words are half typed there.

    The plan takes no draft: what was left so, such as words where a number is asked, would be lost
    at the close without anybody having seen it.
    """
    entry = path.state.entry(stop.address)
    return entry.skip is SkipReason.NOT_NOW or bool(entry.draft.strip() and not entry.told)


def _closing(path: Path) -> Screen:
    later = [one for one in path.stops if _is_put_off(path, one)]
    return Screen(
        address=REVIEW,
        kind=Kind.REVIEW,
        title="",
        opens=later[0].address if later else "",
        put_off=public_names(path, later),
        can_back=bool(path.stops),
        can_return=bool(return_point(path, None)),
        taken_back=taken_back_words(path, REVIEW),
    )


def _value(path: Path, stop: Stop) -> Value | None:
    """The answer that counts: none where its option is no longer offered."""
    entry = path.state.entry(stop.address)
    if stop.item.kind is Kind.ROSTER:
        return entry.value if entry.skip is None else None
    return path.facts[stop.address].value


def status_of(path: Path, stop: Stop) -> Status:
    """Return how the question stands.

    A roster is answered with its first row that counts, or once it was said to be complete.
    """
    entry = path.state.entry(stop.address)
    if entry.skip is not None:
        return Status.SKIPPED
    if stop.item.kind is Kind.ROSTER:
        rows = path.live_rows(stop.item, stop.address, stop.place)
        if entry.answered or rows:
            return Status.ANSWERED
        proposed = path.rows(stop.item, stop.address, stop.place)
        return Status.PROPOSED if proposed else Status.OPEN
    if path.facts[stop.address].value is not None:
        return Status.ANSWERED
    return Status.PROPOSED if path.proposal(stop) is not None else Status.OPEN


def _loop(path: Path, stop: Stop) -> str:
    turn = turn_of(path, stop)
    if turn is None:
        return ""
    row, number, count = turn
    return tr("{row} {number} of {count}", row=row, number=number, count=count)


def turn_of(path: Path, stop: Stop) -> tuple[str, int, int] | None:
    """Return (what the loop calls a row, number of this row from 1, number of rows) at `stop`.

    None outside a loop over a roster, and where it has a single row.
    """
    each = stop.place.section.each
    if each is None or each.of is None:
        return None
    rows = list(
        dict.fromkeys(
            one.place.row for one in path.stops if one.place.section is stop.place.section
        )
    )
    name = _ROWS.get(each.alias, each.alias)
    return (name, rows.index(stop.place.row) + 1, len(rows)) if len(rows) > 1 else None


def _context(path: Path, stop: Stop) -> str:
    if stop.roster is not None and stop.home in path.index:
        return row_label(path, path.stops[path.index[stop.home]], stop.place.cell)
    each = stop.place.section.each
    if each is None or each.of is None:
        return ""
    return roster_row_words(path, each.of, stop.place.row)


def _options(path: Path, stop: Stop) -> tuple[OptionView, ...]:
    item = stop.item
    if item.options_from is not None:
        return tuple(
            OptionView(row, roster_row_words(path, item.options_from, row))
            for row in path.options(stop)
        )
    known = path.options(stop)
    offered = [
        OptionView(one.id, words(path, one.label, stop), one.exclusive, _because(path, stop, one))
        for one in item.options
        if one.id in known
    ]
    return tuple(sorted(offered, key=lambda one: not one.because))


def _because(path: Path, stop: Stop, option: Option) -> str:
    """Return why this option comes before others, "" if nothing that was said speaks for it."""
    for reason in option.reasons:
        if path.test(reason.when, stop, stop.place) is True:
            return words(path, reason.because, stop)
    return ""


def _rows(path: Path, stop: Stop) -> tuple[RowView, ...]:
    if stop.item.kind is not Kind.ROSTER:
        return ()
    off = off_paper(path)
    return tuple(
        RowView(
            row,
            row_label(path, stop, row),
            tuple(
                CellView(
                    cell.item.id,
                    label(path, cell),
                    cell.address,
                    value_words(path, cell, _now_or_last(path, cell)),
                    status_of(path, cell),
                    cell.item.required,
                )
                for cell in path.stops
                if cell.is_in_row(stop.address, row)
            ),
            path.is_proposed(stop.item, stop.address, stop.place, row),
            row in path.state.offers.rows_at(stop.address, _list_of(path, stop)),
            place_of(path, stop, row) in off,
        )
        for row in path.rows(stop.item, stop.address, stop.place)
    )


def _list_of(path: Path, stop: Stop) -> tuple[str, tuple[str, ...]] | None:
    """Return the list of the plan that a roster fills, None if it fills none."""
    fills = stop.item.fills
    return None if fills is None else (fills.path, path.ids(stop.place))


def _now_or_last(path: Path, cell: Stop) -> Value | None:
    value = path.facts[cell.address].value
    if value is not None:
        return value
    # Of two answers to choose between, the row shows the one that stands.
    stands = path.in_plan(cell)
    return path.proposal(cell) if stands is None else stands


def _said_aside(path: Path, stop: Stop) -> Value | None:
    """The answer of the visit kept aside to what is asked each day; never a rating."""
    if not stop.item.each_day or stop.item.kind is Kind.SCALE:
        return None
    return path.said_aside(stop)


def _parent_day(path: Path) -> date | None:
    visit = path.state.prior.get("visit")
    day = visit.get("date") if isinstance(visit, dict) else None
    return day if isinstance(day, date) else None


def _proposed_on(path: Path, stop: Stop) -> date | None:
    """The day of the plan a proposal stands in; the clinician's code is the site file's."""
    if path.offered(stop) is not None:
        return path.state.offers.on
    by = stop.item.fills is not None and stop.item.fills.path == "visit.by"
    return _parent_day(path) if path.proposal(stop) is not None and not by else None


def _last_words(path: Path, stop: Stop) -> Value | None:
    """The last plan's words, which stay in sight once other words were said."""
    value = _value(path, stop)
    if stop.item.kind not in WRITTEN or value is None:
        return None
    last = path.proposal(stop)
    return None if last == value else last


def _suggestion(path: Path, stop: Stop) -> Value | None:
    propose = stop.item.propose
    return propose.on(path.state.today) if isinstance(propose, Day) else propose


def _reveal(path: Path, stop: Stop) -> Reveal:
    """Whether the last rating and the other raters' are shown yet.

    Covered until all of the group have answered or skipped, so that no one follows another's.
    """
    return _revealed(path, stop, _group(path, stop)) if stop.item.kind is Kind.SCALE else Reveal()


def _group(path: Path, stop: Stop) -> list[Stop]:
    """Return the questions whose answers are revealed together with this one, itself included."""
    if not stop.item.reveal:
        return [stop]
    return [
        one for one in path.stops if one.item.reveal == stop.item.reveal and one.place == stop.place
    ]


def _revealed(path: Path, stop: Stop, group: Sequence[Stop]) -> Reveal:
    last = path.last(stop)
    if last is None and len(group) < 2:
        return Reveal()
    for one in group:
        if not path.state.entry(one.address).told:
            return Reveal(Cover.COVERED)
    others = tuple(
        (label(path, one), value)
        for one in group
        if one is not stop and (value := path.facts[one.address].value) is not None
    )
    return Reveal(Cover.SHOWN, last, _parent_day(path), others)


def _rated(path: Path, stop: Stop) -> RatedView | None:
    """Return the patient's rating of the same round with what stands beside it; None elsewhere.

    Of its group only numbers count: words that nobody chose hide none.
    """
    if stop.item.panel != "ratings":
        return None
    scales = [
        one
        for one in path.stops
        if one.place == stop.place and one.item.kind is Kind.SCALE and one.item.reveal
    ]
    own = next((one for one in scales if one.item.who == "patient"), None)
    value = path.facts[own.address].value if own else None
    if own is None or value is None:
        return None
    reveal = _revealed(path, own, [one for one in _group(path, own) if one in scales])
    return RatedView(value, reveal) if reveal.cover is Cover.SHOWN else None


def _more(path: Path, stop: Stop) -> int:
    here = stop.place.section.id
    return sum(
        1 for one in path.left_out if one.place.section.id == here and one.item.kind is not Kind.SAY
    )


def _skips(path: Path, stop: Stop) -> tuple[tuple[SkipReason, str], ...]:
    return tuple((reason, path.script.skips[reason]) for reason in stop.item.skips)


def _checks(path: Path, stop: Stop) -> tuple[CheckView, ...]:
    return tuple(
        CheckView(
            check.id,
            said(path, check.text, stop),
            hard,
            None if hard else kept_why(path, stop, check),
            opened_from(path, stop, check.opens),
        )
        for hard in (True, False)
        for check in firing(path, stop, hard=hard)
    )


def _has_open(checks: tuple[CheckView, ...]) -> bool:
    return any(check.kept is None for check in checks)


def _opens_label(path: Path, stop: Stop) -> str:
    address = opened_from(path, stop, stop.item.opens)
    return label(path, path.stops[path.index[address]]) if address else ""
