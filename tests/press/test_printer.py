"""Printers: a made-up lp writes down what it was given and refuses when it is told to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goalcoach.errors import NotPrinted, UsageError
from goalcoach.press import printer as printer_module
from goalcoach.press.printer import (
    Printer,
    check_printer,
    find_program,
    list_printers,
    ready,
    send,
)
from goalcoach.press.worker_messages import PrintJob, SheetOutcome
from goalcoach.sheets.sheet import Paper
from goalcoach.store.print_folder import Printed
from tests.press.lp import FakeLp
from tests.press.stock import CANARY, Desk, plan_of, put

CODES = tuple(f"p-{number}" for number in range(6))


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeLp:
    return FakeLp(tmp_path / "bin", monkeypatch)


@pytest.fixture
def outcomes(desk: Desk) -> list[SheetOutcome]:
    for code in CODES:
        put(desk.root, plan_of(code))
    return desk(*CODES)


def to(desk: Desk, outcomes: list[SheetOutcome], *, again: bool = False, name: str = "desk-2"):
    printed = Printed(desk.out)
    printed.begin()
    try:
        return send(printed, ready(outcomes), Printer(name), lambda _: None, again=again)
    finally:
        printed.end()


def test_each_sheet_goes_out_once_in_order_under_a_neutral_title(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    assert to(desk, outcomes) == (6, 0)
    assert queue.titles() == [f"goalcoach {number} of 6" for number in range(1, 7)]
    assert queue.data() == [(desk.out / f"{code}-v0001-handout.txt").read_bytes() for code in CODES]
    assert CANARY not in json.dumps(queue.arguments())
    assert not [code for code in CODES if code in json.dumps(queue.arguments())]


def test_the_printer_is_told_copies_sides_paper_and_true_size(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    printer = Printer("desk-2", copies=3, duplex=True, paper=Paper.LETTER)
    printed = Printed(desk.out)
    printed.begin()
    send(printed, ready(outcomes[:1]), printer, lambda _: None)
    printed.end()
    (words,) = queue.arguments()
    assert words == [
        *("-d", "desk-2", "-n", "3", "-t", "goalcoach 1 of 1"),
        *("-o", "sides=two-sided-long-edge", "-o", "media=Letter", "-o", "print-scaling=none"),
    ]


def test_a_refused_job_stops_the_run_and_the_next_run_goes_on_after_those_sent(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    queue.refuse(3)
    with pytest.raises(NotPrinted, match=r"p-2-v0001.*Sent: 2 of 6.*goes on from here") as said:
        to(desk, outcomes)
    assert "lp said: lp: The printer is out of everything" in said.value.sentence
    queue.refuse(0)
    assert to(desk, outcomes) == (4, 2)
    assert queue.data() == [(desk.out / f"{code}-v0001-handout.txt").read_bytes() for code in CODES]
    # All are through; whoever asks again wants them again.
    assert to(desk, outcomes) == (6, 0)


def test_another_printer_gets_all_and_so_does_who_asks_for_all(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    queue.refuse(3)
    with pytest.raises(NotPrinted):
        to(desk, outcomes)
    queue.refuse(0)
    assert to(desk, outcomes, name="desk-9") == (6, 0)
    assert to(desk, outcomes, again=True) == (6, 0)


def test_a_single_sheet_between_does_not_lose_how_far_the_others_came(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    queue.refuse(3)
    with pytest.raises(NotPrinted):
        to(desk, outcomes)
    queue.refuse(0)
    assert to(desk, outcomes[5:]) == (1, 0)
    assert to(desk, outcomes) == (4, 2)


def test_a_sheet_that_changed_since_is_sent_again(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    queue.refuse(3)
    with pytest.raises(NotPrinted):
        to(desk, outcomes)
    queue.refuse(0)
    put(desk.root, plan_of(CODES[0], card=False))
    assert to(desk, desk(*(PrintJob(code) for code in CODES))) == (5, 1)


def test_a_file_that_was_changed_after_printing_is_not_sent(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp
):
    (desk.out / "p-1-v0001-handout.txt").write_bytes(b"something else")
    with pytest.raises(NotPrinted, match="Sent: 1 of 6"):
        to(desk, outcomes)
    assert len(queue.titles()) == 1


def test_without_lp_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotPrinted, match=r"There is no lp here.*CUPS"):
        find_program()


def test_an_lp_that_never_answers_is_not_waited_for(
    desk: Desk, outcomes: list[SheetOutcome], queue: FakeLp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(printer_module, "PATIENCE", 0.2)
    queue.hang()
    with pytest.raises(NotPrinted, match=r"no answer.*None of 6 was sent"):
        to(desk, outcomes)


@pytest.mark.parametrize(
    "printer",
    [
        *(Printer(""), Printer(" "), Printer("-h"), Printer("a\nb"), Printer("\x1b[2J")),
        *(Printer("a", copies=0), Printer("a", copies=100)),
    ],
)
def test_what_is_no_printer_is_refused(printer: Printer):
    with pytest.raises(UsageError):
        check_printer(printer)


def put_lpstat(folder: Path, script: str) -> None:
    program = folder / "lpstat"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.usefixtures("queue")
def test_the_printers_are_those_the_system_names(tmp_path):
    put_lpstat(tmp_path / "bin", '[ "$1" = -e ] && printf "desk-2\\nfront\\n"')
    assert list_printers() == ("desk-2", "front")


@pytest.mark.usefixtures("queue")
def test_a_system_that_cannot_say_has_no_printers(tmp_path, monkeypatch):
    put_lpstat(tmp_path / "bin", "echo desk-2; exit 1")
    assert list_printers() == ()
    monkeypatch.setattr(printer_module, "SOON", 0.2)
    put_lpstat(tmp_path / "bin", "exec sleep 5")
    assert list_printers() == ()


def test_without_lp_there_are_no_printers(tmp_path, monkeypatch):
    put_lpstat(tmp_path, "echo desk-2")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list_printers() == ()
