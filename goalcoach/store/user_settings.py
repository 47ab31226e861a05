"""The settings of one user of this computer: the theme. Nothing about patients is kept here.

One small file in the platform's folder for settings. A file that is absent or cannot be read counts
as no choice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import tomli

from goalcoach.errors import GoalcoachError
from goalcoach.store.file_access import make_folders, read_file, replace_file, saving, sync_folder
from goalcoach.store.file_system import REAL, Fs

NAME = "settings.toml"
Colours = Literal["dark", "light"]


def preference_folder() -> Path:
    """Return the folder in which this platform keeps the user's settings of goalcoach."""
    import platformdirs  # imported here because only the app asks

    return platformdirs.user_config_path("goalcoach", appauthor=False)


def read_theme(folder: Path, fs: Fs = REAL) -> Colours | None:
    """Return the theme the user chose; None if there is no choice, or it cannot be read."""
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
    """Save the user's theme; raises NotSaved, NotAllowed."""
    make_folders(fs, folder)
    text = f'# Chosen in goalcoach under Ctrl+P; this file can be deleted.\ntheme = "{theme}"\n'
    with saving():
        replace_file(fs, folder / NAME, folder / f"{NAME}.new", text.encode())
        sync_folder(fs, folder)
