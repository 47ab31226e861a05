"""A plan is saved, not saved, or unconfirmed; there is no fourth outcome."""

from __future__ import annotations

import errno
import multiprocessing
import os
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from goalcoach.errors import AlreadyExists, NotAllowed, NotSaved, Unconfirmed
from goalcoach.store.file_access import create_file, is_there
from goalcoach.store.file_system import Fs
from goalcoach.store.save_protocol import save_new
from goalcoach.store.store import Store
from tests.amount import is_whole
from tests.store import sample
from tests.store.double import FailingFs, ShortFs, WatchedFs

NUMBERS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EINTR)
DATA = b"schema = 1\n" * 50


class NoLinksFs(Fs):
    """exFAT and some shares: a second name for a file cannot be made."""

    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")


def test_a_save_follows_the_protocol_step_by_step(tmp_path: Path) -> None:
    fs = WatchedFs()
    save_new(fs, tmp_path / "v0001.toml", DATA)
    names = [name for name, _ in fs.calls]
    steps = ["open", "write", "fchmod", "fsync", "read", "link", "unlink", "open", "fsync"]
    places: list[int] = []
    for step in steps:
        places.append(names.index(step, places[-1] + 1 if places else 0))
    assert places == sorted(places)
    assert [path.name for path in tmp_path.iterdir()] == ["v0001.toml"]
    assert not fs.fds


def _outcome(fs: Fs, path: Path) -> str:
    try:
        save_new(fs, path, DATA)
    except Unconfirmed:
        return "unconfirmed"
    except NotSaved:
        return "not saved"
    return "saved"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("number", NUMBERS)
def test_each_call_that_fails_leads_to_a_true_outcome(
    tmp_path: Path, number: int, late: bool, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(Fs, "link", NoLinksFs.link)
    seen = set()
    for turn in count():
        folder = tmp_path / str(turn)
        folder.mkdir()
        final = folder / "v0001.toml"
        fs = FailingFs(turn, number, late=late)
        outcome = _outcome(fs, final)
        if not fs.struck:
            break
        seen.add(outcome)
        assert final.exists() == (outcome != "not saved"), (turn, fs.struck)
        assert not final.exists() or final.read_bytes() == DATA
        assert not fs.fds
        # The same save again must come to a good end whatever happened before.
        assert _outcome(Fs(), final) == "saved"
        assert final.read_bytes() == DATA
    assert turn > 9
    assert seen == {"saved", "not saved", "unconfirmed"}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_disk_that_stays_broken_never_says_saved(tmp_path: Path, number: int) -> None:
    whole = WatchedFs()
    save_new(whole, tmp_path / "v0009.toml", DATA)
    for turn in range(len(whole.calls)):
        final = tmp_path / f"{turn}.toml"
        outcome = _outcome(FailingFs(turn, number, stay=True), final)
        assert outcome != "saved" or turn >= len(whole.calls) - 1, "only a close may be in vain"
        assert not (final.exists() and outcome == "not saved")
        assert not final.exists() or final.read_bytes() == DATA


@pytest.mark.parametrize("most", [1, 7, 4096])
def test_short_writes_and_reads_save_every_byte(tmp_path: Path, most: int) -> None:
    save_new(ShortFs(most), tmp_path / "v0001.toml", DATA)
    assert (tmp_path / "v0001.toml").read_bytes() == DATA


def test_a_disk_that_takes_no_byte_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(NotSaved) as caught:
        save_new(ShortFs(0), tmp_path / "v0001.toml", DATA)
    assert "Your words are still here." in caught.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_read_back_otherwise_are_not_saved(tmp_path: Path) -> None:
    class LyingFs(Fs):
        def read(self, fd: int, size: int) -> bytes:
            return super().read(fd, size).replace(b"1", b"2")

    with pytest.raises(NotSaved):
        save_new(LyingFs(), tmp_path / "v0001.toml", DATA)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fs", [Fs(), NoLinksFs()])
def test_a_version_that_is_there_is_never_replaced(tmp_path: Path, fs: Fs) -> None:
    final = tmp_path / "v0001.toml"
    save_new(fs, final, DATA)
    with pytest.raises(AlreadyExists) as caught:
        save_new(fs, final, b"other\n")
    assert caught.value.exit_code == 73
    assert final.read_bytes() == DATA
    save_new(fs, final, DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["v0001.toml"]


def _look_then_rename(fs: Fs, final: Path, data: bytes) -> None:
    """What one would write without thinking: between the look and the step is time to lose."""
    temp = final.with_suffix(".tmp")
    if is_there(final, fs):
        raise AlreadyExists("It is there.")
    create_file(fs, temp, data)
    fs.rename(temp, final)


@pytest.mark.parametrize(("save", "theirs_kept"), [(save_new, True), (_look_then_rename, False)])
def test_a_writer_who_is_faster_by_one_step_is_not_replaced(
    tmp_path: Path, save: Callable[[Fs, Path, bytes], None], theirs_kept: bool
) -> None:
    final = tmp_path / "v0001.toml"

    class RacedFs(Fs):
        def link(self, source: Path, target: Path) -> None:
            final.write_bytes(b"theirs\n")
            super().link(source, target)

        def rename(self, source: Path, target: Path) -> None:
            final.write_bytes(b"theirs\n")
            super().rename(source, target)

    refused = False
    try:
        save(RacedFs(), final, DATA)
    except AlreadyExists:
        refused = True
    # The second row shows that this test can fail.
    assert refused is theirs_kept
    assert (final.read_bytes() == b"theirs\n") is theirs_kept


def test_without_links_or_modes_a_plan_is_saved_all_the_same(tmp_path: Path) -> None:
    class PoorFs(NoLinksFs):
        def fchmod(self, fd: int, mode: int) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

    save_new(PoorFs(), tmp_path / "v0001.toml", DATA)
    assert (tmp_path / "v0001.toml").read_bytes() == DATA
    assert (tmp_path / "v0001.toml").stat().st_mode & 0o777 == 0o600


def test_without_links_another_writers_file_is_never_taken_away(tmp_path: Path) -> None:
    final = tmp_path / "v0001.toml"

    class RacedFs(NoLinksFs):
        def link(self, source: Path, target: Path) -> None:
            final.write_bytes(b"theirs\n")
            raise OSError(errno.EPERM, "Operation not permitted")

    with pytest.raises(AlreadyExists):
        save_new(RacedFs(), final, DATA)
    assert final.read_bytes() == b"theirs\n"


def test_without_links_a_file_that_cannot_be_taken_back_is_unconfirmed(tmp_path: Path) -> None:
    final = tmp_path / "v0001.toml"

    class StuckFs(NoLinksFs):
        syncs = 0

        def fsync(self, fd: int) -> None:
            self.syncs += 1
            if self.syncs == 2:
                raise OSError(errno.EIO, "Input/output error")
            super().fsync(fd)

        def unlink(self, path: Path) -> None:
            if path == final:
                raise OSError(errno.EIO, "Input/output error")
            super().unlink(path)

    with pytest.raises(Unconfirmed):
        save_new(StuckFs(), final, DATA)
    assert final.read_bytes() == DATA


@pytest.mark.parametrize("fs_type", [Fs, NoLinksFs])
def test_an_interrupt_leaves_no_half_plan(tmp_path: Path, fs_type: type[Fs]) -> None:
    class StoppedFs(fs_type):  # type: ignore[misc, valid-type]
        syncs = 0

        def fsync(self, fd: int) -> None:
            self.syncs += 1
            if self.syncs == (2 if fs_type is NoLinksFs else 1):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_new(StoppedFs(), tmp_path / "v0001.toml", DATA)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_synced_at_all_still_saves(tmp_path: Path) -> None:
    class ShareFs(Fs):
        def fsync(self, fd: int) -> None:
            if stat.S_ISDIR(os.fstat(fd).st_mode):
                raise OSError(errno.EINVAL, "Invalid argument")
            super().fsync(fd)

    save_new(ShareFs(), tmp_path / "v0001.toml", DATA)
    assert (tmp_path / "v0001.toml").read_bytes() == DATA


def _race(root: str, words: str, rounds: int, barrier: object, results: object) -> None:
    store = Store(Path(root))
    for number in range(rounds):
        code_plan = sample.next_plan(store, f"{words} {number}")
        barrier.wait()  # type: ignore[attr-defined]
        try:
            store.publish(sample.CODE, code_plan)
            results.put((code_plan.version, words, True))  # type: ignore[attr-defined]
        except AlreadyExists:
            results.put((code_plan.version, words, False))  # type: ignore[attr-defined]
        barrier.wait()  # type: ignore[attr-defined]


def _run_races(root: Path, rounds: int) -> list[list[str]]:
    """Let four writers publish the same version, so many times; return the winners of each."""
    names = ("one", "other", "third", "fourth")
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(len(names)), context.Queue()
    writers = [
        context.Process(target=_race, args=(str(root), words, rounds, barrier, results))
        for words in names
    ]
    for writer in writers:
        writer.start()
    outcomes = [results.get(timeout=300) for _ in range(rounds * len(names))]
    for writer in writers:
        writer.join(300)
        assert writer.exitcode == 0
    return [
        [words for number, words, won in outcomes if won and number == version]
        for version in range(1, rounds + 1)
    ]


def test_of_four_clinicians_who_publish_one_version_one_wins_and_the_others_hear_so(
    tmp_path: Path,
) -> None:
    rounds = 250 if is_whole() else 15
    winners = _run_races(tmp_path, rounds)
    store = Store(tmp_path)
    assert store.versions(sample.CODE) == tuple(range(1, rounds + 1))
    for version, won in enumerate(winners, start=1):
        assert len(won) == 1
        statement = store.load(sample.CODE, version).plan.goals[0].statement or ""
        assert statement.split()[0] == won[0]


def test_a_look_and_then_a_rename_tells_two_writers_that_they_won(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail."""
    all_have_looked = multiprocessing.get_context("fork").Barrier(4)

    def rename_if_free(fs: Fs, final: Path, data: bytes) -> None:
        temp = final.with_name(f".{os.getpid()}.tmp")
        create_file(fs, temp, data)
        if is_there(final, fs):
            raise AlreadyExists("")
        all_have_looked.wait(60)
        fs.rename(temp, final)

    monkeypatch.setattr("goalcoach.store.save_protocol.save_new", rename_if_free)
    assert [len(won) for won in _run_races(tmp_path, 1)] == [4]


def _published(fs: Fs, root: Path) -> str:
    store = Store(root, fs)
    try:
        store.publish(sample.CODE, sample.next_plan(Store(root), "Second"))
    except Unconfirmed:
        return "unconfirmed"
    except (NotSaved, NotAllowed):
        return "not saved"
    return "saved"


@pytest.mark.parametrize("number", NUMBERS)
def test_publishing_on_a_failing_disk_never_lies_and_keeps_the_journal(
    tmp_path: Path, number: int
) -> None:
    attempt: Callable[[Fs, Path], str] = _published
    seen = set()
    for turn in count():
        root = tmp_path / str(turn)
        store = Store(root)
        store.create()
        store.publish(sample.CODE, sample.next_plan(store))
        with sample.begun(store, 5):
            fs = FailingFs(turn, number)
            outcome = attempt(fs, root)
        if not fs.struck:
            break
        seen.add(outcome)
        assert not fs.fds
        assert store.versions(sample.CODE) == ((1,) if outcome == "not saved" else (1, 2))
        assert len(sample.values(store)) == 5
    assert turn > 20
    assert seen == {"saved", "not saved", "unconfirmed"}
