"""No word of ours on a sheet is said in English where another language is spoken.

The other language is made up: each text of the catalogue stands between brackets, in wide letters.
So a plain letter on a sheet is from the plan, the script or the service, or a word of ours that no
catalogue can say otherwise, also where it is a fact within a text that one can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import get_args

import pytest
from msgspec import Struct
from msgspec.structs import astuple

from goalcoach.errors import NotAllowed
from goalcoach.plan.model.optional_parts import LeafletKind
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.good_day_counts import DayCount, Patterns, WordCount
from goalcoach.sheets.block import Block, Heading, Origin, PlotRater
from goalcoach.sheets.context import LeafletPiece, SheetContext
from goalcoach.sheets.diary_form import QUESTIONS
from goalcoach.sheets.layouts.day_patterns import ON_A_DAY, lay_patterns
from goalcoach.sheets.layouts.read_back import say_plan
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.sheet import Sheet, check_paper, check_sharing
from goalcoach.sheets.sheet_kinds import SHEETS, SheetKind, Size, say_one_size
from goalcoach.translation import Catalogue, catalogue_key, speaking
from scripts.words import collect
from tests.sheets.every_field import (
    ASKED,
    DAY,
    FIELDS,
    SENTINEL,
    Tree,
    as_plan,
    full_tree,
    put,
    samples,
)

LETTERS = (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))
WIDE = {letter: letter - ord("A") + ord("Ａ") for letter in LETTERS}

ENGLISH_ON_PURPOSE = (
    # What the plan, the script and the service say.
    SENTINEL.pattern,
    r"rowan-17|The (?:second|goal|question) \w+|own/\w+",
    # The id of a row, the first digits of a digest.
    r"\b[a-z]\d\b|\b[0-9a-f]{4} [0-9a-f]{4}\b",
    # Days, numbers in words and "and" follow the language that is spoken; this one has none.
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    r"January|February|March|April|May|June|July|August|September|October|November|December",
    r"\b(?i:and|no|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    # The folds as they are printed on the card; a unit; a page and a paper by their own names.
    r"\A[AB]\Z|\d mm\b|i-engage\.community|How do I pace\?|PSFS, MDC90, JOSPT [^)]*",
)
NOT_OURS = re.compile("|".join(ENGLISH_ON_PURPOSE))
# How a goal, and the visit, stand; each choice of any other field has its turn in the review.
FREE = tuple(
    field
    for field in FIELDS
    if field.slot.choices
    and not field.path.startswith("visit.")
    and field.path not in ("goals.lead", "goals.lifecycle", "goals.ladder.mode", "supports.consent")
    and field.path != "goals.ladder.rungs.status"
)
TURNS = max(len(samples(field)) for field in FREE)
PLANS: dict[str, Tree] = {
    "first": {"visit.kind": "first"},
    "stopped": {"visit.status": "incomplete", "visit.reason": "paused"},
    "limited": {"goals.ladder.mode": "energy_limit"},
    "facing": {"goals.ladder.mode": "facing"},
    "waiting": {"goals.lead": "no", "goals.lifecycle": "on-hold"},
    "over": {"goals.lifecycle": "completed"},
    "unnamed": {"story.words.strong": "", "flare_plan.gone_over": DAY, "carried": ["flare_plan"]},
    "twice": {"visit.minutes": 1, "goals.ladder.stable_days": 1, "teach_back.rounds": 2},
    **{f"review {turn}": {"turn": turn} for turn in range(TURNS)},
}


def wide(text: str) -> str:
    """Return a text in wide letters between brackets, its `{facts}` as they are."""
    pieces = re.split(r"(\{\w+\})", text)
    return f"⟦{''.join(one if one[:1] == '{' else one.translate(WIDE) for one in pieces)}⟧"


@pytest.fixture(autouse=True)
def pseudo_is_spoken() -> Iterator[None]:
    with speaking(_pseudo()):
        yield


@cache
def _pseudo() -> Catalogue:
    texts = {catalogue_key(text, context): wide(text) for text, context in collect()}
    return Catalogue("zz", texts)


@cache
def plan_of(name: str) -> Plan:
    """Return a plan with something at every place, in one of the worlds."""
    told = dict(PLANS[name])
    turn = told.pop("turn", 1)
    tree = full_tree(1, told)
    for field in FREE:
        values = samples(field)
        put(tree, field.path, values[turn % len(values)])
    if reason := told.get("visit.reason"):
        put(tree, "visit.reason", reason)
    for row in tree["leaflets"]:
        row["status"] = "told"
    if name == "first":
        del tree["parent"]
    return as_plan({**tree, "version": 7})


@cache
def around(name: str) -> SheetContext:
    contacts = (("Q901a", "01632 960 999"), ("Q902a", "01632 960 998"))
    pieces = (LeafletPiece("Q906a", "Q907a"), LeafletPiece("Q908a", "Q909a", alert=True))
    earlier = () if name == "first" else (as_plan({**full_tree(0), "version": 6}),)
    return SheetContext(
        digest="sha256:9f2c41d0",
        replaced_on=DAY,
        unfinished_on=DAY,
        practice=True,
        contacts=() if name == "none" else contacts,
        urgent=contacts[:1],
        labels=ASKED,
        service="Q903a",
        earlier=earlier,
        danger_signs=("Q904a",),
        steps_break=("Q905a",),
        leaflets=dict.fromkeys(get_args(LeafletKind), pieces),
    )


def texts_of(piece: object) -> Iterator[str]:
    """Yield every text that a reader sees; a kind of mark or of frame is drawn."""
    if isinstance(piece, str) and not isinstance(piece, Enum):
        yield piece
    elif isinstance(piece, Struct) and not isinstance(piece, Origin):
        yield from texts_of(astuple(piece))
    elif isinstance(piece, tuple):
        for one in piece:
            yield from texts_of(one)


def english(piece: object) -> set[str]:
    """Return the texts with words of ours that no catalogue says otherwise."""
    return {text for text in texts_of(piece) if re.search("[A-Za-z]", NOT_OURS.sub("", text))}


def own_words(blocks: Sequence[Block]) -> list[Block]:
    """Return a sheet without what changed: its words are the difference's, which has its own test.

    The heading of that part is kept.
    """
    kept: list[Block] = []
    told = True
    for block in blocks:
        if isinstance(block, Heading):
            kept.append(block)
            told = block.label != wide("CHANGED")
        elif told:
            kept.append(block)
    return kept


@pytest.mark.parametrize("kind", SHEETS.values(), ids=str)
def test_every_sheet_says_its_own_words_in_another_language(kind: SheetKind):
    lay = kind.find_layout()
    for name in PLANS:
        for size in kind.sizes:
            plan, site = plan_of(name), around(name)
            assert english(tuple(own_words(lay(plan, site, size)))) == set(), (name, size)


def test_the_whole_plan_and_the_read_back_say_their_own_words_in_another_language():
    for name in PLANS:
        plan, site = plan_of(name), around(name)
        for today in (DAY, DAY.replace(year=2035)):
            assert (
                english((read_whole_plan(plan, today, site), say_plan(plan, today, site))) == set()
            )


def test_the_patterns_are_told_in_another_language():
    words = [WordCount(word, "who", 5, 1) for word in ON_A_DAY]
    words.append(WordCount("Q910a", "own", 5, 1))
    for one in words:
        for left in (0, 1, 2):
            days = DayCount(visits=4, diary=2)
            found = Patterns(days, DayCount(2, 1), (one,), 8.0, left, left, left, kept_off=True)
            assert english(lay_patterns(found, "rowan-17")) == set()
    for good in (DayCount(), DayCount(1), DayCount(2)):
        for middle in (None, 8.0):
            few = Patterns(good, DayCount(), (), middle, 1, 2, 1, kept_off=False)
            assert english(lay_patterns(few)) == set()


def test_each_kind_is_called_and_told_in_another_language():
    for kind in SHEETS.values():
        said = (kind.say_listed(), kind.say_purpose(), kind.say_named(), kind.say_missed())
        assert english(said) == set()


def test_why_there_is_no_sheet_is_said_in_another_language():
    said = [say_one_size(SHEETS.values(), Size.LARGE), say_one_size([SHEETS["letter"]], Size.LARGE)]
    said += [kind.blank.refusal for kind in SHEETS.values() if kind.blank]
    pages = Sheet(SHEETS["diary"], Size.STANDARD, "", "zz", (*plan_pages(),))
    said.append(pages.say_pages())
    for answer in ("no", "ask", None):
        plan = as_plan({**full_tree(1), "consent": {"share": answer, "print": answer}})
        for check, kind in ((check_sharing, "letter"), (check_paper, "card")):
            try:
                check(SHEETS[kind], plan, plan.version, None)
            except NotAllowed as refusal:
                said.append(str(refusal).replace("--consent asked-today", ""))
    assert len(said) == 12
    assert english(tuple(said)) == set()


def plan_pages() -> tuple[Block, ...]:
    return SHEETS["diary"].find_layout()(plan_of("first"), around("first"), Size.STANDARD)


def test_what_the_diary_asks_is_said_in_another_language():
    assert english(tuple((one.words, one.hint) for one in QUESTIONS)) == set()


def test_the_proof_sees_a_word_of_ours_that_is_not_looked_up():
    assert english((Heading("My plan"),)) == {"My plan"}
    assert english((Heading(wide("My {what}").replace("{what}", "plan")),)) == {"⟦Ｍｙ plan⟧"}
    assert english((PlotRater.PATIENT, Origin("goals.statement"), "Q901a, 18 May 2026")) == set()
