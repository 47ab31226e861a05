"""The folder of printed sheets: each is there whole or not at all, and for its owner alone.

A sheet can always be printed again, so nothing waits for the disk: a sheet that a power cut left
half is known by its stamp, which holds the digest of the whole. What is being written stands in
`.goalcoach/new` under the name of its run; a run that was killed holds its lock no longer, and the
next one clears up after it.
"""

from __future__ import annotations

import os
import platform
import secrets
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from goalcoach.errors import GoalcoachError, NotAllowed, NotFound, NotPrinted, NotSaved
from goalcoach.store.file_system import REAL, EntryKind, Fs
from goalcoach.store.whole_file import (
    close_quietly,
    is_folder,
    is_there,
    make_folders,
    read_file,
    remove_quietly,
    scan,
    why_not,
    write_all,
)

BESIDE = ".goalcoach"
_LARGEST = 64 << 20
_TEMP = ".tmp"
_LOCK = ".lock"
# Someone may print inside a checkout; what patients said is not to be committed by accident.
_IGNORE = b"*\n"


class Printed:
    """One folder of sheets, for one run. `run` names the run in its temporary files."""

    def __init__(self, folder: Path, run: str = "", fs: Fs = REAL) -> None:
        self.folder = folder
        self.run = run
        self._fs = fs
        self._beside = folder / BESIDE
        self._new = self._beside / "new"
        self._lock = -1

    def begin(self) -> None:
        """Make the folder if it is not there, clear up after runs that died, begin a new one.

        NotPrinted, NotAllowed.
        """
        fresh = not is_folder(self.folder, self._fs)
        try:
            make_folders(self._fs, self._new)
        except NotSaved as problem:
            cause = problem.__cause__
            why = why_not(cause) if isinstance(cause, OSError) else "The disk could not be read."
            raise NotPrinted(f"There is no folder for the sheets. {why}") from problem
        self._clear_dead()
        self._take_lock()
        if fresh:
            self.put(self.folder / ".gitignore", _IGNORE)

    def end(self) -> None:
        """Take away what was not finished, and give the run's name back."""
        if self._lock >= 0:
            self._clear(self.run)
            close_quietly(self._fs, self._lock)
            self._lock = -1

    def read(self, name: str) -> bytes | None:
        """Return a sheet, or None if it is not there or cannot be read."""
        return self._look(self.folder / name)

    def read_stamp(self, name: str) -> bytes | None:
        return self._look(self._beside / f"{name}.json")

    def stamps(self) -> list[str]:
        """Return the names of all sheets that have a stamp."""
        return [
            entry.name.removesuffix(".json")
            for entry in scan(self._beside, self._fs)
            if entry.kind is EntryKind.FILE and entry.name.endswith(".json")
        ]

    def write(self, name: str, data: bytes, stamp: bytes) -> None:
        """Put a sheet in place and then its stamp. NotPrinted."""
        self.put(self.folder / name, data)
        self.put(self._beside / f"{name}.json", stamp)

    def read_note(self, name: str) -> bytes | None:
        """Return a note of this folder's own, such as which sheets a printer has."""
        return self._look(self._beside / f"{name}.txt")

    def write_note(self, name: str, data: bytes) -> None:
        """Keep a note; an empty one is taken away. NotPrinted."""
        if data:
            self.put(self._beside / f"{name}.txt", data)
        else:
            remove_quietly(self._fs, self._beside / f"{name}.txt")

    def add_to_note(self, name: str, line: str) -> None:
        """Write one more line to a note. NotPrinted."""
        path = self._beside / f"{name}.txt"
        try:
            fd = self._fs.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            try:
                write_all(self._fs, fd, f"{line}\n".encode())
            finally:
                self._fs.close(fd)
        except OSError as problem:
            raise _not_printed(path.name, problem) from problem

    def put(self, path: Path, data: bytes) -> None:
        """Write a file of this folder, 0600, in place of what was there. NotPrinted."""
        put_whole(self._fs, path, self._new / f"{self.run}.{secrets.token_hex(6)}{_TEMP}", data)

    def _look(self, path: Path) -> bytes | None:
        try:
            return read_file(path, self._fs, cap=_LARGEST)
        except GoalcoachError:
            return None

    def _take_lock(self) -> None:
        """Take a name nobody has; someone who clears up may be faster than the lock."""
        while self._lock < 0:
            self.run = f"{_machine()}-{secrets.token_hex(6)}"
            path = self._new / f"{self.run}{_LOCK}"
            try:
                fd = self._fs.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            except OSError as problem:
                raise _not_printed(path.name, problem) from problem
            if self._is_ours(fd):
                self._lock = fd
            else:
                close_quietly(self._fs, fd)

    def _is_ours(self, fd: int) -> bool:
        try:
            return self._fs.lock(fd) and self._fs.fstat(fd).st_nlink > 0
        except OSError:
            # A share without locks: nobody can take this for a dead run either.
            return True

    def _clear_dead(self) -> None:
        """Clear up after runs of this machine that hold their lock no longer.

        Another machine's lock may not be seen through a share, so its runs are left alone.
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
        with suppress(GoalcoachError):
            for entry in scan(self._new, self._fs):
                if entry.name.startswith(f"{run}.") and entry.name.endswith(_TEMP):
                    remove_quietly(self._fs, self._new / entry.name)
        remove_quietly(self._fs, self._new / f"{run}{_LOCK}")


def put_whole(fs: Fs, path: Path, temp: Path, data: bytes) -> None:
    """Write a file, 0600, under another name, then rename it: old or new, no mix. NotPrinted."""
    try:
        fd = fs.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            write_all(fs, fd, data)
        finally:
            # A share may say only now that there was no room.
            fs.close(fd)
        fs.rename(temp, path)
    except OSError as problem:
        remove_quietly(fs, temp)
        raise _not_printed(path.name, problem) from problem
    except BaseException:
        remove_quietly(fs, temp)
        raise


def check_apart(path: Path, store: Path) -> None:
    """Refuse a place among the plans: a sheet there would be taken for one, or take its name.

    Each link on the way is followed, for a name says little about where it leads. NotAllowed.
    """
    root = Path(os.path.realpath(store))
    if Path(os.path.realpath(path)).is_relative_to(root):
        raise NotAllowed(
            f"{path} is among the plans, and no sheet is put there. Name a place outside {root}."
        )


def check_free(path: Path, fs: Fs = REAL) -> None:
    """Refuse a name that is none, has no folder, or is of something else than an ordinary file.

    Whoever may do everything would else put a sheet in the place of a device. NotAllowed, NotFound.
    """
    if path.name in ("", ".."):
        raise NotAllowed("One file of all needs a name, as in all.pdf.")
    if not is_there(path.parent, fs):
        raise NotFound(f"There is no folder {path.parent}. Make it first.")
    if is_there(path, fs) and not stat.S_ISREG(fs.lstat(path).st_mode):
        raise NotAllowed(f"{path} is a folder, a link or a device. Name an ordinary file.")
    if is_there(path, fs) and not _is_pdf(fs, path):
        raise NotAllowed(f"{path} holds something else than a PDF. Name another file.")


def _is_pdf(fs: Fs, path: Path) -> bool:
    """Return whether a file holds a PDF, or nothing yet; what cannot be read may not give way."""
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
    """Write one file where the person said. NotPrinted, and as `check_free`."""
    try:
        check_free(path, fs)
    except OSError as problem:
        raise _not_printed(path.name, problem) from None
    put_whole(fs, path, path.with_name(f".{path.name}.{secrets.token_hex(6)}{_TEMP}"), data)


def _not_printed(name: str, problem: OSError) -> NotPrinted:
    return NotPrinted(f"{name} was not written. {why_not(problem)}")


def _machine() -> str:
    return sha256(platform.node().encode()).hexdigest()[:8]
