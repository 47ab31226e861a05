"""Reads the keys of a choice: its options, and what choosing one or adding a row writes beside."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.piping import Template
from goalcoach.dialogue.script.resolver import Resolver
from goalcoach.dialogue.script.script import Option, OptionReason, RowMarks
from goalcoach.dialogue.script.symbol_table import ItemOutline, Outline, split_name
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.fillable_paths import all_paths, find

MOVES = ("hold", "up", "down", "swap")

_CHOICES = (Kind.CHOICE, Kind.MULTI)


def compile_options(plot: ItemOutline, resolver: Resolver) -> tuple[Option, ...]:
    """Return the options of a choice or multi; none for other kinds and with `options_from`.

    Reports E105 without either key or with both, E107 for an id that stands twice.
    """
    table = plot.table
    if plot.kind not in (Kind.CHOICE, Kind.MULTI):
        return ()
    if table.has("options") == table.has("options_from"):
        table.complain("E105", "options", "needs options, or options_from")
        return ()
    raw = table.data.get("options", [])
    bare = [one for one in raw if isinstance(one, str)] if isinstance(raw, list) else []
    if bare and len(bare) == len(raw if isinstance(raw, list) else []):
        made = [Option(one, Template((one,))) for one in bare]
    else:
        made = [_compile_option(one, resolver) for one in table.tables("options")]
    ids = [one.id for one in made]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        table.complain("E107", "options", f"“{one}” stands twice")
    return tuple(made)


def _compile_option(table: TomlTable, resolver: Resolver) -> Option:
    table.allow(("id", "label", "exclusive", "when", "reasons"))
    if not table.text("id") or not table.text("label"):
        table.complain("E107", "", "an option needs an id and a label")
    return Option(
        table.text("id"),
        resolver.template(table, "label"),
        table.flag("exclusive"),
        resolver.condition(table, "when"),
        _read_reasons(table, resolver),
    )


def _read_reasons(table: TomlTable, resolver: Resolver) -> tuple[OptionReason, ...]:
    """Return why an option is offered before others. Reports E105 without either key."""
    made = []
    for one in table.tables("reasons"):
        one.allow(("when", "because"))
        if not one.has("when") or not one.text("because"):
            one.complain("E105", "", "needs when and because")
            continue
        when = resolver.condition(one, "when")
        if when is not None:
            made.append(OptionReason(when, resolver.template(one, "because")))
    return tuple(made)


def read_roster(plot: ItemOutline, outline: Outline, key: str) -> tuple[str, str] | None:
    """Return the section and id of the roster that a key names. Reports E201, or E202 if it is
    asked later."""
    table = plot.table
    if not table.has(key):
        return None
    name = split_name(table.text(key))
    roster = outline.find(*name)
    if roster is None or roster.kind is not Kind.ROSTER:
        table.complain("E201", key, "names no roster")
        return None
    if not outline.before(plot, roster):
        table.complain("E202", key, "that roster is asked later")
    return name


def read_but(plot: ItemOutline, outline: Outline) -> tuple[str, str] | None:
    """Return the section and id of the choice whose rows are left out of the options.

    Reports E202 if it is not asked before, E204 if it is among other rows.
    """
    table = plot.table
    if not table.has("options_but"):
        return None
    name = split_name(table.text("options_but"))
    other = outline.find(*name)
    if other is None or other.kind not in _CHOICES or not outline.before(plot, other):
        table.complain("E202", "options_but", "names no choice that is asked before")
        return None
    if other.table.data.get("options_from") != table.data.get("options_from"):
        table.complain("E204", "options_but", "that choice is among other rows")
    return name


def read_marks(table: TomlTable) -> RowMarks | None:
    """Return what chosen and other rows get written; None without `marks`. Reports E105."""
    marks = table.table("marks")
    if marks is None:
        return None
    marks.allow(("chosen", "other"))
    if not table.has("options_from") or not table.has("fills"):
        table.complain("E105", "marks", "needs options_from and fills")
    return RowMarks(marks.text("chosen"), marks.text("other"))


def read_moves(plot: ItemOutline) -> bool:
    """Return True if the choice moves the step of a ladder. Reports E204 for other options."""
    moves = plot.table.flag("moves")
    if moves and (plot.kind is not Kind.CHOICE or not set(plot.options) <= set(MOVES)):
        plot.table.complain("E204", "moves", f"needs a choice of {', '.join(MOVES)}")
    return moves


def read_rank(plot: ItemOutline) -> int:
    """Return how many choices are put in order, 0 for none. Reports E106."""
    rank = plot.table.whole("rank")
    if rank and plot.options and rank > len(plot.options):
        plot.table.complain("E106", "rank", "is more than there are options")
    return rank


def read_confirms(plot: ItemOutline) -> tuple[tuple[str, str], ...]:
    """Return (option, part of the plan) for each option that says a standing part again.

    Reports E221 for a part that is not one standing table.
    """
    table = plot.table.table("confirms")
    if table is None:
        return ()
    table.allow(plot.options)
    found = tuple((option, table.text(option)) for option in table.data)
    for option, part in found:
        inner = [find(path) for path in all_paths() if path.startswith(f"{part}.")]
        if not inner or not all(one and one.standing and not one.lists for one in inner):
            table.complain("E221", option, f"“{part}” is no standing part that is one table")
    return found


def read_sets(plot: ItemOutline) -> tuple[tuple[str, str], ...]:
    """Return (plan path, word) for each field that a row added to this roster has from the start.

    Reports E105 for what is no roster for new rows, E222 for a word that the field does not hold.
    """
    table = plot.table.table("sets")
    if table is None:
        return ()
    if plot.kind is not Kind.ROSTER or not plot.table.flag("adds"):
        plot.table.complain("E105", "sets", "is for a roster that adds new rows")
    found = tuple((f"{plot.table.text('fills')}.{key}", table.text(key)) for key in table.data)
    for path, word in found:
        info = find(path)
        if info is None or word not in info.choices:
            table.complain("E222", path.rpartition(".")[2], f"“{path}” does not hold “{word}”")
    return found
