"""Sends sheets to a printer by `lp`, one job a sheet.

Other users can see a job's title in the queue, so it holds nothing but a number. Which sheets a
printer took is noted in their folder until the whole run is sent; after a failure the same command
goes on with the first sheet that was not taken.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from hashlib import sha256
from shutil import which
from typing import NamedTuple

from goalcoach.errors import NotPrinted, UsageError
from goalcoach.press.sheet_fingerprint import digest
from goalcoach.press.worker_messages import SheetOutcome
from goalcoach.sheets.sheet import Paper
from goalcoach.store.print_folder import Printed
from goalcoach.translation import tr, tr_noop

PATIENCE = 120.0
"""Seconds that `lp` may take for one sheet."""
SOON = 3.0
"""Seconds that the list of printers may take; a user waits for the page that shows it."""
MOST_PRINTERS = 50
MOST_COPIES = 99
_MEDIA = {Paper.A4: "A4", Paper.LETTER: "Letter"}


class Printer(NamedTuple):
    """The printer to use, and how it is to print."""

    name: str
    copies: int = 1
    duplex: bool = False
    paper: Paper = Paper.A4


class Ready(NamedTuple):
    """A sheet to send: the name of its file and the digest of its bytes."""

    name: str
    output: str


def find_program() -> str:
    """Return the path of `lp`; raises NotPrinted if it is not installed."""
    program = which("lp")
    if program is None:
        raise NotPrinted(
            tr(
                "There is no lp here, the program that hands files to printers. Install "
                "CUPS, or leave --printer out and print the files by hand."
            )
        )
    return program


def list_printers() -> tuple[str, ...]:
    """Return the names of the system's printers; () if there is no way to ask, or no answer."""
    program = which("lpstat")
    if program is None or which("lp") is None:
        return ()
    try:
        # No shell, and no word of the user's.
        done = subprocess.run(  # noqa: S603
            [program, "-e"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SOON,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ()
    names = done.stdout.decode("utf-8", "replace").split()
    return tuple(names[:MOST_PRINTERS]) if done.returncode == 0 else ()


def check_printer(printer: Printer) -> None:
    """Raise UsageError for a name that no printer can have, or a number of copies out of range."""
    if not printer.name.strip() or not printer.name.isprintable() or printer.name.startswith("-"):
        raise UsageError(
            tr("This cannot be the name of a printer. lpstat -e lists those there are.")
        )
    if not 1 <= printer.copies <= MOST_COPIES:
        raise UsageError(
            tr("--copies is a number from 1 to {most_copies}.", most_copies=MOST_COPIES)
        )


def ready(outcomes: Iterable[SheetOutcome]) -> list[Ready]:
    """Return the sheets that have a file, in order, each once."""
    return list(dict.fromkeys(Ready(one.name, one.output) for one in outcomes if one.output))


def send(
    printed: Printed,
    sheets: list[Ready],
    printer: Printer,
    tell: Callable[[int], None],
    *,
    again: bool = False,
) -> tuple[int, int]:
    """Send the sheets that this printer has not taken yet.

    Return how many were sent now and how many before. With `again` all are sent. `tell` is called
    with the number sent so far. Raises NotPrinted at the first sheet that is refused.
    """
    program = find_program()
    note = _note(printer)
    had = set() if again else _marks(printed, note)
    todo = [one for one in sheets if _mark(one) not in had]
    for done, one in enumerate(todo):
        try:
            _send_one(program, printer, printed, one, f"goalcoach {done + 1} of {len(todo)}")
        except NotPrinted as problem:
            raise NotPrinted(_how_far(problem, one, done, len(todo))) from problem
        printed.add_to_note(note, _mark(one))
        tell(done + 1)
    # All are sent: forget them, so that the same command prints them once more.
    rest = _marks(printed, note) - {_mark(one) for one in sheets}
    printed.write_note(note, "".join(f"{line}\n" for line in sorted(rest)).encode())
    return len(todo), len(sheets) - len(todo)


def _send_one(program: str, printer: Printer, printed: Printed, one: Ready, title: str) -> None:
    data = printed.read(one.name)
    if data is None or digest(data) != one.output:
        raise NotPrinted(tr("Its file was changed or moved away meanwhile."))
    sides = "two-sided-long-edge" if printer.duplex else "one-sided"
    command = [program, "-d", printer.name, "-n", str(printer.copies), "-t", title]
    # Cards are laid out at their true size, so nothing may be scaled to the page.
    options = (f"sides={sides}", f"media={_MEDIA[printer.paper]}", "print-scaling=none")
    command += [word for option in options for word in ("-o", option)]
    try:
        # No shell; every word is ours but the printer's name, which was checked.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted(
            tr("lp gave no answer within {patience} seconds.", patience=f"{PATIENCE:.0f}")
        ) from None
    except OSError as problem:
        raise NotPrinted(tr("lp could not be started.")) from problem
    if done.returncode:
        raise NotPrinted(_answer(done.stderr))


def _answer(said: bytes) -> str:
    """Return lp's error message, which can name only the printer and the job's title."""
    words = " ".join(said.decode("utf-8", "replace").split())[:200]
    return tr("lp said: {words}", words=words) if words else tr("lp gave no reason.")


def _how_far(problem: NotPrinted, one: Ready, done: int, total: int) -> str:
    words = tr_noop("Sent: {done} of {total}.") if done else tr_noop("None of {total} was sent.")
    refused = tr("The printer did not take {name}.", name=one.name)
    again = tr("When the printer is ready, print again: it goes on from here.")
    return f"{refused} {problem.sentence} {tr(words, done=done, total=total)} {again}"


def _note(printer: Printer) -> str:
    return f"sent-{sha256(printer.name.encode()).hexdigest()[:12]}"


def _mark(one: Ready) -> str:
    return f"{one.output} {one.name}"


def _marks(printed: Printed, note: str) -> set[str]:
    return set((printed.read_note(note) or b"").decode("utf-8", "replace").splitlines())
