"""The text of a sheet that a spreadsheet saved, whatever it takes for plain text.

The first button of a spreadsheet is rarely UTF-8: on a western Windows it writes Windows-1252, and
"Unicode text" is UTF-16.
"""

from __future__ import annotations

import re

from goalcoach.errors import BadData, Problem
from goalcoach.safe_text import cut, show
from goalcoach.translation import tr, tr_noop

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    # Before UTF-16, whose mark is the beginning of this one.
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NUL = tr_noop("holds what is no text (NUL); save the sheet as CSV UTF-8")
_SAMPLE = 24
"""So many characters of a word are shown."""


def read_text(data: bytes, source: str) -> tuple[str, str]:
    """Return the text of a sheet, and a sentence on how it was read where that is not certain.

    Raises BadData with the line from which it is no text.
    """
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", ""))
    body = data[len(mark) :]
    if not encoding:
        encoding = _unmarked(body)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as bad:
        if mark or encoding != "utf-8":
            raise _no_text(
                body,
                bad.start,
                source,
                tr("is no {encoding} text from here on", encoding=encoding.upper()),
            ) from None
        return _western(body, source)
    if "\0" in text:
        raise _no_text(text.encode(), text.encode().index(b"\0"), source, tr(_NUL))
    return text, ""


def _unmarked(body: bytes) -> str:
    """Return the encoding of bytes without a mark: UTF-16 where every other byte is 0."""
    even, odd = body[::2], body[1::2]
    for encoding, letters, zeros in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        # Of a text in an alphabet most letters have a 0 beside them, and no letter is 0 itself.
        if zeros.count(0) * 2 > max(len(letters), 1) and not letters.count(0):
            return encoding
    return "utf-8"


def _western(body: bytes, source: str) -> tuple[str, str]:
    if 0 in body:
        raise _no_text(body, body.index(0), source, tr(_NUL))
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError as bad:
        words = tr("is neither UTF-8 nor Windows-1252 text; save the sheet as CSV UTF-8")
        raise _no_text(body, bad.start, source, words) from None
    sample = next(word for word in re.findall(r"\S*[^\x00-\x7f]\S*", text))
    word = re.search(r"[\w'’-]*[^\W\x00-\x7f][\w'’-]*", sample)
    shown = show(cut(word[0] if word else sample, _SAMPLE), lines=False)
    return text, (
        tr(
            "It is not UTF-8, so it was read as Windows-1252: “{shown}”. If that is "
            "another word in the sheet, save it as CSV UTF-8.",
            shown=shown,
        )
    )


def _no_text(body: bytes, at: int, source: str, words: str) -> BadData:
    return BadData(source, [Problem(body.count(b"\n", 0, at) + 1, "", words)])
