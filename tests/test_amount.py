"""The thinned tables leave out no row, no column and no kind in any column."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.amount import DAY, NIGHT, examples, pair

KINDS = (range(10), range(100, 103), range(200, 201))


@pytest.mark.parametrize("columns", ["a", "abc", "abcdef"])
def test_by_day_each_row_is_tried_and_each_kind_in_each_column(columns: str):
    tried = pair(KINDS, columns, whole=False)
    assert list(tried) == list(columns)
    rows = {row for some in tried.values() for row in some}
    assert rows == {row for kind in KINDS for row in kind}
    for some in tried.values():
        assert all(set(kind) & set(some) for kind in KINDS)


def test_by_day_no_row_is_tried_where_another_of_its_kind_stands_for_it():
    tried = pair(KINDS, "abcdef", whole=False)
    assert [len(set(KINDS[0]) & set(tried[column])) for column in "abcdef"] == [2, 2, 2, 2, 1, 1]


def test_at_night_each_row_is_tried_in_each_column():
    tried = pair(KINDS, "abc", whole=True)
    assert all(list(some) == [*KINDS[0], *KINDS[1], *KINDS[2]] for some in tried.values())


def test_at_night_there_are_more_examples():
    before = settings.get_current_profile_name()
    try:
        settings.load_profile("gate")
        assert examples(50).max_examples == 50
        assert settings.default is not None
        assert settings.default.max_examples == DAY
        settings.load_profile("night")
        assert examples(50).max_examples == 50 * NIGHT
    finally:
        settings.load_profile(before)
