"""The patient's card, full screen: what is shown and what can be chosen, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import card_words
from goalcoach.screens.fields.scale import ScaleLine
from goalcoach.screens.kit.foot import BREAK, Hint
from goalcoach.screens.kit.page import TAKES_NOTHING_BACK, Page
from goalcoach.screens.kit.paint import FixedLines, line, paragraph
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.translation import tr, tr_noop


class CardPick(Pick):
    """Options a row apart, their digits in accent; what is chosen is bold."""

    def paint_line(self, number: int, one: PickLine, width: int) -> list[Content]:
        figure = str(number + 1) if self.digits else " "
        chosen = one.id in self.chosen
        here = number == self.at and not self.digits
        words = paragraph(one.words, width - 5, "bold $ink" if chosen or here else "$ink")
        lead = line((figure, "bold $accent"), "    ")
        return [
            Content.assemble(lead if not at else "     ", said) for at, said in enumerate(words)
        ]


class CardScreen(Page[Value]):
    """Dismissed with what was chosen here, "break", or None."""

    says_practice = False
    about = tr_noop("The card for the patient. What is chosen here is the answer on the question.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Back", show=False),
        Binding("f6", "done", show=False, id="card"),
        Binding("f8", "break", "Break", show=False, id="break"),
        Binding("enter", "done", show=False),
        *TAKES_NOTHING_BACK,
    ]

    def __init__(self, asked: Screen, value: Value | None) -> None:
        super().__init__()
        self.asked = asked
        self.value = value
        self.several = asked.kind is Kind.MULTI
        self.pick = CardPick(
            [PickLine(option.id, option.offered) for option in asked.options],
            at=None,
            several=self.several,
        )
        self.scale = ScaleLine(asked)

    def compose_body(self) -> ComposeResult:
        first, _, rest = card_words(self.asked).partition("\n")
        with SteadyScroll(id="column", classes="-card"):
            yield FixedLines((first, "bold $ink"), *([(rest, "$ink")] if rest else []), ("", ""))
            if self.asked.options:
                yield self.pick
            elif self.asked.kind is Kind.SCALE:
                yield self.scale

    def on_mount(self) -> None:
        chosen = self.value if isinstance(self.value, tuple) else (self.value,)
        self.pick.chosen = tuple(str(one) for one in chosen if one is not None)
        self.pick.spaced = not self.has_class("-narrow") and len(self.asked.options) < 9
        if self.asked.options:
            self.pick.focus()
        elif self.asked.kind is Kind.SCALE:
            self.scale.value = self.value if isinstance(self.value, int) else None
            self.scale.focus()

    def hints(self) -> Sequence[Hint]:
        return (Hint("Esc", tr("back to the question"), "escape"), BREAK)

    @on(Pick.Moved)
    def _moved(self, event: Pick.Moved) -> None:
        if not self.several:
            self.pick.chosen = (event.id,)
            self.value = event.id
            self.pick.repaint()

    @on(Pick.Toggled)
    def _toggled(self, event: Pick.Toggled) -> None:
        alone = {option.id for option in self.asked.options if option.exclusive}
        chosen = self.pick.chosen
        if event.id in chosen:
            chosen = tuple(one for one in chosen if one != event.id)
        elif event.id in alone:
            chosen = (event.id,)
        else:
            chosen = (*(one for one in chosen if one not in alone), event.id)
        self.pick.chosen = chosen
        self.value = chosen
        self.pick.repaint()

    @on(ScaleLine.Chosen)
    def _rated(self) -> None:
        self.value = self.scale.value

    @on(Pick.Picked)
    @on(ScaleLine.Done)
    def _done(self) -> None:
        self.action_done()

    def action_done(self) -> None:
        """Go back to the question with what was chosen."""
        self.dismiss(self.value)

    def action_break(self) -> None:
        """Go back to the visit and take a break there."""
        self.dismiss("break")
