"""From the state to what a front end shows: the question under the cursor, as a `Screen`."""

from __future__ import annotations

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
    said,
    say_words,
    words,
)
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.staying_off_paper import stays_off
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Item, Option, Script
from goalcoach.dialogue.view.answer_status import counted_value, status_of
from goalcoach.dialogue.view.covered_ratings import parent_day, rated_beside, reveal_at
from goalcoach.dialogue.view.loop_row import loop_words, row_context
from goalcoach.dialogue.view.roster_rows import row_views
from goalcoach.dialogue.view.screen import (
    CheckView,
    Cover,
    OptionView,
    Reveal,
    Screen,
    Status,
)
from goalcoach.dialogue.view.taken_back_words import taken_back_words
from goalcoach.dialogue.view.visit_progress import progress
from goalcoach.translation import Catalogue, spoken, tr, tr_noop
from goalcoach.typed_day import Day

_TALK_HINT = tr_noop(
    "They want to talk only: nothing is typed here. What you both agree is typed. "
    "Go on when you have talked about it."
)
"""What the clinician reads in place of the hint."""


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
    asked = _asked(path, stop)
    # While a check waits for a word the answer has to be seen; afterwards not even the check.
    sealed = path.is_sealed(stop) and _is_told(path, stop) and not _has_open(asked.checks)
    return _sealed(asked) if sealed else asked


def forget_screens() -> None:
    """Forget the last few screens: what was said there was declined since."""
    _screen.cache_clear()
    _question.cache_clear()


def _is_told(path: Path, stop: Stop) -> bool:
    """Return True if something was said or skipped here: of a list one row is enough."""
    return path.state.entry(stop.address).told or status_of(path, stop) is Status.ANSWERED


def _asked(path: Path, stop: Stop) -> Screen:
    """Return the question at `stop` with all that was said there."""
    state, item, here = path.state, stop.item, stop.item.words
    entry = state.entry(stop.address)
    checks = _checks(path, stop) if entry.answered or item.kind is Kind.ROSTER else ()
    reveal = reveal_at(path, stop)
    gated = path.gate_closed == stop.address and entry.answered
    talk_only = path.talks_only(stop)
    return Screen(
        address=stop.address,
        kind=Kind.SAY if talk_only else item.kind,
        title=label(path, stop),
        loop=loop_words(path, stop),
        context=row_context(path, stop),
        who=item.who,
        say=say_words(path, stop),
        show=words(path, here.show, stop),
        hint=tr(_TALK_HINT) if talk_only else words(path, here.hint, stop),
        probes=tuple(said(path, one, stop) for one in here.probes),
        options=_options(path, stop),
        rank=item.rank,
        low=item.low,
        high=item.high,
        anchors=item.anchors,
        unit=words(path, item.unit, stop),
        rows=() if talk_only else row_views(path, stop),
        row_min=item.rows[0],
        row_max=item.rows[1],
        numbers=item.numbers,
        ask_more=said(path, here.ask_more, stop),
        removed=state.removed.get(stop.address, ()),
        names_row=stop.roster is not None and stop.roster.fields[0] is item,
        panel=item.panel,
        status=status_of(path, stop),
        value=counted_value(path, stop),
        draft=entry.draft,
        note=entry.note,
        skip_reason=entry.skip,
        proposed=None if entry.answered else path.proposal(stop),
        proposed_on=_proposed_on(path, stop),
        proposed_aside=not entry.answered and path.offered(stop) is not None,
        last_words=_last_words(path, stop),
        in_plan=None if entry.answered else path.in_plan(stop),
        said_aside=_said_aside(path, stop),
        aside_on=state.offers.on,
        suggestion=_suggestion(path, stop),
        reveal=reveal,
        rated=rated_beside(path, stop),
        skips=_skips(path, stop),
        checks=checks,
        required=item.required,
        asks_twice=_asks_twice(item),
        private=item.private,
        talk_only=talk_only,
        off_paper=stays_off(path, stop),
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


def _sealed(asked: Screen) -> Screen:
    """Return the question without anything that tells what was said there in private."""
    return replace(
        asked,
        rows=(),
        removed=(),
        status=Status.ANSWERED,
        value=None,
        draft="",
        skip_reason=None,
        proposed=None,
        proposed_aside=False,
        last_words=None,
        in_plan=None,
        said_aside=None,
        suggestion=None,
        reveal=Reveal(),
        rated=None,
        checks=(),
        sealed=True,
        hold=asked.gate_closed,
    )


def _asks_twice(item: Item) -> bool:
    consent = item.fills is not None and item.fills.path.startswith("consent.")
    return consent or (item.required and item.kind is Kind.ROSTER)


def _is_put_off(path: Path, stop: Stop) -> bool:
    """Return True if the question was to be come back to, or words are half typed there.

    The plan takes no draft as an answer: what was left so, such as words where a number is asked,
    would be a mere note without anybody having seen it.
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


def _said_aside(path: Path, stop: Stop) -> Value | None:
    """The answer of the visit kept aside to what is asked each day; never a rating."""
    if not stop.item.each_day or stop.item.kind is Kind.SCALE:
        return None
    return path.said_aside(stop)


def _proposed_on(path: Path, stop: Stop) -> date | None:
    """The day of the plan a proposal stands in; the clinician's code is the site file's."""
    if path.offered(stop) is not None:
        return path.state.offers.on
    by = stop.item.fills is not None and stop.item.fills.path == "visit.by"
    return parent_day(path) if path.proposal(stop) is not None and not by else None


def _last_words(path: Path, stop: Stop) -> Value | None:
    """The last plan's words, which stay in sight once other words were said."""
    value = counted_value(path, stop)
    if stop.item.kind not in WRITTEN or value is None:
        return None
    last = path.proposal(stop)
    return None if last == value else last


def _suggestion(path: Path, stop: Stop) -> Value | None:
    propose = stop.item.propose
    return propose.on(path.state.today) if isinstance(propose, Day) else propose


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
