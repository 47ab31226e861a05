"""Print in the app: what it offers, what it says, and that it makes what the command makes."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace as put

from goalcoach.app import GoalcoachApp
from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.plan.model.visit_record import Consent
from goalcoach.press.batch import begun
from goalcoach.press.batch import run as print_all
from goalcoach.press.sheet_worker import Worker
from goalcoach.press.worker_messages import PrintJob, PrintOrder, SheetOutcome
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import EndScreen, StuckScreen
from goalcoach.screens.kit.theme import DARK, DRAWN, PLAIN, MarkSigns
from goalcoach.screens.print import print_session as tray
from goalcoach.screens.print.options import Terms
from goalcoach.screens.print.print import PrintScreen
from goalcoach.sheets.sheet import Paper, SheetKind, Size
from goalcoach.store.store import Store
from tests.idle import hold
from tests.press.lp import FakeLp
from tests.press.stock import put_site
from tests.screens.fake import (
    NOW,
    TODAY,
    FakeVisit,
    by_hand,
    frame,
    review,
    settle,
    until,
    walk,
)
from tests.screens.test_frame import compare as golden
from tests.sheets import rowan
from tests.sheets.kinds import CARD, DIARY, HANDOUT, KINDS, LETTER, RECORD

CODE = rowan.CODE
SIZES = {"120": (120, 36), "100": (100, 30), "80": (80, 24), "60": (60, 20)}
PRINT = "tab 6 enter"
# The digits of the three switches, which stand below the sheets.
SIZE, PAPER, PLACE = "789"
HOSTILE = "Walk [/b] to \x1b[2J \u202emarket"
SHOWN = "Walk [/b] to <U+001B>[2J <U+202E>market"
NO_FONT = "Walk like \ue123"


def keep(root: Path, *plans: Plan, site: bool = True) -> Store:
    store = Store(root)
    store.create()
    if site:
        put_site(root)
    digest = ""
    for plan in plans:
        whole = to_tree(plan)
        whole.pop("parent", None)
        if digest:
            whole["parent"] = {"version": plan.version - 1, "digest": digest}
        store.publish(CODE, from_tree(whole))
        digest = store.load(CODE, plan.version).digest
    return store


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder with a short name: the page breaks a long one anywhere."""
    with tempfile.TemporaryDirectory(prefix="g-") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in an empty folder that knows no printer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tray, "list_printers", tuple)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return keep(tmp_path / "plans", rowan.first(), rowan.second(), rowan.third())


def run(store: Store, keys: str, steps, *, size=(80, 24), marks: MarkSigns = DRAWN) -> None:
    """Open home, press `keys` there, then take the steps."""
    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), marks, TODAY), DARK, None)

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await pilot.pause()
            await pilot.press(*keys.split())
            await until(lambda: app.screen is not home)
            await turn(pilot, app)
            await steps(pilot, app)

    asyncio.run(go())


async def turn(pilot, app, *keys: str) -> str:
    """Press keys, wait for what they begin, and return what is shown."""
    for key in keys:
        await pilot.press(key)
        await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
    return frame(app)


def words(shown: str) -> str:
    return " ".join(shown.split())


def sheets(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))


@pytest.mark.parametrize("size", SIZES)
def test_print_looks_as_it_did(store, size, monkeypatch):
    monkeypatch.setattr(tray, "FOLDER", Path("/srv/printed"))

    async def steps(pilot, app):
        assert isinstance(app.screen, PrintScreen)
        golden(f"print-{size}", await turn(pilot, app, "2"))
        if size == "80":
            golden("preview-80", await turn(pilot, app, "tab"))

    run(store, PRINT, steps, size=SIZES[size])


def test_the_page_says_how_many_pages_the_diary_takes_in_each_size(store):
    async def steps(pilot, app):
        assert "pages" not in frame(app)
        at = str(KINDS.index(DIARY) + 1)
        assert "The diary takes 4 pages." in await turn(pilot, app, at)
        await turn(pilot, app, SIZE)
        await until(lambda: "The diary takes 8 pages." in frame(app))

    run(store, PRINT, steps)


def test_plain_marks_need_no_drawn_sign(store):
    async def steps(pilot, app):
        assert all(ord(sign) < 128 for row in frame(app).splitlines() for sign in row[:20])

    run(store, PRINT, steps, marks=PLAIN)


def test_enter_prints_the_very_sheets_the_command_prints(store, tmp_path):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "4", "enter")
        assert words(
            "Printed: rowan-17-v0003-handout.pdf and rowan-17-v0003-record.pdf in "
            f"{tmp_path / 'printed'}"
        ) in words(shown)

    run(store, PRINT, steps)
    folder = tmp_path / "printed"
    assert sheets(folder) == ["rowan-17-v0003-handout.pdf", "rowan-17-v0003-record.pdf"]
    order = PrintOrder(store.root, folder, (HANDOUT, RECORD))
    with begun(order, store) as worker:
        fates = [one.fate for one in print_all(worker, [PrintJob(CODE, named=True)], 1)]
    assert fates == ["up to date", "up to date"]


def test_what_is_there_already_is_told_so(store):
    async def steps(pilot, app):
        await turn(pilot, app, "enter")
        assert "There already, up to date: rowan-17-v0003" in await turn(pilot, app, "enter")

    run(store, PRINT, steps)


def test_size_and_paper_can_be_changed_and_the_preview_follows(store, tmp_path):
    async def steps(pilot, app):
        assert "Two cards" in await turn(pilot, app, "2")
        shown = await turn(pilot, app, SIZE, "right", "left", PAPER)
        assert "[x] large" in shown
        assert "[x] Letter" in shown
        assert "in large print" in shown
        await turn(pilot, app, "enter")

    run(store, PRINT, steps, size=(120, 36))
    order = PrintOrder(
        store.root,
        tmp_path / "printed",
        (HANDOUT, CARD),
        size=Size.LARGE,
        paper=Paper.LETTER,
    )
    with begun(order, store) as worker:
        fates = [one.fate for one in print_all(worker, [PrintJob(CODE, named=True)], 1)]
    assert fates == ["up to date", "up to date"]


def test_a_sheet_that_has_not_the_size_is_named(store):
    async def steps(pilot, app):
        said = "The record has one size of print, whatever is asked."
        assert said not in words(await turn(pilot, app, "4"))
        assert said in words(await turn(pilot, app, SIZE))
        assert said not in words(await turn(pilot, app, SIZE))

    run(store, PRINT, steps)


def test_a_plan_that_asks_for_large_print_gets_it(tmp_path):
    first = rowan.first()
    plan = put(first, visit=put(first.visit, print_size="large"))

    async def steps(pilot, app):
        assert "[x] large" in frame(app)

    run(keep(tmp_path / "large", plan), PRINT, steps)


@pytest.mark.parametrize(
    ("consent", "sentence"),
    [
        ("no", "They said no to paper. It can change at a visit."),
        ("ask", "They want to be asked before each print. Ask, then mark it below."),
        (None, "They have not been asked about printing yet. Ask first."),
        ("yes", ""),
    ],
)
def test_consent_comes_first_and_is_said_once(tmp_path, consent, sentence):
    plan = put(rowan.first(), consent=Consent(notes="yes", print=consent, share="yes"))

    async def steps(pilot, app):
        rows = frame(app).splitlines()
        assert sentence[:25] in rows[2] if sentence else "1  [x]  Handout" in rows[2]
        assert words(sentence[25:].split(".")[0][-12:]) in words(frame(app))

    run(keep(tmp_path / "asked", plan), PRINT, steps)


def test_the_page_asks_whether_they_were_asked_and_prints_after_a_yes(tmp_path):
    consent = Consent(notes="yes", print="ask", share="ask")
    plan = put(rowan.first(), consent=consent)

    async def steps(pilot, app):
        assert app.screen.chosen == set()
        # With the line for a yes there are ten lines, and no digit for the last: Space chooses.
        shown = words(await turn(pilot, app, "space"))
        assert "mark it below" in shown
        assert "--consent" not in shown
        app.screen.action_turn("asked")
        await pilot.app.workers.wait_for_complete()
        await turn(pilot, app, "space", *(("down",) * list(KINDS).index(LETTER)), "space")
        assert app.screen.chosen == {HANDOUT, LETTER}
        await turn(pilot, app, "enter")
        await pilot.app.workers.wait_for_complete()

    run(keep(tmp_path / "asked", plan), PRINT, steps)
    assert sheets(tmp_path / "printed") == [
        "rowan-17-v0001-handout.pdf",
        "rowan-17-v0001-letter.pdf",
    ]


def test_who_said_yes_or_no_for_good_is_not_asked_about(tmp_path):
    for said in ("yes", "no"):
        plan = put(rowan.first(), consent=Consent(notes="yes", print=said, share=said))
        run_ = tray.open_print_run(keep(tmp_path / said, plan), CODE)
        assert [one.id for one in Terms(run_).switches] == ["size", "paper", "where"]


def test_an_older_version_goes_by_what_is_said_now(tmp_path):
    yes = Consent(notes="yes", print="yes", share="yes")
    first = put(rowan.first(), consent=yes)
    second = put(rowan.second(), consent=put(yes, print="no"))
    store = keep(tmp_path / "asked", first, second)
    assert tray.open_print_run(store, CODE, 1).consent == "no"


def test_a_sheet_that_cannot_be_says_why_and_is_not_chosen(tmp_path):
    consent = Consent(notes="yes", print="yes", share="no")
    plan = put(rowan.first(), consent=consent, flare_plan=FlarePlan())

    async def steps(pilot, app):
        shown = words(frame(app))
        assert "– Card There is no plan for hard spells yet, so there is no card to print" in shown
        assert "– Letter rowan-17 does not want the plan to be shared" in shown
        shown = await turn(pilot, app, "2", "5")
        assert "after a visit at which the answer was yes" in words(shown)
        assert app.screen.chosen == {HANDOUT}
        await turn(pilot, app, "enter")

    run(keep(tmp_path / "few", plan), PRINT, steps)
    assert sheets(tmp_path / "printed") == ["rowan-17-v0001-handout.pdf"]


def test_a_card_needs_a_number_of_the_site_and_says_where_it_goes(tmp_path):
    plan = put(rowan.first(), flare_plan=rowan.FLARE)

    async def steps(pilot, app):
        assert "none is set" in frame(app)
        assert "goalcoach.toml" in await turn(pilot, app, "2")

    run(keep(tmp_path / "bare", plan, site=False), PRINT, steps)


def test_with_nothing_ticked_enter_prints_what_is_shown(store, tmp_path):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "space")
        assert "Enter print what is shown" in shown
        assert app.screen.chosen == set()
        await turn(pilot, app, "enter")

    run(store, PRINT, steps)
    assert sheets(tmp_path / "printed") == ["rowan-17-v0003-handout.pdf"]


def test_where_neither_is_ticked_nor_there_enter_prints_nothing(tmp_path):
    plan = put(rowan.first(), flare_plan=rowan.FLARE)

    async def steps(pilot, app):
        shown = await turn(pilot, app, "space", "down", "enter")
        assert "Nothing is chosen yet" in shown

    run(keep(tmp_path / "bare", plan, site=False), PRINT, steps)
    assert not (tmp_path / "printed").exists()


def test_the_foot_says_what_enter_prints_where_the_preview_shows_something_else(store):
    async def steps(pilot, app):
        assert "Enter print   " in frame(app)
        assert "Enter print 1 ticked" in await turn(pilot, app, "down")
        assert "Enter print 2 ticked" in await turn(pilot, app, "space")

    run(store, PRINT, steps)


def test_hostile_words_are_spelled_out_in_the_preview(tmp_path):
    first = rowan.first()
    plan = put(first, goals=(put(first.goals[0], statement=HOSTILE), *first.goals[1:]))

    async def steps(pilot, app):
        shown = frame(app)
        assert SHOWN in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown

    run(keep(tmp_path / "hostile", plan), PRINT, steps, size=(120, 36))


def test_a_sign_without_a_font_is_told_with_the_font_to_install(tmp_path):
    first = rowan.first()
    plan = put(first, goals=(put(first.goals[0], statement=NO_FONT), *first.goals[1:]))

    async def steps(pilot, app):
        shown = words(await turn(pilot, app, "enter"))
        assert "Not printed, handout: No font here has U+E123" in shown
        assert "Install" in shown

    run(keep(tmp_path / "signs", plan), PRINT, steps)
    assert sheets(tmp_path / "printed") == []


def test_a_card_that_is_too_full_says_what_to_shorten(tmp_path):
    many = tuple(f"Step {number}, {'which takes many words to say, ' * 6}" for number in range(3))
    plan = put(rowan.first(), flare_plan=put(rowan.FLARE, steps=many))

    async def steps(pilot, app):
        shown = words(await turn(pilot, app, "2", "enter"))
        assert "Printed: rowan-17-v0001-handout.pdf in" in shown
        assert "Not printed, card:" in shown
        assert "shorten the first steps, or when to call the practice now, or print" in shown

    run(keep(tmp_path / "full", plan), PRINT, steps)


def test_another_folder_can_be_typed(store, tmp_path):
    async def steps(pilot, app):
        shown = words(await turn(pilot, app, "f", *"new"))
        assert f"It goes into {tmp_path / 'new'}" in shown, "what is typed takes its place"
        await turn(pilot, app, "enter")
        assert "[x] the folder new" in frame(app)
        await turn(pilot, app, "enter")

    run(store, PRINT, steps)
    assert sheets(tmp_path / "new") == ["rowan-17-v0003-handout.pdf"]


def test_the_end_of_the_folder_can_be_changed(store, tmp_path):
    async def steps(pilot, app):
        await turn(pilot, app, "f", "end", *"-2", "enter")
        assert app.screen.print_run.folder == tmp_path / "printed-2"

    run(store, PRINT, steps)


def test_a_folder_that_was_emptied_stays_the_one_it_was(store, tmp_path):
    async def steps(pilot, app):
        shown = words(await turn(pilot, app, "f", "backspace"))
        assert f"It goes into {tmp_path / 'printed'}" in shown
        await turn(pilot, app, "enter")
        assert app.screen.print_run.folder == tmp_path / "printed"

    run(store, PRINT, steps)


def test_a_folder_that_is_not_wanted_after_all_stays_as_it_was(store, tmp_path):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "f", *"x12", "escape")
        assert isinstance(app.screen, PrintScreen)
        assert "Into which folder?" not in shown
        assert app.screen.print_run.folder == tmp_path / "printed"
        assert app.screen.chosen == {HANDOUT}

    run(store, PRINT, steps)


def test_a_folder_that_cannot_be_says_so(store, tmp_path):
    (tmp_path / "printed").write_text("in the way")

    async def steps(pilot, app):
        assert "Move it away." in words(await turn(pilot, app, "enter"))
        assert not app.screen.busy

    run(store, PRINT, steps)


def test_a_printer_gets_what_is_printed(store, tmp_path, monkeypatch):
    queue = FakeLp(tmp_path / "bin", monkeypatch)
    monkeypatch.setattr(tray, "list_printers", lambda: ("desk-2", "front"))

    async def steps(pilot, app):
        assert "and sends it to desk-2" in words(await turn(pilot, app, PLACE))
        shown = words(await turn(pilot, app, "enter"))
        assert "Sent to desk-2: rowan-17-v0003-handout.pdf" in shown

    run(store, PRINT, steps)
    assert queue.arguments()[0][:2] == ["-d", "desk-2"]
    assert queue.data()[0].startswith(b"%PDF")


def test_a_printer_that_refuses_is_told_in_its_words(store, tmp_path, monkeypatch):
    FakeLp(tmp_path / "bin", monkeypatch).refuse(1)
    monkeypatch.setattr(tray, "list_printers", lambda: ("desk-2",))

    async def steps(pilot, app):
        shown = words(await turn(pilot, app, PLACE, "enter"))
        assert "Printed: rowan-17-v0003-handout.pdf" in shown
        assert "lp said: lp: The printer is out of everything" in shown

    run(store, PRINT, steps)


class Slow:
    """A press that waits for a word before each sheet."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = Event()
        self.asked: list[SheetKind] = []
        monkeypatch.setattr(tray, "run", self)

    def __call__(
        self, worker: Worker, jobs: list[PrintJob], workers: int
    ) -> Iterator[SheetOutcome]:
        self.asked += worker.order.kinds
        hold(self.go)
        return print_all(worker, jobs, workers)


def test_it_says_how_far_it_is_and_the_page_goes_on_meanwhile(store, monkeypatch):
    slow = Slow(monkeypatch)

    async def steps(pilot, app):
        await pilot.press("3", "enter")
        await until(lambda: "Printing 1 of 2" in frame(app))
        await pilot.press("enter", "2")
        await until(lambda: app.screen.seen is CARD)
        assert app.screen.chosen == {HANDOUT, DIARY}
        slow.go.set()
        await until(lambda: "Printed:" in frame(app))

    run(store, PRINT, steps)
    assert slow.asked == [HANDOUT, DIARY]


def test_escape_stops_after_the_sheet_in_hand(store, tmp_path, monkeypatch):
    slow = Slow(monkeypatch)

    async def steps(pilot, app):
        await pilot.press("3", "enter")
        await until(lambda: bool(slow.asked))
        await pilot.press("escape")
        await until(lambda: "Stopping after this sheet." in frame(app))
        slow.go.set()
        await until(lambda: "Stopped. What was printed is whole." in frame(app))

    run(store, PRINT, steps)
    assert sheets(tmp_path / "printed") == ["rowan-17-v0003-handout.pdf"]


def test_what_is_told_of_a_sheet_once_the_page_is_down_is_no_fault(store, monkeypatch):
    under_way, go, told = Event(), Event(), Event()
    apps: list[GoalcoachApp] = []

    def make(_run, wanted, tell, stopped) -> tray.Made:
        under_way.set()
        hold(go)
        tell("Printing 2 of 2")
        told.set()
        return tray.Made(wanted)

    async def steps(pilot, app):
        apps.append(app)
        page = app.screen
        monkeypatch.setattr(tray.PrintRun, "make", make)
        await pilot.press("enter")
        await until(under_way.is_set)
        page.has_ended = True  # it is being taken down
        await page.query_one("#told").remove()
        go.set()
        await until(told.is_set)
        await asyncio.sleep(0)

    run(store, PRINT, steps)
    assert apps[0].crash == ""


def test_leaving_while_it_prints_leaves_no_half_sheet(store, tmp_path, monkeypatch):
    slow = Slow(monkeypatch)

    async def steps(pilot, app):
        await pilot.press("3", "enter")
        await until(lambda: bool(slow.asked))
        await pilot.press("escape", "escape")
        await until(lambda: isinstance(app.screen, HomeScreen))
        slow.go.set()

    run(store, PRINT, steps)
    folder = tmp_path / "printed"
    assert sheets(folder) == ["rowan-17-v0003-handout.pdf"]
    assert list((folder / ".goalcoach" / "new").iterdir()) == []


@pytest.mark.parametrize(
    ("keys", "head"),
    [
        ("tab 2 enter", "print version 3"),
        ("tab 3 enter", "print version 3"),
        ("tab 4 enter", "print version 3"),
    ],
)
def test_p_prints_where_a_plan_is_read_and_escape_goes_back(store, keys, head):
    async def steps(pilot, app):
        before = app.screen
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, PrintScreen))
        assert head in await turn(pilot, app)
        await turn(pilot, app, "escape")
        assert app.screen is before
        assert "Print sheets" in {title for title, _, _ in before.palette()}
        assert "p" in {key for key, _ in before.help_rows()}

    run(store, keys, steps)


def test_p_in_compare_prints_the_newer_of_the_two(store):
    async def steps(pilot, app):
        await turn(pilot, app, "left", "p")
        await until(lambda: isinstance(app.screen, PrintScreen))
        shown = await turn(pilot, app)
        assert "print version 2 of 3" in shown
        assert "as of 20 November 2026" in shown

    run(store, "tab 3 enter", steps)


def test_the_first_version_prints_from_where_it_is_read(store, tmp_path):
    async def steps(pilot, app):
        await turn(pilot, app, "left", "left", "p")
        await until(lambda: isinstance(app.screen, PrintScreen))
        assert "print version 1 of 3" in await turn(pilot, app)
        await turn(pilot, app, "enter")

    run(store, "tab 2 enter", steps)
    assert sheets(tmp_path / "printed") == ["rowan-17-v0001-handout.pdf"]


def test_the_end_page_of_a_visit_prints_and_comes_back(store):
    async def steps(pilot, app):
        end = EndScreen("The visit is closed", ("Thank you both.",), patient=CODE)
        assert "To read it: goalcoach show rowan-17" in end.sentences
        app.push_screen(end)
        assert "p print" in await turn(pilot, app)
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, PrintScreen))
        assert "Printed:" in await turn(pilot, app, "enter")
        await turn(pilot, app, "escape")
        assert app.screen is end

    run(store, PRINT, steps)


def test_a_closed_visit_offers_print_and_a_paused_one_does_not():
    async def closing(pilot, screen):
        await by_hand(pilot, "enter", "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        await pilot.pause()
        assert "p print" in frame(pilot.app)
        await pilot.press("enter")

    async def pausing(pilot, screen):
        await by_hand(pilot, "f8", "2", "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        await pilot.pause()
        assert "p print" not in frame(pilot.app)
        await pilot.press("p")
        await settle(pilot, screen)
        assert isinstance(pilot.app.screen, EndScreen)

    walk(FakeVisit([review()]), closing)
    walk(FakeVisit([review()]), pausing)


def test_a_plan_that_cannot_be_read_says_why_it_does_not_print(store):
    path = store.root / CODE / "v0003.toml"
    path.write_bytes(path.read_bytes().replace(b"rowan", b"other"))

    async def steps(pilot, app):
        assert isinstance(app.screen, StuckScreen)
        assert "The sheets did not open" in frame(app)

    run(store, PRINT, steps)


OPENED = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from goalcoach.app import GoalcoachApp
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.kit.theme import DARK
from goalcoach.store.store import Store

def press():
    return {"goalcoach.press", "goalcoach.screens.print.print", "typst"} & set(sys.modules)

async def go():
    coach = Coach(lambda: datetime(2026, 11, 20, tzinfo=UTC))
    app = GoalcoachApp(Store(Path(sys.argv[1])), coach, DARK, None)
    async with app.run_test() as pilot:
        home = app.screen
        while not home.loaded or home.unready:
            await asyncio.sleep(0.01)
        print(sorted(press()))
        await pilot.press("tab", "6", "enter")
        while app.screen is home:
            await asyncio.sleep(0.01)
        await app.workers.wait_for_complete()
        print(sorted(press()))

asyncio.run(go())
"""


def test_the_press_is_loaded_when_someone_prints_and_not_before(store):
    done = subprocess.run(
        [sys.executable, "-P", "-c", OPENED, str(store.root)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PATH": ""},
    )
    assert done.stdout.splitlines() == [
        "[]",
        "['goalcoach.press', 'goalcoach.screens.print.print']",
    ]


def test_a_search_puts_the_cursor_on_the_sheet_that_has_the_words_and_prints_nothing(
    store, tmp_path
):
    async def steps(pilot, app):
        await by_hand(pilot, "slash", *"diary")
        await pilot.pause()
        assert app.screen.seen == DIARY
        await turn(pilot, app, "enter")
        assert app.screen.list.has_focus
        shown = await turn(pilot, app, "escape", "space")
        assert DIARY in app.screen.chosen
        assert "Tab preview" in shown

    run(store, PRINT, steps)
    assert not (tmp_path / "printed").exists()
