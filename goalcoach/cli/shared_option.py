"""Options and arguments that several commands take: a store, a language, a code with a version."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.store_choice import locate_store as locate_store
from goalcoach.cli.store_choice import open_store as open_store

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Where the plans are.", readable=False),
]
LangOption = Annotated[
    str,
    typer.Option("--lang", metavar="LANG", help="The language to speak, as in “de”."),
]
SheetLangOption = Annotated[
    str,
    typer.Option("--lang", metavar="LANG", help="By default the language of the plan."),
]


def split_code(text: str) -> tuple[str, int | None]:
    """Return ("rowan-17", 2) for "rowan-17@2" and ("rowan-17", None) for "rowan-17".

    Raises UsageError for a version that is no number.
    """
    from goalcoach.store.file_name import split_version

    return split_version(text)
