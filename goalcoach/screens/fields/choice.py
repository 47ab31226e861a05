"""The fields for a choice of one and a choice of several, the latter with an order if asked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.fields.field import ENTER
from goalcoach.screens.fields.finding_field import MOST_DIGITS, AnswerPick, FindingField
from goalcoach.screens.fields.rank_list import RankList
from goalcoach.screens.fields.stray_number import NUMBER_IGNORED, CarefulPick
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.translation import tr

LADDER_KEYS = {"h": "hold", "u": "up", "d": "down", "s": "swap"}
"""Letter → id of the option it answers with, on a ladder question; the hint shows the id too."""
APART = 4
"""Most options that have blank rows between them on a low page; on a roomy one it is 9."""


def stands_apart(asked: Screen, page: Widget) -> bool:
    """Return True if the options of a question have blank rows between them on this page."""
    few = len(asked.options) <= (9 if page.has_class("-roomy") else APART)
    return few and not page.has_class("-narrow")


def digit_hint(count: int, *, several: bool = False) -> Hint:
    """Return the hint for choosing among `count` lines."""
    if count > MOST_DIGITS:
        return Hint("Space" if several else "↑↓", tr("choose"), "space" if several else "down")
    return Hint(f"1–{count}" if count > 1 else "1", tr("choose"), "down")


def kept_mark(asked: Screen) -> tuple[str, ...]:
    """Return the options that were marked when the question was left; () for none.

    A mark is kept like half-typed text, as the words of the options, a line each.
    """
    ids = {option.label: option.id for option in asked.options}
    return tuple(ids[one] for one in asked.draft.split("\n") if one in ids)


def mark_to_keep(asked: Screen, chosen: tuple[str, ...] | None) -> str | None:
    """Return the marked options as they are kept when the question is left, "" where the answer
    itself is marked; None if nothing is marked or what is kept says so already.
    """
    answer = asked.value if isinstance(asked.value, tuple) else (asked.value,)
    if chosen is None or chosen == (kept_mark(asked) or answer):
        return None
    labels = {option.id: option.label for option in asked.options}
    return "" if chosen == answer else "\n".join(labels[one] for one in chosen)


class ChoiceField(FindingField):
    """A choice of one option. None is chosen until a digit, an arrow or a click chooses one."""

    padded = False

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        ids = [option.id for option in asked.options]
        marked = kept_mark(asked)
        now = marked[0] if marked else asked.value
        at = ids.index(str(now)) if now in ids else None
        self.pick = AnswerPick(self._lines(None), at=at, numbered=self.digits)
        self._marked: str | None = None
        """What was chosen before, while what is looked for does not hold it."""

    def on_mount(self) -> None:
        self.pick.spaced = stands_apart(self.asked, self.screen)
        self._repaint(self.asked)

    def _repaint(self, asked: Screen) -> None:
        now = self.current()
        self.pick.unkept = frozenset({str(now)} if now not in (None, asked.value) else ())
        self.pick.show_lines(self._lines(asked))

    def make_room(self, wanted: bool) -> None:
        if self.is_mounted and self.is_attached:
            self.pick.spaced = not wanted and stands_apart(self.asked, self.screen)
            self.pick.repaint()

    def collapse(self, wanted: bool) -> None:
        if self.is_mounted and self.is_attached:
            self.pick.collapsed = wanted and len(self.asked.options) > APART
            self.pick.repaint()

    def _lines(self, asked: Screen | None) -> list[PickLine]:
        """Return the options as lines; with marks if `asked` is given, on a mounted field only."""
        lines = []
        for option in self.shown_options:
            mark, style = (" ", "$quiet")
            if asked is not None:
                marks = self.coach.marks
                if option.id == asked.value:
                    mark, style = marks.answered, "$accent"
                elif option.id == asked.proposed:
                    mark, style = marks.open, "$quiet"
            lines.append(PickLine(option.id, option.offered, mark=mark, mark_style=style))
        return lines

    def compose(self) -> ComposeResult:
        yield self.finder
        yield self.pick

    def show_options(self) -> None:
        self._repaint(self.asked)

    def cursor_among(self, shown: Sequence[str], here: str | None) -> int | None:
        # The cursor is the choice here: looking for another one chooses nothing.
        self._marked = here or self._marked
        return shown.index(self._marked) if self._marked in shown else None

    def end_find(self) -> bool:
        if self.pick.typing_words and self.pick.at is None:
            self.pick.at = 0
        return super().end_find()

    def take(self, asked: Screen) -> None:
        super().take(asked)
        self._repaint(asked)

    def main(self) -> Widget:
        return self.pick

    def hints(self) -> Sequence[Hint]:
        if ways := self.words_hints():
            return ways
        letters = [key for key, _ in self.keys()]
        if letters:
            words = ", ".join(LADDER_KEYS[key] for key in letters)
            return (Hint(" ".join(letters), words, "down"), ENTER)
        return (digit_hint(len(self.asked.options)), ENTER)

    def keys(self) -> Sequence[tuple[str, str]]:
        if self.asked.panel != "ladder":
            return ()
        words = {option.id: option.label for option in self.asked.options}
        return [(key, words[one]) for key, one in LADDER_KEYS.items() if one in words]

    def choose(self, value: Value) -> None:
        ids = [option.id for option in self.asked.options]
        if value in ids:
            self.find("")
            self.pick.move(ids.index(str(value)))

    def current(self) -> Value | None:
        return self._marked if self.pick.at is None else self.pick.lines[self.pick.at].id

    def letters(self) -> str:
        return "".join(key for key, _ in self.keys())

    def press(self, letter: str) -> None:
        self.choose(LADDER_KEYS[letter])
        self.post_message(self.Given(LADDER_KEYS[letter]))

    def taken_back(self) -> str:
        signs = self.pick.taken_back()
        self._repaint(self.asked)
        return signs

    def unsaved(self) -> str | None:
        now = self.current()
        return mark_to_keep(self.asked, None if now is None else (str(now),))

    @on(Pick.Moved)
    def _moved(self, event: Pick.Moved) -> None:
        event.stop()
        self._repaint(self.asked)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        event.stop()
        self.post_message(self.Given(event.id) if event.id else self.Passed())

    @on(CarefulPick.Reverted)
    def _reverted(self, event: CarefulPick.Reverted) -> None:
        event.stop()
        self._repaint(self.asked)
        self.post_message(self.Objected(tr(NUMBER_IGNORED)))


class MultiField(FindingField):
    """A choice of several options, and their order in a list beside them if `rank` asks for it.

    Choosing an option never moves its line.
    """

    padded = False

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.spread = asked.rank > 0
        value = asked.value if isinstance(asked.value, tuple) else ()
        known = {option.id for option in asked.options}
        marked = kept_mark(asked)
        self.chosen = marked or tuple(str(one) for one in value if one in known)
        self.pick = AnswerPick((), at=0, several=True, numbered=self.digits)
        self.order = RankList()

    def compose(self) -> ComposeResult:
        yield self.finder
        if not self.asked.rank:
            yield self.pick
            return
        with Horizontal(classes="ranked"):
            yield self.pick
            yield self.order

    def on_mount(self) -> None:
        self.pick.spaced = stands_apart(self.asked, self.screen)
        self._repaint()

    def make_room(self, wanted: bool) -> None:
        if self.is_mounted and self.is_attached:
            self.pick.spaced = not wanted and stands_apart(self.asked, self.screen)
            self.pick.repaint()

    def main(self) -> Widget:
        return self.pick

    def hints(self) -> Sequence[Hint]:
        if ways := self.words_hints():
            return ways
        hints = [digit_hint(len(self.asked.options), several=True)]
        if self.asked.rank:
            hints.append(Hint("Tab", tr("order"), "tab"))
        return (*hints, ENTER)

    def keys(self) -> Sequence[tuple[str, str]]:
        order = (("- +", tr("in the order: move a line up, down")),) if self.asked.rank else ()
        return (("Space", tr("choose the line, or take it back")), *order)

    def choose(self, value: Value) -> None:
        if isinstance(value, tuple):
            self.chosen = tuple(str(one) for one in value)
            self._repaint()

    def current(self) -> Value | None:
        return self.chosen or None

    def toggle(self, option_id: str) -> None:
        """Choose an option, or unchoose it; an exclusive option unchooses all others."""
        alone = {option.id for option in self.asked.options if option.exclusive}
        if option_id in self.chosen:
            self.chosen = tuple(one for one in self.chosen if one != option_id)
        elif option_id in alone:
            self.chosen = (option_id,)
        else:
            self.chosen = (*(one for one in self.chosen if one not in alone), option_id)
        self._repaint()

    def _repaint(self) -> None:
        marks = self.coach.marks
        self.pick.chosen = self.chosen
        kept = self.asked.value if isinstance(self.asked.value, tuple) else ()
        self.pick.unkept = frozenset(self.chosen) ^ frozenset(map(str, kept))
        self.pick.show_lines([
            PickLine(
                option.id,
                option.offered,
                mark=marks.on if option.id in self.chosen else marks.off,
                mark_style="bold $accent" if option.id in self.chosen else "$quiet",
            )
            for option in self.shown_options
        ])  # fmt: skip
        self.order.show_order(self.chosen, self.asked)

    def show_options(self) -> None:
        self._repaint()

    def take(self, asked: Screen) -> None:
        super().take(asked)
        self._repaint()

    def taken_back(self) -> str:
        signs = self.pick.taken_back()
        self.chosen = self.pick.chosen
        self._repaint()
        return signs

    def unsaved(self) -> str | None:
        return mark_to_keep(self.asked, self.chosen or None)

    @on(Pick.Toggled)
    def _toggled(self, event: Pick.Toggled) -> None:
        event.stop()
        self.toggle(event.id)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        event.stop()
        self.post_message(self.Given(self.chosen) if self.chosen else self.Passed())

    @on(CarefulPick.Reverted)
    def _reverted(self, event: CarefulPick.Reverted) -> None:
        event.stop()
        self.chosen = event.chosen
        self._repaint()
        self.post_message(self.Objected(tr(NUMBER_IGNORED)))

    @on(RankList.Moved)
    def _ordered(self, event: RankList.Moved) -> None:
        event.stop()
        self.chosen = event.order
        self._repaint()

    @on(RankList.Done)
    def _done(self, event: RankList.Done) -> None:
        event.stop()
        self.post_message(self.Given(self.chosen) if self.chosen else self.Passed())
