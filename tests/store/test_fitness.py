"""What `goalcoach doctor` says of a store and its disk, each thing that may be wrong made wrong."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.file import codec
from goalcoach.store import disk_fitness, store_fitness
from goalcoach.store.file_system import Fs
from goalcoach.store.fitness import FitnessLine
from goalcoach.store.store import Store
from tests.store import sample

CODE = sample.CODE
DAY = date(2026, 11, 29)
SITE = '[[contacts]]\nlabel = "Night desk"\nnumber = "01632 960 111"\n'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans", state=lambda: tmp_path / "state")
    store.create()
    (store.root / "goalcoach.toml").write_text(SITE)
    (store.root / "goalcoach.toml").chmod(0o600)
    store.publish(CODE, sample.next_plan(store))
    return store


def look(store: Store) -> dict[str, FitnessLine]:
    return {one.about: one for one in store_fitness.store_lines(store, DAY)}


def to_look_at(store: Store) -> set[str]:
    return {about for about, one in look(store).items() if one.state == "look"}


def test_a_store_as_goalcoach_makes_it_is_fit(store: Store):
    assert to_look_at(store) == set()
    assert look(store)["remembered plans"].words == "1 of 1"
    assert look(store)["site file"].words == "1 number to call"
    assert look(store)["script"].words == "core"
    assert look(store)["backup"].state == "cannot tell"


def _practise(store: Store) -> None:
    (store.root / "goalcoach.toml").write_text("practice = true\n")


def _break_site(store: Store) -> None:
    (store.root / "goalcoach.toml").write_text("nmae = 1\n")


def _drop_numbers(store: Store) -> None:
    (store.root / "goalcoach.toml").write_text('[[contacts]]\nlabel = "x"\nnumber = "none yet"\n')


def _name_no_script(store: Store) -> None:
    (store.root / "goalcoach.toml").write_text(f'script = "ward-9"\n{SITE}')


def _name_a_broken_script(store: Store) -> None:
    _name_no_script(store)
    (store.scripts / "ward-9").mkdir(parents=True, mode=0o700)
    (store.scripts / "ward-9" / "script.toml").write_text("x = [")


def _open_root(store: Store) -> None:
    store.root.chmod(0o755)


def _open_version(store: Store) -> None:
    (store.root / CODE / "v0001.toml").chmod(0o446)


def _make_writable(store: Store) -> None:
    (store.root / CODE / "v0001.toml").chmod(0o644)


def _damage(store: Store) -> None:
    path = store.root / CODE / "v0001.toml"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"Cook", b"Look"))
    path.chmod(0o444)


def _second(store: Store) -> None:
    (store.root / CODE / "v0001 (1).toml").write_bytes(b"theirs")
    (store.root / CODE / "v0001 (1).toml").chmod(0o600)


def _leave(store: Store) -> None:
    sample.begin(store).close()


def _set_aside(store: Store) -> None:
    sample.begin(store).close()
    store.set_aside_draft(CODE)


def _put_later(store: Store) -> None:
    plan = sample.next_plan(store)
    store.publish(CODE, replace(plan, visit=replace(plan.visit, date=date(2027, 1, 5))))


def _put_unseen(store: Store) -> None:
    (store.root / "elm-2").mkdir(mode=0o700)
    path = store.root / "elm-2" / "v0001.toml"
    path.write_bytes(codec.write(replace(sample.plan(), patient="elm-2")))
    path.chmod(0o444)


@pytest.mark.parametrize(
    ("act", "about", "words"),
    [
        (_practise, "site file", "a practice store"),
        (_break_site, "site file", "nmae"),
        (_drop_numbers, "site file", "0 numbers"),
        (_name_no_script, "script", "There is no script called “ward-9”"),
        (_name_a_broken_script, "script", "no visit can begin with ward-9"),
        (_open_root, "who may read", "the folder itself"),
        (_open_version, "who may read", "rowan-17/v0001.toml"),
        (_make_writable, "plans stay as they are", "rowan-17/v0001.toml"),
        (_damage, "plans that open", "rowan-17"),
        (_second, "second versions", "rowan-17"),
        (_leave, "unfinished visits", "rowan-17"),
        (_set_aside, "visits set aside", "rowan-17"),
        (_put_later, "clock", "rowan-17 is dated later"),
        (_put_unseen, "remembered plans", "1 of 2"),
    ],
)
def test_what_is_wrong_with_a_store_is_said_with_what_to_do(
    store: Store, act: Callable[[Store], None], about: str, words: str
):
    act(store)
    assert about in to_look_at(store)
    assert words in look(store)[about].words
    assert look(store)[about].advice.endswith((".", "plans"))


def test_a_store_of_someone_else_is_said(store: Store, monkeypatch: pytest.MonkeyPatch):
    status = store.root.lstat()
    monkeypatch.setattr(os, "geteuid", lambda: status.st_uid + 1)
    expected = set() if status.st_uid == 0 else {"owner"}
    assert to_look_at(store) == expected


def test_a_store_that_is_not_there_is_said(tmp_path: Path):
    (only,) = store_fitness.store_lines(Store(tmp_path / "none"), DAY)
    assert (only.state, only.advice) == ("look", "Make one: goalcoach paths --make DIR.")


class OtherFs(Fs):
    """A machine whose /proc and /sys are what a test wrote into a folder."""

    def __init__(self, system: Path) -> None:
        self.system = system

    def put(self, name: str, text: str) -> None:
        path = self.system / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def _there(self, path: Path) -> Path:
        ours = path.is_relative_to("/proc") or path.is_relative_to("/sys")
        return self.system / path.relative_to("/") if ours else path

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        return super().open(self._there(path), flags, mode)

    def scan(self, path: Path):
        return super().scan(self._there(path))

    def real(self, path: Path) -> Path:
        return path


@pytest.fixture
def other(tmp_path: Path) -> OtherFs:
    return OtherFs(tmp_path / "system")


def disk(fs: Fs, root: Path) -> dict[str, FitnessLine]:
    root.mkdir(exist_ok=True)
    return {one.about: one for one in disk_fitness.disk_lines(fs, root)}


def _mount(other: OtherFs, root: Path, kind: str, device: str = "253:1") -> None:
    rows = ("22 1 8:1 / / rw - ext4 /dev/sda1 rw", f"40 22 {device} / {root} rw - {kind} x rw")
    other.put("proc/self/mountinfo", "\n".join(rows) + "\n")


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("ext4", "ok", "ext4"),
        ("cifs", "look", "a share"),
        ("nfs4", "look", "a share"),
        ("tmpfs", "look", "in memory only"),
    ],
)
def test_the_kind_of_disk_is_that_of_the_nearest_mount(
    other: OtherFs, tmp_path: Path, kind: str, state: str, words: str
):
    _mount(other, tmp_path, kind)
    line = disk(other, tmp_path / "plans")["file system"]
    assert line.state == state
    assert words in line.words


def test_a_machine_that_does_not_say_is_not_guessed_at(other: OtherFs, tmp_path: Path):
    lines = disk(other, tmp_path / "plans")
    assert lines["file system"].state == "cannot tell"
    assert lines["encryption"].state == "cannot tell"


def test_an_encrypted_disk_is_seen_also_beneath_another_layer(other: OtherFs, tmp_path: Path):
    _mount(other, tmp_path, "ext4")
    block = "sys/dev/block"
    other.put(f"{block}/253:1/dm/uuid", "LVM-abc\n")
    other.put(f"{block}/253:1/slaves/dm-0/dev", "253:0\n")
    other.put(f"{block}/253:0/dm/uuid", "LVM-abc\n")
    assert disk(other, tmp_path / "plans")["encryption"].state == "cannot tell"
    other.put(f"{block}/253:0/dm/uuid", "CRYPT-LUKS2-abc\n")
    assert disk(other, tmp_path / "plans")["encryption"].state == "ok"


def test_layers_that_go_round_come_to_an_end(other: OtherFs, tmp_path: Path):
    _mount(other, tmp_path, "ext4")
    other.put("sys/dev/block/253:1/slaves/dm-0/dev", "253:1\n")
    assert disk(other, tmp_path / "plans")["encryption"].state == "cannot tell"


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Clinic", "Nextcloud"])
def test_a_folder_of_a_sync_program_is_told_by_its_name(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    assert disk(Fs(), tmp_path / name / "plans")["sync program"].state == "look"


def test_a_folder_of_a_sync_program_is_told_by_what_is_in_it(tmp_path: Path):
    assert disk(Fs(), tmp_path / "plans")["sync program"].state == "ok"
    (tmp_path / ".stfolder").mkdir()
    assert disk(Fs(), tmp_path / "plans")["sync program"].state == "look"


def test_what_a_disk_lacks_is_said_and_nothing_is_left_behind(tmp_path: Path):
    class BareFs(Fs):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no links")

        def lstat(self, path: Path) -> os.stat_result:
            return os.stat_result((0o100777, *super().lstat(path)[1:]))

        def free(self, path: Path) -> int:
            return 5 << 20

    class ShutFs(Fs):
        def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
            if flags & os.O_CREAT:
                raise OSError(errno.EROFS, "read only")
            return super().open(path, flags, mode)

    lines = disk(BareFs(), tmp_path / "plans")
    lacking = ("hard links", "modes", "free space")
    assert [lines[about].state for about in lacking] == ["look"] * 3
    assert disk(ShutFs(), tmp_path / "plans")["writing"].state == "look"
    assert list((tmp_path / "plans").iterdir()) == []
