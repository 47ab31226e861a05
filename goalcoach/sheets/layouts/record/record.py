"""The record: the whole plan for the care team, with ids, raters, reasons and formulas.

What has to be known stands first, then what changed. Of the safety part only the decisions, the
flags and the reason for a second decision are said, never an answer in words; what was declined
leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalcoach.number_words import say_count
from goalcoach.plan.goal_lifecycle import is_closed, lead_first
from goalcoach.plan.model import Consent, Ease, Plan, VisitDetails
from goalcoach.plan.question_address import is_about_safety, split_kept
from goalcoach.plan.unknown_keys import unknown_keys
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import Block, Labelled, Meta, Para, Title
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.field_labels import PARTS, label_of
from goalcoach.sheets.layouts.record.changes import changed
from goalcoach.sheets.layouts.record.glance import glance
from goalcoach.sheets.layouts.record.goal import decision, goal_part
from goalcoach.sheets.layouts.record.other_parts import (
    ASKED,
    after_plan,
    between,
    entry,
    flare_part,
    for_others,
    help_parts,
    leaflets,
    matters,
    minute,
    one_task,
    options_part,
    part,
    self_led,
    story,
    work_part,
)
from goalcoach.sheets.layouts.record.ratings import Course, read_course, say_formula
from goalcoach.sheets.parts.page_edge import footer, notices, say_digest
from goalcoach.sheets.parts.site_question_answers import say_answer
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.trends.diary_and_score_words import attainment_words
from goalcoach.sheets.wording import capital, quote, say_day, sentence, sentences

FOR_WHOM = "Confidential: for the care team"
KINDS = {"first": "First visit", "review": "Review visit"}
DECISIONS = {"go": "go", "adapt": "adapt", "pause": "pause", "not_yet": "not yet"}
FLAGS = ("medical_check", "new", "pem", "adverse")
SKIPS = {
    "unsure": "not sure yet",
    "not_now": "to come back to",
    "not_applicable": "does not fit",
}


def lay_record(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the record. It has one size."""
    course = read_course(plan, around.earlier)
    kept = lead_first(goal for goal in plan.goals if not is_closed(goal))
    return (
        *notices(around, plan),
        Title(f"Record of {say_day(plan.visit.date)}: {plan.patient}"),
        Meta(sentences(_visit(plan))),
        *part("At a glance", "GLANCE", glance(plan)),
        *changed(plan, around),
        *part("Safety", "SAFETY", _safety(plan)),
        *(block for goal in kept for block in goal_part(goal, course)),
        *part("Goals that are over", "OVER", _over(plan)),
        *part("Over all goals", "OVER ALL", _overall(plan, around, course)),
        *part("What matters", "MATTERS", matters(plan)),
        *part("Flare plan", "FLARE PLAN", flare_part(plan)),
        *part("What makes it lighter, and who helps", "HELP", help_parts(plan)),
        *part("For work or school", "WORK", work_part(plan)),
        *part("What could help: what was weighed", "OPTIONS", options_part(plan)),
        *part("How it works", "LEAFLETS", leaflets(plan)),
        *part("Wins, setbacks, said back", "TOLD", between(plan)),
        *part("The story", "STORY", story(plan)),
        *part("Own questions and notes", "NOTES", _beside(plan, around.labels)),
        *part("Left open for now", "LEFT OPEN", _skipped(plan, around.labels)),
        *part("Agreed", "AGREED", _agreed(plan)),
        *part("My own check-in", "CHECK-IN", after_plan(plan)),
        *part("What others say", "OTHERS", for_others(plan)),
        *part("One minute with a sensation", "SENSATION", minute(plan)),
        *part("One task, looked at closely", "ONE TASK", one_task(plan)),
        *part("Going on alone", "ALONE", self_led(plan)),
        *part("This record", "FILE", _file(plan, around)),
        footer(plan, around.digest, FOR_WHOM),
    )


def _visit(plan: Plan) -> Iterator[str]:
    visit = plan.visit
    unit = "minute" if visit.minutes == 1 else "minutes"
    minutes = f"{visit.minutes} {unit}" if visit.minutes is not None else ""
    done = "done" if visit.status == "done" else f"not finished ({visit.reason})"
    yield ", ".join(text for text in (KINDS[visit.kind], minutes, done) if text)
    if visit.by:
        yield f"By {visit.by}"
    if visit.present:
        yield f"Present: {', '.join(map(_present, visit.present))}"
    yield from _consent(plan.consent)
    if visit.print_size == "large":
        yield "Print: large"
    yield from _today(visit)
    yield from _ease(plan.ease)


def _today(visit: VisitDetails) -> Iterator[str]:
    """Yield what was settled for this visit alone: its length, what waits, what may leave it."""
    if visit.time:
        yield capital(say_value("visit.time", visit.time))
    if visit.left_out:
        yield f"{label_of('visit.left_out')}: {', '.join(visit.left_out)}"
    if visit.parts:
        chosen = (say_value("visit.parts", one) for one in visit.parts)
        yield f"{label_of('visit.parts')}: {', '.join(chosen)}"
    for path, answer in (
        ("visit.print_today", visit.print_today),
        ("visit.share_today", visit.share_today),
    ):
        if answer:
            yield f"{label_of(path)}: {say_value(path, answer)}"


def _consent(consent: Consent) -> Iterator[str]:
    given = (
        ("notes", consent.notes),
        ("print", consent.print),
        ("share with the care team", consent.share),
    )
    asked = [f"{name} {ASKED[answer]}" for name, answer in given if answer]
    if consent.by:
        who = join_words([say_value("consent.by", one) for one in consent.by])
        asked.append(f"said by {who}")
    if asked:
        yield f"Consent: {', '.join(asked)}"


def _ease(ease: Ease) -> Iterator[str]:
    told = ((ease.start, "start"), (ease.end, "end"))
    said = [f"{value} at the {when}" for value, when in told if value is not None]
    if said:
        yield f"Ease {', '.join(said)} (0–10, 10 is best)"


def _present(one: str) -> str:
    """Return a role with the word that was noted for it: "helper (sister)"."""
    role, _, word = (text.strip() for text in one.partition(":"))
    return f"{role} ({word})" if word else role


def _safety(plan: Plan) -> Iterator[Labelled]:
    safety = plan.safety
    flags = ((f"safety.{field}", getattr(safety, field)) for field in FLAGS)
    said = [f"{label_of(path)}: {say_value(path, answer)}" for path, answer in flags if answer]
    if safety.limits:
        said.append(f"Limits: {say_value('safety.limits', safety.limits)}")
    if safety.again:
        said.append(f"{label_of('safety.again')}: {say_value('safety.again', safety.again)}")
    if safety.again_why:
        said.append(f"{label_of('safety.again_why')}: {quote(safety.again_why)}")
    chosen = DECISIONS.get(safety.decision or "", "none")
    words = sentences(said) or "No flags were noted."
    if safety.decision or said:
        yield Labelled(f"Decision: {chosen}", "flags only", (Para(words),))


def _over(plan: Plan) -> Iterator[Labelled]:
    """Yield goals that are over by what was decided today; those that ended before are left out."""
    for goal in plan.goals:
        if is_closed(goal) and goal.decision.choice:
            for block in decision(goal):
                if isinstance(block, Labelled):
                    title = Para(sentence(quote(goal.statement or goal.id)))
                    yield Labelled("Decision today", goal.id, (title, *block.blocks))


def _beside(plan: Plan, labels: Mapping[str, str]) -> Iterator[Labelled]:
    """Yield a clinic's own questions, the clinician's notes, and why a checked answer was kept.

    Nothing that was said at the safety questions, whatever the script keeps of it.
    """
    for address, value in plan.answers.items():
        if not is_about_safety(address):
            words = say_answer(address, value, labels)
            yield from entry(labels.get(address, f"Own question, {address}"), address, words)
    for address, note in plan.notes.items():
        if not is_about_safety(address):
            yield from entry("Note", labels.get(address, address), note)
    for key, why in plan.kept.items():
        if not is_about_safety(key):
            question, check = split_kept(key)
            name = labels.get(question, question)
            words = why or "No reason was given"
            yield from entry("Kept as it is", f"{name} · {check}" if check else name, words)


def _skipped(plan: Plan, labels: Mapping[str, str]) -> Iterator[Labelled]:
    """Yield what was skipped, by reason; a declined question leaves no trace."""
    for reason, words in SKIPS.items():
        names = [
            labels[address]
            for address, given in plan.skipped.items()
            if given == reason and not is_about_safety(address) and labels.get(address)
        ]
        yield from entry(words[:1].upper() + words[1:], "", *dict.fromkeys(names))


def _agreed(plan: Plan) -> Iterator[Labelled]:
    agreement = plan.agreement
    by = join_words([f"the {who}" for who in agreement.by])
    yield from entry("Agreed by", "", by[:1].upper() + by[1:], path="agreement.by")
    for label, field, text in (
        ("Not agreed on", "differ", agreement.differ),
        ("Not sure about", "doubts", agreement.doubts),
        ("Taken along", "take_away", agreement.take_away),
    ):
        yield from entry(label, "", quote(text) if text else None, path=f"agreement.{field}")
    places = [say_value("off_paper", one) for one in plan.off_paper]
    yield from entry("Not on the patient’s papers", "", *places, path="off_paper")
    if agreement.next_visit:
        day = say_day(agreement.next_visit)
        yield from entry("Next visit", "", day, path="agreement.next_visit")


def _overall(plan: Plan, around: SheetContext, course: Course) -> Iterator[Labelled]:
    """Yield the mean of several goals where it is flagged; the score only where a site asks."""
    for flag in course.flags:
        if not flag.series and flag.last_day == plan.visit.date:
            words = f"Since {say_day(flag.first_day)} the mean changed by {say_formula(flag)}"
            least = f"It reaches the {flag.least} points published for a mean ({flag.source})"
            yield from entry("Mean of the ratings", "by the patient", words, least)
    if around.attainment:
        yield from entry("Goal attainment", "clinician only", *attainment_words((plan,)))


def _file(plan: Plan, around: SheetContext) -> Iterator[Labelled]:
    """Yield what belongs to the file, so that a paper can be traced to it."""
    script, parent = plan.script, plan.parent
    name = " ".join(text for text in (script.id, script.version) if text)
    digest = f" ({say_digest(script.digest)})" if script.digest else ""
    own = f" ({say_digest(around.digest)})" if around.digest else ""
    before = f"Parent: version {parent.version} ({say_digest(parent.digest)})" if parent else None
    yield from entry(
        "The file",
        "first digits of each digest",
        f"Version {plan.version}{own}",
        before,
        f"Script: {name}{digest}" if name else None,
        f"Made with {plan.tool}" if plan.tool else None,
    )
    carried = [PARTS[key] for key in plan.carried if key in PARTS]
    if carried:
        yield from entry("Not gone over", "", f"Carried on as it stood: {join_words(carried)}")
    yield from _unknown(plan)


def _unknown(plan: Plan) -> Iterator[Labelled]:
    """Yield the names of what a newer version wrote here: it is kept, and cannot be told."""
    keys = [f"{path} ({', '.join(rows)})" if rows else path for path, rows in unknown_keys(plan)]
    if keys:
        count = capital(say_count(len(keys)))
        entries = "entry" if len(keys) == 1 else "entries"
        words = f"{count} {entries} of a newer version, kept as written: {', '.join(keys)}"
        yield from entry("Not known here", "", words)
