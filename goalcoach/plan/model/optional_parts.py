"""The parts that the two may choose to look at (`VisitDetails.parts`); empty if they did not."""

from datetime import date
from typing import Literal

from msgspec import field

from goalcoach.plan.model.field_types import EndReason, Part, Row, Texts, YesNo

PracticeName = Literal[
    "thought", "ground", "outward", "joy", "rest", "spread", "kind", "sleep", "move", "face",
    "ask", "worry", "note", "check", "own",
]  # fmt: skip
LeafletKind = Literal["pain", "tiredness", "dizziness", "gut", "heart", "weakness", "sleep"]


class PatternTalk(Part, frozen=True, kw_only=True):
    """What the patient made of their days, laid side by side; the counts are never stored."""

    sense: str | None = None
    try_: str | None = field(default=None, name="try")
    went: str | None = None
    """How it went with what they wanted to try at the visit before."""


class HelpersPart(Part, frozen=True, kw_only=True):
    """What someone who helps said of themselves at this visit, with their yes to its being kept.

    `paper` is theirs too: without a yes it stands on no paper of the patient's or the team's.
    """

    strain: str | None = None
    too_much: str | None = None
    needs: str | None = None
    own_time: str | None = None
    paper: YesNo | None = None


class Work(Part, frozen=True, kw_only=True):
    """What is settled about the page for work or school, apart from its lines."""

    place: Literal["work", "school"] | None = None
    sheet: Literal["yes", "change", "no"] | None = None
    """Whether there may be a page of the lines: only a yes makes one."""
    said: str | None = None


class WorkLine(Row, frozen=True, kw_only=True):
    """One line for work or school, in the patient's words."""

    kind: Literal["can", "helps", "bad_day", "ask"] | None = None
    text: str | None = None
    ok: YesNo | None = None
    """Whether this line may stand on the page."""
    ended: EndReason | None = None


class HelpOption(Row, frozen=True, kw_only=True):
    """One of the practices that were laid side by side, and what the two made of it."""

    what: str | None = None
    practice: PracticeName | None = None
    choice: Literal["try", "do_already", "set_aside"] | None = None
    why: str | None = None
    tried: YesNo | None = None
    """Whether it was tried in the room."""
    noticed: str | None = None
    tied_to: str | None = None
    helps_with: str | None = None
    status: Literal["keep", "change", "leave"] | None = None
    """What a review made of it; `found` is the reason."""
    found: str | None = None
    ended: EndReason | None = None


class Leaflet(Row, frozen=True, kw_only=True):
    """What the patient asked to understand, the leaflet on it, and whether it was talked about."""

    asked: str | None = None
    kind: LeafletKind | None = None
    status: Literal["begun", "told", "later", "no"] | None = None
    day: date | None = None
    knows: str | None = None
    fits: str | None = None
    open: str | None = None
    stayed: str | None = None
    ended: EndReason | None = None


class OthersSay(Part, frozen=True, kw_only=True):
    """What the patient would like to say where others do not see it or do not believe it."""

    know: str | None = None
    on_card: YesNo | None = None
    work: str | None = None
    home: str | None = None
    used: Literal["used", "not_yet", "let_go"] | None = None
    found: str | None = None


class Sensation(Part, frozen=True, kw_only=True):
    """One minute in which a sensation was let be, and whether the patient keeps it."""

    stop_sign: str | None = None
    turned_to: Literal["sound", "place", "mild"] | None = None
    noticed: str | None = None
    again: Literal["keep", "leave"] | None = None
    tied_to: str | None = None
    going: str | None = None


class Links(Part, frozen=True, kw_only=True):
    """One task of the day taken apart, and the one thing that the patient would like to try."""

    task: str | None = None
    body: str | None = None
    thought: str | None = None
    feeling: str | None = None
    place: str | None = None
    try_: str | None = field(default=None, name="try")
    went: str | None = None


class SelfLed(Part, frozen=True, kw_only=True):
    """How the patient goes on alone, and what was handed over so far, step by step."""

    questions: Texts = ()
    signs: Texts = ()
    do: Texts = ()
    back_when: Texts = ()
    handed_over: Texts = ()
    together: Texts = ()
    next_over: str | None = None
