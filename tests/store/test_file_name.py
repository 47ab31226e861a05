"""Codes and names cannot leave the store: they are refused before any file call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.errors import NotAllowed, UsageError
from goalcoach.store.file_name import check_code, is_code, near_codes, version_name, version_of
from goalcoach.store.store import Store
from tests.store import sample
from tests.store.double import WatchedFs

HOSTILE = (
    *("", ".", "..", "../rowan-17", "/etc/passwd", "a/b", "a\\b", "rowan\x00", "\x1b[2J"),
    *("rowan-17\n", " rowan-17", "rowan 17", "rowan.17", "-rowan", "rowan-", "a" * 33, "Rowan-17"),
    *("ROWAN-17", "jose\u0301", "jos\u00e9", "\u0440owan", "rowan\u2010 17", "\uff41bc", "~"),
    *("con", "nul", "aux", "prn", "com1", "lpt9", "com0", "$HOME", "*", "rowan-17:stream", "١٧"),
)


@pytest.mark.parametrize("code", HOSTILE)
def test_a_code_that_could_leave_the_store_is_refused_before_any_file_call(code: str) -> None:
    fs = WatchedFs()
    store = Store(Path("/nowhere"), fs)
    calls: tuple[Callable[[], object], ...] = (
        lambda: store.head(code),
        lambda: store.versions(code),
        lambda: store.load(code, 1),
        lambda: store.publish(code, sample.plan()),
        lambda: store.open_draft(code, {}, {}),
        lambda: store.resume_draft(code),
        lambda: store.peek_draft(code),
        lambda: store.set_aside_draft(code),
    )
    for call in calls:
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.exit_code == 2
    assert fs.calls == []
    assert not is_code(code)


@pytest.mark.parametrize("code", ["a", "7", "rowan-17", "a" * 32, "com", "com12", "nul-1", "a--b"])
def test_an_ordinary_code_is_taken(code: str) -> None:
    assert check_code(code) == code


@given(st.text(max_size=40))
def test_whatever_is_taken_is_a_plain_name(code: str) -> None:
    if is_code(code):
        assert code == code.casefold() == Path(code).name
        assert code.replace("-", "").isascii()


@pytest.mark.parametrize("what", ["folder", "draft", "file"])
def test_a_link_in_place_of_a_patients_folder_is_refused(tmp_path: Path, what: str) -> None:
    store = Store(tmp_path / "plans")
    store.create()
    away = tmp_path / "away"
    away.mkdir()
    (away / "v0001.toml").write_bytes(b"secret")
    (away / "journal.log").write_bytes(b"secret")
    folder = store.root / "rowan-17"
    if what == "folder":
        folder.symlink_to(away)
    elif what == "file":
        folder.write_bytes(b"")
    else:
        folder.mkdir()
        (folder / "draft").symlink_to(away)
    assert store.codes() == (("rowan-17",) if what == "draft" else ())
    calls: list[Callable[[], object]] = [
        lambda: sample.begin(store),
        lambda: store.resume_draft("rowan-17"),
        lambda: store.set_aside_draft("rowan-17"),
        lambda: store.peek_draft("rowan-17"),
    ]
    if what != "draft":
        calls += [
            lambda: store.load("rowan-17"),
            lambda: store.publish("rowan-17", sample.plan()),
        ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()
    assert sorted(path.name for path in away.iterdir()) == ["journal.log", "v0001.toml"]


def test_a_link_in_place_of_a_drafts_script_is_neither_read_nor_emptied(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "script.toml").write_bytes(b"elsewhere")
    store = Store(tmp_path / "plans")
    draft = sample.begin(store)
    pack = store.root / sample.CODE / "draft" / "pack"
    pack.rename(pack.with_name("real"))
    pack.symlink_to(away)
    draft.close()
    with pytest.raises(NotAllowed):
        store.resume_draft(sample.CODE)
    draft.discard()
    # The link is moved out of the way with all that is not ours, and never followed.
    sample.begin(store).close()
    assert (store.root / sample.CODE / "draft-apart-1" / "pack").is_symlink()
    assert (away / "script.toml").read_bytes() == b"elsewhere"


def test_a_version_has_one_name_only() -> None:
    assert version_name(4) == "v0004.toml"
    assert version_of("v0004.toml") == 4
    for name in (
        *("v0000.toml", "v4.toml", "v00004.toml", "V0004.toml", "v0004.toml ", "v0004.TOML"),
        *("v0004 (1).toml", "v0004.toml~", "xv0004.toml", "v٠٠٠4.toml", "v0004.toml\n"),
    ):
        assert version_of(name) is None


@pytest.mark.parametrize(
    "slip",
    [
        *("rowan17", "ro-wan17", "rowan-1", "rowan-177", "rowan-18", "orwan-17", "rowna-17"),
        *("rowan-71", "owan-17", "rowen-17"),
    ],
)
def test_a_slip_of_a_known_code_is_noticed(slip: str) -> None:
    assert near_codes(slip, ("kestrel-2", "rowan-17")) == ("rowan-17",)


@pytest.mark.parametrize("other", ["rowan-17", "wren-4", "rowan-2", "nawor-71", "row", "rowen-18"])
def test_another_code_is_no_slip(other: str) -> None:
    assert near_codes(other, ("kestrel-2", "rowan-17")) == ()
