"""`goalcoach script preview`: a visit with a pack, in a store that is thrown away."""

from __future__ import annotations

import os
import shlex
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli import app_start
from goalcoach.cli.output import narrate
from goalcoach.cli.script.named_pack import PackArgument, own_scripts, read_named
from goalcoach.cli.script.paper import VisitKind, VisitOption
from goalcoach.cli.shared_option import StoreOption
from goalcoach.safe_text import show
from goalcoach.translation import speak_always, tr
from goalcoach.visit.break_and_end_words import PREVIEW_IS_GONE

if TYPE_CHECKING:
    from goalcoach.store.store import Store

_SITE = b'format = 1\nname = "Preview"\npractice = true\n'
_CODE = "rowan-17"
"""A made-up patient: in a review the one of the demo."""


def preview_script(
    pack: PackArgument,
    visit: VisitOption = VisitKind.FIRST,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    language: Annotated[
        str, typer.Option("--lang", metavar="LANG", help="What is spoken, as in “de”.")
    ] = "",
    store: StoreOption = None,
) -> None:
    """Walk through a dialogue; nothing is kept.

    The visit is held in a store for practice, which is gone at the end. A review
    is held with a made-up patient.

    \b
    Example: goalcoach script preview core --plain
    """
    from goalcoach.store.throwaway_folder import throwaway_folder

    files = _whole_pack(pack, language, store)  # raises before a folder is made
    again = f"goalcoach script preview {shlex.quote(pack)} --visit {visit}"
    again += f" --lang {shlex.quote(language)}" if language else ""
    with throwaway_folder(os.environ) as folder:
        copy = _copy(files, folder / "script")
        ended = _hold(
            folder, str(copy), visit, language, plain=plain, again=show(again, lines=False)
        )
    narrate(tr(PREVIEW_IS_GONE))
    raise typer.Exit(ended)


def _whole_pack(pack: str, language: str, store: Path | None) -> dict[str, bytes]:
    """Return a pack with what it extends and with its languages; raises BadScript, NotFound.

    What it extends may be in the store as well, and the store for practice has no scripts.
    """
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.dialogue.script.diagnostic import BadScript
    from goalcoach.dialogue.script.localisation import choose_language, read_languages
    from goalcoach.store.script_pack import read_pack, taken_id

    files = read_named(pack, store)
    compile_pack(files, pack)
    if (taken := taken_id(pack, own=own_scripts(store))) is not None:
        raise BadScript(pack, [taken])
    said = choose_language(files, language, pack)
    offered = read_languages(files).offered
    whole = read_pack(pack, own=own_scripts(store), languages=offered)
    if said:  # here, for what is missing in it has to be told of this folder and not of the copy
        compile_pack(whole, pack, language=said)
    return whole


def _copy(files: dict[str, bytes], folder: Path) -> Path:
    """Write a pack into a folder of its own, and return that."""
    from goalcoach.store.file_access import create_file, make_folder
    from goalcoach.store.file_system import REAL

    make_folder(REAL, folder)
    for name, data in files.items():
        make_folder(REAL, (folder / name).parent)
        create_file(REAL, folder / name, data)
    return folder


def _hold(
    folder: Path, pack: str, kind: VisitKind, language: str, *, plain: bool, again: str
) -> int:
    """Hold a visit in a store in the folder, and return the exit code."""
    from goalcoach.store.file_access import create_file
    from goalcoach.store.file_name import SITE_FILE
    from goalcoach.store.store import Store
    from goalcoach.visit.tongues import Tongues
    from goalcoach.visit.visit import Visit

    store = Store(folder / "store")
    store.create()
    create_file(store.fs, store.root / SITE_FILE, _SITE)
    if kind is VisitKind.REVIEW:
        _hold_first(store)
    tongues = Tongues(language, "")
    opened = Visit.begin(store, _CODE, today=date.today(), clock=_now, script=pack, tongues=tongues)
    opened.preview = True
    speak_always(opened.words)
    try:
        if plain or not app_start.has_screen():
            from goalcoach.plain import run as run_plain

            return run_plain(opened, again=again)
        app_start.lighten_start()
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
