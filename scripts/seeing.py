"""Knows which tests run which lines: a coverage run of each test file, kept until it is stale.

A file at a time and in a process of its own, because what one test file has made once (a compiled
script, a practice store) would hide those lines from all that come after it in the same process.
What was learnt of a test file holds until it, what it stands on or the program changes.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import venv
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import coverage
import tomli

MOST_SHOWN = 5
"""So many tests are kept for each line of a module, the quickest ones."""
_LEFT = (
    *(".git", ".venv*", ".mutants", ".hypothesis", ".coverage*", ".*_cache", "__pycache__"),
    *("build", "dist"),
)
_CONFIG = "[run]\nsource = goalcoach\n"
_LONGEST = 1800.0


class SeenLines(NamedTuple):
    """What one test file runs: seconds a test, those that fail unchanged, and for each module its
    lines with the quickest tests of each. Line 0 stands for all lines that no test ran alone.
    """

    file: str
    seconds: dict[str, float]
    failing: tuple[str, ...]
    lines: dict[str, dict[int, tuple[str, ...]]]


def copy_checkout(checkout: Path, to: Path) -> None:
    """Make a copy with an environment of its own, in which `goalcoach` is the copy's."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(checkout, to, ignore=shutil.ignore_patterns(*_LEFT))
    venv.create(to / ".venv", with_pip=False, symlinks=True)
    (packages,) = (to / ".venv" / "lib").glob("python*/site-packages")
    others = [path for path in sys.path if path.endswith("-packages")]
    (packages / "copy.pth").write_text("\n".join([str(to), *others]) + "\n", "utf-8")


class Copies:
    """A few copies of the checkout, each for one run of tests at a time. The `first` one also tells
    what is tested, since the checkout may change while the run goes on.
    """

    def __init__(self, checkout: Path, home: Path, count: int) -> None:
        self.count = count
        self.first = home / "copy-0"
        self._free: SimpleQueue[Path] = SimpleQueue()
        for number in range(count):
            copy_checkout(checkout, home / f"copy-{number}")
            self._free.put(home / f"copy-{number}")

    @contextmanager
    def take(self) -> Iterator[Path]:
        copy = self._free.get()
        try:
            yield copy
        finally:
            self._free.put(copy)


def run_pytest(copy: Path, words: Sequence[str], seconds: float, log: Path) -> int | None:
    """Run tests in a copy with their output in `log`; return the exit code, None for a hang."""
    line = [str(copy / ".venv" / "bin" / "python"), "-m", "pytest", "-q", "-n", "0"]
    line += ["-p", "no:cacheprovider", "--hypothesis-profile=mutants", *words]
    environ = {**os.environ, "COVERAGE_FILE": str(log.with_suffix(".coverage"))}
    with log.open("wb") as out:
        child = subprocess.Popen(
            line, cwd=copy, env=environ, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end_all(child)


def _end_all(child: subprocess.Popen[bytes]) -> None:
    """End a run and whatever it started; what it left behind would go on beside the next."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


# What each test file sees


def learn(home: Path, copies: Copies, say: Callable[[str], object]) -> list[SeenLines]:
    """Return what each test file sees, from `home` where it is still true. A file of which no test
    runs, because it does not collect or takes too long, sees nothing and has no `seconds`.
    """
    home.mkdir(parents=True, exist_ok=True)
    base = _digest_base(copies.first)
    files = sorted((copies.first / "tests").rglob("test_*.py"))
    lock, done = threading.Lock(), [0]

    def look(path: Path) -> SeenLines:
        name = path.relative_to(copies.first).as_posix()
        kept = home / f"{name.replace('/', '+')}.json"
        digest = sha256(base + path.read_bytes()).hexdigest()
        found = _load(kept, digest)
        if found is None:
            found = _measure(name, copies, kept.with_suffix(".log"))
            if found.seconds:
                kept.write_text(json.dumps({"digest": digest, "seen": found}), "utf-8")
        with lock:
            done[0] += 1
            say(f"\r{done[0]} of {len(files)} test files read")
        return found

    with ThreadPoolExecutor(copies.count) as threads:
        return list(threads.map(look, files))


def _digest_base(checkout: Path) -> bytes:
    """Return a digest of the program and of all that more than one test file stands on."""
    project = tomli.loads((checkout / "pyproject.toml").read_text("utf-8"))
    parts = [project.get("project"), project["tool"].get("pytest")]
    whole = sha256(json.dumps(parts).encode())
    for path in sorted([*checkout.glob("goalcoach/**/*"), *checkout.glob("tests/**/*.py")]):
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("test_"):
            whole.update(str(path.relative_to(checkout)).encode() + path.read_bytes())
    return whole.digest()


def _load(kept: Path, digest: str) -> SeenLines | None:
    try:
        tree = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if tree["digest"] != digest:
        return None
    file, seconds, failing, modules = tree["seen"]
    lines = {
        module: {int(line): tuple(tests) for line, tests in found.items()}
        for module, found in modules.items()
    }
    return SeenLines(file, seconds, tuple(failing), lines)


def _measure(name: str, copies: Copies, log: Path) -> SeenLines:
    config = log.with_suffix(".ini")
    config.write_text(_CONFIG, "utf-8")
    words = ["--cov", f"--cov-config={config}", "--cov-context=test", "--cov-report="]
    words += ["-p", "scripts.durations", name]
    with copies.take() as copy:
        told = copy / "durations.json"
        told.unlink(missing_ok=True)
        run_pytest(copy, words, _LONGEST, log)
        seconds, failing = json.loads(told.read_text("utf-8")) if told.exists() else ({}, ())
        lines = _read_coverage(copy, log.with_suffix(".coverage"), seconds) if seconds else {}
    return SeenLines(name, seconds, tuple(failing), lines)


def _read_coverage(
    copy: Path, file: Path, seconds: dict[str, float]
) -> dict[str, dict[int, tuple[str, ...]]]:
    data = coverage.CoverageData(str(file))
    data.read()
    lines: dict[str, dict[int, tuple[str, ...]]] = {}
    for module in data.measured_files():
        tests: dict[int, set[str]] = defaultdict(set)
        for line, contexts in data.contexts_by_lineno(module).items():
            ran = {context.rpartition("|")[0] for context in contexts} - {""}
            tests[line] |= ran
            tests[0] |= ran
        if tests:
            place = Path(module).relative_to(copy).as_posix()
            lines[place] = {line: _quickest(ran, seconds) for line, ran in tests.items()}
    file.unlink()
    return lines


def _quickest(tests: set[str], seconds: dict[str, float]) -> tuple[str, ...]:
    known = sorted((seconds[test], test) for test in tests if test in seconds)
    return tuple(test for _, test in known[:MOST_SHOWN])
