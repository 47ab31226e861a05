"""A script on paper: the whole visit with room to write, and the patient's cards.

For a power cut, for who learns to hold a visit, and for who writes a script. Our own few words are
in the language of the moment.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.outline.condition_words import ConditionWords, as_said, settle
from goalcoach.dialogue.script.script import Item, Script, Section
from goalcoach.number_words import say_number
from goalcoach.sheets.block import (
    Block,
    Break,
    Fact,
    Facts,
    Footer,
    Heading,
    Meta,
    Numbered,
    Para,
    Ruled,
    Title,
)
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.sheet import Sheet, Size
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.translation import TrMap, spoken, tr, tr_noop

_LINES = {
    Kind.LONG_TEXT: 4,
    Kind.LIST: 3,
    Kind.TEXT: 2,
    Kind.NUMBER: 1,
    Kind.DATE: 1,
    Kind.SAY: 0,
    Kind.CHOICE: 0,
    Kind.MULTI: 0,
    Kind.SCALE: 0,
    Kind.ROSTER: 0,
}
"""Lines to write on, by kind; what has none has options, a scale or rows of its own."""
_MOST_ROWS = 3
"""Rows of a list that have room on paper."""
_MOST_SIGNS = 40_000
"""Letters and signs of one sheet; the typesetter takes somewhat more."""
_WHO = {
    "clinician": tr_noop("{question}, for the clinician"),
    "helper": tr_noop("{question}, for the one who came along"),
}
_VISITS = TrMap({"first": "first visit", "review": "review visit"})
_SAID = TrMap({"say": "Say", "show": "Card", "hint": "Note", "ask_more": "Once more"})
"""What the words of a question are called, by their key in the script."""


def outline_sheets(script: Script, visit: str, *, ids: bool = False) -> tuple[Sheet, ...]:
    """Return the visit as sheets: every question in order, with room to write.

    One a phase, or more where a phase is long: what is set at once has an end. With `ids` the names
    by which an overlay or a scenario means a question, its options, fields and checks.
    """
    sections = [script.sections[one] for one in script.order[visit]]
    sheets = []
    for phase in dict.fromkeys(one.phase for one in sections):
        title = script.phases.get(phase, phase)
        laid = [list(_section(script, one, visit, ids)) for one in sections if one.phase == phase]
        for blocks in _parted(laid):
            made = f"{script.id} {script.version}"
            head: list[Block] = [Title(title), Meta(f"{made}, {_VISITS[visit]}")]
            foot = Footer((made, _VISITS[visit], title))
            sheets.append(_sheet(script, "record", title, [*head, *blocks, foot]))
    return tuple(sheets)


def _parted(sections: list[list[Block]]) -> Iterator[list[Block]]:
    """Yield the blocks of sections, of as many together as fit on one sheet."""
    part: list[Block] = []
    size = 0
    for blocks in sections:
        more = len(str(blocks))
        if part and size + more > _MOST_SIGNS:
            yield part
            part, size = [], 0
        part, size = [*part, *blocks], size + more
    if part:
        yield part


def card_sheets(script: Script, visit: str) -> tuple[Sheet, ...]:
    """Return the patient's cards of a visit, one a page: what is shown, and the options."""
    sheets = []
    for name in script.order[visit]:
        for item in script.sections[name].items:
            if visit in item.visits and item.who == "patient":
                blocks = list(_card(item))
                if blocks:
                    title = as_said(item.words.label)
                    foot = Footer(
                        (
                            f"{script.id} {script.version}",
                            as_said(script.sections[name].title),
                        )
                    )
                    sheets.append(_sheet(script, "leaflet", title, [*blocks, foot]))
    return tuple(sheets)


def joined(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    """Return sheets as one, each on a page of its own; for all formats but PDF."""
    blocks: list[Block] = []
    for number, one in enumerate(sheets):
        last = number == len(sheets) - 1
        inner = one.blocks if last else [b for b in one.blocks if not isinstance(b, Footer)]
        blocks += [*([Break()] if number else []), *inner]
    return Sheet(
        sheets[0].kind,
        Size.STANDARD,
        name,
        sheets[0].language,
        tuple(blocks),
        words=sheets[0].words,
    )


def _sheet(script: Script, kind: str, title: str, blocks: list[Block]) -> Sheet:
    return Sheet(SHEETS[kind], Size.STANDARD, title, script.language, tuple(blocks), words=spoken())


def _section(script: Script, section: Section, visit: str, ids: bool) -> Iterator[Block]:
    """Yield a section as that visit asks it: what another kind of visit asks is left out."""
    words = ConditionWords(script, None, say_value)
    when = True if section.when is None else settle(section.when, visit)
    if when is False:
        return
    yield Heading(as_said(section.title))
    if when is not True:
        yield Meta(tr("This part only if {clause}.", clause=words.say(when)))
    each = section.each
    if each is not None and each.of is not None:
        roster = script.item(*each.of)
        name = as_said(roster.words.label) if roster else each.of[1]
        where = True if each.where is None else settle(each.where, visit)
        if isinstance(where, bool):
            yield Meta(tr("Asked for each row of “{question}”.", question=name))
        else:
            clause = words.say(where)
            asked = tr(
                "Asked for each row of “{question}”, if {clause}.", question=name, clause=clause
            )
            yield Meta(asked)
    elif each is not None and each.again is not None:
        clause = words.say(each.again)
        yield Meta(
            tr("Asked up to {count} times, again while {clause}.", count=each.rounds, clause=clause)
        )
    for item in section.items:
        if visit in item.visits:
            yield from _question(script, item, visit, ids)


def _ids(item: Item) -> Facts:
    inner = (
        (tr("Options"), [one.id for one in item.options]),
        (tr("Fields"), [one.id for one in item.fields]),
        (tr("Checks"), [one.id for one in item.checks]),
    )
    named = tuple(Fact(name, ", ".join(names)) for name, names in inner if names)
    return Facts((Fact(tr("Id"), f"{item.section}/{item.id}"), *named))


def _question(script: Script, item: Item, visit: str, ids: bool) -> Iterator[Block]:
    words = ConditionWords(script, item, say_value)
    when = True if item.when is None else settle(item.when, visit)
    if when is False:
        return
    label = as_said(item.words.label)
    yield Heading(tr(_WHO[item.who], question=label) if item.who in _WHO else label, level=3)
    if ids:
        yield _ids(item)
    if when is not True:
        yield Meta(tr("Asked only if {clause}.", clause=words.say(when)))
    said = [
        Fact(name, as_said(template).replace("\n", " / "))
        for key, name in _SAID.items()
        if (template := getattr(item.words, key))
    ]
    if item.words.probes:
        said.append(Fact(tr("Stuck"), " ".join(as_said(one) for one in item.words.probes)))
    if said:
        yield Facts(tuple(said))
    yield from _room(script, item, visit)
    if item.gate is not None:
        yield Meta(tr("Go on only if {clause}.", clause=words.say(item.gate)))
        if closed := as_said(item.words.gate_say):
            yield Meta(tr("If not, say: {words}", words=closed))
    for check in item.checks:
        told = tr_noop("Look again if {clause}: {words}")
        if check.hard:
            told = tr_noop("Not taken if {clause}: {words}")
        yield Meta(tr(told, clause=words.say(check.fires), words=as_said(check.text)))


def _room(script: Script, item: Item, visit: str) -> Iterator[Block]:
    """Yield what can be chosen, and room to write."""
    if item.options:
        yield Numbered(tuple(_options(script, item, visit)))
    elif item.options_from is not None:
        roster = script.item(*item.options_from)
        label = as_said(roster.words.label) if roster else ""
        yield Para(tr("Of the rows of “{question}”:", question=label))
        yield Ruled(1)
    elif item.kind is Kind.SCALE and item.low is not None and item.high is not None:
        yield Para(_scale_line(item))
    elif item.kind is Kind.ROSTER:
        for number in range(1, min(_MOST_ROWS, item.rows[1] or 1) + 1):
            yield from _row(script, item, number, visit)
    elif _LINES[item.kind]:
        yield Ruled(_LINES[item.kind])


def _options(script: Script, item: Item, visit: str) -> Iterator[str]:
    words = ConditionWords(script, item, say_value)
    for one in item.options:
        when = True if one.when is None else settle(one.when, visit)
        if when is not False:
            yield _only_if(as_said(one.label), "" if when is True else words.say(when))


def _only_if(label: str, clause: str) -> str:
    """Return a label with the condition under which it is there; "" is none."""
    return tr("{label} (only if {clause})", label=label, clause=clause) if clause else label


def _row(script: Script, item: Item, number: int, visit: str) -> Iterator[Block]:
    """Yield room for one row of a list; its options and conditions are told once, at the first."""
    for at, one in enumerate(item.fields):
        label = f"{number}. {as_said(one.words.label)}" if not at else as_said(one.words.label)
        if number > 1:
            yield Para(label)
            yield Ruled(1)
            continue
        when = True if one.when is None else settle(one.when, visit)
        if when is False:
            continue
        yield Para(
            _only_if(
                label, "" if when is True else ConditionWords(script, one, say_value).say(when)
            )
        )
        yield from _room(script, one, visit)


def _scale_line(item: Item) -> str:
    assert item.low is not None
    assert item.high is not None
    ends = zip((item.low, item.high), item.anchors, strict=True)
    steps = " ".join(say_number(item.low + n) for n in range(int(item.high - item.low) + 1))
    return f"{steps}  ({'; '.join(f'{say_number(at)}: {words}' for at, words in ends)})"


def _card(item: Item) -> Iterator[Block]:
    shown = as_said(item.words.show).split("\n") if item.words.show else []
    if not shown and not item.options and item.kind is not Kind.SCALE:
        return
    first, *rest = shown or [as_said(item.words.say) or as_said(item.words.label)]
    yield Title(first)
    for line in rest:
        yield Para(line)
    if item.options:
        yield Numbered(tuple(as_said(one.label) for one in item.options))
    elif item.kind is Kind.SCALE and item.low is not None and item.high is not None:
        yield Para(_scale_line(item))
