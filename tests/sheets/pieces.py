"""One block of each kind, with the same words wherever words may stand."""

from __future__ import annotations

from datetime import date, timedelta

from goalcoach.sheets.block import (
    Block,
    Break,
    ChangeBlock,
    ContactLine,
    ContactLines,
    Face,
    Fact,
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
    PlotPoint,
    PlotRater,
    PlotSeries,
    Quote,
    RatingPlot,
    RatingPlots,
    Role,
    Ruled,
    Statement,
    StepMark,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.sheet import Sheet, Size
from tests.sheets.kinds import HANDOUT

DAY = date(2026, 12, 18)
WEEK = tuple(DAY + timedelta(days=number) for number in range(1, 8))


def plot(sentence: str, caption: str = "Progress, 0–10") -> RatingPlot:
    days = (date(2026, 10, 23), date(2026, 11, 20), DAY)
    patient = tuple(PlotPoint(day, value) for day, value in zip(days, (2, 4, 5), strict=True))
    clinician = tuple(PlotPoint(day, value) for day, value in zip(days, (2, 3, 3), strict=True))
    series = (PlotSeries(patient, PlotRater.PATIENT), PlotSeries(clinician, PlotRater.CLINICIAN))
    return RatingPlot(caption, series, 0, 10, sentence, target=8)


def one_of_each(text: str) -> tuple[Block, ...]:
    """Return every kind of block, each of its texts being `text`."""
    plain = (Quote(text), Para(text), Facts((Fact(text, text),)), Numbered((text,)))
    spans = (TextSpan(text), TextSpan(text, strong=True), TextSpan(text))
    return (
        Notice(text),
        Letterhead(text, text),
        Title(text, text),
        NameLine(text),
        Meta(text),
        Heading(text),
        *plain,
        Quote(text),
        Statement(text, Role.GOAL),
        TextSpans(spans),
        MarkList(tuple(Mark(shape, text, text) for shape in MarkShape)),
        IfThen(text, text),
        ContactLines((ContactLine(text, text, text), ContactLine(text, "", ""))),
        Framed(FrameKind.STEP, (Heading(text), Statement(text, Role.STEP))),
        Break(),
        Title(text),
        Heading(text, level=3),
        Framed(FrameKind.ALERT, (Heading(text), TextSpans(spans), *plain)),
        Labelled(text, text, plain),
        Labelled(
            text,
            "",
            (ChangeBlock(spans, spans, text, (text,)), MarkList((Mark(MarkShape.NOW, text, ""),))),
        ),
        ChangeBlock((), spans),
        ChangeBlock(spans, (), text),
        RatingPlots((plot(text, text),)),
        FoldedCard(
            tuple(
                Face(number, text, plain, text, trusted=(Para(text),) if number == "1" else ())
                for number in ("1", "2", "3", "")
            )
        ),
        Week(WEEK, text, (text, text), (StepMark(text), StepMark(text, tick=False)), last=text),
        Ruled(2),
        Footer((text, text), text),
    )


def sheet_of(blocks: tuple[Block, ...], language: str = "en", name: str = "My plan") -> Sheet:
    return Sheet(HANDOUT, Size.STANDARD, name, language, blocks)
