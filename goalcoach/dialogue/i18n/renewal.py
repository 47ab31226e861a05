"""A language's files written anew: what is translated stays, in the order of the pack.

A text that is missing has no line, for an empty one could be taken for what is to be said. A text
that stands for nothing any more is left out, and told of with its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import tomli_w

from goalcoach.dialogue.i18n.translation_state import (
    Translation,
    digest_text,
    hash_file,
    read_forms,
    read_record,
    read_translations,
    read_tree,
)
from goalcoach.dialogue.script.localisation import language_file, read_languages
from goalcoach.dialogue.script.text_places import (
    TextPlace,
    TextTree,
    name_of,
    put_at,
    text_at,
)
from goalcoach.translation import FAMILIAR


class NewText(NamedTuple):
    """A translation that was given: of this source, which may be an older one."""

    source: str
    text: str


class Renewed(NamedTuple):
    """What is to be written, by name in the pack, and what there is to tell."""

    files: dict[str, bytes]
    missing: tuple[str, ...]
    """Texts without a translation."""
    left_out: tuple[tuple[str, str], ...]
    """Texts that stood for nothing, each with its words."""


def renew(
    files: Mapping[str, bytes], language: str, given: Mapping[TextPlace, NewText] | None = None
) -> Renewed:
    """Return a language's files, and the pack's own words in the same layout.

    `given` are translations that take the place of what is there.
    """
    hashes = read_tree(files, hash_file(language))
    words: TextTree = {}
    source: TextTree = {}
    records: TextTree = {}
    missing = []
    known = read_translations(files, language)
    for one in known:
        put_at(source, one.place, one.source)
        new = (given or {}).get(one.place)
        text = new.text if new else one.text
        if not text or not put_at(words, one.place, text):
            missing.append(one.name)
            continue
        put_at(records, one.place, _record(one, text, new, text_at(hashes, one.place)))
    base = read_languages(files).base
    made = {language_file(base): source} if base else {}
    if language != base:
        made |= {language_file(language): words, hash_file(language): records}
    left_out = tuple(_strangers(read_tree(files, language_file(language)), known))
    if language != base and language_file(language, FAMILIAR) in files:
        forms, lost, dropped = _renew_forms(files, language, made[language_file(language)])
        made |= forms
        missing += lost
        left_out += dropped
    written = {name: _write(tree) for name, tree in made.items()}
    return Renewed(written, tuple(missing), left_out)


def _renew_forms(
    files: Mapping[str, bytes], language: str, words: TextTree
) -> tuple[dict[str, TextTree], list[str], tuple[tuple[str, str], ...]]:
    """Return the familiar forms anew, with their digests, what is missing and what is left out.

    `words` are the polite texts as they will be written.
    """
    name, hashes = language_file(language, FAMILIAR), hash_file(language, FAMILIAR)
    kept = read_tree(files, hashes)
    forms: TextTree = {}
    records: TextTree = {}
    missing = []
    known = read_forms({**files, language_file(language): _write(words)}, language)
    for one in known:
        if not one.text or not put_at(forms, one.place, one.text):
            missing.append(f"{one.name} ({FAMILIAR})")
            continue
        put_at(records, one.place, _record(one, one.text, None, text_at(kept, one.place)))
    dropped = _strangers(read_tree(files, name), known)
    return {name: forms, hashes: records}, missing, tuple(dropped)


def _record(one: Translation, text: str, new: NewText | None, record: object) -> str:
    """Return the digests to keep: the source is today's, unless it is known to be another."""
    known = read_record(record)
    if new is not None:
        source = digest_text(new.source)
    elif known is not None and known[1] == digest_text(text):
        source = known[0]  # nobody has touched it since
    else:
        source = digest_text(one.source)
    return f"{source} {digest_text(text)}"


def _strangers(tree: TextTree, known: tuple[Translation, ...]) -> Iterator[tuple[str, str]]:
    """Yield each text that stands for nothing, by its name."""
    places = {one.place for one in known}

    def walk(table: TextTree, above: TextPlace) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            place = (*above, key)
            if isinstance(value, dict):
                yield from walk(value, place)
            elif place not in places:
                yield name_of(place), str(value)

    yield from walk(tree, ())


def _write(tree: TextTree) -> bytes:
    return tomli_w.dumps(tree, multiline_strings=True).encode()
