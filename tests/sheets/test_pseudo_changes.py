"""No word of ours in a difference, in trends or in patterns stays English in another language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import permutations
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from goalcoach.plan.conversion import to_tree
from goalcoach.plan.diff.diff import diff
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.sheets.block import ChangeBlock, TextSpan
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.changes.change_report_builder import read_change
from goalcoach.sheets.changes.html_writer import write_change_html
from goalcoach.sheets.changes.markdown_writer import write_change_markdown
from goalcoach.sheets.changes.text_writer import write_change
from goalcoach.sheets.trends.text_writer import table_lines, write_trends
from goalcoach.sheets.trends.trend_sheet import read_trend_sheet
from goalcoach.sheets.writers.html.blocks import set_plain
from goalcoach.sheets.writers.html.style import _page_number
from goalcoach.sheets.writers.markdown import write_markdown
from goalcoach.sheets.writers.text import write_text
from goalcoach.translation import Catalogue, speaking
from tests.plan.visits import FIRST, goal, visits
from tests.pseudo import plain_words, pseudo, wide
from tests.sheets.change_sample import V1, V2, V3
from tests.sheets.every_field import SENTINEL, as_plan, full_tree, least_tree


def in_wide_letters(value: Any) -> Any:
    """Return a part of a plan with what was typed in wide letters; its codes are small words."""
    if isinstance(value, dict):
        return {key: in_wide_letters(one) for key, one in value.items()}
    if isinstance(value, list):
        return [in_wide_letters(one) for one in value]
    typed = isinstance(value, str) and (" " in value or value[:1].isupper())
    return wide(value) if typed and not value.startswith("sha256") else value


def typed_wide(plan: Plan) -> Plan:
    tree = in_wide_letters(to_tree(plan))
    return msgspec.convert(tree, Plan, builtin_types=(date, datetime))


@cache
def plans() -> tuple[Plan, ...]:
    full = [in_wide_letters(full_tree(at)) for at in (0, 1, 2)]
    trees = [in_wide_letters(least_tree()), *full]
    return (*map(typed_wide, (V1, V2, V3)), *map(as_plan, trees))


def seen(text: str) -> str:
    """Return what is left to read: not the codes of patients, rows and plans, nor the markup."""
    for code in ("rowan", "fern", "sha256"):
        text = text.replace(code, "")
    return SENTINEL.sub("", text)


def differences() -> Iterator[ChangeSheet]:
    for before, after in (*permutations(plans(), 2), (plans()[0], plans()[0])):
        between = plans()[1:2] if (before, after) == (plans()[0], plans()[2]) else ()
        found = diff(before, after, between)
        yield read_change(found, before, after, between=between, everything=True, practice=True)


def test_a_difference_has_no_english_word_of_ours():
    with speaking(pseudo()):
        for sheet in differences():
            said = write_change(sheet)
            assert not plain_words(seen(said)), said
            assert not plain_words(seen(write_change_markdown(sheet)))
            page = write_change_html(sheet)
            assert page.count("<h2>") >= len(sheet.sections)


def test_the_page_of_a_difference_names_its_language():
    with speaking(pseudo()):
        sheet = next(differences())
        page = write_change_html(sheet)
    assert '<html lang="zz">' in page
    assert "why:" not in page


CHANGE = ChangeBlock((TextSpan("Ω"),), (TextSpan("Ψ", strong=True),), "Δ", ("Λ",))


@pytest.mark.parametrize("block", [CHANGE, replace(CHANGE, old=()), replace(CHANGE, new=())])
def test_what_was_and_what_is_now_is_said_in_the_language(block: ChangeBlock):
    with speaking(pseudo()):
        assert not plain_words(write_text([block]))
        assert not plain_words(write_markdown([block]))
        words = set_plain(block).replace("strong", "").replace('class="change"', "")
        assert not plain_words(words.replace('class="why"', ""))
    assert "“Ω” is now “<strong>Ψ</strong>” (Δ)." in set_plain(CHANGE)
    assert '<p class="why">Why: “Λ”</p>' in set_plain(CHANGE)


def test_a_page_counts_its_pages_in_the_language():
    assert _page_number() == '"Page " counter(page) " of " counter(pages)'
    with speaking(pseudo()):
        assert _page_number() == f'"{wide("Page")} " counter(page) " {wide("of")} " counter(pages)'


def rated(at: int) -> dict[str, Any]:
    level = ("start", "partly", "as_planned", "more")[at % 4]
    rating = {
        "progress": {"patient": (2, 6, 4, 4, 4)[at % 5], "clinician": (8, 3, 5, 5, 5)[at % 5]},
        "level": {"patient": level, "clinician": level},
        "participation": at % 9,
        "mood": at % 7,
        "energy": 4,
    }
    measures = [
        {"id": "m1", "unit": "Ω", "now": (3, 3, 3, 3, 7)[at % 5], "target": 9, "direction": "up"},
        {"id": "m2", "name": "Ψ", "now": 9 - at % 5, "direction": "down"},
    ]
    rows = [
        goal(statement="Ω", rating=rating, measures=measures, ladder={"mode": "time_based"}),
        goal(2, statement="Ψ", rating={"progress": {"patient": (1, 7, 2, 2, 2)[at % 5]}}),
    ]
    return {
        "goals": rows,
        "values": [{"id": "v1", "words": "Ω", "lived": at}],
        "ease": {"start": at, "end": at + 1},
        "overall": {"change": "better" if at else None},
    }


def diary(days: int) -> list[DiaryEntry]:
    every = range(days)
    return [
        DiaryEntry(
            date=date.fromordinal(FIRST.toordinal() + n), participation=n % 9, mood=n % 8, energy=4
        )
        for n in every
    ]


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("days", [0, 1, 3, 12])
def test_the_trends_have_no_english_word_of_ours(count: int, days: int):
    told = visits(*map(rated, range(count)))
    with speaking(pseudo()):
        sheet = read_trend_sheet(read_trends(told, diary(days)), told)
        words = [*table_lines(sheet, 40), write_trends(sheet, 40), write_trends(sheet, 96)]
        # The options of a command, a letter of a formula and a source are alike in each language.
        said = " ".join(" ".join(words).split())
        for source in ("--format csv", "rho", "Spearman, Am J Psychol"):
            said = said.replace(source, "")
        assert not plain_words(said), plain_words(said)


@pytest.mark.parametrize(
    ("language", "day", "number"), [("de", "9. Apr. 2026", "2,5"), ("es", "9 abr 2026", "2,5")]
)
def test_a_table_of_trends_has_the_days_and_numbers_of_its_language(
    language: str, day: str, number: str
):
    rows = [{"id": "m1", "name": "Ψ", "now": now} for now in (2, 2.5)]
    told = visits(*({"goals": [goal(measures=[one])]} for one in rows))
    with speaking(Catalogue(language)):
        lines = table_lines(read_trend_sheet(read_trends(told, [])), 60)
    [row] = [line for line in lines if day in line]
    assert row.endswith(f" {number}")
    heads = next(line for line in lines if line.startswith("visit"))
    assert len(row) == len(heads)
