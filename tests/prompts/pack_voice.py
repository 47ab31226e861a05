"""How the core pack is held to a language's voice: what the gates look at, by language.

The gates are in test_pack_words.py; what they look for stands in pack_de.py and pack_es.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.prompts.translated import Address, heard, read

Finds = Callable[[str], object]
"""Says whether a text has something: true for one that has."""


@dataclass(frozen=True)
class PackVoice:
    """The rules for the words of the core pack in one language."""

    language: str
    words_of: Callable[[str], list[str]]
    sentences_of: Callable[[str], list[str]]
    widest_card: int
    """Cells of a line on the patient's card."""
    longest_turn: int
    """Words that may be said at a time."""
    reads_hard: Finds
    """Finds a section that is hard to follow, given all that is heard in it."""
    is_heard: Callable[[Address], bool]
    """Says where a text stands that counts for that."""
    judges: Finds
    """Finds words that judge, blame, praise, push or are jargon."""
    signs: Finds
    """Finds what names a man or a woman, or both with a sign."""
    familiar: Finds
    polite: Finds
    polite_here: Callable[[Address], bool]
    """Says where a text speaks to the patient, so that it has a familiar form if it is polite."""
    all_forms_polite: bool
    """Whether a text has a familiar form only if it has polite words that the pattern knows."""
    least_polite: int
    misquoted: Finds
    """Finds quotation, question and exclamation marks that are not set as in this language."""
    quoted: str
    """The pattern of what stands in quotation marks."""
    sayings: frozenset[str]
    """What a hint quotes that is no option: what someone may say, and a title."""
    asks_why: Finds
    """Finds a sentence that opens with why."""
    rises: Finds
    """Finds what calls for more: a number, a share, a word for a rise."""
    danger: Mapping[str, str]
    """How a list of signs begins: those for help at once, and those for a doctor soon."""
    softens: Finds
    """Finds words that make a sign of danger a matter of taste."""

    def offenders(
        self,
        offends: Callable[[Address, str], object],
        at: Callable[[Address], object] = lambda _: True,
        *,
        familiar: bool = False,
    ) -> list[tuple[str, str]]:
        """Return the texts that offend where `at` says, in the polite or in the familiar form."""
        file = f"{self.language}-familiar" if familiar else self.language
        return [
            ("/".join(address), text)
            for address, text in read(file).items()
            if at(address) and offends(address, text)
        ]

    def finds(self, found: Finds, *, familiar: bool = False) -> list[tuple[str, str]]:
        """Return the texts that have what is looked for, as they stand while nothing is known."""
        return self.offenders(lambda _, text: found(heard(text)), familiar=familiar)
