"""`goalcoach script lint`: what is wrong or unwise in a pack, with file, line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument, read_named
from goalcoach.errors import BadData

if TYPE_CHECKING:
    from goalcoach.dialogue.script.diagnostic import Diagnostic

WARNINGS = 1
"""Exit code if there are warnings and no error."""


def lint_script(pack: PackArgument) -> None:
    """Find what is wrong or unwise in a dialogue, line by line.

    Leaves with 65 if the script cannot be used, and with 1 if there are warnings alone.

    \b
    Example: goalcoach script lint core
    """
    found = _look(read_named(pack), pack)
    if found:
        write_out("\n".join(_as_line(one) for one in found))
    errors = sum(one.code.startswith("E") for one in found)
    narrate(f"{errors} errors, {len(found) - errors} warnings." if found else "Nothing to look at.")
    if found:
        raise typer.Exit(BadData.exit_code if errors else WARNINGS)


def _look(files: dict[str, bytes], name: str) -> tuple[Diagnostic, ...]:
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.dialogue.script.diagnostic import BadScript

    try:
        compile_pack(files, name)
    except BadScript as bad:
        return bad.diagnostics
    return ()


def _as_line(one: Diagnostic) -> str:
    from goalcoach.safe_text import show

    return show(str(one), lines=False)
