"""The forward pass: which questions are asked, in which order, given what was answered.

One pass in script order. Conditions look only at earlier items, so there is no cycle and no
second pass. Answers off the path stay in the state and count nowhere.
"""

from __future__ import annotations

from goalcoach.dialogue.engine.offered_questions import add_offered
from goalcoach.dialogue.engine.path_builder import PathBuilder
from goalcoach.dialogue.engine.plain_stretch import PlainStretch, follow, pieces_of
from goalcoach.dialogue.engine.position import Position
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.recent_paths import forget_declined, keep, recall
from goalcoach.dialogue.engine.section_order import order_before_close
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Script, Section
from goalcoach.plan.question_address import Address

_ASKED_NOW = (Reach.ASKED, Reach.BEHIND_GATES)
"""Where it alone matters what is asked: both find the same in a stretch without gates."""


def walk(script: Script, state: State, reach: Reach = Reach.ASKED) -> Path:
    """Return the path of `state`: every question asked now, and what is known along it.

    Remembered for the last few states (`recent_paths`): moving the cursor makes no new pass.
    """
    known = recall(script, state, reach)
    if known is not None:
        return known
    forget_declined(state)
    path = Path(script, state)
    _Walker(path, reach).run()
    keep(path, reach)
    return path


class _Walker:
    """One forward pass over the script, which fills a new path."""

    def __init__(self, path: Path, reach: Reach) -> None:
        self.path = path
        self.reach = reach
        self.script = path.script
        self.visit = path.state.start.visit
        self.pieces = pieces_of(self.script, self.visit)
        self.builder = PathBuilder(path, reach)

    def run(self) -> None:
        """Walk the sections of this kind of visit in order, up to a closed gate.

        What a visit kept aside said, and no question of these is about, comes before the close.
        """
        order = self.script.order.get(self.visit, ())
        close = len(order_before_close(self.script, self.visit))
        for at, section_id in enumerate(order):
            if at == close:
                add_offered(self.builder, frozenset(order[at:]))
            section = self.script.sections[section_id]
            if self.visit not in section.visits:
                continue
            for row in self._loop_rows(section):
                if not self._rounds(section, row):
                    return
        add_offered(self.builder, frozenset())

    def _loop_rows(self, section: Section) -> list[str]:
        each = section.each
        if each is None or each.of is None:
            return [""]
        roster = self.script.item(*each.of)
        rows = self.path.loop_rows(roster) if roster else ()
        return [
            row
            for row in rows
            if self.path.test(each.where, None, Position(section, row)) is True
            or self._is_said(section, row)
        ]

    def _rounds(self, section: Section, row: str) -> bool:
        """Walk the section for one row; False once a gate is closed."""
        each = section.each
        for number in range(1, (each.rounds if each else 1) + 1):
            place = Position(section, row, number)
            if self.path.test(section.when, None, place) is True or self._is_said(section, row):
                for piece in self.pieces[section.id]:
                    if isinstance(piece, PlainStretch):
                        self._stretch(piece, place)
                    elif not self.builder.add_item(piece, place):
                        return False
            if each is None or each.again is None:
                break
            again = self.path.test(each.again, None, place) is True
            if not again and not self._is_said(section, row, number + 1):
                break
        return True

    def _is_said(self, section: Section, row: str, least: int = 1) -> bool:
        """Return True if all that was said is wanted, and something was in this section.

        That is: for that row of its loop, in round `least` or a later one.
        """
        if self.reach is not Reach.SAID:
            return self.reach is Reach.ALL and least == 1
        keys = (*self.path.state.entries, *self.path.state.rows)
        found = (Address.read(key) for key in keys)
        return any(
            one and one.section == section.id and one.row == row and one.round >= least
            for one in found
        )

    def _stretch(self, stretch: PlainStretch, place: Position) -> None:
        """Add the stops of a stretch, none of which is a gate."""

        def walk_items() -> None:
            for item in stretch.items:
                self.builder.add_item(item, place)

        if self.reach in _ASKED_NOW:
            follow(self.path, stretch, walk_items)
        else:
            walk_items()
