"""The pack that a command of `goalcoach script` is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.shared_option import locate_store

PackArgument = Annotated[
    str,
    typer.Argument(metavar="PACK", help="A script: a folder, or the name of one.", readable=False),
]


def read_named(
    word: str,
    store: Path | None = None,
    *,
    unpinned: bool = False,
    languages: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the files of the pack that is meant; raises NotFound, BadData, NotAllowed.

    `store` is what --store says: its `scripts` folder holds packs by name. `unpinned` also takes
    an overlay that was written for other words below; `languages` are read with it.
    """
    from goalcoach.store.script_pack import read_pack

    return read_pack(word, own=own_scripts(store), unpinned=unpinned, languages=languages)


def own_scripts(store: Path | None) -> Path:
    """Return the folder in which the store has packs of its own; it need not exist."""
    from goalcoach.store.file_name import SCRIPTS

    return locate_store(store).path / SCRIPTS
