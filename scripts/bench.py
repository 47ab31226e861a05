"""Prints one line a measure: what we cost against what Python and the libraries cost anyway.

Times differ from machine to machine and from minute to minute; so each measure and its floor are
run in turns, and only their ratio is held against the budget. Add a `Measure` to grow the table.
"""

from __future__ import annotations

import compileall
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PYTHON = [sys.executable, "-P"]
GOALCOACH = [*PYTHON, "-m", "goalcoach"]
DIFFS = [*PYTHON, str(Path(__file__).with_name("bench_diff.py"))]
LIST = [*PYTHON, str(Path(__file__).with_name("bench_list.py"))]
APP = [*PYTHON, str(Path(__file__).with_name("bench_app.py"))]
LINT = [*PYTHON, str(Path(__file__).with_name("bench_lint.py"))]
DISK = [*PYTHON, str(Path(__file__).with_name("bench_disk.py"))]
PACKAGE = Path(__file__).parent.parent / "goalcoach"
BARE = [*PYTHON, "-c", "pass"]
TYPER = [*PYTHON, "-c", "import typer"]


@dataclass(frozen=True)
class Measure:
    """`ours` may cost at most `budget` times `floor`; a budget of 0 is for orientation only."""

    name: str
    ours: list[str]
    floor: list[str]
    floor_name: str
    budget: float


def measures(store: str, pair: tuple[str, str]) -> tuple[Measure, ...]:
    at = ["--store", store]
    return (
        Measure("F1  goalcoach --help", [*GOALCOACH, "--help"], TYPER, "import typer", 1.3),
        Measure("    goalcoach list", [*GOALCOACH, "list", *at], TYPER, "import typer", 0),
        Measure(
            "    goalcoach show", [*GOALCOACH, "show", "fern-4", *at], TYPER, "import typer", 0
        ),
        Measure("F2  goalcoach diff", [*GOALCOACH, "diff", *pair], TYPER, "import typer", 1.6),
        Measure("    import typer", TYPER, BARE, "bare Python", 0),
    )


def run(command: list[str]) -> float:
    """Return the seconds one run takes; one that does not end well is no measure."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def compare(measure: Measure, rounds: int) -> tuple[list[float], list[float]]:
    ours, floor = [], []
    run(measure.ours), run(measure.floor)
    for _ in range(rounds):
        floor.append(run(measure.floor))
        ours.append(run(measure.ours))
    return ours, floor


def line(measure: Measure, rounds: int) -> tuple[str, bool]:
    """Return the table's line, and whether best and median of all runs keep the budget."""
    ours, floor = compare(measure, rounds)
    best, middle = min(ours) / min(floor), median(ours) / median(floor)
    kept = not measure.budget or max(best, middle) <= measure.budget
    budget = f"{measure.budget:.2f}  {'kept' if kept else 'NOT KEPT'}" if measure.budget else "-"
    costs = f"{min(ours) * 1000:7.0f} ms{min(floor) * 1000:7.0f} ms"
    ratios = f"{best:7.2f}{middle:8.2f}"
    return f"{measure.name:<24}{measure.floor_name:<14}{costs}{ratios}   {budget}", kept


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    compileall.compile_dir(PACKAGE, quiet=1)  # as a set-up does, or a start compiles all it loads
    head = (
        f"{'measure':<24}{'floor':<14}{'best':>10}{'floor':>10}{'ratio':>7}{'median':>8}   budget"
    )
    print(f"{rounds} rounds each, in turns\n{head}", flush=True)
    all_kept = True
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        subprocess.run([*GOALCOACH, "demo", store], capture_output=True, check=True)
        subprocess.run([*DIFFS, "--write", folder], check=True)
        pair = (str(Path(folder) / "old.toml"), str(Path(folder) / "new.toml"))
        for measure in measures(store, pair):
            text, kept = line(measure, rounds)
            print(text, flush=True)
            all_kept = all_kept and kept
    # F5 and what the differences find: in one process of its own.
    exact = subprocess.run(DIFFS, check=False).returncode == 0
    rest = [subprocess.run(one, check=False).returncode == 0 for one in (LIST, LINT, APP, DISK)]
    return 0 if all_kept and exact and all(rest) else 1


if __name__ == "__main__":
    sys.exit(main())
