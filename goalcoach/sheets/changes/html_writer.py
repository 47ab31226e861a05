"""Writes a difference as one web page without scripts, pictures or anything from elsewhere.

`<del>` and `<ins>` are struck out and underlined, and each line says in a word what it is, so that
the page reads in black and white and aloud.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from goalcoach.plan.diff.change import WordSpan
from goalcoach.safe_text import show
from goalcoach.sheets.changes.change_report import ChangeLine, ChangeSection, ChangeSheet
from goalcoach.sheets.changes.change_vocabulary import MARK_WORDS
from goalcoach.sheets.changes.text_writer import count_words, is_short, title_of
from goalcoach.translation import spoken_language, tr

_STYLE = """
body { font: 1.1rem/1.5 sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  color: #26241f; background: #faf7ef; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
ul { list-style: none; padding: 0; } li { margin: .6rem 0; }
.mark { display: inline-block; min-width: 5.5rem; color: #615d52; }
.why, .quiet { color: #615d52; margin: 0; } .why { padding-left: 5.5rem; }
del { color: #615d52; text-decoration: line-through; }
ins { color: #17665b; text-decoration: underline; font-weight: bold; }
@media print { body { background: #fff; color: #000; } }
"""
_TAGS = {"same": ("", ""), "gone": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}


def write_change_html(sheet: ChangeSheet) -> str:
    """Return a whole page; what a person typed is text in it, never markup."""
    hashed = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{spoken_language()}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{_text(title_of(sheet))}</title>",
            f"<style>{_STYLE}</style></head>",
            "<body>",
            *_body(sheet),
            "</body></html>",
            "",
        )
    )


def _text(text: str) -> str:
    return escape(show(text, lines=False))


def _body(sheet: ChangeSheet) -> Iterator[str]:
    if sheet.notice:
        yield f"<p><strong>{_text(sheet.notice)}</strong></p>"
    yield f"<h1>{_text(title_of(sheet))}</h1>"
    yield f"<p>{_text(sheet.headline)}</p>"
    yield f'<p class="quiet">{_text(count_words(sheet))}</p>'
    for section in sheet.sections:
        yield from _section(section)
    if sheet.alike:
        yield f"<h2>{_text(tr('Matched by likeness'))}</h2>"
        yield "<ul>" + "".join(f"<li>{_text(one)}</li>" for one in sheet.alike) + "</ul>"
    if sheet.apart:
        yield f'<p class="quiet">{_text(sheet.apart)}</p>'


def _section(section: ChangeSection) -> Iterator[str]:
    yield f"<h2>{_text(section.title)}</h2>"
    if section.lines:
        yield "<ul>"
        for line in section.lines:
            yield f"<li>{_line(line)}</li>"
        yield "</ul>"
    if section.aside:
        yield f'<p class="quiet">{_text(section.aside)}</p>'


def _line(line: ChangeLine) -> str:
    label = f"{line.label} ({line.about})" if line.about else line.label
    parts = [f'<span class="mark">{_text(MARK_WORDS[line.mark])}</span>', f"<b>{_text(label)}:</b>"]
    say = _text(line.say)
    if line.words:
        parts.append(_mixed(line.words))
    elif line.old and line.new and is_short(line):
        old, new = f"<del>{_text(line.old)}</del>", f"<ins>{_text(line.new)}</ins>"
        parts.append(tr("from {old} to {new}", old=old, new=new))
    else:
        parts += [f"<del>{_text(line.old)}</del>"] if line.old else []
        new = _text(line.new)
        parts += [new if line.mark in "= " else f"<ins>{new}</ins>"] if new else []
    if say:
        parts.append(f"<span>({say})</span>")
    said = (tr("why: {reason}", reason=_text(one)) for one in line.why)
    why = "".join(f'<p class="why">{one}</p>' for one in said)
    return " ".join(parts) + why


def _mixed(words: tuple[WordSpan, ...]) -> str:
    page = ""
    for span in words:
        start, end = _TAGS[span.kind]
        gap = "" if not page or span.glued else " "
        page += f"{gap}{start}{_text(span.text)}{end}"
    return page
