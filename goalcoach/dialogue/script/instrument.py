"""A site's own scale: `kind = "instrument"`, one item in a script, several questions in a visit.

It is taken apart before anything else is read: a text to say with its title and notice, and a
choice for each of its items, called "ID_ITEM". So it is asked, skipped and kept like any other
question, and only its score is more. Its words are locked: nothing is put into them, and neither
an overlay nor a translation changes them. What it is published as is what it is asked as.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.outcome.scale_score import SCORE_DECIMALS, ScaleRule

INSTRUMENT = "instrument"
_NEEDED = ("id", "title", "version", "notice", "permission", "language", "direction")
INSTRUMENT_KEYS = (
    *("kind", *_NEEDED, "items", "options", "score", "missing", "range", "retest_change"),
    *("say", "when", "visits", "private", "lint_ok"),
)
_PASSED_ON = ("when", "visits", "private")
_DIRECTIONS = ("up", "down")
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


@dataclass(frozen=True, slots=True)
class Instrument:
    """A scale as it was published. `scores` gives an option's score by its id; `items` are ids of
    questions of its section. `low` and `high` are the ends of the score; `direction` is "up" where
    more is better, else "down"; `retest_change` the least change that is more than chance, where
    the site gives one, with its source."""

    id: str
    section: str
    title: str
    version: str
    language: str
    notice: str
    permission: str
    items: tuple[str, ...]
    scores: Mapping[str, float]
    rule: ScaleRule
    low: float
    high: float
    direction: str
    retest_change: float | None = None
    retest_source: str = ""


def expand(table: TomlTable, language: str) -> list[dict[str, object]]:
    """Return the items that a scale is asked as, the text to say first. Reports what is wrong.

    `language` is the one that is asked in: a scale is asked in its own, or not at all.
    """
    table.allow(INSTRUMENT_KEYS)
    name = table.text("id")
    for key in _NEEDED:
        if not table.text(key).strip():
            table.complain("E105", key, "is needed of a scale")
    if table.text("language", language) != language:
        table.complain("E131", "language", f"is not the one that is asked in, which is {language}")
    if table.text("direction", "up") not in _DIRECTIONS:
        table.complain("E105", "direction", "is “up” where more is better, else “down”")
    passed = {key: table.data[key] for key in _PASSED_ON if key in table.data}
    asked = [_lead(table, language) | passed]
    options = [
        {"id": one.text("id"), "label": one.text("label")} for one in table.tables("options")
    ]
    for one in table.tables("items"):
        one.allow(("id", "text"))
        if not one.text("id"):
            one.complain("E107", "id", "an item needs an id of its own")
        _check_words(one, one.text("text"))
        text = one.text("text")
        question = {"id": f"{name}_{one.text('id')}", "kind": "choice", "label": text, "say": text}
        asked.append(question | {"options": options} | passed)
    for one in table.tables("options"):
        one.allow(("id", "label", "score"))
        _check_words(one, one.text("label"))
    if len(asked) < 2 or not options:
        table.complain("E105", "items", "a scale needs items and options")
    return asked


def _lead(table: TomlTable, language: str) -> dict[str, object]:
    """Return the text that is said first, with the title and the notice on its card."""
    usual = _SAY.get(language.partition("-")[0], "")
    if not table.text("say", usual).strip():
        table.complain("E105", "say", f"is needed: what is said first, in the language {language}")
    title, notice = table.text("title"), table.text("notice")
    _check_lock(table, "title", title)
    _check_lock(table, "notice", notice)
    _check_harm(table, "title", title)
    words = {"label": title, "say": table.text("say", usual), "show": f"{title}\n{notice}"}
    return {"id": table.text("id"), "kind": "say", **words}


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


def read_instrument(table: TomlTable, section: str) -> Instrument:
    """Return the scale that a table describes. Reports what is wrong with its scoring."""
    options = table.tables("options")
    scores = {one.text("id"): one.number("score") for one in options}
    for one in options:
        if not one.has("score"):
            one.complain("E105", "score", "is needed: what choosing it counts")
    items = tuple(f"{table.text('id')}_{one.text('id')}" for one in table.tables("items"))
    rule = _read_rule(table, len(items))
    least, most = (min(scores.values()), max(scores.values())) if scores else (0.0, 0.0)
    times = len(items) if rule.way == "sum" else 1
    low, high = (round(end * times, SCORE_DECIMALS) for end in (least, most))
    wanted = table.pair("range")
    if wanted is not None and wanted != (low, high):
        table.complain("E106", "range", f"is not what its options add up to: [{low:g}, {high:g}]")
    change, source = _read_change(table)
    return Instrument(
        id=table.text("id"),
        section=section,
        title=table.text("title"),
        version=table.text("version"),
        language=table.text("language"),
        notice=table.text("notice"),
        permission=table.text("permission"),
        items=items,
        scores=scores,
        rule=rule,
        low=low,
        high=high,
        direction=table.text("direction"),
        retest_change=change,
        retest_source=source,
    )


def _read_rule(table: TomlTable, count: int) -> ScaleRule:
    way = table.text("score")
    if way not in ("sum", "mean"):
        table.complain("E105", "score", "is “sum” or “mean”")
    if not table.has("missing"):
        why = (
            'is needed: "none", or { at_most = 1, by = "mean" }; what is missing never counts as 0'
        )
        table.complain("E133", "missing", why)
    if table.data.get("missing", "none") == "none":
        return ScaleRule(way, 0)
    missing = table.table("missing")
    if missing is None:
        return ScaleRule(way, 0)
    missing.allow(("at_most", "by"))
    at_most = missing.whole("at_most")
    if missing.text("by") != "mean" or not 0 < at_most < max(count, 1):
        missing.complain("E133", "at_most", "goes with by = “mean”, and leaves at least one item")
    return ScaleRule(way, at_most)


def _read_change(table: TomlTable) -> tuple[float | None, str]:
    """Return the retest change and its source. Reports E105 without a source, E106 for none."""
    change = table.table("retest_change")
    if change is None:
        return None, ""
    change.allow(("by", "source"))
    by, source = change.number("by"), change.text("source").strip()
    if by <= 0:
        change.complain("E106", "by", "is more than 0: the least change that is not chance")
    if not source:
        change.complain("E105", "source", "is needed: where this change was found")
    return by, source
