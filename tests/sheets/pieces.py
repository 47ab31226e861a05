"""One block of each kind, with the same words wherever words may stand."""

from __future__ import annotations

from datetime import date, timedelta

from goalcoach.sheets.block import (
    Block,
    Break,
    Card,
    Change,
    Contact,
    Contacts,
    Face,
    Fact,
    Facts,
    Footer,
    Frame,
    Framed,
    Heading,
    IfThen,
    Labelled,
    Letterhead,
    Mark,
    Marks,
    Meta,
    Notice,
    Numbered,
    Para,
    Plot,
    Plots,
    Point,
    Quote,
    Rater,
    Role,
    Ruled,
    Series,
    Shape,
    Span,
    Spans,
    Statement,
    Title,
    Week,
)
from goalcoach.sheets.sheet import Kind, Sheet, Size

DAY = date(2026, 12, 18)
WEEK = tuple(DAY + timedelta(days=number) for number in range(1, 8))


def plot(sentence: str, caption: str = "Progress, 0–10") -> Plot:
    days = (date(2026, 10, 23), date(2026, 11, 20), DAY)
    patient = tuple(Point(day, value) for day, value in zip(days, (2, 4, 5), strict=True))
    clinician = tuple(Point(day, value) for day, value in zip(days, (2, 3, 3), strict=True))
    series = (Series(patient, Rater.PATIENT), Series(clinician, Rater.CLINICIAN))
    return Plot(caption, series, 0, 10, sentence, target=8)


def one_of_each(text: str) -> tuple[Block, ...]:
    """Return every kind of block, each of its texts being `text`."""
    plain = (Quote(text), Para(text), Facts((Fact(text, text),)), Numbered((text,)))
    spans = (Span(text), Span(text, strong=True), Span(text))
    return (
        Notice(text),
        Letterhead(text, text),
        Title(text, text),
        Meta(text),
        Heading(text),
        *plain,
        Quote(text),
        Statement(text, Role.GOAL),
        Spans(spans),
        Marks(tuple(Mark(shape, text, text) for shape in Shape)),
        IfThen(text, text),
        Contacts((Contact(text, text, text), Contact(text, "", ""))),
        Framed(Frame.STEP, (Heading(text), Statement(text, Role.STEP))),
        Break(),
        Title(text),
        Heading(text, level=3),
        Framed(Frame.ALERT, (Heading(text), Spans(spans), *plain)),
        Labelled(text, text, plain),
        Labelled(
            text, "", (Change(spans, spans, text, (text,)), Marks((Mark(Shape.NOW, text, ""),)))
        ),
        Change((), spans),
        Change(spans, (), text),
        Plots((plot(text, text),)),
        Card(tuple(Face(number, text, plain, text) for number in ("1", "2", "3", ""))),
        Week(WEEK, text, (text, text)),
        Ruled(2),
        Footer((text, text), text),
    )


def sheet_of(blocks: tuple[Block, ...], language: str = "en", name: str = "My plan") -> Sheet:
    return Sheet(Kind.HANDOUT, Size.STANDARD, name, language, blocks)
