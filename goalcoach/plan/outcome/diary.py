"""The diary: what a person wrote down on the days between two visits.

The only place where its fields are listed. Entries are added at the end of the file's own bytes, so
what stands there already, unknown keys and notes by hand included, is never written anew. An entry
that was wrong is corrected by a later one that names it; a diary may go on in further files.

Annotations are real objects here, as in `model`: `schema` reads them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Annotated, Literal

import msgspec
import tomli
import tomli_w
from msgspec import Meta, field

from goalcoach.errors import BadData, Problem
from goalcoach.plan.file.key_lines import find_lines, line_of
from goalcoach.plan.file.migration import migrate
from goalcoach.plan.file.toml_limit import MOST_TOML_BYTES, MOST_TOML_LINES, excess
from goalcoach.plan.location import name
from goalcoach.plan.model.field_types import Part, Score, Texts
from goalcoach.plan.outcome.diary_seal import seal
from goalcoach.plan.problem_finder import MOST_PROBLEMS, Search
from goalcoach.plan.tree_types import Tree
from goalcoach.safe_text import clean
from goalcoach.translation import tr

# Of the diary alone: a plan has a schema, and steps, of its own.
DIARY_SCHEMA: Literal[1] = 1

MOST_ENTRIES = 5000
"""Entries of one file."""
_NEARLY_FULL = MOST_TOML_LINES - 100
_HEAD = (
    "# Each entry is followed by its digest. You may change what stands here; "
    "goalcoach verify says where.\n"
)

SCALES = ("participation", "mood", "energy")
"""The fields that hold a number from 0 to 10; more is more of it."""


class DiaryEntry(Part, frozen=True, kw_only=True):
    """One line of the diary: a day and what was written for it."""

    date: date
    activity: str | None = None
    participation: Score | None = field(default=None, name="ease")
    """How easy taking part was. In the file the key stays `ease`: every diary has it."""
    mood: Score | None = None
    energy: Score | None = None
    line: str | None = None
    there: Texts = ()
    """What was there that day: a `ThereWord` each, or the person's own word. An older program keeps
    it in the file, and does not see it."""
    corrects: tuple[str, ...] = ()
    """The keys of the entries in whose place this one stands (`entry_key`)."""


class Diary(Part, frozen=True, kw_only=True):
    """One patient's entries, in the order in which they were written."""

    schema: Literal[1] = DIARY_SCHEMA
    patient: str
    entries: Annotated[tuple[DiaryEntry, ...], Meta(max_length=MOST_ENTRIES)] = field(default=())


def is_blank(entry: DiaryEntry) -> bool:
    """Return whether an entry holds a day and nothing more."""
    texts = (getattr(entry, key) for key in ("activity", *SCALES, "line"))
    return not entry.there and all(one is None for one in texts)


def tidy(entry: DiaryEntry) -> DiaryEntry:
    """Return `entry` as it is kept: each text on one line, an empty one left out."""
    texts = {key: clean(getattr(entry, key) or "") or None for key in ("activity", "line")}
    there = dict.fromkeys(words for one in entry.there if (words := clean(one)))
    return msgspec.structs.replace(entry, **texts, there=tuple(there))


def in_order(entries: Iterable[DiaryEntry]) -> tuple[DiaryEntry, ...]:
    """Return entries by day; those of one day as they were written."""
    return tuple(sorted(entries, key=lambda entry: entry.date))


def days_of(entries: Iterable[DiaryEntry]) -> tuple[tuple[DiaryEntry, ...], ...]:
    """Return the entries of each day, the days in order: what is counted counts days."""
    return tuple(
        tuple(group) for _, group in groupby(in_order(entries), key=lambda entry: entry.date)
    )


def since(
    entries: Iterable[DiaryEntry], last_visit: date | None, until: date
) -> tuple[DiaryEntry, ...]:
    """Return the entries from the day of the last visit up to `until`, by day.

    The visit's own day counts: what was written that evening would else be read at no visit.
    """
    first = last_visit or date.min
    return in_order(entry for entry in entries if first <= entry.date <= until)


def entry_key(entry: DiaryEntry) -> str:
    """Return the name by which a later entry corrects this one: a digest of what it says.

    Without what was there, which older programs do not read: to them too it is the same entry.
    """
    return sha256(_block(entry, told=False).encode()).hexdigest()[:_KEY]


_KEY = 12
"""Hex digits of a key: enough for the few entries of one day."""


def standing(entries: Sequence[DiaryEntry]) -> tuple[DiaryEntry, ...]:
    """Return the entries that no other one corrects, in the order in which they were written."""
    corrected = {key for entry in entries for key in entry.corrects}
    if not corrected:
        return tuple(entries)
    return tuple(entry for entry in entries if entry_key(entry) not in corrected)


def loose(entries: Sequence[DiaryEntry]) -> tuple[DiaryEntry, ...]:
    """Return the entries that correct one which is not there."""
    correcting = [entry for entry in entries if entry.corrects]
    there = set(map(entry_key, entries)) if correcting else set()
    return tuple(entry for entry in correcting if not there.issuperset(entry.corrects))


def correcting(new: DiaryEntry, old: Iterable[DiaryEntry]) -> DiaryEntry:
    """Return `new` as the correction of the entries `old`."""
    return msgspec.structs.replace(new, corrects=tuple(map(entry_key, old)))


def says_the_same(one: DiaryEntry, other: DiaryEntry) -> bool:
    """Return whether two entries say the same of the same day, whatever they correct."""
    return _said(one) == _said(other)


def sift(
    known: Sequence[DiaryEntry], new: Sequence[DiaryEntry]
) -> tuple[tuple[DiaryEntry, ...], tuple[int, ...]]:
    """Return the entries of `new` that are not there yet, and the positions of the others.

    What was written and corrected since is there: an older sheet does not bring it back.
    """
    seen = {key for entry in known for key in (_said(entry), (*_said(entry), *entry.corrects))}
    corrected = {key for entry in known for key in entry.corrects}
    fresh: list[DiaryEntry] = []
    doubles: list[int] = []
    for at, entry in enumerate(new):
        key = (*_said(entry), *entry.corrects)
        # By its key it would be taken for one that was corrected, and stand nowhere.
        if key in seen or entry_key(entry) in corrected:
            doubles.append(at)
        else:
            seen.add(key)
            fresh.append(entry)
    return tuple(fresh), tuple(doubles)


def _said(entry: DiaryEntry) -> tuple[object, ...]:
    numbers = (entry.participation, entry.mood, entry.energy)
    return (entry.date, entry.activity, *numbers, entry.line, frozenset(entry.there))


def read_diary(data: bytes, source: str) -> Diary:
    """Return the diary in the bytes of a file; `source` names it in messages.

    Raises BadData with every problem found, NewerFormat for a later schema.
    """
    text, tree = _parse(data, source)
    tree = migrate(tree, source, steps={}, newest=DIARY_SCHEMA)
    try:
        return msgspec.convert(tree, Diary, builtin_types=(date, datetime))
    except msgspec.ValidationError:
        search = Search()
        search.look(tree, Diary)
    lines = find_lines(text)
    found = [*search.found, *search.hints][:MOST_PROBLEMS]
    problems = [Problem(line_of(lines, place), name(place), words) for place, words in found]
    raise BadData(source, problems or [Problem(0, "", tr("does not hold diary entries"))])


def _parse(data: bytes, source: str) -> tuple[str, dict[str, Tree]]:
    if len(data) > MOST_TOML_BYTES:
        raise BadData(source, [Problem(0, "", tr("is larger than 1 MiB, which no diary needs"))])
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as bad:
        line = data.count(b"\n", 0, bad.start) + 1
        raise BadData(source, [Problem(line, "", tr("is not UTF-8 text from here on"))]) from None
    if too_much := excess(text):
        raise BadData(source, [Problem(*too_much)])
    try:
        return text, tomli.loads(text)
    except tomli.TOMLDecodeError as bad:
        words = tr("is not TOML from column {colno} on", colno=bad.colno)
        raise BadData(source, [Problem(bad.lineno, "", words)]) from None
    except (ValueError, RecursionError):
        raise BadData(source, [Problem(0, "", tr("holds a value that no diary needs"))]) from None


def add_entries(data: bytes, patient: str, entries: Sequence[DiaryEntry]) -> bytes:
    """Return the bytes of a diary with `entries` after what it holds; `data` empty: a new one."""
    head = data or f"schema = {DIARY_SCHEMA}\npatient = {_text(patient)}\n{_HEAD}".encode()
    if not head.endswith(b"\n"):
        head += b"\n"
    return seal(head, [f"\n[[entries]]\n{_block(entry)}".encode() for entry in entries])


def room_for(data: bytes, entries: Sequence[DiaryEntry]) -> int:
    """Return how many of `entries`, from the first on, a file with the bytes `data` takes."""
    size, lines = len(data), data.count(b"\n")
    there = data.count(b"[[entries]]")
    for at, entry in enumerate(entries):
        block = _block(entry)
        # Above an entry stand an empty line and its header, below it its digest.
        size += len(block.encode()) + 64
        lines += block.count("\n") + 3
        if size > MOST_TOML_BYTES or lines > _NEARLY_FULL or there + at >= MOST_ENTRIES:
            return at
    return len(entries)


def _block(entry: DiaryEntry, *, told: bool = True) -> str:
    """Return an entry as it stands below its header, with what was there only if `told`.

    A key is made from it, so the rest never changes.
    """
    lines = [f"date = {entry.date.isoformat()}"]
    in_file = dict(zip(entry.__struct_fields__, entry.__struct_encode_fields__, strict=True))
    for one in ("activity", *SCALES, "line"):
        key, value = in_file[one], getattr(entry, one)
        if value is not None:
            lines.append(f"{key} = {_text(value) if isinstance(value, str) else value}")
    if entry.there and told:
        lines.append(f"there = [{', '.join(map(_text, entry.there))}]")
    if entry.corrects:
        lines.append(f"corrects = [{', '.join(map(_text, entry.corrects))}]")
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    return tomli_w.dumps({"k": words})[4:-1]
