"""The shape of the record: entries under a heading, and a person's own words in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goalcoach.sheets.block import Block, Heading, Labelled, Origin, Para
from goalcoach.sheets.wording import quote, sentences
from goalcoach.translation import TrMap

ASKED = TrMap({"yes": "yes", "no": "no", "ask": "ask first", "": "not asked"})


def part(heading: str, label: str, entries: Iterable[Labelled]) -> Iterator[Block]:
    """Yield the entries under their heading; without entries there is no heading either."""
    found = tuple(entries)
    if found:
        yield Heading(heading, label)
        yield from found


def entry(label: str, note: str, *texts: str | None, path: str = "") -> Iterator[Labelled]:
    """Yield an entry of the sentences that are there, if any is."""
    if said := sentences(texts):
        yield Labelled(label, note, (Para(said, Origin(path)),))


def own(lead: str, text: str | None) -> str | None:
    """Return a person's own words after what they are about."""
    return f"{lead}: {quote(text)}" if text else None
