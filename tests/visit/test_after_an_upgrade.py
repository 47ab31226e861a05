"""The plan was saved, the power went before its journal was put away, goalcoach was upgraded."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.dialogue.engine.command import AddRow, Answer, CloseReason, Next
from goalcoach.errors import AlreadyExists, NotSaved, VisitSaved
from goalcoach.plan.file import codec
from goalcoach.store.journal import read_lines, write_lines
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store
from goalcoach.visit import plan_at_close
from goalcoach.visit.visit import Visit
from tests.example import CODE, DAY, Clock


def begin(store: Store) -> Visit:
    return Visit.begin(store, CODE, today=DAY, clock=Clock())


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with a plan and, still there, the journal that it was made from."""
    made = Store(tmp_path / "plans")
    made.create()
    visit = begin(made)
    for one in (
        Answer("kestrel", "start/by"),
        Answer("no", "safety/pem"),
        Answer("go", "safety/own_steps"),
        AddRow("matters/values", first="Being outside"),
        AddRow("goal/goals", first="Sit on the bench"),
        Answer(("numb legs",), "flare/emergency"),
        Next(),
    ):
        assert visit.give(one) is None, one

    def stuck(draft: OpenDraft) -> None:
        raise NotSaved("The power went.")

    with monkeypatch.context() as patched:
        patched.setattr(OpenDraft, "discard", stuck)
        visit.finish(CloseReason.STOPPED)
    visit.leave()
    assert made.peek_draft(CODE) is not None
    return made


def opened(store: Store) -> list[str]:
    """Open the visit, which says that it is saved; return the names in the patient's folder."""
    with pytest.raises(VisitSaved, match="is saved, as version 1"):
        begin(store)
    return sorted(path.name for path in (store.root / CODE).iterdir())


def test_what_lay_beside_the_journal_is_told_then_as_well(store: Store):
    copy = store.root / CODE / "draft" / "journal (1).log"
    copy.write_bytes((copy.parent / "journal.log").read_bytes())
    with pytest.raises(VisitSaved, match=r"journal \(1\)\.log"):
        begin(store)
    assert (store.root / CODE / "draft-apart-1" / copy.name).exists()


def test_a_later_goalcoach_knows_the_plan_as_that_of_the_journal(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(plan_at_close, "__version__", "9.9.9")
    assert opened(store) == ["v0001.toml"]
    assert begin(store).version == 2


def test_so_it_does_where_it_cannot_read_the_script_any_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    pinned = store.root / CODE / "draft" / "pack" / "script.toml"
    pinned.write_text("format = 'of another time'\n")
    assert opened(store) == ["v0001.toml"]


def test_so_it_does_with_a_journal_that_names_no_plan(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    path = store.root / CODE / "draft" / "journal.log"
    events, _ = read_lines(path.read_bytes())
    assert "plan" in events[-1]
    path.write_bytes(
        write_lines([{key: one for key, one in event.items() if key != "plan"} for event in events])
    )
    monkeypatch.setattr(plan_at_close, "__version__", "9.9.9")
    assert opened(store) == ["v0001.toml"]


def test_a_plan_of_other_content_is_not_taken_for_it(store: Store, monkeypatch: pytest.MonkeyPatch):
    """The journal stays, and so do its answers: the plan there is that of another visit."""
    plan = store.root / CODE / "v0001.toml"
    words = plan.read_text().rpartition("# sha256")[0].replace("Sit on the bench", "Walk")
    plan.unlink()
    loaded = codec.read(words.encode(), "v0001.toml", check_digest=False)
    store.publish(CODE, loaded.plan)
    with pytest.raises(AlreadyExists, match="Another visit"):
        begin(store)
    kept = store.root / CODE / "draft-1" / "journal.log"
    assert "Sit on the bench" in kept.read_text("utf-8")
