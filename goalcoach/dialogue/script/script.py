"""The compiled script: what is asked, in which order, under which conditions.

A script never holds data, and a plan never holds wording. Built by `compiler`; all values are
frozen, every reference and plan path in them has been checked. The parts of which there are
thousands are `gc=False`: what is frozen is in no circle, so nothing need look for one.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.script.condition import Condition
from goalcoach.dialogue.script.instrument_scoring import Instrument
from goalcoach.dialogue.script.piping import EMPTY_TEMPLATE, Template
from goalcoach.plan.fillable_paths import PathInfo
from goalcoach.typed_day import Day

ALL_SKIPS = tuple(SkipReason)


class OptionReason(Struct, frozen=True, gc=False):
    """Why an option is offered before others: `because` is said beside it while `when` is true."""

    when: Condition
    because: Template


class Option(Struct, frozen=True, gc=False):
    """One option of a choice. `exclusive`: it cannot be chosen together with others; `when`: it
    is offered only while that is true; `reasons`: while one is true, it comes before options of
    which none is, with the first of them in its words."""

    id: str
    label: Template
    exclusive: bool = False
    when: Condition | None = None
    reasons: tuple[OptionReason, ...] = ()


class Check(Struct, frozen=True, gc=False):
    """A condition on answers. A hard one refuses the answer that makes it fire; a soft one is
    shown, and the answer may be kept with a reason. A firm one is soft, but what fires it is not
    agreed without that reason: no visit is complete, and the plan stays as it was there.

    `opens` is "section/item", a question to go to from here, or "".
    """

    id: str
    hard: bool
    fires: Condition
    text: Template
    opens: tuple[str, str] | None = None
    """The question (section id, item id) to go to from the check, and back."""
    firm: bool = False


class Each(Struct, frozen=True):
    """A section asked once a row of the roster `of` (section id, item id), or, without it,
    once a round. Round k+1 exists while `again` is true of round k, up to `rounds`."""

    of: tuple[str, str] | None
    alias: str
    where: Condition | None
    rounds: int
    again: Condition | None
    counts: PathInfo | None = None
    """Where the plan keeps how many rounds it took."""


class RowMarks(Struct, frozen=True):
    """What a chosen row, and any other, gets written at the item's plan path."""

    chosen: str
    other: str = ""


class ItemWords(Struct, frozen=True, gc=False):
    """All that is said and shown around one question."""

    label: Template = EMPTY_TEMPLATE
    say: Template = EMPTY_TEMPLATE
    say_again: Template = EMPTY_TEMPLATE
    """Said in place of `say` from the second round on; its names mean the round before."""
    show: Template = EMPTY_TEMPLATE
    hint: Template = EMPTY_TEMPLATE
    probes: tuple[Template, ...] = ()
    gate_say: Template = EMPTY_TEMPLATE
    ask_more: Template = EMPTY_TEMPLATE
    row_label: Template = EMPTY_TEMPLATE


class Item(Struct, frozen=True, gc=False):
    """One question, or one field of a roster (`roster` is then the roster's id).

    `low`/`high` bound a scale or number; `rows` a roster or list; `fills` is where the answer
    stands in the plan, None for a clinic's own questions.
    """

    id: str
    section: str
    kind: Kind
    words: ItemWords
    roster: str = ""
    visits: tuple[str, ...] = ("first", "review")
    when: Condition | None = None
    who: str = "patient"
    private: bool = False
    required: bool = False
    skips: tuple[SkipReason, ...] = ALL_SKIPS
    fills: PathInfo | None = None
    marks: RowMarks | None = None
    confirms: tuple[tuple[str, str], ...] = ()
    """(option, part of the plan): choosing it says that part again as it stood."""
    options: tuple[Option, ...] = ()
    options_from: tuple[str, str] | None = None
    options_but: tuple[str, str] | None = None
    """The choice among the same rows whose row is not offered here again."""
    first_of: tuple[str, str] | None = None
    """The roster whose first row keeps the answer: one that is about all of its rows."""
    rank: int = 0
    low: float | None = None
    high: float | None = None
    anchors: tuple[str, str] = ("", "")
    unit: Template = EMPTY_TEMPLATE
    rows: tuple[int, int] = (0, 0)
    numbers: bool = False
    max_words: int = 0
    earliest: Day | None = None
    latest: Day | None = None
    propose: str | float | Day | None = None
    fields: tuple[Item, ...] = ()
    checks: tuple[Check, ...] = ()
    gate: Condition | None = None
    anew: bool = False
    """Asked again of each row of the last plan, and never proposed."""
    if_empty: bool = False
    """Asked of a row of the last plan too, where that plan has no answer to it."""
    core: bool = False
    """Asked on the short path too."""
    extra: bool = False
    """Asked on no path until more of its section is opened."""
    each_day: bool = False
    """What was said lapses when the visit is taken up again on another day."""
    adds: bool = False
    """A roster for new rows only: those of the last plan are not shown in it, but a loop over
    it runs through them too."""
    sets: tuple[tuple[str, str], ...] = ()
    """(plan path, word): what each row that is added here is, which nobody is asked."""
    reveal: str = ""
    panel: str = ""
    moves: bool = False
    """A choice of hold, up, down or swap that moves the ladder's step at the close."""
    opens: tuple[str, str] | None = None
    """The question (section id, item id) to go to from here, and back."""
    line: int = 0

    @property
    def home(self) -> tuple[str, str]:
        """Section and item id; for a field those of its roster."""
        return (self.section, self.roster or self.id)


class Section(Struct, frozen=True):
    """One part of the visit, in the order of its items; `phase` is an id of `Script.phases`."""

    id: str
    title: Template
    phase: str
    items: tuple[Item, ...]
    visits: tuple[str, ...] = ("first", "review")
    when: Condition | None = None
    each: Each | None = None
    protects: bool = False
    """Holds what the patient is safer with: the rail says whether it is there."""


class Chosen(Struct, frozen=True):
    """True while the choice `item` (section id, item id) is answered with one of `options`."""

    item: tuple[str, str]
    options: tuple[str, ...]


class TalkOnly(Struct, frozen=True):
    """While `chosen` holds, or the last plan says so, only what is agreed as the plan is typed.

    `agreed` are the parts of the plan that the two agree on, by path.
    """

    chosen: Chosen
    agreed: tuple[str, ...]


class Script(Struct, frozen=True, eq=False):
    """A whole script. `digest` is "sha256:<64 hex>" over the pack's files in name order.

    `order` lists section ids by kind of visit; `phases` are the titles of phases by id, `skips`
    the words of reasons for skipping.
    """

    id: str
    version: str
    digest: str
    language: str
    visits: tuple[str, ...]
    order: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, Section]
    phases: Mapping[str, str]
    skips: Mapping[SkipReason, str]
    short: Chosen | None = None
    """While it holds, of each section only the core is asked, until more of it is opened."""
    private_later: Chosen | None = None
    """While it holds, private questions to the patient wait."""
    talk_only: TalkOnly | None = None
    instruments: tuple[Instrument, ...] = ()
    """The site's own scales, by section in the order of its items."""

    def item(self, section: str, item: str) -> Item | None:
        """Return the item, or None if the script has none of that name."""
        found = self.sections.get(section)
        return next((one for one in found.items if one.id == item), None) if found else None

    def words(self, section: str, item: str) -> ItemWords:
        """Return an item's words, empty ones if the pack has no such item (`break/stop`)."""
        found = self.item(section, item)
        return found.words if found else ItemWords()
