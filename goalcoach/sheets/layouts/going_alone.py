"""The sheet for going on alone: my own check-in, signs that the plan needs a look, what I do then,
and when I come back.

What calls for help at once stands on it as on the handout, with the numbers. It asks for nothing:
what comes next to take over is left out where a goal keeps to an energy limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.optional_parts import SelfLed
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import AfterPlan
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    Heading,
    Meta,
    NameLine,
    Numbered,
    Origin,
    Para,
    Ruled,
    Title,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.urgent_help import get_help, say_gone_over
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import say_weekday, sentence, sentences
from goalcoach.translation import tr, tr_noop

LINES = 2
"""Empty lines to write on, after each check-in."""
EITHER_WAY = tr_noop("To hand something back is as good as to take it over.")


def is_unspoken(plan: Plan) -> bool:
    """Return whether nothing was said about going on alone."""
    return plan.self_led == SelfLed() and plan.after_plan == AfterPlan()


def lay_alone(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the sheet, its parts in the same order whatever the plan has, in either size."""
    return (
        *notices(around, plan),
        Title(tr("Going on alone")),
        NameLine(tr("Name"), beside=True),
        Meta(tr("Made together on {day}.", day=say_weekday(plan.visit.date))),
        *_check_in(plan),
        *_signs(plan),
        *get_help(plan, around, headed=False),
        *_gone_over(plan),
        # Never above the alert: it may say how long to wait.
        *_back(plan),
        *_handed_over(plan),
        footer(plan, around.digest),
    )


def _check_in(plan: Plan) -> Iterator[Block]:
    own, after = plan.self_led, plan.after_plan
    if not (own.questions or after.day or after.looks_at):
        return
    yield Heading(tr("What do I ask myself?"), tr("MY CHECK-IN"))
    if after.day:
        said = sentence(after.day)
        yield Facts((Fact(tr("My day"), said, Origin("after_plan.day")),))
    if own.questions:
        yield Numbered(tuple(map(_question, own.questions)), Origin("self_led.questions"))
    elif after.looks_at:
        yield Para(sentence(after.looks_at), Origin("after_plan.looks_at"))
    yield Ruled(LINES)


def _question(words: str) -> str:
    """Return a question as it was said; the mark is put where it has no end of its own."""
    said = words.strip()
    return said if said.endswith(("?", ".", "!", "…")) else f"{said}?"


def _signs(plan: Plan) -> Iterator[Block]:
    own = plan.self_led
    if own.signs:
        yield Heading(tr("What shows me that the plan needs a look?"), tr("SIGNS"))
        yield Para(sentences(own.signs), Origin("self_led.signs"))
    if own.do:
        yield Heading(tr("What do I do then?"), tr("WHAT I DO"))
        yield Numbered(tuple(map(sentence, own.do)), Origin("self_led.do"))


def _back(plan: Plan) -> Iterator[Block]:
    own, after, day = plan.self_led, plan.after_plan, plan.agreement.next_visit
    back = sentences(own.back_when)
    facts = [
        Fact(tr("I come back when"), back, Origin("self_led.back_when")) if back else None,
        _fact(tr("My sign to ask for help"), after.sign, "sign"),
        _fact(tr("Who I talk it over with"), after.who, "who"),
        _fact(tr("Our next look together"), after.refresher, "refresher"),
        Fact(tr("We meet again"), f"{say_weekday(day)}.", Origin("agreement.next_visit"))
        if day
        else None,
    ]
    if any(facts):
        yield Heading(tr("When do I come back?"), tr("COMING BACK"))
        yield Facts(tuple(one for one in facts if one))


def _fact(name: str, text: str | None, field: str) -> Fact | None:
    return Fact(name, sentence(text), Origin(f"after_plan.{field}")) if text else None


def _gone_over(plan: Plan) -> Iterator[Block]:
    if said := say_gone_over(plan):
        yield Meta(said)


def _handed_over(plan: Plan) -> Iterator[Block]:
    """Yield who does what by now; nothing is next inside an energy limit."""
    own = plan.self_led
    limited = any(goal.ladder.mode == "energy_limit" for goal in plan.goals)
    facts = [
        Fact(name, sentences(texts), Origin(f"self_led.{field}"))
        for name, field, texts in (
            (tr("I do by myself"), "handed_over", own.handed_over),
            (tr("We do together"), "together", own.together),
            (tr("Next, if it fits"), "next_over", () if limited else (own.next_over or "",)),
        )
        if any(texts)
    ]
    if facts:
        yield Heading(tr("Who does what by now?"), tr("STEP BY STEP"))
        yield Facts(tuple(facts))
        yield Meta(tr(EITHER_WAY))
