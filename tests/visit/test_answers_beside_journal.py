"""What stands behind damage in a journal, or came from another machine, is told and offered."""

from __future__ import annotations

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Note, Skip
from goalcoach.errors import NotFound, UsageError
from goalcoach.store.store import Store
from goalcoach.visit.answers_beside_journal import ALL, PRIVATE, split_sides
from goalcoach.visit.draft_transcript import FileWords, read_folder
from goalcoach.visit.visit import Visit
from tests.dialogue.packs import item
from tests.example import Clock
from tests.plain import small
from tests.plain.small import CODE
from tests.store.sample import all_bytes

TALK: tuple[Command, ...] = (
    Answer(True, "a/hello"),
    Answer("go", "a/gate"),
    Answer("low tide", "a/word"),
    Answer("it sways", "a/story"),
    Answer(("one", "two"), "a/pick"),
    Answer(7, "a/rate"),
    Answer(date(2026, 12, 18), "a/day"),
    AddRow("a/things", first="bench"),
    Answer("small", "a/things@x1.size"),
    Answer("for the two of us", "a/last"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small.open_store(tmp_path / "store")


@pytest.fixture
def script(tmp_path: Path) -> str:
    return small.write_pack(tmp_path / "pack")


def _journal(store: Store) -> Path:
    return store.root / CODE / "draft" / "journal.log"


def _talk(store: Store, script: str, *commands: Command) -> list[bytes]:
    """Hold a visit and leave it; return the lines of its journal."""
    visit = small.begin(store, script)
    for command in commands:
        assert visit.give(command) is None, command
    visit.leave()
    return _journal(store).read_bytes().splitlines(keepends=True)


def _at(lines: list[bytes], address: str) -> int:
    return next(n for n, line in enumerate(lines) if f'"at":"{address}"'.encode() in line)


def _damage(store: Store, lines: list[bytes], address: str) -> int:
    """Flip a bit in the first line about a question; return how many lines stand before it."""
    at = _at(lines, address)
    hurt = bytes([lines[at][20] ^ 1])
    line = lines[at][:20] + hurt + lines[at][21:]
    _journal(store).write_bytes(b"".join([*lines[:at], line, *lines[at + 1 :]]))
    return at


def _told(visit: Visit) -> dict[str, Value | None]:
    return {key: one.value for key, one in visit.state.entries.items() if one.value is not None}


def _whole(store: Store, script: str) -> dict[str, Value | None]:
    visit = small.begin(store, script)
    visit.leave()
    return _told(visit)


def test_what_follows_damage_is_said_and_all_of_it_comes_over_by_one_word(
    store: Store, script: str
):
    lines = _talk(store, script, *TALK)
    whole = _whole(store, script)
    at = _damage(store, lines, "a/word")
    visit = small.begin(store, script)
    (said,) = visit.take_said()
    rest = len(b"".join(lines[at:]))
    assert f"damaged after {at} whole entries. {rest} bytes follow, with" in said
    assert "They are kept in rowan-17/draft/journal.damaged-1." in said
    (story,) = visit.kept
    assert story.name == "rowan-17/draft/journal.damaged-1"
    assert [one.line for one in story.answers] == [
        "About story: it sways",
        "About pick: one and two",
        "About rate: 7",
        "About day: 18 December 2026",
        "About things: bench (small)",
        "The private part: kept there, and not shown here",
    ]
    assert story.unfit == ()
    visit.take_from_kept(story.number, [ALL])
    assert _told(visit) == {key: value for key, value in whole.items() if key != "a/word"}
    assert visit.kept == ()
    assert visit.screen.address == "a/word"
    visit.leave()
    assert _told(small.begin(store, script)) == _told(visit)
    assert _journal(store).with_name("journal.damaged-1").read_bytes().count(b"\n") == len(
        lines[at:]
    )


@pytest.mark.parametrize("later", [0, 7])
def test_what_belongs_to_a_day_comes_over_on_that_day_alone(
    store: Store, tmp_path: Path, later: int
):
    script = small.write_pack(
        tmp_path / "pack",
        item("word", "text"),
        item("new", "choice", options=["yes", "no"], private=True, each_day=True),
        item("ease", "text", each_day=True),
        item("story", "text"),
        item("secret", "text", private=True),
    )
    told = {"word": "tide", "new": "no", "ease": "a chair", "story": "it sways", "secret": "ours"}
    answers = (Answer(value, f"a/{at}") for at, value in told.items())
    _damage(store, _talk(store, script, *answers), "a/word")
    day, clock = small.DAY + timedelta(days=later), Clock()
    clock.now += timedelta(days=later)
    visit = Visit.begin(store, CODE, today=day, clock=clock, script=script)
    (story,) = visit.kept
    assert [one.question for one in story.unfit] == (["a/new", "a/ease"] if later else [])
    visit.take_from_kept(story.number, [PRIVATE])
    visit.take_from_kept(story.number, [ALL])
    of_that_day = {"a/new": "no", "a/ease": "a chair"}
    assert _told(visit) == {"a/story": "it sways", "a/secret": "ours"} | (
        {} if later else of_that_day
    )
    visit.leave()


def test_one_answer_comes_over_alone_and_the_others_are_offered_again(store: Store, script: str):
    _damage(store, _talk(store, script, *TALK), "a/word")
    visit = small.begin(store, script)
    visit.take_from_kept(visit.kept[0].number, ["a/things"])
    assert visit.state.entry("a/things@x1.name").value == "bench"
    assert "a/story" not in _told(visit)
    visit.take_from_kept(visit.kept[0].number, [PRIVATE])
    assert visit.state.entry("a/last").value == "for the two of us"
    visit.leave()
    again = small.begin(store, script)
    assert again.take_said() == ()
    assert [one.question for one in again.kept[0].answers] == [
        "a/story",
        "a/pick",
        "a/rate",
        "a/day",
    ]


def test_a_later_word_counts_until_the_visit_has_gone_on(store: Store, script: str):
    lines = _talk(store, script, *TALK, Answer("high tide", "a/word"))
    _damage(store, lines, "a/story")
    visit = small.begin(store, script)
    (word,) = [one for one in visit.kept[0].answers if one.question == "a/word"]
    assert (word.words, word.here) == ("high tide", "low tide")
    visit.leave()
    # The visit goes on without them: from here on its own word is the later one.
    visit = small.begin(store, script)
    for number in range(40):
        visit.give(Note(f"note {number}", "a/gate"))
    visit.leave()
    visit = small.begin(store, script)
    visit.take_from_kept(visit.kept[0].number, [ALL])
    assert visit.state.entry("a/word").value == "low tide"
    assert visit.state.entry("a/story").value is None
    assert visit.state.entry("a/rate").value == 7
    assert [one.question for one in visit.kept[0].answers] == ["a/word"]
    visit.take_from_kept(visit.kept[0].number, ["a/word"])
    assert visit.state.entry("a/word").value == "high tide"


def _line(event: dict[str, object]) -> bytes:
    data = json.dumps(event, separators=(",", ":")).encode()
    return sha256(data).hexdigest()[:16].encode() + b" " + data + b"\n"


def _answer(n: int, at: str, value: object) -> bytes:
    return _line({"n": n, "t": 1_790_000_000_000 + n, "ev": "answer", "at": at, "value": value})


def test_two_machines_in_one_journal_are_two_stories(store: Store, script: str):
    lines = _talk(store, script, *TALK[:2])
    n = len(lines)
    ours = [_answer(n + 1, "a/story", "at the desk"), _answer(n + 2, "a/rate", 3)]
    theirs = [_answer(n, "a/word", "at the bed"), _answer(n + 1, "a/story", "lying down")]
    first = _answer(n, "a/word", "tide")
    both = [first, theirs[0], ours[0], theirs[1], ours[1]]
    _journal(store).write_bytes(b"".join([*lines, *both]))
    visit = small.begin(store, script)
    assert visit.state.entry("a/word").value == "tide"
    told = {one.name: [each.line for each in one.answers] for one in visit.kept}
    name = "rowan-17/draft/journal.damaged-1, side"
    assert told == {
        f"{name} 1 of 2,": ["About story: at the desk", "About rate: 3"],
        f"{name} 2 of 2,": ["About word: at the bed", "About story: lying down"],
    }
    visit.take_from_kept(visit.kept[0].number, [ALL])
    assert visit.state.entry("a/story").value == "at the desk"
    visit.take_from_kept(visit.kept[0].number, [ALL])
    assert visit.state.entry("a/story").value == "at the desk"
    assert [(one.words, one.here) for one in visit.kept[0].answers] == [
        ("at the bed", "tide"),
        ("lying down", "at the desk"),
    ]


def test_the_copy_of_another_machine_is_offered_and_one_of_another_visit_is_only_named(
    store: Store, script: str
):
    lines = _talk(store, script, *TALK[:2])
    copy = _journal(store).with_name("journal.sync-conflict-20261128-093000-K7QX2ZA.log")
    copy.write_bytes(b"".join([*lines, _answer(len(lines), "a/word", "at the bed")]))
    visit = small.begin(store, script)
    assert [one.line for one in visit.kept[0].answers] == ["About word: at the bed"]
    visit.leave()
    start = json.loads(lines[0][17:]) | {"parent": {"version": 1, "digest": "sha256:0"}}
    copy.write_bytes(b"".join([_line(start), _answer(1, "a/word", "long ago")]))
    visit = small.begin(store, script)
    assert visit.kept == ()
    (said,) = visit.take_said()
    assert copy.name in said


def test_what_does_not_fit_is_shown_and_stays_in_the_file(store: Store, script: str):
    lines = _talk(store, script, *TALK[:2])
    rest = [
        _answer(90, "a/because", "only after a yes"),
        _answer(91, "a/rate", 77),
        _answer(92, "a/story", "it sways"),
        _line({"n": 93, "ev": "dance", "at": "a/word"}),
        _answer(94, "a/nothing", "of another script"),
        _answer(95, "no address", "x"),
    ]
    _journal(store).write_bytes(b"".join([*lines, *rest]))
    visit = small.begin(store, script)
    (story,) = visit.kept
    assert [one.line for one in story.answers] == ["About story: it sways"]
    assert [one.line for one in story.unfit] == ["a/because: only after a yes", "a/rate: 77"]
    visit.take_from_kept(story.number, [ALL])
    assert _told(visit)["a/story"] == "it sways"
    assert b"only after a yes" in all_bytes(store.root)


def test_what_is_declined_after_the_damage_is_declined(store: Store, script: str):
    lines = _talk(store, script, *TALK, Skip(SkipReason.DECLINED, "a/story"))
    _damage(store, lines, "a/word")
    visit = small.begin(store, script)
    visit.take_from_kept(visit.kept[0].number, [ALL])
    assert visit.state.entry("a/story").skip is SkipReason.DECLINED
    assert b"it sways" not in all_bytes(store.root)


def test_declining_reaches_what_is_kept_beside_the_journal(store: Store, script: str):
    _damage(store, _talk(store, script, *TALK), "a/word")
    visit = small.begin(store, script)
    visit.give(Skip(SkipReason.DECLINED, "a/story"))
    visit.leave()
    assert b"it sways" not in all_bytes(store.root)
    assert b"for the two of us" in all_bytes(store.root)


@pytest.mark.parametrize("bit", [0x01, 0x20])
def test_wherever_a_byte_is_flipped_each_later_answer_comes_back(
    store: Store, script: str, bit: int
):
    """What a flipped bit costs is the line it is in, and what hangs on that."""
    lines = _talk(store, script, *TALK[:6])
    whole = _whole(store, script)
    data = b"".join(lines)
    for place in range(len(lines[0]), len(data), 97):
        draft = _journal(store).parent
        for one in draft.glob("journal.*"):
            one.unlink()
        hurt = bytearray(data)
        hurt[place] ^= bit
        _journal(store).write_bytes(bytes(hurt))
        visit = small.begin(store, script)
        (said,) = visit.take_said()
        assert "whole entries" in said or "1 whole entry" in said
        for story in visit.kept:
            visit.take_from_kept(story.number, [ALL])
        visit.leave()
        lost = [key for key, value in whole.items() if _told(visit).get(key) != value]
        at = next(n for n in range(len(lines)) if len(b"".join(lines[: n + 1])) > place)
        gate = b'"at":"a/gate"' in lines[at] and b'"ev":"answer"' in lines[at]
        assert len(lost) <= 2 or gate, (place, lost)


def test_sides_are_told_apart_by_their_counts():
    def numbers(*counted: int) -> list[list[object]]:
        sides = split_sides([{"n": n} for n in counted])
        return [[one["n"] for one in side] for side in sides]

    assert numbers(5, 6, 7) == [[5, 6, 7]]
    assert numbers(5, 7, 9) == [[5, 7, 9]], "a line that is lost begins no side"
    assert numbers(42, 43, 45, 44, 46) == [[42, 43, 44], [45, 46]]
    assert numbers(1, 1, 2, 2) == [[1, 2], [1, 2]]
    assert split_sides([{"ev": "pause"}]) == []


def _file_words(store: Store, folder: str) -> str:
    words = read_folder(store, CODE, folder)
    assert isinstance(words, FileWords)
    return "\n".join(words.lines)


def test_a_drafts_files_can_be_read_in_words(store: Store, script: str):
    lines = _talk(store, script, *TALK)
    _damage(store, lines, "a/word")
    small.begin(store, script).leave()
    told = _file_words(store, "draft")
    assert told.startswith("rowan-17/draft/journal.log\n")
    behind = told.partition("rowan-17/draft/journal.damaged-1\n")[2]
    for words in ("story: it sways", "pick: one; two", "day: 18 December 2026", "name: bench"):
        assert f"  About {words}\n" in behind
    assert "About last: private, and not shown here" in behind
    assert "for the two of us" not in told
    assert "journal.damaged-1: 1 line that cannot be read" in told
    aside = store.set_aside_draft(CODE)
    assert aside.name == "draft-1"
    assert "About story: it sways" in _file_words(store, "draft-1")


@pytest.mark.parametrize("name", ["../rowan-18/draft", "draft/pack", "v0001.toml", "draft-0", ""])
def test_only_the_folder_of_a_visit_is_read_so(store: Store, name: str):
    with pytest.raises(UsageError):
        read_folder(store, CODE, name)
    with pytest.raises(NotFound):
        read_folder(store, CODE, "draft-7")
