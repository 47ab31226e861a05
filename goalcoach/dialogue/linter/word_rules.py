"""Family 3xx: words that a patient hears or reads, and the clinician's hints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from goalcoach.dialogue.linter.pack_view import SPOKEN, PackView, Text, finding, names_in
from goalcoach.dialogue.linter.reading_grade import (
    hardest_grade,
    reading_grade,
    sentences_in,
    syllables,
    words_in,
)
from goalcoach.dialogue.script.condition import Source
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.piping import Pipe, Template

_MOST_SAID = 40
"""Words that can be said in one go."""
CARD_COLUMNS, CARD_LINES = 59, 12
_GRADE = 6
"""The reading grade of a pack that names none."""
_SHORT = 8
"""A text of fewer words has no grade: there its longest word is looked at."""
_LONG_WORD, _LETTERS = 5, 9
"""Syllables from which on a word of a short text is hard; such a word has more letters than 9."""
_SENTENCES = SPOKEN | {"hint", "check"}
_FORMED = SPOKEN | {"show"}
_HEARD = SPOKEN | {"show", "option", "anchor", "check", "reason"}

_ACRONYM = re.compile(r"[A-Z]{2,}s?")
_NO_ACRONYM = frozenset({"OK", "TV"})
_JUDGING = re.compile(
    r"\b(?:don't you think|wouldn't you|isn't it|aren't you|shouldn't you|why didn't"
    r"|you have to understand|should|must|try to|at least|fail(?:s|ed|ing|ure|ures)?"
    r"|non-?complian\w+|complian\w+|comply|refus\w+|denies|claims|excuses?|relaps\w*"
    r"|secondary gain|stay positive|push through|well done|good job|normal(?:ly)?)\b",
    re.IGNORECASE,
)
_JUDGING_WORD = re.compile(
    r"(?:don't|wouldn't|isn't|aren't|shouldn't|didn't|understand|should|must|try|least|fail.*|non"
    r"|complian.*|noncomplian.*|comply|refus.*|denies|claims|excuses?|relaps.*|gain|positive"
    r"|through|done|job|normal|normally)"
)
"""A word of which one stands in whatever `_JUDGING` finds: most texts have none."""
_WHY = re.compile(r"\b[Ww]hy\b")
_NEGATION = re.compile(r"not|.*n't")
_SAID_OPENING = re.compile(
    r"(?:I would like|I'd like|I want to|Thank you for|Thanks for|Let me|May I"
    r"|(?:Could|Can|Would|Will) you (?:tell|say|like|show|describe))\b",
    re.IGNORECASE,
)
_TOLD_OPENING = re.compile(
    r"(?:Ask|Read|Explain|Note|Record|Write down|Enquire|Document|Tell the|Give the)\b(?!.*\?$)"
)
_TOLD_INSIDE = re.compile(
    r"\b(?:if needed|if necessary|if applicable|the patient|the client)\b", re.IGNORECASE
)
_ASIDES = frozenset(("why", "needed", "necessary", "applicable", "patient", "client"))
"""Words of which one stands in whatever `_WHY` and `_TOLD_INSIDE` find."""
_SIGNS = re.compile(
    r"[<>\[\]*_`\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_MARKUP = re.compile(
    r"[<>\[\]*`\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    r"|(?<!_)_{1,2}(?!_)"
)
_DOUBLE_NO = re.compile(
    r"\byou\s+(?:did|do|have|had|could|can|would|will|are|were)(?:n['’]t| not|not)\s+"
    r"(?:\w+\s+){0,3}?(?:not|never|nothing|without|fail\w*|refus\w*|avoid\w*|forget|miss)\b",
    re.IGNORECASE,
)


def find_in_texts(view: PackView) -> Iterator[Diagnostic]:
    """Yield what each text has wrong by itself: W301, W303 to W311."""
    jargon, grade, english = _jargon_of(view), _grade_of(view), view.english
    heard = [(text, words_in(text.words)) for text in view.texts]
    telling = _Telling.among(set().union(*(words for _, words in heard)), jargon)
    for text, words in heard:
        if text.slot in _FORMED or "{" in text.raw or _SIGNS.search(text.words):
            yield from _find_in_form(text)
        if text.slot in _HEARD and not telling.jargon.isdisjoint(words):
            yield from _find_jargon(text, words, jargon)
        if english:
            if not telling.judging.isdisjoint(words):
                for found in _JUDGING.findall(text.words):
                    yield text.finding("W306", f"“{found}” leads, blames or judges")
            if not telling.negations.isdisjoint(words) and _DOUBLE_NO.search(text.words):
                yield text.finding("W311", "says no twice about what they did")
            if text.slot in _SENTENCES:
                yield from _find_in_english(text, words, telling)
            if len(words) < _SHORT or hardest_grade(words) > grade:
                yield from _find_hard_reading(text, words, grade)


class _Telling(NamedTuple):
    """The words of a pack without which a text need not be looked at by one rule."""

    jargon: set[str]
    judging: set[str]
    negations: set[str]
    asides: set[str]

    @classmethod
    def among(cls, vocabulary: set[str], jargon: _Jargon) -> _Telling:
        lower = [(word, word.lower().replace("’", "'")) for word in vocabulary]
        return cls(
            {word for word, small in lower if small in jargon.by_word or _ACRONYM.fullmatch(word)},
            {word for word, small in lower if _JUDGING_WORD.fullmatch(small)},
            {word for word, small in lower if _NEGATION.fullmatch(small)},
            {word for word, small in lower if small.partition("'")[0] in _ASIDES},
        )


def _find_in_form(text: Text) -> Iterator[Diagnostic]:
    if "{" in text.raw and text.slot != "unit":  # without a unit nothing stands beside the field
        for name, fallback in names_in(text.raw):
            if not (fallback or "").strip():
                yield text.finding("W301", f"{{{name}}} has no words to stand in: {{{name}|…}}")
    if text.slot in SPOKEN:
        count = len(text.words.split())
        if count > _MOST_SAID:
            yield text.finding("W303", f"has {count} words; {_MOST_SAID} can be said in one go")
        if text.words.count("?") > 1:
            yield text.finding("W303", "asks two questions in one")
    elif text.slot == "show":
        yield from _find_wide_cards(text)
    if _SIGNS.search(text.words) and (found := _MARKUP.search(text.words)):
        sign = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        yield text.finding("W310", f"holds “{sign}”, and nothing is marked up here")


def _find_in_english(text: Text, words: list[str], telling: _Telling) -> Iterator[Diagnostic]:
    """Yield what only English words are looked at for; other languages have their own readers."""
    aside = not telling.asides.isdisjoint(words)
    why = aside and text.slot != "hint" and _WHY.search(text.words)
    if why and any(words_in(one)[0].lower() == "why" for one in sentences_in(text.words)):
        yield text.finding("W307", "opens with “why”, which asks for a defence")
    if text.slot == "hint" and _SAID_OPENING.match(text.words):
        yield text.finding("W309", "reads like something said: is it for say?")
    if text.slot == "say" and (
        _TOLD_OPENING.match(text.words) or (aside and _TOLD_INSIDE.search(text.words))
    ):
        yield text.finding("W309", "reads like a note to the clinician: is it for hint?")


def _grade_of(view: PackView) -> float:
    grade = view.outline.head.data.get("grade", _GRADE)
    fits = isinstance(grade, int | float) and not isinstance(grade, bool)
    return float(grade) if fits else _GRADE  # type: ignore[arg-type]


class _Jargon(NamedTuple):
    """The jargon of a pack: plainer words by term, and terms by their first word."""

    plainer: dict[str, str]
    by_word: dict[str, list[str]]


def _jargon_of(view: PackView) -> _Jargon:
    table = view.outline.head.data.get("jargon")
    terms = table.items() if isinstance(table, dict) else ()
    found = _Jargon({str(one).lower(): str(words) for one, words in terms}, {})
    for term in found.plainer:
        for first in words_in(term)[:1]:
            found.by_word.setdefault(first, []).append(term)
            found.by_word.setdefault(f"{first}s", []).append(term)
    return found


def _find_wide_cards(text: Text) -> Iterator[Diagnostic]:
    lines = text.words.split("\n")
    widest = max(map(len, lines))
    if widest > CARD_COLUMNS:
        yield text.finding("W308", f"has a line of {widest} columns; {CARD_COLUMNS} fit")
    if len(lines) > CARD_LINES:
        yield text.finding("W308", f"has {len(lines)} lines; {CARD_LINES} fit")


def _find_jargon(text: Text, words: list[str], jargon: _Jargon) -> Iterator[Diagnostic]:
    if text.slot not in _HEARD:
        return
    for word in {one.lower() for one in words} & jargon.by_word.keys():
        for term in jargon.by_word[word]:
            if re.search(rf"\b{re.escape(term)}s?\b", text.words, re.IGNORECASE):
                message = f"“{term}” is jargon. Plainer: {jargon.plainer[term]}"
                yield text.finding("W304", message)
    for acronym in [one for one in words if _ACRONYM.fullmatch(one)]:
        if acronym not in _NO_ACRONYM and acronym.lower() not in jargon.plainer:
            yield text.finding("W304", f"“{acronym}” is an acronym: say the words")


def _find_hard_reading(text: Text, words: list[str], limit: float) -> Iterator[Diagnostic]:
    if len(words) >= _SHORT:
        grade = reading_grade(text.words, words)
        if grade > limit:
            yield text.finding("W305", f"reads at grade {grade:.1f}; the pack's limit is {limit:g}")
    elif limit <= _GRADE:
        for word in words:
            if len(word) > _LETTERS and syllables(word) >= _LONG_WORD:
                yield text.finding("W305", f"“{word}” is a long word")


def find_unasked_names(view: PackView) -> Iterator[Diagnostic]:
    """E302: yield names in the words whose question is asked in no visit that says them."""
    for asked in view.asked:
        here = set(view.visits(asked))
        for slot in ("label", "say", "say_again", "show", "hint", "gate_say", "ask_more"):
            template: Template = getattr(asked.item.words, slot)
            for part in template.parts:
                if not isinstance(part, Pipe) or part.reference.source is not Source.ITEM:
                    continue
                other = view.questions.get((part.reference.section, part.reference.item))
                if other is not None and here and not here & set(view.visits(other)):
                    message = f"{other.plot.name} is asked in no visit that says this"
                    yield finding(asked.table, "E302", slot, message)


WORD_RULES: tuple[Callable[[PackView], Iterator[Diagnostic]], ...] = (
    find_in_texts,
    find_unasked_names,
)
"""The rules of this family."""
