"""What the program's Spanish words are looked at for; docs/VOICE_ES.md says why."""

from __future__ import annotations

import re

from tests.prompts.pack_es import (
    FAMILIAR,
    JARGON,
    OF_A_MAN_OR_A_WOMAN,
    ONE_WORD_FOR_ONE_THING,
    POLITE,
    PUSHES_OR_BLAMES,
    says,
)
from tests.prompts.word_voice import WordVoice

TOLD_TO_WHOEVER_USES_IT = (
    r"usted|quite|añada|responda|elija|abra|salte|indique|agrande|acorte|imprima",
    r"(?<!se )(?<!le )(?<!les )(escriba|pregunte)",
    r"salga|cree|anote|llame|(ciérr|bórr|déj|sált|márqu)el[ao]|(respónd|escríb)al[ao]",
    r"(por )?quien le (ayuda|atiende)|le (protege|importa|avisa|vendría|afectó)",
    r"su (lista|orden|meta)|sus últimas palabras|siga (con|cuando)",
)
SOURCES = frozenset(
    {
        "plan.outcome.trend_flag.psfs_mdc90_jospt_2014_44",
        "plan.outcome.attainment_score.t_50_10_wx_0",
    }
)
"""A formula and a source are as they are elsewhere."""
TYPED_SIGNS = frozenset(
    {
        "cli.diary_prompt.correct_it_numbers_or_add",  # the key (a)
        "cli.print_.copies_goes_with_printer_duplex",  # --duplex
        "store.file_name.after_comes_the_number_of",  # rowan-17@2
    }
)


def _misquoted(text: str) -> bool:
    marks = "".join(re.findall(r"[¿?«»]", text))
    return not re.fullmatch(r"(¿\?|«(¿\?)*»|¿«»\?)*", marks)


SPANISH = WordVoice(
    language="es",
    facts=r"\{\w+\}|\n",
    put_in=r"\{\w+\}",
    not_shown=SOURCES,
    foot=12,
    headings=frozenset(
        {"screens.home.patient_list.a_new_code", "screens.home.patient_list.everyone"}
    ),
    names=ONE_WORD_FOR_ONE_THING,
    names_in=lambda thing, text: bool(says(thing)(re.sub(r"\{\w+\}", "", text))),
    named=lambda thing, said: says(thing)(said),
    patients="de la persona del plan",
    judges=says(*PUSHES_OR_BLAMES, *JARGON),
    judges_here=frozenset({"sheets.layouts.record.goal.why_not_lower_words"}),
    signs=says(*OF_A_MAN_OR_A_WOMAN),
    signs_here=TYPED_SIGNS,
    familiar=says(FAMILIAR),
    misquoted=_misquoted,
    foreign=r"[\"'“”‘’„]|\.\.\.",
    polite=says(*POLITE, *TOLD_TO_WHOEVER_USES_IT),
    to_others=frozenset(),
    all_forms_polite=False,
    least_polite=101,
    danger="Pida ayuda de inmediato por ",
)
