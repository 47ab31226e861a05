"""The exceptions of a pack: `lint_ok = { W303 = "why this stays" }` beside what they are for.

One in a field or question is for that alone, one in a section's head for the whole section, one in
`script.toml` for the whole pack. Errors have no exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from goalcoach.dialogue.linter.code_table import LINT_CODES
from goalcoach.dialogue.linter.pack_view import finding
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.symbol_table import Outline
from goalcoach.dialogue.script.toml_source import TomlTable


@dataclass(slots=True)
class ExceptionList:
    """The exceptions by the path of what they stand beside, and which were needed."""

    outline: Outline
    _by_path: dict[str, tuple[TomlTable, frozenset[str]]] = field(default_factory=dict)
    _used: set[tuple[str, str]] = field(default_factory=set)
    _bad: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path, table in _tables(self.outline):
            self._by_path[path] = (table, frozenset(self._codes(table)))

    def _codes(self, table: TomlTable) -> Iterator[str]:
        value = table.data["lint_ok"]
        reasons = value if isinstance(value, dict) else {"": value}
        for code, reason in reasons.items():
            if code not in LINT_CODES or code[0] == "E":
                message = f"“{code}” is no warning" if code else "needs { CODE = “reason” }"
                self._bad.append(finding(table, "E110", "lint_ok", message))
            elif not isinstance(reason, str) or not reason.strip():
                message = f"needs a reason for {code}"
                self._bad.append(finding(table, "E110", "lint_ok", message))
            else:
                yield code

    def apply(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield what has no exception, and then what is wrong with the exceptions."""
        for one in found:
            if not self._by_path or not self._excepted(one):
                yield one
        yield from self._bad
        for path, (table, codes) in self._by_path.items():
            for code in sorted(codes):
                if (path, code) not in self._used:
                    message = f"nothing here is told of as {code}"
                    yield finding(table, "W111", "lint_ok", message)

    def _excepted(self, one: Diagnostic) -> bool:
        for path in _around(one.field):
            if path in self._by_path and one.code in self._by_path[path][1]:
                self._used.add((path, one.code))
                return True
        return False


def _tables(outline: Outline) -> list[tuple[str, TomlTable]]:
    """Return the tables with exceptions, by how a finding names them; script.toml as ""."""
    tables = []
    for plot in outline.sections.values():
        tables.append(plot.table)
        for item in plot.items:
            tables.append(item.table)
            tables += [one.table for one in item.fields]
    found = [(one.path, one) for one in tables if "lint_ok" in one.data]
    return [("", outline.head), *found] if "lint_ok" in outline.head.data else found


def _around(path: str) -> Iterator[str]:
    """Yield a path and what is around it: field, question, section, pack."""
    while path:
        yield path
        cut = max(path.rfind("."), path.rfind("/"))
        path = path[:cut] if cut > 0 else ""
    yield ""
