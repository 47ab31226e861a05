"""Writes a difference as plain lines. Marks and words carry everything; colour only repeats it.

Colour is the caller's choice: without it words are marked `[-gone-]` and `{+new+}`, as git's word
diff does.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.diff.change import WordSpan
from goalcoach.safe_text import cell_width, show, wrap
from goalcoach.sheets.changes.change_report import CHANGED, ChangeLine, ChangeSection, ChangeSheet
from goalcoach.sheets.wording import capital, say_day
from goalcoach.translation import tr, tr_noop

CHANGE_WIDTH = 76

# Longer than this, old and new stand on lines of their own.
_SHORT = 28

PLAIN_STYLE = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "bold": ("", ""), "quiet": ("", "")}
# Struck out and underlined: the marks survive where colours do not.
COLOUR_STYLE = {
    "gone": ("\x1b[9;33m", "\x1b[0m"),
    "new": ("\x1b[1;4;36m", "\x1b[0m"),
    "bold": ("\x1b[1m", "\x1b[0m"),
    "quiet": ("\x1b[2m", "\x1b[0m"),
}

Style = dict[str, tuple[str, str]]


def write_change(sheet: ChangeSheet, width: int = CHANGE_WIDTH, *, colour: bool = False) -> str:
    """Return the difference as lines of at most `width` cells."""
    style = COLOUR_STYLE if colour else PLAIN_STYLE
    lines: list[str] = []
    if sheet.notice:
        lines.append(_styled(sheet.notice, "bold", style))
    lines += [_styled(line, "bold", style) for line in wrap(show(title_of(sheet)), width)]
    lines += wrap(show(sheet.headline), width)
    lines += [count_words(sheet)]
    for section in sheet.sections:
        lines += ["", *_section(section, width, style)]
    if sheet.alike:
        lines += ["", tr("Matched by likeness, for the file gave them no id or another one:")]
        for one in sheet.alike:
            lines += _hung(show(one, lines=False), "  ", "    ", width)
    if sheet.apart:
        lines += ["", *wrap(sheet.apart, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def title_of(sheet: ChangeSheet) -> str:
    if sheet.before == sheet.after:
        return tr(
            "{patient}: what is different in version {version} ({day})",
            patient=sheet.patient,
            version=sheet.after.version,
            day=say_day(sheet.after.day),
        )
    return tr(
        "{patient}: what changed from version {before} ({then}) to version {after} ({now})",
        patient=sheet.patient,
        before=sheet.before.version,
        then=say_day(sheet.before.day),
        after=sheet.after.version,
        now=say_day(sheet.after.day),
    )


def count_words(sheet: ChangeSheet) -> str:
    """Return "6 changed, 1 new, 31 the same."; what is nought is left out."""
    return f"{capital(', '.join(count_parts(sheet)))}."


def count_parts(sheet: ChangeSheet) -> list[str]:
    """Return "6 changed", "1 new", "31 the same"; what is nought is left out but for the same."""
    counts = sheet.counts
    parts = (
        (counts.changed, tr_noop("{count} changed")),
        (counts.new, tr_noop("{count} new")),
        (counts.gone, tr_noop("{count} gone")),
    )
    told = [tr(words, count=count) for count, words in parts if count]
    return [*told, tr("{count} the same", count=counts.same)]


def _section(section: ChangeSection, width: int, style: Style) -> Iterator[str]:
    for words in wrap(show(section.title, lines=False), width):
        yield _styled(words, "bold", style)
    for line in section.lines:
        yield from _line(line, width, style)
    if section.aside:
        yield from _hung(section.aside, "    ", "    ", width)


def _line(line: ChangeLine, width: int, style: Style) -> Iterator[str]:
    lead = f"  {line.mark} "
    label = show(line.label, lines=False)
    if line.about:
        label = f"{label} ({show(line.about, lines=False)})"
    say = show(line.say, lines=False)
    old, new = show(line.old, lines=False), show(line.new, lines=False)
    if line.words:
        tail = f" ({say})" if say else ""
        yield from _marked(f"{lead}{label}:", line.words, tail, width, style)
    elif old and new and is_short(line):
        words = f"{label}: {tr('from {old} to {new}', old=old, new=new)}"
        words += f", {say}" if say else ""
        yield from _hung(words, lead, "      ", width)
    elif old and new:
        yield from _hung(f"{label}: {say}".rstrip(), lead, "      ", width)
        yield from _hung(old, "      - ", "        ", width)
        yield from _hung(new, "      + ", "        ", width)
    else:
        words = " ".join(part for part in (new or old, _beside(say, new or old)) if part)
        yield from _hung(f"{label}: {words}", lead, "      ", width)
    for why in line.why:
        yield from _hung(
            tr("why: {reason}", reason=show(why, lines=False)), "      ", "           ", width
        )


def _beside(say: str, words: str) -> str:
    return f"({say})" if say and words else say


def is_short(line: ChangeLine) -> bool:
    """Return whether old and new read well in one sentence, "from 3 to 6"."""
    return max(cell_width(line.old), cell_width(line.new)) <= _SHORT and line.mark == CHANGED


def _hung(text: str, first: str, rest: str, width: int) -> Iterator[str]:
    for number, line in enumerate(wrap(text, width - max(cell_width(first), cell_width(rest)))):
        yield f"{rest if number else first}{line}"


def _styled(text: str, name: str, style: Style) -> str:
    start, end = style[name]
    return f"{start}{text}{end}"


def _marked(
    lead: str, words: tuple[WordSpan, ...], tail: str, width: int, style: Style
) -> Iterator[str]:
    """Yield the words in one row, wrapped by their width without colours."""
    line, size, first = lead, cell_width(lead), True
    for text, glued, kind in _pieces(words, style):
        gap = 0 if glued and not first else 1
        if size + gap + cell_width(text) > width and not glued:
            yield line
            line, size, gap = "     ", 5, 1
        line += " " * gap + (_coloured(text, kind, style))
        size += gap + cell_width(text)
        first = False
    if tail and size + cell_width(tail) > width:
        yield line
        line, tail = "     ", f" {tail.strip()}"
    yield line + tail


def _pieces(words: tuple[WordSpan, ...], style: Style) -> Iterator[tuple[str, bool, str]]:
    """Yield word by word; the plain marks go with the first and the last word of a run."""
    plain = style is PLAIN_STYLE
    for span in words:
        parts = wrap(show(span.text, lines=False), 40) if plain else [show(span.text, lines=False)]
        pieces = [piece for part in parts for piece in part.split(" ") if piece]
        for at, piece in enumerate(pieces):
            start = style[span.kind][0] if plain and at == 0 and span.kind != "same" else ""
            last = at == len(pieces) - 1
            end = style[span.kind][1] if plain and last and span.kind != "same" else ""
            yield f"{start}{piece}{end}", span.glued and at == 0, span.kind


def _coloured(text: str, kind: str, style: Style) -> str:
    if style is PLAIN_STYLE or kind == "same":
        return text
    return _styled(text, kind, style)
