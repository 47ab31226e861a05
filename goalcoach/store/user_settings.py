"""The settings of one user of this computer. Nothing about patients is kept here.

    theme = "light"       the colours, written by the app
    clipboard = true      what is copied in the app may go to the system's clipboard
    screenshots = true    the app may save a picture of the screen
    [keys]                other keys for actions of the app, by name
    skip = "ctrl+s"

One small file in the platform's folder for settings. What is absent or cannot be read counts as no
choice: clipboard and screenshots are then off, for both take a patient's words out of the store.
Keys that were chosen and do nothing would be a riddle, so `read_keys` tells of all that is wrong.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

import tomli

from goalcoach.errors import BadData, GoalcoachError, NotFound, Problem
from goalcoach.plan.file.toml_limit import excess
from goalcoach.store.disk_error import saving
from goalcoach.store.file_access import make_folders, read_file, replace_file, sync_folder
from goalcoach.store.file_system import REAL, Fs
from goalcoach.translation import tr, tr_noop

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
        tree = _parse(read_file(folder / NAME, fs).decode("utf-8"))
    except (GoalcoachError, ValueError, RecursionError):
        return UserSettings()
    theme = tree.get("theme")
    return UserSettings(
        theme if theme in ("dark", "light") else None,
        tree.get("clipboard") is True,
        tree.get("screenshots") is True,
    )


def _parse(text: str) -> dict[str, Any]:
    """Return the tree of a settings file; raises ValueError, also for far more than one holds."""
    if excess(text):
        raise ValueError(tr("more than a settings file holds"))
    return tomli.loads(text)


class KeyChoice(NamedTuple):
    """What a line of the settings says: an action's name and its keys, as they are written."""

    action: str
    keys: tuple[str, ...]
    line: int


TOP = (*UserSettings._fields, "keys")
MEND = tr_noop("Mend it, or take the file away: it holds colours and keys alone.")


def read_keys(folder: Path, fs: Fs = REAL) -> tuple[KeyChoice, ...]:
    """Return the keys that the user chose, unchecked: the app knows actions and keys.

    Raises BadData with its line for a file that is not TOML, a key of the top that is not known,
    and what is no key in quotes or a list of them.
    """
    source = str(folder / NAME)
    try:
        text = read_file(folder / NAME, fs).decode("utf-8")
        if too_much := excess(text):
            raise BadData(source, [Problem(*too_much)])
        tree = tomli.loads(text)
    except NotFound:
        return ()
    except tomli.TOMLDecodeError as problem:
        words = tr(
            "this is not TOML from column {colno} on. {mend}", colno=problem.colno, mend=tr(MEND)
        )
        raise BadData(source, [Problem(problem.lineno, "", words)]) from problem
    except (ValueError, RecursionError) as problem:
        raise BadData(
            source, [Problem(0, "", tr("this is not a text file. {mend}", mend=tr(MEND)))]
        ) from problem
    return () if {*tree} <= {*UserSettings._fields} else _choices(tree, text, source)


def _choices(tree: dict[str, object], text: str, source: str) -> tuple[KeyChoice, ...]:
    """Return the lines of the table `keys`; raises BadData for what is none."""
    from goalcoach.plan.file.key_lines import find_lines, line_of  # few choose keys of their own

    lines = find_lines(text)
    problems = []
    for name in tree:
        if name not in TOP:
            near = difflib.get_close_matches(name, TOP, 1)
            hint = tr("Known are: {names}.", names=", ".join(TOP))
            if near:
                hint = tr("Did you mean “{word}”?", word=near[0])
            words = tr("this key is not known. {hint}", hint=hint)
            problems.append(Problem(line_of(lines, (name,)), name, words))
    table = tree.get("keys", {})
    choices = []
    if not isinstance(table, dict):
        words = tr('a table belongs here: [keys], and below it lines such as skip = "ctrl+s".')
        problems.append(Problem(line_of(lines, ("keys",)), "keys", words))
        table = {}
    for action, keys in table.items():
        line = line_of(lines, ("keys", action))
        several = (keys,) if isinstance(keys, str) else keys
        if isinstance(several, list | tuple) and several and all(map(_is_word, several)):
            choices.append(KeyChoice(action, tuple(several), line))
        else:
            words = tr('a key in quotes belongs here, such as "ctrl+s", or a list of keys.')
            problems.append(Problem(line, f"keys.{action}", words))
    if problems:
        raise BadData(source, sorted(problems))
    return tuple(choices)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def write_theme(folder: Path, theme: Colours, fs: Fs = REAL) -> None:
    """Save the user's theme in its line, and leave all else as it is written.

    A file that is not TOML is left as it is. Raises NotSaved, NotAllowed, BadData.
    """
    make_folders(fs, folder)
    try:
        kept = read_file(folder / NAME, fs).decode("utf-8", "surrogateescape")
    except NotFound:
        kept = "# Colours are chosen in the app; this file can be deleted.\n"
    data = _with_theme(kept, theme).encode("utf-8", "surrogateescape")
    try:
        if _parse(data.decode("utf-8")).get("theme") != theme:
            raise ValueError("the line is not where a setting stands")
    except (ValueError, RecursionError) as problem:
        source = str(folder / NAME)
        raise BadData(
            source, [Problem(0, "", tr("this is not TOML. {mend}", mend=tr(MEND)))]
        ) from problem
    with saving():
        replace_file(fs, folder / NAME, folder / f"{NAME}.new", data)
        sync_folder(fs, folder)


def _with_theme(text: str, theme: Colours) -> str:
    """Return the settings with this theme, in its line, or in a new one above the tables."""
    line = f'theme = "{theme}"'
    found = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    head, tables = (text[: found.start()], text[found.start() :]) if found else (text, "")
    new, count = re.subn(r"^[ \t]*theme[ \t]*=[^\n]*$", line, head, count=1, flags=re.MULTILINE)
    if count:
        return new + tables
    end = "" if not head or head.endswith("\n") else "\n"
    return f"{head}{end}{line}\n{tables}"
