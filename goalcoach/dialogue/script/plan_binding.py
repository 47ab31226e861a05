"""Which plan path an item may fill: it exists, it holds that kind, and its rows are known.

Families E221 (no such path), E222 (the kind does not fit), E223 (the path crosses a list whose
row is not known here).
"""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.symbol_table import ItemOutline, Outline, split_name
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.fillable_paths import SCORED, PathInfo, ValueShape, all_paths, find

_HOLDS: dict[Kind, set[ValueShape]] = {
    Kind.SAY: set(),
    Kind.TEXT: {ValueShape.TEXT},
    Kind.LONG_TEXT: {ValueShape.TEXT},
    Kind.CHOICE: {ValueShape.CHOICE, ValueShape.YES_NO, ValueShape.TEXT},
    Kind.MULTI: {ValueShape.CHOICES, ValueShape.TEXTS},
    Kind.SCALE: {ValueShape.INTEGER, ValueShape.NUMBER},
    Kind.NUMBER: {ValueShape.NUMBER, ValueShape.INTEGER},
    Kind.DATE: {ValueShape.DATE},
    Kind.LIST: {ValueShape.TEXTS, ValueShape.NUMBERS},
    Kind.ROSTER: {ValueShape.RECORDS},
}


_SHAPE_WORDS = {
    ValueShape.TEXT: "a text",
    ValueShape.NUMBER: "a number",
    ValueShape.INTEGER: "a whole number",
    ValueShape.DATE: "a day",
    ValueShape.YES_NO: "yes or no",
    ValueShape.CHOICE: "one of some words",
    ValueShape.TEXTS: "several texts",
    ValueShape.NUMBERS: "several numbers",
    ValueShape.CHOICES: "several of some words",
    ValueShape.RECORDS: "rows",
}
"""What a field of the plan holds, for who wants to fill it."""


def bind(plot: ItemOutline, table: TomlTable, outline: Outline) -> PathInfo | None:
    """Return the plan path that `plot` fills, None without `fills` or after a diagnostic."""
    if not table.has("fills"):
        return None
    path = table.text("fills")
    info = find(path)
    if path.partition(".")[0] == SCORED:
        table.complain("E221", "fills", "is scored from a scale, and no question writes there")
        return None
    if info is None:
        table.complain(
            "E221", "fills", f"the plan has no field “{path}”{suggest(path, all_paths())}"
        )
        return None
    if not _fits(plot, table, info):
        held = _SHAPE_WORDS.get(info.shape, info.shape)
        table.complain("E222", "fills", f"“{path}” holds {held}, not what a {plot.kind} gives")
        return None
    if _is_beyond(plot, table, info):
        table.complain("E222", "fills", f"“{path}” holds {info.low:g} to {info.high:g}")
    known = _known_lists(plot, outline)
    exact = info.shape is ValueShape.RECORDS or table.has("marks")
    if info.lists != (known if exact else known[: len(info.lists)]):
        lists = " and ".join(info.lists) or "the list around it"
        table.complain("E223", "fills", f"which row of {lists} is meant is not known here")
        return None
    return info


def _is_beyond(plot: ItemOutline, table: TomlTable, info: PathInfo) -> bool:
    pair = table.pair("range")
    if plot.kind not in (Kind.SCALE, Kind.NUMBER) or pair is None:
        return False
    return (
        info.low is not None
        and info.high is not None
        and not (info.low <= pair[0] and pair[1] <= info.high)
    )


def _fits(plot: ItemOutline, table: TomlTable, info: PathInfo) -> bool:
    if table.has("marks"):
        marks = table.data["marks"]
        words = marks.values() if isinstance(marks, dict) else ()
        if info.shape is ValueShape.TEXT:
            return True
        if info.shape not in (ValueShape.CHOICE, ValueShape.YES_NO):
            return False
        return all(word in info.choices for word in words)
    if info.shape not in _HOLDS[plot.kind]:
        return False
    if plot.kind is Kind.LIST:
        return (info.shape is ValueShape.NUMBERS) == bool(table.data.get("numbers"))
    if info.shape in (ValueShape.CHOICE, ValueShape.CHOICES, ValueShape.YES_NO):
        return all(option in info.choices for option in plot.options)
    return True


def _known_lists(plot: ItemOutline, outline: Outline) -> tuple[str, ...]:
    """The plan lists of which one row is meant where `plot` stands, outermost first.

    A row is picked by its place in this order, so a list that does not fill the plan counts too.
    """
    section = outline.sections[plot.section]
    rosters = [outline.find(*section.of)] if section.of else []
    if plot.roster:
        rosters.append(outline.find(plot.section, plot.roster))
    if plot.table.has("first_of"):
        rosters.append(outline.find(*split_name(plot.table.text("first_of"))))
    if plot.table.has("marks"):
        marked = outline.find(*split_name(str(plot.table.data.get("options_from", ""))))
        around = outline.sections[marked.section].of if marked else None
        rosters = [marked] if around is None or around != section.of else [*rosters[:1], marked]
    return tuple(str(one.table.data.get("fills", "")) for one in rosters if one is not None)
