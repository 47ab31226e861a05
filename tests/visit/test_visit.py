"""A visit on a real store: resumed at any point, never half saved, published once."""

from __future__ import annotations

import errno
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import REVIEW, SkipReason
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    CloseReason,
    Command,
    Jump,
    Next,
    Note,
    Pause,
    Resume,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.engine.event import Closed, Paused, Resumed, Way, Went
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import Screen
from goalcoach.errors import BadData, Busy, NotSaved, VisitSaved
from goalcoach.plan.file import codec
from goalcoach.store.journal import write_lines
from goalcoach.store.store import Store
from goalcoach.visit.event_time import TimedEvent, minutes_spent
from goalcoach.visit.tongues import Tongues
from goalcoach.visit.visit import Visit
from tests.dialogue.packs import all_kinds, item, pack, section
from tests.dialogue.walker import frozen
from tests.store.double import Died, DyingFs, FailingFs
from tests.store.sample import all_bytes

CODE = "rowan-17"
TODAY = date(2026, 11, 20)
UNSAID = "zq9 unsaid"


class Clock:
    """Each look at it is half a minute later."""

    def __init__(self, offset: int = 0) -> None:
        self.now = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=offset)))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=30)
        return self.now


@pytest.fixture
def script(tmp_path: Path) -> str:
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, data in all_kinds().items():
        (folder / name).write_bytes(data)
    return str(folder)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "plans")
    made.create()
    return made


def begin(store: Store, script: str, **how: object) -> Visit:
    return Visit.begin(
        store, CODE, today=TODAY, clock=Clock(), script=script, fresh=bool(how.get("fresh"))
    )


TALK: tuple[Command, ...] = (
    Answer(True),
    Next(),
    Answer(6),
    Answer("no", "start/pem"),
    Answer("go", "start/decision"),
    Jump("story/me"),
    SaveDraft("half a wo"),
    Answer("a cook"),
    Note("smiled"),
    Next(),
    Answer(("music", "sleep")),
    AddRow("story/values", "people"),
    Answer(9),
    Pause(),
    AddRow("goal/goals", "Cook on Sundays"),
    Answer(date(2026, 12, 24), "goal/goals@g1.due"),
    Skip(SkipReason.NOT_NOW, "end/picks"),
)


def talked(visit: Visit) -> Visit:
    for one in TALK:
        assert visit.give(one) is None, one
    return visit


def test_a_visit_taken_up_at_any_event_shows_the_same(store: Store, script: str):
    visit = begin(store, script)
    for one in TALK:
        assert visit.give(one) is None
        if isinstance(one, Pause):
            continue  # taking a visit up ends a break
        expected: Screen = visit.screen
        before = frozen(visit.state)
        visit.leave()
        visit = begin(store, script)
        assert visit.resumed
        assert visit.saved_at is not None
        assert visit.screen == expected
        assert {**frozen(visit.state), "paused": False} == {**before, "paused": False}
    visit.leave()


def test_a_journal_cut_anywhere_takes_the_visit_up_at_some_earlier_point(store: Store, script: str):
    visit = begin(store, script)
    known = [frozen(visit.state)["entries"]]
    for one in TALK:
        visit.give(one)
        known.append(frozen(visit.state)["entries"])
    visit.leave()
    journal = store.root / CODE / "draft" / "journal.log"
    whole = journal.read_bytes()
    first = whole.index(b"\n") + 1
    for end in range(first, len(whole), 41):
        journal.write_bytes(whole[:end])
        visit = begin(store, script)
        assert frozen(visit.state)["entries"] in known
        visit.leave()


def test_a_visit_in_use_is_busy_and_one_that_was_left_is_not(store: Store, script: str):
    visit = begin(store, script)
    with pytest.raises(Busy):
        begin(store, script)
    visit.leave()
    begin(store, script).leave()


def test_a_fresh_visit_sets_the_unfinished_one_aside(store: Store, script: str):
    talked(begin(store, script)).leave()
    visit = begin(store, script, fresh=True)
    assert not visit.resumed
    assert visit.state.entries == {}
    assert (store.root / CODE / "draft-1" / "journal.log").exists()
    visit.leave()


def test_another_day_is_noted_when_a_visit_is_taken_up(store: Store, script: str):
    begin(store, script).leave()
    later = TODAY + timedelta(days=3)
    visit = Visit.begin(store, CODE, today=later, clock=Clock(), script=script)
    assert visit.state.today == later
    visit.leave()


def test_a_finished_visit_is_a_plan_and_leaves_no_draft(store: Store, script: str):
    visit = talked(begin(store, script))
    assert (visit.kind, visit.version, visit.visit_number) == ("first", 1, 1)
    path = visit.finish()
    assert isinstance(path, Path)
    plan = store.load(CODE).plan
    assert codec.read(path.read_bytes(), "x").plan == plan
    assert (plan.visit.status, plan.goals[0].statement) == ("done", "Cook on Sundays")
    assert plan.story.me == "a cook"
    assert not (store.root / CODE / "draft").exists()


def test_a_finish_that_is_refused_leaves_the_visit_open(store: Store, script: str):
    visit = begin(store, script)
    refused = visit.finish()
    assert isinstance(refused, Refusal)
    assert visit.state.closed is None
    assert visit.refusal_of(Answer(99, "start/ease")) is not None
    assert visit.refusal_of(Answer(9, "start/ease")) is None
    for reason, word in ((CloseReason.PAUSED, "paused"),):
        assert isinstance(visit.finish(reason), Path)
        assert store.load(CODE).plan.visit.reason == word


def test_a_visit_whose_plan_cannot_be_made_is_not_closed(store: Store, tmp_path: Path):
    folder = tmp_path / "short"
    folder.mkdir()
    for name, data in pack({"a": section("a", item("me", "text", fills="story.me"))}).items():
        (folder / name).write_bytes(data)
    visit = begin(store, str(folder))
    assert visit.give(Answer("a cook")) is None
    with pytest.raises(BadData, match=r"safety\.decision"):
        visit.finish()
    journal = store.root / CODE / "draft" / "journal.log"
    assert '"close"' not in journal.read_text(encoding="utf-8")
    assert visit.give(Next()) is None
    assert isinstance(visit.finish(CloseReason.STOPPED), Path)


def test_a_rehearsal_writes_nothing(store: Store, script: str):
    visit = Visit.rehearse(store, CODE, today=TODAY, clock=Clock(), script=script)
    talked(visit)
    visit.leave()
    assert list(store.root.iterdir()) == []


def test_the_draft_of_a_plan_is_the_plan_so_far(store: Store, script: str):
    visit = talked(begin(store, script))
    plan = visit.draft_plan()
    assert (plan.visit.status, plan.visit.reason) == ("incomplete", "stopped")
    assert plan.notes == {"story/me": "smiled"}
    assert [line.address for line in visit.where() if line.returning] == ["end/picks"]
    assert not visit.impact(Answer("pause", "start/decision")).sets_aside
    visit.leave()


# Entering


def test_entering_answers_and_goes_on_and_stays_where_there_is_something_to_read(
    store: Store, script: str
):
    visit = begin(store, script)
    visit.enter(True)
    visit.enter(5)
    assert visit.screen.address == "start/pem"
    visit.enter("no")
    visit.enter("pause")
    assert (visit.screen.address, visit.screen.gate_closed) == ("start/decision", True)
    refused = visit.enter("pause")
    assert refused is not None
    assert refused.code == "gate"
    visit.enter("go")
    assert visit.screen.address == "story/me"
    visit.leave()


def test_entering_nothing_takes_an_answer_away_and_goes_on(store: Store, script: str):
    visit = begin(store, script)
    for one in TALK[3:6]:
        visit.give(one)
    visit.enter("a cook")
    visit.give(Jump("story/me"))
    visit.enter("")
    assert visit.screen.address == "story/helps"
    assert visit.state.entry("story/me").value is None
    visit.enter("")
    assert visit.screen.address == "story/values"
    visit.leave()


def test_entering_the_same_again_writes_no_second_answer(store: Store, script: str):
    visit = begin(store, script)
    visit.enter(True)
    visit.enter(5)
    visit.give(Jump("start/ease"))
    visit.enter(5)
    events = [one["ev"] for one in lines(store)]
    assert events.count("answer") == 2
    assert visit.screen.address == "start/pem"
    refused = visit.enter("perhaps")
    assert refused is not None
    assert visit.screen.address == "start/pem"
    visit.leave()


def lines(store: Store) -> list[dict[str, object]]:
    text = (store.root / CODE / "draft" / "journal.log").read_text()
    return [json.loads(line.partition(" ")[2]) for line in text.splitlines()]


# What was declined


def test_an_answer_given_once_more_puts_away_what_was_half_typed_in_its_place(
    store: Store, script: str
):
    visit = talked(begin(store, script))
    visit.give(Jump("story/me"))
    visit.enter("a cook")
    visit.give(Jump("story/me"))
    visit.give(SaveDraft("a bak"))
    visit.enter("a cook")
    visit.give(Jump("story/me"))
    assert (visit.screen.value, visit.screen.draft) == ("a cook", "")


@pytest.mark.parametrize(
    "at", ["story/me", "story/helps", "story/values", "end/diary", "step@g1/why"]
)
def test_what_was_declined_is_in_no_byte_on_the_disk(store: Store, script: str, at: str):
    visit = talked(begin(store, script))
    match at:
        case "story/helps":
            visit.give(Answer((UNSAID, "x"), at))
        case "story/values" | "end/diary":
            visit.give(AddRow(at, UNSAID))
        case _:
            visit.give(Answer(UNSAID, at))
            visit.give(SaveDraft(UNSAID, at))
    visit.give(Note(UNSAID, at))
    assert UNSAID.encode() in all_bytes(store.root)
    visit.give(Skip(SkipReason.DECLINED, at))
    assert UNSAID.encode() not in all_bytes(store.root)
    before = frozen(visit.state)
    visit.leave()
    visit = begin(store, script)
    assert {**frozen(visit.state), "paused": True} == before
    visit.finish(CloseReason.STOPPED)
    assert UNSAID.encode() not in all_bytes(store.root)


def test_what_was_said_behind_damage_outlives_the_draft_and_the_close_says_where(
    store: Store, script: str
):
    visit = talked(begin(store, script))
    visit.give(Answer(UNSAID, "step@g1/why"))
    visit.leave()
    journal = store.root / CODE / "draft" / "journal.log"
    whole = journal.read_bytes()
    at = whole.index(b'"pause"')
    journal.write_bytes(whole[:at] + b"X" + whole[at + 1 :])
    visit = begin(store, script)
    damaged = journal.with_name("journal.damaged-1").read_bytes()
    assert UNSAID.encode() in damaged
    assert isinstance(visit.finish(CloseReason.STOPPED), Path)
    apart = store.root / CODE / "draft-apart-1"
    assert (apart / "journal.damaged-1").read_bytes() == damaged
    assert f"{CODE}/draft-apart-1: journal.damaged-1." in visit.left_behind
    assert not journal.parent.exists()


# Disks that fail


def test_an_answer_that_could_not_be_saved_changed_nothing_and_can_be_given_again(
    tmp_path: Path, script: str
):
    for turn in range(40):
        root = tmp_path / str(turn)
        Store(root).create()
        visit = Visit.begin(Store(root), CODE, today=TODAY, clock=Clock(), script=script)
        fs = FailingFs(turn, errno.ENOSPC)
        assert visit._draft is not None
        visit._draft._fs = visit._draft._journal._fs = fs
        before = frozen(visit.state)
        try:
            visit.give(Answer(7, "start/ease"))
        except NotSaved:
            assert frozen(visit.state) == before
            assert visit.give(Answer(7, "start/ease")) is None
        assert visit.state.entry("start/ease").value == 7
        visit.leave()
        again = Visit.begin(Store(root), CODE, today=TODAY, clock=Clock(), script=script)
        assert again.state.entry("start/ease").value == 7
        again.leave()
        if not fs.struck:
            break
    assert turn > 0


def test_a_visit_that_cannot_be_taken_up_gives_its_lock_back(store: Store, script: str):
    begin(store, script).leave()
    folder = store.root / CODE / "draft" / "pack"
    kept = (folder / "start.toml").read_bytes()
    (folder / "start.toml").write_bytes(kept + b"\n")
    with pytest.raises(BadData, match="not the one it began with"):
        begin(store, script)
    (folder / "start.toml").write_bytes(kept)
    begin(store, script).leave()


def test_a_visit_that_cannot_note_the_new_day_gives_its_lock_back(
    store: Store, script: str, monkeypatch: pytest.MonkeyPatch
):
    begin(store, script).leave()

    def full(visit: Visit, command: Command) -> None:
        raise NotSaved("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Visit, "give", full)
        with pytest.raises(NotSaved):
            begin(store, script)
    begin(store, script).leave()


def closing(store: Store, script: str, offset: int = 0) -> Visit:
    visit = Visit.begin(store, CODE, today=TODAY, clock=Clock(offset), script=script)
    return talked(visit) if not visit.resumed else visit


def test_a_crash_while_finishing_leads_to_one_plan_with_the_same_bytes(tmp_path: Path, script: str):
    for turn in range(400):
        root = tmp_path / str(turn)
        Store(root).create()
        closing(Store(root), script).leave()
        fs = DyingFs(10**6)
        visit = Visit.begin(Store(root, fs), CODE, today=TODAY, clock=Clock(), script=script)
        fs.turn = len(fs.calls) + turn * 3
        try:
            visit.finish()
        except Died:
            pass
        else:
            break
        published = store_bytes(root)
        if not (root / CODE / "draft" / "journal.log").exists():
            continue
        path: object = root / CODE / "v0001.toml"
        try:
            path = Visit.begin(
                Store(root), CODE, today=TODAY, clock=Clock(3), script=script
            ).finish()
        except VisitSaved:
            assert not (root / CODE / "draft").exists()
        assert isinstance(path, Path)
        assert Store(root).versions(CODE) == (1,)
        assert published in (None, path.read_bytes())
    assert turn > 5


def store_bytes(root: Path) -> bytes | None:
    path = root / CODE / "v0001.toml"
    return path.read_bytes() if path.exists() and Store(root).versions(CODE) else None


def test_finishing_again_after_the_tidying_failed_publishes_nothing_new(
    store: Store, script: str, monkeypatch: pytest.MonkeyPatch
):
    visit = talked(begin(store, script))
    assert visit._draft is not None

    def stuck() -> None:
        raise NotSaved("The journal could not be put away.")

    with monkeypatch.context() as patched:
        patched.setattr(visit._draft, "discard", stuck)
        visit.finish()
    assert visit.left_behind == "The journal could not be put away."
    first = store_bytes(store.root)
    assert first is not None
    visit.finish()
    assert store_bytes(store.root) == first
    assert not (store.root / CODE / "draft").exists()


def test_a_visit_after_a_stopped_one_is_a_first_visit_again(store: Store, script: str):
    talked(begin(store, script)).finish(CloseReason.STOPPED)
    visit = begin(store, script)
    assert (visit.kind, visit.version, visit.visit_number) == ("first", 2, 1)
    for one in (Answer("no", "start/pem"), Answer("go", "start/decision"), Jump("story/me")):
        visit.give(one)
    assert visit.screen.value == "a cook"
    assert visit.screen.note == "smiled"
    visit.finish(CloseReason.STOPPED)
    assert store.load(CODE).plan.story.me == "a cook"


def test_a_visit_after_a_done_one_is_a_review(store: Store, script: str):
    talked(begin(store, script)).finish()
    visit = begin(store, script)
    assert (visit.kind, visit.version, visit.visit_number) == ("review", 2, 2)
    visit.leave()
    assert begin(store, script).kind == "review"


def test_a_version_that_cannot_be_read_counts_as_a_visit(store: Store, script: str):
    talked(begin(store, script)).finish()
    visit = begin(store, script)
    (store.root / CODE / "v0001.toml").unlink()
    assert visit.visit_number == 2
    visit.leave()


# Time


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [((), 1), ((60,), 1), ((60, 60, 60), 3), ((16 * 60,), 1), ((-60, 120), 2), ((15 * 60,), 15)],
)
def test_minutes_leave_out_long_gaps_and_clocks_that_go_back(
    seconds: tuple[int, ...], minutes: int
):
    went = Went("start/ease", Way.NEXT)
    times = [TimedEvent(0, went)]
    for one in seconds:
        times.append(TimedEvent(times[-1].at_ms + one * 1000, went))
    assert minutes_spent(times) == minutes


def test_a_break_is_no_part_of_the_visit():
    times = [
        TimedEvent(0, Went("start/ease", Way.NEXT)),
        TimedEvent(60_000, Paused()),
        TimedEvent(600_000, Resumed()),
        TimedEvent(660_000, Closed()),
    ]
    assert minutes_spent(times) == 2


@pytest.mark.parametrize(("seconds", "left"), [(0, 9), (1, 7), (600, 18)])
def test_the_minutes_left_go_by_the_pace_of_this_visit(
    store: Store, tmp_path: Path, seconds: int, left: int
):
    # 29 questions to come, of 9 words to type and 5 seconds of thought each: 8.9 minutes, times
    # what the 12 answers took, with 8 minutes at the usual pace before them, and at most 2.
    folder = tmp_path / "paced"
    questions = section("a", *(item(f"q{number}", "text") for number in range(41)))
    folder.mkdir()
    for name, data in pack({"a": questions}).items():
        (folder / name).write_bytes(data)
    now = [datetime(2026, 11, 20, 10, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] += timedelta(seconds=seconds)
        return now[0]

    visit = Visit.begin(store, CODE, today=TODAY, clock=clock, script=str(folder))
    for _ in range(12):
        visit.enter("yes")
    assert visit.screen.progress.minutes_left == left
    visit.leave()


def test_going_to_the_end_and_back_shows_the_closing_step(store: Store, script: str):
    visit = talked(begin(store, script))
    visit.give(Jump(REVIEW))
    assert visit.screen.address == REVIEW
    assert visit.screen.can_back
    visit.leave()


def test_a_closed_visit_that_was_not_saved_is_saved_when_it_is_opened_again(
    store: Store, script: str, monkeypatch: pytest.MonkeyPatch
):
    visit = talked(begin(store, script))

    def full(code: str, plan: object) -> None:
        raise NotSaved("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(visit.store, "publish", full)
        with pytest.raises(NotSaved):
            visit.finish()
    visit.leave()
    with pytest.raises(VisitSaved, match="saved now, as version 1") as told:
        begin(store, script)
    assert told.value.exit_code == 0
    assert store.versions(CODE) == (1,)
    assert store.peek_draft(CODE) is None


class Sitting:
    """A clock that can be set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=2)
        return self.now


EVE = datetime(2026, 11, 20, 23, 59, 30, tzinfo=timezone(timedelta(hours=1)))


def sit(store: Store, script: str, clock: Sitting, today: date = TODAY) -> Visit:
    return talked(Visit.begin(store, CODE, today=today, clock=clock, script=script))


def test_a_visit_over_midnight_is_of_the_day_it_closes_on(store: Store, script: str):
    clock = Sitting(EVE)
    visit = sit(store, script, clock)
    answers = dict(visit.state.entries)
    clock.now += timedelta(minutes=2)
    assert isinstance(visit.finish(), Path)
    plan = store.load(CODE).plan
    assert plan.visit.date == date(2026, 11, 21) == plan.created.date()
    assert dict(visit.state.entries) == answers  # nothing was asked anew in one sitting


def test_a_day_that_was_given_stays_the_day_of_the_visit(store: Store, script: str):
    given = date(2026, 10, 1)
    clock = Sitting(EVE)
    visit = sit(store, script, clock, given)
    clock.now += timedelta(days=3)
    assert isinstance(visit.finish(), Path)
    assert store.load(CODE).plan.visit.date == given


def test_a_visit_gone_on_with_after_a_weekend_is_of_that_day(store: Store, script: str):
    clock = Sitting(EVE)
    visit = sit(store, script, clock)
    visit.give(Pause())
    clock.now = clock.now.replace(day=23, hour=9)
    assert visit.day == date(2026, 11, 23)
    visit.give(Resume(visit.day))
    assert visit.state.today == date(2026, 11, 23)  # so what belongs to a day is asked anew
    assert isinstance(visit.finish(), Path)
    assert store.load(CODE).plan.visit.date == date(2026, 11, 23)


def test_a_close_over_midnight_that_was_cut_short_gives_the_same_bytes(
    store: Store, script: str, monkeypatch: pytest.MonkeyPatch
):
    clock = Sitting(EVE)
    visit = sit(store, script, clock)
    clock.now += timedelta(minutes=2)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "publish", lambda *_: (_ for _ in ()).throw(NotSaved("No room.")))
        with pytest.raises(NotSaved):
            visit.finish()
    visit.leave()
    clock.now += timedelta(days=5)
    with pytest.raises(VisitSaved):
        Visit.begin(store, CODE, today=clock.now.date(), clock=clock, script=script)
    plan = store.load(CODE).plan
    assert plan.visit.date == plan.created.date() == date(2026, 11, 21)


def test_a_last_visit_later_than_today_is_told_at_the_begin(store: Store, script: str):
    first = talked(begin(store, script))
    assert (first.notices, first.taken_up) == ((), "")
    assert isinstance(first.finish(), Path)
    said = "The last visit is dated 20 November 2026, later than today. Look at the clock."
    for _ in range(2):  # the second one is taken up
        visit = Visit.begin(
            store, CODE, today=TODAY - timedelta(days=9), clock=Clock(), script=script
        )
        assert visit.notices == (said,)
        visit.leave()
    rightly = begin(store, script)
    assert rightly.notices == ()
    rightly.leave()


@pytest.mark.parametrize("moment", [10**17, -(10**17), 10**400, 1e300, None, "soon", True])
def test_a_visit_is_taken_up_and_closed_whatever_its_journal_says_of_the_time(
    store: Store, script: str, moment: object
):
    talked(begin(store, script)).leave()
    told = [one | {"t": moment} for one in lines(store)]
    journal = store.root / CODE / "draft" / "journal.log"
    journal.write_bytes(write_lines(told))  # type: ignore[arg-type]
    visit = begin(store, script)
    assert visit.saved_at is not None
    assert visit.state.entry("story/me").value == "a cook"
    visit.finish(CloseReason.STOPPED)
    assert store.versions(CODE) == (1,)


@pytest.mark.parametrize(("lang", "day"), [("en", "On 20 Nov"), ("de", "Am 20. Nov")])
def test_words_of_another_day_go_on_in_the_plan_with_their_day_in_the_language_spoken(
    store: Store, lang: str, day: str
):
    visit = Visit.begin(store, CODE, today=TODAY, clock=Clock(), tongues=Tongues(lang))
    for one in (Answer(2, "opening/ease"), Answer("Less light.", "opening/ease_low")):
        assert visit.give(one) is None
    visit.leave()
    visit = Visit.begin(store, CODE, today=TODAY + timedelta(days=7), clock=Clock())
    assert visit.give(Answer(8, "opening/ease")) is None
    assert isinstance(visit.finish(CloseReason.STOPPED), Path)
    note = store.load(CODE).plan.notes["opening/ease_low"]
    assert (note[: len(day)], note[-13:]) == (day, ": Less light.")


def test_words_half_typed_at_the_end_are_in_the_plan_in_the_language_of_the_visit(store: Store):
    visit = Visit.begin(store, CODE, today=TODAY, clock=Clock(), tongues=Tongues("de"))
    assert visit.give(Answer(2, "opening/ease")) is None
    assert visit.give(SaveDraft("Ein Stuhl, der", "opening/ease_low")) is None
    assert isinstance(visit.finish(CloseReason.STOPPED), Path)
    assert store.load(CODE).plan.notes == {"opening/ease_low": "Angefangen: Ein Stuhl, der"}
