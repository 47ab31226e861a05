"""The trends of one patient as they are drawn: a part at a time, or all cards as a table."""

from __future__ import annotations

from msgspec.structs import replace
from textual.content import Content

from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import (
    BLANK,
    Painted,
    beside,
    capital,
    cut_line,
    line,
    pad,
    paragraph,
    small_label,
)
from goalcoach.screens.kit.theme import PLAIN
from goalcoach.screens.outcome.trend_cards import ABOUT, RatedCard, TrendPart
from goalcoach.sheets.trends.text_writer import table_lines
from goalcoach.sheets.trends.trend_sheet import TrendSheet
from goalcoach.sheets.writers.text_plot import (
    ASCII,
    BRAILLE,
    Ink,
    PlotLine,
    draw,
    draw_days,
    say_left_out,
)
from goalcoach.translation import tr

STYLES = {
    Ink.BLANK: "",
    Ink.AXIS: "$hair",
    Ink.LABEL: "$quiet",
    Ink.DOTS: "$accent",
    Ink.POINT: "$ink",
    Ink.NUMBER: "bold $ink",
}
GAP = 4
"""Cells between two cards."""


class TrendView(Painted):
    """One of the parts in `shown`, that with the index `at`, or all cards as a table."""

    def __init__(self, sheet: TrendSheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.shown: tuple[TrendPart, ...] = ()
        self.at = 0
        self.table = False
        self.everything = False

    def paint(self, width: int) -> list[Content]:
        if not self.shown:
            nothing = paragraph(tr("Nothing has been rated yet."), width, "bold $ink")
            return [*nothing, BLANK, *paragraph(tr("The next visit asks."), width, "$ink")]
        if self.table:
            cards = tuple(card for card in self.sheet.cards if card.open or self.everything)
            told = replace(self.sheet, cards=cards)
            return [line((one, "$ink")) for one in table_lines(told, width)]
        part = self.shown[self.at]
        if part.cards:
            return self._cards(part, width)
        if part.name == small_label(self.sheet.overall_title):
            return self._overall()
        return self._about(width) if part.name == tr(ABOUT) else self._diary(width)

    def _cards(self, part: TrendPart, width: int) -> list[Content]:
        page_is_wide = self.screen.has_class("-wide")
        wide = (width - GAP) // 2 if page_is_wide else width
        titles = [card.own.title for card in part.cards]
        shared = len(titles) > 1 and len(set(titles)) == 1
        columns = [self._card(card, wide, titled=not shared) for card in part.cards]
        lines = columns[0] if len(columns) == 1 else beside(columns[0], columns[1], wide, GAP)
        if shared:
            lines = [*paragraph(titles[0], width, "bold $ink"), *lines]
        if page_is_wide and part is self.shown[0] and self.sheet.diary:
            lines += [BLANK, *self._diary_in_short()]
        return lines

    def _card(self, card: RatedCard, width: int, *, titled: bool) -> list[Content]:
        roomy = self.screen.has_class("-roomy")
        gap = [BLANK] if roomy else []
        signs = ASCII if coach_of(self).marks is PLAIN else BRAILLE
        lines = [
            *(paragraph(card.own.title, width, "bold $ink") if titled else ()),
            *paragraph(card.scale_words(signs.point, signs.other), width, "$quiet"),
        ]
        places, scale = card.places, card.own.scale
        if card.drawn:
            lines += [*gap, *map(_inked, draw(places, scale, width, signs, card.beside))]
        lines += [BLANK] if roomy or not card.drawn else []
        for sentence in card.sentences:
            lines += paragraph(sentence, width, "$ink")
        if card.drawn and (left_out := say_left_out(places, scale, width)):
            lines += paragraph(f"{left_out} {tr('The table (x) has them all.')}", width, "$quiet")
        return lines

    def _diary_in_short(self) -> list[Content]:
        """Return the diary's columns in words; their plots are a part of their own."""
        edge = max(cell_width(one.name) for one in self.sheet.diary) + 3
        return [
            line((self.sheet.diary_title.upper(), "$quiet")),
            *(
                line((pad(one.name, edge), "$ink"), (f"{one.words}  ({one.ends})", "$quiet"))
                for one in self.sheet.diary
            ),
        ]

    def _diary(self, width: int) -> list[Content]:
        lines = [line((self.sheet.diary_title, "bold $ink"))]
        signs = ASCII if coach_of(self).marks is PLAIN else BRAILLE
        for one in self.sheet.diary:
            lines += [BLANK] if self.screen.has_class("-roomy") else []
            lines.append(line((one.name, "$ink"), "  ", (f"{one.words}  ({one.ends})", "$quiet")))
            if len(one.values) > 1:
                lines += map(_inked, draw_days(one.values, one.days, min(width, 96), signs))
        lines.append(BLANK)
        for sentence in self.sheet.diary_words:
            lines += paragraph(sentence, width, "$ink")
        return lines

    def _overall(self) -> list[Content]:
        lines = [line((self.sheet.overall_title, "bold $ink")), BLANK]
        return [*lines, *(line((one, "$ink")) for one in self.sheet.overall)]

    def _about(self, width: int) -> list[Content]:
        lines = [line((capital(tr(ABOUT)), "bold $ink")), BLANK]
        for sentence in (*self.sheet.mean, *self.sheet.sources):
            lines += [*paragraph(sentence, width, "$ink"), BLANK]
        if self.sheet.attainment and coach_of(self).notes_shown:
            lines.append(line((tr("Goal attainment"), "bold $ink")))
            for sentence in self.sheet.attainment:
                lines += paragraph(sentence, width, "$quiet")
        return lines


def _inked(plot: PlotLine) -> Content:
    return line(*((words, STYLES[ink]) for words, ink in plot))


class PartsBelow(Painted):
    """One line that names the parts after the one that is shown."""

    def __init__(self, view: TrendView) -> None:
        super().__init__()
        self.view = view

    def paint(self, width: int) -> list[Content]:
        rest = self.view.shown[self.view.at + 1 :]
        if self.view.table or not rest:
            return [BLANK]
        here = self.view.shown[self.view.at].name
        names = [name for name in dict.fromkeys(one.name for one in rest) if name != here]
        said = tr("{count} more: {names}", count=len(rest), names="; ".join(names))
        return [line((cut_line(said, width), "$quiet"))]
