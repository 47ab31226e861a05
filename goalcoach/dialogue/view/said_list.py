"""What was said in a visit, question by question: all of it, or the patient's own words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import TYPED, Kind, Value
from goalcoach.dialogue.engine.fired_checks import firing, kept_why
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.script_words import label, roster_row_words, row_label, value_words
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.question_address import Address


class SaidLine(Struct, frozen=True):
    """What was said at one question; texts are "" where there is nothing of that sort.

    Of a private question there is that it was answered, and nothing of what.
    """

    address: str
    phase: str
    question: str
    about: str = ""
    """The row that it was asked of: a goal's words, a person."""
    answer: str = ""
    value: Value | None = None
    skipped: str = ""
    """Why it was passed over, in words."""
    half_typed: str = ""
    note: str = ""
    kept: tuple[str, ...] = ()
    """Why the answer was kept in spite of a check."""
    private: bool = False


def said_lines(script: Script, state: State) -> tuple[SaidLine, ...]:
    """Return a line for each question at which something was said, in script order.

    Also where the last answers would not have led there any more. What was only read aloud, and a
    list as a whole, is left out.
    """
    path = walk(script, state, Reach.SAID)
    return tuple(line for stop in path.stops if (line := _line(path, stop)) is not None)


def own_words(script: Script, state: State, part: str = "") -> tuple[SaidLine, ...]:
    """Return what was told in words of their own, question by question, with the notes beside it.

    Of what is asked now, behind a closed gate too; of a `part` of the plan, such as "story", only
    what fills that. Never what is private, nor what the clinician answers for themselves.
    """
    path = walk(script, state, Reach.BEHIND_GATES)
    stops = (stop for stop in path.stops if not part or _part_of(stop) == part)
    lines = ((stop, _line(path, stop)) for stop in stops if not stop.item.private)
    return tuple(
        line if _is_told(path, stop) else replace(line, answer="", value=None)
        for stop, line in lines
        if line is not None and (line.note or _is_told(path, stop))
    )


def part_of(script: Script, address: str) -> str:
    """Return the part of the plan that the question at `address` fills, such as "story"; or ""."""
    at = Address.read(address)
    item = script.item(at.section, at.item) if at else None
    return item.fills.path.partition(".")[0] if item is not None and item.fills else ""


def _part_of(stop: Stop) -> str:
    fills = stop.item.fills
    return fills.path.partition(".")[0] if fills is not None else ""


def _is_told(path: Path, stop: Stop) -> bool:
    """Return True for words that were typed for the patient and count."""
    words = stop.item.kind in TYPED and stop.item.kind is not Kind.ROSTER
    own = words and not stop.item.numbers and stop.item.who != "clinician"
    return own and path.state.entry(stop.address).answered and path.keeps_words(stop)


def _line(path: Path, stop: Stop) -> SaidLine | None:
    entry = path.state.entry(stop.address)
    told = entry.value is not None or entry.skip is not None or entry.note or entry.draft
    nothing = stop.item.kind in (Kind.SAY, Kind.ROSTER) and not (entry.note or entry.skip)
    if not told or nothing:
        return None
    phase = path.phase_title(path.phase(stop))
    if stop.item.private:
        return SaidLine(stop.address, phase, label(path, stop), private=True)
    value = entry.value if stop.item.kind is not Kind.ROSTER else None
    return SaidLine(
        stop.address,
        phase,
        label(path, stop),
        _about(path, stop),
        value_words(path, stop, value),
        None if isinstance(value, bool) else value,
        path.script.skips[entry.skip] if entry.skip is not None else "",
        entry.draft,
        entry.note,
        tuple(_kept(path, stop)),
    )


def _about(path: Path, stop: Stop) -> str:
    if stop.roster is not None and stop.home in path.index:
        words = row_label(path, path.stops[path.index[stop.home]], stop.place.cell)
        return "" if stop.item is stop.roster.fields[0] else words
    each = stop.place.section.each
    if each is None or each.of is None:
        return ""
    return roster_row_words(path, each.of, stop.place.row)


def _kept(path: Path, stop: Stop) -> Iterator[str]:
    for check in firing(path, stop, hard=False):
        why = kept_why(path, stop, check)
        if why:
            yield why
