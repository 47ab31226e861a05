"""Changes one line of the program at a time and looks for a test that notices.

    scripts/mutants [HOW MANY] [SEED] [--workers N] [--at FILE[:LINE]] [--allow PERCENT]

200 by default, from plan, dialogue, store and sheets. Each change is made in a copy of the
checkout, and the tests that run its line look at it, the quickest first. One that no test notices
has survived: a rule that could be lost without a word. `tests/mutants-known.txt` names those that
change nothing, with the reason; more than the share that is allowed ends with 1, and so does an
entry there that fits no line any more.

What was learnt stays in .mutants, so a run that was ended goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from scripts.mutation import Mutant, compiles, find_mutants  # noqa: E402
from scripts.seeing import Copies, SeenLines, learn, run_pytest  # noqa: E402

HOME = CHECKOUT / ".mutants"
KNOWN = CHECKOUT / "tests" / "mutants-known.txt"
PARTS = ("plan", "dialogue", "store", "sheets")
MOST_SECONDS = 300.0
"""Tests of one mutant that together take longer are cut there, and the mutant says so."""
PATIENCE = 60.0, 8.0
"""A run hangs that takes this long, and so many times what its tests took unchanged."""


class Verdict(NamedTuple):
    """`fate`: killed, hangs, survived or unseen. `by`: the test that noticed, or what was left."""

    fate: str
    by: str = ""


# Which mutants


def read_known() -> dict[str, str]:
    """Return the reason of each mutant that is known to change nothing."""
    known = {}
    for line in KNOWN.read_text("utf-8").splitlines() if KNOWN.exists() else ():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.rpartition(" | ")
            known[name] = reason
    return known


def find_all() -> dict[str, list[Mutant]]:
    """Return the mutants of each module, by its place in the checkout."""
    paths = sorted(path for part in PARTS for path in (CHECKOUT / "goalcoach" / part).rglob("*.py"))
    names = [path.relative_to(CHECKOUT).as_posix() for path in paths]
    return {
        name: list(find_mutants(name, path.read_bytes()))
        for name, path in zip(names, paths, strict=True)
    }


def draw(every: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many mutants, each of another line while there are lines left."""
    chance = random.Random(seed)  # noqa: S311 - which lines, no secret
    lines: dict[tuple[str, int], list[Mutant]] = {}
    for one in every:
        lines.setdefault((one.path, one.line), []).append(one)
    for some in lines.values():
        chance.shuffle(some)
    drawn: list[Mutant] = []
    while lines and len(drawn) < count:
        keys = list(lines)
        chance.shuffle(keys)
        for key in keys:
            mutant = lines[key].pop()
            if not lines[key]:
                del lines[key]
            if len(drawn) < count and compiles(mutant):
                drawn.append(mutant)
    return drawn


def choose(words: argparse.Namespace, every: dict[str, list[Mutant]]) -> list[Mutant]:
    """Return the mutants that are asked for: all at a place, or some from everywhere."""
    if not words.at:
        return draw((one for some in every.values() for one in some), words.count, words.seed)
    path, _, line = words.at.partition(":")
    if path not in every:
        sys.exit(f"{path} is no module of {', '.join(PARTS)}.")
    return [one for one in every[path] if (not line or one.line == int(line)) and compiles(one)]


# Who notices


class Hunt:
    """Looks for a test that notices a mutant, in free copies of the checkout."""

    def __init__(self, copies: Copies, seen: Sequence[SeenLines]) -> None:
        self._copies = copies
        self._seen = seen

    def look(self, mutant: Mutant) -> Verdict:
        """Return what became of the mutant. The copy is as it was afterwards."""
        found = self._who_sees(mutant)
        if not found:
            return Verdict("unseen")
        with self._copies.take() as copy:
            path = copy / mutant.path
            whole = path.read_bytes()
            try:
                _write(path, mutant.source)
                return self._run(copy, found)
            finally:
                _write(path, whole)

    def _who_sees(self, mutant: Mutant) -> list[tuple[SeenLines, tuple[str, ...]]]:
        """Return the test files that run the line, with their quickest tests of it; of a line that
        is read when the module is, all that run the module."""
        found = []
        alone = any(mutant.line in one.lines.get(mutant.path, {}) and
                    one.lines[mutant.path][mutant.line] for one in self._seen)  # fmt: skip
        for one in self._seen:
            tests = one.lines.get(mutant.path, {}).get(mutant.line if alone else 0, ())
            good = tuple(test for test in tests if test not in one.failing)
            if good:
                found.append((one, good))
        part = mutant.path.split("/")[1]
        return sorted(found, key=lambda pair: (f"tests/{part}/" not in pair[0].file, cost(pair[0])))

    def _run(self, copy: Path, found: list[tuple[SeenLines, tuple[str, ...]]]) -> Verdict:
        """Run the quickest tests of each file, then all of the files, as long as they may take."""
        quick = [test for _, tests in found for test in tests]
        seconds = sum(one.seconds[test] for one, tests in found for test in tests)
        verdict = _pytest(copy, quick, (), seconds)
        taken, files, left = 0.0, [], 0
        for one, _ in found:
            if taken + cost(one) > MOST_SECONDS:
                left += 1
            else:
                taken += cost(one)
                files.append(one)
        if verdict is None and files:
            failing = [test for one in files for test in one.failing]
            verdict = _pytest(copy, [one.file for one in files], failing, taken)
        note = f"{left} of {len(found)} files were not asked, for time" if left else ""
        return verdict or Verdict("survived", note)


def cost(seen: SeenLines) -> float:
    return sum(seen.seconds.values())


def _pytest(
    copy: Path, tests: Sequence[str], without: Sequence[str], seconds: float
) -> Verdict | None:
    """Run some tests; None if all of them pass."""
    log = copy.with_suffix(".log")
    left = [f"--deselect={test}" for test in without]
    limit, times = PATIENCE
    code = run_pytest(copy, ["-x", "--tb=no", *left, *tests], limit + times * seconds, log)
    if code is None:
        return Verdict("hangs")
    if code == 0:
        return None
    said = log.read_text("utf-8", "replace").splitlines()
    marks = ("FAILED ", "ERROR ")
    first = next((line for line in said if line.startswith(marks)), f"pytest left with {code}")
    return Verdict("killed", first.partition(" ")[2].partition(" - ")[0] or first)


def _write(path: Path, source: bytes) -> None:
    """Write a module and forget its compiled form, which knows times only to the second."""
    path.write_bytes(source)
    Path(cache_from_source(str(path))).unlink(missing_ok=True)


# What came of it


class Results:
    """Verdicts on the disk, true for one state of the program and its tests."""

    def __init__(self) -> None:
        whole = sha256()
        for path in sorted([*CHECKOUT.glob("goalcoach/**/*"), *CHECKOUT.glob("tests/**/*")]):
            if path.is_file() and path.suffix != ".pyc" and path != KNOWN:
                whole.update(str(path.relative_to(CHECKOUT)).encode() + path.read_bytes())
        HOME.mkdir(exist_ok=True)
        self._path = HOME / f"results-{whole.hexdigest()[:16]}.jsonl"
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        self._known = {key: Verdict(*told) for key, told in map(json.loads, lines)}

    def find(self, mutant: Mutant) -> Verdict | None:
        return self._known.get(_key(mutant))

    def keep(self, mutant: Mutant, verdict: Verdict) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([_key(mutant), verdict]) + "\n")


def _key(mutant: Mutant) -> str:
    return f"{mutant.line} {mutant.name}"


def say(mutant: Mutant, verdict: Verdict, reason: str) -> None:
    place = f"{mutant.path}:{mutant.line}"
    if verdict.fate in ("killed", "hangs"):
        print(f"{verdict.fate:<9} {place}  {verdict.by}", flush=True)
        return
    fate = "known" if reason else verdict.fate.upper()
    print(f"{fate:<9} {place}  {reason or verdict.by}", flush=True)
    print(f"          - {mutant.before}\n          + {mutant.after}", flush=True)


def hunt(mutants: Sequence[Mutant], known: dict[str, str], workers: int) -> list[Mutant]:
    """Look for who notices each; return those that survived and are not known to."""
    copies, results, began = Copies(CHECKOUT, HOME, workers), Results(), time.monotonic()
    tell = sys.stderr.isatty()
    hunter = Hunt(
        copies,
        learn(CHECKOUT, HOME / "seen", copies, lambda line: tell and sys.stderr.write(line)),
    )
    print(f"{len(mutants)} mutants; {time.monotonic() - began:.0f} s to know which tests see what")

    def one(mutant: Mutant) -> Verdict:
        verdict = results.find(mutant)
        if verdict is None:
            verdict = hunter.look(mutant)
            results.keep(mutant, verdict)
        say(mutant, verdict, known.get(mutant.name, ""))
        return verdict

    with ThreadPoolExecutor(workers) as threads:
        verdicts = list(threads.map(one, mutants))
    return [
        mutant
        for mutant, verdict in zip(mutants, verdicts, strict=True)
        if verdict.fate in ("survived", "unseen") and mutant.name not in known
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/mutants")
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=17)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--at", default="", metavar="FILE[:LINE]", help="every mutant of a place")
    parser.add_argument("--allow", type=float, default=5.0, metavar="PERCENT")
    words = parser.parse_args()
    every, known = find_all(), read_known()
    names = {one.name for some in every.values() for one in some}
    stale = [name for name in known if name not in names]
    mutants = choose(words, every)
    survived = hunt(mutants, known, words.workers)
    share = 100 * len(survived) / max(1, len(mutants))
    print(
        f"{len(mutants)} mutants, {len(survived)} survived: {share:.1f} % ({words.allow} allowed)"
    )
    for name in stale:
        print(f"stale in {KNOWN.name}: {name}")
    return 1 if stale or share > words.allow else 0


if __name__ == "__main__":
    sys.exit(main())
