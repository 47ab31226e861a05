"""What stands beside the questions: help, the list of questions, the plan so far, a break's words.

Pure but for what it reads of the visit. Each returns lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from goalcoach.date_words import say_clock, say_day
from goalcoach.dialogue.view.screen import PhaseView, RowView, WhereLine
from goalcoach.dialogue.view.screen_words import LABELS, visit_name
from goalcoach.dialogue.view.standing_words import phase_words, status_words
from goalcoach.plain.question_lines import labelled
from goalcoach.sheets.layouts.read_back import AGREED_BY, agreed_words
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.store.site_file import Site
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.break_and_end_words import (
    HOW_TO_ADD_CONTACTS,
    NO_CONTACTS,
    OUR_STEPS,
    READ_ALOUD,
    TALK_TO_SOMEONE,
    UNSAVED_BREAK,
    BreakMoment,
    break_choices,
    danger_words,
)
from goalcoach.visit.empty_page_words import ALL_OF_IT, NOTHING_YET
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import ReadBack, VisitReading

HELP = (
    tr_noop("Enter  answers and goes on. An empty answer goes on without one."),
    tr_noop(":back  the question before.  :next  the question after."),
    tr_noop(":skip  leave it open, with a reason.  :clear  take the answer away."),
    tr_noop(":confirm  keep what was said last time, or take what is offered."),
    tr_noop(":confirm last  bring back what was said last time, once other words were said."),
    tr_noop(":keep WHY  keep an answer that has a CHECK, with a few words on why."),
    tr_noop(":note WORDS  a note of your own on this question."),
    tr_noop(":offpaper  keep it off the patient's papers, or not.  :offpaper 2  line 2 of a list."),
    tr_noop(":where  every question with its number.  :go 12  go to number 12."),
    tr_noop(":open  go where the question points.  :return  back from there."),
    tr_noop(":more  the rest of this part, where a short visit leaves some open."),
    tr_noop(":plan  the plan so far.  :card  the patient's card.  :again  say it again."),
    tr_noop("In a list of lines  :change 2  :remove 2  :restore  :move 3 1"),
    tr_noop(":undo  take back the last thing said; once more goes further.  :redo"),
    tr_noop(":break  take a break.  :quit  leave, everything is kept."),
    tr_noop(":save FOLDER  while something is not saved: write all of it there instead."),
    tr_noop(":close  go to the close, or close for today where the visit stops."),
    tr_noop("A text that begins with a colon: type two colons."),
)
"""What `:help` says, line by line."""


def greeting(visit: Visit, site: Site) -> Iterator[str]:
    """Yield the lines a visit opens with."""
    if site.practice:
        yield tr("PRACTICE")
    name = visit_name(visit.visit_number)
    yield from labelled("", f"{visit.code}, {name}, {say_day(visit.state.today)}.")
    if visit.resumed or visit.taken_up:
        saved = visit.saved_at if visit.resumed else None
        goes_on = visit.taken_up or tr("This visit goes on where it was left.")
        yield from labelled("", f"{goes_on} {_last_saved(saved)}" if saved else goes_on)
    for words in visit.notices:
        yield from labelled("", words)
    yield tr("SAY is read aloud. NOTE is for the clinician. :help lists what can be typed.")


def _last_saved(saved: datetime) -> str:
    return tr("Last saved {day} at {time}.", day=say_day(saved.date()), time=say_clock(saved))


def where_lines(lines: Sequence[WhereLine], phases: Sequence[PhaseView]) -> Iterator[str]:
    """Yield every question with its number, under the name of its part of the visit."""
    told = {one.title: phase_words(one) for one in phases}
    phase = ""
    for number, line in enumerate(lines, 1):
        if line.phase != phase:
            phase = line.phase
            yield ""
            said = told.get(phase)
            yield from labelled("", f"{phase} ({said})" if said else phase)
        stands = status_words(line)
        if line.current:
            stands = tr("HERE, {status}", status=stands)
        words = f"{number}. {line.title}: {stands}{f': {line.detail}' if line.detail else ''}"
        yield from labelled("", words.replace("\n", " / "))


def plan_lines(lines: Sequence[GutterLine]) -> Iterator[str]:
    """Yield the plan as it would be if the visit stopped here, each part under its label."""
    yield ""
    if not lines:
        yield from labelled("", tr(NOTHING_YET))
    for label, parts in groupby(lines, key=lambda one: one.label):
        yield from labelled(label, "\n".join(one.text for one in parts))
    yield ""


def read_back_lines(told: ReadBack) -> Iterator[str]:
    """Yield what is read aloud of the plan, and who agreed; all of it where nothing is said so."""
    if not told.aloud:
        yield from plan_lines(told.whole)
        return
    yield ""
    for one in told.aloud:
        yield from labelled(one.label, one.text)
    yield from labelled(tr(AGREED_BY), agreed_words(told.agreed))
    yield f"{tr(ALL_OF_IT)} {tr(':plan says it.')}"
    yield ""


def heard_lines(lines: Sequence[GutterLine]) -> Iterator[str]:
    """Yield what was told, to be read back."""
    for one in lines:
        yield from labelled(one.label, one.text)


def step_lines(steps: Sequence[RowView]) -> Iterator[str]:
    """Yield the steps of a goal, the first one first, each with how it stands and a bad day's."""
    for number, row in enumerate(steps, 1):
        cells = {cell.field: cell.text for cell in row.cells}
        status = f" ({cells['status']})" if cells["status"] else ""
        yield from labelled(tr("STEP"), f"{number}. {row.label}{status}")
        yield from labelled(tr("ON A BAD DAY"), cells["bad_day"])


def entry_lines(entries: Sequence[str]) -> Iterator[str]:
    """Yield what was written in the diary since the last visit."""
    for words in entries:
        yield from labelled(tr("DIARY"), words)


def pattern_lines(lines: Sequence[GutterLine]) -> Iterator[str]:
    """Yield good days and others side by side; a label stands once before what it is of."""
    for label, group in groupby(lines, key=lambda one: one.label):
        for number, one in enumerate(group):
            yield from labelled("" if number else label, one.text)


def break_lines(reading: VisitReading, site: Site, *, kept: bool) -> Iterator[str]:
    """Yield what is said as a break begins, the site's own contacts, and the ways on.

    Without `kept` something could not be saved: then the script's words are not said, for they
    call everything kept.
    """
    said = reading.break_words(BreakMoment.STOP) if kept else " ".join(map(tr, UNSAVED_BREAK))
    yield ""
    yield from labelled(LABELS["SAY"], said)
    yield tr(TALK_TO_SOMEONE)
    yield from contact_lines(site)
    for step in site.steps_break:
        yield from labelled("", step)
    yield from labelled(LABELS["SAY"], reading.break_words(BreakMoment.BACK))
    choices = break_choices(waiting=bool(reading.alone_question()))
    for number, (_, words) in enumerate(choices, 1):
        yield f"{number}. {words}"


def site_lines(site: Site, panel: str, *, closed: bool) -> Iterator[str]:
    """Yield what the site itself has beside a question: whom to call, at the gate its steps, and
    the signs that call for help at once.

    Where the gate is `closed`, both.
    """
    if panel == "contacts" or closed:
        yield from contact_lines(site)
    if panel == "danger":
        yield from labelled(tr(READ_ALOUD), danger_words(site.danger_signs))
    if panel == "gate":
        yield from labelled(tr(OUR_STEPS), "\n".join(site.steps_gate))


def contact_lines(site: Site) -> Iterator[str]:
    """Yield whom one can call, exactly as the site file has it."""
    label = tr("TO CALL")
    if not site.contacts:
        yield from labelled(label, f"{tr(NO_CONTACTS)}\n{tr(HOW_TO_ADD_CONTACTS)}")
    for one in site.contacts:
        yield from labelled(label, f"{one.label}: {one.number}" if one.number else one.label)
