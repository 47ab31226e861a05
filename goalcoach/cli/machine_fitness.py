"""Is this machine fit for a visit: its terminal, its language, what prints."""

from __future__ import annotations

import locale
import sys
from collections.abc import Iterator, Mapping
from shutil import get_terminal_size, which

from goalcoach.store.fitness import Fitness, FitnessLine, judge

LEAST = (60, 20)
"""The smallest terminal the app is made for, columns and rows."""
ROOMY = (80, 24)
_COLOURS = ("truecolor", "24bit")


def machine_lines(environ: Mapping[str, str]) -> Iterator[FitnessLine]:
    """Yield what there is to say of the terminal, the language and printing."""
    yield _terminal_line(environ)
    yield _size_line()
    yield _colour_line(environ)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "") if sys.stdout else ""
    yield judge("signs", encoding == "utf8", encoding or "none", "Set a UTF-8 locale, such as "
                "LC_ALL=C.UTF-8: else signs are written as \\u….")  # fmt: skip
    named = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    yield FitnessLine("locale", Fitness.OK, named or locale.setlocale(locale.LC_CTYPE, None))
    yield _font_line()
    printer = which("lp") is not None
    yield judge("printing", printer, "lp is there" if printer else "lp is not there",
                "Print to files, and send them from another program.")  # fmt: skip


def _terminal_line(environ: Mapping[str, str]) -> FitnessLine:
    name = environ.get("TERM", "")
    words = name or "TERM is not set"
    fit = bool(name) and name != "dumb"
    advice = "The app needs a full screen; goalcoach visit CODE --plain works line by line."
    return judge("terminal", fit, words, advice)


def _size_line() -> FitnessLine:
    if sys.stdout is None or not sys.stdout.isatty():
        return FitnessLine("size", Fitness.CANNOT_TELL, "this is no terminal")
    size = get_terminal_size()
    fit = size.columns >= LEAST[0] and size.lines >= LEAST[1]
    advice = f"Make the window larger: {ROOMY[0]}×{ROOMY[1]} is comfortable."
    return judge("size", fit, f"{size.columns}×{size.lines}", advice)


def _colour_line(environ: Mapping[str, str]) -> FitnessLine:
    if "NO_COLOR" in environ:
        return FitnessLine("colours", Fitness.OK, "none, as NO_COLOR asks")
    if environ.get("COLORTERM") in _COLOURS:
        return FitnessLine("colours", Fitness.OK, "all")
    many = "256" in environ.get("TERM", "")
    return FitnessLine("colours", Fitness.OK, "256" if many else "sixteen")


def _font_line() -> FitnessLine:
    from goalcoach.sheets.writers.pdf.pdf import FONTS
    from goalcoach.store.file_access import scan

    count = sum(entry.name.endswith(".ttf") for entry in scan(FONTS))
    words = f"{count} come along" if count else "none are there"
    return judge("fonts for sheets", bool(count), words, "Install goalcoach anew.")
