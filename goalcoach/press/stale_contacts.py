"""Printed sheets that carry contacts of before: the numbers on them may reach nobody.

The folder remembers with which contacts it was found in order, so that only a change costs a look
at every stamp.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

from goalcoach.errors import NotPrinted
from goalcoach.press.stamp import read_stamp
from goalcoach.sheets.sheet import SheetKind
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.store.print_folder import Printed

_NOTE = "contacts"


def count_stale(printed: Printed, contacts: str) -> Counter[SheetKind]:
    """Return how many patients' newest sheets in the folder carry other contacts than now.

    Counted are only the kinds that are carried about with the site's contacts on them.
    """
    if printed.read_note(_NOTE) == contacts.encode():
        return Counter()
    names = "|".join(kind.name for kind in SHEETS.values() if kind.contacts)
    of_kind = re.compile(rf"(.+)-v[0-9]{{4}}-({names})(-large)?\.[a-z]+")
    newest: dict[tuple[str, str, str | None], str] = {}
    for name in sorted(printed.stamps()):
        if match := of_kind.fullmatch(name):
            newest[match[1], match[2], match[3]] = name
    stale: Counter[SheetKind] = Counter()
    for (_, kind, _), name in newest.items():
        stamp = read_stamp(printed.read_stamp(name))
        if stamp is not None and stamp.contacts != contacts:
            stale[SHEETS[kind]] += 1
    return stale


def remember(printed: Printed, contacts: str) -> None:
    """Note that every such sheet in the folder carries these contacts.

    Without the note the next run looks at the sheets again, so one that the disk does not take is
    no news.
    """
    if printed.read_note(_NOTE) != contacts.encode():
        with suppress(NotPrinted):
            printed.write_note(_NOTE, contacts.encode())
