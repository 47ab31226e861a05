"""The scripts by which a shell asks `completion` what may stand here, and their installation.

The program that is asked is the one that is typed, so one script serves what pip installed and
`scripts/goalcoach` of any checkout: shells look for what stands behind the last slash.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from goalcoach.cli import COMPLETE
from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import UsageError
from goalcoach.safe_text import show

BASH = """\
# Tab in bash for goalcoach.
_goalcoach() {
    local IFS=$'\\n' said
    said=($(COMPLETE=bash "${1/#\\~/$HOME}" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
    COMPREPLY=()
    case "${said[0]-}" in
        words) COMPREPLY=("${said[@]:1}") ;;
        files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$2")) ;;
        folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$2")) ;;
    esac
}
complete -F _goalcoach goalcoach
"""
ZSH = """\
#compdef goalcoach
# Tab in zsh for goalcoach.
_goalcoach() {
    local -a said found before
    (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
    said=("${(@f)$(COMPLETE=zsh ${~words[1]} "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
    case "${said[1]}" in
        words) found=("${said[@]:1}"); (( $#found )) && _describe goalcoach found ;;
        files) _files ;;
        folders) _files -/ ;;
    esac
}
if [ "${funcstack[1]}" = _goalcoach ]; then
    _goalcoach "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _goalcoach goalcoach
fi
"""
FISH = """\
# Tab in fish for goalcoach.
function __goalcoach_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -e words[1]
    set -l said (env COMPLETE=fish $program $words "$word" 2>/dev/null)
    switch "$said[1]"
        case words
            set -e said[1]
            printf '%s\\n' $said
        case files
            __fish_complete_path "$word"
        case folders
            __fish_complete_directories "$word" ''
    end
end
complete --command goalcoach --no-files --arguments '(__goalcoach_complete)'
"""
_SCRIPTS = {
    shell: text.replace("COMPLETE=", f"{COMPLETE}=")
    for shell, text in (("bash", BASH), ("zsh", ZSH), ("fish", FISH))
}
SHELLS = tuple(_SCRIPTS)


class ScriptPlace(NamedTuple):
    """Where the script of a shell goes, and the file that has to name it, if one has to."""

    script: Path
    start_file: Path | None


def script_of(shell: str) -> str:
    """Return the script of a shell; raises UsageError for one that there is none for."""
    if shell not in _SCRIPTS:
        asked = f"There is no completion for “{shell}”. " if shell else ""
        raise UsageError(f"{asked}Name the shell: {', '.join(SHELLS)}.")
    return _SCRIPTS[shell]


def user_shell(environ: Mapping[str, str]) -> str:
    """Return the user's shell as the system has it, "bash" of /bin/bash; "" if it says none."""
    return Path(environ.get("SHELL", "")).name


def place_of(shell: str, environ: Mapping[str, str], settings: Path) -> ScriptPlace:
    """Return where a shell finds its script. `settings` is goalcoach's own folder for settings."""
    home = Path(environ.get("HOME") or os.path.expanduser("~"))
    if shell == "fish":
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        return ScriptPlace(config / "fish" / "completions" / "goalcoach.fish", None)
    start = home if shell == "bash" else Path(environ.get("ZDOTDIR") or home)
    return ScriptPlace(settings / f"completion.{shell}", start / f".{shell}rc")


def install(shell: str) -> None:
    """Write the script of a shell where it is found, and say each file that was changed.

    Raises UsageError, NotSaved, NotAllowed.
    """
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import make_folders, replace_file
    from goalcoach.store.file_system import REAL
    from goalcoach.store.user_settings import preference_folder

    text = script_of(shell)
    place = place_of(shell, os.environ, preference_folder())
    folder = REAL.real(place.script.parent)  # people keep these folders elsewhere, behind links
    make_folders(REAL, folder)
    with saving():
        name = place.script.name
        replace_file(REAL, folder / name, folder / f"{name}.new", text.encode())
    write_out(show(f"written: {place.script}", lines=False))
    if place.start_file is not None:
        line = f"source {shlex.quote(str(place.script))}"
        changed = _add_line(place.start_file, line)
        what = "one line added" if changed else "has the line already"
        write_out(show(f"{what}: {place.start_file}: {line}", lines=False))
    narrate("It works in each shell that is started from now on. To undo, take these away again.")


def _add_line(path: Path, line: str) -> bool:
    """Add a line to a shell's start file, through a link to where it leads; False if it is there.

    Nothing else in the file is touched. Raises NotSaved, NotAllowed, NotRead.
    """
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import close_quietly, is_there, read_file, write_all
    from goalcoach.store.file_system import REAL

    there = read_file(path, linked=True) if is_there(path) else b""
    if line in there.decode("utf-8", "surrogateescape").splitlines():
        return False
    gap = b"" if not there or there.endswith(b"\n") else b"\n"
    with saving():
        fs = REAL
        fd = fs.open(fs.real(path), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            write_all(fs, fd, gap + line.encode() + b"\n")
            fs.fsync(fd)
        finally:
            close_quietly(fs, fd)
    return True
