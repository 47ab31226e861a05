"""`goalcoach trend`: ratings over visits and diary entries, as plots or for another program."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import LangOption, StoreOption
from goalcoach.cli.spoken_language import speak
from goalcoach.errors import GoalcoachError, NotFound, gravest
from goalcoach.safe_text import PLAIN_TERMS
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.plan.model.plan import Plan
    from goalcoach.plan.outcome.diary import DiaryEntry
    from goalcoach.plan.outcome.trend_series import Trends
    from goalcoach.store.store import Store

LEAST_WIDTH = 60


class TrendFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def show_trends(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The patient.")],
    form: Annotated[
        TrendFormat, typer.Option("--format", help="Plots to read; for programs: json, csv.")
    ] = TrendFormat.TEXT,
    language: LangOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Show how ratings went, over all visits and the diary.

    \b
    Example: goalcoach trend rowan-17 --format csv
    """
    from goalcoach.plan.outcome.trend import read_trends

    store = open_known_store(store_folder)
    speak(store, language, for_program=form is not TrendFormat.TEXT)
    plans, entries, problems = read_told(store, code)
    trends = read_trends(plans, entries)
    scored = tuple(plans) if store.site().attainment else ()
    if form is TrendFormat.TEXT and not (
        trends.series or trends.diary or trends.taken_part or trends.overall
    ):
        narrate(tr("Nothing was rated for {code} yet, so there is nothing to draw.", code=code))
    else:
        write_out(_format_trends(form, code, trends, scored))
    end_with(problems)


def read_told(
    store: Store, code: str
) -> tuple[list[Plan], tuple[DiaryEntry, ...], list[GoalcoachError]]:
    """Return the plans and the diary of a patient, and the error of what cannot be read.

    Raises NotFound if there is neither.
    """
    from goalcoach.store.diary_file import look_at_entries

    plans, problems = _load_all(store, code)
    entries, problem = look_at_entries(store, code)
    if problem is not None:
        problems.append(problem)
    if not plans and not entries and not problems:
        if code not in store.codes():
            raise store.no_patient(code)
        raise NotFound(tr("There is no plan and no diary for {code} yet.", code=code))
    return plans, entries, problems


def end_with(problems: Sequence[GoalcoachError]) -> None:
    """Say what could not be read, and leave with the gravest code of it, if there is any."""
    for one in problems:
        narrate(one.sentence)
    if problems:
        raise typer.Exit(gravest([one.exit_code for one in problems]))


def _format_trends(form: TrendFormat, code: str, trends: Trends, scored: tuple[Plan, ...]) -> str:
    if form is TrendFormat.JSON:
        from goalcoach.sheets.trends.trend_export import trend_tree

        return json.dumps(trend_tree(code, trends, scored), indent=2)
    if form is TrendFormat.CSV:
        from goalcoach.sheets.spreadsheet import write_csv
        from goalcoach.sheets.trends.trend_export import trend_rows

        return write_csv(trend_rows(trends))
    from goalcoach.sheets.trends.text_writer import write_trends
    from goalcoach.sheets.trends.trend_sheet import read_trend_sheet

    return write_trends(read_trend_sheet(trends, scored), _width(), braille=_has_braille())


def _load_all(store: Store, code: str) -> tuple[list[Plan], list[GoalcoachError]]:
    """Return the plans of all versions that can be read, and the error of each other one."""
    plans: list[Plan] = []
    problems: list[GoalcoachError] = []
    for version in store.versions(code):
        try:
            plans.append(store.load(code, version).plan)
        except GoalcoachError as problem:
            problems.append(problem)
    return plans, problems


def _width() -> int:
    return max(get_terminal_size((80, 24)).columns - 1, LEAST_WIDTH)


def _has_braille() -> bool:
    """Return True if stdout can show the characters that plots are drawn with.

    A file can, in an encoding that has them; a terminal needs a font that has them, too.
    """
    if sys.stdout.isatty() and os.environ.get("TERM", "dumb") in PLAIN_TERMS:
        return False
    try:
        "⠿●└".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
