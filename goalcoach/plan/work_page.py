"""What of a plan may go to work or school: line by line, and only after a yes to the page."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.plan.model.optional_parts import WorkLine
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.visit_fragment import Fragment


def lines_for_work(plan: Plan) -> tuple[WorkLine, ...]:
    """Return the lines that the patient said yes to, each of a kind and in words.

    None where the page as a whole has no yes: it was never given, or was taken back since.
    """
    if plan.work.sheet != "yes":
        return ()
    return tuple(
        line
        for line in plan.work_lines
        if line.ended is None and line.ok == "yes" and line.kind and (line.text or "").strip()
    )


def settle_lines(plan: Plan, parent: Plan | None, said: Fragment) -> Plan:
    """Return the plan in which no line keeps the yes to other words: a changed one needs its own.

    The yes of today counts for the words of today.
    """
    before = {line.id: line.text for line in parent.work_lines} if parent is not None else {}
    lines = tuple(
        replace(line, ok=None)
        if line.text != before.get(line.id) and said.value("work_lines.ok", (line.id,)) is None
        else line
        for line in plan.work_lines
    )
    return replace(plan, work_lines=lines)
