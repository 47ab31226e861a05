"""A visit that was set aside: listed, read in words, taken up again, and never deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Jump, Note, SaveDraft, Skip
from goalcoach.errors import Busy
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.cli.commands import Shell
from tests.example import CODE, Clock
from tests.visit.two_visits import DAY

SAID: tuple[Command, ...] = (
    Answer("kestrel", "start/by"),
    Answer("no", "safety/pem"),
    Answer("go", "safety/own_steps"),
    Answer("A night I do not speak of", "safety/effort"),
    Answer("I grow apples", "story/open"),
    Note("smiled", "story/open"),
    AddRow("goal/goals", first="Prune the trees"),
    Skip(SkipReason.NOT_NOW, "flare/signs"),
    Jump("story/heard"),
    SaveDraft("and the cid"),
)


def begin(store: Store, *, fresh: bool = False) -> Visit:
    return Visit.begin(store, CODE, today=DAY, clock=Clock(), fresh=fresh)


def leave(visit: Visit, *said: Command) -> None:
    for one in said:
        assert visit.give(one) is None, one
    visit.leave()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one visit that was set aside, and no other."""
    made = Store(tmp_path / "plans")
    made.create()
    leave(begin(made), *SAID)
    made.set_aside_draft(CODE)
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], store: Store) -> Shell:
    return Shell(capsys, str(store.root))


def test_list_and_verify_name_it(run: Shell) -> None:
    assert "1: first visit of 2026-10-23" in run("list").out
    listed = json.loads(run("list", "--format", "json").out)["patients"][0]["set_aside"]
    assert [(one["number"], one["kind"], one["readable"]) for one in listed] == [(1, "first", True)]
    checked = run("verify")
    assert checked.code == 0
    assert "draft-1: note: A visit of 2026-10-23 that was set aside" in checked.out
    assert "all as it was left" in checked.err


def test_no_column_for_it_where_there_is_none(run: Shell, store: Store) -> None:
    store.bring_back(CODE, 1)
    assert "set aside" not in run("list").out


def test_what_was_said_is_read_in_words_but_for_what_is_private(run: Shell) -> None:
    for form in ("text", "md", "json"):
        said = run("show", CODE, "--draft", "draft-1", "--format", form)
        assert said.code == 0
        for words in ("I grow apples", "Prune the trees", "smiled", "and the cid", "Come back"):
            assert words in said.out, (form, words)
        assert "do not speak" not in said.out


def test_the_unfinished_visit_is_read_the_same_way(run: Shell, store: Store) -> None:
    assert run("show", CODE, "--draft", "draft").code == 66
    store.bring_back(CODE, 1)
    assert "I grow apples" in run("show", CODE, "--draft", "draft").out
    assert run("show", CODE, "--draft", "draft-1").code == 66


def test_of_one_in_which_nothing_was_said_that_is_told(run: Shell, store: Store) -> None:
    begin(store).leave()
    assert "Nothing was said in it." in run("show", CODE, "--draft", "draft").out
    journal = store.root / CODE / "draft" / "journal.log"
    journal.with_name("journal (1).log").write_bytes(journal.read_bytes())
    said = run("show", CODE, "--draft", "draft").out
    assert f"{CODE}/draft/journal (1).log: nothing was said\n" in said


def test_what_does_not_go_together_is_refused(run: Shell) -> None:
    assert run("show", CODE, "--draft", "draft-1", "--format", "toml").code == 2
    assert run("show", f"{CODE}@1", "--draft", "draft-1").code == 2


def test_one_that_cannot_be_read_is_listed_all_the_same(run: Shell, store: Store) -> None:
    (store.root / CODE / "draft-1" / "journal.log").write_bytes(b"no line of ours\n")
    listed = run("list")
    assert (listed.code, "1: cannot be read" in listed.out) == (0, True)
    assert run("show", CODE, "--draft", "draft-1").code == 65


def test_without_a_newer_plan_it_goes_on_as_it_was_left(store: Store) -> None:
    visit = Visit.take_up(store, CODE, 1, today=DAY, clock=Clock())
    assert visit.state.entry("story/open").value == "I grow apples"
    assert visit.state.cursor == "story/heard"
    assert [path.name for path in (store.root / CODE).iterdir()] == ["draft"]


def test_beside_an_unfinished_visit_it_waits(store: Store) -> None:
    begin(store).leave()
    with pytest.raises(Busy, match="--fresh"):
        Visit.take_up(store, CODE, 1, today=DAY, clock=Clock())
    assert len(store.aside(CODE)) == 1


def test_what_lies_in_the_place_of_the_unfinished_visit_is_moved_and_told(store: Store) -> None:
    place = store.root / CODE / "draft"
    place.mkdir()
    (place / "journal (1).log").write_bytes(b"of another machine\n")
    visit = Visit.take_up(store, CODE, 1, today=DAY, clock=Clock())
    (said,) = visit.take_said()
    assert f"are kept in {CODE}/draft-apart-1: journal (1).log." in said
    assert visit.take_said() == ()
    assert visit.state.entry("story/open").value == "I grow apples"
    assert (store.root / CODE / "draft-apart-1" / "journal (1).log").is_file()


def test_what_an_overtaken_journal_cannot_offer_is_named(store: Store) -> None:
    save_another(store)
    with (store.root / CODE / "draft-1" / "journal.log").open("ab") as journal:
        journal.write(b"damaged\nand damaged\n")
    visit = Visit.take_up(store, CODE, 1, today=DAY, clock=Clock())
    (said,) = visit.take_said()
    assert f"goalcoach show {CODE} --draft draft-1 shows it." in said


def save_another(store: Store) -> None:
    """Save a plan of a visit that was held meanwhile."""
    other = begin(store)
    for one in (
        *SAID[:3],
        Answer("I keep bees", "story/open"),
        AddRow("matters/values", first="Being outside"),
        AddRow("goal/goals", first="Build a hive"),
        Answer(("numb legs",), "flare/emergency"),
        Answer(True, "close/read_back"),
    ):
        assert other.give(one) is None, one
    assert isinstance(other.finish(), Path)


def test_on_a_newer_plan_its_answers_are_offered_and_it_stays(store: Store) -> None:
    save_another(store)
    kept = (store.root / CODE / "draft-1" / "journal.log").read_bytes()
    visit = Visit.take_up(store, CODE, 1, today=DAY, clock=Clock())
    assert (visit.kind, visit.version) == ("review", 2)
    for one in (Answer("no", "safety/pem"), Answer("go", "safety/own_steps"), Jump("story/open")):
        assert visit.give(one) is None, one
    asked = visit.screen
    assert (asked.proposed, asked.in_plan) == ("I grow apples", "I keep bees")
    assert visit.give(Jump("goal/goals")) is None
    assert [(row.label, row.aside) for row in visit.screen.rows] == [("Prune the trees", True)]
    visit.leave()
    assert visit.take_said() == ()
    assert (store.root / CODE / "draft-1" / "journal.log").read_bytes() == kept
    assert [one.number for one in store.aside(CODE)] == [1]
