"""The column beside the list on home: facts, and actions whose digits never change."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from goalcoach.screens.home.patient_list import CONTINUE, ELSE, Person
from goalcoach.screens.home.person_column import PersonColumn
from goalcoach.screens.home.person_facts import facts_of
from goalcoach.screens.home.person_pages import PRINT, actions_of
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from tests.plan.visits import goal, visits
from tests.screens.fake import by_hand, frame, until
from tests.screens.test_home import run, store

__all__ = ["store"]

CODE = "rowan-17"
(PLAN,) = visits({"goals": [goal()]})


def person(versions: int, **more: object) -> Person:
    group = CONTINUE if more.get("unfinished") else ELSE
    return Person(CODE, group, "", "", versions=versions, **more)  # type: ignore[arg-type]


def digits(one: Person) -> dict[str, int]:
    return {line.id: line.number or at for at, line in enumerate(actions_of(one), 1)}


def test_an_action_has_the_same_digit_whoever_it_is_for():
    everyone = [person(versions, unfinished=unfinished, aside=aside)
                for versions in (0, 1, 2) for unfinished in (False, True)
                for aside in ((), ((1, "3 May"),))]  # fmt: skip
    seen: dict[str, set[int]] = {}
    for one in everyone:
        for action, digit in digits(one).items():
            seen.setdefault(action, set()).add(digit)
    assert seen[PRINT] == {6}
    assert all(len(found) == 1 for found in seen.values())


def test_what_a_second_visit_adds_is_named_before_it_can_be_opened():
    (compare,) = (one for one in actions_of(person(1)) if one.id == "compare")
    assert compare.off
    assert compare.aside == "after the second visit"
    assert not any(one.off for one in actions_of(person(2)))


def test_the_facts_are_days_and_counts_only():
    rows = facts_of(person(1, following=date(2027, 1, 4)), [PLAN], date(2026, 10, 23))
    assert dict(rows)["Next visit"] == "4 Jan 2027"
    assert dict(rows)["Printed"] == "23 Oct 2026"
    for _, value in rows:
        assert value.split()[0].isdigit()
    under_way = facts_of(person(1, unfinished=True), [PLAN], None)
    assert ("Second visit", "under way") in under_way


def test_the_day_of_printing_is_that_of_the_newest_sheet_of_this_patient(tmp_path: Path):
    meta = tmp_path / ".goalcoach"
    meta.mkdir()
    for name, day in (
        ("rowan-17-v0001-handout.pdf", 1), ("rowan-17-v0002-card.pdf", 5),
        ("rowan-17-v2-v0001-card.pdf", 9),
    ):  # fmt: skip
        (meta / f"{name}.json").write_text("{}")
        noon = datetime(2026, 10, day, 12, tzinfo=UTC).timestamp()
        os.utime(meta / f"{name}.json", (noon, noon))
    assert Printed(tmp_path).last_day(CODE) == date(2026, 10, 5)
    assert Printed(tmp_path).last_day("fern-4") is None


def test_one_bar_says_where_the_keys_go_and_the_foot_says_which(store: Store):
    store.publish(CODE, PLAN)

    async def steps(pilot, app):
        await until(lambda: bool(app.screen.query_one(PersonColumn).facts))
        await pilot.pause()
        shown = frame(app)
        assert shown.count("▌") == 1
        assert f"▌ {CODE}" in shown
        assert "First visit" in shown
        assert "WITH THIS PERSON" in shown
        await by_hand(pilot, "tab")
        shown = frame(app)
        assert shown.count("▌") == 1
        assert "▌ 1  Begin the visit" in shown
        assert "Esc back to the list" in shown.splitlines()[-1]
        await by_hand(pilot, "3", "enter")
        assert app.screen.people.selected is not None  # compare cannot be opened yet
        await by_hand(pilot, "escape")
        assert f"▌ {CODE}" in frame(app)

    run(store, steps, size=(120, 36))


def test_who_was_chosen_stays_chosen_when_a_page_is_left(store: Store):
    for name in ("fern-4", CODE):
        store.publish(name, replace(PLAN, patient=name))

    async def steps(pilot, app):
        home = app.screen
        await by_hand(pilot, "down")
        code = home.people.selected.code
        assert home.people.at == 1
        await by_hand(pilot, "tab", "2", "enter")
        await until(lambda: app.screen is not home)
        read = home.everyone
        await by_hand(pilot, "escape")
        await until(lambda: app.screen is home and home.everyone is not read)
        await pilot.pause()
        assert home.people.selected.code == code
        await by_hand(pilot, "enter")
        await until(lambda: app.screen is not home)
        assert code in frame(app)

    run(store, steps)


def test_on_a_narrow_page_the_column_is_built_when_an_action_is_wanted(store: Store):
    store.publish(CODE, PLAN)

    async def steps(pilot, app):
        column = app.screen.query_one(PersonColumn)
        assert f"▌ {CODE}" in frame(app)
        assert not column.children
        await by_hand(pilot, "tab")
        assert "▌ 1  Begin the visit" in frame(app)
        await pilot.resize_terminal(120, 36)
        await until(lambda: "WITH THIS PERSON" in frame(app))
        assert len(column.children) == 4

    run(store, steps)
