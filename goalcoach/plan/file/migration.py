"""Old plans open for ever: one step from each schema to the next, on plain trees.

A step takes the tree of its schema and returns the tree of the next one. The tree is as it was
parsed: whether its values fit is asked after the last step, so a step leaves alone what it does not
know. A change that an old reader could not bear adds its step here; the golden file of each schema
(`tests/golden/plan-schema1.toml` and on) stays for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goalcoach.errors import BadData, NewerFormat, Problem
from goalcoach.plan.model.plan import SCHEMA
from goalcoach.plan.tree_types import Tree
from goalcoach.translation import tr

Step = Callable[[dict[str, Tree]], dict[str, Tree]]


def _to_2(tree: dict[str, Tree]) -> dict[str, Tree]:
    """Give the two answers about danger their own names.

    The script now asks for three calls, and of those two alone there were. So a plan that was gone
    over by the old questions does not count as gone over.
    """
    spell = tree.get("flare_plan")
    if not isinstance(spell, dict):
        return tree
    named = {old: spell[old] for old in _NAMED_IN_2 if old in spell}
    taken = {*named, *(_NAMED_IN_2[old] for old in named), "gone_over"}
    kept = {key: value for key, value in spell.items() if key not in taken}
    now = {_NAMED_IN_2[old]: value for old, value in named.items()}
    return {**tree, "flare_plan": {**kept, **now}}


_NAMED_IN_2 = {"not_a_flare": "emergency", "when": "too_long"}

MIGRATIONS: dict[int, Step] = {1: _to_2}


def migrate(
    tree: dict[str, Tree],
    source: str,
    *,
    steps: Mapping[int, Step] = MIGRATIONS,
    newest: int = SCHEMA,
) -> dict[str, Tree]:
    """Return `tree` in the newest schema.

    Raises NewerFormat if it is in a later one, BadData if it does not say which.
    """
    schema = tree.get("schema")
    if type(schema) is not int or (schema < newest and schema not in steps):
        words = tr("wants the number of the format, 1 for the first")
        raise BadData(source, [Problem(0, "schema", words)])
    if schema > newest:
        raise NewerFormat(
            tr(
                "{source}: written in a newer format than this goalcoach reads "
                "({newest}). The file is left as it is; a newer goalcoach opens it.",
                source=source,
                newest=newest,
            )
        )
    while schema < newest:
        tree = {**steps[schema](tree), "schema": schema + 1}
        schema += 1
    return tree
