"""Names in a script become references, each of a kind. Families E201, E202, E206.

What a name means depends on where it stands: in its own section first, in a loop the loop's
row, in a roster's field the same row. Everything is settled here once, so that nothing can go
wrong while a visit runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.condition import Reference, Source
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.symbol_table import ItemOutline, Outline, split_name
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.fillable_paths import ValueShape, find

CALCS = {
    "gap": "number",
    "active_goals": "number",
    "start_amount": "number",
    "step_ratio": "number",
    "amount_before": "number",
    "amount_open": "flag",
    "less_open": "flag",
    "leaflet_waits": "flag",
    "same_day": "flag",
    "same_visits": "number",
    "step_now": "flag",
    "step_words": "text",
    "step_below": "flag",
    "step_changed": "flag",
    "time_based": "flag",
    "level_more": "text",
}
"""What `calc.NAME` may read, and the kind of its result."""

_NOWHERE = Reference(Source.CALC)
"""Stands for a name that means nothing: of no kind, so that no second fault is told of it."""

_KIND_TYPES: dict[Kind, str] = {
    Kind.SAY: "said",
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "text",
    Kind.CHOICE: "choice",
    Kind.MULTI: "several",
    Kind.SCALE: "number",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.LIST: "several",
    Kind.ROSTER: "several",
}
_SHAPE_TYPES = {
    ValueShape.TEXT: "text",
    ValueShape.CHOICE: "choice",
    ValueShape.YES_NO: "choice",
    ValueShape.NUMBER: "number",
    ValueShape.INTEGER: "number",
    ValueShape.DATE: "date",
}


@dataclass(slots=True)
class NameResolver:
    """Resolves names as seen from one item, field or section head (`plot` None).

    `in_check`: for a check, a gate or words said after the answer, which may look at the item
    itself. What is wrong is reported to the table that it stands in.
    """

    outline: Outline
    section: str
    plot: ItemOutline | None
    in_check: bool = False
    whole_section: bool = False
    """For `each.again`, which may look at every item of its own section."""

    def resolve(self, name: str, table: TomlTable, key: str) -> Reference:
        """Return the reference `name` means here; E201, E202 or E206 if it means none."""
        if name == "today":
            return Reference(Source.TODAY)
        if name == "self":
            if not self.in_check:
                table.complain("E201", key, "“self” is known inside checks only")
            return Reference(Source.SELF)
        head, _, rest = name.partition(".")
        if head == "prior":
            return self._resolve_prior(rest, table, key)
        if head == "calc":
            if rest not in CALCS:
                near = suggest(rest, tuple(CALCS))
                table.complain("E201", key, f"no calculation is called “{rest}”{near}")
            return Reference(Source.CALC, name=rest)
        if "/" not in head and head in self.outline.aliases:
            return self._resolve_alias(head, rest, table, key)
        return self._resolve_item(head, rest, table, key)

    def _resolve_prior(self, path: str, table: TomlTable, key: str) -> Reference:
        info = find(path)
        if info is None:
            table.complain("E201", key, f"the plan has no field “{path}”")
        return Reference(Source.PRIOR, name=info.path if info else path)

    def _resolve_alias(self, alias: str, rest: str, table: TomlTable, key: str) -> Reference:
        section = self.outline.sections.get(self.section)
        if section is None or section.alias != alias or section.of is None:
            table.complain("E206", key, f"“{alias}” is known only inside its loop")
            return _NOWHERE
        if not rest:
            return Reference(Source.ROW, *section.of)
        roster = self.outline.find(*section.of)
        if roster is None or all(one.id != rest for one in roster.fields):
            table.complain("E201", key, f"{section.of[1]} has no field “{rest}”")
            return _NOWHERE
        return Reference(Source.COLUMN, *section.of, rest)

    def _resolve_item(self, head: str, rest: str, table: TomlTable, key: str) -> Reference:
        target = self._find(head, table, key)
        if target is None:
            return _NOWHERE
        if rest:
            fields = [one.id for one in target.fields]
            if rest not in fields:
                near = suggest(rest, fields)
                table.complain("E201", key, f"{target.id} has no field “{rest}”{near}")
                return _NOWHERE
            column = next(one for one in target.fields if one.id == rest)
            self._check_order(column, table, key)
            return Reference(Source.COLUMN, target.section, target.id, rest)
        self._check_order(target, table, key)
        return Reference(Source.ITEM, target.section, target.id)

    def _find(self, head: str, table: TomlTable, key: str) -> ItemOutline | None:
        if "/" in head:
            found = self.outline.find(*split_name(head))
        else:
            found = self.outline.find(self.section, head)
            same = self.outline.named(head) if found is None else []
            if len(same) > 1:
                table.complain(
                    "E201", key, f"“{head}” stands in several sections: write section/{head}"
                )
                return None
            found = found or (same[0] if same else None)
        if found is None:
            near = suggest(head, self._names("/" in head))
            table.complain("E201", key, f"nothing is called “{head}”{near}")
        return found

    def _names(self, whole: bool) -> list[str]:
        """Return what every item is called, with its section if `whole`; long in a large pack."""
        items = (one for plot in self.outline.sections.values() for one in plot.items)
        return [one.name if whole else one.id for one in items]

    def _check_order(self, target: ItemOutline, table: TomlTable, key: str) -> None:
        if self.plot is None:
            own = target.section == self.section
            later = own and not self.whole_section
        elif self.in_check and target.section == self.section and self._is_here(target):
            later = False
        else:
            later = not self.outline.before(self.plot, target)
        if later:
            table.complain("E202", key, f"{target.name} is asked later, or is itself")

    def _is_here(self, target: ItemOutline) -> bool:
        """Return True for what a check can see though it is not asked before: the item, its row."""
        if self.plot is None:
            return False
        return self.plot.place[0] == target.place[0]

    def _same_roster(self, reference: Reference) -> bool:
        if self.plot is None or reference.section != self.section:
            return False
        return reference.item in (self.plot.roster, self.plot.id)

    def _loop_over(self, reference: Reference) -> bool:
        section = self.outline.sections.get(self.section)
        return section is not None and section.of == (reference.section, reference.item)

    def _target(self, reference: Reference) -> ItemOutline | None:
        if reference.source is Source.SELF:
            return self.plot
        plot = self.outline.find(reference.section, reference.item)
        if plot is None or reference.source is Source.ITEM:
            return plot if reference.source is Source.ITEM else None
        if reference.source is Source.COLUMN:
            return next((one for one in plot.fields if one.id == reference.field), None)
        return None

    def _type(self, reference: Reference) -> str:
        plot = self._target(reference)
        if plot is not None:
            return _KIND_TYPES[plot.kind]
        match reference.source:
            case Source.ROW:
                return "row"
            case Source.TODAY:
                return "date"
            case Source.CALC:
                return CALCS.get(reference.name, "unknown")
            case Source.PRIOR:
                info = find(reference.name)
                return _SHAPE_TYPES.get(info.shape, "several") if info else "unknown"
            case _:
                return "unknown"
