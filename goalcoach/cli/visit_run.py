"""What `goalcoach visit` does: it starts the app, the plain mode or an answers file.

Loads no Typer, for `visit_line`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.cli import app_start
from goalcoach.cli.app_start import lighten_start, say_end, visit_command
from goalcoach.cli.creation_prompt import ask, confirm_new_code
from goalcoach.cli.error_end import run_to_end
from goalcoach.cli.known_store import refuse_other
from goalcoach.cli.light_hashes import load_light_hashes
from goalcoach.cli.line_language import speak_as_line_says
from goalcoach.cli.output import accept_any_text, narrate, write_out
from goalcoach.cli.spoken_language import find_words
from goalcoach.cli.store_choice import locate_store, open_store
from goalcoach.cli.visit_line import VisitLine, read_usual
from goalcoach.errors import UsageError
from goalcoach.safe_text import show
from goalcoach.translation import speak_always, tr, tr_noop
from goalcoach.visit.tongues import Tongues
from goalcoach.visit.typed_words import says_yes

if TYPE_CHECKING:
    from goalcoach.store.store import Store
    from goalcoach.visit.visit import Visit

YEAR = 366
"""Days a first visit may lie from today without a word."""
DAYS_OF_YEAR = 365.2425
"""Days of a year of the calendar, on the average."""
STDIN_CAP = 1 << 20
"""Most bytes of an answers file on stdin."""


def run_usual(arguments: Sequence[str]) -> int:
    """Run a line of which `visit_line.is_usual` holds; return its exit code. Raises nothing."""
    accept_any_text()
    speak_as_line_says(arguments)
    return run_to_end(lambda: hold_visit(read_usual(arguments)))


def hold_visit(line: VisitLine) -> int:
    """Hold the visit that a command line asks for; return the exit code."""
    load_light_hashes()
    refuse_other(locate_store(line.store))
    store = open_store(line.store)
    speak_always(find_words(store, line.language))
    store.folder(line.code)  # raises for a code that is not valid, before anything is asked
    pack = line.script or store.site().script
    tongues = Tongues(line.language, line.paper)
    day = line.today or date.today()
    if line.today is not None:
        _check_day(store, line.code, line.today)
    if line.take_up is not None:
        _check_take_up(line, tongues)
    if line.answers is not None:
        _run_from_file(store, line, line.answers, day=day, pack=pack, tongues=tongues)
        return 0
    screened = app_start.has_screen() and not line.plain
    if screened:
        _make_ready_for_screen()
    confirm_new_code(store, line.code, screened=screened)

    begin = partial(_begin, store, line, day=day, pack=pack, tongues=tongues)
    opened = _open(begin, take_over=line.take_over)
    speak_always(opened.words)
    try:
        if screened:
            return _run_screen(store, opened, line)
        from goalcoach.plain import run as run_plain

        return run_plain(opened, again=visit_command(line.code, line.store, plain=line.plain))
    finally:
        opened.leave()


def _check_take_up(line: VisitLine, tongues: Tongues) -> None:
    """Raise UsageError for what does not go with --take-up."""
    if line.answers is not None:
        raise UsageError(tr("--take-up goes on with what was said; it takes no --answers."))
    if any(tongues):
        raise UsageError(tr("--take-up goes on in the visit's own language; leave --lang out."))


def _make_ready_for_screen() -> None:
    """Load the app, and the keys that the user chose: what is wrong in them is said before
    anything is begun.
    """
    lighten_start()
    from goalcoach.app import read_own_keys

    read_own_keys()


def _run_screen(store: Store, opened: Visit, line: VisitLine) -> int:
    """Hold the visit on the screen; return the exit code."""
    from goalcoach.app import run as run_app

    again = partial(visit_command, option=line.store)
    said = partial(say_end, again)
    return run_app(store, today=line.today, visit=opened, say_end=said, again=again)


def _begin(
    store: Store, line: VisitLine, *, day: date, pack: str, tongues: Tongues, take_over: bool
) -> Visit:
    """Begin or go on with a visit, or with the one that was set aside as `line.take_up`."""
    from goalcoach.visit.visit import Visit

    if line.take_up is not None:
        return Visit.take_up(
            store, line.code, line.take_up,
            today=day, clock=_now, fresh=line.fresh, take_over=take_over,
        )  # fmt: skip
    return Visit.begin(
        store, line.code, today=day, clock=_now, script=pack,
        tongues=tongues, fresh=line.fresh, take_over=take_over,
    )  # fmt: skip


def _open(begin: Callable[..., Visit], *, take_over: bool) -> Visit:
    """Return the visit that `begin` begins or takes up.

    One that is open on another machine, which has been silent for long, is taken from there if the
    user says so.
    """
    from goalcoach.errors import OpenElsewhere

    try:
        return begin(take_over=take_over)
    except OpenElsewhere as elsewhere:
        if not elsewhere.silent or not sys.stdin.isatty():
            raise
        narrate(elsewhere.sentence)
        if not says_yes(ask(tr("Take it over now? (yes or no)"))):
            raise
    return begin(take_over=True)


def _check_day(store: Store, code: str, day: date) -> None:
    """Raise UsageError for a day before the last visit: trends and diaries would run backwards.

    Called only for a day from --today, so that a clock that is slow does not prevent a visit.
    """
    from goalcoach.date_words import say_day
    from goalcoach.errors import GoalcoachError

    head = store.head(code)
    if head is None:
        _check_year(day)
        return
    try:
        last = store.load(code, head).plan.visit.date
    except GoalcoachError:
        return  # beginning the visit reports what is wrong with the plan
    if day < last:
        raise UsageError(
            tr(
                "{day} is before the last visit with {code}, on {last}. "
                "Name that day or a later one with --today.",
                day=say_day(day),
                code=code,
                last=say_day(last),
            )
        )


def _check_year(day: date) -> None:
    """Say so if the day of a first visit is more than a year from today; a slip has no other sign.

    One ahead is asked about at a terminal, as every visit until then would be refused; raises
    UsageError for a no. One behind is told only: an older visit may be typed from paper.
    """
    from goalcoach.date_words import say_day
    from goalcoach.number_words import say_count

    days = (day - date.today()).days
    if abs(days) <= YEAR:
        return
    years = max(round(abs(days) / DAYS_OF_YEAR), 1)
    words = tr_noop("{day} is about a year before today; look at the year.")
    if years > 1:
        words = tr_noop("{day} is {years} years before today; look at the year.")
    if days > 0:
        words = tr_noop("{day} is about a year ahead of today; look at the year.")
        if years > 1:
            words = tr_noop("{day} is {years} years ahead of today; look at the year.")
    narrate(tr(words, day=say_day(day), years=say_count(years)))
    asks = days > 0 and sys.stdin.isatty()
    if asks and not says_yes(ask(tr("Is it right? (yes or no)"))):
        raise UsageError(tr("Nothing was begun. Name the day with --today."))


def _now() -> datetime:
    return datetime.now().astimezone()


def _run_from_file(
    store: Store, line: VisitLine, answers: Path, *, day: date, pack: str, tongues: Tongues
) -> None:
    """Run the visit from an answers file ("-" is stdin) and print the path of the new version."""
    from goalcoach.headless import run
    from goalcoach.store.file_access import read_file

    if str(answers) == "-":
        source, data = "stdin", sys.stdin.buffer.read(STDIN_CAP + 1)
        if len(data) > STDIN_CAP:
            raise UsageError(tr("stdin holds more than 1 MiB; that is not an answers file."))
    else:
        source, data = answers.name, read_file(answers, linked=True)
    outcome = run(
        store, line.code, data, source, today=day, clock=_now, script=pack,
        tongues=tongues, fresh=line.fresh, take_over=line.take_over,
    )  # fmt: skip
    for warning in outcome.warnings:
        narrate(warning)
    write_out(show(str(outcome.path), lines=False))
