"""The diary in words: what is asked, and how an answer is read.

The same questions and the same reading serve the prompt, the app and an imported sheet, which
`filled_diary_reader` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalcoach.plan.outcome.diary import SCALES, DiaryEntry
from goalcoach.plan.outcome.diary_compare import VisitDays
from goalcoach.plan.outcome.good_day_counts import OWN, split_own
from goalcoach.safe_text import clean
from goalcoach.sheets.choice_words import CHOICES
from goalcoach.sheets.daily_scale import DAILY_SCALES, HOW_EASY, name_in_sentence
from goalcoach.sheets.wording import say_day
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


@dataclass(frozen=True, slots=True)
class DiaryQuestion:
    """One thing a diary entry holds. `hint` says what an answer looks like."""

    key: str
    words: str
    hint: str


QUESTIONS = (
    DiaryQuestion(
        "date",
        "Which day was it?",
        "Enter for today, or a day such as yesterday, 20 November or 20.11.2026",
    ),
    DiaryQuestion("activity", "What did you do?", "a few words, or Enter to leave it open"),
    DiaryQuestion(
        "participation",
        f"{DAILY_SCALES['participation'].name}: {HOW_EASY}",
        DAILY_SCALES["participation"].ends,
    ),
    DiaryQuestion("mood", "How was your mood?", DAILY_SCALES["mood"].ends),
    DiaryQuestion("energy", "How was your energy?", DAILY_SCALES["energy"].ends),
    DiaryQuestion("line", "One line for the day?", "a few words, or Enter to leave it open"),
    DiaryQuestion(
        "there",
        "What was there that day?",
        "such as alone, with someone, outside, slept well, or own words, a comma between; or Enter",
    ),
)
_IDS = {words: key for key, words in CHOICES["wins.there"].items() if key != OWN}
"""How a word for what was there is written → its id."""


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
            raise UnreadAnswer("wants a whole number from 0 to 10; this one lies between two")
        raise UnreadAnswer("wants a whole number from 0 to 10, or nothing")
    if len(words) > LONGEST:
        raise UnreadAnswer(f"wants at most {LONGEST} characters")
    return words


def _read_day(words: str, today: date) -> date:
    day = read_typed(words or "today", today, back=True)
    if day is None:
        raise UnreadAnswer(f"is not a clear day; type one like {WAYS_BACK}")
    return be_past(day, today)


def be_past(day: date, today: date) -> date:
    """Return `day` if a diary can tell of it; raises UnreadAnswer."""
    if day > today:
        raise UnreadAnswer("lies ahead; a diary tells of days that were")
    if day.year < FIRST_YEAR:
        raise UnreadAnswer("lies too far back; look at the year again")
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
        there=tuple(_IDS.get(word.casefold(), word) for word in there),
    )


def answer_of(entry: DiaryEntry, key: str) -> date | int | str | None:
    """Return what an entry says to a question, as it could be typed again."""
    if key == "there":
        return ", ".join(CHOICES["wins.there"].get(word, word) for word in entry.there) or None
    answer: date | int | str | None = getattr(entry, key)
    return answer


def entry_words(entry: DiaryEntry) -> str:
    """Return an entry on one line: "20 November 2026: Cut onions. Taking part 5, energy 3."."""
    numbers = ", ".join(
        f"{name_in_sentence(key)} {value}"
        for key in SCALES
        if (value := getattr(entry, key)) is not None
    ).capitalize()
    there = f"There: {said}" if (said := answer_of(entry, "there")) else ""
    parts = [part.rstrip(".") for part in (entry.activity, numbers, entry.line, there) if part]
    return f"{say_day(entry.date)}: {'. '.join(parts)}." if parts else f"{say_day(entry.date)}."


def diary_lines(entries: Sequence[DiaryEntry], problem: str = "") -> tuple[str, ...]:
    """Return what a visit shows of the diary: a line an entry, or why there is none."""
    if problem:
        return (f"The diary could not be read. {problem}",)
    if not entries:
        return ("Nothing has been written down since last time.",)
    return tuple(map(entry_words, entries))


def old_day_lines(entries: Sequence[DiaryEntry], visits: VisitDays) -> tuple[str, ...]:
    """Return a sentence on the entries before the first visit, and one on those before the last."""
    lines = []
    if early := visits.before_first(entries):
        assert visits.first is not None
        lines.append(
            f"{_lie(early)} before the first visit ({say_day(visits.first)}): look at the year."
        )
    if old := visits.before_last(entries):
        assert visits.last is not None
        they = "It" if len(old) == 1 else "They"
        lines.append(
            f"{_lie(old)} before the last visit ({say_day(visits.last)}). {they} will not come up "
            "at the next review."
        )
    return tuple(lines)


def _lie(entries: Sequence[DiaryEntry]) -> str:
    if len(entries) == 1:
        return f"The entry of {say_day(entries[0].date)} lies"
    return f"{len(entries)} entries, the first of {say_day(min(one.date for one in entries))}, lie"
