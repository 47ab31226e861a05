from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress
from typing import Any

import pytest

from goalcoach.errors import BadData, GoalcoachError
from goalcoach.plan.consistency import number
from goalcoach.plan.file.codec import from_tree, read, write
from goalcoach.plan.file.key_lines import find_lines, line_of
from goalcoach.plan.file.toml_limit import MOST_TOML_BYTES
from goalcoach.plan.problem_finder import MOST_PROBLEMS
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import speaking
from tests.plan.maker import least, whole

HEAD = """\
schema = 2
patient = "rowan-17"
version = 1
created = 2026-10-23T10:41:07+01:00
visit = { kind = "first", date = 2026-10-23, status = "incomplete", reason = "stopped" }
"""


PLACES = "people, place, money, time, body, mind, system"


def told(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadData) as raised:
        read(data, "p", check_digest=False)
    assert raised.value.exit_code == 65
    return [str(problem) for problem in raised.value.problems]


def test_all_problems_are_told_at_once_with_line_field_and_a_guess() -> None:
    text = HEAD + (
        '[safety]\npem = "unsur"\n\n[ease]\nstart = 11\nend = "3"\n\n'
        '[[values]]\nid = "v1"\nimportence = 3\n\n[[values]]\nimportance = 2\nlived = 1.5\n\n'
        '[[goals]]\nid = "g1"\nstatement = 5\ndue = "2026-01-01"\nvalues = ["v1", 2]\n\n'
        '[goals.levels]\n"-2" = 1\n\n[[goals.barriers]]\nid = "b1"\nplace = 7\n'
    )
    assert told(text) == [
        'line 7: safety.pem: wants one of yes, no, unsure; did you mean "unsure"?',
        "line 10: ease.start: wants a whole number from 0 to 10",
        "line 11: ease.end: wants a whole number from 0 to 10",
        "line 17: values[1].id: is not there",
        "line 19: values[1].lived: wants a whole number from 0 to 10",
        "line 23: goals[0].statement: wants text in quotes",
        "line 25: goals[0].values[1]: wants text in quotes",
        "line 24: goals[0].due: wants a date like 2026-11-20",
        'line 28: goals[0].levels."-2": wants text in quotes',
        f"line 32: goals[0].barriers[0].place: wants one of {PLACES}",
        'line 15: values[0].importence: is not known here; did you mean "importance"?',
    ]


def test_a_mistyped_key_stands_for_the_one_that_is_not_there() -> None:
    text = HEAD.replace("patient =", "pateint =")
    assert told(text) == ['line 2: pateint: is not known here; did you mean "patient"?']


def test_an_unknown_key_alone_is_no_problem() -> None:
    plan = read((HEAD + "[story]\nhaerd = 1\n").encode(), "p", check_digest=False).plan
    assert plan.story.extra == {"haerd": 1}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("goals = 1", "goals: wants a list of tables"),
        ("goals = [1]", "goals[0]: wants a table"),
        ("story = 1", "story: wants a table"),
        ("story.helps = 'tea'", "story.helps: wants a list of texts"),
        ("story.heard = ['tea']", "story.heard: wants text in quotes"),
        ("notes = 1", "notes: wants a table"),
        ("notes.a = 1", "notes.a: wants text in quotes"),
        (
            "skipped.'a/b' = 'decline'",
            'not_now, not_applicable; did you mean "declined"?',
        ),
        ("safety.limits = ['fals']", "heart, seizures, eating, other, none; did you"),
        ("safety.limits = 'falls'", "safety.limits: wants a list of words"),
        ("flare_plan.steps = ['a', 'b', 'c', 'd']", "flare_plan.steps: wants at most 3 entries"),
        ("flare_plan.gone_over = 2026-01-01T10:00:00", "gone_over: wants a date like"),
        ("parent = { version = 1, digest = 'x' }", 'parent.digest: wants "sha256:" and 64 of'),
        ("goals = [{id = 'g1', measures = [{id = 'm1', now = nan}]}]", "now: wants a number of"),
        ("goals = [{id = 'g1', ladder = {samples = [inf]}}]", "samples[0]: wants a number of"),
        ("goals = [{id = 'g1', ladder = {samples = 1}}]", "samples: wants a list of numbers"),
        ("ease.start = true", "ease.start: wants a whole number"),
        ("later = nan", "later: wants a number of ordinary size"),
        ("answers.a = [1, {b = -inf}]", "answers.a[1].b: wants a number of ordinary size"),
        ("later = 9223372036854775808", "later: wants a number of ordinary size"),
        ("later = [[[[[[[[[1]]]]]]]]]", "is nested more than 8 levels deep"),
        ("later = [" + "1," * 5001 + "]", "later: holds more than 5000 entries"),
        ("values = [{id = 'g1'}]", 'values[0].id: wants the letter v and a number, like "v1"'),
        ("values = [{id = 'v01'}]", "values[0].id: wants the letter v"),
        ("values = [{id = 'v1'}, {id = 'v1'}]", "values[1].id: v1 is taken by another row"),
        ("scales = [{scale = 'a'}, {scale = 'a'}]", "scales[1].scale: stands twice at this visit"),
        ("scales = [{scale = 'a', score = nan}]", "score: wants a number of ordinary size"),
        ("scales = [{scale = 'a', high = 1e300}]", "high: wants a number of ordinary size"),
        ("scales = [{scale = 'a', missing = -1}]", "missing: wants a whole number"),
        ("scales = [{scale = 'a', low = 9, high = 0}]", "low: is above the highest score"),
        ("scales = [{scale = 'a', score = 10, high = 9}]", "score: lies beyond the ends of its"),
        ("scales = [{scale = 'a', score = -1, low = 0}]", "score: lies beyond the ends of its"),
        ("priorities.order = ['v1']", "priorities.order[0]: names a value that is not in this"),
        ("goals = [{id = 'g1', values = ['v1']}]", "values[0]: names a value that is not"),
        ("goals = [{id = 'g1', related = 'g2'}]", "related: names a goal that is not in this"),
        (
            "goals = [{id = 'g1', contingencies = [{id = 'c1', barrier = 'b1'}]}]",
            "goals[0].contingencies[0].barrier: names a barrier that is not in this plan",
        ),
        (f'parent = {{ version = 1, digest = "sha256:{"0" * 64}" }}', "wants a version before 1"),
    ],
)
def test_each_thing_that_is_not_right_has_its_sentence(lines: str, words: str) -> None:
    found = told(f"{HEAD}{lines}\n")
    assert len(found) == 1
    assert found[0].startswith("line 6: ")
    assert words in found[0]


@pytest.mark.parametrize(
    "scales",
    [
        "{scale = 'a'}, {scale = 'a'}",
        "{scale = 'a', low = 9, high = 0}",
        "{scale = 'a', score = 10, high = 9}",
    ],
)
def test_what_does_not_hold_together_in_a_scale_is_told_in_the_language_that_is_spoken(
    scales: str,
) -> None:
    lines = f"{HEAD}scales = [{scales}]\n"
    with speaking(read_catalogue("de")):
        (german,) = told(lines)
    (english,) = told(lines)
    assert german.rpartition(": ")[2] != english.rpartition(": ")[2]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("version = 1\n", "version = 2\n", "parent: is not there, and version 2 follows another"),
        ("version = 1\n", "version = 0\n", "version: wants a whole number from 1 to 9999"),
        ("version = 1\n", "", "version: is not there"),
        (
            '"rowan-17"',
            '"Rowan Lastname"',
            "patient: wants small letters, digits and single dashes",
        ),
        ("+01:00", "", "created: wants a time with its offset"),
        (', reason = "stopped"', "", "visit.reason: is not there"),
        ("incomplete", "done", "visit.reason: belongs to a visit with the status"),
    ],
)
def test_the_header_has_its_rules(old: str, new: str, words: str) -> None:
    assert any(words in line for line in told(HEAD.replace(old, new)))


def test_rules_are_checked_beside_wrong_kinds_and_told_once() -> None:
    text = HEAD.replace(', status = "incomplete", reason = "stopped"', ', status = "done"')
    found = told(text + "[[goals]]\nid = 'g1'\nstatement = 4\n[[goals]]\nid = 'g2'\n")
    assert found == [
        "line 8: goals[0].statement: wants text in quotes",
        "safety.decision: is not there, and the visit is done",
        "line 9: goals[1].statement: is not there, and the visit is done",
    ]


def test_a_tree_has_no_lines() -> None:
    with pytest.raises(BadData) as raised:
        from_tree(least(ease={"start": 12}), "answers.toml")
    assert str(raised.value) == "answers.toml: ease.start: wants a whole number from 0 to 10"


def test_what_a_person_said_is_never_repeated() -> None:
    trusted = "what was told in trust"
    text = (
        f"{HEAD}[ease]\nstart = '{trusted}'\n[safety]\npem = '{trusted}'\n[{trusted.split()[0]}]\n"
    )
    assert trusted not in "\n".join(told(text))


def test_a_file_full_of_problems_tells_a_page_of_them() -> None:
    found = told(HEAD + "[[values]]\n" * 3000)
    assert len(found) == MOST_PROBLEMS
    found = told(HEAD + "[[values]]\nid = 'v1'\n" * 300)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1] == "249 more like these"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xef\xbb\xbfschema = 1\n", "line 1: begins with a byte order mark"),
        (b'schema = 1\npatient = "\xe2\x82"\n', "line 2: is not UTF-8 text from here on"),
        (b"schema = 1\n<<<<<<< HEAD\n", "line 2: two versions of the file stand here"),
        (b"schema = 1\npatient = \n", "line 2: is not TOML from column 11 on"),
        (b"schema = 1\nschema = 1\n", "line 2: is not TOML"),
        (b"\x00", "is not TOML"),
        (b"schema = 1\nx = " + b"1" * 4301, "line 2: wants a number of ordinary size"),
        (b"x = 2026-02-30\n", "is not TOML"),
        (b"x = " + b"[" * 200_000, "than any file of goalcoach needs"),
        (b"x = " + b"[" * 3000, "is nested too deeply for a plan"),
        (b"x = 0x" + b"f" * 100_000, "line 1: has more than 1000 characters without a blank"),
        (b"\n" + b"'a b'" + b" . a" * 9000 + b" = 1", "line 2: has a key of more than 16 parts"),
        (b".".join([b"a"] * 3000) + b" = 1", "is nested too deeply for a plan"),
    ],
)
def test_a_file_that_is_no_toml_gives_one_clear_line(data: bytes, words: str) -> None:
    found = told(data)
    assert len(found) == 1
    assert words in found[0]


def many(pattern: str, count: int) -> str:
    return HEAD + "".join(pattern.format(i) for i in range(count))


QUOTED = '."a b"' * 40

HOSTILE: dict[str, Any] = {
    "larger than the cap": HEAD + "#" * MOST_TOML_BYTES,
    "rows": many("[[values]]\n", 80_000),
    "rows within the lines": many("[[values]]\n", 9_000),
    "twins": many("[[goals]]\nid = 'g1'\n", 4_900),
    "keys": many("k{} = 1\n", 9_900),
    "tables": many("[t{}]\n", 9_900),
    "mistyped keys": many("ease = 1\n[story]\n", 1) + many("heard{} = 1\n", 9_000)[len(HEAD) :],
    "list": HEAD + "x = [" + "1," * 500_000 + "]\n",
    "list of lists": HEAD + "x = [" + "[]," * 300_000 + "]\n",
    "samples": HEAD + "goals = [{id = 'g1', ladder = {samples = [" + "'',"[:3] * 60_000 + "]}}]\n",
    "long keys": HEAD + "".join(f"x{i}{'.a' * 900} = 1\n" for i in range(550)),
    "long quoted keys": HEAD + "".join(f"x{i}{QUOTED} = 1\n" for i in range(3000)),
    "keys of 16 parts": HEAD + "".join(f"x{i}{'.a' * 15} = 1\n" for i in range(3000)),
    "headers of 16 parts": HEAD + "".join(f"[x{i}{'.a' * 15}]\n" for i in range(3000)),
    "long text": HEAD + "x = '" + "a" * 1_000_000 + "'\n",
    "escapes": HEAD + 'x = "' + "\\n" * 500_000 + '"\n',
    "text without an end": HEAD + 'x = """' + '""\\"' * 200_000,
    "long hex number": HEAD + "x = 0x" + "f" * 1_000_000 + "\n",
    "long decimal": HEAD + "x = " + "1" * 1_000_000 + ".5\n",
    "long key": HEAD + 'ease = 1\n"' + "k" * 1_000_000 + '" = 1\n',
    "blanks": HEAD + "ease = 1" + " " * 1_000_000 + "\n",
    "quotes": HEAD + "ease = 1\nx = '''" + "''a" * 300_000 + "'''\n",
    "dots": HEAD + "ease = 1\n#" + "a." * 500_000 + "\nx = " + "a." * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_less_than_a_second_and_128_mb(name: str) -> None:
    data = HOSTILE[name].encode()
    start = time.process_time()
    _swallow(data)
    assert time.process_time() - start < 1
    tracemalloc.start()
    try:
        _swallow(data)
        assert tracemalloc.get_traced_memory()[1] < 128_000_000
    finally:
        tracemalloc.stop()


def _swallow(data: bytes) -> None:
    with suppress(GoalcoachError):
        read(data, "p", check_digest=False)


def test_a_large_but_honest_plan_opens() -> None:
    values = [{"id": f"v{i}", "words": "1.2.3.4.5." * 9, "area": "a" * 2000} for i in range(1, 99)]
    plan = from_tree(least(values=values, story={"heard": "Line.\n" * 2000}))
    data = write(plan)
    assert len(data) > 200_000
    assert read(data, "p").plan == plan


def test_every_key_of_a_whole_plan_has_its_line() -> None:
    text = write(from_tree(whole())).decode()
    lines = find_lines(text)
    rows = text.split("\n")
    for place, line in lines.items():
        names = [step for step in place if isinstance(step, str)]
        assert names[-1] in rows[line - 1], place
    assert rows[line_of(lines, ("goals", 0, "ladder", "rungs", 0, "with")) - 1].startswith("with ")
    assert line_of(lines, ("goals", 0, "ended", "on")) == line_of(lines, ("goals", 0, "ended"))
    assert line_of(lines, ("nowhere", 3)) == 0


def test_lines_are_found_behind_everything_toml_allows() -> None:
    text = (
        '# x = 1\r\n\n"a b".c = """\n[x]\ny = 1\\""""""\n  d = [ # ]\n 1,\n \'\'\'\n]\'\'\' ]\n'
        "[ e . 'f.g' ]  # [[z]]\n\th = { i = 1 }\n[[e.j]]\n[[e.j]]\nk = 1\n[[e.j.l]]\nm = '\"'\n[n]"
    )
    assert find_lines(text) == {
        ("a b", "c"): 3,
        ("d",): 6,
        ("e", "f.g"): 10,
        ("e", "f.g", "h"): 11,
        ("e", "j", 0): 12,
        ("e", "j", 1): 13,
        ("e", "j", 1, "k"): 14,
        ("e", "j", 1, "l", 0): 15,
        ("e", "j", 1, "l", 0, "m"): 16,
        ("n",): 17,
    }


def test_a_long_key_is_cut_in_its_problem() -> None:
    found = told(HEAD + '"' + "k" * 900 + '" = nan\n')
    assert found == [f'line 6: "{"k" * 39}…": wants a number of ordinary size']


def test_a_row_id_has_a_number() -> None:
    assert [number(row_id) for row_id in ("g12", "g", "12", "g0", "g1\n")] == [12, 0, 0, 0, 0]
