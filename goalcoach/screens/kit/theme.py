"""Colours by role, so that style sheet and widgets name no colour, and the marks beside words.

Four themes have the same roles: dark, light, the terminal's own sixteen colours, and none at all.
Dark and light have a second table, for terminals with 256 colours. A second set of marks is plain
ASCII. Knows nothing of visits or plans.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.theme import Theme

from goalcoach.safe_text import PLAIN_TERMS

DARK = "goalcoach-dark"
LIGHT = "goalcoach-light"
SIXTEEN = "goalcoach-sixteen"
NONE = "goalcoach-none"
"""The theme without colours, for NO_COLOR; bold, marks and words carry all meaning anyway."""

ROLES: dict[str, dict[str, str]] = {
    DARK: {
        "paper": "#171918",
        "well": "#202423",
        "wash": "#263230",
        "ink": "#ECE7DB",
        "quiet": "#ABA898",
        "hair": "#414642",
        "accent": "#86CBB9",
        "on_accent": "#10201C",
        "signal": "#EDA787",
    },
    LIGHT: {
        "paper": "#FAF7EF",
        "well": "#F1ECDF",
        "wash": "#E0EBE5",
        "ink": "#26241F",
        "quiet": "#615D52",
        "hair": "#CFC8B6",
        "accent": "#17665B",
        "on_accent": "#FFFFFF",
        "signal": "#99401F",
    },
    SIXTEEN: {
        "paper": "ansi_default",
        "well": "ansi_default",
        "wash": "ansi_default",
        "ink": "ansi_default",
        "quiet": "ansi_default",
        "hair": "ansi_default",
        "accent": "ansi_cyan",
        "on_accent": "ansi_black",
        "signal": "ansi_yellow",
    },
}
ROLES[NONE] = dict.fromkeys(ROLES[DARK], "ansi_default")
ROLES_OF_256: dict[str, dict[str, str]] = {
    DARK: {
        "paper": "#121212",
        "well": "#262626",
        "wash": "#3A3A3A",
        "ink": "#EEEEEE",
        "quiet": "#B2B2B2",
        "hair": "#4E4E4E",
        "accent": "#87D7AF",
        "on_accent": "#121212",
        "signal": "#FFAF87",
    },
    LIGHT: {
        "paper": "#FFFFFF",
        "well": "#F5F5F5",
        "wash": "#EBEBEB",
        "ink": "#262626",
        "quiet": "#585858",
        "hair": "#C6C6C6",
        "accent": "#005F5F",
        "on_accent": "#FFFFFF",
        "signal": "#870000",
    },
}
"""The same roles in 256 colours: greys are of the ramp, accent and signal of the cube.

Of those colours a pink is nearest to the ink above, and rounding would take it."""
CHOSEN = {NONE: "bold reverse"}
"""Style of a chosen figure by theme, where the theme has no background colour for it."""


def build_theme(name: str, *, of_256: bool = False) -> Theme:
    """Return the Textual theme of that name, with our roles as its variables.

    Textual's own colour names are mapped to roles too, for its built-in widgets. `of_256` takes
    the colours of a terminal that has no others, where the theme has colours of its own.
    """
    role = ROLES_OF_256.get(name, ROLES[name]) if of_256 else ROLES[name]
    return Theme(
        name=name,
        primary=role["accent"],
        secondary=role["quiet"],
        accent=role["accent"],
        warning=role["signal"],
        error=role["signal"],
        success=role["accent"],
        foreground=role["ink"],
        background=role["paper"],
        surface=role["well"],
        panel=role["well"],
        boost=role["well"],
        dark=name != LIGHT,
        variables={
            **role,
            "scrollbar": role["hair"],
            "scrollbar-hover": role["quiet"],
            "scrollbar-active": role["quiet"],
            "scrollbar-background": role["paper"],
            "scrollbar-background-hover": role["paper"],
            "scrollbar-background-active": role["paper"],
            "scrollbar-corner-color": role["paper"],
            "block-cursor-background": role["accent"],
            "block-cursor-foreground": role["on_accent"],
            "input-cursor-background": role["accent"],
            "input-cursor-foreground": role["on_accent"],
            "input-selection-background": role["wash"],
            "screen-selection-background": role["wash"],
        },
    )


class MarkSigns(NamedTuple):
    """The marks beside words; each is one cell, but for `on`, `off` and the ASCII arrows."""

    edge: str
    answered: str
    open: str
    skipped: str
    aside: str
    on: str
    off: str
    rule: str
    bar: str
    ends: tuple[str, str, str]
    """Left end, tick and right end of a scale's axis."""
    arrows: tuple[str, str, str]
    """Signs of the arrow keys: up and down, left and right, down alone."""
    guards: tuple[str, str]
    """What protects: still to come, and there."""


DRAWN = MarkSigns(
    "▌", "●", "○", "–", "·", "[x]", "[ ]", "─", "━", ("├", "┼", "┤"),
    ("↑↓", "←→", "↓"), ("◇", "◆"),
)  # fmt: skip
PLAIN = MarkSigns(
    ">", "*", "o", "-", ".", "[x]", "[ ]", "-", "=", ("|", "+", "|"),
    ("up/down", "left/right", "v"), ("_", "#"),
)  # fmt: skip


def choose_marks(environ: Mapping[str, str], encoding: str, *, plain: bool = False) -> MarkSigns:
    """Return the marks that a terminal with this encoding can draw; `plain` asks for ASCII."""
    if plain or environ.get("TERM") in PLAIN_TERMS:
        return PLAIN
    return DRAWN if encoding.lower().replace("-", "") == "utf8" else PLAIN


def count_colours(environ: Mapping[str, str]) -> int:
    """Return how many colours the terminal has by its own word: 16, 256 or 1 << 24.

    One that says nothing of itself is asked for all.
    """
    term = environ.get("TERM", "")
    if term in {"linux", "vt100", "ansi"}:
        return 16
    if not term or environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return 1 << 24
    return 256 if term.endswith(("-256color", "-kitty")) else 16


def choose_theme(environ: Mapping[str, str], wanted: str) -> str:
    """Return the name of the theme to use; `wanted` is "dark" or "light"."""
    if environ.get("NO_COLOR"):
        return NONE
    if count_colours(environ) == 16:
        return SIXTEEN
    return LIGHT if wanted == "light" else DARK
