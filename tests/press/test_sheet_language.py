"""In which language a sheet is: the patient's, whatever is spoken around it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.press import sheet_worker as worker_module
from goalcoach.press.merge import merge
from goalcoach.press.worker_messages import Fate, PrintJob, pack_order, unpack_order
from goalcoach.sheets.layouts.flare_card import NO_CONTACT
from goalcoach.sheets.page_style import PageStyle
from goalcoach.sheets.paper_language import sheet_language
from goalcoach.sheets.sheet import lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.sheets.writers.pdf import pdf, template_data, template_style
from goalcoach.store.catalogue import read_catalogue
from goalcoach.store.file_name import SITE_FILE
from goalcoach.store.store import Store
from goalcoach.translation import Catalogue, speaking, spoken, tr
from goalcoach.visit import version_context
from goalcoach.visit.version_context import context_of, read_version
from tests.catalogues import core_in_german, german
from tests.press.stock import Desk, plan_of, put, put_site
from tests.sheets.kinds import CARD, HANDOUT, RECORD

__all__ = ["german"]

GERMAN = Catalogue("de", {"Goal": "Ziel"})


def in_language(desk: Desk, code: str, language: str | None, spoken_then: str = "en") -> None:
    plan = plan_of(code)
    used = replace(plan.script, language=spoken_then)
    put(desk.root, replace(plan, visit=replace(plan.visit, language=language), script=used))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages in which sheets were laid, in order, each with a word of ours."""
    found: list[str] = []

    def spy(*given: object):
        found.append(f"{spoken().language} {tr('Goal')}")
        return lay_sheet(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(worker_module, "lay_sheet", spy)
    return found


@pytest.mark.usefixtures("german")
def test_a_sheet_is_laid_in_the_patients_language_and_the_one_around_stays(
    desk: Desk, heard: list[str]
):
    in_language(desk, "ash", "de")
    in_language(desk, "elm", None, "de")
    in_language(desk, "oak", "en", "de")
    desk("ash", "elm", "oak")
    assert heard == ["de Ziel", "de Ziel", "en Goal"]
    assert spoken().language == "en"


@pytest.mark.usefixtures("german")
def test_the_form_of_address_is_the_sites(desk: Desk, heard: list[str]):
    put_site(desk.root, more='address = "familiar"\n')
    in_language(desk, "ash", "de")
    desk("ash")
    assert heard == ["de Dein Ziel"]


@pytest.mark.usefixtures("german")
def test_another_language_can_be_asked_for_and_makes_the_sheet_anew(desk: Desk, heard: list[str]):
    in_language(desk, "ash", "de")
    order = desk.order(form=FileFormat.HTML)
    desk("ash", order=order)
    (english,) = desk("ash", order=order._replace(language="en"))
    assert english.fate is Fate.PRINTED
    assert heard == ["de Ziel", "en Goal"]
    assert '<html lang="en"' in (desk.out / english.name).read_text("utf-8")
    (again,) = desk("ash", order=order._replace(language="en"))
    assert again.fate is Fate.CURRENT


def test_workers_in_processes_of_their_own_know_the_language(desk: Desk):
    desk.workers = 2
    order = desk.order(form=FileFormat.HTML, language="de")
    assert unpack_order(pack_order(order)).language == "de"
    for one in desk("ash", "elm", "oak", order=order):
        assert '<html lang="de"' in (desk.out / one.name).read_text("utf-8")


def test_workers_in_processes_of_their_own_tell_in_the_language_of_the_run(desk: Desk):
    put_site(desk.root, more='address = "familiar"\n')
    for code in ("ash", "elm", "oak"):
        put(desk.root, plan_of(code, ask=True))
    with speaking(read_catalogue("de", "familiar")):
        alone = desk("ash", "elm", "oak")
        desk.workers = 2
        assert desk("ash", "elm", "oak") == alone
        assert {one.sentence for one in alone} == {tr("no yes to printing")}
    assert alone[0].sentence != "no yes to printing"


@pytest.mark.usefixtures("german")
def test_a_plan_in_a_language_that_we_do_not_speak_is_printed_all_the_same(
    desk: Desk, heard: list[str]
):
    in_language(desk, "ash", "fr")
    (one,) = desk("ash", order=desk.order(form=FileFormat.HTML))
    assert heard == ["en Goal"]
    assert '<html lang="fr"' in (desk.out / one.name).read_text("utf-8")


def test_why_there_is_no_sheet_is_said_in_the_language_of_the_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    in_language(desk, "ash", "de")
    (desk.root / SITE_FILE).write_text("", "utf-8")
    (card,) = desk("ash", order=desk.order(CARD, language="de"))
    assert card.fate is Fate.REFUSED
    assert card.sentence == NO_CONTACT
    monkeypatch.setattr(pdf, "MOST_ON_PAPER", 10)
    (long,) = desk("ash", order=desk.order(form=FileFormat.PDF))
    assert "a PDF takes at most 10" in long.sentence


def test_a_writer_says_its_own_words_in_the_language_of_the_sheet(
    monkeypatch: pytest.MonkeyPatch,
):
    with speaking(GERMAN):
        sheet = lay_sheet(RECORD, plan_of("ash"))
    seen = []

    def note(made: object) -> object:
        seen.append(spoken().language)
        return made

    monkeypatch.setattr(template_data, "style_tree", lambda style: note({}))
    template_data.sheet_tree(sheet)
    monkeypatch.setattr(
        "goalcoach.sheets.writers.text.write_text",
        lambda blocks: note(""),
    )
    write_sheet(sheet, FileFormat.TEXT)
    assert seen == ["de", "de"]


@pytest.mark.usefixtures("german")
def test_one_file_of_several_has_each_sheet_in_its_language(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    in_language(desk, "ash", "de")
    seen = []
    style = template_style.style_tree

    def note(given: PageStyle) -> object:
        seen.append(spoken().language)
        return style(given)

    monkeypatch.setattr(template_data, "style_tree", note)
    worker = desk.worker(desk.order(form=FileFormat.PDF))
    merge(worker, [PrintJob("ash"), PrintJob("elm")], tmp_path / "all.pdf", lambda done: None)
    assert seen == ["de", "en"]


@pytest.mark.usefixtures("german")
def test_the_reading_page_is_in_the_plans_language_too(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    in_language(desk, "ash", "de")
    store = Store(desk.root)
    seen = []

    def note(*given: object) -> tuple[()]:
        seen.append(tr("Goal"))
        return ()

    monkeypatch.setattr(version_context, "read_whole_plan", note)
    read_version(store, store.load("ash"), date(2026, 12, 1))
    read_version(store, store.load("ash"), date(2026, 12, 1), "en")
    assert seen == ["Ziel", "Goal"]


@pytest.mark.usefixtures("german")
def test_questions_are_named_in_the_plans_language(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def read(name: str, own: Path | None = None, languages: tuple[str, ...] = ()):
        return core_in_german()

    monkeypatch.setattr("goalcoach.store.script_pack.read_pack", read)
    version_context._installed.cache_clear()
    plan = plan_of("ash")
    skipped = {"story/good_days": "not_now"}
    visit = replace(plan.visit, language="de")
    put(desk.root, replace(plan, visit=visit, skipped=skipped))
    store = Store(desk.root)
    (label,) = context_of(store, store.load("ash")).labels.values()
    assert label.startswith("de ")
    (english,) = context_of(store, store.load("ash"), language="en").labels.values()
    assert label == f"de {english}"
    version_context._installed.cache_clear()


def test_a_sheet_names_its_language_by_the_plan():
    plan = plan_of("ash")
    for patient, said, expected in (("de", "en", "de"), (None, "es", "es"), (None, None, "en")):
        one = replace(
            plan,
            visit=replace(plan.visit, language=patient),
            script=replace(plan.script, language=said),
        )
        assert sheet_language(one) == expected
        assert lay_sheet(HANDOUT, one).language == expected


def test_an_order_without_a_language_is_read_as_before(desk: Desk):
    line = json.loads(pack_order(desk.order()))
    assert unpack_order(json.dumps(line[:-1])).language == ""
