"""Draws the pictures of the README from a made-up visit: the app at a question, and a handout."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answers_file import read_answers
from goalcoach.headless.replay import Walk
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.kit.theme import DARK
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.sheet import Paper, lay_sheet
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.sheets.writers.pdf.pdf import FONTS, TEMPLATE, sheet_data
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit

DAY = date(2026, 10, 23)
QUESTION = "goal/goals"
DEMO = Path(__file__).parent.parent / "goalcoach" / "prompts" / "demo"
ANSWERS = DEMO / "rowan-17.2026-10-23.toml"
SIZE = (120, 36)


def clock() -> datetime:
    return datetime(2026, 10, 23, 10, 41, tzinfo=UTC)


def begin(store: Store) -> Visit:
    """Return a visit under way, at the question of the picture."""
    visit = Visit.begin(store, "rowan-17", today=DAY, clock=clock)
    Walk(visit, read_answers(ANSWERS.read_bytes(), ANSWERS.name)).through(QUESTION)
    return visit


async def draw(store: Store) -> str:
    visit = begin(store)
    app = GoalcoachApp(store, Coach(clock, today_is=DAY), DARK, visit)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press(*"Cook lunch for my sister's children, every other Sunday")
            await pilot.pause()
            return app.export_screenshot(title="goalcoach")
    finally:
        visit.leave()


def handout(store: Store) -> bytes:
    """Return the first page of the visit's handout as PNG."""
    visit = Visit.begin(store, "rowan-17", today=DAY, clock=clock)
    Walk(visit, read_answers(ANSWERS.read_bytes(), ANSWERS.name)).through()
    visit.finish()
    loaded = store.load("rowan-17")
    around = SheetContext(
        digest=loaded.digest, contacts=(("Night desk, any hour", "01632 960 111"),)
    )
    sheet = lay_sheet(SHEETS["handout"], loaded.plan, around)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    pages = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts).compile(
        sys_inputs={"data": json.dumps(sheet_data(sheet, Paper.A4))}, format="png", ppi=60.0
    )
    if isinstance(pages, bytes):
        return pages
    assert pages is not None  # nothing comes back only where a file is named to write to
    return pages[0]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        picture = asyncio.run(draw(Store(Path(folder) / "store")))
        first_side = handout(Store(Path(folder) / "other"))
    # The picture would fetch a font from a server; the reader's own will do.
    picture = re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code, monospace", "monospace")
    # Some readers drop the blanks that begin a piece of text.
    picture = picture.replace("<svg ", '<svg xml:space="preserve" ', 1)
    # Fixed names, so that the same screen is the same file.
    picture = re.sub(r"terminal-\d+", "terminal", picture)
    target = Path(sys.argv[1])
    target.parent.mkdir(exist_ok=True)
    target.write_text(picture, "utf-8")
    target.with_name("handout.png").write_bytes(first_side)


if __name__ == "__main__":
    main()
