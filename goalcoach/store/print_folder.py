"""The folder of printed sheets: each file is there whole or not at all, readable by its owner only.

Sheets are not synced to the disk, for they can always be printed again: a sheet that a power cut
left incomplete does not match the digest in its stamp. Files are written in `.goalcoach/new`, named
after their run, and renamed into place. Each run holds a lock there; the next run removes the
temporary files of runs that no longer hold theirs.
"""

from __future__ import annotations

import os
import platform
import secrets
import stat
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from goalcoach.errors import GoalcoachError, NotAllowed, NotFound, NotPrinted, NotSaved
from goalcoach.store.disk_error import why_not
from goalcoach.store.file_access import (
    close_quietly,
    is_folder,
    is_there,
    make_folders,
    read_file,
    remove_quietly,
    scan,
    write_all,
)
from goalcoach.store.file_system import REAL, EntryKind, Fs
from goalcoach.translation import tr

META_FOLDER = ".goalcoach"
"""The folder in a folder of sheets that holds stamps, notes, locks and temporary files."""
_LARGEST = 64 << 20
_TEMP = ".tmp"
_LOCK = ".lock"
# The folder may lie in a repository; git then ignores the sheets, which hold what patients said.
_IGNORE = b"*\n"


class Printed:
    """One folder of sheets, for one run. `run` is the run's name in its temporary files."""

    def __init__(self, folder: Path, run: str = "", fs: Fs = REAL) -> None:
        self.folder = folder
        self.run = run
        self._fs = fs
        self._meta = folder / META_FOLDER
        self._new = self._meta / "new"
        self._lock = -1

    def begin(self) -> None:
        """Begin a run: make the folder if absent, clear up after dead runs, lock a new name.

        Raises NotPrinted, NotAllowed.
        """
        fresh = not is_folder(self.folder, self._fs)
        try:
            make_folders(self._fs, self._new)
        except NotSaved as problem:
            cause = problem.__cause__
            why = (
                why_not(cause) if isinstance(cause, OSError) else tr("The disk could not be read.")
            )
            raise NotPrinted(tr("There is no folder for the sheets. {why}", why=why)) from problem
        self._clear_dead_runs()
        self._take_lock()
        if fresh:
            self.put(self.folder / ".gitignore", _IGNORE)

    def end(self) -> None:
        """End the run: remove its temporary files and release its lock."""
        if self._lock >= 0:
            self._clear(self.run)
            close_quietly(self._fs, self._lock)
            self._lock = -1

    def read(self, name: str) -> bytes | None:
        """Return a sheet's bytes; None if it is absent or cannot be read."""
        return self._read(self.folder / name)

    def read_stamp(self, name: str) -> bytes | None:
        """Return the bytes of a sheet's stamp; None if it is absent or cannot be read."""
        return self._read(self._meta / f"{name}.json")

    def stamps(self) -> list[str]:
        """Return the file names of all sheets that have a stamp, sorted."""
        return [
            entry.name.removesuffix(".json")
            for entry in scan(self._meta, self._fs)
            if entry.kind is EntryKind.FILE and entry.name.endswith(".json")
        ]

    def last_day(self, code: str) -> date | None:
        """Return the day on which a sheet of a patient was last made here; None for no sheet."""
        begins = f"{code}-v"
        times = []
        for name in self.stamps():
            if name.startswith(begins) and name[len(begins) : len(begins) + 4].isdigit():
                with suppress(OSError):
                    times.append(self._fs.lstat(self._meta / f"{name}.json").st_mtime)
        return datetime.fromtimestamp(max(times)).astimezone().date() if times else None

    def write(self, name: str, data: bytes, stamp: bytes) -> None:
        """Write a sheet, then its stamp; raises NotPrinted.

        In this order, so that a stamp never describes a sheet that is not there yet.
        """
        self.put(self.folder / name, data)
        self.put(self._meta / f"{name}.json", stamp)

    def read_note(self, name: str) -> bytes | None:
        """Return a note about the folder, such as which sheets a printer has; None if absent."""
        return self._read(self._meta / f"{name}.txt")

    def write_note(self, name: str, data: bytes) -> None:
        """Write a note; an empty one removes its file. Raises NotPrinted."""
        if data:
            self.put(self._meta / f"{name}.txt", data)
        else:
            remove_quietly(self._fs, self._meta / f"{name}.txt")

    def add_to_note(self, name: str, line: str) -> None:
        """Append a line to a note; raises NotPrinted."""
        path = self._meta / f"{name}.txt"
        try:
            fd = self._fs.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            try:
                write_all(self._fs, fd, f"{line}\n".encode())
            finally:
                self._fs.close(fd)
        except OSError as problem:
            raise _not_printed(path.name, problem) from problem

    def put(self, path: Path, data: bytes) -> None:
        """Write a file with mode 0600, replacing one of that name; raises NotPrinted."""
        put_whole(self._fs, path, self._new / f"{self.run}.{secrets.token_hex(6)}{_TEMP}", data)

    def _read(self, path: Path) -> bytes | None:
        try:
            return read_file(path, self._fs, cap=_LARGEST)
        except GoalcoachError:
            return None

    def _take_lock(self) -> None:
        """Lock a new run's name; try another if a run that clears up removed the file first."""
        while self._lock < 0:
            self.run = f"{_machine()}-{secrets.token_hex(6)}"
            path = self._new / f"{self.run}{_LOCK}"
            try:
                fd = self._fs.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            except OSError as problem:
                raise _not_printed(path.name, problem) from problem
            if self._holds_lock(fd):
                self._lock = fd
            else:
                close_quietly(self._fs, fd)

    def _holds_lock(self, fd: int) -> bool:
        """Return True if the open lock file could be locked and still has its name."""
        try:
            return self._fs.lock(fd) and self._fs.fstat(fd).st_nlink > 0
        except OSError:
            # The share has no locks, so no other run can find this one dead either.
            return True

    def _clear_dead_runs(self) -> None:
        """Remove the files of runs of this machine that no longer hold their lock.

        Locks of another machine may be invisible through a share, so its runs are left alone.
        """
        for entry in scan(self._new, self._fs):
            run = entry.name.removesuffix(_LOCK)
            if run == entry.name or not run.startswith(f"{_machine()}-"):
                continue
            with suppress(OSError):
                fd = self._fs.open(self._new / entry.name, os.O_RDWR)
                try:
                    if self._fs.lock(fd):
                        self._clear(run)
                finally:
                    close_quietly(self._fs, fd)

    def _clear(self, run: str) -> None:
        """Remove a run's temporary files and its lock file, as far as possible."""
        with suppress(GoalcoachError):
            for entry in scan(self._new, self._fs):
                if entry.name.startswith(f"{run}.") and entry.name.endswith(_TEMP):
                    remove_quietly(self._fs, self._new / entry.name)
        remove_quietly(self._fs, self._new / f"{run}{_LOCK}")


def put_whole(fs: Fs, path: Path, temp: Path, data: bytes) -> None:
    """Write a file with mode 0600 as `temp`, then rename it to `path`; raises NotPrinted.

    A reader finds the old file or the new one. Not synced to the disk.
    """
    try:
        fd = fs.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            write_all(fs, fd, data)
        finally:
            # Not quietly: a share may report a full disk only here.
            fs.close(fd)
        fs.rename(temp, path)
    except OSError as problem:
        remove_quietly(fs, temp)
        raise _not_printed(path.name, problem) from problem
    except BaseException:
        remove_quietly(fs, temp)
        raise


def check_apart(path: Path, store: Path) -> None:
    """Raise NotAllowed if `path` is in the folder of plans, whatever links lead there.

    A sheet there could be taken for a plan, or take the name of one.
    """
    root = Path(os.path.realpath(store))
    if Path(os.path.realpath(path)).is_relative_to(root):
        raise NotAllowed(
            tr(
                "{path} is among the plans, and no sheet is put there. Name a place "
                "outside {root}.",
                path=path,
                root=root,
            )
        )


def check_free(path: Path, fs: Fs = REAL) -> None:
    """Check that a sheet may be written to `path`: absent, or an ordinary PDF file to replace.

    Raises NotAllowed for anything else of that name (root could replace a device), NotFound if its
    folder is absent, OSError.
    """
    if path.name in ("", ".."):
        raise NotAllowed(tr("One file of all needs a name, as in all.pdf."))
    if not is_there(path.parent, fs):
        raise NotFound(tr("There is no folder {parent}. Make it first.", parent=path.parent))
    if is_there(path, fs) and not stat.S_ISREG(fs.lstat(path).st_mode):
        raise NotAllowed(
            tr("{path} is a folder, a link or a device. Name an ordinary file.", path=path)
        )
    if is_there(path, fs) and not _is_pdf(fs, path):
        raise NotAllowed(
            tr("{path} holds something else than a PDF. Name another file.", path=path)
        )


def _is_pdf(fs: Fs, path: Path) -> bool:
    """Return True if a file is a PDF or empty; False if it cannot be read."""
    try:
        fd = fs.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return fs.read(fd, 5) in (b"", b"%PDF-")
    except OSError:
        return False
    finally:
        close_quietly(fs, fd)


def put_beside(path: Path, data: bytes, fs: Fs = REAL) -> None:
    """Write a file where the user asked for it; raises NotPrinted, NotAllowed, NotFound."""
    try:
        check_free(path, fs)
    except OSError as problem:
        raise _not_printed(path.name, problem) from None
    put_whole(fs, path, path.with_name(f".{path.name}.{secrets.token_hex(6)}{_TEMP}"), data)


def _not_printed(name: str, problem: OSError) -> NotPrinted:
    return NotPrinted(tr("{name} was not written. {problem}", name=name, problem=why_not(problem)))


def _machine() -> str:
    """Return 8 hex digits that stand for this machine's name."""
    return sha256(platform.node().encode()).hexdigest()[:8]
