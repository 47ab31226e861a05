"""A preview line by line: what it says at its end is true, for nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.visit.break_and_end_words import PREVIEW_IS_GONE
from tests.plain.small import begin, lead, open_store, questions, write_pack

KEPT = ("is kept", "is written", "goalcoach show", "To go on")


def end_of_preview(tmp_path: Path, *lines: str) -> str:
    """Return what a preview of one question says, led with these lines."""
    gate = next(one for one in questions() if one["id"] == "gate")
    script = write_pack(tmp_path / "pack", gate)
    visit = begin(open_store(tmp_path / "store"), script)
    visit.preview = True
    return " ".join(lead(visit, lines).text.split())


@pytest.mark.parametrize(
    "lines",
    [("1", "yes"), ("1", ":quit"), (":quit",), (":break", "2", "yes")],
    ids=["closed", "left at the close", "left at once", "stopped at a break"],
)
def test_a_preview_says_that_nothing_is_kept_however_it_ends(tmp_path: Path, lines):
    said = end_of_preview(tmp_path, *lines)
    assert PREVIEW_IS_GONE in said
    assert [one for one in KEPT if one in said] == []


def test_a_preview_that_is_left_names_the_command_that_begins_it_anew(tmp_path: Path):
    assert "To begin it anew: " in end_of_preview(tmp_path, ":quit")
