"""What is alive in this process, whether or not the garbage collector tracks it."""

from __future__ import annotations

import gc
from collections.abc import Collection


def objects_alive() -> Collection[object]:
    """Return the objects that can be reached from those the garbage collector tracks.

    A struct or tuple that holds nothing but texts and numbers is not tracked itself:
    `gc.get_objects` alone does not know it.
    """
    gc.collect()
    news = gc.get_objects()
    alive = {id(one): one for one in news}
    while news:
        found = {id(one): one for one in gc.get_referents(*news)}
        news = [one for at, one in found.items() if at not in alive]
        alive |= found
    return alive.values()
