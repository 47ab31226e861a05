"""Family 3xx: words that a patient hears or reads, and the clinician's hints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from goalcoach.dialogue.linter.pack_view import SPOKEN, PackView, Text, finding, names_in
from goalcoach.dialogue.linter.reading_grade import (
    first_word,
    flesch_kincaid,
    sentences_in,
    syllables_in_small,
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
_ASKED = SPOKEN | {"check"}
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
_JUDGING_WORDS = frozenset(
    ("don't", "wouldn't", "isn't", "aren't", "shouldn't", "didn't", "understand", "should", "must",
     "try", "least", "non", "comply", "denies", "claims", "excuse", "excuses", "gain", "positive",
     "through", "done", "job", "normal", "normally")
)  # fmt: skip
_JUDGING_STEMS = ("fail", "complian", "noncomplian", "refus", "relaps")
"""Words and beginnings of words of which one stands in whatever `_JUDGING` finds: most texts have
none."""
_JUDGING_SMALL = re.compile(_JUDGING.pattern)
"""The same for texts in small letters, in which it is looked for faster."""
_WHY = re.compile(r"\b[Ww]hy\b")
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
_NOTE = "reads like a note to the clinician: is it for hint?"
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


def find_bad_forms(view: PackView) -> Iterator[Diagnostic]:
    """W301, W303, W308, W310: yield names without a fallback, and texts too long or marked up."""
    for text in view.named_texts:
        for name, fallback in names_in(text.raw):
            # Without a unit nothing stands beside the field.
            if not (fallback or "").strip() and text.slot != "unit":
                yield text.finding("W301", f"{{{name}}} has no words to stand in: {{{name}|…}}")
    marked = {words for words in view.words if _SIGNS.search(words)}
    for text in view.texts_of(marked):
        if found := _MARKUP.search(text.words):
            sign = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
            yield text.finding("W310", f"holds “{sign}”, and nothing is marked up here")
    # A word and what parts it from the next one are two letters at least.
    long = 2 * _MOST_SAID
    spoken = view.texts_in(SPOKEN)
    for text in [one for one in spoken if len(one.words) > long or one.words.count("?") > 1]:
        count = len(text.words.split())
        if count > _MOST_SAID:
            yield text.finding("W303", f"has {count} words; {_MOST_SAID} can be said in one go")
        if text.words.count("?") > 1:
            yield text.finding("W303", "asks two questions in one")
    for text in view.texts_in(("show",)):
        yield from _find_wide_cards(text)


def find_jargon(view: PackView) -> Iterator[Diagnostic]:
    """W304: yield the terms that a pack calls jargon, and acronyms, where a patient meets them."""
    jargon = _jargon_of(view)
    telling = {
        word
        for word, small in view.vocabulary.items()
        if small in jargon.by_word or (small != word and _is_acronym(word))
    }
    told = view.words_with(telling)
    for text in view.texts_of(told):
        if text.slot in _HEARD:
            yield from _find_jargon(text, told[text.words], jargon)


def find_in_english(view: PackView) -> Iterator[Diagnostic]:
    """W305 to W307, W309, W311: other languages have their own readers."""
    if not view.english:
        return
    limit = _grade_of(view)
    counted = {word: syllables_in_small(small) for word, small in view.vocabulary.items()}
    telling = _Telling.among(view.vocabulary, counted)
    told = view.words_with(telling.anything)
    hard = _hard_to_read(view.words, counted, limit)
    for text in view.texts_of(told):
        yield from _find_told(text, told[text.words], telling, limit)
    for text in view.texts_of(hard):
        reads = f"reads at grade {hard[text.words]:.1f}"
        yield text.finding("W305", f"{reads}; the pack's limit is {limit:g}")
    for text in view.texts_in(("hint",)):
        if _SAID_OPENING.match(text.words):
            yield text.finding("W309", "reads like something said: is it for say?")
    for text in view.texts_in(("say",)):
        if _TOLD_OPENING.match(text.words):
            yield text.finding("W309", _NOTE)


def _hard_to_read(
    wordings: Mapping[str, list[str]], counted: Mapping[str, int], limit: float
) -> dict[str, float]:
    """Return the grade of each wording that is not short and has a higher one than the limit."""
    hard: dict[str, float] = {}
    count = counted.__getitem__
    for text, words in wordings.items():
        length = len(words)
        if length >= _SHORT:
            syllables = sum(map(count, words))
            # Sentences are looked for only where one would be too hard.
            if flesch_kincaid(length, syllables) > limit:
                grade = flesch_kincaid(length, syllables, len(sentences_in(text)))
                if grade > limit:
                    hard[text] = grade
    return hard


class _Telling(NamedTuple):
    """The words of a pack without which a text need not be looked at by one rule, or by any."""

    judging: set[str]
    negations: set[str]
    whys: set[str]
    asides: set[str]
    long: set[str]
    anything: set[str]

    @classmethod
    def among(cls, vocabulary: Mapping[str, str], counted: Mapping[str, int]) -> _Telling:
        judging, negations, whys, asides = set[str](), set[str](), set[str](), set[str]()
        for one, small in vocabulary.items():
            if small in _JUDGING_WORDS or small.startswith(_JUDGING_STEMS):
                judging.add(one)
            if "'" in small:
                if small.endswith("n't"):
                    negations.add(one)
                small = small.partition("'")[0]
            elif small == "not":
                negations.add(one)
            if small in _ASIDES:
                (whys if small == "why" else asides).add(one)
        long = {one for one in vocabulary if len(one) > _LETTERS and counted[one] >= _LONG_WORD}
        anything = judging.union(negations, whys, asides, long)
        return cls(judging, negations, whys, asides, long, anything)


def _is_acronym(word: str) -> bool:
    return word[:2].isupper() and _ACRONYM.fullmatch(word) is not None


def _find_told(
    text: Text, words: list[str], telling: _Telling, limit: float
) -> Iterator[Diagnostic]:
    """Yield what one of the telling words gives away."""
    if not telling.judging.isdisjoint(words) and _may_judge(text.words):
        for found in _JUDGING.findall(text.words.replace("’", "'")):
            yield text.finding("W306", f"“{found}” leads, blames or judges")
    if not telling.negations.isdisjoint(words) and _DOUBLE_NO.search(text.words):
        yield text.finding("W311", "says no twice about what they did")
    if text.slot in _ASKED and not telling.whys.isdisjoint(words) and _opens_with_why(text.words):
        yield text.finding("W307", "opens with “why”, which asks for a defence")
    if (
        text.slot == "say"  # what is not ASCII may hold “ſ”, which is an s for the pattern
        and not (telling.asides.isdisjoint(words) and text.words.isascii())
        and _TOLD_INSIDE.search(text.words)
    ):
        yield text.finding("W309", _NOTE)
    if len(words) < _SHORT and limit <= _GRADE:
        for word in filter(telling.long.__contains__, words):
            yield text.finding("W305", f"“{word}” is a long word")


def _may_judge(words: str) -> bool:
    # Without ASCII small letters say too little: “ſ” is an s for `_JUDGING`.
    small = words.lower().replace("’", "'")
    return not small.isascii() or _JUDGING_SMALL.search(small) is not None


def _opens_with_why(words: str) -> bool:
    return _WHY.search(words) is not None and any(
        first_word(one).lower() == "why" for one in sentences_in(words)
    )


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
        if first := first_word(term.replace("’", "'")):
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
    for word in {one.lower().replace("’", "'") for one in words} & jargon.by_word.keys():
        for term in jargon.by_word[word]:
            if re.search(rf"\b{re.escape(term)}s?\b", text.words, re.IGNORECASE):
                message = f"“{term}” is jargon. Plainer: {jargon.plainer[term]}"
                yield text.finding("W304", message)
    for acronym in filter(_is_acronym, words):
        if acronym not in _NO_ACRONYM and acronym.lower() not in jargon.plainer:
            yield text.finding("W304", f"“{acronym}” is an acronym: say the words")


def find_unasked_names(view: PackView) -> Iterator[Diagnostic]:
    """E302: yield names in the words whose question is asked in no visit that says them."""
    named = {id(text.table) for text in view.named_texts}
    nameless = {id(one) for one in view.own_tables if id(one) not in named}
    for asked in view.asked:
        if id(asked.table) in nameless:
            continue
        for slot in ("label", "say", "say_again", "show", "hint", "gate_say", "ask_more"):
            template: Template = getattr(asked.item.words, slot)
            for part in template.parts:
                if not isinstance(part, Pipe) or part.reference.source is not Source.ITEM:
                    continue
                here = asked.visits
                other = view.questions.get((part.reference.section, part.reference.item))
                if other is not None and here and here.isdisjoint(other.visits):
                    message = f"{other.plot.name} is asked in no visit that says this"
                    yield finding(asked.table, "E302", slot, message)


WORD_RULES: tuple[Callable[[PackView], Iterator[Diagnostic]], ...] = (
    find_bad_forms,
    find_jargon,
    find_in_english,
    find_unasked_names,
)
"""The rules of this family."""
