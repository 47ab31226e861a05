"""What an overlay says in another language: its own words, and those of the pack below it.

A text that the overlay replaced is not said in the words of the pack below: those stand for another
text. Where the overlay has none of its own, the text is missing, and a missing one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

import tomli
import tomli_w

from goalcoach.dialogue.script.localisation import is_asked
from goalcoach.dialogue.script.placed_toml import SourceLine
from goalcoach.dialogue.script.text_places import TextPlace, pack_texts, put_at, text_at
from goalcoach.dialogue.script.toml_source import Report, read_table
from goalcoach.plan.file.key_lines import find_lines, line_of


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


def lines_of_words(
    file: str, made: bytes, below: bytes, above: bytes, prefix: str
) -> tuple[SourceLine, ...]:
    """Return where each line of what `lay_words_over` made came from; `prefix` names the base.

    What is in neither file is for the overlay to say, so it is told there, nearest to its place.
    """
    for name, data in ((prefix + file, below), (file, above)):
        if read_table(file, data, Report()) is None:
            return tuple(SourceLine(name, one) for one in range(1, made.count(b"\n") + 2))
    ours, theirs = find_lines(above.decode()), find_lines(below.decode())
    tree, places = tomli.loads(made.decode()), find_lines(made.decode())
    at_line = {line: place for place, line in places.items()}
    found, origin = [], SourceLine(file, 1)
    for line in range(1, made.count(b"\n") + 2):
        place = at_line.get(line)
        if place is not None:
            words = text_at(tree, tuple(map(str, place)))
            if place not in ours and place in theirs and isinstance(words, str):
                origin = SourceLine(prefix + file, theirs[place])
            else:
                origin = SourceLine(file, line_of(ours, place) or 1)
        found.append(origin)
    return tuple(found)


def source_texts(files: Mapping[str, bytes]) -> dict[TextPlace, str]:
    """Return every text of a pack by its place in a language's file, as far as it can be read."""
    found: dict[TextPlace, str] = {}
    for name, data in sorted(files.items()):
        table = read_table(name, data, Report()) if is_asked(name) else None
        if table is not None:
            for one in pack_texts(name.removesuffix(".toml"), table.data):
                found.setdefault(one.place, one.text)
    return found
