"""`goalcoach paths`: where the plans and scripts are and why there; also makes a new store."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, locate_store
from goalcoach.errors import AlreadyExists, GoalcoachError
from goalcoach.safe_text import cell_width, show
from goalcoach.translation import tr

SITE = """\
# What this service says once for all its visits.
format = 1
name = ""

# What is asked at each visit: core, or a script of your own in the folder scripts. What is spoken
# where no plan says otherwise, in the script's languages; "familiar" is du or tú.
# script = "core"
# language = "de"
# address = "familiar"

# The paper that is printed on: "a4" or "letter".
# paper = "letter"

# What the service does where something else comes first, for the clinician at the safety gate;
# and what it says to someone for whom it gets too much, on the page for a break. Each is a list of
# up to 6 lines of up to 20 words, shown as written. The second goes on the handout if you say so.
# steps_gate = ["Stay with the person.", "Call the colleague on duty in."]
# steps_break = ["Put both feet on the floor.", "Name three things that you can see."]
# print_steps_break = true

# What calls for help at once, beside the general signs, on card and handout. Such a list too.
# danger_signs = ["Not able to pass water"]

# Minutes without a key after which the app hides what is on the page until Enter; 0 is never.
# lock_minutes = 10
# lock_minutes_visit = 30

# Whom to call in a crisis, exactly as it should be read. Without one, the page for a break
# says that the clinician has the numbers.
# [[contacts]]
# label = "Night desk"
# number = "01632 960 111"
# urgent = true
"""


def say_paths(
    make: Annotated[
        Path | None, typer.Option("--make", metavar="DIR", help="Make a new store there.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Say where the plans and the scripts are, and why there.

    \b
    Example: goalcoach paths --make ~/plans
    """
    from goalcoach.store.file_access import is_there
    from goalcoach.store.file_name import SCRIPTS, SITE_FILE
    from goalcoach.store.script_pack import own_pack_names, pack_names

    if make is not None:
        _make_store(make)
        return
    location = locate_store(store)
    site, own = location.path / SITE_FILE, location.path / SCRIPTS
    lines = (
        (tr("plans"), f"{location.path}  ({tr(location.why)})"),
        (tr("site file"), f"{site}  ({tr('there') if is_there(site) else tr('not there yet')})"),
        (tr("scripts"), tr("{names}  (part of goalcoach)", names=", ".join(pack_names()))),
        (tr("your own"), f"{', '.join(own_pack_names(own)) or tr('none yet')}  ({own})"),
        *_asked(location.path),
    )
    width = max(11, *(cell_width(name) + 2 for name, _ in lines))
    said = (f"{_padded(name, width)}{show(words, lines=False)}" for name, words in lines)
    write_out("\n".join(said))
    _say_if_none(location.path)


def _padded(name: str, width: int) -> str:
    return name + " " * (width - cell_width(name))


def _asked(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield which script is asked where a visit names none, if the site file can be read."""
    from goalcoach.store.store import Store

    with suppress(GoalcoachError):  # doctor says what is wrong with it
        yield (
            tr("asked"),
            tr("{script}  (where a visit names no other)", script=Store(folder).site().script),
        )


def _say_if_none(folder: Path) -> None:
    """Say so where the folder is no store."""
    from goalcoach.store.folder_kind import FolderKind, kind_of_folder

    kind = kind_of_folder(folder)
    if kind is FolderKind.OTHER:
        narrate(tr("This folder holds other things and no plan, so it is no store."))
    elif kind is FolderKind.EMPTY:
        narrate(tr("There is no store there yet. A first visit begins one; so does --make DIR."))


def _make_store(folder: Path) -> None:
    """Make a store with a site file to fill in; raises AlreadyExists if there is a site file."""
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import create_file, is_there, sync_folder
    from goalcoach.store.file_name import ATTRIBUTES_FILE, KEEP_BYTES, SITE_FILE
    from goalcoach.store.store import Store

    store = Store(folder.expanduser().absolute())
    site = store.root / SITE_FILE
    if is_there(site):
        raise AlreadyExists(tr("{root} is a store already. Nothing was changed.", root=store.root))
    store.create()
    with saving():
        create_file(store.fs, site, SITE.encode())
        if not is_there(store.root / ATTRIBUTES_FILE):
            create_file(store.fs, store.root / ATTRIBUTES_FILE, KEEP_BYTES.encode())
        sync_folder(store.fs, store.root)
    write_out(show(str(store.root), lines=False))
    narrate(
        tr(
            "A new store. Write its name and contacts into {site_file}, then say where it is:",
            site_file=SITE_FILE,
        )
    )
    narrate(f"export GOALCOACH_STORE={shlex.quote(str(store.root))}")
