"""Trends as lines of text, drawn or as a table, safe for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from goalcoach.date_words import say_day
from goalcoach.safe_text import cell_width, cut, show, wrap
from goalcoach.sheets.trends.trend_sheet import SeriesCard, TrendSheet
from goalcoach.sheets.writers.text_plot import (
    ASCII,
    BRAILLE,
    PlotLine,
    draw,
    draw_days,
    say_left_out,
)
from goalcoach.translation import tr

WIDEST = 96
"""A plot wider than this is no easier to read."""
_STAND_INS = str.maketrans({"–": "-", "“": '"', "”": '"', "Σ": "sum ", "√": "sqrt", "²": "^2"})
"""For a terminal that writes plain letters only; it has no braille either."""


def write_trends(sheet: TrendSheet, width: int, *, braille: bool = True) -> str:
    """Return the whole sheet as lines of at most `width` cells."""
    width = min(width, WIDEST)
    lines: list[str] = []
    for _, group in groupby(sheet.cards, key=lambda card: card.group):
        cards = tuple(group)
        lines += [*_fit(show(cards[0].title), width, braille), "=" * min(width, 64)]
        for card in cards:
            lines += [*card_lines(card, width, braille=braille), ""]
        lines.append("")
    lines += _overall(sheet, width)
    lines += _diary(sheet, width, braille=braille)
    lines += _closing(sheet, width, braille=braille)
    # The hard blanks have done their work: what is copied out is plain text again.
    text = "\n".join(lines).replace("\u00a0", " ").rstrip() + "\n"
    return text if braille else text.translate(_STAND_INS)


def card_lines(card: SeriesCard, width: int, *, braille: bool) -> list[str]:
    """Return one series: its scale, its plot if there is one, its sentences."""
    lines = _fit(show(card.scale_words), width, braille)
    if card.drawn:
        plot = draw(card.places, card.scale, width, BRAILLE if braille else ASCII)
        lines += ["", *map(_plain_line, plot), ""]
    left_out = say_left_out(card.places, card.scale, width) if card.drawn else ""
    more = f"{left_out} {tr('--format csv has them all.')}" if left_out else ""
    for sentence in (card.sentence, *card.asides, *([more] if more else [])):
        lines += _fit(show(sentence), width, braille)
    return lines


def _fit(text: str, width: int, braille: bool) -> list[str]:
    """Return the lines of a text as the terminal will write it: its stand-ins are longer."""
    return wrap(text if braille else text.translate(_STAND_INS), width)


def _plain_line(line: PlotLine) -> str:
    """Return a line of a plot without its inks."""
    return "".join(words for words, _ in line).rstrip()


def _overall(sheet: TrendSheet, width: int) -> Iterator[str]:
    if sheet.overall:
        yield from (sheet.overall_title, "=" * min(width, 64), *sheet.overall, "", "")


def _diary(sheet: TrendSheet, width: int, *, braille: bool) -> Iterator[str]:
    if not sheet.diary_words:
        return
    yield from (sheet.diary_title, "=" * min(width, 64))
    for one in sheet.diary:
        yield f"{one.name} ({one.ends}): {one.words}"
        if braille and len(one.values) > 1:
            yield from map(_plain_line, draw_days(one.values, one.days, width))
            yield ""
    for sentence in sheet.diary_words:
        yield from _fit(sentence, width, braille)
    yield from ("", "")


def _closing(sheet: TrendSheet, width: int, *, braille: bool) -> Iterator[str]:
    for sentence in sheet.mean:
        yield from (*_fit(sentence, width, braille), "")
    if sheet.attainment:
        yield from (tr("For the clinician: goal attainment"), "=" * min(width, 64))
        for sentence in sheet.attainment:
            yield from _fit(sentence, width, braille)
        yield from ("", "")
    if sheet.cards or sheet.diary_words or sheet.overall:
        yield from (tr("How this is counted"), "=" * min(width, 64))
        for sentence in sheet.sources:
            yield from _fit(sentence, width, braille)


def table_lines(sheet: TrendSheet, width: int) -> list[str]:
    """Return the same values as tables: a row a visit, a column a series."""
    lines: list[str] = []
    for _, group in groupby(sheet.cards, key=lambda card: card.group):
        cards = tuple(group)
        lines += [*wrap(show(cards[0].title), width), ""]
        for columns in _fitting(cards, width):
            lines += [*_rows(columns), ""]
    if sheet.overall:
        lines += [sheet.overall_title, "", *sheet.overall, ""]
    if sheet.diary:
        lines += [tr("Diary"), ""]
        wide = max(13, *(cell_width(one.name) + 1 for one in sheet.diary))
        lines += [f"{one.name:<{wide}}{one.words}" for one in sheet.diary]
    return lines


def _fitting(cards: Sequence[SeriesCard], width: int) -> Iterator[tuple[SeriesCard, ...]]:
    """Yield the cards in bundles whose columns fit side by side."""
    bundle: list[SeriesCard] = []
    edge = sum(_edge()) + 4
    room = width - edge
    for card in cards:
        size = cell_width(_head(card)) + 2
        if bundle and size > room:
            yield tuple(bundle)
            bundle, room = [], width - edge
        bundle.append(card)
        room -= size
    yield tuple(bundle)


def _head(card: SeriesCard) -> str:
    return cut(show(card.short, lines=False), 16)


def _edge() -> tuple[int, int]:
    """Return how wide the columns of the visits and of the days are."""
    days = (say_day(date(2026, month, 28), short=True) for month in range(1, 13))
    return max(5, cell_width(_visit())), max(map(cell_width, days))


def _visit() -> str:
    return tr("visit", context="column")


def _rows(cards: Sequence[SeriesCard]) -> Iterator[str]:
    heads = [_head(card) for card in cards]
    sizes = [max(cell_width(head), 4) for head in heads]
    visits, days = _edge()
    day_head = tr("day", context="column")
    yield f"{_visit():<{visits}}  {day_head:<{days}} " + "".join(
        f"  {' ' * (size - cell_width(head))}{head}"
        for head, size in zip(heads, sizes, strict=True)
    )
    places = sorted({(place.visit, place.day) for card in cards for place in card.places})
    for visit, day in places:
        row = f"{visit:>{visits}}  {say_day(day, short=True):>{days}} "
        for card, size in zip(cards, sizes, strict=True):
            values = (place.value for place in card.places if place.visit == visit)
            value = next(values, None)
            words = "·" if value is None else card.scale.say(value)
            row += f"  {words:>{size}}"
        yield row.rstrip()
