"""`goalcoach script lint`: what is wrong or unwise in a pack, with file, line and what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument, own_scripts, read_named
from goalcoach.cli.shared_option import StoreOption
from goalcoach.errors import BadData

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from goalcoach.dialogue.script.diagnostic import Diagnostic

WARNINGS = 1
"""Exit code if there are warnings and no error."""


class LintFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def lint_script(
    pack: PackArgument,
    form: Annotated[
        LintFormat,
        typer.Option("--format", help="Lines to read, JSON, or SARIF 2.1.0 for editors."),
    ] = LintFormat.TEXT,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="PACK", help="Also what answers given to that older one would suffer."
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Find what is wrong or unwise in a dialogue, line by line.

    Leaves with 65 if the script cannot be used, and with 1 if there are warnings
    alone. docs/SCRIPTS.md has every code, and how to say that something stays as
    it is.

    \b
    Example: goalcoach script lint core
    """
    from goalcoach.cli.script.diff import compare_with
    from goalcoach.cli.script.i18n import language_findings
    from goalcoach.dialogue.linter.lint import lint_pack
    from goalcoach.dialogue.script.diagnostic import BadScript

    try:
        files = read_named(pack, store)
        more = compare_with(since, files, pack, store) if since is not None else ()
        found = lint_pack(files, (*more, *language_findings(pack, own_scripts(store), files)))
    except BadScript as bad:
        found = bad.diagnostics  # an overlay that does not fit what it lies on
    found = tuple(sorted((*found, *_strays(pack, store), *_taken_id(pack, store))))
    match form:
        case LintFormat.JSON:
            write_out(_as_json(pack, found))
        case LintFormat.SARIF:
            write_out(_as_sarif(pack, found))
        case LintFormat.TEXT if found:
            write_out(_as_text(found))
    _end(found)


def _strays(pack: str, store: Path | None) -> Iterator[Diagnostic]:
    """Yield W208 for each file in the pack's folder that is not read."""
    from goalcoach.dialogue.script.diagnostic import Diagnostic
    from goalcoach.store.script_pack import stray_names

    why = "is not read: the name of a section's file has small letters, digits and _, and .toml"
    for name in stray_names(pack, own=own_scripts(store)):
        yield Diagnostic(name, 1, "W208", name, why)


def _taken_id(pack: str, store: Path | None) -> Iterator[Diagnostic]:
    """Yield E104 for a pack of one's own with the id of one that comes with goalcoach."""
    from goalcoach.store.script_pack import taken_id

    if (taken := taken_id(pack, own=own_scripts(store))) is not None:
        yield taken


def _end(found: Sequence[Diagnostic]) -> None:
    """Say how many there are, and leave with the code for them."""
    from goalcoach.dialogue.script.diagnostic import Severity

    counts = {level: sum(one.severity is level for one in found) for level in Severity}
    if not found:
        narrate("Nothing to look at.")
        return
    narrate(", ".join(f"{count} × {level}" for level, count in counts.items() if count) + ".")
    if counts[Severity.ERROR]:
        raise typer.Exit(BadData.exit_code)
    if counts[Severity.WARNING]:
        raise typer.Exit(WARNINGS)


def _as_text(found: Sequence[Diagnostic]) -> str:
    """Return two lines a finding: where and what, and what to do."""
    from goalcoach.dialogue.linter.code_table import LINT_CODES
    from goalcoach.safe_text import show

    lines = []
    for one in found:
        lines.append(show(str(one), lines=False))
        lines.append(f"    {LINT_CODES[one.code].advice}")
    return "\n".join(lines)


def _as_json(pack: str, found: Sequence[Diagnostic]) -> str:
    from goalcoach.cli.script.lint_output import lint_json

    return lint_json(pack, found)


def _as_sarif(pack: str, found: Sequence[Diagnostic]) -> str:
    from goalcoach.cli.script.lint_output import lint_sarif

    return lint_sarif(pack, found)
