"""In which language a run speaks before its command says so, as where the line itself is refused.

That of `--lang` on the line, else the site's; but what is wrong with a script is said in English,
as its keys are, and `--lang` of `script` names the language that is worked on. It is looked up with
the first sentence that is said: most runs say none before their command has chosen, and `--help`
reads no store. Loads no Typer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from goalcoach.translation import ENGLISH, Catalogue, speak_when_needed

_IN_ENGLISH = ("script", "schema")
"""The commands whose words are in English by choice: docs/LANGUAGES.md. A preview is a visit."""


def speak_as_line_says(arguments: Sequence[str]) -> None:
    """Speak the language of a command line, without the program's name, until a command chooses."""
    speak_when_needed(lambda: _words_for(arguments))


def _words_for(arguments: Sequence[str]) -> Catalogue:
    """Return our words for a line; English where neither it nor a site says otherwise."""
    if arguments and arguments[0] in _IN_ENGLISH and "preview" not in arguments[1:2]:
        return ENGLISH
    from goalcoach.cli.store_choice import open_store
    from goalcoach.store.catalogue import find_catalogue, spoken_languages
    from goalcoach.translation import language_name

    asked, address = _value(arguments, "--lang"), ""
    try:
        folder = _value(arguments, "--store")
        here, address = open_store(Path(folder) if folder else None).spoken_at_site()
        if language_name(asked) not in spoken_languages():
            asked = here
    except Exception:  # noqa: S110 - what is wrong with a store is told by who needs it
        pass
    return find_catalogue(asked, address) if asked else ENGLISH


def _value(arguments: Sequence[str], option: str) -> str:
    """Return what a line gives an option, "" for nothing; the last time counts, as for Typer."""
    found = ""
    for at, word in enumerate(arguments):
        if word == "--":
            break
        if word == option and at + 1 < len(arguments):
            found = arguments[at + 1]
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found
