"""The record: the whole plan for the care team, with ids, raters, reasons and formulas.

What has to be known stands first, then what changed. Of the safety part only the decisions, the
flags and the reason for a second decision are said, never an answer in words; what was declined
leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goalcoach.number_words import say_count
from goalcoach.plan.goal_lifecycle import is_closed, lead_first
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Consent, Ease, VisitDetails
from goalcoach.plan.outcome.activity_mean import MEAN_TITLE
from goalcoach.plan.question_address import is_about_safety, split_kept
from goalcoach.plan.unknown_keys import unknown_keys
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import Block, Labelled, Meta, Para, Title
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.context import SheetContext, names_left_out
from goalcoach.sheets.field_labels import PARTS, label_of
from goalcoach.sheets.layouts.record.between_visits import between
from goalcoach.sheets.layouts.record.changes import changed
from goalcoach.sheets.layouts.record.entries import ASKED, entry, part
from goalcoach.sheets.layouts.record.glance import glance
from goalcoach.sheets.layouts.record.goal import decision, goal_part
from goalcoach.sheets.layouts.record.optional_parts import (
    for_others,
    leaflets,
    minute,
    one_task,
    options_part,
    self_led,
    work_part,
)
from goalcoach.sheets.layouts.record.ratings import Course, read_course, say_formula
from goalcoach.sheets.layouts.record.story import matters, story
from goalcoach.sheets.layouts.record.support import after_plan, flare_part, help_parts
from goalcoach.sheets.parts.open_question import name_open
from goalcoach.sheets.parts.page_edge import footer, notices, say_digest
from goalcoach.sheets.parts.site_question_answers import say_answer
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.trends.diary_and_score_words import attainment_words
from goalcoach.sheets.wording import capital, quote, say_day, sentence, sentences
from goalcoach.translation import TrMap, tr, tr_noop

FOR_WHOM = tr_noop("Confidential: for the care team")
KINDS = TrMap({"first": "First visit", "review": "Review visit"})
REASONS = TrMap(
    {"stopped": "stopped", "paused": "paused", "continues": "continues"}, context="visit_status"
)
ROLES = TrMap(
    {
        "patient": "patient",
        "clinician": "clinician",
        "guardian": "guardian",
        "helper": "helper",
        "interpreter": "interpreter",
    }
)
DECISIONS = TrMap(
    {"go": "go", "adapt": "adapt", "pause": "pause", "not_yet": "not yet", "": "none"},
    context="decision",
)
SAID_BY = TrMap(
    {"patient": "the patient", "guardian": "a guardian", "other": "someone else"},
    context="said_by",
)
FLAGS = ("medical_check", "new", "pem", "adverse")
SKIPS = TrMap(
    {
        "unsure": "Not sure yet",
        "not_now": "To come back to",
        "not_applicable": "Does not fit",
    }
)


def lay_record(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the record. It has one size."""
    course = read_course(plan, around.earlier)
    kept = lead_first(goal for goal in plan.goals if not is_closed(goal))
    return (
        *notices(around, plan),
        Title(tr("Record of {day}: {patient}", day=say_day(plan.visit.date), patient=plan.patient)),
        Meta(sentences(_visit(plan, around))),
        *part(tr("At a glance"), tr("GLANCE"), glance(plan)),
        *changed(plan, around),
        *part(tr("Safety"), tr("SAFETY"), _safety(plan)),
        *(block for goal in kept for block in goal_part(goal, course)),
        *part(tr("Goals that are over"), tr("OVER"), _over(plan)),
        *part(tr("Over all goals"), tr("OVER ALL"), _overall(plan, around, course)),
        *part(tr("What matters"), tr("MATTERS"), matters(plan)),
        *part(tr("Flare plan"), tr("FLARE PLAN"), flare_part(plan)),
        *part(tr("What makes it lighter, and who helps"), tr("HELP"), help_parts(plan)),
        *part(tr("For work or school"), tr("WORK"), work_part(plan)),
        *part(tr("What could help: what was weighed"), tr("OPTIONS"), options_part(plan)),
        *part(tr("How it works"), tr("LEAFLETS"), leaflets(plan)),
        *part(tr("Wins, setbacks, said back"), tr("TOLD"), between(plan, around)),
        *part(tr("The story"), tr("STORY"), story(plan)),
        *part(tr("Own questions and notes"), tr("NOTES"), _beside(plan, around.labels)),
        *part(tr("Left open for now"), tr("LEFT OPEN"), _skipped(plan, around.labels)),
        *part(tr("Agreed"), tr("AGREED"), _agreed(plan)),
        *part(tr("My own check-in"), tr("CHECK-IN"), after_plan(plan)),
        *part(tr("What others say"), tr("OTHERS"), for_others(plan)),
        *part(tr("One minute with a sensation"), tr("SENSATION"), minute(plan)),
        *part(tr("One task, looked at closely"), tr("ONE TASK"), one_task(plan)),
        *part(tr("Going on alone"), tr("ALONE"), self_led(plan)),
        *part(tr("This record"), tr("FILE"), _file(plan, around)),
        footer(plan, around.digest, tr(FOR_WHOM)),
    )


def _visit(plan: Plan, around: SheetContext) -> Iterator[str]:
    visit = plan.visit
    yield ", ".join(text for text in (KINDS[visit.kind], _minutes(visit), _status(visit)) if text)
    if visit.by:
        yield tr("By {clinician}", clinician=visit.by)
    if visit.present:
        yield tr("Present: {people}", people=", ".join(map(_present, visit.present)))
    yield from _consent(plan.consent)
    if visit.print_size == "large":
        yield tr("Print: large")
    yield from _today(visit, names_left_out(plan, around))
    yield from _ease(plan.ease)


def _minutes(visit: VisitDetails) -> str:
    if visit.minutes is None:
        return ""
    return tr("1 minute") if visit.minutes == 1 else tr("{count} minutes", count=visit.minutes)


def _status(visit: VisitDetails) -> str:
    if visit.status == "done":
        return tr("done", context="visit_status")
    reason = REASONS[visit.reason] if visit.reason else visit.reason
    return tr("not finished ({reason})", reason=reason)


def _today(visit: VisitDetails, left_out: Sequence[str]) -> Iterator[str]:
    """Yield what was settled for this visit alone: its length, what waits, what may leave it."""
    if visit.time:
        yield capital(say_value("visit.time", visit.time))
    if visit.form:
        yield f"{label_of('visit.form')}: {say_value('visit.form', visit.form)}"
    if left_out:
        yield f"{label_of('visit.left_out')}: {'; '.join(left_out)}"
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
        (tr_noop("notes {answer}"), consent.notes),
        (tr_noop("print {answer}"), consent.print),
        (tr_noop("share with the care team {answer}"), consent.share),
    )
    asked = [tr(words, answer=ASKED[answer]) for words, answer in given if answer]
    if consent.by:
        asked.append(tr("said by {who}", who=join_words([SAID_BY[one] for one in consent.by])))
    if asked:
        yield tr("Consent: {answers}", answers=", ".join(asked))


def _ease(ease: Ease) -> Iterator[str]:
    told = (
        (ease.start, tr_noop("{amount} at the start")),
        (ease.end, tr_noop("{amount} at the end")),
    )
    said = [tr(words, amount=value) for value, words in told if value is not None]
    if said:
        yield tr("Ease {told} (0–10, 10 is best)", told=", ".join(said))


def _present(one: str) -> str:
    """Return a role with the word that was noted for it: "helper (sister)"."""
    role, _, word = (text.strip() for text in one.partition(":"))
    said = ROLES.get(role, role)
    return f"{said} ({word})" if word else said


def _safety(plan: Plan) -> Iterator[Labelled]:
    safety = plan.safety
    flags = ((f"safety.{field}", getattr(safety, field)) for field in FLAGS)
    said = [f"{label_of(path)}: {say_value(path, answer)}" for path, answer in flags if answer]
    if safety.limits:
        limits = say_value("safety.limits", safety.limits)
        said.append(tr("Limits: {limits}", limits=limits))
    if safety.again:
        said.append(f"{label_of('safety.again')}: {say_value('safety.again', safety.again)}")
    if safety.again_why:
        said.append(f"{label_of('safety.again_why')}: {quote(safety.again_why)}")
    chosen = DECISIONS[safety.decision or ""]
    words = sentences(said) or tr("No flags were noted.")
    if safety.decision or said:
        label = tr("Decision: {decision}", decision=chosen)
        yield Labelled(label, tr("flags only"), (Para(words),))


def _over(plan: Plan) -> Iterator[Labelled]:
    """Yield goals that are over by what was decided today; those that ended before are left out."""
    for goal in plan.goals:
        if is_closed(goal) and (goal.decision.choice or goal.decision.why):
            for block in decision(goal):
                if isinstance(block, Labelled):
                    title = Para(sentence(quote(goal.statement or goal.id)))
                    yield Labelled(tr("Decision today"), goal.id, (title, *block.blocks))


def _beside(plan: Plan, labels: Mapping[str, str]) -> Iterator[Labelled]:
    """Yield a clinic's own questions, the clinician's notes, and why a checked answer was kept.

    Nothing that was said at the safety questions, whatever the script keeps of it.
    """
    for address, value in plan.answers.items():
        if not is_about_safety(address):
            words = say_answer(address, value, labels)
            yield from entry(labels.get(address, tr("Own question")), address, words)
    for address, note in plan.notes.items():
        if not is_about_safety(address):
            yield from entry(tr("Note"), labels.get(address, address), note)
    for key, why in plan.kept.items():
        if not is_about_safety(key):
            question, check = split_kept(key)
            name = labels.get(question, question)
            words = why or tr("No reason was given")
            yield from entry(tr("Kept as it is"), f"{name} · {check}" if check else name, words)


def _skipped(plan: Plan, labels: Mapping[str, str]) -> Iterator[Labelled]:
    """Yield what was skipped, by reason; a declined question leaves no trace."""
    for reason, words in SKIPS.items():
        names = [
            name_open(plan, address, labels[address])
            for address, given in plan.skipped.items()
            if given == reason and not is_about_safety(address) and labels.get(address)
        ]
        yield from entry(words, "", *dict.fromkeys(names))


def _agreed(plan: Plan) -> Iterator[Labelled]:
    agreement = plan.agreement
    by = join_words([say_value("agreement.by", who) for who in agreement.by])
    yield from entry(tr("Agreed by"), "", by[:1].upper() + by[1:], path="agreement.by")
    for label, field, text in (
        (tr("Not agreed on"), "differ", agreement.differ),
        (tr("Not sure about"), "doubts", agreement.doubts),
        (tr("Taken along"), "take_away", agreement.take_away),
    ):
        yield from entry(label, "", quote(text) if text else None, path=f"agreement.{field}")
    places = [say_value("off_paper", one) for one in plan.off_paper]
    yield from entry(tr("Not on the patient’s papers"), "", *places, path="off_paper")
    if agreement.next_visit:
        day = say_day(agreement.next_visit)
        yield from entry(tr("Next visit"), "", day, path="agreement.next_visit")


def _overall(plan: Plan, around: SheetContext, course: Course) -> Iterator[Labelled]:
    """Yield the mean of several goals where it is flagged; the score only where a site asks."""
    for flag in course.flags:
        if not flag.series and flag.last_day == plan.visit.date:
            words = tr(
                "Since {day} the mean changed by {formula}",
                day=say_day(flag.first_day),
                formula=say_formula(flag),
            )
            least = tr(
                "It reaches the {least} points published for a mean ({source})",
                least=flag.least,
                source=tr(flag.source),
            )
            yield from entry(tr(MEAN_TITLE), tr("by the patient"), words, least)
    if around.attainment:
        yield from entry(tr("Goal attainment"), tr("clinician only"), *attainment_words((plan,)))


def _file(plan: Plan, around: SheetContext) -> Iterator[Labelled]:
    """Yield what belongs to the file, so that a paper can be traced to it."""
    script, parent = plan.script, plan.parent
    name = " ".join(text for text in (script.id, script.version) if text)
    digest = f" ({say_digest(script.digest)})" if script.digest else ""
    own = f" ({say_digest(around.digest)})" if around.digest else ""
    before = (
        tr(
            "Parent: version {number} ({digest})",
            number=parent.version,
            digest=say_digest(parent.digest),
        )
        if parent
        else None
    )
    yield from entry(
        tr("The file"),
        tr("first digits of each digest"),
        f"{tr('Version {number}', number=plan.version)}{own}",
        before,
        tr("Script: {name}", name=f"{name}{digest}") if name else None,
        tr("Made with {tool}", tool=plan.tool) if plan.tool else None,
    )
    carried = [PARTS[key] for key in plan.carried if key in PARTS]
    if carried:
        words = tr("Carried on as it stood: {parts}", parts=join_words(carried))
        yield from entry(tr("Not gone over"), "", words)
    yield from _unknown(plan)


def _unknown(plan: Plan) -> Iterator[Labelled]:
    """Yield the names of what a newer version wrote here: it is kept, and cannot be told."""
    keys = [f"{path} ({', '.join(rows)})" if rows else path for path, rows in unknown_keys(plan)]
    if keys:
        words = (
            tr_noop("{count} entry of a newer version, kept as written: {keys}")
            if len(keys) == 1
            else tr_noop("{count} entries of a newer version, kept as written: {keys}")
        )
        words = tr(words, count=capital(say_count(len(keys))), keys=", ".join(keys))
        yield from entry(tr("Not known here"), "", words)
