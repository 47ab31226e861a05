"""Which store a command uses. Loads no Typer, for the start of the app."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.errors import NotFound
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.store.store import Store
    from goalcoach.store.store_location import StoreLocation


def locate_store(option: Path | None) -> StoreLocation:
    """Return the store's folder by --store, the environment and the current folder.

    Raises NotFound if the current folder was removed.
    """
    from goalcoach.store.store_location import find_store

    checkout = os.environ.get("GOALCOACH_CHECKOUT")
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise NotFound(tr("The current folder is gone. Change to another one first.")) from None
    return find_store(option, os.environ, Path(checkout) if checkout else None, here)


def open_store(option: Path | None) -> Store:
    """Return the store to use; `option` is the value of --store."""
    from goalcoach.store.store import Store
    from goalcoach.store.store_location import state_folder

    return Store(locate_store(option).path, state=state_folder)
