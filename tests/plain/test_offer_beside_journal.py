"""A damaged journal in plain lines: told before the first question, and offered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from goalcoach.dialogue.engine.command import Answer, Command
from goalcoach.store.journal import EventJson, write_lines
from goalcoach.store.store import Store
from tests.plain import small
from tests.plain.small import CODE, Ended

TALK: tuple[Command, ...] = (
    Answer(True, "a/hello"),
    Answer("go", "a/gate"),
    Answer("low tide", "a/word"),
    Answer("it sways", "a/story"),
    Answer(7, "a/rate"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small.open_store(tmp_path / "store")


@pytest.fixture
def script(tmp_path: Path) -> str:
    return small.write_pack(tmp_path / "pack")


@pytest.fixture
def damaged(store: Store, script: str) -> None:
    """A visit whose answer to the third question is damaged, and two whole ones behind it."""
    visit = small.begin(store, script)
    for command in TALK:
        assert visit.give(command) is None
    visit.leave()
    path = store.root / CODE / "draft" / "journal.log"
    path.write_bytes(path.read_bytes().replace(b"low tide", b"low tidf"))


def _lead(store: Store, script: str, *lines: str) -> Ended:
    return small.lead(small.begin(store, script), lines)


def _answers(store: Store, script: str) -> dict[str, object]:
    visit = small.begin(store, script)
    visit.leave()
    return {key: one.value for key, one in visit.state.entries.items()}


@pytest.mark.usefixtures("damaged")
def test_damage_is_told_before_the_first_question_and_all_comes_over(store: Store, script: str):
    ended = _lead(store, script, "all", ":quit")
    text = " ".join(ended.text.split())
    assert "NOTE: The journal of this visit is damaged after 3 whole entries." in text
    assert "They are kept in rowan-17/draft/journal.damaged-1." in text
    assert "KEPT: rowan-17/draft/journal.damaged-1 holds 2 answers that this visit does not" in text
    assert "1. About story: it sways 2. About rate: 7" in text
    assert "2 answers are taken over." in text
    assert text.index("taken over") < text.index("Your word?")
    answers = _answers(store, script)
    assert (answers["a/story"], answers["a/rate"]) == ("it sways", 7)


@pytest.mark.usefixtures("damaged")
def test_one_answer_comes_over_by_its_number(store: Store, script: str):
    ended = _lead(store, script, "9", "2", "", ":quit")
    assert "That is none of these." in ended.text
    assert "1 answer is taken over." in ended.text
    answers = _answers(store, script)
    assert "a/story" not in answers
    assert answers["a/rate"] == 7


@pytest.mark.usefixtures("damaged")
def test_enter_leaves_them_in_the_file_for_the_next_time(store: Store, script: str):
    ended = _lead(store, script, "", ":quit")
    assert "taken over" not in ended.text
    ended = _lead(store, script, ":quit")
    assert "damaged after" not in ended.text
    assert "holds 2 answers that this visit does not" in " ".join(ended.text.split())
    assert "a/story" not in _answers(store, script)


@pytest.mark.usefixtures("damaged")
def test_the_close_says_where_the_damaged_part_is_kept(store: Store, script: str):
    (store.root / "goalcoach.toml").write_text("format = 1\n")
    text = " ".join(_lead(store, script, "", ":break", "4", "").text.split())
    assert "Files that lay beside the journal are kept in rowan-17/draft-apart-1:" in text
    assert "goalcoach show rowan-17 --draft draft-apart-1 shows them." in text
    kept = store.root / CODE / "draft-apart-1" / "journal.damaged-1"
    assert b"it sways" in kept.read_bytes()


def test_what_does_not_fit_is_shown(store: Store, script: str):
    visit = small.begin(store, script)
    visit.leave()
    path = store.root / CODE / "draft" / "journal.log"
    event: EventJson = {"n": 9, "t": 0, "ev": "answer", "at": "a/because", "value": "after a yes"}
    path.write_bytes(path.read_bytes() + write_lines([event]))
    text = " ".join(_lead(store, script, ":quit").text.split())
    assert "These do not fit the visit as it is now, and stay in the file: a/because:" in text


def test_a_journal_that_goes_during_the_visit_is_told_at_the_next_answer(store: Store, script: str):
    visit = small.begin(store, script)
    shutil.rmtree(store.root / CODE / "draft")
    text = " ".join(small.lead(visit, ["", "1", ":quit"]).text.split())
    said = "NOTE: The folder of this visit was taken away by something else."
    assert text.count(said) == 1
    assert _answers(store, script)["a/gate"] == "go"
