"""Words made ready for paper: safe to show, held together where a break would hurt.

Text becomes runs, [words, style] each, which the template sets as they are. Nothing in here changes
what a person typed: blanks become hard blanks, a very long word may break, and a wish for colour
goes. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from goalcoach.safe_text import show
from goalcoach.sheets.block_as_line import HARD as HARD
from goalcoach.sheets.block_as_line import hold

PLAIN, STRONG, LEFT_TO_RIGHT = 0, 1, 2
"""Styles of a run; they add up."""

Runs = list[tuple[str, int]]

MAY_BREAK = "\u200b"
FEW = 24
"""A text of fewer characters stands on one line anyway."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# Letters and digits of ours or Latin words inside a line that runs the other way.
_ISLAND = re.compile(r"[+(]?[A-Za-z0-9](?:[A-Za-z0-9 \u00a0:./,()+-]*[A-Za-z0-9)])?")
# A last line of one short word looks like a slip.
_LAST = re.compile(r"(?<=\S) (?=\S{1,9}\Z)")
# They only ask for a coloured picture or a plain sign, and few fonts have them.
_VARIANT = re.compile("[\ufe0e\ufe0f]")
_LONG = re.compile(r"[^\s\u200b]{30,}")
# A sign with the marks on it. What has dozens is no word, and setting it takes hundreds of MB.
_SIGN = re.compile(r".[\u0300-\u036f\u200c\u200d]{0,16}")
_TAG = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z0-9])(?:[-_]([A-Za-z]{2})(?![A-Za-z0-9]))?")


def split_tag(language: str) -> tuple[str, str | None]:
    """Return language and region as the typesetter takes them.

    A script may call its language what it likes. What is no tag is read as English, so that the
    sheet is there; a browser's page does the same.
    """
    found = _TAG.match(language)
    return (found[1].lower(), found[2]) if found else ("en", None)


def bind_words(text: str, *, ends: bool = True) -> str:
    """Return `text` with hard blanks in phone numbers, after numbers, and between I and its verb.

    `text` has passed `show`. Words of 30 characters and more get places to break. `ends`: a
    paragraph ends with it, so a short last word holds to the one before.
    """
    text = hold(text)
    if ends and len(text) > FEW:
        text = _LAST.sub(HARD, text)
    return _LONG.sub(_breakable, text)


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    if HARD in word and len(word) < 60:
        return word
    return MAY_BREAK.join(_SIGN.findall(word))


def say(text: str, *, style: int = PLAIN, mirrored: bool = False, ends: bool = True) -> Runs:
    """Return `text` as runs; in a line from right to left, numbers and Latin are islands."""
    words = bind_words(_VARIANT.sub("", show(text)), ends=ends)
    if not words:
        return []
    if not mirrored:
        return [(words, style)]
    runs: Runs = []
    end = 0
    for found in _ISLAND.finditer(words):
        if found.start() > end:
            runs.append((words[end : found.start()], style))
        runs.append((found[0], style | LEFT_TO_RIGHT))
        end = found.end()
    if end < len(words):
        runs.append((words[end:], style))
    return runs


def say_all(parts: Iterable[tuple[str, int]], *, mirrored: bool = False) -> Runs:
    """Return several pieces of text as one row of runs."""
    pieces = list(parts)
    return [
        run
        for number, (text, style) in enumerate(pieces, 1)
        for run in say(text, style=style, mirrored=mirrored, ends=number == len(pieces))
    ]
