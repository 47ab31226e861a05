"""In which language a command speaks: the one that is asked for, else what is spoken at the site.

What goes to another program is in English, whatever is spoken at the site or in the plan: what it
reads stays the same. It has words in another language only where one is asked for. Loads no Typer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalcoach.translation import ENGLISH, Catalogue, speak_always

if TYPE_CHECKING:
    from goalcoach.store.store import Store


def speak(store: Store, language: str, *, for_program: bool = False) -> None:
    """Speak this language from now on; "" is the site's. Raises NotFound for one we do not have."""
    speak_always(ENGLISH if for_program and not language else choose_words(store, language))


def choose_words(store: Store, language: str) -> Catalogue:
    """Return our words in a language; "" is the site's. Raises NotFound for one we do not have."""
    from goalcoach.store.catalogue import find_catalogue, read_catalogue

    here, address = store.spoken_at_site()
    if language:
        return read_catalogue(language, address)
    return find_catalogue(here, address) if here else ENGLISH


def find_words(store: Store, language: str) -> Catalogue:
    """Return our words in a language; the site's for one that we do not have.

    A script may be there in it all the same, and then it is spoken.
    """
    from goalcoach.errors import NotFound

    try:
        return choose_words(store, language)
    except NotFound:
        return choose_words(store, "") if language else ENGLISH
