"""Every reason why a script does not compile: its code, its file and its line.

In the packs below `#! CODE` marks the line that the diagnostic has to name.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.command import Answer
from goalcoach.dialogue.script.compiler import compile_pack, digest_pack
from goalcoach.dialogue.script.diagnostic import BadScript, Diagnostic
from tests.dialogue.packs import Pack, all_kinds, everything, item, pack, script_of, section
from tests.dialogue.walker import addresses, give, start

HEAD = 'id = "a"\ntitle = "A"\nphase = "talk"\n'
ROSTER = """
[[item]]
id = "goals"
kind = "roster"
label = "Goals"
fills = "goals"
fields = [ { id = "statement", kind = "text", label = "The goal", fills = "goals.statement" } ]
"""
PART_B = """id = "b"
title = "B"
phase = "talk"
"""


def problems(files: Pack) -> tuple[Diagnostic, ...]:
    try:
        compile_pack(files)
    except BadScript as bad:
        return bad.diagnostics
    return ()


def asked(text: str, **others: str) -> Pack:
    parts = {"a": text.encode()} | {name: one.encode() for name, one in others.items()}
    return pack(parts)


def marks(files: Pack) -> set[tuple[str, str, int]]:
    """The (code, file, line) that the `#!` marks ask for."""
    return {
        (code, name, number)
        for name, data in files.items()
        for number, line in enumerate(data.decode().split("\n"), 1)
        for code in re.findall(r"#! (E\d+)", line)
    }


def one(kind: str, *lines: str) -> str:
    """A section with one question of `kind` and these lines."""
    needed = {"scale": 'range = [0, 10]\nanchors = { 0 = "a", 10 = "b" }\n'}.get(kind, "")
    body = "".join(f"{line}\n" for line in lines)
    return f'{HEAD}\n[[item]]\nid = "one"\nkind = "{kind}"\nlabel = "One"\n{needed}{body}'


def two(first: str, *lines: str) -> str:
    """A question `one` of kind `first`, then a text `two` with these lines."""
    body = "".join(f"{line}\n" for line in lines)
    return f'{one(first)}\n[[item]]\nid = "two"\nkind = "text"\nlabel = "Two"\n{body}'


def fields_of(*lines: str) -> str:
    body = "".join(f"  {line}\n" for line in lines)
    return one("roster", f"fields = [\n{body}]")


def read_faults() -> dict[str, dict[str, str]]:
    """Case name → file name → text, as `faults.txt` holds them."""
    whole = (Path(__file__).parent / "faults.txt").read_text()
    cases = {}
    for case in whole.split("\n%% ")[1:]:
        name, _, text = case.partition("\n")
        parts = re.split(r"^% (\w+)\.toml\n", text, flags=re.M)
        cases[name] = dict(zip(parts[1::2], parts[2::2], strict=True))
    return cases


FAULTS = read_faults()


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_with_its_code_file_and_line(name: str):
    files = pack({part: text.encode() for part, text in FAULTS[name].items()})
    expected = marks(files)
    assert expected
    assert {(one.code, one.file, one.line) for one in problems(files)} == expected


def looped(text: str) -> Pack:
    head = f'{PART_B}each = {{ of = "a/goals", as = "goal" }}\n'
    return asked(HEAD + ROSTER, b=head + text)


def test_the_row_of_a_loop_is_known_only_inside_it():
    outside = '\n[[item]]\nid = "y"\nkind = "text"\nlabel = "Y"\nsay = "{goal|it}"  #! E206\n'
    files = looped('\n[[item]]\nid = "x"\nkind = "text"\nlabel = "X"\nsay = "{goal|it}"\n')
    files["a.toml"] += outside.encode()
    assert {(one.code, one.file, one.line) for one in problems(files)} == marks(files)


def test_a_loop_does_not_run_over_a_list_inside_a_loop():
    inner = item("steps", "roster", fields=[item("x", "text")])
    goals = item("goals", "roster", fields=[item("x", "text")])
    files = pack(
        {
            "a": section("a", goals),
            "b": section("b", inner, each={"of": "a/goals", "as": "goal"}),
            "c": section("c", item("y", "text"), each={"of": "b/steps", "as": "step"}),
        }
    )
    assert [(one.code, one.file) for one in problems(files)] == [("E223", "c.toml")]


def test_marks_on_rows_of_a_loop_are_for_the_same_loop():
    rungs = item("rungs", "roster", fills="goals.ladder.rungs", fields=[item("x", "text")])
    pick = item(
        "pick",
        "choice",
        options_from="b/rungs",
        marks={"chosen": "now"},
        fills="goals.ladder.rungs.status",
    )
    parts = {
        "a": (HEAD + ROSTER).encode(),
        "b": section("b", rungs, each={"of": "a/goals", "as": "goal"}),
        "c": section("c", pick, each={"of": "a/goals", "as": "one"}),
    }
    assert problems(pack(parts)) == ()
    parts["c"] = section("c", pick)
    assert [one.code for one in problems(pack(parts))] == ["E223"]


def head_of(**changes: object) -> Pack:
    return pack({"a": section("a", item("one", "text"))}, **changes)


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ({"format": "goalcoach-script/2"}, "E105", "format"),
        ({"format": None}, "E105", "format"),
        ({"id": ""}, "E105", "id"),
        ({"version": None}, "E105", "version"),
        ({"base_lang": None}, "E105", "base_lang"),
        ({"base_lang": "../../site"}, "E105", "base_lang"),
        ({"base_lang": "hashes-de"}, "E105", "base_lang"),
        ({"langs": ["en", "../de"]}, "E105", "langs"),
        ({"phases": {}}, "E105", "phase"),
        ({"skips": {"declined": "Rather not say"}}, "E105", "skips"),
        ({"order": None}, "E105", "order"),
        ({"order": {"first": "a"}}, "E105", "first"),
        ({"order": {"third": ["a"], "first": ["a"]}}, "E102", "third"),
        ({"orders": 1}, "E102", "orders"),
        ({"order": {"first": ["a", "a"]}}, "E103", "order"),
        ({"order": {"first": ["a", "b"]}}, "E108", "order"),
        ({"order": {"first": []}}, "E108", "id"),
        ({"visits": ["first", 3]}, "E105", "visits"),
    ],
)
def test_each_fault_of_the_head_is_told_with_its_line(
    changes: dict[str, object], code: str, key: str
):
    files = head_of(**changes)
    found = [one for one in problems(files) if one.code == code]
    assert found
    assert found[0].field.endswith(f".{key}")
    lines = files[found[0].file].decode().split("\n")
    parent = "order" if key in ("first", "third") else key
    known = [number for number, line in enumerate(lines, 1) if line.startswith(f"{parent} =")]
    assert found[0].line == (known[0] if known else 1)


def test_a_phase_has_its_title_in_whatever_visit_it_comes():
    files = pack(
        {"a": section("a", item("x", "text")), "b": section("b", item("x", "text"), phase="no")},
        order={"first": ["a"], "review": ["a", "b"]},
    )
    assert [(one.code, one.file, one.line) for one in problems(files)] == [("E105", "b.toml", 3)]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b'id = "a"\nx = "\xff"\n', 2), (b"id = 1\n\nb = [\n", 4), (b"x = " + b"[" * 3000, 1)],
)
def test_what_is_no_text_or_no_toml_is_told_with_its_line(data: bytes, line: int):
    found = problems(pack({"a": data}))
    assert ("E101", "a.toml", line) in [(one.code, one.file, one.line) for one in found]


def test_what_does_not_fit_is_told_with_what_does():
    low = item("why", "text", when={"q": "who", "lt": 4})
    files = pack({"a": section("a", item("who", "choice", options=["me", "you"]), low)})
    [one] = problems(files)
    assert one.message == "“lt” does not fit who, which takes is, eq, ne, in"
    [one] = problems(pack({"a": section("a", item("me", "text", fills="ease.start"))}))
    assert one.message == "“ease.start” holds a whole number, not what a text gives"


@pytest.mark.parametrize("line", ["say = “Hello.”", 'fields = [ { id = „a”, kind = "text" } ]'])
def test_quotes_from_a_word_processor_are_told_as_that(line: str):
    [one] = problems(pack({"a": f'id = "a"\n{line}\n'.encode()}))[:1]
    assert str(one) == (
        'a.toml:2: E101: needs straight quotes around a text: " where “ or ” stands'
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("say = From 0 to 10", 'needs straight quotes around a text: " before it and behind it'),
        ('[[item]]\nid = "b"\n[item]', "needs two brackets on each side: [[item]]"),
        ("visits = [1 2]", "is not TOML: Unclosed array"),
        (
            "private = true or false",
            "is not TOML: Expected newline or end of document after a statement",
        ),
    ],
)
def test_a_line_that_is_no_toml_is_told_with_what_it_needs(line: str, told: str):
    [one] = problems(pack({"a": f'id = "a"\n{line}\n'.encode()}))[:1]
    assert str(one) == f"a.toml:{2 + line.count(chr(10))}: E101: {told}"


def test_a_kind_or_a_range_that_is_mistyped_is_told_once_with_what_was_meant():
    [one] = problems(pack({"a": section("a", item("me", "chioce", options=["yes"]))}))[:1]
    assert one.message.endswith("roster, instrument (did you mean “choice”?)")
    found = problems(pack({"a": section("a", item("me", "scale", range=[10, 0]))}))
    assert [one.code for one in found] == ["E106"]


def test_a_pack_without_its_head_is_told_so():
    assert [(one.code, one.file, one.line) for one in problems({})] == [("E108", "script.toml", 1)]
    broken = problems({"script.toml": b"format = "})
    assert [(one.code, one.file) for one in broken] == [("E101", "script.toml")]


def test_a_name_that_stands_in_two_sections_needs_its_section():
    parts = {name: section(name, item("one", "text")) for name in ("a", "b")}
    parts["c"] = section("c", item("two", "text", when={"q": "one", "is": "answered"}))
    found = problems(pack(parts))
    assert [one.code for one in found] == ["E201"]
    assert "write section/one" in found[0].message


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (one("text", 'prbes = "x"'), "probes"),
        (two("text", 'when = { q = "oen", eq = "x" }'), "one"),
        (two("text", 'when = { q = "one", wordslt = 3 }'), "words_lt"),
        (one("text", 'when = { q = "calc.gaap", gt = 1 }'), "gap"),
        (one("text", 'fills = "story.mee"'), "story.me"),
        (
            one("choice", 'options = ["yes", "no"]')
            + '\n[[item]]\nid = "b"\nkind = "text"\nlabel = "B"\n'
            + 'when = { q = "one", eq = "yse" }\n',
            "yes",
        ),
    ],
)
def test_a_near_miss_gets_the_word_that_was_meant(text: str, near: str):
    (found,) = problems(asked(text))
    assert found.message.endswith(f"(did you mean “{near}”?)")


def test_a_diagnostic_reads_as_file_line_code_and_place():
    (found,) = problems(asked(one("text", 'prbes = "x"')))
    assert str(found) == f"a.toml:9: E102 a/one.prbes: {found.message}"
    with pytest.raises(BadScript, match=r"a\.toml:9: E102"):
        compile_pack(asked(one("text", 'prbes = "x"')))


def test_all_faults_are_told_at_once_and_in_order():
    files = asked(one("text", 'prbes = "x"', "say = 3", 'who = "x"'))
    found = problems(files)
    assert [one.line for one in found] == [9, 10, 11]


def test_a_pack_that_does_not_compile_says_each_fault_as_a_problem_of_the_pack():
    with pytest.raises(BadScript) as bad:
        compile_pack(asked(one("text", 'prbes = "x"', "say = 3")))
    assert bad.value.source == "pack"
    assert [(found.line, found.field) for found in bad.value.problems] == [
        (9, "a/one.prbes"),
        (10, "a/one.say"),
    ]
    assert str(bad.value).count("a.toml:") == 2


@pytest.mark.parametrize(
    "line",
    [
        *(f'who = "{who}"' for who in ("patient", "clinician", "helper")),
        *(f'panel = "{panel}"' for panel in ("ladder", "plan", "changes", "heard", "contacts")),
    ],
)
def test_who_is_asked_and_what_stands_beside_are_these(line: str):
    assert problems(asked(one("text", line))) == ()
    key, word = line.split(" = ")
    (found,) = problems(asked(one("text", f'{key} = "x"')))
    assert word.strip('"') in found.message.removeprefix("is one of ").split(", ")


def test_a_key_inside_a_long_text_is_no_key():
    text = one("text", 'say = """', "[[item]]", 'id = "no"', '"""', 'sya = "x"  #! E102')
    files = asked(text)
    assert {(found.code, found.file, found.line) for found in problems(files)} == marks(files)


def test_the_same_id_in_two_fields_leads_to_the_right_line():
    option = '{ id = "yes", label = "Yes"'
    files = asked(
        one(
            "roster",
            "fields = [",
            '  { id = "x", kind = "text", label = "X" },',
            f'  {{ id = "y", kind = "choice", label = "Y", options = [{option} }}] }},',
            f'  {{ id = "z", kind = "choice", label = "Z", options = [{option}, x = 1 }}] }},'
            "  #! E102",
            "]",
        )
    )
    assert {(found.code, found.file, found.line) for found in problems(files)} == marks(files)


# What compiles, and that it always compiles to the same.


def test_the_pack_with_everything_compiles_with_every_kind():
    kinds = {one.kind for part in everything().sections.values() for one in part.items}
    assert kinds == set(Kind) - {Kind.REVIEW}


def test_a_condition_counts_what_was_chosen():
    script = script_of(
        item("m", "multi", options=["x", "y"]),
        item("t", "text", when={"q": "m", "count_ge": 1}),
    )
    assert addresses(script, start(script)) == ["a/m"]
    assert addresses(script, give(script, start(script), Answer(("x",)))) == ["a/m", "a/t"]


def test_a_bare_word_finds_the_one_item_of_that_name():
    parts = {
        "a": section("a", item("one", "text")),
        "b": section("b", item("two", "text", when={"q": "one", "is": "answered"})),
    }
    assert problems(pack(parts)) == ()


@pytest.mark.parametrize(
    ("old", "now", "kind"),
    [
        ("flare_plan.not_a_flare", "flare_plan.emergency", "list"),
        ("flare_plan.when", "flare_plan.too_long", "text"),
    ],
)
def test_a_script_from_before_a_field_was_renamed_still_fills_it(old: str, now: str, kind: str):
    """A visit under way is taken up with the script that it began with."""
    here = item("one", kind, fills=old)
    script = script_of(here, item("two", "text", when={"q": f"prior.{old}", "is": "answered"}))
    fills, when = script.sections["a"].items[0].fills, script.sections["a"].items[1].when
    assert fills is not None
    assert fills.path == now
    assert now in repr(when)


def test_files_that_are_no_sections_are_left_alone():
    files = all_kinds() | {"notes.md": b"\xff", "i18n/es.toml": b"x ="}
    assert problems(files) == ()


def test_the_words_for_a_break_stand_outside_every_order():
    files = all_kinds() | {"break.toml": section("break", item("stop", "say", say="Rest."))}
    script = compile_pack(files)
    assert script.words("break", "stop").say
    assert not script.words("break", "nothing").say
    assert script.item("nowhere", "stop") is None


def told(files: Pack) -> str:
    script = compile_pack(files)
    parts = {name: getattr(script, name) for name in script.__struct_fields__}
    return repr({**parts, "sections": sorted(parts["sections"].items())})


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_files_does_not_matter(seed: int):
    names = list(all_kinds())
    random.Random(seed).shuffle(names)
    files = {name: all_kinds()[name] for name in names}
    assert told(files) == told(all_kinds())
    assert digest_pack(files) == digest_pack(all_kinds())


def test_the_time_zone_does_not_matter(monkeypatch: pytest.MonkeyPatch):
    before = told(all_kinds())
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert told(all_kinds()) == before
    finally:
        monkeypatch.undo()
        time.tzset()


def test_neither_language_nor_hash_seed_matters():
    code = (
        "from tests.dialogue.test_compiler import told, all_kinds; import hashlib;"
        "print(hashlib.sha256(told(all_kinds()).encode()).hexdigest())"
    )
    seen = set()
    for seed, language in (("1", "C"), ("2", "tr_TR.UTF-8")):
        environ = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language}
        root = Path(__file__).parents[2]
        done = subprocess.run(
            [sys.executable, "-c", code], env=environ, cwd=root, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_the_digest_tells_names_and_bytes_apart():
    assert digest_pack({"a": b"bc"}) != digest_pack({"ab": b"c"})
    assert digest_pack({"a": b"b"}) != digest_pack({"a": b"c"})


def test_the_minutes_of_an_older_script_are_passed_over():
    # A visit under way is taken up with the script it began with.
    assert compile_pack(pack({"a": section("a", item("one", "text"), minutes=3.5)}))
