"""Cuts the power under a store at random moments and counts what was lost; nothing may be.

    scripts/powercut [HOW MANY] [SEED] [--fs ext4|xfs|both] [--broken]

500 by default. Each cut shuts a file system in a file of its own down as a power cut would
(`FS_IOC_SHUTDOWN`, nothing flushed), while three writers answer, close visits and begin new ones.
What a writer was told is saved goes into a pipe; only what was read from there before the cut
counts. After the next mount each of these plans must be there, whole, and of each open visit each
answer. Needs Linux, root and loop devices; says so and stops elsewhere.

With `--broken` no folder is synced, and it ends with 0 only if that loses something: a proof that
cannot fail is none.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import msgspec

from goalcoach.errors import GoalcoachError
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Parent
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store
from tests.store import sample

FS_IOC_SHUTDOWN = 0x8004587D
"""`_IOR('X', 125, __u32)` of Linux's ext4.h; XFS answers to the same number."""
NO_FLUSH = struct.pack("I", 2)
WRITERS = ("fern-4", "gull-12", "rowan-17")
AT_ONE_DISK = 50
"""Cuts of one file system; then another is made, so that young and old ones have their turn."""
MEBIBYTES = {"ext4": 64, "xfs": 320}

Told = tuple[str, str, str]
"""What a writer was told: its code, "answer" or "plan", and the answer's words or the digest."""


class UnsyncedFs(Fs):
    """A store that forgets to sync its folders."""

    def fsync_folder(self, fd: int) -> None:
        """Leave the names in memory, where a power cut finds them."""


# What the writers do


def write(store: Store, code: str, chance: random.Random, tell: Callable[[str, str], None]) -> None:
    """Begin, answer, leave and close visits of one patient until the disk is gone."""
    while True:
        draft = store.resume_draft(code) or store.open_draft(
            code, sample.PACK, {**sample.header(), "patient": code}
        )
        visit = (store.head(code) or 0) + 1
        for _ in range(chance.randint(1, 6)):
            words = f"{visit}/{len(draft.events)}"
            draft.append([sample.answer(len(draft.events), words)])
            tell("answer", words)
        if chance.random() < 0.4:
            draft.close()
            continue
        store.publish(code, next_plan(store, code))
        tell("plan", f"{visit} {store.load(code, visit).digest}")
        draft.discard()


def next_plan(store: Store, code: str) -> Plan:
    head = store.head(code)
    parent = Parent(version=head, digest=store.load(code, head).digest) if head else None
    return msgspec.structs.replace(sample.plan((head or 0) + 1, parent), patient=code)


def start_writer(store: Store, code: str, seed: str) -> tuple[int, int]:
    """Start a writer in a process of its own; return its number and where it tells what is saved.

    It gives up at the first error: what happens to a write after the cut is no concern of it.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    os.close(reading)

    def tell(kind: str, what: str) -> None:
        os.write(writing, f"{code} {kind} {what}\n".encode())

    with suppress(GoalcoachError, OSError):
        write(store, code, random.Random(seed), tell)  # noqa: S311 - what to do, no secret
    os._exit(0)


# A file system, and the cut


class Disk:
    """A file system in a file, mounted at a folder of its own."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.image, self.mounted_at = kind, folder / "disk", folder / "mounted"
        self.mounted_at.mkdir()
        with self.image.open("wb") as file:
            file.truncate(MEBIBYTES[kind] * 1024**2)
        quiet = ["-q", "-F"] if kind == "ext4" else ["-q", "-f"]
        run(f"mkfs.{kind}", *quiet, str(self.image))
        self.mount()

    def mount(self) -> None:
        run("mount", "-o", "loop", str(self.image), str(self.mounted_at))

    def unmount(self) -> None:
        for _ in range(50):
            if subprocess.run(["umount", str(self.mounted_at)], check=False).returncode == 0:
                return
            time.sleep(0.1)
        run("umount", "-l", str(self.mounted_at))

    def cut(self) -> None:
        """Shut it down with nothing flushed: what is not on the disk by now is gone."""
        fd = os.open(self.mounted_at, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, FS_IOC_SHUTDOWN, NO_FLUSH)
        finally:
            os.close(fd)


def run(*line: str) -> None:
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)


def read_told(pipes: Sequence[int], seconds: float) -> list[Told]:
    """Return what the writers told until so many seconds have passed, whole lines only."""
    heard, still_open = dict.fromkeys(pipes, b""), list(pipes)
    end = time.monotonic() + seconds
    while True:
        left = end - time.monotonic()
        ready, _, _ = select.select(still_open, [], [], max(0.0, left))
        for pipe in ready:
            words = os.read(pipe, 65536)
            heard[pipe] += words
            if not words:
                still_open.remove(pipe)
        # What lies in a pipe at the end was told before the cut as well.
        if left <= 0:
            break
    lines = [line for words in heard.values() for line in words.split(b"\n")[:-1]]
    told = (line.decode().split(" ", 2) for line in lines)
    return [(code, kind, what) for code, kind, what in told]


def cut_once(disk: Disk, fs: Fs, chance: random.Random) -> list[Told]:
    """Let the writers write, cut, and mount again; return what they were told before."""
    store = Store(disk.mounted_at / "plans", fs)
    writers = [start_writer(store, code, f"{chance.random()}") for code in WRITERS]
    told = read_told([pipe for _, pipe in writers], 0.02 + chance.random() * 0.4)
    disk.cut()
    for process, pipe in writers:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(pipe)
    disk.unmount()
    disk.mount()
    return told


# What is there afterwards


def find_lost(store: Store, told: Sequence[Told]) -> list[Told]:
    """Return what was told to be saved and is not there."""
    return [one for code in WRITERS for one in _lost_of(store, code, told)]


def _lost_of(store: Store, code: str, told: Sequence[Told]) -> Iterator[Told]:
    head = store.head(code) or 0
    draft = store.resume_draft(code) if (store.root / code).exists() else None
    open_visit = set() if draft is None else {event.get("value") for event in draft.events}
    if draft is not None:
        draft.close()
    for one in told:
        if one[0] != code:
            continue
        if one[1] == "plan":
            version, digest = one[2].split(" ")
            if int(version) > head or store.load(code, int(version)).digest != digest:
                yield one
        # The answers of a visit may go once its plan is there.
        elif int(one[2].split("/")[0]) > head and one[2] not in open_visit:
            yield one


@dataclass
class Count:
    """What came of the cuts of one kind of file system."""

    cuts: int = 0
    plans: int = 0
    answers: int = 0
    lost: list[Told] = field(default_factory=list)


def cut_many(kind: str, cuts: int, seed: int, fs: Fs) -> Count:
    """Cut so many times; a file system is made anew every `AT_ONE_DISK` cuts."""
    chance, count = random.Random(f"{seed} {kind}"), Count()  # noqa: S311 - when to cut, no secret
    while count.cuts < cuts:
        with new_disk(kind) as disk:
            store = Store(disk.mounted_at / "plans")
            store.create()
            ever: list[Told] = []
            for _ in range(min(AT_ONE_DISK, cuts - count.cuts)):
                told = cut_once(disk, fs, chance)
                ever += (one for one in told if one[1] == "plan")
                count.cuts += 1
                count.plans += sum(one[1] == "plan" for one in told)
                count.answers += sum(one[1] == "answer" for one in told)
                count.lost += find_lost(store, told)
            # A later cut takes nothing either of what was saved long before.
            count.lost += find_lost(store, ever)
    return count


@contextmanager
def new_disk(kind: str) -> Iterator[Disk]:
    folder = Path(tempfile.mkdtemp(prefix="powercut-"))
    disk = Disk(kind, folder)
    try:
        yield disk
    finally:
        disk.unmount()
        shutil.rmtree(folder)


def why_not(kinds: Sequence[str]) -> str:
    """Return what is missing to cut the power here; "" if nothing is."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "This needs Linux and root: it mounts file systems and shuts them down."
    if not Path("/dev/loop-control").exists():
        return "This needs loop devices, and there are none here."
    missing = [f"mkfs.{kind}" for kind in kinds if shutil.which(f"mkfs.{kind}") is None]
    return f"{' and '.join(missing)} is not here; --fs chooses the kind." if missing else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/powercut")
    parser.add_argument("cuts", nargs="?", type=int, default=500)
    parser.add_argument("seed", nargs="?", type=int, default=17)
    parser.add_argument("--fs", choices=("ext4", "xfs", "both"), default="ext4")
    parser.add_argument("--broken", action="store_true", help="a store that syncs no folder")
    words = parser.parse_args()
    kinds = ("ext4", "xfs") if words.fs == "both" else (words.fs,)
    if reason := why_not(kinds):
        sys.exit(reason)
    lost = 0
    for kind in kinds:
        fs = UnsyncedFs() if words.broken else Fs()
        count = cut_many(kind, words.cuts // len(kinds), words.seed, fs)
        print(
            f"{kind}: {count.cuts} cuts, {count.plans} plans and {count.answers} answers were "
            f"told to be saved, {len(count.lost)} lost",
            flush=True,
        )
        for one in count.lost[:20]:
            print("  lost: " + " ".join(one))
        lost += len(count.lost)
    return 0 if bool(lost) is words.broken else 1


if __name__ == "__main__":
    sys.exit(main())
