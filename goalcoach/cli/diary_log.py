"""`goalcoach log`: one diary entry by prompt, or the import of a filled diary sheet.

An entry cannot be passed as an argument: arguments end up in the shell's history.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, open_store
from goalcoach.errors import INTERRUPTED, NotFound, UsageError

if TYPE_CHECKING:
    from goalcoach.store.store import Store


def log_entry(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The patient.")],
    sheet: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="A filled diary sheet, as CSV.")
    ] = None,
    store_folder: StoreOption = None,
) -> None:
    """Write an entry into the diary, or import a filled sheet.

    It asks for a day, what was done, how easy taking part was (0 cannot, 10 as I want), mood,
    energy and a line. A sheet has the columns date, activity, participation, mood, energy, line;
    its first line names them, and an older sheet may say ease for participation. If anything in it
    is not clear, nothing is written.

    \b
    Example: goalcoach log rowan-17 --import diary.csv
    """
    from goalcoach.store.diary_file import load_entries

    store = open_store(store_folder)
    if code not in store.codes():
        store.folder(code)  # raises for what cannot be a code at all
        raise NotFound(f"There is no patient {code} here. goalcoach visit {code} begins with one.")
    load_entries(store, code)  # a diary that cannot be read is reported before anything is typed
    if sheet is None:
        _ask_entry(store, code)
    else:
        _import(store, code, sheet)


def _ask_entry(store: Store, code: str) -> None:
    from goalcoach.plan.outcome.diary import is_blank
    from goalcoach.sheets.diary_form import QUESTIONS, entry_words, make_entry
    from goalcoach.store.diary_file import append_entries

    today = date.today()
    entry = make_entry({one.key: _ask(one.key, one.words, one.hint, today) for one in QUESTIONS})
    if is_blank(entry):
        raise UsageError("There is nothing to write: each question was left open.")
    written, _ = append_entries(store, code, [entry])
    if written:
        write_out(f"Written in the diary of {code}. {_shown(entry_words(entry))}")
        _say_where(code)
    else:
        narrate("The same entry is in the diary already. Nothing was written.")


def _ask(key: str, words: str, hint: str, today: date) -> date | int | str | None:
    """Ask one question until its answer can be read; end the command at the end of input."""
    from goalcoach.plain import read_line
    from goalcoach.sheets.diary_form import UnreadAnswer, read_answer

    while True:
        try:
            return read_answer(key, read_line(f"{words} ({hint}) "), today)
        except UnreadAnswer as unread:
            narrate(f"That {unread.sentence}.")
        except EOFError:
            narrate("Nothing was written: the questions were not answered to the end.")
            raise typer.Exit(INTERRUPTED) from None


def _import(store: Store, code: str, sheet: Path) -> None:
    from goalcoach.sheets.filled_sheet import read_sheet
    from goalcoach.store.diary_file import append_entries
    from goalcoach.store.file_access import read_file

    found = read_sheet(read_file(sheet, linked=True), sheet.name, date.today())
    for note in found.notes:
        narrate(note)
    written, doubles = append_entries(store, code, found.entries) if found.entries else ((), ())
    write_out(f"{_entries(len(written))} written in the diary of {code}.")
    if written:
        _say_where(code)
    for at in doubles:
        narrate(f"Line {found.lines[at]} says the same as an entry before it; it was left out.")
    if found.blank:
        days = "1 day" if found.blank == 1 else f"{found.blank} days"
        narrate(f"{days} without an entry left out.")


def _say_where(code: str) -> None:
    """Say where an entry can be read that was written."""
    narrate(f"The next visit shows what was written; goalcoach trend {code} has its numbers.")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _shown(words: str) -> str:
    from goalcoach.safe_text import show

    return show(words, lines=False)
