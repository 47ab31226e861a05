"""The practice patients, as they come with the program: their newest plans. Nobody real."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from goalcoach.plan.file.codec import read
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.context import SheetContext
from tests.sheets.leaflets import leaflet_words

SESSIONS = Path(__file__).parents[2] / "sessions"
CODES = ("rowan-17", "fern-4")
CONTACTS = (
    ("Maple Practice, weekdays 8 to 6", "01632 960 112"),
    ("Emergency line, day and night", "01632 960 999"),
)


def versions(code: str) -> tuple[Plan, ...]:
    """Return all plans of a practice patient, oldest first."""
    paths = sorted((SESSIONS / code).glob("v*.toml"))
    return tuple(read(path.read_bytes(), path.name).plan for path in paths)


def practice(code: str) -> Plan:
    """Return the newest plan of a practice patient."""
    return versions(code)[-1]


def shared(code: str) -> Plan:
    """Return it with a yes to sharing, so that it may have a letter."""
    plan = practice(code)
    return replace(plan, consent=replace(plan.consent, share="yes"))


def beside(code: str) -> SheetContext:
    """Return what stands around it in a service with two numbers, in the practice store."""
    return SheetContext(
        digest="sha256:" + "9f2c41d0" * 8,
        practice=True,
        contacts=CONTACTS,
        urgent=CONTACTS[1:],
        service="Maple Practice",
        earlier=versions(code)[:-1],
        leaflets=leaflet_words(),
    )
