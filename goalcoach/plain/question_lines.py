"""What a question looks like as lines: a word that says what it is, then the words themselves.

The order is that of the app, which is that of reading aloud. Pure. Every text goes through `show`,
for it may come from a person or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goalcoach.dialogue.answer_types import Kind, Value
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
    RETURN,
    THOUGHT,
    WHY_KEEP,
    answer_lines,
    answer_words,
    asked_words,
    card_words,
    context_words,
    is_full,
    kept_words,
    left_open_words,
    listener_words,
    minutes_words,
    more_words,
    open_checks,
    opens_words,
    panel_of,
    paper_words,
    put_off_words,
    range_words,
    rank_words,
    returns,
    row_cells,
    suggested_words,
    typed_words,
)
from goalcoach.number_words import say_number
from goalcoach.safe_text import show, wrap
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
        *labelled("NOTED", asked.note),
        *(() if stops else (*_more(asked), *_margin(asked))),
    ]


def _taken_back(asked: Screen) -> Iterator[str]:
    if asked.taken_back:
        yield from labelled("", asked.taken_back)
        yield ":undo goes further back, :redo forth again."


def _head(asked: Screen) -> Iterator[str]:
    place = asked.progress
    words = (place.title, asked.loop, f"{place.item} of {place.items}", minutes_words(place))
    yield from labelled("", f"{', '.join(word for word in words if word)}.")


def _asked(asked: Screen) -> Iterator[str]:
    label, words = asked_words(asked)
    if label == "SAY":
        yield from labelled("", asked.title)
    yield from labelled(label, words)
    yield from labelled("FOR", context_words(asked))
    yield from labelled("", listener_words(asked))
    yield from labelled("SHOW", asked.show)


def _choices(asked: Screen) -> Iterator[str]:
    yield from option_lines(asked)
    if asked.value is None:
        yield from labelled("IN YOUR ORDER", rank_words(asked))
    yield from scale_lines(asked)
    if is_full(asked):
        yield f"{ALL_ROWS} Enter goes on, :change 1 changes a line."
    for number, row in enumerate(asked.rows, 1):
        yield from _row(number, row)


def option_lines(asked: Screen) -> Iterator[str]:
    """Yield the options with their numbers; what stands alone is said."""
    for number, option in enumerate(asked.options, 1):
        alone = " (alone)" if option.exclusive and asked.kind is Kind.MULTI else ""
        yield from labelled("", f"{number}. {option.offered}{alone}")


def scale_lines(asked: Screen) -> Iterator[str]:
    """Yield what both ends of a scale mean, in words."""
    if asked.low is not None and asked.high is not None and any(asked.anchors):
        low, high = (say_number(one) for one in (asked.low, asked.high))
        yield from labelled(
            "SCALE", f"{low} is: {asked.anchors[0]}. {high} is: {asked.anchors[1]}."
        )


def _row(number: int, row: RowView) -> Iterator[str]:
    proposed = " (from last time)" if row.proposed and not row.aside else ""
    yield from labelled("", f"{number}. {row_words(row)}{proposed}")
    for cell in row_cells(row):
        yield from (f"  {line}" for line in labelled("", f"{cell.label}: {cell.text}"))


def _so_far(asked: Screen, today: date) -> Iterator[str]:
    """Yield the answer as it stands; in the app it stands in its field."""
    if asked.skip_reason is None:
        chosen = answer_words(asked, asked.value, today) if asked.options else ""
        yield from labelled("ANSWER SO FAR", chosen or typed_words(asked.value))
    if asked.draft:
        yield from labelled("HALF TYPED", asked.draft)
        yield ":confirm takes it as it is, or type it anew."


def _suggested(asked: Screen) -> Iterator[str]:
    yield from labelled("IN", asked.unit)
    if asked.kind is not Kind.SCALE or not any(asked.anchors):
        yield from labelled("RANGE", range_words(asked))
    if words := suggested_words(asked):
        yield from labelled("COULD BE", words)
        yield ":confirm takes it, or type another answer."


def _state(asked: Screen) -> Iterator[str]:
    for check in asked.checks:
        yield from labelled("", kept_words(check))
    yield from labelled("", left_open_words(asked))


def _last_time(asked: Screen, today: date) -> Iterator[str]:
    if asked.kind is Kind.ROSTER:
        if any(row.proposed for row in asked.rows):
            yield from labelled("LAST TIME", proposed_rows_words(asked, "that say so"))
            yield ":confirm keeps them, :change 1 changes a line."
    elif asked.proposed is not None and asked.status is Status.PROPOSED:
        said = (*answer_lines(asked, asked.proposed, today), proposal_words(asked, today))
        yield from labelled(proposal_label(asked), "\n".join(said))
        if asked.in_plan is not None:
            yield ":confirm takes it, :confirm plan keeps what the plan says. Or type a new answer."
        else:
            yield ":confirm keeps it, or type a new answer."
    elif asked.last_words is not None:
        yield from labelled(
            proposal_label(asked), "\n".join(answer_lines(asked, asked.last_words, today))
        )
        yield ":confirm last brings it back."
    elif aside := kept_aside_words(asked, today):
        yield from labelled(ASIDE_LABEL, aside)
    elif asked.reveal.cover is Cover.COVERED:
        yield from labelled(reveal_label(asked), COVERED)
    else:
        yield from _ratings(*ratings_beside(asked, asked.value), today)


def _ratings(asked: Screen, value: Value | None, today: date) -> Iterator[str]:
    if numbers := revealed(asked, value, today):
        said = tuple(f"{say_number(one.value)}, {one.words}" for one in numbers)
        words = (*said, difference_words(asked, value))
        yield from labelled(reveal_label(asked), "\n".join(words))


def stop_lines(asked: Screen) -> Iterator[str]:
    """Yield what is to be read before going on: a closed gate, else the first open check."""
    if asked.gate_closed:
        yield from labelled("SAY", asked.gate_say)
        yield from labelled("", "Type :close to close for today, or change the answer.")
    elif checks := open_checks(asked):
        yield from check_lines(checks[0])


def check_lines(check: CheckView) -> Iterator[str]:
    """Yield a thought before going on, and the ways on from it."""
    yield from labelled("CHECK", f"{THOUGHT}\n{check.text}")
    if check.hard:
        yield "Type the answer again, or :skip."
    else:
        yield from labelled("", f"{WHY_KEEP} :keep and the words. Or type the answer again.")
    if check.opens:
        yield ":open goes to the question that could change."


def _ways(asked: Screen) -> Iterator[str]:
    if words := opens_words(asked):
        yield from labelled("TO GO THERE", f":open goes to: {words}")
    elif returns(asked):
        yield f"TO GO BACK: :return goes {RETURN}."


def _more(asked: Screen) -> Iterator[str]:
    if words := more_words(asked):
        yield f"{words} :more asks them."


def _margin(asked: Screen) -> Iterator[str]:
    for probe in asked.probes:
        yield from labelled("IF STUCK", probe)
    yield from labelled("NOTE", asked.hint)


def card_lines(asked: Screen) -> Iterable[str]:
    """Yield what the patient's card holds: what is shown, else what is said, and the choices."""
    yield ""
    yield from labelled("", card_words(asked))
    yield from option_lines(asked)
    yield from scale_lines(asked)
    yield ""


def close_lines(asked: Screen, version: int) -> Iterator[str]:
    """Yield the closing question, and what was put off until then."""
    yield ""
    yield from _taken_back(asked)
    yield from labelled("SAY", CLOSE_QUESTION)
    if put_off := put_off_words(asked):
        yield from labelled("", put_off)
        yield ":open goes to the first, and the close comes again."
    yield ask_to_write(version)
    yield from labelled("", CLOSE_IS_FINAL)


def end_lines(ending: Ending, said: str = "") -> Iterator[str]:
    """Yield the last page of a visit; `said` is the sentence of it that is said aloud."""
    yield from ("", ending.title)
    for sentence in ending.sentences:
        yield from labelled("SAY" if sentence == said else "", sentence)
