"""What is asked before a new code becomes a patient: a slip of the finger must not make one.

Pure words; home shows them one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goalcoach.errors import UsageError
from goalcoach.store.file_name import check_code, near_codes

WHAT = (
    "A code is small letters, digits and dashes: maple-15.\n"
    "Never a name, a birthday or a record number."
)
PRACTICE = (
    "This store is for practice and holds made-up people only. For real ones, leave and "
    "make a store of your own:\n"
    "goalcoach paths --make DIR"
)


class NewCodeQuestion(NamedTuple):
    """One thing to read before going on. `does`: what Enter does, "" if it does nothing."""

    title: str
    text: str
    does: str


def questions_about(code: str, known: Sequence[str], *, practice: bool) -> list[NewCodeQuestion]:
    """Return what is asked about a code that no one has yet; two things more if it is close.

    `practice` asks first whether a practice store is the right place.
    """
    title = f"No one here has the code “{code}”." if known else "The first code here."
    problem = problem_of(code)
    if problem:
        return [NewCodeQuestion(title, f"{problem}\n{WHAT}", "")]
    begins = f"begin a first visit for {code}"
    asked = [NewCodeQuestion("Is this visit for practice?", PRACTICE, "yes, practise here")]
    asked = [*(asked if practice else ()), NewCodeQuestion(title, WHAT, begins)]
    for near in near_codes(code, tuple(known))[:1]:
        text = f"{near} is already here. If it is the same person, go back and choose {near}."
        asked.append(NewCodeQuestion(f"{code} is very close to {near}.", text, "it is someone new"))
        again = f"Two people will be in the list: {near} and {code}."
        asked.append(NewCodeQuestion(f"Is {code} a second person?", again, begins))
    return asked


def problem_of(code: str) -> str:
    """Return why this cannot be a code, in a sentence, or ""."""
    try:
        check_code(code)
    except UsageError as error:
        return error.sentence
    return ""
