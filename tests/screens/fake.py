"""A visit of made-up screens, so that each field can be tried without a store or a script."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.command import Impact
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import (
    CellView,
    OptionView,
    PhaseView,
    RowView,
    Screen,
    Status,
    VisitProgress,
    WhereLine,
)
from goalcoach.errors import NotFound, NotSaved
from goalcoach.screens.fields.last_time import Proposal
from goalcoach.screens.fields.roster_rows import RosterRows
from goalcoach.screens.kit.coach_app import Coach, CoachApp, Setting
from goalcoach.screens.kit.paste_burst import PASTE_GAP
from goalcoach.screens.kit.theme import DARK, DRAWN, MarkSigns, build_theme
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.screens.visit.visit_interface import OpenReading, OpenVisit
from goalcoach.sheets.block import Origin
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.layouts.read_back import Party
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.visit.answers_beside_journal import KeptStory
from goalcoach.visit.break_and_end_words import BreakMoment, said_at_end
from goalcoach.visit.visit_queries import ReadBack

if TYPE_CHECKING:
    from goalcoach.visit.visit import Visit

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 41, tzinfo=UTC)
PHASES = ("Set up", "Opening", "Safety", "Wins and stories", "How it went", "Close")
SKIPS = (
    (SkipReason.DECLINED, "Rather not say"),
    (SkipReason.UNSURE, "Not sure yet"),
    (SkipReason.NOT_NOW, "Come back to this"),
    (SkipReason.NOT_APPLICABLE, "Does not fit me"),
)
PROGRESS = VisitProgress(
    tuple(
        PhaseView(str(at), title, at < 3, at == 3, 1 if at == 1 else 0)
        for at, title in enumerate(PHASES)
    ),
    4,
    2,
    4,
    30,
)


def ask(kind: Kind, address: str = "wins/day", **more: object) -> Screen:
    """Return a screen of that kind with everything around it."""
    base = Screen(
        address=address,
        kind=kind,
        title="One day that went better",
        say="Tell me about one day since we last met that went better than you thought it would.",
        hint="Short phrases, in their words. Then read them back.",
        probes=("What came just before?", "Who else was there?"),
        skips=SKIPS,
        can_back=True,
        progress=PROGRESS,
    )
    return replace(base, **more)


def options(*labels: str) -> tuple[OptionView, ...]:
    return tuple(OptionView(f"o{at}", label) for at, label in enumerate(labels, 1))


def row(row_id: str, label: str, *, proposed: bool = False) -> RowView:
    cell = CellView("text", "Words", f"wins/day@{row_id}.text", label, Status.ANSWERED)
    return RowView(row_id, label, (cell,), proposed)


@dataclass
class FakeVisit:
    """Goes through `screens`; keeps every command. `fails` makes the next writes fail."""

    screens: list[Screen]
    given: list[do.Command] = field(default_factory=list)
    at: int = 0
    fails: int = 0
    refuses: Refusal | None = None
    left_open: Refusal | None = None
    """Why the visit cannot be closed yet."""
    holds: Callable[[Screen], Screen] | None = None
    aside: tuple[str, ...] = ()
    finished: list[do.CloseReason | None] = field(default_factory=list)
    left: int = 0
    elsewhere: list[tuple[Path, str, tuple[do.Command, ...]]] = field(default_factory=list)
    code: str = "rowan-17"
    visit_number: int = 2
    version: int = 2
    left_behind: str = ""
    preview: bool = False
    taken_up: str = ""
    notices: tuple[str, ...] = ()
    saved_at: datetime | None = NOW
    kept: tuple[KeptStory, ...] = ()
    said: list[str] = field(default_factory=list)
    taken: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    def card_of(self, asked: Screen) -> Screen:
        return asked

    def take_said(self) -> tuple[str, ...]:
        said, self.said = tuple(self.said), []
        return said

    def take_from_kept(self, number: int, chosen: Sequence[str]) -> None:
        self._write()
        self.taken.append((number, tuple(chosen)))
        self.kept = tuple(
            replace(one, answers=tuple(a for a in one.answers if a.question not in chosen))
            for one in self.kept
            if "all" not in chosen or one.number != number
        )

    @property
    def screen(self) -> Screen:
        return self.screens[self.at]

    def _write(self) -> None:
        if self.fails:
            self.fails -= 1
            raise NotSaved("The disk is full. Free some space.")

    def give(self, command: do.Command) -> Refusal | None:
        self._write()
        if self.refuses is not None and isinstance(command, do.Answer):
            return self.refuses
        self.given.append(command)
        now = self.screen
        if isinstance(command, do.Answer):
            self._set(replace(now, value=command.value, draft="", status=Status.ANSWERED))
        elif isinstance(command, do.SaveDraft):
            self._set(replace(now, draft=command.text))
        elif isinstance(command, do.Note):
            self._set(replace(now, note=command.text))
        elif isinstance(command, do.Next):
            self.at = min(self.at + 1, len(self.screens) - 1)
        elif isinstance(command, do.Back):
            self.at = max(self.at - 1, 0)
        elif isinstance(command, do.AddRow):
            new = row(f"r{len(now.rows) + 1}", command.first)
            self._set(replace(now, rows=(*now.rows, new)))
        elif isinstance(command, do.RemoveRow):
            rows = tuple(one for one in now.rows if one.id != command.row)
            self._set(replace(now, rows=rows, removed=(*now.removed, command.row)))
        elif isinstance(command, do.Jump):
            self.at = next((i for i, s in enumerate(self.screens) if s.address == command.at), 0)
        return None

    def _set(self, screen: Screen) -> None:
        self.screens[self.at] = screen

    def enter(self, value: Value) -> Refusal | None:
        refused = self.give(do.Answer(value))
        if refused is None and self.holds is not None:
            self._set(self.holds(self.screen))
        if refused is not None or self.screen.hold:
            return refused
        return self.give(do.Next())

    def impact(self, command: do.Command) -> Impact:
        return Impact(self.aside)

    def refusal_of(self, command: do.Command) -> Refusal | None:
        return self.left_open if isinstance(command, do.Close) else None

    def where(self) -> tuple[WhereLine, ...]:
        return tuple(
            WhereLine(s.address, "Wins", s.title, s.status, "", current=at == self.at, said=s.say)
            for at, s in enumerate(self.screens)
        )

    def finish(self, reason: do.CloseReason | None = None) -> Path | Refusal:
        self._write()
        self.finished.append(reason)
        return Path("v0002.toml")

    def keep_elsewhere(self, folder: Path, again: str, *unsaved: do.Command) -> Path:
        if folder.name == "nowhere":
            raise NotFound("There is no such folder. Type one that is there.")
        self.elsewhere.append((folder, again, unsaved))
        return folder / "goalcoach-rowan-17"

    def leave(self) -> None:
        self.left += 1


@dataclass
class FakeReading:
    """What can be read beside a made-up visit."""

    lines: Sequence[GutterLine] = (
        GutterLine("MATTERS", "Being the aunt who shows up.", Origin("values.words")),
        GutterLine("GOAL", "Cook lunch for my sister's children.", Origin("goals.statement")),
    )
    entries: Sequence[str] = ("20 November 2026: Cut onions. Taking part 5.",)
    sheet: ChangeSheet | None = None
    alone: str = ""
    aloud: tuple[GutterLine, ...] = ()
    agreed: tuple[Party, ...] = ()

    def plan(self) -> Sequence[GutterLine]:
        return self.lines

    def read_back(self) -> ReadBack:
        return ReadBack(self.aloud, tuple(self.lines), self.agreed)

    def so_far(self) -> Sequence[GutterLine]:
        return self.lines

    def heard(self, address: str) -> Sequence[GutterLine]:
        return self.lines

    def diary(self) -> Sequence[str]:
        return self.entries

    def patterns(self) -> Sequence[GutterLine]:
        return self.lines

    def changes(self) -> ChangeSheet | None:
        return self.sheet

    def address_of(self, path: str, rows: tuple[str, ...]) -> str:
        at = {"goals.statement": "wins/day", "agreement.by": "close/agree"}
        return at.get(path, "")

    def steps(self, address: str) -> tuple[RowView, ...]:
        return (row("r1", "Cut the vegetables, sitting"), row("r2", "Cook one dish"))

    def break_words(self, moment: BreakMoment) -> str:
        return {
            BreakMoment.STOP: "Let's stop here for a moment. All you said is kept.",
            BreakMoment.BACK: "What would be good for you?",
            BreakMoment.END: "It is fine to stop here.",
            BreakMoment.NEXT: "We go on another day.",
        }[moment]

    def end_words(self, reason: do.CloseReason | None) -> str:
        moment = said_at_end(reason)
        return self.break_words(moment) if moment else ""

    def alone_question(self) -> str:
        return self.alone


@dataclass(frozen=True)
class Line:
    label: str
    number: str


class FakeApp(GoalcoachApp):
    """The real app on a made-up visit."""

    def __init__(
        self, visit: OpenVisit, reading: OpenReading, setting: Setting, marks: MarkSigns
    ) -> None:
        CoachApp.__init__(self)
        self.coach = Coach(lambda: NOW, setting, marks, TODAY)
        self.fake = VisitScreen(visit, reading)
        self.visit = cast("Visit", visit)  # one that is open: the page below its page is empty
        self.register_theme(build_theme(DARK))
        self.theme = DARK

    def first_screen(self) -> VisitScreen:
        return self.fake


Walk = Callable[[Pilot[int], VisitScreen], Awaitable[None]]


def walk(
    visit: OpenVisit,
    steps: Walk,
    *,
    size: tuple[int, int] = (80, 24),
    reading: OpenReading | None = None,
    setting: Setting | None = None,
    marks: MarkSigns = DRAWN,
) -> FakeApp:
    """Run the app on `visit` and do `steps`; return the app after it has ended."""
    contacts = (Line("North Street Clinic, weekdays 8 to 18", "555 0100"),)
    app = FakeApp(visit, reading or FakeReading(), setting or Setting(contacts=contacts), marks)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await until(lambda: app.fake.field is not None and app.fake.field.is_mounted)
            await settle(pilot, app.fake)
            await steps(pilot, app.fake)

    asyncio.run(run())
    return app


async def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until `true` holds; what is waited for, not how long, decides."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.005)


async def settle(pilot: Pilot[int], screen: VisitScreen) -> None:
    """Wait until nothing is being written or shown."""
    await pilot.pause()
    await until(lambda: not screen.busy and not letter_waits(screen))
    await pilot.pause()


def letter_waits(screen: VisitScreen) -> bool:
    """Return True while a letter was pressed that may still become words."""
    lists = (*screen.query(RosterRows), *screen.query(Proposal))
    return any(one.first_letter.waits for one in (screen, *lists))


async def by_hand(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait for what they begin; Enter not so soon that it were part of a paste."""
    gap = f"wait:{PASTE_GAP * 1000 + 1}"
    await pilot.press(*(one for key in keys for one in ((gap, key) if key == "enter" else (key,))))
    await pilot.pause()


async def in_haste(pilot: Pilot[int], *keys: str) -> None:
    """Send keys all at once, as fingers on two keys or a slow machine do, and wait for the rest."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()
    await pilot.pause()


def frame(app: GoalcoachApp) -> str:
    """Return what stands on the screen as text, blanks at line ends left out."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


def review() -> Screen:
    return Screen(REVIEW, Kind.REVIEW, "", can_back=True, progress=PROGRESS)
