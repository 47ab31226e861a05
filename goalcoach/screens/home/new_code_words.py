"""The questions to confirm before a visit makes a new patient, so that a misspelt code does not.

Pure: the words only; `new_code_questions` shows them one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goalcoach.errors import UsageError
from goalcoach.store.file_name import check_code, near_codes

NEVER = "Never a name, a birthday or a record number."
WHAT = f"A code is small letters, digits and dashes: maple-15.\n{NEVER}"
PRACTICE = (
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

    There are two more if the code is close to one in `known`, and one first in a `practice` store.
    A code that is not valid gives a single question that Enter does not confirm. `kept` says where
    the first visit of a store is kept, so that it is known before it begins.
    """
    title = f"No one here has the code “{code}”." if known else "The first code here."
    problem = problem_of(code)
    if problem:
        return [NewCodeQuestion("This is not a code yet.", f"{problem}\n{NEVER}", "")]
    begins = f"begin a first visit for {code}"
    asked = [NewCodeQuestion("Is this visit for practice?", PRACTICE, "yes, practise here")]
    asked = [
        *(asked if practice else ()),
        NewCodeQuestion(title, f"{WHAT}\n\n{kept}".rstrip(), begins),
    ]
    for near in near_codes(code, tuple(known))[:1]:
        text = f"{near} is already here. If it is the same person, go back and choose {near}."
        asked.append(NewCodeQuestion(f"{code} is very close to {near}.", text, "it is someone new"))
        again = f"Two people will be in the list: {near} and {code}."
        asked.append(NewCodeQuestion(f"Is {code} a second person?", again, begins))
    return asked


def problem_of(code: str) -> str:
    """Return a sentence on why `code` is not valid; "" if it is."""
    try:
        check_code(code)
    except UsageError as error:
        return error.sentence
    return ""
