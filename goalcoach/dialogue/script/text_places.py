"""Every text of a pack, with its place in a language's file.

A pack's words stand in its section files. A language's file, `i18n/de.toml`, has them again as
nested tables: `[section.item] say = …`, `[section.item.options.ID] label = …`. What the places are
is said here alone: a text is put there, taken out and looked for by the same walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

TextPlace = tuple[str, ...]
"""Keys from the top of a language's file: ("start", "time", "options", "usual", "label")."""
TextTree = dict[str, object]

SCRIPT_TABLE = "script"
TITLE = "title"
_SCALE = "instrument"
_SAID = ("say", "say_again", "show", "gate_say", "ask_more")
_SHOWN = ("label", "hint", "row_label", "unit")


class PackText(Struct, frozen=True):
    """One text. `said`: it is read out or stands on a card, so no other language stands in."""

    place: TextPlace
    text: str
    said: bool
    put: Callable[[str], None]
    """Puts another text in its place, in the table it was found in."""
    card: bool = False
    """Shown to the patient as a card, where there is little room."""

    @property
    def name(self) -> str:
        """The place as a diagnostic names it: "start/time.options.usual.label"."""
        return name_of(self.place)


def name_of(place: TextPlace) -> str:
    """Return a place as a diagnostic names it: "start/time.options.usual.label"."""
    if len(place) < 3 or place[0] == SCRIPT_TABLE:
        return ".".join(place)
    return f"{place[0]}/{'.'.join(place[1:])}"


def pack_texts(section: str, table: TextTree) -> Iterator[PackText]:
    """Yield the texts of a section's table, or with `section` "script" of script.toml.

    Options that are bare words become tables in `table`, so that their labels can be put.
    """
    if section == SCRIPT_TABLE:
        for key in ("phases", "skips"):
            yield from _named(table.get(key), (SCRIPT_TABLE, key), said=key == "skips")
        return
    yield from _own(table, (section,), (TITLE,), said=False)
    for item in _tables(table.get("item")):
        if item.get("kind") == _SCALE:
            continue  # what it is published as is what it is asked as
        if one := _id(item):
            yield from _item(item, (section, one))


def _item(item: TextTree, place: TextPlace) -> Iterator[PackText]:
    yield from _own(item, place, _SHOWN, said=False)
    yield from _own(item, place, _SAID, said=True)
    yield from _listed(item.get("probes"), (*place, "probes"))
    yield from _named(item.get("anchors"), (*place, "anchors"), said=True)
    _open_bare(item)
    for option in _tables(item.get("options")):
        yield from _own(option, (*place, "options", _id(option)), ("label",), said=True)
        for number, reason in enumerate(_tables(option.get("reasons")), 1):
            where = (*place, "options", _id(option), "reasons", str(number))
            yield from _keyed(reason, "because", where, said=True)
    for check in _tables(item.get("checks")):
        yield from _own(check, (*place, "checks", _id(check)), ("text",), said=True)
    for one in _tables(item.get("fields")):
        yield from _item(one, (*place, "fields", _id(one)))


def _open_bare(item: TextTree) -> None:
    """Make each option that is a bare word a table whose label is the word."""
    options = item.get("options")
    if isinstance(options, list) and options and all(isinstance(one, str) for one in options):
        item["options"] = [{"id": one, "label": one} for one in options]


def _own(
    table: TextTree, place: TextPlace, keys: tuple[str, ...], *, said: bool
) -> Iterator[PackText]:
    for key in keys:
        yield from _keyed(table, key, (*place, key), said=said)


def _keyed(table: TextTree, key: str, place: TextPlace, *, said: bool) -> Iterator[PackText]:
    text = table.get(key)
    if isinstance(text, str) and text:

        def put(words: str) -> None:
            table[key] = words

        yield PackText(place, text, said, put, card=key == "show")


def _named(table: object, place: TextPlace, *, said: bool) -> Iterator[PackText]:
    if isinstance(table, dict):
        yield from _own(table, place, tuple(table), said=said)


def _listed(texts: object, place: TextPlace) -> Iterator[PackText]:
    for at, text in enumerate(texts if isinstance(texts, list) else ()):
        if isinstance(text, str) and text:
            yield PackText((*place, str(at + 1)), text, True, _putter(texts, at))


def _putter(texts: object, at: int) -> Callable[[str], None]:
    def put(words: str) -> None:
        if isinstance(texts, list):
            texts[at] = words

    return put


def _tables(value: object) -> list[TextTree]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _id(table: TextTree) -> str:
    name = table.get("id")
    return name if isinstance(name, str) else ""


def text_at(tree: TextTree, place: TextPlace) -> object:
    """Return what stands at a place of a language's file; None for nothing."""
    here: object = tree
    for key in place:
        here = here.get(key) if isinstance(here, dict) else None
    return here


def put_at(tree: TextTree, place: TextPlace, value: object) -> bool:
    """Put a value at a place, making its tables; return False where something else stands above."""
    here: object = tree
    for key in place[:-1]:
        here = here.setdefault(key, {}) if isinstance(here, dict) else None
    if not isinstance(here, dict):
        return False
    here[place[-1]] = value
    return True
