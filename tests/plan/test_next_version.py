from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from msgspec.structs import replace

from goalcoach.errors import BadData
from goalcoach.plan.consistency import rows
from goalcoach.plan.conversion import part_tree
from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.plan import HEADER, OF_VISIT, Plan
from goalcoach.plan.next_version import Header, close
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.plan.visit_fragment import Fragment
from tests.amount import examples
from tests.plan.maker import DIGEST, plans, whole
from tests.plan.said import said as fragment

FIRST = Header(
    patient="rowan-17",
    version=1,
    parent=None,
    created=datetime(2026, 10, 23, 9, 30, tzinfo=UTC),
    script_id="core",
    script_version="1.0.0",
    script_digest=DIGEST,
    language="en",
    tool="goalcoach 0.1.0",
    kind="first",
    day=date(2026, 10, 23),
    minutes=41,
    status="done",
)
SECOND = replace(
    FIRST,
    version=2,
    parent=(1, DIGEST),
    created=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    kind="review",
    day=date(2026, 11, 20),
)
GO: dict[str, Any] = {"safety": {"decision": "go", "pem": "no"}}


def first(**said: Any) -> Plan:
    return close(None, fragment({**GO, **said}), FIRST)


def second(parent: Plan, *gone: tuple[str, str, str], **said: Any) -> Plan:
    return close(parent, fragment({**GO, **said}, *gone), SECOND)


def test_the_header_says_which_version_this_is() -> None:
    said = {"visit": {"by": "kestrel", "present": ["patient"], "status": "incomplete"}}
    tree = to_tree(second(first(), **said))
    assert {key: tree[key] for key in HEADER if key in tree} == {
        "schema": 2,
        "patient": "rowan-17",
        "version": 2,
        "parent": {"version": 1, "digest": DIGEST},
        "created": SECOND.created,
        "tool": "goalcoach 0.1.0",
        "script": {"id": "core", "version": "1.0.0", "digest": DIGEST, "language": "en"},
        "visit": {
            "kind": "review",
            "date": date(2026, 11, 20),
            "by": "kestrel",
            "minutes": 41,
            "status": "done",
            "present": ["patient"],
            "language": "en",
        },
    }


def test_a_refresher_is_written_so_that_an_older_program_reads_it() -> None:
    visit = first(visit={"time": "refresher"}).visit
    assert (visit.time, visit.form) == ("short", "refresher")
    assert first(visit={"time": "two"}).visit.form is None
    # As it was written before.
    tree = to_tree(first())
    again = from_tree({**tree, "visit": {**_table(tree["visit"]), "time": "refresher"}})
    assert again.visit.time == "refresher"


def test_a_stopped_visit_keeps_its_reason_and_needs_no_answers() -> None:
    header = replace(FIRST, status="incomplete", reason="stopped")
    plan = close(None, fragment({"goals": [{"id": "g1"}]}), header)
    assert (plan.visit.status, plan.visit.reason) == ("incomplete", "stopped")


@examples(
    60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plans())
def test_a_visit_where_nothing_was_said_carries_what_stood_and_starts_the_rest_empty(
    parent: Plan,
) -> None:
    header = replace(SECOND, status="incomplete", reason="paused")
    before, after = to_tree(parent), to_tree(close(parent, Fragment(), header))
    standing = [key for key in before if key not in OF_VISIT and key not in HEADER]
    # A goal that held nothing but ratings of its visit still stands, with its id.
    assert after.get("carried", []) == standing
    for key in standing:
        if key == "self_led":  # one of its fields is of one visit
            kept = replace(parent.self_led, next_over=None)
            assert after.get(key, {}) == part_tree(kept)
        elif key != "goals":
            assert after[key] == before[key]
    assert not (after.keys() & OF_VISIT) - {"visit"}
    ids = [row.id for _, _, row in rows(parent)]
    assert [row.id for _, _, row in rows(from_tree(after))] == ids
    for goal in from_tree(after).goals:
        tree = to_tree(parent.__class__(**{**_fields(parent), "goals": (goal,)}))["goals"]
        assert isinstance(tree, list)
        assert not {"rating", "decision"} & set(tree[0])  # type: ignore[arg-type]
        # A sentence stands as long as its step does.
        assert set(part_tree(goal.readiness)) <= {"sentence"}
        assert goal.ladder.mode in (None, "energy_limit")


def _fields(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in plan.__struct_fields__}


def test_standing_parts_are_overlaid_field_by_field() -> None:
    parent = first(story={"me": "A cook", "heard": "old", "words": {"usual": "fog"}})
    plan = second(parent, story={"heard": "new", "words": {"strong": "storm"}})
    assert plan.story.me == "A cook"
    assert plan.story.heard == "new"
    assert (plan.story.words.usual, plan.story.words.strong) == ("fog", "storm")


def test_parts_of_a_visit_hold_this_visit_only() -> None:
    parent = first(
        ease={"start": 3},
        wins=[{"day": "Sunday"}],
        notes={"a/b": "x"},
        goals=[{"id": "g1", "statement": "Swim", "rating": {"differ": "a bit"}}],
    )
    plan = second(parent, ease={"end": 6})
    assert (plan.ease.start, plan.ease.end) == (None, 6)
    assert plan.wins == ()
    assert plan.notes == {}
    assert plan.goals[0].statement == "Swim"
    assert plan.goals[0].rating.differ is None


def test_rows_keep_their_places_when_only_some_were_said() -> None:
    parent = first(values=[{"id": "v1", "words": "a"}, {"id": "v2"}, {"id": "v3", "words": "c"}])
    plan = second(parent, values=[{"id": "v3", "lived": 4}, {"id": "v4"}, {"id": "v1"}])
    assert [value.id for value in plan.values] == ["v1", "v2", "v3", "v4"]
    assert (plan.values[2].words, plan.values[2].lived) == ("c", 4)
    assert plan.values[0].words == "a"


def test_rows_stand_in_the_order_said_when_all_were_said() -> None:
    parent = first(
        values=[
            {"id": "v1", "ended": {"on": date(2026, 1, 1)}},
            {"id": "v2", "words": "b"},
            {"id": "v3", "words": "c"},
        ]
    )
    plan = second(parent, values=[{"id": "v4"}, {"id": "v3"}, {"id": "v2"}])
    assert [value.id for value in plan.values] == ["v1", "v4", "v3", "v2"]
    assert plan.values[0].ended is not None


def test_rows_that_are_all_named_are_put_in_the_order_named() -> None:
    parent = first(values=[{"id": "v1"}, {"id": "v2"}])
    plan = second(parent, values=[{"id": "v2"}, {"id": "v1"}])
    assert [value.id for value in plan.values] == ["v2", "v1"]


def test_rows_without_ids_are_replaced_whole() -> None:
    parent = first(goals=[{"id": "g1", "statement": "Swim", "practices": [{"what": "breathe"}]}])
    goal = {"id": "g1", "practices": [{"what": "look up"}, {"what": "stretch"}]}
    plan = second(parent, goals=[goal])
    assert [practice.what for practice in plan.goals[0].practices] == ["look up", "stretch"]


def test_a_row_taken_out_stays_with_its_reason() -> None:
    rung = {"id": "r1", "text": "Float"}
    goal = {"id": "g1", "statement": "Swim", "ladder": {"rungs": [rung]}}
    parent = first(goals=[goal], supports=[{"id": "p1", "who": "Ash"}, {"id": "p2"}])
    gone = [("goals.ladder.rungs", "r1", "too cold"), ("supports", "p1", ""), ("actions", "a9", "")]
    plan = second(parent, *gone, visit={"by": "kestrel"})
    ended = plan.goals[0].ladder.rungs[0].ended
    assert ended is not None
    assert (ended.on, ended.why, ended.by) == (date(2026, 11, 20), "too cold", "kestrel")
    assert plan.goals[0].ladder.rungs[0].text == "Float"
    assert plan.supports[0].ended is not None
    assert plan.supports[0].ended.why is None
    assert plan.supports[1].ended is None
    assert plan.carried == ()
    third = close(plan, fragment(GO, ("supports", "p1", "again")), replace(SECOND, version=3))
    assert third.supports[0].ended == plan.supports[0].ended
    back = close(plan, fragment({**GO, "supports": [{"id": "p1"}]}), replace(SECOND, version=3))
    assert back.supports[0].ended is None


def test_what_was_not_said_again_is_named_as_carried() -> None:
    parent = first(
        consent={"notes": "yes"},
        story={"me": "A cook"},
        flare_plan={"signs": ["heavy legs"]},
        goals=[{"id": "g1", "statement": "Swim"}],
    )
    assert second(parent).carried == ("consent", "story", "goals", "flare_plan")
    plan = second(parent, consent={"notes": "no"}, goals=[{"id": "g1"}], story={})
    assert plan.carried == ("story", "goals", "flare_plan")
    plan = second(parent, goals=[{"id": "g1", "rating": {"progress": {"patient": 5}}}])
    assert plan.carried == ("consent", "story", "flare_plan")


def test_a_rating_that_was_passed_while_values_were_talked_about_is_named_and_is_no_point() -> None:
    """At a review somebody adds a value, and leaves last time's rating as it stands."""
    new = {"id": "v2", "words": "The garden", "lived": 6}
    parent = first(values=[{"id": "v1", "words": "My mother", "lived": 4}])
    passed = second(parent, values=[{"id": "v1"}, new])
    given = second(parent, values=[{"id": "v1", "lived": 4}, new])
    assert (passed.carried, given.carried) == (("values@v1.lived",), ())

    def told(later: Plan) -> list[float | None]:
        series = read_trends([parent, later]).series
        return [point.value for one in series if one.key == "v1.lived" for point in one.points]

    assert (told(passed), told(given)) == ([4], [4, 4])


def test_the_flare_plan_remembers_when_it_was_gone_over() -> None:
    parent = first(flare_plan={"signs": ["heavy legs"]})
    assert parent.flare_plan.gone_over == date(2026, 10, 23)
    assert second(parent).flare_plan.gone_over == date(2026, 10, 23)
    assert second(parent, flare_plan={"call": "the desk"}).flare_plan.gone_over == SECOND.day
    said = {"call": "the desk", "gone_over": date(2026, 11, 1)}
    assert second(parent, flare_plan=said).flare_plan.gone_over == date(2026, 11, 1)


def test_a_leaflet_remembers_the_visit_at_which_it_was_talked_about() -> None:
    rows = [{"id": "l1", "kind": "gut", "status": "told"}, {"id": "l2", "kind": "pain"}]
    parent = first(leaflets=rows)
    assert [one.day for one in parent.leaflets] == [FIRST.day, None]
    later = second(parent, leaflets=[{"id": "l2", "status": "told"}])
    assert [one.day for one in later.leaflets] == [FIRST.day, SECOND.day]


def test_what_is_not_a_flare_alone_is_no_going_over_of_the_flare_plan() -> None:
    parent = first(flare_plan={"signs": ["heavy legs"], "emergency": ["numb"]})
    plan = second(parent, flare_plan={"emergency": ["numb", "a stiff neck"]})
    assert plan.flare_plan.emergency == ("numb", "a stiff neck")
    assert plan.flare_plan.gone_over == FIRST.day
    assert plan.carried == ("flare_plan",)
    both = second(parent, flare_plan={"signs": ["heavy legs"], "emergency": ["numb"]})
    assert (both.flare_plan.gone_over, both.carried) == (SECOND.day, ())


@pytest.mark.parametrize("pem", ["yes", "unsure", None])
def test_a_ladder_is_paced_by_the_limit_unless_no_was_answered_today(pem: str | None) -> None:
    parent = first(goals=[{"id": "g1", "statement": "Swim", "ladder": {"samples": [3]}}])
    assert parent.goals[0].ladder.mode == "time_based"
    safety: dict[str, Any] = {"decision": "go"} | ({"pem": pem} if pem else {})
    plan = close(parent, fragment({"safety": safety}), SECOND)
    assert plan.goals[0].ladder.mode == "energy_limit"
    assert plan.goals[0].ladder.samples == (3,)


def test_a_ladder_leaves_the_limit_only_once_it_is_said_what_lets_it_leave() -> None:
    limited = first(
        safety={"decision": "go", "pem": "unsure"},
        goals=[{"id": "g1", "statement": "Swim", "ladder": {"samples": [3]}}],
    )

    def mode(header: Header, **beside: dict[str, str]) -> str | None:
        said = fragment(GO)
        said.answers |= beside.get("answers", {})
        said.skipped |= beside.get("skipped", {})
        return close(limited, said, header).goals[0].ladder.mode

    paused = replace(SECOND, status="incomplete", reason="paused")
    assert mode(SECOND, answers={"limit/leave": "Four weeks with no bad day"}) == "time_based"
    assert mode(SECOND, skipped={"limit/leave": "declined"}) == "energy_limit"
    assert mode(paused) == "energy_limit"
    assert mode(paused, answers={"limit/leave": "Four weeks with no bad day"}) == "time_based"
    assert mode(SECOND) == "time_based"  # a script that does not ask


def test_a_ladder_of_a_step_that_says_what_was_expected_is_for_facing() -> None:
    rungs = [{"id": "r1", "expected": "to faint"}, {"id": "r2"}]
    goal = {"id": "g1", "statement": "Take the bus", "ladder": {"rungs": rungs}}
    plan = first(goals=[goal])
    assert plan.goals[0].ladder.mode == "facing"
    limited = first(safety={"decision": "go", "pem": "unsure"}, goals=[goal])
    assert limited.goals[0].ladder.mode == "energy_limit"
    without = second(plan, ("goals.ladder.rungs", "r1", "no bus goes there"))
    assert without.goals[0].ladder.mode == "time_based"


def test_the_step_now_remembers_since_when() -> None:
    rungs = [{"id": "r1", "status": "now"}, {"id": "r2", "status": "later"}]
    plan = first(goals=[{"id": "g1", "statement": "Swim", "ladder": {"rungs": rungs}}])
    assert [rung.since for rung in plan.goals[0].ladder.rungs] == [FIRST.day, None]
    assert second(plan).goals[0].ladder.rungs[0].since == FIRST.day


def with_step(**step: Any) -> dict[str, Any]:
    rung = {"id": "r1", "status": "now", "text": "Two songs", "amount": 5} | step
    return {"id": "g1", "statement": "Sing", "ladder": {"rungs": [rung]}}


@pytest.mark.parametrize("less", [{"text": "One song"}, {"amount": 3}])
def test_the_step_now_stands_since_it_was_made_smaller(less: dict[str, Any]) -> None:
    plan = first(goals=[with_step()])
    assert second(plan, goals=[with_step()]).goals[0].ladder.rungs[0].since == FIRST.day
    assert second(plan, goals=[with_step(**less)]).goals[0].ladder.rungs[0].since == SECOND.day


def sung(plan: Plan, **said: Any) -> str | None:
    """The sentence that a review leaves of this plan."""
    return second(plan, **said).goals[0].readiness.sentence


def test_a_sentence_stands_as_long_as_its_step() -> None:
    plan = first(goals=[with_step() | {"readiness": {"sentence": "I sing two", "confidence": 8}}])
    assert sung(plan) == "I sing two"
    assert second(plan).goals[0].readiness.confidence is None
    assert sung(plan, goals=[with_step(text="One song")]) is None
    assert sung(plan, goals=[with_step(amount=3)]) is None
    other = [{"id": "g1", "readiness": {"sentence": "Two, and I sit"}}]
    assert sung(plan, goals=other) == "Two, and I sit"
    # It may name an amount, which is not said where a limit is entered.
    assert sung(plan, safety={"decision": "go", "pem": "yes"}) is None
    limited = replace(plan, goals=(replace(plan.goals[0], ladder=replace(
        plan.goals[0].ladder, mode="energy_limit")),))  # fmt: skip
    assert sung(limited, safety={"decision": "go", "pem": "yes"}) == "I sing two"
    for reason, stands in (("not_applicable", None), ("declined", None), ("not_now", "I sing two")):
        said = fragment(GO)
        said.skipped["sentence@g1/sentence"] = reason
        assert close(plan, said, SECOND).goals[0].readiness.sentence == stands


def test_a_goal_without_a_ladder_gets_no_mode() -> None:
    assert first(goals=[{"id": "g1", "statement": "Swim"}]).goals[0].ladder.mode is None


def test_the_only_live_goal_leads_and_starts() -> None:
    goal = first(goals=[{"id": "g1", "statement": "Swim"}]).goals[0]
    assert (goal.lead, goal.lifecycle, goal.start) == ("yes", "active", FIRST.day)


def test_of_several_goals_the_one_that_leads_is_active_and_others_are_planned() -> None:
    goals = [{"id": "g1", "statement": "Swim"}, {"id": "g2", "statement": "Cook", "lead": "yes"}]
    plan = first(goals=[*goals, {"id": "g3", "statement": "Sing", "lifecycle": "active"}])
    assert [goal.lifecycle for goal in plan.goals] == ["planned", "active", "active"]
    assert [goal.start for goal in plan.goals] == [None, FIRST.day, FIRST.day]
    later = second(plan, goals=[{"id": "g1", "lead": "yes"}])
    assert [(goal.id, goal.lead) for goal in later.goals] == [
        *(("g1", "yes"), ("g2", "no"), ("g3", None)),
    ]
    assert [goal.lifecycle for goal in later.goals] == ["active"] * 3
    assert [goal.start for goal in later.goals] == [SECOND.day, FIRST.day, FIRST.day]


def test_without_a_word_on_it_the_leading_goal_leads_on() -> None:
    goals = [{"id": "g1", "statement": "Swim", "lead": "yes"}, {"id": "g2", "statement": "Cook"}]
    assert [goal.lead for goal in second(first(goals=goals)).goals] == ["yes", None]


def test_a_goal_that_is_over_leads_no_more_even_if_none_is_named_after_it() -> None:
    goals = [{"id": f"g{n}", "statement": "Swim"} for n in (1, 2, 3)]
    parent = first(goals=[{**goals[0], "lead": "yes"}, *goals[1:]])
    plan = second(parent, goals=[{"id": "g1", "decision": {"choice": "let_go"}}])
    assert [goal.lead for goal in plan.goals] == ["no", None, None]


def test_a_leading_goal_that_was_said_to_wait_waits() -> None:
    plan = first(goals=[{"id": "g1", "statement": "Swim", "lifecycle": "planned"}])
    assert (plan.goals[0].lead, plan.goals[0].lifecycle) == ("yes", "planned")


def test_when_the_leading_goal_is_taken_out_the_one_left_leads() -> None:
    goals = [{"id": "g1", "statement": "Swim", "lead": "yes"}, {"id": "g2", "statement": "Cook"}]
    plan = second(first(goals=goals), ("goals", "g1", "not now"))
    assert [(goal.id, goal.lead) for goal in plan.goals] == [("g1", "no"), ("g2", "yes")]
    assert plan.goals[0].ended is not None
    assert plan.goals[1].lifecycle == "active"


@pytest.mark.parametrize(
    ("choice", "lifecycle"),
    [("keep", "active"), ("pause", "on-hold"), ("let_go", "cancelled"), ("met", "active")],
)
def test_a_decision_sets_how_the_goal_goes_on(choice: str, lifecycle: str) -> None:
    parent = first(goals=[{"id": "g1", "statement": "Swim"}])
    plan = second(parent, goals=[{"id": "g1", "decision": {"choice": choice}}])
    assert plan.goals[0].lifecycle == lifecycle
    assert plan.goals[0].first_met == (SECOND.day if choice == "met" else None)
    said = {"id": "g1", "decision": {"choice": choice}, "lifecycle": "completed"}
    assert second(parent, goals=[said]).goals[0].lifecycle == "completed"


def test_a_reference_to_nothing_is_dropped_and_never_stops_the_close() -> None:
    goal = {
        "id": "g1",
        "statement": "Swim",
        "values": ["v1", "v9"],
        "related": "g9",
        "contingencies": [{"id": "c1", "barrier": "b9", "if": "x"}],
    }
    said = {"values": [{"id": "v1"}], "priorities": {"order": ["v9", "v1"]}, "goals": [goal]}
    plan = first(**said)
    assert plan.goals[0].values == plan.priorities.order == ("v1",)
    assert plan.goals[0].related is None
    assert plan.goals[0].contingencies[0].barrier is None
    goal |= {"related": "g1", "barriers": [{"id": "b9"}]}
    assert first(**said).goals[0].contingencies[0].barrier == "b9"
    assert first(**said).goals[0].related == "g1"


def test_unknown_keys_of_the_parent_stand() -> None:
    tree = whole()
    tree["visit"] = {**_table(tree["visit"]), "status": "done", "mood": 1}
    _table(tree["visit"]).pop("reason")
    tree |= {"garden": {"beds": 3}, "story": {**_table(tree["story"]), "song": "low"}}
    after = to_tree(second(from_tree(tree)))
    assert after["garden"] == {"beds": 3}
    assert _table(after["story"])["song"] == "low"
    assert "mood" not in _table(after["visit"])


def _table(value: object) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value


def test_a_done_visit_without_its_gate_or_a_goal_in_words_is_refused() -> None:
    with pytest.raises(BadData, match=r"safety\.decision") as raised:
        close(None, fragment({"goals": [{"id": "g1"}]}), FIRST)
    assert "goals[0].statement" in str(raised.value)


def test_closing_changes_neither_the_parent_nor_what_was_said() -> None:
    parent = first(goals=[{"id": "g1", "statement": "Swim", "ladder": {"unit": "m"}}])
    before = to_tree(parent)
    goal = {"id": "g1", "values": ["v7"], "ladder": {}}
    said = fragment({**GO, "goals": [goal]}, ("goals", "g1", ""))
    copy = repr(said)
    close(parent, said, SECOND)
    assert repr(said) == copy
    assert to_tree(parent) == before


def test_a_line_for_work_that_says_something_else_needs_its_own_yes() -> None:
    line = {"id": "w1", "kind": "can", "text": "Two hours at the desk", "ok": "yes"}
    other = {**line, "id": "w2", "text": "I can write"}
    parent = first(work={"sheet": "yes"}, work_lines=[line, other])
    new = {"id": "w1", "text": "Four hours at the desk"}
    assert [row.ok for row in second(parent, work_lines=[new]).work_lines] == [None, "yes"]
    (again, _) = second(parent, work_lines=[{**new, "ok": "yes"}]).work_lines
    assert (again.text, again.ok) == ("Four hours at the desk", "yes")
    assert [row.ok for row in second(parent).work_lines] == ["yes", "yes"]
