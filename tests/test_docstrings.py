"""Every module says what it is, and nearly every public name says what it does.

Counted over the source: modules, classes, functions, methods and properties whose whole path is
public. Not counted are special methods, hooks that Textual calls by name, and methods that override
a documented one.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent / "goalcoach"
FLOOR = 0.94

HOOKS = ("on_", "watch_", "compose")
MODULE = "the module"

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class PublicName(NamedTuple):
    """A public name, its module's file and line, and whether it has a docstring."""

    file: str
    line: int
    name: str
    documented: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.name}"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def definitions(body: list[ast.stmt], path: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield each public definition with its path in the module, those in a class too."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            name = f"{path}{node.name}"
            yield name, node
            if isinstance(node, ast.ClassDef):
                yield from definitions(node.body, f"{name}.")


def is_known(owner: type, name: str) -> bool:
    """Return True if a method is a hook of Textual's or overrides a documented one."""
    inherited = (vars(base).get(name) for base in owner.__mro__[1:])
    return name.startswith(HOOKS) or any(inspect.getdoc(one) for one in inherited if one)


def names_in(file: Path) -> Iterator[PublicName]:
    """Yield the module of a file and the public names that count in it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    where = file.relative_to(PACKAGE.parent).as_posix()
    yield PublicName(where, 1, MODULE, ast.get_docstring(tree) is not None)
    module = import_module(module_name(file))
    for path, node in definitions(tree.body):
        owner, _, name = path.rpartition(".")
        if not (owner and is_known(attrgetter(owner)(module), name)):
            documented = ast.get_docstring(node) is not None
            yield PublicName(where, node.lineno, path, documented)


def all_names() -> list[PublicName]:
    return [name for file in sorted(PACKAGE.rglob("*.py")) for name in names_in(file)]


def test_every_module_has_a_docstring() -> None:
    missing = [str(one) for one in all_names() if one.name == MODULE and not one.documented]
    assert not missing, "\n".join(missing)


def test_public_names_have_docstrings() -> None:
    names = all_names()
    missing = [str(one) for one in names if not one.documented]
    share = 1 - len(missing) / len(names)
    assert share >= FLOOR, "\n".join([f"{share:.1%} of {len(names)} names", *missing])
