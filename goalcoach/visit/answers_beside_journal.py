"""What the files beside a visit's journal hold that the visit does not, in words.

Nothing private is put into words here: of the private questions there is one line, as in the list
of questions once the private part is over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from goalcoach.date_words import say_day
from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Drafted,
    Event,
    Noted,
    Resumed,
)
from goalcoach.dialogue.engine.event_json import Json, from_json
from goalcoach.dialogue.engine.events_given_again import Replay, question_of, replay
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import WhereLine
from goalcoach.plan.question_address import Address
from goalcoach.store.beside_journal import KeptFile
from goalcoach.store.journal import EventJson
from goalcoach.translation import tr, tr_noop

ALL = "all"
"""Chosen in place of a question: every answer that would take no other one's place."""
PRIVATE = "private"
"""Chosen in place of the private questions, all of them together."""
_OF_ONE_VISIT = ("patient", "sha256", "parent", "visit")


class AnswerInFile(Struct, frozen=True):
    """An answer that a file holds: `words` there, and `here` what the visit has, "" for nothing.

    `question` is the address of the question, with which it is chosen.
    """

    question: str
    title: str
    words: str
    here: str = ""

    @property
    def line(self) -> str:
        """Return title and words on one line."""
        return f"{self.title}: {self.words}" if self.words else self.title


class KeptStory(Struct, frozen=True):
    """What one file holds, or one side in it, that the visit does not have."""

    number: int
    """Which one it is, for `Visit.take_from_kept`."""
    name: str
    """The file as it is named to the user; with its side where two machines wrote to it."""
    answers: tuple[AnswerInFile, ...]
    """Those that can be taken over."""
    unfit: tuple[AnswerInFile, ...]
    """Those that do not fit the visit as it is; they stay in the file."""

    @property
    def title(self) -> str:
        """Return the sentence that stands above the answers."""
        count = len(self.answers) + len(self.unfit)
        if count == 1:
            return tr("{file} holds 1 answer that this visit does not have.", file=self.name)
        return tr(
            "{file} holds {count} answers that this visit does not have.",
            file=self.name,
            count=count,
        )


UNFIT = tr_noop("These do not fit the visit as it is now, and stay in the file:")
"""Stands above the answers that cannot be taken over."""


class KeptEvents:
    """The events of a file beside the journal, or of one side in it.

    What belongs to a day and was said on another one than the visit's is not taken over.
    """

    def __init__(
        self, name: str, events: Sequence[EventJson], journal: Sequence[EventJson]
    ) -> None:
        self.name = name
        first = events[0].get("n")
        self._dated = tuple(_dated(_read(events), _day_at(journal, events[0].get("t"))))
        self._follows = isinstance(first, int) and first >= len(journal)
        """True if they come behind all of the journal, so that their word is the later one."""

    def replay(self, script: Script, state: State, chosen: Sequence[str]) -> Replay:
        """Return what comes of taking the answers to the `chosen` questions over, or of ALL."""
        events, _ = self._sort(script, state)
        if ALL in chosen:
            spare = () if self._follows else _said(state)
            return replay(script, state, events, spare=spare)
        wanted = set(chosen)
        if PRIVATE in wanted:
            asked = {question_of(event) for event in events}
            wanted |= {one for one in asked if _is_private(script, one)}
        return replay(script, state, events, wanted)

    def story(self, script: Script, state: State, number: int) -> KeptStory | None:
        """Return what the visit does not have; None if there is nothing."""
        events, lapsed = self._sort(script, state)
        made = replay(script, state, events)
        answers = tuple(_answers(script, state, made))
        unfit = tuple(_unfit(script, (*lapsed, *made.unfit)))
        return KeptStory(number, self.name, answers, unfit) if answers or unfit else None

    def _sort(self, script: Script, state: State) -> tuple[list[Event], list[Event]]:
        """Return the events that may count today, and the others."""
        events, lapsed = list[Event](), list[Event]()
        for event, day in self._dated:
            item = None if day == state.today else _item(script, question_of(event))
            (lapsed if item is not None and item.each_day else events).append(event)
        return events, lapsed


def _day_at(journal: Sequence[EventJson], moment: Json) -> date:
    """Return the day of the visit at that moment, as the journal tells it.

    By time and not by number: behind a cut the journal counts on with the numbers that were cut.
    """
    day = date.fromisoformat(str(journal[0]["today"]))
    now = moment if isinstance(moment, int) else 0
    before = (one for one in journal[1:] if isinstance(t := one.get("t"), int) and t <= now)
    for event in _read(before):
        if isinstance(event, Resumed) and event.day is not None:
            day = event.day
    return day


def _dated(events: Iterable[Event], day: date) -> Iterator[tuple[Event, date]]:
    """Yield each event with its day; `day` is that of the first."""
    for event in events:
        if isinstance(event, Resumed) and event.day is not None:
            day = event.day
        yield event, day


def read_kept_events(
    files: Iterable[KeptFile], journal: Sequence[EventJson], folder: str
) -> Iterator[KeptEvents]:
    """Yield the events of each file beside a journal, and of each side where two wrote to one.

    A file of another visit is left out: it is named, and nothing of it fits.
    """
    for file in files:
        starts = [one for one in file.events if one.get("ev") == "start"]
        if any(one.get(key) != journal[0].get(key) for one in starts for key in _OF_ONE_VISIT):
            continue
        sides = split_sides(
            [one for one in file.events if one.get("ev") != "start"], len(journal) - 1
        )
        for number, events in enumerate(sides, 1):
            name = f"{folder}/{file.name}"
            if len(sides) > 1:
                name = tr(
                    "{file}, side {number} of {count},", file=name, number=number, count=len(sides)
                )
            yield KeptEvents(name, events, journal)


def split_sides(events: Iterable[EventJson], before: int = -1) -> list[list[EventJson]]:
    """Return the events of a file by the machine that wrote them, as far as can be told.

    Each machine counts its own events. An event goes to the side whose count it follows, over a gap
    only where what would fill that does not come later; where two are alike, to the one that was at
    its question, else to the one that has been silent longer. One that follows none begins a side.
    `before` is the number of the last event ahead of these, which one side goes on from.
    """
    counted = [(one, n) for one in events if isinstance(n := one.get("n"), int)]
    coming = Counter(number for _, number in counted)
    sides: list[list[EventJson]] = [[{}]]
    lasts = [(before, -1)]
    for turn, (event, number) in enumerate(counted):
        coming[number] -= 1
        fits = [
            ((number - last, sides[at][-1].get("at") != event.get("at"), silent), at)
            for at, (last, silent) in enumerate(lasts)
            if last < number and (last + 1 == number or not coming[last + 1])
        ]
        if fits:
            _, at = min(fits)
            sides[at].append(event)
            lasts[at] = (number, turn)
        else:
            sides.append([event])
            lasts.append((number, turn))
    return [side for side in (sides[0][1:], *sides[1:]) if side]


def _read(events: Iterable[EventJson]) -> Iterator[Event]:
    for one in events:
        try:
            yield from_json(one)
        except ValueError:
            continue  # of a later version; it stays in the file


def _said(state: State) -> set[str]:
    """Return the questions that something was said to."""
    return {
        str(at.question)
        for key, entry in state.entries.items()
        if (entry.value is not None or entry.skip is not None) and (at := Address.read(key))
    }


def _answers(script: Script, state: State, made: Replay) -> Iterator[AnswerInFile]:
    """Yield each question whose line in the list of questions would be another one."""
    now = {one.address: one.detail for one in where_lines(script, state)}
    then = {one.address: one for one in where_lines(script, made.taken.state)}
    touched = {question_of(event) for event in made.taken.events}
    private = {one for one in touched if _is_private(script, one)}
    lines: dict[str, list[WhereLine]] = {}
    for line in then.values():
        at = Address.read(line.address)
        question = str(at.question) if at else ""
        if question in touched - private and line.detail not in ("", now.get(line.address, "")):
            lines.setdefault(question, []).append(line)
    for question, changed in lines.items():
        title = then[question].title if question in then else changed[0].title
        rows = next((one.detail for one in changed if one.address == question), "")
        told = {rows, *rows.split("; ")}
        cells = [one.detail for one in changed if one.detail not in told]
        words = f"{rows} ({', '.join(cells)})" if rows and cells else rows or ", ".join(cells)
        yield AnswerInFile(question, title, words, now.get(question, ""))
    if any(state.entry(one) != made.taken.state.entry(one) for one in private):
        yield AnswerInFile(PRIVATE, tr("The private part"), tr("kept there, and not shown here"))


def _is_private(script: Script, question: str) -> bool:
    item = _item(script, question)
    return item is not None and item.private and item.kind is not Kind.SAY


def _item(script: Script, key: str) -> Item | None:
    at = Address.read(key)
    return script.item(at.section, at.item) if at else None


def _unfit(script: Script, events: Sequence[Event]) -> Iterator[AnswerInFile]:
    """Yield the words of events that do not fit."""
    for event in events:
        question, words = question_of(event), words_said(event)
        item = _item(script, question)
        if item is None or not words or item.kind is Kind.SAY:
            continue
        yield AnswerInFile(question, question, "" if item.private else words)


def words_said(event: Event) -> str:
    """Return what a person said in an event, as it was given; "" for nothing."""
    match event:
        case Answered(_, value):
            return words_as_given(value)
        case Noted(_, text) | Drafted(_, text):
            return text
        case Acknowledged(_, _, why, _):
            return why
        case _:
            return ""


def words_as_given(value: Value | None) -> str:
    """Return a value as it was given; "" for one that holds no words."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, tuple):
        return "; ".join(words_as_given(one) for one in value)
    return say_day(value) if isinstance(value, date) else str(value)
