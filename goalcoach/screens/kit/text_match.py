"""Finds words in rows of text as they are shown, whatever their case and accents. Pure.

What was wrapped is found across the end of a row, and two columns beside each other are two texts.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from goalcoach.safe_text import cell_width

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart, and what is typed for them."""
APART = "\n"
"""Stands where a match cannot go on: no words that are looked for hold a line end."""


class MatchPiece(NamedTuple):
    """A part of a match: the characters from `start` to before `end` of the row `row`."""

    row: int
    start: int
    end: int


Match = tuple[MatchPiece, ...]
"""Where words were found, a piece for each row that they stand on."""


@lru_cache(4096)
def _fold_sign(ch: str) -> str:
    """Return one character in lower case without its accents; "" for an accent or a joiner."""
    apart = unicodedata.normalize("NFKD", ch.casefold())
    bare = (one for one in apart if not unicodedata.combining(one))
    return "".join(bare).casefold().translate(_LETTERS).strip("\u200c\u200d")


def fold(text: str) -> str:
    """Return text in lower case without accents; runs of blanks and line ends become one blank."""
    signs = text.lower() if text.isascii() else "".join(map(_fold_sign, text))
    return " ".join(signs.split())


def holds(text: str, wanted: str) -> bool:
    """Return True if the words `wanted` stand in `text`, whatever their case and accents."""
    return fold(wanted) in fold(text)


class _Run(NamedTuple):
    """A part of a row in the folded text: `size` characters from `begin` on, in the row at `start`.

    `places` has the index in the row of each folded character, None if they stand one for one.
    """

    begin: int
    size: int
    row: int
    start: int
    places: tuple[int, ...] | None

    def place(self, at: int) -> int:
        """Return the index in the row of the folded character at `at`."""
        return self.start + at - self.begin if self.places is None else self.places[at - self.begin]


class SearchedRows:
    """Rows to find words in; made once, asked at each key.

    `columns` are the cells at which a column begins, none for one column. `joined=False` for rows
    of which each stands alone, as in a list.
    """

    def __init__(
        self, rows: Sequence[str], columns: Sequence[int] = (), *, joined: bool = True
    ) -> None:
        self._rows = rows
        self._joined = joined
        self._runs: list[_Run] = []
        self._parts: list[str] = []
        self._length = 0
        for first, after in zip((0, *columns), (*columns, None), strict=True):
            self._add(APART)
            for number, row in enumerate(rows):
                start, end = _span_of_cells(row, first, after) if columns else (0, len(row))
                self._add_row(number, row, start, end)
        self._text = "".join(self._parts)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _add_row(self, number: int, row: str, start: int, end: int) -> None:
        words = row[start:end].rstrip()
        start += len(words) - len(words.lstrip())
        words = words.lstrip()
        if not words:
            self._add(APART)
            return
        if self._length:
            self._add(self._joint(words))
        if words.isascii():
            self._runs.append(_Run(self._length, len(words), number, start, None))
            self._add(words.lower())
            return
        signs = [_fold_sign(ch) for ch in words]
        places = tuple(start + at for at, sign in enumerate(signs) for _ in sign)
        self._runs.append(_Run(self._length, len(places), number, start, places))
        self._add("".join(signs))

    def _joint(self, words: str) -> str:
        """Return what stands between a row and the one before: signs as of Chinese need no blank.

        Wrapping takes the blank away at which it wraps.
        """
        if not self._joined:
            return APART
        last = self._parts[-1][-1:]
        wide = cell_width(last) == 2 and cell_width(words[0]) == 2
        return "" if wide else " "

    def find(self, wanted: str) -> tuple[Match, ...]:
        """Return where the words stand, from top to bottom; nothing for no words."""
        needle = fold(wanted)
        found: list[Match] = []
        at = self._text.find(needle) if needle else -1
        while at >= 0:
            found.append(self._pieces(at, at + len(needle)))
            at = self._text.find(needle, at + len(needle))
        return tuple(sorted(one for one in found if one))

    def _pieces(self, begin: int, end: int) -> Match:
        """Return the places of the folded characters from `begin` to before `end`."""
        pieces = []
        number = max(bisect_right(self._runs, begin, key=lambda run: run.begin) - 1, 0)
        for run in self._runs[number:]:
            if run.begin >= end:
                break
            first, last = max(begin, run.begin), min(end, run.begin + run.size) - 1
            if first <= last:
                pieces.append(MatchPiece(run.row, run.place(first), self._after(run, last)))
        return tuple(pieces)

    def _after(self, run: _Run, last: int) -> int:
        """Return the index behind the folded character at `last`, its accents included."""
        row, end = self._rows[run.row], run.place(last) + 1
        while end < len(row) and not _fold_sign(row[end]):
            end += 1
        return end


def _span_of_cells(row: str, first: int, after: int | None) -> tuple[int, int]:
    """Return the indices of the characters that stand in the cells from `first` to `after`."""
    if row.isascii():
        return first, len(row) if after is None else after
    start, end, cells = len(row), len(row), 0
    for at, ch in enumerate(row):
        if start == len(row) and cells >= first:
            start = at
        if after is not None and cells >= after:
            end = at
            break
        cells += cell_width(ch)
    return start, end
