"""Answers of a visit that was overtaken, put over the plan that was saved first."""

from __future__ import annotations

from typing import Any

from goalcoach.plan.file.codec import from_tree
from goalcoach.plan.model import Plan
from goalcoach.plan.rebase import fill_rows, offer, to_offer
from goalcoach.plan.visit_fragment import write_fragment
from tests.plan.maker import least
from tests.plan.said import said


def plan(**parts: Any) -> Plan:
    return from_tree(least(**parts))


PARENT = plan(values=[{"id": "v1", "words": "Sundays"}], goals=[{"id": "g1", "statement": "Cook"}])
HEAD = plan(
    values=[{"id": "v1", "words": "Sundays"}, {"id": "v2", "words": "Rest"}],
    goals=[
        {"id": "g1", "statement": "Cook", "barriers": [{"id": "b1", "text": "noise"}]},
        {"id": "g2", "statement": "Sing"},
    ],
)


def test_rows_that_both_visits_added_get_numbers_behind_the_saved_ones() -> None:
    mine = said(
        {
            "values": [{"id": "v1", "lived": 4}, {"id": "v2", "words": "Music"}],
            "goals": [
                {"id": "g1", "barriers": [{"id": "b1", "text": "stairs"}]},
                {"id": "g2", "statement": "Walk"},
                {"id": "g3", "statement": "Swim"},
            ],
        }
    )
    offered: Any = to_offer(mine, PARENT, HEAD)
    assert [row["id"] for row in offered["values"]] == ["v1", "v3"]
    assert [row["id"] for row in offered["goals"]] == ["g1", "g4", "g3"]
    assert offered["goals"][0]["barriers"] == [{"id": "b2", "text": "stairs"}]


def test_whatever_names_a_row_follows_it_to_its_new_number() -> None:
    goal = {
        "id": "g2",
        "values": ["v1", "v2"],
        "related": "g2",
        "statement": "g2",
        "barriers": [{"id": "b1"}],
        "contingencies": [{"id": "c1", "barrier": "b1", "if": "b1"}],
    }
    mine = said({"values": [{"id": "v2"}], "priorities": {"order": ["v2", "v1"]}, "goals": [goal]})
    offered: Any = to_offer(mine, PARENT, HEAD)
    assert offered["priorities"] == {"order": ["v3", "v1"]}
    assert offered["goals"] == [
        {
            "id": "g3",
            "values": ["v1", "v3"],
            "related": "g3",
            "statement": "g2",
            "barriers": [{"id": "b2"}],
            "contingencies": [{"id": "c1", "barrier": "b2", "if": "b1"}],
        }
    ]


def test_words_that_look_like_the_name_of_a_row_stay_as_they_were_said() -> None:
    mine = said({"values": [{"id": "v2"}], "story": {"helps": ["v2"]}})
    offered: Any = to_offer(mine, PARENT, HEAD)
    assert offered == {"values": [{"id": "v3"}], "story": {"helps": ["v2"]}}


def test_a_list_that_was_emptied_is_offered_as_empty() -> None:
    before: Any = {"wins": [], "story": {"helps": ["music"]}, "supports": [{"who": "Ash"}]}
    said: Any = {"story": {"helps": []}, "supports": []}
    assert offer(before, said) == {"wins": [], "story": {"helps": []}, "supports": []}


def test_only_what_stands_from_visit_to_visit_is_offered() -> None:
    mine = said(
        {
            "visit": {"by": "kestrel"},
            "safety": {"decision": "go"},
            "wins": [{"day": "Sunday"}],
            "story": {"me": "a cook", "helps": ["music"]},
            "goals": [{"id": "g1", "rating": {"differ": "a bit"}, "why": "the table"}],
        }
    )
    assert to_offer(mine, PARENT, HEAD) == {
        "story": {"me": "a cook", "helps": ["music"]},
        "goals": [{"id": "g1", "why": "the table"}],
    }


def test_an_offer_lies_over_the_plan_row_by_row_and_leaves_the_rest() -> None:
    before: Any = {
        "story": {"me": "a cook", "helps": ["music"]},
        "goals": [
            {
                "id": "g1",
                "statement": "Cook",
                "lifecycle": "active",
                "practices": [{"what": "breathe"}],
            }
        ],
        "ease": {"start": 4},
    }
    offered: Any = {
        "story": {"helps": ["an idea"]},
        "goals": [
            {"id": "g1", "why": "the table", "practices": [{"what": "stretch"}]},
            {"id": "g2", "statement": "Sing"},
        ],
    }
    assert offer(before, offered) == {
        "story": {"me": "a cook", "helps": ["an idea"]},
        "goals": [
            {
                "id": "g1",
                "statement": "Cook",
                "lifecycle": "active",
                "practices": [{"what": "stretch"}],
                "why": "the table",
            },
            {"id": "g2", "statement": "Sing", "lifecycle": "planned"},
        ],
        "ease": {"start": 4},
    }


OFFERED: dict[str, Any] = {
    "story": {"me": "a cook"},
    "goals": [
        {
            "id": "g1",
            "why": "the table",
            "barriers": [{"id": "b2", "text": "stairs", "inner": "no"}],
        },
        {
            "id": "g2",
            "statement": "Sing",
            "why": "for fun",
            "ladder": {"unit": "songs", "rungs": [{"id": "r1", "text": "Hum"}]},
            "practices": [{"what": "breathe"}, {"what": "stretch"}],
        },
        {"id": "g3", "statement": "Swim"},
    ],
}


def test_a_row_that_only_the_offer_knows_is_taken_over_with_all_it_held() -> None:
    mine = said({"goals": [{"id": "g1"}, {"id": "g2", "why": "for joy"}]})
    fill_rows(mine, OFFERED, PARENT)
    assert write_fragment(mine) == {
        "goals": [{"id": "g1"}, {**OFFERED["goals"][1], "why": "for joy"}]
    }


def test_a_new_row_inside_a_standing_one_is_taken_over_too() -> None:
    mine = said({"goals": [{"id": "g1", "barriers": [{"id": "b2", "text": "the stairs"}]}]})
    fill_rows(mine, OFFERED, PARENT)
    assert write_fragment(mine) == {
        "goals": [{"id": "g1", "barriers": [{"id": "b2", "text": "the stairs", "inner": "no"}]}]
    }


def test_a_list_that_was_said_again_is_not_mixed_with_the_offered_one() -> None:
    mine = said({"goals": [{"id": "g2", "practices": [{"what": "look up"}]}]})
    fill_rows(mine, OFFERED, PARENT)
    goal: Any = write_fragment(mine)["goals"]
    assert goal[0]["practices"] == [{"what": "look up"}]
    assert goal[0]["statement"] == "Sing"


def test_a_visit_without_a_last_plan_takes_over_each_row_it_names() -> None:
    mine = said({"goals": [{"id": "g3"}]})
    fill_rows(mine, OFFERED, None)
    assert write_fragment(mine) == {"goals": [{"id": "g3", "statement": "Swim"}]}
