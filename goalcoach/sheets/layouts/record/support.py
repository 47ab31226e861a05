"""The record's parts on what carries the goals: flare plan, helpers, tasks, the own check-in."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.optional_parts import HelpersPart
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan, Support
from goalcoach.sheets.block import Labelled, Numbered, Origin
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.layouts.record.entries import ASKED, entry, own
from goalcoach.sheets.wording import DOMAINS_FOR_TEAM, capital, quote, quotes, say_day, sentence
from goalcoach.translation import tr


def flare_part(plan: Plan) -> Iterator[Labelled]:
    spell = plan.flare_plan
    if spell == FlarePlan():
        return
    yield from entry(tr("Early signs"), "", quotes(spell.signs), path="flare_plan.signs")
    if spell.steps:
        steps = tuple(sentence(step) for step in spell.steps)
        yield Labelled(tr("First steps"), "", (Numbered(steps, Origin("flare_plan.steps")),))
    yield from entry(tr("Keep"), "", quotes(spell.keep), path="flare_plan.keep")
    yield from entry(tr("Do less of"), "", quotes(spell.less), path="flare_plan.less")
    yield from entry(tr("Stop"), "", quotes(spell.stop), path="flare_plan.stop")
    alert = quotes(spell.emergency) or tr("Left open for now")
    yield from entry(tr("Help at once"), "", alert, path="flare_plan.emergency")
    yield from entry(tr("The same day"), "", quotes(spell.same_day), path="flare_plan.same_day")
    too_long = quotes((spell.too_long,) if spell.too_long else ())
    yield from entry(tr("How long"), tr("before a call"), too_long, path="flare_plan.too_long")
    # Who is called first where it is no usual spell: never beside what calls for help at once.
    call = quotes((spell.call,) if spell.call else ())
    yield from entry(tr("Whom to call"), tr("first"), call, path="flare_plan.call")
    known = quotes(spell.known_sudden)
    yield from entry(tr("Sudden, and known"), "", known, path="flare_plan.known_sudden")
    # A plan that was not gone over at this visit has to say so.
    over = spell.gone_over
    yield from entry(tr("Last gone over"), "", say_day(over) if over else tr("Not gone over yet"))


def help_parts(plan: Plan) -> Iterator[Labelled]:
    yield from _savers(plan)
    for helper in plan.supports:
        if helper.ended is None and helper.who:
            kind = say_value("supports.kind", helper.kind)
            note = " · ".join(text for text in (helper.id, kind) if text)
            yield from entry(tr("Helper"), note, *_helper(helper), path="supports.who")
    yield from _one_who_helps(plan.helpers_part)
    for task in plan.actions:
        if task.ended is None and task.what:
            words = f"{task.who}: {quote(task.what)}" if task.who else quote(task.what)
            yield from entry(
                DOMAINS_FOR_TEAM[task.domain or ""],
                task.id,
                words,
                tr("By {day}", day=say_day(task.due)) if task.due else None,
                capital(say_value("actions.status", task.status)),
                own(tr("What came back"), task.back),
                path="actions.what",
            )


def _savers(plan: Plan) -> Iterator[Labelled]:
    for saver in plan.energy_savers:
        if saver.ended is None:
            yield from entry(
                tr("Made easier"),
                saver.id,
                quote(saver.task) if saver.task else None,
                own(tr("The easier way"), saver.way),
                own(tr("Strength kept for"), saver.saved_for),
            )


def _helper(helper: Support) -> Iterator[str | None]:
    """Yield who helps and how; the number only with their consent, on this sheet too."""
    yield quote(helper.who or "")
    yield own(tr("Does"), helper.role)
    yield own(tr("Needs"), helper.needs)
    if helper.share:
        yield tr("May see the plan: {answer}", answer=ASKED[helper.share])
    if helper.consent:
        yield tr("Agreed to be in the plan: {answer}", answer=ASKED[helper.consent])
    if helper.phone and helper.consent == "yes":
        yield tr("Phone: {number}", number=helper.phone)


def _one_who_helps(said: HelpersPart) -> Iterator[Labelled]:
    """Yield what someone who helps said, each under the name of its field."""
    names = ("strain", "too_much", "needs", "own_time")
    words = [own(label_of(f"helpers_part.{name}"), getattr(said, name)) for name in names]
    paper = tr("On paper: {answer}", answer=ASKED[said.paper]) if said.paper else None
    yield from entry(tr("One who helps"), tr("own words"), *words, paper, path="helpers_part")


def after_plan(plan: Plan) -> Iterator[Labelled]:
    """Yield the patient's own check-in, in the words of its questions."""
    check = plan.after_plan
    for label, text in (
        (tr("My own check-in day"), check.day),
        (tr("What I look at"), check.looks_at),
        (tr("My sign to ask for help"), check.sign),
        (tr("Who I talk it over with"), check.who),
        (tr("Our next look together"), check.refresher),
    ):
        yield from entry(label, "", quote(text) if text else None, path="after_plan")
