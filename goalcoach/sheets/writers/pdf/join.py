"""Joins PDFs of our own typesetter into one, with their tags, and a bookmark for each.

One sheet after the other through the typesetter needs memory for one; all at once needs it for all.
Other joiners drop what a screen reader needs. Reads only what our typesetter writes: plain objects,
one table of places, nothing packed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import NamedTuple

_TOKEN = re.compile(rb"[(]|(?<![0-9.])([0-9]+) 0 R\b")
_CELL = re.compile(rb"\((U[0-9]+x[0-9]+y[0-9]+)\)\Z")
_START = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z")
_ROOT = re.compile(rb"/Root ([0-9]+) 0 R")
_OBJECT = re.compile(rb"[0-9]+ 0 obj\s+")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_LISTED = re.compile(rb"([0-9]+) 0 R")
_TITLE = re.compile(rb"<dc:title>.*?</dc:title>", re.DOTALL)
_IDS = re.compile(rb"(<xmpMM:(?:Instance|Document)ID>)[^<]*")
_BOX = re.compile(rb"/MediaBox\s*\[[^\]]*\]")
_PAGES = re.compile(rb"(<xmpTPg:NPages>)[^<]*")

Renumber = Callable[[int], int]


class _Part(NamedTuple):
    """One PDF taken apart: each object's bytes by its number, and where its roots are."""

    objects: dict[int, bytes]
    root: int

    def entry(self, number: int, name: bytes) -> int:
        """Return the object that a dictionary's entry points to, 0 if it has none."""
        found = re.search(rb"/" + name + rb" ([0-9]+) 0 R", _words_of(self.objects[number])[0])
        return int(found[1]) if found else 0


class _Joined:
    """What grows while parts are added: the new file, and what its roots will list."""

    def __init__(self) -> None:
        self.out = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n")
        self.places: dict[int, int] = {}
        # The roots come last but their numbers are known from the start.
        self.catalog, self.pages, self.tags, self.outlines, self.info, self.metadata = range(1, 7)
        self.next = 7
        self.kids: list[int] = []
        self.count = 0
        self.documents: list[int] = []
        self.marked: list[bytes] = []
        self.marks = 0
        self.cells: list[bytes] = []
        self.bookmarks: list[tuple[str, int]] = []
        self.box = b""
        """The size of the last page, as its dictionary says it."""

    def write(self, number: int, body: bytes) -> None:
        self.places[number] = len(self.out)
        self.out += b"%d 0 obj\n%s\nendobj\n" % (number, body)


def join_pdfs(pdfs: Iterable[tuple[str, bytes]], title: str) -> bytes:
    """Return the PDFs as one, each with its name as a bookmark; the same bytes for the same parts.

    At least one. Its language is the first one's; each sheet keeps its own. Each part begins on an
    odd page, behind a blank one where it must: printed on both sides, no part stands on the back
    of another.
    """
    joined = _Joined()
    head: _Part | None = None
    for name, data in pdfs:
        part = _take_apart(data)
        head = head or part
        if joined.count % 2:
            _add_blank_page(joined)
        _add(joined, name, part)
    assert head is not None
    _finish(joined, head, title)
    return bytes(joined.out)


def _take_apart(data: bytes) -> _Part:
    start = _START.search(data, len(data) - 64)
    if start is None:
        raise ValueError("not a PDF of ours")
    table = data[int(start[1]) :]
    lines = table.split(b"\n", 2)
    first, count = map(int, lines[1].split())
    entries = lines[2]
    places = {
        first + at: int(entries[at * 20 : at * 20 + 10])
        for at in range(count)
        if entries[at * 20 + 17 : at * 20 + 18] == b"n"
    }
    ordered = sorted(places.items(), key=lambda item: item[1])
    ends = [place for _, place in ordered[1:]] + [int(start[1])]
    objects = {
        number: _body(data[place:end]) for (number, place), end in zip(ordered, ends, strict=True)
    }
    root = _ROOT.search(table)
    assert root is not None
    return _Part(objects, int(root[1]))


def _body(raw: bytes) -> bytes:
    begin = _OBJECT.match(raw)
    assert begin is not None
    return raw[begin.end() : raw.rindex(b"endobj")].rstrip(b"\n")


def _add(joined: _Joined, name: str, part: _Part) -> None:
    pages, tags = part.entry(part.root, b"Pages"), part.entry(part.root, b"StructTreeRoot")
    dropped = {
        *(part.root, tags, part.entry(part.root, b"Metadata"), part.entry(part.root, b"Outlines")),
        *(number for number, body in part.objects.items() if _is_bookmark_or_info(body)),
    }
    kept = [number for number in part.objects if number not in dropped]
    new = {number: joined.next + at for at, number in enumerate(kept)}
    joined.next += len(kept)
    new[tags] = joined.tags
    prefix = b"%06d" % len(joined.bookmarks)
    language = re.search(rb"/Lang\([^)]*\)", part.objects[part.root])
    for number in kept:
        words, stream = _words_of(part.objects[number])
        words = _renumbered(words, new.__getitem__, prefix)
        if number == pages:
            words = words.replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % joined.pages, 1)
        elif words.startswith(b"<</Type/StructElem/S/Document") and language:
            words = words.replace(b"/S/Document", b"/S/Document" + language[0], 1)
        elif b"/StructParent" in words:
            words = _shifted(words, joined.marks)
        joined.write(new[number], words + stream)
    _take_tags(joined, _renumbered(part.objects[tags], new.__getitem__, prefix))
    joined.kids.append(new[pages])
    leaves = _pages_of(part, pages)
    joined.count += len(leaves)
    box = _BOX.search(part.objects[leaves[-1]])
    assert box is not None
    joined.box = box[0]
    joined.bookmarks.append((name, new[leaves[0]]))


def _add_blank_page(joined: _Joined) -> None:
    """Add a page of the last one's size that holds nothing, so that no tag needs to name it."""
    joined.write(
        joined.next, b"<</Type/Page/Parent %d 0 R%s/Resources<<>>>>" % (joined.pages, joined.box)
    )
    joined.kids.append(joined.next)
    joined.next += 1
    joined.count += 1


def _is_bookmark_or_info(body: bytes) -> bool:
    if body.startswith(b"<</Parent ") and b"/Title" in body and b"/Dest " in body:
        return True
    return body.startswith(b"<</Title") and b"/CreationDate" in body


def _pages_of(part: _Part, number: int) -> list[int]:
    kids = _KIDS.search(part.objects[number])
    if kids is None:
        return [number]
    return [page for kid in _LISTED.findall(kids[1]) for page in _pages_of(part, int(kid))]


def _words_of(body: bytes) -> tuple[bytes, bytes]:
    """Return an object's words, and its stream as it is, "" if it has none."""
    if not body.endswith(b"endstream"):
        return body, b""
    # The stream begins at its keyword after the dictionary; strings hold no bare line ends.
    at = body.index(b">>\nstream\n") + 2
    return body[:at], body[at:]


def _renumbered(words: bytes, new: Renumber, prefix: bytes) -> bytes:
    """Return the words with new numbers for what they point to; what strings say stays."""
    table = b"/S/TH" in words or b"/S/TD" in words or b"/IDTree" in words
    out, end = [], 0
    while (found := _TOKEN.search(words, end)) is not None:
        out.append(words[end : found.start()])
        if found[1] is None:
            end = _string_end(words, found.start())
            string = words[found.start() : end]
            cell = _CELL.match(string) if table else None
            out.append(b"(%s%s)" % (prefix, cell[1]) if cell else string)
        else:
            end = found.end()
            out.append(b"%d 0 R" % new(int(found[1])))
    out.append(words[end:])
    return b"".join(out)


def _string_end(words: bytes, at: int) -> int:
    depth = 0
    while True:
        sign = words[at]
        if sign == 0x5C:  # a backslash takes the next sign along
            at += 1
        elif sign == 0x28:
            depth += 1
        elif sign == 0x29:
            depth -= 1
        at += 1
        if depth == 0:
            return at


def _shifted(words: bytes, by: int) -> bytes:
    return re.sub(
        rb"/StructParent(s?) ([0-9]+)",
        lambda found: b"/StructParent%s %d" % (found[1], int(found[2]) + by),
        words,
    )


def _take_tags(joined: _Joined, tags: bytes) -> None:
    """Keep what a part's tag root lists: its document, the marks of its pages, its header cells."""
    kids = re.search(rb"/K\[([^\]]*)\]", tags)
    nums = re.search(rb"/Nums\[([^\]]*)\]", tags)
    after = re.search(rb"/ParentTreeNextKey ([0-9]+)", tags)
    cells = re.search(rb"/IDTree<</Names\[([^\]]*)\]", tags)
    assert kids is not None
    assert nums is not None
    assert after is not None
    joined.documents += [int(number) for number in _LISTED.findall(kids[1])]
    for key, number in re.findall(rb"([0-9]+) ([0-9]+) 0 R", nums[1]):
        joined.marked.append(b"%d %s 0 R" % (int(key) + joined.marks, number))
    joined.marks += int(after[1])
    if cells:
        joined.cells.append(cells[1])


def _finish(joined: _Joined, head: _Part, title: str) -> None:
    """Write the roots, and the table of places."""
    catalog = head.objects[head.root]
    for name, number in (
        (b"Pages", joined.pages),
        (b"Metadata", joined.metadata),
        (b"StructTreeRoot", joined.tags),
    ):
        catalog = re.sub(rb"/" + name + rb" [0-9]+ 0 R", b"/%s %d 0 R" % (name, number), catalog)
    catalog = re.sub(rb"/Outlines [0-9]+ 0 R", b"", catalog)
    outlines = b"/Outlines %d 0 R/PageMode/UseOutlines>>" % joined.outlines
    joined.write(joined.catalog, catalog.removesuffix(b">>") + outlines)
    kids = b" ".join(b"%d 0 R" % kid for kid in joined.kids)
    joined.write(joined.pages, b"<</Type/Pages/Count %d/Kids[%s]>>" % (joined.count, kids))
    joined.write(joined.tags, _tag_root(joined, head))
    for number, body in _outline(joined):
        joined.write(number, body)
    joined.write(joined.info, b"<</Title%s>>" % _pdf_string(title))
    _write_metadata(joined, head, title)
    _write_table(joined)


def _tag_root(joined: _Joined, head: _Part) -> bytes:
    roles = re.search(rb"/RoleMap<<.*?>>", head.objects[head.entry(head.root, b"StructTreeRoot")])
    cells = b"/IDTree<</Names[%s]>>" % b"".join(joined.cells) if joined.cells else b""
    return b"<</Type/StructTreeRoot%s/K[%s]/ParentTree<</Nums[%s]>>%s/ParentTreeNextKey %d>>" % (
        roles[0] if roles else b"",
        b" ".join(b"%d 0 R" % number for number in joined.documents),
        b" ".join(joined.marked),
        cells,
        joined.marks,
    )


def _outline(joined: _Joined) -> Iterator[tuple[int, bytes]]:
    numbers = range(joined.next, joined.next + len(joined.bookmarks))
    joined.next += len(joined.bookmarks)
    yield (
        joined.outlines,
        b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
        % (numbers[0], numbers[-1], len(numbers)),
    )
    for number, (name, page) in zip(numbers, joined.bookmarks, strict=True):
        before = b"/Prev %d 0 R" % (number - 1) if number > numbers[0] else b""
        after = b"/Next %d 0 R" % (number + 1) if number < numbers[-1] else b""
        yield (
            number,
            b"<</Parent %d 0 R%s%s/Title%s/Dest[%d 0 R/Fit]>>"
            % (joined.outlines, before, after, _pdf_string(name), page),
        )


def _write_metadata(joined: _Joined, head: _Part, title: str) -> None:
    words, stream = _words_of(head.objects[head.entry(head.root, b"Metadata")])
    text = stream.removeprefix(b"\nstream\n").removesuffix(b"endstream").rstrip(b"\n")
    mark = sha256(joined.out).hexdigest()[:22].encode()
    named = (
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{escape(title)}</rdf:li></rdf:Alt></dc:title>"
    ).encode()
    text = _TITLE.sub(lambda _: named, text)
    text = _IDS.sub(lambda found: found[1] + mark, text)
    text = _PAGES.sub(lambda found: found[1] + b"%d" % joined.count, text)
    words = re.sub(rb"/Length [0-9]+", b"/Length %d" % len(text), words)
    joined.write(joined.metadata, words + b"\nstream\n" + text + b"\nendstream")


def _write_table(joined: _Joined) -> None:
    mark = sha256(joined.out).hexdigest()[:22].encode()
    start = len(joined.out)
    size = max(joined.places) + 1
    joined.out += b"xref\n0 %d\n0000000000 65535 f\r\n" % size
    joined.out += b"".join(b"%010d 00000 n\r\n" % joined.places[n] for n in range(1, size))
    joined.out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%s)(%s)]>>\n" % (
        *(size, joined.catalog, joined.info, mark, mark),
    )
    joined.out += b"startxref\n%d\n%%%%EOF" % start


def _pdf_string(text: str) -> bytes:
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().upper().encode()
