"""Tinted blocks below an answer: a check on it, a closed gate, a failure to save."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from goalcoach.dialogue.view.screen import CheckView
from goalcoach.dialogue.view.screen_words import THOUGHT, WHY_KEEP
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.key_legend import Keys
from goalcoach.screens.kit.paint import FixedLines
from goalcoach.screens.kit.text_box import Writer
from goalcoach.store.disk_error import NOT_SAVED_YET
from goalcoach.translation import tr
from goalcoach.visit.break_and_end_words import NOT_SAVED


class TintedBlock(Vertical):
    """A container with a tinted background and a coloured left edge."""


class CheckBlock(TintedBlock):
    """A check on an answer. A soft check can be passed with a reason; with a hard one the answer
    has to be changed or skipped.
    """

    def __init__(self, check: CheckView, *, roomy: bool) -> None:
        super().__init__(classes="matter")
        self.check = check
        self.roomy = roomy
        self.why = Writer(id="why", classes="-slim")

    def compose(self) -> ComposeResult:
        gap = [("", "")] if self.roomy else []
        yield FixedLines((tr(THOUGHT), "bold $ink"), *gap, (self.check.text, "$ink"), *gap)
        keys = [("Esc", tr("change the answer"))]
        bound = coach_of(self).keys
        if not self.check.hard:
            yield FixedLines((tr(WHY_KEEP), "$quiet"))
            yield self.why
            keys.insert(0, ("Enter", tr("keep and go on")))
        else:
            keys.append((bound.label("skip"), tr("leave it for now")))
        if self.check.opens:
            keys.append((bound.label("go"), tr("go to it now, and come back")))
        if self.roomy:
            yield FixedLines(("", ""))
        yield Keys(*keys)


class AskBlock(TintedBlock, can_focus=True):
    """A question within the page instead of a dialog; `keys` are its answers, with their words."""

    def __init__(self, title: str, text: str, *keys: tuple[str, str]) -> None:
        super().__init__(classes="matter")
        self.title_words = title
        self.text_words = text
        self.keys = keys

    def compose(self) -> ComposeResult:
        said = [(self.title_words, "bold $ink")] if self.title_words else []
        if self.text_words:
            said += [("", ""), (self.text_words, "$ink")] if said else [(self.text_words, "$ink")]
        yield FixedLines(*said, ("", ""))
        yield Keys(*self.keys)


def why_not_saved(sentence: str) -> str:
    """Return why something was not saved: the sentence without what the block itself says."""
    return sentence.removeprefix(tr(NOT_SAVED_YET)).strip()


class NotSavedBlock(TintedBlock):
    """Says that an answer could not be saved, why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(classes="matter -signal")
        self.sentence = why_not_saved(sentence)

    def compose(self) -> ComposeResult:
        yield FixedLines(
            (tr("! Not saved."), "bold $signal"),
            (self.sentence, "bold $ink"),
            (tr(NOT_SAVED), "$ink"),
        )
