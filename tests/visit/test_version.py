"""What stands around a version: its own questions by name, and the versions before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.store import Store
from goalcoach.visit import version_context as version
from goalcoach.visit.question_names import names_of_left_out, question_names
from goalcoach.visit.version_context import context_of, read_version
from tests.dialogue.packs import item, script_of
from tests.sheets.rowan import CODE, first, second


def kept(folder: Path, *plans: Plan) -> Store:
    store = Store(folder / "plans")
    store.create()
    for plan in plans:
        store.publish(CODE, plan)
    return store


def with_notes() -> Plan:
    return replace(
        first(),
        notes={"story/heard": "Spoke for a long time"},
        kept={"matters/values@v1.lived#low": "It is how it is"},
        answers={"close/how_on": "as_now"},
        skipped={"story/good_days": "not_now", "safety/new": "unsure"},
    )


def test_what_a_record_needs_is_named_and_nothing_private(tmp_path: Path):
    store = kept(tmp_path, with_notes())
    labels = context_of(store, store.load(CODE), history=True).labels
    assert "story/heard" in labels
    assert "story/good_days" in labels
    assert "matters/values@v1.lived" in labels
    assert "safety/new" not in labels
    assert labels["close/how_on=as_now"] != "as_now"


def test_a_reading_sheet_asks_only_for_what_was_skipped(tmp_path: Path):
    store = kept(tmp_path, with_notes())
    assert list(context_of(store, store.load(CODE)).labels) == ["story/good_days"]


def test_what_was_answered_is_read_by_the_names_of_its_question_and_its_choices(tmp_path: Path):
    store = kept(tmp_path, with_notes())
    said = write_text(read_version(store, store.load(CODE), first().visit.date))
    assert "How we go on: Go on as now." in said
    assert "as_now" not in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "What gets in the way, and what helps. Who helps."),
        ("de", "Was im Weg steht, und was hilft. Wer mir hilft."),
        ("es", "Lo que estorba y lo que ayuda. Quién ayuda."),
    ],
)
def test_what_a_short_visit_left_open_reads_as_the_next_visit_offers_it(
    tmp_path: Path, language: str, said: str
):
    """By ids alone it would say "start, ways, team"; of the first of them nothing is offered."""
    visit = replace(first().visit, left_out=("start", "ways", "team"))
    store = kept(tmp_path, replace(first(), visit=visit))
    shown = write_text(read_version(store, store.load(CODE), visit.date, language))
    assert said in " ".join(shown.split())
    assert not {"start.", "ways.", "team."} & {*shown.lower().split()}


def test_a_script_that_offers_nothing_again_has_the_titles_of_its_sections():
    script = script_of(item("one", "text"))
    assert names_of_left_out(script) == {"a": "Part a"}


def test_a_question_that_only_leads_the_talk_is_not_left_open_on_a_sheet(tmp_path: Path):
    skipped = {"story/good_days": "not_now", "goal/also": "not_applicable"}
    store = kept(tmp_path, replace(first(), skipped=skipped))
    around = context_of(store, store.load(CODE))
    assert around.leading == {"goal/also"}
    said = write_text(read_plan(store.load(CODE).plan, first().visit.date, around))
    assert around.labels["story/good_days"] in said
    assert around.labels["goal/also"] not in said


def test_the_versions_before_come_oldest_first_and_only_when_asked_for(tmp_path: Path):
    store = kept(tmp_path, first(), second())
    loaded = store.load(CODE)
    assert [plan.version for plan in context_of(store, loaded, history=True).earlier] == [1]
    assert context_of(store, loaded).earlier == ()
    assert context_of(store, store.load(CODE, 1), history=True).replaced_on == (second().visit.date)


def test_a_name_with_a_pipe_has_its_fallback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The answers of that day are not here; a name with a hole in it would be no name."""
    fit = item("fit", "text", label="How {word|it} fits")
    script = script_of(item("word", "text"), fit)
    monkeypatch.setattr(version, "_installed", lambda name, asked: script)
    store = kept(tmp_path, replace(first(), skipped={"a/fit": "not_now"}))
    assert context_of(store, store.load(CODE)).labels == {"a/fit": "How it fits"}


def test_a_skipped_field_of_a_row_is_called_by_its_own_name(tmp_path: Path):
    skipped = {"matters/values@v1.lived": "not_now", "matters/values": "not_now"}
    store = kept(tmp_path, replace(first(), skipped=skipped))
    labels = context_of(store, store.load(CODE)).labels
    assert labels["matters/values@v1.lived"] == "How much of it is in my life"
    assert labels["matters/values"] == "What matters most to me"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("What is in that number: {one|open}", "What is in that number"),
        ("{one|Something} to do", "Something to do"),
        ("What {one|it} was: a word", "What it was: a word"),
    ],
)
def test_a_question_is_named_without_the_answer_that_its_label_quotes(label: str, name: str):
    script = script_of(item("one", "scale"), item("why", "text", label=label))
    assert question_names(script, ["a/why"], ()) == {"a/why": name}
