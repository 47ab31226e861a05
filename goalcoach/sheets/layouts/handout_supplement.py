"""What else stands in the plan: the part of `goalcoach show` that is not on the handout.

The sheet that is read at a visit stays as long as it can be read aloud. `show` promises the whole
plan, so what is left over stands here, in the patient's words and in the order of the handout. What
is nowhere on the patient's own sheet is listed with its reason in
tests/sheets/test_nothing_unseen.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalcoach.plan.conversion import part_tree
from goalcoach.plan.goal_lifecycle import is_closed, lead_first, waits_on_list
from goalcoach.plan.help_options import is_unfit, options_in_use
from goalcoach.plan.ladder_rules import may_say_amounts
from goalcoach.plan.model.between_visits import Setback, Win
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from goalcoach.plan.model.support import Action, Support
from goalcoach.plan.question_address import is_about_safety, rows_of
from goalcoach.plan.unknown_keys import unknown_keys
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import Block, Break, Fact, Facts, Heading, Meta, Origin, Title
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.context import SheetContext, names_left_out
from goalcoach.sheets.field_labels import PARTS, label_of
from goalcoach.sheets.layouts.goal_detail import goal_detail
from goalcoach.sheets.parts.field_facts import facts_of, labelled
from goalcoach.sheets.parts.hard_days import is_to_do
from goalcoach.sheets.parts.scale_results import scale_facts
from goalcoach.sheets.parts.site_question_answers import say_answer
from goalcoach.sheets.wording import capital, quote, sentence, sentences
from goalcoach.translation import TrMap, tr, tr_noop

_STORY = (
    *("open", "words.usual", "words.strong", "heard", "helps", "strengths", "good_days"),
    *("hopes", "me", "purpose", "own_idea", "shared_idea", "open_questions"),
)
_OF_TODAY = ("parts", "print_size", "print_today", "share_today")
_WEIGHED = ("practice", "why", "tried", "noticed", "status", "found")
_PRESENT = TrMap(
    {
        "patient": "me",
        "clinician": "my clinician",
        "helper": "a helper",
        "interpreter": "an interpreter",
    }
)


def plan_detail(plan: Plan, around: SheetContext) -> Iterator[Block]:
    """Yield the last side; of a plan in which nothing was said it has the visit alone."""
    yield Break()
    yield Title(tr("More about my plan"))
    yield from _part(tr("What is it like for me?"), tr("MY STORY"), _story(plan))
    yield from _part(tr("More about what matters"), tr("MATTERS"), _matters(plan))
    yield from _goals(plan)
    yield from _part(tr("More about hard spells"), tr("HARD SPELLS"), _hard_spells(plan))
    yield from _part(tr("More about who helps me"), tr("HELPERS"), _helpers(plan))
    yield from _part(
        tr("What did the one who helps me say?"), tr("ONE WHO HELPS"), _one_who_helps(plan)
    )
    yield from _part(tr("More about who does what"), tr("TASKS"), _tasks(plan))
    yield from _part(tr("What is for work or school?"), tr("WORK"), _work(plan))
    yield from _part(tr("What else could help?"), tr("WEIGHED"), _weighed(plan))
    yield from _part(tr("How does it work?"), tr("HOW IT WORKS"), _leaflets(plan))
    yield from _part(tr("How do I go on alone?"), tr("ALONE"), _alone(plan))
    yield from _part(tr("What happened since last time?"), tr("SINCE"), _since(plan))
    numbers = scale_facts(plan, sittings=around.sittings)
    yield from _part(tr("What do my numbers come to?"), tr("NUMBERS"), numbers)
    yield from _part(tr("What did I say back?"), tr("SAID BACK"), _said_back(plan))
    yield from _part(tr("More about what I say to others"), tr("OTHERS"), _to_others(plan))
    yield from _part(tr("One minute with a sensation"), tr("SENSATION"), _minute(plan))
    yield from _part(tr("One task, looked at closely"), tr("ONE TASK"), _links(plan))
    own = _own_questions(plan, around.labels)
    yield from _part(tr("What else did we talk about?"), tr("ALSO ASKED"), own)
    yield from _part(tr("What may be kept and shared?"), tr("MY CONSENT"), _consent(plan))
    yield from _part(tr("How was this visit?"), tr("THIS VISIT"), _visit(plan, around))
    yield from _unknown(plan)


def _part(heading: str, label: str, facts: Iterator[Fact]) -> Iterator[Block]:
    items = tuple(facts)
    if items:
        yield Heading(heading, label)
        yield Facts(items)


def _story(plan: Plan) -> Iterator[Fact]:
    return facts_of(part_tree(plan.story), "story.", _STORY)


def _matters(plan: Plan) -> Iterator[Fact]:
    for value in plan.values:
        if value.ended is None and value.words:
            yield from _value(value)
    keys = ("care_helps", "care_burdens")
    yield from facts_of(part_tree(plan.priorities), "priorities.", keys)


def _value(value: LifeValue) -> Iterator[Fact]:
    more = [*labelled(part_tree(value), "values.", ("area",))]
    more += [tr("It has a place now")] if value.place == "now" else []
    if more:
        yield Fact(value.words or "", sentences(more), Origin("values.area", (value.id,)))


def _goals(plan: Plan) -> Iterator[Block]:
    goals = lead_first(goal for goal in plan.goals if not is_closed(goal))
    for goal in sorted(goals, key=waits_on_list):
        waits = waits_on_list(goal)
        yield from goal_detail(goal, plan, several=len(goals) > 1, waits=waits)


def _hard_spells(plan: Plan) -> Iterator[Fact]:
    # Where it was only carried on, the page for hard days itself says how long ago that was.
    if "flare_plan" not in plan.carried:
        yield from facts_of(part_tree(plan.flare_plan), "flare_plan.", ("gone_over",))


def _helpers(plan: Plan) -> Iterator[Fact]:
    for row in plan.supports:
        if row.ended is None and row.who and (more := tuple(_helper(row))):
            yield Fact(capital(row.who), sentences(more), Origin("supports.who", (row.id,)))


def _tasks(plan: Plan) -> Iterator[Fact]:
    for task in plan.actions:
        if task.ended is None and task.what and (more := tuple(_task(task))):
            yield Fact(capital(task.what), sentences(more), Origin("actions.what", (task.id,)))


def _one_who_helps(plan: Plan) -> Iterator[Fact]:
    keys = ("strain", "too_much", "needs", "own_time", "paper")
    return facts_of(part_tree(plan.helpers_part), "helpers_part.", keys)


def _alone(plan: Plan) -> Iterator[Fact]:
    keys = ("questions", "signs", "do", "back_when", "handed_over", "together", "next_over")
    return facts_of(part_tree(plan.self_led), "self_led.", keys)


def _helper(row: Support) -> Iterator[str]:
    return labelled(part_tree(row), "supports.", ("kind", "share", "consent", "needs"))


def _task(task: Action) -> Iterator[str]:
    # What is still to do stands above with who does it.
    keys = ("due", "status") if is_to_do(task) else ("domain", "who", "due", "status")
    return labelled(part_tree(task), "actions.", (*keys, "back"))


def _work(plan: Plan) -> Iterator[Fact]:
    yield from facts_of(part_tree(plan.work), "work.", ("place", "sheet", "said"))
    for line in plan.work_lines:
        if line.ended is None and line.text:
            words = sentences(labelled(part_tree(line), "work_lines.", ("kind", "ok")))
            yield Fact(capital(line.text), words, Origin("work_lines.text", (line.id,)))


def _weighed(plan: Plan) -> Iterator[Fact]:
    """Yield what was made of each practice that fits; where and when stand above if it is used."""
    used = {row.id for row in options_in_use(plan)}
    for row in plan.options:
        if row.ended is None and row.what and not is_unfit(row.practice, plan.safety):
            keys = _WEIGHED if row.id in used else ("choice", *_WEIGHED, "tied_to", "helps_with")
            if more := tuple(labelled(part_tree(row), "options.", keys)):
                yield Fact(capital(row.what), sentences(more), Origin("options.what", (row.id,)))


def _leaflets(plan: Plan) -> Iterator[Fact]:
    keys = ("kind", "status", "day", "knows", "fits", "open", "stayed")
    for row in plan.leaflets:
        more = tuple(labelled(part_tree(row), "leaflets.", keys))
        if row.ended is None and row.asked and more:
            yield Fact(capital(row.asked), sentences(more), Origin("leaflets.asked", (row.id,)))


def _since(plan: Plan) -> Iterator[Fact]:
    for win in plan.wins:
        if words := sentences(_win(win)):
            yield Fact(label_of("wins"), words, Origin("wins.day"))
    for spell in plan.setbacks:
        if words := sentences(_setback(spell)):
            yield Fact(label_of("setbacks"), words, Origin("setbacks.before"))
    yield from facts_of(part_tree(plan.patterns), "patterns.", ("went", "sense", "try"))
    yield from facts_of(part_tree(plan.overall), "overall.", ("change", "unwanted"))


def _win(win: Win) -> Iterator[str]:
    if win.day:
        yield win.day
    keys = ("made_possible", "who_saw", "pattern", "spread", "there", "there_own")
    yield from labelled(part_tree(win), "wins.", keys)


def _setback(spell: Setback) -> Iterator[str]:
    told = ("before", "sign", "during", "plan_used", "helped", "after", "learned")
    keys = (*told, "there", "there_own")
    return labelled(part_tree(spell), "setbacks.", keys)


def _said_back(plan: Plan) -> Iterator[Fact]:
    once = (plan.teach_back.rounds or 1) == 1
    keys = ("said", "unclear") if once else ("said", "unclear", "rounds")
    return facts_of(part_tree(plan.teach_back), "teach_back.", keys)


def _to_others(plan: Plan) -> Iterator[Fact]:
    keys = ("on_card", "used", "found")
    return facts_of(part_tree(plan.others_say), "others_say.", keys)


def _minute(plan: Plan) -> Iterator[Fact]:
    # Of one that is kept, what it is like to do stands above.
    kept = plan.sensation.again == "keep"
    told = ("noticed", "again", "going")
    keys = told if kept else ("turned_to", "stop_sign", *told, "tied_to")
    return facts_of(part_tree(plan.sensation), "sensation.", keys)


def _links(plan: Plan) -> Iterator[Fact]:
    keys = ("task", "body", "thought", "feeling", "place", "went")
    return facts_of(part_tree(plan.links), "links.", keys)


def _own_questions(plan: Plan, labels: Mapping[str, str]) -> Iterator[Fact]:
    """Yield what was answered beside the plan, where amounts may be said at all.

    An answer may name an amount or a rise, and no one can tell which does.
    """
    for address, value in plan.answers.items() if _may_tell_answers(plan) else ():
        if not is_about_safety(address):
            words = (*_of_goal(plan, address), say_answer(address, value, labels, quoted=False))
            yield Fact(labels.get(address, tr("A question of our own")), sentences(words))


def _of_goal(plan: Plan, address: str) -> Iterator[str]:
    """Yield which goal was asked about, where there are several."""
    if len(plan.goals) > 1:
        asked = rows_of(address)[:1]
        for goal in plan.goals:
            if goal.id in asked and goal.statement:
                yield tr("About the goal {goal}", goal=quote(goal.statement))


def _may_tell_answers(plan: Plan) -> bool:
    """Return True if there is a ladder, and amounts may be said of each."""
    ladders = [goal for goal in plan.goals if goal.ladder.mode is not None]
    return bool(ladders) and all(map(may_say_amounts, ladders))


def _consent(plan: Plan) -> Iterator[Fact]:
    yield from facts_of(part_tree(plan.consent), "consent.", ("notes", "print", "share", "by"))
    if plan.off_paper:
        words = sentences(say_value("off_paper", one) for one in plan.off_paper)
        yield Fact(label_of("off_paper"), words, Origin("off_paper"))


def _visit(plan: Plan, around: SheetContext) -> Iterator[Fact]:
    table = part_tree(plan.visit)
    yield from facts_of(table, "visit.", ("kind", "by", "minutes", "time", "form"))
    if plan.visit.present:
        who = join_words([_present(one) for one in plan.visit.present])
        yield Fact(label_of("visit.present"), sentence(capital(who)), Origin("visit.present"))
    if left_out := names_left_out(plan, around):
        yield Fact(label_of("visit.left_out"), sentences(left_out), Origin("visit.left_out"))
    yield from facts_of(table, "visit.", _OF_TODAY)
    yield from facts_of(part_tree(plan.ease), "ease.", ("start", "end"))
    carried = [PARTS[key] for key in plan.carried if key in PARTS]
    if carried:
        yield Fact(tr("Not gone over this time"), sentence(capital(join_words(carried))))


def _present(one: str) -> str:
    """Return who was there: "helper: my sister" as "a helper (my sister)"."""
    role, _, word = (text.strip() for text in one.partition(":"))
    who = _PRESENT.get(role, role)
    return f"{who} ({word})" if word else who


def _unknown(plan: Plan) -> Iterator[Block]:
    """Yield that the file holds more than is shown here: a newer goalcoach wrote it."""
    count = len(unknown_keys(plan))
    if count == 1:
        yield Meta(tr("A newer goalcoach wrote one more entry into this plan. It is kept."))
    elif count:
        words = tr_noop(
            "A newer goalcoach wrote {count} more entries into this plan. They are kept."
        )
        yield Meta(tr(words, count=count))
