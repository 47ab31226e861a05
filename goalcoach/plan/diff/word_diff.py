"""Which words of a text are gone and which are new."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from goalcoach.plan.diff.change import WordSpan

# Words, numbers with their points, signs one by one. Scripts that write without blanks are
# compared character by character, for there a "word" would be a whole sentence. Most texts are
# plain, and the larger pattern takes milliseconds to make: it is made when it is needed.
_PLAIN = r"\d+(?:[.,:]\d+)*|[A-Za-z]+(?:['\-][A-Za-z]+)*|\w|[^\w\s]"
_ANY = (
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
    r"|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*|\w|[^\w\s]"
)

MOST_PAIRS = 250_000
"""How many pairs of words are compared at most; beyond that a text counts as replaced."""

LEAST_SHARED = 0.3
"""Texts with less than this part in common read better side by side than mixed."""


class Effort:
    """How much may still be searched; a hostile file runs out of it, a plan never does."""

    def __init__(self, left: int = 2_000_000) -> None:
        self._left = left

    def spend(self, pairs: int) -> bool:
        """Take the cost of comparing this many pairs of words; return whether it was there."""
        if pairs > self._left:
            return False
        self._left -= pairs
        return True


def split(text: str) -> list[str]:
    """Return the words and signs of a text, without its blanks."""
    return _pattern(text.isascii()).findall(text)


@cache
def _pattern(plain: bool) -> re.Pattern[str]:
    return re.compile(_PLAIN if plain else _ANY)


def spans(old: str, new: str, effort: Effort | None = None) -> tuple[WordSpan, ...]:
    """Return the old and the new words in one row; all gone, then all new if little is shared."""
    pattern = _pattern(old.isascii() and new.isascii())
    before = list(pattern.finditer(old))
    after = list(pattern.finditer(new))
    left = [token.group() for token in before]
    right = [token.group() for token in after]
    head = _shared(left, right)
    tail = _shared(left[head:][::-1], right[head:][::-1])
    middle = left[head : len(left) - tail], right[head : len(right) - tail]
    steps: list[tuple[str, int, int, int, int]] = []
    cost = len(middle[0]) * len(middle[1])
    if cost <= MOST_PAIRS and (effort is None or effort.spend(cost)):
        matcher = SequenceMatcher(None, *middle, autojunk=False)
        steps = [
            (tag, i + head, k + head, j + head, m + head)
            for tag, i, k, j, m in matcher.get_opcodes()
        ]
    else:
        steps = [("replace", head, len(left) - tail, head, len(right) - tail)]
    kept = head + tail + sum(k - i for tag, i, k, _, _ in steps if tag == "equal")
    if 2 * kept < LEAST_SHARED * (len(left) + len(right)):
        return WordSpan("gone", old), WordSpan("new", new)
    end = len(left), len(right)
    steps = [
        ("equal", 0, head, 0, head),
        *steps,
        ("equal", end[0] - tail, end[0], end[1] - tail, end[1]),
    ]
    return _merged(old, new, before, after, steps)


def _shared(left: list[str], right: list[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _merged(
    old: str,
    new: str,
    before: list[re.Match[str]],
    after: list[re.Match[str]],
    steps: list[tuple[str, int, int, int, int]],
) -> tuple[WordSpan, ...]:
    found: list[WordSpan] = []
    same: tuple[int, int] | None = None
    for tag, i, k, j, m in steps:
        if tag == "equal":
            # Runs that touch are one run: the shared ends were only cut off for speed.
            if m > j:
                same = (same[0] if same else j, m)
            continue
        if same:
            found.append(_cut("same", new, after, *same))
            same = None
        if k > i:
            found.append(_cut("gone", old, before, i, k))
        if m > j:
            found.append(_cut("new", new, after, j, m))
    if same:
        found.append(_cut("same", new, after, *same))
    return tuple(found)


def _cut(kind: str, text: str, tokens: list[re.Match[str]], start: int, end: int) -> WordSpan:
    first = tokens[start].start()
    glued = first > 0 and not text[first - 1].isspace()
    return WordSpan(kind, text[first : tokens[end - 1].end()], glued)
