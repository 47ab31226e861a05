"""A folder in which a visit could not be saved says so before the visit, and stays as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from goalcoach.errors import GoalcoachError, NotSaved
from goalcoach.store.disk_probe import ROOM, probe_disk
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.amount import is_whole
from tests.example import Clock
from tests.store.double import FailingFs, WatchedFs

CODE = example.CODE


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*")]


def test_a_folder_that_works_is_left_as_it_was(tmp_path: Path):
    (tmp_path / "v0001.toml").write_bytes(b"x")
    probe_disk(Fs(), tmp_path)
    assert _names(tmp_path) == ["v0001.toml"]


def test_a_new_folder_is_made_for_the_owner(tmp_path: Path):
    probe_disk(Fs(), tmp_path / "elm-2")
    assert (tmp_path / "elm-2").stat().st_mode & 0o777 == 0o700
    assert _names(tmp_path) == ["elm-2"]


def _probe(fs: Fs, folder: Path) -> str:
    try:
        probe_disk(fs, folder)
    except GoalcoachError as problem:
        return problem.sentence
    return ""


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_each_call_that_fails_says_so_and_no_new_folder_stays(tmp_path: Path, number: int):
    watched = WatchedFs()
    probe_disk(watched, tmp_path / "elm-2")
    told = set()
    for turn in range(len(watched.calls)):
        fs = FailingFs(turn, number)
        folder = tmp_path / f"ash-{turn}"
        said = _probe(fs, folder)
        if fs.struck in {"close", "unlink"} and not said:
            continue  # what was tried out is tried out; a leftover is named by verify
        assert said, (turn, fs.struck)
        if "so the visit was not opened" in said:
            told.add(fs.struck)
            assert not folder.exists() or fs.struck == "rmdir"
    assert told >= {"mkdir", "open", "reserve", "write", "fchmod", "fsync", "link", "rename"}


@pytest.mark.parametrize("number", [errno.EPERM, *([errno.EOPNOTSUPP] if is_whole() else [])])
def test_a_disk_without_links_or_modes_will_do(tmp_path: Path, number: int):
    class BareFs(Fs):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(number, os.strerror(number))

        def fchmod(self, fd: int, mode: int) -> None:
            raise OSError(number, os.strerror(number))

    probe_disk(BareFs(), tmp_path / "elm-2")
    store = Store(tmp_path / "plans", BareFs())
    store.create()
    assert example.run(store, example.text()).path.exists()


class FullFs(Fs):
    """A disk with less room than a visit needs, though enough for its first files."""

    def reserve(self, fd: int, size: int) -> None:
        assert size == ROOM
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_says_no_before_the_first_question(tmp_path: Path):
    store = Store(tmp_path, FullFs())
    with pytest.raises(NotSaved, match=r"not opened\. The disk is full\. Free some space"):
        Visit.begin(store, CODE, today=example.DAY, clock=Clock())
    assert _names(tmp_path) == []


def test_a_visit_that_is_kept_on_a_full_disk_stays_as_it_was(tmp_path: Path):
    Visit.begin(Store(tmp_path), CODE, today=example.DAY, clock=Clock()).leave()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for fresh in (False, True):
        with pytest.raises(NotSaved, match="not opened"):
            Visit.begin(
                Store(tmp_path, FullFs()), CODE, today=example.DAY, clock=Clock(), fresh=fresh
            )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("without", ["no such call", "no such file system"])
def test_where_room_cannot_be_reserved_it_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str
):
    def refuse(fd: int, start: int, size: int) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    if without == "no such call":
        monkeypatch.delattr(os, "posix_fallocate", raising=False)
    else:
        monkeypatch.setattr(os, "posix_fallocate", refuse, raising=False)
    with (tmp_path / "file").open("wb") as file:
        Fs().reserve(file.fileno(), 1)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            Fs().reserve(file.fileno(), 1 << 60)
