"""A step of a scenario as commands of the engine, and commands written down as steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Back,
    Clear,
    Command,
    Confirm,
    Frontier,
    Jump,
    More,
    MoveRow,
    Next,
    Note,
    OffPaper,
    Pause,
    Redo,
    RemoveRow,
    RestoreRow,
    Resume,
    Return,
    SaveDraft,
    Skip,
    Undo,
)
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.scenario.scenario_file import ScenarioStep
from goalcoach.dialogue.script.placed_toml import write_value


def commands_of(one: ScenarioStep, stop: Stop, path: Path) -> tuple[Command, ...]:
    """Return the commands of a step at `stop`; an answer is not among its doings."""
    at, words = stop.address, str(one.value)
    times = one.value if isinstance(one.value, int) else 1
    match one.do:
        case "back" | "next" | "undo" | "redo":
            kinds: dict[str, Command] = {
                "back": Back(), "next": Next(told=True), "undo": Undo(), "redo": Redo(),
            }  # fmt: skip
            return (kinds[one.do],) * times
        case "pause":
            return (Pause(), Resume(path.state.today + timedelta(days=times)))
        case "skip":
            return (Skip(SkipReason(words), at),)
        case "confirm":
            return (Confirm(at),)
        case "clear":
            return (Clear(at),)
        case "return":
            return (Return(),)
        case "open":
            return (Frontier(),)
        case "more":
            return (More(words or stop.place.section.id),)
        case "off_paper":
            return (OffPaper(bool(one.value), at),)
        case _:
            return _with_words(one, at, words)


def _with_words(one: ScenarioStep, at: str, words: str) -> tuple[Command, ...]:
    match one.do:
        case "note":
            return (Note(words, at),)
        case "draft":
            return (SaveDraft(words, at),)
        case "add":
            return (AddRow(at, words),)
        case "remove":
            return (RemoveRow(words, at),)
        case "restore":
            return (RestoreRow(words, at),)
        case "move":
            row, to = one.value if isinstance(one.value, list) else ("", 0)
            return (MoveRow(str(row), int(to), at),)
        case _:
            return ()


def write_scenario(
    visit: str, today: date, steps: Iterable[tuple[str, Command]], comment: str, after: str = ""
) -> bytes:
    """Return a scenario of commands, each with the address that it was given at.

    `comment` is its first line.
    """
    lines = [f"# {comment}", f'visit = "{visit}"', f"today = {today.isoformat()}"]
    lines += [f"after = {write_value(after)}"] if after else []
    for at, command in steps:
        keys = _as_step(command)
        if keys:
            place = {} if _acts_anywhere(command) else {"at": at}
            lines += ["", "[[step]]"]
            lines += [f"{key} = {write_value(value)}" for key, value in (place | keys).items()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _acts_anywhere(command: Command) -> bool:
    return isinstance(command, Back | Next | Undo | Redo | Return | Frontier | Pause | Resume)


_WORDED: dict[type, tuple[str, str]] = {
    Note: ("note", "text"),
    SaveDraft: ("draft", "text"),
    AddRow: ("add", "first"),
    RemoveRow: ("remove", "row"),
    RestoreRow: ("restore", "row"),
    More: ("more", "section"),
    OffPaper: ("off_paper", "off"),
}
"""Commands with one word: the key of the step, and the word's name in the command."""
_PLAIN: dict[type, tuple[str, object]] = {
    Back: ("back", 1),
    Next: ("next", 1),
    Undo: ("undo", 1),
    Redo: ("redo", 1),
    Resume: ("pause", 0),
    Jump: ("go", True),
    Confirm: ("confirm", True),
    Clear: ("clear", True),
    Return: ("return", True),
    Frontier: ("open", True),
}


def _as_step(command: Command) -> dict[str, object]:
    """Return the keys of the step that a command is; none for one that goes with another."""
    kind = type(command)
    if kind in _WORDED:
        key, name = _WORDED[kind]
        return {key: getattr(command, name)}
    if kind in _PLAIN:
        key, value = _PLAIN[kind]
        return {key: value}
    match command:
        case Answer(value):
            return {"answer": list(value) if isinstance(value, tuple) else value}
        case Skip(reason):
            return {"skip": reason.value}
        case MoveRow(row, to):
            return {"move": [row, to]}
        case Acknowledge(check, why):
            return {"ack": check, "why": why}
        case _:
            return {}
