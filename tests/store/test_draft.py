"""A visit in progress: kept through every crash, opened by one person at a time."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound, NotSaved
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import glance, read_lines, write_lines
from goalcoach.store.patient_info import read_patient_info
from goalcoach.store.store import Store
from tests.store import sample
from tests.store.double import Died, DyingFs, FailingFs, WatchedFs

CODE = sample.CODE


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "plans")


def _journal(store: Store) -> Path:
    return store.root / CODE / "draft" / "journal.log"


def test_a_draft_keeps_its_answers_its_header_and_its_script(store: Store) -> None:
    sample.begin(store, 3).close()
    draft = store.resume_draft(CODE)
    assert draft is not None
    assert draft.header["ev"] == "start"
    assert draft.code == CODE
    assert draft.pack == sample.PACK
    assert [event["n"] for event in draft.events] == [0, 1, 2, 3]
    assert draft.damage.size == 0
    assert draft.take_said() == ()
    draft.append([sample.answer(3), sample.answer(4)])
    draft.append([])
    draft.close()
    draft.close()
    assert len(sample.values(store)) == 5


def test_a_script_that_was_just_written_is_not_read_back(tmp_path: Path) -> None:
    """It has many files, and on a share each call to the disk is waited for."""
    fs = WatchedFs()
    store = Store(tmp_path / "plans", fs)
    with sample.begun(store, 1) as draft:
        assert draft.pack == sample.PACK
    opened = [where for call, where in fs.calls if call == "open"]
    assert {name: opened.count(name) for name in sample.PACK} == dict.fromkeys(sample.PACK, 1)


def test_the_files_of_a_script_are_written_before_the_disk_is_waited_for(tmp_path: Path) -> None:
    """One by one each of them would wait for the disk: half a second on a slow one."""
    fs = WatchedFs()
    with sample.begun(Store(tmp_path / "plans", fs)):
        names = [where for _, where in fs.calls]
    begun = names.index("script.toml")
    acts = [act for act, _ in fs.calls[begun : begun + 8]]
    assert acts == [*["open", "write"] * 2, "fsync", "fsync", "close", "close"]


def test_a_script_of_many_files_is_pinned_whole_and_few_are_open_at_once(tmp_path: Path) -> None:
    """macOS lets a program open 256 files."""
    fs = FullFs()
    store = Store(tmp_path / "plans", fs)
    pack = {**sample.PACK, **{f"more_{n}.toml": b"" for n in range(198)}}
    store.open_draft(CODE, pack, sample.header()).close()
    draft = store.resume_draft(CODE)
    assert draft is not None
    assert draft.pack == pack
    draft.close()
    assert 60 < fs.most < 80


class FullFs(WatchedFs):
    """Knows how many files were open at most."""

    most = 0

    def watch(self, name: str, act: Callable[[], Any], where: str) -> Any:
        done = super().watch(name, act, where)
        self.most = max(self.most, len(self.fds))
        return done


def test_an_event_out_of_turn_is_refused_before_it_is_written(store: Store) -> None:
    with sample.begun(store, 1) as draft:
        before = _journal(store).read_bytes()
        with pytest.raises(ValueError, match="out of turn"):
            draft.append([{"n": 7, **sample.answer(1)}])
        assert _journal(store).read_bytes() == before


def test_nobody_without_a_draft_has_one_to_resume(store: Store) -> None:
    assert store.resume_draft(CODE) is None
    assert store.peek_draft(CODE) is None
    (store.root / CODE).mkdir(parents=True)
    assert store.resume_draft(CODE) is None
    assert store.peek_draft(CODE) is None
    with pytest.raises(NotFound):
        store.set_aside_draft(CODE)


def test_a_torn_tail_is_cut_off_and_counted_and_the_visit_goes_on(store: Store) -> None:
    sample.begin(store, 2).close()
    with _journal(store).open("ab") as file:
        file.write(b"0123456789abcdef {")
    draft = store.resume_draft(CODE)
    assert draft is not None
    (said,) = draft.take_said()
    assert said == (
        "The journal of this visit is damaged after 3 whole entries. 18 bytes follow, with no "
        "whole entry among them. They are kept in rowan-17/draft/journal.damaged-1."
    )
    assert draft.take_said() == ()
    draft.append([sample.answer(2)])
    draft.close()
    assert len(sample.values(store)) == 3


def test_a_damaged_first_line_is_said_and_nothing_is_touched(store: Store) -> None:
    sample.begin(store, 3).close()
    _journal(store).write_bytes(b"x" + _journal(store).read_bytes()[1:])
    before = _journal(store).read_bytes()
    with pytest.raises(BadData) as caught:
        store.resume_draft(CODE)
    assert "--fresh" in caught.value.sentence
    with pytest.raises(BadData):
        store.peek_draft(CODE)
    with pytest.raises(Busy):
        sample.begin(store)
    assert read_patient_info(store, CODE).problem
    aside = store.set_aside_draft(CODE)
    assert (aside / "journal.log").read_bytes() == before
    sample.begin(store).close()


def test_a_draft_set_aside_stays_and_makes_room(store: Store) -> None:
    for number in (1, 2):
        sample.begin(store, number).close()
        assert store.set_aside_draft(CODE).name == f"draft-{number}"
    assert store.peek_draft(CODE) is None
    assert (store.root / CODE / "draft-2" / "journal.log").exists()


def test_an_open_visit_is_busy_for_everyone_else_and_names_its_holder(store: Store) -> None:
    with sample.begun(store):
        for attempt in (
            lambda: store.resume_draft(CODE),
            lambda: sample.begin(store),
            lambda: store.set_aside_draft(CODE),
        ):
            with pytest.raises(Busy) as caught:
                attempt()
            assert caught.value.exit_code == 75
            assert "This plan is open in another window by " in caught.value.sentence
            assert "@" in caught.value.sentence
        assert store.peek_draft(CODE) is not None
    resumed = store.resume_draft(CODE)
    assert resumed is not None
    resumed.close()


def test_a_draft_that_is_closed_but_unfinished_is_not_written_over(store: Store) -> None:
    sample.begin(store, 4).close()
    with pytest.raises(Busy):
        sample.begin(store)
    assert len(sample.values(store)) == 4


def test_peek_says_who_where_and_when_without_the_lock(store: Store) -> None:
    with sample.begun(store, 2) as draft:
        draft.append([{"t": 1_790_000_060_000, "ev": "pause"}])
        info = store.peek_draft(CODE)
    assert info is not None
    assert info.header["visit"] == "first"
    assert info.section == "values"
    assert info.saved_at.isoformat() == "2026-09-21T14:14:20+00:00"
    assert info.events == 4


@pytest.mark.parametrize(
    ("at", "section"),
    [
        ("values/rows@v1.words", "values"),
        ("sure@g1~2/sure", "sure"),
        ("say_back~2/came_back", "say_back"),
        ("review", "review"),
        ("", ""),
    ],
)
def test_peek_names_the_section_whatever_row_or_round_it_is_in(
    store: Store, at: str, section: str
) -> None:
    with sample.begun(store) as draft:
        draft.append([{"ev": "go", "at": at}])
        info = store.peek_draft(CODE)
    assert info is not None
    assert info.section == section


def test_peek_holds_little_of_a_long_journal(store: Store) -> None:
    """A list peeks at each unfinished visit; the first and the last event are enough for it."""
    long = "x" * 4000
    with sample.begun(store) as draft:
        draft.append(
            [{"t": 1, "ev": "answer", "at": f"values/{n}", "value": long} for n in range(2000)]
        )
    size = _journal(store).stat().st_size
    tracemalloc.start()
    try:
        info = store.peek_draft(CODE)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert info is not None
    assert info.events == 2001
    assert info.last["at"] == "values/1999"
    assert size > 8_000_000 > 4 * peak


def test_peek_says_the_same_however_the_blocks_fall(store: Store) -> None:
    """Cut at each byte, and with damage behind it: what is whole is counted, the rest told."""
    sample.begin(store, 3).close()
    whole = _journal(store).read_bytes()
    for data in (whole, whole[:-5], whole + b"broken\nand more", whole + b"\n\n" + whole):
        events, size = read_lines(data)
        rest = data[size:]
        for step in (1, 7, 50, len(data)):
            told = glance(data[at : at + step] for at in range(0, len(data), step))
            assert (told.header, told.last, told.events) == (events[0], events[-1], len(events))
            assert (told.rest, told.broken) == (len(rest), b"\n" in rest)


@pytest.mark.parametrize("moment", [None, "soon", 1e300, -1e300, True])
def test_peek_bears_any_time(store: Store, moment: object) -> None:
    with sample.begun(store) as draft:
        draft.append([{"t": moment, "ev": "answer", "at": 7}])  # type: ignore[dict-item]
        info = store.peek_draft(CODE)
    assert info is not None
    assert info.saved_at.year == 1970
    assert info.section == ""


def test_a_declined_answer_leaves_no_bytes(store: Store) -> None:
    at = "story/usual"
    secret = "Geheimnis-4711"  # noqa: S105 - a made-up answer
    with sample.begun(store, 2) as draft:
        draft.append(
            [
                {"t": 9, "ev": "draft", "at": at, "text": secret[:9]},
                {"t": 9, "ev": "answer", "at": at, "value": secret},
                {"t": 9, "ev": "add", "at": at, "row": "g1", "first": secret},
                {"t": 9, "ev": "note", "at": at, "text": f"beside {secret}"},
                {"t": 9, "ev": "ack", "at": at, "check": "long", "text": secret, "inputs": secret},
                {"t": 9, "ev": "go", "at": at, "text": "jump"},
                {"t": 9, "ev": "skip", "at": at, "reason": "declined"},
            ]
        )
        draft.redact(at)
        assert secret not in json.dumps(draft.events)
        assert secret[:9].encode() not in sample.all_bytes(store.root)
        assert [event["n"] for event in draft.events] == list(range(10))
        assert draft.events[8]["text"] == "jump"
        draft.append([sample.answer(2)])
    assert len(sample.values(store)) == 10
    with_values = [value for value in sample.values(store) if value]
    assert with_values == ["Antwort – 0", "Antwort – 1", "Antwort – 2"]


def test_a_crash_before_the_rewrite_is_made_good_on_resume(store: Store) -> None:
    with sample.begun(store) as draft:
        draft.append(
            [
                {"t": 1, "ev": "answer", "at": "a/b", "value": "Geheimnis"},
                {"t": 2, "ev": "skip", "at": "a/b", "reason": "declined"},
                {"t": 3, "ev": "answer", "at": "a/b", "value": "doch"},
            ]
        )
    assert sample.values(store) == [None, None, "doch"]
    assert b"Geheimnis" not in sample.all_bytes(store.root)


def test_what_was_declined_is_not_set_aside_either(store: Store) -> None:
    with sample.begun(store) as draft:
        draft.append(
            [
                {"t": 1, "ev": "answer", "at": "a/b", "value": "Geheimnis"},
                {"t": 2, "ev": "skip", "at": "a/b", "reason": "declined"},
            ]
        )
    store.set_aside_draft(CODE)
    assert b"Geheimnis" not in sample.all_bytes(store.root)


def test_discard_takes_the_draft_away(store: Store) -> None:
    sample.begin(store, 3).discard()
    assert list((store.root / CODE).iterdir()) == []
    sample.begin(store).close()


class HidingFs(Fs):
    """What is removed while it is open lies under another name until it is closed, as on FUSE."""

    def __init__(self) -> None:
        super().__init__()
        self.open_now: dict[int, Path] = {}

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        fd = Fs.open(self, path, flags, mode)
        self.open_now[fd] = path
        return fd

    def close(self, fd: int) -> None:
        Fs.close(self, fd)
        path = self.open_now.pop(fd, Path())
        if path.name.startswith(".fuse_hidden"):
            path.unlink()

    def unlink(self, path: Path) -> None:
        for fd, one in self.open_now.items():
            if one == path:
                self.open_now[fd] = path.with_name(f".fuse_hidden{fd}")
                path.rename(self.open_now[fd])
                return
        Fs.unlink(self, path)


def test_discard_leaves_no_folder_where_open_files_are_only_hidden(store: Store) -> None:
    sample.begin(Store(store.root, HidingFs()), 3).discard()
    assert not (store.root / CODE / "draft").exists()


def test_discard_bears_a_draft_without_its_script(store: Store) -> None:
    draft = sample.begin(store, 1)
    for path in (store.root / CODE / "draft" / "pack").iterdir():
        path.unlink()
    (store.root / CODE / "draft" / "pack").rmdir()
    draft.discard()
    assert list((store.root / CODE).iterdir()) == []


def test_discard_keeps_the_journal_if_the_site_says_so(store: Store) -> None:
    store.create()
    (store.root / "goalcoach.toml").write_text("keep_journal = true\n")
    for number in (1, 2):
        sample.begin(store, 3).discard()
        assert (store.root / CODE / f"draft-kept-{number}" / "journal.log").exists()
    assert store.peek_draft(CODE) is None


def test_a_journal_that_cannot_be_put_away_is_said_after_the_save(store: Store) -> None:
    class StickyFs(Fs):
        sticky = False

        def unlink(self, path: Path) -> None:
            if self.sticky:
                raise OSError(errno.EACCES, "Permission denied")
            super().unlink(path)

    fs = StickyFs()
    draft = sample.begin(Store(store.root, fs))
    fs.sticky = True
    with pytest.raises(NotSaved) as caught:
        draft.discard()
    assert caught.value.sentence.startswith("The plan is saved")


def test_a_rest_that_cannot_be_taken_away_does_not_matter(store: Store) -> None:
    class StickyFs(Fs):
        def rmdir(self, path: Path) -> None:
            raise OSError(errno.ENOTEMPTY, "Directory not empty")

    sample.begin(Store(store.root, StickyFs())).discard()
    assert store.peek_draft(CODE) is None
    sample.begin(store).close()


def test_a_script_file_with_a_strange_name_is_refused(store: Store) -> None:
    with pytest.raises(BadData):
        store.open_draft(CODE, {"../script.toml": b""}, sample.header())
    assert store.peek_draft(CODE) is None
    sample.begin(store).close()


def _live(fs: Fs, root: Path, acknowledged: list[str]) -> None:
    """One visit: four answers, one of them declined, a leave, a resume, another answer."""
    store = Store(root, fs)
    draft = store.open_draft(CODE, sample.PACK, sample.header())
    for number in range(4):
        draft.append([sample.answer(number)])
        acknowledged.append(f"Antwort – {number}")
    acknowledged.remove("Antwort – 1")
    draft.append([{"t": 5, "ev": "skip", "at": "values/v1", "reason": "declined"}])
    draft.redact("values/v1")
    draft.close()
    resumed = store.resume_draft(CODE)
    assert resumed is not None
    resumed.append([sample.answer(9)])
    acknowledged.append("Antwort – 9")
    store.publish(CODE, sample.plan())
    acknowledged.clear()
    resumed.discard()


@pytest.mark.parametrize("halfway", [False, True])
def test_a_process_that_dies_before_any_call_loses_no_acknowledged_answer(
    tmp_path: Path, halfway: bool
) -> None:
    for turn in count():
        root = tmp_path / str(turn)
        acknowledged: list[str] = []
        try:
            _live(DyingFs(turn, halfway=halfway), root, acknowledged)
            break
        except Died:
            pass
        store = Store(root)
        if store.head(CODE):
            assert store.load(CODE).plan == sample.plan()
            # The same close again is the same plan, so it is saved already.
            store.publish(CODE, sample.plan())
        elif acknowledged:
            found = sample.values(store)
            assert [value for value in acknowledged if value not in found] == []
        if store.peek_draft(CODE) is None:
            with sample.begun(store, 1):
                assert len(store.peek_draft(CODE).header) > 1  # type: ignore[union-attr]
    assert turn > 100


def test_a_visit_that_is_left_leaves_no_file_open(tmp_path: Path) -> None:
    fs = WatchedFs()
    draft = sample.begin(Store(tmp_path, fs), 2)
    assert fs.fds
    draft.close()
    assert not fs.fds


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_visit_on_a_failing_disk_says_so_and_keeps_what_was_acknowledged(
    tmp_path: Path, number: int
) -> None:
    for turn in count():
        root = tmp_path / str(turn)
        acknowledged: list[str] = []
        fs = FailingFs(turn, number)
        code = 0
        try:
            _live(fs, root, acknowledged)
        except GoalcoachError as problem:
            code = problem.exit_code
        assert code in {0, 74, 77}
        if not fs.struck:
            break
        for fd in fs.fds:
            os.close(fd)
        if acknowledged:
            found = sample.values(Store(root))
            assert [value for value in acknowledged if value not in found] == []
    assert turn > 100


WRITER = """
import sys
from pathlib import Path
from goalcoach.store.store import Store
store = Store(Path(sys.argv[1]))
draft = store.resume_draft("rowan-17") or store.open_draft(
    "rowan-17", {"script.toml": b"id = 1"}, {"t": 0, "ev": "start"})
print("ready", flush=True)
while True:
    n = len(draft.events)
    draft.append([{"t": n, "ev": "answer", "at": "a/b", "value": f"{n} " + "x" * (n % 700)}])
    if n % 9 == 0:
        draft.append([{"t": n, "ev": "draft", "at": "c/d", "text": "half"}])
        draft.redact("c/d")
    print(n, flush=True)
"""


def test_a_writer_killed_at_any_time_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    chance = random.Random(17)
    last = 0
    for _ in range(30):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n", "a dead holder must not keep its lock"
        lines = [writer.stdout.readline().decode() for _ in range(chance.randrange(12))]
        time.sleep(chance.random() * 0.003)  # somewhere in the next ones
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.read().decode().splitlines(keepends=True)
        writer.wait()
        whole = [int(line) for line in lines if line.endswith("\n")]
        last = whole[-1] if whole else last
        found = {str(value).partition(" ")[0] for value in sample.values(Store(tmp_path)) if value}
        assert {str(number) for number in whole} <= found
    assert last > 30


def test_the_lock_of_a_folder_that_is_just_removed_is_busy(store: Store) -> None:
    class RacedFs(Fs):
        def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
            if path.name == "lock":
                raise FileNotFoundError(errno.ENOENT, "No such file or directory")
            return super().open(path, flags, mode)

    with pytest.raises(Busy):
        sample.begin(Store(store.root, RacedFs()))


def test_a_draft_closed_between_the_look_and_the_lock_is_busy(store: Store) -> None:
    sample.begin(store).close()

    class RacedFs(Fs):
        def lock(self, fd: int) -> bool:
            _journal(store).unlink()
            return super().lock(fd)

    with pytest.raises(Busy):
        Store(store.root, RacedFs()).resume_draft(CODE)


def test_a_lock_file_replaced_meanwhile_is_locked_anew(store: Store) -> None:
    class RacedFs(Fs):
        raced = False

        def lock(self, fd: int) -> bool:
            if not self.raced:
                self.raced = True
                (store.root / CODE / "draft" / "lock").unlink()
            return super().lock(fd)

    with sample.begun(Store(store.root, RacedFs())), pytest.raises(Busy):
        store.resume_draft(CODE)


@pytest.mark.parametrize("line", [b"", b"\xff\n", b"a@b 12 yesterday\n", b"a b\n" * 9])
def test_a_lock_line_that_says_nothing_is_left_out(store: Store, line: bytes) -> None:
    with sample.begun(store):
        (store.root / CODE / "draft" / "lock").write_bytes(line)
        with pytest.raises(Busy) as caught:
            store.resume_draft(CODE)
    assert "another window. Close it there" in caught.value.sentence


def test_a_user_without_a_name_can_still_open_a_visit(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    with sample.begun(store), pytest.raises(Busy) as caught:
        store.resume_draft(CODE)
    assert f" by {os.getuid()}@" in caught.value.sentence


def test_a_journal_of_strange_lines_is_still_a_journal(store: Store) -> None:
    sample.begin(store).close()
    _journal(store).write_bytes(
        write_lines([{"n": 0, "ev": "start"}, {"n": 1, "reason": "declined", "at": 7}])
    )
    assert sample.values(store) == [None]
