"""How large the text of a TOML file may be, so that a hostile file costs no more than a moment.

tomli refuses one absurd key, but not a thousand keys of nine hundred parts each (15 s and 2 GB in a
file of 1 MiB). What is refused here no plan, diary, script, site or answers file comes near.
"""

from __future__ import annotations

import re

from goalcoach.translation import tr

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
        return (
            0,
            "",
            tr(
                "has more than {most_toml_lines} lines, which no file of goalcoach needs",
                most_toml_lines=MOST_TOML_LINES,
            ),
        )
    if len(text) <= _HARMLESS:
        return None
    # One quote mark for each text, so that what is said in it counts for nothing.
    bare = re.sub(_QUOTED, _emptied, text)
    if len(bare) > _MOST_BARE:
        return 0, "", tr("holds more keys, numbers and brackets than any file of goalcoach needs")
    for pattern, words in (
        (_LONG_KEY, tr("has a key of more than {most_parts} parts", most_parts=_MOST_PARTS)),
        (
            _LONG_WORD,
            tr(
                "has more than {longest_word} characters without a blank or quotes",
                longest_word=_LONGEST_WORD,
            ),
        ),
    ):
        match = re.search(pattern, bare)
        if match:
            return bare.count("\n", 0, match.start()) + 1, "", words
    return None


def _emptied(match: re.Match[str]) -> str:
    return '"' + "\n" * match.group().count("\n")
