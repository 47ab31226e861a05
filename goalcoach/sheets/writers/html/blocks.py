"""Sets one block after another as the elements of a web page.

Each text is made safe and escaped in one place, `mark_up`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import assert_never

from goalcoach.safe_text import show
from goalcoach.sheets.block import (
    Block,
    Break,
    ChangeBlock,
    ContactLine,
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
    Mark,
    MarkList,
    MarkShape,
    Meta,
    NameLine,
    Notice,
    Numbered,
    Para,
    Quote,
    RatingPlot,
    RatingPlots,
    Ruled,
    Statement,
    StepMark,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.block_as_line import (
    HARD,
    Saying,
    hold,
    say_contact,
    say_fact,
    say_if_then,
    say_mark,
    say_rows,
)
from goalcoach.sheets.page_style import step_down
from goalcoach.sheets.wording import quote
from goalcoach.sheets.writers.html.shapes import draw_cuts, draw_shape
from goalcoach.sheets.writers.svg_plot import draw_plot
from goalcoach.translation import tr

_DAYS = frozenset({MarkShape.GOOD, MarkShape.USUAL, MarkShape.BAD})
# An SVG inside a page needs no name space, and the page names no address at all.
_NAME_SPACE = ' xmlns="http://www.w3.org/2000/svg"'


def mark_up(text: str) -> str:
    """Return `text` as text of a page: what acts is spelled out, line ends are kept."""
    return escape(hold(show(text))).replace("\n", "<br>")


class Setter:
    """Sets blocks in their order; knows how deep the headings are."""

    def __init__(self) -> None:
        self._titles = 0

    def set(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield the blocks as elements, labels in a row as one list."""
        # Labels in a row are one list of them.
        for kind, run in groupby(blocks, type):
            if issubclass(kind, Labelled):
                rows = "".join(self._labelled(one) for one in run if isinstance(one, Labelled))
                yield f'<dl class="labelled">{rows}</dl>'
            else:
                for block in run:
                    yield self._set(block)

    def _joined(self, blocks: Iterable[Block]) -> str:
        return "".join(self.set(blocks))

    def _set(self, block: Block) -> str:
        match block:
            case Title(text, aside):
                self._titles += 1
                beside = f'<span class="aside">{mark_up(aside)}</span>' if aside else ""
                words = f"<span>{mark_up(text)}</span> {beside}".rstrip()
                return self._head(words, min(self._titles, 2), "title")
            case Heading():
                return self._heading(block, "")
            case Framed(kind, blocks):
                return self._framed(kind, blocks)
            case Labelled():
                return self._labelled(block)
            case FoldedCard(faces):
                return self._card(faces)
            case Break() | Footer():
                # Sides and the footer are the page's matter.
                return ""
            case _:
                return set_plain(block)

    def _head(self, words: str, level: int, name: str) -> str:
        return f'<h{level} class="{name}">{words}</h{level}>'

    def _heading(self, block: Heading, mark: str) -> str:
        """Return a heading; below a second title all stand one deeper."""
        name = "heading" if block.level < 3 else "part"
        return self._head(f"{mark}{mark_up(block.text)}", block.level + (self._titles > 1), name)

    def _framed(self, kind: FrameKind, blocks: Sequence[Block]) -> str:
        first, rest = blocks[0], blocks[1:]
        mark = draw_shape(MarkShape.ALERT) if kind is FrameKind.ALERT else ""
        head = self._heading(first, mark) if isinstance(first, Heading) else self._set(first)
        return f'<div class="frame {kind.value}">{head}{self._joined(rest)}</div>'

    def _labelled(self, one: Labelled) -> str:
        note = f'<span class="note">{mark_up(one.note)}</span>' if one.note else ""
        label = f"<dt>{mark_up(one.label)} {note}".rstrip()
        return f"<div>{label}</dt><dd>{self._joined(one.blocks)}</dd></div>"

    def _card(self, faces: Sequence[Face]) -> str:
        """Return the card twice on paper: once to keep, once for someone trusted.

        A face of the second that says the same is for the eye only: who listens hears it once.
        """
        strip = "".join(self._face(face, face.everything) for face in faces)
        near, far = draw_cuts(first=True), draw_cuts(first=False)
        copy, whole = strip, _UNHEARD
        if any(face.trusted for face in faces):
            copy, whole = "".join(map(self._trusted, faces)), ""
        return (
            f'<div class="strips"><div class="strip">{strip}{near}</div>\n'
            f'<div class="strip copy"{whole}>{copy}{far}</div></div>'
        )

    def _trusted(self, face: Face) -> str:
        """Return a face of the copy for someone trusted, where that says more somewhere."""
        both = (*face.everything, *face.trusted)
        return self._face(face, both, "" if face.trusted else _UNHEARD)

    def _face(self, face: Face, blocks: Sequence[Block], how: str = "") -> str:
        heading = self._heading(Heading(face.heading), "")
        foot = f'<p class="foot">{mark_up(face.foot)}</p>' if face.foot else ""
        name = f"face n{face.number}" if face.number else "face back"
        return f'<section class="{name}"{how}>{heading}{self._joined(blocks)}{foot}</section>'


_UNHEARD = ' aria-hidden="true"'
_Line = NameLine | Notice | Letterhead | Meta | Quote | Statement | Para | TextSpans | IfThen
_List = Facts | MarkList | Numbered | ContactLines
_Drawn = RatingPlots | Week | Ruled


def set_plain(block: _Line | _List | _Drawn | ChangeBlock) -> str:
    """Return a block that holds no other."""
    match block:
        case ChangeBlock():
            return _changed(block)
        case RatingPlots(items):
            return f'<div class="plots">{"".join(map(_plot, items))}</div>'
        case Week():
            return _week(block)
        case Ruled(lines):
            drawn = '<div class="write"></div>' * lines
            return f'<div class="ruled" aria-hidden="true">{drawn}</div>'
        case Facts() | MarkList() | Numbered() | ContactLines():
            return _listed(block)
        case _:
            return _line(block)


def _line(block: _Line) -> str:
    """Return a block of words in one paragraph."""
    match block:
        case NameLine(label):
            return f'<p class="name">{mark_up(label)}: <span class="write"></span></p>'
        case Notice(text):
            return f'<p class="notice"><strong>{mark_up(text)}</strong></p>'
        case Letterhead(service, day):
            spans = "".join(f"<span>{mark_up(part)}</span>" for part in (service, day))
            return f'<p class="letterhead">{spans}</p>'
        case Meta(text):
            return f'<p class="meta">{mark_up(text)}</p>'
        case Quote(words):
            return f"<blockquote><p>{mark_up(quote(words))}</p></blockquote>"
        case Statement(text, role):
            step = ("", " long", " longer")[step_down(text)]
            return f'<p class="statement {role.value}{step}">{mark_up(text)}</p>'
        case Para(text):
            return f"<p>{mark_up(text)}</p>"
        case TextSpans(items):
            return f"<p>{_mixed(items)}</p>"
        case IfThen():
            return f'<p class="ifthen">{"<br>".join(map(_said, say_if_then(block)))}</p>'
        case _:
            assert_never(block)


def _listed(block: _List) -> str:
    match block:
        case Facts(items):
            rows = ((say_fact(fact.name, fact.sentence)) for fact in items)
            pairs = "".join(
                f"<div><dt>{mark_up(one.lead)}</dt> <dd>{mark_up(one.words.strip())}</dd></div>"
                for one in rows
            )
            return f'<dl class="facts">{pairs}</dl>'
        case MarkList(items):
            kind = "days" if items and items[0].shape in _DAYS else "steps"
            drawn = "".join(map(_mark, items))
            return f'<ul class="marks {kind}" role="list">{drawn}</ul>'
        case Numbered(items):
            drawn = "".join(f"<li>{mark_up(item)}</li>" for item in items)
            return f'<ol role="list">{drawn}</ol>'
        case ContactLines(items):
            return f'<ul class="contacts" role="list">{"".join(map(_contact, items))}</ul>'


def _said(saying: Saying) -> str:
    phone = f" <bdi>{mark_up(saying.phone.replace(' ', HARD))}</bdi>" if saying.phone else ""
    lead = f"<strong>{mark_up(saying.lead)}</strong>"
    return f"{lead}{mark_up(saying.words)}{phone}{saying.stop}"


def _mark(mark: Mark) -> str:
    return f"<li>{draw_shape(mark.shape)}{_said(say_mark(mark))}</li>"


def _contact(one: ContactLine) -> str:
    return f"<li>{_said(say_contact(one))}</li>"


def _mixed(spans: Sequence[TextSpan]) -> str:
    return "".join(
        f"<strong>{mark_up(span.text)}</strong>" if span.strong else mark_up(span.text)
        for span in spans
    )


def _changed(change: ChangeBlock) -> str:
    """Return "“old” is now “new”", the difference in words, and below it why."""
    old, new = _mixed(change.old), _mixed(change.new)
    if old and new:
        said = tr("“{old}” is now “{new}”", old=old, new=new)
    else:
        said = tr("“{words}”", words=old or new) if old or new else ""
    if change.say:
        said = f"{said} ({mark_up(change.say)})" if said else mark_up(change.say)
    said = f"{said}." if said else ""
    reasons = (tr("Why: {reason}", reason=mark_up(quote(one))) for one in change.why)
    why = "".join(f'<p class="why">{one}</p>' for one in reasons)
    return f'<p class="change">{said}</p>{why}'


def _plot(plot: RatingPlot) -> str:
    drawn = draw_plot(plot).replace(_NAME_SPACE, "", 1)
    return f"<figure><figcaption>{mark_up(plot.caption)}</figcaption>{drawn}</figure>"


def _step_mark(mark: StepMark) -> str:
    kind = "tick" if mark.tick else "count"
    return f'<li><span class="{kind}"></span> {mark_up(mark.label)}</li>'


def _week(week: Week) -> str:
    """Return a table whose cells are for a pen: a row a day, a column a box."""
    step = (tr("My step"),) if week.step else ()
    named = (week.lead, *step, *week.boxes)
    heads = "".join(f'<th scope="col">{mark_up(one)}</th>' for one in named)
    last = f"{mark_up(week.last)}:" if week.last else ""
    cells = f'<td class="lines"><div class="write"></div><div class="write">{last}</div></td>'
    if week.step:
        marks = "".join(map(_step_mark, week.step))
        cells += f'<td class="step"><ul role="list">{marks}</ul></td>'
    cells += '<td class="box"><div></div></td>' * len(week.boxes)
    rows = "\n".join(
        f'<tr><th scope="row">{mark_up(name)} <span class="date">{mark_up(number)}</span></th>'
        f"{cells}</tr>"
        for name, number in say_rows(week)
    )
    kind = "week many" if week.ends else "week"
    return (
        f'<table class="{kind}"><thead><tr><td></td>{heads}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table>"
    )
