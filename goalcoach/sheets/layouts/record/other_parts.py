"""The parts of the record that are no goal's: what matters, the flare plan, who helps, the talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goalcoach.plan.model import FlarePlan, HelpersPart, Plan, Setback, Support, Win
from goalcoach.plan.outcome.activity_mean import results_of
from goalcoach.plan.outcome.pacing_arithmetic import gap
from goalcoach.sheets.block import (
    Block,
    Heading,
    Labelled,
    Numbered,
    Origin,
    Para,
)
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.layouts.record.goal import say_value_row
from goalcoach.sheets.parts.scale_results import scale_details, scale_name, scale_words
from goalcoach.sheets.wording import (
    DOMAINS_FOR_TEAM,
    capital,
    quote,
    quotes,
    say_day,
    sentence,
    sentences,
)
from goalcoach.translation import TrMap, tr, tr_noop

PLACES = TrMap({"now": "now", "later": "for later", "put_down": "put down for a while"})
PLAN_USED = TrMap(
    {"yes": "the plan was used", "part": "the plan was used in part", "no": "not used"}
)
ASKED = TrMap({"yes": "yes", "no": "no", "ask": "ask first", "": "not asked"})
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


GAP_FORMULA = tr_noop(
    "Importance minus lived, each from 0 to 10 (the idea of valued living, in our own words)"
)


def part(heading: str, label: str, entries: Iterable[Labelled]) -> Iterator[Block]:
    """Yield the entries under their heading; without entries there is no heading either."""
    found = tuple(entries)
    if found:
        yield Heading(heading, label)
        yield from found


def entry(label: str, note: str, *texts: str | None, path: str = "") -> Iterator[Labelled]:
    """Yield an entry of the sentences that are there, if any is."""
    if said := sentences(texts):
        yield Labelled(label, note, (Para(said, Origin(path)),))


def own(lead: str, text: str | None) -> str | None:
    """Return a person's own words after what they are about."""
    return f"{lead}: {quote(text)}" if text else None


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


def _one_who_helps(said: HelpersPart) -> Iterator[Labelled]:
    """Yield what someone who helps said, each under the name of its field."""
    names = ("strain", "too_much", "needs", "own_time")
    words = [own(label_of(f"helpers_part.{name}"), getattr(said, name)) for name in names]
    paper = tr("On paper: {answer}", answer=ASKED[said.paper]) if said.paper else None
    yield from entry(tr("One who helps"), tr("own words"), *words, paper, path="helpers_part")


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


def _there(told: Win | Setback) -> str | None:
    words = say_value("wins.there", told.there)
    return tr("There: {words}", words=words) if words else None


def between(plan: Plan) -> Iterator[Labelled]:
    """Yield what was told of the time before this visit, and what was said back at its end."""
    for win in plan.wins:
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
    for spell in plan.setbacks:
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
    talk = plan.patterns
    yield from entry(
        tr("Days side by side"),
        "",
        own(tr("What they make of them"), talk.sense),
        own(tr("Will try"), talk.try_),
        own(tr("How it went with what was tried"), talk.went),
    )
    whole = plan.overall
    yield from entry(
        tr("All in all"),
        tr("by the patient"),
        own(tr("Since we began"), say_value("overall.change", whole.change)),
        own(tr("Unwanted, from the plan"), whole.unwanted),
        path="overall",
    )
    for one in results_of(plan):
        told = (*scale_words(one), *scale_details(one))
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
