"""Prints one line a number of plans: what a batch costs beside the bare typesetter.

The floor is a loop that compiles the same sheets with the same template and writes each to a file:
no store, no plan, no stamp. Both are measured in processor seconds of whole processes, start
included, in turns, so that a busy machine disturbs the ratio little. `--peers PYTHON` lets another
interpreter, which has reportlab, weasyprint or fpdf2, set the same words.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from goalcoach.sheets.sheet import Sheet

PYTHON = [sys.executable, "-P"]
GOALCOACH = [*PYTHON, "-m", "goalcoach"]
HERE = Path(__file__)
ONE, TWO = 0.85, 1.7
PEERS = ("reportlab", "weasyprint", "fpdf")


class Cost(NamedTuple):
    """Of one run and all processes under it: seconds by the wall and of processors, MiB at most."""

    wall: float
    cpu: float
    peak: float


def run(command: list[str]) -> Cost:
    """Return what a run costs; one that does not end well is no measure."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)}\n{said.decode()}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def make_store(folder: Path, plans: int) -> None:
    """Fill a store with copies of a made-up patient's newest plan, each under its own code."""
    from msgspec.structs import replace

    from goalcoach.plan.file.codec import write
    from goalcoach.store.store import Store

    subprocess.run([*GOALCOACH, "demo", str(folder)], capture_output=True, check=True)
    plan = Store(folder).load("rowan-17").plan
    for code in ("rowan-17", "fern-4"):
        (folder / code).rename(folder.parent / f"{folder.name}-{code}")
    for number in range(plans):
        code = f"p-{number:05d}"
        (folder / code).mkdir()
        path = folder / code / f"v{plan.version:04d}.toml"
        path.write_bytes(write(replace(plan, patient=code)))


def sheets(store: Path) -> list[Sheet]:
    """Return every plan of a store laid out as its handout."""
    from goalcoach.sheets.sheet import lay_sheet
    from goalcoach.sheets.sheet_kinds import SHEETS
    from goalcoach.store.store import Store
    from goalcoach.visit.version_context import context_of

    place = Store(store)
    loaded = [place.load(code) for code in place.codes()]
    return [lay_sheet(SHEETS["handout"], one.plan, context_of(place, one)) for one in loaded]


def keep_calls(store: Path, folder: Path) -> None:
    """Write down what the PDF writer gives to the typesetter, a file a sheet."""
    import typst

    from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
    from goalcoach.sheets.writers.pdf import pdf

    seen: list[str] = []
    real = typst.Compiler

    class Listening:
        def __init__(self, *given: Any, **named: Any) -> None:
            self._compiler = real(*given, **named)

        def compile(self, **named: Any) -> Any:
            seen.append(json.dumps(named["sys_inputs"]))
            return self._compiler.compile(**named)

    vars(pdf)["typst"].Compiler = Listening
    for number, sheet in enumerate(sheets(store)):
        seen.clear()
        write_sheet(sheet, FileFormat.PDF)
        (folder / f"{number:05d}.json").write_text(seen[0], "utf-8")


def floor(folder: Path, out: Path) -> None:
    """Compile every kept call and write it down: what the typesetter costs with nothing of ours."""
    import typst

    package = HERE.parent.parent / "goalcoach"
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[package / "fonts"],
    )
    here = package / "sheets" / "writers" / "pdf" / "typst"
    compiler = typst.Compiler(here / "main.typ", root=here, font_paths=fonts)
    for path in sorted(folder.iterdir()):
        data = compiler.compile(
            sys_inputs=json.loads(path.read_text("utf-8")),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
        )
        assert isinstance(data, bytes)  # one file: only pictures come a page each
        (out / f"{path.stem}.pdf").write_bytes(data)


def measure(plans: int, rounds: int, work: Path) -> bool:
    """Print the lines for one number of plans; return whether the budget is kept."""
    store, calls = work / f"store-{plans}", work / f"calls-{plans}"
    make_store(store, plans)
    calls.mkdir()
    run([*PYTHON, str(HERE), "--keep-calls", str(store), str(calls)])
    base, one, two, again = [], [], [], []
    for number in range(rounds):
        bare, out = work / f"bare-{plans}-{number}", work / f"out-{plans}-{number}"
        bare.mkdir()
        printing = [*GOALCOACH, "print", "--store", str(store), "--all"]
        base.append(run([*PYTHON, str(HERE), "--floor", str(calls), str(bare)]))
        one.append(run([*printing, "--jobs", "1", "--out", f"{out}-1"]))
        two.append(run([*printing, "--jobs", "2", "--out", f"{out}-2"]))
        again.append(run([*printing, "--jobs", "1", "--out", f"{out}-1"]))
    best = [min(costs, key=lambda cost: cost.cpu) for costs in (base, one, two, again)]
    walls = [min(cost.wall for cost in costs) for costs in (base, one, two, again)]
    names = ("bare typst loop", "print --jobs 1", "print --jobs 2", "print, up to date")
    for name, cost, wall in zip(names, best, walls, strict=True):
        rate = plans / cost.cpu
        print(
            f"{plans:7,}  {name:<20}{rate:10.1f}{plans / wall:10.1f}"
            f"{best[0].cpu / cost.cpu:10.2f}{walls[0] / wall:10.2f}{cost.peak:9.0f} MiB",
            flush=True,
        )
    return best[0].cpu / best[1].cpu >= ONE


def peers(python: str, work: Path, plans: int) -> None:
    """Let other libraries set the same words, to see what the choice of one is worth."""
    from goalcoach.sheets.sheet import Paper
    from goalcoach.sheets.writers.html.page import write_html
    from goalcoach.sheets.writers.text import write_text

    store = work / "store-peers"
    make_store(store, 1)
    (sheet,) = sheets(store)
    (work / "sheet.html").write_text(write_html(sheet, Paper.A4), "utf-8")
    (work / "sheet.txt").write_text(write_text(sheet.blocks), "utf-8")
    for name in PEERS:
        done = subprocess.run(
            [python, "-P", str(HERE), "--peer", name, str(work), str(plans)],
            capture_output=True,
            text=True,
            check=False,
        )
        print(done.stdout.strip() or f"         {name:<20} is not installed there", flush=True)


def peer(name: str, work: Path, plans: int) -> None:
    """Set one sheet's words so often with a library of this interpreter, and print the rate."""
    html = (work / "sheet.html").read_text("utf-8")
    lines = (work / "sheet.txt").read_text("utf-8").splitlines()
    fonts = HERE.parent.parent / "goalcoach" / "fonts"
    make = {"reportlab": _reportlab, "weasyprint": _weasyprint, "fpdf": _fpdf}[name]
    began = time.process_time()
    for number in range(plans):
        make(html, lines, fonts, work / f"{name}-{number}.pdf")
    print(f"{plans:7,}  {name:<20}{plans / (time.process_time() - began):10.1f}")


def _reportlab(html: str, lines: list[str], fonts: Path, out: Path) -> None:
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    if "Noto" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Noto", str(fonts / "NotoSans-Regular.ttf")))
    style = ParagraphStyle("body", fontName="Noto", fontSize=14, leading=19.5)
    story = [Paragraph(escape(line) or "&nbsp;", style) for line in lines]
    SimpleDocTemplate(str(out), pagesize=A4).build(story)


def _weasyprint(html: str, lines: list[str], fonts: Path, out: Path) -> None:
    from weasyprint import HTML

    HTML(string=html).write_pdf(str(out), pdf_variant="pdf/ua-1")


def _fpdf(html: str, lines: list[str], fonts: Path, out: Path) -> None:
    from fpdf import FPDF

    page = FPDF(format="A4")
    page.add_page()
    page.add_font("Noto", fname=str(fonts / "NotoSans-Regular.ttf"))
    page.set_font("Noto", size=14)
    for line in lines:
        page.multi_cell(0, 7, line, new_x="LMARGIN", new_y="NEXT")
    page.output(str(out))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--keep-calls", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--floor", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.keep_calls:
        keep_calls(*given.keep_calls)
        return 0
    if given.floor:
        floor(*given.floor)
        return 0
    if given.peer:
        peer(given.peer[0], Path(given.peer[1]), int(given.peer[2]))
        return 0
    heads = f"{'a cpu s':>10}{'a second':>10}{'cpu':>10}{'wall':>10}{'peak':>13}"
    print(f"F6  {'plans':>3}  {'':<20}{heads}")
    print(f"    budget: {ONE} of the bare loop on one core, {TWO} with two processes on two")
    with tempfile.TemporaryDirectory() as folder:
        kept = [measure(plans, given.rounds, Path(folder)) for plans in given.plans]
        if given.peers:
            peers(given.peers, Path(folder), 20)
    print("kept" if all(kept) else "NOT KEPT")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
