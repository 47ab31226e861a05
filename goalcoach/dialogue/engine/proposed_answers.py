"""Which answers are offered to be confirmed: the last plan's, and those of a visit kept aside."""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.answer_types import TYPED, Kind, Value
from goalcoach.dialogue.engine.calculation import fits_step
from goalcoach.dialogue.engine.known_answers import KnownAnswers
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import prior_value
from goalcoach.dialogue.script.condition import OPEN
from goalcoach.dialogue.script.script import Item, TalkOnly
from goalcoach.plan.ladder_rules import SENTENCE
from goalcoach.plan.question_address import is_in_roster, question_key

_USUALLY_THE_SAME = ("visit.print_size", "visit.by")
"""Fields of one visit that are as a rule what they were at the last one."""


@dataclass(slots=True, eq=False)
class ProposedAnswers(KnownAnswers):
    """What was said before and may be confirmed now, question by question."""

    def proposal(self, stop: Stop) -> Value | None:
        """Return the last plan's value if it is offered to be confirmed, else None.

        Never a roster or what belongs to a day. A rating, an item asked `anew`, a choice among
        rows, a field of one visit and an answer without a field only if this visit goes on where
        the last one ended.
        """
        item = stop.item
        if item.each_day or item.kind in (Kind.SAY, Kind.ROSTER) or self.talks_only(stop):
            return None
        offered = self.offered(stop)
        return self._standing(stop) if offered is None else offered

    def offered(self, stop: Stop) -> Value | None:
        """Return the answer of a visit that was kept aside, if it may be confirmed here.

        Never what belongs to a day, a rating, or what the patient wants to talk about only.
        """
        item = stop.item
        if not self.state.offers or item.each_day or item.kind is Kind.SCALE:
            return None
        if item.kind in (Kind.SAY, Kind.ROSTER) or self.talks_only(stop):
            return None
        return self._still_open(stop, self.said_aside(stop))

    def said_aside(self, stop: Stop) -> Value | None:
        """Return what a visit that was kept aside said here, offered or not."""
        return self.state.offers.find(stop.address, self._place(stop))

    def offered_alike(self, stop: Stop) -> tuple[str, ...]:
        """Return the addresses at which a visit kept aside answered this, or a row of it."""
        place = self._place(stop)
        return tuple(
            one.at
            for one in self.state.offers.answers
            if one.at and ((one.path, one.ids) == place or is_in_roster(one.at, stop.address))
        )

    def in_plan(self, stop: Stop) -> Value | None:
        """Return what the plan says here where a visit kept aside says something else."""
        offered = self.offered(stop)
        standing = self._standing(stop) if offered is not None else None
        return None if standing == offered else standing

    def _place(self, stop: Stop) -> tuple[str, tuple[str, ...]] | None:
        fills, target = stop.item.fills, self.target(stop)
        if fills is None or target is None or stop.item.marks is not None:
            return None
        return fills.path, target[: len(fills.lists)]

    def _standing(self, stop: Stop) -> Value | None:
        """Return the last plan's value if it may be confirmed."""
        item = stop.item
        if not self.goes_on and not self._may_stand(item) and not self._stands_with_step(stop):
            return None
        return self._still_open(stop, self._last_chosen(stop) if item.marks else self.last(stop))

    @staticmethod
    def _may_stand(item: Item) -> bool:
        """True if an answer to the item stands from one visit to the next, or is offered again."""
        fills = item.fills
        standing = fills is not None and (fills.standing or fills.path in _USUALLY_THE_SAME)
        standing = standing and item.marks is None
        return standing and not item.anew and item.kind is not Kind.SCALE

    def _stands_with_step(self, stop: Stop) -> bool:
        """True for the sentence for a step, as long as the step is as it was."""
        fills = stop.item.fills
        if fills is None or fills.path != SENTENCE:
            return False
        return fits_step(self.known(), self.ids(stop.place)[:1])

    def _last_chosen(self, stop: Stop) -> Value | None:
        """Return the rows that a choice among rows marked in the last plan, None if none."""
        marks, fills = stop.item.marks, stop.item.fills
        if marks is None or fills is None:
            return None
        around = (stop.place.row,) if len(fills.lists) > 1 else ()
        chosen = tuple(
            row
            for row in self.options(stop)
            if prior_value(self.state.prior, fills.path, (*around, row)) == marks.chosen
        )
        if stop.item.kind is Kind.CHOICE:
            return chosen[0] if chosen else None
        return chosen or None

    def _still_open(self, stop: Stop, value: Value | None) -> Value | None:
        """Return the value without what the script does not offer any more.

        That would count nowhere once it was confirmed.
        """
        item = stop.item
        if item.kind is Kind.CHOICE:
            return value if value in self.options(stop) else None
        if item.kind is Kind.MULTI and isinstance(value, tuple):
            known = self.options(stop)
            return tuple(str(one) for one in value if one in known) or None
        return value

    def talks_only(self, stop: Stop) -> bool:
        """Return True if the question is for typed words, and they are only talked about."""
        return stop.item.kind in TYPED and not self.keeps_words(stop)

    def keeps_words(self, stop: Stop) -> bool:
        """Return False if the patient wants to talk only, and this is no part of what is agreed.

        What the clinician notes of their own, such as who leads the visit, is not meant.
        """
        rule = self.script.talk_only
        if rule is None or stop.item.who == "clinician" or not self._talks(rule):
            return True
        return any(
            item.fills is not None
            and any(f"{item.fills.path}.".startswith(f"{part}.") for part in rule.agreed)
            for item in (stop.item, *stop.item.fields)
        )

    def _talks(self, rule: TalkOnly) -> bool:
        """Return True while the rule holds; what was not asked today stands as the plan has it."""
        said = self.facts.get(question_key(*rule.chosen.item), OPEN).value
        item = self.script.item(*rule.chosen.item)
        if said is None and item is not None and item.fills is not None:
            said = prior_value(self.state.prior, item.fills.path, ())
        return said in rule.chosen.options
