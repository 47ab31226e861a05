"""`verify --repair` only ever moves aside what counts nowhere; every byte is still there after."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from goalcoach.errors import Busy, NotSaved
from goalcoach.plan.file import codec
from goalcoach.store.finding import Finding
from goalcoach.store.patient_info import read_patient_info
from goalcoach.store.quarantine import movable, move_aside
from goalcoach.store.store import Store
from goalcoach.store.verify import verify_patients, verify_root
from tests.store import sample
from tests.store.double import FailingFs, WatchedFs

CODE = sample.CODE
DAY = date(2026, 11, 29)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    for number in (1, 2):
        store.publish(CODE, sample.next_plan(store, f"Goal of visit {number}"))
    return store


def _findings(store: Store) -> tuple[Finding, ...]:
    return (*verify_root(store), *verify_patients(store, [CODE], DAY))


def _clutter(store: Store) -> set[str]:
    """Put one of each kind of thing that counts nowhere; return their names."""
    folder = store.root / CODE
    (folder / ".save-0123456789abcdef.tmp").write_bytes(b"x")
    other = codec.write(sample.plan(2, store.load(CODE, 2).plan.parent, "Theirs"))
    (folder / "v0002-KESTREL-PC.toml").write_bytes(other)
    (folder / "v0001 (1).toml").write_bytes((folder / "v0001.toml").read_bytes())
    (folder / "v0003.toml").write_bytes(other[:-30])
    (folder / "photos").mkdir()
    (folder / "photos" / "one.png").write_bytes(b"y")
    (folder / "elsewhere").symlink_to("/etc/passwd")
    (store.root / "notes.txt").write_bytes(b"z")
    return {
        *(".save-0123456789abcdef.tmp", "v0002-KESTREL-PC.toml", "v0001 (1).toml", "v0003.toml"),
        *("photos", "elsewhere", "notes.txt"),
    }


def test_all_that_counts_nowhere_is_moved_and_nothing_is_lost(store: Store):
    names = _clutter(store)
    before = sample.all_bytes(store.root)
    paths = movable(_findings(store))
    assert {path.name for path in paths} == names
    for path in paths:
        target = move_aside(store.fs, path)
        assert target == path.parent / "set_aside" / path.name
    assert _findings(store) == ()
    assert sorted(sample.all_bytes(store.root)) == sorted(before)
    assert (store.root / CODE / "set_aside" / "elsewhere").is_symlink()
    assert store.codes() == (CODE,)
    assert read_patient_info(store, CODE).second_versions == ()
    assert store.cut_short(CODE) == ""


def test_a_name_that_was_moved_before_gets_the_next_number(store: Store):
    for number, name in enumerate(("notes.txt", "notes.txt-2", "notes.txt-3")):
        (store.root / "notes.txt").write_bytes(b"%d" % number)
        target = move_aside(store.fs, store.root / "notes.txt")
        assert (target.name, target.read_bytes()) == (name, b"%d" % number)


def test_what_a_plan_needs_is_never_moved(store: Store):
    folder = store.root / CODE
    whole = (folder / "v0001.toml").read_bytes()
    (folder / "v0001.toml").chmod(0o600)
    (folder / "v0001.toml").write_bytes(whole.replace(b"Goal", b"Gaol"))
    (folder / "diary.toml").write_bytes(b"[[entries]]\nx")
    (folder / "diary.toml.new").write_bytes(b"a save under way")
    sample.begin(store, 1).close()
    (folder / "draft" / "journal.log").write_bytes(b"damaged\n")
    (store.root / "goalcoach.toml").write_bytes(b"nmae = 1")
    assert len(_findings(store)) >= 5
    assert movable(_findings(store)) == ()


def test_while_a_visit_is_open_nothing_of_that_patient_is_moved(store: Store):
    path = store.root / CODE / ".save-0123456789abcdef.tmp"
    path.write_bytes(b"a save under way")
    with sample.begun(store), pytest.raises(Busy):
        move_aside(store.fs, path)
    assert path.exists()
    move_aside(store.fs, path)
    assert not path.exists()


def test_a_disk_that_fails_says_not_saved_and_loses_nothing(store: Store):
    watched = WatchedFs()
    path = store.root / CODE / "notes.txt"
    path.write_bytes(b"x")
    move_aside(watched, path)
    for turn in range(len(watched.calls)):
        path.write_bytes(b"x%d" % turn)
        fs = FailingFs(turn, 5)
        with suppress(NotSaved):
            move_aside(fs, path)
        assert b"x%d" % turn in sample.all_bytes(path.parent)
