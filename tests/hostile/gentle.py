"""Scripts as a clinic changes them by hand: other words, a question less, another order."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import tomli
import tomli_w

Tree = dict[str, Any]
_OPTIONAL = ("when", "hints", "note", "checks", "required", "say", "show", "core", "extra", "rows")


def changed(pack: dict[str, bytes], seed: int) -> dict[str, bytes]:
    """Return the pack with a few changes; most of such packs compile, but not all."""
    rng = random.Random(seed)
    trees = {name: tomli.loads(data.decode()) for name, data in pack.items()}
    sections = [tree for name, tree in sorted(trees.items()) if name != "script.toml"]
    for _ in range(rng.randint(1, 4)):
        rng.choice(_CHANGES)(trees, rng.choice(sections), rng)
    return {name: tomli_w.dumps(tree).encode() for name, tree in trees.items()}


def _leave_out_item(trees: Tree, section: Tree, rng: random.Random) -> None:
    items = section.get("item", [])
    if len(items) > 1:
        items.pop(rng.randrange(len(items)))


def _leave_out_key(trees: Tree, section: Tree, rng: random.Random) -> None:
    item = rng.choice(section["item"])
    there = [key for key in _OPTIONAL if key in item]
    if there:
        del item[rng.choice(there)]


def _swap_items(trees: Tree, section: Tree, rng: random.Random) -> None:
    rng.shuffle(section["item"])


def _leave_out_section(trees: Tree, section: Tree, rng: random.Random) -> None:
    for order in trees["script.toml"]["order"].values():
        if section["id"] in order:
            order.remove(section["id"])


def _swap_sections(trees: Tree, section: Tree, rng: random.Random) -> None:
    order = rng.choice(list(trees["script.toml"]["order"].values()))
    one, other = rng.sample(range(len(order)), 2)
    order[one], order[other] = order[other], order[one]


def _other_number(trees: Tree, section: Tree, rng: random.Random) -> None:
    item = rng.choice(section["item"])
    for key in ("rows", "range"):
        if key in item:
            item[key][rng.randrange(2)] = rng.choice((-1, 0, 1, 7, 10**9))


def _leave_out_option(trees: Tree, section: Tree, rng: random.Random) -> None:
    options = rng.choice(section["item"]).get("options", [])
    if len(options) > 1:
        options.pop(rng.randrange(len(options)))


_CHANGES: tuple[Callable[[Tree, Tree, random.Random], None], ...] = (
    _leave_out_item,
    _leave_out_key,
    _swap_items,
    _leave_out_section,
    _swap_sections,
    _other_number,
    _leave_out_option,
)
