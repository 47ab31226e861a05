"""A stamp sees whatever turns a plan into a sheet, so that no sheet of before is "up to date"."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

import goalcoach
from goalcoach.press.sheet_fingerprint import program_files, read_stamp
from goalcoach.sheets.writers.file_format import FileFormat
from tests.press.stock import put, stock
from tests.sheets import rowan
from tests.sheets.kinds import KINDS

PACKAGE = Path(goalcoach.__file__).parent

PRINT_ALL = """
import sys
from pathlib import Path

root, opened = Path(sys.argv[1]), set()

def listen(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, Path)):
        opened.add(Path(arguments[0]))

sys.addaudithook(listen)

from goalcoach.press.worker_messages import PrintJob
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.sheets.writers.file_format import FileFormat
from tests.press.stock import Desk

kinds = tuple(SHEETS.values())
desk = Desk(Path(sys.argv[2]), Path(sys.argv[3]))
for form in FileFormat:
    for outcome in desk(PrintJob("rowan-17", named=True), order=desk.order(*kinds, form=form)):
        print(outcome.kind, form, outcome.fate)
print("--")
opened |= {Path(one.__file__) for one in sys.modules.values() if getattr(one, "__file__", None)}
for path in sorted(opened):
    if path.is_relative_to(root) and "__pycache__" not in path.parts:
        print(path.relative_to(root))
"""


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> set[Path]:
    """The files of ours that a process reads while it prints every sheet in every form."""
    folder = tmp_path_factory.mktemp("stamp")
    stock(folder / "plans")
    skipped = {"limit/when": "not_now"}
    newest = rowan.for_each_sheet(replace(rowan.third(), skipped=skipped))
    for plan in (rowan.first(), rowan.second(), newest):
        put(folder / "plans", plan)
    done = subprocess.run(
        [sys.executable, "-c", PRINT_ALL, PACKAGE, folder / "plans", folder / "printed"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    told, _, files = done.stdout.partition("--\n")
    assert told.count(" print\n") == len(KINDS) * len(FileFormat)
    return set(map(Path, files.splitlines()))


def test_it_covers_every_file_that_is_read_on_the_way_from_a_plan_to_paper(used: set[Path]):
    assert not used - set(program_files())


def test_the_way_is_seen_whole(used: set[Path]):
    """What is read for a sheet and lies neither in its layout nor in its writer is among it."""
    for name in (
        "date_words.py",
        "visit/version_context.py",
        "press/sheet_worker.py",
        "safe_text.py",
    ):
        assert Path(name) in used
    assert [path for path in used if path.parts[:2] == ("prompts", "core")]
    covered = {path.as_posix() for path in program_files()}
    # The typesetter reads these by itself.
    assert {"sheets/writers/pdf/typst/main.typ", "fonts/NotoSans-Bold.ttf"} <= covered


def test_what_only_asks_and_shows_is_not_looked_at():
    assert {path.parts[0] for path in program_files()}.isdisjoint({"cli", "screens", "app.py"})
    assert not [path for path in program_files() if path.suffix == ".pyc"]


def test_other_words_for_a_day_make_the_sheets_anew(tmp_path: Path):
    stock(tmp_path / "plans", "ash")
    shutil.copytree(PACKAGE, tmp_path / "goalcoach", ignore=shutil.ignore_patterns("__pycache__"))

    def printed() -> tuple[str, str]:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "goalcoach", "print", "ash", "--format", "text"),
                *("--store", "plans", "--out", "printed"),
            ],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )
        return done.stderr, (tmp_path / "printed" / "ash-v0001-handout.txt").read_text("utf-8")

    assert "1 sheet printed" in printed()[0]
    assert "1 up to date" in printed()[0]
    words = tmp_path / "goalcoach" / "date_words.py"
    source = words.read_text("utf-8")
    words.write_text(source.replace('"October"', '"October, the tenth"'), "utf-8")
    said, sheet = printed()
    assert "1 sheet printed" in said
    assert "October, the tenth 2026" in " ".join(sheet.split())


def test_a_stamp_that_is_none_is_no_stamp():
    for data in (None, b"", b"{", b"[]", b"{}", b"7", b'{"format": "x"}', b"\xff", b"[" * 99999):
        assert read_stamp(data) is None
