"""A sheet as plain data for the PDF template: what stands where, in which style, nothing drawn.

The template knows only these few kinds of piece, so it has little to decide. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from goalcoach.safe_text import show
from goalcoach.sheets.block import (
    Block,
    Break,
    ChangeBlock,
    ContactLines,
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
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.block_as_line import (
    Saying,
    say_contact,
    say_fact,
    say_if_then,
    say_mark,
    say_rows,
)
from goalcoach.sheets.page_style import step_down
from goalcoach.sheets.sheet import Sheet
from goalcoach.sheets.wording import quote
from goalcoach.sheets.writers.pdf.template_style import Data, style_tree
from goalcoach.sheets.writers.svg_plot import draw_plot
from goalcoach.sheets.writers.text_runs import (
    HARD,
    PLAIN,
    RIGHT_TO_LEFT,
    STRONG,
    Runs,
    say,
    say_all,
    split_tag,
)
from goalcoach.translation import speaking, tr

Piece = dict[str, Data]

ENDS = (".", "!", "?", "…")
_SIDE = re.compile(r"\{(old|new|words)\}")
DAY_SHAPES = frozenset({MarkShape.GOOD, MarkShape.USUAL, MarkShape.BAD})


def sheet_tree(sheet: Sheet) -> dict[str, Data]:
    """Return the sheet as data that JSON can hold; the same data for the same sheet."""
    with speaking(sheet.words):  # of several sheets in one file each is in its own language
        return _sheet_tree(sheet)


def _sheet_tree(sheet: Sheet) -> dict[str, Data]:
    language, region = split_tag(sheet.language)
    mirrored = language in RIGHT_TO_LEFT
    tree = _Tree(mirrored)
    notices = [block for block in sheet.blocks if isinstance(block, Notice)]
    footers = [block for block in sheet.blocks if isinstance(block, Footer)]
    return {
        "style": style_tree(sheet.style),
        "name": show(sheet.name, lines=False),
        "lang": language,
        "region": region,
        "mirrored": int(mirrored),
        "notices": [tree.say(notice.text, STRONG) for notice in notices],
        "footer": tree.footer(footers[-1]) if footers else None,
        "page": tr("Page {number} of {count}"),
        "sides": tree.sides(sheet.blocks),
    }


def _sides(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the blocks between the breaks; a side without blocks is none."""
    side: list[Block] = []
    for block in blocks:
        if isinstance(block, Notice | Footer):
            continue
        if not isinstance(block, Break):
            side.append(block)
        elif side:
            yield side
            side = []
    if side:
        yield side


class _Tree:
    """Makes pieces for one direction of writing."""

    def __init__(self, mirrored: bool) -> None:
        self.mirrored = mirrored
        self._lists = 0
        self._set: dict[type, Callable[..., Iterator[Piece]]] = {
            Title: self._title,
            NameLine: self._name_line,
            Letterhead: self._letterhead,
            Meta: self._meta,
            Heading: self._heading,
            Quote: self._quote,
            Statement: self._statement,
            Para: self._para,
            TextSpans: self._spans,
            Facts: self._facts,
            MarkList: self._marks,
            Numbered: self._numbered,
            IfThen: self._if_then,
            ContactLines: self._contacts,
            ChangeBlock: self._change,
            RatingPlots: self._plots,
            Labelled: self._labelled,
            FoldedCard: self._card,
            Week: self._week,
            Ruled: self._ruled,
            Framed: self._framed,
        }

    def pieces(self, blocks: Sequence[Block]) -> list[Piece]:
        pieces: list[Piece] = []
        for block in blocks:
            if isinstance(block, NameLine) and block.beside and pieces:
                pieces[-1]["name"] = self._name(block)
            elif type(block) in self._set:
                pieces += self._set[type(block)](block)
        return pieces

    def sides(self, blocks: Sequence[Block]) -> list[list[Piece]]:
        """Return the pieces of each side; at least one side."""
        return [self.pieces(side) for side in _sides(blocks)] or [[]]

    def say(self, text: str, style: int = PLAIN) -> Runs:
        return say(text, style=style, mirrored=self.mirrored)

    def say_all(self, *parts: tuple[str, int]) -> Runs:
        return say_all(parts, mirrored=self.mirrored)

    def footer(self, footer: Footer) -> Piece:
        # Each part is an island of its own, so the row keeps its order in both directions.
        return {
            "parts": [show(part, lines=False) for part in footer.parts],
            "note": show(footer.note, lines=False),
        }

    def _next_list(self) -> int:
        self._lists += 1
        return self._lists

    def _title(self, block: Title) -> Iterator[Piece]:
        words, aside = self.say(block.text), self.say(block.aside)
        yield {"k": "title", "r": words, "aside": aside, "name": None}

    def _name_line(self, block: NameLine) -> Iterator[Piece]:
        yield {"k": "name", "r": self._name(block)}

    def _name(self, block: NameLine) -> Runs:
        return self.say(f"{block.label}:")

    def _letterhead(self, block: Letterhead) -> Iterator[Piece]:
        yield {"k": "letterhead", "r": self.say(block.service), "aside": self.say(block.day)}

    def _meta(self, block: Meta) -> Iterator[Piece]:
        yield {"k": "meta", "r": self.say(block.sentence)}

    def _heading(self, block: Heading) -> Iterator[Piece]:
        yield {"k": "heading", "r": self.say(block.text), "level": block.level}

    def _quote(self, block: Quote) -> Iterator[Piece]:
        yield {"k": "quote", "r": self.say(quote(block.words)), "step": step_down(block.words)}

    def _statement(self, block: Statement) -> Iterator[Piece]:
        yield {"k": "statement", "r": self.say(block.text), "step": step_down(block.text)}

    def _para(self, block: Para) -> Iterator[Piece]:
        yield {"k": "para", "r": self.say(block.text)}

    def _spans(self, block: TextSpans) -> Iterator[Piece]:
        yield {"k": "para", "r": self._strong_spans(block.items)}

    def _strong_spans(self, items: Sequence[TextSpan]) -> Runs:
        return self.say_all(*((one.text, STRONG if one.strong else PLAIN) for one in items))

    def _facts(self, block: Facts) -> Iterator[Piece]:
        for fact in block.items:
            yield {"k": "fact", "r": self._saying(say_fact(fact.name, fact.sentence))}

    def _marks(self, block: MarkList) -> Iterator[Piece]:
        group = self._next_list()
        for mark in block.items:
            yield {
                "k": "day" if mark.shape in DAY_SHAPES else "step",
                "r": self._saying(say_mark(mark)),
                "list": group,
                "shape": mark.shape.value,
            }

    def _numbered(self, block: Numbered) -> Iterator[Piece]:
        group = self._next_list()
        for number, item in enumerate(block.items, 1):
            yield {"k": "number", "r": self.say(item), "list": group, "n": number}

    def _if_then(self, block: IfThen) -> Iterator[Piece]:
        condition, action = say_if_then(block)
        runs = [*self._saying(condition), ("\n", PLAIN), *self._saying(action)]
        yield {"k": "entry", "r": runs}

    def _contacts(self, block: ContactLines) -> Iterator[Piece]:
        for one in block.items:
            yield {"k": "entry", "r": self._saying(say_contact(one))}

    def _saying(self, saying: Saying) -> Runs:
        phone = f" {saying.phone.replace(' ', HARD)}{saying.stop}" if saying.phone else ""
        return self.say_all((saying.lead, STRONG), (f"{saying.words}{phone}", PLAIN))

    def _change(self, block: ChangeBlock) -> Iterator[Piece]:
        parts = _change_runs(block)
        if block.say:
            parts.append((f" ({block.say})" if parts else block.say, PLAIN))
        end = "" if "".join(text for text, _ in parts).rstrip("”“»)").endswith(ENDS) else "."
        parts.append((end, PLAIN))
        reasons = (tr("Why: {reason}", reason=quote(why)) for why in block.why)
        parts += ((f"\n{reason}", PLAIN) for reason in reasons)
        yield {"k": "para", "r": self.say_all(*parts)}

    def _plots(self, block: RatingPlots) -> Iterator[Piece]:
        yield {"k": "plots", "items": [_plot(plot) for plot in block.items]}

    def _labelled(self, block: Labelled) -> Iterator[Piece]:
        yield {
            "k": "labelled",
            "label": self.say(block.label, STRONG),
            "note": self.say(block.note),
            "pieces": self.pieces(block.blocks),
        }

    def _framed(self, block: Framed) -> Iterator[Piece]:
        kind = "alert" if block.kind is FrameKind.ALERT else "frame"
        yield {"k": kind, "pieces": self.pieces(block.blocks)}

    def _card(self, block: FoldedCard) -> Iterator[Piece]:
        yield {
            "k": "card",
            "faces": [
                {
                    "number": face.number,
                    "heading": self.say(face.heading),
                    "pieces": self.pieces(face.blocks),
                    "foot": self.say(face.foot),
                    "loose": face.loose,
                    "onto": face.onto,
                    "spare": self.pieces(face.spare),
                    "trusted": self.pieces(face.trusted),
                }
                for face in block.faces
            ],
        }

    def _week(self, block: Week) -> Iterator[Piece]:
        yield {
            "k": "week",
            "named": tr("My step"),
            "lead": self.say(block.lead),
            "last": show(block.last, lines=False),
            "boxes": [show(box, lines=False) for box in block.boxes],
            "days": [list(row) for row in say_rows(block)],
            "step": [[show(one.label, lines=False), int(one.tick)] for one in block.step],
        }

    def _ruled(self, block: Ruled) -> Iterator[Piece]:
        yield {"k": "ruled", "lines": block.lines}


def _change_runs(block: ChangeBlock) -> list[tuple[str, int]]:
    """Return "“old” is now “new”" with the strong words of each side; [] where there is none."""
    sides = {"old": block.old, "new": block.new, "words": block.old or block.new}
    if not sides["words"]:
        return []
    both = tr("“{old}” is now “{new}”") if block.old and block.new else tr("“{words}”")
    parts: list[tuple[str, int]] = []
    for at, text in enumerate(_SIDE.split(both)):
        if at % 2:  # the name of a side, between the pieces of our own
            parts += ((one.text, STRONG if one.strong else PLAIN) for one in sides[text])
        else:
            parts.append((text, PLAIN))
    return parts


def _plot(plot: RatingPlot) -> Piece:
    return {
        "caption": show(plot.caption, lines=False),
        "sentence": show(plot.sentence, lines=False),
        "svg": draw_plot(plot),
    }
