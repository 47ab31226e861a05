"""A kept visit whose script no longer compiles is read in words, and nothing private of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.dialogue.engine.command import AddRow, Answer, Command
from goalcoach.dialogue.script.uncompiled_question_words import read_script_words
from goalcoach.store.script_pack import read_pack
from goalcoach.store.store import Store
from goalcoach.visit.draft_transcript import FileWords, read_folder
from tests.dialogue.packs import item, pack, section
from tests.dialogue.two_languages import with_german
from tests.plain import small
from tests.plain.small import CODE

FIELDS = [item("who", "text", label="Who", required=True), item("how", "text", label="How")]
HUES = [{"id": "r", "label": "Rust {word|red}"}, {"id": "b", "label": "Sea blue"}]
OPEN = (
    item("word", "text", label="Your word"),
    item("hue", "choice", label="A colour", options=HUES),
)
CLOSED = (
    item("deep", "text", label="Deep down", private=True),
    item("harm", "roster", label="Harm", private=True, rows=[0, 3], fields=FIELDS),
)
SAID: tuple[Command, ...] = (
    Answer("low tide", "a/word"),
    Answer("b", "a/hue"),
    Answer("a secret", "b/deep"),
    AddRow("b/harm", first="a second secret"),
    Answer("a third secret", "b/harm@x1.how"),
)
BROKEN = b'[[item]]\nid = "\n'
UNKNOWN = "answered, and not shown here"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one visit of a script of two sections, the second private."""
    made = small.open_store(tmp_path / "store")
    folder = tmp_path / "script"
    folder.mkdir()
    for name, data in pack({"a": section("a", *OPEN), "b": section("b", *CLOSED)}).items():
        (folder / name).write_bytes(data)
    visit = small.begin(made, str(folder))
    for one in SAID:
        assert visit.give(one) is None, one
    visit.leave()
    return made


def told(store: Store, *broken: str, data: bytes = BROKEN) -> str:
    """Return what is read once these files of the visit's script are replaced by `data`."""
    for name in broken:
        file = store.root / CODE / "draft" / "pack" / name
        file.chmod(0o600)
        file.write_bytes(data)
    words = read_folder(store, CODE, "draft")
    assert isinstance(words, FileWords)
    assert "secret" not in "\n".join(words.lines)
    return "\n".join(words.lines)


def test_questions_keep_their_words_and_private_ones_their_silence(store: Store):
    said = told(store, "script.toml")
    assert "  Your word: low tide\n" in said
    assert "  A colour: Sea blue\n" in said
    assert "  Deep down: private, and not shown here\n" in said
    assert "  How: private, and not shown here" in said


def test_where_the_question_is_in_no_readable_file_its_answer_is_not_shown(store: Store):
    said = told(store, "b.toml")
    assert "  Your word: low tide\n" in said
    assert f"  b/deep: {UNKNOWN}" in said
    said = told(store, "a.toml", "script.toml")
    assert "low tide" not in said
    assert f"  a/word: {UNKNOWN}" in said


def test_a_slip_in_the_word_private_makes_nothing_public(store: Store):
    file = store.root / CODE / "draft" / "pack" / "b.toml"
    slip = file.read_bytes().replace(b"private = true", b'private = "yes"')
    assert "  Deep down: private" in told(store, "b.toml", data=slip)


def test_the_script_of_today_helps_where_the_visit_had_it_and_says_nothing_private(
    tmp_path: Path,
):
    made = small.open_store(tmp_path / "store")
    visit = small.begin(made, "core")
    said = (
        Answer("no", "safety/pem"),
        Answer("go", "safety/own_steps"),
        Answer("a secret", "safety/effort"),
        Answer("I grow apples", "story/open"),
    )
    for one in said:
        assert visit.give(one) is None, one
    visit.leave()
    read = told(made, "script.toml", "safety.toml", "story.toml")
    label = read_script_words(read_pack("core")).questions["story", "open", ""].label
    assert f"  {label}: I grow apples" in read


def test_read_loosely_a_whole_script_has_the_words_it_compiles_to():
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.dialogue.script.piping import render

    files = read_pack("core")
    script, words = compile_pack(files), read_script_words(files)
    for part in script.sections.values():
        for one in part.items:
            found = words.find(f"{part.id}/{one.id}")
            assert found is not None
            assert found.label == render(one.words.label, lambda reference: "")
            assert found.private == one.private
            labels = {each.id: render(each.label, lambda reference: "") for each in one.options}
            assert dict(found.options).items() <= labels.items()
            for cell in one.fields:
                of_cell = words.find(f"{part.id}/{one.id}@x1.{cell.id}")
                assert of_cell is not None
                assert of_cell.private == one.private


def test_the_words_of_a_question_are_those_of_the_language_it_was_asked_in():
    files = with_german() | {"rate.toml": b"id = ["}
    words = read_script_words(files, "de")
    assert words.questions["start", "hello", ""].label == "de About hello"
    assert words.questions["start", "who", ""].options == {"me": "de Me", "more": "de More of us"}
    assert read_script_words(files).questions["start", "hello", ""].label == "About hello"


def test_a_broken_language_file_leaves_the_words_of_the_script():
    words = read_script_words(with_german() | {"i18n/de.toml": b"a = ["}, "de")
    assert words.questions["start", "hello", ""].label == "About hello"
