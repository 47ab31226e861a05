"""Two visits that began from one version, each of whose texts can be told from any other.

The one that is overtaken goes on, and every word of it is looked for: in the plan, on the pages of
the visit that goes on, in the answers that were kept aside.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import is_full
from goalcoach.dialogue.view.standing_words import open_checks
from goalcoach.errors import AlreadyExists
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.example import CODE, Clock
from tests.walker import DUE

DAY = date(2026, 11, 20)


@dataclass
class Talker:
    """Answers each question with words that nobody else says; `name` begins each of them."""

    name: str
    said: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    where: dict[str, str] = field(default_factory=dict)
    """The question at which each word was said."""
    at: str = ""

    def word(self) -> str:
        self.said.append(f"{self.name}{len(self.said) + 1}q")
        self.where[self.said[-1]] = self.at
        return self.said[-1]

    def take_back(self, count: int) -> None:
        del self.said[len(self.said) - count :]

    def answer(self, visit: Visit) -> None:
        """Answer the question that is asked, and go on."""
        asked = visit.question
        self.asked[asked.address] += 1
        self.at = asked.address
        if checks := [one for one in open_checks(asked) if asked.value is not None]:
            self.at = f"{self.at}#{checks[0].id}"
            assert visit.give(do.Acknowledge(checks[0].id, self.word())) is None
            return
        if self.asked[asked.address] > 4:
            visit.give(do.Next())
            return
        if asked.kind is Kind.ROSTER:
            self.roster(visit, asked)
        elif asked.proposed is not None:
            assert visit.give(do.Confirm()) is None
            if not visit.question.hold:
                visit.give(do.Next())
        elif asked.value is not None:
            visit.give(do.Next())
        else:
            self.value(visit, asked)

    def roster(self, visit: Visit, asked: Screen) -> None:
        if any(row.proposed for row in asked.rows):
            visit.give(do.Confirm())
            visit.give(do.Next())
        elif len(asked.rows) < 2 and not is_full(asked):
            if visit.give(do.AddRow(asked.address, self.word())) is not None:
                self.take_back(1)
                visit.give(do.Next())
        else:
            visit.give(do.Next())

    def value(self, visit: Visit, asked: Screen) -> None:
        before = len(self.said)
        for value in self.values(asked):
            if visit.refusal_of(do.Answer(value)) is None:
                assert visit.enter(value) is None
                return
            self.take_back(len(self.said) - before)
        visit.give(do.Skip(SkipReason.NOT_NOW))
        visit.give(do.Next())

    def values(self, asked: Screen) -> Iterator[Value]:
        match asked.kind:
            case Kind.SAY:
                yield True
            case Kind.TEXT | Kind.LONG_TEXT:
                yield self.word()
            case Kind.CHOICE:
                yield from self.choice(asked)
            case Kind.MULTI:
                several = tuple(one.id for one in asked.options if not one.exclusive)
                yield several
                yield several[:2]
                yield several[:1]
            case Kind.SCALE:
                yield 8
            case Kind.NUMBER:
                yield 3
            case Kind.DATE:
                yield DUE
            case Kind.LIST:
                yield (3, 4) if asked.numbers else (self.word(), self.word())

    def choice(self, asked: Screen) -> Iterator[Value]:
        ids = [one.id for one in asked.options]
        safe, open_ = ("go", "no"), ("usual", "yes", "keep", "accepted")
        wanted: tuple[str, ...] = safe if asked.address.startswith("safety/") else open_
        yield from (one for one in wanted if one in ids)
        yield from ids


@dataclass
class GoingOn(Talker):
    """Confirms all that is offered, and keeps the words that were on a page."""

    seen: set[str] = field(default_factory=set)

    def answer(self, visit: Visit) -> None:
        self.seen |= words_in(repr(visit.question))
        super().answer(visit)


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\b[a-z]+\d+q\b", text))


def lead(visit: Visit, talker: Talker) -> None:
    """Lead the visit to its closing step."""
    for _ in range(3000):
        if visit.question.address == REVIEW:
            return
        talker.answer(visit)
    raise AssertionError(visit.question.address)


def begin(store: Store, day: date = DAY) -> Visit:
    return Visit.begin(store, CODE, today=day, clock=Clock())


@dataclass
class Race:
    """Two stores that hold the same; `lost` is the one whose visit is overtaken."""

    won: Store
    lost: Store

    def run(self, theirs: Talker, ours: Talker, day: date = DAY) -> None:
        """Lead both visits; theirs is saved first, ours hears of it, and can go on."""
        visit, other = begin(self.lost, day), begin(self.won, day)
        lead(other, theirs)
        published = other.finish()
        assert isinstance(published, Path), published
        lead(visit, ours)
        shutil.copy(published, self.lost.root / CODE)
        with pytest.raises(AlreadyExists):
            visit.finish()
        visit.leave()
        with pytest.raises(AlreadyExists, match="come back to be confirmed"):
            begin(self.lost, day)


def open_race(folder: Path, last: Path | None = None) -> Race:
    stores = []
    for name in ("won", "lost"):
        store = Store(folder / name)
        store.create()
        if last is not None:
            (store.root / CODE).mkdir(mode=0o700)
            shutil.copy(last, store.root / CODE)
        stores.append(store)
    return Race(*stores)
