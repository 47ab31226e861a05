"""Which text says Sie or usted, so that it is another one with du or tú.

German has words for it. Spanish mostly speaks to a person by the verb alone, and a verb of usted
is also that of "he" and "she". So only what can hardly be about someone else counts: the pronoun,
what asks for something at the start of a sentence ("Piense en…", "Cuénteme"), and "le" in a
question that names no one else. Of the core's texts that have a form with tú these find about half,
and none that needs no form. Other languages are not looked through.
"""

from __future__ import annotations

import re

from goalcoach.translation import language_name

_ASKS_FOR = (
    *("anote", "busque", "cuente", "deje", "escuche", "espere", "hable", "imagine", "intente"),
    *("llame", "mire", "piense", "preste", "pregunte", "pruebe", "respire", "tome", "use"),
    *("abra", "diga", "elija", "escriba", "haga", "lea", "pida", "ponga", "responda", "siga"),
    "vuelva",
)
_WITH_PRONOUN = (
    *("anóte", "búsque", "cuénte", "déje", "escúche", "imagíne", "inténte", "levánte", "lláme"),
    *("míre", "pregúnte", "pruébe", "quíte", "siénte", "tóme"),
    *("ábra", "díga", "elíja", "escríba", "hága", "léa", "pída", "pónga"),
)
_SPANISH = "|".join(
    (
        r"\b(?:usted|consigo)\b",
        rf"(?:^|[.;:!?…¿¡«]\s*)(?:{'|'.join(_ASKS_FOR)})\b",
        rf"\b(?:{'|'.join(_WITH_PRONOUN)})(?:me|nos|se|l[aeo]s?)\b",
        # "¿A qué le quitó tiempo?" asks about a thing, "¿qué le diría a un amigo?" about another.
        r"¿[^?¿]*(?<!a qué )\ble\b(?! \w+ a\b)",
    )
)
_POLITE = {
    "de": re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"),
    "es": re.compile(_SPANISH, re.IGNORECASE | re.MULTILINE),
}


def is_polite(text: str, language: str) -> bool:
    """Return True for a text with the polite words of a language whose words are known here."""
    pattern = _POLITE.get(language_name(language))
    return pattern is not None and pattern.search(text) is not None
