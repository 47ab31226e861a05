"""One diary entry by prompt: a new one, or the correction of one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from goalcoach.cli.diary_confirmation import Wishes, choose, is_someone_there, say_where
from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import INTERRUPTED, BadData, Problem, UsageError
from goalcoach.safe_text import show
from goalcoach.translation import tr
from goalcoach.visit.typed_words import YES

if TYPE_CHECKING:
    from goalcoach.plan.outcome.diary import DiaryEntry
    from goalcoach.sheets.diary_form import DiaryQuestion
    from goalcoach.store.store import Store


def ask_entry(store: Store, code: str, known: Sequence[DiaryEntry], wishes: Wishes) -> None:
    """Ask for an entry, and write it."""
    from goalcoach.plan.outcome.diary import correcting, is_blank, says_the_same, standing
    from goalcoach.sheets.diary_form import QUESTIONS, entry_words, make_entry
    from goalcoach.store.diary_file import append_entries

    today = date.today()
    day = _ask(QUESTIONS[0], today)
    assert isinstance(day, date)
    _check_day(store, code, day, wishes)
    there = [entry for entry in standing(known) if entry.date == day]
    old = _to_correct(there, wishes)
    # Of one entry what is left alone stays; several have no one answer to keep.
    before = old[0] if len(old) == 1 else None
    answers = {one.key: _ask(one, today, before) for one in QUESTIONS[1:]}
    entry = make_entry({"date": day, **answers})
    if is_blank(entry):
        raise UsageError(tr("There is nothing to write: each question was left open."))
    if before is not None and says_the_same(entry, before):
        narrate(tr("It says the same as before. Nothing was written."))
        return
    written, _ = append_entries(store, code, [correcting(entry, old) if old else entry])
    if not written:
        narrate(tr("The same entry is in the diary already. Nothing was written."))
        return
    done = tr("Written in the diary of {code}.", code=code)
    if old:
        done = tr("Corrected in the diary of {code}.", code=code)
    write_out(f"{done} {show(entry_words(entry), lines=False)}")
    if there and not old:
        narrate(
            tr("The day has another entry, and both are kept. --replace corrects the one there.")
        )
    say_where(code)


def _check_day(store: Store, code: str, day: date, wishes: Wishes) -> None:
    """Ask about a day before the first or the last visit; BadData where no one can be asked."""
    from goalcoach.plan.outcome.diary import DiaryEntry
    from goalcoach.sheets.diary_form import old_day_lines
    from goalcoach.store.diary_file import visit_days

    lines = old_day_lines([DiaryEntry(date=day)], visit_days(store, code))
    if not lines or wishes.old_days:
        return
    if not is_someone_there():
        takes = tr("--old-days takes it.")
        raise BadData(code, [Problem(0, "", f"{line} {takes}") for line in lines])
    for line in lines:
        narrate(line)
    choose(tr("Is it the right day? (yes, or Enter to stop)"), YES)


def _to_correct(there: Sequence[DiaryEntry], wishes: Wishes) -> tuple[DiaryEntry, ...]:
    """Return the entries of the day that the new one corrects; () to add another."""
    from goalcoach.sheets.diary_form import entry_words

    if not there or wishes.keep_both:
        return ()
    if wishes.replace:
        return tuple(there)
    if not is_someone_there():
        return ()
    many = tr("This day has entries already:")
    narrate(tr("This day has an entry already:") if len(there) == 1 else many)
    for number, entry in enumerate(there, 1):
        narrate(f"{number}. {show(entry_words(entry), lines=False)}")
    numbers = tuple(str(number) for number in range(1, len(there) + 1))
    which = f" {tr('or', context='between_numbers')} ".join(numbers)
    question = tr("Correct it ({numbers}), or add another (a)? Enter stops.", numbers=which)
    typed = choose(question, (*numbers, "a"))
    return () if typed == "a" else (there[int(typed) - 1],)


def _ask(
    question: DiaryQuestion, today: date, before: DiaryEntry | None = None
) -> date | int | str | None:
    """Ask one question until its answer can be read; end the command at the end of input.

    Of an entry that is corrected, Enter keeps what it says and "-" leaves it open.
    """
    from goalcoach.plain import read_line
    from goalcoach.sheets.diary_form import UnreadAnswer, answer_of, read_answer

    kept = answer_of(before, question.key) if before else None
    hint = question.hint
    if kept is not None:
        shown = show(str(kept), lines=False)
        hint = tr("{hint}; Enter keeps “{answer}”, - takes it away", hint=hint, answer=shown)
    while True:
        try:
            typed = read_line(f"{question.words} ({hint}) ")
            if kept is not None and typed.strip() in ("", "-"):
                return None if typed.strip() else kept
            return read_answer(question.key, typed, today)
        except UnreadAnswer as unread:
            narrate(f"{tr('That', context='is_unread')} {unread.sentence}.")
        except EOFError:
            # A pipe that was made before there was this question ends here.
            if question.key == "there" and not is_someone_there():
                return kept
            narrate(tr("Nothing was written: the questions were not answered to the end."))
            raise typer.Exit(INTERRUPTED) from None
