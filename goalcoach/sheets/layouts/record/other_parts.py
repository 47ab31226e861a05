"""The parts of the record that are no goal's: what matters, the flare plan, who helps, the talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goalcoach.plan.model import FlarePlan, HelpersPart, Plan, Setback, Support, Win
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
from goalcoach.sheets.parts.scale_results import scale_details, scale_words
from goalcoach.sheets.wording import (
    DOMAINS_FOR_TEAM,
    capital,
    quote,
    quotes,
    say_day,
    sentence,
    sentences,
)

PLACES = {"now": "now", "later": "for later", "put_down": "put down for a while"}
PLAN_USED = {"yes": "the plan was used", "part": "the plan was used in part", "no": "not used"}
ASKED = {"yes": "yes", "no": "no", "ask": "ask first"}
OPTION_CHOSEN = {
    "try": "Chosen to try",
    "do_already": "Done already",
    "set_aside": "Set aside",
    "": "Looked at",
}


GAP_FORMULA = (
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
        note = " · ".join(text for text in (value.id, value.area) if text)
        yield from entry(
            "Value", note, say_value_row(value), f"Its place: {place}" if place else None
        )
    if any(gap(value.importance, value.lived) is not None for value in standing):
        yield from entry("The gap", "", GAP_FORMULA)
    yield from _priorities(plan)


def _priorities(plan: Plan) -> Iterator[Labelled]:
    rank, known = plan.priorities, {value.id for value in plan.values}
    order = [row for row in rank.order if row in known]
    yield from entry(
        "Priorities",
        "",
        f"In this order: {', '.join(order)}" if order else None,
        own("The one thing", rank.one_thing),
        own("Care that helps", rank.care_helps),
        own("Care that costs", rank.care_burdens),
    )


def story(plan: Plan) -> Iterator[Labelled]:
    told = plan.story
    words = (own("on most days", told.words.usual), own("when it is strong", told.words.strong))
    for label, text in (
        ("What it is like", quote(told.open) if told.open else ""),
        ("Own word", "; ".join(word for word in words if word)),
        ("What was heard", quote(told.heard) if told.heard else ""),
        ("What helps", quotes(told.helps)),
        ("Strengths", quotes(told.strengths)),
        ("A good day", quote(told.good_days) if told.good_days else ""),
        ("Hopes", quotes(told.hopes)),
        ("Who I am", quote(told.me) if told.me else ""),
        ("A week worth having", quote(told.purpose) if told.purpose else ""),
        ("Own idea", quote(told.own_idea) if told.own_idea else ""),
        ("Shared idea", quote(told.shared_idea) if told.shared_idea else ""),
        ("Open questions", quote(told.open_questions) if told.open_questions else ""),
    ):
        yield from entry(label, "", text[:1].upper() + text[1:], path="story")


def flare_part(plan: Plan) -> Iterator[Labelled]:
    spell = plan.flare_plan
    if spell == FlarePlan():
        return
    yield from entry("Early signs", "", quotes(spell.signs), path="flare_plan.signs")
    if spell.steps:
        steps = tuple(sentence(step) for step in spell.steps)
        yield Labelled("First steps", "", (Numbered(steps, Origin("flare_plan.steps")),))
    yield from entry("Keep", "", quotes(spell.keep), path="flare_plan.keep")
    yield from entry("Do less of", "", quotes(spell.less), path="flare_plan.less")
    yield from entry("Stop", "", quotes(spell.stop), path="flare_plan.stop")
    alert = quotes(spell.emergency) or "Left open for now"
    yield from entry("Help at once", "", alert, path="flare_plan.emergency")
    yield from entry("The same day", "", quotes(spell.same_day), path="flare_plan.same_day")
    too_long = quotes((spell.too_long,) if spell.too_long else ())
    yield from entry("How long", "before a call", too_long, path="flare_plan.too_long")
    # Who is called first where it is no usual spell: never beside what calls for help at once.
    call = quotes((spell.call,) if spell.call else ())
    yield from entry("Whom to call", "first", call, path="flare_plan.call")
    known = quotes(spell.known_sudden)
    yield from entry("Sudden, and known", "", known, path="flare_plan.known_sudden")
    # A plan that was not gone over at this visit has to say so.
    over = spell.gone_over
    yield from entry("Last gone over", "", say_day(over) if over else "Not gone over yet")


def help_parts(plan: Plan) -> Iterator[Labelled]:
    yield from _savers(plan)
    for helper in plan.supports:
        if helper.ended is None and helper.who:
            kind = say_value("supports.kind", helper.kind)
            note = " · ".join(text for text in (helper.id, kind) if text)
            yield from entry("Helper", note, *_helper(helper), path="supports.who")
    yield from _one_who_helps(plan.helpers_part)
    for task in plan.actions:
        if task.ended is None and task.what:
            words = f"{task.who}: {quote(task.what)}" if task.who else quote(task.what)
            yield from entry(
                DOMAINS_FOR_TEAM[task.domain or ""],
                task.id,
                words,
                f"By {say_day(task.due)}" if task.due else None,
                capital(say_value("actions.status", task.status)),
                own("What came back", task.back),
                path="actions.what",
            )


def work_part(plan: Plan) -> Iterator[Labelled]:
    """Yield each line for work or school, with and without its yes, and what they said."""
    page = plan.work
    yield from entry(
        "The page",
        "",
        f"It is for: {say_value('work.place', page.place)}" if page.place else None,
        f"May be made: {say_value('work.sheet', page.sheet)}" if page.sheet else None,
        own("What they said", page.said),
        path="work.sheet",
    )
    for line in plan.work_lines:
        if line.ended is None and line.text:
            yield from entry(
                capital(say_value("work_lines.kind", line.kind)) or "Line",
                line.id,
                quote(line.text),
                f"On the page: {ASKED[line.ok] if line.ok else 'not asked'}",
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
                own("The reason", row.why),
                capital(say_value("options.tried", row.tried)),
                own("Noticed", row.noticed),
                own("When", row.tied_to),
                own("Helps with", row.helps_with),
                capital(say_value("options.status", row.status)),
                own("How it has been", row.found),
                path="options.what",
            )


def _one_who_helps(said: HelpersPart) -> Iterator[Labelled]:
    """Yield what someone who helps said, each under the name of its field."""
    names = ("strain", "too_much", "needs", "own_time")
    words = [own(label_of(f"helpers_part.{name}"), getattr(said, name)) for name in names]
    paper = f"On paper: {ASKED[said.paper]}" if said.paper else None
    yield from entry("One who helps", "own words", *words, paper, path="helpers_part")


def _savers(plan: Plan) -> Iterator[Labelled]:
    for saver in plan.energy_savers:
        if saver.ended is None:
            yield from entry(
                "Made easier",
                saver.id,
                quote(saver.task) if saver.task else None,
                own("The easier way", saver.way),
                own("Strength kept for", saver.saved_for),
            )


def _helper(helper: Support) -> Iterator[str | None]:
    """Yield who helps and how; the number only with their consent, on this sheet too."""
    yield quote(helper.who or "")
    yield own("Does", helper.role)
    yield own("Needs", helper.needs)
    if helper.share:
        yield f"May see the plan: {ASKED[helper.share]}"
    if helper.consent:
        yield f"Agreed to be in the plan: {ASKED[helper.consent]}"
    if helper.phone and helper.consent == "yes":
        yield f"Phone: {helper.phone}"


def leaflets(plan: Plan) -> Iterator[Labelled]:
    """Yield what they asked to understand, and what was said of it."""
    for row in plan.leaflets:
        if row.ended is None and row.asked:
            how = capital(say_value("leaflets.status", row.status))
            yield from entry(
                "Leaflet",
                row.id,
                own("Asked", row.asked),
                f"On {say_value('leaflets.kind', row.kind)}" if row.kind else None,
                f"{how} on {say_day(row.day)}" if how and row.day else how,
                own("Known before", row.knows),
                own("How it fits", row.fits),
                own("Still open", row.open),
                own("What stayed", row.stayed),
                path="leaflets.asked",
            )


def _there(told: Win | Setback) -> str | None:
    words = say_value("wins.there", told.there)
    return f"There: {words}" if words else None


def between(plan: Plan) -> Iterator[Labelled]:
    """Yield what was told of the time before this visit, and what was said back at its end."""
    for win in plan.wins:
        yield from entry(
            "A good day",
            "",
            quote(win.day) if win.day else None,
            own("Made possible by", win.made_possible),
            own("Who saw it", win.who_saw),
            own("A pattern", win.pattern),
            own("What came of it", win.spread),
            _there(win),
            own("Also there", win.there_own),
        )
    for spell in plan.setbacks:
        used = PLAN_USED.get(spell.plan_used or "")
        yield from entry(
            "A setback",
            "",
            own("Before", spell.before),
            own("During", spell.during),
            own("After", spell.after),
            own("Early sign", spell.sign),
            f"Flare plan: {used}" if used else None,
            own("What helped", spell.helped),
            own("Learned", spell.learned),
            _there(spell),
            own("Also there", spell.there_own),
        )
    talk = plan.patterns
    yield from entry(
        "Days side by side",
        "",
        own("What they make of them", talk.sense),
        own("Will try", talk.try_),
        own("How it went with what was tried", talk.went),
    )
    whole = plan.overall
    yield from entry(
        "All in all",
        "by the patient",
        own("Since we began", say_value("overall.change", whole.change)),
        own("Unwanted, from the plan", whole.unwanted),
        path="overall",
    )
    for one in plan.scales:
        told = (*scale_words(one), *scale_details(one))
        yield from entry(one.title or one.scale, "", *told, path="scales")
    said = plan.teach_back
    yield from entry(
        "Said back",
        "",
        quote(said.said) if said.said else None,
        own("Not yet clear", said.unclear),
        f"Rounds: {said.rounds}" if said.rounds is not None else None,
        path="teach_back.said",
    )


def after_plan(plan: Plan) -> Iterator[Labelled]:
    """Yield the patient's own check-in, in the words of its questions."""
    check = plan.after_plan
    for label, text in (
        ("My own check-in day", check.day),
        ("What I look at", check.looks_at),
        ("My sign to ask for help", check.sign),
        ("Who I talk it over with", check.who),
        ("Our next look together", check.refresher),
    ):
        yield from entry(label, "", quote(text) if text else None, path="after_plan")


def for_others(plan: Plan) -> Iterator[Labelled]:
    """Yield what the patient would like to say to others, and how that went."""
    said = plan.others_say
    card = say_value("others_say.on_card", said.on_card)
    yield from entry(
        "For others",
        "",
        own("To know", said.know),
        f"On the card: {card}" if card else None,
        own("At work or school", said.work),
        own("At home", said.home),
        path="others_say",
    )
    yield from entry(
        "The sentence",
        "so far",
        capital(say_value("others_say.used", said.used)),
        own("How it was", said.found),
        path="others_say",
    )


def minute(plan: Plan) -> Iterator[Labelled]:
    """Yield what the minute turned to, how it was, and what the patient chose."""
    tried = plan.sensation
    turned = say_value("sensation.turned_to", tried.turned_to)
    chosen = say_value("sensation.again", tried.again)
    yield from entry(
        "The minute",
        "",
        f"Turned to: {turned}" if turned else None,
        own("Sign to stop", tried.stop_sign),
        own("What it was like", tried.noticed),
        f"Chosen: {chosen}" if chosen else None,
        own("Where in the day", tried.tied_to),
        own("How it is going", tried.going),
        path="sensation",
    )


def one_task(plan: Plan) -> Iterator[Labelled]:
    """Yield the task as it was taken apart, and what is tried in it."""
    seen = plan.links
    yield from entry(
        "The task",
        "",
        quote(seen.task) if seen.task else None,
        own("Body", seen.body),
        own("Thought", seen.thought),
        own("Feeling", seen.feeling),
        own("Place", seen.place),
        own("To try", seen.try_),
        own("How it is going", seen.went),
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
