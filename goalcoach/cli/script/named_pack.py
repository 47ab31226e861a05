"""The pack that a command of `goalcoach script` is about."""

from __future__ import annotations

from typing import Annotated

import typer

PackArgument = Annotated[
    str,
    typer.Argument(metavar="PACK", help="A script: a folder, or the name of one.", readable=False),
]


def read_named(word: str) -> dict[str, bytes]:
    """Return the files of the pack that is meant; raises NotFound, BadData, NotAllowed."""
    from goalcoach.store.script_pack import read_pack

    return read_pack(word)
