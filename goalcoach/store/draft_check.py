"""What is wrong in the folder of a visit that is in no version: journal, script and all else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goalcoach.errors import GoalcoachError, NotAllowed, NotFound
from goalcoach.store.disk_error import NotRead
from goalcoach.store.draft_files import (
    NEW,
    PACK,
    is_damaged_name,
    is_of_machine,
    journal_path,
    names_beside,
    read_pinned,
)
from goalcoach.store.file_access import read_file, scan
from goalcoach.store.file_system import Fs
from goalcoach.store.finding import Finding, Gravity, unread
from goalcoach.store.journal import CAP as JOURNAL_CAP
from goalcoach.store.journal import read_lines
from goalcoach.store.stranger import CONFLICT
from goalcoach.translation import tr, tr_noop

_COPY = tr_noop(
    "A sync program made this copy because two sides had changed the file; it may hold answers of "
    "another machine; compare it before you take it away."
)


def check_draft(fs: Fs, folder: Path) -> Iterator[Finding]:
    """Yield what is unexpected or damaged in a draft's folder, or in one that was set aside."""
    yield from check_beside(fs, folder)
    yield from _check_journal(fs, folder)
    yield from _check_script(fs, folder)


def check_beside(fs: Fs, folder: Path) -> Iterator[Finding]:
    """Yield what lies in a draft's folder beside the files of a draft."""
    try:
        names = names_beside(fs, folder)
        left = {entry.name for entry in scan(folder, fs)} & {NEW}
    except GoalcoachError as problem:
        yield unread(folder, problem)
        return
    show = tr(
        "goalcoach show {code} --draft {name} shows what is in it.",
        code=folder.parent.name,
        name=folder.name,
    )
    for name in names:
        yield Finding(Gravity.WARNING, folder / name, _what_lies_beside(name, show))
    for name in left:
        sentence = tr(
            "This was left behind when a visit broke off; the next start of the visit "
            "does not need it."
        )
        yield Finding(Gravity.WARNING, folder / name, sentence)


def _what_lies_beside(name: str, show: str) -> str:
    """Return what a file is that is not a draft's; `show` is added where it can be read."""
    if is_damaged_name(name):
        return f"{tr('The journal was damaged once; what followed is kept here.')} {show}"
    if is_of_machine(name):
        words = tr(
            "A visit was kept here because another had its journal's name; it may "
            "hold answers that are nowhere else."
        )
        return f"{words} {show}"
    if name.startswith("journal") or CONFLICT.search(name):
        return f"{tr(_COPY)} {show}"
    return tr("This does not belong here. It is not used.")


def _check_script(fs: Fs, folder: Path) -> Iterator[Finding]:
    """Yield a script kept with a visit that cannot be read: the visit does not open then."""
    try:
        read_pinned(fs, folder / PACK)
    except NotFound:
        return
    except (NotAllowed, NotRead) as problem:
        yield unread(folder / PACK, problem)


def _check_journal(fs: Fs, folder: Path) -> Iterator[Finding]:
    path = journal_path(folder)
    try:
        data = read_file(path, fs, cap=JOURNAL_CAP)
    except NotFound:
        sentence = tr("This visit was never begun: it holds no journal.")
        yield Finding(Gravity.WARNING, folder, sentence)
        return
    except GoalcoachError as problem:
        yield unread(path, problem)
        return
    events, size = read_lines(data)
    rest = len(data) - size
    if not events:
        sentence = tr("Its first line is damaged, so the visit cannot be taken up again.")
        yield Finding(Gravity.FAULT, path, sentence)
    elif rest and b"\n" in data[size:]:
        sentence = tr(
            "It is damaged after {events} entries; {rest} bytes follow.",
            events=len(events),
            rest=rest,
        )
        yield Finding(Gravity.FAULT, path, sentence)
    elif rest:
        sentence = tr(
            "Its last line was cut short; {events} entries are whole.", events=len(events)
        )
        yield Finding(Gravity.WARNING, path, sentence)
