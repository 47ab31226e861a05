"""`goalcoach script diff`: what differs between two dialogues, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import read_named
from goalcoach.cli.shared_option import StoreOption
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from goalcoach.dialogue.script.diagnostic import Diagnostic
    from goalcoach.dialogue.script.pack_diff import PackChange

DIFFER = 1
"""Exit code under --exit-code if they differ."""
FORMAT = "goalcoach-script-diff/1"


class PackDiffFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    JSON = "json"


def diff_packs(
    older: Annotated[str, typer.Argument(metavar="PACK", help="The older one.")],
    newer: Annotated[str, typer.Argument(metavar="PACK", help="The newer one.")],
    form: Annotated[
        PackDiffFormat, typer.Option("--format", help="Lines, or JSON.")
    ] = PackDiffFormat.TEXT,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 if they differ.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Say in words what differs between two dialogues.

    What would harm answers that were given has a code, from E601 to E606.

    \b
    Example: goalcoach script diff core ./ours
    """
    # Whoever mends an overlay looks at what it changes before it is pinned.
    before, after = (read_named(one, store, unpinned=True) for one in (older, newer))
    found = _compare(before, older, after, newer)
    if form is PackDiffFormat.JSON:
        tree = {"format": FORMAT, "changes": [_tree(one) for one in found]}
        write_out(json.dumps(tree, indent=1))
    elif found:
        write_out("\n".join(show(str(one), lines=False) for one in found))
    coded = sum(bool(one.code) for one in found)
    much = f"{len(found)} difference{'s' if len(found) > 1 else ''}, {coded} with a code."
    narrate(much if found else "They are the same.")
    if found and exit_code:
        raise typer.Exit(DIFFER)


def compare_with(
    since: str, files: Mapping[str, bytes], name: str, store: Path | None
) -> tuple[Diagnostic, ...]:
    """Return what answers given to the older pack `since` would suffer: family 6xx."""
    from goalcoach.dialogue.script.diagnostic import Diagnostic

    found = _compare(read_named(since, store), since, files, name)
    return tuple(
        Diagnostic(one.file, one.line, one.code, one.where, one.message)
        for one in found
        if one.code
    )


def _compare(
    before: Mapping[str, bytes], older: str, after: Mapping[str, bytes], newer: str
) -> tuple[PackChange, ...]:
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.dialogue.script.pack_diff import diff_scripts
    from goalcoach.dialogue.script.toml_source import Report, read_table

    head = read_table("script.toml", after.get("script.toml", b""), Report())
    retired = head.texts("retired") if head is not None else ()
    return diff_scripts(compile_pack(before, older), compile_pack(after, newer), retired)


def _tree(one: PackChange) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__struct_fields__}
