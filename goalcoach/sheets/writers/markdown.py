"""Writes blocks as Markdown. What a person typed is text there too, never markup or HTML.

The page begins with its one title, no two headings are the same, and no line is bold for a heading:
so that it passes a strict linter and its outline makes sense. A paragraph is one line, however
long: where it breaks is the reader's matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from msgspec.structs import replace

from goalcoach.safe_text import show
from goalcoach.sheets.block import (
    Block,
    Break,
    ChangeBlock,
    ContactLines,
    Face,
    Facts,
    FoldedCard,
    Footer,
    Framed,
    FrameKind,
    Heading,
    IfThen,
    Labelled,
    Letterhead,
    MarkList,
    Meta,
    NameLine,
    Notice,
    Numbered,
    Para,
    Quote,
    RatingPlots,
    Ruled,
    Statement,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.block_as_line import (
    FOR_TRUSTED,
    Saying,
    plain_words,
    say_contact,
    say_fact,
    say_if_then,
    say_mark,
    say_rows,
)
from goalcoach.sheets.wording import say_weekday, sentence
from goalcoach.translation import tr

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
# At a line's start these would make a list, a rule or a heading of someone's words.
_LEADING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
# Many readers make a link of a bare address; this keeps it words.
_ADDRESS = re.compile(r"(?<=\w)(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)

_RULE = "---"
_LINE = r"\_" * 30
_BOX = r"\_" * 4
_TICK = r"\[ \]"


def write_markdown(blocks: Sequence[Block]) -> str:
    """Return the sheet as Markdown, blocks parted by one blank line."""
    page = _Page()
    page.set(_title_first(blocks))
    return "\n\n".join(page.parts) + "\n"


def escape(text: str) -> str:
    """Return `text` so that a Markdown reader shows each character of it, and its line ends."""
    return "\\\n".join(_line(line) for line in show(text).split("\n"))


def _line(line: str) -> str:
    line = _ADDRESS.sub(r"\\", _SPECIAL.sub(r"\\\1", line.strip()))
    leading = _LEADING.match(line)
    if leading is None:
        return line
    if leading[2].isdigit():
        return f"{leading[2]}\\{line[leading.end() :]}"
    return f"\\{line}"


def _title_first(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the first title before what stands above it on paper."""
    ordered = list(blocks)
    for at, block in enumerate(ordered):
        if isinstance(block, Title):
            ordered.insert(0, ordered.pop(at))
            break
        if not isinstance(block, Notice | Letterhead | Meta):
            break
    return ordered


class _Page:
    """The parts of a page as they grow: what was headed so far, and how deep headings are."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.headed: Counter[str] = Counter()
        self.titles = 0

    def set(self, blocks: Sequence[Block]) -> None:
        # What is alike and stands in a row is one: a blank line would not part two lists, and
        # would leave a quotation open where it ends.
        for kind, run in groupby(blocks, type):
            if issubclass(kind, Quote):
                words = "\n\n".join(escape(one.words) for one in run if isinstance(one, Quote))
                self.parts.append(_prefixed(words, "> "))
            elif issubclass(kind, Facts | MarkList | ContactLines | ChangeBlock):
                rows = [row for one in run if isinstance(one, kind) for row in _listed(one)]
                self.parts.append("\n".join(rows))
            else:
                for block in run:
                    self._set(block)

    def _set(self, block: Block) -> None:
        match block:
            case Title(text, aside):
                self.titles += 1
                self._head(f"{text}, {aside}" if aside else text, min(self.titles, 2))
            case Heading(text, _, level):
                self._head(text, level + (self.titles > 1))
            case Framed(kind, inner):
                self._frame(kind, inner)
            case Labelled(label, note, inner):
                self._label(label, note, inner)
            case FoldedCard(faces):
                for face in faces:
                    self._face(face)
            case Break():
                self._rule()
            case _:
                self.parts.extend(part for part in _said(block) if part)

    def _head(self, text: str, level: int) -> None:
        self.headed[text] += 1
        count = self.headed[text]
        # A full stop is not a word, and linters read a heading with one as a paragraph.
        words = escape(show(text, lines=False).removesuffix("."))
        self.parts.append(f"{'#' * level} {words}{f' ({count})' if count > 1 else ''}")

    def _rule(self) -> None:
        if self.parts[-1:] != [_RULE]:
            self.parts.append(_RULE)

    def _frame(self, kind: FrameKind, inner: Sequence[Block]) -> None:
        self._rule()
        alert = kind is FrameKind.ALERT
        self.set([_alarmed(block) if alert else block for block in inner])
        self._rule()

    def _label(self, label: str, note: str, inner: Sequence[Block]) -> None:
        """Add the label; a paragraph goes on behind it, all else stands below."""
        name = f"**{escape(label)}** ({escape(note)}):" if note else f"**{escape(label)}:**"
        if inner and isinstance(inner[0], Para | TextSpans):
            self.parts.append(f"{name} {next(_said(inner[0]))}")
            inner = inner[1:]
        else:
            self.parts.append(name)
        self.set(inner)

    def _face(self, face: Face) -> None:
        self._head(face.heading, 2 + (self.titles > 1))
        self.set(face.everything)
        if face.trusted:
            self.parts.append(escape(tr(FOR_TRUSTED)))
            self.set(face.trusted)
        if face.foot:
            self.parts.append(escape(face.foot))


_Said = (
    NameLine
    | Notice
    | Letterhead
    | Meta
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
    | Week
    | Ruled
    | Footer
)


def _said(block: _Said) -> Iterator[str]:
    """Yield the paragraphs of a block that holds no other."""
    match block:
        case Notice(text) | Statement(text):
            yield f"**{escape(sentence(text))}**" if text.strip() else ""
        case Meta(text) | Para(text):
            yield escape(text)
        case NameLine(label):
            yield f"{escape(label)}: {_LINE}"
        case Letterhead(service, day):
            yield "\\\n".join(escape(part) for part in (service, day) if part)
        case Quote(words):
            yield _prefixed(escape(words), "> ")
        case TextSpans(items):
            yield _mixed(items)
        case IfThen():
            yield "\\\n".join(_strong_lead(one) for one in say_if_then(block))
        case RatingPlots(items):
            yield from (escape(plot.sentence) for plot in items)
        case Ruled(lines):
            yield from [_LINE] * lines
        case Footer(parts, note):
            yield escape(" | ".join((*parts, note) if note else parts))
        case Numbered() | Facts() | MarkList() | ContactLines() | ChangeBlock() | Week():
            yield "\n".join(_listed(block))
        case _:
            assert_never(block)


def _listed(
    block: Numbered | Facts | MarkList | ContactLines | ChangeBlock | Week,
) -> Iterator[str]:
    """Yield the items of a list."""
    match block:
        case Numbered(items):
            for number, item in enumerate(items, 1):
                yield _item(escape(item), f"{number}. ")
        case Facts(items):
            for fact in items:
                yield _item(_strong_lead(say_fact(fact.name, fact.sentence)))
        case MarkList(items):
            for mark in items:
                yield _item(_strong_lead(say_mark(mark)))
        case ContactLines(items):
            for one in items:
                yield _item(_strong_lead(say_contact(one)))
        case ChangeBlock():
            yield from (_item(words) for words in _changed(block))
        case Week():
            yield from _days(block)


def _days(week: Week) -> Iterator[str]:
    yield _item(escape(week.lead))
    marks = (f"{_TICK if one.tick else _BOX} {escape(one.label)}" for one in week.step)
    step = tr("My step: {marks}", marks=", ".join(marks)) if week.step else ""
    fields = ", ".join(f"{escape(box)} {_BOX}" for box in week.boxes)
    last = f"{escape(week.last)}: {_LINE}" if week.last else ""
    for number, row in enumerate(say_rows(week)):
        name = " ".join(row) if week.ends else say_weekday(week.days[number])
        yield _item("\\\n".join(filter(None, (f"**{name}**", _LINE, last, step, fields))))


def _alarmed(block: Block) -> Block:
    return replace(block, text=f"! {block.text}") if isinstance(block, Heading) else block


def _item(words: str, first: str = "- ") -> str:
    rest = " " * len(first)
    return f"{first}{words}".replace("\n", f"\n{rest}")


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def _strong_lead(saying: Saying) -> str:
    rest = saying.text[len(saying.lead) :]
    return f"**{escape(saying.lead)}** {escape(rest)}".rstrip()


def _changed(change: ChangeBlock) -> Iterator[str]:
    said = [tr("was: {words}", words=_mixed(change.old))] if change.old else []
    said += [tr("now: {words}", words=_mixed(change.new))] if change.new else []
    if change.say:
        words = escape(change.say)
        said[-1:] = [f"{said[-1]} ({words})" if said else words]
    yield from said
    yield from (tr("why: {reason}", reason=escape(why)) for why in change.why)


def _mixed(spans: Sequence[TextSpan]) -> str:
    """Return spans as one text; a blank at a span's edge stays outside the strong words."""
    whole, text, at = plain_words(tuple(spans)), "", 0
    for span in spans:
        words = span.text.strip()
        start = at + span.text.find(words)
        before, after = whole[:start][-1:], whole[start + len(words) :][:1]
        said = escape(words)
        if words and span.strong and _can_be_strong(before, words, after):
            said = f"**{said}**"
        text += f"{whole[at:start]}{said}{whole[start + len(words) : at + len(span.text)]}"
        at += len(span.text)
    return text.strip()


def _can_be_strong(before: str, words: str, after: str) -> bool:
    """Return whether a reader would take `**` around the words for marks, not for stars."""
    starts = words[0].isalnum() or not before.isalnum()
    return starts and (words[-1].isalnum() or not after.isalnum())
