"""A record that never changes is a `Struct`: the standard library compiles six functions for each.

A visit loads more than a hundred such classes before its first question, and a struct is made in a
thirtieth of the time of a frozen dataclass. What changes after it is made is a dataclass.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "goalcoach"

# Frozen dataclasses all the same, by module and name, and why.
DATACLASS_BUT = {
    "sheets/sheet_kinds.py: SheetKind": "each is itself alone, and `--help` names them all",
    "translation.py: Catalogue": "`--help` loads it, and no msgspec",
    "typed_day.py: Day": "`--help` loads it, and no msgspec",
}


def frozen_dataclasses(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the classes that are made with `@dataclass(frozen=True)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            made = (one for one in node.decorator_list if isinstance(one, ast.Call))
            if any(_is_dataclass(one.func) and _is_frozen(one) for one in made):
                yield node.name


def _is_dataclass(named: ast.expr) -> bool:
    name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    return name == "dataclass"


def _is_frozen(call: ast.Call) -> bool:
    return any(one.arg == "frozen" and ast.unparse(one.value) == "True" for one in call.keywords)


@cache
def found_in_the_house() -> set[str]:
    """Return "visit/visit.py: Visit" for each frozen dataclass of the package."""
    return {
        f"{module.relative_to(PACKAGE).as_posix()}: {name}"
        for module in PACKAGE.rglob("*.py")
        for name in frozen_dataclasses(ast.parse(module.read_text("utf-8")))
    }


def test_a_frozen_record_is_a_struct():
    assert not found_in_the_house() - DATACLASS_BUT.keys()


def test_every_exception_is_still_one():
    assert not DATACLASS_BUT.keys() - found_in_the_house()


@pytest.mark.parametrize(
    ("made", "caught"),
    [
        ("@dataclass(frozen=True, slots=True)", True),
        ("@dataclasses.dataclass(order=True, frozen=True)", True),
        ("@final\n@dataclass(frozen=True)", True),
        ("@dataclass(slots=True)", False),
        ("@dataclass", False),
    ],
)
def test_a_frozen_dataclass_is_told_from_one_that_changes(made: str, caught: bool):
    assert list(frozen_dataclasses(ast.parse(f"{made}\nclass Day: ..."))) == ["Day"] * caught
