"""Who is printed: codes, lists, days, and the share of one machine of several."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.errors import UsageError
from goalcoach.plan.model.visit_record import Agreement
from goalcoach.press import selection
from goalcoach.press.selection import (
    SelectionRequest,
    Shard,
    read_job,
    read_list,
    read_shard,
    select,
)
from goalcoach.press.worker_messages import PrintJob
from goalcoach.store.patient_info import read_patient_info
from goalcoach.store.store import Store
from tests.press.stock import CANARY, Desk, break_plan, plan_of, put
from tests.sheets import rowan

HOSTILE = (
    *("../ash", "/etc/passwd", "a/b", "", ".", "..", "con", "Ash", "ash\x00", "ash@", "ash@0"),
    *("ash@x", "ash@-1", "ash@10000", "ash@1@2", "ash@²", "\x1b[2J", "a" * 33, "-ash", "ásh"),
)


def codes(jobs: tuple[PrintJob, ...]) -> list[str]:
    return [job.code for job in jobs]


def test_all_is_everyone_once_and_what_was_named_comes_first(desk: Desk):
    store = Store(desk.root)
    chosen = select(store, SelectionRequest(words=("oak", "oak", "elm@1"), everyone=True))
    assert chosen.jobs == (
        PrintJob("oak", None, True),
        PrintJob("elm", 1, True),
        PrintJob("ash"),
        PrintJob("elm"),
    )


def test_a_list_has_a_code_a_line_and_junk_is_told_by_its_line(desk: Desk):
    lines = ("\ufeffoak\n", "\n", "# today\n", f"  {CANARY} said\n", "elm@1\r\n", "../ash\n")
    chosen = select(Store(desk.root), SelectionRequest(listed=lines))
    assert chosen.jobs == (PrintJob("oak"), PrintJob("elm", 1))
    assert [one.code for one in chosen.troubles] == ["line 4 of the list", "line 6 of the list"]
    assert {one.exit_code for one in chosen.troubles} == {2}
    assert CANARY not in repr(chosen.troubles)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_code_is_refused_before_any_file_call(word: str):
    with pytest.raises(UsageError):
        read_job(word)
    nowhere = Store(Path("/dev/null/nowhere"))
    with pytest.raises(UsageError):
        select(nowhere, SelectionRequest(words=(word,)))


@pytest.mark.parametrize("how", [{}, {"everyone": True}, {"listed": ("ash", "elm")}])
def test_who_was_sent_home_from_a_paused_visit_stays_due(desk: Desk, how: Mapping[str, Any]):
    put(desk.root, plan_of("ash", due=date(2026, 12, 1)))
    put(desk.root, plan_of("elm", due=date(2026, 12, 1)))
    later = replace(rowan.second(), agreement=Agreement())
    visit = replace(later.visit, status="incomplete", reason="paused")
    put(desk.root, replace(later, patient="ash", visit=visit))
    put(desk.root, replace(later, patient="elm"))
    asked = SelectionRequest(due=date(2026, 12, 2), **how)
    assert codes(select(Store(desk.root), asked).jobs) == ["ash"]
    assert read_patient_info(Store(desk.root), "ash").next_visit == date(2026, 12, 1)
    assert read_patient_info(Store(desk.root), "elm").next_visit is None


def test_a_day_narrows_down_who_is_due(desk: Desk):
    put(desk.root, plan_of("ash", due=date(2026, 12, 1)))
    put(desk.root, plan_of("elm", due=date(2026, 12, 2)))
    store = Store(desk.root)
    assert codes(select(store, SelectionRequest(due=date(2026, 12, 1))).jobs) == ["ash"]
    assert codes(select(store, SelectionRequest(due=date(2026, 12, 2))).jobs) == ["ash", "elm"]
    assert codes(select(store, SelectionRequest(everyone=True, due=date(2026, 12, 2))).jobs) == [
        "ash",
        "elm",
    ]
    assert codes(
        select(store, SelectionRequest(listed=("elm", "oak"), due=date(2027, 1, 1))).jobs
    ) == ["elm"]


def test_a_day_narrows_down_whose_plan_was_changed(desk: Desk):
    store = Store(desk.root)
    day = plan_of("ash").visit.date
    assert codes(select(store, SelectionRequest(changed=day)).jobs) == ["ash", "elm", "oak"]
    assert codes(select(store, SelectionRequest(changed=date(day.year + 1, 1, 1))).jobs) == []


def test_a_first_plan_that_is_not_whole_is_not_passed_over_for_its_day(desk: Desk):
    (desk.root / "elm" / "v0001.toml").write_bytes(b"schema = 1\n")
    (desk.root / "new").mkdir()
    assert codes(select(Store(desk.root), SelectionRequest(due=date(2026, 12, 1))).jobs) == ["elm"]


def test_a_plan_that_cannot_be_read_is_not_passed_over_for_its_day(desk: Desk):
    break_plan(desk.root, "elm")
    (desk.root / "birch").mkdir()
    chosen = select(Store(desk.root), SelectionRequest(due=date(2020, 1, 1)))
    assert codes(chosen.jobs) == ["elm"]


@given(st.lists(st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True), unique=True), st.data())
def test_shards_are_disjoint_and_together_the_whole(names: list[str], data: st.DataObject):
    of = data.draw(st.integers(1, 12))
    shares = [[name for name in names if Shard(part, of).holds(name)] for part in range(1, of + 1)]
    assert sorted(name for share in shares for name in share) == sorted(names)


def test_a_shard_is_the_same_on_every_machine_and_about_even():
    names = [f"p-{number:05d}" for number in range(8000)]
    counts = [sum(Shard(part, 8).holds(name) for name in names) for part in range(1, 9)]
    assert sum(counts) == 8000
    assert max(counts) < 1.15 * min(counts)
    # Fixed for good: another machine, or another day, must agree.
    assert [name for name in names[:12] if Shard(2, 4).holds(name)] == [
        "p-00001",
        "p-00002",
        "p-00006",
        "p-00008",
        "p-00009",
        "p-00010",
        "p-00011",
    ]


def test_a_shard_chooses_among_what_was_selected(desk: Desk):
    store = Store(desk.root)
    shares = [
        select(store, SelectionRequest(everyone=True, shard=Shard(part, 3))).jobs
        for part in (1, 2, 3)
    ]
    assert sorted(job.code for share in shares for job in share) == ["ash", "elm", "oak"]


@pytest.mark.parametrize("text", ["", "1", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/99999", "1/2/3"])
def test_a_shard_that_cannot_be_is_refused(text: str):
    with pytest.raises(UsageError, match="2/4"):
        read_shard(text)


def test_a_list_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(selection, "MOST_LISTED", 5)
    with pytest.raises(UsageError):
        read_list(iter(lambda: "ash\n", ""))
