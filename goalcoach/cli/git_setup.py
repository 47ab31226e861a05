"""`goalcoach diff --install-git`: makes git show plans as text, in one repository.

Writes only to that repository's `.gitattributes` and config. The config is written by git itself,
which leaves other settings as they are.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import which

from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import NotFound, NotSaved, UsageError
from goalcoach.safe_text import show
from goalcoach.store.file_name import ATTRIBUTES_FILE

PATTERN = "v[0-9][0-9][0-9][0-9].toml -text diff=goalcoach"
"""-text: git must not change a line end in a plan, whose last line is the digest of its bytes."""


def install(words: list[str]) -> None:
    """Set up the repository of the current folder and print what was written.

    Raises UsageError if there are other arguments, NotFound without git or a repository, NotSaved.
    """
    if words:
        raise UsageError("--install-git stands alone: it sets up the folder you are in.")
    top = Path(_git("rev-parse", "--show-toplevel"))
    command = _command()
    settings = (
        ("diff.goalcoach.command", f"{command} diff"),
        ("diff.goalcoach.textconv", f"{command} diff"),
        ("difftool.goalcoach.cmd", f'{command} diff "$LOCAL" "$REMOTE"'),
    )
    if _add_line(top / ATTRIBUTES_FILE):
        write_out(show(f"{ATTRIBUTES_FILE}: {PATTERN}", lines=False))
    else:
        narrate(f"{ATTRIBUTES_FILE} has the line already.")
    for key, value in settings:
        _git("config", "--local", key, value)
        write_out(show(f".git/config: {key} = {value}", lines=False))
    narrate("git log -p shows each version as it reads; git diff and git log -p --ext-diff tell")
    narrate("what changed; git difftool -t goalcoach compares two versions.")
    narrate(f"To undo: take the line out of {ATTRIBUTES_FILE}, then")
    narrate("git config --remove-section diff.goalcoach")


def _git(*words: str) -> str:
    """Run git in the current folder and return its output; raises NotFound, NotSaved."""
    program = which("git")
    if program is None:
        raise NotFound("git is not installed here, so there is nothing to set up.")
    # No shell, and every word is ours or a path that git is told to take as it is.
    done = subprocess.run(  # noqa: S603
        [program, *words], capture_output=True, text=True, check=False, errors="replace"
    )
    if done.returncode and words[0] == "rev-parse":
        raise NotFound("This folder is not in a git repository. Change to one, or run git init.")
    if done.returncode:
        raise NotSaved("git did not take the setting. Look at .git/config, then try again.")
    return done.stdout.strip("\n")


def _command() -> str:
    """Return the shell command by which git can call this installation of goalcoach."""
    checkout = os.environ.get("GOALCOACH_CHECKOUT")
    if checkout:
        return shlex.quote(str(Path(checkout) / "scripts" / "goalcoach"))
    if which("goalcoach"):
        return "goalcoach"
    return f"{shlex.quote(sys.executable)} -m goalcoach"


def _add_line(path: Path) -> bool:
    """Add our line to a `.gitattributes` file; return False if it has the line already."""
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import is_there, read_file, replace_file
    from goalcoach.store.file_system import REAL

    there = read_file(path) if is_there(path) else b""
    lines = there.decode("utf-8", "surrogateescape").splitlines()
    if PATTERN in (line.strip() for line in lines):
        return False
    gap = b"" if not there or there.endswith(b"\n") else b"\n"
    with saving():
        replace_file(
            REAL,
            path,
            path.with_name(f"{ATTRIBUTES_FILE}.goalcoach-new"),
            there + gap + PATTERN.encode() + b"\n",
        )
    return True
