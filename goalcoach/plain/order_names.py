"""What an order is called in other languages: ":zurück" and ":atrás" are ":back". Pure.

Each is understood whatever is spoken, beside the English name, and without its accents too.
"""

from __future__ import annotations

import unicodedata

_GERMAN = {
    "zurück": "back",
    "weiter": "next",
    "heim": "return",
    "auslassen": "skip",
    "löschen": "clear",
    "bestätigen": "confirm",
    "behalten": "keep",
    "notiz": "note",
    "ohnepapier": "offpaper",
    "wo": "where",
    "gehe": "go",
    "öffnen": "open",
    "mehr": "more",
    "karte": "card",
    "nochmal": "again",
    "ändern": "change",
    "entfernen": "remove",
    "zurückholen": "restore",
    "rückgängig": "undo",
    "wiederholen": "redo",
    "verschieben": "move",
    "pause": "break",
    "hilfe": "help",
    "verlassen": "quit",
    "speichern": "save",
    "abschließen": "close",
}
_SPANISH = {
    "atrás": "back",
    "siguiente": "next",
    "volver": "return",
    "saltar": "skip",
    "borrar": "clear",
    "confirmar": "confirm",
    "mantener": "keep",
    "nota": "note",
    "sinpapel": "offpaper",
    "lista": "where",
    "ir": "go",
    "abrir": "open",
    "más": "more",
    "tarjeta": "card",
    "repetir": "again",
    "cambiar": "change",
    "quitar": "remove",
    "recuperar": "restore",
    "deshacer": "undo",
    "rehacer": "redo",
    "mover": "move",
    "pausa": "break",
    "ayuda": "help",
    "salir": "quit",
    "guardar": "save",
    "cerrar": "close",
}


def _bare(name: str) -> str:
    """Return a name in small letters, without accents: "zuruck", "atras"."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(ch for ch in apart if not unicodedata.combining(ch))


BARE_NAMES = {_bare(name): order for name, order in (_GERMAN | _SPANISH).items()}
"""By a name without accents: the order that it means, by its English name."""


def english_name(name: str) -> str:
    """Return the order that a name of another language means; `name` itself for any other."""
    return BARE_NAMES.get(_bare(name), name)
