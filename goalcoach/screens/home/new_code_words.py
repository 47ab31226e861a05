"""The questions to confirm before a visit makes a new patient, so that a misspelt code does not.

Pure: the words only; `new_code_questions` shows them one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goalcoach.errors import UsageError
from goalcoach.store.file_name import check_code, near_codes
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.first_start_words import A_NUMBER, WHY_LETTERS, is_number

NEVER = tr_noop("Never a name, a birthday or a record number.")
WHAT = tr_noop("A code is small letters, digits and dashes: maple-15.")
PRACTICE = tr_noop(
    "This store is for practice and holds made-up people only. For real ones, leave and "
    "make a store of your own:\n"
    "goalcoach paths --make DIR"
)


class NewCodeQuestion(NamedTuple):
    """A question to confirm with Enter, or to go back from."""

    title: str
    text: str
    enter_words: str
    """What Enter does, for the hint; "" if one can only go back."""


def questions_about(
    code: str, known: Sequence[str], *, practice: bool, kept: str = ""
) -> list[NewCodeQuestion]:
    """Return the questions about a code that nobody has yet, in order.

    There are two more if the code is close to one in `known`, one more if it is a number alone, and
    one first in a `practice` store.
    A code that is not valid gives a single question that Enter does not confirm. `kept` says where
    the first visit of a store is kept, so that it is known before it begins.
    """
    problem = problem_of(code)
    if problem:
        return [NewCodeQuestion(tr("This is not a code yet."), f"{problem}\n{tr(NEVER)}", "")]
    none = tr("No one here has the code “{code}”.", code=code)
    title = none if known else tr("The first code here.")
    begins = tr("begin a first visit for {code}", code=code)
    asked = []
    if practice:
        ask = tr("Is this visit for practice?")
        asked.append(NewCodeQuestion(ask, tr(PRACTICE), tr("yes, practise here")))
    what = f"{tr(WHAT)}\n{tr(NEVER)}\n\n{kept}".rstrip()
    asked.append(NewCodeQuestion(title, what, begins))
    if is_number(code):
        asked.append(NewCodeQuestion(tr(A_NUMBER, code=code), tr(WHY_LETTERS), begins))
    for near in near_codes(code, tuple(known))[:1]:
        asked += _about_near(code, near, begins)
    return asked


def _about_near(code: str, near: str, begins: str) -> list[NewCodeQuestion]:
    close = tr("{code} is very close to {other}.", code=code, other=near)
    text = tr(
        "{other} is already here. If it is the same person, go back and choose {other}.",
        other=near,
    )
    again = tr("Two people will be in the list: {other} and {code}.", other=near, code=code)
    second = tr("Is {code} a second person?", code=code)
    return [
        NewCodeQuestion(close, text, tr("it is someone new")),
        NewCodeQuestion(second, again, begins),
    ]


def problem_of(code: str) -> str:
    """Return a sentence on why `code` is not valid; "" if it is."""
    try:
        check_code(code)
    except UsageError as error:
        return error.sentence
    return ""
