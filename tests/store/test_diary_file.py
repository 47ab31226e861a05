"""The diary on the disk: added to, never rewritten, whole or as it was."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from goalcoach.errors import BadData, Busy, GoalcoachError, NotAllowed, NotFound, NotSaved
from goalcoach.plan.outcome.diary import Diary, DiaryEntry, correcting, read_diary
from goalcoach.store.diary_file import (
    append_entries,
    check_room,
    load_diary,
    load_entries,
    look_at_entries,
)
from goalcoach.store.file_name import DIARY_FILE as NAME
from goalcoach.store.file_name import diary_name
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from goalcoach.visit.visit import Visit
from tests.store.double import Died, DyingFs, FailingFs, ShortFs, WatchedFs
from tests.store.sample import CODE, plan

DAY = date(2026, 11, 21)
ONE = DiaryEntry(date=DAY, activity="Cut onions", participation=5, line="Sat down to it")
TWO = DiaryEntry(date=DAY, mood=3)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "plans")
    made.create()
    made.publish(CODE, plan())
    return made


def path_of(store: Store) -> Path:
    return store.root / CODE / NAME


def test_entries_come_back_in_the_order_they_were_written(store: Store):
    assert load_entries(store, CODE) == ()
    assert append_entries(store, CODE, [ONE]) == ((ONE,), ())
    assert append_entries(store, CODE, [TWO]) == ((TWO,), ())
    assert load_entries(store, CODE) == (ONE, TWO)


def test_the_same_entry_is_not_written_twice(store: Store):
    append_entries(store, CODE, [ONE])
    before = path_of(store).read_bytes()
    assert append_entries(store, CODE, [ONE]) == ((), (0,))
    assert path_of(store).read_bytes() == before


def test_what_stands_there_is_never_written_anew(store: Store):
    by_hand = f'schema = 1\npatient = "{CODE}"\n# from the paper diary\n'
    path_of(store).write_text(by_hand)
    append_entries(store, CODE, [ONE])
    assert path_of(store).read_text().startswith(by_hand)


def test_the_diary_is_for_its_owner_only(store: Store):
    before = os.umask(0)
    try:
        append_entries(store, CODE, [ONE])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path_of(store).stat().st_mode) == 0o600


def test_nothing_is_left_behind_and_verify_finds_nothing(store: Store):
    append_entries(store, CODE, [ONE])
    assert sorted(entry.name for entry in (store.root / CODE).iterdir()) == [NAME, "v0001.toml"]
    assert verify(store, CODE) == ()


def test_someone_unknown_gets_no_folder(store: Store):
    with pytest.raises(NotFound):
        append_entries(store, "fern-4", [ONE])
    assert not (store.root / "fern-4").exists()


def test_a_diary_of_someone_else_is_refused(store: Store):
    path_of(store).write_text('schema = 1\npatient = "fern-4"\n')
    for act in (lambda: load_entries(store, CODE), lambda: append_entries(store, CODE, [ONE])):
        with pytest.raises(BadData, match="another's folder"):
            act()


def test_a_diary_that_cannot_be_read_is_not_added_to(store: Store):
    path_of(store).write_text("no diary")
    with pytest.raises(BadData):
        append_entries(store, CODE, [ONE])
    assert path_of(store).read_text() == "no diary"


def test_a_link_is_not_followed(store: Store, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(f'schema = 1\npatient = "{CODE}"\n')
    path_of(store).symlink_to(elsewhere)
    with pytest.raises(GoalcoachError):
        append_entries(store, CODE, [ONE])
    assert "entries" not in elsewhere.read_text()


def test_a_folder_that_is_a_link_is_refused(store: Store, tmp_path: Path):
    (store.root / "fern-4").symlink_to(tmp_path)
    with pytest.raises(NotAllowed):
        append_entries(store, "fern-4", [ONE])


def days(count: int) -> list[DiaryEntry]:
    return [
        DiaryEntry(
            date=DAY - timedelta(n),
            activity=f"Soup {n}",
            participation=1,
            mood=1,
            energy=1,
            line="x",
        )
        for n in range(count)
    ]


def names(store: Store) -> list[str]:
    return sorted(path.name for path in (store.root / CODE).glob("diary*"))


def test_a_full_diary_goes_on_in_the_next_file(store: Store):
    written = days(2500)
    assert append_entries(store, CODE, written)[0] == tuple(written)
    assert names(store) == ["diary-2.toml", "diary-3.toml", NAME]
    before = [path_of(store).with_name(name).read_bytes() for name in names(store)[::2]]
    assert append_entries(store, CODE, [TWO]) == ((TWO,), ())
    assert [path_of(store).with_name(name).read_bytes() for name in names(store)[::2]][1] == before[
        1
    ]
    assert load_entries(store, CODE) == (*written, TWO)
    assert verify(store, CODE) == ()
    for name in names(store):
        data = path_of(store).with_name(name).read_bytes()
        assert len(data) <= 1 << 20
        assert data.count(b"\n") < 10_000


def test_what_stands_in_an_earlier_file_is_not_written_twice(store: Store):
    written = days(1500)
    append_entries(store, CODE, written)
    assert append_entries(store, CODE, written) == ((), tuple(range(1500)))
    assert append_entries(store, CODE, written[:1]) == ((), (0,))


def test_adding_an_entry_parses_the_last_file_alone(store: Store, monkeypatch):
    append_entries(store, CODE, days(2500))
    read: list[int] = []

    def watch(data: bytes, source: str) -> Diary:
        read.append(data.count(b"[[entries]]"))
        return read_diary(data, source)

    monkeypatch.setattr("goalcoach.store.diary_file.read_diary", watch)
    append_entries(store, CODE, [DiaryEntry(date=DAY + timedelta(1), mood=3)])
    assert max(read) < 1000


def test_a_file_of_the_diary_that_is_missing_is_told_and_nothing_is_added(store: Store):
    append_entries(store, CODE, days(2500))
    path_of(store).with_name("diary-2.toml").unlink()
    for act in (lambda: load_entries(store, CODE), lambda: append_entries(store, CODE, [ONE])):
        with pytest.raises(BadData, match=r"diary-2\.toml: this file of the diary is not there"):
            act()
    assert [(one.path.name, one.level) for one in verify(store, CODE)] == [
        ("diary-2.toml", "fault")
    ]


def test_a_sheet_that_a_full_disk_cuts_short_says_how_much_was_written(store: Store):
    written = days(2500)
    watched = WatchedFs()
    append_entries(Store(store.root, watched), CODE, written)
    for name in names(store):
        path_of(store).with_name(name).unlink()
    second = [at for at, (name, _) in enumerate(watched.calls) if name == "rename"][1]
    with pytest.raises(NotSaved, match="of 2500 entries were written") as caught:
        append_entries(Store(store.root, FailingFs(second, errno.ENOSPC)), CODE, written)
    assert "Import the same once more" in caught.value.sentence
    there = load_entries(store, CODE)
    assert there == tuple(written[: len(there)])
    append_entries(store, CODE, written)
    assert load_entries(store, CODE) == tuple(written)


def test_a_diary_that_has_all_its_files_says_so_before_anything_is_typed(store: Store):
    head = f'schema = 1\npatient = "{CODE}"\n'
    for number in range(1, 99):
        path_of(store).with_name(diary_name(number)).write_text(head)
        assert bool(check_room(store, CODE)) == (number > 89)
    full = head + f"# {'x' * 1_020_000}\n"
    path_of(store).with_name("diary-99.toml").write_text(full)
    with pytest.raises(NotSaved, match="The diary is full"):
        check_room(store, CODE)
    path_of(store).with_name("diary-99.toml").write_text(full + "#" + "\n" * 9_000)
    with pytest.raises(NotSaved, match=r"Nothing was written\. The diary is full"):
        append_entries(store, CODE, days(200))


def test_a_correction_stands_in_the_place_of_the_entry_and_both_are_kept(store: Store):
    append_entries(store, CODE, [ONE, TWO])
    better = correcting(DiaryEntry(date=DAY, activity="Cut onions", participation=6), [ONE])
    assert append_entries(store, CODE, [better]) == ((better,), ())
    assert load_entries(store, CODE) == (TWO, better)
    assert load_diary(store, CODE) == (ONE, TWO, better)
    assert verify(store, CODE) == ()


def test_verify_names_what_was_changed_by_hand_and_what_corrects_nothing(store: Store):
    better = correcting(DiaryEntry(date=DAY, activity="Cut onions", participation=6), [ONE])
    append_entries(store, CODE, [ONE, better])
    path_of(store).write_text(path_of(store).read_text().replace("ease = 5", "ease = 4"))
    found = verify(store, CODE)
    assert {one.level for one in found} == {"warning"}
    assert "Entry 1, of 2026-11-21, is not as goalcoach wrote it" in found[0].sentence
    assert "corrects one that is not there" in found[1].sentence
    assert len(load_entries(store, CODE)) == 2


def test_a_diary_put_aside_is_told_with_the_name_under_which_it_is_read(store: Store):
    append_entries(store, CODE, [ONE])
    path_of(store).rename(path_of(store).with_name("diary-2026.toml"))
    (found,) = verify(store, CODE)
    assert "a diary with 1 entry. It is not read: name it diary.toml" in found.sentence
    path_of(store).with_name("diary-2026.toml").rename(path_of(store))
    assert load_entries(store, CODE) == (ONE,)


def test_while_someone_writes_another_is_told_to_wait(store: Store):
    fd = os.open(store.root / CODE, os.O_RDONLY)
    try:
        assert Fs().lock(fd)
        with pytest.raises(Busy):
            append_entries(store, CODE, [ONE])
    finally:
        os.close(fd)
    append_entries(store, CODE, [ONE])


def test_many_who_write_at_once_lose_no_entry(store: Store):
    def write(number: int) -> None:
        entry = DiaryEntry(date=DAY - timedelta(number), participation=1)
        while True:
            try:
                append_entries(Store(store.root), CODE, [entry])
            except Busy:
                continue
            return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(24)))
    assert len(load_entries(store, CODE)) == 24


def _calls(store: Store) -> int:
    watched = WatchedFs()
    append_entries(Store(store.root, watched), CODE, [TWO])
    return len(watched.calls)


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("late", [False, True])
def test_trouble_at_any_call_never_lies(store: Store, number: int, late: bool):
    append_entries(store, CODE, [ONE])
    data = path_of(store).read_bytes()
    count = _calls(store)
    for turn in range(count):
        path_of(store).write_bytes(data)
        failing = FailingFs(turn, number, late=late)
        told = _try(Store(store.root, failing))
        left = load_entries(store, CODE)
        assert told in (None, 65, 74, 77)
        assert left in ([(ONE, TWO)] if told is None else [(ONE,), (ONE, TWO)])


def _try(store: Store) -> int | None:
    """Add an entry; return the exit code of what was said, None for a quiet success."""
    try:
        append_entries(store, CODE, [TWO])
    except GoalcoachError as problem:
        return problem.exit_code
    return None


@pytest.mark.parametrize("halfway", [False, True])
def test_a_process_that_dies_leaves_the_old_diary_or_the_new(store: Store, halfway: bool):
    append_entries(store, CODE, [ONE])
    data = path_of(store).read_bytes()
    count = _calls(store)
    for turn in range(count):
        path_of(store).write_bytes(data)
        with pytest.raises(Died):
            append_entries(Store(store.root, DyingFs(turn, halfway=halfway)), CODE, [TWO])
        assert load_entries(store, CODE) in [(ONE,), (ONE, TWO)]
        append_entries(store, CODE, [TWO])
        assert load_entries(store, CODE) == (ONE, TWO)


def test_short_writes_and_reads_are_put_together(store: Store):
    short = Store(store.root, ShortFs(7))
    append_entries(short, CODE, [ONE, TWO])
    assert load_entries(short, CODE) == (ONE, TWO)


def test_a_visit_knows_what_was_written_since_the_last_one(store: Store):
    old = DiaryEntry(date=date(2026, 11, 1), participation=1)
    append_entries(store, CODE, [TWO, old, ONE])
    visit = _begin(store)
    assert visit.diary == (TWO, ONE)
    assert visit.diary_problem == ""
    visit.leave()


def test_a_diary_that_cannot_be_read_does_not_stop_a_visit(store: Store):
    path_of(store).write_text("no diary")
    visit = _begin(store)
    assert visit.diary == ()
    assert "diary.toml" in visit.diary_problem
    visit.leave()
    problem = look_at_entries(store, CODE)[1]
    assert problem is not None
    assert problem.sentence == visit.diary_problem


def _begin(store: Store) -> Visit:
    return Visit.begin(
        store, CODE, today=date(2026, 11, 22), clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)
    )


def test_verify_reads_the_diary_too(store: Store):
    path_of(store).write_text(f'schema = 1\npatient = "{CODE}"\n[[entries]]\nease = 11\n')
    found = verify(store, CODE)
    assert {one.path for one in found} == {path_of(store)}
    assert {one.sentence for one in found} == {
        "line 3: entries[0].date: is not there",
        "line 4: entries[0].ease: wants a whole number from 0 to 10",
    }
