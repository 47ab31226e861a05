"""What stands around an answer: the words to say above it, and everything below or beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from goalcoach.dialogue.kind import Kind, Value
from goalcoach.dialogue.view.screen import CheckView, Cover, RowView, Screen, Status
from goalcoach.screens.fields.ladder_rows import Steps
from goalcoach.screens.fields.last_time import LastTime, Proposal
from goalcoach.screens.fields.say import Contacts
from goalcoach.screens.fields.typed_value import is_typed
from goalcoach.screens.kit.page_form import Form
from goalcoach.screens.kit.paint import BLANK, Painted, Words, line, paragraph
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.tinted_block import AskBlock, CheckBlock, NotSavedBlock
from goalcoach.text import show, wrap


class Stop(StrEnum):
    """Why an answer did not go on by itself."""

    CHECK = "check"
    GATE = "gate"
    REVEAL = "reveal"
    CLOSE = "close"


@dataclass(slots=True)
class Around:
    """What the visit screen knows beside the question itself."""

    form: Form
    roomy: bool = False
    value: Value | None = None
    stop: Stop | None = None
    check: CheckView | None = None
    objection: str = ""
    meant: str = ""
    """The address of the question that an objection is about, if it is another one."""
    impact: str = ""
    not_saved: str = ""
    noting: bool = False
    notes_shown: bool = True
    spread: bool = False
    hint_line: str = ""
    closing: str = ""
    steps: tuple[RowView, ...] = ()


class Row(Container):
    """A label in the gutter and what it labels."""

    def __init__(self, label: str, matter: Widget, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.label_words = label
        self.matter = matter
        matter.add_class("matter")

    def compose(self) -> ComposeResult:
        style = "$accent" if self.label_words == "SAY" else "$quiet"
        label = Words((self.label_words, style))
        label.add_class("label")
        yield label
        yield self.matter


def ask_row(asked: Screen) -> Row:
    """Return the question: the only bold paragraph, with where it belongs below it."""
    if asked.kind is Kind.REVIEW:
        return Row("SAY", Words(("Shall we close the visit here?", "bold $ink")))
    words = asked.say
    if asked.kind is Kind.ROSTER and asked.ask_more and any(not row.proposed for row in asked.rows):
        # A list that is full is shown under its name: nothing more can be asked for.
        full = 0 < asked.row_max <= len(asked.rows)
        words = "" if full else asked.ask_more
    label = "SAY" if words else "FOR YOU"
    said: list[tuple[str, str]] = [(words or asked.title, "bold $ink")]
    if asked.context and asked.context != asked.value and asked.context not in said[0][0]:
        said.append((asked.context, "$quiet"))
    return Row(label, Words(*said))


def after_rows(asked: Screen, around: Around) -> Iterable[Row]:
    """Yield what stands below the answer, in reading order."""
    if around.noting and not around.roomy and not around.not_saved:
        yield from _noting(asked, around)
        return
    if around.objection:
        way = (("F7  go to it now, and come back", "$quiet"),) if around.meant else ()
        yield Row("", Words((f"! {around.objection}", "$ink"), *way))
    elif around.hint_line and around.stop is None and not around.not_saved:
        near = "-close" if asked.opens and not around.roomy else "-near"
        yield Row("", Words((around.hint_line, "$quiet")), classes=near)
    yield from _kept(asked)
    if around.impact:
        yield Row("", Words((around.impact, "$quiet")), classes="-near")
    if asked.panel == "contacts" and asked.kind is not Kind.SAY:
        yield Row("TO CALL", Contacts())
    if around.steps:
        yield Row("STEPS", Steps(around.steps))
    yield from _last_time(asked, around)
    yield from _stops(asked, around)
    if around.not_saved:
        yield Row("", NotSavedBlock(around.not_saved))
    if around.noting:
        yield from _noting(asked, around)
    elif asked.note:
        yield Row("NOTED", Words((asked.note, "$quiet")), classes="-near")
    if not around.not_saved and around.stop not in {Stop.CHECK, Stop.GATE, Stop.CLOSE}:
        yield from _margin_rows(asked, around)


def _noting(asked: Screen, around: Around) -> Iterable[Row]:
    """Yield the line for a note; the question it belongs to stays in sight."""
    note = Writer(asked.note, lines=True, id="note")
    note.styles.max_height = 8 if around.roomy else 4
    yield Row("NOTED", note, classes="-near" if around.form is Form.NARROW else "-padded -near")
    if around.roomy:  # elsewhere the foot says it, and the rows are needed
        yield Row("", Words(("Enter keeps the note · Esc leaves it", "$quiet")))


def _kept(asked: Screen) -> Iterable[Row]:
    for check in asked.checks:
        if check.kept is not None:
            words = f"kept: {check.kept}" if check.kept else "kept as it is"
            yield Row("", Words((words, "$quiet")), classes="-near")
    if asked.status is Status.SKIPPED:
        label = dict(asked.skips).get(asked.skip_reason) if asked.skip_reason else ""
        words = f"Left open: {label}. An answer takes its place." if label else "Left open."
        yield Row("", Words((words, "$quiet")), classes="-near")


def _last_time(asked: Screen, around: Around) -> Iterable[Row]:
    if asked.kind is Kind.ROSTER:
        if any(row.proposed for row in asked.rows):
            words = "The rows with an open circle are from last time. Are they still right?"
            yield Row("LAST TIME", Words((words, "$ink"), ("c  yes, keep them", "$quiet")))
        return
    if asked.proposed is not None and asked.status is Status.PROPOSED:
        yield Row("LAST TIME", Proposal(asked, typed=is_typed(asked.kind)))
        return
    reveal = asked.reveal
    if reveal.cover is Cover.NONE or (reveal.cover is Cover.SHOWN and around.value is None):
        return
    together = reveal.last is None and bool(reveal.others)
    yield Row("TOGETHER" if together else "LAST TIME", LastTime(asked, around.value))


def _stops(asked: Screen, around: Around) -> Iterable[Row]:
    padded = "-padded" if around.form in {Form.WIDE, Form.RAIL} else ""
    if around.stop is Stop.CHECK and around.check is not None:
        yield Row("CHECK", CheckBlock(around.check, roomy=around.roomy), classes=padded)
    elif around.stop is Stop.GATE:
        keys = (("Enter", "close for today"), ("Esc", "change the answer"))
        yield Row("SAY", AskBlock("", asked.gate_say, *keys), classes=padded)
    elif around.stop is Stop.CLOSE:
        keys = (("Enter", "write it"), ("Esc", "not yet"))
        text = "A written version is not changed again. The next visit adds to it."
        yield Row("CLOSE", AskBlock(around.closing, text, *keys), classes=padded)
    elif around.meant:
        return
    elif asked.opens:
        yield Row("", Words((f"F7  {asked.opens_label or 'go there, and come back'}", "$quiet")))
    elif asked.can_return and asked.kind is not Kind.REVIEW:
        yield Row("", Words(("F7  back to where you were", "$quiet")), classes="-near")


def _margin_rows(asked: Screen, around: Around) -> Iterable[Row]:
    if around.form is Form.WIDE and not around.spread:
        return
    narrow = around.form is Form.NARROW
    if asked.probes:
        probes = asked.probes[:1] if narrow else asked.probes
        classes = "-close -inline" if not around.roomy else "-near"
        # A blank that does not break keeps two blanks between the questions.
        yield Row("IF STUCK", Words(("\u00a0 ".join(probes), "$ink")), classes=classes)
    if asked.hint and around.notes_shown and not narrow and asked.panel != "plan":
        yield Row("NOTE", Words((asked.hint, "$quiet")), classes="-close")


class Margin(Painted):
    """Beside the answer at 120 columns: IF STUCK, then the note."""

    def __init__(self) -> None:
        super().__init__(id="margin")
        self.probes: Sequence[str] = ()
        self.hint = ""
        self.notes_shown = True

    def tell(self, asked: Screen, notes_shown: bool) -> None:
        self.probes, self.hint, self.notes_shown = asked.probes, asked.hint, notes_shown
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        lines: list[Content] = []
        if self.probes:
            lines += paragraph("IF STUCK", width, "$quiet")
            for probe in self.probes:
                lines += [*(Content.styled(one, "$ink") for one in wrap(show(probe), width)), BLANK]
            lines.append(BLANK)
        if self.hint and self.notes_shown:
            lines.append(line(("NOTE  F2 hides", "$quiet")))
            lines += paragraph(self.hint, width, "$quiet")
        elif self.hint:
            lines += paragraph("F2 shows the note", width, "$quiet")
        return lines
