"""Colours keep their contrast, and marks fit the terminal."""

from __future__ import annotations

import asyncio
import colorsys
import re
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.app import App, ComposeResult

import goalcoach.screens
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.theme import (
    DARK,
    DRAWN,
    LIGHT,
    NONE,
    PLAIN,
    ROLES,
    ROLES_OF_256,
    SIXTEEN,
    build_theme,
    choose_marks,
    choose_theme,
    count_colours,
)

FOLDER = Path(goalcoach.screens.__file__).parent
PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "accent", "signal")
      for ground in ("paper", "well", "wash")),
    ("on_accent", "accent"),
]  # fmt: skip


COLOURED = {"accent", "signal"}
"""The roles with a hue; all others are greys."""


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


def drawn(theme: str, role: str) -> str:
    """Return the colour "#rrggbb" that a terminal with 256 colours is told to draw."""
    number = Color.parse(build_theme(theme, of_256=True).variables[role].lower())
    return number.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def hue(colour: str) -> float:
    """Return the hue of "#rrggbb" in degrees."""
    return 360 * colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))[0]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground_in_256_colours(theme, text, ground):
    one, other = (luminance(drawn(theme, role)) for role in (text, ground))
    assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("role", sorted(ROLES[DARK]))
def test_no_role_is_drawn_in_another_hue_where_there_are_256_colours(theme, role):
    seen = drawn(theme, role)
    if role in COLOURED:
        assert abs(hue(seen) - hue(ROLES[theme][role])) < 20
    else:
        assert seen[1:3] == seen[3:5] == seen[5:7]


def test_themes_have_the_same_roles():
    themes = (*ROLES.values(), *ROLES_OF_256.values())
    assert {frozenset(roles) for roles in themes} == {frozenset(ROLES[DARK])}


def test_the_text_cursor_can_be_seen_in_sixteen_colours():
    class Typing(App[None]):
        CSS_PATH = FOLDER / "kit" / "goalcoach.tcss"

        def compose(self) -> ComposeResult:
            yield Writer()

    async def look() -> None:
        app = Typing(ansi_color=True)
        app.register_theme(build_theme(SIXTEEN))
        app.theme = SIXTEEN
        async with app.run_test():
            style = app.query_one(Writer).get_component_rich_style("text-area--cursor")
            assert style.bgcolor is not None
            assert style.bgcolor.number == 6
            assert not style.reverse

    asyncio.run(look())


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
    assert all("".join(field).isascii() for field in PLAIN)


def test_the_theme_follows_the_site_and_the_terminal():
    assert choose_theme({"TERM": "xterm-256color"}, "light") == LIGHT
    assert choose_theme({}, "dark") == DARK
    assert choose_theme({"TERM": "linux"}, "light") == SIXTEEN
    assert choose_theme({"TERM": "screen"}, "light") == SIXTEEN


@pytest.mark.parametrize(
    ("environ", "count"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "tmux-256color", "COLORTERM": ""}, 256),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-16color"}, 16),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, 16),
        ({}, 1 << 24),
    ],
)
def test_a_terminal_is_asked_for_no_more_colours_than_it_has(environ, count):
    assert count_colours(environ) == count


def test_no_color_means_no_colour_in_any_theme_role():
    assert choose_theme({"NO_COLOR": "1", "TERM": "xterm-256color"}, "light") == NONE
    assert choose_theme({"NO_COLOR": "1", "TERM": "linux"}, "dark") == NONE
    assert choose_theme({"NO_COLOR": ""}, "light") == LIGHT
    assert set(ROLES[NONE].values()) == {"ansi_default"}
