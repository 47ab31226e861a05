"""Presses random keys in a real terminal and looks for a crash, and for a page that is stuck.

    scripts/monkey [HOW MANY] [SEED] [HOW MANY AT ONCE]
    scripts/monkey --repeat FILE

A session begins on one of the pages in SCENES and goes on with keys, pastes, clicks and resizes,
from none to a few tenths of a second apart; then Ctrl+Q has to end the program. In every third one
a word of its own is typed right before that. A finding is a traceback, an exit code other than
those ALLOWED, a program that does not end, a store that `verify` finds fault with, or such a word
that stood in a line on the page of a question and is in no file afterwards. It is saved as a file
that `--repeat` plays again; what depends on the machine's speed may need a few plays.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from goalcoach.screens.kit.command_palette import NOTHING_FITS
from goalcoach.store.finding import Gravity
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests.terminal import PASTE, Gone, Terminal

SESSIONS = Path(__file__).parent.parent / "sessions"
APP = Path(__file__).with_name("monkey_app.py")
ALLOWED = frozenset({0})
SEARCHES = (
    "What would you like to do?",
    NOTHING_FITS,  # the palette, once something is typed
    "Where are we",
)
"""What stands on a page where words are looked for, and not kept."""
EDGE = "▌"
"""What stands before each row of a line to type in."""
AT_REST = 1.0
"""Seconds for the page to paint a word that was typed. None of them is needed to keep it."""
PATIENCE = 20.0
"""Seconds after the first Ctrl+Q at which a program that still runs is stuck."""
PLAYS = 5
"""How often `--repeat` plays a file."""

ESC = "\x1b"
ENTER, TAB, QUIT, PALETTE, NEW_LINE = "\r", "\t", "\x11", "\x10", "\n"
UP, DOWN, RIGHT, LEFT = (f"{ESC}[{letter}" for letter in "ABCD")
PAGE_UP, PAGE_DOWN, HOME, END = f"{ESC}[5~", f"{ESC}[6~", f"{ESC}[H", f"{ESC}[F"
F = {
    number: f"{ESC}[{code}~"
    for number, code in zip(
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12),
        (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 24),
        strict=True,
    )
}
MOVES = (UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END, TAB, f"{ESC}[Z", "\x7f", " ")
OPENS = (*F.values(), PALETTE, ESC, *(ESC + letter for letter in "hopnskjbwmx"))
LETTERS = tuple("nNavxpgGkKfczhuds+-0123456789")
SIGNS = tuple("²³¹①⁰٣𝟙½Ⅷ七é한字ﷺ🙂\u0301\u200d\u202e\ufffd\u00a0œ")
CONTROLS = tuple(
    "\x01\x02\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x12\x14\x15\x16\x17\x18\x19\x1c\x1d\x1f"
)
WORDS = (
    "two walks a week, and lunch on Sundays",
    "line one\rline two 1 2 3\rline three\r",
    "[b]bold[/b] [kg] \x1b[31mred\x1b[0m \x1b]52;c;eA==\x07",
    "01632 960 112",
    "字を書く 三回",
    "word " * 200,
)
SIZES = ((80, 24), (120, 36), (60, 20), (40, 12), (59, 20), (200, 60), (80, 24), (1, 1))
DOUBLES = (
    (F[8], "1", ENTER, ENTER),
    (F[8], "2", ENTER, ENTER),
    (F[8], "3", ENTER, ENTER, ENTER),
    (F[9], ENTER, ENTER),
    (F[9], DOWN, DOWN, ENTER, ENTER, ENTER),
    (F[5], "3", ENTER, ENTER),
    (PALETTE, PAGE_UP),
    (PALETTE, PAGE_DOWN, ENTER),
    (PALETTE, DOWN, ENTER, ENTER),
    (PALETTE, "ba", ENTER, ENTER),
    (PALETTE, f"{ESC}[1;5F", ENTER),
    (F[1], ENTER, ENTER),
    (F[6], ENTER, ENTER),
    (F[3], ESC, F[3]),
    (ESC, "b", ENTER, ENTER),
    (F[4], "a note", ENTER, ENTER),
    (TAB, ENTER, ENTER),
    (TAB, DOWN, ENTER, ESC),
    (PAGE_DOWN, PAGE_DOWN, PAGE_DOWN),
    (ENTER, ENTER, ENTER),
    (ENTER, PAGE_UP, ENTER),
)
LEAVES = (
    (F[3], QUIT),
    (QUIT, PALETTE, ENTER),
    (QUIT, ENTER, ENTER),
    (PALETTE, QUIT),
    (F[8], QUIT),
    (F[9], ENTER, QUIT),
    (ENTER, QUIT),
    (TAB, ENTER, QUIT),
    (PALETTE, "le", ENTER, ENTER),
    (PAGE_DOWN, QUIT),
    (F[8], "2", ENTER, QUIT),
)
"""Ways to leave in a hurry."""

SCENES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "home": ((), ()),
    "first": ((), ("maple-15", ENTER, ENTER, ENTER)),
    "review": (("visit", "rowan-17"), ()),
    "german": (("visit", "fern-4", "--lang", "de"), ()),
    "answers": (("visit", "rowan-17"), (F[9], PAGE_DOWN, PAGE_DOWN, ENTER)),
    "later": (("visit", "fern-4"), (F[9], *[PAGE_DOWN] * 6, ENTER)),
    "plan": ((), ("fern", TAB, DOWN, ENTER)),
    "compare": ((), ("fern", TAB, DOWN, DOWN, ENTER)),
    "trends": ((), ("fern", TAB, DOWN, DOWN, DOWN, ENTER)),
    "diary": ((), ("fern", TAB, DOWN, DOWN, DOWN, DOWN, ENTER)),
    "print": ((), ("rowan", TAB, DOWN, DOWN, DOWN, DOWN, DOWN, ENTER)),
    "palette": (("visit", "rowan-17"), (PALETTE,)),
    "break": (("visit", "rowan-17"), (F[8],)),
    "note": (("visit", "rowan-17"), (PAGE_DOWN, F[4])),
}
"""The words of the command, and the keys that lead to the page."""

APP_SCREEN, USUAL_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
STYLE = re.compile(r"\x1b\[[0-9;]*m")

Step = tuple[float, str, str]
"""Seconds to wait, then "keys" with what to send, "size" with columns and rows, or "word" with a
word to type and to look for."""


@dataclass
class Session:
    """What is played: the scene, and the steps on it."""

    seed: int
    scene: str
    steps: list[Step]

    @classmethod
    def made(cls, seed: int) -> Session:
        """Return the session of a seed."""
        chance = random.Random(seed)  # noqa: S311 - which keys, no secret
        scene = chance.choice(tuple(SCENES))
        steps: list[Step] = []
        for _ in range(chance.randint(4, 40)):
            steps += _some(chance)
        if seed % 3 == 0:
            steps.append((0.3, "word", f"kept{seed}"))
        elif chance.random() < 0.5:
            steps += _hasty(chance, chance.choice(LEAVES))
        return cls(seed, scene, steps)

    @classmethod
    def read(cls, path: Path) -> Session:
        """Return the session that `save` wrote."""
        kept = json.loads(path.read_text("utf-8"))
        return cls(kept["seed"], kept["scene"], [tuple(one) for one in kept["steps"]])

    def save(self, path: Path) -> None:
        """Write the session to a file that `--repeat` takes."""
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=True), "utf-8")


def _some(chance: random.Random) -> Sequence[Step]:
    """Return the next few steps."""
    dice = chance.random()
    if dice < 0.3:
        return _hasty(chance, chance.choice(DOUBLES))
    if dice < 0.36:
        return _sizes(chance, 1 if dice < 0.34 else chance.randint(3, 12))
    if dice < 0.44:
        words = chance.choice(WORDS)
        pasted = f"{ESC}[200~{words}{ESC}[201~" if chance.random() < 0.5 else words
        return [(_gap(chance), "keys", pasted)]
    if dice < 0.52:
        place = f"{chance.randint(1, 80)};{chance.randint(1, 24)}"
        click = f"{ESC}[<0;{place}M{ESC}[<0;{place}m"
        return [(_gap(chance), "keys", chance.choice((click, click * 2, f"{ESC}[<64;{place}M")))]
    kind = chance.choice((MOVES, OPENS, LETTERS, SIGNS, CONTROLS, (ENTER,), (ENTER,), MOVES))
    return _hasty(chance, [chance.choice(kind) for _ in range(chance.randint(1, 4))])


def _hasty(chance: random.Random, keys: Sequence[str]) -> list[Step]:
    """Return keys close together."""
    gap = chance.choice((0.0, 0.005, 0.02, 0.035, 0.06, 0.12, 0.3))
    return [(gap if at else _gap(chance), "keys", key) for at, key in enumerate(keys)]


def _sizes(chance: random.Random, many: int) -> list[Step]:
    """Return changes of the window's size, close together as where its edge is dragged."""
    sizes = [chance.choice(SIZES) for _ in range(many)]
    gap = chance.choice((0.0, 0.004, 0.01, 0.02))
    return [
        (gap if at else _gap(chance), "size", f"{columns} {rows}")
        for at, (columns, rows) in enumerate(sizes)
    ]


def _gap(chance: random.Random) -> float:
    return chance.choice((0.0, 0.0, 0.01, 0.04, 0.1, 0.2))


def play(session: Session, folder: Path) -> str:
    """Play a session in an empty folder; return what was found, "" for nothing."""
    store = folder / "plans"
    shutil.copytree(SESSIONS, store)
    words, way = SCENES[session.scene]
    environ = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "PATH": "/nowhere"}
    stacks = folder / "stacks.txt"
    line = [sys.executable, "-P", str(APP), str(stacks), *words, "--store", str(store)]
    words_seen = ""
    with Terminal(line, environ=environ, cwd=folder) as terminal:
        try:
            terminal.until(lambda: APP_SCREEN in terminal.read and len(terminal.page.squeezed) > 40)
            terminal.keys(*way)
            terminal.rest()
            for step in session.steps:
                words_seen = _take(terminal, step)
        except Gone:
            pass
        return _leave(terminal, stacks) or _look_into(store, words_seen)


def _take(terminal: Terminal, step: Step) -> str:
    """Do one step; return the word that was typed, if it stands on the page of a question."""
    seconds, what, words = step
    terminal.wait(seconds)
    if terminal.process.poll() is not None:
        raise Gone
    if what == "size":
        columns, rows = map(int, words.split())
        terminal.resize(columns, rows)
        return ""
    for sent in words if what == "word" else (words,):
        with suppress(OSError):
            os.write(terminal.master, sent.encode())
        if what == "word":
            terminal.wait(PASTE * 2)
    if what != "word":
        return ""
    terminal.wait(AT_REST)
    terminal.resize(120, 36)  # painted anew, whatever the size was
    terminal.wait(AT_REST)
    return words if answers_with(terminal.page.text, words) else ""


def answers_with(page: str, word: str) -> bool:
    """Return True if a page of a question shows the word in a line of its own to type in, and no
    search or palette does.

    The palette shows the page below it while it has not yet looked for what was typed; its own
    line has no edge.
    """
    asks = any(said in page for said in ("SAY", "FOR YOU", "ANSWER"))
    stands = any(EDGE in row.partition(word)[0] for row in page.splitlines() if word in row)
    return asks and stands and not any(one in page for one in SEARCHES)


def _look_into(store: Path, word: str) -> str:
    """Return what is wrong with the files that a session left, "" for nothing."""
    files = [path for path in store.rglob("*") if path.is_file()]
    if word and not any(word.encode() in path.read_bytes() for path in files):
        return f"lost words: “{word}” stood on the page and is in no file"
    kept = Store(store)
    found = [finding for code in kept.codes() for finding in verify(kept, code)]
    return "".join(
        f"verify: {one.path}: {one.sentence}\n" for one in found if one.level is Gravity.FAULT
    )


def _leave(terminal: Terminal, stacks: Path) -> str:
    """Press Ctrl+Q until the program ends; return what was found.

    `stacks` is the file in which the program tells what it is at, where it is stuck.
    """
    with suppress(Gone, OSError):
        end = time.monotonic() + PATIENCE
        while terminal.process.poll() is None:
            if time.monotonic() > end:
                terminal.kill(signal.SIGUSR1)
                terminal.wait(1.0)
                return f"stuck:\n{terminal.page.text}\n{stacks.read_text('utf-8')}"
            os.write(terminal.master, QUIT.encode())
            with suppress(AssertionError):
                terminal.until(lambda: terminal.process.poll() is not None, 2.0)
    code = terminal.end(5.0)
    said = STYLE.sub("", terminal.read.decode("utf-8", "replace"))
    if "Traceback" in said:
        return f"exit code {code}:\n{said[said.rindex('Traceback') :]}"
    if code == -signal.SIGQUIT and USUAL_SCREEN in terminal.read:
        return ""  # Ctrl+\\ came after the app had given the terminal back, which ends any program
    return "" if code in ALLOWED else f"exit code {code}:\n{said[-2000:]}"


def _play_apart(session: Session) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return play(session, Path(folder))


def run(sessions: Sequence[Session], kept: Path, at_once: int = 1) -> int:
    """Play sessions, `at_once` side by side, print what was found; return how many had a finding.

    Side by side saves time, for most of a session is waiting; and a busy machine is a test, too.
    """
    with ThreadPoolExecutor(at_once) as pool:
        return _tell(zip(sessions, pool.map(_play_apart, sessions), strict=True), kept)


def _tell(played: Iterable[tuple[Session, str]], kept: Path) -> int:
    found = number = 0
    for number, (session, problem) in enumerate(played, 1):
        if problem:
            found += 1
            path = kept / f"monkey-{session.seed}.json"
            session.save(path)
            print(f"{session.scene}, seed {session.seed}: {problem}\nsaved: {path}", flush=True)
        if number % 10 == 0:
            print(f"{number} sessions, {number - found} clean", flush=True)
    print(f"{number} sessions, {number - found} clean, {found} findings", flush=True)
    return found


def main() -> None:
    if sys.argv[1:2] == ["--repeat"]:
        sys.exit(bool(run([Session.read(Path(sys.argv[2]))] * PLAYS, Path(tempfile.mkdtemp()))))
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 17
    at_once = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    sessions = [Session.made(one) for one in range(seed, seed + many)]
    sys.exit(bool(run(sessions, Path(tempfile.mkdtemp(prefix="monkey-")), at_once)))


if __name__ == "__main__":
    main()
