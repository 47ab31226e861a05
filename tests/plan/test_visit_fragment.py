"""What one visit said: fields by path and row, rows in order, and its tree."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given

from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model.plan import HEADER, Plan
from goalcoach.plan.schema import ValueShape, schema_of
from goalcoach.plan.visit_fragment import Fragment, read_fragment
from tests.amount import examples
from tests.plan.maker import plans
from tests.plan.said import write_fragment

BESIDE = {one.key for one in schema_of(Plan).slots if one.shape is ValueShape.MAP}


def test_a_field_names_the_rows_around_it() -> None:
    said = Fragment()
    said.put("goals.ladder.rungs.text", ("g1", "r2"), "Peel one carrot")
    assert said.rows == {("goals", ()): ["g1"], ("goals.ladder.rungs", ("g1",)): ["r2"]}
    assert write_fragment(said) == {
        "goals": [{"id": "g1", "ladder": {"rungs": [{"id": "r2", "text": "Peel one carrot"}]}}]
    }


def test_what_is_about_the_whole_plan_is_kept_once_whichever_row_it_was_asked_in() -> None:
    said = Fragment()
    said.put("flare_plan.call", ("g1",), "the desk")
    said.put("flare_plan.call", ("g2",), "the team")
    assert write_fragment(said) == {"flare_plan": {"call": "the team"}}


def test_a_row_that_was_only_named_says_nothing_and_neither_does_an_empty_list() -> None:
    said = Fragment()
    said.name_row("values", ("v1",))
    said.put("story.helps", (), [])
    said.name_list("goals.practices", ("g1",))
    assert [said.paths_in(part) for part in ("values", "story", "goals")] == [frozenset()] * 3
    assert write_fragment(said) == {
        "values": [{"id": "v1"}],
        "story": {"helps": []},
        "goals": [{"id": "g1", "practices": []}],
    }


def test_a_part_knows_the_paths_at_which_something_was_said() -> None:
    said = read_fragment({"story": {"me": "a cook"}, "goals": [{"id": "g1", "why": "joy"}]})
    assert said.paths_in("story") == {"story.me"}
    assert said.paths_in("goals") == {"goals.why"}
    assert said.paths_in("values") == frozenset()


def test_what_was_said_stands_before_what_only_fills_a_gap() -> None:
    said = Fragment()
    said.put("goals.why", ("g1",), "joy")
    said.put_missing("goals.why", ("g1",), "the table")
    said.put_missing("goals.good_enough", ("g1",), "once a week")
    assert said.value("goals.why", ("g1",)) == "joy"
    assert said.value("goals.good_enough", ("g1",)) == "once a week"


def test_a_record_without_an_id_keeps_what_only_a_newer_writer_knows() -> None:
    said = read_fragment({"goals": [{"id": "g1", "chances": [{"what": "a fair", "pace": 2}]}]})
    assert said.record("goals.chances", ("g1", "x1")) == {"what": "a fair", "pace": 2}


def test_a_part_put_under_counts_only_where_nothing_was_said() -> None:
    said = Fragment()
    said.put("ease.start", (), 4)
    said.put("consent.share", (), "no")
    said.put("story.me", (), "a cook")
    said.put_under("consent", {"notes": "yes", "share": "ask"})
    assert write_fragment(said)["consent"] == {"notes": "yes", "share": "no"}
    assert [*write_fragment(said)] == ["ease", "consent", "story"]


@examples(60, suppress_health_check=[HealthCheck.too_slow])
@given(plans(extra=False))
def test_the_fields_of_any_plan_survive_as_a_fragment(plan: Plan) -> None:
    tree: dict[str, Any] = to_tree(plan)
    fields = {key: one for key, one in tree.items() if key not in (*HEADER, *BESIDE)}
    assert write_fragment(read_fragment(fields)) == fields
