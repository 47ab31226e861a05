"""A PDF read back, for what it says and how it is tagged."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject, IndirectObject

from goalcoach.sheets.sheet import Sheet, SheetKind, Size, lay_sheet
from tests.sheets import rowan
from tests.sheets.kinds import KINDS

EVERY = [(kind, size) for kind in KINDS for size in Size if size in kind.sizes]


FOOT = 42
"""Points from the lower edge of the paper within which the footer stands."""


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def pages(data: bytes) -> list[str]:
    """Return the text of each page on one line, each blank an ordinary one."""
    texts = (page.extract_text().replace("\u200b", "") for page in read(data).pages)
    # A reader takes the kerning before a comma for a blank.
    return [re.sub(r" (?=[,.])", "", " ".join(text.split())) for text in texts]


def filled(data: bytes) -> list[float]:
    """Return how far down each page its words reach, without the foot, as a part of its height."""
    found = []
    for page in read(data).pages:
        height = float(page.mediabox.height)
        lowest = [height]

        def visit(
            text: str, cm: list[float], tm: list[float], *_: object, lowest: list[float] = lowest
        ) -> None:
            at = cm[5] + cm[3] * tm[5]
            if text.strip() and at > FOOT:
                lowest.append(at)

        page.extract_text(visitor_text=visit)
        found.append(1 - min(lowest) / height)
    return found


def words(data: bytes) -> str:
    return " ".join(pages(data))


def tags(data: bytes) -> Iterator[DictionaryObject]:
    """Yield each element of the tag tree in reading order."""

    def walk(node: object) -> Iterator[DictionaryObject]:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for one in node:
                yield from walk(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    tree = root_of(data)["/StructTreeRoot"]
    assert isinstance(tree, DictionaryObject)
    yield from walk(tree["/K"])


def names(data: bytes) -> list[str]:
    return [str(tag["/S"]) for tag in tags(data)]


def bookmarks(reader: PdfReader) -> list[Destination]:
    return [mark for mark in reader.outline if isinstance(mark, Destination)]


def outline(data: bytes) -> list[str | None]:
    return [mark.title for mark in bookmarks(read(data))]


def targets(data: bytes) -> list[int | None]:
    reader = read(data)
    return [reader.get_destination_page_number(mark) for mark in bookmarks(reader)]


def root_of(data: bytes) -> DictionaryObject:
    root = read(data).trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    return root


def rowans(kind: SheetKind, size: Size = Size.STANDARD) -> Sheet:
    return lay_sheet(kind, rowan.third(), rowan.around(), size)
