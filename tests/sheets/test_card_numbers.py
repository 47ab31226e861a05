"""Up to four contacts of a site fit the card, whatever else it says; the numbers never give way."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.sheet import Paper, Size, lay_sheet
from goalcoach.sheets.writers.pdf.pdf import write_pdf
from goalcoach.store.store import Store
from goalcoach.visit.version_context import context_of
from tests.conftest import SESSIONS
from tests.sheets.kinds import CARD, HANDOUT
from tests.sheets.paper import read, words
from tests.sheets.rowan import around, third

CONTACTS = (
    ("Emergency line, any hour of the day", "01632 960 999"),
    ("Someone to talk to, day and night", "01632 960 116"),
    ("Nurse line, weekdays 8 to 5", "01632 960 112"),
    ("The practice, also by text message", "01632 960 300"),
)
URGENT = CONTACTS[:2]


def practice(code: str) -> tuple[Plan, SheetContext]:
    loaded = Store(SESSIONS).load(code)
    return loaded.plan, context_of(Store(SESSIONS), loaded)


PLANS = {
    "fern-4": practice("fern-4"),
    "rowan-17": practice("rowan-17"),
    "third": (third(), around()),
}


def pdf(name: str, number: int, size: Size, paper: Paper) -> bytes:
    plan, beside = PLANS[name]
    contacts = CONTACTS[:number]
    urgent = tuple(one for one in URGENT if one in contacts)
    # The site has them in another order, the urgent ones last.
    beside = replace(beside, contacts=contacts[::-1], urgent=urgent)
    return write_pdf(lay_sheet(CARD, plan, beside, size), paper)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("name", PLANS)
def test_each_number_stands_on_the_card_the_urgent_ones_first(
    name: str, number: int, size: Size, paper: Paper
):
    text = words(pdf(name, number, size, paper)).replace("\u00a0", " ")
    text = text[text.index("Who do I call?") :]
    others = CONTACTS[len(URGENT) : number][::-1]
    at = [text.index(phone) for _, phone in (*URGENT[:number], *others)]
    assert at == sorted(at)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize("name", PLANS)
def test_the_first_number_for_help_stands_beside_what_calls_for_it(
    name: str, number: int, size: Size, paper: Paper
):
    text = words(pdf(name, number, size, paper)).replace("\u00a0", " ")
    at_once = text[text.index("Get help at once") : text.index("Who do I call?")]
    assert at_once.count("Call 01632 960 999.") == 1
    assert "01632 960 116" not in at_once


@pytest.mark.parametrize("name", PLANS)
def test_no_number_runs_into_the_foot_of_its_face(name: str):
    found: list[tuple[float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        found.append((cm[3] * tm[5] + cm[5], size, text))

    for number in (1, 2, 3, 4):
        found.clear()
        reader = read(pdf(name, number, Size.STANDARD, Paper.A4))
        reader.pages[0].extract_text(visitor_text=visit)
        feet = [(y, size) for y, size, text in found if "version" in text and size < 9]
        numbers = [y - 0.25 * size for y, size, text in found if "960" in text and size >= 11]
        foot = max(y + 0.714 * size for y, size in feet)
        assert len(numbers) >= 2 * number
        assert min(y for y in numbers if y > foot - 20) > foot + 1


def test_the_handout_has_each_number_once_urgent_ones_in_the_alert():
    plan, beside = PLANS["rowan-17"]
    beside = replace(beside, contacts=CONTACTS, urgent=URGENT)
    text = words(write_pdf(lay_sheet(HANDOUT, plan, beside, Size.STANDARD)))
    text = text.replace("\u00a0", " ")
    assert [text.count(phone) for _, phone in CONTACTS] == [1] * 4
    at = [text.index(phone) for _, phone in CONTACTS]
    assert at == sorted(at)
    assert at[1] < text.index("How long before I call") < at[2]
