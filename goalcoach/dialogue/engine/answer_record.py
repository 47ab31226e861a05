"""What is kept of a question: its answer, skip, note and half-typed words, and its kept checks."""

from __future__ import annotations

from msgspec import Struct

from goalcoach.dialogue.answer_types import SkipReason, Value


class KeptAnswer(Struct, frozen=True):
    """What is kept at one address.

    `skip` and `value` may both be set: what was said before "come back to this" is kept, and
    counts again once the skip is taken away. `draft` is half-typed text.
    """

    value: Value | None = None
    skip: SkipReason | None = None
    note: str = ""
    draft: str = ""

    @property
    def answered(self) -> bool:
        """Return True if there is an answer that counts."""
        return self.value is not None and self.skip is None

    @property
    def told(self) -> bool:
        """Return True if there is an answer or a skip."""
        return self.value is not None or self.skip is not None


EMPTY = KeptAnswer()


class Ack(Struct, frozen=True):
    """A soft check that was acknowledged: a digest of its inputs then, and the reason."""

    inputs: str
    why: str
