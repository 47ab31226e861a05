"""One open visit a patient, also where two machines share a folder and not their locks."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goalcoach.errors import OpenElsewhere
from goalcoach.store import lock_holder
from goalcoach.store.file_system import Fs
from goalcoach.store.patient_list import visit_open_there
from goalcoach.store.store import Store
from goalcoach.store.visit_lock import SIGN_EVERY, SILENT_AFTER
from tests.store import sample

CODE = sample.CODE
START = datetime(2026, 11, 20, 10, 41, tzinfo=UTC)


class NoLockFs(Fs):
    """A share on which each machine is given every lock."""

    def lock(self, fd: int) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return Store(tmp_path / "plans", NoLockFs(), clock)


def _lock(store: Store) -> Path:
    return store.root / CODE / "draft" / "lock"


def _at(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """From here on this process is on another machine."""
    monkeypatch.setattr("os.uname", lambda: type("Uname", (), {"nodename": host}))


def test_a_visit_that_is_open_on_another_machine_is_busy_and_names_it(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "kestrel-pc")
    draft = sample.begin(store, 1)
    clock.time += SIGN_EVERY
    draft.append([sample.answer(1)])
    _at(monkeypatch, "desk-2")
    clock.time += timedelta(seconds=30)
    for attempt in (
        lambda: store.resume_draft(CODE),
        lambda: sample.begin(store),
        lambda: store.set_aside_draft(CODE),
    ):
        with pytest.raises(OpenElsewhere) as caught:
            attempt()
        assert caught.value.exit_code == 75
        assert not caught.value.silent
        assert caught.value.sentence == (
            "Another visit of rowan-17 is open on kestrel-pc (last sign of life 10:42). "
            "Close it there. If nobody works there any more, take it over: "
            "goalcoach visit rowan-17 --take-over"
        )
    draft.append([sample.answer(2)])
    assert draft.take_said() == ()


def test_however_long_it_is_silent_another_machine_is_not_taken_for_gone(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "kestrel-pc")
    sample.begin(store, 1)
    _at(monkeypatch, "desk-2")
    clock.time += SILENT_AFTER + timedelta(days=3)
    with pytest.raises(OpenElsewhere) as caught:
        store.resume_draft(CODE)
    assert caught.value.silent
    assert "last sign of life 10:41 on 2026-11-20" in caught.value.sentence
    assert "There was none for 15 minutes or more." in caught.value.sentence


def test_a_visit_is_taken_over_by_a_word_and_neither_side_writes_over_the_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "kestrel-pc")
    first = sample.begin(store, 1)
    _at(monkeypatch, "desk-2")
    second = store.resume_draft(CODE, take_over=True)
    assert second is not None
    second.append([sample.answer(1, "at the desk")])
    _at(monkeypatch, "kestrel-pc")
    first.append([sample.answer(1, "at the bed")])
    first.append([sample.answer(2, "at the bed, later")])
    (said,) = first.take_said()
    assert "kept in rowan-17/draft/journal.of-kestrel-pc.log" in said
    first.close()
    _at(monkeypatch, "desk-2")
    second.close()
    third = store.resume_draft(CODE)
    assert third is not None
    assert [event.get("value") for event in third.events[1:]] == ["Antwort – 0", "at the desk"]
    (kept,) = third.kept
    assert [event.get("value") for event in kept.events[1:]] == [
        "Antwort – 0",
        "at the bed",
        "at the bed, later",
    ]
    third.close()


def test_a_visit_that_is_left_leaves_no_line_behind(store: Store) -> None:
    draft = sample.begin(store, 1)
    assert _lock(store).read_text().count(" ") == 6
    draft.close()
    assert _lock(store).read_bytes() == b""


def test_one_that_was_set_aside_is_open_nowhere(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "kestrel-pc")
    draft = sample.begin(store, 1)
    line = _lock(store).read_bytes()
    draft.close()
    aside = store.set_aside_draft(CODE)
    assert (aside / "lock").read_bytes() == b""
    (aside / "lock").write_bytes(line)
    _at(monkeypatch, "heron-pc")
    assert store.bring_back(CODE, 1) == ""
    assert _lock(store).read_bytes() == b""
    _at(monkeypatch, "kestrel-pc")
    again = store.resume_draft(CODE)
    assert again is not None
    again.close()


def test_the_one_that_was_taken_over_hears_of_it_though_nothing_was_said_there_yet(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "kestrel-pc")
    mine = sample.begin(store, 1)
    clock.time += SIGN_EVERY
    _at(monkeypatch, "desk-2")
    theirs = store.resume_draft(CODE, take_over=True)
    assert theirs is not None
    line = _lock(store).read_bytes()
    clock.time += SIGN_EVERY
    for number in (1, 2):
        mine.append([sample.answer(number)])
        clock.time += SIGN_EVERY
    said = [one for one in mine.take_said() if "taken over on desk-2 at 10:42" in one]
    assert len(said) == 1
    assert _lock(store).read_bytes() == line
    mine.close()
    theirs.close()


def test_one_that_was_taken_over_does_not_take_the_others_line_away(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "kestrel-pc")
    first = sample.begin(store, 1)
    _at(monkeypatch, "desk-2")
    second = store.resume_draft(CODE, take_over=True)
    assert second is not None
    first.close()
    assert "@desk-2 " in _lock(store).read_text()
    second.close()


@pytest.mark.parametrize(
    ("change", "busy"),
    [
        ({}, False),  # this process opened it before, and is here
        ({1: "999999999"}, False),  # no such process
        ({1: "1"}, True),  # a process that lives
        ({1: "1", 5: "another-start"}, False),  # the machine was started anew since
        ({4: "0" * 16}, True),  # another machine, of which nothing is known
    ],
)
def test_on_the_same_machine_a_process_that_is_gone_holds_nothing(
    store: Store, change: dict[int, str], busy: bool
) -> None:
    draft = sample.begin(store, 1)
    words = _lock(store).read_text().split(" ")
    for place, word in change.items():
        words[place] = word
    line = " ".join(words)
    draft.close()
    _lock(store).write_text(line)
    if busy:
        with pytest.raises(OpenElsewhere):
            store.resume_draft(CODE)
        assert _lock(store).read_text() == line
    else:
        assert len(sample.values(store)) == 1


@pytest.mark.parametrize(("state", "busy"), [("S", True), ("Z", False)])
def test_a_process_that_was_killed_holds_nothing_though_nobody_asked_after_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, busy: bool
) -> None:
    draft = sample.begin(store, 1)
    words = _lock(store).read_text().split(" ")
    draft.close()
    words[1] = "1"  # a process that is listed as long as the system runs
    _lock(store).write_text(" ".join(words))
    told = tmp_path / "stat"
    told.write_text(f"1 (a (Z) name) {state} 0 1 1")
    whole = Fs.open_linked

    def look(fs: Fs, path: Path) -> int:
        return whole(fs, told if path == Path("/proc/1/stat") else path)

    monkeypatch.setattr(Fs, "open_linked", look)
    assert (visit_open_there(store, CODE) is not None) == busy
    if not busy:
        assert len(sample.values(store)) == 1


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-20T10:41:00"]
)
@pytest.mark.parametrize("place", [2, 3])
def test_a_line_whose_time_is_none_here_holds_nothing_and_is_no_fault(
    store: Store, clock: Clock, time: str, place: int
) -> None:
    sample.begin(store, 1).close()
    words = [
        "x@other",
        "1",
        clock.time.isoformat(),
        clock.time.isoformat(),
        "0" * 16,
        "1",
        "0" * 32,
    ]
    words[place] = time
    _lock(store).write_text(" ".join(words) + "\n")
    assert visit_open_there(store, CODE) is None
    assert len(sample.values(store)) == 1


def test_the_line_of_an_older_version_holds_nothing(store: Store) -> None:
    sample.begin(store, 1).close()
    _lock(store).write_text("anna@kestrel-pc 7779 2026-11-29T00:59:01+00:00\n")
    assert len(sample.values(store)) == 1


def test_two_machines_that_open_it_at_the_same_moment_are_kept_apart(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.begin(store, 1).close()

    class RacedFs(NoLockFs):
        def fsync(self, fd: int) -> None:
            super().fsync(fd)
            line = _lock(store).read_text()
            if line and "@desk-2" not in line:
                words = line.split(" ")
                words[0], words[4], words[6] = "anna@desk-2", "0" * 16, "f" * 32 + "\n"
                _lock(store).write_text(" ".join(words))

    with pytest.raises(OpenElsewhere, match="desk-2"):
        Store(store.root, RacedFs()).resume_draft(CODE)


def test_a_sign_of_life_is_given_once_a_minute_and_its_failure_is_no_fault(
    store: Store, clock: Clock
) -> None:
    class Fading(NoLockFs):
        broken = False

        def seek(self, fd: int, offset: int) -> None:
            if self.broken:
                raise OSError(errno.EIO, "Input/output error")
            super().seek(fd, offset)

    fs = Fading()
    draft = sample.begin(Store(store.root, fs, clock), 1)
    clock.time += SIGN_EVERY / 2
    draft.append([sample.answer(1)])
    assert "10:41:00" in _lock(store).read_text().split(" ")[3]
    clock.time += SIGN_EVERY
    draft.append([sample.answer(2)])
    assert "10:42:30" in _lock(store).read_text().split(" ")[3]
    fs.broken = True
    clock.time += SIGN_EVERY
    draft.append([sample.answer(3)])
    draft.close()
    assert len(sample.values(store)) == 4


@pytest.mark.parametrize("number", [errno.EPERM, errno.EIO, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_that_gives_no_locks_is_no_fault_and_one_line_says_what_follows(
    store: Store, number: int
) -> None:
    class LocklessFs(Fs):
        def lock(self, fd: int) -> bool:
            raise OSError(number, os.strerror(number))

    draft = sample.begin(Store(store.root, LocklessFs()), 2)
    (said,) = draft.take_said()
    assert said == (
        f"This folder gives no locks ({_reason(number)}), so another window or machine cannot be "
        "kept out here. Open this visit in one place only."
    )
    draft.close()
    assert len(sample.values(store)) == 2


def _reason(number: int) -> str:
    words = {errno.EPERM: "no access, ", errno.EIO: "trouble reading or writing, "}
    return {errno.ENOLCK: "no locks, "}.get(number, words.get(number, "")) + errno.errorcode[number]


def test_a_user_without_a_machine_number_still_has_a_line(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_holder, "_system_word", lambda fs, path: "")
    sample.begin(store, 1)
    assert _lock(store).read_text().count(" ") == 6


HOLDER = """
import sys
from pathlib import Path
from goalcoach.store.file_system import Fs
from goalcoach.store.patient_list import visit_open_there
from goalcoach.store.store import Store
Fs.lock = lambda self, fd: True
try:
    draft = Store(Path(sys.argv[1])).resume_draft("rowan-17")
except Exception as problem:
    print(type(problem).__name__, flush=True)
    raise SystemExit
print("open", flush=True)
for line in sys.stdin:
    draft.append([{"t": 1, "ev": "answer", "at": "a/b", "value": line.strip()}])
    print("ticked", flush=True)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for one in started:
        one.kill()
        one.wait()


def test_of_two_processes_without_locks_one_is_busy_and_after_its_death_it_is_free(
    tmp_path: Path, holder: list[subprocess.Popen[str]]
) -> None:
    root = tmp_path / "plans"
    sample.begin(Store(root), 1).close()

    def start() -> str:
        line = [sys.executable, "-c", HOLDER, str(root)]
        pipe = subprocess.PIPE
        holder.append(subprocess.Popen(line, stdin=pipe, stdout=pipe, text=True))
        out = holder[-1].stdout
        assert out is not None
        return out.readline().strip()

    assert start() == "open"
    assert start() == "OpenElsewhere"
    first = holder[0]
    assert first.stdin is not None
    assert first.stdout is not None
    first.stdin.write("one answer\n")
    first.stdin.flush()
    assert first.stdout.readline() == "ticked\n"
    first.kill()
    first.wait()
    assert start() == "open"
    for one in holder:
        one.kill()
        one.wait()
    assert sample.values(Store(root)) == ["Antwort – 0", "one answer"]
