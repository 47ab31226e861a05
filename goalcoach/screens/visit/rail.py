"""How far the visit is: the rail of phases, or one line where room is short."""

from __future__ import annotations

from textual.content import Content

from goalcoach.dialogue.view.screen import PhaseView, Screen, VisitProgress
from goalcoach.dialogue.view.screen_words import minutes_words
from goalcoach.dialogue.view.standing_words import LATER_ALONE, PROTECTS, protected_words
from goalcoach.safe_text import cell_width, cut, show
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, StyledSpan, line, paragraph
from goalcoach.translation import tr


def place_words(asked: Screen) -> str:
    """Return "goal 1 of 2 · 2 of 4", or less where there is less to say."""
    progress = asked.progress
    item = tr("{number} of {count}", number=progress.item, count=progress.items)
    words = (asked.loop, item if progress.items > 1 else "")
    return " · ".join(word for word in words if word)


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
            lines.append(self._phase(phase, width - 1))  # the labels begin right beside it
            if phase.current:
                place = (place_words(self.asked), tr(LATER_ALONE) if phase.later else "")
                for words in place:
                    lines += paragraph(words, width, "$quiet", "  ", "  ") if words else []
        done = rule(progress, width - 4, coach_of(self).marks.bar, coach_of(self).marks.rule)
        number, count = progress.phase, len(progress.phases)
        phase_words = tr("Phase {number} of {count}", number=number, count=count)
        return [
            *lines,
            BLANK,
            BLANK,
            done,
            line((phase_words, "bold $ink")),
            line((minutes_words(progress), "$quiet")),
            *self._guards(progress),
        ]

    def _guards(self, progress: VisitProgress) -> list[Content]:
        """Return what the marks of the phases that protect mean; none where there is no mark."""
        signs = coach_of(self).marks.guards
        shown = {phase.there for phase in progress.phases if phase.protects}
        said = [line((f"{signs[there]} {PROTECTS[there]}", "$quiet")) for there in sorted(shown)]
        return [BLANK, *said] if said else []

    def _phase(self, phase: PhaseView, width: int) -> Content:
        marks = coach_of(self).marks
        guard = f" {marks.guards[phase.there]}" if phase.protects else ""
        title = cut(show(phase.title, lines=False), width - 2 - len(guard)) + guard
        if phase.current:
            return line((marks.edge, "$accent"), " ", (title, "bold $ink"))
        waits = ""
        if phase.later:
            waits = tr(LATER_ALONE)
        elif phase.open:
            waits = tr("{count} open", count=phase.open)
        if waits:
            told = (f"{marks.open} {title}{gap}{waits}" for gap in ("  ", " "))
            fit = (words for words in told if cell_width(words) <= width)
            return line((next(fit, f"{marks.open} {title}"), "$quiet"))
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
        number, count = progress.phase, len(progress.phases)
        words += [tr("phase {number} of {count}", number=number, count=count)]
        words += [minutes_words(progress)]
        title = show(progress.title, lines=False)
        said = self._fitting(words, title, width)
        spans: list[StyledSpan] = [(title, "bold $ink"), (f"  {said}", "$quiet")]
        marks = coach_of(self).marks
        return [line(*spans), BLANK if narrow else rule(progress, width, marks.bar, marks.rule)]

    def _fitting(self, words: list[str], title: str, width: int) -> str:
        """Return what fits beside the title; what protects goes first, the place last."""
        asked = self.asked
        phases = asked.progress.phases if asked else ()
        later = tr(LATER_ALONE) if any(one.current and one.later for one in phases) else ""
        rest = [later, protected_words(asked.progress) if asked else ""]
        for said in ([*words, *rest], [*words, later], words, words[1:]):
            line_ = " · ".join(word for word in said if word)
            if cell_width(title) + 2 + cell_width(line_) <= width:
                break
        return line_


def rule(progress: VisitProgress, width: int, bar: str, hair: str) -> Content:
    """Return the hairline, in accent as far as the phases are behind us."""
    done = round(width * (progress.phase - 1) / max(len(progress.phases), 1))
    return line((bar * done, "$accent"), (hair * (width - done), "$hair"))
