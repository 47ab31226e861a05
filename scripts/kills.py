"""Kills a visit at random moments in a real terminal and counts what was lost; nothing may be.

    scripts/kills [HOW MANY] [SEED]

200 by default. The tests kill one visit half-way and take it up; this is the long run.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from goalcoach.store.store import Store
from tests.terminal import Gone
from tests.walker import Walker, journal, walk_to

WHOLE = 400
"""More steps than a visit has."""

FRESH = 40
"""Kills of one visit; then another begins, so that each part of it has its turn."""


def kill_in_the_middle(walker: Walker, seconds: float, *, shown: bool = True) -> None:
    """Walk on, kill -9 after so many seconds, and see that each ticked answer is on the disk.

    The time counts from the first page, or with `shown` False from the start of the program.
    """
    walker.acknowledged = 0
    with walker.start() as terminal:
        if shown:
            walker.expect()
        terminal.deadline = time.monotonic() + seconds
        with suppress(Gone):
            walk_to(walker, WHOLE)
        terminal.kill(signal.SIGKILL)
        terminal.process.wait()
    ticked = journal(walker.twin_store)[: walker.acknowledged]
    assert journal(walker.store)[: len(ticked)] == ticked


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 17
    chance, answers, ticked = random.Random(seed), 0, 0  # noqa: S311 - when to kill, no secret
    for begun in range(0, kills, FRESH):
        with tempfile.TemporaryDirectory() as folder:
            walker = Walker(Store(Path(folder) / "plans"), Store(Path(folder) / "twin"))
            walker.store.create()
            for turn in range(min(FRESH, kills - begun)):
                kill_in_the_middle(walker, chance.random() * 2, shown=turn % 5 != 0)
                ticked += walker.acknowledged
            answers += len(journal(walker.store))
            print(f"{begun + turn + 1} kills, none lost", flush=True)
    print(f"{kills} kills (seed {seed}), {answers} events, {ticked} looked for, none lost")


if __name__ == "__main__":
    main()
