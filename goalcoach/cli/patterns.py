"""`goalcoach patterns`: good days and others side by side, by what was there; counts only."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.output import write_out
from goalcoach.cli.shared_option import LangOption, StoreOption
from goalcoach.cli.spoken_language import speak

if TYPE_CHECKING:
    from goalcoach.plan.outcome.good_day_counts import Patterns


class PatternFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    CSV = "csv"


def show_patterns(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The patient.")],
    form: Annotated[
        PatternFormat, typer.Option("--format", help="To read: text, md. For programs: json, csv.")
    ] = PatternFormat.TEXT,
    language: LangOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Lay good days and others side by side, by what was there.

    It counts what the patient ticked for the days told at all visits and for the diary: who was
    there, where, time of day, sleep, what went before. Below eight days it says how many there
    are. Nothing is weighed, and no cause is named.

    \b
    Example: goalcoach patterns rowan-17
    """
    from goalcoach.cli.trend import end_with, read_told
    from goalcoach.plan.outcome.good_day_counts import read_patterns

    store = open_known_store(store_folder)
    speak(store, language, for_program=form in (PatternFormat.JSON, PatternFormat.CSV))
    plans, entries, problems = read_told(store, code)
    write_out(_format_patterns(form, code, read_patterns(plans, entries)))
    end_with(problems)


def _format_patterns(form: PatternFormat, code: str, found: Patterns) -> str:
    if form is PatternFormat.JSON:
        from goalcoach.sheets.trends.pattern_export import pattern_tree

        return json.dumps(pattern_tree(code, found), indent=2)
    if form is PatternFormat.CSV:
        from goalcoach.sheets.spreadsheet import write_csv
        from goalcoach.sheets.trends.pattern_export import pattern_rows

        return write_csv(pattern_rows(found))
    from goalcoach.sheets.layouts.day_patterns import lay_patterns

    blocks = lay_patterns(found, code)
    if form is PatternFormat.MD:
        from goalcoach.sheets.writers.markdown import write_markdown

        return write_markdown(blocks)
    from goalcoach.sheets.writers.text import write_text

    return write_text(blocks)
