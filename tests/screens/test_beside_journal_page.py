"""What lies beside a journal, in the app: before the first question, on home, and in between."""

from __future__ import annotations

import asyncio
from pathlib import Path

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.errors import OpenElsewhere
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import ElsewhereScreen
from goalcoach.screens.kit.theme import DARK
from goalcoach.screens.visit.beside_journal_page import KeptScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from goalcoach.visit.answers_beside_journal import ALL, AnswerInFile, KeptStory
from goalcoach.visit.visit import Visit
from tests.screens.fake import NOW, TODAY, FakeVisit, ask, by_hand, frame, until, walk

SAID = "The journal of this visit is damaged after 60 whole entries. 12672 bytes follow."
STORY = KeptStory(
    3,
    "rowan-17/draft/journal.damaged-1",
    (AnswerInFile("a/one", "First", "alpha"), AnswerInFile("a/two", "Second", "beta", "gamma")),
    (AnswerInFile("a/three", "a/three", "delta"),),
)


def fake(**more: object) -> FakeVisit:
    return FakeVisit([ask(Kind.TEXT), ask(Kind.TEXT, "wins/other")], **more)  # type: ignore[arg-type]


async def _page(screen: VisitScreen) -> KeptScreen:
    await until(lambda: isinstance(screen.app.screen, KeptScreen))
    page = screen.app.screen
    assert isinstance(page, KeptScreen)
    return page


def test_damage_and_what_it_left_stand_before_the_first_question():
    visit = fake(said=[SAID], kept=(STORY,))

    async def steps(pilot, screen):
        await _page(screen)
        shown = frame(screen.app)
        assert SAID[:50] in shown
        assert "rowan-17/draft/journal.damaged-1 holds 3 answers that this visit" in shown
        for line in ("1  Take them all over", "2  Leave them in the file", "3  First: alpha"):
            assert line in shown
        assert "here: gamma" in shown
        assert "a/three: delta" in shown
        await by_hand(pilot, "enter")
        await until(lambda: bool(visit.taken))
        await until(lambda: screen.app.screen is screen)

    walk(visit, steps)
    assert visit.taken == [(3, (ALL,))]


def test_one_answer_comes_over_and_the_page_comes_again_until_it_is_left():
    visit = fake(kept=(STORY,))

    async def steps(pilot, screen):
        first = await _page(screen)
        await by_hand(pilot, "3", "enter")
        await until(lambda: screen.app.screen not in (first, screen))
        assert "First: alpha" not in frame(screen.app)
        await by_hand(pilot, "escape")
        await until(lambda: screen.app.screen is screen)

    walk(visit, steps)
    assert visit.taken == [(3, ("a/one",))]


def test_a_line_without_answers_is_said_once_and_the_visit_goes_on():
    visit = fake(said=[SAID])

    async def steps(pilot, screen):
        await _page(screen)
        assert "Go on with the visit" in frame(screen.app)
        await by_hand(pilot, "enter")
        await until(lambda: screen.app.screen is screen)

    walk(visit, steps)
    assert visit.taken == []


def test_answers_that_cannot_be_saved_are_not_offered_as_taken():
    visit = fake(kept=(STORY,), fails=1)

    async def steps(pilot, screen):
        await _page(screen)
        await by_hand(pilot, "enter")
        await until(lambda: screen.app.screen is screen)
        await until(lambda: "NOT SAVED" in frame(screen.app))

    walk(visit, steps)
    assert visit.taken == []


def test_what_happens_to_the_journal_in_between_stands_below_the_next_answer():
    visit = fake()

    async def steps(pilot, screen):
        visit.said.append("The journal of this visit was taken away by something else.")
        await by_hand(pilot, *"word", "enter")
        await until(lambda: "! The journal of this visit was taken away" in frame(screen.app))
        await by_hand(pilot, *"word", "enter")
        await until(lambda: "! The journal of this visit" not in frame(screen.app))

    walk(visit, steps)


def _run_home(store: Store, begin, steps) -> None:

    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), today_is=TODAY), DARK, None)
    app.begin = begin  # type: ignore[method-assign]

    async def go() -> None:
        async with app.run_test(size=(120, 36)) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await pilot.pause()
            await steps(pilot, app)

    asyncio.run(go())


def _store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    store.create()
    Visit.begin(store, "rowan-17", today=TODAY, clock=lambda: NOW).leave()
    return store


def test_home_says_that_an_unfinished_visit_is_damaged(tmp_path: Path):
    store = _store(tmp_path)
    path = store.root / "rowan-17" / "draft" / "journal.log"
    path.write_bytes(path.read_bytes() + b"something\nelse\n")

    async def steps(pilot, app):
        shown = " ".join(frame(app).split())
        assert "The journal of its" in shown
        assert "damaged after" in shown

    _run_home(store, None, steps)


def test_a_visit_that_is_open_elsewhere_is_taken_over_from_home_by_a_key_of_its_own(
    tmp_path: Path,
):
    store = _store(tmp_path)
    wanted = []

    def begin(code: str, fresh: bool, aside: int | None, take_over: bool) -> Visit:
        wanted.append(take_over)
        if not take_over:
            raise OpenElsewhere("Another visit of rowan-17 is open on kestrel-pc.")
        return Visit.begin(store, code, today=TODAY, clock=lambda: NOW)

    async def steps(pilot, app):
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, ElsewhereScreen))
        assert "open on kestrel-pc." in frame(app)
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, HomeScreen))
        assert wanted == [False]
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, ElsewhereScreen))
        await by_hand(pilot, "t")
        await until(lambda: isinstance(app.screen, VisitScreen))

    _run_home(store, begin, steps)
    assert wanted == [False, False, True]
