"""What is wrong or unwise in a pack's translation, by file and line: the codes 5xx.

E503, E504 and E506 are the compiler's, which refuses the language for them. Here they come with
what it takes in its stride: a text that only the clinician sees is missing (W501), the source has
changed since (W502), a sign cannot be seen (W310), or a card has become much longer (W505). Of the
familiar forms: the polite text has changed since (W507), or it has none (W508).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalcoach.dialogue.i18n.translation_state import (
    TextState,
    Translation,
    hidden_sign,
    read_forms,
    read_translations,
)
from goalcoach.dialogue.script.compiler import examine_pack
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.localisation import FOLDER, LanguageFile, language_file
from goalcoach.dialogue.script.toml_source import Report
from goalcoach.translation import FAMILIAR

MOST_LONGER = 1.6
_FEW = 20
"""So many signs more are no trouble on any card."""


def check_language(files: Mapping[str, bytes], language: str) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of a language of a pack; faults of the pack itself are not."""
    found = {*examine_pack(files, language).found}
    if language_file(language, FAMILIAR) in files:
        found |= {*examine_pack(files, language, FAMILIAR).found}
    # A scale that is not there in the language is a fault of the language, in a section's file.
    own = {one for one in found if one.file.startswith(FOLDER) or one.code == "E131"}
    name = language_file(language)
    if name in files:
        report = Report()
        words = LanguageFile.read(name, files[name], report)
        texts = read_translations(files, language) if words.readable else ()
        for code, one, message in _unwise(texts):
            words.complain(code, one.place, message)
        own |= {*report.found}
    own |= {*_unwise_forms(files, language)}
    return tuple(sorted(own))


def _unwise_forms(files: Mapping[str, bytes], language: str) -> tuple[Diagnostic, ...]:
    """Return what is missing or stale among the familiar forms of a language."""
    name = language_file(language, FAMILIAR)
    if name not in files:
        return ()
    report = Report()
    forms = LanguageFile.read(name, files[name], report)
    for one in read_forms(files, language) if forms.readable else ():
        if one.state is TextState.STALE:
            told = "stands for another polite text than there is now"
            forms.complain("W507", one.place, told)
        elif one.state is TextState.MISSING:
            forms.complain("W508", one.place, "is missing: the polite text is said in its place")
        if hidden := hidden_sign(one.text):
            forms.complain("W310", one.place, f"holds “{hidden}”, which cannot be seen")
    return tuple(report.found)


def _unwise(texts: tuple[Translation, ...]) -> Iterator[tuple[str, Translation, str]]:
    for one in texts:
        if one.state is TextState.MISSING and not one.said:
            yield "W501", one, "is missing: the script's own words stand there"
        elif one.state is TextState.STALE:
            yield "W502", one, "stands for other words than the script has now"
        if hidden := hidden_sign(one.text):
            yield "W310", one, f"holds “{hidden}”, which cannot be seen"
        if one.card and _is_long(one):
            told = f"is more than {MOST_LONGER} times as long as the card it stands for"
            yield "W505", one, told


def _is_long(one: Translation) -> bool:
    much, few = len(one.source) * MOST_LONGER, len(one.source) + _FEW
    return len(one.text) > max(much, few)
