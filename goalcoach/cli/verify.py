"""`goalcoach verify`: checks every file of the store for damage and unexpected files."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption
from goalcoach.cli.spoken_language import speak
from goalcoach.errors import UsageError, gravest
from goalcoach.safe_text import show
from goalcoach.translation import TrMap, tr
from goalcoach.visit.typed_words import says_yes

if TYPE_CHECKING:
    from goalcoach.store.finding import Finding
    from goalcoach.store.store import Store

FORMAT = "goalcoach-verify/1"
_LEVELS = TrMap({"fault": "fault", "warning": "warning", "note": "note"}, context="finding")
"""How grave a finding is, as text says it; for a program it is the English word."""
WARNINGS = 1
"""Exit code if there are warnings only."""


class VerifyFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    JSON = "json"


def verify_plans(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE…]", help="Patients; by default all.")
    ] = None,
    form: Annotated[
        VerifyFormat, typer.Option("--format", help="Lines to read, or JSON for programs.")
    ] = VerifyFormat.TEXT,
    repair: Annotated[
        bool, typer.Option("--repair", help="Move aside what counts nowhere; asks first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --repair: do not ask.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="The newest versions are as they should be.")
    ] = False,
    store_folder: StoreOption = None,
) -> None:
    """Check that every file is as it was left.

    Looks at names, fields, digests, days, the chain of versions, strangers and leftovers, and at
    what this machine has seen before: a plan that went back, or was written anew.
    No file is changed; --repair moves into the folder set_aside what counts nowhere, and deletes
    nothing. A visit that was set aside is named in a note, and is no finding. Leaves with 0 if all
    is well, 1 if there is something to look at, 65 if content may be lost, 77 where all that is
    wrong is that a file may not be read.

    \b
    Example: goalcoach verify rowan-17
    """
    import json

    store = open_known_store(store_folder)
    speak(store, "", for_program=form is VerifyFormat.JSON)
    if repair:
        _check_can_ask(yes=yes)
    found = _find(store, codes, accept=accept)
    if repair and _move_aside(store, found, yes=yes):
        found = _find(store, codes, accept=False)
    chosen = tuple(codes) if codes else store.codes()
    levels = [one.level.value for one in found if one.level.value != "note"]
    faults = {one.exit_code for one in found if one.level.value == "fault"}
    if form is VerifyFormat.JSON:
        data = [_as_data(one, store.root) for one in found]
        write_out(json.dumps({"format": FORMAT, "patients": list(chosen), "findings": data}))
    else:
        for one in found:
            write_out(show(_as_line(one, store.root), lines=False))
        narrate(_summary(len(chosen), len(levels)))
    if levels:
        raise typer.Exit(gravest(faults) or WARNINGS)


def _find(store: Store, codes: list[str] | None, *, accept: bool) -> list[Finding]:
    from goalcoach.store.verify import verify_patients, verify_root

    chosen = tuple(codes) if codes else store.codes()
    all_codes = not codes
    patients = verify_patients(store, chosen, date.today(), accept=accept, all_codes=all_codes)
    return [*(verify_root(store) if all_codes else ()), *patients]


def _check_can_ask(*, yes: bool) -> None:
    """Raise UsageError if there is no one to ask whether files may be moved."""
    if not yes and not (sys.stdin is not None and sys.stdin.isatty()):
        raise UsageError(tr("--repair asks before it moves a file. Without a terminal add --yes."))


def _move_aside(store: Store, found: list[Finding], *, yes: bool) -> bool:
    """Move what counts nowhere, after asking; say each move. Return True if anything was moved."""
    from goalcoach.store.file_name import ASIDE
    from goalcoach.store.quarantine import movable, move_aside

    paths = movable(found)
    if not paths:
        narrate(tr("There is nothing to move aside."))
        return False
    if not yes:
        for one in found:
            if one.movable:
                narrate(_as_line(one, store.root))
        words = tr("Move these {count} into {folder}?", count=len(paths), folder=ASIDE)
        if len(paths) == 1:
            words = tr("Move this into {folder}?", folder=ASIDE)
        if not says_yes(_ask(f"{words} {tr('Nothing is deleted. (yes or no)')} ")):
            narrate(tr("Nothing was moved."))
            return False
    for path in paths:
        target = move_aside(store.fs, path)
        moved = f"{_name(path, store.root)} → {_name(target, store.root)}"
        narrate(tr("moved: {moved}", moved=moved))
    return True


def _ask(question: str) -> str:
    from goalcoach.plain import read_line

    try:
        return read_line(question).strip()
    except EOFError:
        return ""


def _name(path: Path, root: Path) -> str:
    if path == root:
        return "."
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _as_line(one: Finding, root: Path) -> str:
    return f"{_name(one.path, root)}: {_LEVELS[one.level.value]}: {one.sentence}"


def _as_data(one: Finding, root: Path) -> dict[str, str]:
    return {
        "file": _name(one.path, root),
        "level": str(one.level),
        "sentence": one.sentence,
    }


def _summary(patients: int, findings: int) -> str:
    looked = tr("{count} patients checked", count=patients)
    if patients == 1:
        looked = tr("1 patient checked")
    if findings == 0:
        return tr("{looked}: all as it was left.", looked=looked)
    if findings == 1:
        return tr("{looked}: 1 thing to look at.", looked=looked)
    return tr("{looked}: {count} things to look at.", looked=looked, count=findings)
