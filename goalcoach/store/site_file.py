"""The site file, goalcoach.toml: a clinic's settings for all its visits."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Literal, NamedTuple

import tomli

from goalcoach.errors import BadData, GoalcoachError, NewerFormat, NotFound, Problem
from goalcoach.plan.file.toml_limit import excess
from goalcoach.plan.staff_code import is_service_code
from goalcoach.store.file_access import read_file
from goalcoach.store.file_name import SITE_FILE
from goalcoach.store.file_system import REAL, Fs
from goalcoach.translation import FAMILIAR, TrMap, tr

FORMAT = 1
_KEY = r"""\s*["']?([A-Za-z0-9_-]+)["']?\s*="""
_TABLE = r"\s*\[\[?\s*([A-Za-z0-9_-]+)\s*\]"


_LANGUAGE = r"[a-z]{2,3}"
_POLITE = "polite"
_SPOKEN = (
    rf"""[ \t]*(language|address)[ \t]*=[ \t]*["']({_LANGUAGE}|{FAMILIAR})["'][ \t]*(?:\#.*)?"""
)
"""A line that says what is spoken, whatever is wrong with the others."""

GONE = TrMap({"patient_word": "no page or sheet ever used this word, so the key is gone."})
"""Keys of the top that were taken once, and why they are no more."""


class SiteContact(NamedTuple):
    """Whom to call, exactly as the site file has it; `urgent` marks a number for any hour."""

    label: str
    number: str
    urgent: bool = False


MOST_LINES, MOST_WORDS = 6, 20
"""A list of a service's own lines has so many at most, each of so many words: they are read by
someone for whom things are too much, on a page that also holds the numbers to call."""


MOST_MINUTES = 24 * 60
"""Most minutes that can be set: a number of more days is a slip."""


class Site(NamedTuple):
    """The settings of a site file, or their defaults."""

    format: int = FORMAT
    name: str = ""
    practice: bool = False
    contacts: tuple[SiteContact, ...] = ()
    """Those for any hour first; else as the file has them."""
    clinician: str = ""
    script: str = "core"
    keep_journal: bool = False
    theme: Literal["dark", "light"] = "dark"
    paper: Literal["a4", "letter"] = "a4"
    attainment: bool = False
    """Show the goal attainment score, to the clinician."""
    steps_gate: tuple[str, ...] = ()
    """What the service does where something else comes first, for the clinician at the gate."""
    steps_break: tuple[str, ...] = ()
    """What the service says to someone for whom it gets too much, on the page of a break."""
    print_steps_break: bool = False
    """Print `steps_break` on the handout, too."""
    danger_signs: tuple[str, ...] = ()
    """What calls for help at once, beside the general signs, on card and handout."""
    lock_minutes: int = 10
    """Minutes without a key after which the app shows nothing; 0 for never."""
    lock_minutes_visit: int = 30
    """The same while a visit is open: people talk."""
    language: str = ""
    """What is spoken here, as "de"; "" is the language of the script, and English else."""
    address: str = ""
    """The form of address: "" is the polite one, "familiar" du or tú."""


def read_site(fs: Fs = REAL, root: Path = Path()) -> Site:
    """Return the settings in the site file of the store `root`, the defaults if it has none.

    Raises BadData with every problem and its line, NewerFormat, NotAllowed.
    """
    try:
        data = read_file(root / SITE_FILE, fs)
    except NotFound:
        return Site()
    return parse_site(data)


def spoken_at_site(fs: Fs, root: Path) -> tuple[str, str]:
    """Return language and form of address of the site file of `root`, whatever is wrong with its
    other lines; "" for what it does not say, and where it cannot be read.
    """
    try:
        text = read_file(root / SITE_FILE, fs).decode("utf-8", "replace")
    except GoalcoachError:
        return "", ""
    said: dict[str, str] = {}
    for line in text.splitlines():
        if line.lstrip().startswith("["):  # from here on the keys are those of a table
            break
        if found := re.fullmatch(_SPOKEN, line):
            said[found[1]] = found[2]
    address = said.get("address", "")
    return said.get("language", ""), address if address == FAMILIAR else ""


def parse_site(data: bytes) -> Site:
    """Return the settings in the bytes of a site file; raises BadData, NewerFormat."""
    try:
        text = data.decode("utf-8")
        if too_much := excess(text):
            raise BadData(SITE_FILE, [Problem(*too_much)])
        tree = tomli.loads(text)
    except (UnicodeDecodeError, RecursionError) as problem:
        raise BadData(
            SITE_FILE, [Problem(0, "", tr("this is not a text file in UTF-8."))]
        ) from problem
    except tomli.TOMLDecodeError as problem:
        words = tr("this is not TOML from column {colno} on.", colno=problem.colno)
        raise BadData(SITE_FILE, [Problem(problem.lineno, "", words)]) from problem
    except ValueError as problem:
        raise BadData(
            SITE_FILE, [Problem(0, "", tr("a number in it is far too long."))]
        ) from problem
    number = tree.get("format", FORMAT)
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        raise NewerFormat(
            tr(
                "{site_file} is written in format {number}; this goalcoach reads format "
                "{format}. Install a newer goalcoach. The file is left as it is.",
                site_file=SITE_FILE,
                number=number,
                format=FORMAT,
            )
        )
    reader = _Reader(text)
    site = reader.site(tree)
    if reader.problems:
        raise BadData(SITE_FILE, reader.problems)
    return site


class _Reader:
    """Reads settings from a TOML tree and collects every problem with its line.

    `table` is the name of the table a key is in, "" for the top, and `row` its index among tables
    of that name. A value that is not valid is noted and replaced by its default.
    """

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._source = text

    def _note(self, table: str, key: str, message: str, row: int = 0) -> None:
        name = f"{table}.{key}" if table else key
        # Computed per problem, so that a valid file costs no second pass over its lines.
        line = _key_lines(self._source).get((table, row, key), 0)
        self.problems.append(Problem(line, name, message))

    def site(self, tree: dict[str, object]) -> Site:
        """Return the settings of the whole tree; `problems` holds what was not valid."""
        self._check_keys(tree, Site._fields, "", 0)
        default = Site()
        return Site(
            format=FORMAT if self._format(tree) else 0,
            name=self._text(tree, "name", default.name),
            practice=self._switch(tree, "practice"),
            contacts=self._contacts(tree.get("contacts", [])),
            steps_gate=self._lines(tree, "steps_gate"),
            steps_break=self._lines(tree, "steps_break"),
            print_steps_break=self._switch(tree, "print_steps_break"),
            danger_signs=self._lines(tree, "danger_signs"),
            clinician=self._code(tree, "clinician", default.clinician),
            script=self._text(tree, "script", default.script),
            keep_journal=self._switch(tree, "keep_journal"),
            theme=self._theme(tree.get("theme", default.theme)),
            paper=self._paper(tree.get("paper", default.paper)),
            attainment=self._switch(tree, "attainment"),
            lock_minutes=self._minutes(tree, "lock_minutes", default.lock_minutes),
            lock_minutes_visit=self._minutes(
                tree, "lock_minutes_visit", default.lock_minutes_visit
            ),
            language=self._language(tree),
            address=self._address(tree),
        )

    def _check_keys(
        self, tree: dict[str, object], known: tuple[str, ...], table: str, row: int
    ) -> None:
        """Note each key that is not in `known`, with the nearest one that is, else with all."""
        listed = False
        for key in tree:
            if not table and key in GONE:
                words = f"{GONE[key]} {tr('Please take this line out.')}"
                self._note(table, key, words, row)
            elif key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f" {tr('Did you mean “{word}”?', word=near[0])}" if near else ""
                if not near and not listed:  # once is enough, however many there are
                    hint, listed = f" {tr('Known are: {names}.', names=', '.join(known))}", True
                self._note(table, key, tr("this key is not known.{hint}", hint=hint), row)

    def _format(self, tree: dict[str, object]) -> bool:
        if tree.get("format", FORMAT) is not FORMAT:
            self._note(
                "", "format", tr("the format is a number; this one is {format}.", format=FORMAT)
            )
            return False
        return True

    def _text(
        self, tree: dict[str, object], key: str, default: str, table: str = "", row: int = 0
    ) -> str:
        value = tree.get(key, default)
        if not isinstance(value, str):
            self._note(table, key, tr("words belong here, in quotes."), row)
            return default
        return value

    def _code(self, tree: dict[str, object], key: str, default: str) -> str:
        """Return a code of the service; a name is noted, for it would be offered for each plan."""
        text = self._text(tree, key, default)
        if text and not is_service_code(text):
            words = tr(
                "a code belongs here, one word of letters and digits, such as bo-2; never a name."
            )
            self._note("", key, words)
            return default
        return text

    def _switch(self, tree: dict[str, object], key: str, table: str = "", row: int = 0) -> bool:
        value = tree.get(key, False)
        if not isinstance(value, bool):
            self._note(table, key, tr("true or false belongs here, without quotes."), row)
            return False
        return value

    def _minutes(self, tree: dict[str, object], key: str, default: int) -> int:
        value = tree.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_MINUTES:
            said = tr(
                "a number of minutes belongs here, {most_minutes} at most; 0 is never.",
                most_minutes=MOST_MINUTES,
            )
            self._note("", key, said)
            return default
        return value

    def _theme(self, value: object) -> Literal["dark", "light"]:
        if value == "light":
            return "light"
        if value != "dark":
            self._note("", "theme", tr("the theme is “dark” or “light”."))
        return "dark"

    def _paper(self, value: object) -> Literal["a4", "letter"]:
        if value == "letter":
            return "letter"
        if value != "a4":
            self._note("", "paper", tr("the paper is “a4” or “letter”."))
        return "a4"

    def _language(self, tree: dict[str, object]) -> str:
        text = self._text(tree, "language", "")
        if text and not re.fullmatch(_LANGUAGE, text):
            self._note("", "language", tr("the short name of a language belongs here: de, en, es."))
            return ""
        return text

    def _address(self, tree: dict[str, object]) -> str:
        value = tree.get("address", _POLITE)
        if value not in (_POLITE, FAMILIAR):
            self._note("", "address", tr("the form of address is “polite” or “familiar”."))
        return FAMILIAR if value == FAMILIAR else ""

    def _contacts(self, rows: object) -> tuple[SiteContact, ...]:
        if not isinstance(rows, list):
            self._note("", "contacts", tr("write each contact below a line [[contacts]]."))
            return ()
        contacts = []
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                self._note("", "contacts", tr("write each contact below a line [[contacts]]."))
                return ()
            self._check_keys(row, SiteContact._fields, "contacts", index)
            label = self._text(row, "label", "", "contacts", index)
            number = self._text(row, "number", "", "contacts", index)
            if not label.strip():
                self._note("contacts", "label", tr("say whom one reaches here."), index)
            contacts.append(
                SiteContact(label, number, self._switch(row, "urgent", "contacts", index))
            )
        # Whoever needs the number for any hour looks at the top; else the order is the site's own.
        return tuple(sorted(contacts, key=lambda one: not one.urgent))

    def _lines(self, tree: dict[str, object], key: str) -> tuple[str, ...]:
        """Return a list of lines; one that is none, or is too long, is noted and left out."""
        value = tree.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._note("", key, tr("a list of lines belongs here, each in quotes."))
            return ()
        if len(value) > MOST_LINES:
            self._note(
                "",
                key,
                tr(
                    "this has {count} lines; {most_lines} are the most.",
                    count=len(value),
                    most_lines=MOST_LINES,
                ),
            )
        for number, words in enumerate(value, 1):
            if not words.strip():
                self._note("", key, tr("line {number} has no words.", number=number))
            elif (count := len(words.split())) > MOST_WORDS:
                said = tr(
                    "line {number} has {count} words; {most_words} are the most.",
                    number=number,
                    count=count,
                    most_words=MOST_WORDS,
                )
                self._note("", key, said)
        return tuple(value)


def _key_lines(text: str) -> dict[tuple[str, int, str], int]:
    """Return the line number of each key by (table, index of the table among its name, key).

    Read by pattern, because the TOML parser does not report positions of values.
    """
    lines: dict[tuple[str, int, str], int] = {}
    turns: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(_TABLE, line):
            table = header[1]
            turns[table] = turns.get(table, -1) + 1
        elif key := re.match(_KEY, line):
            lines.setdefault((table, turns.get(table, 0), key[1]), number)
    return lines
