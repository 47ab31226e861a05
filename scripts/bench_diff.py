"""How fast and how exact the difference of two plans is, beside other tools, in one run.

Plans of about 12 kB are made from a seed, then edited with known edits. Speed is in pairs a second
in this process (F5); accuracy is against the edits, with row ids kept and with every id stripped,
as in a file changed by hand. Other tools are measured where they are there: git, and deepdiff if
this Python has it. `--write DIR` writes one pair for the measure of the whole command (F2).
"""

from __future__ import annotations

import difflib
import importlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from goalcoach.plan.diff.change import Added, Removed, RowEnded
from goalcoach.plan.diff.diff import diff
from goalcoach.plan.diff.lost_row_ids import give_ids
from goalcoach.plan.file.codec import from_tree, to_tree, write
from goalcoach.plan.model.plan import Plan

SEED = 20261120
SCRIPTS = 1000
PAIRS = 60
LEAST_PAIRS = 2000

WHO = ("I", "my sister", "the children", "a friend", "my neighbour", "the choir", "Ilse", "we both")
DO = (
    *("cook", "walk to", "sing in", "sit in", "write about", "carry", "repair", "paint", "clean"),
    *("visit", "plan", "read aloud", "knit", "water", "listen to", "call", "bake", "sort", "cut"),
    *("photograph", "practise", "fold", "plant", "phone about", "rest after"),
)
WHAT = (
    *("the garden", "two letters", "a short song", "the soup", "the bus stop", "old pictures"),
    *("the kitchen shelf", "a birthday card", "the lake path", "some bread", "the market"),
    *("a small table", "wool socks", "the map", "the library", "a puzzle", "the balcony herbs"),
    *("three plates", "the bicycle", "a radio play", "the front steps", "evening prayers"),
    *("the fence", "a jam jar", "the staircase", "tomato seeds", "the sewing box", "the drum"),
)
WHEN = (
    *("on Sunday morning", "after lunch", "before the news", "twice a week", "on a quiet day"),
    *("at four o'clock", "when it is cool", "for ten minutes", "once a fortnight"),
    *("on the way home", "with the window open", "while the water boils", "in small pieces"),
    *("every other Friday", "after the post has come"),
)


def phrase(rng: random.Random) -> str:
    return " ".join(rng.choice(words) for words in (WHO, DO, WHAT, WHEN))


def make_plan(rng: random.Random) -> dict[str, Any]:
    """Return the tree of a plan of about 12 kB: 5 goals with 6 steps each."""
    ids = iter(range(1, 10_000))
    goals: list[dict[str, Any]] = []
    for number in range(5):
        steps = [
            {
                "id": f"r{next(ids)}",
                "text": phrase(rng),
                "amount": 5 + at,
                "bad_day": phrase(rng),
                "status": "now" if at == 1 else "later",
            }
            for at in range(6)
        ]
        goals.append(
            {
                "id": f"g{next(ids)}",
                "statement": f"{phrase(rng)} and {phrase(rng)}",
                "why": phrase(rng),
                "values": ["v1"],
                "lifecycle": "active",
                "due": date(2027, 1, 1) + timedelta(days=number),
                "rating": {"progress": {"patient": rng.randint(0, 10)}},
                "measures": [{"id": f"m{next(ids)}", "name": phrase(rng), "now": 1}],
                "barriers": [
                    {"id": f"b{next(ids)}", "text": phrase(rng), "status": "new"} for _ in range(3)
                ],
                "triggers": [{"id": f"t{next(ids)}", "text": phrase(rng)} for _ in range(2)],
                "ladder": {"mode": "time_based", "unit": "minutes", "rungs": steps},
                "contingencies": [
                    {"id": f"c{next(ids)}", "if": phrase(rng), "then": phrase(rng)}
                    for _ in range(3)
                ],
            }
        )
    return {
        "schema": 2,
        "patient": "rowan-17",
        "version": 1,
        "created": datetime(2026, 10, 23, 9, 30, tzinfo=UTC),
        "visit": {"kind": "first", "date": date(2026, 10, 23), "status": "done"},
        "safety": {"decision": "go", "pem": "no"},
        "values": [
            {"id": f"v{at}", "words": phrase(rng), "importance": 5, "lived": 4}
            for at in range(1, 5)
        ],
        "priorities": {"order": ["v1", "v2", "v3", "v4"]},
        "goals": goals,
        "flare_plan": {"signs": [phrase(rng) for _ in range(3)]},
        "supports": [{"id": f"p{next(ids)}", "who": phrase(rng)} for _ in range(2)],
    }


LISTS = {
    "barriers": ("goals.barriers", "text"),
    "triggers": ("goals.triggers", "text"),
    "contingencies": ("goals.contingencies", "if"),
}


@dataclass
class Edited:
    """A tree that was edited, and what a difference has to find: (kind, path, innermost row)."""

    tree: dict[str, Any]
    rng: random.Random
    truth: set[tuple[str, str, str]] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    next_id: int = 20_000

    def note(self, kind: str, path: str, row: str) -> None:
        self.truth.add((kind, path, row))

    def rows(self, name: str) -> tuple[list[dict[str, Any]], str, str]:
        goal = self.rng.choice(self.tree["goals"])
        if name == "rungs":
            return goal["ladder"]["rungs"], "goals.ladder.rungs", "text"
        return goal[name], *LISTS[name]


def pick(edited: Edited) -> tuple[list[dict[str, Any]], str, str]:
    return edited.rows(edited.rng.choice([*LISTS, "rungs"]))


def free_row(edited: Edited, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return a row that no other edit has touched, so that the truth stays simple."""
    left = [row for row in rows if id(row) not in edited.touched and row["id"] not in edited.new]
    if not left:
        return None
    row = edited.rng.choice(left)
    edited.touched.add(id(row))
    return row


def reword(edited: Edited) -> None:
    rows, path, key = pick(edited)
    row = free_row(edited, rows)
    if row is not None:
        words = row[key].split()
        words[edited.rng.randrange(len(words))] = "slowly"
        row[key] = " ".join([*words, "again"])
        edited.note("changed", f"{path}.{key}", row["id"])


def restate(edited: Edited) -> None:
    rows, path, _ = edited.rows("rungs" if edited.rng.random() < 0.5 else "barriers")
    row = free_row(edited, rows)
    if row is not None:
        row["status"] = "left" if path.endswith("rungs") else "solved"
        edited.note("status", f"{path}.status", row["id"])


def rate(edited: Edited) -> None:
    goal = edited.rng.choice(edited.tree["goals"])
    progress = goal["rating"]["progress"]
    if id(progress) not in edited.touched:
        edited.touched.add(id(progress))
        progress["patient"] = (progress["patient"] + 3) % 11
        edited.note("score", "goals.rating.progress.patient", goal["id"])


def add(edited: Edited) -> None:
    rows, path, key = pick(edited)
    edited.next_id += 1
    row = {"id": f"{rows[0]['id'][0] if rows else 'b'}{edited.next_id}", key: phrase(edited.rng)}
    if rows:
        rows.insert(edited.rng.randint(0, len(rows)), row)
        edited.new.add(row["id"])
        edited.note("added", path, row["id"])


def end(edited: Edited) -> None:
    rows, path, _ = pick(edited)
    row = free_row(edited, rows)
    if row is not None:
        row["ended"] = {"on": date(2026, 11, 20), "why": phrase(edited.rng)}
        edited.note("ended", f"{path}.ended", row["id"])


def remove(edited: Edited) -> None:
    rows, path, _ = pick(edited)
    row = free_row(edited, rows) if len(rows) > 1 else None
    if row is not None and not any(one[0] == "moved" and one[1] == path for one in edited.truth):
        rows.remove(row)
        edited.note("removed", path, row["id"])


def move(edited: Edited) -> None:
    """Take the first step to the end: the one smallest move, whatever else happened there."""
    goal = edited.rng.choice(edited.tree["goals"])
    rows = goal["ladder"]["rungs"]
    own = {row["id"] for row in rows}
    busy = any(one[0] in ("removed", "moved") and one[2] in own for one in edited.truth)
    if len(rows) > 3 and not busy and not own & edited.new:
        row = rows.pop(0)
        rows.append(row)
        edited.touched |= {id(one) for one in rows}
        edited.note("moved", "goals.ladder.rungs", row["id"])


def rank(edited: Edited) -> None:
    order = edited.tree["priorities"]["order"]
    if order == ["v1", "v2", "v3", "v4"]:
        order.append(order.pop(0))
        edited.note("re-ranked", "priorities.order", "")


EDITS: tuple[Callable[[Edited], None], ...] = (reword, restate, rate, add, end, remove, move, rank)


def edit(tree: dict[str, Any], rng: random.Random, count: int) -> Edited:
    edited = Edited(deepcopy(tree), rng)
    for _ in range(count):
        rng.choice(EDITS)(edited)
    edited.tree |= {"version": 2, "created": datetime(2026, 11, 20, 10, 41, tzinfo=UTC)}
    edited.tree["parent"] = {"version": 1, "digest": "sha256:" + "0" * 64}
    edited.tree["visit"] = {"kind": "review", "date": date(2026, 11, 20), "status": "done"}
    return edited


def found_in(before: Plan, after: Plan) -> set[tuple[str, str, str]]:
    """Return what `diff` says, in the form of the truth."""
    found = set()
    for one in diff(before, after).changes:
        rows = one.was if isinstance(one, Removed) else one.rows
        if isinstance(one, Added | RowEnded) or rows or one.path == "priorities.order":
            found.add((one.kind, one.path, rows[-1] if rows else ""))
    return found


def named_rows(node: Any, names: list[str | None]) -> None:
    """Collect the ids of a tree in the order of the file, None for a row without one."""
    if isinstance(node, list):
        for one in node:
            if isinstance(one, dict) and ("id" in one or "_row" in one):
                names.append(one.get("id"))
            named_rows(one, names)
    elif isinstance(node, dict):
        for value in node.values():
            named_rows(value, names)


def strip(node: Any) -> Any:
    """Return a tree without row ids; `_row` marks where one stood."""
    if isinstance(node, list):
        return [strip(one) for one in node]
    if isinstance(node, dict):
        marked = {"_row": 1} if "id" in node else {}
        return marked | {key: strip(value) for key, value in node.items() if key != "id"}
    return node


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def line(self, name: str) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        kept = "kept" if min(precision, recall) >= 0.99 else "NOT KEPT"
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"{name:<34}{precision:9.4f}{recall:9.4f}   {kept:<10}{counts}"


def accuracy() -> bool:
    """Print precision and recall over many edit scripts; return whether they are high enough."""
    rng = random.Random(SEED)  # noqa: S311 - test data, the same each time
    kept, stripped, low = Score(), Score(), 0
    for _ in range(SCRIPTS):
        tree = make_plan(rng)
        edited = edit(tree, rng, rng.randint(1, 20))
        before, after = from_tree(tree), from_tree(edited.tree)
        found = found_in(before, after)
        kept.right += len(found & edited.truth)
        kept.wrong += len(found - edited.truth)
        kept.missed += len(edited.truth - found)
        low += strip_and_match(before, after, edited, stripped)
    print(f"\naccuracy over {SCRIPTS} edit scripts of 1 to 20 known edits (at least 0.99 each)")
    print(f"{'':<34}{'precision':>9}{'recall':>9}")
    print(kept.line("changes, ids kept"))
    print(stripped.line("rows found again, ids stripped"))
    print(f"matches below 0.4: {low}")
    return not low and all(one.right >= 99 * (one.wrong + one.missed) for one in (kept, stripped))


def strip_and_match(before: Plan, after: Plan, edited: Edited, score: Score) -> int:
    true: list[str | None] = []
    named_rows(to_tree(after), true)
    tree = strip(to_tree(after))
    alike, _ = give_ids(tree, before)
    given: list[str | None] = []
    named_rows(tree, given)
    guessed = {row for row, _ in alike}
    for name, guess in zip(true, given, strict=True):
        is_old = name not in edited.new
        if guess in guessed and guess == name and is_old:
            score.right += 1
        else:
            score.wrong += guess in guessed
            score.missed += is_old
    return sum(value < 0.4 for _, value in alike)


def rate_of(work: Callable[[int], object], seconds: float = 1.5) -> float:
    """Return how many times a second `work` runs, the best of three stretches."""
    best = 0.0
    for _ in range(3):
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds / 3:
            work(count % PAIRS)
            count += 1
        best = max(best, count / (time.perf_counter() - began))
    return best


def speed() -> bool:
    """Print pairs a second, ours first; return whether ours are enough."""
    rng = random.Random(SEED)  # noqa: S311 - test data, the same each time
    trees = [make_plan(rng) for _ in range(PAIRS)]
    edited = [edit(tree, rng, 12).tree for tree in trees]
    plans = [(from_tree(a), from_tree(b)) for a, b in zip(trees, edited, strict=True)]
    files = [(write(a).decode(), write(b).decode()) for a, b in plans]
    size = sum(len(a) for a, _ in files) // PAIRS
    print(f"\nF5  pairs a second in this process, plans of {size / 1000:.1f} kB with 12 edits")
    ours = rate_of(lambda at: diff(*plans[at]))
    print(f"{'goalcoach, words included':<34}{ours:9.0f}   1.00")
    for name, work in others(trees, edited, files):
        other = rate_of(work)
        print(f"{name:<34}{other:9.0f}   {other / ours:.2f}")
    print(f"at least {LEAST_PAIRS}: {'kept' if ours >= LEAST_PAIRS else 'NOT KEPT'}")
    return ours >= LEAST_PAIRS


def others(
    trees: list[dict[str, Any]], edited: list[dict[str, Any]], files: list[tuple[str, str]]
) -> list[tuple[str, Callable[[int], object]]]:
    found: list[tuple[str, Callable[[int], object]]] = [
        (
            "difflib, lines of the file",
            lambda at: by_lines(*files[at]),
        )
    ]
    try:
        deep = importlib.import_module("deepdiff").DeepDiff
        found.append(("deepdiff, by position", lambda at: deep(trees[at], edited[at])))
    except ImportError:
        print("deepdiff is not in this Python; left out")
    git = shutil.which("git")
    if git is not None:
        folder = Path(tempfile.mkdtemp())
        for at, pair in enumerate(files):
            for side, text in zip("ab", pair, strict=True):
                (folder / f"{at}{side}.toml").write_text(text)
        words = [git, "diff", "--no-index", "--word-diff"]
        found.append(
            (
                "git word diff, a process a pair",
                lambda at: subprocess.run(
                    [*words, f"{at}a.toml", f"{at}b.toml"],
                    cwd=folder, stdout=subprocess.DEVNULL, check=False,
                ),
            )
        )  # fmt: skip
    return found


def by_lines(old: str, new: str) -> list[str]:
    return list(difflib.unified_diff(old.splitlines(), new.splitlines()))


def write_pair(folder: Path) -> None:
    rng = random.Random(SEED)  # noqa: S311 - test data, the same each time
    tree = make_plan(rng)
    for name, one in (("old.toml", tree), ("new.toml", edit(tree, rng, 12).tree)):
        (folder / name).write_bytes(write(from_tree(one)))


def main() -> int:
    if sys.argv[1:2] == ["--write"]:
        write_pair(Path(sys.argv[2]))
        return 0
    kept = speed()
    return 0 if accuracy() and kept else 1


if __name__ == "__main__":
    sys.exit(main())
