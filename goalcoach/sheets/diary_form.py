"""The diary in words: what is asked, and how an answer is read.

The same questions and the same reading serve the prompt, the app and an imported sheet, which
`filled_diary_reader` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import overload

from msgspec import Struct

from goalcoach.plan.outcome.diary import SCALES, DiaryEntry
from goalcoach.plan.outcome.diary_compare import VisitDays
from goalcoach.plan.outcome.good_day_counts import OWN, split_own
from goalcoach.safe_text import clean
from goalcoach.sheets.choice_words import THERE
from goalcoach.sheets.daily_scale import DAILY_SCALES, how_easy, name_in_sentence
from goalcoach.sheets.wording import capital, say_day
from goalcoach.translation import TrMap, tr, tr_noop
from goalcoach.typed_day import WAYS_BACK, read_typed

LONGEST = 2000
"""Characters in a text: an entry is a line, not a letter."""
FIRST_YEAR = 2000
"""A day before it is a slip: 1926 for 2026."""

_WHOLE = re.compile(r"(\d|10)(?:[.,]0*)?", re.ASCII)
"""A spreadsheet and a statistics program write 7 as 7.0 where a cell of the column is empty."""
_BROKEN = re.compile(r"\d{1,2}[.,]\d+", re.ASCII)


class UnreadAnswer(Exception):
    """An answer cannot be read; `sentence` says what would do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class DiaryQuestion(Struct, frozen=True):
    """One thing a diary entry holds. `hint` says what an answer looks like."""

    key: str
    words: str
    hint: str


_WORDS = TrMap(
    {
        "date": "Which day was it?",
        "activity": "What did you do?",
        "participation": "Taking part",
        "mood": "How was your mood?",
        "energy": "How was your energy?",
        "line": "One line for the day?",
        "there": "What was there that day?",
    }
)
_HINTS = TrMap(
    {
        "date": "Enter for today, or a day such as yesterday, 20 November or 20.11.2026",
        "activity": "a few words, or Enter to leave it open",
        "line": "a few words, or Enter to leave it open",
        "there": "such as alone, with someone, outside, slept well, or own words, a comma between; "
        "or Enter",
    }
)


class _Questions(Sequence[DiaryQuestion]):
    """What a diary asks, in order; each question is in the language in which it is read."""

    _keys = tuple(_WORDS)

    @overload
    def __getitem__(self, at: int) -> DiaryQuestion: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[DiaryQuestion, ...]: ...
    def __getitem__(self, at: int | slice) -> DiaryQuestion | tuple[DiaryQuestion, ...]:
        keys = self._keys[at]
        return _question(keys) if isinstance(keys, str) else tuple(map(_question, keys))

    def __len__(self) -> int:
        return len(self._keys)


def _question(key: str) -> DiaryQuestion:
    words, scale = _WORDS[key], DAILY_SCALES.get(key)
    if key == "participation":
        words = f"{words}: {how_easy()}"
    return DiaryQuestion(key, words, scale.ends if scale else _HINTS[key])


QUESTIONS = _Questions()


def _id_of(word: str) -> str:
    """Return the id of a word for what was there, as it is written here or in English; or it."""
    for written in (THERE, THERE.english):
        for key, words in written.items():
            if key != OWN and words.casefold() == word.casefold():
                return key
    return word


def read_answer(key: str, text: str, today: date) -> date | int | str | None:
    """Return what was typed for one question, None if it was left open; Unread."""
    words = clean(text)
    if key == "date":
        return _read_day(words, today)
    if not words:
        return None
    if key in SCALES:
        if found := _WHOLE.fullmatch(words):
            return int(found[1])
        if _BROKEN.fullmatch(words):
            raise UnreadAnswer(tr("wants a whole number from 0 to 10; this one lies between two"))
        raise UnreadAnswer(tr("wants a whole number from 0 to 10, or nothing"))
    if len(words) > LONGEST:
        raise UnreadAnswer(tr("wants at most {most} characters", most=LONGEST))
    return words


def _read_day(words: str, today: date) -> date:
    day = read_typed(words or "today", today, back=True)
    if day is None:
        raise UnreadAnswer(tr("is not a clear day; type one like {ways}", ways=tr(WAYS_BACK)))
    return be_past(day, today)


def be_past(day: date, today: date) -> date:
    """Return `day` if a diary can tell of it; raises UnreadAnswer."""
    if day > today:
        raise UnreadAnswer(tr("lies ahead; a diary tells of days that were"))
    if day.year < FIRST_YEAR:
        raise UnreadAnswer(tr("lies too far back; look at the year again"))
    return day


def make_entry(answers: Mapping[str, date | int | str | None]) -> DiaryEntry:
    """Return the entry of answers that `read_answer` gave."""
    texts = {key: value for key, value in answers.items() if isinstance(value, str)}
    numbers = {key: value for key, value in answers.items() if isinstance(value, int)}
    there = split_own(texts.get("there"))
    day = answers["date"]
    assert isinstance(day, date)
    return DiaryEntry(
        date=day,
        activity=texts.get("activity"),
        participation=numbers.get("participation"),
        mood=numbers.get("mood"),
        energy=numbers.get("energy"),
        line=texts.get("line"),
        there=tuple(map(_id_of, there)),
    )


def answer_of(entry: DiaryEntry, key: str) -> date | int | str | None:
    """Return what an entry says to a question, as it could be typed again."""
    if key == "there":
        return ", ".join(THERE.get(word, word) for word in entry.there) or None
    answer: date | int | str | None = getattr(entry, key)
    return answer


def entry_words(entry: DiaryEntry) -> str:
    """Return an entry on one line: "20 November 2026: Cut onions. Taking part 5, energy 3."."""
    numbers = ", ".join(
        f"{name_in_sentence(key)} {value}"
        for key in SCALES
        if (value := getattr(entry, key)) is not None
    )
    there = tr("There: {words}", words=said) if (said := answer_of(entry, "there")) else ""
    parts = [
        part.rstrip(".") for part in (entry.activity, capital(numbers), entry.line, there) if part
    ]
    return f"{say_day(entry.date)}: {'. '.join(parts)}." if parts else f"{say_day(entry.date)}."


def diary_lines(entries: Sequence[DiaryEntry], problem: str = "") -> tuple[str, ...]:
    """Return what a visit shows of the diary: a line an entry, or why there is none."""
    if problem:
        return (tr("The diary could not be read. {problem}", problem=problem),)
    if not entries:
        return (tr("Nothing has been written down since last time."),)
    return tuple(map(entry_words, entries))


def old_day_lines(entries: Sequence[DiaryEntry], visits: VisitDays) -> tuple[str, ...]:
    """Return a sentence on the entries before the first visit, and one on those before the last."""
    lines = []
    if early := visits.before_first(entries):
        assert visits.first is not None
        one, many = (
            tr_noop("The entry of {day} lies before the first visit ({visit}): look at the year."),
            tr_noop(
                "{count} entries, the first of {day}, lie before the first visit ({visit}): look "
                "at the year."
            ),
        )
        lines.append(_lying(early, one, many, visits.first))
    if old := visits.before_last(entries):
        assert visits.last is not None
        one, many = (
            tr_noop(
                "The entry of {day} lies before the last visit ({visit}). It will not come up at "
                "the next review."
            ),
            tr_noop(
                "{count} entries, the first of {day}, lie before the last visit ({visit}). They "
                "will not come up at the next review."
            ),
        )
        lines.append(_lying(old, one, many, visits.last))
    return tuple(lines)


def _lying(entries: Sequence[DiaryEntry], one: str, many: str, visit: date) -> str:
    day = say_day(min(entry.date for entry in entries))
    words = one if len(entries) == 1 else many
    return tr(words, count=len(entries), day=day, visit=say_day(visit))
