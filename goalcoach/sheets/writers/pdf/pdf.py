"""Writes sheets as PDF: tagged, with the fonts that come along, the same bytes each time.

The plan goes to the typesetter as data, never as its language. The only module that knows the
typesetter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from goalcoach.errors import NotPrinted
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import FoldedCard
from goalcoach.sheets.sheet import Paper, Sheet, Size
from goalcoach.sheets.wording import capital
from goalcoach.sheets.writers.pdf.glyph_report import say_unknown, texts_of
from goalcoach.sheets.writers.pdf.join import join_pdfs
from goalcoach.sheets.writers.pdf.row_headers import head_rows
from goalcoach.sheets.writers.pdf.template_data import sheet_tree
from goalcoach.sheets.writers.pdf.template_style import Data
from goalcoach.translation import tr, tr_noop

_HERE = Path(__file__).parent
TEMPLATE = _HERE / "typst" / "main.typ"
FONTS = Path(__file__).parents[3] / "fonts"

FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Math",
    "Noto Sans Symbols2",
)
# For signs that are not bundled, because their fonts are large: what systems call theirs.
WANTED = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Noto Sans JP"),
    *("PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo", "Microsoft YaHei", "Yu Gothic"),
    *("Noto Emoji", "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"),
)

_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_SPELLED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PANIC = re.compile(r"\Apanicked with: (\{.*\})\Z")

LONG_TEXT = 2000
"""Characters of a text from which its lines are broken one by one."""
MOST_ON_PAPER = 50_000
"""Characters on a sheet as PDF: setting more takes seconds, and no one reads fifty pages."""


def write_pdf(sheet: Sheet, paper: Paper = Paper.A4) -> bytes:
    """Return one sheet as a PDF; NotPrinted where a sign has no font or a card is too full."""
    data = sheet_data(sheet, paper)
    for system in (False, True):
        data["fonts"] = _families(system)
        try:
            return head_rows(_compile(data, system))
        except typst.TypstError as problem:
            # Its words may hold what a person typed, so they go no further.
            unknown, panic = _unknown(problem), _PANIC.match(problem.message)
        if not unknown or _families(True) == FAMILIES:
            break
    if unknown:
        raise NotPrinted(say_unknown(unknown, sheet))
    if panic is not None:
        raise NotPrinted(_say_overfull(json.loads(panic[1]), sheet))
    raise NotPrinted(
        tr(
            "The sheet could not be set as PDF; the plan is as it was. Print it as html, md or "
            "text."
        )
    )


def sheet_data(sheet: Sheet, paper: Paper) -> dict[str, Data]:
    """Return what the template is given, with the bundled fonts; NotPrinted as `write_pdf`."""
    is_long = _check_length(sheet) > LONG_TEXT
    tree = sheet_tree(sheet)
    return {"paper": paper.extent, "fonts": FAMILIES, "long": int(is_long), "sheet": tree}


def _check_length(sheet: Sheet) -> int:
    """Return the length of the longest text; NotPrinted where there is more than can be set."""
    texts = [(len(text), path) for path, text in texts_of(sheet)]
    longest, path = max(texts, default=(0, ""))
    whole = sum(size for size, _ in texts)
    if whole > MOST_ON_PAPER:
        place = tr("{count} of them in {path}", count=longest, path=path) if path else ""
        name = capital(sheet.kind.say_named())
        facts = {"sheet": name, "whole": str(whole), "place": place, "most": str(MOST_ON_PAPER)}
        long = tr_noop(
            "{sheet} has {whole} characters; a PDF takes at most {most}. Print it as html, md or "
            "text."
        )
        long_there = tr_noop(
            "{sheet} has {whole} characters, {place}; a PDF takes at most {most}. Print it as "
            "html, md or text."
        )
        raise NotPrinted(tr(long_there if path else long, **facts))
    return longest


def write_merged(sheets: Sequence[Sheet], paper: Paper = Paper.A4) -> bytes:
    """Return the sheets as one PDF, with a bookmark for each; pages are counted in each sheet.

    At least one sheet. Each begins on an odd page: printed on both sides, two sheets never share
    a sheet of paper.
    """
    title = sheets[0].name if len(sheets) == 1 else tr("{count} sheets", count=len(sheets))
    return join_pdfs(((sheet.name, write_pdf(sheet, paper)) for sheet in sheets), title)


def _compile(data: dict[str, Data], system: bool) -> bytes:
    made = _compiler(system).compile(
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[FONTS]
    )


@cache
def _families(system: bool) -> tuple[str, ...]:
    """Return the fonts to look in, in order. A system's own come only after the bundled ones."""
    if not system:
        return FAMILIES
    there = set(_fonts(system).families())
    others = sorted(name for name in there if name.startswith("Noto Sans "))
    return tuple(dict.fromkeys((*FAMILIES, *(n for n in WANTED if n in there), *others)))


@cache
def _compiler(system: bool) -> typst.Compiler:
    """Return the typesetter, one for each process: it keeps what it has read of the template."""
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(system))


def _unknown(problem: typst.TypstError) -> str:
    """Return the signs that no font has, in the order in which they stand."""
    found = _UNKNOWN.findall(problem.diagnostic or problem.message)
    signs = "".join(_SPELLED.sub(lambda spelled: chr(int(spelled[1], 16)), one) for one in found)
    return "".join(dict.fromkeys(signs))


def _say_overfull(found: dict[str, object], sheet: Sheet) -> str:
    """Return which face of the sheet's card is too full, and what to do about it."""
    card = next(block for block in sheet.blocks if isinstance(block, FoldedCard))
    face = next(one for one in card.faces if one.number == str(found["face"]))
    # A service cannot wait for the next visit to hand over a number.
    has_more = Size.LARGE in sheet.kind.sizes and sheet.size is not Size.LARGE
    roomier = [tr("the card in large print")] if has_more else []
    roomier += [card.roomier] if card.roomier else []
    facts = {"face": face.heading, "lines": str(found["lines"]), "room": str(found["room"])}
    if not roomier:
        return tr(
            "“{face}” takes {lines} lines on the card, and {room} fit: shorten {what} now.",
            what=face.shorten,
            **facts,
        )
    return tr(
        "“{face}” takes {lines} lines on the card, and {room} fit: shorten {what} now, or print "
        "{instead}, which has more room.",
        what=face.shorten,
        instead=join_words(roomier, "or"),
        **facts,
    )
