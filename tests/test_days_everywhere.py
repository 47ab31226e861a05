"""A day is read alike wherever one is typed, for one reader reads it: `typed_day`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import pytest
import typer
from typer.main import get_command

from goalcoach.cli import line_day
from goalcoach.cli.command_table import command_names, load
from goalcoach.cli.line_day import read_date, read_past_date
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Screen
from goalcoach.errors import BadData, UsageError
from goalcoach.plain.typed_answer import PLAIN_FIELDS
from goalcoach.screens.fields.typed_value import UnreadInput, read_day
from goalcoach.sheets.diary_form import UnreadAnswer, read_answer
from goalcoach.sheets.filled_diary_reader import read_sheet
from goalcoach.typed_day import read_typed

TODAY = date(2026, 11, 20)
AHEAD = (
    *("3.12.2099", "31.12.", "3 December 2099", "2099-12-03", "next Thursday", "in 3 weeks"),
    *("3 weeks", "tomorrow", "a month", "today", "today+28d"),
)
BEFORE = (
    "3.12.2020",
    "3 December 2020",
    "2020-12-03",
    "last Thursday",
    "2 days ago",
    "yesterday",
    "Thursday",
)
NONE = ("3/12/2026", "18.12.26", "soon", "next week", "12", "31.12")


class Calendar(date):
    """What an option of the command line asks for today."""

    @classmethod
    def today(cls) -> Calendar:
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_day, "date", Calendar)


Door = Callable[[str], object]


def at_a_question_line_by_line(text: str) -> object:
    return PLAIN_FIELDS[Kind.DATE].read(cast("Screen", None), text, TODAY)


def in_the_diary(text: str) -> object:
    return read_answer("date", text, TODAY)


FORWARD: dict[str, Door] = {
    "a question on the screen": lambda text: read_day(text, TODAY),
    "a question line by line": at_a_question_line_by_line,
    "--today and --due": read_date,
}
BACKWARD: dict[str, Door] = {
    "a day of the diary, on the page and by log": in_the_diary,
    "--changed-since": read_past_date,
}


@pytest.mark.parametrize("door", FORWARD)
@pytest.mark.parametrize("text", [*AHEAD, *BEFORE])
def test_a_day_is_read_alike_at_each_door(door: str, text: str):
    meant = read_typed(text, TODAY)
    assert meant is not None
    assert FORWARD[door](text) == meant


@pytest.mark.parametrize("door", BACKWARD)
@pytest.mark.parametrize("text", BEFORE)
def test_a_day_that_was_is_read_alike_at_each_door(door: str, text: str):
    meant = read_typed(text, TODAY, back=True)
    assert meant is not None
    assert BACKWARD[door](text) == meant


@pytest.mark.parametrize("door", [*FORWARD, *BACKWARD])
@pytest.mark.parametrize("text", NONE)
def test_what_may_be_two_days_is_one_at_no_door(door: str, text: str):
    try:
        found = (FORWARD | BACKWARD)[door](text)
    except (UnreadInput, UnreadAnswer, UsageError):
        return
    assert found == text  # a front end that leaves the refusal to the engine


def test_every_option_that_takes_a_day_has_one_of_the_two_readers():
    seen = set()
    for name in command_names():
        one = typer.Typer(add_completion=False)
        one.command()(load(name))
        for param in get_command(one).params:
            if param.metavar == "DATE":
                assert getattr(param.type, "func", None) in (read_date, read_past_date)
                seen.add(f"{name} {param.opts[0]}")
    assert seen == {"visit --today", "list --due", "print --due", "print --changed-since"}


def test_a_sheet_is_read_as_it_was_written_and_not_from_the_day_it_is_read():
    day = (TODAY - timedelta(days=3)).strftime("%d.%m.%Y")
    [entry] = read_sheet(f"date,ease\n{day},5\n".encode(), "diary.csv", TODAY).entries
    assert entry.date == TODAY - timedelta(days=3)
    with pytest.raises(BadData, match="wants a day with its year"):
        read_sheet(b"date,ease\ntoday,5\n", "diary.csv", TODAY)
