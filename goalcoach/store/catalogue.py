"""The catalogues of our own words, one TOML file a language, beside the dialogue packs.

Each holds the same keys: a table a module, a key a text. `en.toml` says the texts as they stand in
the code (`scripts/words` writes it), so that any tool for translations that pairs files by their
keys can carry them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import tomli

from goalcoach.errors import NotFound
from goalcoach.store.file_access import read_file, scan
from goalcoach.translation import ENGLISH, FAMILIAR, Catalogue, catalogue_key, language_name, tr

_FOLDER = Path(__file__).resolve().parent.parent / "prompts" / "words"
_LANGUAGE_FILE = re.compile(r"([a-z]{2,3})\.toml")
CONTEXT = "context"
"""The table of texts that have a context, in tables named for it."""


def spoken_languages() -> tuple[str, ...]:
    """Return the languages that goalcoach has words in, sorted: "de", "en", "es"."""
    names = (_LANGUAGE_FILE.fullmatch(entry.name) for entry in scan(_FOLDER))
    return tuple(sorted({ENGLISH.language, *(name[1] for name in names if name)}))


@lru_cache(maxsize=8)
def read_catalogue(language: str, address: str = "") -> Catalogue:
    """Return our words in a language, as "de" or "de-AT"; `address` is "" or "familiar".

    Raises NotFound, with the languages there are, for one that goalcoach does not speak.
    """
    name = language_name(language)
    if name == "en":
        return ENGLISH
    known = spoken_languages()
    if name not in known:
        raise NotFound(
            tr(
                "goalcoach does not speak “{language}”. It speaks: {known}.",
                language=language,
                known=", ".join(known),
            )
        )
    english = {key: _lookup(key, text) for key, text in _texts(_read("en"))}
    said = dict(_texts(_read(name)))
    if address == FAMILIAR:
        said |= dict(_texts(_read(f"{name}-{FAMILIAR}")))
    return Catalogue(name, {english[key]: said[key] for key in english if key in said})


def find_catalogue(language: str, address: str = "") -> Catalogue:
    """Return our words in a language; those in English for one that goalcoach does not speak.

    For what a plan or a script says of itself: it is asked and printed all the same.
    """
    try:
        return read_catalogue(language, address)
    except NotFound:
        return ENGLISH


def _read(name: str) -> Mapping[str, object]:
    path = _FOLDER / f"{name}.toml"
    if not any(entry.name == path.name for entry in scan(_FOLDER)):
        return {}
    return tomli.loads(read_file(path).decode())


def _lookup(key: str, text: str) -> str:
    """Return what `tr` looks a text up by; one with a context stands in that context's table."""
    first, _, rest = key.partition(".")
    return catalogue_key(text, rest.partition(".")[0] if first == CONTEXT else "")


def _texts(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with its whole key, "sheets.wording.goal_kept"."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{above}{key}.")
        elif isinstance(value, str):
            yield f"{above}{key}", value
