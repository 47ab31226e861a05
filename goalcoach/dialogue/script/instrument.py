"""A site's own scale: `kind = "instrument"`, one item in a script, several questions in a visit.

It is taken apart before anything else is read: a text to say with its title and notice, and a
choice for each of its items, called "ID_ITEM". So it is asked, skipped and kept like any other
question, and only its score is more. Its words are locked: nothing is put into them, and neither
an overlay nor a translation changes them. What it is published as is what it is asked as.
"""

from __future__ import annotations

import re

from goalcoach.dialogue.script.instrument_scoring import options_of
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.outcome.activity_mean import ACTIVITY_MEAN

INSTRUMENT = "instrument"
INSTRUMENT_TEXTS = ("id", "title", "version", "notice", "permission", "language", "direction")
"""The texts that every scale has."""
INSTRUMENT_KEYS = (
    *("kind", *INSTRUMENT_TEXTS, "items", "options", "score", "missing", "range"),
    *("parts", "retest_change"),
    *("say", "when", "visits", "private", "lint_ok"),
)
_PASSED_ON = ("when", "visits", "private")
DIRECTIONS = ("up", "down")
_SAY = {
    "en": "These questions belong together, and are read out as they are written. "
    "You can pass on any.",
    "de": "Diese Fragen gehören zusammen und werden vorgelesen, wie sie geschrieben sind. "
    "Jede darf offen bleiben.",
    "es": "Estas preguntas van juntas y se leen tal como están escritas. "
    "Cualquiera se puede dejar sin responder.",
}
"""What is said before a scale that says nothing itself, by its language. It speaks to nobody, so it
fits every form of address."""
_SELF_HARM = re.compile(
    r"suicid|self[- ]?harm|kill(ing)? (yourself|myself)|(hurt|harm)(ing)? (yourself|myself)"
    r"|better off dead|(wish|want)\w* (to be|(you|i) (were|was)) dead|want\w* to die"
    r"|end(ing)? (your|my) (own )?life|take (your|my) own life"
    r"|suizid|selbstmord|selbstverletz|selbstt[öo]t|umbringen|nicht mehr leben"
    r"|tot (zu )?(sein|wäre)|das leben (zu )?nehmen|lieber tot|etwas an(zu)?tun"
    r"|hacer(se|te|me) daño|quitar(se|te|me) la vida|\bmatar(se|te|me)\b|mejor muert"
    r"|deseos? de morir",
    re.IGNORECASE,
)


def expand(table: TomlTable, language: str) -> list[dict[str, object]]:
    """Return the items that a scale is asked as, the text to say first. Reports what is wrong.

    `language` is the one that is asked in: a scale is asked in its own, or not at all.
    """
    table.allow(INSTRUMENT_KEYS)
    name = table.text("id")
    for key in INSTRUMENT_TEXTS:
        if not table.text(key).strip():
            table.complain("E105", key, "is needed of a scale")
    if name == ACTIVITY_MEAN:
        table.complain("E104", "id", "is the code of goalcoach's own mean of ratings")
    if table.text("language", language) != language:
        table.complain("E131", "language", f"is not the one that is asked in, which is {language}")
    if table.text("direction", "up") not in DIRECTIONS:
        table.complain("E105", "direction", "is “up” where more is better, else “down”")
    passed = {key: table.data[key] for key in _PASSED_ON if key in table.data}
    asked = [_lead(table, language) | passed]
    for one in table.tables("options"):
        _check_option(one)
    for one in table.tables("items"):
        one.allow(("id", "text", "options", "reverse"))
        if not one.text("id"):
            one.complain("E107", "id", "an item needs an id of its own")
        _check_words(one, one.text("text"))
        text = one.text("text")
        question = {"id": f"{name}_{one.text('id')}", "kind": "choice", "label": text, "say": text}
        asked.append(question | {"options": _offered(one, table)} | passed)
    if len(asked) < 2:
        table.complain("E105", "items", "a scale needs items and options")
    return asked


def _offered(item: TomlTable, scale: TomlTable) -> list[dict[str, object]]:
    """Return what an item may be answered with: options of its own, or those of the scale."""
    options = options_of(item, scale)
    if not options:
        item.complain("E105", "options", "a scale needs items and options")
    if item.has("options"):
        for one in options:
            _check_option(one)
    return [{"id": one.text("id"), "label": one.text("label")} for one in options]


def _check_option(option: TomlTable) -> None:
    option.allow(("id", "label", "score"))
    _check_words(option, option.text("label"))


def _lead(table: TomlTable, language: str) -> dict[str, object]:
    """Return the text that is said first, with the title and the notice on its card."""
    usual = _SAY.get(language.partition("-")[0], "")
    if not table.text("say", usual).strip():
        table.complain("E105", "say", f"is needed: what is said first, in the language {language}")
    for part in table.tables("parts"):
        _check_lock(part, "title", part.text("title"))
        _check_harm(part, "title", part.text("title"))
    title, notice = table.text("title"), table.text("notice")
    _check_lock(table, "title", title)
    _check_lock(table, "notice", notice)
    _check_harm(table, "title", title)
    words = {"label": title, "say": table.text("say", usual), "show": f"{title}\n{notice}"}
    # On the page as well as on the card: a notice that has to be shown waits for no key.
    excepted = {key: table.data[key] for key in ("lint_ok",) if key in table.data}
    return {"id": table.text("id"), "kind": "say", "panel": "card", **words, **excepted}


def _check_words(table: TomlTable, words: str) -> None:
    if not words.strip():
        table.complain("E105", "", "needs its words")
    _check_lock(table, "", words)
    _check_harm(table, "", words)


def _check_lock(table: TomlTable, key: str, words: str) -> None:
    if "{" in words or "}" in words:
        table.complain("E130", key, "nothing is put into the words of a scale")


def _check_harm(table: TomlTable, key: str, words: str) -> None:
    if _SELF_HARM.search(words):
        table.complain(
            "E132",
            key,
            "asks about self-harm. An answer would stand unread in a plan; the safety part asks "
            "for the decision alone, in the room",
        )
