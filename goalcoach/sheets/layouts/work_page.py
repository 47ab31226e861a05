"""The page for work or school: the lines that the patient said yes to, and nothing else.

No diagnosis, no goal, no step, nothing of the story, no word on the service: who reads it decides
on pay and marks. The code and day at its foot are what the service finds the paper by.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.work_page import lines_for_work
from goalcoach.sheets.block import Block, Heading, NameLine, Origin, Para, Title
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import sentence
from goalcoach.translation import TrMap, tr, tr_noop

TITLES = TrMap(
    {"work": "What helps me at work", "school": "What helps me at school", "": "What helps me"}
)
HEADINGS = {
    "can": (tr_noop("What I can do"), tr_noop("I CAN")),
    "helps": (tr_noop("What helps me"), tr_noop("HELPS")),
    "bad_day": (tr_noop("What to do on a bad day"), tr_noop("BAD DAY")),
    "ask": (tr_noop("Who to ask"), tr_noop("ASK")),
}
MINE = tr_noop(
    "These are my words, and I said yes to each line. What is not here was not agreed. "
    "Please ask me before you show this to anyone else."
)


def lay_work(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the page."""
    return (
        *notices(around, plan),
        Title(TITLES[plan.work.place or ""]),
        NameLine(tr("Name")),
        Para(tr(MINE)),
        *_lines(plan),
        footer(plan, around.digest),
    )


def _lines(plan: Plan) -> Iterator[Block]:
    lines = lines_for_work(plan)
    for kind, (heading, label) in HEADINGS.items():
        of_kind = [line for line in lines if line.kind == kind]
        if of_kind:
            yield Heading(tr(heading), tr(label))
        for line in of_kind:
            words = sentence((line.text or "").strip())
            yield Para(words, Origin("work_lines.text", (line.id,)))


def has_no_line(plan: Plan) -> bool:
    """Return whether no line has a yes, so that there is no page."""
    return not lines_for_work(plan)
