"""What the scales of a site gave in this visit, as records of the plan."""

from __future__ import annotations

from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import OPEN
from goalcoach.dialogue.script.instrument_scoring import Instrument
from goalcoach.plan.outcome.scale_score import score_scale
from goalcoach.plan.question_address import question_key
from goalcoach.plan.tree_types import Tree
from goalcoach.plan.visit_fragment import Fragment

_PLACE = "scales"


def take_scales(said: Fragment, path: Path) -> None:
    """Take each scale of which at least one item was answered."""
    for number, scale in enumerate(path.script.instruments):
        record = _record(path, scale)
        if record:
            row = f"{number}"
            said.name_list(_PLACE, ())
            said.name_row(_PLACE, (row,))
            for key, value in record.items():
                said.put(f"{_PLACE}.{key}", (row,), value)


def _record(path: Path, scale: Instrument) -> dict[str, Tree]:
    values: dict[str, float | None] = {}
    for item, scores in scale.scores.items():
        answer = path.facts.get(question_key(scale.section, item), OPEN).value
        values[item] = scores.get(answer) if isinstance(answer, str) else None
    answered: list[Tree] = [
        {"item": item, "score": one} for item, one in values.items() if one is not None
    ]
    if not answered:
        return {}
    score = score_scale(scale.rule, tuple(values.values()))
    record: dict[str, Tree] = {
        "scale": scale.id,
        "edition": scale.version,
        "language": scale.language,
        "digest": scale.digest,
        "title": scale.title,
        "missing": len(values) - len(answered),
        "low": scale.low,
        "high": scale.high,
        "direction": scale.direction,
        "items": answered,
    }
    if scale.notice:
        record["notice"] = scale.notice
    if score is not None:
        record["score"] = score
    if scale.retest_change is not None:
        record |= {"retest_change": scale.retest_change, "retest_source": scale.retest_source}
    return record
