"""`goalcoach log`: one diary entry by prompt, or the import of a filled diary sheet.

An entry cannot be passed as an argument: arguments end up in the shell's history.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.output import narrate
from goalcoach.cli.shared_option import LangOption, StoreOption
from goalcoach.cli.spoken_language import speak
from goalcoach.errors import UsageError
from goalcoach.translation import tr


class DateOrder(StrEnum):
    """The values of --dates."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


def log_entry(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The patient.")],
    sheet: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="A filled diary sheet, as CSV.")
    ] = None,
    dates: Annotated[
        DateOrder | None,
        typer.Option("--dates", help="What comes first in the sheet's days: day, month or year."),
    ] = None,
    old_days: Annotated[
        bool, typer.Option("--old-days", help="Take days before the first or the last visit.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="What is new takes the place of its day's entry.")
    ] = False,
    keep_both: Annotated[
        bool, typer.Option("--keep-both", help="What is new stands beside its day's entry.")
    ] = False,
    language: LangOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Write or correct a diary entry, or import a filled sheet.

    It asks for a day, what was done, how easy taking part was (0 cannot, 10 as I want), mood,
    energy, a line and what was there. A sheet has the columns date, activity, participation,
    mood, energy, line, there, named above the first entry as here or as on the printed diary. If
    anything in it is not clear, nothing is written. A corrected entry is kept, and counts no more.

    \b
    Example: goalcoach log rowan-17 --import diary.csv
    """
    from goalcoach.cli.diary_confirmation import Wishes
    from goalcoach.store.diary_file import check_room, load_diary

    if replace and keep_both:
        raise UsageError(tr("--replace and --keep-both do not go together."))
    if dates is not None and sheet is None:
        raise UsageError(
            tr("--dates says how the days of a sheet are written; name it with --import.")
        )
    store = open_known_store(store_folder)
    speak(store, language)
    if code not in store.codes():
        store.folder(code)  # raises for what cannot be a code at all
        raise store.no_patient(code)
    # A diary that cannot be read, or is full, is reported before anything is typed.
    known = load_diary(store, code)
    if filling := check_room(store, code):
        narrate(filling)
    wishes = Wishes(old_days, replace, keep_both)
    if sheet is None:
        from goalcoach.cli.diary_prompt import ask_entry

        ask_entry(store, code, known, wishes)
    else:
        from goalcoach.cli.diary_import import import_sheet
        from goalcoach.typed_day import DayOrder

        import_sheet(store, code, known, sheet, DayOrder(dates) if dates else None, wishes)
