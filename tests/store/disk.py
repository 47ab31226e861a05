"""A model of a disk that loses power: which states may be found after a crash.

`RecordingFs` works on a real folder and writes down what each call did to which file or folder.
`crash_states` gives back every state that the disk may be in when the power goes after any of
these calls: what was synced is there; of what was not, any number of steps, in their order, file
by file and folder by folder, and of the last write also only half.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from goalcoach.store.file_system import Fs

ROOT = 0
Names = dict[str, int]
Tree = dict[str, "bytes | Tree"]


@dataclass
class Thing:
    """A file or folder: its states in order, and which of them has been synced."""

    states: list[bytes | Names]
    synced: int = 0


@dataclass
class Moment:
    """What the disk had been told at one time, and what the program had promised by then."""

    things: dict[int, Thing]
    promised: tuple[str, ...]


@dataclass
class RecordingFs(Fs):
    """The real file system, which keeps a moment after each call that changes something."""

    root: Path
    things: dict[int, Thing] = field(default_factory=lambda: {ROOT: Thing([{}])})
    moments: list[Moment] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)
    paths: dict[Path, int] = field(default_factory=dict)
    fds: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.paths[self.root] = ROOT

    def promise(self, fact: str) -> None:
        self.promised.append(fact)
        self._keep()

    def _keep(self) -> None:
        things = {key: Thing(list(one.states), one.synced) for key, one in self.things.items()}
        self.moments.append(Moment(things, tuple(self.promised)))

    def _names(self, folder: Path) -> Names:
        latest = self.things[self.paths[folder]].states[-1]
        assert isinstance(latest, dict)
        return dict(latest)

    def _rename(self, folder: Path, names: Names) -> None:
        self.things[self.paths[folder]].states.append(names)
        self._keep()

    def _add(self, path: Path, state: bytes | Names) -> None:
        key = len(self.things)
        self.things[key] = Thing([state])
        self.paths[path] = key
        self._rename(path.parent, {**self._names(path.parent), path.name: key})

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        new = not os.path.lexists(path)
        fd = super().open(path, flags, mode)
        if new:
            self._add(path, b"")
        self.fds[fd] = self.paths[path]
        return fd

    def _now(self, fd: int) -> None:
        key = self.fds[fd]
        path = next(path for path, one in self.paths.items() if one == key)
        self.things[key].states.append(path.read_bytes())
        self._keep()

    def write(self, fd: int, data: bytes | memoryview) -> int:
        count = super().write(fd, data)
        self._now(fd)
        return count

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        self._now(fd)

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        thing = self.things[self.fds[fd]]
        thing.synced = len(thing.states) - 1
        self._keep()

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self.paths[target] = self.paths[source]
        self._rename(target.parent, {**self._names(target.parent), target.name: self.paths[target]})

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        names = self._names(path.parent)
        del names[path.name], self.paths[path]
        self._rename(path.parent, names)

    def rmdir(self, path: Path) -> None:
        super().rmdir(path)
        names = self._names(path.parent)
        del names[path.name], self.paths[path]
        self._rename(path.parent, names)

    def mkdir(self, path: Path) -> None:
        super().mkdir(path)
        self._add(path, {})

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        assert source.parent == target.parent, "the store renames within a folder only"
        for path in [path for path in self.paths if path.is_relative_to(source)]:
            self.paths[target / path.relative_to(source)] = self.paths.pop(path)
        names = self._names(source.parent)
        names[target.name] = names.pop(source.name)
        self._rename(source.parent, names)


def crash_states(fs: RecordingFs) -> Iterator[tuple[Tree, tuple[str, ...]]]:
    """Yield each different state with what had been promised when the power went."""
    seen = set()
    for moment in fs.moments:
        keys = [key for key, one in moment.things.items() if len(_choices(one)) > 1]
        for chosen in product(*(_choices(moment.things[key]) for key in keys)):
            picked = {key: one.states[one.synced] for key, one in moment.things.items()}
            picked.update(zip(keys, chosen, strict=True))
            tree = _tree(picked, ROOT)
            mark = (repr(tree), moment.promised)
            if mark not in seen:
                seen.add(mark)
                yield tree, moment.promised


def _choices(thing: Thing) -> list[bytes | Names]:
    open_states = thing.states[thing.synced :]
    last = open_states[-1]
    if len(open_states) > 1 and isinstance(last, bytes):
        before = open_states[-2]
        assert isinstance(before, bytes)
        if len(last) > len(before) + 1:
            open_states.insert(-1, last[: (len(before) + len(last)) // 2])
            # Blocks that were given to the file but never written.
            open_states.insert(-1, before + bytes(len(last) - len(before)))
    return open_states


def _tree(picked: dict[int, bytes | Names], key: int) -> Tree:
    names = picked[key]
    assert isinstance(names, dict)
    tree: Tree = {}
    for name, child in names.items():
        state = picked[child]
        tree[name] = _tree(picked, child) if isinstance(state, dict) else state
    return tree


def lay_out(tree: Tree, root: Path) -> None:
    """Make a state of the disk real."""
    root.mkdir()
    for name, node in tree.items():
        if isinstance(node, bytes):
            (root / name).write_bytes(node)
        else:
            lay_out(node, root / name)
