"""The languages of a visit, as they are asked for."""

from __future__ import annotations

from typing import NamedTuple


class Tongues(NamedTuple):
    """Languages that were asked for, each "" where nobody said: what was last time holds then."""

    said: str = ""
    """What is said, and shown around it."""
    card: str = ""
    """The patient's: card and sheets."""


AS_LAST_TIME = Tongues()
