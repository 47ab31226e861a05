"""The errors that reach a person.

Each error knows its exit code (docs: README, "Exit codes") and one or two sentences that say what
happened and what to do next.
"""

from __future__ import annotations

from typing import NamedTuple

UNEXPECTED = 70
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


class GoalcoachError(Exception):
    """Base of every error a user may see.

    `sentence` is plain text, already complete; it is passed through `text.show` when printed.
    """

    exit_code: int = UNEXPECTED

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UsageError(GoalcoachError):
    """The command line asks for something that cannot be done as written."""

    exit_code = 2


class Problem(NamedTuple):
    """One thing wrong in a file: where, and what to do. `line` counts from 1, 0 if unknown."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        field = f"{self.field}: " if self.field else ""
        return f"{where}{field}{self.message}"


class BadData(GoalcoachError):
    """A file does not hold what it should; every problem found is listed."""

    exit_code = 65

    def __init__(self, source: str, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__(in_lines([f"{source}: {problem}" for problem in self.problems]))


MOST_LINES = 60
"""A file with more problems is of another kind, and they would only bury the screen."""


def in_lines(problems: list[str]) -> str:
    """Return problems a line each, a flood of them cut and counted."""
    more = len(problems) - MOST_LINES
    return "\n".join([*problems[:MOST_LINES], *([f"{more} more like these"] if more > 0 else [])])


class NotFound(GoalcoachError):
    """No such patient, version or file."""

    exit_code = 66


class NewerFormat(GoalcoachError):
    """The file was written in a newer format; it is left untouched."""

    exit_code = 66


class AlreadyExists(GoalcoachError):
    """The version is there already, with other content."""

    exit_code = 73


class NotSaved(GoalcoachError):
    """Nothing was written; what was typed is kept in the journal."""

    exit_code = 74


class NotPrinted(GoalcoachError):
    """A sheet was not written or not printed; the plan is as it was."""

    exit_code = 74


class Unconfirmed(NotSaved):
    """The file is visible, but whether it would survive a power cut is unknown."""


class Busy(GoalcoachError):
    """Another visit is open for this patient."""

    exit_code = 75


class NotAllowed(GoalcoachError):
    """The store or a file refuses access, or the request breaks a safety rule."""

    exit_code = 77


class VisitSaved(GoalcoachError):
    """No trouble: a visit that had been closed, but not yet saved, is saved now."""

    exit_code = 0


def describe(error: Exception) -> str:
    """Say what went wrong without the error's own words: they may hold a patient's."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("goalcoach"):
            place = f" in {module}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"goalcoach met something it did not expect: {type(error).__name__}{place}. "
        "What was saved is kept. This line holds nothing from a plan; please report it."
    )
