"""What a sheet says beside the plan itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from goalcoach.plan.model.plan import Plan  # home is there without reading a plan


class LeafletPiece(Struct, frozen=True):
    """A piece of a leaflet as the script has it; `alert`: it calls for help at once."""

    heading: str
    text: str
    alert: bool = False


class SheetContext(Struct, frozen=True):
    """The site, what came before and after, what was skipped; each part may be left out.

    `contacts` are the site's own, (label, number); those for a crisis stand in `urgent` as well.
    `labels` names questions by address; a skip is printed only where its question has a name here.
    What could be chosen stands under "ADDRESS=OPTION".
    `earlier` are the versions before this one, oldest first; those that cannot be read
    are not among them.
    """

    digest: str = ""
    replaced_on: date | None = None
    """The day of the visit that made a newer plan."""
    unfinished_on: date | None = None
    """The day of a later visit that was not finished and so replaces nothing."""
    worse_since: bool = False
    """Whether such a visit was told that effort may make worse: the sheets keep to the limit."""
    practice: bool = False
    contacts: tuple[tuple[str, str], ...] = ()
    urgent: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    leading: frozenset[str] = frozenset()
    """The questions among them that put no words into the plan and only lead the talk."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """What the parts are called that a short visit left open, by the section that the plan names.
    One without a name here is not told: its id would say nothing."""
    service: str = ""
    earlier: tuple[Plan, ...] = ()
    sittings: tuple[Plan, ...] = ()
    """The earlier versions of the same visit, oldest first: it stopped there and was taken up
    again. For the record, and where a version is read."""
    attainment: bool = False
    danger_signs: tuple[str, ...] = ()
    """The site's own signs that call for help at once, beside the general ones."""
    steps_break: tuple[str, ...] = ()
    """What the site says where it gets too much; empty unless it goes to paper."""
    leaflets: Mapping[str, tuple[LeafletPiece, ...]] = field(default_factory=dict)
    """The leaflets that were talked about, by kind, in the words of the plan's script."""


NO_CONTEXT = SheetContext()


def names_left_out(plan: Plan, around: SheetContext) -> tuple[str, ...]:
    """Return what was not talked about yet, by name; a name that parts share once."""
    named = (around.left_out.get(one) for one in plan.visit.left_out)
    return tuple(dict.fromkeys(name for name in named if name))
