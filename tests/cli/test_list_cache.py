"""What is kept for the list of many is never believed over the plans, whichever command asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.press import selection
from goalcoach.store.file_name import LIST_FILE
from tests.cli.commands import Shell

QUESTIONS = (
    ("list",),
    ("list", "--format", "json"),
    ("list", "--due", "2026-12-17"),
    ("list", "--due", "2026-12-18"),
    ("print", "--due", "2026-12-17", "--dry-run"),
    ("print", "--due", "2026-12-18", "--dry-run"),
)


def test_one_changed_digit_changes_no_answer(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    (store / LIST_FILE).unlink(missing_ok=True)  # that of the practice store is of other files
    expected = [shell(*words) for words in QUESTIONS]
    monkeypatch.setattr(selection, "FEW", 1)
    assert shell("list") == expected[0]
    path = store / LIST_FILE
    whole = path.read_bytes()
    assert b"2026-12-18" in whole
    for before, after in ((b"2026-12-18", b"2026-12-17"), (b"2026-11-20", b"2026-11-28")):
        for words, answer in zip(QUESTIONS, expected, strict=True):
            path.write_bytes(whole.replace(before, after))
            assert shell(*words) == answer
            assert path.read_bytes() == whole
