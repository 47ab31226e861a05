"""The base class of all screens: head, body and foot, and their forms for small terminals.

Nothing here knows of visits or plans; the forms are those of `size_breakpoints`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple, TypeVar
from weakref import finalize

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.coach_app import Coach, HelpWanted, coach_app_of, coach_of
from goalcoach.screens.kit.keymap import BoundKeys, say_keys
from goalcoach.screens.kit.page_compositor import PageCompositor
from goalcoach.screens.kit.paint import BLANK, Painted, StyledSpan, line
from goalcoach.screens.kit.size_breakpoints import CENTRED, LEAST, ROOMY, PageForm, form_of
from goalcoach.translation import tr, tr_noop

Result = TypeVar("Result")
Above = TypeVar("Above")
TOLD_SECONDS = 4
"""How long the foot says what a key was for; less if it has something else to say."""
TAKES_NOTHING_BACK = (
    Binding("ctrl+z", "takes_nothing_back", show=False, id="take_back"),
    Binding("ctrl+y", "takes_nothing_back", show=False, id="give_again"),
)
"""The keys of a page over a visit on which nothing is said that could be taken back."""
GAP = "   "
"""Blanks between two hints."""
TIGHT = 2
"""How many there are where more would leave a hint out."""
PRACTICE = tr_noop("PRACTICE")
"""What the head of a page says where the people are made up."""


class Hint(NamedTuple):
    """A key and what it does, for the foot.

    `label` is how the key is shown, `key` Textual's name of it, which a click presses. Both are
    those that an action has by itself; `as_bound` gives those that the user chose. Label and words
    are English; they are looked up where they are shown.
    """

    label: str
    word: str
    key: str
    short: str = ""
    """A shorter `word` for narrow terminals; "" if the word itself is short enough."""
    action: str = ""
    """The action whose key it is (`keymap`), or "": that of `key` if it is an action's own."""

    def width(self, narrow: bool) -> int:
        """Return the cells the hint takes."""
        label = cell_width(self.key_words)
        return label + (1 if label else 0) + cell_width(self.word_for(narrow))

    @property
    def key_words(self) -> str:
        """Return how the key is called on keyboards of the language."""
        return say_keys(self.label)

    def is_for(self, action: str) -> bool:
        """Return True if this is the key of the action."""
        own = {"f1": "help", "f5": "skip", "f8": "break"}
        return (self.action or own.get(self.key)) == action

    @property
    def weight(self) -> int:
        """Return how long the hint stays where room is short; the lowest goes first.

        Arrows up and down are found without it, and so are digits that stand beside what they
        choose (a click there presses an arrow). The way on, a skip, the line to type in, and what
        is in the list of commands alone are missed more than the rest, the way out and F1 most.
        """
        if self.key in {"up", "down"} or self.label.startswith("0–9"):
            return 0
        if self.key == "escape" or self.is_for("help"):
            return 3
        return 2 if self.key in {"enter", "shift+tab", "ctrl+p"} or self.is_for("skip") else 1

    def as_bound(self, keys: BoundKeys, pages: Sequence[str]) -> Hint:
        """Return the hint with the key that the user chose, on a page of these classes."""
        action = self.action or keys.action_of(self.key, pages)
        if not action:
            return self
        label = keys.say_bound(self.label, pages)
        return self._replace(label=label, key=keys.keys(action)[0], action=action)

    def word_for(self, narrow: bool) -> str:
        """Return the word to show."""
        return tr(self.short) if narrow and self.short else tr(self.word)


BREAK = Hint("F8", tr_noop("take a break"), "f8", tr_noop("break"))
BACK = Hint("Esc", tr_noop("back"), "escape")
HELP = Hint("F1", tr_noop("help"), "f1")
PRINT = Hint("p", tr_noop("print"), "p")
EVERYWHERE_TOLD = (
    ("Ctrl+P", tr_noop("all of this as a list")),
    ("Ctrl+Q", tr_noop("leave; everything is kept")),
)
"""The last rows of each page's help: the keys that every page has."""


class Head(Painted):
    """The first row: the page's title at the left, the save state or the day at the right."""

    def __init__(self) -> None:
        super().__init__(id="head")
        self.left: tuple[StyledSpan, ...] = ()
        self.right: tuple[StyledSpan, ...] = ()

    def tell(self, left: Sequence[StyledSpan], right: Sequence[StyledSpan]) -> None:
        """Show these spans; nothing is drawn if they are shown already."""
        if (tuple(left), tuple(right)) != (self.left, self.right):
            self.left, self.right = tuple(left), tuple(right)
            self.refresh()

    def paint(self, width: int) -> list[Content]:
        left, right = line(*self.left), line(*self.right)
        room = width - right.cell_length - 2
        if left.cell_length > room:
            left = left.truncate(max(room, 0), ellipsis=True)
        return [Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)]


class Foot(Painted):
    """The last row: hints that can be clicked. Those that do not fit are left to F1."""

    def __init__(self) -> None:
        super().__init__(id="foot")
        self.left: tuple[Hint, ...] = ()
        self.right: tuple[Hint, ...] = ()
        self.narrow = False
        self._places: list[tuple[int, int, Hint]] = []
        """Each hint with its first column and the one after its last."""

    def tell(self, left: Sequence[Hint], right: Sequence[Hint], narrow: bool) -> None:
        """Show these hints; `narrow` takes short words. None are drawn anew that stand there."""
        told = (tuple(left), tuple(right), narrow)
        if told != (self.left, self.right, self.narrow):
            self.left, self.right, self.narrow = told
            self.refresh()

    def paint(self, width: int) -> list[Content]:
        row = lay_foot(self.left, self.right, width, narrow=self.narrow)
        self._places = []
        spans: list[StyledSpan] = []
        at = 0
        start_right = width - _row_width(row.right, row.gap, row.narrow)
        for hints, start in ((row.left, 0), (row.right, start_right)):
            if not hints:
                continue
            spans.append(" " * (start - at))
            at = start
            for number, hint in enumerate(hints):
                if number:
                    spans.append(" " * row.gap)
                    at += row.gap
                size = hint.width(row.narrow)
                self._places.append((at, at + size, hint))
                space = " " if hint.label else ""
                spans += [
                    (hint.key_words, "bold $ink"),
                    (f"{space}{hint.word_for(row.narrow)}", "$quiet"),
                ]
                at += size
        return [line(*spans)]

    @property
    def shown(self) -> tuple[Hint, ...]:
        """Return the hints that stand there; those that found no room are not among them."""
        return tuple(hint for _, _, hint in self._places)

    def on_click(self, event: events.Click) -> None:
        for start, end, hint in self._places:
            if hint.key and start <= event.x < end:
                self.app.simulate_key(hint.key)


class FootRow(NamedTuple):
    """The hints that fit into the foot, with the blanks between two and whether words are short."""

    left: tuple[Hint, ...]
    right: tuple[Hint, ...]
    gap: int
    narrow: bool


def lay_foot(left: Sequence[Hint], right: Sequence[Hint], width: int, *, narrow: bool) -> FootRow:
    """Return what of the hints stands in a row of `width` cells.

    Where not all have room their words are shortened, then the gaps; only then are hints dropped,
    those at the right first, but never F1.
    """
    for gap, short in ((len(GAP), narrow), (len(GAP), True), (TIGHT, True)):
        if _row_width((*left, *right), gap, short) <= width:
            return FootRow(tuple(left), tuple(right), gap, short)
    helps = tuple(hint for hint in right if hint.is_for("help"))
    kept = fit_hints((*left, *helps), width)
    roomy = _row_width(kept, len(GAP), narrow=True) <= width
    return FootRow(kept, (), len(GAP) if roomy else TIGHT, narrow=True)


def _row_width(hints: Sequence[Hint], gap: int, narrow: bool) -> int:
    """Return the cells of hints in a row with their gaps."""
    return sum(hint.width(narrow) for hint in hints) + gap * max(len(hints) - 1, 0)


def fit_hints(hints: Sequence[Hint], width: int) -> tuple[Hint, ...]:
    """Return the hints that fit in `width` cells with short words and gaps.

    Dropped by their weight, of one weight from the end; but never F8, the break.
    """
    kept = list(hints)
    while _row_width(kept, TIGHT, narrow=True) > width:
        loose = [hint for hint in reversed(kept) if not hint.is_for("break")]
        if not loose:
            break
        kept.remove(min(loose, key=lambda hint: hint.weight))
    return tuple(kept)


class TooSmall(Painted):
    """Covers the page while the terminal is too small; what it covers keeps focus and text."""

    def paint(self, width: int) -> list[Content]:
        size = self.app.size
        page = self.screen
        has = tr("This window is {width} × {height}.", width=size.width, height=size.height)
        needs = tr(
            page.needs if isinstance(page, Page) else Page.needs, width=LEAST[0], height=LEAST[1]
        )
        how = tr("Make the window larger, or the\nletters smaller. All is kept.")
        return [
            BLANK,
            BLANK,
            line((tr("A little more room, please"), "bold $ink")),
            BLANK,
            line((has, "$ink")),
            line((needs, "$ink")),
            BLANK,
            *(line((one, "$quiet")) for one in how.split("\n")),
            BLANK,
            line((page.saved_words() if isinstance(page, Page) else "", "$quiet")),
        ]


class Page(Screen[Result]):
    """A screen with head, body and foot; subclasses fill them by overriding the methods below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "help", "Help", show=False, id="help")]
    needs = tr_noop("This page needs {width} × {height}.")
    """The sentence on the least size, for a terminal that is too small."""
    about = ""
    """A sentence in English on what the page is for, shown by F1."""

    is_home = False
    """True for home, which is styled without the rules of the other pages."""
    in_visit = False
    """True if a visit is open while this page is: the curtain then waits longer."""
    says_practice = True
    """True if the head says so in a practice store; not where a patient reads alone."""
    never_hidden = False
    """True if no curtain hides this page, however long no key is pressed."""

    @dataclass
    class Formed(Message):
        """The terminal's size changed so that the page took another form."""

        form: PageForm

    def __init__(self) -> None:
        super().__init__()
        self._compositor = PageCompositor()
        self.form = PageForm.LINE
        self.is_shown = False
        """True once the page has been drawn."""
        self.has_ended = False
        """True once the page is closed, or does nothing any more but wait to be taken down."""
        self.shown = 0
        """Another number whenever something else stands on the page."""

    @property
    def unready(self) -> bool:
        """True while the page takes no key, for nobody can have seen what it would act on."""
        return not self.is_shown or self.has_ended

    @property
    def breakable(self) -> bool:
        """True if a break may begin even while the page is `unready`."""
        return self.is_shown and not self.has_ended

    @property
    def coach(self) -> Coach:
        """Return what the app shares with its screens."""
        return coach_of(self)

    def compose(self) -> ComposeResult:
        if not self.is_home:
            coach_app_of(self).read_page_sheet()
        self._update_form()  # before there is anything on the page to be styled
        with Vertical(id="sheet"):
            yield Head()
            with Container(id="body"):
                yield from self.compose_body()
            yield from self.above_foot()
            yield Foot()
        if self.form is PageForm.SMALL:
            yield TooSmall(id="small")

    def compose_body(self) -> ComposeResult:
        """Yield the widgets of the body."""
        raise NotImplementedError

    def above_foot(self) -> ComposeResult:
        """Yield what stands between the body and the foot."""
        return ()

    def hints(self) -> Sequence[Hint]:
        """Return the hints at the left of the foot."""
        return ()

    def more_hints(self) -> Sequence[Hint]:
        """Return the hints at the right of the foot."""
        return ()

    def head_left(self) -> Sequence[StyledSpan]:
        """Return the spans at the left of the head: the page's title."""
        return ()

    def head_right(self) -> Sequence[StyledSpan]:
        """Return the spans at the right of the head."""
        return ()

    def saved_words(self) -> str:
        """Return the save state, which a terminal that is too small shows as well."""
        return ""

    def tell(self) -> None:
        """Show head and foot anew, after anything they depend on has changed."""
        right = self.head_right()
        if self.says_practice and self.coach.setting.practice:
            right = ((tr(PRACTICE), "$quiet"), GAP if right else "", *right)
        self.query_one(Head).tell(self.head_left(), right)
        narrow = self.form in {PageForm.NARROW, PageForm.SMALL}
        self.query_one(Foot).tell(
            self._as_bound(self.hints()), self._as_bound(self.more_hints()), narrow
        )

    def tell_leaving(self) -> None:
        """Say in the foot for a while which key leaves, and what Ctrl+C is for."""
        keys = self.coach.keys
        leave = Hint(keys.label("leave"), tr("leaves"), keys.keys("leave")[0], action="leave")
        copy = Hint("Ctrl+C", tr("copies what is marked"), "")
        self._tell_for_a_while(leave, copy)

    def action_takes_nothing_back(self) -> None:
        """Say in the foot that the key which takes back does nothing on this page."""
        self._tell_for_a_while(Hint("", tr("Nothing to take back here. Esc goes back."), ""))

    def _tell_for_a_while(self, *hints: Hint) -> None:
        self.query_one(Foot).tell(hints, (), narrow=False)
        self.set_timer(TOLD_SECONDS, self._tell_again)

    def _tell_again(self) -> None:
        if not self.is_over:
            self.tell()

    @property
    def page_names(self) -> tuple[str, ...]:
        """Return the names by which `keymap` knows this page: those of its classes."""
        return tuple(one.__name__ for one in type(self).__mro__)

    def _as_bound(self, hints: Sequence[Hint]) -> Sequence[Hint]:
        keys = self.coach.keys
        if not keys.keymap:
            return hints
        names = self.page_names
        return tuple(hint.as_bound(keys, names) for hint in hints)

    def on_mount(self) -> None:
        self._update_form()
        self.tell()
        self.call_after_refresh(self._note_shown)

    def _note_shown(self) -> None:
        self.is_shown = True
        self.dispatch_waiting()

    @on(events.ScreenResume)
    def dispatch_waiting(self) -> None:
        """Let the keys act that have waited for this page."""
        self.app.call_later(coach_app_of(self).gate.dispatch)

    @property
    def is_over(self) -> bool:
        """True if the page is closed or taken down, or the app is being left."""
        return self.has_ended or not self.is_attached or coach_app_of(self).leaving

    @property
    def is_on_top(self) -> bool:
        """True if no page is above this one. `is_current` also holds below one not yet styled."""
        return self.app.screen is self

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the page, once: what is below it must not be closed with it."""
        if self.has_ended or not self.is_on_top:
            return AwaitComplete()
        self.has_ended = True
        return super().dismiss(result)

    def open_above(
        self, page: Screen[Above], then: Callable[[Above | None], None] | None = None
    ) -> None:
        """Open another page above this one, unless something is above it by now or it is over."""
        if self.is_on_top and not self.is_over:
            self.app.push_screen(page, then)

    def replace_by(self, page: Screen[None]) -> None:
        """Show another page in place of this one, unless the app is being left."""
        self.has_ended = True
        if not coach_app_of(self).leaving:
            self.app.switch_screen(page)

    def start_work(
        self, work: Coroutine[object, object, object], *, group: str = "default",
        exclusive: bool = False,
    ) -> None:  # fmt: skip
        """Begin work that goes on beside the keys, for as long as the page stands.

        Work that is overtaken by other work of its group, or by the end of the page, before its
        first step is not done: what is not kept by then is kept by leaving (`put_away`).
        """
        if coach_app_of(self).leaving:
            work.close()
            return
        do: Callable[[], Coroutine[None, None, None]] = partial(self._do_while_up, work)
        worker: Worker[None] = self.run_worker(do, group=group, exclusive=exclusive)
        finalize(worker, work.close)  # without a first step it would be told as forgotten

    async def _do_while_up(self, work: Coroutine[object, object, object]) -> None:
        try:
            await work
        except NoMatches:
            if self._is_up:
                raise

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except NoMatches:
            if self._is_up:
                raise

    @property
    def _is_up(self) -> bool:
        """False if the page was taken down in the middle of what it does, or before it was built:
        what it was to show has no place then.
        """
        app = coach_app_of(self)
        return self.is_attached and app.is_running and not app.leaving

    @on(events.Resize)
    def _resized(self) -> None:
        before = self.form
        self._update_form()
        self.tell()
        if self.form is not before:
            self.post_message(self.Formed(self.form))

    def _update_form(self) -> None:
        """Set the form and the CSS classes that go with the terminal's size."""
        size = self.app.size
        self.form = form_of(size.width, size.height)
        classes = {f"-{form.value}": form is self.form for form in PageForm}
        classes |= {"-roomy": size.height >= ROOMY, "-centred": size.width > CENTRED}
        self.update_classes(classes)  # all at once, for each change styles the whole page anew
        if self.form is PageForm.SMALL and self.is_mounted and not self.query("#small"):
            self.mount(TooSmall(id="small"))

    def action_help(self) -> None:
        """Open the help page."""
        keys, names = self.coach.keys, self.page_names
        told = [*self.help_rows(), *((key, tr(words)) for key, words in EVERYWHERE_TOLD)]
        rows = [(keys.say_bound(key, names, every=True), words) for key, words in told]
        self.post_message(HelpWanted(tr(self.about), rows))

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return the rows of the help page but EVERYWHERE_TOLD: key and what it does.

        Keys are named as they are by themselves; the page shows them as the user bound them.
        """
        hints = (*self.hints(), *self.more_hints())
        return [(hint.label, hint.word_for(narrow=False)) for hint in hints if hint.label]

    def palette(self) -> Sequence[tuple[str, str, str]]:
        """Return the page's rows in the command palette: title, a sentence or "", action string.

        The key that does the same stands beside the title by itself; a row that would do nothing as
        things stand is left out.
        """
        return ()
