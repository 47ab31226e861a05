"""The keys of the app as the user bound them: which actions there are, and how a key is called.

`settings.toml` names an action and one key or several; whatever shows a key asks here. Textual
knows an action's keys by the id of its bindings. Pure.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from goalcoach.errors import BadData, Problem
from goalcoach.screens.kit.visit_keys import VISIT_KEYS
from goalcoach.store.user_settings import KeyChoice
from goalcoach.translation import TrMap, tr

EVERYWHERE = frozenset({"*"})
"""The pages of an action that every page has."""


class KeyAction(Struct, frozen=True):
    """An action whose key can be chosen.

    `keys` are Textual's names, the first is shown; `words` say what it does, as README does.
    `pages` are the screens that have it; `typed` is False if no text is typed on any of them, so
    that a letter can be its key.
    """

    name: str
    keys: tuple[str, ...]
    words: str
    pages: frozenset[str] = frozenset({"VisitScreen"})
    typed: bool = True


def _on(*pages: str) -> frozenset[str]:
    return frozenset(pages)


_READ = (
    *("PlanScreen", "VersionScreen", "CompareScreen", "HelpScreen", "WhereScreen"),
    *("PatternScreen", "SoFarScreen"),
)
_SEARCHED = ("TrendsScreen", "PrintScreen")
"""Pages beside those to read that are searched as well."""
_OVER_VISIT = ("HelpScreen", "SkipScreen", "CardScreen", "BreakScreen")
"""Pages over a visit that say of a key which takes back that it does nothing there."""
_ALSO = {
    "notes": _on("TrendsScreen"),
    "plan": _on("PlanScreen", "VersionScreen", "PatternScreen", "SoFarScreen"),
    "card": _on("CardScreen"),
    "break": _on(
        *(*_READ[:2], "PatternScreen", "SoFarScreen"),
        *("WhereScreen", "SkipScreen", "CardScreen", "BreakScreen"),
    ),
    "where": _on("WhereScreen"),
    "take_back": _on("SoFarScreen", "WhereScreen", *_OVER_VISIT),
    "give_again": _on(*_OVER_VISIT),
    "help": EVERYWHERE,
}
"""The pages beside the question that have an action of a visit as well."""


def _visit_actions() -> Iterator[KeyAction]:
    for one in VISIT_KEYS:
        pages = _on("VisitScreen") | _ALSO.get(one.action, _on())
        yield KeyAction(one.action, (one.key,), one.more, pages)


def _letter(name: str, keys: tuple[str, ...], words: str, *pages: str) -> KeyAction:
    return KeyAction(name, keys, words, _on(*pages), typed=False)


ACTIONS = (
    KeyAction("palette", ("ctrl+p",), "All commands as a list", EVERYWHERE),
    KeyAction("leave", ("ctrl+q",), "Leave; everything is kept", EVERYWHERE),
    *_visit_actions(),
    KeyAction("back", ("pageup",), "The question before"),
    KeyAction("forward", ("pagedown",), "The next question, without answering"),
    _letter("search", ("slash", "ctrl+f"), "Look for words on the page", *_READ, *_SEARCHED),
    _letter("next", ("n",), "The next match, change or goal", *_READ, *_SEARCHED),
    _letter("previous", ("N",), "The match, change or goal before", *_READ, *_SEARCHED),
    _letter("visits", ("v",), "Another version, two other visits", *_READ[1:3]),
    _letter("print", ("p",), "Print sheets", *_READ[1:3], "TrendsScreen", "EndScreen"),
    _letter("all", ("a",), "What stayed the same; goals put down", *_READ[2:3], "TrendsScreen"),
    _letter("part", ("g",), "One goal or part alone, the next one", *_READ[2:3]),
    _letter("part_before", ("G",), "One goal or part alone, the one before", *_READ[2:3]),
    _letter("kind", ("k",), "One kind of change alone, the next one", *_READ[2:3]),
    _letter("kind_before", ("K",), "One kind of change alone, the one before", *_READ[2:3]),
    _letter("table", ("x",), "As a table, as plots", "TrendsScreen"),
    _letter("days", ("s",), "Good days and others side by side", "TrendsScreen"),
)
"""Every action that has a key of its own, by the name that `settings.toml` calls it."""
BY_NAME = {one.name: one for one in ACTIONS}

SIGNS = {"slash": "/", "plus": "+", "minus": "-", "question_mark": "?"}
"""Signs whose keys Textual calls by a word."""
WORDS = {"pageup": "PgUp", "pagedown": "PgDn", "insert": "Ins", "escape": "Esc"}
"""How keys are called on a page where it is not their name."""
OTHER_NAMES = {"pgup": "pageup", "pgdn": "pagedown", "page_up": "pageup", "page_down": "pagedown",
               "ins": "insert", "esc": "escape", "return": "enter", "del": "delete"}  # fmt: skip
"""What keys are called elsewhere."""
NAMED = (*(f"f{number}" for number in range(1, 25)), "pageup", "pagedown", "insert")
"""Keys that type nothing and that nothing else is done with."""
NEEDED = {"enter", "escape", "tab", "space", "up", "down", "left", "right", "home", "end",
          "backspace", "delete"}  # fmt: skip
"""Keys with which one answers, types or moves."""
TYPING = frozenset("acehijkmuvwxyz")
"""Letters that with Ctrl edit text or that a terminal takes for Enter, Tab or Backspace."""
PAGING = {"pageup", "pagedown"}
"""Keys that scroll wherever there is more to read; on a question they go to another."""
ESCAPED = {one.letter: one.action for one in VISIT_KEYS}
"""The letter that does the same after Esc; a terminal sends it as one with Alt."""


_KEY_NAMES = TrMap(
    {
        "Enter": "Enter",
        "Esc": "Esc",
        "Tab": "Tab",
        "Space": "Space",
        "PgUp": "PgUp",
        "PgDn": "PgDn",
        "Home": "Home",
        "End": "End",
        "Ins": "Ins",
        "or": "or",
    },
    context="key",
)
"""What stands on keys, as a keyboard of the language has it, and what stands between two."""


def say_keys(text: str) -> str:
    """Return the names of keys, such as "↓ or Tab", as they stand on keyboards of the language."""
    parts = re.split(r"([\s,–+]+)", text)
    return "".join(_KEY_NAMES.get(one, one) for one in parts)


def key_label(key: str) -> str:
    """Return how a key is called on a page: "F5", "PgUp", "Ctrl+P", "/"; a letter as it is."""
    *held, last = key.split("+")
    last = SIGNS.get(last, WORDS.get(last, last))
    if len(last) > 1 or (held and last.isalpha()):
        last = last[:1].upper() + last[1:]
    return "+".join([*(one.capitalize() for one in held), last])


class Unusable(Struct, frozen=True):
    """Why something that was written for a key is none."""

    why: str


def read_key(written: str) -> str | Unusable:
    """Return Textual's name of the key that was written as `written`, or why it can be none."""
    if len(written) == 1:
        return _read_sign(written)
    *held, last = written.strip().lower().replace(" ", "").split("+")
    last = OTHER_NAMES.get(last, last)
    held = sorted(held)
    if last in NEEDED or last.isdigit():
        return Unusable(tr("is needed to answer, to type or to move"))
    letter = len(last) == 1 and last.isascii() and last.isalpha()
    if len(set(held)) < len(held) or not {*held} <= {"alt", "ctrl", "shift"}:
        return _unknown(written)
    if last not in NAMED and not (letter and held in (["ctrl"], ["alt"])):
        return _unknown(written)
    if held == ["ctrl"] and last in TYPING:
        return Unusable(tr("is needed to type"))
    return "+".join([*held, last])


def _read_sign(sign: str) -> str | Unusable:
    names = {shown: name for name, shown in SIGNS.items()}
    if sign.isdigit() or sign == " ":
        return Unusable(tr("is needed to answer, to type or to move"))
    if sign.isascii() and (sign.isalpha() or sign in names):
        return names.get(sign, sign)
    return _unknown(sign)


def _unknown(written: str) -> Unusable:
    known = (*NAMED, *WORDS.values(), *OTHER_NAMES, *NEEDED)
    near = difflib.get_close_matches(written.lower().replace(" ", ""), known, 1)
    hint = tr(
        "Known are f1 to f24, pageup, pagedown and insert, also with ctrl+, alt+ or shift+ before"
        " them, ctrl+ or alt+ and a letter, and where nothing is typed letters and / + - ?"
    )
    if near:
        hint = tr("Did you mean “{word}”?", word=near[0])
    return Unusable(tr("is no key that is known. {hint}", hint=hint))


class BoundKeys:
    """The keys of every action: those in `chosen`, else its own."""

    def __init__(self, chosen: Mapping[str, Sequence[str]] | None = None) -> None:
        chosen = chosen or {}
        self._keys = {one.name: tuple(chosen.get(one.name, one.keys)) for one in ACTIONS}
        self.keymap = {name: ",".join(keys) for name, keys in chosen.items()}
        """The chosen keys as Textual takes them: by the id of a binding."""

    def keys(self, action: str) -> tuple[str, ...]:
        """Return Textual's names of an action's keys, the one that is shown first."""
        return self._keys[action]

    def label(self, action: str) -> str:
        """Return how the key of an action is called on a page: "F5", "PgUp", in German "Bild↑"."""
        return say_keys(key_label(self._keys[action][0]))

    def labels(self, action: str) -> str:
        """Return how all keys of an action are called: "F5", "F5 or Ctrl+S"."""
        return say_keys(" or ".join(map(key_label, self._keys[action])))

    def action_of(self, key: str, pages: Iterable[str]) -> str:
        """Return which action has `key` as its own on one of these pages, or ""."""
        here = EVERYWHERE.union(pages)
        fits = (one.name for one in ACTIONS if key in one.keys and one.pages & here)
        return next(fits, "")

    def say_bound(self, text: str, pages: Iterable[str], *, every: bool = False) -> str:
        """Return the names of keys in a hint, such as "n N", as they are bound on these pages.

        With `every`, all keys of an action are named, else the first.
        """
        if not self.keymap:
            return text
        here = EVERYWHERE.union(pages)
        own = {key_label(one.keys[0]): one.name for one in ACTIONS if one.pages & here}
        words = {label: name for label, name in own.items() if name in self.keymap}
        parts = re.split(r"([\s,]+)", text)
        say = self.labels if every else self.label
        return "".join(say(words[one]) if one in words else one for one in parts)


def bound_keys(choices: Sequence[KeyChoice], source: str) -> BoundKeys:
    """Return the keys with what the user chose; raises BadData with every problem in `source`."""
    problems: list[Problem] = []
    chosen: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    for choice in choices:
        if choice.action not in BY_NAME:
            problems.append(
                Problem(choice.line, f"keys.{choice.action}", _no_action(choice.action))
            )
            continue
        keys, wrong = _keys_of(choice)
        problems += wrong
        if keys and not wrong:
            chosen[choice.action], lines[choice.action] = keys, choice.line
    bound = BoundKeys(chosen)
    problems += _clashes(bound, lines)
    if problems:
        raise BadData(source, sorted(problems))
    return bound


def _no_action(name: str) -> str:
    near = difflib.get_close_matches(name.replace("-", "_"), BY_NAME, 1)
    hint = tr("Known are: {names}.", names=", ".join(BY_NAME))
    if near:
        hint = tr("Did you mean “{word}”?", word=near[0])
    return tr("there is no action of this name. {hint}", hint=hint)


def _keys_of(choice: KeyChoice) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the keys of a choice, and what is wrong with those that can be none of it."""
    action, keys, wrong = BY_NAME[choice.action], [], []
    for written in choice.keys:
        key = read_key(written)
        if isinstance(key, str):
            keys.append(key)
            continue
        wrong.append(Problem(choice.line, f"keys.{action.name}", f"“{written}” {key.why}."))
    for key in keys:
        why = ""
        if action.typed and (key in SIGNS or len(key) == 1):
            why = tr(
                "is typed as text where this action is. Take an F-key, or one with ctrl+ or alt+."
            )
        elif key in PAGING and action.pages != {"VisitScreen"}:
            why = tr(
                "turns the page where this action is. Take an F-key, or one with ctrl+ or alt+."
            )
        if why:
            wrong.append(Problem(choice.line, f"keys.{action.name}", f"“{key_label(key)}” {why}"))
    return tuple(dict.fromkeys(keys)), wrong


def _clashes(bound: BoundKeys, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem for each chosen key that another action has on the same page."""
    for number, one in enumerate(ACTIONS):
        for other in ACTIONS[number + 1 :]:
            shared = [key for key in bound.keys(one.name) if key in bound.keys(other.name)]
            if shared and _meet(one, other) and {one.name, other.name} & {*lines}:
                told, has = (one, other) if one.name in lines else (other, one)
                yield Problem(lines[told.name], f"keys.{told.name}", _taken(shared[0], has.name))
    for name, line in lines.items():
        for key in bound.keys(name):
            escaped = ESCAPED.get(key.removeprefix("alt+"), "") if key.startswith("alt+") else ""
            if escaped and escaped != name and _meet(BY_NAME[name], BY_NAME[escaped]):
                yield Problem(line, f"keys.{name}", _taken(key, escaped))


def _meet(one: KeyAction, other: KeyAction) -> bool:
    """Return True if there is a page that has both actions."""
    either = one.pages | other.pages
    return bool(either & EVERYWHERE) or bool(one.pages & other.pages)


def _taken(key: str, has: str) -> str:
    label = key_label(key)
    return tr(
        "“{label}” is the key of “{has}” on the same page. Take another, or give that one another.",
        label=label,
        has=has,
    )
