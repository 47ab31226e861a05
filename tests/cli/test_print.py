"""`goalcoach print` from the command line: options, what it says, how it leaves."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.cli.progress import RunProgress, progress_line
from goalcoach.store import site_file
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from tests.cli.commands import Said, Shell
from tests.press.held import HeldRun
from tests.press.lp import FakeLp
from tests.press.stock import CANARY, break_plan, plan_of, put, put_site, stock
from tests.terminal import Terminal, goalcoach

TEXT = ("--format", "text")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three patients, and an empty folder to print in."""
    stock(tmp_path / "plans", "ash", "elm", "oak")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "plans"


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(root))


def files(folder: str = "printed") -> list[str]:
    return sorted(one for one in os.listdir(folder) if not one.startswith("."))


def test_a_named_plan_is_printed_into_a_folder_here(run: Shell):
    said = run("print", "ash", *TEXT)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"1 sheet printed to {Path.cwd() / 'printed'}.\n"
    assert files() == ["ash-v0001-handout.txt"]
    assert run("print", "ash", *TEXT).err.startswith("0 sheets printed")
    assert "1 up to date" in run("print", "ash", *TEXT).err
    assert "1 sheet printed" in run("print", "ash", *TEXT, "--force").err


def test_the_pages_of_a_diary_are_said_before_it_is_printed(run: Shell):
    said = run("print", "ash", "--sheet", "diary", "--sheet", "handout").err.splitlines()
    assert said[0] == "The diary takes 4 pages."
    assert " pages." not in run("print", "ash", "elm", "--sheet", "diary").err
    assert " pages." not in run("print", "ash", "--sheet", "diary", *TEXT).err


def test_both_sizes_lie_in_one_folder_and_each_stays_up_to_date(run: Shell):
    run("print", "ash", *TEXT)
    run("print", "ash", *TEXT, "--size", "large")
    assert files() == ["ash-v0001-handout-large.txt", "ash-v0001-handout.txt"]
    for size in ((), ("--size", "large")):
        assert "1 up to date" in run("print", "ash", *TEXT, *size).err


def test_a_plan_in_large_print_has_the_size_in_its_names_and_is_found_up_to_date(
    run: Shell, root: Path
):
    plan = plan_of("yew")
    put(root, replace(plan, visit=replace(plan.visit, print_size="large")))
    run("print", "yew", *TEXT, "--sheet", "handout", "--sheet", "record")
    assert files() == ["yew-v0001-handout-large.txt", "yew-v0001-record.txt"]
    again = run("print", "yew", *TEXT, "--sheet", "handout", "--sheet", "record")
    assert "2 up to date" in again.err


def test_a_size_that_a_sheet_has_not_is_said_on_one_line(run: Shell):
    words = "The record and the letter have one size of print, whatever is asked.\n"
    kinds = ("--sheet", "record", "--sheet", "letter", "--sheet", "handout")
    assert words in run("print", "ash", *TEXT, *kinds, "--size", "large").err
    assert words not in run("print", "ash", *TEXT, *kinds, "--size", "standard").err
    assert "one size" not in run("print", "ash", *TEXT, "--size", "large").err


def test_a_run_makes_one_store_and_one_folder_and_reads_the_site_once(
    run: Shell, monkeypatch: pytest.MonkeyPatch
):
    made: list[str] = []

    def count(owner: object, name: str) -> None:
        whole = getattr(owner, name)

        def counted(*given: object, **named: object) -> object:
            made.append(f"{getattr(owner, '__name__', '')}.{name}")
            return whole(*given, **named)

        monkeypatch.setattr(owner, name, counted)

    count(Store, "__init__")
    count(Printed, "__init__")
    count(site_file, "read_site")
    assert run("print", "ash", "elm", "--sheet", "card", "--sheet", "handout", *TEXT).code == 0
    assert sorted(made) == [
        "Printed.__init__",
        "Store.__init__",
        "goalcoach.store.site_file.read_site",
    ]


def test_the_form_is_pdf_unless_said(run: Shell):
    said = run("print", "ash", "--sheet", "handout", "--out", "deep/there")
    assert said.code == 0, said.err
    assert files("deep/there") == ["ash-v0001-handout.pdf"]
    assert Path("deep/there/ash-v0001-handout.pdf").read_bytes().startswith(b"%PDF-")


def test_a_sheet_may_be_asked_for_again_and_again(run: Shell):
    words = ("--sheet", "card", "--sheet", "handout", "--sheet", "card")
    assert run("print", "--all", *words, *TEXT).code == 0
    assert len(files()) == 6


def test_one_bad_plan_is_told_at_the_end_and_the_rest_are_printed(run: Shell, root: Path):
    break_plan(root, "elm")
    said = run("print", "--all", *TEXT)
    assert said.code == 65
    first, second = said.err.splitlines()
    assert first.startswith("2 sheets printed")
    assert second.startswith("elm/v0001.toml: ")
    assert CANARY not in said.err
    assert files() == ["ash-v0001-handout.txt", "oak-v0001-handout.txt"]


def test_an_unknown_code_leaves_with_66_and_the_rest_are_printed(run: Shell):
    said = run("print", "ash", "nobody", "oak@9", *TEXT)
    assert said.code == 66
    assert "There is no plan for nobody yet." in said.err
    assert "oak has no version 9." in said.err
    assert files() == ["ash-v0001-handout.txt"]


def test_a_rule_leaves_with_77(run: Shell, root: Path):
    (root / "goalcoach.toml").write_text("format = 1\n", "utf-8")
    said = run("print", "ash", "--sheet", "card", *TEXT)
    assert said.code == 77
    assert said.err.startswith("ash, card: The card needs a number")


def test_who_wants_to_be_asked_is_left_out_until_they_were(run: Shell, root: Path):
    put(root, plan_of("elm", ask=True))
    said = run("print", "--all", *TEXT)
    assert said.code == 0
    assert "Left out, no yes to printing: elm\n" in said.err
    assert "1 left out until they are asked. After a yes: --consent asked-today.\n" in said.err
    named = run("print", "elm", *TEXT)
    assert named.code == 77
    assert "elm wants to be asked before each print" in named.err
    assert len(files()) == 2
    asked = run("print", "elm", "--consent", "asked-today", *TEXT)
    assert (asked.code, len(files())) == (0, 3)
    assert "until they are asked" not in asked.err
    assert "did not say yes" not in asked.err
    assert run("print", "elm", "--consent", "yes", *TEXT).code == 2


def test_a_list_on_stdin_is_printed_and_its_junk_told(run: Shell, monkeypatch: pytest.MonkeyPatch):
    typed = f"oak\n\n# {CANARY}\nelm@1\n{CANARY} said so\n".encode() + b"\xff\xfe\n"
    said = with_stdin(run, monkeypatch, typed, "print", "-", *TEXT)
    assert said.code == 2
    assert "line 5 of the list: This cannot be a patient's code." in said.err
    assert "line 6 of the list" in said.err
    assert CANARY not in said.err
    assert files() == ["elm-v0001-handout.txt", "oak-v0001-handout.txt"]


def with_stdin(run: Shell, monkeypatch: pytest.MonkeyPatch, typed: bytes, *words: str) -> Said:
    read, write = os.pipe()
    os.write(write, typed)
    os.close(write)
    with os.fdopen(read) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        return run(*words)


def test_a_dry_run_lists_on_stdout_and_writes_nothing(run: Shell, root: Path):
    put(root, plan_of("elm", ask=True))
    (root / "oak" / "v0001.toml").write_bytes(b"x")
    said = run("print", "--all", "--dry-run", *TEXT)
    assert said.out.splitlines()[:2] == [
        "print       ash-v0001-handout.txt",
        "left out    elm  no yes to printing",
    ]
    assert os.listdir() == []


def test_changed_contacts_are_said_with_how_many_cards_carry_the_old(run: Shell, root: Path):
    run("print", "--all", "--sheet", "card", *TEXT)
    put_site(root, "01632 960 999")
    said = run("print", "ash", "--sheet", "card", *TEXT)
    assert (
        "The site's contacts have changed: 3 cards carried the old ones, 1 of them printed anew "
        "now. 2 still out of date: goalcoach print --all --sheet card.\n"
    ) in said.err
    again = run("print", "--all", "--sheet", "card", *TEXT)
    assert "2 cards carried the old ones, 2 of them printed anew now.\n" in again.err
    assert "The site's contacts" not in run("print", "--all", "--sheet", "card", *TEXT).err


def test_shards_share_the_work(run: Shell):
    for part in (1, 2, 3):
        said = run("print", "--all", "--shard", f"{part}/3", "--out", "printed", *TEXT)
        assert said.code == 0
    assert len(files()) == 3


def test_days_narrow_down(run: Shell, root: Path):
    assert "no plan to print" in run("print", "--due", "2020-01-01", *TEXT).err
    assert "3 sheets" in run("print", "--changed-since", "2020-01-01", *TEXT).err


def test_paper_comes_from_the_site_unless_said(run: Shell, root: Path):
    run("print", "ash", *TEXT)
    put_site(root, more='paper = "letter"\n')
    assert run("print", "ash", *TEXT).err.startswith("1 sheet")
    assert run("print", "ash", "--paper", "a4", *TEXT).err.startswith("1 sheet")


def test_all_in_one_file(run: Shell, root: Path):
    break_plan(root, "elm")
    said = run("print", "--all", "--merge", "all.pdf")
    assert said.code == 65
    assert said.err.startswith("2 sheets in all.pdf.\n")
    assert Path("all.pdf").read_bytes().startswith(b"%PDF-")
    assert Path("all.pdf").stat().st_mode & 0o777 == 0o600
    assert os.listdir() == ["all.pdf"]
    assert run("print", "ash", "--merge", "nowhere/all.pdf").code == 66


def test_sheets_go_to_a_printer_and_go_on_after_a_refusal(
    run: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    queue = FakeLp(tmp_path / "bin", monkeypatch)
    queue.refuse(3)
    said = run("print", "--all", "--printer", "desk-2", "--copies", "2")
    assert said.code == 74
    assert "The printer did not take oak-v0001-handout.pdf." in said.err
    assert "Sent: 2 of 3." in said.err
    queue.refuse(0)
    said = run("print", "--all", "--printer", "desk-2", "--copies", "2")
    assert said.code == 0
    assert "1 sheet sent to desk-2; 2 were sent before (--force sends them again)." in said.err
    assert queue.titles() == ["goalcoach 1 of 3", "goalcoach 2 of 3", "goalcoach 1 of 1"]
    assert all(data.startswith(b"%PDF-") for data in queue.data())


def test_a_printer_that_takes_no_more_hides_no_plan_that_was_not_printed(
    run: Shell, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    FakeLp(tmp_path / "bin", monkeypatch).refuse(1)
    break_plan(root, "elm")
    said = run("print", "--all", "--printer", "desk-2")
    assert said.code == 74
    assert "The printer did not take ash" in said.err
    assert "elm/v0001.toml: line" in said.err


def test_a_folder_without_room_for_its_notes_hides_no_plan_that_was_not_printed(
    run: Shell, root: Path
):
    break_plan(root, "elm")
    Path("printed/.goalcoach/contacts.txt").mkdir(parents=True)
    said = run("print", "--all", *TEXT)
    assert said.code == 65
    assert "2 sheets printed" in said.err
    assert "elm/v0001.toml: line" in said.err


def test_with_stderr_closed_it_prints_and_keeps_what_it_tells_out_of_the_data(
    run: Shell, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stderr", None)
    said = run("print", "--all", *TEXT)
    assert (said.code, said.out) == (0, "")
    assert len(files()) == 3


def test_a_list_from_a_closed_stdin_is_told(run: Shell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", None)
    said = run("print", "-", *TEXT)
    assert said.code == 2
    assert said.err == "There is nothing on stdin to read a list from.\n"


def test_without_lp_nothing_is_begun(run: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    said = run("print", "ash", "--printer", "desk-2")
    assert said.code == 74
    assert said.err.startswith("There is no lp here")
    assert os.listdir() == []


def test_one_file_of_all_is_fit_for_both_sides(run: Shell):
    assert run("print", "ash", "oak", "--merge", "all.pdf", "--duplex").code == 0
    assert Path("all.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("../ash",),
        ("ash@0",),
        ("ash", "--shard", "3/2"),
        ("ash", "--sheet", "poster"),
        ("ash", "--copies", "2"),
        ("ash", "--duplex"),
        ("ash", "--printer", "-x"),
        ("ash", "--printer", "desk", "--merge", "all.pdf"),
        ("ash", "--printer", "desk", *TEXT),
        ("ash", "--merge", "all.md", "--format", "md"),
        ("ash", "--jobs", "-1"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error_and_nothing_is_written(
    run: Shell, words: tuple[str, ...]
):
    said = run("print", *words)
    assert said.code == 2
    assert os.listdir() == []


def test_a_broken_site_file_is_told_before_anything(run: Shell, root: Path):
    (root / "goalcoach.toml").write_text("contacts = 5\n", "utf-8")
    said = run("print", "--all", *TEXT)
    assert said.code == 65
    assert said.err.startswith("goalcoach.toml: line 1")


def test_a_folder_that_cannot_be_made_is_told(run: Shell):
    Path("printed").write_text("a file")
    said = run("print", "ash", *TEXT)
    assert said.code in {74, 77}
    assert "Traceback" not in said.err


BOTH = ("--sheet", "handout", "--sheet", "diary")
RUN = "from goalcoach.cli.main import run\nsys.exit(run(sys.argv[1:]))"


@pytest.mark.parametrize(
    ("number", "code", "jobs", "before"),
    [
        (signal.SIGINT, 130, "1", "p-50-v0001-diary.txt"),
        (signal.SIGINT, 130, "2", "p-50-v0001-diary.txt"),
        (signal.SIGTERM, 143, "2", "p-50-v0001-diary.txt.json"),
        (signal.SIGHUP, 129, "1", "p-50-v0001-diary.txt.json"),
    ],
)
def test_an_interrupted_run_leaves_whole_sheets_and_says_how_to_go_on(
    run: Shell, root: Path, number: signal.Signals, code: int, jobs: str, before: str
):
    for count in range(100):
        put(root, plan_of(f"p-{count}"))
    line = ("print", "--store", str(root), "--all", *TEXT, *BOTH, "--jobs", jobs)
    held = HeldRun(root.parent, before, RUN, *line)
    os.killpg(held.process.pid, number)
    held.go_on()
    said = held.end()
    assert held.process.returncode == code
    assert said == "Stopped. What was printed is whole; the same command goes on from there.\n"
    assert os.listdir("printed/.goalcoach/new") == []
    printed = len(files())
    assert 0 < printed < 206
    stamps = [one for one in os.listdir("printed/.goalcoach") if one.endswith(".json")]
    # A worker ends what it has in hand; one process stops where it is.
    assert printed - len(stamps) == (1 if jobs == "1" and before.endswith(".json") else 0)
    again = run("print", "--all", *TEXT, *BOTH)
    assert f"{206 - len(stamps)} sheets printed" in again.err


def test_a_pipe_sees_no_progress(run: Shell):
    assert "\r" not in run("print", "--all", *TEXT).err


def test_a_terminal_sees_how_far_it_is(root: Path):
    for count in range(100):
        put(root, plan_of(f"p-{count}"))
    with Terminal(goalcoach("print", "--store", str(root), "--all", *TEXT, *BOTH)) as terminal:
        assert terminal.end() == 0
        said = terminal.read.decode()
    assert re.search(r"\r\[#*\s*\]  \d+ of 206 done, about \d+ s left", said)
    assert "To print: 103 plans, as handout and diary." in said
    assert CANARY not in said
    # The line is gone at the end.
    assert "of 206 done" not in terminal.page.text


def test_the_line_of_progress_counts_in_words():
    assert progress_line(0, 40, "done", 0) == f"[{' ' * 20}]  0 of 40 done"
    line = progress_line(10, 40, "done", 1.0)
    assert line == f"[#####{' ' * 15}]  10 of 40 done, about 3 s left"
    assert progress_line(40, 40, "sent", 9) == f"[{'#' * 20}]  40 of 40 sent"
    assert "about 5 min left" in progress_line(1000, 4000, "done", 100)


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]):
    progress = RunProgress(3, "done")
    progress.tell(1)
    progress.end()
    assert capsys.readouterr().err == ""


def test_everyone_of_a_store_that_is_not_there_is_a_mistake(capsys: pytest.CaptureFixture[str]):
    said = Shell(capsys, "no-such-store")("print", "--all", *TEXT)
    assert said.code == 66
    assert "There is no store at" in said.err
    assert not Path("printed").exists()
