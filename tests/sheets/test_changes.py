"""What changed, as reading: the whole story, only the story, and nothing that may not be said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.date_words import say_day
from goalcoach.plan.diff.diff import diff
from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.safe_text import cell_width
from goalcoach.sheets.changes.change_report import ChangeLine, ChangeSheet
from goalcoach.sheets.changes.change_report_builder import read_change
from goalcoach.sheets.changes.change_vocabulary import within
from goalcoach.sheets.changes.html_writer import write_change_html
from goalcoach.sheets.changes.json_writer import write_change_json
from goalcoach.sheets.changes.markdown_writer import write_change_markdown
from goalcoach.sheets.changes.row_as_line import describe_row, name_row
from goalcoach.sheets.changes.text_writer import write_change
from goalcoach.store.catalogue import find_catalogue
from goalcoach.translation import Catalogue, catalogue_key, speaking
from tests.plan.maker import AWKWARD
from tests.sheets.change_sample import D3, V1, V2, V3
from tests.sheets.golden import compare

HOSTILE = [text for text in AWKWARD if text.strip() and len(text) < 200]
HOSTILE += ["<script>alert(1)</script>", "[@click=app.quit]q[/]", "\x1b]52;c;QQ\x07", "~~x~~ **y**"]


def sheet(before: Plan, after: Plan, *between: Plan, everything: bool = False) -> ChangeSheet:
    found = diff(before, after, between)
    return read_change(found, before, after, between=between, everything=everything)


def text(before: Plan, after: Plan, *between: Plan) -> str:
    return write_change(sheet(before, after, *between))


def line(story: ChangeSheet, label: str) -> ChangeLine:
    return next(one for one in story.lines if one.label == label)


def edited(plan: Plan, **top: Any) -> Plan:
    return from_tree({**to_tree(plan), **top})


def test_the_headline_says_what_became_of_the_goals():
    assert sheet(V1, V2).headline == (
        "Four weeks later: “Cook lunch for my sister's children at home, every other …” "
        "has new words and a new step. "
        "“Walk to the lake with Ilse” takes the place of “Sing in the choir again”."
    )


def test_it_is_told_where_a_visit_was_held_in_another_language_than_is_read():
    def held(plan: Plan, language: str) -> Plan:
        return edited(plan, script={**to_tree(plan)["script"], "language": language})  # type: ignore[dict-item]

    told = {
        (
            "de",
            "en",
            "es",
        ): "La cita de la versión 1 fue en alemán, y la de la versión 2, en inglés.",
        (
            "de",
            "en",
            "de",
        ): "Der Termin zu Version 1 war auf Deutsch, der zu Version 2 auf Englisch.",
        ("de-AT", "de", "en"): "Both visits were held in German.",
        (
            "fr",
            "en",
            "en",
        ): "The visit of version 1 was held in “fr”, that of version 2 in English.",
    }
    for (old, new, read), words in told.items():
        with speaking(find_catalogue(read)):
            assert sheet(held(V1, old), held(V2, new)).headline.endswith(f" {words}")
    with speaking(find_catalogue("de")):
        assert "Deutsch" not in sheet(held(V1, "de"), held(V2, "de")).headline


def test_a_version_dated_before_the_one_it_follows_is_told_so():
    ahead = edited(V1, visit={**to_tree(V1)["visit"], "date": date(2027, 10, 23)})  # type: ignore[dict-item]
    assert sheet(ahead, V2).headline.startswith(
        f"Version 1 is dated 23 October 2027, and version 2, written after it, "
        f"{say_day(V2.visit.date)}: one of the two days is wrong. “Cook lunch"
    )
    assert "earlier" not in sheet(ahead, V2).headline


def test_a_goal_that_made_way_names_the_one_that_takes_its_place():
    section = next(one for one in sheet(V1, V2).sections if one.title == "Sing in the choir again")
    stands = next(one for one in section.lines if one.path == "goals.lifecycle")
    assert (stands.old, stands.new) == (
        "on the list",
        "“Walk to the lake with Ilse” takes its place",
    )
    assert not [one for one in section.lines if one.path == "goals.related"]
    assert "let go" not in text(V1, V2)


def test_goals_come_in_the_order_of_the_plan_and_then_the_rest():
    assert [section.title for section in sheet(V1, V2).sections] == [
        "Cook lunch for my sister's children at home, every other Sunday",
        "Walk to the lake with Ilse",
        "Sing in the choir again",
        "What matters",
        "Hard spells",
        "Told of the time between",
    ]


def test_each_change_has_its_direction_and_its_distance():
    story = sheet(V1, V2)
    rated = line(story, "Rated by the patient")
    assert (rated.old, rated.new, rated.say) == ("3", "6", "three higher")
    due = line(story, "By when")
    assert (due.old, due.say) == ("17 January 2027", "two weeks later")
    assert line(sheet(V2, V3), "Rated by the patient").say == "one lower"


@pytest.mark.parametrize(
    ("language", "rated", "counted"),
    [
        ("de", "vorher 3, jetzt 6, 3 höher", "Sundays cooked: vorher 0 a month, jetzt 1 a month"),
        ("es", "antes 3, ahora 6, 3 más", "Sundays cooked: antes 0 a month, ahora 1 a month"),
    ],
)
def test_what_became_of_a_value_reads_in_each_language(language: str, rated: str, counted: str):
    with speaking(find_catalogue(language)):
        told = " ".join(text(V1, V2).split())
        assert rated in told
        assert counted in told


def test_words_of_another_language_read_on_behind_a_colon_in_spanish():
    with speaking(find_catalogue("es")):
        plan = name_row("goals.contingencies", {"if": "Ich werde still", "then": "Wir gehen"})
        assert plan == "Si aparece: Ich werde still, entonces hago: Wir gehen."


def test_in_german_a_noun_within_a_line_keeps_its_capital():
    with speaking(find_catalogue("de")):
        assert [within(one) for one in ("Wie viel", "An einem guten Tag", "Kraft", "Tage")] == [
            *("wie viel", "an einem guten Tag", "Kraft", "Tage"),
        ]


def test_reasons_stand_beside_what_they_explain():
    story = sheet(V1, V2)
    assert line(story, "Decided").why == ("Steady for four weeks; she asked to go on",)
    assert line(story, "By when").why == ("After the exams of the children",)
    gone = next(one for one in story.lines if one.mark == "-")
    assert gone.old.startswith("If I wake up dizzy")
    assert gone.why == ("The soup is used up",)


def test_what_came_and_went_between_two_visits_is_not_new():
    def with_plan(plan: Plan, **more: Any) -> Plan:
        tree: Any = to_tree(plan)
        row = {"id": "c9", "if": "it rains", "then": "I walk in the hall", **more}
        tree["goals"][0].setdefault("contingencies", []).append(row)
        return from_tree(tree)

    v2, v3 = with_plan(V2), with_plan(V3, ended={"on": D3})
    assert [one.mark for one in sheet(V1, v2).lines if "it rains" in one.new] == ["+"]
    assert [one.mark for one in sheet(v2, v3).lines if "it rains" in one.old] == ["-"]
    assert "it rains" not in text(V1, v3, v2)
    assert "it rains" not in text(v3, V1)


def test_a_goal_that_came_and_went_between_two_visits_is_told_as_let_go():
    tree: Any = to_tree(V3)
    goal = {"id": "g9", "statement": "Build a chair", "lifecycle": "cancelled"}
    tree["goals"].append({**goal, "decision": {"why": "The shed is cold"}})
    story = sheet(V1, from_tree(tree), V2)
    assert "“Build a chair” was let go." in story.headline
    (told,) = [one for one in story.lines if one.rows == ("g9",)]
    assert (told.label, told.say, told.why) == ("New goal", "let go", ("The shed is cold",))


def test_a_rating_is_the_first_one_only_where_no_visit_came_before():
    def with_mood(plan: Plan) -> Plan:
        tree: Any = to_tree(plan)
        tree["goals"][0].setdefault("rating", {})["mood"] = 6
        return from_tree(tree)

    for plans, say in (
        ((V1, with_mood(V2)), "rated for the first time"),
        ((V2, with_mood(V3)), "not rated in version 2"),
        ((V1, with_mood(V3), with_mood(V2)), "not rated in version 1"),
        ((V3, with_mood(V1)), "not rated in version 3"),
    ):
        assert line(sheet(*plans), "Mood").say == say


def test_how_it_is_all_in_all_has_its_day_where_several_visits_are_told():
    def with_overall(plan: Plan, change: str) -> Plan:
        return edited(plan, overall={"change": change})

    v2, v3 = with_overall(V2, "little_better"), with_overall(V3, "same")
    told = [one for one in sheet(V1, v3, v2).lines if one.path == "overall.change"]
    assert [(one.new, one.say) for one in told] == [
        ("a little better", "on 20 November 2026"),
        ("about the same", "on 18 December 2026"),
    ]
    assert [one.say for one in sheet(V2, v3).lines if one.path == "overall.change"] == [""]


def test_of_a_goal_that_waited_it_is_told_why_it_is_let_go():
    def waiting(plan: Plan, **more: Any) -> Plan:
        goal = {"id": "g9", "statement": "Build a chair", "lifecycle": "planned", **more}
        tree: Any = to_tree(plan)
        return from_tree({**tree, "goals": [*tree["goals"], goal]})

    gone = {"lifecycle": "cancelled", "decision": {"why": "The shed is cold"}}
    v1, v2, v3 = waiting(V1), waiting(V2, **gone), waiting(V3, lifecycle="cancelled")
    for before, after, between in ((v1, v2, ()), (v1, v3, (v2,))):
        told = [one for one in sheet(before, after, *between).lines if one.rows == ("g9",)]
        assert [(one.label, one.why) for one in told] == [
            ("Where it stands", ("The shed is cold",)),
        ]


def test_a_new_step_is_told_once_with_what_became_of_the_old_one():
    steps = [one for one in sheet(V1, V2).lines if one.label in ("Next step", "Step")]
    assert [(one.old, one.new, one.say) for one in steps] == [
        (
            "Cut the vegetables, sitting",
            "Cook one pot, with my sister beside me",
            "since 20 November 2026, and the step before is steady",
        )
    ]


def test_the_reason_for_a_step_stands_with_the_step_and_not_with_the_goal():
    tree: Any = to_tree(V2)
    tree["goals"][0]["decision"]["because"] = "Four Sundays in a row"
    after = from_tree(tree)
    story = sheet(V1, after)
    assert line(story, "Decided").why == ("Steady for four weeks; she asked to go on",)
    assert line(story, "Next step").why[0] == "Four Sundays in a row"
    several = [one for one in sheet(V1, V3, after).lines if one.label == "Decided"]
    assert several[0].why[1] == "On the step: Four Sundays in a row"


def test_the_reason_for_a_step_that_stays_stands_with_the_decision():
    tree: Any = to_tree(V2)
    tree["goals"][0]["decision"]["because"] = "Four Sundays in a row"
    tree["version"] = 3
    assert "On the step: Four Sundays in a row" in line(sheet(V2, from_tree(tree)), "Decided").why


def test_of_a_goal_that_ends_its_place_among_the_open_ones_is_not_told():
    tree: Any = to_tree(V2)
    tree["goals"][0] |= {"lead": "no", "lifecycle": "cancelled"}
    labels = [one.label for one in sheet(V2, from_tree(tree)).lines]
    assert "Where it stands" in labels
    assert "Among the goals" not in labels


@pytest.mark.parametrize(("status", "mark"), [("same", "="), ("solved", "~")])
def test_what_is_in_the_way_is_not_new_when_it_is_first_asked_about(status: str, mark: str):
    before: Any = to_tree(V2)
    after: Any = to_tree(V2)
    del before["goals"][0]["barriers"][0]["status"]
    after["goals"][0]["barriers"][0]["status"] = status
    story = sheet(from_tree(before), from_tree(after))
    assert line(story, "In the way").mark == mark
    assert story.counts.new == 0


def test_a_step_in_place_of_one_that_was_taken_out_is_new_in_the_first_sentence_too():
    tree: Any = to_tree(V2)
    rungs = tree["goals"][0]["ladder"]["rungs"]
    now = next(one for one in rungs if one["status"] == "now")
    now["ended"] = {"on": D3}
    rungs.append({"id": "r9", "text": "Stir the pot", "status": "now"})
    story = sheet(V2, from_tree(tree))
    assert "has a new step" in story.headline
    assert line(story, "Next step").new == "Stir the pot"


@pytest.mark.parametrize("reworded", [False, True])
def test_a_step_that_stands_below_the_last_one_is_an_earlier_one_in_the_first_sentence(reworded):
    before: Any = to_tree(V2)
    after: Any = to_tree(V2)
    for tree, now in ((before, 1), (after, 0)):
        for at, rung in enumerate(tree["goals"][0]["ladder"]["rungs"]):
            rung["status"] = "now" if at == now else "later" if at > now else "steady"
    if reworded:
        after["goals"][0]["statement"] = "Cook soup"
    story = sheet(from_tree(before), from_tree(after))
    said = "has new words and goes on" if reworded else "goes on"
    assert f"{said} with an earlier step." in story.headline
    assert "new step" not in story.headline
    assert line(story, "Next step").say.startswith("one of the steps before")


def test_a_goal_that_is_gone_from_a_file_changed_by_hand_is_told():
    tree: Any = to_tree(V2)
    gone = tree["goals"].pop(2)
    after = from_tree(tree)
    story = sheet(V2, after)
    (section,) = [one for one in story.sections if one.goal == gone["id"]]
    (told,) = section.lines
    assert section.title == "Sing in the choir again"
    assert (told.mark, told.old, told.say) == (
        "-",
        "Sing in the choir again",
        "no longer in the file",
    )
    assert story.counts.gone >= 1
    found = diff(V2, after)
    for written in (write_change(story), write_change_html(story), write_change_markdown(story)):
        assert written.count("Sing in the choir again") > story.headline.count("Sing in the choir")
    assert "no longer in the file" in write_change_json(story, found)


FORMATS = {"txt": write_change, "html": write_change_html, "md": write_change_markdown}


@pytest.mark.parametrize("write", FORMATS.values())
def test_a_row_that_was_matched_by_likeness_is_named_in_every_reading(
    write: Callable[[ChangeSheet], str],
):
    tree: Any = to_tree(V1)
    tree["goals"][0]["barriers"][1] |= {"id": "b9", "text": "The early bus on Sundays"}
    story = sheet(V1, from_tree(tree))
    (alike,) = story.alike
    assert "b2 there, b9 here" in alike
    head, _, below = write(story).partition("Matched by likeness")
    assert "b9 here" not in head
    assert " ".join(alike.split()) in " ".join(below.split())


@pytest.mark.parametrize(
    ("part", "value", "title"),
    [
        ("safety", {"decision": "adapt", "pem": "no"}, "Safety check"),
        ("values", [{"id": "v9", "words": "Music"}], "What matters"),
        ("story", {"me": "I cook for many"}, "The story"),
        ("energy_savers", [{"id": "s9", "task": "Soup", "way": "Frozen"}], "Made easier"),
        ("flare_plan", {"signs": ["I rush"]}, "Hard spells"),
        ("supports", [{"id": "p9", "who": "Ash"}], "Who helps"),
        ("actions", [{"id": "a9", "what": "Write a note"}], "Who does what"),
        ("options", [{"id": "o9", "what": "Look out"}], "What could help"),
        ("after_plan", {"day": "Monday"}, "My own check-in"),
        ("consent", {"share": "ask"}, "What may be kept and shared"),
    ],
)
def test_a_change_of_any_part_is_told_under_its_title(part: str, value: Any, title: str):
    plain = edited(V1, values=[], priorities={}, goals=[])
    assert title in [one.title for one in sheet(plain, edited(plain, **{part: value})).sections]


def test_a_row_that_is_new_is_told_with_all_that_belongs_to_it():
    goal = V1.goals[0]
    measure = {"baseline": 1, "now": 2, "target": 3, "direction": "up"}
    chance = {"before": "rest", "after": "tea", "stop_sign": "dizzy", "reason": "fun"}
    rows: dict[str, dict[str, Any]] = {
        "values": {"words": "Music", "importance": 8, "lived": 2, "place": "later"},
        "goals.measures": {"name": "Walks", "unit": "a week", **measure},
        "goals.triggers": {"text": "The kettle", "kind": "prompt"},
        "goals.practices": {"what": "Breathe", "tied_to": "tea", "what_for": "calm"},
        "goals.chances": {"what": "A walk", **chance},
        "energy_savers": {"task": "Soup", "way": "Frozen", "saved_for": "Sundays"},
        "supports": {"who": "Ash", "role": "drives", "needs": "a call", "consent": "yes"},
        "actions": {"what": "Write", "who": "me"},
    }
    assert [describe_row(path, row, goal) for path, row in rows.items()] == [
        "Music; how much it matters: 8; how much is in my life: 2; when: later",
        (
            "Walks; started at: 1 a week; now: 2 a week; "
            "hoped for: 3 a week; the way it is to go: more"
        ),
        "The kettle; what it does: prompt",
        "Breathe; tied to: tea; what it is for: calm",
        "A walk; before: rest; after: tea; when to stop: dizzy; reason: fun",
        "Soup; the easier way: Frozen; energy kept for: Sundays",
        "Ash; what they do: drives; what they need: a call; may be named: yes",
        "Write; who: me",
    ]


def test_data_named_by_hand_is_told_of_one_version():
    story = sheet(V2, edited(V2, story={"me": "I cook for many"}))
    title = "rowan-17: what is different in version 2 (20 November 2026)"
    assert write_change(story).startswith(f"{title}\n")
    assert f"<h1>{title}</h1>" in write_change_html(story)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("A" * 60, "A" * 60),
        (f"{'a' * 56} b c.", f"{'a' * 56} b c"),
        (f"{'a' * 57} b c", f"{'a' * 57} b…"),
        (f"{'a' * 57} bc d", f"{'a' * 57} …"),
        ("A" * 61, f"{'A' * 59}…"),
    ],
)
def test_a_goal_of_many_words_is_named_by_the_first_of_them(words: str, named: str):
    tree: Any = to_tree(V2)
    tree["goals"][0]["lifecycle"] = "on-hold"
    tree["goals"][0]["statement"] = words
    assert f"“{named}” rests" in sheet(V2, from_tree(tree)).headline


def test_a_goal_that_rested_and_goes_on_is_under_way():
    def with_lifecycle(word: str) -> Plan:
        tree: Any = to_tree(V2)
        tree["goals"][0]["lifecycle"] = word
        return from_tree(tree)

    rests, goes_on = with_lifecycle("on-hold"), with_lifecycle("active")
    assert sheet(rests, goes_on).headline.endswith(" is under way.")
    assert sheet(goes_on, rests).headline.endswith(" rests for now.")


@pytest.mark.parametrize(
    ("name", "write"), [(f"changes.{one}", write) for one, write in FORMATS.items()]
)
def test_a_difference_reads_as_its_golden_file(name: str, write: Callable[[ChangeSheet], str]):
    story = sheet(V1, V2)
    compare(name, write(replace(story, alike=("Rain (b2 there, b9 here; 50% alike)",))))


def test_an_if_then_plan_of_one_half_is_named_by_it():
    path = "goals.contingencies"
    assert name_row(path, {"if": "I wake up dizzy"}) == "If I wake up dizzy,"
    assert name_row(path, {"then": "I sit down"}) == "then I sit down."


def test_what_a_goal_no_longer_serves_is_named_as_it_was_called_then():
    def serving(words: str, *served: str) -> Plan:
        tree: Any = to_tree(V1)
        tree["values"] = [{"id": "v1", "words": words}, {"id": "v2", "words": "My garden"}]
        tree["goals"][0]["values"] = list(served)
        return from_tree(tree)

    lines = sheet(serving("Music", "v1"), serving("Songs", "v2")).sections[0].lines
    assert [(one.mark, one.old, one.new) for one in lines] == [
        ("-", "Music", ""),
        ("+", "", "My garden"),
    ]


def test_signs_stand_at_their_word_where_new_words_are_marked():
    def wanting(words: str) -> Plan:
        tree: Any = to_tree(V1)
        tree["goals"][0]["statement"] = words
        return from_tree(tree)

    old, new = (
        wanting("Cook soup, then rest (a lot)"),
        wanting("Cook rice, then rest (a bit)"),
    )
    assert "Cook [-soup-] {+rice+}, then rest (a [-lot-] {+bit+})\n" in text(old, new)


def test_a_row_that_ended_is_called_what_it_was_called_before():
    tree: Any = to_tree(V1)
    ended = {"on": date(2026, 11, 20), "why": "gone"}
    tree["goals"][0]["barriers"][0].update(text="Mornings when I wake up sore", ended=ended)
    (gone,) = [one for one in sheet(V1, from_tree(tree)).lines if one.kind == "ended"]
    assert (gone.mark, gone.old, gone.new) == ("-", "Mornings when I wake up dizzy", "")


def test_what_was_left_empty_is_not_told_of_the_time_between():
    wins: Any = [{"made_possible": "My sister"}, {"day": "Sunday"}]
    setbacks: Any = [{"plan_used": "part"}, {"learned": "Rest"}]
    told = [
        (one.label, one.new, one.say)
        for one in sheet(V1, edited(V2, wins=wins, setbacks=setbacks)).lines
        if one.kind == "said"
    ]
    assert told == [("A good day", "Sunday", ""), ("A setback", "Rest", "")]


def test_two_visits_at_once_tell_the_decisions_of_both():
    decided = [one for one in sheet(V1, V3, V2).lines if one.label == "Decided"]
    assert [(one.say, one.why[:1]) for one in decided[:2]] == [
        ("on 20 November 2026", ("Steady for four weeks; she asked to go on",)),
        ("on 18 December 2026", ("Two pots cost me the whole Monday",)),
    ]


def test_nothing_is_told_of_a_plan_beside_itself():
    story = sheet(V2, V2)
    assert story.headline == "Nothing in the plan has changed."
    assert story.sections == ()
    assert story.counts.same > 40


def test_inside_an_energy_limit_no_amount_and_no_further_step_is_said():
    story = text(V2, V3)
    assert "inside the energy of the day" in story
    assert "Cook for ten" not in story
    assert not re.search(r"\b(10|12|14|30) ?(minutes|%)?\b(?! (October|November|December))", story)
    assert "left to the\n    record" in story
    assert "How much" not in text(V3, V2)


def test_of_the_safety_part_only_the_decision_is_ever_said():
    safety = {
        "decision": "pause",
        "pem": "yes",
        "new": "yes",
        "limits": ["falls", "heart"],
        "adverse": "yes",
        "medical_check": "no",
    }
    after = edited(V2, safety=safety, skipped={"safety/own": "declined", "story/x": "declined"})
    found = diff(V2, after)
    story = read_change(found, V2, after, everything=True)
    for written in (
        write_change(story),
        write_change_html(story),
        write_change_markdown(story),
        write_change_json(story, found),
    ):
        assert "something else comes first" in written
        for word in ("falls", "heart", "declined", "medical", "pem", "adverse"):
            assert word not in written


def test_reasons_noted_at_a_safety_question_stay_there():
    kept = {"safety/new#x": "hush", "safety@g1~2/due#x": "hush"}
    notes = {"safety/adverse": "hush", "safety@g1/due": "hush", "safety/goals@g1.due": "hush"}
    assert "hush" not in text(V1, edited(V2, kept=kept, notes=notes))
    assert "hush" in text(V1, edited(V2, notes={"shape@g1~2/due": "hush"}))


@pytest.mark.parametrize("key", ["shape@g1/due", "goal/goals@g1.due", "shape@g1~2/due"])
def test_a_note_on_a_question_or_on_a_field_of_a_row_explains_what_changed_there(key: str):
    story = sheet(V1, edited(V2, notes={key: "hush"}))
    assert "hush" in line(story, "By when").why
    assert sum("hush" in one.why for one in story.lines) == 1


def test_a_note_under_a_key_that_is_no_question_explains_no_change():
    for key in ("due", "shape@g1@g1/due", "shape@g1/due~2", "shape/goals@g1.due.x", "@g1/due"):
        assert "hush" not in text(V1, edited(V2, notes={key: "hush"}))


def test_all_shows_what_stayed_and_the_count_is_of_those_lines():
    story = sheet(V1, V2, everything=True)
    same = [one for one in story.lines if one.mark == " "]
    assert len(same) == story.counts.same
    assert any(one.new == "The number on the card" for one in same)


def test_counts_are_of_the_lines_that_are_shown():
    story = sheet(V1, V2)
    marks = [one.mark for one in story.lines]
    assert story.counts.changed == marks.count("~")
    assert story.counts.new == marks.count("+")
    assert story.counts.gone == marks.count("-") == 1


def test_no_verdict_and_no_blame_is_ever_said():
    story = text(V1, V3, V2) + text(V2, V3) + text(V1, V2)
    for word in ("worse", "better", "improved", "failed", "declin", "only", "must", "relapse"):
        assert word not in story.lower()


def test_every_line_keeps_within_the_width():
    for width in (40, 60, 76):
        written = write_change(sheet(V1, V2), width)
        assert max(map(cell_width, written.split("\n"))) <= max(width, 45)


def test_colour_is_only_on_top_of_the_marks():
    coloured = write_change(sheet(V1, V2), colour=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    plain = write_change(sheet(V1, V2))
    words = re.sub(r"\[-|-\]|\{\+|\+\}|\s", "", plain)
    assert re.sub(r"\s", "", bare) == words


def poisoned(words: str) -> Plan:
    """The second plan with the same hostile words in every text that has changed or is new."""

    def put(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {inner: put(value, inner) for inner, value in node.items()}
        if isinstance(node, list):
            return [put(value, key) for value in node]
        return f"{node} {words}" if key in _FREE and isinstance(node, str) else node

    tree = to_tree(V2)
    kept = {key: tree[key] for key in ("visit", "script", "parent", "created", "safety")}
    return from_tree({**put(tree), **kept, "kept": {"steps@g1/x@r2.amount#up": words}})


_FREE = {
    *("statement", "words", "text", "if", "then", "why", "who", "role", "signs", "one_thing"),
    *("learned", "during", "day", "made_possible", "unit", "name", "call", "usual", "helps"),
}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_act_nowhere(words: str):
    after = poisoned(words)
    found = diff(V1, after)
    story = read_change(found, V1, after, everything=True)
    plain = write_change(story)
    assert not [ch for ch in plain if ch != "\n" and not ch.isprintable() and ch not in "\u200d"]
    page = write_change_html(story)
    assert not [ch for ch in page if ch != "\n" and not ch.isprintable() and ch not in "\u200d"]
    seen = Seen()
    seen.feed(page)
    assert seen.tags <= TAGS
    assert json.loads(write_change_json(story, found))["format"] == "goalcoach-diff/1"
    marked = re.sub(r"\\.", "", write_change_markdown(story))
    assert "<" not in marked
    assert "](" not in marked


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "span", "b"),
    *("del", "ins", "strong"),
}


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def test_the_page_may_load_nothing():
    page = write_change_html(sheet(V1, V2))
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=", page)


def test_data_has_the_changes_with_rows_and_reasons():
    found = diff(V1, V2)
    data = json.loads(write_change_json(read_change(found, V1, V2), found))
    scored = [
        (one["path"], one["from"], one["to"]) for one in data["changes"] if one["kind"] == "score"
    ]
    assert ("goals.rating.progress.patient", 3, 6) in scored
    ended = next(one for one in data["changes"] if one["kind"] == "ended")
    assert ended["rows"] == ["g1", "c1"]
    assert ended["why"][0]["text"] == "The soup is used up"


def test_data_tells_the_same_story_as_the_reading_with_nothing_for_what_is_not_there():
    found = diff(V1, V2)
    story = read_change(found, V1, V2)
    data = json.loads(write_change_json(story, found))
    changes, sections = data.pop("changes"), data.pop("sections")
    assert data == {
        "format": "goalcoach-diff/1",
        "patient": "rowan-17",
        "from": {"version": 1, "date": "2026-10-23"},
        "to": {"version": 2, "date": "2026-11-20"},
        "headline": story.headline,
        "counts": {"changed": 16, "new": 8, "gone": 1, "same": 41, "apart": len(found.apart)},
        "matched_by_likeness": [],
    }
    assert [(one["title"], one["goal"]) for one in sections] == [
        ("Cook lunch for my sister's children at home, every other Sunday", "g1"),
        ("Walk to the lake with Ilse", "g3"),
        ("Sing in the choir again", "g2"),
        ("What matters", None),
        ("Hard spells", None),
        ("Told of the time between", None),
    ]
    due, barrier, sign = sections[0]["lines"][2], sections[0]["lines"][6], sections[4]["lines"][0]
    assert due == {
        "mark": "~",
        "kind": "changed",
        "label": "By when",
        "about": None,
        "from": "17 January 2027",
        "to": "31 January 2027",
        "words": [],
        "says": "two weeks later",
        "why": ["After the exams of the children"],
        "path": "goals.due",
        "rows": ["g1"],
    }
    assert (barrier["about"], barrier["says"], barrier["rows"]) == (
        "The bus on Sundays",
        None,
        ["g1", "b2"],
    )
    assert sign["words"] == [["same", "My neck gets tight"], ["new", "and stiff"]]
    assert changes[0] == {
        "kind": "score",
        "path": "values.importance",
        "rows": ["v2"],
        "rows_before": ["v2"],
        "from": 7,
        "to": 8,
        "why": [],
    }


def test_the_same_plans_give_the_same_bytes():
    assert text(V1, V3, V2) == text(V1, V3, V2)


def test_a_row_that_went_to_another_goal_is_told_once():
    tree: Any = to_tree(V2)
    row = next(one for one in tree["goals"][0]["barriers"] if one["id"] == "b2")
    tree["goals"][0]["barriers"].remove(row)
    tree["goals"][1]["barriers"] = [{**row, "text": "The late bus on Sundays"}]
    story = sheet(V2, from_tree(tree))
    (moved,) = [one for one in story.lines if "us on Sundays" in one.new + one.old]
    assert moved.say.startswith("moved here from “Cook lunch")
    assert [span.text for span in moved.words if span.kind == "new"] == ["late"]


def ended_twice() -> tuple[Plan, Plan]:
    """A row that has ended in both plans, with another day and another reason."""
    sides = []
    for day, why in ((date(2026, 11, 20), "The soup is used up"), (date(2026, 12, 18), "No stove")):
        tree: Any = to_tree(V2)
        tree["goals"][0]["barriers"][0]["ended"] = {"on": day, "why": why}
        sides.append(from_tree(tree))
    return sides[0], sides[1]


def test_a_row_that_ended_once_more_is_told_in_words():
    (told,) = sheet(*ended_twice()).lines
    assert told.label == "In the way"
    assert told.about == "The bus on Sundays"
    assert told.old == "gone since 20 November 2026: The soup is used up"
    assert told.new == "gone since 18 December 2026: No stove"


def test_keys_of_a_newer_version_are_neither_named_nor_counted_among_what_is_the_same():
    tree: Any = to_tree(V2)
    tree["story"] = {**tree.get("story", {}), "no_such_key": "Short nights"}
    tree["goals"][0]["no_such_key"] = "Six hours"
    plain, newer = sheet(V1, V2, everything=True), sheet(V1, from_tree(tree), everything=True)
    assert newer.counts == plain.counts
    assert newer.lines == plain.lines
    assert newer.apart != plain.apart


def test_the_counts_begin_like_a_sentence_where_no_number_comes_first():
    with speaking(Catalogue("es", {catalogue_key("{count} the same", ""): "igual: {count}"})):
        assert "\nIgual: " in text(V1, V1)
