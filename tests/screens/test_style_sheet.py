"""The style sheet names widgets by their classes: a name that no class has styles nothing."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

from textual.widget import Widget

from goalcoach import screens
from goalcoach.app import GoalcoachApp

for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
    import_module(module.name)  # pages are read only when they are opened


def class_names(base: type[Widget]) -> set[str]:
    """Return the names of a widget class and of all that are derived from it, as far as read."""
    return {base.__name__} | {name for one in base.__subclasses__() for name in class_names(one)}


def selectors(text: str) -> set[str]:
    """Return the names of widget classes that the rules' heads use."""
    heads = re.findall(r"([^{}]*)\{", re.sub(r"/\*.*?\*/", "", text, flags=re.S))
    return {name for head in heads for name in re.findall(r"(?<![\w.#-])[A-Z]\w+", head)}


def test_every_widget_that_the_style_sheet_names_is_there():
    sheets = GoalcoachApp.STYLE_SHEET, GoalcoachApp.PAGE_SHEET
    named = selectors("".join(one.read_text("utf-8") for one in sheets))
    assert named - class_names(Widget) <= {"App"}
    assert {"Screen", "TintedBlock", "PrintScreen"} <= named
