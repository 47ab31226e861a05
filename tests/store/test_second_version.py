"""A second file of a version is seen by its name alone, and told unless it is the same one."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.file import codec
from goalcoach.store.file_system import Fs
from goalcoach.store.patient_info import read_patient_info
from goalcoach.store.patient_list import list_patients
from goalcoach.store.second_version import copied_version, second_words
from goalcoach.store.store import Store
from tests.store import sample

CODE = sample.CODE
COPIES = (
    *("v0002-KESTREL-PC.toml", "v0002 (1).toml", "v0002(1).toml", "v0002 2.toml"),
    *("v0002 (kestrel's conflicted copy 2026-11-20).toml", "v0002_conflict-20261120.toml"),
    *("v0002.sync-conflict-20261120-104107-ABCDEFG.toml", "v0002 - Copy.toml", "v0002.toml~"),
    *("Copy of v0002.toml", "v0002.toml.orig", "v0002.toml.1", "V0002.TOML", "v0002.conflict.toml"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.publish(CODE, sample.next_plan(store, "One"))
    store.publish(CODE, sample.next_plan(store, "Two"))
    return store


def put_another(store: Store, name: str = "v0002-KESTREL-PC.toml", words: str = "Theirs") -> Path:
    """Put a second version 2 beside the first, as another machine closed it; return its path."""
    plan = store.load(CODE, 2).plan
    goals = (replace(plan.goals[0], statement=words),)
    path = store.root / CODE / name
    path.write_bytes(codec.write(replace(plan, goals=goals)))
    return path


@pytest.mark.parametrize("name", COPIES)
def test_a_second_file_of_a_version_is_told_by_its_name(store: Store, name: str):
    assert copied_version(name) == 2
    put_another(store, name)
    assert read_patient_info(store, CODE).second_versions == (2,)
    assert store.versions(CODE) == (1, 2)
    assert store.load(CODE).plan.goals[0].statement == "Two"


@pytest.mark.parametrize(
    "name",
    [
        *("v0002.toml", "v0000 (1).toml", "v00021.toml", "av0002.toml", "v0002.txt", "draft-1"),
        *("diary (1).toml", "v0002", ".save-0123456789abcdef.tmp"),
    ],
)
def test_any_other_name_is_no_second_version(name: str):
    assert copied_version(name) is None


def test_a_copy_that_is_the_same_to_the_byte_is_no_second_version(store: Store):
    path = put_another(store)
    path.write_bytes((store.root / CODE / "v0002.toml").read_bytes())
    assert read_patient_info(store, CODE).second_versions == ()


def test_a_second_file_of_a_version_that_is_not_there_is_told(store: Store):
    put_another(store, "v0003 (1).toml")
    assert read_patient_info(store, CODE).second_versions == (3,)


def test_the_list_of_many_tells_it_without_opening_a_plan_of_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    opened: list[str] = []

    class Watched(Fs):
        def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
            opened.append(f"{path.parent.name}/{path.name}")
            return super().open(path, flags, mode)

    store.publish("elm-2", replace(sample.plan(), patient="elm-2"))
    watched = Store(store.root, Watched())
    list_patients(watched)
    put_another(store)
    opened.clear()
    found = {one.code: one.second_versions for one in list_patients(watched)}
    assert found == {"elm-2": (), CODE: (2,)}
    assert [name for name in opened if name.startswith("elm-2")] == []


def test_it_is_said_in_one_line_with_what_to_do():
    words = second_words(CODE, (2, 4))
    assert words.startswith("A second version 2 and 4 of rowan-17 is there.")
    assert f"goalcoach verify {CODE}" in words
    assert "\n" not in words
    assert second_words(CODE, ()) == ""
