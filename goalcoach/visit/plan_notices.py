"""What to know of a patient's plans before a visit builds on the newest of them."""

from __future__ import annotations

from datetime import date

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.wording import say_day
from goalcoach.store.second_version import second_words
from goalcoach.store.store import Store
from goalcoach.translation import tr


def plan_notices(store: Store, code: str, parent: Plan | None, today: date) -> tuple[str, ...]:
    """Return a sentence for each thing to look at; () where all is well.

    `parent` is the plan that the visit began from. `verify` tells more of each.
    """
    said = (
        seen_words(store, code),
        second_words(code, store.second_versions(code)),
        later_words(parent, today),
    )
    return tuple(words for words in said if words)


def seen_words(store: Store, code: str) -> str:
    """Return a sentence if the newest version is older or another than the one last seen, or "".

    Said before a visit builds on it; `verify` looks at the whole chain. Raises as `Store.load`.
    """
    seen = store.seen_heads()
    last = seen.of(code) if seen is not None else None
    if last is None:
        return ""
    newest = store.head(code) or 0
    if newest < last.version:
        return tr(
            "Version {version} of {code} was here when this machine looked last, and is not now: "
            "goalcoach verify {code} tells more.",
            version=last.version,
            code=code,
        )
    if newest == last.version and store.load(code, newest).digest != last.digest:
        return tr(
            "Version {version} of {code} is another one than this machine saw last: "
            "goalcoach verify {code} tells more.",
            version=last.version,
            code=code,
        )
    return ""


def later_words(parent: Plan | None, today: date) -> str:
    """Return what is said at the begin if the last visit is dated later than today; else "".

    One of the two clocks was wrong; only who is there can say which.
    """
    if parent is None or parent.visit.date <= today:
        return ""
    return tr(
        "The last visit is dated {day}, later than today. Look at the clock.",
        day=say_day(parent.visit.date),
    )
