"""What is said where there is no patient yet: one page, the same in the app and on the command
line. Pure.
"""

from __future__ import annotations

from typing import NamedTuple

from goalcoach.translation import tr, tr_noop

NO_ONE = tr_noop("No one here yet.")
BEGIN_HERE = tr_noop("Type a code to begin a first visit.")
NOT_SET = tr_noop("No number to call is set yet. Numbers stand in goalcoach.toml, in the store.")
CODE = tr_noop(
    "Each person has a code, never a name: small letters, digits and dashes, such as maple-15."
)
A_NUMBER = tr_noop("{code} is a number alone.")
WHY_LETTERS = tr_noop(
    "It may be someone's place in a list, or a record number. A code with letters is easier to "
    "tell apart: maple-15."
)
"""Why a new code of digits alone asks once more."""
TO_TRY = tr_noop(
    "goalcoach demo ~/practice makes two made-up people; goalcoach --store ~/practice opens them."
)
FOR_REAL = tr_noop("goalcoach paths --make ~/plans makes a store and says what comes next.")


class StartRow(NamedTuple):
    """A line of the page: a word in front, and what there is to say."""

    label: str
    words: str


def first_start_rows(
    where: str, *, made: bool = False, numbers: bool = False, practice: bool = False
) -> tuple[StartRow, ...]:
    """Return the page, without its first and last line.

    `where` is the store's folder; `made`: it has a site file, so nobody has to make one; `numbers`:
    that one has a number to call; `practice`: it is for practice.
    """
    rows = [StartRow(tr("Code"), tr(CODE))]
    if not practice:
        rows.append(StartRow(tr("To try"), tr(TO_TRY)))
        if not made:
            rows.append(StartRow(tr("For real"), tr(FOR_REAL)))
        if not numbers:
            rows.append(StartRow(tr("Numbers"), tr(NOT_SET)))
    # Last, because its length is not ours.
    kept = tr("Kept in {folder}, on this machine alone, as plain text.", folder=where)
    rows.append(StartRow(tr("Plans"), kept))
    return tuple(rows)


def is_number(code: str) -> bool:
    """Return True if a code is of digits alone."""
    return code.isdecimal()


def kept_here(where: str, *, numbers: bool) -> str:
    """Return what is said before the first visit of a store that nobody made."""
    kept = tr("It is kept in {folder}.", folder=where)
    return kept if numbers else f"{kept} {tr(NOT_SET)}"
