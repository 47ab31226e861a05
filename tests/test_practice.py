"""The practice store of the checkout is what its answers files make of it."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import tomli
from msgspec.structs import replace

from goalcoach.cli.main import run
from goalcoach.plan.leave_to_share import Leave, leave_to_share
from goalcoach.plan.model.plan import SCHEMA
from goalcoach.store.diary_file import load_entries
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from goalcoach.visit.plan_notices import later_words

CHECKOUT = Path(__file__).parent.parent
SESSIONS = CHECKOUT / "sessions"
DEMO = CHECKOUT / "goalcoach" / "prompts" / "demo"
CODES = ("fern-4", "rowan-17")
NEWEST_DAY = date(2026, 11, 30)
"""No day that was lived is later in the practice store, whose days are fixed: whoever opens it on
this day or after is not told that a clock is wrong. Only the next visits lie ahead."""
VISITS = [(code, version) for code in CODES for version in (1, 2)]


def make(folder: Path) -> Path:
    assert run(["demo", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `goalcoach demo` makes."""
    return make(tmp_path_factory.mktemp("made") / "sessions")


def test_demo_makes_the_same_files_each_time(made: Path, tmp_path: Path):
    again = make(tmp_path / "again")
    files = [path.relative_to(made) for path in made.rglob("*.toml")]
    assert len(files) == 6
    for file in [*files, Path(".gitattributes")]:
        assert (again / file).read_bytes() == (made / file).read_bytes()


@pytest.mark.parametrize(("code", "version"), VISITS)
def test_a_practice_plan_is_what_the_answers_give(made: Path, code: str, version: int):
    """Apart from the script's digest and the time it took, which change with each of its words."""
    kept, new = (Store(root).load(code, version).plan for root in (SESSIONS, made))
    kept, new = (
        replace(plan, parent=plan.parent and replace(plan.parent, digest=""))
        for plan in (kept, new)
    )
    assert kept.schema == SCHEMA
    visit = replace(new.visit, minutes=kept.visit.minutes)
    new = replace(new, visit=visit, created=kept.created)
    assert replace(kept, script=new.script, tool=new.tool) == new


def test_the_practice_diary_is_what_its_sheet_gives(made: Path):
    kept, new = (root / "fern-4" / "diary.toml" for root in (SESSIONS, made))
    assert kept.read_bytes() == new.read_bytes()


@pytest.mark.parametrize("code", CODES)
def test_each_practice_patient_has_a_first_visit_and_a_review(code: str):
    store = Store(SESSIONS)
    visits = [store.load(code, version).plan.visit for version in store.versions(code)]
    assert [(visit.kind, visit.status) for visit in visits] == [
        ("first", "done"),
        ("review", "done"),
    ]
    assert visits[1].date > visits[0].date


@pytest.mark.parametrize("code", CODES)
def test_no_visit_and_no_diary_day_of_the_practice_store_lies_ahead(code: str):
    store = Store(SESSIONS)
    assert later_words(store.load(code).plan, NEWEST_DAY) == ""
    assert [one.date for one in load_entries(store, code) if one.date > NEWEST_DAY] == []


def test_the_practice_store_is_whole_and_says_what_it_is():
    store = Store(SESSIONS)
    site = store.site()
    assert site.practice
    assert not [one for one in site.contacts if any(ch.isdigit() for ch in one.number)]
    assert set(CODES) <= set(store.codes())
    assert [one for code in CODES for one in verify(store, code)] == []


def test_one_practice_plan_stays_inside_a_limit_and_one_is_counted():
    store = Store(SESSIONS)
    amounts = []
    for version in (1, 2):
        rowan, fern = (store.load(code, version).plan for code in ("rowan-17", "fern-4"))
        assert (rowan.safety.pem, fern.safety.pem) == ("yes", "no")
        inside = rowan.goals[0].ladder
        assert inside.mode == "energy_limit"
        assert inside.limit
        assert [(rung.amount, rung.status) for rung in inside.rungs] == [(None, "now")]
        counted = fern.goals[0].ladder
        assert counted.mode == "time_based"
        amounts += [rung.amount for rung in counted.rungs if rung.status == "now"]
    assert amounts == [20, 22], "a tenth more"


@pytest.mark.parametrize(
    ("code", "days_after", "marked"),
    [
        ("rowan-17", ("The next day I ate lying down", "Tuesday on the bath mat"), "yes"),
        ("fern-4", ("as on any other day, and the day after as well", "like any other"), "no"),
    ],
)
def test_what_is_marked_of_effort_is_what_their_own_words_say(
    code: str, days_after: tuple[str, str], marked: str
):
    for file, words in zip(sorted(DEMO.glob(f"{code}.*.toml")), days_after, strict=True):
        told = tomli.loads(file.read_text("utf-8"))
        assert words in told["safety/effort"]
        assert told["safety/pem"] == marked


@pytest.mark.parametrize(("code", "steps"), [("rowan-17", ["r1", "r1"]), ("fern-4", ["r1", "r2"])])
def test_at_the_review_one_step_moves_and_one_stays(code: str, steps: list[str]):
    ladders = [Store(SESSIONS).load(code, version).plan.goals[0].ladder for version in (1, 2)]
    now = [rung.id for ladder in ladders for rung in ladder.rungs if rung.status == "now"]
    assert now == steps


def test_what_a_short_visit_left_out_is_offered_at_the_next_and_some_of_it_taken():
    first, review = (Store(SESSIONS).load("fern-4", version).plan for version in (1, 2))
    assert first.visit.time == "short"
    assert {"ways", "team"} < set(first.visit.left_out)
    assert not first.goals[0].barriers
    assert review.goals[0].barriers
    assert not review.supports, "left on the list"


@pytest.mark.parametrize("code", CODES)
def test_each_practice_plan_may_have_a_letter(code: str):
    for version in (1, 2):
        plan = Store(SESSIONS).load(code, version).plan
        assert leave_to_share(plan, version) is Leave.YES


def test_git_lets_only_the_made_up_plans_in(tmp_path: Path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    sessions = tmp_path / "sessions"
    (sessions / "elm-3" / "draft").mkdir(parents=True)
    for code in CODES:
        (sessions / code).mkdir()
    (sessions / ".gitignore").write_bytes((SESSIONS / ".gitignore").read_bytes())
    for name in ("v0001.toml", "v0002.toml", "v0003.toml", "v0002 (1).toml", "diary.toml"):
        for code in ("elm-3", *CODES):
            (sessions / code / name).write_text("x")
    for name in ("elm-3/draft/journal.log", "goalcoach.toml"):
        (sessions / name).write_text("x")
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "add", "sessions"], check=True)
    listed = subprocess.run([*git, "ls-files"], check=True, capture_output=True, text=True)
    assert listed.stdout.split() == [
        "sessions/.gitignore",
        "sessions/fern-4/diary.toml",
        "sessions/fern-4/v0001.toml",
        "sessions/fern-4/v0002.toml",
        "sessions/goalcoach.toml",
        "sessions/rowan-17/v0001.toml",
        "sessions/rowan-17/v0002.toml",
    ]


def test_the_readme_shows_what_the_comparison_says(capsys: pytest.CaptureFixture[str]):
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    shown = re.search(r"```text\n(Cook lunch .*?)```", readme, re.DOTALL)
    assert shown is not None
    assert run(["diff", "rowan-17", "--store", str(SESSIONS)]) == 0
    said = capsys.readouterr().out
    for part in shown[1].split("  …\n"):
        assert f"\n{part}" in said


def test_the_example_is_the_short_first_visit_of_a_practice_patient():
    shown = CHECKOUT / "docs" / "examples" / "first-visit.toml"
    assert shown.read_bytes() == (DEMO / "fern-4.2026-10-16.toml").read_bytes()
    assert '"start/time" = "short"' in shown.read_text("utf-8")
