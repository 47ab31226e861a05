"""Finds what can be changed in a module so that it still compiles and should behave otherwise.

Each change is a piece of text in the place of another, so the rest of the file stays as it is.
Left alone: docstrings, words, annotations, decorators, class heads, `assert`, `assert_never`,
type aliases and what only a type checker reads.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from typing import NamedTuple

Edit = tuple[int, int, str]
"""Where to begin and end, in bytes of the source, and what to put there."""

FLIPS: dict[type[ast.AST], tuple[str, tuple[str, ...]]] = {
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
    ast.And: ("and", ("or",)),
    ast.Or: ("or", ("and",)),
    ast.Add: ("+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("+",)),
    ast.FloorDiv: ("//", ("*",)),
    ast.Div: ("/", ("*",)),
    ast.Mod: ("%", ("+",)),
}
_PAIRS = (("min", "max"), ("any", "all"), ("startswith", "endswith"))
SWAPS = dict((*_PAIRS, *((right, left) for left, right in _PAIRS), ("sorted", "list")))
_EMPTY = {
    **dict.fromkeys(("tuple", "Sequence", "Iterable", "Collection"), "()"),
    **dict.fromkeys(("dict", "Mapping"), "{}"),
    **{one: f"{one}()" for one in ("str", "bytes", "int", "float", "list", "set", "frozenset")},
}
"""What a function may give back instead, by the type that it says."""
FOR_TYPES = {"cast", "TypeVar", "NewType", "assert_never", "isinstance"}
"""Calls whose arguments are, or narrow, types."""


class Mutant(NamedTuple):
    """A module's file in the checkout, the line, its text before and after, and the new bytes."""

    path: str
    line: int
    before: str
    after: str
    source: bytes

    @property
    def name(self) -> str:
        return f"{self.path} | {self.before} | {self.after}"


def find_mutants(path: str, source: bytes) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines, whether it compiles or not."""
    finder = _Finder(source)
    finder.visit(ast.parse(source))
    for start, end, new in sorted(set(finder.edits)):
        mutated = source[:start] + new.encode() + source[end:]
        line = source.count(b"\n", 0, start) + 1
        last = source.count(b"\n", 0, end) + 1
        lines, changed = source.split(b"\n"), mutated.split(b"\n")
        after = changed[line - 1 : last + len(changed) - len(lines)]
        yield Mutant(path, line, _one(lines[line - 1 : last]), _one(after), mutated)


def compiles(mutant: Mutant) -> bool:
    try:
        compile(mutant.source, mutant.path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _one(lines: list[bytes]) -> str:
    return " ".join(" ".join(line.decode().split()) for line in lines).strip()


class _Finder(ast.NodeVisitor):
    """Collects `edits` of a source."""

    def __init__(self, source: bytes) -> None:
        self.edits: list[Edit] = []
        self._source = source
        self._starts = [0, *(at + 1 for at, byte in enumerate(source) if byte == 10)]
        self._returns: list[ast.expr | None] = []

    # Where things are

    def _span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _put(self, node: ast.expr | ast.stmt, new: str) -> None:
        start, end = self._span(node)
        if self._source[start:end] != new.encode():
            self.edits.append((start, end, new))

    def _flip(self, before: ast.expr, sign: ast.AST, after: ast.expr) -> None:
        """Change the sign between two operands; brackets around them stay where they are."""
        start, end = self._span(before)[1], self._span(after)[0]
        old, others = FLIPS.get(type(sign), ("", ()))
        pattern = r"\s+".join(map(re.escape, old.split()))
        found = re.search(pattern.encode(), self._source[start:end])
        if found is not None:
            self.edits += [(start + found.start(), start + found.end(), new) for new in others]

    # What is left alone

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._returns.append(node.returns)
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        for one in node.body:
            self.visit(one)
        self._returns.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name that ast looks for

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for one in node.body:
            self.visit(one)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None and "TypeAlias" not in ast.dump(node.annotation):
            self.visit(node.value)

    def visit_Assert(self, node: ast.Assert) -> None:
        pass

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        pass  # before Python 3.12 the places inside are not told

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        for one in node.body:
            self.visit(one)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        named = node.value.attr if isinstance(node.value, ast.Attribute) else ""
        named = node.value.id if isinstance(node.value, ast.Name) else named
        if self._returns or not (named[:1].isupper() or hasattr(builtins, named)):
            self.generic_visit(node)

    # What is changed

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.dump(node.test):
            self._decide(node.test)
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._decide(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._put(node.test, "False")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._decide(test)
        self.generic_visit(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        if node.guard is not None:
            self._decide(node.guard)
            self.visit(node.guard)
        for one in node.body:
            self.visit(one)

    def _decide(self, test: ast.expr) -> None:
        for word in ("True", "False"):
            self._put(test, word)

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = (node.left, *node.comparators)
        for before, sign, after in zip(operands, node.ops, node.comparators, strict=False):
            self._flip(before, sign, after)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for before, after in zip(node.values, node.values[1:], strict=False):
            self._flip(before, node.op, after)
        for one in node.values:
            self._put(one, str(isinstance(node.op, ast.And)))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if not any(_is_words(one) for one in (node.left, node.right)):
            self._flip(node.left, node.op, node.right)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            start, end = self._span(node)
            found = re.match(rb"not\s*", self._source[start:end])
            assert found is not None
            self.edits.append((start, start + found.end(), ""))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._put(node, str(not node.value))
        elif isinstance(node.value, int | float):
            self._put(node, str(node.value + 1))
            self._put(node, f"({node.value - 1})" if node.value < 1 else str(node.value - 1))

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func
        called = name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")
        if called in FOR_TYPES:
            return
        if called in SWAPS and (called != "sorted" or not node.keywords):
            end = self._span(name)[1]
            self.edits.append((end - len(called), end, SWAPS[called]))
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is None:
            self._put(node, "pass")
            return
        annotation = self._returns[-1]
        told = ast.unparse(annotation) if annotation is not None else ""
        if told == "bool":
            start, end = self._span(node.value)
            self._put(node.value, f"not ({self._source[start:end].decode()})")
        else:
            self._put(
                node.value, _EMPTY.get(told.partition("[")[0] if "|" not in told else "", "None")
            )
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return
        if "assert_never" not in ast.dump(node.value):
            self._put(node, "pass")
            self.generic_visit(node)

    def _delete(self, node: ast.stmt) -> None:
        self._put(node, "pass")
        self.generic_visit(node)

    visit_AugAssign = visit_Raise = visit_Continue = visit_Break = visit_Delete = _delete  # noqa: N815

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id == "__all__":
            return
        if isinstance(target, ast.Attribute | ast.Subscript):
            self._put(node, "pass")
        self.generic_visit(node)

    def visit_Tuple(self, node: ast.Tuple | ast.Set | ast.List) -> None:
        if not isinstance(getattr(node, "ctx", None), ast.Store) and len(node.elts) > 1:
            spans = [self._span(one) for one in node.elts]
            if isinstance(node, ast.Tuple) and len(spans) == 2:  # one that is left needs a comma
                words = self._source[spans[1][0] : spans[1][1]].decode()
                self.edits.append((spans[0][0], spans[1][1], f"{words},"))
                spans = spans[1:]
            for span in spans:
                self._drop(span, last=span is spans[-1])
        self.generic_visit(node)

    visit_Set = visit_List = visit_Tuple  # noqa: N815

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None and len(node.keys) > 1:
                span = self._span(key)[0], self._span(value)[1]
                self._drop(span, last=value is node.values[-1])
        self.generic_visit(node)

    def _drop(self, span: tuple[int, int], *, last: bool) -> None:
        """Take an element out, with the comma behind it or, for the last, before it."""
        start, end = span
        behind = re.match(rb"\s*,[ ]?", self._source[end:])
        before = re.search(rb",\s*$", self._source[:start])
        if behind and not last:
            self.edits.append((start, end + behind.end(), ""))
        elif last and before:  # a comma stays, so that a tuple of one is a tuple
            self.edits.append((before.start() + 1, end + (behind.end() if behind else 0), ""))


def _is_words(node: ast.expr) -> bool:
    words = isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    return words or isinstance(node, ast.JoinedStr)
