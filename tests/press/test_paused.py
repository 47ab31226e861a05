"""A visit that stopped before its end replaces no plan: the sheet before it still counts."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace

from goalcoach import headless
from goalcoach.date_words import say_day
from goalcoach.errors import BadData
from goalcoach.plan.model.plan import Plan
from goalcoach.press.batch import begun, run
from goalcoach.press.cached_store import RunStore
from goalcoach.press.sheet_fingerprint import digest_contacts
from goalcoach.press.stale_contacts import count_stale
from goalcoach.press.worker_messages import PrintJob, PrintOrder
from goalcoach.screens.print.print_session import open_print_run
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from goalcoach.visit.version_context import context_of, current_version, read_version
from tests.conftest import SESSIONS
from tests.example import Clock
from tests.press.stock import Desk, put, put_site
from tests.sheets import rowan
from tests.sheets.kinds import CARD, HANDOUT, KINDS

ASH = PrintJob("ash", named=True)
DAYS = ("23 October 2026", "20 November 2026", "18 December 2026")
REPLACED = "Replaced on"


def stopped(plan: Plan) -> Plan:
    visit = replace(plan.visit, status="incomplete", reason="paused")
    return replace(plan, visit=visit, patient="ash")


def of_ash(plan: Plan) -> Plan:
    return replace(plan, patient="ash")


def text(desk: Desk, version: int, kind: object = HANDOUT) -> str:
    return (desk.out / f"ash-v{version:04d}-{kind}.txt").read_text("utf-8").replace("\n", " ")


@pytest.fixture
def paused(desk: Desk) -> Desk:
    """A first visit that is done, and a review that stopped at the gate."""
    put(desk.root, of_ash(rowan.for_each_sheet(rowan.first())))
    put(desk.root, stopped(rowan.for_each_sheet(rowan.second())))
    return desk


def test_the_last_plan_of_a_visit_that_was_finished_is_printed_and_not_retired(paused: Desk):
    paused(ASH, order=paused.order(*KINDS, form=FileFormat.TEXT))
    made = sorted(path.name for path in paused.out.glob("ash*.txt"))
    assert {name[:9] for name in made} == {"ash-v0001"}
    for kind in KINDS:
        sheet = text(paused, 1, kind)
        assert REPLACED not in sheet
        assert f"The visit on {DAYS[1]} was not finished. This is the plan from" in sheet
    assert f"Made together on Friday {DAYS[0]}" in text(paused, 1)


@pytest.mark.parametrize("pem", ["yes", "unsure"])
def test_an_old_plan_keeps_to_the_limit_that_a_visit_not_finished_was_told_of(
    desk: Desk, pem: Literal["yes", "unsure"]
):
    put(desk.root, of_ash(rowan.first()))
    desk(ASH, order=desk.order(HANDOUT, form=FileFormat.TEXT))
    before = text(desk, 1)
    assert "less is fine" not in before
    later = stopped(rowan.second())
    put(desk.root, replace(later, safety=replace(later.safety, pem=pem)))
    desk(ASH, order=desk.order(HANDOUT, form=FileFormat.TEXT))
    assert "12 minutes on my feet at most, less is fine" in text(desk, 1)
    assert "Later:" not in text(desk, 1)
    store = Store(desk.root)
    shown = write_text(read_version(store, store.load("ash", 1), date(2026, 12, 1)))
    assert "12 minutes on my feet at most, less is fine" in " ".join(shown.split())
    assert "Later:" not in shown


def test_the_version_that_was_not_finished_says_so_on_each_sheet_and_replaces_none(paused: Desk):
    paused(PrintJob("ash", 2, named=True), order=paused.order(*KINDS, form=FileFormat.TEXT))
    for kind in KINDS:
        assert "We stopped before the end." in text(paused, 2, kind)
    assert "takes the place of" not in text(paused, 2)


def test_a_first_visit_that_was_not_finished_is_printed_as_there_is_none_before(desk: Desk):
    put(desk.root, stopped(rowan.first()))
    desk(ASH, order=desk.order(CARD, HANDOUT, form=FileFormat.TEXT))
    assert "We stopped before the end. What we have is kept." in text(desk, 1)
    assert "We stopped before the end." in text(desk, 1, CARD)


def test_a_visit_that_is_finished_retires_all_before_it(paused: Desk):
    put(paused.root, of_ash(rowan.third()))
    paused(
        *(PrintJob("ash", version, named=True) for version in (1, 2)),
        order=paused.order(HANDOUT, form=FileFormat.TEXT),
    )
    assert f"{REPLACED} {DAYS[2]}" in text(paused, 1)
    assert f"{REPLACED} {DAYS[2]}" in text(paused, 2)
    assert current_version(Store(paused.root), "ash") == 3


def test_of_two_visits_that_were_not_finished_the_later_counts(desk: Desk):
    put(desk.root, stopped(rowan.first()))
    put(desk.root, stopped(rowan.second()))
    store = Store(desk.root)
    assert current_version(store, "ash") == 2
    assert context_of(store, store.load("ash", 1)).replaced_on == rowan.DAYS[1]


def test_a_newest_version_that_cannot_be_read_is_told_and_not_passed_over(paused: Desk):
    path = paused.root / "ash" / "v0002.toml"
    path.write_bytes(path.read_bytes().replace(b"incomplete", b"incomplEte"))
    store = Store(paused.root)
    assert current_version(store, "ash") == 2
    with pytest.raises(BadData):
        store.load("ash", current_version(store, "ash"))


def test_the_print_page_opens_on_the_version_that_counts(paused: Desk):
    run = open_print_run(Store(paused.root), "ash")
    assert (run.version, run.which) == (1, "version 1 of 2")
    assert open_print_run(Store(paused.root), "ash", 2).version == 2


def test_an_unfinished_visits_card_with_old_numbers_hides_no_fresh_one(paused: Desk):
    order = paused.order(CARD)
    paused(ASH, order=order)
    paused(PrintJob("ash", 2, named=True), order=order)
    put_site(paused.root, "01632 960 999")
    printed = Printed(paused.out)
    contacts = digest_contacts(Store(paused.root).site())
    assert count_stale(printed, contacts) == {CARD: 1}
    paused(ASH, order=paused.order(CARD))
    assert not count_stale(printed, contacts)


def test_a_review_paused_at_the_gate_leaves_the_sheet_at_home_as_it_is(tmp_path: Path):
    root = tmp_path / "plans"
    shutil.copytree(SESSIONS, root)
    store, at = Store(root), "rowan-17"
    before = store.load(at).plan
    answers = (
        '"start/present" = ["patient"]\n"start/by" = "kestrel"\n"safety/pem" = "no"\n'
        '"safety/own_steps" = "pause"\n'
    )
    data = answers.encode()
    day = date(2027, 1, 15)
    clock = Clock(datetime(2027, 1, 15, 10, tzinfo=UTC))
    outcome = headless.run(store, at, data, "answers", today=day, clock=clock)
    assert outcome.paused
    out = tmp_path / "out"
    with begun(PrintOrder(root, out, (HANDOUT,), FileFormat.TEXT), RunStore(root)) as worker:
        (made,) = run(worker, [PrintJob(at, named=True)], 1)
    assert made.name == f"{at}-v{before.version:04d}-handout.txt"
    sheet = " ".join((out / made.name).read_text("utf-8").split())
    assert say_day(before.visit.date) in sheet
    assert REPLACED not in sheet
    assert "The visit on 15 January 2027 was not finished." in sheet
    assert next(goal.statement or "?" for goal in before.goals if goal.lead == "yes") in sheet
