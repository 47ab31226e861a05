"""`goalcoach visit`: starts the app, the plain mode or an answers file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli import app_start
from goalcoach.cli.app_start import lighten_start, say_end, visit_command
from goalcoach.cli.creation_prompt import ask, confirm_new_code
from goalcoach.cli.known_store import refuse_other
from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, locate_store, open_store, read_date
from goalcoach.cli.spoken_language import find_words
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
STDIN_CAP = 1 << 20
"""Most bytes of an answers file on stdin."""


def visit(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The patient's code, never a name.")],
    script: Annotated[
        str | None, typer.Option(metavar="PACK", help="A script's name, or its folder as ./name.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Take the answers from a file; - is stdin."),
    ] = None,
    today: Annotated[
        date | None,
        typer.Option(
            parser=read_date,
            metavar="DATE",
            help="The day of the visit, as in “18 December” or “18.12.2026”.",
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Set an unfinished visit aside, begin anew.")
    ] = False,
    take_over: Annotated[
        bool,
        typer.Option(
            "--take-over", help="Go on with a visit that is still open on another machine."
        ),
    ] = False,
    take_up: Annotated[
        int | None,
        typer.Option(
            "--take-up", min=1, metavar="N", help="Go on with a visit that was set aside: draft-N."
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--lang", metavar="LANG", help="What is spoken, as in “de”.")
    ] = "",
    paper: Annotated[
        str,
        typer.Option("--paper-lang", metavar="LANG", help="The patient's: card and sheets."),
    ] = "",
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
            raise UsageError("--take-up goes on with what was said; it takes no --answers.")
        _run_from_file(
            store, code, answers,
            day=day, pack=pack, tongues=tongues, fresh=fresh, take_over=take_over,
        )  # fmt: skip
        return
    if take_up is not None and any(tongues):
        raise UsageError("--take-up goes on in the visit's own language; leave --lang out.")
    screened = app_start.has_screen() and not plain
    if screened:
        from goalcoach.app import read_own_keys

        read_own_keys()  # raises before anything is begun
    confirm_new_code(store, code, screened=screened)

    def begin(*, take_over: bool) -> Visit:
        from goalcoach.visit.visit import Visit

        if take_up is not None:
            return Visit.take_up(
                store, code, take_up, today=day, clock=_now, fresh=fresh, take_over=take_over
            )
        return Visit.begin(
            store, code, today=day, clock=_now, script=pack,
            tongues=tongues, fresh=fresh, take_over=take_over,
        )  # fmt: skip

    opened = _open(begin, take_over=take_over)
    speak_always(opened.words)
    try:
        if not screened:
            from goalcoach.plain import run as run_plain

            ended = run_plain(opened, again=visit_command(code, store_folder, plain=plain))
        else:
            lighten_start()
            from goalcoach.app import run as run_app

            again = partial(visit_command, option=store_folder)
            said = partial(say_end, again)
            ended = run_app(store, today=today, visit=opened, say_end=said, again=again)
    finally:
        opened.leave()
    raise typer.Exit(ended)


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
    years = max(round(abs(days) / YEAR), 1)
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
            raise UsageError("stdin holds more than 1 MiB; that is not an answers file.")
    else:
        source, data = answers.name, read_file(answers, linked=True)
    outcome = run(
        store, code, data, source,
        today=day, clock=_now, script=pack, tongues=tongues, fresh=fresh, take_over=take_over,
    )  # fmt: skip
    for warning in outcome.warnings:
        narrate(warning)
    write_out(show(str(outcome.path), lines=False))
