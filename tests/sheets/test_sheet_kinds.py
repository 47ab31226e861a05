"""The table of kinds of sheet: whole rows, and nobody else who tells one kind from another."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import goalcoach
from goalcoach.sheets.sheet import Paper, Sheet, Size
from goalcoach.sheets.sheet_kinds import SHEETS, SheetKind
from goalcoach.sheets.writers.html.css_rules import COMMON
from goalcoach.sheets.writers.html.page import write_html
from goalcoach.sheets.writers.html.style import style_of
from goalcoach.sheets.writers.pdf import pdf
from goalcoach.sheets.writers.pdf.template_data import sheet_tree
from goalcoach.sheets.writers.pdf.template_style import style_tree
from tests.sheets.every_field import as_plan, full_tree
from tests.sheets.golden import compare
from tests.sheets.kinds import CARD, DIARY, HANDOUT, KINDS, LETTER, RECORD, TEAM, WORK
from tests.sheets.paper import EVERY, rowans
from tests.sheets.rowan import third

PACKAGE = Path(goalcoach.__file__).parent


def by_name(tree: ast.Module) -> Iterator[str]:
    """Yield each place that asks the table for one kind, or whether a kind is called so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            asked, name = ast.unparse(node.value), node.slice.value
        elif isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(("kind", ".name")):
            asked, name = ast.unparse(node.left), ast.unparse(node.comparators[0])
        else:
            continue
        if (asked.endswith("SHEETS") or "kind" in asked) and any(
            one in str(name) for one in SHEETS
        ):
            yield ast.unparse(node)


def test_no_module_tells_one_kind_of_sheet_from_another_by_its_name():
    found = {
        f"{path.relative_to(PACKAGE)}: {place}"
        for folder in ("sheets", "press", "screens/print", "cli")
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for place in by_name(ast.parse(path.read_text("utf-8")))
    }
    assert not found


@pytest.mark.parametrize(
    "source", ['SHEETS["card"]', 'kind.name == "card"', 'sheet.kind.name in ("card", "letter")']
)
def test_a_module_that_did_would_be_noticed(source: str):
    assert list(by_name(ast.parse(source)))


def test_the_template_is_not_told_the_kind():
    for kind, size in EVERY:
        assert not {"kind", "size"} & set(sheet_tree(rowans(kind, size)))
    for path in (Path(pdf.__file__).parent / "typst").glob("*.typ"):
        assert not re.search(r"(sheet|st)\.(kind|size)\b", path.read_text("utf-8")), path.name


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_row_is_whole(kind: SheetKind):
    assert SHEETS[kind.name] is kind
    assert re.fullmatch("[a-z]+", kind.name)
    assert kind.title
    assert kind.purpose
    assert callable(kind.find_layout())
    filled = third() if kind is WORK else as_plan(full_tree(1, {}))  # a line needs each yes
    assert kind.is_blank(filled) is False


def test_only_what_a_patient_reads_comes_in_large_print():
    for kind in (HANDOUT, CARD, DIARY):
        assert kind.sizes == tuple(Size)
        assert kind.fit_size(Size.LARGE) is Size.LARGE
        assert kind.style_in(Size.LARGE).measure.body > kind.style.measure.body
    for kind in (RECORD, LETTER, TEAM):
        assert kind.sizes == (Size.STANDARD,)
        assert kind.fit_size(Size.LARGE) is Size.STANDARD
        assert kind.style_in(Size.LARGE) is kind.style


def test_only_what_goes_to_others_waits_for_the_patients_yes_to_sharing():
    assert [kind.name for kind in SHEETS.values() if kind.shared] == [
        *("letter", "team", "work"),
    ]


def measures(kind: SheetKind, size: Size) -> Iterator[str]:
    """Yield all that decides how a sheet of this kind looks, a line each."""
    yield f"{kind} {size}"
    for name, value in style_tree(kind.style_in(size)).items():
        yield f"  {name}: {json.dumps(value)}"
    sheet = Sheet(kind, size, "", "en", ())
    for paper in Paper:
        web = style_of(sheet, paper, mirrored=False)
        yield from (f"  {line}" for line in web[: web.index(COMMON[:20])].split("\n") if line)


def test_the_measures_of_every_sheet_are_those_of_its_golden_file():
    """What is printed on is not looked at again: another measure is a decision."""
    lines = [line for kind, size in EVERY for line in measures(kind, size)]
    compare("measures.txt", "\n".join((*lines, "on every web page", *rules_by_kind())) + "\n")


def rules_by_kind() -> Iterator[str]:
    """Yield the rules of a web page that name kinds of sheet."""
    page = write_html(Sheet(HANDOUT, Size.STANDARD, "", "en", ()))
    named = re.compile(rf" *(:is\()?\.({'|'.join(SHEETS)})\b")
    yield from (f"  {line.strip()}" for line in page.split("\n") if named.match(line))
