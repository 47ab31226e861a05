"""What is said when the disk fails: each error of the system as one of ours, with what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from goalcoach.errors import BadData, GoalcoachError, NotAllowed, NotFound, NotSaved, Problem
from goalcoach.translation import TrMap, tr, tr_noop

_REFUSED = frozenset({errno.EACCES, errno.EPERM})
ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR})
"""What the system answers where nothing has that name."""
NOT_SAVED_YET = tr_noop("Not saved yet. Your words are still here.")
"""How the sentence of a NotSaved begins, before it says why."""
_ADVICE = TrMap(
    {
        errno.ENOSPC: "The disk is full. Free some space, then try again.",
        errno.EDQUOT: "Your share of the disk is used up. Free some space, then try again.",
        errno.EROFS: "The folder can only be read. Make it writable, then try again.",
        errno.EACCES: "The folder may not be written to. Ask who looks after it, then try again.",
        errno.EPERM: "The folder may not be written to. Ask who looks after it, then try again.",
    }
)
_ERRNO_WORDS = TrMap(
    {
        errno.EIO: "trouble reading or writing",
        errno.EINTR: "interrupted",
        errno.ENOSPC: "full",
        errno.EDQUOT: "full",
        errno.EROFS: "read only",
        errno.EACCES: "no access",
        errno.EPERM: "no access",
        errno.ENOLCK: "no locks",
    },
    context="disk_error",
)


class NotRead(GoalcoachError):
    """The disk failed while reading; nothing was changed."""

    exit_code = 74


@contextmanager
def saving() -> Iterator[None]:
    """Raise NotSaved in place of OSError and NotRead, for a save reads what it depends on."""
    try:
        yield
    except OSError as problem:
        raise not_saved(problem) from problem
    except NotRead as problem:
        raise NotSaved(f"{tr(NOT_SAVED_YET)} {problem.sentence}") from problem


def not_saved(problem: OSError) -> NotSaved:
    """Return the error for the user after a write that failed with `problem`."""
    return NotSaved(f"{tr(NOT_SAVED_YET)} {why_not(problem)}")


def why_not(problem: OSError) -> str:
    """Return a sentence on why a write failed, and what to do."""
    why = _ADVICE.get(problem.errno or 0)
    answered = tr(
        "The disk answered “{reason}”. Try again, or look at the disk.", reason=reason(problem)
    )
    return why or answered


def reason(problem: OSError) -> str:
    """Return a few words on a system error with its name, such as "full, ENOSPC".

    The system's own message is left out: it sounds like blame, and it may hold a path.
    """
    if problem.errno is None:
        return problem.strerror or tr("no reason given")
    name = errno.errorcode.get(problem.errno, str(problem.errno))
    words = _ERRNO_WORDS.get(problem.errno)
    return f"{words}, {name}" if words else name


def bad(source: str, message: str) -> BadData:
    """Return a BadData with one problem of the file as a whole."""
    return BadData(source, [Problem(0, "", message)])


def not_read(problem: OSError, source: str) -> GoalcoachError:
    """Return the error for the user after a read that failed with `problem`."""
    if problem.errno in ABSENT:
        return NotFound(tr("{source} is not there.", source=source))
    if problem.errno in _REFUSED:
        return NotAllowed(
            tr("{source} may not be read. Ask who looks after this folder.", source=source)
        )
    if problem.errno == errno.ELOOP:
        return bad(source, tr("this is a link; an ordinary file belongs here."))
    if problem.errno in {errno.ENXIO, errno.ENODEV}:
        return bad(source, tr("this is a pipe or a device; an ordinary file belongs here."))
    return NotRead(
        tr(
            "The disk could not read {source} ({problem}). Try again.",
            source=source,
            problem=reason(problem),
        )
    )
