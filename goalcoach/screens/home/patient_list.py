"""The list on the home page: codes, visits and dates, and nothing of what a plan says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from goalcoach.date_words import DAYS, say_clock, say_day, say_near_day
from goalcoach.errors import GoalcoachError
from goalcoach.number_words import say_ordinal
from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, FoundMarks, capital, cut_line, line, pad
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.text_match import SearchedRows
from goalcoach.store.patient_info import PatientInfo
from goalcoach.store.script_pack import read_pack
from goalcoach.store.second_version import second_words
from goalcoach.translation import spoken_language, tr, tr_noop

if TYPE_CHECKING:
    from goalcoach.store.visit_lock import OpenThere

CONTINUE, DUE = tr_noop("CONTINUE"), tr_noop("DUE")
ELSE, NEW = tr_noop("EVERYONE ELSE"), tr_noop("A NEW CODE")
"""The groups of the list, by their headings in English."""
EVERYONE = tr_noop("EVERYONE")
"""The heading of the group ELSE if it is the only one."""
SOON = timedelta(days=7)
"""How long before its day a visit counts as due."""


OPEN_NOWHERE: Mapping[str, OpenThere] = MappingProxyType({})


class Person(NamedTuple):
    """One patient in the list."""

    code: str
    group: str
    visit: str
    """The second column: the next visit's name, how many there were, or where one stopped."""
    when: str
    """The third column: a day or time in words, or ""."""
    unfinished: bool = False
    problem: str = ""
    """Why the newest plan cannot be read, or ""."""
    beside: str = ""
    """What is wrong with the unfinished visit's journal or lies beside it, in a sentence, or ""."""
    versions: int = 0
    """How many versions there are."""
    second: str = ""
    """What is said of a second version that a sync program left, or ""."""
    following: date | None = None
    """The day of the next visit, if it is known."""
    opened: str = ""
    """Where the unfinished visit is open now, by whom and since when, or ""."""
    aside: tuple[tuple[int, str], ...] = ()
    """Visits that were set aside: their numbers and days in words, "" if it cannot be read."""


def phase_titles(pack: str, sections: Collection[str], own: Path | None = None) -> dict[str, str]:
    """Return the phase title of these sections of a script pack, of those that have one.

    `own` is the folder of the packs of a store. They are in the language that is spoken, if the
    pack is.
    """
    from goalcoach.dialogue.script.section_phases import read_phase_titles

    language = spoken_language()
    try:
        files = read_pack(pack, own=own)
        # A translation is long, and home is to be there at once.
        if f'base_lang = "{language}"'.encode() not in files["script.toml"]:
            files = read_pack(pack, own=own, languages=(language,))
        return read_phase_titles(files, sections, language)
    except GoalcoachError:
        return {}


def group_people(
    infos: Sequence[PatientInfo],
    today: date,
    titles: Mapping[str, str],
    opened: Mapping[str, OpenThere] = OPEN_NOWHERE,
) -> tuple[Person, ...]:
    """Return all patients: unfinished visits first, then those due, then the rest.

    Within a group by the day of the next visit, then by code. `titles` is what `phase_titles`
    returns, `opened` says of codes where their visit is open now.
    """
    people = [
        _note_second(_with_aside(_person(info, today, titles), info, today), info) for info in infos
    ]
    people = [_note_opened(one, opened.get(one.code)) for one in people]
    people = [
        one._replace(following=info.next_visit) for one, info in zip(people, infos, strict=True)
    ]
    rank = {CONTINUE: 0, DUE: 1, ELSE: 2}
    days = {info.code: info.next_visit or date.max for info in infos}
    return tuple(sorted(people, key=lambda p: (rank[p.group], days[p.code], p.code)))


def _note_opened(person: Person, there: OpenThere | None) -> Person:
    """Return the person with where the visit is open, in place of when it was stopped."""
    return person if there is None else person._replace(when=there.brief, opened=there.told)


def _note_second(person: Person, info: PatientInfo) -> Person:
    """Return the person with a second version named in its own line, before all that is due."""
    if not info.second_versions:
        return person
    number = info.second_versions[-1]
    words = second_words(info.code, info.second_versions)
    there = tr("a second version {version} is there", version=number)
    return person._replace(visit=there, second=words)


def _with_aside(person: Person, info: PatientInfo, today: date) -> Person:
    """Return the patient with the visits that were set aside."""
    if not info.aside:
        return person
    days = ((one.number, one.info and one.info.saved_at.astimezone().date()) for one in info.aside)
    aside = tuple((number, say_near_day(day, today) if day else "") for number, day in days)
    visit = tr("{visit}, {count} set aside", visit=person.visit, count=len(aside))
    return person._replace(visit=visit, aside=aside)


def _person(info: PatientInfo, today: date, titles: Mapping[str, str]) -> Person:
    count = len(info.versions)
    number = 1 if info.next_kind == "first" else count + 1
    name = visit_title(number)
    if info.unfinished is not None:
        title = titles.get(info.unfinished.section, "")
        moment = info.unfinished.saved_at.astimezone()
        stopped = tr("stopped {day}", day=say_near_day(moment.date(), today, short=True))
        if moment.date() == today:
            stopped = tr("stopped today {time}", time=say_clock(moment))
        at = tr("{visit}, at {part}", visit=name, part=title) if title else name
        return Person(
            info.code, CONTINUE, at, stopped, True, info.problem, info.unfinished.told, count
        )
    if info.problem:
        unread = tr("cannot be read")
        return Person(info.code, ELSE, unread, "", problem=info.problem, versions=count)
    day = info.next_visit
    if info.continues:
        first = info.next_kind == "first"
        name = tr("First visit goes on") if first else tr("Last visit goes on")
    if day is not None and day - today <= SOON:
        return Person(info.code, DUE, name, _due(day, today), versions=count)
    visits = name if info.continues else _visits(count)
    when = ""
    if day:
        when = tr("next {day}", day=say_near_day(day, today, short=True))
    elif info.last_visit:
        when = tr("last {day}", day=say_near_day(info.last_visit, today, short=True))
    return Person(info.code, ELSE, visits, when, versions=count)


def visit_title(number: int) -> str:
    """Return "Second visit" for 2."""
    return tr("{ordinal} visit", ordinal=capital(say_ordinal(number)))


def _visits(count: int) -> str:
    if not count:
        return tr("no visit yet")
    return tr("1 visit") if count == 1 else tr("{count} visits", count=count)


def _due(day: date, today: date) -> str:
    if day == today:
        return tr("today")
    if day < today:
        return tr("was due {day}", day=say_near_day(day, today, short=True))
    short = say_day(day, year=False, short=True)
    return tr("{weekday} {day}", weekday=DAYS[day.weekday()], day=short)


def listed_words(one: Person) -> str:
    """Return all that the list says of a patient."""
    return f"{one.code} {one.visit} {one.when} {tr(one.group)}"


class People(Pick):
    """The patients under the headings of their groups.

    It never has the focus, which stays in the code line; that line passes Up and Down on.
    """

    def __init__(self) -> None:
        super().__init__((), numbered=False)
        self.can_focus = False
        self.people: tuple[Person, ...] = ()
        self._wanted = ""
        self._at_hand = True
        """False while the actions beside it have the focus: one bar tells where the keys go."""

    def show_people(self, people: Sequence[Person], wanted: str = "", stay: str = "") -> None:
        """Show these patients, with the words `wanted` marked.

        The cursor is on the code `stay`, else on the first. Those that stand there stay.
        """
        codes = [one.code for one in people]
        at = codes.index(stay) if stay in codes else 0 if people else None
        same = self.people == tuple(people) and self._wanted == wanted
        if same and self.at == at and self.lines:
            return
        if at != self.at:
            self.call_after_refresh(self.follow)  # what Enter acts on is seen
        self.people, self._wanted = tuple(people), wanted
        self.at = at
        self.lines = tuple(PickLine(one.code, one.code) for one in people)
        rows = [row.plain for row in self.paint(max(self.content_size.width, 8))] if wanted else []
        self.found = FoundMarks(SearchedRows(rows, joined=False).find(wanted), None)
        self.repaint()

    @property
    def selected(self) -> Person | None:
        """Return the patient under the cursor; None if the list is empty."""
        return None if self.at is None or not self.people else self.people[self.at]

    def paint(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._rows = []
        group = ""
        self._at_hand = not self.screen.has_class("-choosing")
        roomy = self.screen.has_class("-roomy")
        first = max([15, *(len(one.code) + 3 for one in self.people)])
        first = min(first, 24)
        longest = max((cell_width(one.when) for one in self.people), default=0)
        second = max(min(36 if width >= 78 else 31, width - 2 - first - longest), 12)
        for number, one in enumerate(self.people):
            if one.group != group:
                gap = [BLANK, BLANK] if roomy else [BLANK]
                title = EVERYONE if one.group == ELSE and not lines else one.group
                lead = [*(gap if lines else []), line((tr(title), "$quiet")), BLANK]
                lines += lead
                self._rows += [-1] * len(lead)
                group = one.group
            lines.append(self._person(number, one, first, second))
            self._rows.append(number)
        return lines

    def _person(self, number: int, one: Person, first: int, second: int) -> Content:
        here = number == self.at
        wrong = one.problem or one.beside or one.second
        return line(
            (coach_of(self).marks.edge if here and self._at_hand else " ", "$accent"),
            " ",
            (pad(one.code, first), "bold $ink" if here else "$ink"),
            (pad(cut_line(one.visit, second - 1), second), "$signal" if wrong else "$ink"),
            (one.when, "$quiet"),
        )
