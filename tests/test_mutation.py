"""scripts/mutants changes what could be a rule, and not what only a reader or a checker sees."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from scripts.mutation import compiles, find_mutants

ROOT = Path(__file__).parent.parent


def after(source: str) -> set[str]:
    """Return what becomes of a source's lines, one for each mutant that compiles."""
    return {one.after for one in find_mutants("x.py", source.encode()) if compiles(one)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < b", {"x = a <= b", "x = a >= b"}),
        ("x = a not in b", {"x = a in b"}),
        ("x = (a) is b", {"x = (a) is not b"}),
        ("x = a and (b)", {"x = a or (b)", "x = True and (b)", "x = a and (True)"}),
        ("x = not (a)", {"x = (a)"}),
        ("x = 1", {"x = 2", "x = 0"}),
        ("x = True", {"x = False"}),
        ("x = a + b", {"x = a - b"}),
        ('x = a + "b"', set()),
        ("x = min(a)", {"x = max(a)"}),
        ("x = {a, b}", {"x = {b}", "x = {a,}"}),
        ("x = a, b", {"x = a,", "x = b,"}),
        ('x = {"a": b, "c": d}', {'x = {"c": d}', 'x = {"a": b,}'}),
        ("x = [a for a in b if c]", {"x = [a for a in b if True]", "x = [a for a in b if False]"}),
        ("f(a)", {"pass"}),
        ("a.b = c", {"pass"}),
        ("while a: f()", {"while False: f()", "while a: pass"}),
        ("def f() -> str: return a", {"def f() -> str: return str()"}),
        ("def f() -> bool: return a", {"def f() -> bool: return not (a)"}),
        ("def f() -> int | None: return a", {"def f() -> int | None: return None"}),
    ],
)
def test_a_rule_is_changed(source: str, expected: set[str]):
    assert after(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Words of 3 lines."""',
        "x: tuple[1, 2]",
        "x: TypeAlias = dict[a, b]",
        "X = Callable[[a, b], c]",
        "X = tuple[a, b]",
        "def f(x: a == b) -> c == d: ...",
        "@dataclass(frozen=True)\nclass A: ...",
        "assert a == b",
        "assert_never(a)",
        "if TYPE_CHECKING:\n    x = 1",
        '__all__ = ["a", "b"]',
        'x = f"{a + b}"',
        "x = cast(a, b)",
    ],
)
def test_what_is_for_readers_and_checkers_is_left_alone(source: str):
    assert after(source) == set()


def test_each_mutant_of_a_module_is_another_program_and_names_its_line():
    path = ROOT / "goalcoach" / "plan" / "outcome" / "pacing_arithmetic.py"
    source = path.read_bytes()
    whole, lines = ast.dump(ast.parse(source)), source.decode().split("\n")
    found = [one for one in find_mutants("pacing_arithmetic.py", source) if compiles(one)]
    assert len(found) > 20
    for one in found:
        assert ast.dump(ast.parse(one.source)) != whole
        assert " ".join(lines[one.line - 1].split()) in one.before
        assert one.before != one.after
