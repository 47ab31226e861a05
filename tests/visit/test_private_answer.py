"""A private answer after its gate: out of sight, and kept until another takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import Jump, SaveDraft, Skip
from goalcoach.dialogue.view.screen import Status
from tests import parts

SAID = (*parts.ALONE, parts.GO)
PRIVATE = {one.at: one.value for one in SAID}


@pytest.mark.parametrize("at", PRIVATE)
@pytest.mark.parametrize("nothing", ["", ()])
def test_going_on_without_a_word_keeps_an_answer_that_is_out_of_sight(
    tmp_path: Path, at: str, nothing: Value
):
    visit = parts.begin(tmp_path, *SAID, Jump(at))
    assert visit.screen.sealed
    assert visit.enter(nothing) is None
    assert visit.screen.address != at
    assert visit.state.entry(at).value == PRIVATE[at]


def test_half_typed_words_take_no_answer_away_that_is_out_of_sight(tmp_path: Path):
    visit = parts.begin(tmp_path, *SAID, Jump("safe/words"), SaveDraft("hm"))
    assert visit.screen.draft == ""
    visit.enter("")
    assert visit.state.entry("safe/words").value == parts.UNSEEN


def test_another_answer_takes_the_place_of_one_that_is_out_of_sight(tmp_path: Path):
    visit = parts.begin(tmp_path, *SAID, Jump("safe/pem"))
    visit.enter("no")
    assert visit.state.entry("safe/pem").value == "no"
    assert visit.screen.address == "safe/words"


def test_a_day_is_not_suggested_in_place_of_one_that_is_out_of_sight(tmp_path: Path):
    assert parts.begin(tmp_path, *SAID, Jump("safe/since")).screen.suggestion is None


def test_that_a_private_question_was_left_is_out_of_sight_as_well(tmp_path: Path):
    visit = parts.begin(tmp_path, *SAID, Skip(SkipReason.DECLINED, "safe/pem"), Jump("safe/pem"))
    shown = visit.screen
    assert (shown.sealed, shown.skip_reason, shown.status) == (True, None, Status.ANSWERED)
