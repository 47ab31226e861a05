"""The round over the parts of life, and the page for work or school, as they are asked."""

from __future__ import annotations

from functools import cache
from typing import Any

from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Jump, More
from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.view.screen_builder import screen
from tests.dialogue.walker import give
from tests.plan.said import tree_of
from tests.prompts.test_first_visit import DAY, script

GO = (Answer("no", "safety/pem"), Answer("go", "safety/own_steps"))
PARTS = ("sleep", "activity", "food", "stress", "work", "social")
PAGE: dict[str, Any] = {
    "work": {"place": "work", "sheet": "yes"},
    "work_lines": [
        {"id": "w1", "kind": "can", "text": "Two hours at the desk", "ok": "yes"},
        {"id": "w2", "kind": "helps", "text": "A door to shut", "ok": "no"},
    ],
}
TASK: dict[str, Any] = {"id": "a1", "domain": "sleep", "who": "Nurse", "what": "Ask about nights"}


def visit(*given: Command, prior: Any = None) -> State:
    kind = "review" if prior else "first"
    state = begin(Start("rowan-17", kind, DAY), prior or {})
    return give(script(), state, *GO, *given)


@cache
def bare() -> State:
    return visit()


def looking(*parts: str) -> State:
    return give(script(), bare(), Answer(parts, "look/parts"))


def asked(state: State, section: str) -> list[str]:
    stops = walk(script(), state).stops
    return [one.address for one in stops if one.place.section.id == section]


def said(state: State, part: str) -> Any:
    return tree_of(harvest(script(), state)).get(part)


def offered(state: State) -> list[str]:
    return [
        one.offered for one in screen(script(), give(script(), state, Jump("look/parts"))).options
    ]


def test_neither_part_is_asked_where_nobody_chose_it():
    for state in (bare(), looking("none")):
        assert asked(state, "round") == []
        assert asked(state, "work") == []


def test_only_the_chosen_parts_of_life_are_gone_through():
    state = give(script(), looking("round"), Answer(("food", "social"), "round/parts"))
    assert asked(state, "round") == ["round/parts", "round/food", "round/social"]
    assert asked(give(script(), looking("round"), Answer(("none",), "round/parts")), "round") == [
        "round/parts"
    ]


def test_each_part_of_life_makes_rows_of_its_own_and_none_where_none_is_wanted():
    state = give(script(), looking("round"), Answer(PARTS, "round/parts"))
    assert said(state, "actions") is None
    assert said(give(script(), state, AddRow("round/food")), "actions") is None
    for at, part in enumerate(PARTS[:-1], 1):
        state = give(
            script(),
            state,
            AddRow(f"round/{part}", first=f"something on {part}"),
            Answer("Nurse", f"round/{part}@a{at}.who"),
            Answer(DAY, f"round/{part}@a{at}.due"),
        )
    assert said(state, "actions") == [
        {"id": f"a{at}", "what": f"something on {part}", "who": "Nurse", "due": DAY, "domain": part}
        for at, part in enumerate(PARTS[:-1], 1)
    ]


def test_a_review_adds_to_a_part_of_life_and_leaves_what_stood():
    state = visit(
        Answer(("round",), "look/parts"),
        Answer(("sleep",), "round/parts"),
        AddRow("round/sleep", first="Lamp off"),
        prior={"actions": [TASK]},
    )
    assert said(state, "actions") == [{"id": "a2", "what": "Lamp off", "domain": "sleep"}]


def test_what_came_back_is_asked_and_kept_with_its_task():
    prior = {"actions": [TASK, {"id": "a2", "what": "Ring the school"}]}
    state = visit(Answer("open", "tasks@a1/status"), Answer("open", "tasks@a2/status"), prior=prior)
    assert "tasks@a1/back" in asked(state, "tasks")
    assert "tasks@a2/back" not in asked(state, "tasks")  # nobody had taken it on
    back = give(script(), state, Answer("A chart of the nights", "tasks@a1/back"))
    assert said(back, "actions")[0] == {
        "id": "a1",
        "status": "open",
        "back": "A chart of the nights",
    }
    let_go = give(script(), state, Answer("dropped", "tasks@a1/status"))
    assert "tasks@a1/back" not in asked(let_go, "tasks")


def test_each_line_for_work_is_asked_for_its_own_yes_and_the_page_for_one_more():
    state = give(
        script(),
        looking("work"),
        Answer("school", "work/place"),
        AddRow("work/lines", first="A door to shut"),
        Answer("helps", "work/lines@w1.kind"),
    )
    assert "work/page" not in asked(state, "work")
    path = walk(script(), state)
    stop = path.stops[path.index["work/lines@w1.ok"]]
    assert "A door to shut" in words(path, stop.item.words.say, stop)
    no = give(script(), state, Answer("no", "work/lines@w1.ok"))
    assert "work/page" not in asked(no, "work")
    yes = give(script(), state, Answer("yes", "work/lines@w1.ok"), Answer("yes", "work/page"))
    assert said(yes, "work") == {"place": "school", "sheet": "yes"}
    assert said(yes, "work_lines") == [
        {"id": "w1", "text": "A door to shut", "kind": "helps", "ok": "yes"}
    ]


def test_a_review_asks_whether_the_page_is_still_right_and_what_they_said():
    state = visit(prior=PAGE)
    assert asked(state, "work") == ["work/said", "work/still"]
    right = give(script(), state, Answer("Fine by them", "work/said"), Answer("yes", "work/still"))
    assert asked(right, "work") == ["work/said", "work/still"]
    assert said(right, "work") == {"said": "Fine by them", "sheet": "yes"}
    changed = give(script(), state, Answer("change", "work/still"))
    assert {"work/lines@w1.ok", "work/lines@w2.ok"} <= set(asked(changed, "work"))
    # The yes of last time is not held out to be kept by going on.
    assert screen(script(), give(script(), changed, Jump("work/lines@w1.ok"))).proposed is None
    # Until the lines were gone over and the page has its yes again, there is none.
    assert said(changed, "work") == {"sheet": "change"}
    none = give(script(), state, Answer("no", "work/still"))
    assert said(none, "work") == {"sheet": "no"}
    assert asked(visit(prior={**PAGE, "work": {"sheet": "no"}}), "work") == []


def test_a_page_that_is_out_there_is_asked_about_on_the_short_path_too():
    for time in ("short", "refresher"):
        state = give(script(), visit(prior=PAGE), Answer(time, "start/time"))
        assert asked(state, "work") == ["work/still"]
    changed = give(script(), state, Answer("change", "work/still"))
    assert {"work/lines@w1.ok", "work/lines@w2.ok"} <= set(asked(changed, "work"))


def test_what_was_said_puts_a_part_first_with_its_reason():
    labels = offered(bare())
    assert not [one for one in labels if " – " in one]
    state = visit(prior=PAGE)
    assert offered(state)[0].endswith("there is a page already")
    state = give(script(), bare(), AddRow("team/actions", first="Ring the school"))
    assert offered(state)[0].endswith("someone has a part in the plan")
    state = give(
        script(),
        bare(),
        AddRow("team/supports", first="Jo"),
        More("team"),
        Answer("school", "team/supports@p1.kind"),
    )
    assert offered(state)[0].endswith("you named someone there")


def test_the_round_stands_before_the_tasks_and_both_parts_after_the_choice():
    for order in script().order.values():
        at = order.index("look")
        assert at < order.index("round") < order.index("work") < order.index("ready")
