"""The words of typed days in other languages, as the English ones that `typed_day` reads. Pure.

German and Spanish are read whole; of French, Italian, Dutch and Portuguese the months, which stand
in sheets that come from elsewhere. An accent may be missing, and ä may be typed as ae.
"""

from __future__ import annotations

import re
import unicodedata

from goalcoach.date_words import DATE_LANGUAGES

_MONTHS = tuple(month.lower() for month in DATE_LANGUAGES["en"].months)
_MONTHS_ABROAD = (
    "januar jänner jaenner janvier enero gennaio januari janeiro",
    "februar février fevrier febrero febbraio februari fevereiro",
    "märz maerz mars marzo maart mrt março marco",
    "april avril abril aprile",
    "mai mayo maggio mei maio",
    "juni juin junio giugno junho",
    "juli juillet julio luglio julho",
    "august août aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro",
    "november novembre noviembre",
    "dezember décembre decembre diciembre dicembre december dezembro",
)
"""The months in German, French, Spanish, Italian, Dutch and Portuguese."""

_WORDS = {
    **dict.fromkeys(("heute", "hoy"), "today"),
    **dict.fromkeys(("morgen", "manana"), "tomorrow"),
    **dict.fromkeys(("gestern", "ayer"), "yesterday"),
    **dict.fromkeys(("tag", "tage", "tagen", "dia", "dias"), "days"),
    **dict.fromkeys(("woche", "wochen", "semana", "semanas"), "weeks"),
    **dict.fromkeys(("monat", "monate", "monaten", "mes", "meses"), "months"),
    **dict.fromkeys(("ein", "eine", "einem", "einer", "einen", "un", "una"), "one"),
    **dict.fromkeys(("zwei", "dos"), "two"),
    **dict.fromkeys(("drei", "tres"), "three"),
    **dict.fromkeys(("vier", "cuatro"), "four"),
    **dict.fromkeys(("funf", "fuenf", "cinco"), "five"),
    **dict.fromkeys(("sechs", "seis"), "six"),
    **dict.fromkeys(("nachsten", "nachster", "nachste", "nachstes", "proximo"), "next"),
    **dict.fromkeys(("kommenden", "kommender", "naechsten", "naechster"), "next"),
    **dict.fromkeys(("letzten", "letzter", "vergangenen", "vergangener", "pasado"), "last"),
}
"""Single words, bare of accents."""
_DAYS_ABROAD = {
    name: DATE_LANGUAGES["en"].days[at].lower()
    for language in ("de", "es")
    for at, name in enumerate(DATE_LANGUAGES[language].days)
}
_PHRASES = (
    (re.compile(r"(?:en|dentro de) (.+)"), "in {}"),
    (re.compile(r"(?:vor|hace) (.+)"), "{} ago"),
    (re.compile(r"(\w+) (?:que viene|proximo)"), "next {}"),
    (re.compile(r"(\w+) pasado"), "last {}"),
)
"""What stands in another place than in English: patterns bare of accents, and where it belongs."""
_NAMED = {
    **dict.fromkeys(("ubermorgen", "uebermorgen", "pasado manana"), "in 2 days"),
    **dict.fromkeys(("vorgestern", "anteayer", "antes de ayer"), "2 days ago"),
}
"""The days that English has no word for."""
_OF = ("de", "del", "of")


def in_english(words: str) -> str:
    """Return a typed day, in small letters, with the words of other languages in English."""
    words = re.sub(r"^(?:am|el) ", "", words)
    bare, place = _bare(words), "{}"
    if bare in _NAMED:
        return _NAMED[bare]
    for pattern, english in _PHRASES:
        if found := pattern.fullmatch(bare):
            words, place = found[1], english
    return place.format(" ".join(map(_word, (one for one in words.split() if one not in _OF))))


def _bare(text: str) -> str:
    """Return `text` without accents: "mañana" as "manana"."""
    return "".join(
        ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch)
    )


def _word(word: str) -> str:
    bare = _bare(word).rstrip(".")
    # The month goes first: "3 mar" is March, and "mar" alone, which may be martes, is no day.
    month = month_abroad(word)
    return _WORDS.get(bare) or (month if month != word else _weekday(bare) or word)


def _weekday(bare: str) -> str:
    """Return the English of the one weekday that a word of three letters or more begins; or ""."""
    found = {
        english
        for name, english in _DAYS_ABROAD.items()
        if len(bare) > 2 and _bare(name).lower().startswith(bare)
    }
    return found.pop() if len(found) == 1 else ""


def month_abroad(word: str) -> str:
    """Return the English of the one month that a word of three letters or more begins; or it."""
    bare = word.rstrip(".")
    found = {
        at
        for at, names in enumerate(_MONTHS_ABROAD)
        if len(bare) > 2 and any(name.startswith(bare) for name in names.split())
    }
    return _MONTHS[found.pop()] if len(found) == 1 else word
