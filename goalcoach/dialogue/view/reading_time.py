"""How long questions take: the words read aloud, the words typed, and a moment to think.

The three figures are assumed: 130 words a minute read aloud, 40 typed, 5 seconds of thought a
question; measured with nobody yet. `scripts/hour` counts made-up visits by them, and the clock on
the screen what is still to come. What is read out beside a question (the plan so far, what
changed, whom to call), the probes and the talk itself are not counted: a visit takes longer. Pure.
"""

from __future__ import annotations

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import asked_words
from goalcoach.number_words import say_number

SPOKEN_A_MINUTE = 130
"""Words read aloud in a minute."""
TYPED_A_MINUTE = 40
"""Words typed in a minute."""
THOUGHT_SECONDS = 5
"""Seconds of thought a question, for whoever answers it."""

_TYPED_KINDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.LIST)


class Load(Struct, frozen=True):
    """What questions ask of those who go through them; `aloud` and `typed` are numbers of words."""

    questions: float = 0
    aloud: float = 0
    typed: float = 0

    def __add__(self, other: Load) -> Load:
        return Load(
            self.questions + other.questions, self.aloud + other.aloud, self.typed + other.typed
        )

    def __mul__(self, times: float) -> Load:
        return Load(self.questions * times, self.aloud * times, self.typed * times)

    @property
    def minutes(self) -> float:
        """Minutes by the three figures."""
        return (
            self.aloud / SPOKEN_A_MINUTE
            + self.typed / TYPED_A_MINUTE
            + self.questions * THOUGHT_SECONDS / 60
        )


def load_of(asked: Screen, typed: float = 0) -> Load:
    """Return what one showing of a question asks; words that are only said need no thought."""
    return Load(int(asked.kind not in (Kind.SAY, Kind.REVIEW)), words_aloud(asked), typed)


def words_aloud(asked: Screen) -> int:
    """Return how many words are read aloud when a question is shown.

    What a clinician answers without asking has none. The ends of a scale are read after the
    sentence, unless the sentence says both numbers itself.
    """
    label, said = asked_words(asked)
    if label != "SAY":
        return 0
    closed = asked.gate_say if asked.gate_closed else ""
    return word_count(f"{said} {_scale_ends(asked, said)} {closed}")


def _scale_ends(asked: Screen, said: str) -> str:
    if asked.low is None or asked.high is None or not any(asked.anchors):
        return ""
    ends = [say_number(one) for one in (asked.low, asked.high)]
    spoken = {token.strip(".,:;?!") for token in said.split()}
    if spoken.issuperset(ends):
        return ""
    return " ".join(f"{end} is: {words}." for end, words in zip(ends, asked.anchors, strict=True))


def words_typed(kind: Kind, value: Value | None) -> int:
    """Return how many words an answer has that is typed; 0 for one that is chosen, and for none."""
    if kind not in _TYPED_KINDS or value is None:
        return 0
    if isinstance(value, tuple):
        return sum(word_count(str(one)) for one in value)
    return word_count(str(value))


def word_count(text: str) -> int:
    """Return the number of words: what stands between blanks and holds a letter or a digit."""
    # Most begin with a letter, and a script's words are all counted before its first page.
    return sum(token[0].isalnum() or any(map(str.isalnum, token)) for token in text.split())
