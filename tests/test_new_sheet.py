"""A new kind of sheet is a layout and a row: one that no other module has heard of is taken all the
way to paper, by the command and by the app.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace as put

from goalcoach.cli.main import run as goalcoach
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Consent
from goalcoach.press.batch import begun, run
from goalcoach.press.sheet_fingerprint import digest_contacts
from goalcoach.press.stale_contacts import count_stale
from goalcoach.press.worker_messages import Fate, PrintJob, PrintOrder, SheetOutcome
from goalcoach.screens.print import print_session as tray
from goalcoach.sheets import sheet_styles
from goalcoach.sheets.block import (
    Block,
    Face,
    Fact,
    Facts,
    FoldedCard,
    Footer,
    Heading,
    Labelled,
    Para,
    Plain,
    Ruled,
    Title,
    Week,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.sheet import Paper, Size, lay_sheet
from goalcoach.sheets.sheet_kinds import SHEETS, Blank, SheetKind
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from tests.press.stock import put_site
from tests.screens.test_print import keep, sheets, turn, words
from tests.screens.test_print import run as open_print
from tests.sheets import rowan
from tests.sheets.paper import pages

WORDS = "This one hangs on the door of the fridge."


def lay_poster(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Lay out what no single sheet of ours has together: labels, days to fill in, lines."""
    days = tuple(plan.visit.date + timedelta(days=number) for number in range(3))
    past = f"Versions before it: {len(around.earlier)}." if around.earlier else "None before it."
    return (
        Title("My poster"),
        Para(WORDS),
        Heading("What is on it?"),
        Labelled("Step", "r1", (Facts((Fact("Print", size.value),)),)),
        Para(past),
        Week(days, "What I did", ("Ease", "Mood")),
        Ruled(2),
        Footer((plan.patient,)),
    )


def lay_tag(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Lay out a folded card."""
    text: tuple[Plain, ...] = (Para(WORDS),)
    faces = tuple(Face(number, f"Face {number or 'back'}", text) for number in ("1", "2", "3", ""))
    return (Title("My tag"), FoldedCard(faces), Footer((plan.patient,)))


POSTER = SheetKind(
    name="poster",
    title="My poster",
    purpose="for the fridge door",
    layout="poster:lay",
    style=sheet_styles.HANDOUT._replace(heading_line=True, framed=False),
    large=sheet_styles.HANDOUT_LARGE,
)
TAG = SheetKind(
    name="tag",
    title="My tag",
    purpose="for the key ring",
    layout="poster:lay_tag",
    style=sheet_styles.CARD,
)


def add(monkeypatch: pytest.MonkeyPatch, kind: SheetKind) -> SheetKind:
    """Put the kind's layouts beside ours, and its row into the table."""
    module = ModuleType("goalcoach.sheets.layouts.poster")
    vars(module).update(lay=lay_poster, lay_tag=lay_tag, is_first=lambda plan: plan.version == 1)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(SHEETS, kind.name, kind)
    return kind


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return keep(tmp_path / "plans", rowan.first(), rowan.second(), rowan.third())


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in an empty folder that knows no printer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tray, "list_printers", tuple)


def print_one(store: Store, kind: SheetKind, out: Path, job: PrintJob) -> SheetOutcome:
    with begun(PrintOrder(store.root, out, (kind,), FileFormat.TEXT), store) as worker:
        (outcome,) = run(worker, [job], 1)
    return outcome


@pytest.mark.parametrize("kind", [POSTER, TAG], ids=str)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("paper", Paper)
def test_every_writer_sets_it(
    monkeypatch: pytest.MonkeyPatch, kind: SheetKind, size: Size, paper: Paper
):
    sheet = lay_sheet(add(monkeypatch, kind), rowan.third(), rowan.around(), size)
    assert sheet.name == f"{kind.title}, rowan-17, 18 December 2026"
    for form in (FileFormat.TEXT, FileFormat.MD, FileFormat.HTML):
        assert WORDS in words(write_sheet(sheet, form, paper).decode())
    assert WORDS in " ".join(pages(write_sheet(sheet, FileFormat.PDF, paper)))


def test_a_page_is_in_its_style(monkeypatch: pytest.MonkeyPatch):
    sheet = lay_sheet(add(monkeypatch, POSTER), rowan.third())
    page = write_sheet(sheet, FileFormat.HTML).decode()
    assert '<body class="poster standard">' in page
    assert ":is(.record, .poster) .heading { border-top" in page
    assert "--body: 14pt" in page


def test_the_command_prints_it_and_its_help_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], store: Store
):
    add(monkeypatch, POSTER)
    # A command is read once; this one was, before the row was there.
    for module in ("print_", "print_option"):
        monkeypatch.delitem(sys.modules, f"goalcoach.cli.{module}", raising=False)
    for forms in ("text", "pdf"):
        asked = ["print", "rowan-17", "--store", str(store.root), "--sheet", "poster"]
        assert goalcoach([*asked, "--format", forms]) == 0
    assert sheets(Path("printed")) == [
        "rowan-17-v0003-poster.pdf",
        "rowan-17-v0003-poster.txt",
    ]
    assert goalcoach(["print", "--help"]) == 0
    assert goalcoach(["--help"]) == 0
    said = words(capsys.readouterr().out)
    assert f"The sheets are: {', '.join(SHEETS)}." in said
    assert "|poster>" in said


def test_print_in_the_app_offers_previews_and_prints_it(
    monkeypatch: pytest.MonkeyPatch, store: Store
):
    add(monkeypatch, POSTER)

    async def steps(pilot, app):
        # The last of the list, whether or not there are digits for so many lines.
        down = ["down"] * (len(SHEETS) - 1)
        shown = words(await turn(pilot, app, *down, "space"))
        assert "[x] Poster for the fridge door" in shown
        assert "POSTER, in plain text" in shown
        assert WORDS in shown
        assert "rowan-17-v0003-poster.pdf" in words(await turn(pilot, app, "enter"))

    open_print(store, "tab 6 enter", steps, size=(120, 36))
    assert "rowan-17-v0003-poster.pdf" in sheets(Path("printed"))


def test_one_with_one_size_keeps_it(monkeypatch: pytest.MonkeyPatch):
    one_size = add(monkeypatch, replace(POSTER, large=None))
    assert lay_sheet(one_size, rowan.third(), size=Size.LARGE).size is Size.STANDARD
    both = add(monkeypatch, POSTER)
    assert lay_sheet(both, rowan.third(), size=Size.LARGE).size is Size.LARGE


def test_one_that_tells_of_the_past_is_given_it(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
):
    for history, said in ((False, "None before it."), (True, "Versions before it: 2.")):
        kind = add(monkeypatch, replace(POSTER, history=history))
        folder = tmp_path / f"printed-{history}"
        outcome = print_one(store, kind, folder, PrintJob("rowan-17", named=True))
        assert said in (folder / outcome.name).read_text("utf-8")


def test_one_that_is_blank_is_left_out_in_its_own_words_unless_named(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
):
    kind = add(monkeypatch, replace(POSTER, blank=Blank("poster:is_first", "no second visit")))
    for version, fate, said in (
        (1, Fate.LEFT_OUT, "no second visit"),
        (2, Fate.PRINTED, ""),
    ):
        outcome = print_one(store, kind, tmp_path / "a", PrintJob("rowan-17", version))
        assert (outcome.fate, outcome.sentence) == (fate, said)
    named = print_one(store, kind, tmp_path / "a", PrintJob("rowan-17", 1, named=True))
    assert named.fate is Fate.PRINTED


def test_one_that_is_shared_needs_a_yes_then_and_now(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    kind = add(monkeypatch, replace(POSTER, shared=True))
    yes = Consent(notes="yes", print="yes", share="yes")
    first, second = put(rowan.first(), consent=yes), put(rowan.second(), consent=yes)
    for name, plans, version, said in (
        ("never", (put(first, consent=put(yes, share=None)),), 1, "there is no poster"),
        ("before", (first, put(second, consent=put(yes, share="no"))), 1, "there is no poster"),
        ("both", (first, second), 1, ""),
    ):
        store = keep(tmp_path / name, *plans)
        job = PrintJob("rowan-17", version, named=True)
        outcome = print_one(store, kind, tmp_path / f"{name}-printed", job)
        assert outcome.fate is (Fate.REFUSED if said else Fate.PRINTED)
        assert said in outcome.sentence


def test_one_that_carries_contacts_is_counted_when_they_change(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
):
    kind = add(monkeypatch, replace(POSTER, contacts=True))
    print_one(store, kind, tmp_path / "out", PrintJob("rowan-17", named=True))
    put_site(store.root, "01632 960 999")
    assert count_stale(Printed(tmp_path / "out"), digest_contacts(store.site())) == {kind: 1}
