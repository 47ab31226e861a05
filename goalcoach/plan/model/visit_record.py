"""What the plan keeps of the visit itself: what it came from, who may see what, safety, the end."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from goalcoach.plan.model.field_types import (
    Count,
    Digest,
    GateDecision,
    Part,
    Score,
    Texts,
    Version,
    YesNo,
    YesNoAsk,
    YesNoUnsure,
)

PartName = Literal[
    "options", "leaflet", "sensation", "links", "others", "round", "work", "helpers", "alone",
    "patterns", "none",
]  # fmt: skip
SkipWord = Literal["declined", "unsure", "not_now", "not_applicable"]


class Parent(Part, frozen=True, kw_only=True):
    version: Version
    digest: Digest


class ScriptUsed(Part, frozen=True, kw_only=True):
    id: str | None = None
    version: str | None = None
    digest: str | None = None
    language: str | None = None
    asked: dict[str, str] = field(default_factory=dict)
    """What questions of a script that is not ours are called, by address, and their options by
    "ADDRESS=OPTION": the words of a pack that may be gone one day."""


class VisitDetails(Part, frozen=True, kw_only=True):
    kind: Literal["first", "review"]
    date: date
    by: str | None = None
    minutes: Count | None = None
    status: Literal["done", "incomplete"]
    reason: Literal["stopped", "paused", "continues"] | None = None
    time: Literal["short", "usual", "two", "refresher"] | None = None
    """Older programs know the first three; a refresher is written as short, with its `form`."""
    form: Literal["refresher"] | None = None
    left_out: Texts = ()
    parts: Annotated[tuple[PartName, ...], Meta(max_length=11)] = ()
    """The optional parts that the two chose to look at."""
    present: Texts = ()
    language: str | None = None
    print_size: Literal["standard", "large"] | None = None
    print_today: YesNo | None = None
    share_today: YesNo | None = None


class Consent(Part, frozen=True, kw_only=True):
    notes: YesNoAsk | None = None
    print: YesNoAsk | None = None
    share: YesNoAsk | None = None
    by: Annotated[tuple[Literal["patient", "guardian", "other"], ...], Meta(max_length=3)] = ()


class Safety(Part, frozen=True, kw_only=True):
    decision: GateDecision | None = None
    medical_check: YesNoUnsure | None = None
    pem: YesNoUnsure | None = None
    new: YesNoUnsure | None = None
    limits: Annotated[
        tuple[Literal["falls", "pregnancy", "heart", "seizures", "eating", "other", "none"], ...],
        Meta(max_length=7),
    ] = ()
    adverse: YesNoUnsure | None = None
    again: GateDecision | None = None
    again_why: str | None = None


class Ease(Part, frozen=True, kw_only=True):
    start: Score | None = None
    end: Score | None = None


class TeachBack(Part, frozen=True, kw_only=True):
    said: str | None = None
    unclear: str | None = None
    rounds: Count | None = None


class Agreement(Part, frozen=True, kw_only=True):
    by: Annotated[tuple[Literal["patient", "clinician", "helper"], ...], Meta(max_length=3)] = ()
    differ: str | None = None
    doubts: str | None = None
    take_away: str | None = None
    next_visit: date | None = None
