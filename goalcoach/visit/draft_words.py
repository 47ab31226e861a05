"""The answers of a visit that is under way or was set aside, in words, read without opening it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from goalcoach.date_words import say_day
from goalcoach.dialogue.view.said_list import SaidLine, said_lines
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Meta, Title
from goalcoach.store.store import Store
from goalcoach.visit.kept_aside import hear

PRIVATE = "Answered in private; it is not shown."


@dataclass(frozen=True, slots=True)
class DraftWords:
    """What was said in a visit, with its kind, its day and the version that it began from."""

    code: str
    number: int | None
    """The number it was set aside as; None for the unfinished visit."""
    kind: str
    day: date
    began_from: int | None
    closed: bool
    lines: tuple[SaidLine, ...]


def read_draft(store: Store, code: str, number: int | None = None) -> DraftWords:
    """Return the words of a visit that was set aside, by default of the unfinished one.

    Raises NotFound, BadData, and AlreadyExists if the version it began from was changed.
    """
    heard = hear(store, store.read_kept(code, number))
    start, script = heard.ground.start, heard.ground.script
    return DraftWords(
        code,
        number,
        start.visit,
        heard.state.today,
        start.parent[0] if start.parent else None,
        heard.state.closed is not None,
        said_lines(script, heard.state),
    )


def draft_blocks(words: DraftWords) -> Iterator[Block]:
    """Yield a visit's answers, phase by phase, as they are read."""
    which = "review" if words.kind == "review" else "first visit"
    state = "set aside" if words.number is not None else "not finished"
    yield Title(f"What was said: {words.code}")
    yield Meta(f"The {which} of {say_day(words.day)}, {state}. {_standing(words)}")
    for phase, lines in groupby(words.lines, key=lambda line: line.phase):
        yield Heading(phase)
        yield Facts(tuple(fact for line in lines for fact in _facts(line)))


def _standing(words: DraftWords) -> str:
    began = f"version {words.began_from}" if words.began_from else "no plan"
    return f"It began from {began}, and is in no version as it stands."


def _facts(line: SaidLine) -> Iterator[Fact]:
    name = f"{line.about}: {line.question}" if line.about else line.question
    if line.private:
        yield Fact(name, PRIVATE)
        return
    if line.answer:
        yield Fact(name, line.answer)
    if line.skipped:
        yield Fact(name, f"Skipped: {line.skipped}")
    for what, text in (("half typed", line.half_typed), ("note", line.note)):
        if text:
            yield Fact(f"{name}, {what}", text)
    for why in line.kept:
        yield Fact(f"{name}, why it was kept", why)
