"""Kills a visit at random moments in a real terminal and counts what was lost; nothing may be.

    scripts/kills [HOW MANY] [SEED]

200 by default. The tests do ten of these; this is the long run.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from goalcoach.store.store import Store
from tests.test_terminal import kill_in_the_middle
from tests.walker import Walker, journal

FRESH = 40
"""Kills of one visit; then another begins, so that each part of it has its turn."""


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
