"""Around a question no word of ours is in English where another language is spoken."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
import tomli
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.command import Answer, Undo
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view import answer_words, last_time_words, screen_words, standing_words
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.said_list import said_lines
from goalcoach.dialogue.view.screen import (
    CellView,
    CheckView,
    Cover,
    PhaseView,
    Reveal,
    RowView,
    Screen,
    Status,
    VisitProgress,
    WhereLine,
)
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.safe_text import clean
from goalcoach.translation import TrMap, speaking, tr
from tests.dialogue.packs import Pack, all_kinds, item, script_of, write
from tests.dialogue.walker import HOSTILE, PLAIN, TODAY, give, start, turns
from tests.pseudo import plain_words, pseudo, wide

DAY = date(2025, 11, 12)
_TYPED = {"start/ease|x", *(kept for one in (*PLAIN, *HOSTILE) for kept in (one, clean(one)))}
TYPED = sorted(filter(str.strip, _TYPED), key=len, reverse=True)
"""What people type at the walks."""
_TEXTS = {
    *("label", "say", "say_again", "show", "hint", "ask_more", "row_label", "unit", "gate_say"),
    *("text", "title", "because", "probes", "anchors", "skips", "phases"),
}
"""The keys of a script under which it has words."""


def widened(value: Any, inside: bool = False) -> Any:
    """Return a part of a pack with all that it says in wide letters; ids and names stay."""
    if isinstance(value, str):
        # {name|where there is none}
        fallen = re.sub(r"\|[^{}]*", lambda found: wide(found[0]), value)
        return wide(fallen) if inside else value
    if isinstance(value, Mapping):
        keys = value.items()
        made = {key: widened(one, inside or key in _TEXTS) for key, one in keys}
        if "options" in value:
            # A skip is named by its reason: what an item allows is no text.
            options = [one if isinstance(one, dict) else {"id": one} for one in value["options"]]
            made["options"] = [
                widened({"label": one["id"]} | one) | {"id": one["id"]} for one in options
            ]
        if isinstance(value.get("skips"), list):
            made["skips"] = value["skips"]
        return made
    if isinstance(value, list):
        return [widened(one, inside) for one in value]
    return value


def wide_pack() -> Pack:
    files = {}
    for name, data in all_kinds().items():
        table = widened(tomli.loads(data.decode()))
        items = table.pop("item", [])
        lines = [f"{key} = {write(one)}" for key, one in table.items()]
        for one in items:
            lines += ["", "[[item]]", *(f"{key} = {write(value)}" for key, value in one.items())]
        files[name] = ("\n".join(lines) + "\n").encode()
    return files


@cache
def script() -> Script:
    return compile_pack(wide_pack())


def texts_of(value: object) -> Iterator[str]:
    """Yield every text that a view holds, but for what names things to the code."""
    if isinstance(value, Screen | WhereLine | RowView | CellView | CheckView | PhaseView):
        for name in value.__struct_fields__:
            if name not in ("address", "id", "field", "opens", "phase_id", "panel", "who"):
                yield from texts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str) and type(value) is str:
        yield value


@pytest.mark.parametrize("seed", range(4))
def test_a_visit_has_no_english_word_of_ours(seed: int):
    chance, visit = random.Random(seed), ("first", "review")[seed % 2]
    moves = [
        (chance.randint(0, 99), chance.randint(0, 9999), chance.randint(0, 9999))
        for _ in range(120)
    ]
    refused = 0
    with speaking(pseudo()):
        for turn in turns(script(), start(script(), visit), moves):
            if isinstance(turn.outcome, Refusal):
                refused += 1
                said = turn.outcome.sentence
            else:
                asked = screen(script(), turn.after)
                # Options are read by their label; a value by its id.
                seen = replace(asked, value=None, draft="", note="", proposed=None, last_words=None)
                said = " ".join(texts_of((seen, where_lines(script(), turn.after))))
                said += " ".join(one.question for one in said_lines(script(), turn.after))
            for typed in TYPED:
                said = said.replace(typed, "")
            assert not plain_words(said), said
    assert refused > 5


CONSTANTS = [one for one in vars(refusal).values() if isinstance(one, Refusal)]
MADE = [
    refusal.number_outside(1, 2.5),
    refusal.unread_number("?"),
    refusal.unread_number("1,200"),
    refusal.unread_number("12 500", several=True),
    refusal.unread_number("12,20", several=True),
    *(refusal.too_few_rows(1), refusal.too_few_rows(2)),
    *(refusal.too_many_rows(1), refusal.too_many_rows(2)),
    refusal.too_many_words(4, 5),
    refusal.open_cell("Ω", "a/b"),
    refusal.still_open(("a/b",), ("Ω", "Ψ")),
    refusal.without_reason(("a/b",), ("Ω",)),
    refusal.gate_stays("a/b"),
]


def test_no_refusal_is_said_in_english():
    assert len(CONSTANTS) > 25
    with speaking(pseudo()):
        for one in (*CONSTANTS, *MADE[:1], *MADE[5:]):
            assert not plain_words(one.sentence), one
            assert not plain_words(one.sentence_for("Ω")), one
        for doubtful in (refusal.unread_number("1,200"), refusal.unread_number("12 500")):
            assert not plain_words(doubtful.sentence), doubtful


def test_a_refusal_names_the_way_to_skip_of_whoever_says_it():
    assert refusal.NO_TEXT.sentence.endswith("Type a few words, or skip with F5.")
    assert refusal.NO_TEXT.sentence_for("skip with :skip").endswith("or skip with :skip.")
    assert refusal.open_cell("{skip}", "a/b").sentence.startswith("One part is still open: {skip}.")


def rows(*, aside: bool = False, off_paper: bool = False) -> tuple[RowView, ...]:
    return (RowView("r1", "Ω", (), True, aside, off_paper),)


SCALE = Screen("a/b", Kind.SCALE, "Ω", low=0, high=10)
SHOWN = Reveal(Cover.SHOWN, 3, DAY)
BOTH = replace(SCALE, reveal=replace(SHOWN, others=(("Ω", 4),)))
PROGRESS = VisitProgress(
    (PhaseView("a", "Ω", False, True, 0, True, True, True),), 1, 1, 1, minutes_left=30, least=17
)
TEXT = Screen("a/b", Kind.TEXT, "Ω", say="Ω", proposed="Ω", proposed_on=DAY)


def around_a_question() -> Iterator[str]:
    """Yield every sentence that is made of a question, in each of its cases."""
    words, last = screen_words, last_time_words
    answers, stands = answer_words, standing_words
    yield from (words.visit_name(1), words.visit_name(13))
    yield from (words.minutes_words(PROGRESS), words.minutes_words(replace(PROGRESS, least=0)))
    yield words.minutes_words(replace(PROGRESS, minutes_left=0))
    yield words.listener_words(replace(TEXT, who="helper"))
    yield words.paper_words(replace(TEXT, off_paper=True))
    yield words.paper_words(replace(TEXT, rows=rows(off_paper=True)))
    yield words.opens_words(replace(TEXT, opens="a/c", put_off=("Ω", "Ψ")))
    yield words.opens_words(replace(TEXT, opens="a/c"))
    yield words.put_off_words(replace(TEXT, put_off=("Ω", "Ψ", "Ξ", "Λ", "Δ")))
    yield answers.range_words(SCALE)
    yield answers.suggested_words(Screen("a/b", Kind.NUMBER, "Ω", suggestion=7))
    yield answers.rank_words(replace(TEXT, rank=3))
    yield from (stands.more_words(replace(TEXT, more=1)), stands.more_words(replace(TEXT, more=2)))
    yield from (stands.phase_words(PROGRESS.phases[0]), stands.protected_words(PROGRESS))
    for status in Status:
        yield stands.status_words(WhereLine("a/b", "Ω", "Ω", status, "Ω"))
    yield stands.status_words(WhereLine("a/b", "Ω", "Ω", Status.OPEN, "", behind_gate=True))
    yield stands.status_words(WhereLine("a/b", "Ω", "Ω", Status.SKIPPED, "", returning=True))
    skipped = replace(TEXT, status=Status.SKIPPED)
    yield from (stands.left_open_words(skipped), stands.left_open_words(replace(TEXT, sealed=True)))
    reason = SkipReason.UNSURE
    yield stands.left_open_words(replace(skipped, skip_reason=reason, skips=((reason, "Ω"),)))
    yield stands.kept_check_words(CheckView("c", "Ω", hard=False, kept=""))
    yield stands.kept_check_words(CheckView("c", "Ω", hard=False, kept="Ω"))
    yield from (stands.aside_words(1), stands.aside_words(2))
    yield answers.answer_words(TEXT, ("Ω", "Ψ"), TODAY)
    for value in (1, 3, 5):
        yield last.difference_words(replace(SCALE, reveal=SHOWN), value)
        yield last.difference_words(BOTH, value)
        yield last.difference_words(replace(BOTH, who="clinician"), value)
    for asked in (replace(SCALE, reveal=SHOWN), BOTH, replace(BOTH, who="clinician")):
        yield from (one.words for one in last.revealed(asked, 3, TODAY))
    yield last.revealed(replace(SCALE, reveal=replace(SHOWN, last_on=None)), 3, TODAY)[0].words
    yield last.proposal_words(TEXT, TODAY)
    yield last.proposal_words(replace(TEXT, proposed_on=None), TODAY)
    for day in (DAY, None):
        aside = replace(TEXT, proposed_aside=True, proposed_on=day, said_aside="Ω", aside_on=day)
        yield last.proposal_words(aside, TODAY)
        yield last.proposal_words(replace(aside, in_plan="Ψ"), TODAY)
        yield last.kept_aside_words(aside, TODAY)
    for aside_row in (True, False):
        yield last.proposed_rows_words(replace(TEXT, rows=rows(aside=aside_row)), "Ω")
        yield last.row_words(rows(aside=aside_row)[0])


def test_no_sentence_around_a_question_is_in_english():
    with speaking(pseudo()):
        for said in around_a_question():
            assert not plain_words(said), said


def test_what_has_a_name_in_the_code_is_marked_for_translation():
    with speaking(pseudo()):
        for module in (screen_words, answer_words, standing_words, last_time_words):
            for name, value in vars(module).items():
                if isinstance(value, TrMap):
                    assert not plain_words(" ".join(value.values())), name
                elif name.isupper() and isinstance(value, str):
                    assert not plain_words(tr(value)), name


def test_what_is_remembered_is_that_of_its_language():
    """The same screen of one state is asked for in two languages, one after the other."""
    asked = script_of(item("q", "text"))
    state = give(asked, start(asked), Answer("Ω"), Undo())
    assert screen(asked, state).taken_back == "Taken back: the answer here."
    with speaking(pseudo()):
        assert not plain_words(screen(asked, state).taken_back)
    assert screen(asked, state).taken_back == "Taken back: the answer here."
