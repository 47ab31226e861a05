"""How a value of the plan is said: the words for each choice of each field, days, numbers, lists.

Every word that the model allows for a field has its own words here, so that a plan's raw words
never reach a reader and no two choices read alike (tests/sheets/test_nothing_unseen.py looks).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goalcoach.number_words import say_number
from goalcoach.plan.off_paper import read_place
from goalcoach.sheets.field_labels import LABELS
from goalcoach.sheets.wording import DECIDED_FOR_PATIENT, say_day
from goalcoach.translation import TrMap

Words = Mapping[str, str]


_YES = TrMap({"yes": "yes", "no": "no"})
_ASKED = TrMap({"yes": "yes", "no": "no", "ask": "ask first"})
_SURE = TrMap({"yes": "yes", "no": "no", "unsure": "not sure"})
_GATE = TrMap(
    {
        "go": "go on",
        "adapt": "change the plan for today",
        "pause": "something else comes first",
        "not_yet": "not yet",
    }
)
_LEVELS = TrMap(
    {
        "much_more": "much more than hoped",
        "more": "a little more",
        "as_planned": "as planned",
        "partly": "partly there",
        "start": "about where I started",
        "harder": "harder than when I started",
    }
)

THERE = TrMap(
    {
        "alone": "alone",
        "with_someone": "with someone",
        "with_many": "with many people",
        "home": "at home",
        "outside": "outside",
        "away": "somewhere else",
        "morning": "in the morning",
        "afternoon": "in the afternoon",
        "evening": "in the evening",
        "slept_well": "slept well",
        "slept_badly": "slept badly",
        "rested": "rested before",
        "busy": "a busy day before",
        "ill": "a cold or illness before",
        "upset": "something upsetting before",
        "own": "something else",
    }
)

CHOICES: Mapping[str, Words] = {
    "visit.kind": TrMap({"first": "first visit", "review": "review visit"}),
    "visit.status": TrMap(
        {"done": "done", "incomplete": "stopped before the end"}, context="visit_status"
    ),
    "visit.reason": TrMap(
        {
            "stopped": "stopped for today",
            "paused": "something else came first",
            "continues": "goes on at the next sitting",
        }
    ),
    "visit.time": TrMap(
        {
            "short": "a short visit",
            "usual": "a visit of the usual length",
            "two": "two sittings",
            "refresher": "a refresher",
        }
    ),
    "visit.form": TrMap({"refresher": "a refresher"}),
    "visit.parts": TrMap(
        {
            "options": "what could help",
            "leaflet": "how it works",
            "sensation": "bearing a sensation",
            "links": "body and mind in one task",
            "others": "what others say",
            "round": "the parts of life, one by one",
            "work": "work or school",
            "helpers": "those who help",
            "alone": "going on alone",
            "patterns": "patterns in what was written down",
            "none": "none of the parts",
        }
    ),
    "visit.print_today": _YES,
    "visit.share_today": _YES,
    "visit.print_size": TrMap({"standard": "standard print", "large": "large print"}),
    "consent.notes": _ASKED,
    "consent.print": _ASKED,
    "consent.share": _ASKED,
    "consent.by": TrMap(
        {"patient": "the patient", "guardian": "a guardian", "other": "someone else"}
    ),
    "safety.decision": _GATE,
    "safety.again": _GATE,
    "safety.medical_check": _SURE,
    "safety.pem": _SURE,
    "safety.new": _SURE,
    "safety.limits": TrMap(
        {
            "falls": "falls",
            "pregnancy": "pregnancy",
            "heart": "heart",
            "seizures": "fits or blackouts",
            "eating": "eating",
            "other": "other",
            "none": "none",
        }
    ),
    "safety.adverse": _SURE,
    "values.place": TrMap({"now": "now", "later": "later", "put_down": "put down for now"}),
    "goals.whose": TrMap(
        {
            "patient": "the patient's",
            "family": "the family's",
            "clinician": "the clinician's",
            "together": "ours together",
        }
    ),
    "goals.lead": TrMap({"yes": "the one that leads", "no": "one of the others"}),
    "goals.lifecycle": TrMap(
        {
            "proposed": "an idea",
            "planned": "on the list",
            "accepted": "agreed",
            "active": "under way",
            "on-hold": "resting",
            "completed": "closed as met",
            "cancelled": "let go",
            "rejected": "set aside",
        }
    ),
    "goals.accepted.patient": _YES,
    "goals.accepted.clinician": _YES,
    "goals.baseline_level": _LEVELS,
    "goals.rating.level.patient": _LEVELS,
    "goals.rating.level.clinician": _LEVELS,
    "goals.measures.kind": TrMap(
        {
            "count": "count",
            "time": "time",
            "rating": "rating",
            "other": "other",
        }
    ),
    "goals.measures.direction": TrMap({"up": "more", "down": "less"}),
    "goals.barriers.place": TrMap(
        {
            "people": "people",
            "place": "place",
            "money": "money",
            "time": "time",
            "body": "body",
            "mind": "mind",
            "system": "system",
        }
    ),
    "goals.barriers.inner": _YES,
    "goals.barriers.status": TrMap({"new": "new", "same": "still there", "solved": "solved"}),
    "goals.triggers.kind": TrMap(
        {
            "sets_off": "sets it off",
            "builds_up": "builds it up",
            "softens": "softens it",
        }
    ),
    "goals.ladder.mode": TrMap(
        {
            "time_based": "by the clock",
            "energy_limit": "inside the energy of the day",
            "facing": "facing it in small pieces",
        }
    ),
    "goals.ladder.rungs.status": TrMap(
        {
            "later": "for later",
            "now": "for now",
            "steady": "steady",
            "left": "left out",
        }
    ),
    "goals.contingencies.kind": TrMap(
        {
            "obstacle": "something in the way",
            "bad_day": "a bad day",
            "trigger": "a trigger",
        }
    ),
    "goals.decision.choice": DECIDED_FOR_PATIENT,
    "wins.there": THERE,
    "setbacks.there": THERE,
    "setbacks.plan_used": TrMap(
        {"yes": "all of it", "part": "a part of it", "no": "not this time"}
    ),
    "overall.change": TrMap(
        {
            "much_better": "much better",
            "better": "better",
            "little_better": "a little better",
            "same": "about the same",
            "little_worse": "a little worse",
            "worse": "worse",
            "much_worse": "much worse",
        }
    ),
    "supports.kind": TrMap(
        {
            "family": "family",
            "friend": "friend",
            "peer": "peer",
            "work": "work",
            "school": "school",
            "community": "community",
        }
    ),
    "supports.share": _ASKED,
    "supports.consent": _ASKED,
    "helpers_part.paper": _YES,
    "actions.domain": TrMap(
        {
            "sleep": "sleep",
            "activity": "activity",
            "food": "food",
            "stress": "stress",
            "work": "work",
            "social": "social",
        }
    ),
    "options.practice": TrMap(
        {
            "thought": "noticing a thought",
            "ground": "feet and breath",
            "outward": "looking outward",
            "joy": "a small thing I like",
            "rest": "rest before I need it",
            "spread": "spreading tasks over the week",
            "kind": "one kind sentence",
            "sleep": "a steady time to get up",
            "move": "moving a little, sitting",
            "face": "facing one small thing",
            "ask": "asking for help",
            "worry": "a worry time",
            "note": "a note for hard days",
            "check": "less checking",
            "own": "something of my own",
        }
    ),
    "options.choice": TrMap(
        {
            "try": "to try it",
            "do_already": "I do it already",
            "set_aside": "set aside",
        }
    ),
    "options.tried": TrMap({"yes": "tried together", "no": "not tried together"}),
    "options.status": TrMap({"keep": "keep it", "change": "change it", "leave": "leave it"}),
    "actions.status": TrMap({"open": "still to do", "done": "done", "dropped": "let go"}),
    "others_say.on_card": _YES,
    "others_say.used": TrMap({"used": "used", "not_yet": "not so far", "let_go": "let go"}),
    "sensation.turned_to": TrMap(
        {
            "sound": "a sound in the room",
            "place": "a part of the body that feels all right",
            "mild": "a mild sensation",
        }
    ),
    "sensation.again": TrMap({"keep": "keep it", "leave": "leave it"}),
    "work.place": TrMap({"work": "work", "school": "school"}),
    "work.sheet": TrMap({"yes": "yes", "change": "some lines change first", "no": "not for now"}),
    "work_lines.kind": TrMap(
        {
            "can": "what I can do",
            "helps": "what helps me",
            "bad_day": "on a bad day",
            "ask": "who to ask",
        }
    ),
    "work_lines.ok": _YES,
    "leaflets.kind": TrMap(
        {
            "pain": "pain",
            "tiredness": "tiredness",
            "dizziness": "dizziness",
            "gut": "the gut",
            "heart": "a racing heart, and breath",
            "weakness": "weakness, shaking or fits",
            "sleep": "poor sleep",
        }
    ),
    "leaflets.status": TrMap(
        {
            "begun": "begun",
            "told": "talked about",
            "later": "for another day",
            "no": "not wanted",
        }
    ),
    "agreement.by": TrMap(
        {
            "patient": "the patient",
            "clinician": "the clinician",
            "helper": "the helper",
        }
    ),
}

_OF_SCRIPT: Mapping[str, Words] = {
    "values.area": TrMap(
        {
            "people": "people",
            "home": "home",
            "work": "work",
            "free_time": "free time",
            "outdoors": "outdoors",
            "body": "body",
            "meaning": "meaning",
            "other": "other",
        },
        context="part_of_life",
    ),
}
"""Choices of our own script that a plan keeps as a text; any other text stands as it is."""

_OWN_CHOICES: Mapping[str, Words] = {
    "consent.by": TrMap({"patient": "me", "guardian": "my guardian"}),
    "goals.whose": TrMap(
        {
            "patient": "mine",
            "family": "my family’s",
            "clinician": "my clinician’s",
            "together": "ours together",
        }
    ),
    "goals.measures.kind": TrMap(
        {
            "count": "something I count",
            "time": "something I time",
            "rating": "something I rate",
            "other": "something else",
        }
    ),
    "goals.barriers.place": TrMap({"mind": "thoughts and feelings", "system": "care and services"}),
    "sensation.turned_to": TrMap({"place": "a part of my body that feels all right"}),
    "supports.kind": TrMap({"peer": "someone who has been through this too"}),
}
"""Choices that the patient's own sheet says in the patient's voice."""


def say_value(path: str, value: object, *, own: bool = False) -> str:
    """Return one value in words, "" for nothing; with `own` as the patient's own sheet says it."""
    if value is None:
        return ""
    if isinstance(value, str) and path == "off_paper":
        return _say_place(value)
    if isinstance(value, str):
        words = (CHOICES.get(path) or _OF_SCRIPT.get(path, {})).get(value, value)
        return _OWN_CHOICES.get(path, {}).get(value, words) if own else words
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, bool):
        return _YES["yes" if value else "no"]
    if isinstance(value, int | float):
        return say_number(value)
    if isinstance(value, list | tuple):
        return ", ".join(say_value(path, one, own=own) for one in value)
    return str(value)


def _say_place(place: str) -> str:
    """Return a place of the plan in words: "If-then plan (c2)"; any other text as it is."""
    path, ids = read_place(place)
    label = LABELS.get(path)
    return place if label is None else f"{label} ({ids[-1]})" if ids else label
