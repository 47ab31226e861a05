"""What is as a rule as it was: the clinician's code and the size of print are offered again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from goalcoach.dialogue.engine.command import Answer, Confirm, Jump
from goalcoach.plain.question_lines import screen_lines
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.example import Clock
from tests.plain import small

SITE = 'format = 1\nclinician = "bo-2"\n'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one closed visit of a practice patient."""
    store = small.open_store(tmp_path / "plans")
    (store.root / small.CODE).mkdir(mode=0o700)
    practice = small.BEFORE
    shutil.copy(practice / "v0001.toml", store.root / small.CODE)
    return store


def offered(visit: Visit, address: str) -> object:
    visit.give(Jump(address))
    assert visit.screen.address == address
    return visit.screen.proposed


def test_the_code_of_the_site_file_is_offered_and_counts_once_confirmed(store: Store):
    (store.root / "goalcoach.toml").write_text(SITE)
    visit = small.begin(store, "core")
    assert offered(visit, "start/by") == "bo-2"
    assert visit.screen.proposed_on is None
    assert visit.draft_plan().visit.by is None
    visit.leave()
    again = small.begin(store, "core")
    assert offered(again, "start/by") == "bo-2"
    again.give(Confirm())
    assert again.draft_plan().visit.by == "bo-2"


def test_without_one_the_last_clinicians_code_is_not_offered(store: Store):
    assert offered(small.begin(store, "core"), "start/by") is None


def test_a_first_visit_is_offered_the_code_as_well(store: Store):
    (store.root / "goalcoach.toml").write_text(SITE)
    visit = Visit.begin(store, "oak-1", today=date(2026, 11, 20), clock=Clock())
    assert offered(visit, "start/by") == "bo-2"
    said = screen_lines(visit.screen, date(2026, 11, 20))
    assert [one for one in said if one.startswith("AS SET: bo-2")]
    assert not [one for one in said if "LAST TIME" in one], "there was no last time"


def test_the_size_of_print_is_that_of_the_last_visit(store: Store):
    last = store.load(small.CODE).plan.visit.print_size
    assert last is not None
    visit = small.begin(store, "core")
    visit.give(Answer(("patient", "clinician"), "start/present"))
    assert offered(visit, "start/print_size") == last
