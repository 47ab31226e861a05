"""The installed program in a real terminal: a visit from its first key to its plan, and its ends.

Whatever ends the program, each answer whose tick was on the page is on the disk.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests.hostile.corpus import ACTS
from tests.hostile.plan import hostile
from tests.terminal import PATIENCE, Terminal, goalcoach
from tests.walker import CODE, DAY, Walker, journal, walk_to

WHOLE = 400
"""More steps than a first visit has."""


@pytest.fixture(autouse=True)
def nobodys_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOALCOACH_CHECKOUT", raising=False)
    monkeypatch.delenv("GOALCOACH_STORE", raising=False)


@pytest.fixture
def walker(tmp_path: Path) -> Iterator[Walker]:
    walker = Walker(Store(tmp_path / "plans"), Store(tmp_path / "twin"))
    walker.store.create()
    yield walker
    if walker.twin is not None:
        walker.twin.leave()


def test_a_first_visit_typed_in_a_terminal_ends_with_its_plan(walker: Walker):
    with walker.start() as terminal:
        walk_to(walker, WHOLE)
        terminal.keys("pagedown")
        terminal.until_text("Write version 1 now?")
        terminal.keys("enter")
        terminal.until_text("The visit is closed")
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
        assert terminal.is_sane()
    assert walker.twin is not None
    walker.twin.finish()
    plan, expected = (store.load(CODE).plan for store in (walker.store, walker.twin_store))
    times = {"created": plan.created, "visit": plan.visit}
    assert replace(expected, **times) == plan
    assert plan.visit.status == "done"
    assert plan.goals
    assert verify(walker.store, CODE) == ()
    assert not (walker.store.root / CODE / "draft").exists()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_leaves_the_terminal_sane_and_keeps_all(
    walker: Walker, number: signal.Signals, code: int
):
    with walker.start() as terminal:
        walk_to(walker, 3)
        walker.expect()
        terminal.keys("half a word")
        kept = journal(walker.store)
        terminal.kill(number)
        ended = terminal.end()
        assert ended == code
        assert terminal.is_sane()
        assert b"\x1b[?25h" in terminal.read[terminal.read.rindex(b"\x1b[?1049l") - 200 :]
        assert b"Traceback" not in terminal.read
    assert journal(walker.store)[: len(kept)] == kept
    with walker.start():
        walker.expect()


def test_nothing_of_a_visit_stands_in_the_terminal_once_it_is_left(walker: Walker):
    """Where its window has grown, tmux lets rows of the app's screen stay in the usual one."""
    with walker.start() as terminal:
        walk_to(walker, 3)
        walker.expect()
        terminal.keys("half a word")
        terminal.until_text("half a word")
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
        assert "half a word" not in terminal.page.text
        assert "F8" not in terminal.page.text


@pytest.mark.parametrize("handler", [signal.SIG_DFL, signal.SIG_IGN], ids=["told", "nohup"])
def test_a_window_that_closes_ends_the_visit_and_keeps_all(
    walker: Walker, handler: signal.Handlers
):
    """Also where nobody is told of it: the terminal then answers at once, with nothing."""
    before = signal.signal(signal.SIGHUP, handler)
    try:
        terminal = walker.start()
    finally:
        signal.signal(signal.SIGHUP, before)
    walk_to(walker, 3)
    walker.expect()
    kept = journal(walker.store)
    os.close(terminal.slave)
    os.close(terminal.master)
    try:
        assert terminal.process.wait(PATIENCE) == 129
    finally:
        terminal.process.kill()
    assert journal(walker.store) == kept
    with walker.start():
        walker.expect()


def test_a_kill_half_way_loses_no_ticked_answer_and_the_visit_goes_on(walker: Walker):
    with walker.start() as terminal:
        walk_to(walker, 8)
        walker.expect()
        kept = journal(walker.store)
        terminal.kill(signal.SIGKILL)
        terminal.process.wait()
    assert len(kept) > 8
    assert journal(walker.store) == kept
    with walker.start() as terminal:
        walk_to(walker, 2)
        walker.expect()
        terminal.keys("ctrl+q")
        assert terminal.end() == 0


@pytest.mark.parametrize("whole_folder", [False, True])
def test_a_journal_that_is_taken_away_costs_no_ticked_answer_and_the_page_says_so(
    walker: Walker, whole_folder: bool
):
    with walker.start() as terminal:
        walk_to(walker, 5)
        walker.expect()
        draft = walker.store.root / CODE / "draft"
        shutil.rmtree(draft) if whole_folder else (draft / "journal.log").unlink()
        walker.step()
        what = "folder" if whole_folder else "journal"
        terminal.until_text(f"! The {what} of this visit was taken away by something else.")
        walk_to(walker, 2)
        walker.expect()
        kept = journal(walker.store)
        terminal.kill(signal.SIGKILL)
        terminal.process.wait()
    assert len(kept) > 8
    assert journal(walker.store) == kept
    with walker.start() as terminal:
        walker.expect()
        terminal.keys("ctrl+q")
        assert terminal.end() == 0


def test_a_damaged_journal_is_told_on_a_page_before_the_first_question(walker: Walker):
    with walker.start() as terminal:
        walk_to(walker, 9)
        walker.expect()
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
    path = walker.store.root / CODE / "draft" / "journal.log"
    lines = path.read_bytes().splitlines(keepends=True)
    whole = journal(walker.store)
    path.write_bytes(b"".join([*lines[:6], b"x" + lines[6][1:], *lines[7:]]))
    line = goalcoach("visit", CODE, "--store", str(walker.store.root), "--today", DAY.isoformat())
    with Terminal(line) as terminal:
        terminal.until_text("The journal of this visit is damaged after 6 whole entries.")
        terminal.until_text("They are kept in rowan-17/draft/journal.damaged-1.")
        terminal.until_text("Take them all over")
        terminal.keys("enter")
        terminal.until_text("F8 take a break")
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
    said = [(one.get("at"), one.get("value")) for one in whole if one["ev"] == "answer"]
    again = [(one.get("at"), one.get("value")) for one in journal(walker.store)]
    lost = [one for one in said if one not in again]
    assert len(lost) <= 1
    assert len(said) > 3


# What is painted


SHOWN = ("show {}", "show {} --format md", "show {} --format toml", "diff {} --all",
         "diff {} --format md", "diff {} --format html", "diff {} --format json", "trend {}",
         "trend {} --format csv", "show {} --format json", "list", "verify", "paths")  # fmt: skip
RUN = """
import sys
from goalcoach.cli.main import run
for line in {lines!r}:
    run(line)
    print("-- done", flush=True)
"""


@pytest.mark.parametrize("start", [0, 23, 46, 69])
def test_nothing_of_a_plan_acts_on_a_real_terminal(tmp_path: Path, start: int):
    """The bytes themselves: no control but line ends, and the few colours of our own."""
    from tests.hostile.test_text import publish, write_site

    store = Store(tmp_path / "plans")
    publish(store, start)
    write_site(store.root, start)
    lines = []
    for words in SHOWN:
        command, *rest = words.format(CODE).split()
        lines.append([command, "--store", str(store.root), *rest])
    python = goalcoach()[0]
    with Terminal([python, "-P", "-c", RUN.format(lines=lines)]) as terminal:
        assert terminal.end() == 0
        painted = terminal.read.decode("utf-8")
    assert painted.count("-- done") == len(SHOWN)
    bare = re.sub(r"\x1b\[[0-49;]*(?:3[0-7]|9[0-7])?m", "", painted)
    assert "\x1b[5;31m" not in painted
    assert sorted({f"U+{ord(ch):04X}" for ch in bare if ch in ACTS}) == []


ATTACKS = (
    *("\x1b]52;", "\x1b]0;owned", "\x1b]8;;http", "\x1bP$q", "\x1b[21t", "\x1b[5;31m", "\x1bc"),
    *("\x9b", "\x9d", "\x90", "\x85", "\u202e", "\u2066", "\u200b"),
)


def test_nothing_of_a_plan_acts_in_the_app(tmp_path: Path):
    store = Store(tmp_path / "plans")
    store.create()
    store.publish(CODE, hostile(0))
    line = goalcoach("visit", CODE, "--store", str(store.root), "--today", DAY.isoformat())
    with Terminal(line, size=(120, 36)) as terminal:
        terminal.until_text(CODE)
        for _ in range(8):
            terminal.keys("f3", "pagedown", "\x1b", "f9", "\x1b", "pagedown")
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
        painted = terminal.read.decode("utf-8")
    assert "<U+001B>" in painted
    assert [repr(one) for one in ATTACKS if one in painted] == []


def test_a_program_started_in_a_strange_place_still_runs(tmp_path: Path):
    """No HOME, a store with blanks and umlauts in its name, a locale without letters."""
    root = tmp_path / "my plänе [b] 计划"
    shutil.copytree(Path(__file__).parent.parent / "sessions", root)
    environ = {"PATH": os.environ["PATH"], "HOME": "", "LANG": "C", "LC_ALL": "C"}
    with Terminal(goalcoach("--store", str(root)), environ=environ) as terminal:
        terminal.until_text("fern-4")
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
        assert terminal.is_sane()


@pytest.mark.parametrize("typed", [b"gr\xfcn", b"\xff", b"\x1b[200~gr\xfcn\x1b[201~"])
def test_bytes_that_are_no_utf8_are_signs_that_cannot_be_read(practice: Path, typed: bytes):
    """As a terminal that is set to Latin-1 sends them: they ended the app."""
    with Terminal(goalcoach("--store", str(practice))) as terminal:
        terminal.until_text("rowan-17")
        terminal.rest()
        os.write(terminal.master, typed)
        terminal.until_text("\ufffd")
        terminal.keys("ctrl+q")
        assert terminal.end() == 0
        assert terminal.is_sane()
