"""Answers of a visit kept aside, as they are offered on a plan that was saved meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from goalcoach.dialogue.engine.rebased_answers import Offer, Offers, lay_rows, settle_offers
from goalcoach.dialogue.engine.rebased_answers_json import (
    offers_from_json,
    offers_from_tree,
    offers_to_json,
)

PARENT: dict[str, Any] = {
    "values": [{"id": "v1", "words": "Sundays"}],
    "goals": [{"id": "g1", "statement": "Cook", "practices": [{"what": "breathe"}]}],
}
HEAD: dict[str, Any] = {
    "story": {"me": "a cook"},
    "values": [{"id": "v1", "words": "Sundays"}, {"id": "v2", "words": "Rest"}],
    "goals": [
        {
            "id": "g1",
            "statement": "Cook",
            "barriers": [{"id": "b1", "text": "noise"}],
            "practices": [{"what": "breathe"}, {"what": "stretch"}],
        },
        {"id": "g2", "statement": "Sing", "ended": {"on": "2026-11-20"}},
    ],
    "wins": [{"day": "Sunday"}],
}
SAID = (
    Offer("story/me", "a gardener", "story.me"),
    Offer("matters/values@v2.words", "Music", "values.words", ("v2",)),
    Offer("goal/goals@g2.statement", "Walk", "goals.statement", ("g2",)),
    Offer("goal@g2/values", ("v1", "v2"), "goals.values", ("g2",), names_rows=True),
    Offer("goal@g2/why", "v2", "goals.why", ("g2",)),
    Offer("ways@g1/in_the_way@b1.text", "stairs", "goals.barriers.text", ("g1", "b1")),
    Offer("goal@g2/due", 3, "goals.rating.mood", ("g2",)),
    Offer("practice@g1/practices@x1.what", "breathe", "goals.practices.what", ("g1", "x1")),
    Offer("practice@g1/practices@x2.what", "look up", "goals.practices.what", ("g1", "x2")),
    Offer("wins/days@x1.day", "Monday", "wins.day", ("x1",)),
    Offer("own/tea", "green"),
)


@pytest.fixture
def offers() -> Offers:
    return settle_offers(SAID, "review", None, PARENT, HEAD)


def by_words(offers: Offers) -> dict[object, Offer]:
    return {one.value: one for one in offers.answers}


def test_rows_that_both_visits_added_get_ids_behind_the_saved_ones(offers: Offers) -> None:
    found = by_words(offers)
    assert (found["Music"].at, found["Music"].ids) == ("matters/values@v3.words", ("v3",))
    assert (found["Walk"].at, found["Walk"].ids) == ("goal/goals@g3.statement", ("g3",))
    stairs = found["stairs"]
    assert (stairs.at, stairs.ids) == ("ways@g1/in_the_way@b2.text", ("g1", "b2"))


def test_whatever_names_a_row_follows_it_and_words_that_look_like_one_stay(offers: Offers) -> None:
    found = by_words(offers)
    assert ("v1", "v3") in found
    assert found["v2"].at == "goal@g3/why"


def test_a_row_without_an_id_comes_behind_those_there_unless_it_is_there_alike(
    offers: Offers,
) -> None:
    found = by_words(offers)
    assert "breathe" not in found
    assert found["look up"].at == "practice@g1/practices@x3.what"


def test_new_rows_stand_beside_the_plan_and_nothing_in_it_is_replaced(offers: Offers) -> None:
    laid: Any = lay_rows(HEAD, offers)
    assert laid["story"] == HEAD["story"]
    assert [row["words"] for row in laid["values"]] == ["Sundays", "Rest", "Music"]
    cook, sing, walk = laid["goals"]
    assert sing == HEAD["goals"][1]
    assert [row["text"] for row in cook["barriers"]] == ["noise", "stairs"]
    assert [row["what"] for row in cook["practices"]] == ["breathe", "stretch", "look up"]
    assert walk == {
        "id": "g3",
        "statement": "Walk",
        "values": ["v1", "v3"],
        "why": "v2",
        "lifecycle": "planned",
    }
    assert laid["wins"] == [{"day": "Sunday"}, {"id": "x1", "day": "Monday"}]


def test_what_is_written_down_is_read_the_same(offers: Offers) -> None:
    again = offers_from_json(offers_to_json(offers), HEAD)
    assert (again.answers, again.rows, again.visit) == (offers.answers, offers.rows, "review")


def test_a_part_of_a_plan_as_the_first_goalcoach_kept_it_is_offered_by_its_places() -> None:
    offers = offers_from_tree(
        {"story": {"me": "a gardener"}, "goals": [{"id": "g3", "statement": "Swim"}]}, HEAD
    )
    assert offers.find("anything", ("story.me", ())) == "a gardener"
    assert offers.rows == {("goals", ()): ("g3",)}
