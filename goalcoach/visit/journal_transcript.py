"""What the journals in a draft's folder were told, in words, where they are not one whole story.

Of a private question is said that it was answered, as everywhere once it is over, and not what; the
same of one that no readable script has, for it may be private. Names that a question's words would
take from the plan are left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.event import Answered, Confirmed, Event, Skipped
from goalcoach.dialogue.engine.event_json import from_json
from goalcoach.dialogue.script.localisation import language_file
from goalcoach.dialogue.script.uncompiled_question_words import QuestionWords, read_script_words
from goalcoach.plan.question_address import Address
from goalcoach.store.beside_journal import KeptFile
from goalcoach.store.journal import EventJson, read_time
from goalcoach.store.script_pack import read_pack
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.answers_beside_journal import split_sides, words_as_given, words_said

_SKIPPED = tr_noop("passed over")
_PRIVATE = tr_noop("private, and not shown here")
_UNKNOWN = tr_noop("answered, and not shown here: its question is in no script that can be read")
_OURS = "core"

_Find = Callable[[str], QuestionWords | None]
"""Gives the words of the question with an address, None if no script has it."""


def journal_words(
    code: str, name: str, files: Sequence[KeptFile], pack: Mapping[str, bytes]
) -> Iterator[str]:
    """Yield the answers in the `files` of a patient's folder `name`: a file a paragraph.

    Each answer is a line. `pack` is the script that lies there, whose words the questions have, as
    far as it can be read.
    """
    find = _finder(pack, _language(files))
    for file in files:
        path = f"{code}/{name}/{file.name}"
        sides = split_sides([one for one in file.events if one.get("ev") != "start"])
        if not sides:
            yield tr("{file}: nothing was said", file=path)
            yield ""
        for number, events in enumerate(sides, 1):
            yield _side(path, number, len(sides))
            yield from _lines(find, events)
            yield ""
        if file.broken == 1:
            yield tr("{file}: 1 line that cannot be read", file=path)
            yield ""
        elif file.broken:
            yield tr("{file}: {count} lines that cannot be read", file=path, count=file.broken)
            yield ""


def _side(path: str, number: int, count: int) -> str:
    """Return the name of a file, with the side of it where two machines wrote to it."""
    if count == 1:
        return path
    return tr("{file}, side {number} of {count}", file=path, number=number, count=count)


def _language(files: Iterable[KeptFile]) -> str:
    """Return the language the visit is in, by the first line of a journal; "" for the pack's."""
    starts = (one for file in files for one in file.events if one.get("ev") == "start")
    return str(next(starts, {}).get("lang", ""))


def _finder(pack: Mapping[str, bytes], language: str) -> _Find:
    """Return what finds a question: in the `pack` of the visit, else in the script of today.

    Today's is asked only where the pack may be an older state of it.
    """
    own = read_script_words(pack, language if language_file(language) in pack else "")
    ours = cache(lambda: read_script_words(read_pack(_OURS)))
    same = own.id in ("", _OURS)
    return lambda key: own.find(key) or (ours().find(key) if same else None)


def _lines(find: _Find, events: list[EventJson]) -> Iterator[str]:
    names: dict[str, str] = {}
    before = ""
    for one in events:
        try:
            event = from_json(one)
        except ValueError:
            continue
        at = str(one.get("at", ""))
        item = find(at)
        words = _said(item, event, names)
        told = f"{(item.label if item else '') or at}: {words}"
        if words and told != before:
            yield f"  {_when(one)}  {told}"
        before = told if words else before


def _said(item: QuestionWords | None, event: Event, names: dict[str, str]) -> str:
    """Return what was said in an event; `names` are those of the rows so far, and grow."""
    if isinstance(event, Skipped):
        return tr(_SKIPPED)
    if item is None or item.private:
        hidden = tr(_UNKNOWN) if item is None else tr(_PRIVATE)
        return hidden if words_said(event) else ""
    if isinstance(event, Answered | Confirmed):
        at = Address.read(event.at)
        words = _value_words(item, event.value, names)
        if at is not None and at.cell and words:
            names.setdefault(at.cell, words)
        return words
    return words_said(event)


def _value_words(item: QuestionWords, value: Value | None, names: dict[str, str]) -> str:
    """Return a value in words, a choice by its label or by the name of the row it chose."""
    labels = {**item.options, **names} if item.of_rows else item.options
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(one), str(one)) for one in value)
    return labels.get(value, value) if isinstance(value, str) else words_as_given(value)


def _when(event: EventJson) -> str:
    moment = read_time(event)
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment.timestamp() else "     "
