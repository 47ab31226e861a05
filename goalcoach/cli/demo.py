"""`goalcoach demo`: a store with two made-up patients, to try things out.

Each patient has two visits, so that there is something to compare. The visits run from answers
files that come with goalcoach, by the same engine as a visit at the screen, and the diary is
imported as a filled sheet; so the files are those this version writes, and the same each time.
"""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import AlreadyExists
from goalcoach.safe_text import show
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.store.store import Store

SITE = """\
# A store to practise in. Nothing here is about a real person.
format = 1
name = "Practice room"
practice = true
clinician = "kestrel"

# What this service does where something else comes first: for the clinician, at the gate.
steps_gate = [
  "Stay with the person. Put the plan away.",
  "Ask what our own safety page asks, line by line.",
  "Call the colleague on duty in before anyone leaves the room.",
  "Write down in the medical record who was told, and when.",
]
# What it says to someone for whom it gets too much: at a break, and here on the handout.
steps_break = [
  "Put both feet on the floor. Breathe out slowly.",
  "Name three things that you can see.",
  "Thoughts of not living any more: tell someone today. You are not a burden.",
]
print_steps_break = true
# What calls for help at once here, beside the general signs: on the card and the handout.
danger_signs = ["Not able to pass water"]

# In a real store these are the people to call, exactly as they should be read.
[[contacts]]
label = "The team on call (made up)"
number = "no number in practice"
urgent = true
"""


class _Clock:
    """A clock that goes on 8 seconds a call, so that the plans are the same whenever made."""

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

    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import create_file, is_there, sync_folder
    from goalcoach.store.file_name import ATTRIBUTES_FILE, KEEP_BYTES, SITE_FILE
    from goalcoach.store.store import Store

    store = Store(folder.expanduser().absolute())
    if is_there(store.root / SITE_FILE) or store.codes():
        raise AlreadyExists(tr("{root} is a store already. Name a new folder.", root=store.root))
    store.create()
    with saving():
        create_file(store.fs, store.root / SITE_FILE, SITE.encode())
        if not is_there(store.root / ATTRIBUTES_FILE):
            create_file(store.fs, store.root / ATTRIBUTES_FILE, KEEP_BYTES.encode())
        sync_folder(store.fs, store.root)
    _fill(store, Path(str(files("goalcoach"))) / "prompts" / "demo")
    write_out(show(str(store.root), lines=False))
    narrate(
        tr(
            "Made-up patients, two visits each: {codes}. To see one:",
            codes=", ".join(store.codes()),
        )
    )
    narrate(f"goalcoach show {store.codes()[0]} --store {shlex.quote(str(store.root))}")
    narrate(f"goalcoach diff {store.codes()[0]} --store {shlex.quote(str(store.root))}")


def _fill(store: Store, demo: Path) -> None:
    """Run the visits in `demo`, each patient's in order of their days, then import the diaries."""
    from goalcoach.headless import run
    from goalcoach.sheets.filled_diary_reader import read_sheet
    from goalcoach.store.diary_file import append_entries
    from goalcoach.store.file_access import read_file, scan

    names = sorted(entry.name for entry in scan(demo))
    for name in (one for one in names if one.endswith(".toml")):
        code, day, _ = name.split(".")
        today = date.fromisoformat(day)
        clock = _Clock(datetime(today.year, today.month, today.day, 10, tzinfo=UTC))
        run(store, code, read_file(demo / name), name, today=today, clock=clock)
    for name in (one for one in names if one.endswith(".diary.csv")):
        code, _, _ = name.split(".")
        until = store.load(code).plan.visit.date
        append_entries(store, code, read_sheet(read_file(demo / name), name, until).entries)
