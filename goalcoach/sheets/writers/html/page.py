"""Writes a sheet as one web page that needs nothing from anywhere: no script, no picture, no net.

What a person typed is text in it, never markup. Its policy allows its own style sheet and no more.
The same marks, frames and words as on paper, in an order that reads well aloud.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

from goalcoach.safe_text import show
from goalcoach.sheets.block import (
    Block,
    Break,
    FoldedCard,
    Footer,
    Framed,
    Heading,
    Notice,
    Title,
    Week,
)
from goalcoach.sheets.sheet import Paper, Sheet
from goalcoach.sheets.writers.html.blocks import Setter, mark_up
from goalcoach.sheets.writers.html.style import style_of
from goalcoach.sheets.writers.text_runs import RIGHT_TO_LEFT

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")


def write_html(sheet: Sheet, paper: Paper = Paper.A4) -> str:
    """Return the sheet as a whole page for a browser, to be read or printed on `paper`."""
    language = sheet.language if _LANGUAGE.match(sheet.language) else "en"
    direction = "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    style = style_of(sheet, paper, mirrored=direction == "rtl")
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{language}" dir="{direction}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{mark_up(show(sheet.name, lines=False))}</title>",
            f"<style>{style}</style></head>",
            f'<body class="{sheet.kind} {sheet.size}">',
            *_notices(sheet.blocks),
            "<main>",
            *_sides(sheet.blocks),
            "</main>",
            *_footer(sheet.blocks),
            "</body></html>",
            "",
        )
    )


def _policy(style: str) -> str:
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _notices(blocks: Sequence[Block]) -> Iterator[str]:
    texts = dict.fromkeys(block.text for block in blocks if isinstance(block, Notice))
    if texts:
        lines = "".join(f"<p>{mark_up(text)}</p>" for text in texts)
        yield f'<header class="notices"><div>{lines}</div></header>'


def _footer(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the last footer; each part is an island that keeps its own direction."""
    footers = [block for block in blocks if isinstance(block, Footer)]
    for footer in footers[-1:]:
        parts = [f"<bdi>{mark_up(part)}</bdi>" for part in footer.parts]
        parts[:1] = [f"<strong>{part}</strong>" for part in parts[:1]]
        parts += [f"<span>{mark_up(footer.note)}</span>"] if footer.note else []
        yield f"<footer><p>{' '.join(parts)}</p></footer>"


def _sides(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield each side; on paper each begins a page."""
    setter = Setter()
    side: list[Block] = []
    for block in (*blocks, Break()):
        if isinstance(block, Break):
            if side:
                yield '<section class="side">'
                yield from _parts(side, setter)
                yield "</section>"
            side = []
        elif not isinstance(block, Notice | Footer):
            side.append(block)


def _parts(side: Sequence[Block], setter: Setter) -> Iterator[str]:
    """Yield what stands above the first heading, then a section for each heading and frame."""
    runs = list(_runs(side))
    for run in runs:
        headed = isinstance(run[0], Heading)
        tag = (
            "header" if isinstance(run[0], Title) or any(isinstance(b, Title) for b in run) else ""
        )
        tag = "section" if headed else tag
        yield from [f"<{tag}>"] if tag else []
        yield from setter.set(run)
        yield from [f"</{tag}>"] if tag else []


def _runs(side: Sequence[Block]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in side:
        apart = (Framed, FoldedCard, Week)
        begins = isinstance(block, apart) or (isinstance(block, Heading) and block.level < 3)
        if run and (begins or isinstance(run[-1], apart)):
            yield run
            run = []
        run.append(block)
    if run:
        yield run
