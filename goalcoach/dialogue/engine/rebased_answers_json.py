"""What is offered of a visit kept aside, as the first line of a journal holds it, and back.

{"visit": "first", "on": "2026-11-20", "answers": [
  {"at": "story/me", "value": "a cook", "path": "story.me", "ids": []}, …]}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goalcoach.dialogue.engine.event_json import Json, value_from_json, value_to_json
from goalcoach.dialogue.engine.prior_plan import as_value
from goalcoach.dialogue.engine.rebased_answers import Offer, Offers, new_rows
from goalcoach.plan.fillable_paths import lists_around
from goalcoach.plan.model.plan import LETTERS
from goalcoach.plan.tree_types import Tree
from goalcoach.plan.visit_fragment import read_fragment


def offers_to_json(offers: Offers) -> Json:
    """Return what is offered as JSON; the rows follow from the plan it is offered on."""
    answers: list[Json] = []
    for one in offers.answers:
        kept: dict[str, Json] = {"at": one.at, "value": value_to_json(one.value)}
        if one.path:
            kept |= {"path": one.path, "ids": list(one.ids)}
        if one.names_rows:
            kept["rows"] = True
        answers.append(kept)
    day = offers.on.isoformat() if offers.on else None
    return {"visit": offers.visit, "on": day, "answers": answers}


def offers_from_json(data: Json, head: Mapping[str, Tree]) -> Offers:
    """Inverse of `offers_to_json`, on the plan `head`; ValueError for what is no answer.

    An answer that was declined has no value any more, and is not offered.
    """
    if not isinstance(data, dict) or not isinstance(data.get("answers"), list):
        raise ValueError("no answers are offered")
    listed = data["answers"]
    rows = listed if isinstance(listed, list) else []
    answers = tuple(one for row in rows if (one := _read(row)) is not None)
    day = data.get("on")
    on = date.fromisoformat(day) if isinstance(day, str) else None
    return Offers(answers, str(data.get("visit", "")), on, new_rows(answers, head))


def _read(data: Json) -> Offer | None:
    if not isinstance(data, dict):
        raise ValueError("not an answer")
    value, ids = value_from_json(data.get("value")), data.get("ids", [])
    if value is None:
        return None
    rows = tuple(map(str, ids)) if isinstance(ids, list) else ()
    path = str(data.get("path", ""))
    return Offer(str(data.get("at", "")), value, path, rows, data.get("rows") is True)


def offers_from_tree(tree: Mapping[str, Tree], head: Mapping[str, Tree]) -> Offers:
    """Return the offers of a part of a plan; of lists whose rows have no ids nothing."""
    answers = tuple(
        Offer("", value, path, ids)
        for (path, ids), node in read_fragment(tree).fields.items()
        if all(one in LETTERS for one in lists_around(path))
        and not path.endswith(".id")
        and (value := as_value(node)) is not None
    )
    return Offers(answers, rows=new_rows(answers, head))
