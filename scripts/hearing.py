"""Walks a visit from its answers file, and counts what was asked, read aloud and typed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from goalcoach.dialogue.answer_types import REVIEW, Kind
from goalcoach.dialogue.answers_file import Answers, read_answers
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Command,
    Next,
    Note,
    Skip,
)
from goalcoach.dialogue.engine.forward_pass import walk as walk_path
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.dialogue.view.answer_words import typed_words
from goalcoach.dialogue.view.reading_time import Load, load_of, word_count, words_typed
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import asked_words
from goalcoach.errors import BadData
from goalcoach.headless import run
from goalcoach.headless.replay import Walk
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.question_address import without_rows
from goalcoach.store.script_pack import read_pack
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit

DAY = date(2026, 10, 23)
PROTECTS = ("goal", "step", "hard spell", "numbers")
"""What a plan must hold to protect whoever stops in the middle."""
CALLS = ("emergency", "same_day", "too_long")
"""The fields of a plan for hard spells that say when to call."""


def clock() -> datetime:
    return datetime(2026, 10, 23, 10, 41, tzinfo=UTC)


@dataclass
class Turn:
    """One command that was taken, the question it met and the title of its phase, and what of
    `PROTECTS` is there after it."""

    command: Command
    asked: Screen
    phase: str
    there: frozenset[str]


class HeardVisit(Visit):
    """A rehearsed visit that remembers each command from `listen` on."""

    turns: list[Turn] | None = None
    there: frozenset[str] = frozenset()

    def listen(self) -> frozenset[str]:
        """Begin to remember; return what of `PROTECTS` is there already."""
        self.turns = []
        self.there = self._there()
        return self.there

    def give(self, command: Command) -> Refusal | None:
        before, asked = self.state, self.question
        refused = super().give(command)
        if refused is None and self.turns is not None:
            if len(self.there) < len(PROTECTS) and self.state.entries is not before.entries:
                self.there = self._there()
            self.turns.append(Turn(command, asked, phase_at(self.script, before), self.there))
        return refused

    def _there(self) -> frozenset[str]:
        try:
            return frozenset(protected(self.draft_plan(), self.script))
        except BadData:
            return frozenset()


def phase_at(script: Script, state: State) -> str:
    """Return the title of the phase of the question under the cursor; "" at the closing step."""
    path = walk_path(script, state)
    stop = cursor_stop(path)
    return path.phase_title(path.phase(stop)) if stop is not None else ""


def protected(plan: Plan, script: Script) -> Iterator[str]:
    """Yield which of `PROTECTS` a plan holds.

    A plan for hard spells is there with its first steps and each of its calls that is asked for.
    """
    if any(goal.statement for goal in plan.goals):
        yield "goal"
    if any(goal.ladder and goal.ladder.rungs for goal in plan.goals):
        yield "step"
    flare = plan.flare_plan
    if flare is None:
        return
    filled = {item.fills.path for item in items_of(script) if item.fills is not None}
    wanted = {"steps", *(call for call in CALLS if f"flare_plan.{call}" in filled)}
    if all(getattr(flare, one) for one in wanted):
        yield "hard spell"
    if flare.call:
        yield "numbers"


def items_of(script: Script) -> Iterator[Item]:
    for section in script.sections.values():
        yield from section.items


@dataclass
class Pages:
    """How many pages the app shows in one visit, and the keys they take there.

    `bare` are pages that get an Enter and nothing else, `lists` those among them that ask for
    another row.
    """

    pages: int = 0
    keys: int = 0
    bare: int = 0
    lists: int = 0


@dataclass
class Hour:
    """How long one visit takes: in all, by phase, and the minute at which each protection is
    there (None: never)."""

    name: str
    own: bool = True
    """It is walked as its file says, and not on another path."""
    load: Load = field(default_factory=Load)
    phases: dict[str, Load] = field(default_factory=dict)
    there: dict[str, float | None] = field(default_factory=lambda: dict.fromkeys(PROTECTS))
    typed: dict[str, list[int]] = field(default_factory=dict)
    """Words of each answer, by the kind of its question; 0 for one that was left."""
    turns: Sequence[Turn] = ()
    """What it was walked by."""
    times: tuple[str, ...] = ()
    """What could be chosen where it was asked how long there is."""
    rows: list[int] = field(default_factory=list)
    """How many rows were added to each roster that was shown."""


def measure(name: str, turns: Sequence[Turn], there: Iterable[str] = ()) -> Hour:
    """Return how long the turns of one visit take; `there` is what it began with.

    A question counts once each time it is shown: a roster for its first row, then for each other.
    """
    hour = Hour(name, turns=turns)
    hour.there |= dict.fromkeys(there, 0.0)
    last = ("", "")
    rows: dict[str, int] = {}
    typed: dict[str, tuple[Kind, int]] = {}
    for turn in turns:
        asked = turn.asked
        if asked.address != REVIEW:
            words = typed_by(asked, turn.command)
            shown = (asked.address, asked_words(asked)[1])
            load = load_of(asked, words) if shown != last else Load(typed=words)
            # After each row a roster is shown anew, though it asks the same.
            last = ("", "") if isinstance(turn.command, AddRow) else shown
            hour.load += load
            hour.phases[turn.phase] = hour.phases.get(turn.phase, Load()) + load
            if asked.kind is Kind.ROSTER:
                added = isinstance(turn.command, AddRow)
                rows[asked.address] = rows.get(asked.address, 0) + added
            else:
                so_far = typed.get(asked.address, (asked.kind, 0))[1]
                answer = words if isinstance(turn.command, Answer) else 0
                typed[asked.address] = (asked.kind, so_far + answer)
        for part in turn.there:
            if hour.there[part] is None:
                hour.there[part] = hour.load.minutes
    hour.rows = list(rows.values())
    for kind, count in typed.values():
        hour.typed.setdefault(kind, []).append(count)
    return hour


def count_pages(hour: Hour, *, asks_again: bool = False) -> Pages:
    """Return the pages and keys of one visit in the app; the closing step is left out.

    A list goes on with the Enter of its last row. `asks_again` counts as if it came back after each
    row to ask for another, as it did once, and as it does where rows of last time wait.
    """
    found, last, keys = Pages(), ("", ""), 0
    added: set[str] = set()
    asked: Screen | None = None
    for turn in hour.turns:
        now = turn.asked
        told = isinstance(turn.command, Next | Answer)
        waits = any(row.proposed for row in now.rows)
        if now.address == REVIEW or (
            told and now.address in added and not asks_again and not waits
        ):
            continue
        shown = (now.address, asked_words(now)[1])
        if shown != last:
            _close_page(found, asked, keys, added)
            last, keys, asked = shown, 0, now
        keys += keys_of(now, turn.command)
        if isinstance(turn.command, AddRow):
            _close_page(found, asked, keys, added)
            added.add(now.address)
            last, keys, asked = ("", ""), 0, None
    _close_page(found, asked, keys, added)
    return found


def _close_page(found: Pages, asked: Screen | None, keys: int, added: set[str]) -> None:
    if asked is None:
        return
    found.pages += 1
    found.keys += keys
    found.bare += keys == 1
    found.lists += keys == 1 and asked.address in added


def keys_of(asked: Screen, command: Command) -> int:
    """Return the keys that give a command in the app; the Enter of an answer is that of `Next`."""
    match command:
        case Answer(value) if asked.kind in (Kind.CHOICE, Kind.MULTI):
            return len(value) if isinstance(value, tuple) else 1
        case Answer(value):
            return len(typed_words(value))
        case AddRow(_, text):
            return len(text) + 1
        case Note(text):
            return len(text) + 2
        case Acknowledge(_, text):
            return len(text)
        case Skip():
            return 2
    return 1


def typed_by(asked: Screen, command: Command) -> int:
    """Return how many words a command has that were typed, at the question it was given."""
    match command:
        case Answer(value):
            return words_typed(asked.kind, value)
        case AddRow(_, first):
            return word_count(first)
        case Note(text) | Acknowledge(_, text):
            return word_count(text)
    return 0


def walk(
    store: Store, code: str, day: date, answers: Answers, *, whole: bool, pack: str = "core"
) -> Hour:
    """Walk one visit and return how long it takes.

    `whole`: raise BadData for answers that do not fit, or that no question takes.
    """
    visit = HeardVisit.rehearse(store, code, today=day, clock=clock, script=pack)
    there = visit.listen()
    through = Walk(visit, answers)
    through.through()
    if whole:
        through.check_end()
    hour = measure(answers.source, visit.turns or [], there)
    asked = "/".join(visit.script.short.item) if visit.script.short else ""
    for turn in visit.turns or []:
        if turn.asked.address == asked:
            hour.times = tuple(option.id for option in turn.asked.options)
    return hour


def hours(files: Iterable[Path], pack: str = "core") -> Iterator[Hour]:
    """Yield how long the visit of each file takes, then those of its other paths that differ.

    Raises BadData for a file that does not fit.
    """
    script = compile_pack(read_pack(pack), pack)
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            named, day = visit_of(file)
            store, code = Store(Path(folder) / (named or str(number))), named or "rowan-17"
            data = file.read_bytes()
            own = walk(store, code, day, read_answers(data, file.name), whole=True, pack=pack)
            yield own
            for time in times(script, read_answers(data, file.name), own.times):
                path = on_path(script, read_answers(data, f"{file.name}, {time}"), time)
                other = walk(store, code, day, path, whole=False, pack=pack)
                if other.load != own.load:
                    other.own = False
                    yield other
            if named:  # the next file may be this patient's next visit
                run(store, code, data, file.name, today=day, clock=clock, script=pack)


def times(script: Script, answers: Answers, offered: Sequence[str]) -> list[str]:
    """Return what was offered where it was asked how long there is today, but the file's answer;
    none where the script does not ask."""
    if script.short is None:
        return []
    given = answers.values.get("/".join(script.short.item))
    return [option for option in offered if option != given]


def on_path(script: Script, answers: Answers, time: str) -> Answers:
    """Return the answers with another answer to how long there is: cut to what that path asks
    before more is opened."""
    assert script.short is not None
    cut(script, answers, core=time in script.short.options)
    answers.values["/".join(script.short.item)] = time
    return answers


def cut(script: Script, answers: Answers, *, core: bool) -> None:
    """Take out what answers no core question, or only what answers an extra one."""

    def is_kept(key: str) -> bool:
        section, _, name = without_rows(key).partition("/")
        roster, _, column = name.partition(".")
        item = script.item(section, roster)
        if item is None:
            return False
        asked = [item, *(one for one in item.fields if one.id == column)]
        return all(one.core if core else not one.extra for one in asked)

    for table in (answers.values, answers.rosters, answers.acks, answers.notes, answers.skips):
        for key in [one for one in table if not is_kept(one)]:
            del table[key]
    for key, lines in answers.rosters.items():
        kept = [{c: v for c, v in one.items() if is_kept(f"{key}.{c}")} for one in lines]
        answers.rosters[key] = tuple(kept)


def visit_of(file: Path) -> tuple[str, date]:
    """Return the code and the day that a file's name says; "" and a fixed day if it says none."""
    parts = file.name.split(".")
    try:
        return parts[0], date.fromisoformat(parts[1])
    except (IndexError, ValueError):
        return "", DAY
