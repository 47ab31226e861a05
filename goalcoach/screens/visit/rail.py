"""How far the visit is: the rail of phases, or one line where room is short."""

from __future__ import annotations

from textual.content import Content

from goalcoach.dialogue.view.question_words import minutes_words
from goalcoach.dialogue.view.screen import PhaseView, Screen, VisitProgress
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, StyledSpan, line, paragraph
from goalcoach.text import cut, show


def place_words(asked: Screen) -> str:
    """Return "goal 1 of 2 · 2 of 4", or less where there is less to say."""
    progress = asked.progress
    item = f"{progress.item} of {progress.items}" if progress.items > 1 else ""
    return " · ".join(words for words in (asked.loop, item) if words)


class Rail(Painted):
    """The phases from top to bottom, the current one with its place below."""

    def __init__(self) -> None:
        super().__init__(id="rail")
        self.asked: Screen | None = None

    def tell(self, asked: Screen) -> None:
        """Show the place of another question."""
        self.asked = asked
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        if self.asked is None or not self.asked.progress.phases:
            return []
        progress = self.asked.progress
        lines = []
        for phase in progress.phases:
            lines.append(self._phase(phase, width))
            if phase.current:
                lines += paragraph(place_words(self.asked), width, "$quiet", "  ", "  ")
        done = rule(progress, width - 4, coach_of(self).marks.bar, coach_of(self).marks.rule)
        phase_words = f"Phase {progress.phase} of {len(progress.phases)}"
        return [
            *lines,
            BLANK,
            BLANK,
            done,
            line((phase_words, "bold $ink")),
            line((minutes_words(progress), "$quiet")),
        ]

    def _phase(self, phase: PhaseView, width: int) -> Content:
        marks = coach_of(self).marks
        title = cut(show(phase.title, lines=False), width - 2)
        if phase.current:
            return line((marks.edge, "$accent"), " ", (title, "bold $ink"))
        if phase.open:
            words = f"{marks.open} {title}  {phase.open} open"
            return line((words if len(words) <= width else f"{marks.open} {title}", "$quiet"))
        return line((f"{marks.answered if phase.done else ' '} {title}", "$quiet"))


class ProgressLine(Painted):
    """One line and a hairline instead of the rail."""

    def __init__(self) -> None:
        super().__init__(id="progress")
        self.asked: Screen | None = None

    def tell(self, asked: Screen) -> None:
        """Show the place of another question."""
        self.asked = asked
        self.refresh()

    def paint(self, width: int) -> list[Content]:
        if self.asked is None or not self.asked.progress.phases:
            return [BLANK, BLANK]
        progress = self.asked.progress
        narrow = self.screen.has_class("-narrow")
        words = ["" if narrow else place_words(self.asked)]
        words += [f"phase {progress.phase} of {len(progress.phases)}", minutes_words(progress)]
        title = show(progress.title, lines=False)
        said = " · ".join(word for word in words if word)
        if len(title) + 2 + len(said) > width:
            said = " · ".join(word for word in words[1:] if word)
        spans: list[StyledSpan] = [(title, "bold $ink"), (f"  {said}", "$quiet")]
        marks = coach_of(self).marks
        return [line(*spans), BLANK if narrow else rule(progress, width, marks.bar, marks.rule)]


def rule(progress: VisitProgress, width: int, bar: str, hair: str) -> Content:
    """Return the hairline, in accent as far as the phases are behind us."""
    done = round(width * (progress.phase - 1) / max(len(progress.phases), 1))
    return line((bar * done, "$accent"), (hair * (width - done), "$hair"))
