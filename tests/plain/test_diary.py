"""The diary in a visit held line by line."""

from __future__ import annotations

from pathlib import Path

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.store.diary_file import append_entries
from goalcoach.store.store import Store
from tests.dialogue.packs import item
from tests.plain import small
from tests.plain.small import CODE


def read_out(store: Store, pack: Path) -> str:
    question = item("read", "say", panel="diary", say="Let us look at it.")
    script = small.write_pack(pack, question)
    return small.lead(small.begin(store, script), [""]).text


def test_what_was_written_since_last_time_is_read_out(tmp_path: Path):
    store = small.open_store(tmp_path / "store")
    store.folder(CODE).mkdir()
    append_entries(
        store, CODE, [DiaryEntry(date=small.DAY, activity="Tea \x1b[2J", participation=5)]
    )
    said = read_out(store, tmp_path / "pack")
    assert "DIARY: 20 November 2026: Tea <U+001B>[2J. Taking part 5." in said


def test_without_a_diary_that_is_said(tmp_path: Path):
    store = small.open_store(tmp_path / "store")
    assert "DIARY: Nothing has been written down" in read_out(store, tmp_path / "pack")
