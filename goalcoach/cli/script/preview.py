"""`goalcoach script preview`: a visit with a pack, in a store that is thrown away."""

from __future__ import annotations

import os
import shlex
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli import app_start
from goalcoach.cli.output import narrate
from goalcoach.cli.script.named_pack import PackArgument, own_scripts, read_named
from goalcoach.cli.script.paper import VisitKind, VisitOption
from goalcoach.cli.shared_option import StoreOption
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from pathlib import Path

    from goalcoach.store.store import Store

_SITE = b'format = 1\nname = "Preview"\npractice = true\n'
_CODE = "rowan-17"
"""A made-up patient: in a review the one of the demo."""


def preview_script(
    pack: PackArgument,
    visit: VisitOption = VisitKind.FIRST,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    store: StoreOption = None,
) -> None:
    """Walk through a dialogue; nothing is kept.

    The visit is held in a store for practice, which is gone at the end. A review
    is held with a made-up patient.

    \b
    Example: goalcoach script preview core --plain
    """
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.store.script_pack import find_pack
    from goalcoach.store.throwaway_folder import throwaway_folder

    compile_pack(read_named(pack, store), pack)  # raises before a folder is made
    found = find_pack(pack, own=own_scripts(store)).absolute()
    again = f"goalcoach script preview {shlex.quote(pack)} --visit {visit}"
    with throwaway_folder(os.environ) as folder:
        ended = _hold(folder, str(found), visit, plain=plain, again=show(again, lines=False))
    narrate("It was a preview: nothing of it was kept.")
    raise typer.Exit(ended)


def _hold(folder: Path, pack: str, kind: VisitKind, *, plain: bool, again: str) -> int:
    """Hold a visit in a store in the folder, and return the exit code."""
    from goalcoach.store.file_access import create_file
    from goalcoach.store.file_name import SITE_FILE
    from goalcoach.store.store import Store
    from goalcoach.visit.visit import Visit

    store = Store(folder / "store")
    store.create()
    create_file(store.fs, store.root / SITE_FILE, _SITE)
    if kind is VisitKind.REVIEW:
        _hold_first(store)
    opened = Visit.begin(store, _CODE, today=date.today(), clock=_now, script=pack)
    try:
        if plain or not app_start.has_screen():
            from goalcoach.plain import run as run_plain

            return run_plain(opened, again=again)
        app_start.delay_collection()
        from goalcoach.app import run as run_app

        return run_app(store, visit=opened, again=lambda code: again)
    finally:
        opened.leave()


def _hold_first(store: Store) -> None:
    """Hold the first visit of the demo, four weeks ago, so that a review can follow."""
    from goalcoach.headless import run
    from goalcoach.store.file_access import read_file, scan
    from goalcoach.store.script_pack import built_in_folder

    folder = built_in_folder() / "demo"
    name = next(one.name for one in scan(folder) if one.name.startswith(f"{_CODE}."))
    day = date.today() - timedelta(weeks=4)
    run(store, _CODE, read_file(folder / name), name, today=day, clock=_now)


def _now() -> datetime:
    return datetime.now().astimezone()
