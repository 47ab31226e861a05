"""The worst broken files at each door, in a process that is ended where it takes too much."""

from __future__ import annotations

import ctypes
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goalcoach.store.store import Store
from tests.amount import pair
from tests.hostile import broken
from tests.hostile.store import CODE, begin_visit, make
from tests.plain import small

MEMORY = 512 << 20
"""Bytes of address space: a naive reader takes gigabytes for some of these."""
SECONDS = 5
"""Of the processor, the start of Python with it: a naive reader takes 14 for some of these."""
WORST = {
    name: broken.FORMS["too much"][name]
    for name in (
        "lists 100,000 deep",
        "inline tables 10,000 deep",
        "a key of 30,000 parts",
        "a thousand keys of 400 parts",
        "a number of 4,301 digits",
    )
}
WORST["1 MiB of brackets"] = b"x = " + b"[" * ((1 << 20) - 5) + b"\n"
NOT_FINITE = [b"nan", b"inf", b"-inf"]
USAGE = 2
REFUSED = 65
NOT_ALLOWED = 77
DOORS = {
    "plan": (f"{CODE}/v0002.toml", f"show {CODE}@2"),
    "site": ("goalcoach.toml", f"show {CODE}"),
    "diary": (f"{CODE}/diary.toml", f"log {CODE}"),
    "journal": (f"{CODE}/draft/journal.log", f"visit {CODE} --plain"),
    "script": (f"{CODE}/draft/pack/script.toml", f"visit {CODE} --plain"),
    "answers": ("given.toml", "visit elm --answers given.toml"),
}
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
PR_CAPBSET_DROP = 24


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("limits") / "plans"
    make(root)
    begin_visit(Store(root), small.write_pack(root.parent / "pack"))
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "plans"))


def confine() -> None:
    """Limit the process that is about to start; root, too, may then read only what modes allow."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def confined(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    first, *words = line.split()
    return subprocess.run(
        [sys.executable, "-P", "-m", "goalcoach", first, "--store", str(root), *words],
        cwd=root,
        input="",
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=confine,
    )


AT_EACH = [(door, one) for door, some in pair([list(WORST)], list(DOORS)).items() for one in some]


@pytest.mark.parametrize(("door", "name"), AT_EACH)
def test_the_worst_files_take_little_at_each_door(root: Path, door: str, name: str):
    path, line = DOORS[door]
    (root / path).unlink(missing_ok=True)
    (root / path).write_bytes(WORST[name])
    ran = confined(root, line)
    assert ran.returncode == REFUSED, ran
    assert Path(path).name in ran.stderr
    assert "MemoryError" not in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("door", DOORS)
def test_a_file_that_may_not_be_read_is_named(root: Path, door: str):
    path, line = DOORS[door]
    (root / path).touch()
    (root / path).chmod(0)
    ran = confined(root, line)
    # What is named on the command line is looked at with it.
    assert ran.returncode == (USAGE if door == "answers" else NOT_ALLOWED), ran
    assert Path(path).name in ran.stderr


@pytest.mark.parametrize("number", NOT_FINITE)
def test_a_number_that_is_none_in_a_diary_is_named_with_its_line(root: Path, number: bytes):
    entry = b'schema = 1\n\n[[entries]]\ndate = 2026-11-01\nline = "walked"\nmood = ' + number
    (root / CODE / "diary.toml").write_bytes(entry + b"\n")
    ran = confined(root, f"trend {CODE}")
    assert ran.returncode == REFUSED, ran
    assert "diary.toml: line 6" in ran.stderr


@pytest.mark.parametrize("number", NOT_FINITE)
def test_a_number_that_is_none_in_a_script_is_named_with_its_line(root: Path, number: bytes):
    path = root / CODE / "draft" / "pack" / "script.toml"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        b"".join(
            [b"version = " + number + b"\n" if one.startswith(b"version") else one for one in lines]
        )
    )
    ran = confined(root, f"visit {CODE} --plain")
    assert ran.returncode == REFUSED, ran
    assert "script.toml:3: " in ran.stderr
