"""No value is both first and for later: what was said of it last holds."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.plan.test_next_version import first, second

VALUES = [{"id": "v1", "words": "Sundays"}, {"id": "v2", "words": "music"}]


def places(**said: object) -> tuple[tuple[str, ...], list[str | None]]:
    before = first(values=VALUES, priorities={"order": ["v1", "v2"]})
    plan = second(before, **said)
    return plan.priorities.order, [one.place for one in plan.values]


@pytest.mark.parametrize("place", ["later", "put_down"])
def test_what_is_put_first_today_belongs_now(place: str):
    values = [{"id": "v1", "place": place}, {"id": "v2", "place": place}]
    assert places(values=values, priorities={"order": ["v2"]}) == (("v2",), [place, "now"])


@pytest.mark.parametrize("place", ["later", "put_down"])
def test_what_is_left_for_later_today_does_not_come_first_any_more(place: str):
    assert places(values=[{"id": "v1", "place": place}]) == (("v2",), [place, None])


def test_an_old_plan_that_has_both_is_let_be_until_it_is_gone_over():
    values = [{"id": "v1", "words": "Sundays", "place": "later"}]
    before = first(values=values, priorities={"order": ["v1"]})
    before = replace(before, values=tuple(replace(v, place="later") for v in before.values))
    plan = second(before, ease={"start": 5})
    assert (plan.priorities.order, plan.values[0].place) == (before.priorities.order, "later")
