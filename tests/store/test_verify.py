"""Every changed, lost or foreign file is named, and nothing is loaded that does not belong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goalcoach.errors import NotFound
from goalcoach.plan.file import codec
from goalcoach.plan.model.visit_record import Parent
from goalcoach.store.file_system import FolderEntry, Fs
from goalcoach.store.finding import Finding
from goalcoach.store.store import Store
from goalcoach.store.verify import verify, verify_root
from tests.store import sample

CODE = sample.CODE


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    for number in range(1, 7):
        store.publish(CODE, sample.next_plan(store, f"Goal of visit {number}"))
    return store


def _folder(store: Store) -> Path:
    return store.root / CODE


def _put(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _names(findings: tuple[Finding, ...], level: str) -> set[str]:
    return {finding.path.name for finding in findings if finding.level == level}


def test_a_folder_as_it_was_left_has_no_findings(store: Store) -> None:
    assert verify(store, CODE) == ()
    with sample.begun(store, 3):
        assert verify(store, CODE) == ()
    store.set_aside_draft(CODE)
    (_folder(store) / "diary.toml").write_bytes(b"")
    (store.root / "goalcoach.toml").write_bytes(b"")
    (store.root / ".gitignore").write_bytes(b"*")
    (store.root / ".git").mkdir()
    # What was set aside is named, and is no finding to look at.
    assert [(one.level, one.path.name) for one in verify(store, CODE)] == [("note", "draft-1")]
    assert verify_root(store) == ()
    with pytest.raises(NotFound):
        verify(store, "kestrel-2")


@pytest.mark.parametrize("name", ["v0003.toml", "v0006.toml"])
def test_each_changed_byte_of_a_version_is_a_fault(store: Store, name: str) -> None:
    path = _folder(store) / name
    whole = path.read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x01
        _put(path, bytes(damaged))
        assert name in _names(verify(store, CODE), "fault"), place


def test_a_version_rewritten_with_a_new_digest_is_found_by_its_child(store: Store) -> None:
    path = _folder(store) / "v0003.toml"
    before = store.load(CODE, 2).digest
    _put(path, codec.write(sample.plan(3, Parent(version=2, digest=before), "Quite another")))
    findings = verify(store, CODE)
    assert _names(findings, "fault") == {"v0003.toml"}
    assert "changed after version 4" in findings[0].sentence


def _drop(store: Store) -> None:
    (_folder(store) / "v0003.toml").unlink()


def _swap(store: Store) -> None:
    one, other = _folder(store) / "v0003.toml", _folder(store) / "v0004.toml"
    data = one.read_bytes()
    _put(one, other.read_bytes())
    _put(other, data)


def _rename(store: Store) -> None:
    (_folder(store) / "v0003.toml").rename(_folder(store) / "v0009.toml")


def _cut(store: Store) -> None:
    path = _folder(store) / "v0006.toml"
    _put(path, path.read_bytes()[:-40])


def _follow_another(store: Store) -> None:
    digest = store.load(CODE, 3).digest
    data = codec.write(sample.plan(6, Parent(version=5, digest=digest)))
    _put(_folder(store) / "v0006.toml", data)


def _follow_the_one_before(store: Store) -> None:
    data = codec.write(sample.plan(6, Parent(version=4, digest=store.load(CODE, 4).digest)))
    _put(_folder(store) / "v0006.toml", data)


@pytest.mark.parametrize(
    ("act", "names"),
    [
        (_drop, {"v0003.toml"}),
        (_swap, {"v0003.toml", "v0004.toml"}),
        (_rename, {"v0003.toml", "v0007.toml", "v0008.toml", "v0009.toml"}),
        (_cut, {"v0006.toml"}),
        (_follow_another, {"v0005.toml"}),
        (_follow_the_one_before, {"v0006.toml"}),
    ],
)
def test_a_broken_chain_is_named(
    store: Store, act: Callable[[Store], None], names: set[str]
) -> None:
    act(store)
    assert _names(verify(store, CODE), "fault") == names


def test_a_newest_version_that_was_cut_short_is_called_incomplete(store: Store) -> None:
    _cut(store)
    assert "incomplete" in verify(store, CODE)[0].sentence


@pytest.mark.parametrize(
    "name",
    [
        *("v0004 (1).toml", "v0004 (KESTREL-PC's conflicted copy 2026-11-20).toml", "v0004 2.toml"),
        *("v0004.sync-conflict-20261120-104107-ABCDEFG.toml", "v0004(1).toml", "v0004.toml~"),
        *("v0004.toml.orig", "v0004_conflict-20261120.toml", "v0004.toml.1"),
        *("v0004-KESTREL-PC.toml", "Copy of v0004.toml"),
    ],
)
def test_a_conflict_copy_is_named_and_never_loaded(store: Store, name: str) -> None:
    theirs = sample.plan(4, Parent(version=3, digest=store.load(CODE, 3).digest), "Theirs")
    path = _folder(store) / name
    path.write_bytes(codec.write(theirs))
    (finding,) = verify(store, CODE)
    assert finding.path == path
    assert finding.level == "fault"
    assert "another version 4" in finding.sentence
    path.write_bytes((_folder(store) / "v0004.toml").read_bytes())
    (finding,) = verify(store, CODE)
    assert finding.level == "warning"
    assert "second copy of version 4" in finding.sentence
    path.write_bytes(b"half a file")
    (finding,) = verify(store, CODE)
    assert "A sync program made this copy" in finding.sentence
    assert store.versions(CODE) == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        (".save-0123456789abcdef.tmp", "file", "cut short"),
        ("notes.txt", "file", "This does not belong"),
        ("v0000.toml", "file", "This does not belong"),
        ("photos", "folder", "folder does not belong"),
        ("elsewhere", "link", "link"),
    ],
)
def test_a_stranger_is_named(store: Store, name: str, kind: str, words: str) -> None:
    for folder in (_folder(store), store.root):
        path = folder / (name if folder != store.root else name.replace("photos", "Photos"))
        if kind == "file":
            path.write_bytes(b"x")
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to("/etc")
    for findings in (verify(store, CODE), verify_root(store)):
        assert [finding.level for finding in findings] == ["warning"]
        assert words in findings[0].sentence


def test_a_plan_of_someone_else_is_a_stranger(store: Store) -> None:
    (store.root / "kestrel-2").mkdir()
    (store.root / "kestrel-2" / "copy.toml").write_bytes(codec.write(sample.plan()))
    (finding,) = verify(store, "kestrel-2")
    assert "does not belong" in finding.sentence


def test_a_site_file_that_does_not_read_is_a_fault(store: Store) -> None:
    (store.root / "goalcoach.toml").write_bytes(b"nmae = 1")
    (finding,) = verify_root(store)
    assert finding.level == "fault"


def test_a_drafts_damage_and_leftovers_are_named(store: Store) -> None:
    sample.begin(store, 4).close()
    draft = _folder(store) / "draft"
    journal = draft / "journal.log"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"0123")
    (finding,) = verify(store, CODE)
    assert (finding.level, finding.path) == ("warning", journal)
    journal.write_bytes(whole[:200] + b"?" + whole[201:])
    (finding,) = verify(store, CODE)
    assert (finding.level, finding.path) == ("fault", journal)
    journal.write_bytes(whole)
    (draft / "journal.new").write_bytes(b"x")
    (draft / "journal.damaged").write_bytes(b"x")
    assert _names(verify(store, CODE), "warning") == {"journal.new", "journal.damaged"}
    for path in draft.glob("journal.*"):
        path.unlink()
    assert _names(verify(store, CODE), "warning") == {"draft"}
    journal.symlink_to("/etc/passwd")
    assert _names(verify(store, CODE), "fault") == {"journal.log"}


def test_a_draft_that_may_not_be_looked_into_is_a_fault(store: Store) -> None:
    class ShutFs(Fs):
        def scan(self, path: Path) -> list[FolderEntry]:
            if path.name == "draft":
                raise PermissionError(13, "Permission denied")
            return super().scan(path)

    sample.begin(store, 1).close()
    shut = Store(store.root, ShutFs())
    assert _names(verify(shut, CODE), "fault") == {"draft"}


def test_a_version_that_may_not_be_read_is_a_fault(store: Store) -> None:
    class ShutFs(Fs):
        def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
            if path.name == "v0002.toml":
                raise PermissionError(13, "Permission denied")
            return super().open(path, flags, mode)

    assert _names(verify(Store(store.root, ShutFs()), CODE), "fault") == {"v0002.toml"}
