"""The errors a user may see.

Each has an exit code (README, "Exit codes") and one or two sentences that say what happened and
what to do next. From 64 on the codes are those of BSD's sysexits.h, as far as one fits.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from goalcoach.translation import tr

UNEXPECTED = 70
"""Exit code for a defect of the program (EX_SOFTWARE)."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


class GoalcoachError(Exception):
    """Base of every error a user may see.

    `sentence` is plain text, already complete; it is passed through `safe_text.show` when printed.
    """

    exit_code: int = UNEXPECTED

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UsageError(GoalcoachError):
    """The command line cannot be carried out as written."""

    exit_code = 2


class Problem(NamedTuple):
    """One problem in a file: its place and a sentence on what to do.

    `line` counts from 1 and is 0 if unknown; `field` is "" for the file as a whole.
    """

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{tr('line {number}', number=self.line)}: " if self.line else ""
        field = f"{self.field}: " if self.field else ""
        return f"{where}{field}{self.message}"


class BadData(GoalcoachError):
    """A file is not valid.

    `problems` lists everything found wrong with it.
    """

    exit_code = 65

    def __init__(self, source: str, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__(in_lines([f"{source}: {problem}" for problem in self.problems]))


MOST_LINES = 60
"""Problems listed of one file. One with more is most likely another kind of file, and a full list
would scroll everything else out of sight."""


def in_lines(problems: list[str]) -> str:
    """Return one problem a line; those after the first MOST_LINES are only counted."""
    more = len(problems) - MOST_LINES
    return "\n".join(
        [*problems[:MOST_LINES], *([tr("{count} more like these", count=more)] if more > 0 else [])]
    )


class NotFound(GoalcoachError):
    """There is no such patient, version or file."""

    exit_code = 66


class NewerFormat(GoalcoachError):
    """The file was written by a newer goalcoach; it is left as it is."""

    exit_code = 66


class AlreadyExists(GoalcoachError):
    """A file of that name exists already, with other content."""

    exit_code = 73


class NotSaved(GoalcoachError):
    """Nothing was written; what was typed is kept in the journal."""

    exit_code = 74


def not_written(problem: OSError) -> NotSaved:
    """Return the error for output that did not reach its reader, such as on a full disk."""
    why = problem.strerror or tr("the system gave no reason")
    return NotSaved(tr("The output could not be written: {why}.", why=why))


class NotPrinted(GoalcoachError):
    """A sheet was not written or not printed; the plan is as it was."""

    exit_code = 74


class Unconfirmed(NotSaved):
    """The file has been written, but the disk did not confirm that it would survive a power cut."""


class Busy(GoalcoachError):
    """Another visit is open for this patient."""

    exit_code = 75


class OpenElsewhere(Busy):
    """By its lock line the visit is open on another machine; it can be taken over by a word.

    `silent`: there was no sign of life from there for so long that nobody may be working.
    """

    def __init__(self, sentence: str, *, silent: bool = False) -> None:
        super().__init__(sentence)
        self.silent = silent


class NotAllowed(GoalcoachError):
    """The system denies access to the store or a file, or the request breaks a safety rule."""

    exit_code = 77


class VisitSaved(GoalcoachError):
    """Not a failure: opening the visit saved a plan that was closed but not yet written."""

    exit_code = 0


WORST_FIRST = (UNEXPECTED, 74, 65, 66, 77, 2)
"""Exit codes by gravity, where a command met several; the README promises this order."""


def gravest(codes: Collection[int]) -> int:
    """Return the gravest of these exit codes; 0 if there is none."""
    return next((code for code in WORST_FIRST if code in codes), max(codes, default=0))


def describe(error: Exception) -> str:
    """Return a sentence on an unexpected error: its type and the last line of ours it passed.

    The error's own message is left out: it may quote what a patient said.
    """
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("goalcoach"):
            place = tr(" in {module}, line {number}", module=module, number=trace.tb_lineno)
        trace = trace.tb_next
    return tr(
        "goalcoach met something it did not expect: {error}{place}. "
        "What was saved is kept. This line holds nothing from a plan; please report it.",
        error=type(error).__name__,
        place=place,
    )
