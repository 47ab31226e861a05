"""The pieces a sheet is made of. Sheets build them, writers set them; neither knows the other.

Each piece that holds something from a plan says where it comes from, so that a reader can go to
the question that fills it. All text is as it was typed: not escaped, not made safe, not wrapped.
Imports nothing of goalcoach.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece comes from: a plan path ("goals.ladder.rungs.text") and its rows, outer first.

    An empty path: the piece is ours, or drawn from several places.
    """

    path: str = ""
    rows: tuple[str, ...] = ()


NOWHERE = Origin()


class Role(StrEnum):
    GOAL = "goal"
    STEP = "step"


class Shape(StrEnum):
    """A drawn mark. Its word stands beside it, so that no meaning hangs on the drawing."""

    GOOD = "good"
    USUAL = "usual"
    BAD = "bad"
    STEADY = "steady"
    NOW = "now"
    LATER = "later"


class Frame(StrEnum):
    STEP = "step"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Title:
    """The sheet's name, or that of its second side."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One bold line above the title: the plan was replaced, or belongs to practice."""

    text: str


@dataclass(frozen=True, slots=True)
class Meta:
    sentence: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A question in the patient's voice; `label` is the same in one to three words."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Quote:
    words: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    role: Role
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    sentence: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Facts:
    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    shape: Shape
    word: str
    sentence: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Marks:
    items: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    items: tuple[str, ...]
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class IfThen:
    """`condition` begins with "If", `action` with "then"."""

    condition: str
    action: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to turn to; `phone` is set last and never broken."""

    who: str
    sentence: str
    phone: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Contacts:
    items: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """The one loud thing on a side. Begins with a heading; holds no frame."""

    kind: Frame
    blocks: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The second side begins."""


@dataclass(frozen=True, slots=True)
class Footer:
    parts: tuple[str, ...]


Plain = (
    Title
    | Notice
    | Meta
    | Heading
    | Quote
    | Statement
    | Para
    | Facts
    | Marks
    | Numbered
    | IfThen
    | Contacts
    | Break
    | Footer
)
Block = Plain | Framed
