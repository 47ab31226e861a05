"""The field for words that are only read aloud: Enter goes on. Also the site's
contacts and steps, and the patient's card."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from goalcoach.dialogue.view.screen import Screen
from goalcoach.safe_text import cell_width, show
from goalcoach.screens.fields.field import Field
from goalcoach.screens.kit.coach_app import Coach, coach_of
from goalcoach.screens.kit.paint import Painted, line, paragraph
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.break_and_end_words import HOW_TO_ADD_CONTACTS, NO_CONTACTS, danger_words


def contact_lines(coach: Coach, width: int) -> list[Content]:
    """Return the site's contacts as lines, exactly as the site wrote them, numbers at the right.

    Without contacts, a sentence for the patient and one on where the clinician can add them.
    """
    contacts = coach.setting.contacts
    if not contacts:
        return [
            *paragraph(tr(NO_CONTACTS), width, "$ink"),
            *paragraph(tr(HOW_TO_ADD_CONTACTS), width, "$quiet"),
        ]
    longest = max(cell_width(show(contact.label)) for contact in contacts)
    edge = min(longest + 5, width - 12)
    lines = []
    for contact in contacts:
        label = paragraph(contact.label, edge - 2, "$ink")
        gap = " " * max(edge - label[-1].cell_length, 2)
        number = Content.assemble(label[-1], gap, line((contact.number, "bold $ink")))
        lines += [*label[:-1], number]
    return lines


class SiteContacts(Painted):
    """The site's contacts."""

    def paint(self, width: int) -> list[Content]:
        return contact_lines(coach_of(self), width)


class SiteSteps(Painted):
    """A service's own steps, each exactly as the site wrote it."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self.steps = steps

    def paint(self, width: int) -> list[Content]:
        return [one for step in self.steps for one in paragraph(step, width, "$ink")]


class DangerSigns(Painted):
    """The signs that call for help at once, those of the site with them."""

    def paint(self, width: int) -> list[Content]:
        signs = coach_of(self).setting.around.danger_signs
        return paragraph(danger_words(signs), width, "$ink")


class ShownCard(Painted):
    """What stands on the patient's card, a line each, to be read aloud from the page too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def paint(self, width: int) -> list[Content]:
        lines = []
        for said in self.text.split("\n"):
            first, *rest = paragraph(said, width - 2, "$ink")
            lines += [first, *(Content.assemble("  ", one) for one in rest)]
        return lines


_LABELS = {"contacts": tr_noop("TO CALL"), "card": tr_noop("SHOW")}


class SayField(Field, can_focus=True):
    """A field without an answer; it takes the focus so that the keys of the visit work."""

    padded = False

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.label = _LABELS.get(asked.panel, "")

    def compose(self) -> ComposeResult:
        if self.asked.panel == "contacts":
            yield SiteContacts()
        if self.asked.panel == "card":
            yield ShownCard(self.asked.show)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.has_focus:
            event.stop()
            self.post_message(self.Given(True))
