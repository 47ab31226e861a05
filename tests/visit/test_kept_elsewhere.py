"""What the store did not take can be written somewhere else, whole, and put back by hand."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine import command as do
from goalcoach.errors import GoalcoachError, NotFound, NotSaved
from goalcoach.store.journal import EventJson
from goalcoach.store.kept_elsewhere import write_elsewhere
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.screens.test_home import go_through
from tests.store.double import FailingFs
from tests.store.sample import all_bytes

CODE = example.CODE
AGAIN = f"goalcoach visit {CODE}"
WORDS = "Back on my feet by spring"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    store.create()
    return store


def begin(store: Store) -> Visit:
    return Visit.begin(store, CODE, today=example.DAY, clock=example.Clock())


def put_back(made: Path, store: Store) -> None:
    """Do by hand what the text beside it says."""
    home = store.root / CODE
    (home / "draft").rename(home / "set-away")
    (made / "draft").rename(home / "draft")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_put_back_it_goes_on_with_what_the_store_did_not_take(store: Store, elsewhere: Path):
    visit = begin(store)
    go_through(visit, "story/heard")
    made = visit.keep_elsewhere(elsewhere, AGAIN, do.Answer(WORDS), do.Next())
    assert visit.screen.address == "story/heard"  # here nothing has happened
    visit.leave()
    put_back(made, store)
    again = begin(store)
    assert again.screen.address == "matters/purpose"
    again.give(do.Back())
    assert again.screen.value == WORDS
    again.leave()


def test_a_close_that_could_not_be_written_is_written_once_it_is_put_back(
    store: Store, elsewhere: Path
):
    visit = begin(store)
    go_through(visit)
    made = visit.keep_elsewhere(elsewhere, AGAIN, do.Close(None))
    visit.leave()
    put_back(made, store)
    with pytest.raises(GoalcoachError, match="It is saved now, as version 1"):
        begin(store)
    assert store.load(CODE).plan.visit.status == "done"


def test_it_is_for_its_owner_alone_and_replaces_nothing(store: Store, elsewhere: Path):
    visit = begin(store)
    first = visit.keep_elsewhere(elsewhere, AGAIN)
    second = visit.keep_elsewhere(elsewhere, AGAIN)
    visit.leave()
    assert (first.name, second.name) == (f"goalcoach-{CODE}", f"goalcoach-{CODE}-2")
    for path in (first, *first.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    words = (first / "what-to-do.txt").read_text()
    assert str(store.root / CODE) in words
    assert AGAIN in words


def test_what_was_declined_is_not_written_there(store: Store, elsewhere: Path):
    visit = begin(store)
    go_through(visit, "story/heard")
    visit.give(do.Answer(WORDS))
    visit.keep_elsewhere(elsewhere, AGAIN, do.Skip(SkipReason.DECLINED, "story/heard"))
    visit.leave()
    assert WORDS.encode() not in all_bytes(elsewhere)


def test_a_folder_that_is_not_there_is_said(store: Store, elsewhere: Path):
    visit = begin(store)
    with pytest.raises(NotFound):
        visit.keep_elsewhere(elsewhere / "nowhere", AGAIN)
    visit.leave()


@pytest.mark.parametrize("turn", range(0, 40, 3))
def test_a_disk_that_fails_there_as_well_is_never_called_saved(tmp_path: Path, turn: int):
    fs = FailingFs(turn, 5)
    event: EventJson = {"n": 0, "ev": "begin"}
    try:
        made = write_elsewhere(
            [event], {"script.toml": b"x"}, tmp_path, tmp_path / "plans" / CODE, AGAIN, fs
        )
    except (NotSaved, NotFound, GoalcoachError):
        return
    assert b'"ev":"begin"' in (made / "draft" / "journal.log").read_bytes()
