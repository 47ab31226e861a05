"""Three visits of one made-up life: a step gained, a goal replaced, a setback, a step back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.next_version import Header, close
from tests.plan.said import said

D = "sha256:" + "0" * 64


def header(v: int, day: date, kind: Literal["first", "review"] = "review") -> Header:
    return Header(
        "rowan-17",
        v,
        (v - 1, D) if v > 1 else None,
        datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
        "core",
        "1",
        D,
        "en",
        "goalcoach 0.1",
        kind,
        day,
        38,
        "done",
    )


def closed(
    parent: Plan | None, tree: Mapping[str, Any], gone: Sequence[tuple[str, str, str]], head: Header
) -> Plan:
    return close(parent, said(tree, *gone), head)


D1, D2, D3 = date(2026, 10, 23), date(2026, 11, 20), date(2026, 12, 18)
V1 = closed(
    None,
    {
        "visit": {"by": "kestrel", "present": ["patient"]},
        "safety": {"decision": "go", "pem": "no", "medical_check": "yes", "new": "no"},
        "story": {
            "words": {"usual": "the sway", "strong": "a big wave"},
            "helps": ["Sitting on the stool", "Cold water on my wrists"],
        },
        "values": [
            {
                "id": "v1",
                "area": "people",
                "words": "Being the aunt who shows up",
                "importance": 9,
                "lived": 4,
            },
            {"id": "v2", "words": "My small garden", "importance": 7, "lived": 5},
        ],
        "priorities": {"order": ["v1", "v2"], "one_thing": "The Sundays"},
        "goals": [
            {
                "id": "g1",
                "statement": "Cook lunch for my sister's children at home, every Sunday",
                "whose": "patient",
                "values": ["v1"],
                "lead": "yes",
                "due": date(2027, 1, 17),
                "rating": {"progress": {"patient": 3, "clinician": 4}},
                "measures": [
                    {
                        "id": "m1",
                        "name": "Sundays cooked",
                        "unit": "a month",
                        "baseline": 0,
                        "target": 2,
                        "now": 0,
                    }
                ],
                "barriers": [
                    {
                        "id": "b1",
                        "text": "Mornings when I wake up dizzy",
                        "place": "body",
                        "status": "new",
                    },
                    {"id": "b2", "text": "The bus on Sundays", "status": "new"},
                ],
                "ladder": {
                    "unit": "minutes on my feet",
                    "samples": [12, 20, 16],
                    "stable_days": 14,
                    "rungs": [
                        {
                            "id": "r1",
                            "text": "Cut the vegetables, sitting",
                            "amount": 12,
                            "status": "now",
                            "bad_day": "Choose the recipe from the sofa",
                        },
                        {
                            "id": "r2",
                            "text": "Cook one pot, with my sister beside me",
                            "status": "later",
                            "amount": 14,
                        },
                        {"id": "r3", "text": "Cook lunch with both of them", "status": "later"},
                    ],
                },
                "contingencies": [
                    {
                        "id": "c1",
                        "if": "I wake up dizzy on Sunday",
                        "then": "I warm the soup from the freezer",
                        "barrier": "b1",
                    }
                ],
                "readiness": {"importance": 9, "confidence": 6},
            },
            {
                "id": "g2",
                "statement": "Sing in the choir again",
                "whose": "patient",
                "values": ["v1"],
            },
        ],
        "flare_plan": {
            "signs": ["My neck gets tight", "Noise is too much"],
            "steps": ["Sit down and breathe out slowly"],
            "emergency": ["Chest pain"],
            "call": "The number on the card",
        },
        "supports": [
            {
                "id": "p1",
                "who": "My sister",
                "kind": "family",
                "role": "Cooks with me",
                "phone": "01632 960 017",
                "consent": "yes",
            }
        ],
    },
    (),
    header(1, D1, "first"),
)
V2 = closed(
    V1,
    {
        "visit": {"by": "kestrel"},
        "safety": {"decision": "go", "pem": "no"},
        "wins": [
            {
                "day": "The Sunday after the birthday",
                "made_possible": "I sat down to cut the onions",
            }
        ],
        "setbacks": [
            {
                "during": "Three days flat after the wedding",
                "learned": "Two big days in a row are one too many",
                "plan_used": "part",
            }
        ],
        "values": [
            {"id": "v2", "importance": 8, "lived": 3},
            {"id": "v1", "importance": 9, "lived": 6},
        ],
        "priorities": {"order": ["v2", "v1"]},
        "goals": [
            {
                "id": "g1",
                "statement": "Cook lunch for my sister's children at home, every other Sunday",
                "due": date(2027, 1, 31),
                "rating": {"progress": {"patient": 6, "clinician": 5}},
                "measures": [{"id": "m1", "now": 1}],
                "barriers": [{"id": "b2", "status": "solved"}, {"id": "b1", "status": "same"}],
                "ladder": {
                    "rungs": [
                        {"id": "r1", "status": "steady", "since": D2},
                        {
                            "id": "r2",
                            "status": "now",
                            "since": D2,
                            "bad_day": "I choose the recipe, and my sister cooks",
                        },
                    ]
                },
                "contingencies": [
                    {"id": "c2", "if": "both of them quarrel", "then": "I put the radio on"}
                ],
                "readiness": {"confidence": 8},
                "decision": {
                    "choice": "new_steps",
                    "why": "Steady for four weeks; she asked to go on",
                },
            },
            {
                "id": "g3",
                "statement": "Walk to the lake with Ilse",
                "whose": "patient",
                "values": ["v2"],
                "why": "I miss the water",
                "due": date(2027, 3, 1),
            },
            {
                "id": "g2",
                "related": "g3",
                "decision": {"choice": "replace", "why": "The hall is too loud for now"},
            },
        ],
        "flare_plan": {
            "signs": ["My neck gets tight and stiff", "Noise is too much", "I start to rush"]
        },
        "kept": {"steps@g1/rungs@r2.amount#up": "She wants to try it on a good Sunday"},
        "notes": {"shape@g1/due": "After the exams of the children"},
    },
    (("goals.contingencies", "c1", "The soup is used up"),),
    header(2, D2),
)
V3 = closed(
    V2,
    {
        "safety": {"decision": "adapt", "pem": "unsure"},
        "goals": [
            {
                "id": "g1",
                "rating": {"progress": {"patient": 5}},
                "ladder": {
                    "rungs": [
                        {"id": "r2", "status": "left"},
                        {"id": "r1", "status": "now", "since": D3, "amount": 10},
                        {"id": "r4", "text": "Cook for ten", "status": "later", "amount": 30},
                    ]
                },
                "decision": {"choice": "smaller", "why": "Two pots cost me the whole Monday"},
            }
        ],
    },
    (),
    header(3, D3),
)
