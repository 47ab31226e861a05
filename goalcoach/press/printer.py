"""Sends printed sheets to a printer by `lp`, one job a sheet.

The system's queue shows a job's title to others, so it says nothing but a number. What a printer
took is noted beside the sheets until all of a run are through, so that the same command goes on
after the one that was refused.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from hashlib import sha256
from shutil import which
from typing import NamedTuple

from goalcoach.errors import NotPrinted, UsageError
from goalcoach.press.job import SheetOutcome
from goalcoach.press.stamp import digest
from goalcoach.sheets.sheet import Paper
from goalcoach.store.print_folder import Printed

PATIENCE = 120.0
SOON = 3.0
"""So long may the list of printers take: someone waits for the page that shows it."""
MOST_PRINTERS = 50
MOST_COPIES = 99
_MEDIA = {Paper.A4: "A4", Paper.LETTER: "Letter"}


class Printer(NamedTuple):
    """Which printer, and how it is to print."""

    name: str
    copies: int = 1
    duplex: bool = False
    paper: Paper = Paper.A4


class Ready(NamedTuple):
    """A sheet to send: its file and the digest of its bytes."""

    name: str
    output: str


def find_program() -> str:
    """Return where `lp` is; NotPrinted."""
    program = which("lp")
    if program is None:
        raise NotPrinted(
            "There is no lp here, the program that hands files to printers. Install CUPS, or leave "
            "--printer out and print the files by hand."
        )
    return program


def list_printers() -> tuple[str, ...]:
    """Return the names of the printers there are, none if nothing here knows any."""
    program = which("lpstat")
    if program is None or which("lp") is None:
        return ()
    try:
        # No shell, and no word of anyone's.
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
    """Refuse a printer's name or a number of copies that cannot be; UsageError."""
    if not printer.name.strip() or not printer.name.isprintable() or printer.name.startswith("-"):
        raise UsageError("This cannot be the name of a printer. lpstat -e lists those there are.")
    if not 1 <= printer.copies <= MOST_COPIES:
        raise UsageError(f"--copies is a number from 1 to {MOST_COPIES}.")


def ready(outcomes: Iterable[SheetOutcome]) -> list[Ready]:
    """Return the sheets that are there to send, each once, in order."""
    return list(dict.fromkeys(Ready(one.name, one.output) for one in outcomes if one.output))


def send(
    printed: Printed,
    sheets: list[Ready],
    printer: Printer,
    tell: Callable[[int], None],
    *,
    again: bool = False,
) -> tuple[int, int]:
    """Send each sheet that this printer has not got yet; return how many it got, now and before.

    With `again` all are sent. Stops at the first that is refused: NotPrinted, which says how far
    it came.
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
    # The run is through: asked for once more, these sheets are wanted once more.
    rest = _marks(printed, note) - {_mark(one) for one in sheets}
    printed.write_note(note, "".join(f"{line}\n" for line in sorted(rest)).encode())
    return len(todo), len(sheets) - len(todo)


def _send_one(program: str, printer: Printer, printed: Printed, one: Ready, title: str) -> None:
    data = printed.read(one.name)
    if data is None or digest(data) != one.output:
        raise NotPrinted("Its file was changed or moved away meanwhile.")
    sides = "two-sided-long-edge" if printer.duplex else "one-sided"
    command = [program, "-d", printer.name, "-n", str(printer.copies), "-t", title]
    # A card is true to size: nothing may be fitted to the page.
    options = (f"sides={sides}", f"media={_MEDIA[printer.paper]}", "print-scaling=none")
    command += [word for option in options for word in ("-o", option)]
    try:
        # No shell; every word is ours but the printer's name, which was checked.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted(f"lp gave no answer within {PATIENCE:.0f} seconds.") from None
    except OSError as problem:
        raise NotPrinted("lp could not be started.") from problem
    if done.returncode:
        raise NotPrinted(_answer(done.stderr))


def _answer(said: bytes) -> str:
    """Return what lp said, which knows of the printer and the title only."""
    words = " ".join(said.decode("utf-8", "replace").split())[:200]
    return f"lp said: {words}" if words else "lp gave no reason."


def _how_far(problem: NotPrinted, one: Ready, done: int, total: int) -> str:
    sent = f"{done} of {total} were sent" if done else f"None of {total} was sent"
    return (
        f"The printer did not take {one.name}. {problem.sentence} {sent}. When the printer is "
        "ready, print again: it goes on from here."
    )


def _note(printer: Printer) -> str:
    return f"sent-{sha256(printer.name.encode()).hexdigest()[:12]}"


def _mark(one: Ready) -> str:
    return f"{one.output} {one.name}"


def _marks(printed: Printed, note: str) -> set[str]:
    return set((printed.read_note(note) or b"").decode("utf-8", "replace").splitlines())
