"""The pieces a sheet is made of. Sheets build them, writers set them; neither knows the other.

Each piece that holds something from a plan says where it comes from, so that a reader can go to the
question that fills it. All text is as it was typed: not escaped, not made safe, not wrapped. Named
tuples, for a command starts faster with them than with dataclasses.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Origin(NamedTuple):
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


class Title(NamedTuple):
    """The sheet's name, or that of its second side; `aside` stands at the far end of the line."""

    text: str
    aside: str = ""


class NameLine(NamedTuple):
    """A line for a name, to write on by hand: the plan holds none.

    `beside`: it stands at the far end of the line of the title before it, where paper has room.
    """

    label: str
    beside: bool = False


class Notice(NamedTuple):
    """One bold line above the title, on each page: the plan was replaced, or is for practice."""

    text: str


class Letterhead(NamedTuple):
    """The service at the near end of the line, the day at the far end."""

    service: str
    day: str


class Meta(NamedTuple):
    sentence: str


class Heading(NamedTuple):
    """A question in the patient's voice; `label` is the same in one to three words.

    Level 1 is the title's; level 3 stands inside a part of the record.
    """

    text: str
    label: str = ""
    level: int = 2


class Quote(NamedTuple):
    words: str
    origin: Origin = NOWHERE


class Statement(NamedTuple):
    text: str
    role: Role
    origin: Origin = NOWHERE


class Para(NamedTuple):
    text: str
    origin: Origin = NOWHERE


class TextSpan(NamedTuple):
    text: str
    strong: bool = False


class TextSpans(NamedTuple):
    """A paragraph in which some words are strong: a number to call, what was changed."""

    items: tuple[TextSpan, ...]
    origin: Origin = NOWHERE


class Fact(NamedTuple):
    name: str
    sentence: str
    origin: Origin = NOWHERE


class Facts(NamedTuple):
    items: tuple[Fact, ...]


class Mark(NamedTuple):
    shape: MarkShape
    word: str
    sentence: str
    origin: Origin = NOWHERE


class MarkList(NamedTuple):
    items: tuple[Mark, ...]


class Numbered(NamedTuple):
    items: tuple[str, ...]
    origin: Origin = NOWHERE


class IfThen(NamedTuple):
    """`condition` begins with "If", `action` with "then"."""

    condition: str
    action: str
    origin: Origin = NOWHERE


class ContactLine(NamedTuple):
    """Someone to turn to; `phone` is set last and never broken."""

    who: str
    sentence: str
    phone: str
    origin: Origin = NOWHERE


class ContactLines(NamedTuple):
    items: tuple[ContactLine, ...]


class ChangeBlock(NamedTuple):
    """Old beside new, each with the words that differ strong; an empty side: it was not there."""

    old: tuple[TextSpan, ...]
    new: tuple[TextSpan, ...]
    say: str = ""
    """The difference in words: "three higher", "two weeks later"."""
    why: tuple[str, ...] = ()


class PlotPoint(NamedTuple):
    day: date
    value: float


class PlotSeries(NamedTuple):
    """The ratings of one rater, in order; no rater where something was counted."""

    points: tuple[PlotPoint, ...]
    rater: PlotRater | None = None


class RatingPlot(NamedTuple):
    """One measure over the visits: never two in one. `sentence` says all that is drawn.

    `low` and `high` are the true ends of the scale.
    """

    caption: str
    series: tuple[PlotSeries, ...]
    low: float
    high: float
    sentence: str
    target: float | None = None


class RatingPlots(NamedTuple):
    """Small plots side by side, one or two."""

    items: tuple[RatingPlot, ...]


class Labelled(NamedTuple):
    """A label in a column of its own, a quiet note under it (ids, a scale), its blocks beside."""

    label: str
    note: str
    blocks: tuple[Plain, ...]


class Face(NamedTuple):
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


class FoldedCard(NamedTuple):
    """A strip of four faces in reading order: 1, 2, 3 and the back. Drawn with the back on top.

    `roomier` says where there is room for all, if a face is too full.
    """

    faces: tuple[Face, ...]
    roomier: str = ""


class StepMark(NamedTuple):
    """What is noted of the step: a box to tick, or else a place for a number."""

    label: str
    tick: bool = True


class Week(NamedTuple):
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


class Ruled(NamedTuple):
    """So many empty lines to write on."""

    lines: int


class Framed(NamedTuple):
    """The one loud thing on a side. Begins with a heading; holds no frame."""

    kind: FrameKind
    blocks: tuple[Plain, ...]


class Break(NamedTuple):
    """A new page begins."""


class Footer(NamedTuple):
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
