"""Options and arguments that several commands take: the store, a day, a code with a version."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.store_choice import locate_store as locate_store
from goalcoach.cli.store_choice import open_store as open_store
from goalcoach.errors import UsageError
from goalcoach.safe_text import show
from goalcoach.translation import tr
from goalcoach.typed_day import WAYS, WAYS_BACK, read_typed

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Where the plans are.", readable=False),
]


def read_date(text: str) -> date:
    """Return the day that is meant, read as in a visit; raises UsageError."""
    return _read(text, back=False)


def read_past_date(text: str) -> date:
    """Return the day that is meant, a bare weekday being the last one; UsageError."""
    return _read(text, back=True)


def _read(text: str, *, back: bool) -> date:
    day = read_typed(text, date.today(), back=back)
    if day is None:
        ways, typed = tr(WAYS_BACK if back else WAYS), show(text, lines=False)
        raise UsageError(
            tr("“{text}” is not a clear day. Write one like {ways}.", text=typed, ways=ways)
        )
    return day


def split_code(text: str) -> tuple[str, int | None]:
    """Return ("rowan-17", 2) for "rowan-17@2" and ("rowan-17", None) for "rowan-17".

    Raises UsageError for a version that is no number.
    """
    from goalcoach.store.file_name import split_version

    return split_version(text)
