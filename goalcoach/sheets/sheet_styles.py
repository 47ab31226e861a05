"""The measures of the sheets there are, one style for each size of print.

A new sheet may take the style of another, or have one of its own here. The web page has the paper's
measures but for those that are replaced in its `WebStyle`. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from goalcoach.sheets.page_style import (
    TIES,
    WEEK_LARGE,
    Fold,
    Joining,
    PageMeasure,
    PageStyle,
    WebStyle,
    WeekMeasure,
)


def _tied(others: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType({**TIES, **others})


_HANDOUT = PageMeasure(
    body=14,
    pitch=18,
    title=26,
    statements=(20, 17, 14),
    quote=17,
    heading=15,
    part=14,
    small=12,
    foot=9.5,
    space=20,
    gutter=9.5,
    column=169,
    edge=25.5,
)
_HANDOUT_TIES = _tied(
    {"heading": 0.76, "number number": 0.65, "step step": 0.65, "fact fact": 0.65, "other": 0.85}
)
HANDOUT = PageStyle(
    _HANDOUT,
    WebStyle(_HANDOUT, whole_parts=True),
    top=12.5,
    bottom=15.5,
    foot_at=11,
    ties=_HANDOUT_TIES,
    joins=Joining.FEWER_PAGES,
)
_HANDOUT_LARGE = PageMeasure(
    body=18,
    pitch=24,
    title=31,
    statements=(24, 21, 18),
    quote=21,
    heading=19.5,
    part=18,
    small=16,
    foot=12,
    space=27,
    gutter=11,
    column=172,
    edge=24,
)
HANDOUT_LARGE = PageStyle(
    _HANDOUT_LARGE,
    WebStyle(_HANDOUT_LARGE, write=11.5, whole_parts=True),
    top=12.5,
    bottom=15.5,
    foot_at=11,
    ties=_HANDOUT_TIES,
    joins=Joining.NO_EMPTY_PAGE,
    week=WEEK_LARGE,
)

LEAFLET = HANDOUT._replace(joins=Joining.NO_EMPTY_PAGE)
LEAFLET_LARGE = HANDOUT_LARGE

_CARD = PageMeasure(
    body=12,
    pitch=16.3,
    title=15,
    statements=(13, 12, 12),
    quote=12,
    heading=13,
    part=12,
    small=12,
    foot=9.5,
    space=14,
    gutter=5.4,
    column=180.4,
    edge=14.8,
)
CARD = PageStyle(
    _CARD,
    WebStyle(_CARD._replace(space=12, gutter=7), reach=7, margins=(8, 7), notice_space=0),
    top=13,
    bottom=17,
    foot_at=11.5,
    ties=_tied({"other": 0.76}),
    hang=False,
    framed=False,
    fold=Fold.STRIPS,
    faces=((12, 1), (11, 1), (11, 0.88), (11, 0.82)),
)
_CARD_LARGE = PageMeasure(
    body=16,
    pitch=22,
    title=16,
    statements=(17, 16, 16),
    quote=16,
    heading=18,
    part=16,
    small=12,
    foot=9.5,
    space=16,
    gutter=8,
    column=210,
    edge=0,
)
CARD_LARGE = PageStyle(
    _CARD_LARGE,
    WebStyle(
        _CARD_LARGE._replace(title=18, small=14, gutter=7, column=180.4, edge=14.8),
        reach=7,
        write=11.5,
        notice_space=0,
    ),
    top=0,
    bottom=0,
    foot_at=11.5,
    week=WEEK_LARGE,
    ties=_tied({"other": 0.76}),
    hang=False,
    framed=False,
    fold=Fold.QUARTERS,
    faces=((16, 1), (14, 1), (12, 1)),
)

_DIARY = PageMeasure(
    body=14,
    pitch=18.5,
    title=24,
    statements=(21, 17, 14),
    quote=21,
    heading=14,
    part=14,
    small=12,
    foot=9.5,
    space=21,
    gutter=8,
    column=178,
    edge=16,
)
DIARY = PageStyle(
    _DIARY,
    WebStyle(_DIARY._replace(space=19, gutter=0), reach=0),
    top=13,
    bottom=17,
    foot_at=11.5,
    ties=_tied({"other": 0.85}),
    framed=False,
)
_DIARY_LARGE = PageMeasure(
    body=18,
    pitch=24,
    title=30,
    statements=(26, 21, 18),
    quote=26,
    heading=18,
    part=18,
    small=15,
    foot=12,
    space=22,
    gutter=8,
    column=178,
    edge=16,
)
DIARY_LARGE = PageStyle(
    _DIARY_LARGE,
    WebStyle(_DIARY_LARGE._replace(gutter=0), reach=0, write=11.5),
    top=13,
    bottom=17,
    foot_at=11.5,
    line=14,
    week=WEEK_LARGE,
    ties=_tied({"other": 0.85}),
    framed=False,
)

WEEKS = DIARY._replace(week=WeekMeasure(row=34, box=(15, 14), name=36, day=12, date=12))
WEEKS_LARGE = DIARY_LARGE._replace(week=WeekMeasure(row=40, box=(17, 16), name=44, day=15, date=15))

_RECORD = PageMeasure(
    body=10,
    pitch=14,
    title=20,
    statements=(12.5, 12.5, 10),
    quote=10,
    heading=12.5,
    part=10.5,
    small=9,
    foot=8.5,
    space=17,
    gutter=5,
    column=174,
    edge=18,
    label=33,
)
RECORD = PageStyle(
    _RECORD,
    # On the web its marks hang before the edge, so the text begins a gutter further in.
    WebStyle(_RECORD._replace(column=174 - 5, edge=18 + 5), reach=0),
    top=14,
    bottom=19,
    foot_at=12,
    text=157,
    entry=119,
    ties=_tied({"other": 0.8}),
    mark=0.8,
    hang=False,
    framed=False,
    heading_line=True,
    dense=True,
)

_LETTER = PageMeasure(
    body=11,
    pitch=16,
    title=20,
    statements=(14.5, 12.5, 11),
    quote=11,
    heading=12.5,
    part=11,
    small=11,
    foot=9,
    space=21,
    gutter=6,
    column=166,
    edge=24,
    label=32,
)
LETTER = PageStyle(
    _LETTER,
    WebStyle(
        _LETTER._replace(pitch=14.5, space=17, gutter=0, column=162, label=37),
        reach=0,
        whole_parts=True,
        heading_space=10,
        label_space=2,
    ),
    top=16,
    bottom=18,
    foot_at=11.5,
    text=150,
    entry=129,
    ties=_tied({"labelled": 0.92, "para statement": 1.6}),
    hang=False,
    framed=False,
    dense=True,
)
