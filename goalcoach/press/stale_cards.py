"""Cards that carry contacts of before: the numbers on them may reach nobody.

The folder remembers with which contacts it was found in order, so that only a change costs a look
at every stamp.
"""

from __future__ import annotations

import re
from contextlib import suppress

from goalcoach.errors import NotPrinted
from goalcoach.press.stamp import read_stamp
from goalcoach.sheets.sheet import SheetKind
from goalcoach.store.print_folder import Printed

_NOTE = "contacts"
_CARD = re.compile(rf"(.+)-v([0-9]{{4}})-{SheetKind.CARD}\.[a-z]+")


def count_stale(printed: Printed, contacts: str) -> int:
    """Return how many patients' newest cards in the folder carry other contacts than now."""
    if printed.read_note(_NOTE) == contacts.encode():
        return 0
    newest: dict[str, str] = {}
    for name in sorted(printed.stamps()):
        if match := _CARD.fullmatch(name):
            newest[match[1]] = name
    stamps = (read_stamp(printed.read_stamp(name)) for name in newest.values())
    return sum(stamp is not None and stamp.contacts != contacts for stamp in stamps)


def remember(printed: Printed, contacts: str) -> None:
    """Note that every card in the folder carries these contacts.

    Without the note the next run looks at the cards again, so one that the disk does not take is
    no news.
    """
    if printed.read_note(_NOTE) != contacts.encode():
        with suppress(NotPrinted):
            printed.write_note(_NOTE, contacts.encode())
