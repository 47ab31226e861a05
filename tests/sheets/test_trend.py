"""What the trends say: counted sentences, never a verdict."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from goalcoach.date_words import say_day
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.safe_text import cell_width
from goalcoach.screens.outcome.trend_cards import build_parts
from goalcoach.sheets.trends.text_writer import table_lines, write_trends
from goalcoach.sheets.trends.trend_export import COLUMNS, trend_rows, trend_tree
from goalcoach.sheets.trends.trend_sheet import SeriesCard, TrendSheet, read_trend_sheet
from tests.plan.visits import FIRST, goal, progress, rated, several, visits
from tests.sheets.golden import compare

HOSTILE = "plan [/b] \x1b[2J \u202egnp\x00 [@click=app.quit]q[/] =1+1"
LOWEST = (
    "Went from 5 to 6 over three visits. Three higher than last time. Lowest on 9 April 2026: 3."
)
GAP = "Went from 2 to 5 over two visits. Three higher than the time before it. No value at visit 2."
NONE_NOW = (
    "Went from 2 to 5 over two visits. Three higher than the time before it. No value at visit 3."
)
VERDICTS = ("better", "worse", "improv", "declin", "good", "bad", "success", "fail", "should")


def sheet(plans: list[Plan], entries: Any = (), scored: Any = ()) -> TrendSheet:
    return read_trend_sheet(read_trends(plans, entries), scored)


def card(plans: list[Plan], at: int = 0) -> SeriesCard:
    return sheet(plans).cards[at]


def said(*values: int | None) -> str:
    return card(progress(*values)).sentence.replace("\u00a0", " ")


def diary(count: int) -> list[DiaryEntry]:
    return [
        DiaryEntry(date=FIRST + timedelta(n), participation=n % 9, mood=n % 9, energy=4)
        for n in range(count)
    ]


def crowded(words: str = "Walk to the market") -> list[Plan]:
    def tree(at: int) -> dict[str, Any]:
        measure = {"id": "m1", "name": words, "unit": words, "now": at, "target": 9,
                   "direction": "up"}  # fmt: skip
        rating = {"progress": {"patient": at, "clinician": 3}, "level": {"patient": "partly"}}
        rows = [
            goal(statement=words, rating=rating, measures=[measure],
                 ladder={"mode": "time_based"}),
            goal(2, statement=words, rating=rated(9 - at), lifecycle="cancelled"),
        ]  # fmt: skip
        return {"goals": rows, "values": [{"id": "v1", "words": words, "lived": at}],
                "ease": {"start": at, "end": 4}}  # fmt: skip

    return visits(tree(1), tree(4), tree(4), tree(4))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((2, 7), "Went from 2 to 7 over two visits. Five higher than last time."),
        ((7, 4), "Went from 7 to 4 over two visits. Three lower than last time."),
        ((4, 4), "4, the same over two visits. The same as last time."),
        ((2, 4, 4), "Went from 2 to 4 over three visits. The same as last time."),
        (
            (5, 3, 6),
            LOWEST,
        ),
        (
            (2, None, 5),
            GAP,
        ),
        ((2, 5, None), NONE_NOW),
        ((2, None, None), "One value so far: 2, on 12 March 2026. None at visits 2, 3."),
        ((0,), "One value so far: 0, on 12 March 2026."),
    ],
)
def test_the_sentence_is_counted_from_the_numbers(values, sentence):
    assert said(*values) == sentence


def test_levels_are_said_in_words():
    plans = visits(
        {"goals": [goal(rating=rated(level="start"))]},
        {"goals": [goal(rating=rated(level="as_planned"))]},
    )
    assert card(plans).sentence == (
        "Went from “about where I started, or harder” to “as planned” over two visits. "
        "Two levels higher than last time."
    )


def test_counts_say_their_unit_and_what_was_hoped_for():
    plans = crowded("walks")
    found = next(one for one in sheet(plans).cards if one.key == "m1.measure")
    assert found.sentence.endswith("Hoped for: 9 walks.")
    assert "more is hoped for" in found.scale_words


def test_no_aim_is_named_where_energy_is_the_limit():
    measure = {"id": "m1", "name": "Walks", "now": 1, "target": 9, "direction": "up"}
    tree = {"goals": [goal(measures=[measure], ladder={"mode": "energy_limit"})]}
    text = write_trends(sheet(visits(tree)), 80)
    assert "hoped for" not in text
    assert "9" not in text


def test_a_flag_says_its_numbers_and_the_source_stands_below():
    found = sheet(progress(2, 7))
    assert "Worth talking about: 7 – 2 = 5" in found.cards[0].asides[0]
    assert any("not validated in psychosomatics" in source for source in found.sources)


def test_the_mean_is_said_apart_from_the_goals():
    assert "10/2 – 6/2 = 2" in sheet(several((2, 4), (4, 6))).mean[0]


def test_a_time_without_change_is_a_question():
    (question,) = card(progress(4, 4, 4)).asides
    assert question == (
        "Three visits without change: is the step too big, or is this the place to hold?"
    )


def test_how_ease_moves_is_said_from_eight_pairs_on_with_its_caution():
    few, enough = sheet([], diary(7)), sheet([], diary(8))
    assert not any("rho" in words for words in (*few.diary_words, *few.sources))
    assert any("rho = 1.00, 8 days" in words for words in enough.diary_words)
    assert any("does not say that one makes the other" in words for words in enough.diary_words)
    assert any("Spearman" in source for source in enough.sources)


def taken_part(count: int) -> list[Plan]:
    return visits(
        *(
            {"goals": [goal(rating={"participation": at, "mood": at, "energy": 10 - at})]}
            for at in range(count)
        )
    )


def test_a_plan_without_a_diary_has_its_pairs_from_the_reviews():
    few, enough = sheet(taken_part(7)), sheet(taken_part(8))
    assert few.diary_words[0] == (
        "Taking part and mood stand together in seven reviews. From eight on, it is said how they "
        "move."
    )
    assert enough.diary_words[:2] == (
        (
            "With a higher number for mood, that for taking part was mostly higher (rho = 1.00, "
            "8 reviews)."
        ),
        (
            "With a higher number for energy, that for taking part was mostly lower (rho = –1.00, "
            "8 reviews)."
        ),
    )
    assert any("Spearman" in source for source in enough.sources)
    text = write_trends(enough, 80)
    assert "Taking part, mood and energy\n====" in text
    assert "Diary" not in text
    assert "How this is counted" in text


def test_pairs_of_the_diary_and_of_reviews_are_counted_together_and_told_apart():
    words = sheet(taken_part(2), diary(6)).diary_words
    assert any("6 days and 2 reviews)" in one for one in words)
    assert "days and one review" in " ".join(sheet(taken_part(1), diary(5)).diary_words)


def test_days_not_written_are_counted_as_such():
    entries = [diary(1)[0], DiaryEntry(date=FIRST + timedelta(9), participation=3)]
    assert sheet([], entries).diary_words[0].startswith("2 of 10 days written")


@pytest.mark.parametrize(
    ("days", "words"), [(3, "0, 1, 2"), (4, "mostly 1 to 2"), (5, "mostly 1 to 3")]
)
def test_few_entries_are_told_one_by_one_and_more_by_their_middle_half(days: int, words: str):
    assert sheet([], diary(days)).diary[0].words == words


def test_plain_letters_keep_to_the_width_though_some_stand_for_one_sign():
    plain = write_trends(sheet(crowded(), diary(12), scored=crowded()), 80, braille=False)
    assert "sqrt(" in plain
    assert max(map(len, plain.splitlines())) <= 80


def test_no_sentence_is_a_verdict():
    found = sheet(crowded(), diary(12))
    told = [one.sentence for one in found.cards] + [a for one in found.cards for a in one.asides]
    words = " ".join((*told, *found.diary_words, *found.sources, *found.mean)).lower()
    assert not [verdict for verdict in VERDICTS if verdict in words]


def test_one_value_is_a_sentence_and_no_plot():
    text = write_trends(sheet(progress(4)), 80)
    assert "│" not in text
    assert "One value so far: 4" in text


def test_the_attainment_score_is_shown_only_for_plans_that_are_given():
    plans = crowded()
    assert not sheet(plans).attainment
    told = sheet(plans, scored=plans).attainment
    assert "T = 40.0 over one goal" in told[0]
    assert "For the clinician only" in told[-1]
    assert "not for ranking people" in told[-1]


@pytest.mark.parametrize("width", [60, 79, 119])
@pytest.mark.parametrize("braille", [True, False])
def test_no_line_is_wider_than_the_terminal(width: int, braille: bool):
    found = sheet(crowded("Walk to the market and back " * 8), diary(90))
    lines = write_trends(found, width, braille=braille).split("\n")
    assert max(map(cell_width, lines)) <= width
    assert max(map(cell_width, table_lines(found, width))) <= width


def test_visits_that_do_not_fit_the_width_are_said_to_be_left_out():
    told = write_trends(sheet(progress(*([3, 5] * 10))), 60)
    assert "Drawn here: the last 10 of 20 visits." in told
    assert "Drawn here" not in write_trends(sheet(progress(*([3, 5] * 5))), 60)


HEADS = ("Diary", "For the clinician: goal attainment", "How this is counted")


@pytest.mark.parametrize(
    ("found", "heads"),
    [
        (sheet(several((2, 4), (4, 6)), diary(8), crowded()), HEADS),
        (sheet(progress(2, 5)), HEADS[2:]),
        (sheet([], diary(3)), (HEADS[0], HEADS[2])),
        (sheet([]), ()),
    ],
    ids=["all", "series", "diary", "nothing"],
)
def test_a_part_has_its_heading_and_every_sentence_where_there_is_something_to_say(
    found: TrendSheet, heads: tuple[str, ...]
):
    lines = write_trends(found, 80).splitlines()
    assert tuple(one for one in HEADS if one in lines) == heads
    assert all(lines[lines.index(head) + 1] == "=" * 64 for head in heads)
    text = " ".join(" ".join(lines).split())
    cards = tuple(card.sentence for card in found.cards)
    for sentence in (*cards, *found.diary_words, *found.mean, *found.attainment):
        assert " ".join(sentence.replace("\u00a0", " ").split()) in text
    assert {f"{one.name} ({one.ends}): {one.words}" for one in found.diary} <= set(lines)
    counted = " ".join(found.sources).replace("\u00a0", " ")
    assert (" ".join(counted.split()) in text) == bool(heads)


@pytest.mark.parametrize(("days", "braille"), [(9, True), (2, True), (9, False), (1, True)])
def test_the_diary_is_drawn_where_there_are_days_and_letters_to_draw(days: int, braille: bool):
    text = write_trends(sheet([], diary(days)), 80, braille=braille)
    assert any("\u2800" < sign <= "\u28ff" for sign in text) == (days > 1 and braille)


def test_a_day_that_was_written_twice_is_counted_once():
    days = diary(6)
    twice = sheet([], [*days, *days[:1], *days[:1]])
    once = sheet([], days)
    assert [card.words for card in twice.diary] == [card.words for card in once.diary]
    assert twice.diary_words == once.diary_words
    # The plot shows what was written.
    assert len(twice.diary[0].values) == len(once.diary[0].values) + 2


@pytest.mark.parametrize("braille", [True, False])
def test_trends_read_as_their_golden_file(braille: bool):
    found = sheet(crowded(), diary(9), crowded())
    compare(f"trends{'' if braille else '-plain'}.txt", write_trends(found, 80, braille=braille))
    compare("trends-table.txt", "\n".join(table_lines(found, 80)) + "\n")


def test_how_it_is_since_the_first_visit_stands_as_a_line_of_words_a_visit():
    plans = visits({}, {"overall": {"change": "much_worse"}}, {"overall": {"change": "same"}})
    told = sheet(plans)
    days = [say_day(one.visit.date) for one in plans[1:]]
    lines = [f"{days[0]}: much worse.", f"{days[1]}: about the same."]
    assert "\n".join(lines) in write_trends(told, 79)
    assert set(lines) <= set(table_lines(told, 79))
    assert "It is not turned into a number." in " ".join(write_trends(told, 79).split())
    assert [part.name for part in build_parts(told, 2, everything=False)] == [
        "since we began",
        "how this is counted",
    ]
    tree = json.loads(json.dumps(trend_tree("rowan-17", read_trends(plans))))
    assert [one["change"] for one in tree["overall"]] == ["much_worse", "same"]


def test_a_plain_terminal_gets_plain_letters():
    assert write_trends(sheet(crowded(), diary(20)), 80, braille=False).isascii()


def test_hostile_words_are_shown_and_do_nothing():
    found = sheet(crowded(HOSTILE), diary(9))
    for text in (write_trends(found, 80), "\n".join(table_lines(found, 80))):
        assert "<U+001B>[2J" in text
        assert not set(text) & set("\x1b\x00\u202e")
    assert "[@click=app.quit]q[/]" in write_trends(found, 80)


def test_a_table_holds_every_value_and_marks_gaps():
    lines = table_lines(sheet(progress(2, None, 5)), 60)
    assert [line.split()[-1] for line in lines[3:6]] == ["2", "·", "5"]


def test_the_tree_is_json_and_holds_every_point():
    plans = crowded(HOSTILE)
    tree = json.loads(json.dumps(trend_tree("rowan-17", read_trends(plans, diary(9)))))
    assert tree["format"] == "goalcoach-trend/2"
    assert [one["visit"] for one in tree["visits"]] == [1, 2, 3, 4]
    (own,) = [one for one in tree["series"] if one["key"] == "g1.progress.patient"]
    assert [point["value"] for point in own["points"]] == [1, 4, 4, 4]
    assert own["points"][1] == {"visit": 2, "version": 2, "date": "2026-04-09", "value": 4}
    (taking_part,) = [one for one in tree["series"] if one["key"] == "diary.participation"]
    assert taking_part["points"][1] == {"date": "2026-03-13", "value": 1}
    assert own["name"] == HOSTILE
    assert tree["without_change"][0]["visits"] == 3
    assert tree["together"][0]["pairs"] == 9
    assert "attainment" not in tree


def test_the_tree_holds_scores_only_where_they_are_asked_for():
    plans = crowded()
    tree: dict[str, Any] = trend_tree("rowan-17", read_trends(plans), plans)
    assert tree["attainment"]["scores"][0] == {
        "version": 1, "date": "2026-03-12", "by": "patient", "score": 40.0, "goals": 1
    }  # fmt: skip


def test_the_rows_have_one_line_a_point():
    trends = read_trends(crowded(), diary(3))
    head, *rows = trend_rows(trends)
    assert head == COLUMNS
    assert len(rows) == sum(len(one.points) for one in (*trends.series, *trends.diary))
    assert ("measure", "g1", "m1", "", "Walk to the market", "Walk to the market", 1, 1, FIRST, 1
            ) in rows  # fmt: skip
    first = next(row for row in rows if row[4] == "participation")
    assert (first[6] is None, first[7] is None, first[8:]) == (True, True, (FIRST, 0))


def test_trends_say_taking_part_with_both_ends_where_it_is_of_the_diary():
    found = sheet([], diary(8))
    text = write_trends(found, 80)
    assert "Taking part (0 cannot, 10 as I want): " in text
    assert "Mood (0 very low, 10 very good): " in text
    assert "Energy (0 none, 10 full of it): " in text
    assert "ease" not in text.lower()
