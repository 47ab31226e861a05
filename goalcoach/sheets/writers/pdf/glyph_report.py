"""Says which sign could not be printed, where it stands, and which font to install.

A sign without a font would be an empty box on paper, or come from a font that nobody chose. Pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import astuple

from goalcoach.plan.conversion import to_tree
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import NOWHERE, Origin
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.sheet import Sheet
from goalcoach.sheets.writers.text_runs import MAY_BREAK
from goalcoach.translation import tr

MOST = 5
"""So many signs are named; a text in another script would name hundreds."""

# The first word of a sign's Unicode name, and the font that has it.
FONT_BY_SCRIPT = {
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"), "Noto Sans CJK"),
    **dict.fromkeys(("BOPOMOFO", "FULLWIDTH", "HALFWIDTH"), "Noto Sans CJK"),
}
EMOJI = range(0x1F000, 0x1FB00)
PACKAGES = {
    "Noto Sans CJK": "Noto Sans CJK (Debian: fonts-noto-cjk)",
    "Noto Emoji": "Noto Emoji (Debian: fonts-noto-color-emoji)",
}


def say_unknown(signs: str, sheet: Sheet) -> str:
    """Return one or two sentences about the signs that no font has.

    A place to break, which is ours, is told of only if nothing else is.
    """
    signs = signs.replace(MAY_BREAK, "") or signs
    named = [name_sign(sign) for sign in signs[:MOST]]
    path = next((where for sign in signs if (where := find_path(sign, sheet))), "")
    missing = ", ".join(named)
    if len(signs) > MOST:
        missing = tr("{signs} and {count} more", signs=missing, count=len(signs) - MOST)
    fonts = tuple(dict.fromkeys(font_for(sign) for sign in signs[:MOST]))
    return tr(
        "No font here has {signs}, so the sheet was not printed. Install {fonts}, then print "
        "again.",
        signs=f"{missing} ({_say_place(path)})" if path else missing,
        fonts=join_words(fonts),
    )


def name_sign(sign: str) -> str:
    """Return "U+6F22 (CJK UNIFIED IDEOGRAPH-6F22)"."""
    name = unicodedata.name(sign, "")
    code = f"U+{ord(sign):04X}"
    return f"{code} ({name})" if name else code


def font_for(sign: str) -> str:
    """Return the font to install, with its package where it is known."""
    script = unicodedata.name(sign, "").partition(" ")[0].partition("-")[0]
    if ord(sign) in EMOJI or ord(sign) in (0x200D, 0xFE0F):
        return PACKAGES["Noto Emoji"]
    if FONT_BY_SCRIPT.get(script):
        return PACKAGES[FONT_BY_SCRIPT[script]]
    if unicodedata.category(sign).startswith("L"):
        return tr("a Noto font for {script} (Debian: fonts-noto-core)", script=script.capitalize())
    return tr("a Noto font with that sign (Debian: fonts-noto-core)")


def find_path(sign: str, sheet: Sheet) -> str:
    """Return the plan path of the first piece that holds the sign; "" if there is none.

    A piece that puts several fields into one sentence names none; then the plan itself is searched.
    """
    found = next((path for path, text in texts_of(sheet) if path and sign in text), "")
    if found or sheet.plan is None:
        return found
    return next((path for path, text in _fields(to_tree(sheet.plan), "") if sign in text), "")


def _fields(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a plan after its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _fields(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _fields(part, path)


def _say_place(path: str) -> str:
    """Return where a path leads, in the words that the sheets have for it, and the path."""
    try:
        return tr("in “{label}”, {path}", label=label_of(path), path=path)
    except KeyError:
        return tr("in {path}", path=path)


def texts_of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield each text of the sheet after the plan path it comes from, "" for none."""
    return _texts(sheet.blocks, "")


def _texts(piece: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(piece, Origin):
        return
    if isinstance(piece, str):
        yield path, piece
    elif isinstance(piece, Struct):
        origin = getattr(piece, "origin", NOWHERE)
        yield from _texts(astuple(piece), origin.path or path)
    elif isinstance(piece, tuple):
        for part in piece:
            yield from _texts(part, path)
