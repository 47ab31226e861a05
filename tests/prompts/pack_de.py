"""What the German of the core pack is looked at for; docs/VOICE_DE.md says why."""

from __future__ import annotations

import re

from tests.prompts.pack_voice import PackVoice
from tests.prompts.readability_de import lix, sentences_of, wiener, words_of
from tests.prompts.translated import is_said

HARDEST_LIX, HARDEST_WIENER = 35, 6
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
SOFTENS = re.compile(
    r"\b(?:vielleicht|eventuell|womöglich|könnte\w*|wenn möglich|ein wenig)\b", re.IGNORECASE
)


def _misquoted(text: str) -> bool:
    foreign = re.search(r"[\"'!<>\[\]*”]|\.\.\.|--", text)
    return bool(foreign) or text.count("„") != text.count("“")


def _asks_why(text: str) -> bool:
    firsts = {words_of(one)[0].lower() for one in sentences_of(text)}
    return bool(firsts & {"warum", "wieso", "weshalb"})


GERMAN = PackVoice(
    language="de",
    words_of=words_of,
    sentences_of=sentences_of,
    widest_card=59,
    longest_turn=45,
    reads_hard=lambda text: lix(text) > HARDEST_LIX or wiener(text) > HARDEST_WIENER,
    is_heard=is_said,
    judges=re.compile(rf"\b(?:{'|'.join(NOT_WRITTEN)})\b", re.IGNORECASE).search,
    signs=GENDER_SIGNS.search,
    familiar=FAMILIAR.search,
    polite=POLITE.search,
    polite_here=is_said,
    all_forms_polite=True,
    least_polite=500,
    misquoted=_misquoted,
    quoted="„([^“]+)“",
    sayings=frozenset(
        {
            *("Dasselbe und nicht mehr", "Stopp", "Einmal war genug", "Nicht viel", "Noch nichts"),
            *("Nichts", "Keine", "keine"),
        }
    ),
    asks_why=_asks_why,
    rises=RISES.search,
    danger={
        "once": "Holen Sie bei diesen Zeichen sofort Hilfe: ",
        "soon": "Lassen Sie das bald ärztlich ",
    },
    softens=SOFTENS.search,
)
