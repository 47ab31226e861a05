"""`goalcoach demo`: a store with two made-up patients, to try things out.

Their visits are run from answers files that come with goalcoach, by the same engine as a visit at
the screen; so the plans are what this version writes, and the same each time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.output import narrate, write
from goalcoach.errors import AlreadyExists
from goalcoach.text import show

SITE = """\
# A store to practise in. Nothing here is about a real person.
format = 1
name = "Practice room"
practice = true
clinician = "kestrel"

# In a real store these are the people to call, exactly as they should be read.
[[contacts]]
label = "The team on call (made up)"
number = "no number in practice"
urgent = true
"""


class _Clock:
    """A clock of its own, so that the plans do not depend on when they are made."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=8)
        return self.now


def make_demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put it.")],
) -> None:
    """Make a store with two made-up patients, to try things out.

    \b
    Example: goalcoach demo ~/practice
    """
    from importlib.resources import files

    from goalcoach.headless import run
    from goalcoach.store.file import create_file, is_there, read_file, saving, scan, sync_folder
    from goalcoach.store.site import NAME
    from goalcoach.store.store import Store

    store = Store(folder.expanduser().absolute())
    if is_there(store.root / NAME) or store.codes():
        raise AlreadyExists(f"{store.root} is a store already. Name a new folder.")
    store.create()
    with saving():
        create_file(store.fs, store.root / NAME, SITE.encode())
        sync_folder(store.fs, store.root)
    answers = Path(str(files("goalcoach"))) / "prompts" / "demo"
    for name in sorted(entry.name for entry in scan(answers) if entry.name.endswith(".toml")):
        code, day, _ = name.split(".")
        today = date.fromisoformat(day)
        clock = _Clock(datetime(today.year, today.month, today.day, 10, tzinfo=UTC))
        run(store, code, read_file(answers / name), name, today=today, clock=clock)
    write(show(str(store.root), lines=False))
    narrate(f"Made-up patients: {', '.join(store.codes())}. To see one:")
    narrate(f"goalcoach show {store.codes()[0]} --store {store.root}")
