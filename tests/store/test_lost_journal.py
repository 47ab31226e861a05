"""A tick means: the file under the journal's name holds the line, now, whatever others do to it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from goalcoach.errors import NotSaved
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import read_lines, write_lines
from goalcoach.store.journal_writer import ANEW, FOLDER, OLDER
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store
from tests.store import sample
from tests.store.double import WatchedFs

CODE = sample.CODE


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "plans")


def _folder(store: Store) -> Path:
    return store.root / CODE / "draft"


def _journal(store: Store) -> Path:
    return _folder(store) / "journal.log"


def unlink(store: Store) -> None:
    _journal(store).unlink()


def move_away(store: Store) -> None:
    _journal(store).rename(store.root / "elsewhere.log")


def cut(store: Store) -> None:
    data = _journal(store).read_bytes()
    _journal(store).write_bytes(data[: len(data) // 2])


def replace_by_older(store: Store) -> None:
    older = store.root / "older.log"
    older.write_bytes(b"".join(_journal(store).read_bytes().splitlines(keepends=True)[:2]))
    older.rename(_journal(store))


def remove_draft(store: Store) -> None:
    shutil.rmtree(_folder(store))


def set_draft_aside(store: Store) -> None:
    _folder(store).rename(store.root / CODE / "draft-1")


def remove_patient(store: Store) -> None:
    shutil.rmtree(store.root / CODE)


WAYS: dict[Callable[[Store], None], str] = {
    unlink: ANEW,
    move_away: ANEW,
    cut: OLDER,
    replace_by_older: OLDER,
    remove_draft: FOLDER,
    set_draft_aside: FOLDER,
    remove_patient: FOLDER,
}


def _ticked(store: Store, draft: OpenDraft, *numbers: int) -> None:
    """Answer, and look that each tick was true when it was given."""
    for number in numbers:
        draft.append([sample.answer(number)])
        events, size = read_lines(_journal(store).read_bytes())
        assert events[-1]["value"] == f"Antwort – {number}"
        assert size == _journal(store).stat().st_size


@pytest.mark.parametrize("way", WAYS)
def test_every_ticked_answer_is_there_after_the_journal_went(
    store: Store, way: Callable[[Store], None]
) -> None:
    draft = sample.begin(store, 2)
    way(store)
    _ticked(store, draft, 2, 3, 4, 5)
    assert draft.take_said() == (WAYS[way],)
    draft.close()  # as the end of the process does
    assert sample.values(Store(store.root)) == [f"Antwort – {n}" for n in range(6)]
    again = store.resume_draft(CODE)
    assert again is not None
    assert again.pack == sample.PACK
    again.close()


class LateFs(Fs):
    """Does something to the journal after the write, before anybody looks."""

    act: Callable[[], None] | None = None

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        act, self.act = self.act, None
        if act is not None:
            act()


@pytest.mark.parametrize("way", WAYS)
def test_a_journal_that_goes_while_it_is_written_is_noticed_before_the_tick(
    store: Store, way: Callable[[Store], None]
) -> None:
    fs = LateFs()
    draft = sample.begin(Store(store.root, fs), 2)
    fs.act = lambda: way(store)
    _ticked(store, draft, 2)
    assert draft.take_said() == (WAYS[way],)
    draft.close()
    assert sample.values(store) == [f"Antwort – {n}" for n in range(3)]


OTHERS = write_lines([{"n": 0, "ev": "start"}, {"n": 1, "ev": "answer", "at": "a/b", "value": "x"}])


def replace_by_others(store: Store) -> None:
    other = store.root / "other.log"
    other.write_bytes(OTHERS)
    other.rename(_journal(store))


def append_others(store: Store) -> None:
    with _journal(store).open("ab") as file:
        file.write(OTHERS)


def put_a_folder(store: Store) -> None:
    _journal(store).unlink()
    _journal(store).mkdir()


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("way", [replace_by_others, append_others, put_a_folder])
def test_beside_a_file_of_another_ours_is_kept_under_the_name_of_this_machine(
    store: Store, way: Callable[[Store], None], late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fs = LateFs()
    monkeypatch.setattr("os.uname", lambda: type("Uname", (), {"nodename": "Kestrel PC.local"}))
    draft = sample.begin(Store(store.root, fs), 2)
    if late:
        fs.act = lambda: way(store)
    else:
        way(store)
    draft.append([sample.answer(2)])
    others = _journal(store).read_bytes() if _journal(store).is_file() else b""
    draft.append([sample.answer(3)])
    ours = _folder(store) / "journal.of-kestrel-pc-local.log"
    told = [event.get("value") for event in read_lines(ours.read_bytes())[0][1:]]
    assert told == [f"Antwort – {n}" for n in range(4)]
    if others:
        assert _journal(store).read_bytes() == others
    (said,) = draft.take_said()
    assert said == (
        "Another program or machine has written to journal.log. All answers of this visit are kept "
        "in rowan-17/draft/journal.of-kestrel-pc-local.log, and the other file is left as it is."
    )
    # The close takes our own journal away, and not the other's.
    assert "rowan-17/draft-apart-1: journal.log" in draft.discard()
    apart = store.root / CODE / "draft-apart-1"
    assert not (apart / ours.name).exists()
    if others:
        assert (apart / "journal.log").read_bytes() == others


def test_what_was_kept_beside_anothers_journal_can_be_read_when_the_visit_is_taken_up(
    store: Store,
) -> None:
    draft = sample.begin(store, 2)
    append_others(store)
    draft.append([sample.answer(2)])
    draft.close()
    again = store.resume_draft(CODE)
    assert again is not None
    values = [[event.get("value") for event in one.events] for one in again.kept]
    assert [None, "Antwort – 0", "Antwort – 1", "Antwort – 2"] in values
    again.close()


@pytest.mark.parametrize("way", [replace_by_others, append_others])
def test_the_close_takes_no_file_away_that_became_anothers_since_the_last_answer(
    store: Store, way: Callable[[Store], None]
) -> None:
    draft = sample.begin(store, 2)
    way(store)
    others = _journal(store).read_bytes()
    assert "rowan-17/draft-apart-1: journal.log" in draft.discard()
    assert (store.root / CODE / "draft-apart-1" / "journal.log").read_bytes() == others


def test_two_files_of_this_machine_do_not_take_each_others_name(store: Store) -> None:
    for number in (1, 2):
        draft = store.resume_draft(CODE) or sample.begin(store, 1)
        append_others(store)
        draft.append([sample.answer(7)])
        draft.close()
        names = [path.name for path in _folder(store).glob("journal.of-*")]
        assert len(names) == number


def test_without_the_folder_of_the_plans_nothing_is_ticked_and_the_reason_is_said(
    store: Store,
) -> None:
    draft = sample.begin(store, 2)
    away = store.root.with_name("unplugged")
    store.root.rename(away)
    for _ in range(2):
        with pytest.raises(NotSaved) as caught:
            draft.append([sample.answer(2)])
        assert "the folder of the plans is gone" in caught.value.sentence
    assert not store.root.exists(), "a share that is not there must not be made on this machine"
    away.rename(store.root)
    _ticked(store, draft, 2, 3)
    draft.close()
    assert sample.values(store) == [f"Antwort – {n}" for n in range(4)]


def test_where_the_journal_cannot_be_written_anew_nothing_is_ticked(store: Store) -> None:
    class FullFs(Fs):
        full = False

        def write(self, fd: int, data: bytes | memoryview) -> int:
            if self.full:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(fd, data)

    fs = FullFs()
    draft = sample.begin(Store(store.root, fs), 2)
    unlink(store)
    fs.full = True
    with pytest.raises(NotSaved) as caught:
        draft.append([sample.answer(2)])
    assert "Free some space" in caught.value.sentence
    fs.full = False
    _ticked(store, draft, 2)
    draft.close()
    assert sample.values(store) == [f"Antwort – {n}" for n in range(3)]


def test_a_lost_journal_that_is_declined_in_is_written_anew_without_the_words(store: Store) -> None:
    draft = sample.begin(store, 2)
    draft.append([{"t": 1, "ev": "skip", "at": "values/v1", "reason": "declined"}])
    unlink(store)
    draft.redact("values/v1")
    draft.close()
    assert sample.values(store) == ["Antwort – 0", None, None]
    assert "Antwort – 1".encode() not in sample.all_bytes(store.root)


def test_the_look_at_the_name_costs_two_calls_an_answer(store: Store) -> None:
    fs = WatchedFs()
    draft = sample.begin(Store(store.root, fs), 1)
    before = len(fs.calls)
    draft.append([sample.answer(1)])
    assert [name for name, _ in fs.calls[before:]] == ["lstat", "write", "fsync", "lstat"]
    draft.close()
