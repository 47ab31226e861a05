"""Stores full of plans for the tests of printing: rowan-17's, under many codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from goalcoach.plan.file.codec import write
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.plan.model.visit_record import Agreement, Consent
from goalcoach.press.batch import begun, run
from goalcoach.press.cached_store import RunStore
from goalcoach.press.sheet_worker import Worker
from goalcoach.press.worker_messages import PrintJob, PrintOrder, SheetOutcome
from goalcoach.sheets.sheet import SheetKind
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.store.file_name import SITE_FILE, version_name
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from tests.sheets import rowan
from tests.sheets.kinds import HANDOUT

CANARY = "canary-7h3-s1ng5"
SITE = """\
format = 1
name = "Riverside"

[[contacts]]
label = "Nurse line"
number = "{number}"
urgent = true
"""


def put_site(root: Path, number: str = "01632 960 112", more: str = "") -> None:
    (root / SITE_FILE).write_text(more + SITE.format(number=number), "utf-8")


def put(root: Path, plan: Plan) -> Path:
    """Write a version as it is, its digest line fitting."""
    folder = root / plan.patient
    folder.mkdir(exist_ok=True)
    path = folder / version_name(plan.version)
    path.write_bytes(write(plan))
    return path


def plan_of(code: str, *, ask: bool = False, card: bool = True, due: date | None = None) -> Plan:
    """A first plan: whether its patient wants to be asked, has a card, is to come."""
    plan = replace(rowan.first(), patient=code)
    story = replace(plan.story, heard=CANARY)
    goals = (replace(plan.goals[0], statement=f"{CANARY} {plan.goals[0].statement}"),)
    flare = rowan.FLARE if card else FlarePlan()
    asked = Consent(notes="yes", print="ask" if ask else "yes", share="yes")
    agreed = Agreement(by=("patient",), next_visit=due)
    return replace(
        plan, story=story, goals=goals, flare_plan=flare, consent=asked, agreement=agreed
    )


def stock(root: Path, *codes: str) -> Store:
    """A store with one plan for each code."""
    root.mkdir(mode=0o700, exist_ok=True)
    put_site(root)
    for code in codes:
        put(root, plan_of(code))
    return Store(root)


def break_plan(root: Path, code: str) -> None:
    path = root / code / version_name(1)
    path.write_bytes(path.read_bytes().replace(CANARY.encode(), b"another word", 1))


@dataclass
class Desk:
    """A store and a folder for its sheets; each call prints."""

    root: Path
    out: Path
    workers: int = 1
    told: list[int] = field(default_factory=list)

    def order(
        self, *kinds: SheetKind, form: FileFormat = FileFormat.TEXT, **more: object
    ) -> PrintOrder:
        order = PrintOrder(self.root, self.out, kinds or (HANDOUT,), form)
        return order._replace(**more)  # type: ignore[arg-type]

    def __call__(
        self, *jobs: str | PrintJob, order: PrintOrder | None = None
    ) -> list[SheetOutcome]:
        todo = [PrintJob(job) if isinstance(job, str) else job for job in jobs]
        with begun(order or self.order(), RunStore(self.root)) as worker:
            return list(run(worker, todo, self.workers, self.told.append))

    def worker(self, order: PrintOrder) -> Worker:
        """Return who would work on the order; nothing is made ready."""
        return Worker(order, RunStore(self.root), Printed(self.out))

    def files(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir() if not path.name.startswith("."))

    def temps(self) -> Iterator[Path]:
        yield from (self.out / ".goalcoach" / "new").iterdir()
