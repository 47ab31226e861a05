"""One section of a pack with an overlay's section laid over it: words, left-out and added items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.overlay_item import by_id, merge_item
from goalcoach.dialogue.script.overlay_safety import is_under, why_kept, why_locked, written_paths
from goalcoach.dialogue.script.placed_toml import (
    Placed,
    PlacedFile,
    PlacedValue,
    SourceLine,
    place_table,
)
from goalcoach.dialogue.script.toml_source import TomlTable

_HEAD_WORDS = ("title", "lint_ok")


@dataclass(slots=True)
class PackBelow:
    """What an overlay stands on: the pack below, its files' tables and the name before them."""

    head: TomlTable
    sections: Mapping[str, TomlTable]
    prefix: str
    """ "core/": diagnostics name the files of the pack below so."""
    omitted: dict[str, SourceLine] = field(default_factory=dict)
    """ "section/item" that is left out → the line that says so."""

    def locked_paths(self) -> dict[str, str]:
        """Return each path of the plan that a locked question writes, with that question."""
        return {
            path: f"{section.data.get('id')}/{item.data.get('id')}"
            for section in self.sections.values()
            for item in items_of(section)
            if why_locked(section, item, self.head)
            for path in written_paths(item.data)
        }


def items_of(section: TomlTable) -> list[TomlTable]:
    """Return the items of a section as tables that know their lines."""
    name, items = section.data.get("id"), section.data.get("item", [])
    if not isinstance(items, list):
        return []
    return [
        TomlTable(
            one, section.file, f"{name}/{one.get('id', '')}", section.lines, number, section.report
        )
        for number, one in enumerate(items)
        if isinstance(one, dict)
    ]


def write_section(items: list[tuple[SourceLine, Placed]], head: Placed) -> PlacedFile:
    """Return a section's file: its head, then each item with its place."""
    made = PlacedFile()
    made.add_keys(head)
    for origin, item in items:
        made.add("", origin)
        made.add("[[item]]", origin)
        made.add_keys(item)
    return made


def merge_section(ground: PackBelow, base: TomlTable, own: TomlTable) -> PlacedFile | None:
    """Return the section's file, None if the overlay leaves the whole section out."""
    name = str(base.data.get("id"))
    if own.text("id", name) != name:
        own.complain("E123", "id", f"is “{name}” below and has to stay so")
    if own.flag("omit"):
        return None if _omit_section(ground, base, own) else PlacedFile()
    head = place_table(base, ground.prefix, but=("item",))
    for key, value in place_table(own, but=("item", "omit")).items():
        if key in _HEAD_WORDS and not _locks_title(ground, base):
            head[key] = value
        elif key in _HEAD_WORDS:
            own.complain("E124", key, "is the title of safety questions, and stays")
        elif key != "id":
            own.complain("E123", key, "is more than words: an overlay cannot change it")
    items = _merge_items(ground, base, own, name)
    return write_section(items, head)


def _locks_title(ground: PackBelow, base: TomlTable) -> bool:
    return all(why_locked(base, item, ground.head) for item in items_of(base))


def _omit_section(ground: PackBelow, base: TomlTable, own: TomlTable) -> bool:
    fine = True
    for key in own.data:
        if key not in ("id", "omit"):
            own.complain("E123", key, "stands in a section that is left out")
    kept: dict[str, list[str]] = {}
    for item in items_of(base):
        ground.omitted[item.path] = SourceLine(own.file, own.line("omit"))
        if why := why_locked(base, item, ground.head) or why_kept(base, item):
            kept.setdefault(why, []).append(item.path)
    for why, (first, *others) in kept.items():
        as_well = f" (and so are {len(others)} more)" if others else ""
        own.complain("E124", "omit", f"{first} {why}{as_well}, so the section stays")
    return fine and not kept


def _merge_items(
    ground: PackBelow, base: TomlTable, own: TomlTable, name: str
) -> list[tuple[SourceLine, Placed]]:
    """Return the items in their order: those below, reworded or left out, with the added ones."""
    over = by_id(items_of(own))
    added = [one for one in items_of(own) if not _is_below(base, one)]
    merged: dict[str, tuple[SourceLine, Placed]] = {}
    for item in items_of(base):
        item_id = str(item.data.get("id", ""))
        change = over.get(item_id)
        origin = SourceLine(ground.prefix + item.file, item.line())
        if change is None:
            merged[item_id] = (origin, place_table(item, ground.prefix))
        elif _may_change(ground, base, item, change):
            if change.flag("omit"):
                ground.omitted[item.path] = SourceLine(change.file, change.line("omit"))
                continue
            made = merge_item(item, change, ground.prefix)
            merged[item_id] = (SourceLine(change.file, change.line()), made)
    return _add_items(ground, merged, added, [str(one.data.get("id")) for one in items_of(base)])


def _is_below(base: TomlTable, item: TomlTable) -> bool:
    return any(one.data.get("id") == item.data.get("id") for one in items_of(base))


def _may_change(ground: PackBelow, base: TomlTable, item: TomlTable, change: TomlTable) -> bool:
    why = why_locked(base, item, ground.head)
    if why:
        change.complain(
            "E124", "", f"{why}, so its words stay; ask more beside it, in a question of your own"
        )
        return False
    if change.flag("omit") and (why := why_kept(base, item)):
        change.complain("E124", "omit", f"{why}, so it stays; its words may change")
        return False
    return True


def _add_items(
    ground: PackBelow,
    merged: dict[str, tuple[SourceLine, Placed]],
    added: list[TomlTable],
    below: list[str],
) -> list[tuple[SourceLine, Placed]]:
    """Return the items with the added ones in their places, several after one as in the file."""
    order = list(merged.values())
    ids = list(merged)
    last_after: dict[str, str] = {}
    for item in added:
        item_id = str(item.data.get("id", ""))
        if "kind" not in item.data:
            item.complain(
                "E122", "id", f"“{item_id}” is not below{suggest(item_id, below)}; "
                "a question of your own needs a kind"
            )  # fmt: skip
            continue
        if item_id in ids:
            continue  # stands twice, which is told already
        check_added(ground, item)
        after = item.text("after", ids[-1] if ids else "")
        if after not in ids and "after" in item.data:
            item.complain("E122", "after", f"no question “{after}” is here{suggest(after, ids)}")
        at = len(ids)
        if after in ids:
            before = after
            while before in last_after:
                before = last_after[before]
            at = ids.index(before) + 1
            last_after[after] = item_id
        ids.insert(at, item_id)
        made = place_table(item, but=("after",))
        order.insert(at, (SourceLine(item.file, item.line()), made))
    return order


def check_added(ground: PackBelow, item: TomlTable) -> None:
    """Report E124 if an item that is added would write over what a locked question said."""
    locked = ground.locked_paths()
    for path in written_paths(item.data):
        for other, question in locked.items():
            if is_under(path, other):
                item.complain("E124", "fills", f"would write over what {question} says: {other}")
                return


def merge_words(base: TomlTable, own: TomlTable, key: str, prefix: str) -> PlacedValue | None:
    """Return a table of words in script.toml with those of the overlay laid over it."""
    below, over = base.table(key), own.table(key)
    if over is None:
        return None
    placed = place_table(below, prefix) if below is not None else {}
    placed |= place_table(over)
    return PlacedValue(
        {name: one.value for name, one in placed.items()}, SourceLine(own.file, own.line(key))
    )
