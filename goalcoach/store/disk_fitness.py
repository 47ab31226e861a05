"""Is the disk under a store fit for plans: its kind, what it lacks, its room, who else copies it.

Linux says under /proc and /sys what a disk is; elsewhere most of it cannot be told without another
program, and none is started.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from goalcoach.errors import GoalcoachError
from goalcoach.store.disk_probe import ROOM
from goalcoach.store.file_access import create_file, is_there, read_file, remove_quietly, scan
from goalcoach.store.file_system import Fs
from goalcoach.store.fitness import Fitness, FitnessLine, judge

_SHARES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "drvfs"})
_ENCRYPTED = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})
_FLEETING = frozenset({"tmpfs", "ramfs"})
# A folder of a sync program, by its name or by what the program keeps in it.
_SYNCED = re.compile(
    r"dropbox|onedrive|google ?drive|nextcloud|owncloud|icloud|mobile documents", re.IGNORECASE
)
_MARKERS = (".stfolder", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".sync")
_LITTLE = 200 << 20
_DEEPEST = 8


class Mount(NamedTuple):
    """Where a path's file system is mounted: its kind, and its device as "8:1"."""

    point: str
    kind: str
    device: str


def disk_lines(fs: Fs, root: Path) -> Iterator[FitnessLine]:
    """Yield what there is to say of the disk that holds `root`, an existing folder."""
    real = fs.real(root)
    mount = mount_of(fs, real)
    yield _kind_line(mount)
    yield from _ability_lines(fs, root)
    yield _room_line(fs, root)
    yield _encryption_line(fs, mount)
    yield _sync_line(fs, real)


def mount_of(fs: Fs, path: Path) -> Mount | None:
    """Return the mount that holds an absolute path; None where the system does not say."""
    try:
        text = read_file(Path("/proc/self/mountinfo"), fs).decode("utf-8", "replace")
    except GoalcoachError:
        return None
    found: Mount | None = None
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        words, kind = left.split(" "), right.split(" ")[0]
        if len(words) < 5:
            continue
        point = words[4].replace("\\040", " ")
        holds = path.is_relative_to(point)
        if holds and (found is None or len(point) >= len(found.point)):
            found = Mount(point, kind, words[2])
    return found


def _kind_line(mount: Mount | None) -> FitnessLine:
    if mount is None:
        return FitnessLine("file system", Fitness.CANNOT_TELL, "its kind cannot be seen from here")
    if mount.kind in _SHARES:
        advice = "Two machines may close one visit here: read what the list says before you begin."
        return FitnessLine("file system", Fitness.LOOK, f"{mount.kind}, a share", advice)
    if mount.kind in _FLEETING:
        advice = "It is gone when the machine restarts: move the plans to a disk."
        return FitnessLine("file system", Fitness.LOOK, f"{mount.kind}, in memory only", advice)
    return FitnessLine("file system", Fitness.OK, mount.kind)


def _ability_lines(fs: Fs, root: Path) -> Iterator[FitnessLine]:
    """Try out what a save uses, with an empty file that is removed again."""
    name = f".save-{secrets.token_hex(8)}.tmp"
    first, second = root / name, root / f".save-{secrets.token_hex(8)}.tmp"
    try:
        create_file(fs, first, b"")
    except OSError:
        advice = "Make the folder writable, or use another one: no visit can be held here."
        yield FitnessLine("writing", Fitness.LOOK, "nothing can be written here", advice)
        return
    try:
        yield FitnessLine("writing", Fitness.OK, "files can be written here")
        linked = True
        try:
            fs.link(first, second)
        except OSError:
            linked = False
        kept = fs.lstat(first).st_mode & 0o777 == 0o600
        folded = is_there(root / name.upper(), fs)
    except (OSError, GoalcoachError):
        return
    finally:
        remove_quietly(fs, first)
        remove_quietly(fs, second)
    advice = "Plans are saved another way here; after a crash look with goalcoach verify."
    yield judge("hard links", linked, "there" if linked else "not there", advice)
    advice = "Others may read the plans: set who may open this disk where it is attached."
    yield judge("modes", kept, "kept" if kept else "not kept", advice)
    yield FitnessLine("letter case", Fitness.OK, "one name" if folded else "told apart")


def _room_line(fs: Fs, root: Path) -> FitnessLine:
    try:
        free = fs.free(root)
    except OSError:
        return FitnessLine("free space", Fitness.CANNOT_TELL, "the disk does not say")
    words = f"{free >> 20} MiB"
    return judge("free space", free >= max(_LITTLE, ROOM), words, "Free some space before a visit.")


def _encryption_line(fs: Fs, mount: Mount | None) -> FitnessLine:
    advice = "Ask who looks after this machine whether its disk is encrypted."
    if mount is not None and (mount.kind in _ENCRYPTED or _on_crypt(fs, mount.device, _DEEPEST)):
        return FitnessLine("encryption", Fitness.OK, "the disk is encrypted")
    return FitnessLine("encryption", Fitness.CANNOT_TELL, "cannot be seen from here", advice)


def _on_crypt(fs: Fs, device: str, depth: int) -> bool:
    """Return True if a block device is encrypted, or one that it is made of."""
    block = Path("/sys/dev/block") / device
    with suppress(GoalcoachError):
        if read_file(fs.real(block) / "dm" / "uuid", fs).startswith(b"CRYPT-"):
            return True
    if depth == 0:
        return False
    with suppress(GoalcoachError):
        for entry in scan(fs.real(block) / "slaves", fs):
            with suppress(GoalcoachError):
                number = read_file(fs.real(block) / "slaves" / entry.name / "dev", fs)
                if _on_crypt(fs, number.decode("ascii", "replace").strip(), depth - 1):
                    return True
    return False


def _sync_line(fs: Fs, root: Path) -> FitnessLine:
    advice = (
        "A sync program may keep two files of one version, and copies of visits elsewhere: keep "
        "the plans out of its folder."
    )
    for folder in (root, *root.parents):
        named = _SYNCED.search(folder.name)
        if named or any(_is_there(fs, folder / marker) for marker in _MARKERS):
            words = f"{folder.name or os.sep} looks like the folder of a sync program"
            return FitnessLine("sync program", Fitness.LOOK, words, advice)
    return FitnessLine("sync program", Fitness.OK, "none seen")


def _is_there(fs: Fs, path: Path) -> bool:
    try:
        return is_there(path, fs)
    except GoalcoachError:
        return False
