"""What this machine remembers of the newest versions: across runs, and without any code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goalcoach.errors import NotSaved
from goalcoach.store.file_system import Fs
from goalcoach.store.seen_heads import KEY_FILE, SeenHead, SeenHeads
from goalcoach.store.store import Store
from tests.store import sample
from tests.store.double import FailingFs

CODE = sample.CODE
HEAD = SeenHead(2, "sha256:" + "ab" * 32)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    return tmp_path / "plans"


def _memory(state: Path) -> Path:
    (path,) = state.glob("heads-*.json")
    return path


def test_what_was_kept_is_known_to_the_next_run(state: Path, root: Path):
    assert SeenHeads(state, root).of(CODE) is None
    SeenHeads(state, root).keep({CODE: HEAD})
    assert SeenHeads(state, root).of(CODE) == HEAD
    assert SeenHeads(state, root).of("elm-2") is None
    SeenHeads(state, root).keep({CODE: SeenHead(3, HEAD.digest), "elm-2": HEAD})
    assert SeenHeads(state, root).of(CODE) == SeenHead(3, HEAD.digest)
    assert SeenHeads(state, root).of("elm-2") == HEAD


def test_the_same_code_in_another_store_is_someone_else(state: Path, root: Path, tmp_path: Path):
    SeenHeads(state, root).keep({CODE: HEAD})
    assert SeenHeads(state, tmp_path / "other").of(CODE) is None


def test_a_store_reached_through_a_link_is_the_same_one(state: Path, root: Path, tmp_path: Path):
    SeenHeads(state, root).keep({CODE: HEAD})
    (tmp_path / "linked").symlink_to(root)
    assert SeenHeads(state, tmp_path / "linked").of(CODE) == HEAD


def test_it_holds_no_code_and_no_path_and_is_for_the_owner(state: Path, root: Path):
    SeenHeads(state, root).keep({CODE: HEAD})
    assert state.stat().st_mode & 0o777 == 0o700
    for path in state.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        assert CODE.encode() not in path.read_bytes()
        assert root.name.encode() not in path.read_bytes()


def test_two_machines_call_the_same_patient_by_other_names(tmp_path: Path, root: Path):
    names = []
    for machine in ("one", "two"):
        SeenHeads(tmp_path / machine, root).keep({CODE: HEAD})
        names.append(_memory(tmp_path / machine).name)
    assert names[0] != names[1]


def test_who_is_gone_is_counted_and_can_be_forgotten(state: Path, root: Path):
    seen = SeenHeads(state, root)
    seen.keep({CODE: HEAD, "elm-2": HEAD})
    assert SeenHeads(state, root).gone([CODE, "ash-9"]) == 1
    seen.keep({}, only=[CODE])
    assert SeenHeads(state, root).gone([CODE]) == 0
    seen.keep({}, forget=[CODE])
    assert SeenHeads(state, root).of(CODE) is None


def test_a_changed_byte_in_it_says_so_and_accuses_no_plan(state: Path, root: Path):
    SeenHeads(state, root).keep({CODE: HEAD})
    path = _memory(state)
    whole = path.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x01
        path.write_bytes(changed)
        seen = SeenHeads(state, root)
        assert seen.problem, place
        assert seen.of(CODE) is None
    seen.keep({CODE: HEAD})
    assert SeenHeads(state, root).of(CODE) == HEAD


@pytest.mark.parametrize("data", [b"", b"zz", b"\xff", b"abc"])
def test_a_key_that_cannot_be_read_is_made_anew(state: Path, root: Path, data: bytes):
    SeenHeads(state, root).keep({CODE: HEAD})
    (state / KEY_FILE).write_bytes(data)
    seen = SeenHeads(state, root)
    assert seen.of(CODE) is None
    seen.keep({CODE: HEAD})
    assert SeenHeads(state, root).of(CODE) == HEAD


def test_a_folder_that_cannot_be_written_is_said(state: Path, root: Path):
    class FullFs(Fs):
        def write(self, fd: int, data: bytes | memoryview) -> int:
            raise OSError(28, os.strerror(28))

    with pytest.raises(NotSaved):
        SeenHeads(state, root, FullFs()).keep({CODE: HEAD})


def test_a_store_remembers_what_it_published_and_a_full_disk_there_loses_no_plan(
    state: Path, root: Path
):
    store = Store(root, state=lambda: state)
    store.publish(CODE, sample.next_plan(store))
    seen = store.seen_heads()
    assert seen is not None
    assert seen.of(CODE) == SeenHead(1, store.load(CODE).digest)
    fs = FailingFs(0, 28, stay=True)
    Store(root, fs, state=lambda: state)._remember(CODE, 2, "sha256:" + "00" * 32)
    assert fs.struck


def test_a_practice_store_is_not_remembered(state: Path, root: Path):
    (root / "goalcoach.toml").write_text("practice = true\n")
    assert Store(root, state=lambda: state).seen_heads() is None
    assert Store(root).seen_heads() is None
