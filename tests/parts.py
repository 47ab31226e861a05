"""A small script with all that an hour needs: a short path, a private part with its gate, questions
of the day, and parts that protect. On the disk, for tests that lead a whole visit.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from goalcoach.dialogue.engine.command import Answer, Command, Next
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.dialogue.packs import Pack, item, pack, section
from tests.example import Clock
from tests.plain import small

DAY = small.DAY
LATER = DAY + timedelta(days=28)
PHASES = {"start": "Set up", "safe": "Safety", "story": "Being heard", "goal": "The goal"}
UNSEEN = "zq9 said in private"
"""A private answer that no page may show again."""

ALONE = (
    Answer("alone", "safe/room"),
    Answer("yes", "safe/pem"),
    Answer(UNSEEN, "safe/words"),
    Answer(("two",), "safe/several"),
    Answer(7, "safe/worry"),
    Answer(DAY, "safe/since"),
)
GO = Answer("go", "safe/decision")
PRIVATE_PART: tuple[Command, ...] = (*ALONE, GO, Next(), Next())
"""The private part answered whole, its gate open, and back at its first question."""


def _questions() -> Pack:
    gate = {"q": "decision", "in": ["go", "adapt"]}
    parts = {
        "start": (
            item("time", "choice", options=["short", "usual"], core=True),
            item("ease", "scale", core=True, each_day=True, fills="ease.start"),
        ),
        "safe": (
            item("room", "choice", options=["alone", "others"], core=True, who="clinician",
                 private=True),
            item("pem", "choice", options=["yes", "no"], core=True, private=True, each_day=True),
            item("words", "text", core=True, private=True),
            item("several", "multi", options=["one", "two"], core=True, private=True),
            item("worry", "scale", core=True, private=True),
            item("since", "date", core=True, private=True, propose="today"),
            item("decision", "choice", options=["go", "adapt", "pause"], core=True, each_day=True,
                 fills="safety.decision", private=True, who="clinician", gate=gate,
                 gate_say="Something else comes first today."),
        ),
        "story": (
            item("open", "text", core=True, fills="story.me"),
            item("rate", "scale", core=True),
            item("more", "text"),
            item("yet", "text"),
        ),
        "goal": (
            item("what", "text", core=True, fills="story.words.usual"),
            item("why", "text"),
        ),
    }  # fmt: skip
    files = {
        name: section(name, *items, title=title, phase=name, protects=name == "goal")
        for (name, items), title in zip(parts.items(), PHASES.values(), strict=True)
    }
    return pack(
        files,
        phases=PHASES,
        short={"item": "start/time", "options": ["short"]},
        private_later={"item": "safe/room", "options": ["others"]},
    )


def write_script(folder: Path) -> str:
    """Write the script to `folder`; return its name."""
    said = (item(key, "say", say=words) for key, words in small.BREAK.items())
    folder.mkdir(parents=True)
    for name, data in (_questions() | {"break.toml": section("break", *said)}).items():
        (folder / name).write_bytes(data)
    return str(folder)


def begin(folder: Path, *commands: Command, day: date = DAY) -> Visit:
    """Begin a visit of the script, or take it up again, and give it these commands."""
    script, plans = folder / "parts", folder / "store"
    name = str(script) if script.exists() else write_script(script)
    store = Store(plans) if plans.exists() else small.open_store(plans)
    visit = Visit.begin(store, small.CODE, today=day, clock=Clock(), script=name)
    for command in commands:
        assert visit.give(command) is None, command
    return visit
