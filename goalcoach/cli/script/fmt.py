"""`goalcoach script fmt`: the files of a pack in their canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import UsageError
from goalcoach.safe_text import show

UNTIDY = 1
"""Exit code of --check if a file would change."""


def format_script(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of your script.", readable=False)
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Name the files, and change nothing.")
    ] = False,
) -> None:
    """Put the files of a dialogue in their usual form.

    One order of keys, records in arrays, one blank line between questions. Comments stay, and what
    the files say does not change. If one file cannot be read, none is written.

    \b
    Example: goalcoach script fmt ./our-visit
    """
    from goalcoach.store.pack_folder import replace_pack_file

    changed = _changed(folder)
    for name, text in changed.items():
        if not check:
            replace_pack_file(folder, name, text.encode())
        write_out(show(str(folder / name), lines=False))
    if check and changed:
        narrate(f"{len(changed)} not in the usual form. goalcoach script fmt puts them in it.")
        raise typer.Exit(UNTIDY)
    narrate("All files are in the usual form." if not changed else f"{len(changed)} written anew.")


def _changed(folder: Path) -> dict[str, str]:
    """Return the new text of each file that is not in its form; raises BadData for one of them."""
    from goalcoach.dialogue.script.canonical_form import NotFormatted, format_file
    from goalcoach.store.disk_error import bad
    from goalcoach.store.file_access import is_folder
    from goalcoach.store.script_pack import pack_names, read_pack_alone

    if not is_folder(folder) and str(folder) in pack_names():
        raise UsageError(f"{folder} comes with goalcoach. Only a script of your own is rewritten.")
    changed = {}
    for name, data in read_pack_alone(folder).items():
        try:
            text = data.decode("utf-8")
            made = format_file(name, text)
        except UnicodeDecodeError:
            raise bad(name, "is not UTF-8 text") from None
        except NotFormatted as why:
            raise bad(name, f"{why}, so nothing was written. Try script lint.") from None
        if made != text:
            changed[name] = made
    return changed
