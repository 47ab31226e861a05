"""What is asked on the command line before a visit makes a new patient, or a new store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from goalcoach.cli.output import narrate
from goalcoach.errors import INTERRUPTED, UsageError

if TYPE_CHECKING:
    from goalcoach.store.store import Store

_YES = {"y", "yes"}


def ask(question: str) -> str:
    """Return the answer to a question on the terminal; end the command at the end of input."""
    from goalcoach.plain import read_line

    try:
        return read_line(question).strip()
    except EOFError:
        raise typer.Exit(INTERRUPTED) from None


def confirm_new_code(store: Store, code: str, *, screened: bool) -> None:
    """Confirm a code that no patient has yet; raises UsageError if the user does not.

    A code close to a known one has to be confirmed and typed again. In a practice store, and where
    this visit would begin a store, a line says so; before the app (`screened`), which would cover
    the line at once, it is a question.
    """
    from goalcoach.store.file_name import near_codes

    codes = store.codes()
    if code in codes:
        return
    if near := near_codes(code, codes):
        narrate(f"{code} is new here, and close to {', '.join(near)}.")
        if ask("Is this a new patient? (yes or no) ") not in _YES:
            raise UsageError("Nothing was begun. Type the code you mean.")
        if ask("Type the new code once more: ") != code:
            raise UsageError("That is another code. Nothing was begun.")
    question = _say_what_store(store)
    if question and screened and ask(question) not in _YES:
        raise UsageError("Nothing was begun.")


def _say_what_store(store: Store) -> str:
    """Say what a first visit here begins, if it has to be said; return its question, or ""."""
    from goalcoach.store.folder_kind import FolderKind, kind_of_folder

    if store.site().practice:
        narrate("This store is for practice. For real plans: goalcoach paths --make DIR")
        return "Begin a practice visit here? (yes or no) "
    if kind_of_folder(store.root, store.fs) is FolderKind.STORE:
        return ""
    from goalcoach.visit.first_start_words import kept_here

    narrate(f"This begins a store. {kept_here(str(store.root), numbers=False)}")
    narrate("For a store of your own: goalcoach paths --make DIR. To try: goalcoach demo DIR")
    return "Begin a visit for a real person here? (yes or no) "
