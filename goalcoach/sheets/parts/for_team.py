"""What each sheet for the team says alike: the step for now, its limits, and who does a task."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.ladder_rules import may_say_amounts, step_now
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Origin, Para
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.step_amount import say_amount, say_ceiling
from goalcoach.sheets.wording import capital, quote, sentence, sentences
from goalcoach.translation import tr, tr_noop

STAYS = tr_noop("A step stays until it is steady; please do not ask for more on a good day.")
WITHIN = tr_noop(
    "A step stays within the energy of the day; please do not ask for more on a good day either."
)


def limits_for_team(plan: Plan) -> Iterator[Block]:
    """Yield what each task has to respect; that nothing was found is not said."""
    limits = tuple(one for one in plan.safety.limits if one != "none")
    if limits:
        words = sentence(capital(say_value("safety.limits", limits)))
        yield Facts((Fact(tr("Please keep in mind"), words, Origin("safety.limits")),))


def step_for_team(going: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield the step of each goal; of several only what is done, so that the page holds them."""
    steps = [(goal, step) for goal in going if (step := step_now(goal)) is not None]
    if not steps:
        return
    yield Heading(tr("The step until the next visit"), tr("NEXT STEP"))
    stays = tr(STAYS if all(may_say_amounts(goal) for goal, _ in steps) else WITHIN)
    for goal, step in steps:
        amount = say_amount(goal, step)
        parts = (
            quote(step.text or ""),
            *(_about(step) if len(steps) == 1 else ()),
            tr("At most {amount}", amount=amount) if amount else say_ceiling(goal),
            *(_around(step) if len(steps) == 1 else ()),
            stays if goal is steps[-1][0] else None,
        )
        yield Para(sentences(parts), at(goal, "ladder.rungs.text", step.id))


def _about(step: Rung) -> Iterator[str]:
    for name, text in (
        (tr("When"), step.when),
        (tr("Where"), step.where),
        (tr("With"), step.with_),
    ):
        if text:
            yield f"{name}: {quote(text)}"


def _around(step: Rung) -> Iterator[str]:
    for name, text in ((tr("Rest"), step.rest), (tr("On a bad day"), step.bad_day)):
        if text:
            yield f"{name}: {quote(text)}"


def unnamed_helpers(plan: Plan) -> set[str]:
    """Return whom no sheet for others names: helpers who did not say yes to it."""
    return {_same(one.who) for one in plan.supports if one.who and one.consent != "yes"}


def name_doer(who: str | None, unnamed: set[str], patient: str) -> str:
    """Return who does a task, "a helper" for one who is not named, "" where nobody is."""
    if not who:
        return ""
    return tr("a helper") if _same(who) in unnamed else say_third(who, patient)


def _same(who: str) -> str:
    return " ".join(who.split()).casefold()


def say_third(who: str, patient: str) -> str:
    """Return someone as the team would name them: "My sister" is the patient's."""
    first, _, rest = who.strip().partition(" ")
    own = tr("patient, the patient, me, i, myself", context="typed_for_oneself").split(", ")
    if who.strip().lower() in (patient, *own):
        return tr("The patient")
    mine = first.lower() in tr("my", context="typed_before").split()
    return tr("The patient’s {rest}", rest=rest) if mine and rest else who
