"""A damaged journal gives back every earlier answer; a torn tail is cut off and counted."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path

import pytest

from goalcoach.errors import NotSaved, Unconfirmed
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import (
    EventJson,
    read_lines,
    read_whole_lines,
    redact_bytes,
    write_lines,
)
from goalcoach.store.journal_writer import OLDER, Journal
from tests.store import sample
from tests.store.double import FailingFs

EVENTS = [{"n": 0, **sample.header()}, *({"n": n, **sample.answer(n)} for n in range(1, 21))]
LINES = [write_lines([event]) for event in EVENTS]
WHOLE = b"".join(LINES)


def _whole_before(offset: int) -> int:
    """Return how many lines lie wholly before a byte."""
    end = 0
    for number, line in enumerate(LINES):
        end += len(line)
        if end > offset:
            return number
    return len(LINES)


def test_a_line_is_its_own_digest_a_blank_and_plain_json() -> None:
    line = write_lines([{"n": 0, "t": 1, "ev": "answer", "value": "Über Nacht"}])
    text = '{"n":0,"t":1,"ev":"answer","value":"Über Nacht"}'.encode()
    assert line == sha256(text).hexdigest()[:16].encode() + b" " + text + b"\n"
    assert read_lines(line)[0] == ({"n": 0, "t": 1, "ev": "answer", "value": "Über Nacht"},)


def test_a_journal_cut_at_any_byte_gives_every_whole_answer() -> None:
    for cut in range(len(WHOLE) + 1):
        events, size = read_lines(WHOLE[:cut])
        assert list(events) == EVENTS[: _whole_before(cut)]
        assert size == sum(map(len, LINES[: len(events)]))


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_a_flipped_byte_costs_nothing_that_stands_before_it(bit: int) -> None:
    for place in range(len(WHOLE)):
        damaged = bytearray(WHOLE)
        damaged[place] ^= bit
        events, _ = read_lines(bytes(damaged))
        assert list(events) == EVENTS[: _whole_before(place)]


def test_lines_taken_out_or_swapped_are_noticed() -> None:
    assert len(read_lines(b"".join(LINES[:3] + LINES[4:]))[0]) == 3
    assert len(read_lines(b"".join([LINES[0], LINES[2], LINES[1]]))[0]) == 1
    assert len(read_lines(LINES[0] + LINES[0])[0]) == 1


@pytest.mark.parametrize("text", [b"[1]", b"{", b"[" * 100_000, b'"n"'])
def test_a_line_that_is_no_event_ends_the_journal(text: bytes) -> None:
    line = sha256(text).hexdigest()[:16].encode() + b" " + text + b"\n"
    assert read_lines(LINES[0] + line) == (tuple(EVENTS[:1]), len(LINES[0]))


def test_half_a_character_is_kept_as_a_question_mark() -> None:
    events, _ = read_lines(write_lines([{"n": 0, "value": "a\ud800b"}]))
    assert events[0]["value"] == "a?b"


def _journal(path: Path, fs: Fs | None = None) -> Journal:
    Journal.create(Fs(), path, LINES[0]).close()
    return Journal.resume(fs or Fs(), path)[0]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EINTR])
def test_an_append_that_did_not_work_leaves_nothing_and_the_next_one_works(
    tmp_path: Path, number: int
) -> None:
    for late in (False, True):
        for turn in range(20):
            path = tmp_path / f"{late}-{turn}.log"
            fs = FailingFs(-1, number, late=late)
            journal = _journal(path, fs)
            fs.turn = len(fs.calls) + turn
            try:
                journal.append(LINES[1])
                saved = LINES[0] + LINES[1]
            except NotSaved:
                saved = LINES[0]
            assert path.read_bytes() == saved, (turn, fs.struck)
            done = len(saved.splitlines())
            fs.turn = -1
            journal.append(LINES[done])
            assert path.read_bytes() == saved + LINES[done]
            journal.close()
            assert not fs.fds


def test_a_full_disk_keeps_the_whole_lines_and_says_so(tmp_path: Path) -> None:
    class FullFs(Fs):
        room = 30

        def write(self, fd: int, data: bytes | memoryview) -> int:
            if not self.room:
                raise OSError(errno.ENOSPC, "No space left on device")
            count = super().write(fd, data[: self.room])
            self.room -= count
            return count

    fs = FullFs()
    journal = _journal(tmp_path / "journal.log", fs)
    with pytest.raises(NotSaved) as caught:
        journal.append(LINES[1])
    assert "Free some space" in caught.value.sentence
    assert (tmp_path / "journal.log").read_bytes() == LINES[0]
    fs.room = 1 << 20
    journal.append(LINES[1])
    assert (tmp_path / "journal.log").read_bytes() == LINES[0] + LINES[1]


@pytest.mark.parametrize(
    ("rest", "entries", "name"),
    [
        (b"a line that was cut sho", 0, "journal.damaged-1"),
        (b"a whole line\n0", 0, "journal.damaged-1"),
        (b"damaged\n" + LINES[5] + b"\n" + LINES[7], 2, "journal.damaged-1"),
        # What a power cut leaves of a write that never reached the disk.
        (bytes(40), 0, ""),
    ],
)
def test_what_follows_damage_is_kept_counted_and_cut_off(
    tmp_path: Path, rest: bytes, entries: int, name: str
) -> None:
    path = tmp_path / "journal.log"
    path.write_bytes(LINES[0] + rest)
    journal, events, damage = Journal.resume(Fs(), path)
    journal.append(LINES[1])
    journal.close()
    assert (list(events), damage) == (EVENTS[:1], (len(rest), entries, name))
    assert path.read_bytes() == LINES[0] + LINES[1]
    kept = [one.read_bytes() for one in tmp_path.iterdir() if one != path]
    assert kept == ([rest] if name else [])


def test_what_was_kept_before_a_crash_is_not_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "journal.log"
    for number in (1, 2):
        path.write_bytes(LINES[0] + b"damaged\n" + LINES[2])
        assert Journal.resume(Fs(), path)[2].name == "journal.damaged-1", number
    path.write_bytes(LINES[0] + b"damaged again\n")
    assert Journal.resume(Fs(), path)[2].name == "journal.damaged-2"


@pytest.mark.parametrize("bit", [0x01, 0x20])
def test_a_flipped_byte_leaves_each_later_whole_line_to_be_read(bit: int) -> None:
    for place in range(len(LINES[0]), len(WHOLE), 7):
        damaged = bytearray(WHOLE)
        damaged[place] ^= bit
        _, size = read_lines(bytes(damaged))
        later, broken = read_whole_lines(bytes(damaged)[size:])
        lost = _whole_before(place)
        # A flipped line end takes two lines with it; a flip that makes one splits a line in two.
        assert list(later) in (EVENTS[lost + 1 :], EVENTS[lost + 2 :]), place
        assert broken in (1, 2)


def test_an_append_that_cannot_be_taken_back_is_unconfirmed(tmp_path: Path) -> None:
    class StuckFs(Fs):
        broken = False

        def fsync(self, fd: int) -> None:
            if self.broken:
                raise OSError(errno.EIO, "Input/output error")
            super().fsync(fd)

        def truncate(self, fd: int, size: int) -> None:
            if self.broken:
                raise OSError(errno.EIO, "Input/output error")
            super().truncate(fd, size)

    fs = StuckFs()
    journal = _journal(tmp_path / "journal.log", fs)
    fs.broken = True
    with pytest.raises(Unconfirmed):
        journal.append(LINES[1])
    with pytest.raises(NotSaved):
        journal.append(LINES[1])
    fs.broken = False
    journal.append(LINES[1])
    assert (tmp_path / "journal.log").read_bytes() == LINES[0] + LINES[1]


def test_an_interrupt_leaves_no_half_line(tmp_path: Path) -> None:
    class StoppedFs(Fs):
        stop = True

        def fsync(self, fd: int) -> None:
            if self.stop:
                raise KeyboardInterrupt

    fs = StoppedFs()
    journal = _journal(tmp_path / "journal.log", fs)
    with pytest.raises(KeyboardInterrupt):
        journal.append(LINES[1])
    fs.stop = False
    journal.append(LINES[1])
    assert (tmp_path / "journal.log").read_bytes() == LINES[0] + LINES[1]


def test_a_journal_that_someone_else_cut_is_written_anew_and_told_of(tmp_path: Path) -> None:
    journal = _journal(tmp_path / "journal.log")
    (tmp_path / "journal.log").write_bytes(b"")
    journal.append(LINES[1])
    assert (tmp_path / "journal.log").read_bytes() == LINES[0] + LINES[1]
    assert journal.said == [OLDER]


def test_what_was_declined_goes_out_of_whole_and_of_damaged_lines() -> None:
    told: EventJson = {"n": 1, "ev": "answer", "at": "a/b", "value": ["Geheimnis", "ja"]}
    other: EventJson = {"n": 2, "ev": "answer", "at": "a/c", "value": "ja und Cook lunch"}
    whole, beside = write_lines([told]), write_lines([other])
    hurt = b'x {"n":3,"ev":"answer","at":"a/b","value":"half of it\n'
    without_address = b'x {"n":3,"ev":"answer","aXb","value":"Geheimnis"\n'
    data = b"".join([whole, hurt, beside, b"something else\n", without_address])
    less = redact_bytes(data, ["a/b"], [])
    assert b"Geheimnis" not in less
    assert b"half of it" not in less
    assert less.endswith(beside + b"something else\n")
    assert read_whole_lines(less)[0] == ({"n": 1, "ev": "answer", "at": "a/b"}, other)


def test_a_rewrite_puts_the_new_lines_in_place_or_keeps_the_old(tmp_path: Path) -> None:
    for late in (False, True):
        for turn in range(25):
            path = tmp_path / f"{late}-{turn}" / "journal.log"
            path.parent.mkdir()
            fs = FailingFs(-1, errno.EIO, late=late)
            journal = _journal(path, fs)
            fs.turn = len(fs.calls) + turn
            try:
                journal.rewrite(LINES[0] + LINES[1])
                expected = {LINES[0] + LINES[1]}
            except Unconfirmed:
                expected = {LINES[0], LINES[0] + LINES[1]}
            except NotSaved:
                expected = {LINES[0]}
            found = path.read_bytes()
            assert found in expected, (turn, fs.struck)
            # Whatever came of it, the next answer goes behind the lines that stand there.
            done = len(found.splitlines())
            fs.turn = -1
            journal.append(LINES[done])
            assert path.read_bytes() == found + LINES[done]
            journal.close()
            assert not fs.fds
