"""What an overlay says in another language: its own words, and those of the pack below it.

A text that the overlay replaced is not said in the words of the pack below: those stand for another
text. Where the overlay has none of its own, the text is missing, and a missing one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

import tomli_w

from goalcoach.dialogue.script.localisation import is_asked
from goalcoach.dialogue.script.text_places import TextPlace, pack_texts, put_at, text_at
from goalcoach.dialogue.script.toml_source import Report, read_table


def lay_words_over(
    base: Mapping[str, bytes], merged: Mapping[str, bytes], file: str, below: bytes, above: bytes
) -> bytes:
    """Return a language's file for a merged pack: `below` is the base's own, `above` the overlay's.

    What the overlay says stays whole, also where it stands for nothing, so that it is told. A file
    that cannot be read is returned as it is: the compiler says what is wrong with it.
    """
    report = Report()
    theirs, ours = read_table(file, below, report), read_table(file, above, report)
    if theirs is None or ours is None:
        return below if theirs is None else above
    before, tree = source_texts(base), ours.data
    for place, text in source_texts(merged).items():
        words = text_at(theirs.data, place)
        if words is not None and before.get(place) == text and text_at(tree, place) is None:
            put_at(tree, place, words)
    return tomli_w.dumps(tree).encode()


def source_texts(files: Mapping[str, bytes]) -> dict[TextPlace, str]:
    """Return every text of a pack by its place in a language's file, as far as it can be read."""
    found: dict[TextPlace, str] = {}
    for name, data in sorted(files.items()):
        table = read_table(name, data, Report()) if is_asked(name) else None
        if table is not None:
            for one in pack_texts(name.removesuffix(".toml"), table.data):
                found.setdefault(one.place, one.text)
    return found
