"""What the fields of the plan are made of: numbers with their limits, words of a closed set, rows.

What several parts share stands here; a word that one part alone has stands beside it.

Annotations are real objects in this folder (no postponed evaluation): `schema` reads them at
start-up, and resolving them from text would cost each command several milliseconds.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Score = Annotated[int, Meta(ge=0, le=10)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
# The limits also keep out NaN and the infinities, which no comparison would find again.
PlanNumber = (
    Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
    | Annotated[float, Meta(ge=-1e9, le=1e9)]
)
Version = Annotated[int, Meta(ge=1, le=9999)]
Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]
Timestamp = Annotated[datetime, Meta(tz=True)]
Texts = Annotated[tuple[str, ...], Meta(max_length=1000)]
FewTexts = Annotated[tuple[str, ...], Meta(max_length=3)]
Numbers = Annotated[tuple[PlanNumber, ...], Meta(max_length=1000)]

YesNo = Literal["yes", "no"]
YesNoUnsure = Literal["yes", "no", "unsure"]
YesNoAsk = Literal["yes", "no", "ask"]
Level = Literal["much_more", "more", "as_planned", "partly", "start", "harder"]
ThereWord = Literal[
    "alone", "with_someone", "with_many", "home", "outside", "away", "morning", "afternoon",
    "evening", "slept_well", "slept_badly", "rested", "busy", "ill", "upset", "own",
]  # fmt: skip
"""What was there on a day; "own" says that it stands in the person's own words."""
ThereWords = Annotated[tuple[ThereWord, ...], Meta(max_length=16)]
GateDecision = Literal["go", "adapt", "pause", "not_yet"]


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A group of fields. `extra` holds keys that a newer minor writer put here.

    Its own key is the empty name, which no writer uses; `convert` refuses it in a file.
    """

    extra: dict[str, object] = field(default_factory=dict, name="")


class EndReason(Part, frozen=True, kw_only=True):
    """Why a row no longer stands. The row itself stays, so that the next diff can say so."""

    on: date
    why: str | None = None
    by: str | None = None


class Row(Part, frozen=True, kw_only=True):
    """A row with an id of its own, which is never given to another row."""

    id: str
