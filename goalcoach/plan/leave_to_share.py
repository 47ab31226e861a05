"""What a patient says to paper and to sharing, as a rule: yes, no, or to be asked first.

A no stays a no until a visit at which it is taken back. "Ask me" is met by the answer of that
visit, or by whoever says that they asked today.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Consent


class Leave(StrEnum):
    """YES: it may be done. ASK: not until they were asked. OPEN: they never said."""

    YES = "yes"
    NO = "no"
    ASK = "ask"
    OPEN = "open"


def as_to_be_asked(plan: Plan, newest: int) -> Plan:
    """Return what stands for the version `newest` if that cannot be read: ask about all of it."""
    return replace(plan, version=newest, consent=Consent(print="ask", share="ask"))


def leave_to_print(newest: Plan, version: int, asked: date | None = None) -> Leave:
    """Return what the newest plan says to having that version on paper.

    `asked` is the day on which the patient was asked again, and said yes.
    """
    today = newest.visit.print_today if newest.version == version else None
    return _leave(newest.consent.print, today, newest.visit.date, asked)


def leave_to_share(newest: Plan, version: int, asked: date | None = None) -> Leave:
    """Return what the newest plan says to passing that version on; `asked` as for paper."""
    today = newest.visit.share_today if newest.version == version else None
    return _leave(newest.consent.share, today, newest.visit.date, asked)


def _leave(standing: str | None, today: str | None, visit: date, asked: date | None) -> Leave:
    if standing in (Leave.YES, Leave.NO):
        return Leave(standing)
    if asked is not None:
        # Who said no at the visit of that very day was asked today already.
        return Leave.ASK if today == "no" and visit == asked else Leave.YES
    if today == "yes":
        return Leave.YES
    return Leave.ASK if standing == "ask" else Leave.OPEN
