"""Printed sheets that carry contacts of before: the numbers on them may reach nobody.

The folder remembers with which contacts it was found in order, so that only a change costs a look
at every stamp.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

from goalcoach.errors import NotPrinted
from goalcoach.press.sheet_fingerprint import SheetStamp, read_stamp
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
    of_each: dict[tuple[str, str, str | None], list[str]] = {}
    for name in sorted(printed.stamps(), reverse=True):
        if match := of_kind.fullmatch(name):
            of_each.setdefault((match[1], match[2], match[3]), []).append(name)
    stale: Counter[SheetKind] = Counter()
    for (_, kind, _), sheets in of_each.items():
        stamp = _counting(printed, sheets)
        if stamp is not None and stamp.contacts != contacts:
            stale[SHEETS[kind]] += 1
    return stale


def _counting(printed: Printed, names: list[str]) -> SheetStamp | None:
    """Return the stamp of the sheet that counts: the newest whose visit came to its end.

    The others were made by naming their version, and no later run makes them anew.
    """
    stamps = [read_stamp(printed.read_stamp(names[0]))]
    if stamps[0] is not None and stamps[0].unfinished:
        stamps += [read_stamp(printed.read_stamp(name)) for name in names[1:]]
    finished = (one for one in stamps if one is not None and not one.unfinished)
    return next(finished, stamps[0])


def remember(printed: Printed, contacts: str) -> None:
    """Note that every such sheet in the folder carries these contacts.

    Without the note the next run looks at the sheets again, so one that the disk does not take is
    no news.
    """
    if printed.read_note(_NOTE) != contacts.encode():
        with suppress(NotPrinted):
            printed.write_note(_NOTE, contacts.encode())
