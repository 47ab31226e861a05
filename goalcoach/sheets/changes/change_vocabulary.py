"""How a difference is said: its parts, its marks, distances, directions. Pure words.

No word of praise or blame: a lower number is "three lower", a step taken back is a step.
"""

from __future__ import annotations

from datetime import date

from goalcoach.number_words import say_count
from goalcoach.translation import TrMap, spoken_language, tr, tr_noop

MOST_SAID = 12
"""The largest count that a difference says as a word."""

MARK_WORDS = TrMap(
    {"+": "new", "-": "gone", "~": "changed", " ": "", "=": "said"}, context="change"
)

SECTIONS = TrMap(
    {
        "safety": "Safety check",
        "values": "What matters",
        "priorities": "What matters",
        "story": "The story",
        "energy_savers": "Made easier",
        "flare_plan": "Hard spells",
        "supports": "Who helps",
        "actions": "Who does what",
        "work": "For work or school",
        "work_lines": "For work or school",
        "options": "What could help",
        "leaflets": "How it works",
        "after_plan": "My own check-in",
        "others_say": "What I say to others",
        "sensation": "One minute with a sensation",
        "links": "One task, looked at closely",
        "self_led": "Going on alone",
        "consent": "What may be kept and shared",
        "off_paper": "What may be kept and shared",
    }
)

_PLACES = TrMap(
    {
        0: "first",
        1: "second",
        2: "third",
        3: "fourth",
        4: "fifth",
        5: "sixth",
        6: "seventh",
        7: "eighth",
        8: "ninth",
        9: "tenth",
    },
    context="place_in_list",
)
"""Places in a list, counted from 0, as they stand in "from third to first"."""

_DISTANCES = {
    ("day", True): (tr_noop("one day later"), tr_noop("{count} days later")),
    ("day", False): (tr_noop("one day earlier"), tr_noop("{count} days earlier")),
    ("week", True): (tr_noop("one week later"), tr_noop("{count} weeks later")),
    ("week", False): (tr_noop("one week earlier"), tr_noop("{count} weeks earlier")),
    ("month", True): ("", tr_noop("about {count} months later")),
    ("month", False): ("", tr_noop("about {count} months earlier")),
}
"""The unit, and whether it is later → how one and how several of it are said."""


def say_place(at: int) -> str:
    """Return "third" for the place 2, counted from 0."""
    return _PLACES[at] if at in _PLACES.english else tr("number {number}", number=at + 1)


def say_distance(old: date, new: date) -> str:
    """Return "two weeks later", "one day earlier", in the largest unit that fits."""
    days = (new - old).days
    if not days:
        return tr("the same day")
    count, unit = _in_units(abs(days))
    one, several = _DISTANCES[unit, days > 0]
    return tr(one) if count == 1 else tr(several, count=say_count(count, MOST_SAID))


def _in_units(days: int) -> tuple[int, str]:
    if days % 7 == 0:
        return days // 7, "week"
    if days < 60:
        return days, "day"
    return round(days / 30.44), "month"


_SMALL_IN_GERMAN = frozenset(
    {
        *("Am", "An", "Angefangen", "Bis", "Dann", "Darf", "Eingeschätzt", "Erhofft", "Im", "In"),
        *("Jetzt", "Mein", "Meine", "Seit", "Wann", "Warum", "Was", "Wer", "Wie", "Wo", "Wofür"),
        *("Woher", "Wohin", "Zum"),
    }
)
"""First words of our labels that are no nouns, so that in a line they are small in German, too."""


def within(text: str) -> str:
    """Return a label or a sentence as it goes on in a line: small, but where nouns are capital."""
    if spoken_language() == "de" and text.split(" ")[0] not in _SMALL_IN_GERMAN:
        return text
    return text[:1].lower() + text[1:]


def begun(text: str) -> str:
    """Return words as a sentence begins with them."""
    return text[:1].upper() + text[1:]
