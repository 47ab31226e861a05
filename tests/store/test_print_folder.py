"""The folder of sheets when the disk goes wrong: the old sheet or the new one, never a mix."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goalcoach.errors import GoalcoachError, NotAllowed, NotFound, NotPrinted
from goalcoach.store.disk_error import NotRead
from goalcoach.store.file_system import REAL, Fs
from goalcoach.store.print_folder import Printed, put_beside
from tests.store.double import Died, DyingFs, FailingFs, ShortFs, WatchedFs

OLD, NEW = b"the old sheet" * 50, b"the new sheet" * 70


def write(folder: Path, fs: WatchedFs, data: bytes) -> None:
    printed = Printed(folder, fs=fs)
    printed.begin()
    try:
        printed.write("a.pdf", data, b"{}")
    finally:
        printed.end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "out", WatchedFs(), OLD)
    return tmp_path / "out"


def calls(tmp_path: Path) -> int:
    """Return how many calls it takes to print anew where something is printed already."""
    fs = WatchedFs()
    write(tmp_path / "count", WatchedFs(), OLD)
    write(tmp_path / "count", fs, NEW)
    return len(fs.calls)


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("late", [False, True])
def test_any_call_that_fails_leaves_a_whole_sheet_and_no_open_file(
    tmp_path: Path, number: int, late: bool
):
    said = set()
    for turn in range(calls(tmp_path)):
        folder = tmp_path / f"out-{turn}"
        write(folder, WatchedFs(), OLD)
        fs = FailingFs(turn, number, late=late)
        try:
            write(folder, fs, NEW)
        except GoalcoachError as problem:
            said.add(problem.exit_code)
        assert (folder / "a.pdf").read_bytes() in (OLD, NEW), fs.calls[turn]
        assert not fs.fds
    assert {74} <= said <= {74, 77}


def test_a_process_that_dies_at_any_call_leaves_a_whole_sheet_and_is_cleared_up_after(
    tmp_path: Path,
):
    for turn in range(calls(tmp_path)):
        folder = tmp_path / f"out-{turn}"
        write(folder, WatchedFs(), OLD)
        with pytest.raises(Died):
            write(folder, DyingFs(turn, halfway=True), NEW)
        assert (folder / "a.pdf").read_bytes() in (OLD, NEW)
        write(folder, WatchedFs(), NEW)
        assert list((folder / ".goalcoach" / "new").iterdir()) == []


def test_short_writes_come_to_the_same(folder: Path):
    write(folder, ShortFs(7), NEW)
    assert (folder / "a.pdf").read_bytes() == NEW


def test_a_link_in_the_sheets_place_is_replaced_not_followed(folder: Path, tmp_path: Path):
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    (folder / "a.pdf").unlink()
    (folder / "a.pdf").symlink_to(theirs)
    write(folder, WatchedFs(), NEW)
    assert theirs.read_bytes() == b"theirs"
    assert (folder / "a.pdf").read_bytes() == NEW


def test_a_file_in_the_folders_place_is_told(tmp_path: Path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(NotAllowed, match="out is not a folder"):
        Printed(tmp_path / "out").begin()


def test_a_note_grows_line_by_line_and_goes_when_it_is_empty(folder: Path):
    printed = Printed(folder, "run")
    printed.add_to_note("sent", "one")
    printed.add_to_note("sent", "two")
    assert printed.read_note("sent") == b"one\ntwo\n"
    printed.write_note("sent", b"")
    assert printed.read_note("sent") is None


WITHOUT_STDIN = """
import os, sys
from pathlib import Path
from goalcoach.store.print_folder import Printed

os.close(0)
printed = Printed(Path(sys.argv[1]))
printed.begin()
os.fstat(0)  # the lock
printed.put(Path(sys.argv[1]) / "a.pdf", b"x")
printed.end()
"""


def test_a_run_that_was_started_without_stdin_clears_up_after_itself(tmp_path: Path):
    """Its lock may then be the file with the number 0."""
    subprocess.run([sys.executable, "-c", WITHOUT_STDIN, str(tmp_path / "out")], check=True)
    assert (tmp_path / "out" / "a.pdf").read_bytes() == b"x"
    assert list((tmp_path / "out" / ".goalcoach" / "new").iterdir()) == []


def test_one_file_is_put_where_the_person_said_and_nothing_is_left_beside_it(tmp_path: Path):
    path, old, new = tmp_path / "all.pdf", b"%PDF-1.7 old", b"%PDF-1.7 new"
    put_beside(path, old)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (old, 0o600)
    refusals = 0
    for turn in range(20):
        fs = FailingFs(turn, errno.ENOSPC)
        try:
            put_beside(path, new, fs)
        except (NotPrinted, NotRead, NotAllowed):
            refusals += 1
            assert path.read_bytes() == old
        else:
            assert path.read_bytes() == new
            put_beside(path, old)
        assert [one.name for one in tmp_path.iterdir()] == ["all.pdf"]
    assert refusals > 5
    assert not fs.struck
    with pytest.raises(NotFound, match="no folder"):
        put_beside(tmp_path / "nowhere" / "all.pdf", NEW, REAL)


def test_a_run_that_has_ended_closes_no_file_of_another(folder: Path, tmp_path: Path):
    """The number of an open file is given to the next one: ended twice, a run would close that."""
    printed = Printed(folder)
    printed.begin()
    printed.end()
    with (tmp_path / "another").open("wb") as another:
        printed.end()
        another.write(b"words")
    assert (tmp_path / "another").read_bytes() == b"words"


def test_who_writes_for_a_run_and_did_not_begin_it_does_not_end_it(folder: Path):
    printed = Printed(folder)
    printed.begin()
    half = folder / ".goalcoach" / "new" / f"{printed.run}.abc.tmp"
    half.write_bytes(b"half")
    Printed(folder, printed.run).end()
    assert half.exists()
    printed.end()
    assert not half.exists()


def test_a_run_whose_lock_is_the_first_of_all_files_is_ended_too(folder: Path):
    """With stdin closed the lock is file number 0."""

    class FirstFs(Fs):
        closed = False

        def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
            fd = super().open(path, flags, mode)
            if path.suffix != ".lock":
                return fd
            os.close(fd)
            return 0

        def lock(self, fd: int) -> bool:
            return fd == 0

        def fstat(self, fd: int) -> os.stat_result:
            return os.stat(folder)

        def close(self, fd: int) -> None:
            self.closed = fd == 0

    fs = FirstFs()
    printed = Printed(folder, fs=fs)
    printed.begin()
    printed.end()
    assert fs.closed
    assert list((folder / ".goalcoach" / "new").iterdir()) == []
