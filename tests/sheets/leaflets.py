"""Leaflets in the words of the core script, and a plan that talked about one. Nobody real."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import get_args

from msgspec.structs import replace

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.plan.model.optional_parts import Leaflet, LeafletKind
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.context import LeafletPiece
from goalcoach.store.script_pack import read_pack
from goalcoach.visit.leaflet_words import read_leaflets

EVERY_KIND: tuple[LeafletKind, ...] = get_args(LeafletKind)


@cache
def leaflet_words() -> Mapping[str, tuple[LeafletPiece, ...]]:
    """Return the words of every leaflet."""
    return read_leaflets(compile_pack(read_pack("core"), "core"), EVERY_KIND)


def told(plan: Plan, *kinds: LeafletKind) -> Plan:
    """Return the plan of a patient with whom these were talked about, and no other."""
    rows = (
        Leaflet(id=f"l{at}", asked="What is it?", kind=kind, status="told")
        for at, kind in enumerate(kinds, 1)
    )
    return replace(plan, leaflets=tuple(rows))
