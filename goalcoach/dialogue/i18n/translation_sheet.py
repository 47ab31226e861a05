"""A translation as the rows of a spreadsheet, out and in.

Each text is known by the name in its first column. The second is the source that was translated, so
a sheet that comes back late is not taken for a translation of what the script says now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from goalcoach.dialogue.i18n.renewal import NewText
from goalcoach.dialogue.i18n.translation_state import TextState, Translation, hidden_sign
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.piping import BadTemplate, names
from goalcoach.dialogue.script.text_places import TextPlace
from goalcoach.errors import BadData, Problem

SHEET_COLUMNS = ("key", "source", "translation", "state")
_GUESSES = 10
MOST_SIGNS = 4000
"""Signs in one cell; no text of a script comes near."""


def sheet_rows(texts: Iterable[Translation]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a sheet, the names of its columns first."""
    yield SHEET_COLUMNS
    for one in texts:
        yield one.name, one.source, one.text, one.state.value


def read_rows(
    rows: Iterable[tuple[int, list[str]]], texts: Iterable[Translation], source: str
) -> Mapping[TextPlace, NewText]:
    """Return what a sheet gives: texts that are new or other, or marked as done.

    A row without a translation gives nothing, and takes nothing away. `rows` come with their lines.
    Raises BadData with everything that does not fit; then nothing of the sheet counts.
    """
    reader = _Reader({one.name: one for one in texts})
    for line, cells in rows:
        reader.take(line, [_even(cell) for cell in cells])
    if not reader.begun:
        reader.note(1, "", _heading())
    if reader.problems:
        raise BadData(source, reader.problems)
    return reader.given


class _Reader:
    def __init__(self, known: Mapping[str, Translation]) -> None:
        self.known = known
        self.given: dict[TextPlace, NewText] = {}
        self.problems: list[Problem] = []
        self.begun = False
        self._seen: set[str] = set()

    def note(self, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(line, field, message))

    def take(self, line: int, cells: list[str]) -> None:
        if not any(cell.strip() for cell in cells):
            return
        if not self.begun:
            self.begun = True
            if tuple(cell.strip().lower() for cell in cells[: len(SHEET_COLUMNS)]) != SHEET_COLUMNS:
                self.note(line, "", _heading())
            return
        if len(cells) < len(SHEET_COLUMNS):
            self.note(line, "", f"this row has {len(cells)} cells; it needs {len(SHEET_COLUMNS)}.")
            return
        name, source, text, state = (*cells[: len(SHEET_COLUMNS)],)
        one = self.known.get(name)
        if one is None:
            # What is meant is looked for among thousands: of another kind of file, not each time.
            few = len(self.problems) < _GUESSES
            near = suggest(name, list(self.known)) if few else ""
            self.note(line, name[:80], f"the script has no such text{near}.")
        elif name in self._seen:
            self.note(line, name, "stands twice in the sheet.")
        elif state not in tuple(TextState):
            self.note(line, name, f"the state is one of: {', '.join(TextState)}.")
        elif max(len(source), len(text)) > MOST_SIGNS:
            self.note(line, name, f"a text has {MOST_SIGNS} signs at most.")
        elif text.strip() and (why := _why_unfit(one.source, text)):
            self.note(line, name, why)
        elif text.strip() and (text != one.text or state == TextState.DONE != one.state):
            self.given[one.place] = NewText(source, text)
        self._seen.add(name)


def _why_unfit(source: str, text: str) -> str:
    """Return why a text cannot stand for `source`, "" if it can."""
    if hidden := hidden_sign(text):
        return f"holds {hidden}, which cannot be seen."
    try:
        ours = set(names(text))
    except BadTemplate as problem:
        return f"holds {problem}."
    try:
        needed = set(names(source))
    except BadTemplate:
        return ""  # lint tells of the script's own words
    wrong = ", ".join(f"{{{one}}}" for one in sorted(ours ^ needed))
    return f"needs the same names in braces as its source; look at {wrong}." if wrong else ""


def _heading() -> str:
    return f"the first row names the columns: {', '.join(SHEET_COLUMNS)}."


def _even(cell: str) -> str:
    """Return a cell with the line ends that a script has."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")
