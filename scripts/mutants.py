"""Changes one line of the program at a time and looks for a test that notices.

    scripts/mutants [HOW MANY] [SEED] [--workers N] [--at FILE[:LINE]] [--allow PERCENT]

200 by default, from plan, dialogue, store and sheets. Each change is made in a copy of the
checkout, and the tests that run its line look at it, the quickest first. One that no test notices
has survived: a rule that could be lost without a word. `tests/mutants-known.txt` names those that
change nothing, with the reason; more than the share that is allowed ends with 1, and so does an
entry there that fits no line any more.

What was learnt stays in .mutants, each verdict as it comes, so a run that was ended goes on where
it was. After a change of the program or its tests each mutant is looked at again, and the test
that noticed it before is asked first.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from scripts.hunt import Hunt, Results, Verdict, state_of  # noqa: E402
from scripts.mutation import Mutant, compiles, find_mutants  # noqa: E402
from scripts.seeing import Copies, learn  # noqa: E402

HOME = CHECKOUT / ".mutants"
KNOWN = CHECKOUT / "tests" / "mutants-known.txt"
PARTS = ("plan", "dialogue", "store", "sheets")

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


# What came of it


def say(mutant: Mutant, verdict: Verdict, reason: str) -> None:
    place = f"{mutant.path}:{mutant.line}"
    if verdict.is_noticed:
        print(f"{verdict.fate:<9} {place}  {verdict.by}", flush=True)
        return
    fate = "known" if reason else verdict.fate.upper()
    print(f"{fate:<9} {place}  {reason or verdict.by}", flush=True)
    print(f"          - {mutant.before}\n          + {mutant.after}", flush=True)


def look_for_all(mutants: Sequence[Mutant], known: dict[str, str], workers: int) -> list[Verdict]:
    """Look for who notices each; return what became of them, in their order."""
    began = time.monotonic()
    copies, tell = Copies(CHECKOUT, HOME, workers), sys.stderr.isatty()
    results = Results(HOME / "results.jsonl", state_of(copies.first, without=KNOWN.name))
    seen = learn(HOME / "seen", copies, lambda line: tell and sys.stderr.write(line))
    for one in seen:
        if not one.seconds:
            print(f"{one.file} is not asked: none of its tests ran, see .mutants/seen")
    hunter = Hunt(copies, seen)
    print(f"{len(mutants)} mutants; {time.monotonic() - began:.0f} s to know which tests see what")

    def one_of(mutant: Mutant) -> Verdict:
        verdict = results.find(mutant)
        if verdict is None:
            verdict = hunter.look(mutant, first=results.find_killer(mutant))
            results.keep(mutant, verdict)
        say(mutant, verdict, known.get(mutant.name, ""))
        return verdict

    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(one_of, mutants))


def count(mutants: Sequence[Mutant], verdicts: Sequence[Verdict], known: dict[str, str]) -> float:
    """Print how many came to what; return the share, in percent, that survived unexplained."""
    hung = sum(verdict.fate == "hangs" for verdict in verdicts)
    survived = [
        mutant for mutant, verdict in zip(mutants, verdicts, strict=True) if not verdict.is_noticed
    ]
    explained = sum(mutant.name in known for mutant in survived)
    share = 100 * (len(survived) - explained) / max(1, len(mutants))
    print(
        f"{len(mutants)} run, {len(mutants) - len(survived)} killed ({hung} by a hang), "
        f"{len(survived)} survived, {explained} of these explained: {share:.1f} % left"
    )
    return share


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
    share = count(mutants, look_for_all(mutants, known, words.workers), known)
    for name in stale:
        print(f"stale in {KNOWN.name}: {name}")
    return 1 if stale or share > words.allow else 0


if __name__ == "__main__":
    sys.exit(main())
