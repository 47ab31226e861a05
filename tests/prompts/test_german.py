"""The German of the core pack: whole, plain, kind, polite, and as short as its place.

docs/VOICE_DE.md says what these rules are for.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.prompts import pack
from tests.prompts.readability_de import count_syllables, lix, sentences_of, wiener, words_of
from tests.prompts.translated import Address, english, heard, is_said, read

# Parted by hand, as the dictionary parts them: be-en-den, Stu-di-en, Phy-sio-the-ra-pie.
SYLLABLES = {
    1: "Schritt Team",
    2: "Pläne neue Ruhe Hilfe Quelle schauen Papier zuerst",
    3: "beenden Studien geändert aufschauen Familie Stopp-Zeichen Müdigkeit",
    4: "beantworten untersuchen",
    6: "Physiotherapie",
}
# Counted by hand.
# 1: 7 words in 2 sentences, all of one syllable.
# 2: 8 words in 2 sentences. Behandlung, untersuchen, Müdigkeit have seven letters or more and
#    three syllables or more; Die, hilft, Wir, die have one syllable.
# 3: 6 words in 1 sentence. Beschwerden, manchmal, schnell have seven letters or more, of them
#    Beschwerden three syllables; und, schnell have one. The comma ends nothing.
HAND_COUNTED = [
    ("Wir sind da. Sie sind auch da.", 3.5, -3.5598),
    ("Die Behandlung hilft. Wir untersuchen die neue Müdigkeit.", 41.5, 10.2788),
    ("Beschwerden kommen und gehen, manchmal schnell.", 56.0, 8.7482),
]
HARDEST_LIX, HARDEST_WIENER = 35, 6
# What has no shorter name, or is long by its small parts alone.
LONG_WORDS = {
    *("Lebensbereiche", "Physiotherapie", "herausgefunden", "nebeneinander", "dazugehören"),
    *("dazugekommen", "sicherzugehen", "weitergetragen", "weiterzugehen", "auszuprobieren"),
}
# What a hint quotes that is no option: what someone may say.
SAYINGS = {"Dasselbe und nicht mehr", "Stopp", "Einmal war genug", "Nicht viel", "Noch nichts"}
NONE_OF_IT = {"Nichts", "Keine", "keine"}
# docs/VOICE_DE.md has the table of these, and the harm that each one does.
NOT_WRITTEN = (
    r"müss\w*|muss\w*|soll(?:te|ten|test)|nur|wenigstens|zumindest|immerhin|lediglich|bloß",
    r"versuch\w*|bemüh\w*|anstreng\w* Sie sich|durchhalt\w*|zusammenreiß\w*|kämpf\w*|Kampf",
    r"versag\w*|scheiter\w*|Misserfolg\w*|Fehler\w*|falsch\w*|Ausrede\w*|schaff\w*|Compliance",
    r"normal\w*|eigentlich|leider|aber|jammer\w*|psychisch\w*|eingebildet\w*|Simulant\w*",
    r"super|toll|prima|klasse|perfekt|bravo|gut gemacht|weiter so|Kopf hoch|Panik\w*|warum Sie",
    r"Rückfall\w*|Patient\w*|Therapeut\w*|Helfer\w*|Freund|Freunde|Freundin\w*|Arzt|Ärztin|Ärzte",
    r"Coach\w*|Feedback\w*|Flare\w*|Pacing|Baseline|Trigger\w*|Ressource\w*|Strategie\w*|Symptom\w*",
    r"verweiger\w*|leugne\w*|Krankheitsgewinn|ängstliche Person|Widerstand",
)
POLITE = re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")
FAMILIAR = re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", re.IGNORECASE)
GENDER_SIGNS = re.compile(r"\w[*:_/•·](?:r|n|in|innen)\b|\w\(in(?:nen)?\)|[a-zäöüß]In(?:nen)?\b")
RISES = re.compile(r"\d|%|prozent|steiger\w*|erhöh\w*|nach oben", re.IGNORECASE)


def _offenders(offends: Callable[[Address, str], object]) -> list[tuple[str, str]]:
    return [("/".join(at), text) for at, text in read("de").items() if offends(at, text)]


def _pipes(text: str) -> list[str]:
    return sorted(match.group(1) for match in pack.PIPE.finditer(text))


@pytest.mark.parametrize(("count", "words"), SYLLABLES.items())
def test_german_syllables_are_counted_as_they_are_parted(count: int, words: str):
    assert {word: count_syllables(word) for word in words.split()} == dict.fromkeys(
        words.split(), count
    )


@pytest.mark.parametrize(("text", "by_lix", "by_wiener"), HAND_COUNTED)
def test_both_figures_are_those_counted_by_hand(text: str, by_lix: float, by_wiener: float):
    assert lix(text) == pytest.approx(by_lix)
    assert wiener(text) == pytest.approx(by_wiener, abs=1e-4)


def test_every_text_of_the_pack_has_its_german_and_none_is_left_over():
    assert set(read("de")) == set(english())
    assert _offenders(lambda _, text: not text.strip()) == []


def test_what_is_put_into_a_text_is_put_into_its_german_with_words_for_when_it_is_not_known():
    assert _offenders(lambda at, text: _pipes(text) != _pipes(english()[at])) == []

    def has_no_fallback(at: Address, text: str) -> bool:
        return at[-1] != "unit" and any(not m.group(3) for m in pack.PIPE.finditer(text))

    assert _offenders(has_no_fallback) == []


def test_what_follows_a_colon_in_english_follows_one_in_german_so_that_no_case_ending_breaks():
    def after_colon(text: str, name: str) -> bool:
        starts = [m.start() for m in pack.PIPE.finditer(text) if m.group(1) == name]
        return all(":" in text[:start].rpartition("\n")[2] for start in starts)

    def offends(at: Address, text: str) -> bool:
        names = [name for name in _pipes(text) if after_colon(english()[at], name)]
        return not all(after_colon(text, name) for name in names)

    assert _offenders(offends) == []


def test_german_has_the_numbers_of_the_english_and_no_other():
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+(?:[.,]\d+)?", heard(text).replace("0,8", "0.8")))

    assert _offenders(lambda at, text: numbers(text) != numbers(english()[at])) == []


def test_german_cards_are_as_narrow_and_as_long_as_the_english():
    def offends(at: Address, text: str) -> bool:
        lines = pack.PIPE.sub(lambda match: match.group(3) or "", text).split("\n")
        if at[-1] != "show":
            return len(lines) > 1
        return len(lines) != english()[at].count("\n") + 1 or max(map(len, lines)) >= 60

    assert _offenders(offends) == []


def test_german_labels_fit_a_line_phases_the_rail_and_hints_three_lines():
    def offends(at: Address, text: str) -> bool:
        if at[:2] == ("script", "phases"):
            return len(text) > 21
        if at[-1] == "hint":
            return len(textwrap.wrap(heard(text), 64)) > 3
        return at[-1] in ("label", "title") and len(heard(text)) > 44

    assert _offenders(offends) == []


def test_what_is_said_in_german_is_short_asks_one_thing_and_asks_it_last():
    def offends(at: Address, text: str) -> bool:
        said = heard(text)
        many = len(said.split()) > 45 or said.count("?") > 1
        return is_said(at) and (many or ("?" in said and not said.endswith("?")))

    assert _offenders(offends) == []
    assert _offenders(lambda at, _: is_said(at) and not _asks_alike(at)) == []


def _asks_alike(at: Address) -> bool:
    return ("?" in read("de")[at]) == ("?" in english()[at])


def test_no_german_sentence_is_over_twenty_words():
    def offends(_: Address, text: str) -> bool:
        return any(len(words_of(one)) > 20 for one in sentences_of(heard(text)))

    assert _offenders(offends) == []


def test_what_is_said_in_german_reads_easily_in_every_section():
    spoken = defaultdict(list)
    for at, text in read("de").items():
        if is_said(at):
            spoken[at[0]].append(heard(text))
    assert len(spoken) > 50
    texts = {section: " ".join(said) for section, said in spoken.items()}
    figures = {section: (lix(text), wiener(text)) for section, text in texts.items()}
    hard = {s: f for s, f in figures.items() if f[0] > HARDEST_LIX or f[1] > HARDEST_WIENER}
    assert hard == {}


def test_no_german_word_has_five_syllables_but_for_the_few_that_are_listed():
    long = {
        word
        for text in read("de").values()
        for word in words_of(heard(text))
        if count_syllables(word) >= 5
    }
    assert long == LONG_WORDS


def test_no_german_word_judges_blames_praises_pushes_or_is_jargon():
    pattern = re.compile(rf"\b(?:{'|'.join(NOT_WRITTEN)})\b", re.IGNORECASE)
    assert _offenders(lambda _, text: pattern.search(heard(text))) == []


def test_nothing_said_in_german_opens_with_why():
    def offends(at: Address, text: str) -> bool:
        firsts = [words_of(one)[0].lower() for one in sentences_of(heard(text))]
        return is_said(at) and bool({"warum", "wieso", "weshalb"} & set(firsts))

    assert _offenders(offends) == []


def test_german_says_sie_to_the_patient_and_never_du():
    assert _offenders(lambda _, text: FAMILIAR.search(heard(text))) == []


def test_the_polite_form_stands_in_what_is_said_alone():
    """A card, an option, an anchor is the patient's own; a note speaks to nobody by a name."""
    assert _offenders(lambda at, text: not is_said(at) and POLITE.search(heard(text))) == []


def test_german_names_everyone_without_a_sign_inside_a_word():
    assert _offenders(lambda _, text: GENDER_SIGNS.search(heard(text))) == []


def test_german_quotes_as_german_does_and_exclaims_nothing():
    assert _offenders(lambda _, text: re.search(r"[\"'!<>\[\]*”]|\.\.\.|--", heard(text))) == []
    assert _offenders(lambda _, text: text.count("„") != text.count("“")) == []


def test_a_german_hint_quotes_an_option_as_it_stands_on_the_page():
    options = {text for at, text in read("de").items() if at[-1] == "label"}
    quoted = {
        said
        for at, text in read("de").items()
        if at[-1] in ("hint", "text")
        for said in re.findall("„([^“]+)“", text)
    }
    assert quoted >= {"Nicht sicher", "Weiter, mit kleinerem Plan für heute"}
    assert quoted - options == SAYINGS | NONE_OF_IT


def test_no_german_hint_can_be_heard_as_if_no_answer_were_good():
    """„Keine ist eine gute Antwort“ says that all are bad; in quotation marks it is one of them."""
    none = r"\b(?:Nichts|Keine?[rs]?|Nichts davon|Kein \w+) ist (?:auch )?(?:eine|in Ordnung)"
    assert _offenders(lambda _, text: re.search(none, text, re.IGNORECASE)) == []


def test_signs_of_danger_are_told_straight_in_german():
    straight = {
        "once": "Holen Sie bei diesen Zeichen sofort Hilfe: ",
        "soon": "Lassen Sie das bald ärztlich ",
    }
    told = [(at, text) for at, text in read("de").items() if at[0] == "leaflet_told"]
    signs = [(at[1].rpartition("_")[2], text) for at, text in told if at[-1] == "say"]
    opened = [text.startswith(straight[kind]) for kind, text in signs if kind in straight]
    assert len(opened) == 14
    assert all(opened)


def test_inside_an_energy_limit_no_rise_is_said_in_german():
    limited = {
        tuple(address.split("/"))
        for address, item in pack.items()
        if "time_based', 'eq': False" in str(item.get("when"))
    }
    assert ("steps", "limit") in limited
    offends = _offenders(
        lambda at, text: (
            at[:2] in limited and (is_said(at) or at[-1] == "show") and RISES.search(heard(text))
        )
    )
    assert offends == []
