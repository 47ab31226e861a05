"""The command palette: what a page can do, with its keys; it takes a key once its rows are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Protocol, runtime_checkable

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import LoadingIndicator
from textual.widgets.option_list import Option

from goalcoach.safe_text import cell_width, show
from goalcoach.screens.kit.fitted_screen import FittedScreen
from goalcoach.screens.kit.key_gate import KeyGate
from goalcoach.screens.kit.keymap import key_label, say_keys
from goalcoach.screens.kit.text_match import fold
from goalcoach.translation import tr, tr_noop

NOTHING_FITS = tr_noop("No command has this in its name.")
LOOK_EVERY = 0.01
"""Seconds between two looks whether the rows are laid out."""
ALSO_SCORE = 0.01
"""How well a row fits of which another word was typed: worse than any whose name fits."""


class PaletteRow(Struct, frozen=True):
    """A row: its name, a sentence on it, what it does, and the key that does the same, or "".

    `also` holds other words by which it is found.
    """

    title: str
    more: str
    run: Callable[[], object]
    key: str = ""
    also: tuple[str, ...] = ()


@runtime_checkable
class HasPalette(Protocol):
    """An app with rows for the palette (`coach_app.CoachApp`, which imports this module)."""

    def palette_rows(self, screen: Screen[object]) -> Iterable[PaletteRow]:
        """Yield the rows for this screen."""


def key_beside(screen: Screen[object], action: str) -> str:
    """Return how the key of an action of this screen is called, as it is bound now, or ""."""
    bindings = screen.active_bindings.items()
    keys = [(not one.binding.id, key) for key, one in bindings if one.binding.action == action]
    keys = [one for one in keys if not one[1].startswith("alt+")]  # that is the letter after Esc
    return say_keys(key_label(min(keys, key=lambda one: one[0])[1])) if keys else ""


class PaletteRows(Provider):
    """Gives the palette the rows of the page below it, each with its key beside its name."""

    def _rows(self) -> Sequence[PaletteRow]:
        app = self.app
        rows = app.palette_rows(self.screen) if isinstance(app, HasPalette) else ()
        return sorted(rows, key=lambda row: fold(row.title))

    async def discover(self) -> Hits:
        """Yield every row, by name."""
        rows = self._rows()
        for row in rows:
            title = Content(show(row.title, lines=False))
            yield DiscoveryHit(_with_key(title, row, rows), row.run, row.title, row.more or None)

    async def search(self, query: str) -> Hits:
        """Yield the rows whose name has the signs of `query` in this order, or another word has."""
        rows = self._rows()
        fuzzy = self.matcher(query).fuzzy_search
        for row in rows:
            title = show(row.title, lines=False)
            score, places = fuzzy.match(query, title)
            if not score and any(word.startswith(fold(query)) for word in row.also):
                score, places = ALSO_SCORE, ()
            if not score:
                continue
            content = Content(title)
            for at in places:
                content = content.stylize("bold underline", at, at + 1)
            yield Hit(score, _with_key(content, row, rows), row.run, row.title, row.more or None)


def _with_key(title: Content, row: PaletteRow, rows: Sequence[PaletteRow]) -> Content:
    """Return a name with its key behind it, all keys in one column."""
    edge = max(cell_width(show(one.title, lines=False)) for one in rows) + 3
    gap = " " * (edge - title.cell_length)
    return Content.assemble(title, gap, (row.key, "bold")) if row.key else title


class PaletteList(CommandList):
    """Textual's list of rows, with the mark `edge` before the one that Enter takes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"palette-list--edge"}

    def __init__(self, edge: str) -> None:
        super().__init__()
        self.edge = edge

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        at = self.scroll_offset.y + y
        if at >= len(self._lines) or self._lines[at][0] != self.highlighted:
            return strip
        first, *_ = strip.crop(0, 1)
        ground = first.style or Style.null()
        accent = self.get_component_rich_style("palette-list--edge", partial=True)
        return Strip.join([Strip([Segment(self.edge, ground + accent)]), strip.crop(1)])

    async def _on_click(self, event: events.Click) -> None:
        # What is typed may have left fewer rows since the picture that was clicked on.
        at = event.style.meta.get("option")
        if at is not None and at >= self.option_count:
            event.prevent_default()  # else Textual's own handler is called as well


class Palette(CommandPalette, FittedScreen[None]):
    """Textual's palette; it closes once, and `gate` holds keys back until it has its rows."""

    shown = 0
    breakable = False

    def __init__(self, gate: KeyGate, edge: str) -> None:
        super().__init__(
            [PaletteRows], placeholder=tr("What would you like to do?"), id="--command-palette"
        )
        self.gate = gate
        self.edge = edge
        """The mark before the row that Enter takes."""
        self.has_rows = False
        """True once the rows are laid out; before, Textual's list has no line to move to."""
        self.has_ended = False
        self._looking: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                typed = CommandInput(placeholder=self._placeholder, select_on_focus=False)
                typed.cursor_blink = False
                yield typed
            with Vertical(id="--results"):
                yield PaletteList(self.edge)
                yield LoadingIndicator()

    @property
    def unready(self) -> bool:
        """True while there are no rows yet, and once one was chosen."""
        return self.has_ended or not self.has_rows

    @property
    def is_drawing(self) -> bool:
        """True while the rows are gathered."""
        return self.unready and not self.has_ended

    def on_mount(self) -> None:
        typed = self.query_one(CommandInput)
        # Textual's line draws what is pasted as it is; a name holds no sign that a terminal obeys.
        typed.restrict = r"[ -~\w]*"
        # What is at rest is not drawn anew: no cursor of ours blinks, and what would say that rows
        # are being gathered, which Textual draws 16 times a second, seen or not, does not move.
        typed.cursor_blink = False
        self.query_one(LoadingIndicator).auto_refresh = None
        self._looking = self.set_interval(LOOK_EVERY, self._look)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say after a moment that nothing fits: as Textual does, but in the language spoken."""
        self._stop_no_matches_countdown()

        def tell() -> None:
            if search_value:
                words = Content.styled(tr(NOTHING_FITS), "not bold")
                option = Option(words, disabled=True, id=self._NO_MATCHES)
                for rows in self.query(CommandList):  # none once the palette is taken down
                    rows.add_option(option)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)

    def _look(self) -> None:
        drawn = any(rows.size.width for rows in self.query(CommandList))
        if drawn and self._looking is not None:
            self._looking.stop()
            self.has_rows = True
            self.call_after_refresh(self._point)
            self.app.call_later(self.gate.dispatch)

    def _point(self) -> None:
        """Put the terminal's hidden cursor where the next sign will stand, as a `Writer` does."""
        for typed in self.query(CommandInput):  # none once the palette is taken down
            self.app.cursor_position = typed.content_region.offset

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, once: the page below must not be closed with it."""
        if self.has_ended or self.app.screen is not self:
            return AwaitComplete()
        self.has_ended = True
        return super().dismiss(result)
