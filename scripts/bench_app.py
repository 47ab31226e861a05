"""F3 and F4: the app in a real terminal, beside a ten-line Textual app in the same run.

    bench_app.py [ROUNDS]

Ready means painted; so does the answer to a key. Seconds are measured from outside, the
processor's time and the memory are what the system counted for the program. Each round starts
every program once, in turns. An answer in a script of 3,000 questions is told beside one in ours.
"""

from __future__ import annotations

import compileall
import os
import select
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.answers_file import read_answers
from goalcoach.dialogue.view.screen import Status
from goalcoach.headless.replay import Walk
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from scripts.big_pack import write_pack
from tests.terminal import Terminal, goalcoach

CHECKOUT = Path(__file__).parent.parent
FLOOR = [sys.executable, "-P", str(Path(__file__).with_name("bench_floor.py"))]
ANSWERS = CHECKOUT / "goalcoach" / "prompts" / "demo" / "rowan-17.2026-10-23.toml"
DAY = date(2026, 10, 23)
QUESTION = "ready@g1/matters_reason"
LEAST_ANSWERS = 50
IN_A_LONG_SCRIPT = 1500
"""Answers given in the script of 3,000 questions before anything is measured."""
KEYS = 24
"""How many keys are pressed one after the other in a round."""
ENTERS = 6
"""How often a round answers the same question anew and goes on from it."""
BURST = (
    "a quiet walk to the lake and back before the others are up, with a thermos, "
    "and no telephone until noon"
)
STILL = 0.06
"""Seconds without anything painted after which a program is taken to have painted all."""
QUIET = 0.25
"""The same after many keys, which are gathered for a moment."""
PATIENCE = 60.0
PAGE = 0.150
"""Seconds by which a page may open later than the floor's."""

ENTER, TAB, DOWN, QUIT, F2, END = "\r", "\t", "\x1b[B", "\x11", "\x1b[12~", b"\x1b[?1049l"
BACK = "\x1b[5~"


class Cost(NamedTuple):
    """Seconds by the clock, and seconds of the processor."""

    wall: float
    work: float


@dataclass
class Program:
    """A command, what shows that it is ready, the keys to a place to type at, and what is there."""

    name: str
    line: list[str]
    ready: str
    way: Sequence[str] = ()
    begin: Callable[[], None] | None = None
    """What answers the questions of a visit up to the place; None: it is no visit."""
    starts: list[Cost] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    keys: list[Cost] = field(default_factory=list)
    bursts: list[Cost] = field(default_factory=list)
    answers: list[Cost] = field(default_factory=list)


@dataclass
class Opened:
    """A page that is opened by the last key of `way`, and what shows that it is there."""

    name: str
    line: list[str]
    ready: str
    way: Sequence[str]
    shown: str
    costs: list[Cost] = field(default_factory=list)


class Watched:
    """A program in a terminal whose output is only searched, so that watching costs little."""

    def __init__(self, line: Sequence[str], home: Path) -> None:
        environ = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
        self.began = time.perf_counter()
        self.terminal = Terminal(line, environ=environ, cwd=home)
        self.read = b""
        self.memory = 0.0

    def until(self, words: str) -> float:
        """Read until `words` were painted after what was read before; return the moment."""
        wanted, end = words.encode(), time.perf_counter() + PATIENCE
        while wanted not in self.read:
            if not self._read(0.5) and time.perf_counter() > end:
                raise AssertionError(f"{words!r} was not painted:\n{self.read!r}")
        return time.perf_counter()

    def rest(self) -> None:
        """Read until nothing more is painted and the program does no more work."""
        before = -1.0
        while before != (before := self.work):
            while self._read(STILL):
                pass
        self.read = b""

    def send(self, keys: str) -> float:
        now = time.perf_counter()
        os.write(self.terminal.master, keys.encode())
        return now

    def painted(self) -> float:
        """Return the moment at which something is painted next."""
        while not self._read(PATIENCE):
            pass
        return time.perf_counter()

    def last_painted(self) -> float:
        """Return the moment at which the last is painted before nothing comes for a while."""
        moment = self.painted()
        while self._read(QUIET):
            moment = time.perf_counter()
        return moment

    def _read(self, seconds: float) -> bool:
        master = self.terminal.master
        if not select.select([master], [], [], seconds)[0]:
            return False
        with suppress(OSError):  # Linux says so where the program has ended
            self.read += os.read(master, 1 << 16)
        return True

    @property
    def work(self) -> float:
        """Return the seconds of the processor the program has had, all threads together."""
        total = 0
        for path in Path(f"/proc/{self.terminal.process.pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # a thread may end meanwhile
                total += int(path.read_text().split()[0])
        return total / 1e9

    @property
    def megabytes(self) -> float:
        """Return the most memory the program has had so far."""
        said = Path(f"/proc/{self.terminal.process.pid}/status").read_text()
        return int(said.partition("VmHWM:")[2].split()[0]) / 1024

    def leave(self) -> None:
        self.send(QUIT)
        end = time.perf_counter() + 5
        while self.terminal.process.poll() is None and time.perf_counter() < end:
            self._read(0.05)
        self.terminal.close()


def typing(program: Program, home: Path) -> None:
    """Start a program, press keys one by one, then many at once; note what it all took.

    In a visit then answer what stands there, and go back to it, again and again.
    """
    if program.begin is not None:
        program.begin()
    one = Watched(program.line, home)
    ready = one.until(program.ready)
    program.starts.append(Cost(ready - one.began, one.work))
    one.rest()
    program.memory.append(one.megabytes)
    for key in program.way:
        one.send(key)
        one.rest()
    waits, before = [], one.work
    for key in ("n", "\x7f") * (KEYS // 2):
        sent = one.send(key)
        waits.append(one.painted() - sent)
        one.rest()
    program.keys.append(Cost(median(waits), (one.work - before) / KEYS))
    before, sent = one.work, one.send(BURST)
    done = one.last_painted()
    program.bursts.append(Cost(done - sent, one.work - before))
    if program.begin is not None:
        program.answers.append(answering(one))
    one.leave()


def answering(one: Watched) -> Cost:
    """Return what an answer costs, from Enter until the next page is painted whole."""
    costs = []
    for _ in range(ENTERS):
        one.send("n")
        one.rest()
        before, sent = one.work, one.send(ENTER)
        done = one.last_painted()
        costs.append(Cost(done - sent, one.work - before))
        one.rest()
        one.send(BACK)
        one.rest()
    return Cost(median(cost.wall for cost in costs), median(cost.work for cost in costs))


def opening(page: Opened, home: Path) -> None:
    one = Watched(page.line, home)
    one.until(page.ready)
    one.rest()
    for key in page.way[:-1]:
        one.send(key)
        one.rest()
    before, sent = one.work, one.send(page.way[-1])
    done = one.until(page.shown)
    page.costs.append(Cost(done - sent, one.work - before))
    one.leave()


def begin_visit(store: Path) -> None:
    """Begin a visit and answer up to a question that takes a text, behind many others."""
    shutil.rmtree(store / "rowan-17", ignore_errors=True)
    visit = Visit.begin(
        Store(store),
        "rowan-17",
        today=DAY,
        clock=lambda: datetime(2026, 10, 23, 10, 41, tzinfo=UTC),
    )
    Walk(visit, read_answers(ANSWERS.read_bytes(), ANSWERS.name)).through(QUESTION)
    assert visit.screen.kind in {Kind.TEXT, Kind.LONG_TEXT}, visit.screen
    answers = sum(line.status is Status.ANSWERED for line in visit.where())
    visit.leave()
    assert answers >= LEAST_ANSWERS, answers


def begin_long_visit(store: Path, pack: Path) -> None:
    """Begin a visit with 3,000 questions and answer half of them."""
    shutil.rmtree(store / "oak-3", ignore_errors=True)
    clock = partial(datetime, 2026, 10, 23, 10, 41, tzinfo=UTC)
    visit = Visit.begin(Store(store), "oak-3", today=DAY, clock=clock, script=str(pack))
    for _ in range(IN_A_LONG_SCRIPT):
        assert visit.enter("what they say") is None
    visit.leave()


def programs(store: Path, visits: Path) -> tuple[Program, ...]:
    """Return the floor, home, a visit of our own script, and one of a far longer script."""
    at = ["--store", str(visits)]
    visit, long = (
        goalcoach("visit", code, "--today", DAY.isoformat(), *at) for code in ("rowan-17", "oak-3")
    )
    pack = visits.with_name("big")
    write_pack(pack)
    return (
        Program("ten lines of Textual", FLOOR, "to type"),  # the cursor stands on the first letter
        Program("home", goalcoach_home(store), "rowan-17"),
        Program("a visit, 85 answers", visit, "IF STUCK", begin=lambda: begin_visit(visits)),
        Program(
            "a visit, 3,000 questions",
            long,
            "IF STUCK",
            begin=lambda: begin_long_visit(visits, pack),
        ),
    )


def goalcoach_home(store: Path) -> list[str]:
    return goalcoach("--store", str(store))


def pages(store: Path) -> tuple[Opened, ...]:
    """Return the pages of F3b: the floor's, then those that someone opens from home."""
    home = goalcoach_home(store)

    def down(times: int) -> list[str]:
        return ["fern", TAB, *[DOWN] * times, ENTER]

    return (
        Opened("ten lines of Textual", FLOOR, "to type", [F2], "second page"),
        Opened("first visit", home, "rowan-17", ["maple-15", ENTER, ENTER], "SAY"),
        Opened("review", home, "rowan-17", ["fern", ENTER], "SAY"),
        Opened("read", home, "rowan-17", down(1), "READ ALOUD"),
        Opened("compare", home, "rowan-17", down(2), "Four weeks later"),
        Opened("trends", home, "rowan-17", down(3), "One value so far"),
        Opened("print", home, "rowan-17", down(5), "for hard spells"),
    )


def rate(costs: Sequence[Cost], floor: Sequence[Cost], part: str) -> tuple[float, float]:
    """Return the best of `costs` as a multiple of the floor's best, and the same of the medians."""
    ours, theirs = ([getattr(one, part) for one in some] for some in (costs, floor))
    return min(ours) / min(theirs), median(ours) / median(theirs)


def tell(name: str, ours: Sequence[Cost], floor: Sequence[Cost], wall: float, work: float) -> bool:
    """Print two lines of the table; return whether the budgets are kept. 0 is no budget."""
    kept = True
    for part, budget in (("wall", wall), ("work", work)):
        best, middle = rate(ours, floor, part)
        held = not budget or min(best, middle) <= budget
        kept = kept and held
        least = [min(getattr(one, part) for one in some) * 1000 for some in (ours, floor)]
        told = f"{budget:.2f}  {'kept' if held else 'NOT KEPT'}" if budget else "-"
        label = name if part == "wall" else "    of the processor"
        print(f"{label:<38}{least[0]:7.1f} ms{least[1]:7.1f} ms{best:7.2f}{middle:8.2f}   {told}")
    return kept


def tell_typing(measured: Sequence[Program]) -> bool:
    floor, *ours = measured
    kept = []
    for one in ours:
        at_home = one.name == "home"
        most = 1.3 if at_home else 0
        kept.append(tell(f"F3  {one.name} ready", one.starts, floor.starts, most, 0))
        kept.append(tell("F4  key to paint", one.keys, floor.keys, 1.3, 1.5 if at_home else 0))
        kept.append(tell(f"    {len(BURST)} keys at once", one.bursts, floor.bursts, 1.3, 0))
        kept.append(tell_memory(one, floor, 0 if one is ours[-1] else 1.4))
    _, core, long = ours
    kept.append(tell("    an answer to the next page, 3,000", long.answers, core.answers, 1.3, 0))
    return all(kept)


def tell_memory(one: Program, floor: Program, budget: float) -> bool:
    """Print a line of the table; return whether the budget is kept. 0 is no budget."""
    times = min(one.memory) / min(floor.memory)
    held = not budget or times <= budget
    told = f"{budget:.2f}  {'kept' if held else 'NOT KEPT'}" if budget else "-"
    print(
        f"{'    most memory':<38}{min(one.memory):7.1f} MB{min(floor.memory):7.1f} MB"
        f"{times:7.2f}{'':11}{told}"
    )
    return held


def tell_opening(measured: Sequence[Opened]) -> bool:
    floor, *ours = measured
    kept = True
    for one in ours:
        beyond, worked = (
            median(getattr(cost, part) for cost in one.costs)
            - median(getattr(cost, part) for cost in floor.costs)
            for part in ("wall", "work")
        )
        held = beyond <= PAGE
        kept = kept and held
        print(
            f"{'F3b ' + one.name + ' opens, beyond a page':<38}{beyond * 1000:7.0f} ms"
            f"{worked * 1000:7.0f} ms of the processor   "
            f"{PAGE * 1000:.0f} ms  {'kept' if held else 'NOT KEPT'}"
        )
    return kept


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    compileall.compile_dir(CHECKOUT / "goalcoach", quiet=1)  # as a set-up does
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        visits, store = home / "visits", home / "plans"
        visits.mkdir()
        shutil.copytree(CHECKOUT / "sessions", store)
        typed, opened = programs(store, visits), pages(store)
        for number in range(rounds + 1):
            for program in typed:
                typing(program, home)
            for page in opened:
                shutil.rmtree(store)
                shutil.copytree(CHECKOUT / "sessions", store)
                opening(page, home)
            if not number:  # warms up what the system keeps in memory
                forget(typed, opened)
    print(f"{'the app, ' + str(rounds) + ' rounds in turns':<38}{'best':>10}{'floor':>10}"
          f"{'ratio':>7}{'median':>8}   budget")  # fmt: skip
    kept = [tell_typing(typed), tell_opening(opened)]
    return 0 if all(kept) else 1


def forget(typed: Sequence[Program], opened: Sequence[Opened]) -> None:
    for program in typed:
        for noted in (program.starts, program.keys, program.bursts, program.memory):
            noted.clear()
        program.answers.clear()
    for page in opened:
        page.costs.clear()


if __name__ == "__main__":
    sys.exit(main())
