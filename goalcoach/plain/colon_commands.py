"""What begins with a colon: each order is a command to the visit, or a page to read.

Those on the lines of a list are in `row_orders`.
"""

from __future__ import annotations

from collections.abc import Callable

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    Back,
    Clear,
    CloseReason,
    Command,
    Confirm,
    Jump,
    More,
    Next,
    Note,
    Pause,
    Redo,
    Resume,
    Return,
    Skip,
    Undo,
)
from goalcoach.dialogue.view.screen_words import (
    ANY_SKIP,
    LEAVE,
    SKIP_ASIDES,
    number_of_reason,
)
from goalcoach.dialogue.view.standing_words import open_checks
from goalcoach.errors import NotSaved
from goalcoach.plain.beside_pages import HELP, break_lines, plan_lines, where_lines
from goalcoach.plain.conversation import Talk, means_yes
from goalcoach.plain.exit_signals import Left
from goalcoach.plain.question_lines import card_lines, labelled
from goalcoach.plain.row_orders import (
    change_row,
    move_row,
    remove_row,
    restore_row,
    turn_off_paper,
    typed_position,
)
from goalcoach.plain.typed_answer import command_of
from goalcoach.translation import speaking, tr
from goalcoach.visit.break_and_end_words import CLOSES, BreakChoice, break_choices


def carry_out(talk: Talk, name: str, rest: str) -> bool:
    """Carry out `:name rest`; False if there is no such order."""
    if name not in ORDERS:
        return False
    ORDERS[name](talk, rest)
    return True


def _give(*commands: Command) -> Callable[[Talk, str], None]:
    def order(talk: Talk, rest: str) -> None:
        talk.give(*commands)

    return order


def _next(talk: Talk, rest: str) -> None:
    screen = talk.visit.screen
    if screen.kind is Kind.SAY:
        talk.go_on(screen)
    elif screen.kind is not Kind.REVIEW:
        talk.give(Next())


def _clear(talk: Talk, rest: str) -> None:
    talk.shown = ""
    talk.give(Clear())


def _skip(talk: Talk, rest: str) -> None:
    skips = talk.visit.screen.skips
    if not skips:
        talk.say((tr("There is nothing to skip here. Enter goes on."),))
        return
    numbers = [number_of_reason(reason) for reason, _ in skips]
    if not rest:
        talk.say((tr(LEAVE),))
        for number, (reason, words) in zip(numbers, skips, strict=True):
            aside = f" ({SKIP_ASIDES[reason]})" if reason in SKIP_ASIDES else ""
            talk.say(labelled("", f"{number}. {words}{aside}"))
        talk.say((tr(ANY_SKIP),))
        rest = talk.ask(_which_skip(numbers)).strip()
    reasons = {str(n): reason for n, (reason, _) in zip(numbers, skips, strict=True)}
    reasons |= {reason.value: reason for reason in SkipReason}
    if rest in reasons:
        talk.give(Skip(reasons[rest]), Next())
    elif rest:
        talk.say((tr("That is none of these."),))


def _which_skip(numbers: list[int]) -> str:
    if numbers[-1] == len(numbers):
        return tr("SKIP (1 to {count}, Enter stays here):", count=len(numbers))
    *most, last = map(str, numbers)
    if not most:
        return tr("SKIP ({number}, Enter stays here):", number=last)
    return tr("SKIP ({numbers} or {last}, Enter stays here):", numbers=", ".join(most), last=last)


def _note(talk: Talk, rest: str) -> None:
    if not rest and not talk.visit.screen.private:
        rest = talk.ask(tr("NOTE (Enter takes a note away):"))
    if talk.give(Note(rest)):
        talk.say((tr("The note is kept.") if rest else tr("No note is kept here."),))


_LAST = ("last", "letztes", "anterior")
"""Said after `:confirm`, in each language: what was said last time."""


def _confirm(talk: Talk, rest: str) -> None:
    """Take what is offered: last time's answer, half-typed words, or the script's suggestion."""
    screen = talk.visit.screen
    if rest == "plan":
        talk.give(Confirm(stood=True), Next())
    elif rest in _LAST:
        talk.give(Confirm(), Next())
    elif screen.draft and screen.proposed is None:
        talk.enter(screen, screen.draft)
    elif screen.suggestion is not None and screen.proposed is None:
        talk.enter(screen, screen.suggestion)
    else:
        talk.give(Confirm(), Next())


def _keep(talk: Talk, rest: str) -> None:
    screen = talk.visit.screen
    thoughts = [one for one in open_checks(screen) if not one.hard]
    if not thoughts:
        talk.say((tr("There is no CHECK to keep here."),))
        return
    why = rest or talk.ask(tr("WHY (a few words):"))
    if not talk.give(Acknowledge(thoughts[0].id, why)):
        return
    if talk.visit.screen.hold:
        talk.show_held()
    else:
        talk.give(Next())


def _open(talk: Talk, rest: str) -> None:
    screen = talk.visit.screen
    targets = [one.opens for one in open_checks(screen) if one.opens]
    targets += [screen.opens] if screen.opens else []
    if targets and screen.kind is Kind.REVIEW:
        talk.lead_to(targets[0])
    elif targets:
        talk.give(Jump(targets[0]))
    else:
        talk.say((tr("This question points nowhere else. :where lists them all."),))


def _where(talk: Talk, rest: str) -> None:
    talk.say(where_lines(talk.visit.where(), talk.visit.screen.progress.phases))
    talk.say(("", tr(":go and a number goes there. :return comes back.")))


def _go(talk: Talk, rest: str) -> None:
    lines = talk.visit.where()
    at = typed_position(rest, len(lines))
    if at is None:
        talk.say(
            (tr("Type :go and a number from 1 to {count}. :where lists them.", count=len(lines)),)
        )
    else:
        talk.give(Jump(lines[at].address))


def _plan(talk: Talk, rest: str) -> None:
    talk.say(plan_lines(talk.reading.so_far()))


def _card(talk: Talk, rest: str) -> None:
    with speaking(talk.visit.card_words):
        talk.say(tuple(card_lines(talk.visit.card_of(talk.visit.screen))))


def _again(talk: Talk, rest: str) -> None:
    talk.shown = ""


def _help(talk: Talk, rest: str) -> None:
    talk.say(map(tr, HELP))


def _quit(talk: Talk, rest: str) -> None:
    talk.say_left()
    raise Left(0)


def _save(talk: Talk, rest: str) -> None:
    """Where something is not saved, `Speech.keep` takes this order before it comes here."""
    talk.say((tr("All is saved. :save FOLDER is for when it is not."),))


def _close(talk: Talk, rest: str) -> None:
    refused = talk.visit.refusal_of(Next())
    if refused is None or refused.code != "gate":
        talk.give(Jump(REVIEW))
        return
    talk.say(
        (
            tr(
                "Close for today and write version {version}, as not finished?",
                version=talk.visit.version,
            ),
        )
    )
    if means_yes(talk.ask(tr("Type yes to write it, Enter to stay:"))):
        talk.finish(CloseReason.PAUSED)


def _break(talk: Talk, rest: str) -> None:
    """Take a break. It opens at once, saved or not."""
    kept = True
    try:
        talk.visit.give(Pause())
    except NotSaved as problem:
        kept = False
        talk.say(labelled(tr("NOT SAVED"), problem.sentence))
    talk.say(break_lines(talk.reading, talk.site, kept=kept))
    alone = talk.reading.alone_question()
    ways = break_choices(waiting=bool(alone))
    typed = talk.ask(tr("1 to {count}, Enter goes on:", count=len(ways))).strip()
    choices = {str(number): choice for number, (choice, _) in enumerate(ways, 1)}
    choice = choices.get(typed, BreakChoice.GO_ON)
    if command_of(typed) == ("quit", ""):
        choice = BreakChoice.PAUSE
    if choice is BreakChoice.PAUSE:
        _quit(talk, "")
    elif choice in CLOSES:
        talk.finish(CLOSES[choice])
    else:
        talk.shown = ""
        there = (Jump(alone),) if choice is BreakChoice.ALONE else ()
        talk.give(Resume(talk.visit.day), *there)


def _turn(command: Undo | Redo) -> Callable[[Talk, str], None]:
    """Take back, or give again, what was said last; the question it was said at is shown."""

    def order(talk: Talk, rest: str) -> None:
        if talk.give(command):
            talk.shown = ""

    return order


ORDERS: dict[str, Callable[[Talk, str], None]] = {
    "back": _give(Back()),
    "next": _next,
    "return": _give(Return()),
    "skip": _skip,
    "clear": _clear,
    "confirm": _confirm,
    "keep": _keep,
    "note": _note,
    "offpaper": turn_off_paper,
    "where": _where,
    "go": _go,
    "open": _open,
    "more": _give(More()),
    "plan": _plan,
    "card": _card,
    "again": _again,
    "change": change_row,
    "remove": remove_row,
    "restore": restore_row,
    "undo": _turn(Undo()),
    "redo": _turn(Redo()),
    "move": move_row,
    "break": _break,
    "help": _help,
    "quit": _quit,
    "save": _save,
    "close": _close,
}
"""What can be typed after a colon → what it does, given the rest of the line."""
