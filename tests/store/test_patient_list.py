"""The list of many patients: the same lines with and without what was kept, and quick with it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
from msgspec.structs import replace

from goalcoach.cli import list_
from goalcoach.plan.model.visit_record import Agreement, Parent
from goalcoach.store import patient_list as listed
from goalcoach.store.file_name import LIST_FILE
from goalcoach.store.file_system import Fs
from goalcoach.store.list_cache import FORMAT
from goalcoach.store.patient_info import PatientInfo, read_patient_info
from goalcoach.store.patient_list import list_patients
from goalcoach.store.store import Store
from goalcoach.store.verify import verify_root
from tests.store.sample import PACK, header, plan

CODES = tuple(f"p-{number}" for number in range(6))


class CountingFs(Fs):
    """Counts the plans that are opened."""

    def __init__(self) -> None:
        self.plans = 0

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        self.plans += path.name.startswith("v000")
        return super().open(path, flags, mode)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans", CountingFs())
    store.create()
    for code in CODES:
        store.publish(code, replace(plan(), patient=code))
    return store


def signed(body: bytes) -> bytes:
    """Return the bytes of a cache whose checksum fits."""
    return body + b',"crc32":"%08x"}' % crc32(body)


def plain(store: Store) -> tuple[PatientInfo, ...]:
    """Return the list as it is read from the plans alone."""
    return tuple(read_patient_info(store, code) for code in store.codes())


def plans_read(store: Store) -> int:
    assert isinstance(store.fs, CountingFs)
    store.fs.plans = 0
    list_patients(store)
    return store.fs.plans


def test_the_second_list_opens_no_plan_and_says_the_same(store: Store) -> None:
    first = list_patients(store)
    assert first == plain(store)
    assert plans_read(store) == 0
    assert list_patients(store) == first


def test_only_a_plan_that_is_new_is_read(store: Store) -> None:
    list_patients(store)
    before = store.load(CODES[2])
    following = Agreement(next_visit=plan().visit.date)
    parent = Parent(version=1, digest=before.digest)
    store.publish(CODES[2], replace(before.plan, version=2, parent=parent, agreement=following))
    assert plans_read(store) <= 4  # whole or cut short, then what it says
    assert list_patients(store) == plain(store)
    assert list_patients(store)[2].next_visit == plan().visit.date


def _cut(store: Store, code: str) -> None:
    whole = (store.folder(code) / "v0001.toml").read_bytes()
    (store.folder(code) / "v0002.toml").write_bytes(whole[: len(whole) // 2])


def _edit(store: Store, code: str) -> None:
    path = store.folder(code) / "v0001.toml"
    data = path.read_bytes().replace(b"Cook", b"Look")
    path.unlink()
    path.write_bytes(data)


def _same_size_and_day(store: Store, code: str) -> None:
    path = store.folder(code) / "v0001.toml"
    status = path.stat()
    os.chmod(path, 0o600)
    path.write_bytes(path.read_bytes().replace(b"2026-11-20", b"2026-11-21"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _begin(store: Store, code: str) -> None:
    store.open_draft(code, PACK, header()).close()


def _remove(store: Store, code: str) -> None:
    (store.folder(code) / "v0001.toml").unlink()


def _go(store: Store, code: str) -> None:
    store.folder(code).rename(store.root / f"{code}x")


@pytest.mark.parametrize("act", [_cut, _edit, _same_size_and_day, _begin, _remove, _go])
def test_what_happened_to_a_patient_is_seen_at_once(
    store: Store, act: Callable[[Store, str], None]
) -> None:
    list_patients(store)
    act(store, CODES[1])
    assert list_patients(store) == plain(store)
    assert list_patients(store) == plain(store)


def test_a_long_run_of_whatever_happens_is_listed_as_it_stands(store: Store) -> None:
    chance = Random(7)
    acts = (_cut, _edit, _same_size_and_day, _begin, _remove)
    for _ in range(40):
        code = chance.choice(CODES)
        try:
            chance.choice(acts)(store, code)
        except (OSError, ValueError):
            continue  # it happened to this one before
        assert list_patients(store) == plain(store)


def test_a_visit_that_goes_on_is_kept_as_one(store: Store) -> None:
    visit = replace(plan().visit, status="incomplete", reason="continues")
    store.publish("p-6", replace(plan(), patient="p-6", visit=visit))
    assert [one.code for one in list_patients(store) if one.continues] == ["p-6"]
    assert plans_read(store) == 0
    assert list_patients(store) == plain(store)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"format":"goalcoach-cache/4","patients":{}}',
        signed(b'{"format":"goalcoach-cache/3","patients":{}'),
        signed(
            b'{"format":"goalcoach-cache/4",'
            b'"patients":{"../e":[1,[],"2026-01-01",null,"first",false]}'
        ),
        signed(
            b'{"format":"goalcoach-cache/4","patients":{"p-1":[1,[1],"soon",null,"first",false]}'
        ),
        signed(b'{"format":"goalcoach-cache/4","patients":{"p-1":7}'),
        signed(b'{"format":"goalcoach-cache/4","patients":{},"more":' + b"[" * 100_000),
        b"[" * 100_000,
        signed(b"[" * 100_000),
    ],
)
def test_what_was_kept_is_never_needed_and_never_believed_when_odd(
    store: Store, data: bytes
) -> None:
    (store.root / LIST_FILE).write_bytes(data)
    assert list_patients(store) == plain(store)
    (store.root / LIST_FILE).unlink()
    assert list_patients(store) == plain(store)


def test_a_store_that_cannot_be_written_to_is_listed_all_the_same(store: Store) -> None:
    class FullFs(Fs):
        def write(self, fd: int, data: bytes | memoryview) -> int:
            raise OSError(28, "full")

    full = Store(store.root, FullFs())
    assert list_patients(full) == plain(store)
    assert [entry.name for entry in os.scandir(store.root) if entry.is_file()] == []


def as_on_another_machine(store: Store) -> bytes:
    """Give each plan another inode, as a sync program does; return the cache before that."""
    list_patients(store)
    for code in CODES:
        path = store.folder(code) / "v0001.toml"
        copy = path.with_name("copy")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
    return (store.root / LIST_FILE).read_bytes()


def test_of_few_patients_the_cache_is_not_written_anew_from_machine_to_machine(store: Store):
    before = as_on_another_machine(store)
    assert list_patients(store) == plain(store)
    assert (store.root / LIST_FILE).read_bytes() == before
    store.publish("p-6", replace(plan(), patient="p-6"))
    assert list_patients(store) == plain(store)
    assert (store.root / LIST_FILE).read_bytes() != before
    assert plans_read(store) == 0


def test_of_many_it_is_for_their_plans_take_long_to_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "MANY_PATIENTS", len(CODES))
    before = as_on_another_machine(store)
    assert list_patients(store) == plain(store)
    assert (store.root / LIST_FILE).read_bytes() != before
    assert plans_read(store) == 0


def test_a_store_without_patients_has_no_cache(tmp_path: Path):
    store = Store(tmp_path)
    assert list_patients(store) == ()
    assert not [*tmp_path.iterdir()]


def test_what_is_kept_holds_days_and_codes_alone_and_is_for_the_owner(store: Store) -> None:
    list_patients(store)
    path = store.root / LIST_FILE
    assert "Cook" not in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(path.read_text("utf-8"))["patients"]) == set(CODES)
    assert verify_root(store) == ()


def test_the_cache_does_not_pass_for_the_list_that_programs_read():
    assert FORMAT != list_.FORMAT


def test_no_changed_byte_of_what_was_kept_changes_the_list(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    expected = list_patients(store)
    path = store.root / LIST_FILE
    whole = path.read_bytes()
    # Whoever asks for a plan learns what it said; only what was kept may say something else.
    said = {one.code: one for one in expected}
    read = "goalcoach.store.patient_list.read_patient_info"
    monkeypatch.setattr(read, lambda _store, code: said[code])
    for place in range(len(whole)):
        for bit in (0x01, 0x02):
            changed = bytearray(whole)
            changed[place] ^= bit
            path.write_bytes(changed)
            assert list_patients(store) == expected, place
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        assert list_patients(store) == expected, size


def test_verify_names_what_was_kept_if_it_was_changed(store: Store):
    list_patients(store)
    path = store.root / LIST_FILE
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"2026-11-20", b"2026-11-21", 1))
    (finding,) = verify_root(store)
    assert (finding.level, finding.path) == ("warning", path)
    list_patients(store)
    assert verify_root(store) == ()
    assert path.read_bytes() == whole


def test_verify_holds_what_was_kept_against_the_plans(store: Store):
    """A digest that fits proves nothing about whoever wrote the file."""
    list_patients(store)
    path = store.root / LIST_FILE
    body = path.read_bytes().rpartition(b',"crc32"')[0]
    path.write_bytes(signed(body.replace(b"2026-11-20", b"2026-11-21", 1)))
    (finding,) = verify_root(store)
    assert (finding.level, finding.path) == ("fault", path)
    assert "p-0" in finding.sentence
