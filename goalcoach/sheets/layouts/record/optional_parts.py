"""The record's parts on what the two chose to look at."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Labelled
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.layouts.record.entries import ASKED, entry, own
from goalcoach.sheets.wording import capital, quote, quotes, say_day
from goalcoach.translation import TrMap, tr

OPTION_CHOSEN = TrMap(
    {
        "try": "Chosen to try",
        "do_already": "Done already",
        "set_aside": "Set aside",
        "": "Looked at",
    }
)
ON_KIND = TrMap(
    {
        "pain": "On pain",
        "tiredness": "On tiredness",
        "dizziness": "On dizziness",
        "gut": "On the gut",
        "heart": "On a racing heart, and breath",
        "weakness": "On weakness, shaking or fits",
        "sleep": "On poor sleep",
    }
)


def work_part(plan: Plan) -> Iterator[Labelled]:
    """Yield each line for work or school, with and without its yes, and what they said."""
    page = plan.work
    yield from entry(
        tr("The page"),
        "",
        tr("It is for: {place}", place=say_value("work.place", page.place)) if page.place else None,
        tr("May be made: {answer}", answer=say_value("work.sheet", page.sheet))
        if page.sheet
        else None,
        own(tr("What they said"), page.said),
        path="work.sheet",
    )
    for line in plan.work_lines:
        if line.ended is None and line.text:
            yield from entry(
                capital(say_value("work_lines.kind", line.kind)) or tr("Line"),
                line.id,
                quote(line.text),
                tr("On the page: {answer}", answer=ASKED[line.ok or ""]),
                path="work_lines.text",
            )


def options_part(plan: Plan) -> Iterator[Labelled]:
    """Yield every practice that was weighed: what was chosen, what was set aside, and why."""
    for row in plan.options:
        if row.ended is None:
            note = " · ".join(
                text for text in (row.id, say_value("options.practice", row.practice)) if text
            )
            yield from entry(
                OPTION_CHOSEN[row.choice or ""],
                note,
                quote(row.what) if row.what else None,
                own(tr("The reason"), row.why),
                capital(say_value("options.tried", row.tried)),
                own(tr("Noticed"), row.noticed),
                own(tr("When"), row.tied_to),
                own(tr("Helps with"), row.helps_with),
                capital(say_value("options.status", row.status)),
                own(tr("How it has been"), row.found),
                path="options.what",
            )


def leaflets(plan: Plan) -> Iterator[Labelled]:
    """Yield what they asked to understand, and what was said of it."""
    for row in plan.leaflets:
        if row.ended is None and row.asked:
            how = capital(say_value("leaflets.status", row.status))
            yield from entry(
                tr("Leaflet"),
                row.id,
                own(tr("Asked"), row.asked),
                ON_KIND[row.kind] if row.kind else None,
                tr("{status} on {day}", status=how, day=say_day(row.day))
                if how and row.day
                else how,
                own(tr("Known before"), row.knows),
                own(tr("How it fits"), row.fits),
                own(tr("Still open"), row.open),
                own(tr("What stayed"), row.stayed),
                path="leaflets.asked",
            )


def for_others(plan: Plan) -> Iterator[Labelled]:
    """Yield what the patient would like to say to others, and how that went."""
    said = plan.others_say
    card = say_value("others_say.on_card", said.on_card)
    yield from entry(
        tr("For others"),
        "",
        own(tr("To know"), said.know),
        tr("On the card: {answer}", answer=card) if card else None,
        own(tr("At work or school"), said.work),
        own(tr("At home"), said.home),
        path="others_say",
    )
    yield from entry(
        tr("The sentence"),
        tr("so far"),
        capital(say_value("others_say.used", said.used)),
        own(tr("How it was"), said.found),
        path="others_say",
    )


def minute(plan: Plan) -> Iterator[Labelled]:
    """Yield what the minute turned to, how it was, and what the patient chose."""
    tried = plan.sensation
    turned = say_value("sensation.turned_to", tried.turned_to)
    chosen = say_value("sensation.again", tried.again)
    yield from entry(
        tr("The minute"),
        "",
        tr("Turned to: {what}", what=turned) if turned else None,
        own(tr("Sign to stop"), tried.stop_sign),
        own(tr("What it was like"), tried.noticed),
        tr("Chosen: {what}", what=chosen) if chosen else None,
        own(tr("Where in the day"), tried.tied_to),
        own(tr("How it is going"), tried.going),
        path="sensation",
    )


def one_task(plan: Plan) -> Iterator[Labelled]:
    """Yield the task as it was taken apart, and what is tried in it."""
    seen = plan.links
    yield from entry(
        tr("The task"),
        "",
        quote(seen.task) if seen.task else None,
        own(tr("Body"), seen.body),
        own(tr("Thought"), seen.thought),
        own(tr("Feeling"), seen.feeling),
        own(tr("Place"), seen.place),
        own(tr("To try"), seen.try_),
        own(tr("How it is going"), seen.went),
        path="links",
    )


def self_led(plan: Plan) -> Iterator[Labelled]:
    """Yield how the patient goes on alone, and what was handed over."""
    own_part = plan.self_led
    for name, texts in (
        ("questions", own_part.questions),
        ("signs", own_part.signs),
        ("do", own_part.do),
        ("back_when", own_part.back_when),
        ("handed_over", own_part.handed_over),
        ("together", own_part.together),
        ("next_over", (own_part.next_over,) if own_part.next_over else ()),
    ):
        path = f"self_led.{name}"
        yield from entry(label_of(path), "", quotes(texts), path=path)
