"""Lint of packs nobody wrote: it never fails, and what it passes can be walked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.script.compiler import compile_pack, examine_pack
from goalcoach.dialogue.script.diagnostic import Severity
from goalcoach.dialogue.view.screen_builder import screen
from tests.amount import examples
from tests.dialogue.packs import Pack, all_kinds, random_packs
from tests.dialogue.walker import moves, start, turns

WALKS = 25
"""Packs by day; at night 20 times as many, of 20 walks each: 10,000 walks."""


@examples(WALKS)
@given(random_packs(), st.lists(moves, min_size=20, max_size=20))
def test_a_pack_without_errors_never_fails_in_a_visit(files: Pack, walks: list[list[object]]):
    if any(one.severity is Severity.ERROR for one in lint_pack(files)):
        return
    script = compile_pack(files)
    for number, given_moves in enumerate(walks):
        state = start(script, ("first", "review")[number % 2])
        for turn in turns(script, state, given_moves):  # type: ignore[arg-type]
            state = turn.after
        assert screen(script, state, 60) is not None


@examples(WALKS)
@given(random_packs())
def test_lint_finds_the_compilers_errors_and_no_others(files: Pack):
    errors = {one for one in lint_pack(files) if one.severity is Severity.ERROR}
    refused = set(examine_pack(files).found)
    assert errors >= refused
    assert {one.code for one in errors - refused} <= {"E302", "E110"}


def test_lint_of_a_pack_with_every_kind_of_question_finds_the_same_each_time():
    files = all_kinds()
    backwards = dict(reversed(files.items()))
    assert lint_pack(files) == lint_pack(backwards)
    assert lint_pack(files) == tuple(sorted(lint_pack(files)))
