"""Files changed by hand at random, the same ones each time: other types, nothing, far too much."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

VALUES: tuple[Any, ...] = (
    *("", "x", " ", "\x1b[2J", "{", "}", "{{a}}", "@", "a/b", "..", "痛" * 50),
    *(True, False, 0, 1, -1, 2**31, 10**18, -(10**18), 0.5, 1e308),
    *(float("nan"), float("inf"), float("-inf")),
    *([], {}, [[]], [{}], {"": ""}, [1, 2], ["a", "a"], [None]),
)


def mutate(tree: dict[str, Any], seed: int, edits: int = 3) -> dict[str, Any]:
    """Return the tree with a few random edits."""
    rng = random.Random(seed)
    tree = deepcopy(tree)
    for _ in range(edits):
        _edit(tree, rng)
    return tree


def _edit(tree: dict[str, Any], rng: random.Random) -> None:
    places = list(_places(tree))
    if not places:
        return
    inner, key = rng.choice(places)
    match rng.randrange(5):
        case 0 | 1:
            value = rng.choice(VALUES)
            inner[key] = [1] if value == [None] else deepcopy(value)
        case 2:
            del inner[key]
        case 3:
            other, at = rng.choice(places)
            inner[key] = deepcopy(other[at])
        case _ if isinstance(inner[key], str) and inner[key]:
            cut = rng.randrange(len(inner[key]))
            inner[key] = inner[key][cut:] + inner[key][:cut]
        case _ if isinstance(inner, list):
            inner.append(deepcopy(inner[key]))
        case _:
            inner[f"{key}x"] = inner.pop(key)


def _places(tree: Any) -> Any:
    rows = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, value in list(rows):
        yield tree, key
        yield from _places(value)
