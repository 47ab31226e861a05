"""What the compiler has to say about a script: stable codes, file, line, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

from msgspec import Struct

from goalcoach.errors import BadData, Problem, in_lines


class Severity(StrEnum):
    """An error keeps a pack from being used; a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}


def severity_of(code: str) -> Severity:
    """Return how grave a code is, by its first letter."""
    return _SEVERITIES[code[:1]]


class Diagnostic(Struct, frozen=True, order=True):
    """`line` counts from 1; `field` names the item and key, e.g. "values/open.say"."""

    file: str
    line: int
    code: str
    field: str
    message: str

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return severity_of(self.code)

    def __str__(self) -> str:
        about = f"{self.code} {self.field}" if self.field else self.code
        return f"{self.file}:{self.line}: {about}: {self.message}"


class BadScript(BadData):
    """The pack does not compile; holds every diagnostic.

    `lead` is said before them, to who only wanted to use the pack.
    """

    def __init__(self, pack: str, diagnostics: Iterable[Diagnostic], lead: str = "") -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        problems = [
            Problem(one.line, one.field, f"{one.code} {one.message}") for one in self.diagnostics
        ]
        super().__init__(pack, problems)
        found = in_lines([str(one) for one in self.diagnostics])
        self.sentence = f"{lead}\n{found}" if lead else found
        self.args = (self.sentence,)


def suggest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return " (did you mean “x”?)" for a near miss, else nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean “{near[0]}”?)" if near else ""
