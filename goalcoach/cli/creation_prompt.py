"""What is asked on the command line before a visit makes a new patient, or a new store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalcoach.cli.output import narrate
from goalcoach.errors import INTERRUPTED, UsageError
from goalcoach.translation import tr
from goalcoach.visit.typed_words import says_yes

if TYPE_CHECKING:
    from goalcoach.store.store import Store


def ask(question: str) -> str:
    """Return the answer to a question on the terminal; end the command at the end of input."""
    from goalcoach.plain import read_line

    try:
        return read_line(f"{question} ").strip()
    except EOFError:
        raise SystemExit(INTERRUPTED) from None


def confirm_new_code(store: Store, code: str, *, screened: bool) -> None:
    """Confirm a code that no patient has yet; raises UsageError if the user does not.

    A code close to a known one has to be confirmed and typed again, a number alone confirmed. In a
    practice store, and where this visit would begin a store, a line says so; before the app
    (`screened`), which would cover the line at once, it is a question.
    """
    from goalcoach.store.file_name import near_codes
    from goalcoach.visit.first_start_words import A_NUMBER, WHY_LETTERS, is_number

    codes = store.codes()
    if code in codes:
        return
    if near := near_codes(code, codes):
        others = ", ".join(near)
        narrate(tr("{code} is new here, and close to {others}.", code=code, others=others))
        if not says_yes(ask(tr("Is this a new patient? (yes or no)"))):
            raise UsageError(tr("Nothing was begun. Type the code you mean."))
        if ask(tr("Type the new code once more:")) != code:
            raise UsageError(tr("That is another code. Nothing was begun."))
    if is_number(code):
        narrate(f"{tr(A_NUMBER, code=code)} {tr(WHY_LETTERS)}")
        if not says_yes(ask(tr("Is this a new patient? (yes or no)"))):
            raise UsageError(tr("Nothing was begun. Type the code you mean."))
    question = _say_what_store(store)
    if question and screened and not says_yes(ask(question)):
        raise UsageError(tr("Nothing was begun."))


def _say_what_store(store: Store) -> str:
    """Say what a first visit here begins, if it has to be said; return its question, or ""."""
    from goalcoach.store.folder_kind import FolderKind, kind_of_folder

    if store.site().practice:
        narrate(tr("This store is for practice. For real plans: goalcoach paths --make DIR"))
        return tr("Begin a practice visit here? (yes or no)")
    if kind_of_folder(store.root, store.fs) is FolderKind.STORE:
        return ""
    from goalcoach.visit.first_start_words import kept_here

    narrate(f"{tr('This begins a store.')} {kept_here(str(store.root), numbers=False)}")
    narrate(tr("For a store of your own: goalcoach paths --make DIR. To try: goalcoach demo DIR"))
    return tr("Begin a visit for a real person here? (yes or no)")
