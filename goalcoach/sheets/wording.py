"""How a sheet says days, numbers and sentences, in our own words around the patient's. Pure.

Days come from `goalcoach.date_words` and numbers from `goalcoach.number_words`, so that a sheet, a
screen and a question say them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from goalcoach.date_words import DAYS as DAYS
from goalcoach.date_words import MONTHS as MONTHS
from goalcoach.date_words import say_day as say_day
from goalcoach.date_words import say_weekday as say_weekday
from goalcoach.number_words import say_number as say_number
from goalcoach.safe_text import quote as quote
from goalcoach.translation import TrMap, spoken_language, tr

# Where someone's task lies, for each reader.
DOMAINS_FOR_TEAM = TrMap(
    {
        "sleep": "Sleep",
        "activity": "Activity",
        "food": "Food",
        "stress": "Stress",
        "work": "Work",
        "social": "Social life",
        "": "Also",
    }
)
DOMAINS_FOR_PATIENT = TrMap(
    {
        "sleep": "Sleep",
        "activity": "Activity",
        "food": "Food",
        "stress": "Stress",
        "work": "Work",
        "social": "People",
        "": "Also",
    }
)

# What was decided about a goal, for each reader: in the patient's voice, in the letter, on record.
DECIDED_FOR_PATIENT = TrMap(
    {
        "keep": "We keep the goal.",
        "new_steps": "We keep the goal and take new steps.",
        "smaller": "We chose smaller steps, or more time.",
        "revise": "We changed the goal.",
        "replace": "Another goal takes its place.",
        "pause": "We let this goal rest for now.",
        "let_go": "We let this goal go.",
        "met": "I set out to do this, and I do it now.",
    }
)
DECIDED_FOR_TEAM = TrMap(
    {
        "keep": "We keep the goal.",
        "new_steps": "We keep the goal and take new steps.",
        "smaller": "We keep the goal, with smaller steps or more time.",
        "revise": "We put the goal in other words.",
        "replace": "Another goal takes its place.",
        "pause": "The goal rests for now.",
        "let_go": "The goal was let go.",
        "met": "The goal was met.",
    }
)
DECIDED_FOR_RECORD = TrMap(
    {
        "keep": "Goal kept",
        "new_steps": "Same goal, new steps",
        "smaller": "Same goal, a smaller step or more time",
        "revise": "Goal put in other words",
        "replace": "Another goal takes its place",
        "pause": "Goal rests for now",
        "let_go": "Goal let go",
        "met": "Goal met",
    }
)


def say_signed(value: float) -> str:
    """Return a number with a dash as its minus, which every font has."""
    words = say_number(abs(value))
    return f"–{words}" if value < 0 else words


def say_difference(one: float, other: float) -> str:
    """Return the formula of a difference, "(9 – 4)", which no line breaks."""
    return f"({say_signed(one)}\u00a0–\u00a0{say_signed(other)})"


def say_counted(number: str, unit: str | None) -> str:
    """Return "12 minutes" or "1 a week"; one of many is "1 (minutes)".

    The unit is the patient's own word, and what one of it is called is not known: what ends like
    the word for many things is taken for one.
    """
    if not unit:
        return number
    endings = tuple(tr("s", context="ends_of_many").split())
    plural = unit.partition(" ")[0].endswith(endings)
    return f"1 ({unit})" if number == "1" and plural else f"{number} {unit}"


def quotes(texts: Iterable[str]) -> str:
    """Return several in a row, each in its own quotation marks."""
    return ", ".join(quote(text) for text in texts if text.strip())


def capital(text: str) -> str:
    """Return a name as it begins a line: "my sister" as "My sister", and "iCare" as it is."""
    first, second = text[:1], text[1:2]
    return f"{first.upper()}{text[1:]}" if first.islower() and not second.isupper() else text


def sentence(text: str) -> str:
    """Return `text` with a full stop unless it ends in a stop of its own."""
    text = text.rstrip()
    ends = text.rstrip("\"'“”’»)")
    return text if not text or ends[-1:] in (".", "!", "?", "…", "。", "؟") else f"{text}."


def own_sentence(text: str) -> str:
    """Return someone's own words on one line, as a sentence in quotation marks.

    English and German close the marks behind the full stop, Spanish before it.
    """
    words = sentence(" ".join(text.split()))
    if spoken_language() != "es" or words.endswith(".."):
        return quote(words)
    return sentence(quote(words.removesuffix(".")))


def sentences(texts: Iterable[str | None]) -> str:
    """Return the texts that are there as one run of sentences."""
    return " ".join(sentence(text) for text in texts if text and text.strip())


def if_words(condition: str) -> str:
    """Return "If …," however the condition was typed."""
    bare = _without_lead(condition, tr("if", context="typed_before")).rstrip(" ,.;")
    return tr("If {condition},", condition=bare)


def then_words(action: str) -> str:
    """Return "then …." however the action was typed."""
    bare = _without_lead(action, tr("then", context="typed_before"))
    return sentence(tr("then {action}", action=bare))


def is_sequel(text: str) -> bool:
    """Return whether a text goes on from what was said: it was typed as "then rest"."""
    return text.casefold().startswith(
        tuple(f"{word} " for word in tr("then", context="typed_before").casefold().split())
    )


def _without_lead(text: str, words: str) -> str:
    leads = "|".join(map(re.escape, words.split()))
    return re.sub(rf"\A\s*(?:{leads})\b[\s:,]*", "", text, flags=re.IGNORECASE)
