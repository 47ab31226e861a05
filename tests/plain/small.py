"""A small script with every kind of question, a visit of it, and someone who types."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goalcoach import plain
from goalcoach.store.site_file import Site
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.dialogue.packs import item, pack, section
from tests.example import Clock

DAY = date(2026, 11, 20)
CODE = "rowan-17"
BEFORE = Path(__file__).parents[1] / "golden" / "sessions-schema1" / CODE
"""Two plans of this patient, of schema 1: steps in amounts, a goal that waits."""
BREAK = {
    "stop": "Let's stop here for a moment.",
    "back": "What would be good for you?",
    "end": "It is fine to stop here.",
}


def questions() -> list[dict[str, object]]:
    big = {"q": "things.size", "eq": "big"}
    low = {"id": "low", "warn_if": {"q": "self", "lt": 3}, "text": "That is low. {self|It} stays?"}
    fields = [
        item("name", "text", required=True),
        item("size", "choice", options=["big", "small"]),
        item("heavy", "text", when=big),
    ]
    options: list[dict[str, object]] = [{"id": n, "label": n} for n in ("one", "two", "three")]
    options.append({"id": "none", "label": "none", "exclusive": True})
    return [
        item("hello", "say", say="Hello to you both.", hint="Sit level."),
        item("gate", "choice", options=["go", "adapt", "pause"], fills="safety.decision",
             gate={"q": "gate", "in": ["go", "adapt"]}, gate_say="Something else comes first."),
        item("word", "text", max_words=6, say="Your word?", probes=["What else?"], show="My word"),
        item("story", "long_text"),
        item("fork", "choice", options=["yes", "no"]),
        item("because", "text", when={"q": "fork", "eq": "yes"}),
        item("pick", "multi", options=options),
        item("rate", "scale", checks=[low]),
        item("amount", "number", range=[1, 90], unit="days"),
        item("day", "date", earliest="today", propose="today+28d"),
        item("helps", "list", rows=[0, 4]),
        item("counts", "list", rows=[0, 4], numbers=True),
        item("things", "roster", rows=[0, 3], fields=fields, row_label="{things.name|one}",
             ask_more="Is there another?", say="Which things?"),
        item("last", "text", private=True, required="close"),
    ]  # fmt: skip


def write_pack(folder: Path, *items: dict[str, object]) -> str:
    """Write the small script, or one of these questions, to `folder`; return its name."""
    files = pack({"a": section("a", *(items or questions()))})
    files["break.toml"] = section("break", *(item(k, "say", say=v) for k, v in BREAK.items()))
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return str(folder)


def open_store(folder: Path) -> Store:
    """A store that keeps its journals, so that two visits can be held side by side."""
    store = Store(folder)
    store.create()
    (folder / "goalcoach.toml").write_text("format = 1\nkeep_journal = true\n", "utf-8")
    return store


def begin(store: Store, script: str, day: date = DAY) -> Visit:
    return Visit.begin(store, CODE, today=day, clock=Clock(), script=script)


def journal(store: Store) -> list[dict[str, object]]:
    """The events of the kept or unfinished visit, without their times.

    The digest of the plan is left out as well: the time of the close is in it.
    """
    folder = store.folder(CODE)
    found = sorted(folder.glob("draft*/journal.log"))
    lines = found[0].read_text("utf-8").splitlines()
    events = [json.loads(line[17:]) for line in lines]
    return [{key: event[key] for key in event if key not in {"t", "plan"}} for event in events]


@dataclass
class Typist:
    """Types these lines one by one, then hangs up; keeps what was asked and what was said."""

    lines: list[str]
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def read(self, prompt: str) -> str:
        self.asked.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def write(self, line: str) -> None:
        self.said.append(line)

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@dataclass
class Ended:
    code: int
    visit: Visit
    typist: Typist

    @property
    def text(self) -> str:
        return self.typist.text

    @property
    def asked(self) -> str:
        """The last thing that was asked for."""
        return self.typist.asked[-1]


def lead(visit: Visit, lines: Iterable[str], site: Site | None = None) -> Ended:
    """Lead the visit with these lines, to the close or until they run out."""
    typist = Typist(list(lines))
    code = plain.run(visit, typist.read, typist.write, site)
    return Ended(code, visit, typist)
