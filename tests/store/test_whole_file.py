"""Reading and writing whole files: no trap makes it wait, follow or swallow without end."""

from __future__ import annotations

import errno
import os
import re
import socket
import stat
from pathlib import Path

import pytest

from goalcoach.errors import BadData, GoalcoachError, NotAllowed, NotFound, NotSaved
from goalcoach.store.disk_error import NotRead, not_saved, reason, saving
from goalcoach.store.file_access import (
    CAP,
    is_folder,
    is_there,
    make_folder,
    read_file,
    replace_file,
    scan,
    sync_folder,
)
from goalcoach.store.file_system import EntryKind, FolderEntry, Fs
from goalcoach.store.store import Store
from tests.store import sample
from tests.store.double import FailingFs, ShortFs, WatchedFs


def test_an_ordinary_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 200_000)
    assert read_file(path) == b"x" * 200_000
    assert read_file(path, ShortFs(999)) == b"x" * 200_000


@pytest.mark.parametrize("trap", ["fifo", "folder", "link", "loop", "socket", "zero", "large"])
def test_a_trap_gives_one_sentence_at_once(tmp_path: Path, trap: str) -> None:
    path = tmp_path / "v0001.toml"
    if trap == "fifo":
        os.mkfifo(path)
    elif trap == "folder":
        path.mkdir()
    elif trap == "link":
        (tmp_path / "real").write_bytes(b"x")
        path.symlink_to("real")
    elif trap == "loop":
        path.symlink_to(path)
    elif trap == "socket":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
    elif trap == "zero":
        path = Path("/dev/zero")
    else:
        path.write_bytes(b"x" * (CAP + 1))
    fs = WatchedFs()
    with pytest.raises(BadData) as caught:
        read_file(path, fs)
    assert "\n" not in caught.value.sentence
    assert path.name in caught.value.sentence
    assert not fs.fds


def test_a_file_the_user_names_may_be_a_link_but_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    assert read_file(tmp_path / "link", linked=True) == b"x"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadData):
        read_file(tmp_path / "pipe", linked=True)


def test_a_file_that_grows_while_it_is_read_is_not_swallowed(tmp_path: Path) -> None:
    class GrowingFs(Fs):
        def read(self, fd: int, size: int) -> bytes:
            return b"x" * size

    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(BadData):
        read_file(tmp_path / "a", GrowingFs())


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        *(
            (errno.ENOENT, NotFound, 66),
            (errno.EACCES, NotAllowed, 77),
            (errno.EPERM, NotAllowed, 77),
        ),
        *((errno.EIO, NotRead, 74), (errno.ENODEV, BadData, 65), (errno.ELOOP, BadData, 65)),
    ],
)
def test_trouble_while_reading_has_its_own_exit_code(
    tmp_path: Path, number: int, kind: type[GoalcoachError], code: int
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    for turn in range(3):
        fs = FailingFs(turn, number)
        with pytest.raises(kind) as caught:
            read_file(tmp_path / "a", fs)
        assert caught.value.exit_code == code
        assert not fs.fds


def test_looking_at_a_folder_never_takes_trouble_for_absence(tmp_path: Path) -> None:
    for look in (scan, is_folder, is_there):
        with pytest.raises(NotRead):
            look(tmp_path, FailingFs(0, errno.EIO))
        with pytest.raises(NotAllowed):
            look(tmp_path, FailingFs(0, errno.EACCES))
        assert not look(tmp_path / "none")
        assert not look(Path("/dev/null/none"))


def test_a_folder_lists_what_its_names_are(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").touch()
    (tmp_path / "c").symlink_to("a")
    os.mkfifo(tmp_path / "d")
    assert scan(tmp_path) == [
        *(FolderEntry("a", EntryKind.FOLDER), FolderEntry("b", EntryKind.FILE)),
        *(FolderEntry("c", EntryKind.LINK), FolderEntry("d", EntryKind.OTHER)),
    ]


def test_a_folder_made_by_someone_else_at_the_same_time_is_fine(tmp_path: Path) -> None:
    class RacedFs(Fs):
        def mkdir(self, path: Path) -> None:
            super().mkdir(path)
            super().mkdir(path)

    make_folder(RacedFs(), tmp_path / "a")
    assert (tmp_path / "a").is_dir()


def test_replacing_gives_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    for late in (False, True):
        for turn in range(9):
            path, temp = tmp_path / "a", tmp_path / "a.new"
            path.write_bytes(b"old")
            temp.write_bytes(b"left over")
            fs = FailingFs(turn, errno.EIO, late=late)
            try:
                replace_file(fs, path, temp, b"new")
                assert path.read_bytes() == b"new"
            except OSError:
                assert path.read_bytes() == b"old"
            assert not fs.fds


def test_saving_turns_trouble_into_not_saved_and_lets_the_rest_pass() -> None:
    for number in (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
        with pytest.raises(NotSaved) as caught, saving():
            raise OSError(number, "the system's words")
        assert caught.value.exit_code == 74
        assert caught.value.sentence.startswith("Not saved yet. Your words are still here.")
    with pytest.raises(NotSaved), saving():
        raise OSError
    with pytest.raises(NotSaved), saving():
        raise NotRead("The disk could not read it.")
    with pytest.raises(NotFound), saving():
        raise NotFound("It is not there.")


def test_words_about_the_disk_never_blame_and_name_no_path() -> None:
    for number in range(1, 140):
        sentence = not_saved(OSError(number, "Invalid argument", "/home/someone")).sentence
        assert not re.search("error|invalid|fail|missing|must|/home", sentence, re.IGNORECASE)
    assert reason(OSError(errno.EIO, "x")) == "trouble reading or writing, EIO"
    assert reason(OSError(errno.EBUSY, "x")) == "EBUSY"
    assert reason(OSError()) == "no reason given"


def test_a_disk_that_offers_a_fuller_sync_is_asked_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def control(fd: int, command: int) -> int:
        asked.append(command)
        if len(asked) == 2:
            raise OSError(errno.ENOTSUP, "Operation not supported")
        if len(asked) == 3:
            raise OSError(errno.EIO, "Input/output error")
        return 0

    monkeypatch.setattr("goalcoach.store.file_system._FULL_SYNC", 51)
    monkeypatch.setattr("fcntl.fcntl", control)
    sync_folder(Fs(), tmp_path)
    sync_folder(Fs(), tmp_path)
    with pytest.raises(OSError, match="Input/output"):
        sync_folder(Fs(), tmp_path)
    assert asked == [51, 51, 51]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_everything_is_private_under_any_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        store = Store(tmp_path / "deep" / "plans")
        sample.begin(store, 3).close()
        with sample.begun(Store(tmp_path / "other")) as draft:
            draft.redact("values/v0")
        store.publish(sample.CODE, sample.plan())
    finally:
        os.umask(before)
    found = {}
    for path in sorted(tmp_path.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        found[path.name] = mode
        if path.is_dir():
            assert mode == 0o700, path
        else:
            assert mode == (0o444 if path.name == "v0001.toml" else 0o600), path
    assert {"v0001.toml", "lock", "journal.log", "script.toml", "draft", "pack"} <= set(found)
