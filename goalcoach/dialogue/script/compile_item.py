"""One question from its table: every key read, checked and resolved.

What does not fit is reported, and a harmless value stands in, so that one pass finds it all.
"""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.script.compile_choice import (
    compile_options,
    read_but,
    read_confirms,
    read_marks,
    read_moves,
    read_rank,
    read_roster,
    read_sets,
)
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.plan_binding import bind
from goalcoach.dialogue.script.resolver import Resolver
from goalcoach.dialogue.script.script import ALL_SKIPS, Check, Item, ItemWords
from goalcoach.dialogue.script.symbol_table import ItemOutline, Outline, split_name
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.typed_day import Day, read_counted

PANELS = (
    *("ladder", "plan", "changes", "diary", "patterns", "contacts", "danger", "gate", "heard"),
    *("ratings", "card"),
)
WHO = ("patient", "clinician", "helper")

_WORD_KEYS = ("id", "kind", "label", "say", "say_again", "show", "hint", "probes", "when")
FIELD_KEYS = (
    *_WORD_KEYS,
    *("required", "skips", "fills", "options", "options_from", "options_but", "rank", "range"),
    *(
        "anchors",
        "unit",
        "rows",
        "numbers",
        "max_words",
        "earliest",
        "latest",
        "propose",
        "who",
        "checks",
    ),
    *("anew", "if_empty", "core", "extra", "each_day", "lint_ok"),
)
ITEM_KEYS = (
    *FIELD_KEYS,
    *("visits", "private", "marks", "fields", "row_label", "ask_more", "reveal", "panel"),
    *("gate", "gate_say", "opens", "moves", "adds", "sets", "first_of", "confirms"),
)

_OPTIONS, _ROWS = (Kind.CHOICE, Kind.MULTI), (Kind.ROSTER, Kind.LIST)
_OF_KINDS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(("options", "options_from", "options_but", "marks"), _OPTIONS),
    **dict.fromkeys(("moves", "confirms"), (Kind.CHOICE,)),
    **dict.fromkeys(("rows", "ask_more"), _ROWS),
    **dict.fromkeys(("fields", "row_label", "adds", "sets"), (Kind.ROSTER,)),
    **dict.fromkeys(("earliest", "latest"), (Kind.DATE,)),
    **dict.fromkeys(("range", "unit"), (Kind.SCALE, Kind.NUMBER, Kind.LIST)),
    "rank": (Kind.MULTI,),
    "anchors": (Kind.SCALE,),
    "numbers": (Kind.LIST,),
    "max_words": (Kind.TEXT, Kind.LONG_TEXT, Kind.LIST),
    "first_of": (Kind.TEXT,),
}
"""Keys that mean something for these kinds alone."""


def compile_item(
    plot: ItemOutline, outline: Outline, roster: str = "", *, private: bool = False
) -> Item:
    """Return the item (or, with `roster`, the field of it) that a table describes.

    What is asked of the rows of a private list is `private` with it.
    """
    table = plot.table
    table.allow(FIELD_KEYS if roster else ITEM_KEYS)
    for key in table.data if table.data.get("kind") == plot.kind else ():
        if plot.kind not in _OF_KINDS.get(key, (plot.kind,)):
            table.complain(
                "E105", key, f"is for {' or '.join(_OF_KINDS[key])}, not for {plot.kind}"
            )
    resolver = Resolver(outline, plot.section, plot)
    low, high = _read_range(plot)
    private = table.flag("private") or private
    return Item(
        id=plot.id,
        section=plot.section,
        kind=plot.kind,
        words=_compile_words(plot, outline),
        roster=roster,
        visits=plot.visits,
        when=resolver.condition(table, "when"),
        who=_one_of(table, "who", WHO, "patient"),
        private=private,
        required=_read_required(table, bool(roster)),
        skips=_read_skips(table),
        fills=bind(plot, table, outline),
        marks=read_marks(table),
        confirms=read_confirms(plot),
        options=compile_options(plot, resolver),
        options_from=read_roster(plot, outline, "options_from"),
        options_but=read_but(plot, outline),
        first_of=read_roster(plot, outline, "first_of"),
        rank=read_rank(plot),
        low=low,
        high=high,
        anchors=_read_anchors(plot, low, high),
        unit=resolver.template(table, "unit"),
        rows=_read_rows(table),
        numbers=table.flag("numbers"),
        max_words=table.whole("max_words"),
        earliest=_read_bound(table, "earliest"),
        latest=_read_bound(table, "latest"),
        propose=_read_propose(plot),
        fields=tuple(compile_item(one, outline, plot.id, private=private) for one in plot.fields),
        checks=_compile_checks(plot, outline),
        anew=table.flag("anew"),
        if_empty=table.flag("if_empty"),
        core=table.flag("core") or _is_needed(plot),
        extra=_read_extra(plot),
        each_day=table.flag("each_day"),
        adds=table.flag("adds"),
        sets=read_sets(plot),
        gate=Resolver(outline, plot.section, plot, in_check=True).condition(table, "gate"),
        reveal=table.text("reveal"),
        panel=_read_panel(table),
        moves=read_moves(plot),
        opens=_read_opens(table, outline),
        line=table.line(),
    )


def _compile_words(plot: ItemOutline, outline: Outline) -> ItemWords:
    table = plot.table
    resolver = Resolver(outline, plot.section, plot)
    own = Resolver(outline, plot.section, plot, in_check=True)
    if not table.has("label"):
        table.complain("E105", "label", "is needed: a few words that name the question")
    if table.has("say_again") and not outline.sections[plot.section].repeats:
        table.complain("E105", "say_again", "is for a section with rounds")
    if plot.kind is Kind.ROSTER:
        first = plot.fields[0].kind if plot.fields else None
        if first not in (Kind.TEXT, Kind.LONG_TEXT):
            table.complain("E105", "fields", "the first field of a roster is a text")
        if any(one.kind in (Kind.ROSTER, Kind.SAY) for one in plot.fields):
            table.complain("E105", "fields", "a field is neither a roster nor a say")
    return ItemWords(
        label=resolver.template(table, "label"),
        say=resolver.template(table, "say"),
        say_again=own.template(table, "say_again"),
        show=resolver.template(table, "show"),
        hint=resolver.template(table, "hint"),
        probes=tuple(resolver.words(one, table, "probes") for one in table.texts("probes")),
        gate_say=own.template(table, "gate_say"),
        ask_more=own.template(table, "ask_more"),
        row_label=own.template(table, "row_label"),
    )


def _compile_checks(plot: ItemOutline, outline: Outline) -> tuple[Check, ...]:
    resolver = Resolver(outline, plot.section, plot, in_check=True)
    made: list[Check] = []
    for table in plot.table.tables("checks"):
        table.allow(("id", "stop_if", "warn_if", "text", "opens", "firm"))
        if table.has("stop_if") == table.has("warn_if") or not table.text("text"):
            table.complain("E105", "", "a check needs stop_if or warn_if, and a text")
        if any(one.id == table.text("id") for one in made) or not table.text("id"):
            table.complain("E107", "id", "a check needs an id of its own")
        hard, firm = table.has("stop_if"), table.flag("firm")
        if hard and firm:
            table.complain("E105", "firm", "is for warn_if: stop_if lets nothing pass as it is")
        fires = resolver.condition(table, "stop_if" if hard else "warn_if")
        if fires is not None:
            opens = _read_opens(table, outline)
            text = resolver.template(table, "text")
            made.append(Check(table.text("id"), hard, fires, text, opens, firm))
    return tuple(made)


def _read_panel(table: TomlTable) -> str:
    panel = _one_of(table, "panel", PANELS, "")
    if panel == "card" and not table.text("show"):
        table.complain("E105", "panel", "shows the patient's card, and there is none: show")
    return panel


def _read_opens(table: TomlTable, outline: Outline) -> tuple[str, str] | None:
    target = table.text("opens")
    if not target:
        return None
    if outline.find(*split_name(target)) is None:
        table.complain("E201", "opens", f"nothing is called “{target}”")
    return split_name(target)


def _read_range(plot: ItemOutline) -> tuple[float | None, float | None]:
    pair = plot.table.pair("range")
    if plot.kind is Kind.SCALE and not plot.table.has("range"):
        plot.table.complain("E105", "range", "a scale needs range = [0, 10] or another")
    return pair or (None, None)


def _read_anchors(plot: ItemOutline, low: float | None, high: float | None) -> tuple[str, str]:
    table = plot.table
    anchors = table.table("anchors")
    if anchors is None:
        if plot.kind is Kind.SCALE:
            table.complain("E105", "anchors", "a scale needs words at both ends")
        return ("", "")
    if plot.kind is Kind.SCALE and low is None:
        return ("", "")
    ends = {f"{low:g}" if low is not None else "", f"{high:g}" if high is not None else ""}
    if set(anchors.data) != ends:
        table.complain("E106", "anchors", "stand at both ends of the range, and nowhere else")
        return ("", "")
    return (anchors.text(f"{low:g}"), anchors.text(f"{high:g}"))


def _read_rows(table: TomlTable) -> tuple[int, int]:
    pair = table.pair("rows")
    if pair is None:
        return (0, 0)
    if pair[0] < 0 or any(isinstance(one, float) for one in pair):
        table.complain("E106", "rows", "are whole numbers, 0 or more: [least, most]")
    return (int(pair[0]), int(pair[1]))


def _read_required(table: TomlTable, is_field: bool) -> bool:
    if not table.has("required"):
        return False
    wanted: object = True if is_field else "close"
    if table.data["required"] != wanted:
        table.complain("E105", "required", "is true for a field, “close” for an item")
    return True


def _is_needed(plot: ItemOutline) -> bool:
    """True for what no path can leave out: what is required, a gate, what names a row."""
    table = plot.table
    return table.has("required") or table.has("gate") or (bool(plot.roster) and plot.place[1] == 1)


def _read_extra(plot: ItemOutline) -> bool:
    extra = plot.table.flag("extra")
    if extra and (plot.table.flag("core") or _is_needed(plot)):
        plot.table.complain(
            "E105", "extra", "does not go with core, required, a gate or a row's name"
        )
    return extra


def _read_skips(table: TomlTable) -> tuple[SkipReason, ...]:
    if not table.has("skips"):
        return ALL_SKIPS
    words = table.texts("skips")
    if "declined" not in words:
        table.complain("E401", "skips", "“declined” is always there")
    for word in words:
        if word not in tuple(SkipReason):
            table.complain("E105", "skips", f"knows no “{word}”")
    return tuple(reason for reason in SkipReason if reason.value in words)


def _read_bound(table: TomlTable, key: str) -> Day | None:
    if not table.has(key):
        return None
    day = read_counted(table.text(key))
    if day is None:
        table.complain("E105", key, "is written “today”, “today+28d” or “today-1w”")
    return day


def _read_propose(plot: ItemOutline) -> str | float | Day | None:
    value = plot.table.data.get("propose")
    if plot.kind is Kind.DATE:
        return _read_bound(plot.table, "propose")
    if plot.options and value is not None and value not in plot.options:
        plot.table.complain("E204", "propose", f"“{value}” is not one of the options")
    if value is None or isinstance(value, str):
        return value
    return plot.table.number("propose")


def _one_of(table: TomlTable, key: str, known: tuple[str, ...], default: str) -> str:
    value = table.text(key, default)
    if value not in known and value != default:
        table.complain("E105", key, f"is one of {', '.join(known)}{suggest(value, known)}")
        return default
    return value
