"""The page that says back what was heard shows those words, all of them, above the answer."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.sheets.writers.gutter_lines import GutterLine
from tests.screens.fake import FakeReading, FakeVisit, ask, by_hand, frame, settle, walk

TOLD = [GutterLine("HEARD", f"What it is like, {n}: a fog, and then a wall.") for n in range(30)]


def test_what_was_heard_stands_above_the_answer_and_scrolls_and_typing_is_in_sight():
    visit = FakeVisit([ask(Kind.LONG_TEXT, panel="heard", say="What did I miss?")])

    async def steps(pilot, screen):
        assert isinstance(screen.field, TextField)
        assert screen.field.writer.has_focus
        page = frame(pilot.app)
        assert page.index("What did I miss?") < page.index("HEARD") < page.index("like, 0:")
        assert "like, 29:" not in page
        await by_hand(pilot, *["down"] * 40)
        assert "like, 29:" in frame(pilot.app)
        await by_hand(pilot, *["up"] * 40)
        assert "What did I miss?" in frame(pilot.app)
        await by_hand(pilot, *"dull")
        await settle(pilot, screen)
        assert "dull" in frame(pilot.app)

    walk(visit, steps, reading=FakeReading(lines=TOLD))
