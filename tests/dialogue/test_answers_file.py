"""An answers file is read strictly, and every line that is no answer is named."""

from __future__ import annotations

from datetime import date

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.answers_file import read_answers
from goalcoach.errors import BadData

WHOLE = """\
"opening/ease" = 6
'story/me' = "a cook"
"story/helps" = ["music", "sleep"]
"steps@1/samples" = [12, 20.5]
"close/next_visit" = 2026-12-18
"start/hello" = true
"goal/goals" = [{ statement = "Cook", whose = "patient", values = ["v1"] }, { statement = "Walk" }]
bare = "x"
[confirm]
"story" = true
[skips]
"priorities/order" = "not_now"
[acks]
"sure@1/fit" = { below_seven = "tiny already" }
[notes]
"story/me" = "said with a smile"
"""


def test_a_file_holds_values_rows_and_what_stands_beside_them():
    read = read_answers(WHOLE.encode(), "a.toml")
    assert read.values == {
        "opening/ease": 6,
        "story/me": "a cook",
        "story/helps": ("music", "sleep"),
        "steps@1/samples": (12, 20.5),
        "close/next_visit": date(2026, 12, 18),
        "start/hello": True,
        "bare": "x",
    }
    assert read.rosters == {
        "goal/goals": (
            {"statement": "Cook", "whose": "patient", "values": ("v1",)},
            {"statement": "Walk"},
        )
    }
    assert read.confirm == {"story": True}
    assert read.skips == {"priorities/order": SkipReason.NOT_NOW}
    assert read.acks == {"sure@1/fit": {"below_seven": "tiny already"}}
    assert read.notes == {"story/me": "said with a smile"}


def test_what_nothing_took_is_listed_in_the_order_of_the_file():
    read = read_answers(WHOLE.encode(), "a.toml")
    read.used |= {("", "opening/ease"), ("notes", "story/me")}
    assert read.unused() == [
        ("", "story/me"),
        ("", "story/helps"),
        ("", "steps@1/samples"),
        ("", "close/next_visit"),
        ("", "start/hello"),
        ("", "goal/goals"),
        ("", "bare"),
        ("confirm", "story"),
        ("skips", "priorities/order"),
        ("acks", "sure@1/fit"),
    ]


def test_a_problem_names_the_line_of_its_key_and_its_table():
    read = read_answers(WHOLE.encode(), "a.toml")
    assert str(read.problem("story/me", "x")) == "line 2: story/me: x"
    assert str(read.problem("story/me", "x", "notes")) == "line 16: [notes] story/me: x"
    assert str(read.problem("nowhere", "x")) == "nowhere: x"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a = 1\n"x" = 2026-12-18T10:00:00\n', 2),
        ('"x" = { a = 1 }\n', 1),
        ('"x" = [1, "a"]\n', 1),
        ('"x" = [true]\n', 1),
        ('"x" = [[1]]\n', 1),
        ('"x" = 10:00:00\n', 1),
        ('a = 1\n"x" = [ { a = [[1]] } ]\n', 2),
        ("confirm = true\n", 1),
        ('[confirm]\n"x" = false\n', 2),
        ('[skips]\n"x" = "later"\n', 2),
        ('[skips]\n"x" = ["declined"]\n', 2),
        ("[notes]\na = 1\n", 2),
        ('[acks]\n"x" = "why"\n', 2),
        ('[acks]\n"x" = { low = 1 }\n', 2),
        ("a = \n", 1),
        ("a = 1\na = 2\n", 0),
        ('a = """\nnotes\n"""\n"x" = [true]\n', 4),
    ],
)
def test_a_line_that_is_no_answer_is_named(text: str, line: int):
    with pytest.raises(BadData) as caught:
        read_answers(text.encode(), "a.toml")
    if line:
        assert [one.line for one in caught.value.problems] == [line]
    assert caught.value.sentence.startswith("a.toml: ")


def test_all_lines_that_are_no_answers_are_named_at_once():
    with pytest.raises(BadData) as caught:
        read_answers(b'"a" = [[1]]\n"b" = 1\n"c" = [[1]]\n[skips]\n"d" = "x"\n', "a.toml")
    assert [one.line for one in caught.value.problems] == [1, 3, 5]


def test_bytes_that_are_no_text_are_named_by_their_line():
    with pytest.raises(BadData, match="line 2: this is not UTF-8 text"):
        read_answers(b"a = 1\nb = '\xff'\n", "a.toml")


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    assert read_answers(b"\xef\xbb\xbfa = 1\n", "a.toml").values == {"a": 1}


def test_a_file_nested_without_end_is_refused():
    with pytest.raises(BadData):
        read_answers(b"a = " + b"[" * 5000, "a.toml")


@pytest.mark.parametrize(
    "line",
    [
        '"steps@1/amount" = 1.200',
        '"steps@1/samples" = [3, 1.200]',
        '"goal/goals" = [{ statement = "Walk", aim = 1.200 }]',
    ],
)
def test_a_number_that_may_be_two_is_refused_with_both(line: str):
    with pytest.raises(BadData) as caught:
        read_answers(f'# one\n{line}\n"a/b" = 0.250\n'.encode(), "a.toml")
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert problem.field == line.partition(" ")[0].strip('"')
    assert problem.message == "“1.200” may mean 1200 or 1.2; write the one that is meant."


def test_a_number_is_a_plain_number_once_it_is_read():
    read = read_answers(b'"a/b" = 0.250\n"a/c" = [1.5, 2]\n', "a.toml")
    held = (read.values["a/b"], *read.values["a/c"])  # type: ignore[misc]
    assert held == (0.25, 1.5, 2)
    assert [type(one) for one in held] == [float, float, int]
