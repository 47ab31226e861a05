"""The pieces a sheet is made of. Sheets build them, writers set them; neither knows the other.

Each piece that holds something from a plan says where it comes from, so that a reader can go to the
question that fills it. All text is as it was typed: not escaped, not made safe, not wrapped.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Origin(Struct, frozen=True):
    """Where a piece comes from: a plan path ("goals.ladder.rungs.text") and its rows, outer first.

    An empty path: the piece is ours, or drawn from several places.
    """

    path: str = ""
    rows: tuple[str, ...] = ()


NOWHERE = Origin()


class Role(StrEnum):
    GOAL = "goal"
    STEP = "step"


class MarkShape(StrEnum):
    """A drawn mark. Its word stands beside it, so that no meaning hangs on the drawing."""

    GOOD = "good"
    USUAL = "usual"
    BAD = "bad"
    STEADY = "steady"
    NOW = "now"
    LATER = "later"
    ALERT = "alert"
    """The triangle, on the card: what calls for help at once."""


class FrameKind(StrEnum):
    STEP = "step"
    ALERT = "alert"


class PlotRater(StrEnum):
    PATIENT = "patient"
    CLINICIAN = "clinician"


class Title(Struct, frozen=True):
    """The sheet's name, or that of its second side; `aside` stands at the far end of the line."""

    text: str
    aside: str = ""


class NameLine(Struct, frozen=True):
    """A line for a name, to write on by hand: the plan holds none.

    `beside`: it stands at the far end of the line of the title before it, where paper has room.
    """

    label: str
    beside: bool = False


class Notice(Struct, frozen=True):
    """One bold line above the title, on each page: the plan was replaced, or is for practice."""

    text: str


class Letterhead(Struct, frozen=True):
    """The service at the near end of the line, the day at the far end."""

    service: str
    day: str


class Meta(Struct, frozen=True):
    sentence: str


class Heading(Struct, frozen=True):
    """A question in the patient's voice; `label` is the same in one to three words.

    Level 1 is the title's; level 3 stands inside a part of the record.
    """

    text: str
    label: str = ""
    level: int = 2


class Quote(Struct, frozen=True):
    words: str
    origin: Origin = NOWHERE


class Statement(Struct, frozen=True):
    text: str
    role: Role
    origin: Origin = NOWHERE


class Para(Struct, frozen=True):
    text: str
    origin: Origin = NOWHERE


class TextSpan(Struct, frozen=True):
    text: str
    strong: bool = False


class TextSpans(Struct, frozen=True):
    """A paragraph in which some words are strong: a number to call, what was changed."""

    items: tuple[TextSpan, ...]
    origin: Origin = NOWHERE


class Fact(Struct, frozen=True):
    name: str
    sentence: str
    origin: Origin = NOWHERE


class Facts(Struct, frozen=True):
    items: tuple[Fact, ...]


class Mark(Struct, frozen=True):
    shape: MarkShape
    word: str
    sentence: str
    origin: Origin = NOWHERE


class MarkList(Struct, frozen=True):
    items: tuple[Mark, ...]


class Numbered(Struct, frozen=True):
    items: tuple[str, ...]
    origin: Origin = NOWHERE


class IfThen(Struct, frozen=True):
    """`condition` begins with "If", `action` with "then"."""

    condition: str
    action: str
    origin: Origin = NOWHERE


class ContactLine(Struct, frozen=True):
    """Someone to turn to; `phone` is set last and never broken."""

    who: str
    sentence: str
    phone: str
    origin: Origin = NOWHERE


class ContactLines(Struct, frozen=True):
    items: tuple[ContactLine, ...]


class ChangeBlock(Struct, frozen=True):
    """Old beside new, each with the words that differ strong; an empty side: it was not there."""

    old: tuple[TextSpan, ...]
    new: tuple[TextSpan, ...]
    say: str = ""
    """The difference in words: "three higher", "two weeks later"."""
    why: tuple[str, ...] = ()


class PlotPoint(Struct, frozen=True):
    day: date
    value: float


class PlotSeries(Struct, frozen=True):
    """The ratings of one rater, in order; no rater where something was counted."""

    points: tuple[PlotPoint, ...]
    rater: PlotRater | None = None


class RatingPlot(Struct, frozen=True):
    """One measure over the visits: never two in one. `sentence` says all that is drawn.

    `low` and `high` are the true ends of the scale.
    """

    caption: str
    series: tuple[PlotSeries, ...]
    low: float
    high: float
    sentence: str
    target: float | None = None


class RatingPlots(Struct, frozen=True):
    """Small plots side by side, one or two."""

    items: tuple[RatingPlot, ...]


class Labelled(Struct, frozen=True):
    """A label in a column of its own, a quiet note under it (ids, a scale), its blocks beside."""

    label: str
    note: str
    blocks: tuple[Plain, ...]


class Face(Struct, frozen=True):
    """One face of the card. `number` as it is folded: "1", "2", "3", and "" for the back.

    `shorten` names what to write shorter where the face is too full. On paper the last `loose`
    lines may stand on another face that has room, the first such of those numbered in `onto`.
    `spare` stands below where it fits when all else has its place, and gives way to anything else.
    `trusted` stands on the copy for someone trusted alone, below the other lines, and is loose.
    """

    number: str
    heading: str
    blocks: tuple[Plain, ...]
    foot: str = ""
    shorten: str = "it"
    loose: int = 0
    onto: tuple[str, ...] = ()
    spare: tuple[Plain, ...] = ()
    trusted: tuple[Plain, ...] = ()

    @property
    def everything(self) -> tuple[Plain, ...]:
        """All that it says on both copies where room is no matter."""
        return (*self.blocks, *self.spare)


class FoldedCard(Struct, frozen=True):
    """A strip of four faces in reading order: 1, 2, 3 and the back. Drawn with the back on top.

    `roomier` says where there is room for all, if a face is too full.
    """

    faces: tuple[Face, ...]
    roomier: str = ""


class StepMark(Struct, frozen=True):
    """What is noted of the step: a box to tick, or else a place for a number."""

    label: str
    tick: bool = True


class Week(Struct, frozen=True):
    """Days to fill in: lines to write on, what is noted of the step, a box for each of `boxes`.

    `ends` holds the last day of each row where a row is more than one day, else nothing. `last` is
    what the last line of a row is for, where that is not the same as the others.
    """

    days: tuple[date, ...]
    lead: str
    boxes: tuple[str, ...]
    step: tuple[StepMark, ...] = ()
    ends: tuple[date, ...] = ()
    last: str = ""


class Ruled(Struct, frozen=True):
    """So many empty lines to write on."""

    lines: int


class Framed(Struct, frozen=True):
    """The one loud thing on a side. Begins with a heading; holds no frame."""

    kind: FrameKind
    blocks: tuple[Plain, ...]


class Break(Struct, frozen=True):
    """A new page begins."""


class Footer(Struct, frozen=True):
    """On each page: code, day, version, the first eight digits of the plan's digest; then a note.

    The writer adds "page x of y" where there are pages.
    """

    parts: tuple[str, ...]
    note: str = ""


Plain = (
    Title
    | NameLine
    | Notice
    | Letterhead
    | Meta
    | Heading
    | Quote
    | Statement
    | Para
    | TextSpans
    | Facts
    | MarkList
    | Numbered
    | IfThen
    | ContactLines
    | ChangeBlock
    | RatingPlots
    | FoldedCard
    | Week
    | Ruled
    | Break
    | Footer
)
Block = Plain | Framed | Labelled
