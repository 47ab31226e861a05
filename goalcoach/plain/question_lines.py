"""What a question looks like as lines: a word that says what it is, then the words themselves.

Pure. Every text goes through `show`, for it may come from a person or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from goalcoach.dialogue.kind import Kind, Value
from goalcoach.dialogue.view.screen import CheckView, Cover, RowView, Screen, Status
from goalcoach.sheets.wording import say_day, say_number
from goalcoach.text import join_words, show, wrap

WIDTH = 72
WHO = {"clinician": "For the clinician.", "helper": "For the helper."}


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


def value_words(screen: Screen, value: Value | None) -> str:
    """Return an answer to `screen` as a person would say it; "" for no answer."""
    labels = {option.id: option.label for option in screen.options}
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, int | float):
        return say_number(value)
    if isinstance(value, tuple):
        words = [labels.get(str(one), _one(one)) for one in value]
        return "\n".join(words) if screen.kind is Kind.LIST else join_words(words)
    return labels.get(value, value)


def _one(value: str | float) -> str:
    return value if isinstance(value, str) else say_number(value)


def screen_lines(screen: Screen) -> list[str]:
    """Return a question whole, without the line that asks for the answer."""
    return [
        "",
        *_head(screen),
        *_words(screen),
        *_choices(screen),
        *_last_time(screen),
        *_state(screen),
        *check_lines(screen),
    ]


def _head(screen: Screen) -> Iterator[str]:
    place = screen.progress
    left = "1 minute" if place.minutes_left == 1 else f"{place.minutes_left} minutes"
    head = f"{place.title}, {place.item} of {place.items}. About {left} left."
    yield from labelled("", head)
    if screen.context:
        yield from labelled((screen.loop or "for").capitalize(), screen.context)
    who = WHO.get(screen.who, "")
    yield from labelled("", f"{screen.title}. {who}".strip() if who else screen.title)


def is_full(screen: Screen) -> bool:
    """Return whether a list of lines has all the lines it can hold."""
    return 0 < screen.row_max <= len(screen.rows)


def _words(screen: Screen) -> Iterator[str]:
    if is_full(screen):
        yield "There is room for no more lines here."
    else:
        yield from labelled("SAY", (screen.rows and screen.ask_more) or screen.say)
    yield from labelled("SHOW", screen.show)
    yield from labelled("NOTE", screen.hint)
    for probe in screen.probes:
        yield from labelled("IF STUCK", probe)
    if screen.opens:
        yield from labelled("TO GO THERE", f":open goes to: {screen.opens_label or screen.opens}")
    if screen.can_return:
        yield from labelled("TO GO BACK", ":return goes back to where you were.")


def option_lines(screen: Screen) -> Iterator[str]:
    """Yield the options with their numbers; what stands alone is said."""
    for number, option in enumerate(screen.options, 1):
        alone = " (alone)" if option.exclusive and screen.kind is Kind.MULTI else ""
        yield from labelled("", f"{number}. {option.label}{alone}")


def _choices(screen: Screen) -> Iterator[str]:
    yield from option_lines(screen)
    if screen.low is not None and screen.high is not None and any(screen.anchors):
        low, high = (say_number(one) for one in (screen.low, screen.high))
        ends = f"{low} is: {screen.anchors[0]}. {high} is: {screen.anchors[1]}."
        yield from labelled("SCALE", ends)
    elif screen.low is not None and screen.high is not None:
        low, high = (say_number(one) for one in (screen.low, screen.high))
        yield from labelled("RANGE", f"{low} to {high}")
    yield from labelled("IN", screen.unit)
    for number, row in enumerate(screen.rows, 1):
        yield from _row(number, row)
    if any(row.proposed for row in screen.rows):
        yield ":confirm keeps what is from last time, :change 1 changes a line."


def _row(number: int, row: RowView) -> Iterator[str]:
    proposed = " (from last time)" if row.proposed else ""
    yield from labelled("", f"{number}. {row.label}{proposed}")
    for cell in row.cells:
        if cell.status is Status.SKIPPED:
            yield f"  {show(cell.label, lines=False)}: left open"
        elif cell.text and cell.text != row.label:
            words = labelled("", f"{cell.label}: {cell.text}")
            yield from (f"  {line}" for line in words)


def _last_time(screen: Screen) -> Iterator[str]:
    reveal = screen.reveal
    if reveal.cover is Cover.COVERED:
        yield "LAST TIME: stays covered until it is rated."
    if reveal.cover is Cover.SHOWN:
        if reveal.last is not None:
            on = f", on {say_day(reveal.last_on)}" if reveal.last_on else ""
            yield from labelled("LAST TIME", f"{value_words(screen, reveal.last)}{on}")
        for who, value in reveal.others:
            yield from labelled("TODAY", f"{who}: {value_words(screen, value)}")
    if screen.proposed is not None:
        words = value_words(screen, screen.proposed)
        yield from labelled("LAST TIME", words)
        yield ":confirm keeps it, or type a new answer."
    elif screen.suggestion is not None and screen.value is None:
        yield from labelled("COULD BE", value_words(screen, screen.suggestion))
        yield ":confirm takes it, or type another answer."


def _state(screen: Screen) -> Iterator[str]:
    if screen.skip_reason is not None:
        labels = dict(screen.skips)
        yield from labelled("SKIPPED", labels.get(screen.skip_reason, screen.skip_reason.value))
    elif screen.value is not None:
        yield from labelled("ANSWER SO FAR", value_words(screen, screen.value))
    if screen.draft:
        yield from labelled("HALF TYPED", screen.draft)
        yield ":confirm takes it as it is, or type it anew."
    if screen.note:
        yield from labelled("YOUR NOTE", screen.note)


def check_lines(screen: Screen) -> Iterator[str]:
    """Yield each thought before going on, with the way out."""
    for check in screen.checks:
        yield from _check(check)
    if screen.gate_closed:
        yield from labelled("SAY", screen.gate_say)
        yield from labelled("", "Type :close to close for today, or change the answer.")


def _check(check: CheckView) -> Iterator[str]:
    yield from labelled("CHECK", check.text)
    if check.kept is not None:
        yield from labelled("KEPT", check.kept)
    elif check.hard:
        yield "Type the answer again, or :skip."
    else:
        yield "To keep it: :keep and a few words on why. Or type the answer again."
    if check.opens:
        yield ":open goes to the question that could change."


def card_lines(screen: Screen) -> Iterable[str]:
    """Return what the patient's card holds: what is shown, else what is said, and the choices."""
    yield ""
    yield from labelled("", screen.show or screen.say or screen.title)
    yield from _choices(screen)
    yield ""
