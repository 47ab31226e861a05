"""The style sheet names widgets by their classes: a name that no class has styles nothing."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from goalcoach import screens
from goalcoach.app import GoalcoachApp
from goalcoach.screens.kit.command_palette import Palette
from goalcoach.screens.kit.theme import DARK
from goalcoach.store.store import Store
from tests.idle import parse_rules
from tests.screens.fake import until
from tests.screens.test_home import run, store

__all__ = ["store"]

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


@pytest.mark.parametrize("other", [False, True], ids=["same colours", "other colours"])
def test_the_rules_of_the_other_pages_are_parsed_ahead_and_anew_for_other_colours(
    store: Store, other: bool, monkeypatch: pytest.MonkeyPatch
):
    parsed: list[Stylesheet] = []
    parse, sheet = parse_rules, GoalcoachApp.PAGE_SHEET.read_text("utf-8")

    def note(self: Stylesheet, css: str, *where: object, **how: object) -> list[RuleSet]:
        known = any(key[0] == css for key in self._parse_cache.keys())  # noqa: SIM118
        if css == sheet and not known:
            parsed.append(self)
        return parse(self, css, *where, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "_parse_rules", note)

    async def steps(pilot, app):
        app.read_page_sheet_ahead()
        (ahead,) = parsed
        if other:
            app.theme = DARK
            await until(lambda: app.stylesheet._variables is not ahead._variables)
        app.action_command_palette()
        await until(lambda: isinstance(app.screen, Palette) and not app.screen.unready)
        assert parsed == [ahead, *[app.stylesheet] * other]
        well = app.screen.query_one("#--input").styles.background.hex
        assert well == app.theme_variables["well"]

    run(store, steps)
