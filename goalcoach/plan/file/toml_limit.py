"""How large the text of a TOML file may be, so that a hostile file costs no more than a moment.

tomli refuses one absurd key, but not a thousand keys of nine hundred parts each (15 s and 2 GB in a
file of 1 MiB). What is refused here no plan, diary, script, site or answers file comes near.
"""

from __future__ import annotations

import re

MOST_TOML_BYTES = 1024 * 1024
MOST_TOML_LINES = 10_000

# Below this, even the worst text tomli takes costs a quarter of a second.
_HARMLESS = 16 * 1024
_MOST_BARE = 128 * 1024
"""Characters that are neither quoted nor in a comment: keys, headers, numbers, brackets."""
_MOST_PARTS = 16
_LONGEST_WORD = 1000

# Compiled at the first large file: few commands meet one.
_QUOTED = (
    r'(?s)"""(?:[^\\"]++|\\.|"(?!""))*+"""+'
    r"|'''.*?'''+"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+"
)
# Each starts where a word starts, or a text of one long word would be tried from each letter.
_LONG_KEY = rf"""(?<!["\w-])(?:["\w-]++[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}"""
_LONG_WORD = rf"(?<![\w.+-])[\w.+-]{{{_LONGEST_WORD},}}+"


def excess(text: str) -> tuple[int, str, str] | None:
    """Return the parts of a Problem (line or 0, no field, words) for what is too much, or None."""
    if text.count("\n") > MOST_TOML_LINES:
        return 0, "", f"has more than {MOST_TOML_LINES} lines, which no file of goalcoach needs"
    if len(text) <= _HARMLESS:
        return None
    # One quote mark for each text, so that what is said in it counts for nothing.
    bare = re.sub(_QUOTED, _emptied, text)
    if len(bare) > _MOST_BARE:
        return 0, "", "holds more keys, numbers and brackets than any file of goalcoach needs"
    for pattern, words in (
        (_LONG_KEY, f"has a key of more than {_MOST_PARTS} parts"),
        (_LONG_WORD, f"has more than {_LONGEST_WORD} characters without a blank or quotes"),
    ):
        match = re.search(pattern, bare)
        if match:
            return bare.count("\n", 0, match.start()) + 1, "", words
    return None


def _emptied(match: re.Match[str]) -> str:
    return '"' + "\n" * match.group().count("\n")
