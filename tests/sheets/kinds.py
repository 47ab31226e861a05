"""The kinds of sheet by name, for tests that ask for one of them."""

from __future__ import annotations

from goalcoach.sheets.sheet_kinds import SHEETS

HANDOUT = SHEETS["handout"]
CARD = SHEETS["card"]
DIARY = SHEETS["diary"]
WEEKS = SHEETS["weeks"]
ALONE = SHEETS["alone"]
RECORD = SHEETS["record"]
LETTER = SHEETS["letter"]
TEAM = SHEETS["team"]
WORK = SHEETS["work"]
LEAFLET = SHEETS["leaflet"]
KINDS = tuple(SHEETS.values())
