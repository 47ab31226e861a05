"""One name, one thing: a public rule of the core is defined once, so that it has one answer.

Two rules under one name are found by the one who greps for it, and the wrong one is used: so it was
with what may be said of a goal.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "goalcoach"
CORE = ("plan", "sheets", "dialogue")

# Names that two modules of the core may both define, and why they are not one thing.
MEANT_TWICE: dict[str, str] = {
    "LABELS": "of the lines of a visit (screen_words), and of the fields of a plan (field_labels)"
}


def public_names(tree: ast.Module) -> set[str]:
    """Return the functions, classes and constants that a module defines for others.

    What it imports it does not define, even under a name of its own.
    """
    return {name for node in tree.body for name in _defined(node) if not name.startswith("_")}


def _defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (
                inner.id
                for target in targets
                for inner in ast.walk(target)
                if isinstance(inner, ast.Name)
            )
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def homes() -> dict[str, list[str]]:
    """Return each public name with the modules that define it: "plan/goal_lifecycle.py"."""
    found: dict[str, list[str]] = {}
    for module in sorted(PACKAGE.rglob("*.py")):
        for name in public_names(ast.parse(module.read_text("utf-8"))):
            found.setdefault(name, []).append(module.relative_to(PACKAGE).as_posix())
    return found


def part_of(module: str) -> str:
    return module.partition("/")[0]


def with_two_homes(names: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the names of plan/ that stand anywhere else too, and those twice in the core."""
    return {
        name: modules
        for name, modules in names.items()
        if len(modules) > 1
        and (
            any(part_of(module) == "plan" for module in modules)
            or sum(part_of(module) in CORE for module in modules) > 1
        )
    }


def test_a_public_name_of_the_core_has_one_home():
    found = with_two_homes(homes())
    assert {name: found[name] for name in found if name not in MEANT_TWICE} == {}
    assert set(MEANT_TWICE) <= set(found)


def test_no_two_public_classes_share_a_name():
    classes: dict[str, list[str]] = {}
    for module in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(module.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes.setdefault(node.name, []).append(module.relative_to(PACKAGE).as_posix())
    assert len(classes) > 400
    assert {name: homes for name, homes in classes.items() if len(homes) > 1} == {}


@pytest.mark.parametrize(
    ("modules", "found"),
    [
        (["plan/goal_lifecycle.py", "screens/kit/page.py"], True),
        (["plan/goal_lifecycle.py", "cli/main.py"], True),
        (["plan/goal_lifecycle.py", "plan/next_version.py"], True),
        (["sheets/wording.py", "dialogue/answer_types.py"], True),
        (["sheets/wording.py", "screens/kit/page.py"], False),
        (["screens/kit/page.py", "cli/main.py"], False),
        (["plan/goal_lifecycle.py"], False),
    ],
)
def test_a_second_home_is_noticed_where_it_matters(modules: list[str], found: bool):
    assert bool(with_two_homes({"is_closed": modules})) is found


def test_functions_classes_and_constants_are_definitions_and_imports_are_none():
    source = """
from goalcoach.plan.goal_lifecycle import is_closed
from goalcoach.date_words import say_day as say_day
OVER, WAITING = 1, 2
NAMED: int = 3
_OWN = 4
class Goal: CLOSED = 5
def step_now(): inner = 6
async def wait(): ...
"""
    assert public_names(ast.parse(source)) == {
        *("OVER", "WAITING", "NAMED", "Goal", "step_now", "wait"),
    }
