"""Looks for a test that notices a mutant, the likeliest and quickest ones first."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import NamedTuple

from scripts.mutation import Mutant
from scripts.seeing import Copies, SeenLines, run_pytest

NEAREST = 3
"""So many test files are asked before the others: most mutants live no longer."""
QUICK_SECONDS = 20.0
"""Single tests of all other files take no longer together."""
MOST_SECONDS = 180.0
"""Tests of one mutant that together take longer are cut there, and the mutant says so."""
PATIENCE = 60.0, 8.0
"""A run hangs that takes this long, and so many times what its tests took unchanged."""
_NO_TEST, _BAD_CALL = 5, 4
"""How pytest leaves when it found nothing to run, and when it did not know a test."""


class Verdict(NamedTuple):
    """`fate`: killed, hangs, survived or unseen. `by`: the test that noticed, or what was left."""

    fate: str
    by: str = ""

    @property
    def is_noticed(self) -> bool:
        return self.fate in ("killed", "hangs")


class Asked(NamedTuple):
    """A test file, and its quickest tests of a line; none where only the whole file will tell."""

    seen: SeenLines
    tests: tuple[str, ...]

    @property
    def cost(self) -> float:
        return sum(self.seen.seconds.values())


# Which tests


def find_statement(source: bytes, line: int) -> tuple[bool, int]:
    """Return True if the line runs only when a function is called, and where its statement begins.

    A table or a default of a module runs once, when the module is read, and no test runs it alone.
    """
    inside, start = False, line
    for node in ast.walk(ast.parse(source)):  # from the outside in
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0):
            start = node.lineno
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inside = inside or line >= node.body[0].lineno
    return inside, start


def choose_tests(
    seen: Sequence[SeenLines], texts: Mapping[str, str], mutant: Mutant, source: bytes
) -> list[Asked]:
    """Return who is asked, the nearest first: a test file that names the module, one of its part,
    the others; of these the quickest.

    Of a line in a function those that run it. Of any other line, or if no test runs it alone (what
    is made once for all tests), all whose tests load the module.
    """
    inside, start = find_statement(source, mutant.line)
    found: list[Asked] = []
    for line in (mutant.line, start) if inside else ():
        found = found or _who_run(seen, mutant.path, line)
    if not found:
        lines = (mutant.line, 0)
        found = [
            Asked(one, next(filter(None, (_good(one, mutant.path, line) for line in lines)), ()))
            for one in seen
            if one.seconds and mutant.path in one.lines
        ]
    module = mutant.path.removesuffix(".py").replace("/", ".")
    part = f"tests/{mutant.path.split('/')[1]}/"

    def distance(one: Asked) -> tuple[bool, bool, float]:
        text = texts.get(one.seen.file, "")
        return module not in text, not one.seen.file.startswith(part), one.cost

    return sorted(found, key=distance)


def _who_run(seen: Sequence[SeenLines], path: str, line: int) -> list[Asked]:
    found = [Asked(one, _good(one, path, line)) for one in seen]
    return [one for one in found if one.tests]


def _good(one: SeenLines, path: str, line: int) -> tuple[str, ...]:
    tests = one.lines.get(path, {}).get(line, ())
    return tuple(test for test in tests if test not in one.failing)


# What they say


class Hunt:
    """Looks for a test that notices a mutant, in free copies of the checkout."""

    def __init__(self, copies: Copies, seen: Sequence[SeenLines]) -> None:
        self._copies = copies
        self._seen = seen
        self._texts = {one.file: (copies.first / one.file).read_text("utf-8") for one in seen}
        self._seconds = {test: cost for one in seen for test, cost in one.seconds.items()}

    def look(self, mutant: Mutant, first: str = "") -> Verdict:
        """Return what became of the mutant; the test `first` is asked before all others. The copy
        is as it was afterwards.
        """
        with self._copies.take() as copy:
            path = copy / mutant.path
            whole = path.read_bytes()
            found = choose_tests(self._seen, self._texts, mutant, whole)
            if not found:
                return Verdict("unseen")
            try:
                _write(path, mutant.source)
                told = self._ask_tests(copy, [first]) if first in self._seconds else None
                return told or self._ask_all(copy, found)
            finally:
                _write(path, whole)

    def _ask_all(self, copy: Path, found: Sequence[Asked]) -> Verdict:
        """Ask the nearest files' quickest tests, the quickest of the others, then all of the files,
        as long as they may take.
        """
        near = [test for one in found[:NEAREST] for test in one.tests]
        far = [test for one in found[NEAREST:] for test in one.tests]
        for tests in (near, self._quick(far)):
            told = self._ask_tests(copy, tests)
            if told is not None:
                return told
        taken, files = 0.0, []
        for one in found:
            if taken + one.cost <= MOST_SECONDS:
                taken += one.cost
                files.append(one.seen)
        if files:
            failing = [f"--deselect={test}" for one in files for test in one.failing]
            told = _ask(copy, [one.file for one in files], failing, taken)
        left = len(found) - len(files)
        note = f"{left} of {len(found)} files were not asked, for time" if left else ""
        return told or Verdict("survived", note)

    def _quick(self, tests: Sequence[str]) -> list[str]:
        """Return the quickest tests, together as long as is worth it before whole files."""
        quick, taken = [], 0.0
        for test in sorted(tests, key=self._seconds.__getitem__):
            taken += self._seconds[test]
            if taken <= QUICK_SECONDS:
                quick.append(test)
        return quick

    def _ask_tests(self, copy: Path, tests: Sequence[str]) -> Verdict | None:
        seconds = sum(self._seconds[test] for test in tests)
        return _ask(copy, tests, (), seconds) if tests else None


def _ask(copy: Path, tests: Sequence[str], more: Sequence[str], seconds: float) -> Verdict | None:
    """Run some tests; return None if none of them fails.

    A test file that cannot be read any more has noticed. A test that is no longer there has not:
    the mutant took away what it was made for (a row of its table), so its other rows are asked.
    """
    log = copy.with_suffix(".log")
    limit, times = PATIENCE
    code = run_pytest(copy, ["-x", "--tb=no", *more, *tests], limit + times * seconds, log)
    if code is None:
        return Verdict("hangs")
    if code in (0, _NO_TEST):
        return None
    said = log.read_text("utf-8", "replace").splitlines()
    if code == _BAD_CALL:
        gone = {line.partition(f"not found: {copy}/")[2] for line in said} - {""}
        there = {_function(test) if _function(test) in gone else test for test in tests}
        there -= gone & set(tests)
        if there != set(tests):
            return _ask(copy, sorted(there), more, seconds) if there else None
    first = next((line for line in said if line.startswith(("FAILED ", "ERROR "))), "")
    return Verdict(
        "killed", first.partition(" ")[2].partition(" - ")[0] or f"pytest left with {code}"
    )


def _function(test: str) -> str:
    """Return a test's id without its row: all that pytest says of one that it does not find."""
    return test.partition("[")[0]


def _write(path: Path, source: bytes) -> None:
    """Write a module and forget its compiled form, which knows times only to the second."""
    path.write_bytes(source)
    Path(cache_from_source(str(path))).unlink(missing_ok=True)


# What is remembered


def state_of(checkout: Path, without: str) -> str:
    """Return a digest of the program and its tests, but for files of one name."""
    whole = sha256()
    for path in sorted([*checkout.glob("goalcoach/**/*"), *checkout.glob("tests/**/*")]):
        if path.is_file() and path.suffix != ".pyc" and path.name != without:
            whole.update(str(path.relative_to(checkout)).encode() + path.read_bytes())
    return whole.hexdigest()[:16]


class Results:
    """Verdicts on the disk, each with the state of the program and its tests that it is true of."""

    def __init__(self, path: Path, state: str) -> None:
        self._path = path
        self._state = state
        self._true: dict[tuple[int, str], Verdict] = {}
        self._killers: dict[str, str] = {}
        text = path.read_text("utf-8") if path.exists() else ""
        self._begin = "" if text.endswith("\n") or not text else "\n"
        for line in text.splitlines():
            try:
                told, number, name, fate, by = json.loads(line)
            except ValueError:
                continue  # the run was ended while it wrote
            self._killers[name] = by if fate == "killed" else ""
            if told == state:
                self._true[number, name] = Verdict(fate, by)

    def find(self, mutant: Mutant) -> Verdict | None:
        return self._true.get((mutant.line, mutant.name))

    def find_killer(self, mutant: Mutant) -> str:
        """Return the test that noticed it in another state, "" if none did."""
        return self._killers.get(mutant.name, "")

    def keep(self, mutant: Mutant, verdict: Verdict) -> None:
        line = json.dumps([self._state, mutant.line, mutant.name, *verdict])
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{self._begin}{line}\n")
        self._begin = ""
