"""The record's parts on what matters: values, what comes first, and the story."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.pacing_arithmetic import gap
from goalcoach.sheets.block import Labelled
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.layouts.record.entries import entry, own
from goalcoach.sheets.layouts.record.goal import say_value_row
from goalcoach.sheets.wording import quote, quotes
from goalcoach.translation import TrMap, tr, tr_noop

PLACES = TrMap({"now": "now", "later": "for later", "put_down": "put down for a while"})
GAP_FORMULA = tr_noop(
    "Importance minus lived, each from 0 to 10 (the idea of valued living, in our own words)"
)


def matters(plan: Plan) -> Iterator[Labelled]:
    standing = [value for value in plan.values if value.ended is None]
    for value in standing:
        place = PLACES.get(value.place or "")
        note = " · ".join(text for text in (value.id, say_value("values.area", value.area)) if text)
        yield from entry(
            tr("Value"),
            note,
            say_value_row(value),
            tr("Its place: {place}", place=place) if place else None,
        )
    if any(gap(value.importance, value.lived) is not None for value in standing):
        yield from entry(tr("The gap"), "", tr(GAP_FORMULA))
    yield from _priorities(plan)


def _priorities(plan: Plan) -> Iterator[Labelled]:
    rank, known = plan.priorities, {value.id for value in plan.values}
    order = [row for row in rank.order if row in known]
    yield from entry(
        tr("Priorities"),
        "",
        tr("In this order: {values}", values=", ".join(order)) if order else None,
        own(tr("The one thing"), rank.one_thing),
        own(tr("Care that helps"), rank.care_helps),
        own(tr("Care that costs"), rank.care_burdens),
    )


def story(plan: Plan) -> Iterator[Labelled]:
    told = plan.story
    words = (
        own(tr("on most days"), told.words.usual),
        own(tr("when it is strong"), told.words.strong),
    )
    for label, text in (
        (tr("What it is like"), quote(told.open) if told.open else ""),
        (tr("Own word"), "; ".join(word for word in words if word)),
        (tr("What was heard"), quote(told.heard) if told.heard else ""),
        (tr("What helps"), quotes(told.helps)),
        (tr("Strengths"), quotes(told.strengths)),
        (tr("A good day"), quote(told.good_days) if told.good_days else ""),
        (tr("Hopes"), quotes(told.hopes)),
        (tr("Who I am"), quote(told.me) if told.me else ""),
        (tr("A week worth having"), quote(told.purpose) if told.purpose else ""),
        (tr("Own idea"), quote(told.own_idea) if told.own_idea else ""),
        (tr("Shared idea"), quote(told.shared_idea) if told.shared_idea else ""),
        (tr("Open questions"), quote(told.open_questions) if told.open_questions else ""),
    ):
        yield from entry(label, "", text[:1].upper() + text[1:], path="story")
