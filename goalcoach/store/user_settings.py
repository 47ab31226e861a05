"""The settings of one user of this computer. Nothing about patients is kept here.

    theme = "light"       the colours, written by the app
    clipboard = true      what is copied in the app may go to the system's clipboard
    screenshots = true    the app may save a picture of the screen

One small file in the platform's folder for settings. A file that is absent or cannot be read counts
as no choice: the last two are then off, for both take a patient's words out of the store.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

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


class UserSettings(NamedTuple):
    """What the user chose."""

    theme: Colours | None = None
    clipboard: bool = False
    screenshots: bool = False


def read_settings(folder: Path, fs: Fs = REAL) -> UserSettings:
    """Return what the user chose; the defaults for what is not there or cannot be read."""
    try:
        tree = tomli.loads(read_file(folder / NAME, fs).decode("utf-8"))
    except (GoalcoachError, ValueError, RecursionError):
        return UserSettings()
    theme = tree.get("theme")
    return UserSettings(
        theme if theme in ("dark", "light") else None,
        tree.get("clipboard") is True,
        tree.get("screenshots") is True,
    )


def write_theme(folder: Path, theme: Colours, fs: Fs = REAL) -> None:
    """Save the user's theme, and leave the other settings; raises NotSaved, NotAllowed."""
    make_folders(fs, folder)
    kept = read_settings(folder, fs)
    text = f'# Chosen in goalcoach under Ctrl+P; this file can be deleted.\ntheme = "{theme}"\n'
    text += "clipboard = true\n" if kept.clipboard else ""
    text += "screenshots = true\n" if kept.screenshots else ""
    with saving():
        replace_file(fs, folder / NAME, folder / f"{NAME}.new", text.encode())
        sync_folder(fs, folder)
