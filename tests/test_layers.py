"""Who may import whom, as data, checked over every module's syntax tree.

A module may import its own part and the parts named for it here; so an edge that points right in
the picture of the house cannot creep in, and the pure core cannot learn what day it is.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "goalcoach"

# Each part and the parts it may import. "" is goalcoach itself: its version.
PARTS: dict[str, tuple[str, ...]] = {
    "": (),
    "errors": ("translation",),
    "safe_text": ("translation",),
    "translation": (),
    "date_words": ("translation",),
    "number_words": ("translation",),
    "day_words_abroad": ("date_words",),
    "typed_day": ("translation", "date_words", "day_words_abroad"),
    "plan": ("errors", "safe_text", "translation"),
    "dialogue": (
        "errors",
        "safe_text",
        "translation",
        "date_words",
        "number_words",
        "typed_day",
        "plan",
    ),
    "store": ("errors", "translation", "plan", "dialogue"),
    "sheets": (
        "errors",
        "safe_text",
        "translation",
        "date_words",
        "number_words",
        "typed_day",
        "plan",
    ),
    "visit": (
        "",
        "errors",
        "translation",
        "date_words",
        "number_words",
        "plan",
        "dialogue",
        "store",
        "sheets",
    ),
    "press": ("", "errors", "translation", "number_words", "plan", "store", "sheets", "visit"),
    "headless": ("errors", "translation", "typed_day", "plan", "dialogue", "store", "visit"),
    "plain": (
        "errors",
        "safe_text",
        "translation",
        "date_words",
        "number_words",
        "typed_day",
        "dialogue",
        "store",
        "sheets",
        "visit",
    ),
    "screens": (
        "errors",
        "safe_text",
        "translation",
        "date_words",
        "number_words",
        "typed_day",
        "plan",
        "dialogue",
        "store",
        "sheets",
        "visit",
        "press",
    ),
    "cli": (
        "",
        "errors",
        "safe_text",
        "translation",
        "date_words",
        "number_words",
        "typed_day",
        "plan",
        "dialogue",
        "store",
        "sheets",
        "visit",
        "press",
        "headless",
        "plain",
    ),
    "process_guard": ("errors",),
    "terminal_state": (),
    "app": (
        "errors",
        "translation",
        "process_guard",
        "terminal_state",
        "store",
        "visit",
        "screens",
    ),
    "__main__": ("process_guard", "cli"),
}

# The one edge to the right, allowed only inside a function: it starts the app.
LATE = {("cli", "app")}

# Libraries and the parts that may import them.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "textual": ("screens", "app"),
    "rich": ("cli", "plain", "screens", "app"),
    "typer": ("cli",),
    "msgspec": ("plan",),
    "tomli": ("plan", "dialogue", "store"),
    "tomli_w": ("plan", "dialogue"),
    "platformdirs": ("store",),
    "typst": ("sheets",),
}

# What every part may take of msgspec: a frozen record is a `Struct`, wherever it stands. To read,
# to write and to check values with it stays the plan's matter.
RECORDS = {
    *(("msgspec", name) for name in ("Struct", "field", "structs")),
    *(("msgspec.structs", name) for name in ("asdict", "astuple", "force_setattr", "replace")),
}

# Modules that may import a library their part may not, and why.
LIBRARIES_BUT = {
    "store/list_cache.py": {"msgspec"},  # no plan: rows that home reads before a plan's reader is
}

# What would tell the core the day, the machine, or chance, or let it touch a file or a terminal.
PURE = ("plan", "dialogue", "sheets")
WORLDLY = {
    *("asyncio", "atexit", "codecs", "concurrent", "fcntl", "getpass", "glob", "io", "locale"),
    *("logging", "multiprocessing", "os", "pathlib", "platform", "random", "readline", "secrets"),
    *("select", "shelve", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys"),
    *("tempfile", "termios", "threading", "time", "tty", "urllib", "uuid", "warnings", "http"),
}
# Modules of the pure parts that need one of these all the same, and why.
WORLDLY_BUT = {
    "sheets/writers/pdf/pdf.py": {
        "pathlib"
    },  # where the typesetter finds its template and the fonts
    "sheets/spreadsheet.py": {"io"},  # the csv module writes into a text buffer
}

# Clocks hide in a harmless module: date.today(), datetime.now().
CLOCKS = {"today", "now", "utcnow"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0]
    name = first.removesuffix(".py")
    return "" if name == "__init__" else name


def module_name(module: Path) -> str:
    parts = module.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports(tree: ast.Module) -> Iterator[tuple[str, str, bool]]:
    """Yield (module, name, late): `late` inside a function, name "" for a plain import."""
    late = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", id(node) in late
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.module or "", alias.name, id(node) in late


def named_part(module: str, name: str) -> str:
    """Return the part of goalcoach that `from module import name` reaches."""
    if module != "goalcoach":
        return module.split(".")[1]
    return name if name in PARTS else ""


def misplaced(part: str, tree: ast.Module, file: str = "") -> Iterator[str]:
    """Yield one sentence for each import that the tables do not allow."""
    for module, name, late in imports(tree):
        top = module.split(".")[0]
        if top == "goalcoach":
            target = named_part(module, name)
            allowed = target in PARTS.get(part, ()) or (late and (part, target) in LATE)
            if target != part and not allowed:
                yield f"{part or 'goalcoach'} imports {target or 'goalcoach'}"
        elif top in LIBRARIES:
            own = part in LIBRARIES[top] or top in LIBRARIES_BUT.get(file, set())
            if not own and (module, name) not in RECORDS:
                yield f"{part or 'goalcoach'} imports {top}"
        elif top not in sys.stdlib_module_names:
            yield f"{part or 'goalcoach'} imports {top}, which no part may"
        elif part in PURE and top in WORLDLY - WORLDLY_BUT.get(file, set()):
            yield f"{part} is pure and imports {module}"


def clocks(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCKS
            and isinstance(node.func.value, ast.Name | ast.Attribute)
        ):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr
            if name in {"date", "datetime"}:
                yield f"{name}.{node.func.attr}()"


def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def test_every_module_belongs_to_a_part_of_the_table():
    strangers = {part_of(module) for module in modules()} - set(PARTS) - {"prompts"}
    assert not strangers


def test_no_part_imports_what_the_table_does_not_allow():
    found = {
        f"{module.relative_to(PACKAGE)}: {sentence}"
        for module in modules()
        for sentence in misplaced(part_of(module), parse(module), str(module.relative_to(PACKAGE)))
    }
    assert not found


def test_every_edge_of_the_table_is_used():
    """An edge that nothing uses invites what the house does not need."""
    used = {
        (part_of(module), named_part(name, item))
        for module in modules()
        for name, item, _ in imports(parse(module))
        if name.split(".")[0] == "goalcoach"
    }
    drawn = {(part, other) for part, others in PARTS.items() for other in others}
    assert not drawn - used


def test_no_two_modules_import_each_other():
    """Not even late, inside a function: what needs each other is one thing."""
    names = {module_name(module): module for module in modules()}
    found = {
        name: {
            reached
            for module, item, _ in imports(parse(path))
            for reached in (module, f"{module}.{item}")
            if reached in names and reached not in (name, "goalcoach")
        }
        for name, path in names.items()
    }
    assert tuple(TopologicalSorter(found).static_order())  # raises CycleError with the circle


def test_the_core_never_asks_what_time_it_is():
    found = {
        f"{module.relative_to(PACKAGE)}: {call}"
        for module in modules()
        if part_of(module) in PURE
        for call in clocks(parse(module))
    }
    assert not found


def test_the_core_opens_no_file_and_asks_no_one():
    calls = {"open", "input", "print", "breakpoint", "exec", "eval", "__import__"}
    found = {
        f"{module.relative_to(PACKAGE)}: {node.func.id}()"
        for module in modules()
        if part_of(module) in PURE
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls
    }
    assert not found


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("plan", "from goalcoach.dialogue.engine.command import Answer"),
        ("plan", "from goalcoach import dialogue"),
        ("dialogue", "import os"),
        ("dialogue", "from pathlib import Path"),
        ("store", "import msgspec"),
        ("store", "from msgspec import json"),
        ("store", "from goalcoach.visit import visit"),
        ("dialogue", "from goalcoach.store import journal"),
        ("sheets", "from goalcoach.store.store import Store"),
        ("sheets", "import textual.app"),
        ("plain", "from goalcoach.screens import page"),
        ("sheets", "from goalcoach.press.worker_messages import Job"),
        ("cli", "from goalcoach.app import start"),
        ("screens", "def f():\n    from goalcoach.app import start"),
        ("visit", "import requests"),
    ],
)
def test_the_tables_catch_an_import_that_points_the_wrong_way(part: str, source: str):
    assert list(misplaced(part, ast.parse(source)))


def test_the_app_may_be_started_from_inside_a_command():
    source = "def start():\n    from goalcoach.app import run"
    assert not list(misplaced("cli", ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["from msgspec import Struct, field", "from msgspec.structs import replace"]
)
def test_every_part_may_make_a_frozen_record(source: str):
    assert not list(misplaced("store", ast.parse(source)))


def test_a_clock_in_the_core_would_be_noticed():
    assert list(clocks(ast.parse("x = datetime.date.today()")))
