"""File systems that go wrong on purpose: the k-th call fails, comes up short, or is the last."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goalcoach.store.file_system import Fs

CALLS = (
    *("open", "open_linked", "close", "read", "write", "seek", "truncate", "fsync", "fchmod"),
    *("fstat", "lstat", "link", "unlink", "rename", "mkdir", "rmdir", "scan", "lock", "reserve"),
)


class Died(BaseException):
    """The process is gone: no handler may do anything any more."""


class WatchedFs(Fs):
    """The real file system, which writes down each call; what is open is known."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.fds: set[int] = set()

    def watch(self, name: str, act: Callable[[], Any], where: str) -> Any:
        self.calls.append((name, where))
        return act()


def _watched(name: str) -> Callable[..., Any]:
    def call(self: WatchedFs, *args: Any) -> Any:
        def act() -> Any:
            result = getattr(Fs, name)(self, *args)
            if name in {"open", "open_linked"}:
                self.fds.add(result)
            elif name == "close":
                self.fds.discard(args[0])
            return result

        where = next((arg.name for arg in reversed(args) if isinstance(arg, Path)), "")
        return self.watch(name, act, where)

    return call


for _name in CALLS:
    setattr(WatchedFs, _name, _watched(_name))


class FailingFs(WatchedFs):
    """Call number `turn` (from 0) answers `number`; with `late`, after it has done its work."""

    def __init__(self, turn: int, number: int, *, late: bool = False, stay: bool = False) -> None:
        super().__init__()
        self.turn = turn
        self.number = number
        self.late = late
        self.stay = stay
        self.struck = ""

    def watch(self, name: str, act: Callable[[], Any], where: str) -> Any:
        turn = len(self.calls)
        self.calls.append((name, where))
        if turn == self.turn or (self.stay and turn > self.turn):
            self.struck = self.struck or name
            # A close that fails has closed. An open that fails has no descriptor to give.
            if name == "close" or (self.late and not name.startswith("open")):
                act()
            raise OSError(self.number, os.strerror(self.number))
        return act()


class ShortFs(WatchedFs):
    """Every write takes at most `most` bytes, every read gives at most as many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, fd: int, data: bytes | memoryview) -> int:
        return Fs.write(self, fd, data[: self.most])

    def read(self, fd: int, size: int) -> bytes:
        return Fs.read(self, fd, min(size, self.most))


class DyingFs(WatchedFs):
    """The process dies before call number `turn`, or halfway through it if it is a write."""

    def __init__(self, turn: int, *, halfway: bool = False) -> None:
        super().__init__()
        self.turn = turn
        self.halfway = halfway
        self.dead = False

    def write(self, fd: int, data: bytes | memoryview) -> int:
        if self.halfway and len(self.calls) == self.turn:
            os.write(fd, data[: len(data) // 2])
        return int(self.watch("write", lambda: Fs.write(self, fd, data), ""))

    def watch(self, name: str, act: Callable[[], Any], where: str) -> Any:
        if not self.dead and len(self.calls) >= self.turn:
            self.dead = True
            # The system closes what a dead process had open, and so gives its locks back.
            for fd in self.fds:
                os.close(fd)
        if self.dead:
            raise Died
        self.calls.append((name, where))
        return act()
