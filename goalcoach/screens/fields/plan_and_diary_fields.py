"""Fields that show something to read: the plan read back, the diary, and the closing step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from goalcoach.dialogue.engine.command import Jump
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.fields.agree_boxes import AGREED_PATH, box_words, switch
from goalcoach.screens.fields.field import CHANGE, ENTER, Field
from goalcoach.screens.fields.plan_lines import ALL_LABEL, PlanLines
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.reading_pane import Below, PlanScroll, Readable
from goalcoach.screens.kit.size_breakpoints import PageForm, form_of
from goalcoach.screens.visit.visit_interface import OpenReading
from goalcoach.sheets.block import Origin
from goalcoach.sheets.layouts.read_back import AGREED_BY, Party
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.translation import tr
from goalcoach.visit.empty_page_words import ALL_OF_IT, NO_ADDRESS


class ReadField(Field):
    """A field that shows a long text and takes all rows left on the page."""

    label = ""
    padded = False

    def __init__(self, asked: Screen, reading: OpenReading, lines: Readable) -> None:
        super().__init__(asked)
        self.reading = reading
        self.readable = lines
        self._began_at = 0

    def compose(self) -> ComposeResult:
        with PlanScroll(classes="planscroll"):
            yield self.readable
        yield Below(self.readable)

    def on_resize(self) -> None:
        # Done here because the field's position is not known before the first layout.
        self.fill()

    def fill(self) -> None:
        """Take the rows that are left, so that the text scrolls and not the page."""
        flow = self.screen.query_one("#flow")
        flow.add_class("-still")
        rows = flow.size.height - (self.region.y - flow.region.y)
        left = max(rows - self.leave_below(rows), 4)
        self.query_one(PlanScroll).styles.max_height = left
        self.fit(left)
        self.call_after_refresh(self.query_one(Below).refresh)
        if self.readable.at:
            self.call_after_refresh(self.readable.follow)

    def fit(self, rows: int) -> None:
        """Make the most of the rows there are."""

    def on_mount(self) -> None:
        self._began_at = self.readable.at

    def go_on(self) -> None:
        """Post that all was read; at the first Enter on a chosen line say what changes it."""
        if self.readable.at == self._began_at or not self.tells_of_change():
            self.post_message(self.Given(True))

    def lead_to(self, path: str, rows: tuple[str, ...]) -> None:
        """Go to the question that fills this place of the plan; the visit comes back here then."""
        address = self.reading.address_of(path, rows)
        if address:
            self.post_message(self.Asked(Jump(address)))
        else:
            where = tr("{key} lists them.", key=self.coach.keys.label("where"))
            self.post_message(self.Objected(f"{tr(NO_ADDRESS)} {where}"))

    def leave_below(self, rows: int) -> int:
        """Return how many of `rows` to leave below: for the `Below` line and what follows it.

        A field may set what it shows closer first, so that less is left over.
        """
        return 3

    def main(self) -> Widget:
        return self.readable


class PlanField(ReadField):
    """The read-back, then the plan so far. `CHANGE` leads to the question behind the paragraph
    under the cursor, and back here once it is answered. Who agrees is switched here.
    """

    agreed: tuple[Party, ...] = ()
    """Who may agree to the plan, as far as their boxes stand on the page."""
    agree_at = ""
    """The question that a box answers; "" where none is asked, and the boxes only tell."""
    box: int | None = None
    """The box in the margin that the cursor is on."""
    aloud = False
    """Whether there is something to read aloud, which has to fit on the page where it can."""

    @dataclass
    class BoxMoved(Message):
        """The cursor was moved to, from or among the boxes in the margin."""

    def __init__(self, asked: Screen, reading: OpenReading) -> None:
        self.reading = reading
        self.lines = PlanLines(self.read())
        super().__init__(asked, reading, self.lines)
        self.set_class(self.aloud, "-aloud")

    def fit(self, rows: int) -> None:
        self.lines.pack(rows)

    def leave_below(self, rows: int) -> int:
        airy = super().leave_below(rows)
        has_air = self.screen.has_class("-roomy") and self.lines.pack(rows - airy)
        self.set_class(has_air, "-airy")
        if not self.aloud or has_air:
            return airy
        # Every row is for what is read aloud; but what is told of a key is seen.
        after = self.screen.query_one("#after")
        return 1 + (after.region.height + after.styles.margin.top if after.children else 0)

    def read(self) -> Sequence[GutterLine]:
        """Return the paragraphs to show."""
        told = self.reading.read_back()
        self.aloud = bool(told.aloud)
        self.agreed = told.agreed if self.aloud or self._beside else ()
        self.agree_at = self.reading.address_of(AGREED_PATH, ()) if self.agreed else ""
        if not told.aloud:
            return told.whole
        words = () if self._beside else self._box_words()
        origin = Origin(AGREED_PATH)
        boxes = (GutterLine(tr(AGREED_BY), one, origin, aloud=True) for one in words)
        return (*told.aloud, *boxes, GutterLine(tr(ALL_LABEL), tr(ALL_OF_IT)), *told.whole)

    def take(self, asked: Screen) -> None:
        super().take(asked)
        if self.agreed:
            at = self.lines.at
            self.lines.show_lines(self.read())
            self.lines.at = at
            self.lines.repaint()
            self.call_after_refresh(self.lines.follow)

    @property
    def _beside(self) -> bool:
        """Whether there is a margin, which has the boxes then."""
        return form_of(*self.app.size) is PageForm.WIDE

    def _box_words(self) -> tuple[str, ...]:
        return box_words(self.agreed, self.coach.marks, numbered=bool(self.agree_at))

    def margin_boxes(self) -> tuple[tuple[str, bool], ...]:
        """Return each box that stands in the margin, and whether the cursor is on it."""
        words = self._box_words() if self._beside else ()
        return tuple((one, at == self.box) for at, one in enumerate(words))

    def _box_lines(self) -> list[int]:
        """Return the indexes of the lines that are boxes."""
        lines = enumerate(self.lines.lines)
        return [at for at, one in lines if one.aloud and one.path == AGREED_PATH]

    def _box_here(self) -> int | None:
        """Return the index of the box under the cursor."""
        lines = self._box_lines()
        return lines.index(self.lines.at) if self.lines.at in lines else self.box

    def letters(self) -> str:
        if not self.agree_at:
            return ""
        digits = "".join(str(at) for at, _ in enumerate(self.agreed, 1))
        return digits if self._box_here() is None else f"{digits} "

    def press(self, letter: str) -> None:
        here = self._box_here()
        numbers = [here if one == " " else int(one) - 1 for one in letter]
        at = [one for one in numbers if one is not None]
        if lines := self._box_lines():
            # In sight, and no line that was chosen to be changed: the next Enter goes on.
            self.lines.at = self._began_at = lines[at[-1]]
        self.post_message(self.Asked(switch(self.agreed, at, self.agree_at)))

    def _go_to_boxes(self) -> None:
        """Move the cursor to the boxes, or back from there."""
        if lines := self._box_lines():
            self.lines.at = self._began_at = 0 if self.lines.at in lines else lines[0]
            self.lines.repaint()
            self.lines.follow()
        else:
            self._move_box(0 if self.box is None else None)

    def _move_box(self, box: int | None) -> None:
        self.box, self.lines.away = box, box is not None
        self.lines.repaint()
        self.post_message(self.BoxMoved())

    def hints(self) -> Sequence[Hint]:
        arrows = self.coach.marks.arrows[0]
        ways = (Hint(arrows, tr("choose a line"), "down", tr("line")), self.change_hint())
        if not self.agree_at:
            return (ENTER, *ways)
        count = len(self.agreed)
        boxes = Hint(f"1–{count}" if count > 1 else "1", tr("who agrees"), "tab")
        if not self._beside:  # else these do not fit beside it
            ways = (replace(ways[0], word=ways[0].short), replace(ways[1], word=ways[1].short))
        return (ENTER, boxes, *ways)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Tab, Space", tr("who agrees")),) if self.agree_at else ()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.go_on()
        elif event.key == "tab" and self.agree_at:
            event.stop()
            event.prevent_default()
            self._go_to_boxes()
        elif event.key in {"up", "down"} and self.box is not None:
            event.stop()
            step = 1 if event.key == "down" else -1
            self._move_box(min(max(self.box + step, 0), len(self.agreed) - 1))
        elif event.key == CHANGE and self.lines.lines:
            event.stop()
            line = self.lines.lines[self.lines.at]
            self.lead_to(line.path, line.rows)


class DiaryField(PlanField):
    """The diary entries since the last visit."""

    def read(self) -> Sequence[GutterLine]:
        return [GutterLine(tr("DIARY"), words) for words in self.reading.diary()]

    def hints(self) -> Sequence[Hint]:
        return (ENTER, Hint(self.coach.marks.arrows[0], tr("read on"), "down"))

    def lead_to(self, path: str, rows: tuple[str, ...]) -> None:
        """Lead nowhere: no question of the visit is behind a day."""

    def go_on(self) -> None:
        self.post_message(self.Given(True))


class PatternField(DiaryField):
    """Good days and others side by side; Enter goes on."""

    def read(self) -> Sequence[GutterLine]:
        return self.reading.patterns()


class ReviewField(Field, can_focus=True):
    """The closing step, where nothing is answered and Enter asks whether to write the plan."""

    label = ""
    padded = False

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.hint_line = tr("Enter writes the plan. It asks once before it does.")
