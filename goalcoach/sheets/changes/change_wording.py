"""How a difference is said: labels, statuses, distances, directions. Pure words.

No word of praise or blame: a lower number is "three lower", a step taken back is a step.
"""

from __future__ import annotations

from datetime import date

from goalcoach.number import say_count, say_number, say_ordinal
from goalcoach.sheets.wording import say_day

MOST_SAID = 12
"""The largest count that a difference says as a word."""

MARK_WORDS = {"+": "new", "-": "gone", "~": "changed", " ": "", "=": "said"}

LABELS = {
    "consent.notes": "Notes may be kept",
    "consent.print": "The plan may be printed",
    "consent.share": "The plan may be shared",
    "safety.decision": "Decided",
    "story.words.usual": "My word for most days",
    "story.words.strong": "My word when it is strong",
    "story.heard": "What was heard",
    "story.helps": "What helps",
    "story.strengths": "Strengths",
    "story.good_days": "A good day",
    "story.hopes": "Hopes",
    "story.me": "Who I am",
    "story.own_idea": "My idea of what is going on",
    "story.shared_idea": "What we both see",
    "story.open_questions": "Still open",
    "values": "What matters",
    "values.words": "What matters",
    "values.area": "Part of life",
    "values.importance": "How much it matters",
    "values.lived": "How much is in my life",
    "values.place": "When",
    "priorities.order": "What comes first",
    "priorities.one_thing": "The one thing",
    "priorities.care_helps": "Care that helps",
    "priorities.care_burdens": "Care that costs me",
    "goals.statement": "The goal",
    "goals.own_words": "In my words",
    "goals.values": "What it is for",
    "goals.whose": "Whose idea",
    "goals.why": "Why it matters",
    "goals.good_enough": "Good enough",
    "goals.in_my_hands": "In my hands",
    "goals.lead": "Among the goals",
    "goals.lifecycle": "Where it stands",
    "goals.start": "Began",
    "goals.due": "By when",
    "goals.first_met": "First met",
    "goals.accepted.patient": "The patient says yes",
    "goals.accepted.clinician": "The clinician says yes",
    "goals.related": "Its place is taken by",
    "goals.baseline_level": "Where I started",
    "goals.levels.-2": "About where I started",
    "goals.levels.-1": "Partly there",
    "goals.levels.0": "As planned",
    "goals.levels.1": "A little more",
    "goals.levels.2": "Much more",
    "goals.rating.progress.patient": "Rated by the patient",
    "goals.rating.progress.clinician": "Rated by the clinician",
    "goals.rating.level.patient": "How far, says the patient",
    "goals.rating.level.clinician": "How far, says the clinician",
    "goals.rating.differ": "Seen in different ways",
    "goals.readiness.importance": "How much it matters now",
    "goals.readiness.confidence": "How sure",
    "goals.measures": "What is noted down",
    "goals.measures.name": "What is noted down",
    "goals.measures.kind": "What kind of number",
    "goals.measures.unit": "Counted in",
    "goals.measures.direction": "The way it is to go",
    "goals.measures.baseline": "Started at",
    "goals.measures.target": "Hoped for",
    "goals.measures.now": "Now",
    "goals.barriers": "In the way",
    "goals.barriers.text": "In the way",
    "goals.barriers.place": "Where it comes from",
    "goals.barriers.inner": "Comes from within",
    "goals.barriers.status": "In the way",
    "goals.enablers": "Makes it easier",
    "goals.enablers.text": "Makes it easier",
    "goals.triggers": "Trigger",
    "goals.triggers.text": "Trigger",
    "goals.triggers.kind": "What it does",
    "goals.ladder.mode": "Pace",
    "goals.ladder.unit": "Counted in",
    "goals.ladder.samples": "Tried out",
    "goals.ladder.stable_days": "Days to stay on a step",
    "goals.ladder.rungs": "Step",
    "goals.ladder.rungs.text": "Step",
    "goals.ladder.rungs.amount": "How much",
    "goals.ladder.rungs.good_day": "On a good day",
    "goals.ladder.rungs.bad_day": "On a bad day",
    "goals.ladder.rungs.when": "When",
    "goals.ladder.rungs.where": "Where",
    "goals.ladder.rungs.with": "With whom",
    "goals.ladder.rungs.move_to": "Or else",
    "goals.ladder.rungs.after": "Right after",
    "goals.ladder.rungs.rest": "Rest",
    "goals.ladder.rungs.status": "Step",
    "goals.ladder.rungs.since": "Since",
    "goals.ladder.rungs.expected": "What I expect",
    "goals.ladder.rungs.found": "What I found",
    "goals.contingencies": "If-then plan",
    "goals.contingencies.kind": "What it is for",
    "goals.contingencies.barrier": "What it answers",
    "goals.contingencies.if": "If",
    "goals.contingencies.then": "Then",
    "goals.practices": "Practice",
    "goals.practices.what": "Practice",
    "goals.practices.tied_to": "Tied to",
    "goals.practices.what_for": "What it is for",
    "goals.chances": "A chance to take",
    "goals.chances.what": "A chance to take",
    "goals.chances.before": "Before",
    "goals.chances.after": "After",
    "goals.chances.stop_sign": "When to stop",
    "goals.chances.reason": "Reason",
    "energy_savers": "Made easier",
    "energy_savers.task": "Made easier",
    "energy_savers.way": "The easier way",
    "energy_savers.saved_for": "Energy kept for",
    "flare_plan.signs": "Early sign",
    "flare_plan.steps": "First step in a hard spell",
    "flare_plan.keep": "Keep",
    "flare_plan.less": "Do less of",
    "flare_plan.stop": "Stop",
    "flare_plan.not_a_flare": "Not a flare: get help",
    "flare_plan.call": "Whom to call",
    "flare_plan.when": "When to call",
    "flare_plan.gone_over": "Gone over together",
    "supports": "Helper",
    "supports.who": "Helper",
    "supports.kind": "Kind of helper",
    "supports.role": "What they do",
    "supports.phone": "Phone",
    "supports.share": "May see the plan",
    "supports.needs": "What they need",
    "supports.consent": "May be named",
    "actions": "Who does what",
    "actions.domain": "Part of care",
    "actions.who": "Who",
    "actions.what": "What",
    "after_plan.day": "My own check-in day",
    "after_plan.looks_at": "What I look at",
    "after_plan.sign": "My sign to ask for help",
    "after_plan.who": "Whom I talk it over with",
    "after_plan.refresher": "Our next look together",
}

SECTIONS = {
    "safety": "Safety check",
    "values": "What matters",
    "priorities": "What matters",
    "story": "The story",
    "energy_savers": "Made easier",
    "flare_plan": "Hard spells",
    "supports": "Who helps",
    "actions": "Who does what",
    "after_plan": "My own check-in",
    "consent": "What may be kept and shared",
}

_YES = {"yes": "yes", "no": "no", "ask": "ask first", "unsure": "not sure"}
_ASKED = frozenset(
    {
        *("consent.notes", "consent.print", "consent.share", "supports.share", "supports.consent"),
        *("goals.accepted.patient", "goals.accepted.clinician", "goals.barriers.inner"),
    }
)
_LEVELS = {
    "much_more": "much more than hoped",
    "more": "a little more",
    "as_planned": "as planned",
    "partly": "partly there",
    "start": "about where I started",
    "harder": "harder than when I started",
}
_CHOICES = {
    "safety.decision": {
        "go": "go on",
        "adapt": "change the plan for today",
        "pause": "something else comes first",
        "not_yet": "not yet",
    },
    "values.place": {"now": "now", "later": "later", "put_down": "put down for now"},
    "goals.lead": {"yes": "the one that leads", "no": "one of the others"},
    "goals.whose": {
        "patient": "the patient's",
        "family": "the family's",
        "clinician": "the clinician's",
        "together": "ours together",
    },
    "goals.lifecycle": {
        "proposed": "an idea",
        "planned": "on the list",
        "accepted": "agreed",
        "active": "under way",
        "on-hold": "resting",
        "completed": "closed as met",
        "cancelled": "let go",
        "rejected": "set aside",
    },
    "goals.barriers.status": {"new": "new", "same": "still there", "solved": "solved"},
    "goals.ladder.rungs.status": {
        "later": "for later",
        "now": "for now",
        "steady": "steady",
        "left": "left out",
    },
    "goals.ladder.mode": {
        "time_based": "by the clock",
        "energy_limit": "inside the energy of the day",
        "facing": "facing it in small pieces",
    },
    "goals.triggers.kind": {
        "sets_off": "sets it off",
        "builds_up": "builds it up",
        "softens": "softens it",
    },
    "goals.contingencies.kind": {
        "obstacle": "something in the way",
        "bad_day": "a bad day",
        "trigger": "a trigger",
    },
    "goals.measures.direction": {"up": "more", "down": "less"},
    "goals.rating.level.patient": _LEVELS,
    "goals.rating.level.clinician": _LEVELS,
    "goals.baseline_level": _LEVELS,
}


def label_of(path: str) -> str:
    return LABELS.get(path, path.rpartition(".")[2].replace("_", " ").capitalize())


def say_value(path: str, value: object) -> str:
    """Return one value in words; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _CHOICES.get(path, _YES if path in _ASKED else {}).get(value, value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return say_number(value)
    if isinstance(value, list | tuple):
        return ", ".join(say_value(path, one) for one in value)
    return str(value)


def say_place(at: int) -> str:
    """Return "third" for the place 2, counted from 0."""
    return say_ordinal(at + 1) if at < 10 else f"number {at + 1}"


def say_distance(old: date, new: date) -> str:
    """Return "two weeks later", "one day earlier"."""
    days = (new - old).days
    if not days:
        return "the same day"
    return f"{say_time(days)} {'later' if days > 0 else 'earlier'}"


def say_time(days: int) -> str:
    """Return a stretch of days in the largest unit that fits it."""
    size = abs(days)
    if size % 7 == 0:
        count, unit = size // 7, "week"
    elif size < 60:
        count, unit = size, "day"
    else:
        count, unit = round(size / 30.44), "month"
        return f"about {say_count(count, MOST_SAID)} months"
    return f"{say_count(count, MOST_SAID)} {unit}{'' if count == 1 else 's'}"
