"""A pack in another language: what is put in place of its words, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.i18n.language_check import check_language
from goalcoach.dialogue.i18n.translation_state import read_translations
from goalcoach.dialogue.script.compiler import compile_pack, digest_pack
from goalcoach.dialogue.script.diagnostic import BadScript, Diagnostic
from goalcoach.dialogue.script.piping import Template, render
from goalcoach.dialogue.script.text_places import put_at
from goalcoach.errors import NotFound
from goalcoach.store.script_pack import read_pack
from tests.dialogue.packs import item as question
from tests.dialogue.packs import pack, random_packs, section
from tests.dialogue.two_languages import (
    GERMAN,
    german_tree,
    in_english,
    put,
    tree_of,
    with_german,
)
from tests.dialogue.walker import Move, frozen, moves, start, turns, walked

FITTING = ("", "free", "}", "\x1b[2J")
"""What may be said of the values below, which are no English of the pack."""
VALUES = st.one_of(
    st.sampled_from(["", " ", "free", "{", "}}", "{goals.text|x}", "{start/who}", "\x1b[2J"]),
    st.integers(),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["say", "label", "x", "1"]), st.just("free"), max_size=2),
)


def said(template: Template) -> str:
    return render(template, lambda reference: "")


def wrong(files: dict[str, bytes], address: str = "") -> tuple[Diagnostic, ...]:
    with pytest.raises(BadScript) as caught:
        compile_pack(files, language="de", address=address)
    return caught.value.diagnostics


def refusal(files: dict[str, bytes]) -> BadScript | None:
    try:
        compile_pack(files, language="de")
    except BadScript as bad:
        return bad
    return None


def changed(place: tuple[str, ...], text: object) -> dict[str, bytes]:
    tree = german_tree()
    put(tree, place, text)
    return with_german(tree)


def lacking(*place: str) -> dict[str, bytes]:
    tree = german_tree()
    here: Any = tree
    for key in place[:-1]:
        here = here[key]
    del here[place[-1]]
    return with_german(tree)


def test_every_text_of_a_pack_is_said_in_the_language_that_is_asked_for():
    script = compile_pack(with_german(), language="de")
    assert script.language == "de"
    assert script.phases == {"talk": "de Talk"}
    assert script.skips[SkipReason.DECLINED] == "de Rather not say"
    hello, who, goals = script.sections["start"].items
    assert said(script.sections["start"].title) == "de Part start"
    assert said(hello.words.say) == "de Good day."
    assert said(hello.words.hint) == "de Look up."
    assert said(hello.words.show) == "de Plan"
    assert [said(one.label) for one in who.options] == ["de Me", "de More of us"]
    assert said(who.options[1].reasons[0].because) == "de as last time"
    assert [said(one) for one in who.words.probes] == ["de Who else?"]
    assert said(goals.words.ask_more) == "de One more?"
    assert said(goals.words.row_label) == "de new"
    assert [said(one.words.label) for one in goals.fields] == ["de Goal", "de About whose"]
    assert [said(one.label) for one in goals.fields[1].options] == ["de patient", "de family"]
    ease = script.sections["rate"].items[0]
    assert ease.anchors == ("de none", "de all")
    assert said(ease.unit) == "de points"
    assert said(ease.checks[0].text) == "de What is hard today?"
    assert said(ease.words.say) == "de How easy is it, all of you?"


def test_ids_conditions_and_plan_paths_are_the_same_in_both_languages():
    english, german = compile_pack(with_german()), compile_pack(with_german(), language="de")
    for section_id, one in english.sections.items():
        for mine, theirs in zip(one.items, german.sections[section_id].items, strict=True):
            assert (mine.id, mine.kind, mine.when, mine.fills, mine.required, mine.low) == (
                *(theirs.id, theirs.kind, theirs.when, theirs.fills, theirs.required, theirs.low),
            )
            assert [o.id for o in mine.options] == [o.id for o in theirs.options]
            assert [c.fires for c in mine.checks] == [c.fires for c in theirs.checks]


def test_the_digest_of_a_pack_in_its_own_words_is_not_changed_by_a_translation():
    alone, both = in_english(), with_german()
    assert compile_pack(both).digest == compile_pack(alone).digest == digest_pack(alone)
    assert compile_pack(both, language="en").digest == digest_pack(alone)


def test_the_digest_of_another_language_covers_its_words():
    one = compile_pack(with_german(), language="de").digest
    other = compile_pack(changed(("start", "hello", "say"), "de Guten Tag."), language="de").digest
    assert len({one, other, digest_pack(in_english())}) == 3


def test_files_in_other_folders_make_no_difference_to_what_is_asked():
    files = with_german() | {"tests/a.toml": b"not = [toml", "i18n/es.toml": b"nor = {this"}
    assert compile_pack(files).digest == digest_pack(in_english())
    assert compile_pack(files, language="de") == compile_pack(with_german(), language="de")


def test_a_region_is_the_language():
    assert compile_pack(with_german(), language="de-AT").language == "de"


def test_words_of_a_region_are_found_by_the_name_of_their_language():
    files = with_german()
    head = files["script.toml"]
    assert b'"en"' in head
    british = files | {"script.toml": head.replace(b'"en"', b'"en-GB"')}
    assert compile_pack(british, language="en").language == "en-GB"
    assert compile_pack(british, language="de").language == "de"


@pytest.mark.parametrize("asked", ["fr", "../de", "hashes", "DE\n", "d"])
def test_a_language_that_is_not_offered_is_refused_with_those_that_are(asked: str):
    with pytest.raises(NotFound, match="It is in: de, en"):
        compile_pack(with_german(), language=asked)


@pytest.mark.parametrize("head", [b"a = [", b"", b"base_lang = 3", b'langs = ["de"]'])
def test_a_script_that_cannot_be_read_is_told_of_and_not_its_languages(head: bytes):
    assert "script.toml" in {one.file for one in wrong(with_german() | {"script.toml": head})}


def test_a_language_whose_file_is_not_listed_is_not_offered():
    files = with_german() | {"i18n/es.toml": b""}
    with pytest.raises(NotFound, match="It is in: de, en"):
        compile_pack(files, language="es")


def test_a_language_that_is_listed_and_has_no_file_is_refused():
    (one,) = wrong(in_english())
    assert (one.file, one.line, one.code) == (GERMAN, 1, "E506")


def test_an_empty_file_is_a_language_in_which_everything_is_missing():
    found = wrong(with_german({}))
    assert {one.code for one in found} == {"E506"}
    assert "start/hello.say" in {one.field for one in found}


@pytest.mark.parametrize(
    "place",
    [
        ("start", "hello", "say"),
        ("start", "hello", "show"),
        ("start", "who", "probes", "1"),
        ("start", "who", "options", "me", "label"),
        ("start", "who", "options", "more", "reasons", "1"),
        ("start", "goals", "ask_more"),
        ("start", "goals", "fields", "whose", "options", "family", "label"),
        ("rate", "ease", "anchors", "10"),
        ("rate", "ease", "checks", "low", "text"),
    ],
)
def test_a_text_that_is_said_never_stays_in_the_other_language(place: tuple[str, ...]):
    (one,) = wrong(lacking(*place))
    assert (one.code, one.file) == ("E506", GERMAN)
    assert one.field == f"{place[0]}/{'.'.join(place[1:])}"
    assert one.line > 1


def test_a_blank_text_is_a_missing_one():
    (one,) = wrong(changed(("start", "hello", "say"), "  \n"))
    assert one.code == "E506"


@pytest.mark.parametrize("key", ["label", "hint"])
def test_what_only_the_clinician_sees_may_stay_in_the_packs_own_words(key: str):
    script = compile_pack(lacking("start", "hello", key), language="de")
    words = script.sections["start"].items[0].words
    assert said(getattr(words, key)) in ("About hello", "Look up.")
    assert said(words.say) == "de Good day."


def test_a_misspelt_option_is_named_with_its_line_and_the_one_that_is_meant():
    tree = german_tree()
    tree["start"]["who"]["options"]["mor"] = {"label": "mehr"}
    data = tomli_w.dumps(tree)
    (one,) = wrong(with_german(tree))
    assert (one.code, one.field) == ("E504", "start/who.options.mor.label")
    assert data.split("\n")[one.line - 1] == 'label = "mehr"'


def test_a_misspelt_key_is_named_with_the_one_that_is_meant():
    (one,) = wrong(changed(("start", "hello", "sai"), "Guten Tag."))
    assert one.code == "E504"
    assert "did you mean “say”" in one.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wie leicht ist es?", "E503"),
        ("Wie leicht ist es, {start/wer|Ihnen}?", "E503"),
        ("Wie leicht ist es, {start/who|Ihnen} {visit}?", "E503"),
        ("Wie leicht ist es, {start/who|Ihnen?", "E211"),
        (7, "E105"),
        (["a"], "E105"),
        ({"x": "y"}, "E105"),
    ],
)
def test_a_text_that_pipes_in_something_else_is_refused(text: object, code: str):
    found = wrong(changed(("rate", "ease", "say"), text))
    assert code in {one.code for one in found}
    assert {one.file for one in found} == {GERMAN}
    assert min(one.line for one in found) > 1


def test_what_is_piped_in_may_stand_elsewhere_and_twice():
    text = "{start/who|Sie}, wie leicht fällt es {start/who|Ihnen}?"
    script = compile_pack(changed(("rate", "ease", "say"), text), language="de")
    found = said(script.sections["rate"].items[0].words.say)
    assert found == "Sie, wie leicht fällt es Ihnen?"


@pytest.mark.parametrize("data", [b"a = [", b"\xff", b"[start\n", b"x = 1e999"])
def test_a_file_that_is_no_toml_is_named_and_nothing_else_is(data: bytes):
    found = wrong(with_german() | {GERMAN: data})
    assert {one.file for one in found} == {GERMAN}


SCALE: dict[str, Any] = {
    "id": "wave",
    "kind": "instrument",
    "title": "The Wave Scale",
    "version": "1",
    "notice": "Made up for tests.",
    "permission": "Nobody needs to give any.",
    "language": "en",
    "items": [{"id": "calm", "text": "The sea was calm."}],
    "options": [{"id": "no", "label": "No", "score": 0}, {"id": "yes", "label": "Yes", "score": 1}],
    "score": "sum",
    "missing": "none",
    "range": [0, 1],
    "direction": "up",
}


def test_a_scale_is_asked_in_its_own_language_or_not_at_all():
    files = pack({"a": section("a", question("one", "text"), SCALE)}, langs=["en", "de"])
    tree = tree_of(files)
    assert "wave" not in tree["a"], "its words are those that were published"
    files |= {GERMAN: tomli_w.dumps(tree).encode()}
    assert compile_pack(files).item("a", "wave_calm") is not None
    (one,) = wrong(files)
    assert (one.code, one.file) == ("E131", "a.toml")
    assert check_language(files, "de") == (one,)


def test_familiar_forms_stand_before_the_polite_ones():
    files = with_german({"start": {"hello": {"say": "Hallo."}}}, "i18n/de-familiar.toml")
    polite = compile_pack(files, language="de")
    familiar = compile_pack(files, language="de", address="familiar")
    assert said(polite.sections["start"].items[0].words.say) == "de Good day."
    assert said(familiar.sections["start"].items[0].words.say) == "Hallo."
    assert said(familiar.sections["start"].items[0].words.hint) == "de Look up."
    assert familiar.digest != polite.digest


def test_a_familiar_form_of_nothing_is_named():
    files = with_german({"start": {"hallo": {"say": "Hallo."}}}, "i18n/de-familiar.toml")
    (one,) = wrong(files, address="familiar")
    assert (one.code, one.file) == ("E504", "i18n/de-familiar.toml")
    assert compile_pack(files, language="de").language == "de"


def test_an_item_in_a_pack_with_a_slip_is_told_of_in_its_own_file():
    files = pack({"a": section("a", question("one", "text", say="{nobody}"))}, langs=["en", "de"])
    files |= {GERMAN: tomli_w.dumps(tree_of(files)).encode()}
    found = wrong(files)
    assert {(one.file, one.code) for one in found} == {("a.toml", "E201")}


def in_another_language(files: dict[str, bytes]) -> dict[str, bytes]:
    """A pack with a German of which each text says "de" first."""
    whole = files | {GERMAN: tomli_w.dumps(marked(tree_of(files))).encode()}
    head = files["script.toml"].replace(b'langs = ["en"]', b'langs = ["en", "de"]')
    return whole | {"script.toml": head}


def marked(tree: dict[str, Any]) -> dict[str, Any]:
    """A tree with "de" before each text."""
    return {key: marked(one) if isinstance(one, dict) else f"de {one}" for key, one in tree.items()}


@settings(max_examples=25)
@given(files=random_packs(), moves=moves)
def test_what_is_said_in_one_language_is_the_same_answer_in_another(
    files: dict[str, bytes], moves: list[Move]
):
    """P23: the same commands give the same events and the same plan, whatever is spoken."""
    both = in_another_language(files)
    scripts = (compile_pack(both), compile_pack(both, language="de"))
    taken = [
        [(turn.command, turn.outcome) for turn in turns(one, start(one), moves)] for one in scripts
    ]
    assert [one for one, _ in taken[0]] == [one for one, _ in taken[1]]
    states = [walked(one, start(one), moves) for one in scripts]
    assert frozen(states[0]) == frozen(states[1])
    said = [harvest(one, state) for one, state in zip(scripts, states, strict=True)]
    assert said[0] == said[1]


@settings(max_examples=60)
@given(data=st.data())
def test_a_language_that_is_broken_at_random_is_said_whole_or_named_by_line(data: st.DataObject):
    places = sorted(one.name for one in read_translations(with_german(), "de"))
    tree = german_tree()
    for _ in range(data.draw(st.integers(1, 3))):
        keys = data.draw(st.sampled_from(places)).replace("/", ".").split(".")
        put_at(tree, tuple(keys[: data.draw(st.integers(1, len(keys)))]), data.draw(VALUES))
    files = with_german(tree)
    bad = refusal(files)
    if bad is not None:
        assert all(one.file == GERMAN and one.line >= 1 for one in bad.diagnostics)
        return
    script = compile_pack(files, language="de")
    texts = {said(one.words.say) for part in script.sections.values() for one in part.items}
    assert all(one.startswith("de ") or one in FITTING for one in texts)


def test_the_places_of_our_own_pack_are_nested_keys_with_one_text_each():
    """So that tools which pair files by their keys can carry them: no list, no dot in a key."""
    files = read_pack("core")
    tree = tree_of(files)

    def look(here: dict[str, Any], above: tuple[str, ...]) -> None:
        for key, value in here.items():
            assert key.replace("_", "").replace("-", "").isalnum(), (above, key)
            assert isinstance(value, dict | str), (above, key)
            if isinstance(value, dict):
                look(value, (*above, key))

    look(tree, ())
    listed = files["script.toml"].replace(b'langs = ["en"', b'langs = ["en", "xx"')
    whole = files | {"script.toml": listed, "i18n/xx.toml": tomli_w.dumps(tree).encode()}
    assert compile_pack(whole, language="xx").language == "xx"
