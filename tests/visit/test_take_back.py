"""What is taken back, on the disk: a visit is taken up as it was left, and declined stays gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Answer, Next, Redo, Skip, Undo
from goalcoach.errors import NewerFormat
from goalcoach.store.journal import write_lines
from tests import parts
from tests.dialogue.test_taking_back import told
from tests.plain import small

WORDS = "qz7 said and declined"


def journal_of(folder: Path) -> Path:
    return folder / "store" / small.CODE / "draft" / "journal.log"


def test_a_visit_is_taken_up_with_what_was_taken_back_and_can_go_further(tmp_path: Path):
    said = (Answer("usual", "start/time"), Answer(6, "start/ease"), Next())
    visit = parts.begin(tmp_path, *said, Undo())
    left, back = told(visit.script, visit.state), visit.screen.taken_back
    visit.leave()
    again = parts.begin(tmp_path)
    assert told(again.script, again.state) == left
    assert again.screen.taken_back == back == "Taken back: the answer here."
    assert again.give(Redo()) is None
    assert again.state.entry("start/ease").value == 6
    assert again.give(Undo()) is None
    assert again.give(Undo()) is None
    assert not again.state.entry("start/time").told


def test_declined_words_are_in_no_byte_whatever_is_taken_back_and_given_again(tmp_path: Path):
    said = (*parts.PRIVATE_PART, Answer(WORDS, "story/open"), Answer(3, "story/rate"))
    visit = parts.begin(tmp_path, *said, Skip(SkipReason.DECLINED, "story/open"))
    for command in (Undo(), Undo(), Redo(), Redo()):
        assert visit.give(command) is None
        assert WORDS.encode() not in journal_of(tmp_path).read_bytes()
    assert visit.state.entry("story/open").skip is SkipReason.DECLINED
    visit.leave()
    assert parts.begin(tmp_path).state.entry("story/open").value is None


def test_no_page_shows_what_is_private_by_taking_back(tmp_path: Path):
    visit = parts.begin(tmp_path, *parts.PRIVATE_PART, Answer("a cook", "story/open"))
    while visit.give(Undo()) is None:
        assert parts.UNSEEN not in repr((visit.screen, visit.where()))
    assert visit.state.entry("story/open").value is None
    assert visit.state.entry("safe/words").value == parts.UNSEEN


def test_a_journal_of_a_later_goalcoach_is_refused_as_such_and_left_as_it_is(tmp_path: Path):
    parts.begin(tmp_path, Answer("usual", "start/time")).leave()
    path = journal_of(tmp_path)
    count = len(path.read_bytes().splitlines())
    later = write_lines([{"n": count, "t": 0, "ev": "dance"}])
    path.write_bytes(path.read_bytes() + later)
    with pytest.raises(NewerFormat, match="newer goalcoach"):
        parts.begin(tmp_path)
    assert path.read_bytes().endswith(later)
