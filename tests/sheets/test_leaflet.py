"""The leaflet prints what was talked about and nothing else, in the words of the plan's script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.cli.main import run as goalcoach
from goalcoach.errors import NotAllowed
from goalcoach.plan.leaflets_told import date_leaflets
from goalcoach.plan.model.optional_parts import Leaflet
from goalcoach.plan.model.plan import Plan
from goalcoach.press.sheet_fingerprint import digest_rules
from goalcoach.sheets.sheet import Paper, Size, lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.script_pack import read_pack
from goalcoach.store.site_file import Site
from goalcoach.visit.version_context import context_of
from tests.press.stock import put
from tests.screens.test_print import keep
from tests.sheets.kinds import HANDOUT, LEAFLET
from tests.sheets.leaflets import EVERY_KIND, told
from tests.sheets.paper import pages
from tests.sheets.rowan import ANY_HOUR, DAYS, around, first, third


def text_of(plan: Plan) -> str:
    return " ".join(write_text(lay_sheet(LEAFLET, plan, around()).blocks).split())


def with_rows(*rows: Leaflet) -> Plan:
    return replace(third(), leaflets=rows)


def row(kind: str, status: str, **more: object) -> Leaflet:
    return Leaflet(id="l1", asked="What is it?", kind=kind, status=status, **more)  # type: ignore[arg-type]


def test_only_what_was_talked_about_is_printed_once_with_its_day():
    plan = with_rows(
        row("sleep", "told", day=DAYS[0]),
        row("pain", "begun"),
        row("gut", "later"),
        row("heart", "no"),
        row("sleep", "told", day=DAYS[1]),
    )
    said = text_of(plan)
    assert said.count("About ") == 1
    assert "About poor sleep" in said
    assert "We talked about it on 20 November 2026." in said
    assert "This is not a diagnosis." in said


@pytest.mark.parametrize("rows", [(), (row("pain", "begun"), row("gut", "later"))])
def test_where_none_was_talked_about_there_is_none_and_it_says_how_to_get_one(
    rows: Sequence[Leaflet],
):
    plan = with_rows(*rows)
    assert LEAFLET.is_blank(plan)
    assert LEAFLET.blank is not None
    assert re.fullmatch(r"No leaflet talked about yet\..*How it works.*", LEAFLET.blank.refusal)
    handout = write_text(lay_sheet(HANDOUT, plan, around()).blocks)
    assert "We talked about" not in handout


def test_words_of_another_script_stand_in_for_none():
    with pytest.raises(NotAllowed, match="The script of this plan is not here"):
        lay_sheet(LEAFLET, told(third(), "gut"), replace(around(), leaflets={}))


def test_what_calls_for_help_at_once_has_the_general_signs_their_own_and_the_number():
    said = text_of(told(third(), "dizziness"))
    box = said[said.index("Get help at once") : said.index("When to ask a doctor")]
    own = third().flare_plan.emergency[-1]
    for words in ("Double vision.", "A new kind of symptom.", own, ANY_HOUR[1]):
        assert words in box
    sudden = replace(third().flare_plan, known_sudden=("The sway",))
    assert "not as I know it" in text_of(replace(told(third(), "dizziness"), flare_plan=sudden))


@pytest.mark.parametrize(("size", "each"), [(Size.STANDARD, 1), (Size.LARGE, 2)])
def test_each_takes_a_page_of_its_own_or_two_in_large_print(size: Size, each: int):
    sheet = lay_sheet(LEAFLET, told(third(), *EVERY_KIND), around(), size)
    for paper in Paper:
        found = pages(write_sheet(sheet, FileFormat.PDF, paper))
        assert [page.startswith("About ") for page in found] == [True, *[False] * (each - 1)] * 7


def test_the_command_prints_it_from_the_store_and_says_why_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    keep(tmp_path / "plans", first())
    put(tmp_path / "plans", replace(first(), patient="ash", leaflets=()))
    ask = ["print", "--store", "plans", "--sheet", "leaflet", "--format", "text"]
    assert goalcoach([*ask, "rowan-17"]) == 0
    (sheet,) = Path("printed").glob("*.txt")
    assert "busy places" in sheet.read_text("utf-8")
    capsys.readouterr()
    assert goalcoach([*ask, "ash"]) == 77
    assert (
        "No leaflet talked about yet. In a visit: “What we could look at today”, then"
        in " ".join(capsys.readouterr().err.split())
    )


def test_a_clinics_own_words_are_those_that_are_printed_and_change_the_stamp(tmp_path: Path):
    own = tmp_path / "ours"
    own.mkdir()
    for name, data in read_pack("core").items():
        data = data.replace(b'id = "core"', b'id = "ours"')
        (own / name).write_bytes(data.replace(b"Pain is real,", b"Pain is real, we say,"))
    plan = replace(told(first(), "pain"), script=replace(first().script, id="ours"))
    store = keep(tmp_path / "plans", plan)
    assert not context_of(store, store.load("rowan-17")).leaflets
    (tmp_path / "plans" / "goalcoach.toml").write_text(f'script = "{own}"\n', "utf-8")
    store = type(store)(tmp_path / "plans")
    told_words = context_of(store, store.load("rowan-17")).leaflets["pain"]
    assert told_words[0].text.startswith("Pain is real, we say, whatever")
    before = digest_rules(Site(script=str(own)), FileFormat.TEXT)
    told_file = own / "leaflet_told.toml"
    told_file.write_bytes(told_file.read_bytes().replace(b"we say", b"we know"))
    assert digest_rules(Site(script=str(own)), FileFormat.TEXT) != before


def test_the_day_is_that_of_the_visit_at_which_it_was_talked_about():
    plan = date_leaflets(
        with_rows(row("pain", "told", day=DAYS[0]), row("gut", "told"), row("sleep", "later")),
        {"l1"},
        date(2026, 12, 18),
    )
    assert [one.day for one in plan.leaflets] == [DAYS[0], date(2026, 12, 18), None]
    stood = date_leaflets(with_rows(row("gut", "told")), set(), date(2026, 12, 18))
    assert stood.leaflets[0].day is None  # nobody talked of it at this visit
