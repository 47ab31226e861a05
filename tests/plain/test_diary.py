"""The diary in a visit held line by line."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.store.diary_file import append_entries
from goalcoach.store.store import Store
from tests.dialogue.packs import item
from tests.plain import small
from tests.plain.small import CODE
from tests.plan.test_patterns import told
from tests.plan.visits import visits


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


def test_days_of_all_visits_of_this_one_and_of_the_diary_are_read_out_side_by_side(tmp_path: Path):
    store = small.open_store(tmp_path / "store")
    (before,) = visits(told(5, 0, "with_someone"))
    store.publish(CODE, replace(before, patient=CODE))
    append_entries(store, CODE, [DiaryEntry(date=small.DAY, participation=5, there=("home",))])
    words = [{"id": "alone", "label": "Alone"}, {"id": "home", "label": "At home"}]
    fields = [
        item("before", "text", fills="setbacks.before", required=True),
        item("there", "multi", fills="setbacks.there", options=words),
    ]
    spells = item("spells", "roster", fills="setbacks", rows=[0, 3], fields=fields)
    pack = small.write_pack(tmp_path / "pack", spells, item("read", "say", panel="patterns"))
    said = small.lead(small.begin(store, pack), ["One", "1", "Two", "1 2", "", ""]).text
    assert "WHO: alone: 0 of your 6 good days, 2 of your 2 other days." in said
    assert "with someone: 5 of your 6 good days, 0 of your 2 other days." in said
    assert "WHERE: at home: 1 of your 6 good days, 1 of your 2 other days." in said
    assert "ASK: On 5 of your 6 good days someone was with you." in said
