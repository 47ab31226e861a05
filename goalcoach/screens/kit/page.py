"""The base class of all screens: head, body and foot, and their forms for small terminals.

Nothing here knows of visits or plans; the forms are those of `size_breakpoints`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from typing import Any, ClassVar, TypeVar
from weakref import finalize

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer, TimerCallback
from textual.widget import MountError
from textual.worker import Worker

from goalcoach.errors import GoalcoachError
from goalcoach.screens.kit.coach_app import Coach, HelpWanted, coach_app_of, coach_of
from goalcoach.screens.kit.fitted_screen import FittedScreen, Result
from goalcoach.screens.kit.foot import BACK, GAP, Foot, Hint
from goalcoach.screens.kit.page_compositor import PageCompositor
from goalcoach.screens.kit.paint import BLANK, FixedLines, Painted, StyledSpan, line
from goalcoach.screens.kit.size_breakpoints import CENTRED, LEAST, ROOMY, PageForm, form_of
from goalcoach.translation import tr, tr_noop

Above = TypeVar("Above")
TOLD_SECONDS = 4
"""How long the foot says what a key was for; less if it has something else to say."""
TAKES_NOTHING_BACK = (
    Binding("ctrl+z", "takes_nothing_back", show=False, id="take_back"),
    Binding("ctrl+y", "takes_nothing_back", show=False, id="give_again"),
)
"""The keys of a page over a visit on which nothing is said that could be taken back."""
PRACTICE = tr_noop("PRACTICE")
"""What the head of a page says where the people are made up."""


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


class Page(FittedScreen[Result]):
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
        """Show head and foot anew, after anything they depend on has changed.

        A page that is not built yet shows them once it is; one that is taken down has none.
        """
        try:
            head, foot = self.query_one(Head), self.query_one(Foot)
        except NoMatches:
            return
        right = self.head_right()
        if self.says_practice and self.coach.setting.practice:
            right = ((tr(PRACTICE), "$quiet"), GAP if right else "", *right)
        head.tell(self.head_left(), right)
        narrow = self.form in {PageForm.NARROW, PageForm.SMALL}
        foot.tell(self._as_bound(self.hints()), self._as_bound(self.more_hints()), narrow)

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
        """Show another page in place of this one and of what was opened above it meanwhile.

        Nothing is shown while the app is being left.
        """
        self.has_ended = True
        if coach_app_of(self).leaving:
            return
        while self in self.app.screen_stack and not self.is_on_top:
            above = self.app.screen
            if isinstance(above, Page):
                above.has_ended = True
            self.app.pop_screen()
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
            with self.while_up():
                await work
        except GoalcoachError as problem:
            if self.in_visit:  # whose page says itself what was not saved
                raise
            self._tell_not_read(problem)

    def _tell_not_read(self, problem: GoalcoachError) -> None:
        """Say over the page why what it was to show could not be read; going back reads again."""
        self.open_above(StuckScreen(tr("This could not be read"), problem.sentence))

    async def _dispatch_message(self, message: Message) -> None:
        with self.while_up():
            await super()._dispatch_message(message)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call back once the page is drawn; the page may be taken down by then."""
        return super().call_after_refresh(self._call_back, partial(callback, *args, **kwargs))

    def set_timer(
        self, delay: float, callback: TimerCallback | None = None, *, name: str | None = None,
        pause: bool = False,
    ) -> Timer:  # fmt: skip
        """Call back after `delay` seconds; the page may be taken down by then."""
        calls = callback and partial(self._call_back, callback)
        return super().set_timer(delay, calls, name=name, pause=pause)

    def set_interval(
        self, interval: float, callback: TimerCallback | None = None, *, name: str | None = None,
        repeat: int = 0, pause: bool = False,
    ) -> Timer:  # fmt: skip
        """Call back every `interval` seconds; the page may be taken down meanwhile."""
        calls = callback and partial(self._call_back, callback)
        return super().set_interval(interval, calls, name=name, repeat=repeat, pause=pause)

    async def _call_back(self, callback: Callable[[], object]) -> None:
        with self.while_up():
            done = callback()
            if isawaitable(done):
                await done

    @contextmanager
    def while_up(self) -> Iterator[None]:
        """Pass over it that a part of the page is not there, is on no page, or cannot be added,
        once the page is taken down or closed: what it was to show has no place then.
        """
        try:
            yield
        except (NoMatches, NoScreen, MountError):
            if self.app.is_running and not self.is_over:
                raise

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


class StuckScreen(Page[None]):
    """Says why something did not open and what to do; Enter and Esc go back.

    It stands here and not in a module of its own since each page may open it.
    """

    about = tr_noop("What happened, and what to do next.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "dismiss", show=False)]

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.title_words = title
        self.sentence = sentence

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="column", classes="-break", can_focus=False):
            yield FixedLines((self.title_words, "bold $ink"), ("", ""), (self.sentence, "$ink"))

    def hints(self) -> Sequence[Hint]:
        return (BACK,)
