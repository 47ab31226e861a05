"""What one user of this computer prefers: the colours. Nothing about patients is kept here.

One small file in the platform's own folder for settings. It is never needed: what cannot be read
counts as not chosen, and whoever writes it decides what an unwritten choice means.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import tomli

from goalcoach.errors import GoalcoachError
from goalcoach.store.file_system import REAL, Fs
from goalcoach.store.whole_file import make_folders, read_file, replace_file, saving, sync_folder

NAME = "settings.toml"
Colours = Literal["dark", "light"]


def preference_folder() -> Path:
    """Return where this platform keeps a user's settings."""
    import platformdirs  # imported here because only the app asks

    return platformdirs.user_config_path("goalcoach", appauthor=False)


def read_theme(folder: Path, fs: Fs = REAL) -> Colours | None:
    """Return the colours this user chose, None if none were."""
    try:
        tree = tomli.loads(read_file(folder / NAME, fs).decode("utf-8"))
    except (GoalcoachError, ValueError, RecursionError):
        return None
    match tree.get("theme"):
        case "dark":
            return "dark"
        case "light":
            return "light"
        case _:
            return None


def write_theme(folder: Path, theme: Colours, fs: Fs = REAL) -> None:
    """Keep the colours for the next time. NotSaved, NotAllowed."""
    make_folders(fs, folder)
    text = f'# Chosen in goalcoach under Ctrl+P; this file can be deleted.\ntheme = "{theme}"\n'
    with saving():
        replace_file(fs, folder / NAME, folder / f"{NAME}.new", text.encode())
        sync_folder(fs, folder)
