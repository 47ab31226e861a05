"""`goalcoach verify`: checks every file of the store for damage and unexpected files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, open_store
from goalcoach.errors import BadData
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from goalcoach.store.finding import Finding

FORMAT = "goalcoach-verify/1"
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
    store_folder: StoreOption = None,
) -> None:
    """Check that every file is as it was left.

    Looks at names, fields, digests, the chain of versions, strangers and leftovers.
    Nothing is changed. A visit that was set aside is named in a note, and is no finding. Leaves
    with 0 if all is well, 1 if there is something to look at, 65 if content may be lost.

    \b
    Example: goalcoach verify rowan-17
    """
    import json

    from goalcoach.store.verify import verify, verify_root

    store = open_store(store_folder)
    chosen = tuple(codes) if codes else store.codes()
    found = [] if codes else list(verify_root(store))
    for code in chosen:
        found += verify(store, code)
    levels = [one.level.value for one in found if one.level.value != "note"]
    if form is VerifyFormat.JSON:
        data = [_as_data(one, store.root) for one in found]
        write_out(json.dumps({"format": FORMAT, "patients": list(chosen), "findings": data}))
    else:
        for one in found:
            write_out(show(_as_line(one, store.root), lines=False))
        narrate(_summary(len(chosen), len(levels)))
    if levels:
        raise typer.Exit(BadData.exit_code if "fault" in levels else WARNINGS)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _as_line(one: Finding, root: Path) -> str:
    return f"{_name(one.path, root)}: {one.level}: {one.sentence}"


def _as_data(one: Finding, root: Path) -> dict[str, str]:
    return {
        "file": _name(one.path, root),
        "level": str(one.level),
        "sentence": one.sentence,
    }


def _summary(patients: int, findings: int) -> str:
    looked = f"{patients} {'patient' if patients == 1 else 'patients'} checked"
    if findings == 0:
        return f"{looked}: all as it was left."
    return f"{looked}: {findings} {'thing' if findings == 1 else 'things'} to look at."
