"""Batches: what is printed, what is left as it is, and what one broken plan does to the others."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotAllowed
from goalcoach.press import sheet_worker as worker_module
from goalcoach.press.batch import how_many
from goalcoach.press.worker_messages import Fate, PrintJob, SheetOutcome
from goalcoach.press.worker_pool import Pool
from goalcoach.sheets import sheet as sheet_module
from goalcoach.sheets.sheet import Paper, SheetKind, Size, lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat
from tests.press.held import HeldRun
from tests.press.stock import CANARY, Desk, break_plan, plan_of, put, put_site
from tests.sheets import rowan
from tests.sheets.kinds import CARD, DIARY, HANDOUT, KINDS, LETTER, RECORD, TEAM, WORK

CODES = ("ash", "elm", "oak")


def fates(outcomes: list[SheetOutcome]) -> list[Fate]:
    return [one.fate for one in outcomes]


def test_each_plan_becomes_a_file_named_by_code_version_and_sheet(desk: Desk):
    desk(*CODES, order=desk.order(HANDOUT, CARD))
    assert desk.files() == [
        *("ash-v0001-card.txt", "ash-v0001-handout.txt", "elm-v0001-card.txt"),
        *("elm-v0001-handout.txt", "oak-v0001-card.txt", "oak-v0001-handout.txt"),
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_plan_is_told_and_the_others_are_printed(desk: Desk, workers: int):
    break_plan(desk.root, "elm")
    desk.workers = workers
    outcomes = desk(*CODES)
    assert [(one.code, one.fate, one.exit_code) for one in outcomes] == [
        ("ash", Fate.PRINTED, 0),
        ("elm", Fate.REFUSED, 65),
        ("oak", Fate.PRINTED, 0),
    ]
    assert desk.files() == ["ash-v0001-handout.txt", "oak-v0001-handout.txt"]
    assert desk.told == [1, 2, 3]


@pytest.mark.parametrize("left", [0, 40])
def test_a_first_plan_that_is_not_whole_is_told_and_not_taken_for_none(desk: Desk, left: int):
    path = desk.root / "elm" / "v0001.toml"
    path.write_bytes(path.read_bytes()[:left])
    outcomes = desk(*CODES)
    assert fates(outcomes) == [Fate.PRINTED, Fate.REFUSED, Fate.PRINTED]
    assert outcomes[1].exit_code == 65
    assert "elm/v0001.toml: this file is not whole" in outcomes[1].sentence


def test_where_the_newest_plan_is_not_whole_the_one_before_is_printed_and_that_is_said(desk: Desk):
    (desk.root / "elm" / "v0002.toml").write_bytes(b"schema = 1\n")
    for _ in range(2):
        outcomes = desk("elm")
        assert [one.name for one in outcomes] == ["elm-v0001-handout.txt", ""]
        assert outcomes[1].exit_code == 65
        assert "elm/v0002.toml is there, and not whole" in outcomes[1].sentence
        assert "version 1, the one before" in outcomes[1].sentence
    assert fates(desk(PrintJob("elm", 1))) == [Fate.CURRENT]


def test_no_sheet_is_put_among_the_plans(desk: Desk, tmp_path: Path):
    (tmp_path / "link").symlink_to(desk.root / "elm")
    for out in (desk.root, desk.root / "printed", desk.root / "elm", tmp_path / "link" / "x"):
        with pytest.raises(NotAllowed, match="among the plans"):
            desk("ash", order=desk.order()._replace(out=out))
    assert {path.name for path in desk.root.iterdir()} == {*CODES, "goalcoach.toml"}
    assert [path.name for path in (desk.root / "elm").iterdir()] == ["v0001.toml"]


def test_the_same_sheets_come_from_one_process_and_from_several(desk: Desk, tmp_path: Path):
    other = Desk(desk.root, tmp_path / "other", workers=3)
    kinds = (HANDOUT, CARD)
    one, many = desk(*CODES, order=desk.order(*kinds)), other(*CODES, order=other.order(*kinds))
    assert one == many
    for name in desk.files():
        assert (desk.out / name).read_bytes() == (other.out / name).read_bytes()


def test_a_second_run_leaves_what_is_up_to_date(desk: Desk):
    desk(*CODES)
    before = {path: path.stat().st_mtime_ns for path in desk.out.glob("*.txt")}
    assert set(fates(desk(*CODES))) == {Fate.CURRENT}
    assert before == {path: path.stat().st_mtime_ns for path in desk.out.glob("*.txt")}
    assert set(fates(desk(*CODES, order=desk.order(force=True)))) == {Fate.PRINTED}


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: put_site(desk.root, "01632 960 999"),
        lambda desk: put_site(desk.root, more="practice = true\n"),
        lambda desk: put(desk.root, plan_of("ash", card=False)),
        lambda desk: (desk.out / "ash-v0001-handout.txt").write_bytes(b"half"),
        lambda desk: (desk.out / "ash-v0001-handout.txt").unlink(),
        lambda desk: (desk.out / ".goalcoach" / "ash-v0001-handout.txt.json").write_bytes(b"{"),
        lambda desk: (desk.out / ".goalcoach" / "ash-v0001-handout.txt.json").unlink(),
    ],
)
def test_what_was_changed_is_printed_anew(desk: Desk, change):
    desk("ash")
    change(desk)
    assert fates(desk("ash")) == [Fate.PRINTED]
    anew = (desk.out / "ash-v0001-handout.txt").read_bytes()
    shutil.rmtree(desk.out)
    desk.out.mkdir()
    desk("ash")
    assert anew == (desk.out / "ash-v0001-handout.txt").read_bytes()
    assert fates(desk("ash")) == [Fate.CURRENT]


@pytest.mark.parametrize("more", [{"size": Size.LARGE}, {"paper": Paper.LETTER}])
def test_other_options_print_anew(desk: Desk, more: dict[str, Any]):
    desk("ash")
    assert fates(desk("ash", order=desk.order(**more))) == [Fate.PRINTED]


def test_another_program_prints_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk("ash")
    monkeypatch.setattr("goalcoach.press.sheet_fingerprint.__version__", "99.0")
    assert fates(desk("ash")) == [Fate.PRINTED]


def test_a_newer_version_makes_the_old_sheet_say_so(desk: Desk):
    desk(PrintJob("ash", 1))
    put(desk.root, replace(rowan.second(), patient="ash"))
    assert fates(desk(PrintJob("ash", 1))) == [Fate.PRINTED]
    assert "Replaced on" in (desk.out / "ash-v0001-handout.txt").read_text("utf-8")
    assert [one.name for one in desk("ash")] == ["ash-v0002-handout.txt"]


def test_who_was_never_asked_about_paper_is_left_out_unless_named(desk: Desk):
    plan = plan_of("elm")
    put(desk.root, replace(plan, consent=replace(plan.consent, print=None)))
    assert fates(desk(*CODES)) == [Fate.PRINTED, Fate.LEFT_OUT, Fate.PRINTED]
    named = desk(PrintJob("elm", named=True))
    assert [(one.fate, one.ask) for one in named] == [(Fate.PRINTED, True)]
    # Its sheet is there now, and still nobody else gets it unasked.
    assert fates(desk(*CODES)) == [Fate.CURRENT, Fate.LEFT_OUT, Fate.CURRENT]
    assert [(one.fate, one.ask) for one in desk(PrintJob("elm", named=True))] == [
        (Fate.CURRENT, True)
    ]


def test_who_wants_to_be_asked_gets_paper_only_once_they_were(desk: Desk):
    put(desk.root, plan_of("elm", ask=True))
    elm, asked = PrintJob("elm", named=True), desk.order(asked="2026-12-18")
    assert fates(desk(*CODES)) == [Fate.PRINTED, Fate.LEFT_OUT, Fate.PRINTED]
    (named,) = desk(elm)
    assert (named.fate, named.exit_code, named.ask) == (Fate.REFUSED, 77, True)
    assert "--consent asked-today" in named.sentence
    assert [(one.fate, one.ask) for one in desk(elm, order=asked)] == [(Fate.PRINTED, False)]
    # The sheet is there, and the day's yes is not a yes for good.
    assert fates(desk(elm)) == [Fate.REFUSED]
    assert fates(desk(*CODES)) == [Fate.CURRENT, Fate.LEFT_OUT, Fate.CURRENT]
    assert fates(desk(*CODES, order=asked)) == [Fate.CURRENT] * 3


def test_a_no_to_paper_stays_a_no_whatever_is_said_when_printing(desk: Desk):
    plan = rowan.for_each_sheet(plan_of("elm"))
    put(desk.root, replace(plan, consent=replace(plan.consent, print="no")))
    asked = desk.order(*KINDS, asked="2026-12-18")
    assert fates(desk("elm", order=asked)) == [Fate.LEFT_OUT]
    found = {one.kind: one.fate for one in desk(PrintJob("elm", named=True), order=asked)}
    # The file is the service's own paper, and what goes to others by the word on sharing.
    shared = {LETTER, TEAM, WORK}
    assert {kind for kind in KINDS if found[kind] is Fate.PRINTED} == {RECORD, *shared}


@pytest.mark.parametrize("kind", [one for one in KINDS if one.blank], ids=str)
def test_no_sheet_speaks_for_what_was_never_said(desk: Desk, kind: SheetKind):
    """A page of "lines I said yes to" without a line would look like an agreement."""
    nothing = replace(plan_of("elm", card=False), leaflets=())
    assert kind.is_blank(nothing)
    put(desk.root, nothing)
    (named,) = desk(PrintJob("elm", named=True), order=desk.order(kind))
    assert (named.fate, named.exit_code) == (Fate.REFUSED, 77)
    assert named.sentence.count(".") > 1  # why, and how to go on
    assert [one.fate for one in desk("elm", order=desk.order(kind))] == [Fate.LEFT_OUT]


def test_the_answer_of_the_visit_holds_for_its_version(desk: Desk):
    plan = plan_of("elm", ask=True)
    consent, visit = replace(plan.consent, share="ask"), plan.visit
    order = desk.order(HANDOUT, LETTER)
    for paper, sharing in (("yes", "no"), ("no", "yes"), ("yes", "yes"), ("no", "no")):
        day = replace(visit, print_today=paper, share_today=sharing)
        put(desk.root, replace(plan, consent=consent, visit=day))
        made = [one.fate is Fate.PRINTED for one in desk(PrintJob("elm", named=True), order=order)]
        assert made == [paper == "yes", sharing == "yes"]
    put(desk.root, later("elm", print="ask", share="ask"))
    assert fates(desk(PrintJob("elm", 1, named=True), order=order)) == [Fate.REFUSED] * 2


def test_a_no_at_the_visit_is_not_asked_away_on_the_same_day(desk: Desk):
    plan = plan_of("elm")
    visit = replace(plan.visit, share_today="no")
    put(desk.root, replace(plan, consent=replace(plan.consent, share="ask"), visit=visit))
    same, after = (desk.order(LETTER, asked=day) for day in (str(visit.date), "2027-01-08"))
    assert fates(desk(PrintJob("elm", named=True), order=same)) == [Fate.REFUSED]
    assert fates(desk(PrintJob("elm", named=True), order=after)) == [Fate.PRINTED]


def later(code: str, **consent: Any):
    """The second version of a plan, with what its patient says by then."""
    plan = rowan.second()
    return replace(plan, patient=code, consent=replace(plan.consent, **consent))


def test_consent_is_that_of_the_newest_version_whichever_is_printed(desk: Desk):
    put(desk.root, later("elm", print="no"))
    assert fates(desk(PrintJob("elm", 1))) == [Fate.LEFT_OUT]
    (named,) = desk(PrintJob("elm", 1, named=True))
    assert (named.fate, named.exit_code) == (Fate.REFUSED, 77)


def test_a_yes_to_sharing_that_was_taken_back_leaves_no_letter_of_before(desk: Desk):
    letter = desk.order(LETTER)
    (before,) = desk(PrintJob("elm", 1, named=True), order=letter)
    assert before.fate is Fate.PRINTED
    put(desk.root, later("elm", share="no"))
    for version in (1, 2):
        (after,) = desk(PrintJob("elm", version, named=True), order=letter)
        assert (after.fate, after.exit_code) == (Fate.REFUSED, 77)


def test_a_newest_version_that_cannot_be_read_counts_as_to_be_asked(desk: Desk):
    path = put(desk.root, later("elm"))
    path.write_bytes(path.read_bytes().replace(b"Cook", b"Look", 1))
    (handout, letter) = desk(PrintJob("elm", 1, named=True), order=desk.order(HANDOUT, LETTER))
    assert (handout.exit_code, letter.exit_code) == (77, 77)
    assert handout.ask
    assert letter.ask


def test_a_plan_that_has_nothing_for_a_sheet_is_left_out_unless_named(desk: Desk):
    put(desk.root, plan_of("elm", card=False))
    card = desk.order(CARD)
    assert fates(desk(*CODES, order=card)) == [Fate.PRINTED, Fate.LEFT_OUT, Fate.PRINTED]
    (named,) = desk(PrintJob("elm", named=True), order=card)
    assert (named.fate, named.exit_code) == (Fate.REFUSED, 77)


def test_a_rule_refuses_one_sheet_and_not_the_other(desk: Desk):
    (desk.root / "goalcoach.toml").write_text("format = 1\n", "utf-8")
    handout, card = desk("ash", order=desk.order(HANDOUT, CARD))
    assert (handout.fate, card.fate, card.exit_code) == (Fate.PRINTED, Fate.REFUSED, 77)
    assert desk.files() == ["ash-v0001-handout.txt"]


def test_who_has_no_closed_visit_is_left_out_and_an_unknown_code_is_told(desk: Desk):
    (desk.root / "birch").mkdir()
    birch, nobody, named = desk("birch", "nobody", PrintJob("birch", named=True))
    assert (birch.fate, birch.exit_code) == (Fate.LEFT_OUT, 0)
    assert (nobody.fate, nobody.exit_code) == (Fate.REFUSED, 66)
    assert (named.fate, named.exit_code) == (Fate.REFUSED, 66)
    (version,) = desk(PrintJob("ash", 7))
    assert version.exit_code == 66
    assert version.sentence.startswith("ash has no version 7.")


def test_the_print_size_is_the_plans_own(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    seen = []
    lay = lay_sheet

    def spy(kind, plan, around, size, asked):
        seen.append(size)
        return lay(kind, plan, around, size)

    monkeypatch.setattr(worker_module, "lay_sheet", spy)
    plan = plan_of("ash")
    put(desk.root, replace(plan, visit=replace(plan.visit, print_size="large")))
    desk("ash", "elm")
    desk("ash", order=desk.order(size=Size.STANDARD))
    assert seen == [Size.LARGE, Size.STANDARD, Size.STANDARD]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_sheets_are_for_their_owner_alone_and_out_of_git(desk: Desk, mask: int):
    before = os.umask(mask)
    try:
        desk("ash")
    finally:
        os.umask(before)
    for path in (desk.out, *desk.out.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert (desk.out / ".gitignore").read_text() == "*\n"


def test_a_folder_that_was_there_is_left_as_it_was(desk: Desk):
    desk.out.mkdir(mode=0o750)
    desk("ash")
    assert not (desk.out / ".gitignore").exists()
    assert stat.S_IMODE(desk.out.stat().st_mode) == 0o750


def test_a_dry_run_writes_nothing(desk: Desk):
    outcomes = desk(*CODES, order=desk.order(HANDOUT, LETTER, dry=True))
    assert set(fates(outcomes)) == {Fate.PRINTED}
    assert not desk.out.exists()


def test_no_words_of_a_plan_are_beside_the_sheets(desk: Desk):
    break_plan(desk.root, "elm")
    outcomes = desk(*CODES)
    assert CANARY in (desk.out / "ash-v0001-handout.txt").read_text("utf-8")
    assert CANARY not in repr(outcomes)
    for path in (desk.out / ".goalcoach").rglob("*"):
        assert CANARY not in path.name
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()


def test_an_error_nobody_expected_costs_one_plan_and_tells_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    lay = lay_sheet

    def fail(kind, plan, around, size, asked):
        if plan.patient == "elm":
            raise KeyError(plan.goals[0].statement)
        return lay(kind, plan, around, size)

    monkeypatch.setattr(worker_module, "lay_sheet", fail)
    outcomes = desk(*CODES)
    assert [one.exit_code for one in outcomes] == [0, 70, 0]
    assert "KeyError" in outcomes[1].sentence
    assert CANARY not in outcomes[1].sentence


def test_a_full_disk_leaves_no_half_file(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    import errno

    from goalcoach.store.file_system import Fs

    write = Fs.write

    def full(self, fd, data):
        if len(data) > 1000:
            write(self, fd, data[:100])
            raise OSError(errno.ENOSPC, "no")
        return write(self, fd, data)

    monkeypatch.setattr(Fs, "write", full)
    outcomes = desk("ash")
    assert [(one.fate, one.exit_code) for one in outcomes] == [(Fate.REFUSED, 74)]
    assert "The disk is full" in outcomes[0].sentence
    assert desk.files() == []
    assert list(desk.temps()) == []


RUN = """
from tests.press.stock import Desk
from tests.sheets.kinds import DIARY, HANDOUT
desk = Desk(Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3]))
desk(*sys.argv[4:], order=desk.order(HANDOUT, DIARY))
"""


@pytest.mark.parametrize(("workers", "done"), [(1, 151), (2, 291)])
def test_a_run_that_is_killed_leaves_whole_sheets_and_is_cleared_up_after(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, done: int
):
    """Of two workers the other one does all that is not given to the one that is held."""
    codes = [f"p-{number}" for number in range(150)]
    for code in codes:
        put(desk.root, plan_of(code))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    held = HeldRun(
        tmp_path, "p-75-v0001-diary.txt", RUN, str(desk.root), str(desk.out), str(workers), *codes
    )
    # A sheet counts once its stamp is there, which is written behind it.
    stamps = desk.out / ".goalcoach"
    held.until(lambda: len([*stamps.glob("*.json")]) == done)
    assert len(desk.files()) == done
    held.process.send_signal(signal.SIGKILL)
    held.end()
    # What was being written when it died.
    (run,) = {path.name.partition(".")[0] for path in desk.temps()}
    (desk.out / ".goalcoach" / "new" / f"{run}.abc.tmp").write_bytes(CANARY.encode())
    desk.workers = 1
    kinds = (HANDOUT, DIARY)
    told = Counter(fates(desk(*codes, order=desk.order(*kinds))))
    assert told == {Fate.CURRENT: done, Fate.PRINTED: 300 - done}
    assert list(desk.temps()) == []
    assert set(fates(desk(*codes, order=desk.order(*kinds)))) == {Fate.CURRENT}


def test_a_run_under_way_is_not_cleared_up_by_another(desk: Desk, tmp_path: Path):
    from goalcoach.store.print_folder import Printed

    first, second = Printed(desk.out), Printed(desk.out)
    first.begin()
    half = desk.out / ".goalcoach" / "new" / f"{first.run}.abc.tmp"
    half.write_bytes(b"half")
    second.begin()
    assert half.exists()
    second.end()
    assert half.exists()
    first.end()
    assert list(desk.temps()) == []


def test_another_machines_run_is_left_alone(desk: Desk):
    desk("ash")
    theirs = desk.out / ".goalcoach" / "new" / "0123abcd-99.lock"
    theirs.write_bytes(b"")
    desk("ash")
    assert theirs.exists()


def test_a_worker_that_dies_costs_only_its_plan(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    deadly = (
        "import os, goalcoach.press.sheet_worker as w\n"
        "do = w.Worker.do\n"
        "w.Worker.do = lambda self, job: os._exit(9) if job.code == 'elm' else do(self, job)\n"
        "w.serve()"
    )
    monkeypatch.setattr("goalcoach.press.worker_pool._COMMAND", (sys.executable, "-c", deadly))
    desk.workers = 2
    outcomes = desk(*CODES)
    assert [(one.code, one.exit_code) for one in outcomes] == [("ash", 0), ("elm", 70), ("oak", 0)]


def test_workers_that_only_die_end_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from goalcoach.errors import NotPrinted

    monkeypatch.setattr("goalcoach.press.worker_pool._COMMAND", (sys.executable, "-c", "pass"))
    desk.workers = 2
    with pytest.raises(NotPrinted, match="keep ending"):
        desk(*CODES, *(f"p-{number}" for number in range(20)))


def test_a_worker_ends_when_its_parent_is_gone(desk: Desk):
    with_one = Pool(desk.order(), 1)
    run = with_one.run([PrintJob("ash"), PrintJob("elm")])
    next(run)
    (process,) = [key.data for key in with_one._wait.get_map().values()]
    run.close()
    assert process._child.returncode == 0


@pytest.mark.parametrize(
    ("asked", "sheets", "used"), [(0, 3, 1), (0, 0, 1), (5, 3, 5), (1, 9999, 1)]
)
def test_processes_are_used_where_they_are_worth_their_start(asked: int, sheets: int, used: int):
    assert how_many(asked, sheets) == used
    assert how_many(0, 10**6) >= 1


def test_only_the_sheets_known_for_it_look_at_earlier_versions():
    """A layout that begins to look back says so in its row, or it would print without a past."""
    folder = Path(sheet_module.__file__).parent / "layouts"
    for kind in KINDS:
        own, _, stem = kind.layout.partition(":")[0].rpartition(".")
        files = (folder / own).glob("*.py" if own else f"{stem}*.py")
        sources = "".join(path.read_text("utf-8") for path in files)
        assert (".earlier" in sources) == kind.history, kind


def test_every_form_gets_its_own_file(desk: Desk):
    for form in (FileFormat.TEXT, FileFormat.MD, FileFormat.HTML):
        desk("ash", order=desk.order(form=form))
    assert desk.files() == [f"ash-v0001-handout.{end}" for end in ("html", "md", "txt")]
