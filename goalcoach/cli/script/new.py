"""`goalcoach script new`: a small working pack to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import UsageError
from goalcoach.safe_text import show


def make_script(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    parent: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Where its folder is made; else here."),
    ] = None,
) -> None:
    """Copy a small working dialogue to begin with, a comment at each key.

    \b
    Example: goalcoach script new our-visit
    """
    from goalcoach.store.pack_folder import make_pack, read_sample
    from goalcoach.store.script_pack import pack_names

    if name in pack_names():
        raise UsageError(f"{name} comes with goalcoach. Choose a name of your own.")
    files = read_sample()
    own = f'id = "{name}"'.encode("utf-8", "replace")  # what no file can hold is refused below
    # Plans keep the id of their script, so no two scripts should share that of the sample.
    files["script.toml"] = files["script.toml"].replace(b'id = "sample"', own)
    folder = make_pack((parent or Path()).expanduser(), name, files)
    write_out(show(str(folder), lines=False))
    shown = shlex.quote(str(folder) if folder.is_absolute() else f"./{folder}")
    narrate(f"To check it: goalcoach script lint {shown}")
    narrate(f"To walk through it: goalcoach script preview {shown}")
