"""What to know of a patient's plans before a visit builds on the newest of them."""

from __future__ import annotations

from goalcoach.store.second_version import second_words
from goalcoach.store.store import Store


def plan_notices(store: Store, code: str) -> tuple[str, ...]:
    """Return a sentence for each thing that `verify` tells more of; () where all is well."""
    said = (seen_words(store, code), second_words(code, store.second_versions(code)))
    return tuple(words for words in said if words)


def seen_words(store: Store, code: str) -> str:
    """Return a sentence if the newest version is older or another than the one last seen, or "".

    Said before a visit builds on it; `verify` looks at the whole chain. Raises as `Store.load`.
    """
    seen = store.seen_heads()
    last = seen.of(code) if seen is not None else None
    if last is None:
        return ""
    named, more = f"Version {last.version} of {code}", f"goalcoach verify {code} tells more."
    newest = store.head(code) or 0
    if newest < last.version:
        return f"{named} was here when this machine looked last, and is not now: {more}"
    if newest == last.version and store.load(code, newest).digest != last.digest:
        return f"{named} is another one than this machine saw last: {more}"
    return ""
