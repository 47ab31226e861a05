"""A day on a command line, read as in a visit. Loads no Typer, for the start of one."""

from __future__ import annotations

from datetime import date

from goalcoach.errors import UsageError
from goalcoach.safe_text import show
from goalcoach.translation import tr
from goalcoach.typed_day import WAYS, WAYS_BACK, read_typed


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
