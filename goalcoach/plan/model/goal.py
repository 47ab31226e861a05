"""A goal: its steps, what is in the way, what was tried, rated and decided."""

from datetime import date
from typing import Literal

from msgspec import field

from goalcoach.plan.model.field_types import (
    Count,
    EndReason,
    Level,
    Numbers,
    Part,
    PlanNumber,
    Row,
    Score,
    Texts,
    YesNo,
)

Lifecycle = Literal[
    "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "rejected"
]
DecisionChoice = Literal[
    "keep", "new_steps", "smaller", "revise", "replace", "pause", "let_go", "met"
]


class Accepted(Part, frozen=True, kw_only=True):
    patient: YesNo | None = None
    clinician: YesNo | None = None


class Levels(Part, frozen=True, kw_only=True):
    much_less: str | None = field(default=None, name="-2")
    less: str | None = field(default=None, name="-1")
    planned: str | None = field(default=None, name="0")
    more: str | None = field(default=None, name="1")
    much_more: str | None = field(default=None, name="2")


class ProgressRating(Part, frozen=True, kw_only=True):
    patient: Score | None = None
    clinician: Score | None = None


class LevelBy(Part, frozen=True, kw_only=True):
    patient: Level | None = None
    clinician: Level | None = None


class Rating(Part, frozen=True, kw_only=True):
    progress: ProgressRating = field(default_factory=ProgressRating)
    level: LevelBy = field(default_factory=LevelBy)
    differ: str | None = None
    participation: Score | None = None
    mood: Score | None = None
    energy: Score | None = None


class Measure(Row, frozen=True, kw_only=True):
    name: str | None = None
    kind: Literal["count", "time", "rating", "other"] | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    baseline: PlanNumber | None = None
    target: PlanNumber | None = None
    now: PlanNumber | None = None
    ended: EndReason | None = None


class Barrier(Row, frozen=True, kw_only=True):
    text: str | None = None
    place: Literal["people", "place", "money", "time", "body", "mind", "system"] | None = None
    inner: YesNo | None = None
    status: Literal["new", "same", "solved"] | None = None
    ended: EndReason | None = None


class Enabler(Row, frozen=True, kw_only=True):
    text: str | None = None
    ended: EndReason | None = None


class Trigger(Row, frozen=True, kw_only=True):
    text: str | None = None
    kind: Literal["sets_off", "builds_up", "softens"] | None = None
    ended: EndReason | None = None


class Rung(Row, frozen=True, kw_only=True):
    text: str | None = None
    amount: PlanNumber | None = None
    good_day: str | None = None
    bad_day: str | None = None
    when: str | None = None
    where: str | None = None
    with_: str | None = field(default=None, name="with")
    move_to: str | None = None
    after: str | None = None
    rest: str | None = None
    status: Literal["later", "now", "steady", "left"] | None = None
    since: date | None = None
    expected: str | None = None
    found: str | None = None
    ended: EndReason | None = None


class Ladder(Part, frozen=True, kw_only=True):
    mode: Literal["time_based", "energy_limit", "facing"] | None = None
    unit: str | None = None
    limit: str | None = None
    samples: Numbers = ()
    stable_days: Count | None = None
    rungs: tuple[Rung, ...] = ()


class Contingency(Row, frozen=True, kw_only=True):
    kind: Literal["obstacle", "bad_day", "trigger"] | None = None
    barrier: str | None = None
    if_: str | None = field(default=None, name="if")
    then: str | None = None
    ended: EndReason | None = None


class Practice(Part, frozen=True, kw_only=True):
    what: str | None = None
    tied_to: str | None = None
    what_for: str | None = None
    helps_with: str | None = None
    """What gets in the way or sets it off, in words: the tie to a barrier or a trigger."""


class Chance(Part, frozen=True, kw_only=True):
    what: str | None = None
    before: str | None = None
    after: str | None = None
    stop_sign: str | None = None
    reason: str | None = None


class Readiness(Part, frozen=True, kw_only=True):
    importance: Score | None = None
    confidence: Score | None = None
    reasons: str | None = None
    raise_: str | None = field(default=None, name="raise")
    rounds: Count | None = None
    sentence: str | None = None


class Decision(Part, frozen=True, kw_only=True):
    choice: DecisionChoice | None = None
    why: str | None = None
    by: str | None = None
    because: str | None = None


class Goal(Row, frozen=True, kw_only=True):
    statement: str | None = None
    own_words: str | None = None
    values: Texts = ()
    whose: Literal["patient", "family", "clinician", "together"] | None = None
    why: str | None = None
    good_enough: str | None = None
    in_my_hands: str | None = None
    lead: YesNo | None = None
    lifecycle: Lifecycle | None = None
    start: date | None = None
    due: date | None = None
    first_met: date | None = None
    accepted: Accepted = field(default_factory=Accepted)
    related: str | None = None
    baseline_level: Level | None = None
    ended: EndReason | None = None
    levels: Levels = field(default_factory=Levels)
    rating: Rating = field(default_factory=Rating)
    measures: tuple[Measure, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    enablers: tuple[Enabler, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    ladder: Ladder = field(default_factory=Ladder)
    contingencies: tuple[Contingency, ...] = ()
    practices: tuple[Practice, ...] = ()
    chances: tuple[Chance, ...] = ()
    readiness: Readiness = field(default_factory=Readiness)
    decision: Decision = field(default_factory=Decision)
