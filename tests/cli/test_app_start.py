"""`goalcoach` alone, which begins without the command line's library."""

from __future__ import annotations

import pytest

from goalcoach.cli.app_start import is_bare


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ([], True),
        (["--store", "plans"], True),
        (["--store"], False),
        (["--store", "--help"], False),
        (["--store", "plans", "list"], False),
        (["list"], False),
        (["--help"], False),
    ],
)
def test_a_line_without_a_command_is_known_from_all_others(line: list[str], bare: bool):
    assert is_bare(line) is bare
