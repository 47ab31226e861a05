"""What a question looks like as lines: a word that says what it is, then the words themselves.

The order is that of the app, which is that of reading aloud. Pure. Every text goes through `show`,
for it may come from a person or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.view.answer_words import (
    answer_lines,
    answer_words,
    range_words,
    rank_words,
    row_cells,
    suggested_words,
    typed_words,
)
from goalcoach.dialogue.view.last_time_words import (
    ASIDE_LABEL,
    COVERED,
    difference_words,
    kept_aside_words,
    proposal_label,
    proposal_words,
    proposed_rows_words,
    ratings_beside,
    reveal_label,
    revealed,
    row_words,
)
from goalcoach.dialogue.view.screen import CheckView, Cover, RowView, Screen, Status
from goalcoach.dialogue.view.screen_words import (
    ALL_ROWS,
    LABELS,
    THOUGHT,
    WHY_KEEP,
    asked_words,
    card_words,
    context_words,
    is_full,
    listener_words,
    minutes_words,
    opens_words,
    panel_of,
    paper_words,
    put_off_words,
    returns,
)
from goalcoach.dialogue.view.standing_words import (
    kept_check_words,
    left_open_words,
    more_words,
    open_checks,
)
from goalcoach.number_words import say_number
from goalcoach.safe_text import show, wrap
from goalcoach.translation import tr
from goalcoach.visit.break_and_end_words import (
    CLOSE_IS_FINAL,
    CLOSE_QUESTION,
    Ending,
    ask_to_write,
)

WIDTH = 72
"""The widest line, in cells."""


def labelled(label: str, text: str) -> list[str]:
    """Return "LABEL: text" as safe, wrapped lines; further lines are set in by two blanks."""
    paragraphs = [one for one in show(text.rstrip()).split("\n") if one.strip()]
    lines = []
    for number, paragraph in enumerate(paragraphs):
        lead = f"{label}: " if label and not number else "  " if number else ""
        first, *rest = wrap(f"{lead.strip()} {paragraph}".strip(), WIDTH - 2)
        lines.append(first if not number else f"  {first}")
        lines += [f"  {line}" for line in rest]
    return lines


def screen_lines(
    asked: Screen, today: date, beside: Sequence[str] = (), *, held: bool = False
) -> list[str]:
    """Return a question whole, without the line that asks for the answer.

    `beside` is what its panel shows. `held`: the answer was just given and there is something to
    read before going on.
    """
    read_out = panel_of(asked) == "heard" or (panel_of(asked) and asked.kind is Kind.SAY)
    stops = list(stop_lines(asked)) if held else []
    return [
        "",
        *_taken_back(asked),
        *_head(asked),
        *_asked(asked),
        *_choices(asked),
        *(beside if read_out else ()),
        *_so_far(asked, today),
        *_suggested(asked),
        *_state(asked),
        *(() if read_out else beside),
        *_last_time(asked, today),
        *(stops or _ways(asked)),
        *labelled("", paper_words(asked)),
        *labelled(tr("NOTED"), asked.note),
        *(() if stops else (*_more(asked), *_margin(asked))),
    ]


def _taken_back(asked: Screen) -> Iterator[str]:
    if asked.taken_back:
        yield from labelled("", asked.taken_back)
        yield tr(":undo goes further back, :redo forth again.")


def _head(asked: Screen) -> Iterator[str]:
    place = asked.progress
    number = tr("{number} of {count}", number=place.item, count=place.items)
    words = (place.title, asked.loop, number, minutes_words(place))
    yield from labelled("", f"{', '.join(word for word in words if word)}.")


def _asked(asked: Screen) -> Iterator[str]:
    label, words = asked_words(asked)
    if label == "SAY":
        yield from labelled("", asked.title)
    yield from labelled(LABELS[label], words)
    yield from labelled(tr("FOR", context="question_about"), context_words(asked))
    yield from labelled("", listener_words(asked))
    yield from labelled(tr("SHOW"), asked.show)


def _choices(asked: Screen) -> Iterator[str]:
    yield from option_lines(asked)
    if asked.value is None:
        yield from labelled(tr("IN YOUR ORDER"), rank_words(asked))
    yield from scale_lines(asked)
    if is_full(asked):
        yield f"{tr(ALL_ROWS)} {tr('Enter goes on, :change 1 changes a line.')}"
    for number, row in enumerate(asked.rows, 1):
        yield from _row(number, row)


def option_lines(asked: Screen) -> Iterator[str]:
    """Yield the options with their numbers; what stands alone is said."""
    for number, option in enumerate(asked.options, 1):
        words = option.offered
        if option.exclusive and asked.kind is Kind.MULTI:
            words = tr("{option} (alone)", option=words)
        yield from labelled("", f"{number}. {words}")


def scale_lines(asked: Screen) -> Iterator[str]:
    """Yield what both ends of a scale mean, in words."""
    if asked.low is not None and asked.high is not None and any(asked.anchors):
        ends = zip((asked.low, asked.high), asked.anchors, strict=True)
        said = (
            tr("{number} is: {words}.", number=say_number(number), words=words)
            for number, words in ends
        )
        yield from labelled(tr("SCALE"), " ".join(said))


def _row(number: int, row: RowView) -> Iterator[str]:
    words = row_words(row)
    if row.proposed and not row.aside:
        words = tr("{line} (from last time)", line=words)
    yield from labelled("", f"{number}. {words}")
    for cell in row_cells(row):
        yield from (f"  {line}" for line in labelled("", f"{cell.label}: {cell.text}"))


def _so_far(asked: Screen, today: date) -> Iterator[str]:
    """Yield the answer as it stands; in the app it stands in its field."""
    if asked.skip_reason is None:
        chosen = answer_words(asked, asked.value, today) if asked.options else ""
        yield from labelled(tr("ANSWER SO FAR"), chosen or typed_words(asked.value))
    if asked.draft:
        yield from labelled(tr("HALF TYPED"), asked.draft)
        yield tr(":confirm takes it as it is, or type it anew.")


def _suggested(asked: Screen) -> Iterator[str]:
    yield from labelled(tr("IN", context="unit"), asked.unit)
    if asked.kind is not Kind.SCALE or not any(asked.anchors):
        yield from labelled(tr("RANGE"), range_words(asked))
    if words := suggested_words(asked):
        yield from labelled(tr("COULD BE"), words)
        yield tr(":confirm takes it, or type another answer.")


def _state(asked: Screen) -> Iterator[str]:
    for check in asked.checks:
        yield from labelled("", kept_check_words(check))
    yield from labelled("", left_open_words(asked))


def _last_time(asked: Screen, today: date) -> Iterator[str]:
    if asked.kind is Kind.ROSTER:
        if any(row.proposed for row in asked.rows):
            yield from labelled(LABELS["LAST TIME"], proposed_rows_words(asked, tr("that say so")))
            yield tr(":confirm keeps them, :change 1 changes a line.")
    elif asked.proposed is not None and asked.status is Status.PROPOSED:
        said = (*answer_lines(asked, asked.proposed, today), proposal_words(asked, today))
        yield from labelled(LABELS[proposal_label(asked)], "\n".join(said))
        if asked.in_plan is not None:
            yield tr(
                ":confirm takes it, :confirm plan keeps what the plan says. Or type a new answer."
            )
        else:
            yield tr(":confirm keeps it, or type a new answer.")
    elif asked.last_words is not None:
        yield from labelled(
            LABELS[proposal_label(asked)], "\n".join(answer_lines(asked, asked.last_words, today))
        )
        yield tr(":confirm last brings it back.")
    elif aside := kept_aside_words(asked, today):
        yield from labelled(LABELS[ASIDE_LABEL], aside)
    elif asked.reveal.cover is Cover.COVERED:
        yield from labelled(LABELS[reveal_label(asked)], tr(COVERED))
    else:
        yield from _ratings(*ratings_beside(asked, asked.value), today)


def _ratings(asked: Screen, value: Value | None, today: date) -> Iterator[str]:
    if numbers := revealed(asked, value, today):
        said = tuple(f"{say_number(one.value)}, {one.words}" for one in numbers)
        words = (*said, difference_words(asked, value))
        yield from labelled(LABELS[reveal_label(asked)], "\n".join(words))


def stop_lines(asked: Screen) -> Iterator[str]:
    """Yield what is to be read before going on: a closed gate, else the first open check."""
    if asked.gate_closed:
        yield from labelled(LABELS["SAY"], asked.gate_say)
        yield from labelled("", tr("Type :close to close for today, or change the answer."))
    elif checks := open_checks(asked):
        yield from check_lines(checks[0])


def check_lines(check: CheckView) -> Iterator[str]:
    """Yield a thought before going on, and the ways on from it."""
    yield from labelled(tr("CHECK"), f"{tr(THOUGHT)}\n{check.text}")
    if check.hard:
        yield tr("Type the answer again, or :skip.")
    else:
        how = tr(":keep and the words. Or type the answer again.")
        yield from labelled("", f"{tr(WHY_KEEP)} {how}")
    if check.opens:
        yield tr(":open goes to the question that could change.")


def _ways(asked: Screen) -> Iterator[str]:
    if words := opens_words(asked):
        yield from labelled(tr("TO GO THERE"), tr(":open goes to: {question}", question=words))
    elif returns(asked):
        yield tr("TO GO BACK: :return goes back to where you were.")


def _more(asked: Screen) -> Iterator[str]:
    if words := more_words(asked):
        yield f"{words} {tr(':more asks them.')}"


def _margin(asked: Screen) -> Iterator[str]:
    for probe in asked.probes:
        yield from labelled(tr("IF STUCK"), probe)
    yield from labelled(tr("NOTE"), asked.hint)


def card_lines(asked: Screen) -> Iterable[str]:
    """Yield what the patient's card holds: what is shown, else what is said, and the choices."""
    yield ""
    yield from labelled("", card_words(asked))
    yield from option_lines(asked)
    yield from scale_lines(asked)
    yield ""


def close_lines(asked: Screen, version: int) -> Iterator[str]:
    """Yield what was put off until the close, then its question."""
    yield ""
    yield from _taken_back(asked)
    if put_off := put_off_words(asked):
        yield from labelled("", put_off)
        yield tr(":open goes to the first, and the close comes again.")
    yield from labelled(LABELS["SAY"], tr(CLOSE_QUESTION))
    yield ask_to_write(version)
    yield from labelled("", tr(CLOSE_IS_FINAL))


def end_lines(ending: Ending, said: str = "") -> Iterator[str]:
    """Yield the last page of a visit; `said` is the sentence of it that is said aloud."""
    yield from ("", ending.title)
    for sentence in ending.sentences:
        yield from labelled(LABELS["SAY"] if sentence == said else "", sentence)
