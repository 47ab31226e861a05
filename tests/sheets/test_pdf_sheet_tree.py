"""A sheet as data for the template: plain, whole, and with nothing in it that could act."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from goalcoach.sheets.block import (
    Break,
    ChangeBlock,
    Footer,
    Mark,
    MarkList,
    MarkShape,
    Notice,
    Numbered,
    Para,
    RatingPlots,
    Role,
    Statement,
    TextSpan,
    Title,
)
from goalcoach.sheets.writers.pdf import pdf
from goalcoach.sheets.writers.pdf.template_data import sheet_tree
from tests.sheets.paper import EVERY, rowans
from tests.sheets.pieces import plot
from tests.sheets.print_sample import handout

TEMPLATES = sorted((Path(pdf.__file__).parent / "typst").glob("*.typ"))


def test_every_sheet_is_data_that_json_gives_back():
    for kind, size in EVERY:
        tree = sheet_tree(rowans(kind, size))
        assert json.loads(json.dumps(tree)) == json.loads(
            json.dumps(sheet_tree(rowans(kind, size)))
        )


def test_breaks_part_sides_and_none_of_them_is_empty():
    blocks = (Break(), Para("a"), Break(), Break(), Para("b"), Break(), Footer(("x",)))
    sides = sheet_tree(handout(blocks))["sides"]
    assert isinstance(sides, list)
    assert [len(side) for side in sides] == [1, 1]


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("de-CH", ("de", "CH")),
        ("en_GB", ("en", "GB")),
        ("zh-Hant-TW", ("zh", None)),
        ("AR", ("ar", None)),
        ("english", ("en", None)),
        ("plan [/b]", ("en", None)),
        ("\u00e9t\u00e9", ("en", None)),
        ("", ("en", None)),
    ],
)
def test_whatever_a_script_calls_its_language_the_sheet_is_set(
    language: str, tag: tuple[str, str | None]
):
    sheet = handout((Para("a"),))._replace(language=language)
    tree = sheet_tree(sheet)
    assert (tree["lang"], tree["region"]) == tag
    assert pdf.write_pdf(sheet).startswith(b"%PDF-")


@pytest.mark.parametrize(("length", "step"), [(90, 0), (91, 1), (180, 1), (181, 2)])
def test_a_statement_is_set_smaller_by_its_length(length: int, step: int):
    tree = sheet_tree(handout((Statement("x" * length, Role.GOAL),)))
    assert f'"step": {step}' in json.dumps(tree)


def test_what_a_plot_says_aloud_is_one_line():
    tree = sheet_tree(handout((RatingPlots((plot("up\nand down", "Pain\nat night"),)),)))
    (side,) = json.loads(json.dumps(tree["sides"]))
    (drawn,) = side[0]["items"]
    assert drawn["sentence"] == "up / and down"
    assert drawn["caption"] == "Pain / at night"


def test_what_would_act_on_a_page_is_spelled_out_wherever_it_stands():
    bad = "\x1b[2J\u202e"
    blocks = (Notice(bad), Title(bad, bad), Para(bad), Footer((bad,), bad))
    said = json.dumps(sheet_tree(handout(blocks)), ensure_ascii=False)
    assert said.count("<U+001B>") == 6
    assert not re.search(r"[\x00-\x1f\u202e]", said)


def test_straight_quotes_that_someone_typed_stay_straight():
    said = json.dumps(sheet_tree(handout((Para("I said 'no' -- \"twice\"..."),))))
    assert "'no' -- " in said


def test_a_list_behind_another_is_a_list_of_its_own():
    marks = MarkList((Mark(MarkShape.STEADY, "Steady", "Two pots"),))
    blocks = (Numbered(("one", "two")), Numbered(("three",)), marks, marks)
    sides = sheet_tree(handout(blocks))["sides"]
    assert isinstance(sides, list)
    lists = [piece["list"] for piece in sides[0]]
    assert lists[0] == lists[1]
    assert len(set(lists)) == 4


def test_a_change_says_old_and_new_with_one_full_stop_and_why_in_their_words():
    old, new = (TextSpan("Two pots."),), (TextSpan("One", strong=True), TextSpan(" pot."))
    tree = sheet_tree(handout((ChangeBlock(old, new, "one fewer", ("It was too much",)),)))
    side = tree["sides"]
    assert isinstance(side, list)
    runs = side[0][0]["r"]
    said = "".join(words for words, _ in runs).replace("\xa0", " ")
    assert said == "“Two pots.” is now “One pot.” (one fewer).\nWhy: “It was too much”"


def test_the_template_reads_no_file_takes_no_package_and_runs_no_text():
    assert TEMPLATES
    for template in TEMPLATES:
        code = re.sub(r"//.*", "", template.read_text("utf-8"))
        assert not re.search(r"\b(read|eval|plugin|include|datetime)\b|@preview", code), template
        assert set(re.findall(r'import "([^"]+)"', code)) <= {one.name for one in TEMPLATES}
