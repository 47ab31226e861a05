"""What stands around an answer: the words to say above it, and everything below or beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.last_time_words import (
    ASIDE_LABEL,
    kept_aside_words,
    proposal_label,
    proposed_rows_words,
    ratings_beside,
    reveal_label,
)
from goalcoach.dialogue.view.screen import Cover, Screen, Status
from goalcoach.dialogue.view.screen_words import (
    LABELS,
    RETURN,
    asked_words,
    context_words,
    listener_words,
    opens_words,
    panel_of,
    paper_words,
    put_off_words,
    returns,
)
from goalcoach.dialogue.view.standing_words import kept_check_words, left_open_words, more_words
from goalcoach.safe_text import show, wrap
from goalcoach.screens.fields.ladder_rows import ShownSteps
from goalcoach.screens.fields.last_time import LastTime, Proposal
from goalcoach.screens.fields.say import DangerSigns, SiteContacts, SiteSteps
from goalcoach.screens.kit.answer_notice import AskBlock, CheckBlock, NotSavedBlock
from goalcoach.screens.kit.paint import FixedLines, LaidOutOnce
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.visit.answer_context import AnswerContext, StayReason
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.break_and_end_words import (
    CLOSE_IS_FINAL,
    CLOSE_QUESTION,
    END_OF_QUESTIONS,
    OUR_STEPS,
    READ_ALOUD,
)

LOW_TEXT = 59
"""Cells of a line within a block on a low page."""
WORDS_NOTED = tr_noop("What is typed here is a note. Enter keeps it and stays here.")


def _say_label(label: str) -> str:
    """Return a label in the language of the moment."""
    return LABELS[label] if label in LABELS else tr(label)


class MarginRow(Container, LaidOutOnce):
    """A label in the gutter, given in English, and what it labels."""

    def __init__(self, label: str, matter: Widget, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.set_class(not label, "-unlabelled")
        self.label_words = label
        self.matter = matter
        matter.add_class("matter", update=False)  # it is styled as it is added

    def compose(self) -> ComposeResult:
        style = "$accent" if self.label_words == "SAY" else "$quiet"
        yield FixedLines((_say_label(self.label_words), style), classes="label")
        yield self.matter


def ask_rows(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    """Yield the question; before that of the close stands what was to be come back to."""
    put_off = "" if around.left else put_off_words(asked)
    if put_off:
        yield MarginRow("", FixedLines((put_off, "$ink")))
    row = _ask_row(asked, around)
    row.set_class(bool(put_off), "-behind")
    yield row


def _ask_row(asked: Screen, around: AnswerContext) -> MarginRow:
    """Return the question: the only bold paragraph, with where it belongs below it, and which
    question was passed on the way here.
    """
    passed = around.passed
    below: tuple[str, ...] = (passed,)
    if asked.kind is Kind.REVIEW and around.left:
        label, words = "", tr(END_OF_QUESTIONS)
    elif asked.kind is Kind.REVIEW:
        label, words = "SAY", tr(CLOSE_QUESTION)
    else:
        label, words = asked_words(asked)
        below = (context_words(asked), listener_words(asked), passed)
    return MarginRow(
        label, FixedLines((words, "bold $ink"), *((one, "$quiet") for one in below if one))
    )


def heard_rows(lines: Sequence[GutterLine]) -> Iterable[MarginRow]:
    """Yield what was told, to be read back between the question and its answer; all of it."""
    if lines:
        said = FixedLines(*((one.text, "$ink") for one in lines))
        yield MarginRow(lines[0].label, said, classes="-heard")


def after_rows(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    """Yield what stands below the answer, in reading order."""
    if around.noting and not around.roomy and not around.not_saved:
        if around.objection:
            yield MarginRow("", FixedLines((f"! {around.objection}", "$ink")))
        yield from _noting(asked, around)
        return
    if around.told:
        yield MarginRow("", FixedLines((f"! {around.told}", "$ink")))
    yield from _taken_back(asked, around)
    if around.objection:
        go = f"{around.keys.label('go')}  {tr('go to it now, and come back')}"
        way = ((go, "$quiet"),) if around.meant else ()
        yield MarginRow("", FixedLines((f"! {around.objection}", "$ink"), *way))
    elif around.hint_line and around.stop is None and not around.not_saved:
        near = "-close" if asked.opens and not around.roomy else "-near"
        yield MarginRow("", FixedLines((around.hint_line, "$quiet")), classes=near)
    if around.left and (put_off := put_off_words(asked)):
        yield MarginRow("", FixedLines((put_off, "$ink")), classes="-near")
    yield from _kept(asked, around)
    if around.impact:
        yield MarginRow("", FixedLines((around.impact, "$quiet")), classes="-near")
    yield from _to_call(asked, around)
    if around.steps:
        yield MarginRow(tr_noop("STEPS"), ShownSteps(around.steps), classes="-open")
    yield from _last_time(asked, around)
    yield from _stops(asked, around)
    if around.not_saved:
        yield MarginRow("", NotSavedBlock(around.not_saved))
    if around.noting:
        yield from _noting(asked, around)
    else:
        yield from _noted(asked)
    if not around.not_saved and around.stop not in {
        StayReason.CHECK,
        StayReason.GATE,
        StayReason.CLOSE,
    }:
        yield from _margin_rows(asked, around)


def _taken_back(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    if not asked.taken_back:
        return
    back, forth = around.keys.label("take_back"), around.keys.label("give_again")
    turn = tr("{back} goes further back · {forth} forth again", back=back, forth=forth)
    keys = () if around.objection else ((turn, "$quiet"),)
    yield MarginRow("", FixedLines((asked.taken_back, "$ink"), *keys))


def _to_call(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    """Yield whom to call, or the signs that call for help at once; at the gate what the service
    does, and where it closed the numbers."""
    panel, closed = panel_of(asked), around.stop is StayReason.GATE
    if closed or (panel == "contacts" and asked.kind is not Kind.SAY):
        yield MarginRow(tr_noop("TO CALL"), SiteContacts(), classes="-near" if closed else "")
    if panel == "danger":
        yield MarginRow(READ_ALOUD, DangerSigns(), classes="-near")
    if (closed or panel == "gate") and around.site_steps:
        yield MarginRow(OUR_STEPS, SiteSteps(around.site_steps), classes="-near")


def _noted(asked: Screen) -> Iterable[MarginRow]:
    """Yield the note, and what stays off the patient's papers."""
    for label, words in ((tr_noop("NOTED"), asked.note), ("", paper_words(asked))):
        if words:
            yield MarginRow(label, FixedLines((words, "$quiet")), classes="-near")


def _noting(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    """Yield the line for a note; the question it belongs to stays in sight."""
    text = asked.note if around.note is None else around.note
    # Once something is typed there, what is built anew goes on in the middle of it.
    separator = "\n" if around.note is None else ""
    note = Writer(text, lines=True, separator=separator, id="note")
    note.styles.max_height = 8 if around.roomy else 4
    classes = "-near" if around.form is PageForm.NARROW else "-padded -near"
    yield MarginRow(tr_noop("NOTED"), note, classes=classes)
    if around.note_begun:
        yield MarginRow("", FixedLines((tr(WORDS_NOTED), "$quiet")))
    elif around.roomy:  # elsewhere the foot says it, and the rows are needed
        yield MarginRow("", FixedLines((tr("Enter keeps the note · Esc leaves it"), "$quiet")))


def _kept(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    for words in around.notices:
        yield MarginRow("", FixedLines((words, "$signal")), classes="-near")
    if around.taken_up:
        yield MarginRow("", FixedLines((around.taken_up, "$quiet")), classes="-near")
    for check in asked.checks:
        if words := kept_check_words(check):
            yield MarginRow("", FixedLines((words, "$quiet")), classes="-near")
    if words := left_open_words(asked):
        yield MarginRow("", FixedLines((words, "$quiet")), classes="-near")


def _last_time(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    if asked.kind is Kind.ROSTER:
        if any(row.proposed for row in asked.rows):
            words = proposed_rows_words(asked, tr("with an open circle"))
            every = all(row.aside for row in asked.rows if row.proposed)
            label = ASIDE_LABEL if every else "LAST TIME"
            keep = f"c  {tr('yes, keep them')}"
            yield MarginRow(label, FixedLines((words, "$ink"), (keep, "$quiet")))
        return
    if asked.proposed is not None and asked.status is Status.PROPOSED:
        yield MarginRow(proposal_label(asked), Proposal(asked, typed=around.typing))
        return
    if asked.last_words is not None and around.stop is None:
        yield MarginRow(proposal_label(asked), Proposal(asked, typed=True), classes="-near")
        return
    if words := kept_aside_words(asked, around.today):
        yield MarginRow(ASIDE_LABEL, FixedLines((words, "$ink")), classes="-near")
    rated, value = ratings_beside(asked, around.value)
    cover = rated.reveal.cover
    if cover is Cover.NONE or (cover is Cover.SHOWN and value is None):
        return
    low = asked.rated is not None and around.form is PageForm.NARROW
    yield MarginRow(reveal_label(rated), LastTime(rated, value, low=low))


def _stops(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    padded = "-padded" if around.form in {PageForm.WIDE, PageForm.RAIL} else ""
    if around.stop is StayReason.CHECK and around.check is not None:
        block = CheckBlock(around.check, roomy=around.roomy or _has_air(asked, around))
        yield MarginRow(tr_noop("CHECK"), block, classes=padded)
    elif around.stop is StayReason.GATE:
        keys = (("Enter", tr("close for today")), ("Esc", tr("change the answer")))
        yield MarginRow("SAY", AskBlock("", asked.gate_say, *keys), classes=padded)
    elif around.stop is StayReason.CLOSE:
        go = ((around.keys.label("go"), opens_words(asked)),) if asked.opens else ()
        keys = (("Enter", tr("write it")), *go, ("Esc", tr("not yet")))
        asks = AskBlock(around.closing, tr(CLOSE_IS_FINAL), *keys)
        yield MarginRow(tr_noop("CLOSE"), asks, classes=padded)
    elif around.meant:
        return
    elif words := opens_words(asked):
        yield MarginRow("", FixedLines((f"{around.keys.label('go')}  {words}", "$quiet")))
    elif returns(asked):
        words = f"{around.keys.label('go')}  {tr(RETURN)}"
        yield MarginRow("", FixedLines((words, "$quiet")), classes="-near")


def _has_air(asked: Screen, around: AnswerContext) -> bool:
    """Return True if a low page has rows for the blanks of a thought beside question and answer."""
    said = (asked_words(asked)[1], around.check.text if around.check else "", str(asked.value))
    short = all(len(wrap(show(one), LOW_TEXT)) <= 2 for one in said)
    return around.form is PageForm.LINE and short and not context_words(asked)


def _margin_rows(asked: Screen, around: AnswerContext) -> Iterable[MarginRow]:
    if words := more_words(asked):
        key = around.keys.label("more") if around.typing else "+"
        yield MarginRow("", FixedLines((f"{key}  {words}", "$quiet")), classes="-close")
    if around.form is PageForm.WIDE and not around.spread:
        return
    narrow = around.form is PageForm.NARROW
    if asked.probes:
        probes = asked.probes[:1] if narrow else asked.probes
        classes = "-close -inline" if not around.roomy else "-near"
        # A blank that does not break keeps two blanks between the questions.
        said = FixedLines(("\u00a0 ".join(probes), "$ink"))
        yield MarginRow(tr_noop("IF STUCK"), said, classes=classes)
    if asked.hint and around.notes_shown and not narrow and asked.panel != "plan":
        said = FixedLines((asked.hint, "$quiet"))
        yield MarginRow(tr_noop("NOTE"), said, classes="-close")
