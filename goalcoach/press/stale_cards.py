"""Finds printed cards with outdated contacts, whose numbers may reach nobody.

A note in the folder holds the contacts that all its cards have, so that the stamps are read only
after the contacts have changed.
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
    """Return how many patients' newest card in the folder has contacts other than `contacts`.

    `contacts` is a digest of the site's contacts.
    """
    if printed.read_note(_NOTE) == contacts.encode():
        return 0
    newest: dict[str, str] = {}
    for name in sorted(printed.stamps()):
        if match := _CARD.fullmatch(name):
            newest[match[1]] = name
    stamps = (read_stamp(printed.read_stamp(name)) for name in newest.values())
    return sum(stamp is not None and stamp.contacts != contacts for stamp in stamps)


def remember(printed: Printed, contacts: str) -> None:
    """Note that every card in the folder has these contacts.

    A note that cannot be written is ignored: the next run then reads the stamps again.
    """
    if printed.read_note(_NOTE) != contacts.encode():
        with suppress(NotPrinted):
            printed.write_note(_NOTE, contacts.encode())
