"""The answers of a visit that has no plan yet, in words, read without opening it.

Question by question where its folder holds one whole story, else file by file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from goalcoach.date_words import say_day
from goalcoach.dialogue.view.said_list import SaidLine, said_lines
from goalcoach.errors import GoalcoachError
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Meta, Para, Title
from goalcoach.store.draft_files import DRAFT, KEPT
from goalcoach.store.draft_glance import read_draft_files
from goalcoach.store.store import Store
from goalcoach.translation import TrMap, tr, tr_noop
from goalcoach.visit.journal_transcript import journal_words
from goalcoach.visit.single_visit_check import why_not_one
from goalcoach.visit.take_up_aside import read_heard

PRIVATE = tr_noop("Answered in private; it is not shown.")


class DraftWords(Struct, frozen=True):
    """What was said in a visit, with its kind, its day and the version that it began from."""

    code: str
    folder: str
    """The name of its folder: "draft" for the unfinished visit."""
    kind: str
    day: date
    began_from: int | None
    closed: bool
    lines: tuple[SaidLine, ...]


class FileWords(Struct, frozen=True):
    """What the files of a folder were told, in lines, and why it is not one visit's words."""

    lines: tuple[str, ...]
    why: str


def read_folder(store: Store, code: str, name: str) -> DraftWords | FileWords:
    """Return what the folder `name` of a patient was told: "draft", "draft-1", "draft-apart-1" ….

    Raises UsageError for a name that no such folder has, NotFound, BadData.
    """
    folder = store.draft_folder(code, name)
    files, pack = read_draft_files(store.fs, folder)
    if not files:
        return read_draft(store, code, name)  # raises; it knows what is wrong
    why = why_not_one(store.fs, folder, files)
    if not why:
        try:
            return read_draft(store, code, name)
        except GoalcoachError as problem:
            why = problem.sentence
    return FileWords(tuple(journal_words(code, name, files, pack)), why)


def read_draft(store: Store, code: str, name: str) -> DraftWords:
    """Return the words of the one visit in the folder `name`.

    Raises NotFound, BadData, and AlreadyExists if the version it began from was changed.
    """
    heard = read_heard(store, store.read_kept(code, name))
    start, script = heard.ground.start, heard.ground.script
    return DraftWords(
        code,
        name,
        start.visit,
        heard.state.today,
        start.parent[0] if start.parent else None,
        heard.state.closed is not None,
        said_lines(script, heard.state),
    )


def draft_blocks(words: DraftWords) -> Iterator[Block]:
    """Yield a visit's answers, phase by phase, as they are read."""
    yield Title(tr("What was said: {code}", code=words.code))
    yield Meta(f"{_which(words)} {_began(words)}")
    if not words.lines:
        yield Para(tr("Nothing was said in it."))
    for phase, lines in groupby(words.lines, key=lambda line: line.phase):
        yield Heading(phase)
        yield Facts(tuple(fact for line in lines for fact in _facts(line)))


_REVIEW_OF = TrMap(
    {
        "closed": "The review of {day}, closed.",
        "open": "The review of {day}, not finished.",
        "aside": "The review of {day}, set aside.",
    }
)
_FIRST_VISIT_OF = TrMap(
    {
        "closed": "The first visit of {day}, closed.",
        "open": "The first visit of {day}, not finished.",
        "aside": "The first visit of {day}, set aside.",
    }
)


def _which(words: DraftWords) -> str:
    state = "open" if words.folder == DRAFT else "aside"
    if words.folder.startswith(KEPT):
        state = "closed"
    table = _REVIEW_OF if words.kind == "review" else _FIRST_VISIT_OF
    return tr(table.english[state], day=say_day(words.day))


def _began(words: DraftWords) -> str:
    old = words.began_from
    if words.folder.startswith(KEPT):
        new = (old or 0) + 1
        if old:
            return tr("It began from version {old}, and is version {new}.", old=old, new=new)
        return tr("It began from no plan, and is version {new}.", new=new)
    if old:
        return tr("It began from version {old}, and is in no version as it stands.", old=old)
    return tr("It began from no plan, and is in no version as it stands.")


def _facts(line: SaidLine) -> Iterator[Fact]:
    name = f"{line.about}: {line.question}" if line.about else line.question
    if line.private:
        yield Fact(name, tr(PRIVATE))
        return
    if line.answer:
        yield Fact(name, line.answer)
    if line.skipped:
        yield Fact(name, tr("Skipped: {reason}", reason=line.skipped))
    if line.half_typed:
        yield Fact(tr("{question}, half typed", question=name), line.half_typed)
    if line.note:
        yield Fact(tr("{question}, note", question=name), line.note)
    for why in line.kept:
        yield Fact(
            tr("{question}, why it was kept", question=name), why or tr("No reason was given")
        )
