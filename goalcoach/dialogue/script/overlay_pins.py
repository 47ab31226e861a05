"""For which words below an overlay was written: their digest, and the texts that it replaces.

`base.toml` beside an overlay's script.toml keeps each text that is replaced as it stood below, so
that an update of the pack below can say which of them has changed since, and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from goalcoach.dialogue.script.compiler import digest_pack
from goalcoach.dialogue.script.overlay_item import replaced_texts
from goalcoach.dialogue.script.overlay_section import PackBelow, items_of
from goalcoach.dialogue.script.placed_toml import write_value
from goalcoach.dialogue.script.toml_source import Report, TomlTable, read_table

PINS = "base.toml"
_TOLD = r"""[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*')"""
_DIGEST = re.compile(rf"(?m)^[ \t]*base_digest{_TOLD}")
_EXTENDS = re.compile(rf"(?m)^[ \t]*extends{_TOLD}")
_WHAT_TO_DO = (
    "look at what is named here, mend what no longer fits, then run: goalcoach script pin PACK"
)


def is_script_file(name: str) -> bool:
    """Return True for a file of the script itself, False for its translations and tests."""
    return name.endswith(".toml") and "/" not in name


def base_digest(base: Mapping[str, bytes]) -> str:
    """Return the digest of the pack below: of its script's files alone, in name order."""
    return digest_pack({name: data for name, data in base.items() if is_script_file(name)})


def check_digest(
    base: Mapping[str, bytes],
    ground: PackBelow,
    own: Mapping[str, TomlTable],
    pins: bytes | None,
    report: Report,
) -> None:
    """Report E120 for another version below, E121 for other words below than were pinned.

    Then, a line each, what no longer fits: E122 for a question that is gone, E123 for one of
    another kind, E125 for a text that is replaced and reads differently below now.
    """
    head = own["script.toml"]
    wanted, now = head.text("base_digest"), base_digest(base)
    version = str(head.data.get("extends", "")).partition("@")[2]
    if version != ground.head.data.get("version"):
        head.complain(
            "E120",
            "extends",
            f"was written for version {version}, and {ground.head.data.get('version')} is there; "
            f"{_WHAT_TO_DO}",
        )
    if not wanted:
        head.complain("E121", "base_digest", f"is needed: {_WHAT_TO_DO}")
    elif wanted != now:
        head.complain("E121", "base_digest", f"the pack below is not as it was; {_WHAT_TO_DO}")
    if wanted == now and not report.found:
        return
    known = _read_pins(pins)
    for table in own.values():
        for name, key, below, item in _replaced(ground, table):
            _compare(item, name, key, below, known)
    _name_gone(ground, own)


def _compare(
    item: TomlTable, name: str, key: str, below: str, known: Mapping[str, str] | None
) -> None:
    if known is None:
        item.complain("E125", key, f"replaces words that may be others now: “{below}”")
    elif name not in known:
        item.complain("E125", key, f"is not pinned yet; below it reads: “{below}”")
    elif known[name] != below:
        item.complain("E125", key, f"replaces “{known[name]}”, which now reads: “{below}”")


def _name_gone(ground: PackBelow, own: Mapping[str, TomlTable]) -> None:
    """Report each question that the overlay means and that is not below, or of another kind."""
    for file, table in own.items():
        base = ground.sections.get(file)
        below = (
            {str(item.data.get("id")): item for item in items_of(base)} if base is not None else {}
        )
        for item in items_of(table) if file != "script.toml" else ():
            old = below.get(str(item.data.get("id")))
            if old is None and "kind" not in item.data:
                item.complain("E122", "id", f"“{item.path}” is not in the pack below any more")
            elif old is not None and item.data.get("kind", old.data.get("kind")) != old.data.get(
                "kind"
            ):
                item.complain("E123", "kind", f"is “{old.data.get('kind')}” below now")


def _replaced(ground: PackBelow, own: TomlTable) -> Iterator[tuple[str, str, str, TomlTable]]:
    """Yield (name, key, words below, the overlay's item) of each text that a section replaces."""
    base = ground.sections.get(own.file)
    if base is None:
        return
    below = {str(item.data.get("id")): item for item in items_of(base)}
    for item in items_of(own):
        old = below.get(str(item.data.get("id")))
        if old is not None:
            for name, key, words in replaced_texts(old, item, old.path):
                yield name, key, words, item


def _read_pins(data: bytes | None) -> dict[str, str] | None:
    table = read_table(PINS, data, Report()) if data is not None else None
    if table is None:
        return None
    return {name: one for name, one in table.data.items() if isinstance(one, str)}


def pin(base: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return base.toml and script.toml of an overlay, pinned to the pack below as it is now.

    They are written in this order. All else in script.toml stays as it was, also the name of the
    pack below, which is that of its folder. Raises ValueError if one cannot be read.
    """
    report = Report()
    tables = {
        name: read_table(name, data, report)
        for name, data in files.items()
        if is_script_file(name) and name != PINS
    }
    below = {
        name: read_table(name, one, report) for name, one in base.items() if is_script_file(name)
    }
    head = below.get("script.toml")
    if report.found or head is None or "script.toml" not in files:
        raise ValueError("; ".join(map(str, report.found)) or "no script.toml is there")
    sections = {name: one for name, one in below.items() if one is not None}
    ground = PackBelow(head, sections, "")
    own = [tables[name] for name in sorted(tables)]
    pinned = {
        name: words
        for table in own
        if table is not None
        for name, _, words, _ in _replaced(ground, table)
    }
    lines = ["# What is replaced, as it stood below. Written by: goalcoach script pin", ""]
    lines += [f"{write_value(name)} = {write_value(words)}" for name, words in pinned.items()]
    own_head = tables["script.toml"]
    named = str(own_head.data.get("extends", "")).partition("@")[0] if own_head else ""
    extends = f"{named}@{head.data.get('version')}"
    text = _pin_head(files["script.toml"].decode(), base_digest(base), extends)
    # What is replaced comes first: a digest without it would say that all was looked at.
    return {PINS: ("\n".join(lines) + "\n").encode(), "script.toml": text.encode()}


def _pin_head(text: str, digest: str, below: str) -> str:
    """Return script.toml with both lines written anew; what stands behind them on a line stays.

    Raises ValueError where `extends` is written in another form than it is found in.
    """
    line = f"base_digest = {write_value(digest)}"
    extends = f"extends = {write_value(below)}"
    text, found = _EXTENDS.subn(lambda _: extends, text, count=1)
    if not found:
        raise ValueError(f"script.toml needs a line of its own that begins: {extends}")
    if _DIGEST.search(text):
        return _DIGEST.sub(lambda _: line, text, count=1)
    return text.replace(extends, f"{line}\n{extends}", 1)
