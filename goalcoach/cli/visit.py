"""`goalcoach visit`: starts the app, the plain mode or an answers file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from goalcoach.cli import app_start
from goalcoach.cli.app_start import lighten_start, say_end, visit_command
from goalcoach.cli.creation_prompt import ask, confirm_new_code
from goalcoach.cli.known_store import refuse_other
from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, locate_store, open_store
from goalcoach.cli.spoken_language import find_words
from goalcoach.cli.visit_option import (
    AnswersOption,
    CodeArgument,
    FreshOption,
    LanguageOption,
    PaperLanguageOption,
    PlainOption,
    ScriptOption,
    TakeOverOption,
    TakeUpOption,
    TodayOption,
)
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


def visit(
    code: CodeArgument,
    script: ScriptOption = None,
    plain: PlainOption = False,
    answers: AnswersOption = None,
    today: TodayOption = None,
    fresh: FreshOption = False,
    take_over: TakeOverOption = False,
    take_up: TakeUpOption = None,
    language: LanguageOption = "",
    paper: PaperLanguageOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Hold one visit: a first one or a review, as the plan says.

    An unfinished visit goes on where it was left. So does one that was set aside, with --take-up N
    as goalcoach list numbers it; where the plan has moved on meanwhile, its answers come to be
    confirmed. --take-over is for a visit that another machine has open, and nobody works on there.

    It is in the language of --lang, else as last time, else as the site says. With an interpreter,
    --paper-lang is the patient's own: the card and the sheets are in it.

    \b
    Example: goalcoach visit rowan-17
    """
    refuse_other(locate_store(store_folder))
    store = open_store(store_folder)
    speak_always(find_words(store, language))
    store.folder(code)  # raises for a code that is not valid, before anything is asked
    pack = script or store.site().script
    tongues = Tongues(language, paper)
    day = today or date.today()
    if today is not None:
        _check_day(store, code, today)
    if answers is not None:
        if take_up is not None:
            raise UsageError(tr("--take-up goes on with what was said; it takes no --answers."))
        _run_from_file(
            store, code, answers,
            day=day, pack=pack, tongues=tongues, fresh=fresh, take_over=take_over,
        )  # fmt: skip
        return
    if take_up is not None and any(tongues):
        raise UsageError(tr("--take-up goes on in the visit's own language; leave --lang out."))
    screened = app_start.has_screen() and not plain
    if screened:
        lighten_start()
        from goalcoach.app import read_own_keys

        read_own_keys()  # raises before anything is begun
    confirm_new_code(store, code, screened=screened)

    begin = partial(
        _begin, store, code, take_up=take_up, day=day, pack=pack, tongues=tongues, fresh=fresh
    )
    opened = _open(begin, take_over=take_over)
    speak_always(opened.words)
    try:
        if screened:
            ended = _run_screen(store, opened, today, store_folder)
        else:
            from goalcoach.plain import run as run_plain

            ended = run_plain(opened, again=visit_command(code, store_folder, plain=plain))
    finally:
        opened.leave()
    raise typer.Exit(ended)


def _run_screen(store: Store, opened: Visit, today: date | None, option: Path | None) -> int:
    """Hold the visit on the screen; return the exit code. `option` is what --store said."""
    from goalcoach.app import run as run_app

    again = partial(visit_command, option=option)
    said = partial(say_end, again)
    return run_app(store, today=today, visit=opened, say_end=said, again=again)


def _begin(
    store: Store, code: str,
    *, take_up: int | None, day: date, pack: str, tongues: Tongues, fresh: bool, take_over: bool,
) -> Visit:  # fmt: skip
    """Begin or go on with a visit, or with the one that was set aside as `take_up`."""
    from goalcoach.visit.visit import Visit

    if take_up is not None:
        return Visit.take_up(
            store, code, take_up, today=day, clock=_now, fresh=fresh, take_over=take_over
        )
    return Visit.begin(
        store, code, today=day, clock=_now, script=pack,
        tongues=tongues, fresh=fresh, take_over=take_over,
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
    store: Store, code: str, answers: Path,
    *, day: date, pack: str, tongues: Tongues, fresh: bool, take_over: bool,
) -> None:  # fmt: skip
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
        store, code, data, source,
        today=day, clock=_now, script=pack, tongues=tongues, fresh=fresh, take_over=take_over,
    )  # fmt: skip
    for warning in outcome.warnings:
        narrate(warning)
    write_out(show(str(outcome.path), lines=False))
