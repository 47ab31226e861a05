"""The manual page, made from the commands and their help: `goalcoach --man | man -l -`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc, getdoc

from typer.core import TyperGroup

from goalcoach import __version__, errors
from goalcoach.cli.command_table import command_names, fill_in, load
from goalcoach.cli.completion import Param, read_params
from goalcoach.errors import INTERRUPTED, UNEXPECTED, GoalcoachError

STORE = (
    "--store DIR, else $GOALCOACH_STORE, else the folder sessions of a checkout, else ./sessions "
    "if it holds a goalcoach.toml, else the data folder of the account. goalcoach paths says "
    "which, and why."
)
FILES = (
    ("the store", STORE),
    ("goalcoach.toml", "The site file in the store: its name, numbers to call, defaults."),
    ("CODE/v0001.toml", "A version of a plan. It is never rewritten."),
    ("settings.toml", "The colours and such, in the folder for settings of the account."),
)
ENVIRONMENT = (
    ("GOALCOACH_STORE", "The store, where no --store names one."),
    ("NO_COLOR", "If it is set, nothing has colours."),
    ("TERM", "With dumb a visit is held line by line."),
)


def man_page(group: TyperGroup) -> str:
    """Return the page as roff, for section 1."""
    help_words = cleandoc(group.help or "").replace("\b\n", "")
    first, *rest = help_words.split("\n\n")
    parts = [
        f'.TH GOALCOACH 1 "" "goalcoach {__version__}" "goalcoach"',
        ".SH NAME",
        _plain(f"goalcoach - {first.removesuffix('.')}"),
        ".SH SYNOPSIS",
        '.B goalcoach\n.RI [ OPTION ]\n.br\n.B goalcoach\n.IR COMMAND " [" ARGUMENT ...]',
        ".SH DESCRIPTION",
        *_paragraphs("\n\n".join(rest)),
        ".SH OPTIONS",
        *_options(read_params(group, None)),
        ".SH COMMANDS",
        *(line for name in command_names() for line in _command(group, name)),
        ".SH FILES",
        *_terms(FILES),
        ".SH ENVIRONMENT",
        *_terms(ENVIRONMENT),
        ".SH EXIT STATUS",
        *_terms((str(code), words) for code, words in exit_codes()),
    ]
    return "\n".join(parts) + "\n"


def _command(group: TyperGroup, name: str) -> Iterator[str]:
    params = read_params(group, name)
    arguments = " ".join(one.takes for one in params if not one.names)
    yield f".SS {_escape(f'goalcoach {name} {arguments}'.strip())}"
    yield from _paragraphs(fill_in(getdoc(load(name)) or ""))
    yield from _options(params)


def _paragraphs(words: str) -> Iterator[str]:
    """Yield the paragraphs of a command's help; what stands behind \\b keeps its lines."""
    for at, paragraph in enumerate(words.split("\n\n")):
        if at:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield f".nf\n{_plain(paragraph.removeprefix(chr(8)).strip())}\n.fi"
        else:
            yield _plain(" ".join(paragraph.split()))


def _options(params: list[Param]) -> Iterator[str]:
    for one in params:
        if one.names:
            takes = f" {one.takes}" if one.takes else ""
            yield from _terms([(f"{', '.join(one.names)}{takes}", one.about)])


def _terms(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield each pair of a term and its words."""
    for term, words in rows:
        yield f".TP\n.B {_escape(term)}\n{_plain(words)}"


def exit_codes() -> list[tuple[int, str]]:
    """Return each exit code with what it means: of an error what its class says of itself."""
    found: dict[int, list[str]] = {
        0: ["Done."],
        1: ["A finding was asked for, and there is one."],
        UNEXPECTED: ["A defect of the program."],
        INTERRUPTED: ["Interrupted; a visit is kept. So are 129 and 143."],
    }
    kinds = [one for one in vars(errors).values() if isinstance(one, type)]
    for kind in (one for one in kinds if issubclass(one, GoalcoachError)):
        if kind.exit_code not in (0, UNEXPECTED):
            words = (getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
            found.setdefault(kind.exit_code, []).append(words)
    return sorted((code, " ".join(dict.fromkeys(words))) for code, words in found.items())


def _plain(words: str) -> str:
    """Return words as lines of roff text: none of them is taken for a request."""
    lines = (_escape(line) for line in words.split("\n"))
    return "\n".join(rf"\&{line}" if line.startswith((".", "'")) else line for line in lines)


def _escape(words: str) -> str:
    return re.sub("-", r"\\-", words.replace("\\", r"\e"))
