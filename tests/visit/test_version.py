"""What stands around a version: its own questions by name, and the versions before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.goal import Goal, ProgressRating, Rating
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Parent
from goalcoach.plan.outcome.activity_mean import ACTIVITY_MEAN
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.layouts.record.record import lay_record
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import say_day
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.catalogue import read_catalogue
from goalcoach.store.store import Store
from goalcoach.translation import speaking
from goalcoach.visit import version_context as version
from goalcoach.visit.question_names import names_of_left_out, question_names
from goalcoach.visit.version_context import context_of, read_version
from tests.dialogue.packs import item, script_of
from tests.sheets.rowan import CODE, first, second, third


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


def test_a_question_is_named_without_the_answer_that_its_label_ends_in(tmp_path: Path):
    answers = {"ready@g1/matters_zero": "My garden", "matters/values@v1.low": "Hers alone"}
    store = kept(tmp_path, replace(first(), answers=answers))
    labels = context_of(store, store.load(CODE), answers=True).labels
    assert labels["matters/values@v1.low"] == "What is in that number"
    said = " ".join(write_text(read_version(store, store.load(CODE), first().visit.date)).split())
    assert "What is in that number: Hers alone." in said


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", "What would have to be different"),
        ("de", "Was anders sein soll"),
        ("es", "Qué necesitaría ser distinto"),
    ],
)
def test_what_would_have_to_be_different_is_in_record_and_show_and_on_no_paper_that_goes_home(
    tmp_path: Path, language: str, named: str
):
    """It has no field of the plan: it is what was said of one visit, and stands by its question."""
    store = kept(tmp_path, replace(first(), answers={"overall/heard": "Fewer tasks at once"}))
    loaded = store.load(CODE)
    around = context_of(store, loaded, history=True, language=language)
    with speaking(read_catalogue(language)):
        record = write_text(lay_record(loaded.plan, around, Size.STANDARD))
        handout = write_text(lay_handout(loaded.plan, around, Size.STANDARD))
    shown = write_text(read_version(store, loaded, first().visit.date, language))
    for sheet in (record, shown):
        said = " ".join(sheet.split())
        assert named in said
        assert "Fewer tasks at once" in said[said.index(named) :]
    assert "Fewer tasks" not in " ".join(handout.split())


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


def test_the_mean_of_a_visit_in_two_sittings_is_the_same_in_record_show_and_trends(tmp_path: Path):
    def rated_as(plan: Plan, own: int | None, other: int | None) -> Plan:
        ratings = [Rating(progress=ProgressRating(patient=value)) for value in (own, other)]
        lead = replace(plan.goals[0], rating=ratings[0])
        beside = Goal(id="g9", statement="Write", lifecycle="active", rating=ratings[1])
        return replace(plan, goals=(lead, beside))

    sitting = rated_as(second(), 2, None)
    stopped = replace(sitting.visit, status="incomplete", reason="stopped")
    store = kept(tmp_path, first(), replace(sitting, visit=stopped))
    parent = Parent(version=2, digest=store.load(CODE).digest)
    store.publish(CODE, replace(rated_as(third(), None, 7), parent=parent))
    loaded = store.load(CODE)
    around = context_of(store, loaded, history=True)
    day = say_day(sitting.visit.date)
    for sheet in (
        lay_record(loaded.plan, around, Size.STANDARD),
        read_version(store, loaded, loaded.plan.visit.date),
    ):
        said = " ".join(write_text(sheet).split())
        assert "4.5, on a scale from 0 to 10. 0 cannot, 10 as wanted. Over 2 activities." in said
        assert f"Of these rated at the sitting of {day}: 1." in said
    (mean,) = [
        one for one in read_trends((*around.earlier, loaded.plan)).series if one.id == ACTIVITY_MEAN
    ]
    assert mean.values == (4.5,)


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
