"""What the Tab key offers on the command line: commands, options, their values, codes of the store.

A shell's script (`completion_script`) runs goalcoach with the words that are typed, and with
COMPLETE in the environment. Options come from the commands themselves, so nothing is listed twice.
Codes and versions are names of files; no plan is read.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from typer.core import TyperGroup

from goalcoach.cli.command_table import COMMAND_GROUPS, COMMANDS, command_names, fill_in
from goalcoach.cli.output import write_out

_BREAKS = re.compile(r".*[@=:]", re.DOTALL)
"""What bash takes for a word of its own: only what stands behind it is put in."""
_ASSIGNED = re.compile(r"\w+=")


class CompletionKind(StrEnum):
    """What is offered: words of ours, or names that the shell finds itself."""

    WORDS = "words"
    FILES = "files"
    FOLDERS = "folders"


class Candidate(NamedTuple):
    """A word that may stand here, and what it is."""

    word: str
    about: str = ""


class Completion(NamedTuple):
    """What may stand in the place of the last word."""

    kind: CompletionKind
    candidates: tuple[Candidate, ...] = ()


NOTHING = Completion(CompletionKind.WORDS)


class Param(NamedTuple):
    """An option or an argument of a command, as far as completion asks."""

    names: tuple[str, ...]
    """--format; () for an argument."""
    about: str
    takes: str
    """The word that help has for its value, such as CODE or DIR; "" for a switch."""
    choices: tuple[str, ...]
    many: bool


class _Typed(NamedTuple):
    """What stands before the word that is completed."""

    waiting: Param | None
    """The option whose value that word is."""
    values: dict[str, str]
    """What was said by options, by their names."""
    words: tuple[str, ...]
    """The arguments."""


def answer(group: TyperGroup, shell: str, arguments: Sequence[str]) -> int:
    """Write what may stand in the place of the last word, as the script of `shell` reads it.

    Raises whatever goes wrong; whoever calls it says nothing of that.
    """
    words = split_line(arguments[0]) if shell == "bash" else list(arguments)
    found = complete(group, words)
    lines = [found.kind.value, *(_as_line(one, shell, words[-1]) for one in found.candidates)]
    write_out("\n".join(lines))
    return 0


def split_line(line: str) -> list[str]:
    """Return the words of a line behind the program's name; the last is the one to complete."""
    for closing in ("", '"', "'"):  # a quote may be open
        with suppress(ValueError):
            words = shlex.split(line + closing)
            break
    else:
        words = line.split()
    while words and _ASSIGNED.match(words[0]):
        del words[0]
    return [*words[1:], *([""] if line[-1:].isspace() else [])] or [""]


def _as_line(one: Candidate, shell: str, typed: str) -> str:
    if shell == "bash":
        start = _BREAKS.match(typed)
        return one.word.removeprefix(start[0]) if start else one.word
    word, sign = (one.word, "\t") if shell == "fish" else (one.word.replace(":", "\\:"), ":")
    return f"{word}{sign}{one.about}" if one.about else word


def complete(group: TyperGroup, words: Sequence[str]) -> Completion:
    """Return what may stand in the place of the last of `words`."""
    *before, word = words
    name, rest = _command(before)
    if name in COMMAND_GROUPS:
        within, (part, rest) = name, _command(rest)
        if part is None and not word.startswith("-"):
            return _narrow(_named(COMMAND_GROUPS[within]), word)
        name = within if part is None else f"{within} {part}"
    if name is not None and name not in (*COMMANDS, *command_names()):
        return NOTHING
    params = read_params(group, name)
    typed = _walk(params, rest)
    if typed.waiting is not None:
        return _narrow(_values(typed.waiting, typed, word), word)
    if word.startswith("--") and "=" in word:
        option, _, part = word.partition("=")
        found = [one for one in params if option in one.names and one.takes]
        return _behind_sign(option, _values(found[0], typed, part), part) if found else NOTHING
    if word.startswith("-"):
        return _narrow(_options(params, typed), word)
    if name is None:
        return _narrow(_named(COMMANDS), word)
    argument = _next_argument(params, typed)
    return _narrow(_values(argument, typed, word), word) if argument else NOTHING


def _named(table: dict[str, tuple[str, str]]) -> Completion:
    """Return the commands of a table, each with its line."""
    named = (Candidate(one, fill_in(line)) for one, (_, line) in table.items())
    return Completion(CompletionKind.WORDS, tuple(named))


def read_params(group: TyperGroup, name: str | None) -> list[Param]:
    """Return the options and arguments of a command, with None those of goalcoach itself."""
    from typer import Context

    command: Any = group
    for word in (name or "").split():
        found = command.get_command(Context(command), word)
        assert found is not None
        command = found
    params = [*command.params, command.get_help_option(Context(command))]
    return [_read_param(one) for one in params if one is not None]


def _read_param(param: object) -> Param:
    metavar = getattr(param, "metavar", None) or ""
    choices = tuple(getattr(getattr(param, "type", None), "choices", ()))
    if metavar.startswith("<"):
        choices = tuple(metavar.strip("<>").split("|"))
    is_option = getattr(param, "param_type_name", "") == "option"
    names = tuple(getattr(param, "opts", ())) if is_option else ()
    switch = bool(getattr(param, "is_flag", False))
    many = bool(getattr(param, "multiple", False)) or getattr(param, "nargs", 1) == -1
    takes = "" if switch else metavar or "|".join(choices)
    return Param(names, getattr(param, "help", None) or "", takes, choices, many)


def _command(before: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """Return the command among the words, and what stands behind it; None if there is none yet."""
    skip = False
    for at, word in enumerate(before):
        if skip:
            skip = False
        elif word == "--store":
            skip = True
        elif not word.startswith("-"):
            return word, before[at + 1 :]
    return None, before


def _walk(params: Sequence[Param], before: Sequence[str]) -> _Typed:
    by_name = {name: one for one in params for name in one.names}
    waiting: tuple[str, Param] | None = None
    values: dict[str, str] = {}
    words: list[str] = []
    for word in before:
        option, sign, value = word.partition("=")
        if waiting is not None:
            values[waiting[0]] = word
            waiting = None
        elif option in by_name:
            values[option] = value
            if by_name[option].takes and not sign:
                waiting = option, by_name[option]
        elif not word.startswith("-") or word == "-":
            words.append(word)
    return _Typed(waiting[1] if waiting else None, values, tuple(words))


def _options(params: Sequence[Param], typed: _Typed) -> Completion:
    """Return the long names of the options that can still be given."""
    free = (one for one in params if one.many or not set(one.names) & set(typed.values))
    named = ((one, [name for name in one.names if name.startswith("--")]) for one in free)
    found = tuple(Candidate(names[0], one.about) for one, names in named if names)
    return Completion(CompletionKind.WORDS, found)


def _next_argument(params: Sequence[Param], typed: _Typed) -> Param | None:
    arguments = [one for one in params if not one.names]
    if arguments and arguments[-1].many:
        return arguments[-1]
    return arguments[len(typed.words)] if len(typed.words) < len(arguments) else None


def _narrow(found: Completion, word: str) -> Completion:
    fits = tuple(one for one in found.candidates if one.word.startswith(word))
    return found._replace(candidates=fits)


def _behind_sign(option: str, found: Completion, part: str) -> Completion:
    """Return candidates for the whole of --option=part; names of files only a shell can set so."""
    named = tuple(
        one._replace(word=f"{option}={one.word}") for one in _narrow(found, part).candidates
    )
    return found._replace(candidates=named)


def _values(param: Param, typed: _Typed, word: str) -> Completion:
    """Return the values of an option or an argument."""
    if param.choices:
        return Completion(CompletionKind.WORDS, tuple(_say_choices(param.choices)))
    if param.takes in ("DIR", "FILE", "[FILE…]"):
        return Completion(CompletionKind.FOLDERS if param.takes == "DIR" else CompletionKind.FILES)
    if "CODE" in param.takes:
        if "@A" in param.takes and re.search(r"[./]", word):
            return Completion(CompletionKind.FILES)  # diff takes two files, too
        versions = "@" in param.takes and "@" in word
        return _from(_versions(typed, word) if versions else _codes(typed))
    finder = FINDERS.get(param.names[0] if param.takes == "N" else param.takes)
    return _from(finder(typed)) if finder else NOTHING


def _from(found: Iterator[Candidate]) -> Completion:
    return Completion(CompletionKind.WORDS, tuple(found))


def _say_choices(choices: Sequence[str]) -> Iterator[Candidate]:
    from goalcoach.sheets.sheet_kinds import SHEETS

    for one in choices:
        yield Candidate(one, SHEETS[one].purpose if set(choices) <= set(SHEETS) else "")


def _store(typed: _Typed) -> Path | None:
    """Return the folder of the store that the line means; None if it is no store."""
    from goalcoach.cli.shared_option import locate_store
    from goalcoach.store.folder_kind import FolderKind, kind_of_folder

    named = typed.values.get("--store")
    folder = locate_store(Path(named).expanduser() if named else None).path
    return folder if kind_of_folder(folder) is FolderKind.STORE else None


def _codes(typed: _Typed) -> Iterator[Candidate]:
    from goalcoach.store.folder_kind import codes_in

    if (folder := _store(typed)) is not None:
        yield from (Candidate(code) for code in codes_in(folder) if code not in typed.words)


def _versions(typed: _Typed, word: str) -> Iterator[Candidate]:
    from goalcoach.store.file_name import is_code, version_of
    from goalcoach.store.folder_kind import names_in

    code = word.partition("@")[0]
    if is_code(code) and (folder := _store(typed)) is not None:
        for name in names_in(folder, code):
            if number := version_of(name):
                yield Candidate(f"{code}@{number}")


def _drafts(typed: _Typed) -> Iterator[Candidate]:
    """Yield the folders of visits that are in no version yet."""
    from goalcoach.store.file_name import is_code
    from goalcoach.store.folder_kind import names_in

    code = typed.words[0] if typed.words else ""
    if is_code(code) and (folder := _store(typed)) is not None:
        names = names_in(folder, code)
        yield from (Candidate(one) for one in names if re.fullmatch(r"draft(-[a-z0-9-]+)?", one))


def _set_aside(typed: _Typed) -> Iterator[Candidate]:
    numbers = (one.word.removeprefix("draft-") for one in _drafts(typed))
    yield from (Candidate(one, f"draft-{one}") for one in numbers if one.isdecimal())


def _languages(typed: _Typed) -> Iterator[Candidate]:
    from goalcoach.store.catalogue import spoken_languages

    yield from map(Candidate, spoken_languages())


def _scripts(typed: _Typed) -> Iterator[Candidate]:
    from goalcoach.store.script_pack import own_pack_names, pack_names

    folder = _store(typed)
    own = own_pack_names(folder / "scripts") if folder is not None else ()
    yield from map(Candidate, (*pack_names(), *own))


def _days(typed: _Typed) -> Iterator[Candidate]:
    yield from map(Candidate, ("today", "tomorrow", "yesterday"))


FINDERS: dict[str, Callable[[_Typed], Iterator[Candidate]]] = {
    "DATE": _days,
    "FOLDER": _drafts,
    "LANG": _languages,
    "PACK": _scripts,
    "--take-up": _set_aside,
}
"""Where values come from, by the word that help has for them; of a bare number by the option."""
