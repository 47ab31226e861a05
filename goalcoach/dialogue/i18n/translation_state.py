"""Each text of a pack in one of its languages, and whether it still says what the source says.

Beside a language's file, `i18n/de.toml`, stands `i18n/hashes-de.toml` with the same keys. A text
there is two digests: of the source that was translated, and of the translation that was made of it.
So a source that has changed since is known, and so is a translation that was mended meanwhile.

The familiar forms of a language, `i18n/de-familiar.toml`, stand for its polite texts, and have
their digests in `i18n/hashes-de-familiar.toml` in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.i18n.polite_address import is_polite
from goalcoach.dialogue.script.localisation import FOLDER, is_asked, language_file
from goalcoach.dialogue.script.text_places import (
    SCRIPT_TABLE,
    TextPlace,
    TextTree,
    name_of,
    pack_texts,
    text_at,
)
from goalcoach.dialogue.script.toml_source import Report, read_table
from goalcoach.safe_text import show
from goalcoach.translation import FAMILIAR

_DIGITS = 12


class TextState(StrEnum):
    """How far the translation of one text is."""

    DONE = "done"
    MISSING = "missing"
    STALE = "stale"


class Translation(Struct, frozen=True):
    """One text of a pack: `source` in the pack's own words, `text` in the language, "" for none."""

    place: TextPlace
    source: str
    text: str
    state: TextState
    said: bool
    card: bool

    @property
    def name(self) -> str:
        """The place in words: "start/time.options.usual.label"."""
        return name_of(self.place)


def hash_file(language: str, address: str = "") -> str:
    """Return the name of the file of digests of a language's file: "i18n/hashes-de.toml"."""
    return f"{FOLDER}hashes-{language_file(language, address).removeprefix(FOLDER)}"


def digest_text(text: str) -> str:
    """Return what a text is known again by."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def read_tree(files: Mapping[str, bytes], name: str) -> TextTree:
    """Return the tables of a file of a pack, none for one that is not there or cannot be read."""
    table = read_table(name, files[name], Report()) if name in files else None
    return table.data if table is not None else {}


def read_translations(files: Mapping[str, bytes], language: str) -> tuple[Translation, ...]:
    """Return every text of a pack in the order in which it is asked, with its translation."""
    words, hashes = read_tree(files, language_file(language)), read_tree(files, hash_file(language))
    found: dict[TextPlace, Translation] = {}
    for name in _in_order(files):
        for one in pack_texts(name.removesuffix(".toml"), read_tree(files, name)):
            said = text_at(words, one.place)
            text = said if isinstance(said, str) and said.strip() else ""
            state = _state(one.text, text, text_at(hashes, one.place))
            made = Translation(one.place, one.text, text, state, one.said, one.card)
            found.setdefault(one.place, made)
    return tuple(found.values())


def read_forms(files: Mapping[str, bytes], language: str) -> tuple[Translation, ...]:
    """Return each text with a familiar form, or that needs one; () where a pack has no such file.

    `source` is the polite text for which the form stands, `text` the form, "" for a missing one.
    """
    name = language_file(language, FAMILIAR)
    if name not in files:
        return ()
    forms, hashes = read_tree(files, name), read_tree(files, hash_file(language, FAMILIAR))
    found = []
    for one in read_translations(files, language):
        form = text_at(forms, one.place)
        text = form if isinstance(form, str) and form.strip() else ""
        if text or (one.said and is_polite(one.text, language)):
            state = _state(one.text, text, text_at(hashes, one.place))
            found.append(replace(one, source=one.text, text=text, state=state))
    return tuple(found)


def read_record(value: object) -> tuple[str, str] | None:
    """Return the digests of source and translation in a file of digests; None for what is none."""
    parts = value.split() if isinstance(value, str) else []
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _state(source: str, text: str, record: object) -> TextState:
    if not text:
        return TextState.MISSING
    known = read_record(record)
    if known is None or known[0] == digest_text(source) or known[1] != digest_text(text):
        return TextState.DONE
    return TextState.STALE


def hidden_sign(text: str) -> str:
    """Return the first sign that acts or hides where it is shown, as "U+202E"; "" for none."""
    return next((f"U+{ord(one):04X}" for one in text if one != "\t" and show(one) != one), "")


def _in_order(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the files of a pack: script.toml, then sections as they are asked, then the others."""
    head = f"{SCRIPT_TABLE}.toml"
    order = read_tree(files, head).get("order")
    lists = order.values() if isinstance(order, dict) else ()
    asked = [f"{one}.toml" for ids in lists if isinstance(ids, list) for one in ids]
    rest = sorted(name for name in files if is_asked(name))
    yield from (one for one in dict.fromkeys((head, *asked, *rest)) if one in files)
