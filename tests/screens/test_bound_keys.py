"""Keys can be chosen by the name of an action, are shown as chosen, and what cannot be is told."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen

import goalcoach
import goalcoach.screens
from goalcoach.app import GoalcoachApp
from goalcoach.cli.main import run
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.refusal import NO_TEXT
from goalcoach.errors import BadData
from goalcoach.screens.kit.keymap import (
    ACTIONS,
    BY_NAME,
    ESCAPED,
    EVERYWHERE,
    BoundKeys,
    bound_keys,
    key_label,
    read_key,
)
from goalcoach.screens.kit.page import Page
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from goalcoach.store.user_settings import KeyChoice
from tests.screens.fake import FakeApp, FakeVisit, ask, by_hand, frame, settle, walk

FILE = "settings.toml"
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def choose(**keys: str | tuple[str, ...]) -> BoundKeys:
    """Return the keys of the app with these chosen, a line each."""
    several = {name: (key,) if isinstance(key, str) else key for name, key in keys.items()}
    choices = [KeyChoice(name, key, at) for at, (name, key) in enumerate(several.items(), 2)]
    return bound_keys(choices, FILE)


def told(**keys: str | tuple[str, ...]) -> str:
    """Return what is said of these choices, which cannot be."""
    with pytest.raises(BadData) as caught:
        choose(**keys)
    assert caught.value.exit_code == 65
    return caught.value.sentence


def pages(base: type[Screen[object]] = Page) -> set[type[Screen[object]]]:
    return {base} | {one for sub in base.__subclasses__() for one in pages(sub)}


def bindings(page: type[Screen[object]]) -> list[Binding]:
    return [one for _, one in page._merge_bindings()]


def test_each_action_is_bound_by_its_name_on_the_pages_that_it_says_and_on_no_other():
    for module in pkgutil.walk_packages(goalcoach.screens.__path__, "goalcoach.screens."):
        importlib.import_module(module.name)  # a page is loaded when it is opened
    own = {one for one in pages() if one.__module__.startswith("goalcoach.")}
    seen: dict[str, set[str]] = {}
    for page in own:
        for one in bindings(page):
            if one.id:
                seen.setdefault(one.id, set()).add(page.__name__)
                assert one.key in BY_NAME[one.id].keys
    assert {one.id for one in GoalcoachApp.BINDINGS if isinstance(one, Binding)} == {
        "leave",
        "palette",
    }
    for action in ACTIONS:
        if not action.pages & EVERYWHERE:
            assert seen[action.name] - action.pages <= {"SearchPage"}, action.name
            assert action.pages <= seen[action.name], action.name


def test_no_f_key_and_no_letter_is_bound_that_cannot_be_chosen():
    fixed = {"PrintScreen": {"f"}, "ElsewhereScreen": {"t"}, "HomeScreen": {"slash", "ctrl+f"}}
    for page in pages():
        free = {one.key for one in bindings(page) if not one.id and one.key not in {"space"}}
        keys = {key for key in free if re.fullmatch(r"f\d+|.|slash|ctrl\+.", key)}
        keys -= {"ctrl+c"}  # Textual's own, for what is marked with the mouse
        assert keys <= fixed.get(page.__name__, set()), page.__name__


def test_readme_names_every_action_with_its_key_and_what_it_does_and_no_other():
    table = README.partition("## Keys")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    keys = {one.name: " ".join(f"`{key_label(key)}`" for key in one.keys) for one in ACTIONS}
    assert rows == [(one.name, keys[one.name], one.words) for one in ACTIONS]


@pytest.mark.parametrize(
    ("written", "key", "label"),
    [
        ("f12", "f12", "F12"),
        ("Shift+F5", "shift+f5", "Shift+F5"),
        ("PgDn", "pagedown", "PgDn"),
        ("Ctrl+S", "ctrl+s", "Ctrl+S"),
        ("shift+ctrl+f2", "ctrl+shift+f2", "Ctrl+Shift+F2"),
        ("/", "slash", "/"),
        ("N", "N", "N"),
        ("ins", "insert", "Ins"),
    ],
)
def test_a_key_is_read_as_it_is_called_anywhere(written, key, label):
    assert read_key(written) == key
    assert key_label(key) == label


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"skpi": "f12"}, "keys.skpi: there is no action of this name. Did you mean “skip”?"),
        ({"xyz": "f12"}, "Known are: palette, leave, help"),
        ({"skip": "f55"}, "“f55” is no key that is known. Did you mean “f5”?"),
        ({"skip": "banana"}, "“banana” is no key that is known. Known are f1 to f24"),
        ({"skip": "s"}, "“s” is typed as text where this action is. Take an F-key"),
        ({"skip": "/"}, "“/” is typed as text"),
        ({"skip": "Enter"}, "“Enter” is needed to answer"),
        ({"search": "7"}, "“7” is needed to answer"),
        ({"search": "PgDn"}, "“PgDn” turns the page where this action is"),
        ({"skip": "ctrl+a"}, "“ctrl+a” is needed to type"),
        ({"skip": "ctrl+m"}, "“ctrl+m” is needed to type"),
        ({"skip": "f12"}, "keys.skip: “F12” is the key of “off_paper” on the same page"),
        ({"skip": "f1"}, "“F1” is the key of “help”"),
        ({"search": "v"}, "keys.search: “v” is the key of “visits” on the same page"),
        ({"card": "alt+x"}, "“Alt+X” is the key of “off_paper”"),
        ({"note": "f11", "go": ("f2", "f11")}, "line 3: keys.go: “F2” is the key of “notes”"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_is_told_with_its_file_and_line(keys, words):
    said = told(**keys)
    assert said.startswith(f"{FILE}: line ")
    assert words in said


def test_two_actions_change_keys_and_one_key_serves_on_pages_that_never_meet():
    both = choose(skip="f8", **{"break": "f5"})
    assert (both.label("skip"), both.label("break")) == ("F8", "F5")
    assert choose(table="g").label("table") == "g"  # Trends has it, Compare has `part`
    assert choose(off_paper="alt+x", skip=("f11", "ctrl+s")).labels("skip") == "F11 or Ctrl+S"
    assert choose(skip="f12", off_paper="f11").keymap == {"skip": "f12", "off_paper": "f11"}


def test_names_of_keys_in_a_hint_follow_but_not_the_letters_after_esc():
    keys = choose(skip="f11", next="j", previous="J", note="ctrl+t")
    assert keys.say_bound("F5, or Esc s", ["VisitScreen"]) == "F11, or Esc s"
    assert keys.say_bound("F4, or Esc n", ["VisitScreen"]) == "Ctrl+T, or Esc n"
    assert keys.say_bound("n N", ["CompareScreen"]) == "j J"
    assert keys.say_bound("n N", ["VisitScreen"]) == "n N"


def test_no_sentence_of_the_app_names_a_key_that_can_be_another():
    """A hint may, since it is shown as bound (`Hint.as_bound`)."""
    root = Path(goalcoach.__file__).parent
    named = re.compile(r"\bF(?:[1-9]|1\d)\b(?!.*-key)")
    found = []
    for file in [*(root / "screens").rglob("*.py"), *(root / "visit").rglob("*.py")]:
        tree = ast.parse(file.read_text("utf-8"))
        skipped = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Hint":
                skipped |= {id(one) for one in call.args}
        for one in ast.walk(tree):
            text = one.value if isinstance(one, ast.Constant) else None
            if isinstance(text, str) and id(one) not in skipped and named.search(text):
                found.append(f"{file.name}: {text}")
    for file in (root / "prompts" / "core").rglob("*.toml"):
        found += [one for one in file.read_text("utf-8").splitlines() if named.search(one)]
    assert found == []


def bind(app: FakeApp, page: VisitScreen, **keys: str | tuple[str, ...]) -> None:
    app.coach.keys = choose(**keys)
    app.bind_keys()
    page.tell()


def test_the_chosen_keys_act_and_are_shown_on_the_page_its_help_and_in_what_it_says():
    visit = FakeVisit([ask(Kind.TEXT)], refuses=NO_TEXT)

    async def steps(pilot, screen):
        app = pilot.app
        bind(
            app,
            screen,
            skip="f8",
            **{"break": ("ctrl+b", "f5")},
            plan="f11",
            help="f13",
            notes="f14",
            leave="ctrl+g",
        )
        await by_hand(pilot, "x", "enter")
        await settle(pilot, screen)
        shown = frame(app)
        assert "skip with F8." in shown
        assert "NOTE  F14 hides" in shown
        assert "F8 skip   Ctrl+B take a break" in shown
        assert "F13 help" in shown
        await by_hand(pilot, "ctrl+c")  # nothing is marked that could be copied
        assert "Ctrl+G leaves   Ctrl+C copies what is marked" in frame(app)
        assert not app._notifications  # Textual's words would lie over the page
        await by_hand(pilot, "f13")
        shown = frame(app)
        assert re.search(r"^ *F8, or Esc s +skip$", shown, re.M)
        assert re.search(r"^ *Ctrl\+B or F5, or Esc b +take a break$", shown, re.M)
        await by_hand(pilot, "f13", "f3")
        assert app.screen is screen  # F3 does nothing any more
        await by_hand(pilot, "f11")
        assert isinstance(app.screen, PlanScreen)
        await by_hand(pilot, "f5")
        await settle(pilot, screen)
        assert isinstance(app.screen, BreakScreen)
        await by_hand(pilot, "ctrl+b")
        await settle(pilot, screen)
        assert isinstance(app.screen, VisitScreen)
        await by_hand(pilot, "escape", "p")
        assert isinstance(app.screen, PlanScreen)

    walk(visit, steps, size=(120, 36))


def test_every_key_of_a_visit_has_a_letter_after_esc():
    letters = {name: letter for letter, name in ESCAPED.items()}
    for one in ACTIONS:
        if "VisitScreen" in one.pages and one.name not in {"back", "forward"}:
            assert one.name in letters


def test_keys_that_cannot_be_end_the_start_before_a_visit_is_begun(tmp_path, monkeypatch, capsys):
    store = Store(tmp_path / "plans")
    store.create()
    (tmp_path / FILE).write_text('[keys]\nskip = "enter"\n')
    monkeypatch.setattr("goalcoach.app.preference_folder", lambda: tmp_path)
    monkeypatch.setattr("goalcoach.cli.app_start.has_screen", lambda: True)
    for command in (["visit", "oak-1"], []):
        assert run([*command, "--store", str(store.root)]) == 65
        assert f"{tmp_path / FILE}: line 2: keys.skip: “enter”" in capsys.readouterr().err
    assert not store.codes()
