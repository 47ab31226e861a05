"""Where the plans are: the rules that choose the store's folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from goalcoach.store.file_access import is_there
from goalcoach.store.file_name import SITE_FILE
from goalcoach.store.file_system import REAL, Fs
from goalcoach.translation import tr_noop


class StoreLocation(NamedTuple):
    """A store's folder, and a few words for the user, not yet translated, on why it is this one."""

    path: Path
    why: str
    is_named: bool = True
    """False for the data folder, which is taken where no one named a store."""


def find_store(
    option: Path | None,
    environ: Mapping[str, str],
    checkout: Path | None,
    cwd: Path,
    fs: Fs = REAL,
) -> StoreLocation:
    """Return the folder of plans: the first of five places that applies.

    `--store`, else GOALCOACH_STORE, else the checkout's `sessions`, else `./sessions` when it
    holds a site file, else the platform's data folder. Relative paths count from `cwd`.
    """
    if option is not None:
        return StoreLocation(cwd / option, tr_noop("--store says so"))
    if named := environ.get("GOALCOACH_STORE"):
        return StoreLocation(cwd / named, tr_noop("GOALCOACH_STORE says so"))
    if checkout is not None:
        return StoreLocation(checkout / "sessions", tr_noop("goalcoach runs from this checkout"))
    if is_there(cwd / "sessions" / SITE_FILE, fs):
        return StoreLocation(cwd / "sessions", tr_noop("./sessions holds a goalcoach.toml"))
    return StoreLocation(
        _data_folder(), tr_noop("this is the data folder of your account"), is_named=False
    )


def _data_folder() -> Path:
    # Imported here because it costs start-up time and most runs name their store.
    import platformdirs

    return platformdirs.user_data_path("goalcoach", appauthor=False)


def state_folder() -> Path:
    """Return the folder in which this platform keeps what goalcoach remembers for the user."""
    import platformdirs

    return platformdirs.user_state_path("goalcoach", appauthor=False)
