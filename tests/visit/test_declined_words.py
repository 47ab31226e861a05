"""What a person declined to say is kept nowhere, not even in what makes the next page quicker."""

from __future__ import annotations

from pathlib import Path

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.answer_record import KeptAnswer
from goalcoach.dialogue.engine.command import Answer, Back, Jump, Next, SaveDraft, Skip, Undo
from goalcoach.dialogue.engine.event import Answered, Drafted
from goalcoach.dialogue.view.screen import Screen
from goalcoach.store.store import Store
from tests.alive import objects_alive
from tests.plain import small

WORDS = "what weighs on me"


def holders() -> set[str]:
    """Return the kinds of objects in which those words stand."""
    kinds = (Screen, KeptAnswer, Answered, Drafted)
    return {
        type(one).__name__
        for one in objects_alive()
        if isinstance(one, kinds)
        and WORDS
        in (getattr(one, "value", ""), getattr(one, "draft", ""), getattr(one, "text", ""))
    }


def test_once_a_question_is_declined_no_screen_state_or_event_has_what_was_said(tmp_path: Path):
    store = Store(tmp_path / "plans")
    store.create()
    visit = small.begin(store, small.write_pack(tmp_path / "pack"))
    visit.give(Jump("a/gate"))
    visit.enter("go")
    visit.give(Jump("a/story"))
    visit.give(SaveDraft(WORDS))
    assert visit.screen.draft == WORDS
    visit.give(Answer(WORDS))
    assert visit.screen.value == WORDS
    assert holders() >= {"Screen", "KeptAnswer", "Answered", "Drafted"}
    visit.give(Skip(SkipReason.DECLINED))
    visit.give(Next())
    visit.give(Back())
    assert visit.screen.address == "a/story"
    assert not holders()
    visit.give(Undo())
    assert visit.state.entry("a/story").value is None
    assert not holders()
    visit.leave()
