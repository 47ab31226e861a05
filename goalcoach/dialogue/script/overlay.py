"""A clinic's own changes on top of a pack: words replaced, questions left out or added, by id.

    extends = "core@1.0.0"
    base_digest = "sha256:…"     # of the pack below, as it was when this was written

`lay_over` makes one pack of the two, which is compiled, pinned and kept like any other. It opens
nothing. Where the pack below has changed since, nothing is merged: each text that no longer fits
is named instead, so that an update of the pack below is never taken over unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from goalcoach.dialogue.script.diagnostic import BadScript, Diagnostic
from goalcoach.dialogue.script.merged_pack import MergedPack
from goalcoach.dialogue.script.overlay_pins import PINS, check_digest, is_script_file
from goalcoach.dialogue.script.overlay_section import (
    PackBelow,
    check_added,
    items_of,
    merge_section,
    merge_words,
    write_section,
)
from goalcoach.dialogue.script.placed_toml import (
    Placed,
    PlacedFile,
    PlacedValue,
    SourceLine,
    place_table,
)
from goalcoach.dialogue.script.symbol_table import VISITS, read_visits
from goalcoach.dialogue.script.toml_source import Report, TomlTable, read_table

HEAD = "script.toml"
_HEAD_KEYS = (
    *("format", "id", "version", "base_lang", "langs", "extends", "base_digest", "phases", "skips"),
    *("jargon", "flags", "grade", "lint_ok"),
)
_NAMED = re.compile(r"([a-z0-9][a-z0-9_-]*)@([\w.+-]+)")
_TABLES = ("phases", "skips", "jargon", "flags")


def base_of(files: Mapping[str, bytes]) -> tuple[str, str] | None:
    """Return name and version of the pack that these files are laid over, None for a whole pack.

    Raises BadScript if `extends` cannot be read as "NAME@VERSION".
    """
    data = files.get(HEAD, b"")
    if b"extends" not in data:
        return None
    head = read_table(HEAD, data, Report())
    if head is None or "extends" not in head.data:
        return None  # the compiler says what is wrong with the file
    named = _NAMED.fullmatch(str(head.data["extends"]))
    if named is None:
        line = head.line("extends")
        why = "needs the name of a pack and its version: extends = “core@1.0.0”"
        raise BadScript("script", [Diagnostic(HEAD, line, "E120", "script.extends", why)])
    return named[1], named[2]


def lay_over(base: Mapping[str, bytes], files: Mapping[str, bytes], name: str) -> MergedPack:
    """Return the pack `base`, called `name`, with the overlay `files` on it.

    Raises BadScript with every reason why they do not fit: E120 to E125.
    """
    report, below_report = Report(), Report()
    below = _read_tables(base, below_report)
    own = _read_tables({one: data for one, data in files.items() if one != PINS}, report)
    if HEAD not in below or HEAD not in own or below_report.found:
        theirs = [replace(one, file=f"{name}/{one.file}") for one in below_report.found]
        raise BadScript(name, report.found or theirs)
    ground = PackBelow(
        below[HEAD], {one: table for one, table in below.items() if one != HEAD}, f"{name}/"
    )
    check_digest(base, ground, own, files.get(PINS), report)
    changed = {} if report.found else _merge(ground, own)
    if report.found:
        raise BadScript(name, report.found)
    whole = {one: data for one, data in base.items() if one not in _files_left_out(ground, own)}
    whole |= {one: made.bytes() for one, made in changed.items()}
    origins = {one: tuple(made.origins) for one, made in changed.items()}
    return MergedPack(whole, origins, ground.omitted, f"{name}/")


def _files_left_out(ground: PackBelow, own: Mapping[str, TomlTable]) -> set[str]:
    """Return the files of sections that the overlay leaves out as a whole."""
    return {one for one in ground.sections if one in own and own[one].data.get("omit") is True}


def _read_tables(files: Mapping[str, bytes], report: Report) -> dict[str, TomlTable]:
    tables = {
        name: read_table(name, data, report)
        for name, data in sorted(files.items())
        if is_script_file(name)
    }
    return {name: table for name, table in tables.items() if table is not None}


def _merge(ground: PackBelow, own: Mapping[str, TomlTable]) -> dict[str, PlacedFile]:
    """Return the files that are not as below, by name."""
    changed: dict[str, PlacedFile] = {}
    places: list[tuple[str, TomlTable]] = []
    for name, table in own.items():
        if name == HEAD:
            continue
        if name in ground.sections:
            made = merge_section(ground, ground.sections[name], table)
            if made is not None:
                changed[name] = made
        else:
            changed[name] = _new_section(ground, table)
            places.append((name.removesuffix(".toml"), table))
    changed[HEAD] = _merge_head(ground, own[HEAD], places, _files_left_out(ground, own))
    return changed


def _new_section(ground: PackBelow, table: TomlTable) -> PlacedFile:
    items: list[tuple[SourceLine, Placed]] = []
    for item in items_of(table):
        check_added(ground, item)
        items.append((SourceLine(item.file, item.line()), place_table(item)))
    return write_section(items, place_table(table, but=("item", "after")))


def _merge_head(
    ground: PackBelow, own: TomlTable, places: list[tuple[str, TomlTable]], gone: set[str]
) -> PlacedFile:
    own.allow(_HEAD_KEYS)
    for key in ("id", "version"):
        if not own.text(key):
            own.complain("E105", key, "is needed: a plan says which pack asked its questions")
    if own.data.get("id") == ground.head.data.get("id"):
        own.complain("E120", "id", "is that of the pack below; give yours a name of its own")
    if own.data.get("base_lang", ground.head.data.get("base_lang")) != ground.head.data.get(
        "base_lang"
    ):
        own.complain("E123", "base_lang", "is that of the pack below")
    _keep_flags(ground, own)
    head = place_table(ground.head, ground.prefix)
    for key, value in place_table(own, but=("extends", "base_digest", "format", *_TABLES)).items():
        head[key] = value
    head["order"] = PlacedValue(
        _order(ground, places, gone), SourceLine(ground.prefix + HEAD, ground.head.line("order"))
    )
    tables = {key: head.pop(key) for key in _TABLES if key in head}
    for key in _TABLES:
        words = merge_words(ground.head, own, key, ground.prefix)
        tables |= {key: words} if words is not None else {}
    return _write_head(head, tables)


def _keep_flags(ground: PackBelow, own: TomlTable) -> None:
    """Report E124 for a flag of the pack below: checks and safety questions hang on these."""
    flags, known = own.table("flags"), ground.head.data.get("flags")
    if flags is None or not isinstance(known, dict):
        return
    for name in flags.data:
        if name in known:
            why = "is a condition of the pack below, and stays; give yours a name of its own"
            flags.complain("E124", name, why)


def _write_head(head: Placed, tables: Placed) -> PlacedFile:
    made = PlacedFile()
    made.add_keys(head)
    made.add_keys(tables)
    return made


def _order(
    ground: PackBelow, places: list[tuple[str, TomlTable]], gone: set[str]
) -> dict[str, list[str]]:
    """Return the order of sections of each kind of visit, with the new ones in their places."""
    below = ground.head.table("order")
    order = {visit: list(below.texts(visit)) for visit in VISITS if below and below.has(visit)}
    for visit, names in order.items():
        for name, table in places:
            after = _after(table, visit)
            if after is None or visit not in read_visits(table, VISITS):
                continue
            if after not in names:
                table.complain("E122", "after", f"{visit} has no section “{after}”")
                continue
            names.insert(names.index(after) + 1, name)
        order[visit] = [one for one in names if f"{one}.toml" not in gone]
    return order


def _after(table: TomlTable, visit: str) -> str | None:
    """Return the section after which a new one is asked in that kind of visit, None for nowhere."""
    where = table.data.get("after")
    if isinstance(where, dict):
        inner = table.table("after")
        return inner.text(visit) if inner is not None and inner.has(visit) else None
    if not isinstance(where, str):
        table.complain("E105", "after", "is needed: the section after which this one is asked")
        return None
    return where
