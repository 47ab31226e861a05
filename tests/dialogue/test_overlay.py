"""A clinic's changes on top of a pack: what may change, what may not, and what an update does."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.script.compiler import compile_pack, digest_pack
from goalcoach.dialogue.script.diagnostic import BadScript
from goalcoach.dialogue.script.merged_pack import MergedPack
from goalcoach.dialogue.script.overlay import lay_over
from goalcoach.dialogue.script.overlay_pins import PINS, pin
from goalcoach.dialogue.script.piping import render
from goalcoach.dialogue.script.placed_toml import write_value
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.script.symbol_table import split_name
from goalcoach.store.script_pack import read_pack
from tests.dialogue.packs import Pack, item, pack, section, write

TEXT = item("hope", "text", say="What do you hope for?", hint="Wait.", probes=["What else?"])
MOOD = item(
    "mood",
    "choice",
    say="How are you?",
    options=[{"id": "well", "label": "Well"}, {"id": "low", "label": "Low"}],
    checks=[{"id": "care", "warn_if": {"q": "self", "eq": "low"}, "text": "Low. Stay with it?"}],
)
WHY = item("why", "text", when={"q": "mood", "eq": "low"}, say="What weighs most?")
PEOPLE = item(
    "people",
    "roster",
    rows=[0, 3],
    fields=[item("name", "text", required=True), item("near", "choice", options=["yes", "no"])],
    row_label="{people.name|one}",
    ask_more="Is there another?",
)
GATE = item(
    "go",
    "choice",
    options=["go", "adapt", "pause", "not_yet"],
    required="close",
    gate={"q": "go", "eq": "go"},
    fills="safety.decision",
)
SECRET = item("secret", "text", private=True, say="Is there something only for us?")
NEEDED = item("sum", "text", required="close", say="In a sentence?")


def below(*more: dict[str, Any], version: str = "1.0.0") -> Pack:
    return pack(
        {
            "talk": section("talk", TEXT, MOOD, WHY, PEOPLE, *more),
            "rest": section("rest", item("sleep", "text", say="How do you sleep?")),
            "safety": section("safety", SECRET),
            "end": section("end", GATE, NEEDED, visits=["first"]),
        },
        version=version,
    )


def overlay(base: Pack | None = None, /, **files: str) -> Pack:
    """An overlay of these files, pinned to `base`; `head` goes into its script.toml."""
    head = files.pop("head", "")
    base = base or below()
    extends = f'extends = "small@1.0.0"\nbase_digest = "{digest_pack(base)}"\n'
    top = f'format = "goalcoach-script/1"\nid = "clinic"\nversion = "0.1.0"\n{extends}{head}'
    return {"script.toml": top.encode()} | {
        f"{key}.toml": one.encode() for key, one in files.items()
    }


def words(**files: str) -> Script:
    return compile_pack(lay_over(below(), overlay(**files), "small"))


def complaints(base: Pack | None = None, /, **files: str) -> list[tuple[str, int, str]]:
    """(file, line, code) of everything that is wrong with an overlay on `base`."""
    with pytest.raises(BadScript) as caught:
        compile_pack(lay_over(base or below(), overlay(base, **files), "small"))
    return [(one.file, one.line, one.code) for one in caught.value.diagnostics]


def said(script: Script, name: str, key: str = "say") -> str:
    found = script.item(*split_name(name))
    assert found is not None
    return render(getattr(found.words, key), lambda reference: "")


def test_words_are_replaced_by_id_and_all_else_stays() -> None:
    script = words(talk='id = "talk"\n[[item]]\nid = "hope"\nsay = "What would you like?"\n')
    assert said(script, "talk/hope") == "What would you like?"
    assert said(script, "talk/hope", "hint") == "Wait."
    assert (script.id, script.version) == ("clinic", "0.1.0")
    whole = compile_pack(below())
    assert list(script.order["first"]) == list(whole.order["first"])
    assert [one.id for one in script.sections["talk"].items] == ["hope", "mood", "why", "people"]


def test_options_checks_and_fields_are_reworded_by_their_ids() -> None:
    script = words(
        talk='id = "talk"\ntitle = "Our talk"\n[[item]]\nid = "mood"\n'
        'options = [{ id = "low", label = "Quite low" }]\n'
        'checks = [\n  { id = "care", text = "Low, so go slowly." },\n'
        '  { id = "more", warn_if = { q = "self", eq = "well" }, text = "Good. How?" },\n]\n'
        '[[item]]\nid = "people"\nfields = [{ id = "near", label = "Close by", options = ['
        '{ id = "no", label = "Far" }] }]\n'
    )
    mood, people = script.item("talk", "mood"), script.item("talk", "people")
    assert mood is not None
    assert people is not None
    assert [(one.id, one.label.parts) for one in mood.options] == [
        ("well", ("Well",)), ("low", ("Quite low",)),
    ]  # fmt: skip
    assert [one.id for one in mood.checks] == ["care", "more"]
    assert mood.checks[0].text.parts == ("Low, so go slowly.",)
    near = people.fields[1]
    assert near.words.label.parts == ("Close by",)
    assert [(one.id, one.label.parts) for one in near.options] == [
        ("yes", ("yes",)),
        ("no", ("Far",)),
    ]


def test_questions_and_sections_are_left_out_and_added_where_they_are_wanted() -> None:
    script = compile_pack(
        lay_over(
            below(),
            overlay(
                head='[phases]\nmore = "More"\n',
                talk='id = "talk"\n[[item]]\nid = "why"\nomit = true\n'
                '[[item]]\nid = "work"\nkind = "text"\nlabel = "Work"\n'
                'say = "Work?"\nafter = "hope"\n',
                rest='id = "rest"\nomit = true\n',
                travel='id = "travel"\ntitle = "The way"\nphase = "talk"\nafter = "talk"\n'
                '[[item]]\nid = "far"\nkind = "text"\nlabel = "The way"\nsay = "How was it?"\n',
                later='id = "later"\ntitle = "Later"\nphase = "more"\nafter = { review = "end" }\n'
                '[[item]]\nid = "now"\nkind = "say"\nlabel = "Now"\nsay = "That is all."\n',
            ),
            "small",
        )
    )
    assert [one.id for one in script.sections["talk"].items] == ["hope", "work", "mood", "people"]
    assert script.order["first"] == ("talk", "travel", "safety", "end")
    assert script.order["review"] == ("talk", "travel", "safety", "end", "later")
    assert "rest" not in script.sections
    assert script.phases == {"talk": "Talk", "more": "More"}


def test_several_questions_after_one_stand_in_the_order_of_the_file() -> None:
    own = "".join(
        f'[[item]]\nid = "{name}"\nkind = "text"\nlabel = "L"\nsay = "S?"\nafter = "{after}"\n'
        for name, after in (("x", "hope"), ("z", "x"), ("y", "hope"), ("w", "x"))
    )
    items = words(talk=f'id = "talk"\n{own}').sections["talk"].items
    assert [one.id for one in items][:6] == ["hope", "x", "z", "w", "y", "mood"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"talk": 'id = "talk"\n[[item]]\nid = "hop"\nsay = "Hi"\n'}, ("talk.toml", 3, "E122")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "hope"\nkind = "date"\n'}, ("talk.toml", 4, "E123")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "why"\nwhen = { q = "hope", is = "answered" }\n'},
         ("talk.toml", 4, "E123")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "mood"\noptions = [\n'
                  '  { id = "fine", label = "F" },\n]\n'},
         ("talk.toml", 5, "E122")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "mood"\nchecks = [\n'
                  '  { id = "car", text = "F" },\n]\n'},
         ("talk.toml", 5, "E122")),
        ({"talk": 'id = "talk"\n' + 2 * '[[item]]\nid = "x"\nkind = "text"\nafter = "x"\n'},
         ("talk.toml", 5, "E122")),
        ({"rest": 'id = "talk"\n[[item]]\nid = "sleep"\nsay = "S"\n'}, ("rest.toml", 1, "E123")),
        ({"rest": 'omit = true\ntitle = "Rest"\n'}, ("rest.toml", 2, "E123")),
        ({"talk": 'id = "talk"\nwhen = { visit = "first" }\n'}, ("talk.toml", 2, "E123")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "hope"\nsay = "A"\n[[item]]\nid = "hope"\n'},
         ("talk.toml", 6, "E103")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "mood"\noptions = [\n'
                  '  { id = "low", label = "A" },\n  { id = "low", label = "B" },\n]\n'},
         ("talk.toml", 5, "E103")),
        ({"talk": 'id = "talk"\n[[item]]\nid = "x"\nkind = "text"\nlabel = "X"\nafter = "no"\n'},
         ("talk.toml", 6, "E122")),
        ({"new": 'id = "new"\ntitle = "N"\nphase = "talk"\n'}, ("new.toml", 1, "E105")),
        ({"new": 'id = "new"\ntitle = "N"\nphase = "talk"\nafter = "nowhere"\n'},
         ("new.toml", 4, "E122")),
        ({"head": 'order = { first = ["talk"] }\n'}, ("script.toml", 6, "E102")),
    ],
)  # fmt: skip
def test_what_is_more_than_words_is_named_at_the_line_of_the_overlay(
    files: dict[str, str], expected: tuple[str, int, str]
) -> None:
    assert expected in complaints(**files)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"safety": 'id = "safety"\n[[item]]\nid = "secret"\nomit = true\n'}, "safety"),
        ({"safety": 'id = "safety"\n[[item]]\nid = "secret"\nsay = "Nice weather?"\n'}, "safety"),
        ({"safety": 'id = "safety"\nomit = true\n'}, "safety"),
        ({"safety": 'id = "safety"\ntitle = "Chat"\n'}, "safety"),
        ({"end": 'id = "end"\n[[item]]\nid = "go"\nlabel = "Whatever"\n'}, "gate"),
        ({"end": 'id = "end"\n[[item]]\nid = "sum"\nomit = true\n'}, "close"),
        ({"end": 'id = "end"\nomit = true\n'}, "gate"),
        ({"talk": 'id = "talk"\n[[item]]\nid = "x"\nkind = "choice"\nlabel = "X"\n'
                  'options = ["go"]\nfills = "safety.decision"\n'}, "end/go"),
        ({"new": 'id = "new"\ntitle = "N"\nphase = "talk"\nafter = "end"\n[[item]]\nid = "x"\n'
                 'kind = "choice"\nlabel = "X"\noptions = ["go"]\nfills = "safety.decision"\n'},
         "end/go"),
    ],
)  # fmt: skip
def test_what_keeps_a_person_safe_cannot_be_taken_out_reworded_or_written_over(
    files: dict[str, str], reason: str
) -> None:
    with pytest.raises(BadScript) as caught:
        lay_over(below(), overlay(**files), "small")
    assert {one.code for one in caught.value.diagnostics} == {"E124"}
    assert reason in caught.value.sentence


@pytest.mark.parametrize("name", ["safety", "safe_again", "break"])
def test_nothing_in_the_safety_sections_of_core_can_be_left_out_or_reworded(name: str):
    core = read_pack("core")
    head = tomli.loads(core["script.toml"].decode())
    ours = (
        f'format = "goalcoach-script/1"\nid = "ours"\nversion = "1.0.0"\n'
        f'extends = "core@{head["version"]}"\nbase_digest = "{digest_pack(core)}"\n'
    )
    section_text = f'id = "{name}"\n'
    asked = tomli.loads(core[f"{name}.toml"].decode())["item"]
    changes = [
        f'[[item]]\nid = "{one["id"]}"\n{change}\n'
        for one in asked
        for change in ('label = "Other"', "omit = true")
    ]
    for change in ('title = "Other"\n', "omit = true\n", *changes):
        files = {"script.toml": ours.encode(), f"{name}.toml": (section_text + change).encode()}
        with pytest.raises(BadScript) as caught:
            lay_over(core, files, "ours")
        assert "E124" in {one.code for one in caught.value.diagnostics}, change


def test_why_a_section_stays_is_told_once_and_not_for_each_of_its_questions() -> None:
    base = pack({"talk": section("talk", TEXT, MOOD, protects=True)})
    with pytest.raises(BadScript) as caught:
        lay_over(base, overlay(base, talk='id = "talk"\nomit = true\n'), "small")
    kept = [one.message for one in caught.value.diagnostics if one.code == "E124"]
    why = "is in a part that a person is safer with (and so are 1 more), so the section stays"
    assert kept == [f"talk/hope {why}"]


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ({"private": True}, "private"),
        ({"checks": [{"id": "c", "firm": True, "warn_if": {"q": "self", "eq": "x"}, "text": "C"}]},
         "without a reason"),
    ],
)  # fmt: skip
def test_what_keeps_a_person_safe_in_one_field_keeps_its_list(
    field: dict[str, Any], reason: str
) -> None:
    things = item("things", "roster", rows=[0, 3], fields=[item("name", "text", **field)])
    files = {"talk": 'id = "talk"\n[[item]]\nid = "things"\nsay = "Whatever?"\n'}
    with pytest.raises(BadScript, match=reason) as caught:
        lay_over(below(things), overlay(below(things), **files), "small")
    assert {one.code for one in caught.value.diagnostics} == {"E124"}


def test_a_condition_that_questions_below_hang_on_stays_and_new_ones_may_be_named() -> None:
    low = {"q": "talk/mood", "eq": "low"}
    more = item("more", "text", when={"flag": "low"})
    base = pack({"talk": section("talk", MOOD, more)}, flags={"low": low})
    own = 'id = "talk"\n[[item]]\nid = "x"\nkind = "text"\nlabel = "X"\nwhen = { flag = "well" }\n'
    well = '{ q = "talk/mood", eq = "well" }\n'
    files = overlay(base, head=f"[flags]\nwell = {well}", talk=own)
    both = compile_pack(lay_over(base, files, "small")).sections["talk"].items
    assert [one.when is not None for one in both] == [False, True, True]
    found = complaints(base, head=f"[flags]\nwell = {well}low = {well}", talk=own)
    assert found == [("script.toml", 8, "E124")]


def test_a_required_question_may_be_reworded() -> None:
    script = words(end='id = "end"\n[[item]]\nid = "sum"\nsay = "In your words?"\n')
    assert said(script, "end/sum") == "In your words?"


def test_a_question_that_others_look_back_at_is_named_where_it_is_left_out() -> None:
    base = below(item("tired", "text", when={"q": "talk/hope", "is": "answered"}))
    found = complaints(base, talk='id = "talk"\n[[item]]\nid = "hope"\nomit = true\n')
    assert found == [("talk.toml", 4, "E201")]


def test_a_fault_in_the_words_of_an_overlay_is_told_at_its_own_line() -> None:
    files = {"talk": 'id = "talk"\n\n[[item]]\nid = "hope"\nhint = "H"\nsay = "Hi {nobody|you}"\n'}
    assert [one[:2] for one in complaints(**files)] == [("talk.toml", 6)]


def test_what_was_written_for_other_words_below_is_refused_text_by_text() -> None:
    files = {"talk": 'id = "talk"\n[[item]]\nid = "hope"\nsay = "A"\nhint = "B"\n'}
    before = below()
    own = overlay(before, **files)
    own |= pin(before, own)
    now = {**before, "talk.toml": before["talk.toml"].replace(b"What do you hope for?", b"New?")}
    with pytest.raises(BadScript) as caught:
        lay_over(now, own, "small")
    found = [(one.file, one.line, one.code) for one in caught.value.diagnostics]
    assert found == [("script.toml", 5, "E121"), ("talk.toml", 4, "E125")]
    assert "“What do you hope for?”, which now reads: “New?”" in caught.value.sentence
    assert "goalcoach script pin" in caught.value.sentence
    assert isinstance(lay_over(now, own | pin(now, own), "small"), MergedPack)


def test_without_pins_every_text_that_is_replaced_is_named() -> None:
    own = overlay(
        talk='id = "talk"\n[[item]]\nid = "hope"\nsay = "A"\n[[item]]\nid = "gone"\nhint = "B"\n'
    )
    now = below(item("one_more", "text"))
    with pytest.raises(BadScript) as caught:
        lay_over(now, own, "small")
    found = [(one.line, one.code) for one in caught.value.diagnostics if one.file == "talk.toml"]
    assert found == [(4, "E125"), (6, "E122")]


def test_another_version_below_is_refused() -> None:
    base = below(version="2.0.0")
    assert ("script.toml", 4, "E120") in complaints(base)


def test_a_pin_writes_the_digest_and_nothing_else_into_the_script() -> None:
    own = overlay(talk='id = "talk"\n[[item]]\nid = "hope"\nsay = "A"\n')
    bare = re.sub(rb"base_digest.*\n", b"# mine\n", own["script.toml"])
    made = pin(below(), own | {"script.toml": bare})
    assert f'base_digest = "{digest_pack(below())}"'.encode() in made["script.toml"]
    assert b"# mine" in made["script.toml"]
    assert b'"talk/hope.say" = "What do you hope for?"' in made[PINS]
    assert pin(below(), own | made) == made


def test_a_pin_leaves_what_a_person_wrote_beside_its_lines() -> None:
    base, own = below(version="1.1.0"), overlay()
    head = own["script.toml"].replace(b'"small@1.0.0"', b"'small@1.0.0'  # the ward's")
    own["script.toml"] = re.sub(rb"(base_digest = .*)", rb"  \1  # by pin", head)
    for given_head in (own["script.toml"], re.sub(rb".*base_digest.*\n", b"", head)):
        made = pin(base, own | {"script.toml": given_head})["script.toml"].decode()
        read = tomli.loads(made)
        assert (read["extends"], read["base_digest"]) == ("small@1.1.0", digest_pack(base))
        assert "# the ward's" in made
        assert ("# by pin" in made) == (b"# by pin" in given_head)


def test_a_pin_that_finds_no_line_to_write_says_so_and_writes_nothing() -> None:
    odd = overlay()["script.toml"].replace(b"extends =", b'"extends" =')
    with pytest.raises(ValueError, match="needs a line of its own"):
        pin(below(), {"script.toml": odd})


def test_an_update_below_is_told_even_where_the_overlay_replaces_nothing() -> None:
    own = overlay()
    with pytest.raises(BadScript):
        lay_over(below(item("one_more", "text")), own, "small")


def test_merging_gives_the_same_bytes_each_time_and_compiles_as_the_pack_below_does() -> None:
    own = overlay(
        talk='id = "talk"\n[[item]]\nid = "hope"\nsay = "Say \\"hi\\" \\u007f\\n{{ok}}"\n'
    )
    one, other = lay_over(below(), own, "small"), lay_over(below(), own, "small")
    assert one == other
    assert compile_pack(one).digest == digest_pack(one)
    assert said(compile_pack(one), "talk/hope") == 'Say "hi" \x7f\n{ok}'


def test_every_value_is_written_so_that_it_reads_back_equal() -> None:
    for value in ('a\tb\r\n\x01\x7f\\"é👩', [1, -2.5, True], {"a b": {"0": "x"}, "c": []}, {}):
        assert tomli.loads(f"key = {write_value(value)}")["key"] == value
    assert write("x") == write_value("x")


WHOLE = {
    "head": '[phases]\nmore = "More"\n',
    "talk": 'id = "talk"\ntitle = "T"\n[[item]]\nid = "hope"\nsay = "A"\nprobes = ["x"]\n'
    '[[item]]\nid = "mood"\noptions = [{ id = "low", label = "Q" }]\n'
    'checks = [{ id = "care", text = "L" }]\n[[item]]\nid = "people"\n'
    'fields = [{ id = "near", label = "C", options = [{ id = "no", label = "F" }] }]\n'
    '[[item]]\nid = "x"\nkind = "text"\nlabel = "X"\nafter = "hope"\n',
    "new": 'id = "new"\ntitle = "N"\nphase = "more"\nafter = { first = "talk" }\n'
    '[[item]]\nid = "y"\nkind = "say"\nlabel = "Y"\nsay = "Y"\n',
}
ODD = ("1", "true", '"x"', "[]", "{}", "[{}]", "[1]", "[{ id = 1 }]", "{ a = 1 }", "[[1]]", "nan")
KEYS = ("omit", "kind", "after", "options", "fields", "checks", "id", "each", "item", "extends")
broken = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(0, 20), st.integers(0, 10)),
    min_size=1,
    max_size=3,
)


@given(broken)
def test_a_broken_overlay_is_named_and_never_raises_anything_else(
    given_faults: list[tuple[int, int, int, int]],
) -> None:
    own = overlay(**WHOLE)
    for file, line, way, value in given_faults:
        name = sorted(own)[file % len(own)]
        lines = own[name].decode().split("\n")
        at = line % len(lines)
        key = lines[at].partition("=")[0] if way < 9 else KEYS[way % len(KEYS)]
        lines[at : at + (way % 3 < 2)] = [f"{key} = {ODD[value]}"]
        own[name] = "\n".join(lines).encode()
    with suppress(BadScript):
        compile_pack(lay_over(below(), own, "small"))
    with suppress(ValueError):
        pin(below(), own)


def test_the_overlay_that_is_broken_above_is_whole_before() -> None:
    assert "new" in compile_pack(lay_over(below(), overlay(**WHOLE), "small")).sections


def test_a_fault_of_the_pack_below_is_told_in_its_own_file():
    base = below() | {"rest.toml": b'id = "rest"\ntitle = \n'}
    with pytest.raises(BadScript) as caught:
        lay_over(base, overlay(base, talk='id = "talk"\n'), "small")
    found = [(one.file, one.line, one.code) for one in caught.value.diagnostics]
    assert found == [("small/rest.toml", 2, "E101")]


def test_what_is_replaced_is_written_before_the_digest_that_says_all_was_looked_at():
    made = pin(below(), overlay(talk='id = "talk"\n[[item]]\nid = "hope"\nsay = "Hope?"\n'))
    assert list(made) == [PINS, "script.toml"]


REASONS = item(
    "begin",
    "choice",
    say="Which first?",
    when={"q": "mood", "is": "answered"},
    options=[
        {
            "id": "rest",
            "label": "Rest",
            "reasons": [
                {"when": {"q": "mood", "eq": "low"}, "because": "you are low"},
                {"when": {"q": "hope", "is": "answered"}, "because": "you hope for something"},
            ],
        },
        {"id": "walk", "label": "Walk"},
    ],
)


def reworded(option: str) -> dict[str, str]:
    return {"talk": f'id = "talk"\n[[item]]\nid = "begin"\noptions = [{option}]\n'}


def test_the_reasons_of_an_option_are_reworded_in_their_order_and_their_conditions_stay() -> None:
    base = below(REASONS)
    both = reworded('{ id = "rest", because = ["today is hard", "you told a hope"] }')
    script = compile_pack(lay_over(base, overlay(base, **both), "small"))
    now, was = (one.item("talk", "begin") for one in (script, compile_pack(base)))
    assert now is not None
    assert was is not None
    words = [one.because.parts for one in now.options[0].reasons]
    assert words == [("today is hard",), ("you told a hope",)]
    assert [one.when for one in now.options[0].reasons] == [
        one.when for one in was.options[0].reasons
    ]
    assert now.options[0].label == was.options[0].label
    assert now.options[1] == was.options[1]


@pytest.mark.parametrize(
    "option",
    [
        '{ id = "rest", because = ["one alone"] }',
        '{ id = "rest", because = "a word" }',
        '{ id = "rest", because = [1, 2] }',
        '{ id = "walk", because = ["it has none"] }',
        '{ id = "walk", because = [] }',
        '{ id = "rest", reasons = [] }',
    ],
)
def test_reasons_are_neither_taken_out_nor_added(option: str) -> None:
    found = complaints(below(REASONS), **reworded(option))
    assert found == [("talk.toml", 4, "E123")]


def test_reasons_that_were_reworded_and_read_otherwise_below_now_are_told() -> None:
    before = below(REASONS)
    own = overlay(before, **reworded('{ id = "rest", because = ["today is hard", "a hope"] }'))
    own |= pin(before, own)
    assert b"you are low | you hope for something" in own[PINS]
    now = {**before, "talk.toml": before["talk.toml"].replace(b"you are low", b"it is a low day")}
    with pytest.raises(BadScript) as caught:
        lay_over(now, own, "small")
    assert "it is a low day | you hope for something" in caught.value.sentence
