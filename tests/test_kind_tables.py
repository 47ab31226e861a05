"""Each kind of question has its row in every table that is read by kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from goalcoach.dialogue.answer_types import Kind

PACKAGE = Path(__file__).parent.parent / "goalcoach"
CLOSING = {Kind.REVIEW}
"""Asked by no script: only the app has a row for the closing step."""


class KindTable(NamedTuple):
    """A dict that is written down with kinds as its keys. `place` is "path: NAME"."""

    place: str
    kinds: frozenset[Kind]


def tables_in(source: str, path: str) -> Iterator[KindTable]:
    """Yield the dicts of a module that are keyed by kind."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Dict):
            continue
        named = [
            key.attr
            for key in node.value.keys
            if isinstance(key, ast.Attribute)
            and isinstance(key.value, ast.Name)
            and key.value.id == "Kind"
        ]
        if named:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            kinds = frozenset(one for one in Kind if one.name in named)
            yield KindTable(f"{path}: {ast.unparse(target)}", kinds)


def missing(table: KindTable, kinds: set[Kind]) -> str:
    """Return the sentence about the rows that a table lacks; "" if it has them all."""
    absent = sorted(kinds - table.kinds - CLOSING)
    if not absent:
        return ""
    every = "; ".join(one.place for one in TABLES)
    return (
        f"{table.place} has no row for {', '.join(absent)}. A kind of question needs one in {every}"
    )


TABLES = [
    table
    for path in sorted(PACKAGE.rglob("*.py"))
    for table in tables_in(path.read_text("utf-8"), str(path.relative_to(PACKAGE)))
]


def test_the_tables_are_found():
    places = {table.place for table in TABLES}
    assert places >= {
        "dialogue/engine/answer_fit.py: _FITS",
        "dialogue/script/plan_binding.py: _HOLDS",
        "dialogue/script/name_resolver.py: _KIND_TYPES",
        "headless/answer_problem.py: EXPECTED",
        "plain/typed_answer.py: PLAIN_FIELDS",
        "screens/fields/field_table.py: FIELDS",
    }


@pytest.mark.parametrize("table", TABLES, ids=[one.place for one in TABLES])
def test_each_kind_of_question_has_its_row(table: KindTable):
    assert missing(table, set(Kind)) == ""


def test_a_kind_without_its_row_is_told_with_every_table():
    """As if `text` were new: a table made without it lacks that row."""
    source = "\n".join(["TABLE: dict[Kind, str] = {", "    Kind.SAY: 'said',", "}"])
    (table,) = tables_in(source, "somewhere.py")
    said = missing(table, {Kind.SAY, Kind.TEXT})
    assert said.startswith("somewhere.py: TABLE has no row for text.")
    assert all(one.place in said for one in TABLES)


def test_no_table_names_a_key_twice():
    """The second would win, or say the same again; no linter sees it where a key is a name."""
    twice = []
    for module in sorted(Path("goalcoach").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                keys = [ast.unparse(key) for key in node.keys if key is not None]
                twice += [f"{module}: {key}" for key in set(keys) if keys.count(key) > 1]
    assert twice == []
