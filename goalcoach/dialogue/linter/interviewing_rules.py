"""Family 4xx: how one asks, so that a person can answer freely and decline."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.linter.condition_range import Range
from goalcoach.dialogue.linter.pack_view import Asked, PackView, finding, without_names
from goalcoach.dialogue.linter.reading_grade import first_word
from goalcoach.dialogue.script.condition import (
    All,
    Any,
    Condition,
    Not,
    Reference,
    Source,
    Test,
)
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.symbol_table import VISITS
from goalcoach.dialogue.view.reading_time import (
    SPOKEN_A_MINUTE,
    THOUGHT_SECONDS,
    TYPED_A_MINUTE,
    Load,
    word_count,
)

HINT_LINES, HINT_COLUMNS = 3, 64
_FULL_LINE = 40
"""Letters that a wrapped line has at least; fewer than three such lines need not be wrapped."""
MOST_MINUTES = 15
_TYPED_WORDS = 12
"""Words an open answer is taken to have."""
_OPEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.LIST, Kind.ROSTER)
_OPENINGS = frozenset(["what", "who", "whom", "whose", "where", "when", "how", "which"])
_ASKED = (Source.ITEM, Source.COLUMN)
_REFUSAL = re.compile(
    r"(?:refus\w+|declin\w+|(?:i )?(?:would )?(?:rather|prefer) not(?: to)?(?: say| answer)?)",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:none|none of (?:these|them|the above)|nothing)", re.IGNORECASE)
_WAY_OUT = re.compile(
    r"\b(?:keep|kept|skip|leave|stay|staying|set (?:it|the \w+) aside|note (?:the reason|what)"
    r"|go on|as it is|you decide|or note)\b",
    re.IGNORECASE,
)


def find_refusals(view: PackView) -> Iterator[Diagnostic]:
    """W402: yield options that are a refusal, and a “none” that can be chosen with others."""
    for asked in view.asked:
        if not asked.item.options or asked.item.home in view.published:
            continue
        for option in asked.item.options:
            label = "".join([one for one in option.label.parts if isinstance(one, str)]).strip(" .")
            key = f"options.{option.id}"
            if _REFUSAL.fullmatch(label) or _REFUSAL.fullmatch(option.id.replace("_", " ")):
                yield finding(
                    asked.table, "W402", key, "is a refusal: the skips are there for that"
                )
            elif asked.item.kind is Kind.MULTI and not option.exclusive and _NONE.fullmatch(label):
                yield finding(asked.table, "W402", key, "goes with others: write exclusive = true")


def find_lonely_scales(view: PackView) -> Iterator[Diagnostic]:
    """W403: yield scales to which nothing later comes back, such as a low number."""
    scales = [one for one in view.asked if one.item.kind is Kind.SCALE and not one.item.checks]
    lonely = {(one.item.section, one.item.id) for one in scales}
    for asked in view.asked:
        if not lonely:
            return
        if asked.item.when is not None:
            _leave_out(lonely, asked.item.when)
        for check in asked.item.checks:
            _leave_out(lonely, check.fires)
    for one in scales:
        if (one.item.section, one.item.id) in lonely:
            message = "no question or check looks at the number, so a low one is passed over"
            yield finding(one.table, "W403", "range", message)


def _leave_out(lonely: set[tuple[str, str]], condition: Condition) -> None:
    """Take out what a condition looks at: questions, and fields of rows."""
    if isinstance(condition, Test):
        for one in (condition.left, condition.operand):
            if isinstance(one, Reference) and one.source in _ASKED:
                lonely.discard((one.section, one.field or one.item))
    elif isinstance(condition, Not):
        _leave_out(lonely, condition.part)
    elif isinstance(condition, All | Any):
        for part in condition.parts:
            _leave_out(lonely, part)


def find_missing_probes(view: PackView) -> Iterator[Diagnostic]:
    """W404: yield open questions to the patient without a probe."""
    for asked in view.asked:
        item = asked.item
        to_patient = item.who != "clinician" and item.words.say
        if item.kind in _OPEN and not item.roster and to_patient and not item.words.probes:
            yield finding(asked.table, "W404", "probes", "an open question without a probe")


def find_closed_probes(view: PackView) -> Iterator[Diagnostic]:
    """W405: yield probes that are no open question; in English alone."""
    for text in view.texts_in(("probe",)) if view.english else ():
        opening = first_word(text.words).lower()
        if opening not in _OPENINGS or not text.words.rstrip().endswith("?"):
            yield text.finding("W405", f"“{text.words}” is no open question")


def find_open_lists(view: PackView) -> Iterator[Diagnostic]:
    """W407: yield rosters without a limit, or without a question for one more row."""
    for asked in view.asked:
        item = asked.item
        if item.kind is not Kind.ROSTER:
            continue
        if item.rows[1] < 1:
            yield finding(asked.table, "W407", "rows", "how many rows there may be is not said")
        elif item.rows[1] > 1 and not item.words.ask_more:
            yield finding(asked.table, "W407", "ask_more", "nothing asks for one more row")


def find_dead_end_checks(view: PackView) -> Iterator[Diagnostic]:
    """W408: yield soft checks whose words leave no way to keep the answer; in English alone."""
    for asked in view.asked if view.english else ():
        for check in asked.item.checks:
            words = "".join(one if isinstance(one, str) else "" for one in check.text.parts)
            if not check.hard and not _WAY_OUT.search(words):
                key = f"checks.{check.id}.text"
                yield finding(asked.table, "W408", key, "says no way to keep the answer")


def find_long_sections(view: PackView) -> Iterator[Diagnostic]:
    """W409: yield sections whose first round takes over a quarter of an hour where all is asked.

    Counted as the clock of a visit counts; what has a condition or is extra is left out.
    """
    for plot in view.outline.sections.values():
        always = [
            (one.table, item)
            for one, item in zip(plot.items, view.script.sections[plot.id].items, strict=True)
            if item.when is None and not item.extra
        ]
        said = [without_names(str(table.data.get("say", ""))) for table, _ in always]
        load = Load(
            questions=sum(item.kind is not Kind.SAY for _, item in always),
            aloud=sum(len(words.split()) for words in said),  # as many words as that at most
            typed=sum(_TYPED_WORDS for _, item in always if item.kind in _OPEN),
        )
        if load.minutes > MOST_MINUTES:
            load = replace(load, aloud=sum(map(word_count, said)))
        if load.minutes > MOST_MINUTES:
            message = (
                f"takes about {load.minutes:.0f} minutes ({SPOKEN_A_MINUTE} words a minute said, "
                f"{TYPED_A_MINUTE} typed, {THOUGHT_SECONDS} seconds a question)"
            )
            yield finding(plot.table, "W409", "", message)


def find_long_hints(view: PackView) -> Iterator[Diagnostic]:
    """W410: yield hints over three lines as the screen shows them."""
    for text in view.texts_in(("hint",)):
        if _may_be_long(text.words):
            lines = len(textwrap.wrap(text.words, HINT_COLUMNS))
            if lines > HINT_LINES:
                yield text.finding("W410", f"is {lines} lines long; {HINT_LINES} can be taken in")


def _may_be_long(hint: str) -> bool:
    if len(hint) <= HINT_LINES * _FULL_LINE:
        return False
    # A line ends before a word that does not fit, so nothing but so much of it is free. A tab is
    # as wide as several letters.
    longest = max(map(len, hint.split(" ")))
    return "\t" in hint or len(hint) > HINT_LINES * (HINT_COLUMNS - longest)


def find_bare_starts(view: PackView) -> Iterator[Diagnostic]:
    """W411: yield sections whose first words to the patient are a private question."""
    for plot in view.outline.sections.values():
        items = view.script.sections[plot.id].items
        first = next((one for one in items if one.who == "patient" and one.words.say), None)
        if first is not None and first.private and first.kind is not Kind.SAY:
            table = plot.items[items.index(first)].table
            yield finding(table, "W411", "private", "comes first: say before it why it is asked")


def find_checks_at_once(view: PackView) -> Iterator[Diagnostic]:
    """W412: yield questions of which two soft checks can show at once; firm ones do not count."""
    for asked in view.asked:
        soft = [one for one in asked.item.checks if not one.hard and not one.firm]
        for at, one in enumerate(soft):
            if any(_together(view, asked, one.fires, other.fires) for other in soft[at + 1 :]):
                key = f"checks.{one.id}"
                yield finding(asked.table, "W412", key, "can show together with another soft check")


def find_open_gates(view: PackView) -> Iterator[Diagnostic]:
    """W413: yield the goals of a kind of visit that decides nothing on safety before them."""
    for visit in VISITS:
        for one in _in_order(view, visit):
            path = one.item.fills.path if one.item.fills is not None else ""
            if path == "safety.decision" and one.item.gate is not None:
                break
            if path == "goals":
                message = f"no safety gate stands before the goals of a {visit} visit"
                yield finding(one.table, "W413", "fills", message)
                break


def _in_order(view: PackView, visit: str) -> Iterator[Asked]:
    """Yield the questions of a kind of visit as they are asked, conditions aside."""
    for name in view.outline.order.get(visit, ()):
        plot = view.outline.sections.get(name)
        for one in plot.items if plot is not None else ():
            asked = view.questions.get((name, one.id))
            if asked is not None and visit in asked.item.visits:
                yield asked


def _together(view: PackView, asked: Asked, one: Condition, other: Condition) -> bool:
    return not Range(view, asked).never(All((one, other)))


INTERVIEWING_RULES: tuple[Callable[[PackView], Iterator[Diagnostic]], ...] = (
    find_refusals,
    find_lonely_scales,
    find_missing_probes,
    find_closed_probes,
    find_open_lists,
    find_dead_end_checks,
    find_long_sections,
    find_long_hints,
    find_bare_starts,
    find_checks_at_once,
    find_open_gates,
)
"""The rules of this family."""
