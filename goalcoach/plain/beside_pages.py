"""What stands beside the questions: help, the list of questions, the plan so far, a break's words.

Pure but for the visit it reads. Each returns lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.dialogue.view.screen import Screen, Status, WhereLine
from goalcoach.plain.question_lines import labelled
from goalcoach.plan.address import rows_of
from goalcoach.sheets.block import Framed
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.diary_form import diary_lines
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.parts.goal_blocks import goal_blocks
from goalcoach.sheets.wording import say_day
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.site_file import Site
from goalcoach.visit.visit import Visit

HELP = """\
Enter  answers and goes on. An empty answer goes on without one.
:back  the question before.  :next  the question after.
:skip  leave it open, with a reason.  :clear  take the answer away.
:confirm  keep what was said last time, or take what is offered.
:keep WHY  keep an answer that has a CHECK, with a few words on why.
:note WORDS  a note of your own on this question.
:where  every question with its number.  :go 12  go to number 12.
:open  go where the question points.  :return  back from there.
:plan  the plan so far.  :card  the patient's card.  :again  say it again.
In a list of lines  :change 2  :remove 2  :undo  :move 3 1
:break  take a break.  :quit  leave, everything is kept.
:close  go to the close, or close for today where the visit stops.
A text that begins with a colon: type two colons."""

STATUS = {
    Status.OPEN: "open",
    Status.ANSWERED: "answered",
    Status.SKIPPED: "skipped",
    Status.PROPOSED: "from last time",
    Status.SET_ASIDE: "set aside",
}


def greeting(visit: Visit, site: Site) -> Iterator[str]:
    """Yield the lines a visit opens with."""
    if site.practice:
        yield "PRACTICE"
    kind = "first visit" if visit.kind == "first" else f"visit {visit.visit_number}"
    yield from labelled("", f"{visit.code}, {kind}, {say_day(visit.state.today)}.")
    if visit.resumed:
        at = f" Last saved {visit.saved_at:%Y-%m-%d at %H:%M}." if visit.saved_at else ""
        yield from labelled("", f"This visit goes on where it was left.{at}")
    yield "SAY is read aloud. NOTE is for the clinician. :help lists what can be typed."


def where_lines(lines: tuple[WhereLine, ...]) -> Iterator[str]:
    """Yield every question with its number, under the name of its part of the visit."""
    phase = ""
    for number, line in enumerate(lines, 1):
        if line.phase != phase:
            phase = line.phase
            yield ""
            yield from labelled("", phase)
        here = "HERE, " if line.current else ""
        detail = f": {line.detail}" if line.detail else ""
        words = f"{number}. {line.title}: {here}{STATUS[line.status]}{detail}"
        yield from labelled("", words.replace("\n", " / "))


def plan_lines(visit: Visit, site: Site) -> Iterator[str]:
    """Yield the plan as it would be if the visit stopped here, in the patient's words."""
    contacts = tuple((one.label, one.number) for one in site.contacts)
    around = SheetContext(practice=site.practice, contacts=contacts)
    blocks = read_plan(visit.draft_plan(), visit.state.today, around)
    yield ""
    yield from write_text(blocks).rstrip("\n").split("\n")
    yield ""


def ladder_lines(visit: Visit, screen: Screen) -> Iterator[str]:
    """Yield the step and where it leads, of the goal that is asked about, as its sheet has them."""
    rows = rows_of(screen.address)
    for goal in visit.draft_plan().goals:
        if goal.id in rows:
            blocks = tuple(goal_blocks(goal, 1, 1))
            step = next((at for at, one in enumerate(blocks) if isinstance(one, Framed)), None)
            if step is not None:
                yield from write_text(blocks[step:]).rstrip("\n").split("\n")


def entry_lines(visit: Visit) -> Iterator[str]:
    """Yield what was written in the diary since the last visit."""
    for words in diary_lines(visit.diary, visit.diary_problem):
        yield from labelled("DIARY", words)


def break_lines(visit: Visit, site: Site) -> Iterator[str]:
    """Yield the script's words for a break and the site's own contacts."""
    yield ""
    yield from break_words(visit, "stop")
    yield from contact_lines(site)


def break_words(visit: Visit, item_id: str) -> Iterator[str]:
    """Yield what the script says at a break: "stop", "back" or "end"."""
    item = visit.script.item("break", item_id)
    if item is not None:
        said = (part for part in item.words.say.parts if isinstance(part, str))
        yield from labelled("SAY", "".join(said))


def contact_lines(site: Site) -> Iterator[str]:
    """Yield whom one can call, exactly as the site file has it."""
    if not site.contacts:
        yield from labelled("TO CALL", "This service has not written its numbers down here yet.")
    for one in site.contacts:
        yield from labelled("TO CALL", f"{one.label}: {one.number}" if one.number else one.label)
