"""Writes a difference as Markdown: ~~gone~~ and **new**, with the words that say so.

What a person typed is text there too, never markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.diff.change import WordSpan
from goalcoach.sheets.changes.change_report import ChangeLine, ChangeSheet
from goalcoach.sheets.changes.change_vocabulary import MARK_WORDS
from goalcoach.sheets.changes.text_writer import count_words, is_short, title_of
from goalcoach.sheets.writers.markdown import escape
from goalcoach.translation import tr

_WRAP = {"same": ("", ""), "gone": ("~~", "~~"), "new": ("**", "**")}


def write_change_markdown(sheet: ChangeSheet) -> str:
    """Return the difference as Markdown, sections parted by blank lines."""
    parts = [f"**{escape(sheet.notice)}**"] if sheet.notice else []
    parts += [f"# {_one(title_of(sheet))}", escape(sheet.headline), count_words(sheet)]
    for section in sheet.sections:
        parts.append(f"## {_one(section.title)}")
        lines = [line for one in section.lines for line in _line(one)]
        if lines:
            parts.append("\n".join(lines))
        if section.aside:
            parts.append(section.aside)
    if sheet.alike:
        parts.append(f"## {_one(tr('Matched by likeness'))}")
        parts.append("\n".join(f"- {_one(one)}" for one in sheet.alike))
    if sheet.apart:
        parts.append(sheet.apart)
    return "\n\n".join(parts) + "\n"


def _one(text: str) -> str:
    """Return `text` escaped and on one line, for places that end with the line."""
    return escape(" / ".join(text.split("\n")))


def _line(line: ChangeLine) -> Iterator[str]:
    label = f"{_one(line.label)} ({_one(line.about)})" if line.about else _one(line.label)
    word = MARK_WORDS[line.mark]
    lead = f"- {word}: **{label}:**" if word else f"- **{label}:**"
    yield f"{lead} {_words(line)}".rstrip()
    for why in line.why:
        yield f"  - {tr('why: {reason}', reason=_one(why))}"


def _words(line: ChangeLine) -> str:
    say = _one(line.say)
    if line.words:
        return _mixed(line.words) + (f" ({say})" if say else "")
    old, new = _one(line.old), _one(line.new)
    if old and new:
        apart = f"~~{old}~~ **{new}**"
        between = tr("from {old} to {new}", old=old, new=new) if is_short(line) else apart
        return between + (f", {say}" if say else "")
    return " ".join(part for part in (new or old, f"({say})" if say else "") if part)


def _mixed(words: tuple[WordSpan, ...]) -> str:
    text = ""
    for span in words:
        start, end = _WRAP[span.kind]
        gap = "" if not text or span.glued else " "
        text += f"{gap}{start}{_one(span.text)}{end}"
    return text
