"""Sends stop signals at every moment of the start of the app in a real terminal, and counts.

    scripts/stops [STEP IN MS] [SECONDS]

Every 35 ms of the first 2 seconds by default, each with SIGTERM, SIGHUP and SIGINT. Whatever the
moment, the program has to end with 143, 129 or 130, the terminal as it was, and no traceback. The
tests send a signal at the moments that were ever wrong; this is the long run.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from goalcoach.store.store import Store
from tests.terminal import Gone, Terminal, goalcoach
from tests.test_crash import after_the_app
from tests.walker import CODE

EARLY = "came before the program's first lines"
STOPS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def stop_after(seconds: float, number: signal.Signals, root: Path) -> str:
    """Return how a start ended that got the signal after so many seconds; "" as it should."""
    with Terminal(goalcoach("visit", CODE, "--store", str(root))) as terminal:
        terminal.deadline = time.monotonic() + seconds
        with suppress(Gone):
            terminal.until(lambda: False, seconds + 60)
        terminal.deadline = float("inf")
        terminal.kill(number)
        ended, painted = terminal.end(), terminal.read.decode("utf-8", "replace")
        sane = terminal.is_sane()
    # Before Python has read the first lines of the program it ends as Python does.
    early = ended in {-number, 1} and "\x1b" not in painted and "goalcoach/cli" not in painted
    if early:
        return EARLY
    if ended != 128 + number:
        return f"ended with {ended}"
    if not sane:
        return "left the modes of the terminal changed"
    if "Traceback" in painted or "did not expect" in painted:
        return "told of an error"
    try:
        after_the_app(painted)
    except AssertionError:
        return "left a mode of the screen on"
    return ""


def main() -> int:
    # A shell starts what it puts in the background with Ctrl+C ignored, and so would each start be.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    step = float(sys.argv[1]) / 1000 if len(sys.argv) > 1 else 0.035
    last = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    tries, early, wrong = 0, 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "plans")
        store.create()
        for turn in range(int(last / step) + 1):
            for number in STOPS:
                tries += 1
                said = stop_after(turn * step, number, store.root)
                if said == EARLY:
                    early += 1
                elif said:
                    wrong[f"{number.name} after {turn * step * 1000:.0f} ms {said}"] += 1
    for said, count in wrong.items():
        print(f"{count} x {said}")
    print(
        f"{tries} signals in the first {last:g} s of a start, {early} of them before the program's "
        f"first lines, {wrong.total()} ended wrongly"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
