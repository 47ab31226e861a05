"""What the program's German words are looked at for; docs/VOICE_DE.md says why."""

from __future__ import annotations

import re

from tests.prompts.pack_de import FAMILIAR, GENDER_SIGNS, NOT_WRITTEN, POLITE
from tests.prompts.word_voice import WordVoice

TO_OTHERS = frozenset(
    {
        "sheets.layouts.letter.please_help_in_the_way",
        "sheets.layouts.letter.please_send_news_before_then",
        "sheets.layouts.letter.please_send_news_before_then_2",
        "sheets.layouts.work_page.these_are_my_words_and",
        "sheets.parts.for_team.a_step_stays_until_it",
        "sheets.parts.for_team.a_step_stays_within_the",
    }
)
"""Papers for a team, for work or school: whoever reads them is Sie also where the patient is du."""
ONE_WORD = {
    r"hard spells?": r"Phasen?",
    r"symptoms?": r"Beschwerden",
    r"refresher": r"Auffrischung",
    r"leaflets?": r"Merkbl[aä]tt\w*",
    r"clinicians?": r"Fachperson|fachlich",
    r"part of life|parts of life": r"Lebensbereiche?",
    r"left open": r"offen gelassen|(?:blieb|noch) offen",
    r"bad-day version": r"Form für schlechte Tage",
    r"sign to stop|stop sign": r"Stopp-Zeichen",
    r"check-in day": r"Rückblick-Tag",
    r"diary": r"Tagebuch\w*",
    r"energy limit": r"Grenze",
    r"set aside|kept aside": r"beiseite\w*",
    r"steps?": r"Schritte?n?",
    r"a helper|the helper|your helper": r"Begleitung",
}

GERMAN = WordVoice(
    language="de",
    facts=r"\{\w+\}",
    put_in=r"\{\w+\}|\bDIR\b",
    not_shown=frozenset(),
    foot=11,
    headings=frozenset({"screens.home.patient_list.a_new_code", "screens.home.patient_list.due"}),
    names=ONE_WORD,
    names_in=lambda thing, text: bool(re.search(rf"\b(?:{thing})\b(?!\}})", text)),
    named=lambda thing, said: re.search(thing, said, re.IGNORECASE),
    patients="von der Person",
    judges=re.compile(rf"\b(?:{'|'.join(NOT_WRITTEN)})\b", re.IGNORECASE).search,
    judges_here=frozenset(),
    signs=GENDER_SIGNS.search,
    signs_here=frozenset(),
    familiar=FAMILIAR.search,
    misquoted=lambda text: text.count("„") != text.count("“"),
    foreign=r"[\"'”‘’]|\.\.\.|(?<!-)--(?![a-z])",
    polite=re.compile(rf"{POLITE.pattern}|\bIHRE\b").search,
    to_others=TO_OTHERS,
    all_forms_polite=True,
    least_polite=len(TO_OTHERS),
    danger="Holen Sie sofort Hilfe bei allem, ",
)
