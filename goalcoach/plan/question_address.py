"""The address of a question: which one it is, for which row, in which round.

    start/ease               a question
    step@g1/why              asked once a row of a roster: here for g1
    sure@g1~2/sure           asked again: the second round
    say_back~3/came_back     rounds without rows
    goal/goals               a roster: the list as a whole
    goal/goals@g1            one of its rows
    step@g1/rungs@r1.text    one field of that row: a cell
    step/rungs.text          the same field, of no row in particular

Written out, an address is the key of an answer: in the state, in the journal, and in the plan's
answers, notes, skips and kept checks. Keys stay `str`, so that files keep their bytes and look-ups
their speed; `Address` is what a key is made from and what is asked about its parts. No other
module takes a key apart or puts one together.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

_PART = r"[^@~/.#]+"
_SHAPE = re.compile(
    rf"({_PART})(?:@({_PART}))?(?:~(?!1/)([1-9][0-9]{{0,8}}))?"
    rf"/({_PART})(?:@({_PART}))?(?:\.({_PART}))?"
)
_ROW_OR_ROUND = re.compile(r"[@~][^/.#]*")
_SECTION_END = re.compile(r"[@~/]")
_SAFETY = "safety"


class Address(msgspec.Struct, frozen=True):
    """The parts of an address; what is left out is "", and the first round is 1.

    `row` is the row that the whole section is asked for, `cell` the row of the roster `item`,
    `field` one of that roster's fields. A part is any text without the signs ``@ ~ / . #``: which
    ids there are is the script's and the plan's matter. Nothing is checked here, because a
    damaged id must not stop a visit; `read` takes back only what has this shape.
    """

    section: str
    item: str
    row: str = ""
    round: int = 1
    cell: str = ""
    field: str = ""

    @classmethod
    def read(cls, text: str) -> Address | None:
        """Return the address that `text` is, None if it is none.

        Total, because a key can come from a file that someone edited by hand. Exact: what is read
        is written as the same text again, so "a~1/b" and "a~02/b" are none.
        """
        match = _SHAPE.fullmatch(text)
        if match is None:
            return None
        section, row, number, item, cell, field = match.groups(default="")
        return cls(section, item, row, int(number or 1), cell, field)

    def __str__(self) -> str:
        row = f"@{self.row}" if self.row else ""
        number = f"~{self.round}" if self.round > 1 else ""
        cell = f"@{self.cell}" if self.cell else ""
        field = f".{self.field}" if self.field else ""
        return f"{self.section}{row}{number}/{self.item}{cell}{field}"

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the rows it is about, the section's before the roster's; often none."""
        return tuple(row for row in (self.row, self.cell) if row)

    @property
    def turn(self) -> tuple[str, str, int]:
        """Section, row and round: equal for all that is asked in one go through a section."""
        return (self.section, self.row, self.round)

    @property
    def question(self) -> Address:
        """The whole question: of a cell or row its roster, else the address itself."""
        return Address(self.section, self.item, self.row, self.round)

    def in_loop(self, row: str) -> Address:
        """Return the same question as the section asks it for `row`."""
        return Address(self.section, self.item, row, self.round, self.cell, self.field)

    def at_row(self, row: str, field: str = "") -> Address:
        """Return a field of a row of this roster, or the row itself."""
        return Address(self.section, self.item, self.row, self.round, row, field)


# Keys as text. These answer for every text, be it an address or not.


def section_of(key: str) -> str:
    """Return the section that `key` stands under: all of it up to the first ``@ ~ /``."""
    return _SECTION_END.split(key, maxsplit=1)[0]


def is_about_safety(key: str) -> bool:
    """Return True if `key` stands under the safety questions, of which no words are passed on."""
    return section_of(key) == _SAFETY


def without_rows(key: str) -> str:
    """Return `key` without rows and rounds: "section/item", "section/item.field"."""
    return _ROW_OR_ROUND.sub("", key)


def rows_of(key: str) -> tuple[str, ...]:
    """Return the row ids in `key`, outermost first; none if it is no address."""
    address = Address.read(key)
    return address.rows if address is not None else ()


@lru_cache(maxsize=4096)
def question_key(
    section: str, item: str, row: str = "", number: int = 1, cell: str = "", field: str = ""
) -> str:
    """Return the key of an address by its parts, as `str(Address(...))` does.

    Remembered: a script has a few hundred, and the path asks for each of them after each answer.
    """
    return str(Address(section, item, row, number, cell, field))


def cell_key(roster: str, row: str, field: str) -> str:
    """Return the key of a field of a row of the roster at the address `roster`.

    As `Address.at_row`, without taking the roster's address apart: the path asks it for each
    field of each row, after each answer.
    """
    return f"{roster}@{row}.{field}"


def is_in_roster(key: str, roster: str) -> bool:
    """Return True if `key` is a row or a cell of the roster at the address `roster`."""
    return key.startswith(f"{roster}@")


def is_in_row(key: str, roster: str, row: str) -> bool:
    """Return True if `key` is a cell of that row of the roster at the address `roster`."""
    return key.startswith(f"{roster}@{row}.")


# A check that was kept has a key of its own: that of its question, and which check it is.


def kept_key(question: str, check: str) -> str:
    """Return the key of a kept check: "sure@g1/sure#low"."""
    return f"{question}#{check}"


def split_kept(key: str) -> tuple[str, str]:
    """Return the question's key and the check's id; an id of "" if the key names no check."""
    question, _, check = key.partition("#")
    return question, check
