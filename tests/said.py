"""What two front ends say, as one row of words each, so that they can be held side by side.

What only one of them can say is named here and left out: keys and colon commands, marks and
numbers of lines, and where in the visit a question stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textual.widget import Widget

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Cover, Screen
from goalcoach.plain.question_lines import labelled
from goalcoach.screens.fields.ladder_rows import LadderRows
from goalcoach.screens.fields.rank_list import RankList
from goalcoach.screens.fields.say import ShownCard
from goalcoach.screens.fields.scale import ScaleLine
from goalcoach.screens.fields.typed_fields import DayReading
from goalcoach.screens.kit.key_legend import Keys
from goalcoach.screens.kit.paint import Painted
from goalcoach.screens.kit.pick_list import Pick
from goalcoach.screens.kit.reading_pane import Below
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.read.change_list import ChangeLines

WIDE, INLINE = 600, 80
"""Columns to paint in: nothing wraps; changes one below the other, not in two columns."""

KEYS = (
    "Enter goes on · Ctrl+J new line",
    "One thing a line: Ctrl+J new line · Enter goes on",
    "Enter goes on; in the rows right changes one.",
    "Enter writes the plan. It asks once before it does.",
    "Typing finds a line.",
    "Enter goes on · Ctrl+J one more",
    "c yes, keep it right change it",
    "Tab then c bring it back",
    "c yes, keep it or choose another",
    "Tab then c yes, keep it",
    "c yes, keep them",
    "a shows all",
    "- + move up, down",
    "F7",
    "F10",
)
"""What the app says of its keys."""
COMMANDS = (
    "Enter goes on, :change 1 changes a line.",
    ":confirm keeps them, :change 1 changes a line.",
    ":confirm keeps it, or type a new answer.",
    ":confirm takes it, or type another answer.",
    ":confirm takes it as it is, or type it anew.",
    ":confirm last brings it back.",
    ":keep and the words. Or type the answer again.",
    "Type the answer again, or :skip.",
    "Type :close to close for today, or change the answer.",
    ":open goes to the question that could change.",
    ":open goes to:",
    ":open goes to the first, and the close comes again.",
    ":return goes",
    ":more asks them.",
)
"""What the plain mode says of its commands."""
NAMES = (
    *("ANSWER SO FAR", "HALF TYPED", "COULD BE", "IN", "RANGE", "SCALE", "FOR", "STEP"),
    *("ON A BAD DAY", "TO GO THERE", "TO GO BACK", "CHANGED", "NEW", "GONE", "SAID"),
    *("BEFORE", "NOW", "WHY"),
)
"""Words before a line of the plain mode where the app has a place, a mark or a column."""
SHARED = ("SAY", "FOR YOU", "LAST TIME", "TOGETHER", "CHECK", "IF STUCK", "NOTE", "NOTED",
          "TO CALL", "OUR STEPS", "READ ALOUD", "AS SET", "HEARD")  # fmt: skip
"""Labels that both have. One that stands before several lines is written once in the app."""
MARKS = frozenset([*"*o-.|+=>~!·x", "->", "[x]", "[", "]", "from", "to", "DIARY"])
COLUMNS = ("ladder", "changes")
"""Panels that one of them sets in columns, so that only which words there are can be compared."""


def words(said: str) -> list[str]:
    """Return the words, the same whatever wraps and marks them."""
    said = " ".join(said.replace("\u00a0", " ").split())
    for phrase in (*KEYS, *COMMANDS, "with an open circle", "that say so"):
        said = said.replace(phrase, " ")
    return [bare for word in said.split() if (bare := word.strip("():;,·")) and bare not in MARKS]


def app_words(rows: Iterable[tuple[str, Widget]], asked: Screen) -> list[str]:
    """Return what the app shows in rows of (label, what it labels)."""
    said: list[tuple[str, str]] = []
    for label, matter in rows:
        name = label if label in SHARED else ""
        for line in painted(matter):
            said.append((name, line))
            name = ""
    return _row(said, asked)


def painted(widget: Widget) -> Iterator[str]:
    """Yield the lines that a widget and all that is on it paints, from top to bottom."""
    if isinstance(widget, Keys | Below | DayReading | ShownCard) or not widget.display:
        return
    if isinstance(widget, RankList) and widget.order:
        return  # what was chosen, once more
    if isinstance(widget, Writer) and widget.id not in ("why", "note"):
        yield widget.text
    elif isinstance(widget, Painted):
        lines = widget.paint(INLINE if isinstance(widget, ChangeLines) else WIDE)
        for line in lines[2:] if isinstance(widget, ScaleLine | LadderRows) else lines:
            yield _unnumbered(widget, line.plain)
    for child in widget.children:
        yield from painted(child)


def _unnumbered(widget: Painted, line: str) -> str:
    if isinstance(widget, Pick):
        return re.sub(r"\A. ?\d{0,2}  ", "", line)
    if isinstance(widget, ScaleLine):
        return re.sub(r"\A-?\d+: ", "", line)
    return re.sub(r"\A {4}why  ", "", line)


def plain_words(lines: Iterable[str], asked: Screen) -> list[str]:
    """Return what the plain mode said of a question."""
    title = " ".join(one.strip() for one in labelled("", asked.title))
    marked = asked.kind in (Kind.CHOICE, Kind.MULTI, Kind.SCALE)
    said = []
    for line in unwrapped(lines)[0 if asked.kind is Kind.REVIEW else 1 :]:
        label, colon, text = line.partition(": ")
        if line == title or label == "SHOW" or (label == "ANSWER SO FAR" and marked):
            continue  # in the app's list of questions, on its card, marked among the options
        if line.startswith("ANSWER ("):
            continue  # asks for the first of several lines
        known = colon and label in (*SHARED, *NAMES)
        bare = re.sub(r"\A\d+\. ", "", text if known else line)
        bare = re.sub(r"(\d+) is: (.*)\. (\d+) is: (.*)\.\Z", r"\2 \4", bare)
        bare = bare.replace(" (alone)", "").replace(" (from last time)", "")
        said.append((label if label in SHARED and known else "", bare))
    return _row(said, asked)


def unwrapped(lines: Iterable[str]) -> list[str]:
    """Return lines as before they were wrapped: what is set in belongs to the line above it."""
    whole: list[str] = []
    for line in lines:
        if line.startswith("  ") and whole:
            whole[-1] += f" {line.strip()}"
        elif line:
            whole.append(line)
    return whole


def _row(said: Iterable[tuple[str, str]], asked: Screen) -> list[str]:
    """Return the words in one row, a label before the first of the lines it stands for."""
    parts: list[list[str]] = [[]]
    before = ""
    for label, line in said:
        if label and label != before:
            parts.append([f"{label}:"])
        before = label or before
        parts[-1] += words(line)
    if asked.panel in COLUMNS or asked.rated or asked.reveal.cover is Cover.SHOWN:
        parts = [sorted(part) for part in parts]
    return [word for part in parts for word in part]
