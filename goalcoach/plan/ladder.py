"""The step of a ladder that holds now, and what staying, going up or down does to it.

Nothing here decides: a choice was made at a visit, and this writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping


def move_step(statuses: Mapping[str, str], choice: str) -> dict[str, str]:
    """Return the new status of each rung that changes.

    `statuses` runs from the first rung up: now, steady, later or left. "up": the rung now becomes
    steady, and the next one later is now. "down": the rung now waits again, and the steady one
    below it is now. "hold" and "swap" change none; a swap is made by hand, on the rung itself.
    """
    rows = list(statuses)
    here = next((row for row in rows if statuses[row] == "now"), None)
    if choice == "up":
        above = rows[rows.index(here) + 1 :] if here else rows
        target = next((row for row in above if statuses[row] == "later"), None)
        left = "steady"
    elif choice == "down" and here:
        below = rows[: rows.index(here)]
        target = next((row for row in reversed(below) if statuses[row] == "steady"), None)
        left = "later"
    else:
        return {}
    if target is None:
        return {}
    return {target: "now"} | ({here: left} if here else {})
