"""Prints how long made-up visits take by the script's own words, and when what protects is there.

Each answers file is walked as `goalcoach visit --answers` does, in a store that is thrown away.
A file named CODE.DAY.toml is a visit of that patient, after those before it in the list; any other
is a first visit. The figures are those of `goalcoach.dialogue.view.reading_time`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from goalcoach.dialogue.answers_file import Answers, read_answers
from goalcoach.dialogue.engine.command import Acknowledge, AddRow, Answer, Command, Note
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.question_kind import REVIEW, Kind
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.question_words import asked_words
from goalcoach.dialogue.view.reading_time import Load, load_of, word_count, words_typed
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.errors import BadData, GoalcoachError
from goalcoach.headless import run
from goalcoach.headless.replay import Walk
from goalcoach.plan.model import Plan
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit

CHECKOUT = Path(__file__).parent.parent
SHIPPED = (
    CHECKOUT / "docs" / "examples",
    CHECKOUT / "goalcoach" / "prompts" / "demo",
)
DAY = date(2026, 10, 23)
PROTECTS = ("goal", "step", "hard spell", "numbers")
"""What a plan must hold to protect whoever stops in the middle."""


def clock() -> datetime:
    return datetime(2026, 10, 23, 10, 41, tzinfo=UTC)


@dataclass
class Turn:
    """One command that was taken, the state it met, and what of `PROTECTS` is there after it."""

    command: Command
    before: State
    there: frozenset[str]


class HeardVisit(Visit):
    """A rehearsed visit that remembers each command."""

    turns: list[Turn]

    def give(self, command: Command) -> Refusal | None:
        before = self.state
        refused = super().give(command)
        if refused is None:
            known = self.turns[-1].there if self.turns else frozenset[str]()
            said = self.state.entries is not before.entries or not self.turns
            self.turns.append(Turn(command, before, self._there() if said else known))
        return refused

    def _there(self) -> frozenset[str]:
        try:
            return frozenset(protected(self.draft_plan()))
        except BadData:
            return frozenset()


def protected(plan: Plan) -> Iterator[str]:
    """Yield which of `PROTECTS` a plan holds."""
    if any(goal.statement for goal in plan.goals):
        yield "goal"
    if any(goal.ladder and goal.ladder.rungs for goal in plan.goals):
        yield "step"
    flare = plan.flare_plan
    if flare and flare.steps and flare.not_a_flare and flare.when:
        yield "hard spell"
    if flare and flare.call:
        yield "numbers"


@dataclass
class Hour:
    """How long one visit takes: in all, by phase, and the minute at which each protection is
    there (None: never)."""

    name: str
    load: Load = field(default_factory=Load)
    phases: dict[str, Load] = field(default_factory=dict)
    there: dict[str, float | None] = field(default_factory=lambda: dict.fromkeys(PROTECTS))
    typed: dict[str, list[int]] = field(default_factory=dict)
    """Words of each answer, by the kind of its question; 0 for one that was left."""
    rows: list[int] = field(default_factory=list)
    """How many rows were added to each roster that was shown."""


def measure(name: str, script: Script, turns: Sequence[Turn]) -> Hour:
    """Return how long the turns of one visit take.

    A question counts once each time it is shown: a roster for its first row, then for each other.
    """
    hour = Hour(name)
    last = ("", "")
    rows: dict[str, int] = {}
    typed: dict[str, tuple[Kind, int]] = {}
    for turn in turns:
        asked = screen(script, turn.before)
        if asked.address != REVIEW:
            words = typed_by(asked, turn.command)
            shown = (asked.address, asked_words(asked)[1])
            load = load_of(asked, words) if shown != last else Load(typed=words)
            last = shown
            hour.load += load
            title = asked.progress.title
            hour.phases[title] = hour.phases.get(title, Load()) + load
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


def walk(store: Store, code: str, day: date, answers: Answers, *, whole: bool, pack: str) -> Hour:
    """Walk one visit and return how long it takes.

    `whole`: raise BadData for answers that do not fit, or that no question takes.
    """
    visit = HeardVisit.rehearse(store, code, today=day, clock=clock, script=pack)
    visit.turns = []
    through = Walk(visit, answers)
    through.through()
    if whole:
        through.check_end()
    return measure(answers.source, visit.script, visit.turns)


def hours(files: Iterable[Path], pack: str = "core") -> Iterator[Hour]:
    """Yield how long the visit of each file takes. Raises BadData for a file that does not fit."""
    with tempfile.TemporaryDirectory() as folder:
        patients = Store(Path(folder) / "patients")
        patients.create()
        for number, file in enumerate(files):
            code, day = visit_of(file)
            store = patients if code else Store(Path(folder) / str(number))
            if not code:
                store.create()
            code = code or "rowan-17"
            data = file.read_bytes()
            answers = read_answers(data, file.name)
            yield walk(store, code, day, answers, whole=True, pack=pack)
            run(store, code, data, file.name, today=day, clock=clock, script=pack)


def visit_of(file: Path) -> tuple[str, date]:
    """Return the code and the day that a file's name says; "" and a fixed day if it says none."""
    parts = file.name.split(".")
    try:
        return parts[0], date.fromisoformat(parts[1])
    except (IndexError, ValueError):
        return "", DAY


COLUMNS = ("questions", "aloud", "typed", "minutes")


def table(found: Sequence[Hour]) -> Iterator[str]:
    """Yield a line a visit, then each visit by phase."""
    wide = max([len("visit"), *(len(one.name) for one in found)])
    heads = (*COLUMNS, *PROTECTS)
    yield f"{'visit':{wide}}  {'  '.join(f'{head:>10}' for head in heads)}"
    for one in found:
        cells = [*figures(one.load), *(at(one.there[part]) for part in PROTECTS)]
        yield f"{one.name:{wide}}  {'  '.join(f'{cell:>10}' for cell in cells)}"
    for one in found:
        wide = max(len(title) for title in one.phases)
        yield ""
        yield f"{one.name}, by phase"
        for title, load in one.phases.items():
            cells = figures(load)
            yield f"  {title:{wide}}  {'  '.join(f'{cell:>10}' for cell in cells)}"
    yield ""
    yield f"words typed at a question: {', '.join(means(found))}"


def figures(load: Load) -> tuple[str, ...]:
    counts = (load.questions, load.aloud, load.typed)
    return (*(f"{count:.0f}" for count in counts), f"{load.minutes:.1f}")


def at(minute: float | None) -> str:
    return "never" if minute is None else f"{minute:.1f}"


def means(found: Sequence[Hour]) -> Iterator[str]:
    """Yield "text 9", "rows 1.5": what the clock on the screen expects (`visit_clock`)."""
    for kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.LIST):
        counts = [count for one in found for count in one.typed.get(kind, ())]
        if counts:
            yield f"{kind} {sum(counts) / len(counts):.1f}"
    rows = [count for one in found for count in one.rows]
    if rows:
        yield f"rows of a roster {sum(rows) / len(rows):.1f}"


def as_json(found: Sequence[Hour]) -> str:
    def plain(load: Load) -> dict[str, float]:
        return {
            "questions": load.questions,
            "aloud": load.aloud,
            "typed": load.typed,
            "minutes": round(load.minutes, 1),
        }

    rows = [
        {
            "visit": one.name,
            **plain(one.load),
            "phases": {title: plain(load) for title, load in one.phases.items()},
            "there": {
                part: None if minute is None else round(minute, 1)
                for part, minute in one.there.items()
            },
        }
        for one in found
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def shipped() -> list[Path]:
    """Return the answers files that come with goalcoach, each patient's in order of the days."""
    return [file for folder in SHIPPED for file in sorted(folder.glob("*.toml"))]


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/hour", description=__doc__)
    parser.add_argument("--json", action="store_true", help="the same as JSON")
    parser.add_argument("--script", default="core", metavar="PACK", help="another script")
    parser.add_argument("file", nargs="*", type=Path, help="answers files; none: those shipped")
    asked = parser.parse_args()
    try:
        found = list(hours(asked.file or shipped(), asked.script))
    except (GoalcoachError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(as_json(found) if asked.json else "\n".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
