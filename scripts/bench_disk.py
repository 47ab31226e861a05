"""F8 and F9: what checking a store and ticking an answer cost beside what the disk asks anyway.

    bench_disk.py [ROUNDS]

F8 is held against reading and hashing the same bytes, F9 against one append and fsync.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from goalcoach.dialogue.engine.command import Answer
from goalcoach.store.store import Store
from goalcoach.store.verify import verify_patients
from goalcoach.visit.visit import Visit
from scripts.bench_app import DAY, QUESTION, begin_visit
from scripts.bench_list import make

PATIENTS, VERSIONS = 20, 5
LEAST_SPEED = 0.5
"""F8: of the speed of hashing."""
MOST_TIMES = 1.5
"""F9: of the seconds of an append."""
ANSWERS = 12
LINE = b"0" * 200 + b"\n"


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def hash_all(store: Store) -> None:
    for path in store.root.rglob("*.toml"):
        hashlib.sha256(path.read_bytes()).hexdigest()


def check_speed(folder: Path, rounds: int) -> bool:
    """Print F8; return whether it is kept."""
    store = make(folder, PATIENTS, VERSIONS)
    ours, floor = [], []
    for _ in range(rounds):
        floor.append(seconds(lambda: hash_all(store)))
        ours.append(seconds(lambda: verify_patients(store, store.codes(), date(2027, 1, 1))))
    best, middle = min(floor) / min(ours), median(floor) / median(ours)
    kept = max(best, middle) >= LEAST_SPEED
    print(
        f"F8  verify, {PATIENTS * VERSIONS} plans{min(ours) * 1000:12.1f} ms"
        f"{min(floor) * 1000:8.1f} ms{best:8.3f}{middle:8.3f}   of the speed of hashing, "
        f"budget {LEAST_SPEED}  {'kept' if kept else 'NOT KEPT'}"
    )
    return kept


def tick_speed(folder: Path, rounds: int) -> bool:
    """Print F9; return whether it is kept."""
    begin_visit(folder)
    visit = Visit.begin(
        Store(folder),
        "rowan-17",
        today=DAY,
        clock=lambda: datetime(2026, 10, 23, 10, 50, tzinfo=UTC),
    )
    log = os.open(folder / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def append() -> None:
        os.write(log, LINE)
        os.fsync(log)

    ours, floor = [], []
    for number in range(rounds * ANSWERS):
        floor.append(seconds(append))
        said = Answer(f"For the soup, {number} times.", QUESTION)
        ours.append(seconds(lambda said=said: visit.give(said)))  # type: ignore[misc]
    os.close(log)
    visit.leave()
    # No ratio of the best: a disk that has just written anyway answers the next call at once.
    times = median(ours) / median(floor)
    kept = times <= MOST_TIMES
    print(
        f"F9  answer to tick     {median(ours) * 1000:12.2f} ms{median(floor) * 1000:8.2f} ms"
        f"{times:8.2f}           times an append and fsync, budget {MOST_TIMES}"
        f"  {'kept' if kept else 'NOT KEPT'}"
    )
    return kept


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    kept = []
    for measure in (check_speed, tick_speed):
        with tempfile.TemporaryDirectory() as folder:
            kept.append(measure(Path(folder), rounds))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
