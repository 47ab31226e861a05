"""The German with du, for a site that chooses it: it replaces what says Sie, and nothing else."""

from __future__ import annotations

import re

import pytest

from goalcoach.dialogue.i18n.language_check import check_language
from goalcoach.store.script_pack import read_pack, read_translation_files
from tests.prompts import pack
from tests.prompts.pack_de import FAMILIAR
from tests.prompts.readability_de import sentences_of, words_of
from tests.prompts.translated import Address, heard, read

# A sentence that tells someone to do something has no du in it; two people are ihr.
TOLD = re.compile(
    r"(?:^|[.:,] |\b(?:und|also) )(?:Denk|Erzähl|Lass|Hol|Frag|Nenn)\b|\bihr beide\b", re.IGNORECASE
)


def _pairs() -> dict[Address, tuple[str, str]]:
    return {at: (read("de")[at], text) for at, text in read("de-familiar").items()}


def test_a_familiar_form_stands_in_the_place_of_the_polite_one():
    def speaks_to_someone(text: str) -> bool:
        return bool(FAMILIAR.search(heard(text)) or TOLD.search(heard(text)))

    assert [text for _, text in _pairs().values() if not speaks_to_someone(text)] == []


def test_du_is_written_small_inside_a_sentence_and_large_where_one_begins():
    def offends(text: str) -> bool:
        inside = re.search(r"(?<![.?!:] )(?<!^)\b(?:Du|Dich|Dir|Dein\w*)\b", heard(text))
        begins = [words_of(one)[0] for one in sentences_of(heard(text))]
        return bool(inside) or any(re.match(r"d(?:u|ich|ir|ein)", word) for word in begins)

    assert [text for _, text in _pairs().values() if offends(text)] == []


def test_no_verb_or_sich_of_the_polite_form_is_left_beside_du():
    plural = r"(?:können|könnten|möchten|würden|haben|hatten|hätten|sind|wollen|wollten|sagten)"
    pattern = re.compile(rf"\bdu {plural}\b|\b{plural} du\b|\bdu sich\b|\b\w+st du \w*\s?sich\b")
    assert [text for _, text in _pairs().values() if pattern.search(heard(text))] == []


def test_the_familiar_form_says_the_same_sentence_by_sentence_with_the_same_things_put_in():
    def pipes(text: str) -> list[str]:
        return [match.group(1) for match in pack.PIPE.finditer(text)]

    def shape(text: str) -> tuple[list[str], list[str], int, bool]:
        said = heard(text)
        return pipes(text), re.findall(r"\d+", said), len(sentences_of(said)), said.endswith("?")

    assert [both for both in _pairs().values() if shape(both[0]) != shape(both[1])] == []
    counts = {at: tuple(len(words_of(heard(one))) for one in two) for at, two in _pairs().items()}
    # Each sentence that tells someone to do something loses its Sie: six in the longest text.
    assert [at for at, (sie, du) in counts.items() if not sie - 6 <= du <= sie] == []


@pytest.mark.parametrize("language", ["de", "es"])
def test_nothing_of_a_language_or_its_familiar_forms_is_missing_or_stale(language: str):
    files = read_pack("core", languages=[language]) | read_translation_files("core")
    assert f"i18n/hashes-{language}-familiar.toml" in files
    assert check_language(files, language) == ()
