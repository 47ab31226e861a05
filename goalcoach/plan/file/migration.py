"""Old plans open for ever: one step from each schema to the next, on plain trees.

A step takes the tree of its schema and returns the tree of the next one. There is one schema so
far, so `MIGRATIONS` is empty; the first change that an old reader could not bear adds its step here
and a golden file beside `tests/golden/plan-schema1.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goalcoach.errors import BadData, NewerFormat, Problem
from goalcoach.plan.model import SCHEMA, Tree

Step = Callable[[dict[str, Tree]], dict[str, Tree]]

MIGRATIONS: dict[int, Step] = {}


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
        words = "wants the number of the format, 1 for the first"
        raise BadData(source, [Problem(0, "schema", words)])
    if schema > newest:
        raise NewerFormat(
            f"{source}: written in a newer format than this goalcoach reads ({newest}). "
            "The file is left as it is; a newer goalcoach opens it."
        )
    while schema < newest:
        tree = {**steps[schema](tree), "schema": schema + 1}
        schema += 1
    return tree
