"""Someone at a real terminal who walks a visit, and a second visit that says what to expect.

The second one, the twin, takes the same answers in this process on a store of its own. So it is
known at each moment which question the page should show and what the journal should hold.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import Protocol

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.engine.command import AddRow, Answer, Next, Skip
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.foot import BREAK
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.example import Clock
from tests.terminal import Terminal, goalcoach

CODE = "rowan-17"
DAY = date(2026, 11, 20)
WORDS = "Cook lunch on Sunday"
"""As many signs as come at once without being taken for a paste, whose line ends are no Enter."""
FEW = "kestrel"
DUE = date(2026, 12, 18)

ENOUGH = 3
"""Questions of a kind that are answered; more are left open where that is allowed."""

Event = dict[str, object]


def journal(store: Store) -> list[Event]:
    """Return the events on the disk, half-typed words and times left out."""
    path = store.root / CODE / "draft" / "journal.log"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    events = [json.loads(line[17:]) for line in lines]
    return [
        {key: value for key, value in event.items() if key not in {"t", "n"}}
        for event in events
        if event["ev"] != "draft"
    ]


class Keys(Protocol):
    """Whatever takes keys."""

    def keys(self, *keys: str) -> None: ...


class Walker:
    """Walks the visit in `store`; `acknowledged` counts events whose tick was on the page."""

    def __init__(self, store: Store, twin: Store, answered: int = ENOUGH) -> None:
        self.store, self.twin_store = store, twin
        self.acknowledged = 0
        self._answered = answered
        self._said = ""
        self._listed = ""
        self.terminal: Terminal | None = None
        self._kinds: dict[Kind, int] = {}
        self.twin: Visit | None = None

    def start(self, size: tuple[int, int] = (80, 24)) -> Terminal:
        """Open the visit in a terminal; the twin begins from the same bytes.

        The store has a site file, so that nobody is asked whether it is to begin here.
        """
        site = self.store.root / "goalcoach.toml"
        if not site.exists():
            site.write_text("format = 1\n", "utf-8")
        line = goalcoach("visit", CODE, "--store", str(self.store.root), "--today", DAY.isoformat())
        self._begin_twin()
        self.terminal = Terminal(line, size=size)
        return self.terminal

    def sit_down(self, terminal: Keys) -> Visit:
        """Let the twin walk alone; `terminal` takes keys that go nowhere."""
        self.terminal = terminal  # type: ignore[assignment]
        return self._begin_twin()

    def _begin_twin(self) -> Visit:
        shutil.rmtree(self.twin_store.root, ignore_errors=True)
        shutil.copytree(self.store.root, self.twin_store.root)
        if self.twin is not None:
            self.twin.leave()
        self.twin = Visit.begin(self.twin_store, CODE, today=DAY, clock=Clock())
        self._said = ""
        return self.twin

    @property
    def at(self) -> Screen:
        assert self.twin is not None
        return self.twin.screen

    def expect(self) -> None:
        """Wait until the page shows the twin's question; all before it is acknowledged then."""
        terminal, asked = self.terminal, self.at
        assert terminal is not None
        said = asked.ask_more if asked.rows and asked.ask_more else asked.say or asked.title
        if asked.row_max and len(asked.rows) >= asked.row_max:
            said = "These are all."
        expected = journal(self.twin_store)
        terminal.until(lambda: len(journal(self.store)) >= len(expected))
        # The foot of a question; where it is full, as at the read-back, it has its short words.
        foot = {f"F8{BREAK.word_for(short)}".replace(" ", "") for short in (False, True)}
        terminal.until(lambda: any(one in terminal.page.squeezed for one in foot))
        if said and said != self._said:  # else the page may still be the one before
            terminal.until_text(said[:50])
            self.acknowledged = len(expected)
        self._said = said
        assert journal(self.store) == expected
        assert "NOTSAVED" not in terminal.page.squeezed

    def step(self) -> None:
        """Answer the question on the page, here and with the twin."""
        terminal, twin, asked = self.terminal, self.twin, self.at
        assert terminal is not None
        assert twin is not None
        value, keys = self._answer(asked)
        if (
            self._seen(asked) > self._answered
            and not asked.required
            and not twin.refusal_of(Next())
        ):
            terminal.keys("pagedown")
            twin.enter(True) if asked.kind is Kind.SAY else twin.give(Next())
        elif asked.kind is Kind.ROSTER and not asked.rows:
            terminal.keys(WORDS, "enter")
            assert twin.give(AddRow(asked.address, WORDS)) is None
            self._listed = asked.address
        elif value is None or _refused(twin, value):
            terminal.keys("f5", "3", "enter")
            assert twin.give(Skip(SkipReason.NOT_NOW)) is None
            assert twin.give(Next()) is None
        else:
            # On the read-back Enter would change a line.
            shows = asked.panel and asked.kind in {Kind.SAY, Kind.ROSTER}
            terminal.keys(*keys, "pagedown" if shows else "enter")
            ladder = asked.panel and asked.kind is Kind.ROSTER
            assert (twin.give(Next()) if ladder else twin.enter(value)) is None
            if twin.screen.address == asked.address and twin.screen.hold:
                terminal.keys("pagedown")
                twin.give(Next())
        if self._listed and twin.screen.address == self._listed:
            twin.enter(True)  # Enter ended the list with its row: the app goes on past it
            self._listed = ""

    def _seen(self, asked: Screen) -> int:
        self._kinds[asked.kind] = self._kinds.get(asked.kind, 0) + 1
        return self._kinds[asked.kind]

    def _answer(self, asked: Screen) -> tuple[Value | None, list[str]]:
        match asked.kind:
            case Kind.SAY | Kind.ROSTER:
                return True, []
            case Kind.TEXT:
                return FEW, [FEW]
            case Kind.LONG_TEXT:
                return WORDS, [WORDS]
            case Kind.CHOICE if asked.address.startswith("safety/new"):
                return "no", ["2"]  # what is new and unseen would want its reason
            case Kind.CHOICE:
                return asked.options[0].id, ["1"]
            case Kind.MULTI:
                return (asked.options[0].id,), ["1"]
            case Kind.SCALE:
                return 8, ["8"]
            case Kind.NUMBER:
                return 3, ["3"]
            case Kind.DATE:
                return DUE, [DUE.isoformat()]
            case Kind.LIST:
                return ("one thing",), ["one thing"]
        return None, []


def _refused(twin: Visit, value: Value) -> bool:
    return value is not True and twin.refusal_of(Answer(value)) is not None


def walk_to(walker: Walker, steps: int) -> None:
    """Take that many steps, or fewer if the closing step comes first."""
    for _ in range(steps):
        if walker.at.address == REVIEW:
            return
        walker.expect()
        walker.step()
