"""Frames as text: the look of each screen, kept so that a change is seen.

Set GOALCOACH_RENEW=1 to write them anew, then read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import CheckView, Cover, Reveal, Screen, Status
from goalcoach.screens.kit.page import Head
from goalcoach.screens.kit.theme import PLAIN
from tests.screens.fake import (
    FakeVisit,
    ask,
    by_hand,
    frame,
    options,
    review,
    row,
    settle,
    walk,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "screens"
SIZES = {"120": (120, 36), "80": (80, 24), "60": (60, 20)}
WORDS = "The Sunday after my niece's birthday. I sat down to cut the onions."
CHECK = CheckView("vague", "How would you both know that it has happened?", hard=False)
SEEN = Reveal(Cover.SHOWN, 3, date(2026, 10, 23))

SCENES: dict[str, tuple[Screen, tuple[str, ...]]] = {
    "text": (ask(Kind.LONG_TEXT, draft=WORDS), ()),
    "choice": (ask(Kind.CHOICE, options=options("Yes", "No", "Not sure")), ("2",)),
    "rank": (ask(Kind.MULTI, options=options("People", "Rest", "Work"), rank=3), ("1", "3")),
    "scale": (
        ask(Kind.SCALE, low=0, high=10, anchors=("cannot do it", "as I want it"), value=6,
            status=Status.ANSWERED, reveal=SEEN),
        (),
    ),
    "proposal": (ask(Kind.TEXT, proposed=WORDS, proposed_on=date(2026, 10, 23),
                     status=Status.PROPOSED), ()),
    "roster": (ask(Kind.ROSTER, rows=(row("r1", "Sing"), row("r2", "Walk"))), ()),
    "ladder": (ask(Kind.ROSTER, panel="ladder", rows=(row("r1", "Cut"), row("r2", "Stir"))), ()),
    "contacts": (ask(Kind.SAY, panel="contacts"), ()),
    "readback": (ask(Kind.SAY, panel="plan"), ()),
    "diary": (ask(Kind.SAY, panel="diary"), ()),
    "close": (review(), ("enter",)),
    "skip": (ask(Kind.TEXT), ("f5",)),
    "break": (ask(Kind.TEXT), ("f8",)),
    "where": (ask(Kind.TEXT), ("f9",)),
    "card": (ask(Kind.CHOICE, options=options("Yes", "No"), show="Is it so?\nYou can pass."),
             ("f6",)),
    "help": (ask(Kind.TEXT), ("f1",)),
    "twins": (ask(Kind.TEXT), ("escape",)),
}  # fmt: skip


def compare(name: str, shown: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOALCOACH_RENEW"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES)
def test_a_screen_looks_as_it_did(scene, size):
    asked, keys = SCENES[scene]

    async def steps(pilot, screen):
        await by_hand(pilot, *keys)
        await settle(pilot, screen)
        compare(f"{scene}-{size}", frame(pilot.app))

    walk(FakeVisit([asked, ask(Kind.SAY, "wins/last")]), steps, size=SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_a_thought_looks_as_it_did(size):
    visit = FakeVisit(
        [ask(Kind.TEXT), ask(Kind.SAY, "wins/last")],
        holds=lambda s: replace(s, hold=True, checks=(CHECK,)),
    )

    async def steps(pilot, screen):
        await by_hand(pilot, *"ok", "enter")
        await settle(pilot, screen)
        compare(f"check-{size}", frame(pilot.app))
        reason = pilot.app.screen.query_one("#why")
        assert reason.styles.background != reason.parent.styles.background

    walk(visit, steps, size=SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_words_that_are_not_saved_look_as_they_did(size):
    visit = FakeVisit([ask(Kind.TEXT)], fails=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"ok", "enter")
        await settle(pilot, screen)
        compare(f"notsaved-{size}", frame(pilot.app))

    walk(visit, steps, size=SIZES[size])


def test_plain_marks_draw_nothing_but_ascii():
    asked = ask(Kind.SCALE, low=0, high=10, say="How far?", value=6, reveal=SEEN)

    async def steps(pilot, screen):
        shown = frame(pilot.app)
        beyond = {ch for ch in shown if not ch.isascii()}
        assert beyond <= {"·", "–", "\u00a0"}

    walk(FakeVisit([asked]), steps, marks=PLAIN)


@pytest.mark.parametrize("width", [60, 79, 80, 99, 100, 119, 120, 133, 200])
def test_no_line_runs_off_the_page_and_a_break_is_always_offered(width):
    async def steps(pilot, screen):
        shown = frame(pilot.app)
        assert max(len(one) for one in shown.splitlines()) <= width
        assert "F8" in shown.splitlines()[-1]

    walk(FakeVisit([ask(Kind.LONG_TEXT, draft=WORDS * 3)]), steps, size=(width, 36))


def test_a_title_that_finds_no_room_says_that_it_is_cut():
    head = Head()
    head.left = ((" what changed", "$quiet"),)
    head.right = (("2 changed · 16 new", "$quiet"),)
    assert head.paint(40)[0].plain.startswith(" what changed  ")
    assert head.paint(30)[0].plain == " what cha…  2 changed · 16 new"
