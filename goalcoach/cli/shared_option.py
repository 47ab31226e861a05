"""Options and arguments that several commands take: the store, a day, a code with a version."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.errors import NotFound
from goalcoach.typed_day import WAYS, WAYS_BACK, read_typed

if TYPE_CHECKING:
    from goalcoach.store.store import Store
    from goalcoach.store.store_location import StoreLocation

StoreOption = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="Where the plans are.")
]


def read_date(text: str) -> date:
    """Return the day that is meant, read as in a visit; raises typer.BadParameter."""
    return _read(text, back=False)


def read_past_date(text: str) -> date:
    """Return the day that is meant, a bare weekday being the last one; typer.BadParameter."""
    return _read(text, back=True)


def _read(text: str, *, back: bool) -> date:
    day = read_typed(text, date.today(), back=back)
    if day is None:
        ways = WAYS_BACK if back else WAYS
        raise typer.BadParameter(f"{text!r} is not a clear day. Write one like {ways}.")
    return day


def split_code(text: str) -> tuple[str, int | None]:
    """Return ("rowan-17", 2) for "rowan-17@2" and ("rowan-17", None) for "rowan-17".

    Raises UsageError for a version that is no number.
    """
    from goalcoach.store.file_name import split_version

    return split_version(text)


def locate_store(option: Path | None) -> StoreLocation:
    """Return the store's folder by --store, the environment and the current folder.

    Raises NotFound if the current folder was removed.
    """
    from goalcoach.store.store_location import find_store

    checkout = os.environ.get("GOALCOACH_CHECKOUT")
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise NotFound("The current folder is gone. Change to another one first.") from None
    return find_store(option, os.environ, Path(checkout) if checkout else None, here)


def open_store(option: Path | None) -> Store:
    """Return the store to use; `option` is the value of --store."""
    from goalcoach.store.store import Store
    from goalcoach.store.store_location import state_folder

    return Store(locate_store(option).path, state=state_folder)
