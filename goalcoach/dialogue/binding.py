"""Which plan path an item may fill: it exists, it holds that kind, and its rows are known.

Families E221 (no such path), E222 (the kind does not fit), E223 (the path crosses a list whose
row is not known here).
"""

from __future__ import annotations

from goalcoach.dialogue.diagnostic import suggest
from goalcoach.dialogue.outline import Outline, Plot
from goalcoach.dialogue.screen import Kind
from goalcoach.dialogue.source import Table
from goalcoach.plan.path import PathInfo, Shape, all_paths, find

_HOLDS = {
    Kind.TEXT: {Shape.TEXT},
    Kind.LONG_TEXT: {Shape.TEXT},
    Kind.CHOICE: {Shape.CHOICE, Shape.YES_NO, Shape.TEXT},
    Kind.MULTI: {Shape.CHOICES, Shape.TEXTS},
    Kind.SCALE: {Shape.INTEGER, Shape.NUMBER},
    Kind.NUMBER: {Shape.NUMBER, Shape.INTEGER},
    Kind.DATE: {Shape.DATE},
    Kind.LIST: {Shape.TEXTS, Shape.NUMBERS},
    Kind.ROSTER: {Shape.RECORDS},
}


def bind(plot: Plot, table: Table, outline: Outline) -> PathInfo | None:
    """Return the plan path that `plot` fills, None without `fills` or after a diagnostic."""
    if not table.has("fills"):
        return None
    path = table.text("fills")
    info = find(path)
    if info is None:
        table.complain(
            "E221", "fills", f"the plan has no field “{path}”{suggest(path, all_paths())}"
        )
        return None
    if not _fits(plot, table, info):
        table.complain(
            "E222", "fills", f"“{path}” holds {info.shape.value}, not what a {plot.kind} gives"
        )
        return None
    known = _known_lists(plot, outline)
    for prefix in info.lists:
        if prefix not in known:
            table.complain("E223", "fills", f"which row of {prefix} is meant is not known here")
            return None
    return info


def _fits(plot: Plot, table: Table, info: PathInfo) -> bool:
    if table.has("marks"):
        marks = table.data["marks"]
        words = marks.values() if isinstance(marks, dict) else ()
        if info.shape is Shape.TEXT:
            return True
        if info.shape not in (Shape.CHOICE, Shape.YES_NO):
            return False
        return all(word in info.choices for word in words)
    if info.shape not in _HOLDS.get(plot.kind, set()):
        return False
    if plot.kind is Kind.LIST:
        return (info.shape is Shape.NUMBERS) == bool(table.data.get("numbers"))
    if info.shape in (Shape.CHOICE, Shape.CHOICES, Shape.YES_NO):
        return all(option in info.choices for option in plot.options)
    return True


def _known_lists(plot: Plot, outline: Outline) -> set[str]:
    """The plan lists of which one row is meant where `plot` stands."""
    known: set[str] = set()
    section = outline.sections[plot.section]
    rosters = [outline.find(*section.of)] if section.of else []
    if plot.roster:
        rosters.append(outline.find(plot.section, plot.roster))
    if plot.table.has("marks"):
        target = str(plot.table.data.get("options_from", "")).partition("/")
        rosters.append(outline.find(target[0], target[2]))
    for roster in rosters:
        if roster is not None:
            known.add(str(roster.table.data.get("fills", "")))
    return known
