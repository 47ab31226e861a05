"""Text from outside: cleaned where it comes in, made safe where it goes out; widths and wrapping.

Any string typed by a person or read from a file may hold terminal escapes, bidirectional overrides
or broken surrogates. `clean` is applied once, where text enters; `show` at every place where text
leaves to a terminal or a page.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from goalcoach.translation import spoken_language, tr

# Joiners are part of emoji and of several scripts' spelling; everything else of category Cf
# (bidi controls, zero-width space, tags, soft hyphen) can hide or reorder text.
_JOINERS = frozenset("\u200c\u200d")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile(r"[ -~\n]*\Z")

# The groups of a telephone number: "+49 30 / 12 34 56", "(01632) 960 999,".
_TWO_GROUPS = re.compile(r"[0-9][)/.–-]* (?:[/–-] )?\(?[0-9][0-9]")
_FIRST_GROUP = re.compile(r"[“„«(+]*[0-9][0-9()/.–-]*")
_GROUP = re.compile(r"\(?[0-9][0-9][0-9()/.–-]*\W*|[/–-]")
_ENDS_NUMBER = re.compile(r"[^0-9()/–-]\Z")
_DIGIT = re.compile(r"[0-9]")
_LONGEST_NUMBER = 24
_FEWEST_DIGITS = 6

PLAIN_TERMS = frozenset({"linux", "vt52", "vt100", "vt102", "vt220", "ansi", "dumb"})
"""Values of TERM whose font has letters and little else: no braille dots, no drawn marks."""

_JOINTS = {"de": {"and": "und", "or": "oder"}, "es": {"and": "y", "or": "o"}}
# Spanish says e and u before a word that begins as "y" or "o" sound: Irene, hijo; ocho, 11, hora.
# Before ie or ia the i is no vowel of its own: nieve y hielo.
_SOUNDS = {
    "and": re.compile(r"\W*h?[ií](?![aeou])", re.IGNORECASE),
    "or": re.compile(r"\W*(?:h?[oó]|8|11(?!\d))", re.IGNORECASE),
}


def clean(text: str, *, lines: bool = False) -> str:
    """Return `text` as it is stored: line ends as "\\n", blanks at both ends removed.

    With `lines=False` every line end becomes one blank. Lone surrogates, which no file can hold,
    become U+FFFD. Nothing else is changed: what a person typed is theirs.
    """
    if text.isprintable():  # neither a line end nor a lone surrogate: nearly every text
        return text.strip(" ")
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    if not lines:
        text = re.sub(r" *\n\s*", " ", text)
    return text.strip(" \t\n")


def _visible(ch: str) -> str:
    """Return a character as `show` writes it: itself, or its code point if it acts or hides."""
    if ch in _JOINERS or ch == "\n":
        return ch
    if ch == "\t":
        return "    "
    if unicodedata.category(ch) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"<U+{ord(ch):04X}>"
    return ch


def show(text: str, *, lines: bool = True) -> str:
    """Return `text` safe for a terminal or page: control characters are spelled out.

    ESC becomes `<U+001B>`, a bidi override `<U+202E>`; a tab becomes four blanks. With
    `lines=False` a line end becomes " / ", for places that hold one line.
    """
    if _PLAIN.match(text) is None:
        text = text.translate({ord(ch): _visible(ch) for ch in set(text)})
    return text if lines else text.replace("\n", " / ")


def escape(text: str) -> str:
    """Return TOML or JSON with what acts on a terminal as \\u escapes, which read back as it was.

    Only within quotes: where such signs stand in a comment, an escape is another text.
    """
    return "".join(ch if ch in "\t\n" or _visible(ch) == ch else _escaped(ord(ch)) for ch in text)


def _escaped(number: int) -> str:
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


@lru_cache(4096)
def _cells(ch: str) -> int:
    """Return how many cells one character takes."""
    if unicodedata.combining(ch) or unicodedata.category(ch) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(ch) in {"W", "F"} else 1


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes: wide characters 2, marks and joiners 0."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, cells: int) -> str:
    """Return the first line of `text` within `cells` cells, ending in "…" if anything was cut.

    A line end that nothing follows is left out without a sign.
    """
    line, _, rest = text.partition("\n")
    if cell_width(line) <= cells and not rest:
        return line
    kept, width = "", 0
    for ch in line:
        width += cell_width(ch)
        if width > cells - 1:
            break
        kept += ch
    return kept.rstrip() + "…"


def cut_at_word(text: str, cells: int) -> str:
    """Return the first line of `text` as `cut` does, without the part of a word at its end.

    A single word is cut all the same.
    """
    short = cut(text, cells)
    kept = short[:-1]
    whole = kept.rpartition(" ")[0]
    torn = not text.startswith(short) and not text[len(kept) :].startswith((" ", "\n"))
    return f"{whole} …" if torn and whole else short


def wrap(text: str, cells: int) -> list[str]:
    """Return the lines of `text` wrapped at blanks to `cells` cells; a longer word is broken.

    A telephone number in groups stays on one line if it fits there. Blank lines stay. Wide
    characters count as two cells, and text without blanks (Chinese) is broken between characters.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, width = "", 0
        for word in _pieces(paragraph, cells):
            size = cell_width(word)
            if line and width + 1 + size > cells:
                lines.append(line)
                line, width = "", 0
            elif line:
                line, width = line + " ", width + 1
            if size > cells:
                *whole, word = _broken(word, cells)
                lines += whole
                size = cell_width(word)
            line, width = line + word, width + size
        lines.append(line)
    return lines


def _pieces(paragraph: str, cells: int) -> list[str]:
    """Return the words of a paragraph, a number in groups as one.

    If two blanks meet anywhere, every run of blanks counts as one and outer ones are dropped.
    """
    words = paragraph.split(" ") if "  " not in paragraph else paragraph.split()
    return _whole_numbers(words, cells) if _TWO_GROUPS.search(paragraph) else words


def _whole_numbers(words: list[str], cells: int) -> list[str]:
    """Return the words with the groups of each telephone number put together, within `cells`."""
    pieces: list[str] = []
    run: list[str] = []
    for word in words:
        if run and not _ENDS_NUMBER.search(run[-1]) and _GROUP.fullmatch(word):
            run.append(word)
        else:
            pieces += _as_number(run, cells)
            run = [word] if _FIRST_GROUP.fullmatch(word) else []
            pieces += [] if run else [word]
    return pieces + _as_number(run, cells)


def _as_number(groups: list[str], cells: int) -> list[str]:
    """Return groups as one piece if they can be a telephone number and fit in `cells`."""
    number = " ".join(groups)
    fits = cell_width(number) <= min(cells, _LONGEST_NUMBER)
    return [number] if fits and len(_DIGIT.findall(number)) >= _FEWEST_DIGITS else groups


def _broken(word: str, cells: int) -> list[str]:
    """Return a word in parts that fit in `cells`, each of one character at least.

    Each character is measured once, so that the cost does not grow with the square of the length.
    """
    sizes = set(map(_cells, set(word)))
    if len(sizes) == 1 and (size := sizes.pop()):
        step = max(cells // size, 1)
        return [word[at : at + step] for at in range(0, len(word), step)]
    parts, start, width = [], 0, 0
    for at, ch in enumerate(word):
        size = _cells(ch)
        if width + size > cells and at > start:
            parts.append(word[start:at])
            start, width = at, 0
        width += size
    return [*parts, word[start:]]


def join_words(words: list[str] | tuple[str, ...], last: Literal["and", "or"] = "and") -> str:
    """Return "a", "a and b" or "a, b and c", with the spoken language's own "and" or "or"."""
    if len(words) < 2:
        return "".join(words)
    joint = _JOINTS.get(spoken_language(), {}).get(last, last)
    if spoken_language() == "es" and _SOUNDS[last].match(words[-1]):
        joint = {"y": "e", "o": "u"}[joint]
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def quote(text: str) -> str:
    """Return someone's own words in quotation marks; those that they typed around it are enough."""
    text = text.strip()
    marks = tr("“{text}”")
    opening, _, closing = marks.partition("{text}")
    whole = len(text) > len(opening) and text.startswith(opening) and text.endswith(closing)
    if whole and closing not in text.removeprefix(opening).removesuffix(closing):
        return text
    return marks.replace("{text}", text)
