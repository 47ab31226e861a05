"""The kinds of sheet there are, and all that is known of each.

A new kind is a file with its layout, and a row in `SHEETS`: lists, options, styles and rules follow
from it, and no other module knows one kind from another by its name. Light to import: a command's
help names the kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from goalcoach.safe_text import join_words
from goalcoach.sheets import sheet_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from goalcoach.plan.model import Plan
    from goalcoach.sheets.block import Block
    from goalcoach.sheets.context import SheetContext
    from goalcoach.sheets.page_style import PageStyle

    Layout = Callable[[Plan, SheetContext, "Size"], tuple[Block, ...]]
    BlankTest = Callable[[Plan], bool]


class Size(StrEnum):
    """The size of print: 14 point, or 18 for the sheets that a patient reads."""

    STANDARD = "standard"
    LARGE = "large"


class Blank(NamedTuple):
    """When a plan has nothing for a sheet, so that nobody who prints all misses it.

    `test` is where the function stands that returns True for such a plan, `words` why there is no
    sheet then, and `how` what makes one, for who asked for it by name. Without `how` the layout
    says what to do.
    """

    test: str
    words: str
    how: str = ""

    @property
    def refusal(self) -> str:
        """Why there is nothing to print, and how to go on."""
        return f"{self.words[0].upper()}{self.words[1:]}. {self.how}"


@dataclass(frozen=True, slots=True, eq=False)
class SheetKind:
    """All that is known of one kind of sheet; whoever lays out, sets, lists or prints asks here.

    A function is named by where it stands below `layouts`, "module:function", and is read only when
    it is called for. Two kinds are the same only if they are the same record.
    """

    name: str
    """One lower-case noun ("there is no letter"): for `--sheet`, files and the list of Print."""
    title: str
    """What the document is called."""
    purpose: str
    """What it is for, in a few words, in the list of Print."""
    layout: str
    """Where its layout stands, a function `(Plan, SheetContext, Size) -> tuple[Block, ...]`."""
    style: PageStyle
    large: PageStyle | None = None
    """Its style in large print; None: it has one size."""
    history: bool = False
    """It tells of the versions before it; reading those costs more than the rest."""
    blank: Blank | None = None
    shared: bool = False
    """It goes to others, so there is none without the patient's yes to sharing."""
    filed: bool = False
    """It goes to the file. What is neither shared nor filed is the patient's own paper, and there
    is none where they said no to paper, or want to be asked first and were not."""
    paged: bool = False
    """Its layout says where each page ends, so that their number is known before it is set."""
    contacts: bool = False
    """It is carried about for long with the site's contacts on it, which may change meanwhile."""

    def __str__(self) -> str:
        return self.name

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes of print it has."""
        return (Size.STANDARD, Size.LARGE) if self.large else (Size.STANDARD,)

    def fit_size(self, asked: Size) -> Size:
        """Return the size it is printed in: the one that is asked for, if it has that one."""
        return asked if asked in self.sizes else Size.STANDARD

    def style_in(self, size: Size) -> PageStyle:
        """Return its measures in that size; those of its one size if it has not that one."""
        return self.large if self.large and size is Size.LARGE else self.style

    def find_layout(self) -> Layout:
        """Return its layout."""
        module, function = _locate(self.layout)
        found: Layout = getattr(module, function)
        return found

    def is_blank(self, plan: Plan) -> bool:
        """Return whether the plan has nothing for this sheet."""
        if self.blank is None:
            return False
        # Only here: a command's help names the kinds, and reads no plan.
        from goalcoach.plan.off_paper import on_paper

        module, function = _locate(self.blank.test)
        found: BlankTest = getattr(module, function)
        return found(plan if self.filed else on_paper(plan))


def _locate(place: str) -> tuple[ModuleType, str]:
    module, _, function = place.partition(":")
    return import_module(f"goalcoach.sheets.layouts.{module}"), function


SHEETS: dict[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind(
            name="handout",
            title="My plan",
            purpose="the plan, to take home",
            layout="handout:lay_handout",
            style=sheet_styles.HANDOUT,
            large=sheet_styles.HANDOUT_LARGE,
        ),
        SheetKind(
            name="card",
            title="My card for hard spells",
            purpose="for hard spells, to carry",
            layout="flare_card:lay_card",
            style=sheet_styles.CARD,
            large=sheet_styles.CARD_LARGE,
            blank=Blank("flare_card:has_nothing", "no flare plan yet"),
            contacts=True,
        ),
        SheetKind(
            name="diary",
            title="My week",
            purpose="a week to write in",
            layout="daily_diary:lay_week",
            style=sheet_styles.DIARY,
            large=sheet_styles.DIARY_LARGE,
            paged=True,
        ),
        SheetKind(
            name="record",
            title="Record",
            purpose="all of it, for the file",
            layout="record.record:lay_record",
            style=sheet_styles.RECORD,
            history=True,
            filed=True,
        ),
        SheetKind(
            name="letter",
            title="Letter to the team",
            purpose="for the rest of the team",
            layout="letter:lay_letter",
            style=sheet_styles.LETTER,
            shared=True,
        ),
        SheetKind(
            name="weeks",
            title="My weeks",
            purpose="the diary, a line a week",
            layout="week_a_row_diary:lay_weeks",
            style=sheet_styles.WEEKS,
            large=sheet_styles.WEEKS_LARGE,
        ),
        SheetKind(
            name="team",
            title="For the meeting",
            purpose="a page for the meeting",
            layout="team:lay_team",
            style=sheet_styles.LETTER,
            shared=True,
        ),
        SheetKind(
            name="work",
            title="For work or school",
            purpose="for work or school",
            layout="work_page:lay_work",
            style=sheet_styles.HANDOUT,
            large=sheet_styles.HANDOUT_LARGE,
            blank=Blank(
                "work_page:has_no_line",
                "no line agreed for work or school yet",
                "In a visit: “What we could look at today”, then “A page for work or school”.",
            ),
            shared=True,
        ),
        SheetKind(
            name="leaflet",
            title="How it works",
            purpose="how it works, as we talked about it",
            layout="leaflet:lay_leaflets",
            style=sheet_styles.LEAFLET,
            large=sheet_styles.LEAFLET_LARGE,
            blank=Blank(
                "leaflet:none_told",
                "no leaflet talked about yet",
                "In a visit: “What we could look at today”, then “How it works”.",
            ),
            contacts=True,
        ),
        SheetKind(
            name="alone",
            title="Going on alone",
            purpose="for going on alone",
            layout="going_alone:lay_alone",
            style=sheet_styles.HANDOUT,
            large=sheet_styles.HANDOUT_LARGE,
            blank=Blank(
                "going_alone:is_unspoken",
                "nothing said about going on alone yet",
                "In a review: “What we could look at today”, then “Going on alone”.",
            ),
            contacts=True,
        ),
    )
}
"""By name, in the order in which they are listed."""

FIRST = next(iter(SHEETS.values()))
"""What is printed if nobody says which."""


def say_one_size(kinds: Iterable[SheetKind], asked: Size) -> str:
    """Return which of the sheets have not the size that is asked for; "" if all have it."""
    names = [f"the {kind}" for kind in kinds if asked not in kind.sizes]
    if not names:
        return ""
    words = join_words(names)
    have = "have" if len(names) > 1 else "has"
    return f"{words[0].upper()}{words[1:]} {have} one size of print, whatever is asked."
