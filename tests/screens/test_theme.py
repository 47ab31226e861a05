"""Colours keep their contrast, and marks fit the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import goalcoach.screens
from goalcoach.screens.kit.theme import (
    DARK,
    DRAWN,
    LIGHT,
    NONE,
    PLAIN,
    ROLES,
    SIXTEEN,
    choose_marks,
    choose_theme,
)

FOLDER = Path(goalcoach.screens.__file__).parent
PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "accent", "signal")
      for ground in ("paper", "well", "wash")),
    ("on_accent", "accent"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(theme, text, ground):
    one, other = (luminance(ROLES[theme][role]) for role in (text, ground))
    ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
    assert ratio >= 4.5


def test_themes_have_the_same_roles():
    assert {frozenset(roles) for roles in ROLES.values()} == {frozenset(ROLES[DARK])}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.tcss")) + sorted(FOLDER.rglob("*.py")))
def test_only_the_theme_names_a_colour(path):
    text = path.read_text(encoding="utf-8")
    assert path.name == "theme.py" or not re.search(r"#[0-9A-Fa-f]{6}\b", text)
    roles = set(re.findall(r"\$([a-z_]+)", text))
    assert roles <= set(ROLES[DARK])


@pytest.mark.parametrize(
    ("environ", "encoding", "marks"),
    [
        ({"TERM": "xterm-256color"}, "utf-8", DRAWN),
        ({"TERM": "linux"}, "utf-8", PLAIN),
        ({"TERM": "vt100"}, "utf-8", PLAIN),
        ({"TERM": "ansi"}, "utf-8", PLAIN),
        ({"TERM": "xterm-256color"}, "latin-1", PLAIN),
    ],
)
def test_marks_fit_the_terminal(environ, encoding, marks):
    assert choose_marks(environ, encoding) is marks


def test_plain_marks_are_ascii():
    fields = [getattr(PLAIN, name) for name in PLAIN.__slots__]
    assert all("".join(field).isascii() for field in fields)


def test_the_theme_follows_the_site_and_the_terminal():
    assert choose_theme({"TERM": "xterm-256color"}, "light") == LIGHT
    assert choose_theme({}, "dark") == DARK
    assert choose_theme({"TERM": "linux"}, "light") == SIXTEEN


def test_no_color_means_no_colour_in_any_theme_role():
    assert choose_theme({"NO_COLOR": "1", "TERM": "xterm-256color"}, "light") == NONE
    assert choose_theme({"NO_COLOR": "1", "TERM": "linux"}, "dark") == NONE
    assert choose_theme({"NO_COLOR": ""}, "light") == LIGHT
    assert set(ROLES[NONE].values()) == {"ansi_default"}
