"""A journal open for writing: each answer is on the disk before the screen shows it as kept.

On the disk means: the file under the journal's name holds it, now. A sync program, another machine
or a person may take the file away, put another in its place or write to it. So the name is looked
at before and after each write; where it does not lead to our lines, they are written once more, and
nothing that is not ours is replaced or cut off.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from goalcoach.errors import BadData, NotAllowed, NotFound, NotSaved, Unconfirmed
from goalcoach.store.disk_error import not_saved, reason, saving
from goalcoach.store.draft_files import beside_path, damaged_path, is_damaged_name
from goalcoach.store.file_access import (
    close_quietly,
    create_whole,
    holds,
    is_folder,
    read_file,
    replace_file,
    scan,
    sync_folder,
    write_all,
)
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import CAP, EventJson, read_lines, read_whole_lines
from goalcoach.translation import tr, tr_noop

_APPEND = os.O_RDWR | os.O_APPEND

ANEW = tr_noop(
    "The journal of this visit was taken away by something else. It is written anew, whole."
)
OLDER = tr_noop(
    "Something else put an older copy in the place of this visit's journal. "
    "It is written anew, whole."
)
FOLDER = tr_noop(
    "The folder of this visit was taken away by something else. "
    "It is made again, with every answer of this visit."
)


class Damage(NamedTuple):
    """What follows the whole lines of a journal: bytes, whole entries in them, where they are kept.

    `name` is "" where nothing was kept: there was nothing, or zeros only.
    """

    size: int = 0
    entries: int = 0
    name: str = ""


class Journal:
    """A journal open for writing. The caller must hold the visit's lock.

    It knows every line that counts, so it can write them again wherever they are lost.
    """

    def __init__(self, fs: Fs, path: Path, lines: bytes, tail: bytes = b"") -> None:
        self.path = path
        """Where the lines are; another name than before once someone else's file has that."""
        self.said: list[str] = []
        """What happened to the file, in sentences for the user; whoever says them takes them."""
        self._fs = fs
        self._lines = bytearray(lines)
        self._tail = tail
        """Bytes that may stand behind the lines and are nobody's: they may be cut off."""
        self._fd = -1
        self._file = (0, 0)

    @classmethod
    def create(cls, fs: Fs, path: Path, lines: bytes) -> Journal:
        """Start a journal with `lines`; it gets its name once they are on the disk.

        Raises NotSaved.
        """
        with saving():
            replace_file(fs, path, _temp(path), lines)
            sync_folder(fs, path.parent)
        return cls(fs, path, lines)

    @classmethod
    def resume(cls, fs: Fs, path: Path) -> tuple[Journal, tuple[EventJson, ...], Damage]:
        """Return an existing journal, its events, and what follows them that is damaged.

        What follows is kept in a file of its own, then cut off. With no event at all nothing is
        changed. Raises NotFound, BadData, NotSaved.
        """
        data = read_file(path, fs, cap=CAP)
        events, size = read_lines(data)
        rest = data[size:]
        journal = cls(fs, path, data[:size], rest)
        if not events or not rest:
            return journal, events, Damage(len(rest))
        with saving():
            name = _keep_damaged(fs, path.parent, rest) if rest.strip(b"\0") else ""
        journal._come_back(None)
        return journal, events, Damage(len(rest), len(read_whole_lines(rest)[0]), name)

    def append(self, lines: bytes, remake: Callable[[], None] | None = None) -> None:
        """Append whole lines and return once the file of this name holds them on the disk.

        `remake` makes the folder again if it is gone. Raises NotSaved if none of the lines counts,
        Unconfirmed if that cannot be known.
        """
        if not self._is_here():
            self._come_back(remake)
        try:
            write_all(self._fs, self._fd, lines)
            self._fs.fsync(self._fd)
        except BaseException as problem:
            self._tail = lines
            cut = self._reopen()
            if not isinstance(problem, OSError):
                raise
            raise not_saved(problem) if cut else _unconfirmed(problem) from problem
        self._lines += lines
        if not self._is_here():
            try:
                self._come_back(remake)
            except BaseException:
                del self._lines[-len(lines) :]
                self._tail = lines
                raise

    def is_ours(self) -> bool:
        """Return True if the file of this name holds our lines and nothing else."""
        return self._is_here() or holds(self._fs, self.path, bytes(self._lines))

    def _is_here(self) -> bool:
        """Return True if the name leads to the open file, and that is as long as our lines are."""
        if self._fd < 0:
            return False
        try:
            named = self._fs.lstat(self.path)
        except OSError:
            return False
        return (named.st_dev, named.st_ino, named.st_size) == (*self._file, len(self._lines))

    def _come_back(self, remake: Callable[[], None] | None) -> None:
        """See to it that the name leads to our lines, and open the file. Raises NotSaved."""
        self.close()
        with saving():
            found = self._read()
            if found is None and remake is not None and not is_folder(self.path.parent, self._fs):
                remake()
                self.said.append(tr(FOLDER))
                self._write_anew("")
            elif found is None:
                self._write_anew(tr(ANEW))
            elif found == self._lines or self._is_tail(found):
                self._open(len(found))
            elif self._lines.startswith(found):
                # It holds nothing that is not ours: cut short, or an older state of it.
                replace_file(self._fs, self.path, _temp(self.path), bytes(self._lines))
                sync_folder(self._fs, self.path.parent)
                self.said.append(tr(OLDER))
                self._open(len(self._lines))
            else:
                self._move_beside()

    def _read(self) -> bytes | None:
        """Return what the name leads to; None if to nothing, a single byte for what is no file."""
        try:
            return read_file(self.path, self._fs, cap=CAP)
        except NotFound:
            return None
        except (BadData, NotAllowed):
            return b"\0"

    def _is_tail(self, found: bytes) -> bool:
        """Return True if only what may be cut off stands behind our lines."""
        return found.startswith(self._lines) and self._tail.startswith(found[len(self._lines) :])

    def _write_anew(self, said: str) -> None:
        """Write every line under the name, which nothing has; raises OSError."""
        create_whole(self._fs, self.path, _temp(self.path), bytes(self._lines))
        sync_folder(self._fs, self.path.parent)
        self._open(len(self._lines))
        self.said += [said] if said else []

    def _move_beside(self) -> None:
        """Write every line beside a file that is not ours, and go on there; raises OSError."""
        other, number = self.path, 1
        while True:
            path = beside_path(other.parent, number)
            try:
                create_whole(self._fs, path, _temp(path), bytes(self._lines))
            except FileExistsError:
                number += 1
                continue
            break
        sync_folder(self._fs, path.parent)
        self.path = path
        self._open(len(self._lines))
        where = f"{path.parent.parent.name}/{path.parent.name}"
        self.said.append(
            tr(
                "Another program or machine has written to {other}. All answers of this visit are "
                "kept in {file}, and the other file is left as it is.",
                other=other.name,
                file=f"{where}/{path.name}",
            )
        )

    def _open(self, size: int) -> None:
        """Open the file, which was read with `size` bytes, and cut off what may be.

        Raises OSError, also if it has another size by now: someone else writes to it.
        """
        fd = self._fs.open(self.path, _APPEND)
        try:
            status = self._fs.fstat(fd)
            if status.st_size != size:
                raise OSError(None, "someone else writes to the journal")
            if size > len(self._lines):
                self._fs.truncate(fd, len(self._lines))
        except BaseException:
            close_quietly(self._fs, fd)
            raise
        self._fd, self._file, self._tail = fd, (status.st_dev, status.st_ino), b""

    def _reopen(self) -> bool:
        """Open the file anew after a failed write; return True if the partial write is cut off.

        The old descriptor is not used again: after a failed fsync a second one may report success
        though the data is lost.
        """
        try:
            self._come_back(None)
        except NotSaved:
            return False
        return True

    def rewrite(self, lines: bytes) -> None:
        """Replace the whole journal by `lines`.

        Raises NotSaved if the old lines are still there, Unconfirmed if that cannot be known.
        """
        if not self._is_here():
            self._come_back(None)
        with saving():
            replace_file(self._fs, self.path, _temp(self.path), lines)
        self.close()
        self._lines, self._tail = bytearray(lines), b""
        try:
            sync_folder(self._fs, self.path.parent)
        except OSError as problem:
            raise _unconfirmed(problem) from problem

    def close(self) -> None:
        """Close the file; the next append opens it again."""
        if self._fd >= 0:
            close_quietly(self._fs, self._fd)
            self._fd = -1


def _keep_damaged(fs: Fs, folder: Path, rest: bytes) -> str:
    """Write what follows the whole lines to a file that nothing deletes; return its name.

    Where a crash came after that and before the bytes were cut off, the file is there already.
    """
    names = {entry.name for entry in scan(folder, fs)}
    for name in sorted(filter(is_damaged_name, names)):
        if holds(fs, folder / name, rest):
            return name
    path = damaged_path(folder, names)
    create_whole(fs, path, _temp(path), rest)
    sync_folder(fs, folder)
    return path.name


def _temp(path: Path) -> Path:
    return path.with_name("journal.new")


def _unconfirmed(problem: OSError) -> NotSaved:
    return Unconfirmed(
        tr(
            "Whether this is saved is not known: the disk answered “{problem}”. Your words "
            "are still here. Look at the disk, then try again.",
            problem=reason(problem),
        )
    )
