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
from goalcoach.translation import tr, tr_noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from goalcoach.plan.model.plan import Plan
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

    `test` is where the function stands that returns True for such a plan; the rest are the English
    texts of `words` and `how`.
    """

    test: str
    why: str
    what_makes_one: str = ""

    @property
    def words(self) -> str:
        """Why there is no sheet then."""
        return tr(self.why)

    @property
    def how(self) -> str:
        """What makes one, for who asked for it by name; "" where the layout says what to do."""
        return tr(self.what_makes_one) if self.what_makes_one else ""

    @property
    def refusal(self) -> str:
        """Why there is nothing to print, and how to go on."""
        return f"{_capital(self.words)}. {self.how}"


# No Struct: Tab looks here for the words of an option, and loads no msgspec.
@dataclass(frozen=True, slots=True, eq=False)
class SheetKind:
    """All that is known of one kind of sheet; whoever lays out, sets, lists or prints asks here.

    A function is named by where it stands below `layouts`, "module:function", and is read only when
    it is called for. Two kinds are the same only if they are the same record.
    """

    name: str
    """One lower-case noun ("there is no letter"): for `--sheet`, files and the list of Print."""
    title: str
    """What the document is called, in English: `tr(kind.title)`."""
    purpose: str
    """What it is for, in a few words, in English; in the list of Print `say_purpose` says it."""
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
    listed: str = ""
    """What it is called in a list, in English: "Letter"; without it its name."""
    named: str = ""
    """What it is called in a sentence, in English: "the letter"; without it "the" and its name."""
    missed: str = ""
    """How it is said that there is none, behind a comma, in English: "so there is no letter"."""
    contacts: bool = False
    """It is carried about for long with the site's contacts on it, which may change meanwhile."""

    def __str__(self) -> str:
        return self.name

    def say_listed(self) -> str:
        """Return what it is called in a list: "Letter"."""
        return tr(self.listed or _capital(self.name))

    def say_purpose(self) -> str:
        """Return what it is for, in a few words."""
        return tr(self.purpose)

    def say_named(self) -> str:
        """Return what it is called in a sentence: "the letter"."""
        return tr(self.named or f"the {self.name}")

    def say_missed(self) -> str:
        """Return how it is said that there is none, behind a comma: "so there is no letter"."""
        return tr(self.missed or f"so there is no {self.name}")

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


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _locate(place: str) -> tuple[ModuleType, str]:
    module, _, function = place.partition(":")
    return import_module(f"goalcoach.sheets.layouts.{module}"), function


SHEETS: dict[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind(
            name="handout",
            listed=tr_noop("Handout"),
            named=tr_noop("the handout"),
            missed=tr_noop("so there is no handout"),
            title=tr_noop("My plan"),
            purpose=tr_noop("the plan, to take home"),
            layout="handout:lay_handout",
            style=sheet_styles.HANDOUT,
            large=sheet_styles.HANDOUT_LARGE,
        ),
        SheetKind(
            name="card",
            listed=tr_noop("Card"),
            named=tr_noop("the card"),
            missed=tr_noop("so there is no card"),
            title=tr_noop("My card for hard spells"),
            purpose=tr_noop("for hard spells, to carry"),
            layout="flare_card:lay_card",
            style=sheet_styles.CARD,
            large=sheet_styles.CARD_LARGE,
            blank=Blank("flare_card:has_nothing", tr_noop("no flare plan yet")),
            contacts=True,
        ),
        SheetKind(
            name="diary",
            listed=tr_noop("Diary"),
            named=tr_noop("the diary"),
            missed=tr_noop("so there is no diary"),
            title=tr_noop("My week"),
            purpose=tr_noop("a week to write in"),
            layout="daily_diary:lay_week",
            style=sheet_styles.DIARY,
            large=sheet_styles.DIARY_LARGE,
            paged=True,
        ),
        SheetKind(
            name="record",
            listed=tr_noop("Record"),
            named=tr_noop("the record"),
            missed=tr_noop("so there is no record"),
            title=tr_noop("Record"),
            purpose=tr_noop("all of it, for the file"),
            layout="record.record:lay_record",
            style=sheet_styles.RECORD,
            history=True,
            filed=True,
        ),
        SheetKind(
            name="letter",
            listed=tr_noop("Letter"),
            named=tr_noop("the letter"),
            missed=tr_noop("so there is no letter"),
            title=tr_noop("Letter to the team"),
            purpose=tr_noop("for the rest of the team"),
            layout="letter:lay_letter",
            style=sheet_styles.LETTER,
            shared=True,
        ),
        SheetKind(
            name="weeks",
            listed=tr_noop("Weeks"),
            named=tr_noop("the weeks"),
            missed=tr_noop("so there is no weeks"),
            title=tr_noop("My weeks"),
            purpose=tr_noop("the diary, a line a week"),
            layout="week_a_row_diary:lay_weeks",
            style=sheet_styles.WEEKS,
            large=sheet_styles.WEEKS_LARGE,
        ),
        SheetKind(
            name="team",
            listed=tr_noop("Team"),
            named=tr_noop("the team"),
            missed=tr_noop("so there is no team"),
            title=tr_noop("For the meeting"),
            purpose=tr_noop("a page for the meeting"),
            layout="team:lay_team",
            style=sheet_styles.LETTER,
            shared=True,
        ),
        SheetKind(
            name="work",
            listed=tr_noop("Work"),
            named=tr_noop("the work"),
            missed=tr_noop("so there is no work"),
            title=tr_noop("For work or school"),
            purpose=tr_noop("for work or school"),
            layout="work_page:lay_work",
            style=sheet_styles.HANDOUT,
            large=sheet_styles.HANDOUT_LARGE,
            blank=Blank(
                "work_page:has_no_line",
                tr_noop("no line agreed for work or school yet"),
                tr_noop(
                    "In a visit: “What we could look at today”, then “A page for work or school”."
                ),
            ),
            shared=True,
        ),
        SheetKind(
            name="leaflet",
            listed=tr_noop("Leaflet"),
            named=tr_noop("the leaflet"),
            missed=tr_noop("so there is no leaflet"),
            title=tr_noop("How it works"),
            purpose=tr_noop("how it works, as we talked about it"),
            layout="leaflet:lay_leaflets",
            style=sheet_styles.LEAFLET,
            large=sheet_styles.LEAFLET_LARGE,
            blank=Blank(
                "leaflet:none_told",
                tr_noop("no leaflet talked about yet"),
                tr_noop("In a visit: “What we could look at today”, then “How it works”."),
            ),
            contacts=True,
        ),
        SheetKind(
            name="alone",
            listed=tr_noop("Alone"),
            named=tr_noop("the alone"),
            missed=tr_noop("so there is no alone"),
            title=tr_noop("Going on alone"),
            purpose=tr_noop("for going on alone"),
            layout="going_alone:lay_alone",
            style=sheet_styles.HANDOUT,
            large=sheet_styles.HANDOUT_LARGE,
            blank=Blank(
                "going_alone:is_unspoken",
                tr_noop("nothing said about going on alone yet"),
                tr_noop("In a review: “What we could look at today”, then “Going on alone”."),
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
    names = [kind.say_named() for kind in kinds if asked not in kind.sizes]
    if not names:
        return ""
    sheets = _capital(join_words(names))
    if len(names) == 1:
        return tr("{sheet} has one size of print, whatever is asked.", sheet=sheets)
    return tr("{sheets} have one size of print, whatever is asked.", sheets=sheets)
