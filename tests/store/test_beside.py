"""What lies beside a journal and is not ours, or is damaged, is kept, told of, and can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.store.finding import Gravity
from goalcoach.store.journal import read_whole_lines, write_lines
from goalcoach.store.patient_info import read_patient_info
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests.amount import examples
from tests.store import sample

CODE = sample.CODE
COPIES = (
    "journal.sync-conflict-20261128-093000-K7QX2ZA.log",
    "journal (Kestrel's conflicted copy 2026-11-28).log",
    "journal-KESTREL-PC.log",
    "journal (1).log",
    "journal.log.orig",
    "journal.conflict.log",
    "journal.log~",
    "journal 2.log",
    "journal.old",
)
OURS = {"lock", "journal.log", "journal.new", "pack"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "plans")


def _folder(store: Store) -> Path:
    return store.root / CODE / "draft"


def _kept(store: Store, data: bytes) -> list[str]:
    """Return the names, from the patient's folder on, of the files that hold exactly `data`."""
    home = store.root / CODE
    found = [path for path in home.rglob("*") if path.is_file() and path.read_bytes() == data]
    return [path.relative_to(home).as_posix() for path in found]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_sync_program_outlives_the_close_and_the_close_says_so(
    store: Store, name: str
) -> None:
    draft = sample.begin(store, 2)
    (_folder(store) / name).write_bytes(b"what the other machine was told")
    said = draft.discard()
    assert _kept(store, b"what the other machine was told") == [f"draft-apart-1/{name}"]
    assert said == (
        f"Files that lay beside the journal are kept in rowan-17/draft-apart-1: {name}. They may "
        "hold answers: goalcoach show rowan-17 --draft draft-apart-1 shows them."
    )
    assert b"Antwort" not in sample.all_bytes(store.root), "the journal itself is gone"
    assert not _folder(store).exists()


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_without_a_journal_outlives_the_next_start_which_says_so(
    store: Store, name: str
) -> None:
    _folder(store).mkdir(parents=True)
    (_folder(store) / name).write_bytes(b"what the other machine was told")
    with sample.begun(store, 1) as draft:
        (said,) = draft.take_said()
        assert f"kept in rowan-17/draft-apart-1: {name}." in said
        assert _kept(store, b"what the other machine was told") == [f"draft-apart-1/{name}"]
        assert draft.kept == ()


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_told_of_as_the_visit_is_taken_up(store: Store, name: str) -> None:
    sample.begin(store, 1).close()
    (_folder(store) / name).write_bytes(b"")
    draft = store.resume_draft(CODE)
    assert draft is not None
    (said,) = draft.take_said()
    assert said == (
        f"Not of this visit, and kept in rowan-17/draft: {name}. "
        "They may hold answers of another machine."
    )
    draft.close()
    info = store.peek_draft(CODE)
    assert info is not None
    assert info.beside == (name,)


@pytest.mark.parametrize("name", COPIES)
def test_verify_calls_a_copy_a_copy_and_never_unneeded(store: Store, name: str) -> None:
    draft = sample.begin(store, 1)
    path = _folder(store) / name
    path.write_bytes(b"what the other machine was told")
    (found,) = verify(store, CODE)
    assert found.path == path
    assert found.sentence.startswith(
        "A sync program made this copy because two sides had changed the file; it may hold answers "
        "of another machine; compare it before you take it away."
    )
    draft.discard()
    (found,) = verify(store, CODE)
    assert found.path == store.root / CODE / "draft-apart-1" / name
    assert "compare it before you take it away" in found.sentence


def test_verify_names_what_lies_in_a_draft_that_was_set_aside_too(store: Store) -> None:
    sample.begin(store, 1).close()
    (_folder(store) / COPIES[0]).write_bytes(b"")
    aside = store.set_aside_draft(CODE)
    assert [(one.path, one.level) for one in verify(store, CODE)] == [
        (aside / COPIES[0], Gravity.WARNING),
        (aside, Gravity.NOTE),
    ]


# Names as a sync program or a person may make them of ours, and any others.
_NAMES = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["journal", "journal.", "journal.log", "lock", "pack", "x"]),
        st.text("abc .-_()0~L", max_size=8),
        st.sampled_from(["", ".log", ".new", ".damaged", ".toml", ".damaged-1", ".orig"]),
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=30),
).filter(lambda name: name not in OURS | {".", ".."} and len(name.encode()) < 200)


@given(name=_NAMES, inside=st.booleans())
@examples(150)
def test_no_file_with_a_name_that_is_not_ours_is_ever_deleted(
    tmp_path_factory: pytest.TempPathFactory, name: str, inside: bool
) -> None:
    store = Store(tmp_path_factory.mktemp("names"))
    marker = b"words of somebody"
    draft = sample.begin(store, 1)
    folder = _folder(store) / "pack" if inside else _folder(store)
    if (folder / name).exists():
        draft.close()
        return  # a name that two spellings share, or a file of the script
    (folder / name).write_bytes(marker)
    draft.append([{"t": 1, "ev": "skip", "at": "values/v0", "reason": "declined"}])
    draft.redact("values/v0")
    draft.close()
    resumed = store.resume_draft(CODE)
    assert resumed is not None
    told = [one for one in verify(store, CODE) if one.path.name == name]
    a_script = inside and name.endswith(".toml") and name.isascii() and name == name.lower()
    resumed.discard()
    if not a_script:
        assert len(_kept(store, marker)) == 1
        assert told or inside
    sample.begin(store, 1).discard()
    if not a_script:
        assert len(_kept(store, marker)) == 1


def test_whole_lines_behind_damage_can_be_read_and_outlive_decline_and_close(store: Store) -> None:
    sample.begin(store, 6).close()
    journal = _folder(store) / "journal.log"
    lines = journal.read_bytes().splitlines(keepends=True)
    hurt = b"x" + lines[3][1:]
    journal.write_bytes(b"".join([*lines[:3], hurt, *lines[4:]]))
    draft = store.resume_draft(CODE)
    assert draft is not None
    size = len(b"".join(lines[3:]))
    (said,) = draft.take_said()
    assert said == (
        f"The journal of this visit is damaged after 3 whole entries. {size} bytes follow, with "
        "3 whole entries among them. They are kept in rowan-17/draft/journal.damaged-1."
    )
    (kept,) = draft.kept
    assert [event["n"] for event in kept.events] == [4, 5, 6]
    assert kept.broken == 1
    # What is declined does not live on there, and all else does.
    draft.append([{"t": 1, "ev": "skip", "at": "values/v4", "reason": "declined"}])
    draft.redact("values/v4")
    left = (_folder(store) / "journal.damaged-1").read_bytes()
    assert "Antwort – 4".encode() not in sample.all_bytes(store.root)
    assert [event.get("value") for event in read_whole_lines(left)[0]] == [
        "Antwort – 3",
        None,
        "Antwort – 5",
    ]
    assert hurt in left
    said = draft.discard()
    assert "draft-apart-1: journal.damaged-1. They may hold answers" in said
    assert (store.root / CODE / "draft-apart-1" / "journal.damaged-1").read_bytes() == left


def test_a_decline_that_a_crash_interrupted_reaches_the_damaged_part_too(store: Store) -> None:
    with sample.begun(store) as draft:
        draft.append(
            [
                {"t": 1, "ev": "answer", "at": "a/b", "value": "Geheimnis"},
                {"t": 2, "ev": "skip", "at": "a/b", "reason": "declined"},
            ]
        )
    (_folder(store) / "journal.damaged-1").write_bytes(
        write_lines([{"n": 7, "ev": "answer", "at": "a/b", "value": "Geheimnis"}])
    )
    sample.values(store)
    assert b"Geheimnis" not in sample.all_bytes(store.root)


def test_a_file_of_another_machine_is_never_written_to(store: Store) -> None:
    draft = sample.begin(store, 2)
    copy = _folder(store) / COPIES[0]
    line = write_lines([{"n": 1, "ev": "answer", "at": "values/v1", "value": "Antwort – 1"}])
    copy.write_bytes(line)
    draft.append([{"t": 1, "ev": "skip", "at": "values/v1", "reason": "declined"}])
    draft.redact("values/v1")
    draft.close()
    assert copy.read_bytes() == line


def test_a_damaged_journal_is_told_of_in_the_list_of_patients(store: Store) -> None:
    sample.begin(store, 6).close()
    journal = _folder(store) / "journal.log"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], *lines[4:]]))
    info = read_patient_info(store, CODE).unfinished
    assert info is not None
    size = len(b"".join(lines[4:]))
    assert f"is damaged after 3 entries; {size} bytes follow." in info.damage
    # A line that is being written just now is no damage.
    journal.write_bytes(b"".join(lines)[:-5])
    info = read_patient_info(store, CODE).unfinished
    assert info is not None
    assert info.damage == ""


def test_a_site_that_keeps_journals_keeps_what_lies_beside_them_in_the_same_folder(
    store: Store,
) -> None:
    store.create()
    (store.root / "goalcoach.toml").write_text("keep_journal = true\n")
    draft = sample.begin(store, 1)
    (_folder(store) / COPIES[0]).write_bytes(b"what the other machine was told")
    assert f"rowan-17/draft-kept-1: {COPIES[0]}" in draft.discard()
    assert (store.root / CODE / "draft-kept-1" / "journal.log").exists()
