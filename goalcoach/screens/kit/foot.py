"""The foot of a page: hints on keys that can be clicked, as many of them as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.content import Content

from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.keymap import BoundKeys, say_keys
from goalcoach.screens.kit.paint import Painted, StyledSpan, line
from goalcoach.translation import tr, tr_noop

GAP = "   "
"""Blanks between two hints."""
TIGHT = 2
"""How many there are where more would leave a hint out."""


class Hint(Struct, frozen=True):
    """A key and what it does, for the foot.

    `label` is how the key is shown, `key` Textual's name of it, which a click presses. Both are
    those that an action has by itself; `as_bound` gives those that the user chose. Label and words
    are English; they are looked up where they are shown.
    """

    label: str
    word: str
    key: str
    short: str = ""
    """A shorter `word` for narrow terminals; "" if the word itself is short enough."""
    action: str = ""
    """The action whose key it is (`keymap`), or "": that of `key` if it is an action's own."""

    def width(self, narrow: bool) -> int:
        """Return the cells the hint takes."""
        label = cell_width(self.key_words)
        return label + (1 if label else 0) + cell_width(self.word_for(narrow))

    @property
    def key_words(self) -> str:
        """Return how the key is called on keyboards of the language."""
        return say_keys(self.label)

    def is_for(self, action: str) -> bool:
        """Return True if this is the key of the action."""
        own = {"f1": "help", "f5": "skip", "f8": "break"}
        return (self.action or own.get(self.key)) == action

    @property
    def weight(self) -> int:
        """Return how long the hint stays where room is short; the lowest goes first.

        Arrows up and down are found without it, and so are digits that stand beside what they
        choose (a click there presses an arrow). The way on, a skip, the line to type in, and what
        is in the list of commands alone are missed more than the rest, the way out and F1 most.
        """
        if self.key in {"up", "down"} or self.label.startswith("0–9"):
            return 0
        if self.key == "escape" or self.is_for("help"):
            return 3
        return 2 if self.key in {"enter", "shift+tab", "ctrl+p"} or self.is_for("skip") else 1

    def as_bound(self, keys: BoundKeys, pages: Sequence[str]) -> Hint:
        """Return the hint with the key that the user chose, on a page of these classes."""
        action = self.action or keys.action_of(self.key, pages)
        if not action:
            return self
        label = keys.say_bound(self.label, pages)
        return replace(self, label=label, key=keys.keys(action)[0], action=action)

    def word_for(self, narrow: bool) -> str:
        """Return the word to show."""
        return tr(self.short) if narrow and self.short else tr(self.word)


BREAK = Hint("F8", tr_noop("take a break"), "f8", tr_noop("break"))
BACK = Hint("Esc", tr_noop("back"), "escape")
HELP = Hint("F1", tr_noop("help"), "f1")
PRINT = Hint("p", tr_noop("print"), "p")


class Foot(Painted):
    """The last row: hints that can be clicked. Those that do not fit are left to F1."""

    def __init__(self) -> None:
        super().__init__(id="foot")
        self.left: tuple[Hint, ...] = ()
        self.right: tuple[Hint, ...] = ()
        self.narrow = False
        self._places: list[tuple[int, int, Hint]] = []
        """Each hint with its first column and the one after its last."""

    def tell(self, left: Sequence[Hint], right: Sequence[Hint], narrow: bool) -> None:
        """Show these hints; `narrow` takes short words. None are drawn anew that stand there."""
        told = (tuple(left), tuple(right), narrow)
        if told != (self.left, self.right, self.narrow):
            self.left, self.right, self.narrow = told
            self.refresh()

    def paint(self, width: int) -> list[Content]:
        row = lay_foot(self.left, self.right, width, narrow=self.narrow)
        self._places = []
        spans: list[StyledSpan] = []
        at = 0
        start_right = width - _row_width(row.right, row.gap, row.narrow)
        for hints, start in ((row.left, 0), (row.right, start_right)):
            if not hints:
                continue
            spans.append(" " * (start - at))
            at = start
            for number, hint in enumerate(hints):
                if number:
                    spans.append(" " * row.gap)
                    at += row.gap
                size = hint.width(row.narrow)
                self._places.append((at, at + size, hint))
                space = " " if hint.label else ""
                spans += [
                    (hint.key_words, "bold $ink"),
                    (f"{space}{hint.word_for(row.narrow)}", "$quiet"),
                ]
                at += size
        return [line(*spans)]

    @property
    def shown(self) -> tuple[Hint, ...]:
        """Return the hints that stand there; those that found no room are not among them."""
        return tuple(hint for _, _, hint in self._places)

    def on_click(self, event: events.Click) -> None:
        for start, end, hint in self._places:
            if hint.key and start <= event.x < end:
                self.app.simulate_key(hint.key)


class FootRow(Struct, frozen=True):
    """The hints that fit into the foot, with the blanks between two and whether words are short."""

    left: tuple[Hint, ...]
    right: tuple[Hint, ...]
    gap: int
    narrow: bool


def lay_foot(left: Sequence[Hint], right: Sequence[Hint], width: int, *, narrow: bool) -> FootRow:
    """Return what of the hints stands in a row of `width` cells.

    Where not all have room their words are shortened, then the gaps; only then are hints dropped,
    those at the right first, but never F1.
    """
    for gap, short in ((len(GAP), narrow), (len(GAP), True), (TIGHT, True)):
        if _row_width((*left, *right), gap, short) <= width:
            return FootRow(tuple(left), tuple(right), gap, short)
    helps = tuple(hint for hint in right if hint.is_for("help"))
    kept = fit_hints((*left, *helps), width)
    roomy = _row_width(kept, len(GAP), narrow=True) <= width
    return FootRow(kept, (), len(GAP) if roomy else TIGHT, narrow=True)


def _row_width(hints: Sequence[Hint], gap: int, narrow: bool) -> int:
    """Return the cells of hints in a row with their gaps."""
    return sum(hint.width(narrow) for hint in hints) + gap * max(len(hints) - 1, 0)


def fit_hints(hints: Sequence[Hint], width: int) -> tuple[Hint, ...]:
    """Return the hints that fit in `width` cells with short words and gaps.

    Dropped by their weight, of one weight from the end; but never F8, the break.
    """
    kept = list(hints)
    while _row_width(kept, TIGHT, narrow=True) > width:
        loose = [hint for hint in reversed(kept) if not hint.is_for("break")]
        if not loose:
            break
        kept.remove(min(loose, key=lambda hint: hint.weight))
    return tuple(kept)
