"""`goalcoach` alone: starts the app, and says how it ended.

Loads no Typer, which would take a quarter of the time until the first page is there. The app is
imported inside the function that starts it, because Textual takes most of the rest.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from goalcoach.cli.error_end import run_to_end
from goalcoach.cli.known_store import refuse_other
from goalcoach.cli.light_hashes import load_light_hashes
from goalcoach.cli.line_language import speak_as_line_says
from goalcoach.cli.output import accept_any_text, narrate
from goalcoach.cli.store_choice import locate_store, open_store
from goalcoach.safe_text import show
from goalcoach.translation import tr

USAGE = 2


def is_bare(arguments: Sequence[str]) -> bool:
    """Return True for a command line without a command: nothing, or `--store DIR` alone."""
    return not arguments or (
        len(arguments) == 2 and arguments[0] == "--store" and not arguments[1].startswith("-")
    )


def run_bare(arguments: Sequence[str]) -> int:
    """Run a command line of which `is_bare` holds; return its exit code. Raises nothing."""
    accept_any_text()
    speak_as_line_says(arguments)
    return run_to_end(lambda: start_app(Path(arguments[1]) if arguments else None))


def lighten_start() -> None:
    """Leave out what the start of the app can do without; call before the app is imported.

    No unused memory is looked for until the app says so: what is loaded now stays until the end.
    """
    gc.disable()
    _load_asyncio()


def _load_asyncio() -> None:
    """Load asyncio without what encrypts connections, which takes longer than a page of ours.

    It can do without, and nothing here opens a connection. Whoever imports `ssl` later gets it.
    """
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # what an import takes as missing
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


def has_screen() -> bool:
    """Return True if the app can run: stdin, stdout and stderr are terminals, TERM not dumb."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    shown = all(stream is not None and stream.isatty() for stream in streams)
    return shown and os.environ.get("TERM", "dumb") != "dumb"


def start_app(option: Path | None) -> int:
    """Run the app from its home screen and return its exit code.

    Without a full screen, name the other ways to use goalcoach and return USAGE.
    """
    if not has_screen():
        narrate(tr("There is no full screen here. goalcoach visit CODE works line by line;"))
        narrate(tr("goalcoach --help lists the commands."))
        return USAGE
    load_light_hashes()
    refuse_other(locate_store(option))
    lighten_start()
    from goalcoach.store.patient_list import ListAhead

    store = open_store(option)
    listed = ListAhead(store)
    from goalcoach.app import run

    again = partial(visit_command, option=option)
    return run(store, say_end=partial(say_end, again), again=again, listed=listed)


def visit_command(code: str, option: Path | None, *, plain: bool = False) -> str:
    """Return the command that takes a visit up again; `option` is the value of --store."""
    import shlex

    stored = "" if option is None else f" --store {shlex.quote(str(option))}"
    return show(f"goalcoach visit {code}{' --plain' if plain else ''}{stored}", lines=False)


def say_end(again: Callable[[str], str], crash: str, left: tuple[str, bool, str] | None) -> None:
    """Say in one line how the app ended: the crash, if it was one, and how the visit goes on.

    `left` is the code of a visit that was left open, whether not all of it was saved, and where it
    was saved instead.
    """
    from goalcoach.visit.break_and_end_words import kept_words

    said = [crash] if crash else []
    if left is not None:
        code, lost, elsewhere = left
        said += [
            kept_words(lost=lost, elsewhere=elsewhere),
            tr("To go on: {command}", command=again(code)),
        ]
    narrate(" ".join(said))
