"""The record's part on the time since the visit before, and what was said back at the end."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.between_visits import Setback, Win
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.activity_mean import results_of
from goalcoach.sheets.block import Labelled
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.record.entries import entry, own
from goalcoach.sheets.parts.scale_results import (
    scale_details,
    scale_name,
    scale_words,
    sitting_words,
)
from goalcoach.sheets.wording import quote
from goalcoach.translation import TrMap, tr

PLAN_USED = TrMap(
    {"yes": "the plan was used", "part": "the plan was used in part", "no": "not used"}
)


def between(plan: Plan, around: SheetContext) -> Iterator[Labelled]:
    """Yield what was told of the time before this visit, and what was said back at its end."""
    for win in plan.wins:
        yield from _win(win)
    for spell in plan.setbacks:
        yield from _setback(spell)
    yield from _as_a_whole(plan)
    for one in results_of(plan, around.sittings):
        told = (
            *scale_words(one),
            *sitting_words(one, plan, around.sittings),
            *scale_details(one),
        )
        yield from entry(scale_name(one), "", *told, path="scales")
    said = plan.teach_back
    yield from entry(
        tr("Said back"),
        "",
        quote(said.said) if said.said else None,
        own(tr("Not yet clear"), said.unclear),
        tr("Rounds: {count}", count=said.rounds) if said.rounds is not None else None,
        path="teach_back.said",
    )


def _win(win: Win) -> Iterator[Labelled]:
    yield from entry(
        tr("A good day"),
        "",
        quote(win.day) if win.day else None,
        own(tr("Made possible by"), win.made_possible),
        own(tr("Who saw it"), win.who_saw),
        own(tr("A pattern"), win.pattern),
        own(tr("What came of it"), win.spread),
        _there(win),
        own(tr("Also there"), win.there_own),
    )


def _setback(spell: Setback) -> Iterator[Labelled]:
    used = PLAN_USED.get(spell.plan_used or "")
    yield from entry(
        tr("A setback"),
        "",
        own(tr("Before"), spell.before),
        own(tr("During"), spell.during),
        own(tr("After"), spell.after),
        own(tr("Early sign"), spell.sign),
        tr("Flare plan: {used}", used=used) if used else None,
        own(tr("What helped"), spell.helped),
        own(tr("Learned"), spell.learned),
        _there(spell),
        own(tr("Also there"), spell.there_own),
    )


def _as_a_whole(plan: Plan) -> Iterator[Labelled]:
    """Yield what the patient made of the days, and how it is all in all."""
    talk, whole = plan.patterns, plan.overall
    yield from entry(
        tr("Days side by side"),
        "",
        own(tr("What they make of them"), talk.sense),
        own(tr("Will try"), talk.try_),
        own(tr("How it went with what was tried"), talk.went),
    )
    yield from entry(
        tr("All in all"),
        tr("by the patient"),
        own(tr("Since we began"), say_value("overall.change", whole.change)),
        own(tr("Unwanted, from the plan"), whole.unwanted),
        path="overall",
    )


def _there(told: Win | Setback) -> str | None:
    words = say_value("wins.there", told.there)
    return tr("There: {words}", words=words) if words else None
