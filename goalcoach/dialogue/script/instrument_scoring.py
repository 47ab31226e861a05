"""How a site's own scale is scored, read from its table and checked: every score is of one rule.

A scale whose manual has subscales names them under `parts`: each is a score of its own over some
of the items, with a code of its own, "ID_PART".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.outcome.scale_score import SCORE_DECIMALS, ScaleRule

_PART_KEYS = ("id", "title", "items", "missing", "range", "retest_change")
_FARTHEST = 1_000_000
"""The end of a scale lies no farther from 0: a plan takes no number of any size."""
WAYS = ("sum", "mean")
_CODE = re.compile("[a-z0-9_]+")

ItemScores = Mapping[str, Mapping[str, float]]
"""What choosing an option counts, by the item's question and the option's id."""


class Instrument(Struct, frozen=True):
    """A scale as it was published, or one of its subscales.

    `scores` has a question of its section for each item, in order. `low` and `high` are the ends
    of the score; `direction` is "up" where more is better, else "down"; `retest_change` the least
    change that is more than chance, where the site gives one, with its source. `digest` is of
    items, options and rule: under one edition it is the same as long as they are.
    """

    id: str
    lead: str
    """The text that is said first; of a subscale that of its scale."""
    section: str
    title: str
    version: str
    language: str
    notice: str
    permission: str
    scores: ItemScores
    rule: ScaleRule
    low: float
    high: float
    direction: str
    digest: str
    retest_change: float | None = None
    retest_source: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """The questions that it is made of."""
        return tuple(self.scores)


def read_instruments(table: TomlTable, section: str) -> list[Instrument]:
    """Return the scale that a table describes, then its subscales. Reports what is wrong."""
    for one in table.tables("options"):
        _check_score(one)
    scores = {f"{table.text('id')}_{one.text('id')}": _scores(one, table) for one in _items(table)}
    if table.text("score") not in WAYS:
        table.complain("E105", "score", "is “sum” or “mean”")
    whole = _read_score(table, table, scores, section)
    return [whole, *_read_parts(table, whole)]


def _items(table: TomlTable) -> list[TomlTable]:
    return table.tables("items")


def options_of(item: TomlTable, scale: TomlTable) -> list[TomlTable]:
    """Return the options of an item: its own, or those of the whole scale."""
    return (item if item.has("options") else scale).tables("options")


def _scores(item: TomlTable, scale: TomlTable) -> dict[str, float]:
    """Return what each option of an item counts; the other way round where it is `reverse`."""
    options = options_of(item, scale)
    if item.has("options"):
        for one in options:
            _check_score(one)
    scores = {one.text("id"): _number(one) for one in options}
    if not item.flag("reverse") or not scores:
        return scores
    ends = min(scores.values()) + max(scores.values())
    return {name: round(ends - one, SCORE_DECIMALS) for name, one in scores.items()}


def _check_score(option: TomlTable) -> None:
    option.number("score")
    if not option.has("score"):
        option.complain("E105", "score", "is needed: what choosing it counts")


def _number(option: TomlTable) -> float:
    """Return a score; what is wrong with it is reported once, by `_check_score`."""
    score = option.data.get("score", 0)
    return score if isinstance(score, int | float) else 0


def _read_score(table: TomlTable, scale: TomlTable, scores: ItemScores, section: str) -> Instrument:
    """Return one score; `table` is the scale's own, or that of a subscale."""
    way = scale.text("score")
    ends = [(min(one.values()), max(one.values())) for one in scores.values() if one]
    rule = _read_rule(table, way, len(scores), alike=len(set(ends)) < 2)
    times = 1 if way == "sum" else len(ends) or 1
    low, high = (round(sum(one[at] for one in ends) / times, SCORE_DECIMALS) for at in (0, 1))
    if max(-low, high) > _FARTHEST:
        scale.complain("E106", "score", f"leads farther from 0 than {_FARTHEST}")
    wanted = table.pair("range")
    if wanted is not None and wanted != (low, high):
        table.complain("E106", "range", f"is not what its options add up to: [{low:g}, {high:g}]")
    change, source = _read_change(table, high - low)
    return Instrument(
        id=scale.text("id"),
        lead=scale.text("id"),
        section=section,
        title=table.text("title"),
        version=scale.text("version"),
        language=scale.text("language"),
        notice=scale.text("notice"),
        permission=scale.text("permission"),
        scores=scores,
        rule=rule,
        low=low,
        high=high,
        direction=scale.text("direction"),
        digest=_digest(scale, scores, rule),
        retest_change=change,
        retest_source=source,
    )


def _digest(scale: TomlTable, scores: ItemScores, rule: ScaleRule) -> str:
    """Return the digest of what makes two scores comparable: words, what they count, the rule."""
    said = [
        [one.text("text"), *(each.text("label") for each in options_of(one, scale))]
        for one in _items(scale)
        if f"{scale.text('id')}_{one.text('id')}" in scores
    ]
    counts = [[name, *sorted(one.items())] for name, one in scores.items()]
    whole = [said, counts, rule.way, rule.at_most, scale.text("direction")]
    return f"sha256:{sha256(json.dumps(whole).encode()).hexdigest()}"


def _read_parts(table: TomlTable, whole: Instrument) -> list[Instrument]:
    """Return the subscales, each with the rule for missing items that its manual gives."""
    made: list[Instrument] = []
    for one in table.tables("parts"):
        one.allow(_PART_KEYS)
        name = f"{whole.id}_{one.text('id')}"
        if not one.text("id") or name in {part.id for part in made}:
            one.complain("E107", "id", "a subscale needs an id of its own")
        elif not _CODE.fullmatch(name):
            one.complain("E104", "id", "needs small letters, digits and _")
        if not one.text("title").strip():
            one.complain("E105", "title", "is needed of a subscale")
        items = _named_items(one, whole)
        scores = {item: whole.scores[item] for item in items}
        # The notice stands with the whole scale, once.
        made.append(replace(_read_score(one, table, scores, whole.section), id=name, notice=""))
    return made


def _named_items(part: TomlTable, whole: Instrument) -> Sequence[str]:
    """Return the questions of a subscale, in the scale's order. Reports E107, E105 for none."""
    named = [f"{whole.id}_{one}" for one in part.texts("items")]
    for one in named:
        if one not in whole.scores:
            part.complain("E107", "items", f"the scale has no item “{one[len(whole.id) + 1 :]}”")
    if not named or len(set(named)) < len(named):
        part.complain("E105", "items", "are needed, each once")
    return [one for one in whole.scores if one in named]


def _read_rule(table: TomlTable, way: str, count: int, *, alike: bool) -> ScaleRule:
    """Return the rule for missing items; `alike` is True if all items count as far."""
    if not table.has("missing"):
        why = (
            'is needed: "none", or { at_most = 1, by = "mean" }; what is missing never counts as 0'
        )
        table.complain("E133", "missing", why)
    told = table.data.get("missing", "none")
    if isinstance(told, str):
        if told != "none":
            table.complain("E133", "missing", 'is "none", or { at_most = 1, by = "mean" }')
        return ScaleRule(way, 0)
    missing = table.table("missing")
    if missing is None:
        return ScaleRule(way, 0)
    missing.allow(("at_most", "by"))
    at_most = missing.whole("at_most")
    if missing.text("by") != "mean" or not 0 < at_most < max(count, 1):
        missing.complain("E133", "at_most", "goes with by = “mean”, and leaves at least one item")
    if not alike:
        why = 'the items count to different ends, so their mean stands for none: write "none"'
        missing.complain("E133", "by", why)
    return ScaleRule(way, at_most)


def _read_change(table: TomlTable, most: float) -> tuple[float | None, str]:
    """Return the retest change and its source. Reports E105 without a source, E106 for none."""
    change = table.table("retest_change")
    if change is None:
        return None, ""
    change.allow(("by", "source"))
    by, source = change.number("by"), change.text("source").strip()
    if not 0 < by <= most:
        why = f"is more than 0, and at most what the scale spans, {most:g}: the least change that "
        change.complain("E106", "by", f"{why}is not chance")
    if not source:
        change.complain("E105", "source", "is needed: where this change was found")
    return by, source
