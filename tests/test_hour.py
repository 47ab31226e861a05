"""scripts/hour counts what is read aloud and typed; here a visit small enough to count by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goalcoach.dialogue.view.reading_time import Load
from scripts.hearing import Hour, count_pages, hours
from scripts.hour import shipped
from tests.dialogue.packs import item, pack, section

ROOT = Path(__file__).parent.parent


def write_pack(folder: Path, **head: object) -> str:
    opening = section(
        "a",
        item("hello", "say", say="Hello to you both.", core=True),
        item("word", "text", say="What do you call it?"),
        item("back", "text", say="And {word|it} is what?", core=True),
        item("ease", "scale", say="How at ease are you?"),
        item("mark", "choice", options=["yes", "no"], who="clinician"),
        item("time", "choice", options=["short", "usual"], say="How long today?", core=True),
        phase="hello",
    )
    goal = section(
        "b",
        item(
            "goals",
            "roster",
            core=True,
            say="What would you do?",
            ask_more="What else?",
            fills="goals",
            rows=[1, 4],
            fields=[
                item("statement", "text", fills="goals.statement", core=True),
                item("whose", "choice", say="Whose idea?", options=["patient", "family"]),
            ],
        ),
    )
    calls = section(
        "c",
        item("helps", "list", say="What helps first?", fills="flare_plan.steps", core=True),
        item("danger", "list", say="When at once?", fills="flare_plan.emergency", core=True),
        item("call", "text", say="Whom do you call?", fills="flare_plan.call", core=True),
    )
    phases = {"hello": "Hello", "talk": "Talk"}
    files = pack({"a": opening, "b": goal, "c": calls}, phases=phases, **head)
    for name, data in files.items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return str(folder)


ANSWERS = """
"a/word" = "low tide"
"a/ease" = 6
"b/goals" = [ { statement = "Cook on Sundays", whose = "patient" }, { statement = "Sit outside" } ]
"c/helps" = ["Sit down", "Drink"]
"c/danger" = ["A fall"]
"c/call" = "My sister"
[notes]
"a/ease" = "quiet room"
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "visit.toml"
    file.write_text(ANSWERS)
    return file


def heard(answers: Path, **head: object) -> list[Hour]:
    return list(hours([answers], write_pack(answers.parent / "pack", **head)))


OPENING = Load(
    # word, back, ease, mark, time; "Hello to you both." is no question
    questions=5,
    # 4 + 5 + "And low tide is what?" 5 + 5 and "0 is: none. 10 is: all." 6 + 0 + 3
    aloud=28,
    # "low tide", "quiet room"
    typed=4,
)
GOALS = Load(
    # What would you do? Whose idea? What else? Whose idea? What else?
    questions=5,
    aloud=4 + 2 + 2 + 2 + 2,
    # "Cook on Sundays", "Sit outside"
    typed=5,
)
CALLS = Load(questions=3, aloud=3 + 3 + 4, typed=3 + 2 + 2)


def test_what_is_read_aloud_and_typed_is_counted_as_it_comes_once_each_showing(answers: Path):
    (hour,) = heard(answers)
    assert hour.name == "visit.toml"
    assert hour.phases == {"Hello": OPENING, "Talk": GOALS + CALLS}
    assert hour.load == OPENING + GOALS + CALLS
    assert hour.load.minutes == pytest.approx(50 / 130 + 16 / 40 + 13 * 5 / 60)


def test_the_minute_at_which_the_plan_holds_what_protects(answers: Path):
    (hour,) = heard(answers)
    named = OPENING + Load(1, 4, 3)
    assert hour.there["goal"] == pytest.approx(named.minutes)
    steps = OPENING + GOALS + Load(1, 3, 3)
    assert hour.there["hard spell"] == pytest.approx((steps + Load(1, 3, 2)).minutes)
    assert hour.there["numbers"] == pytest.approx(hour.load.minutes)
    assert hour.there["step"] is None


def test_each_path_of_the_script_is_walked_the_short_one_with_the_core_alone(answers: Path):
    chosen = {"item": "a/time", "options": ["short"]}
    # The usual time asks what no answer asks, so the file's own path stands for it.
    whole, short = heard(answers, short=chosen)
    assert (whole.name, short.name) == ("visit.toml", "visit.toml, short")
    assert whole.load == OPENING + GOALS + CALLS
    # The opening up to the choice is asked all the same, and "And it is what?" has a word less;
    # behind it "Whose idea?" is not asked.
    assert short.load == Load(5, 27, 0) + Load(3, 4 + 2 + 2, 5) + CALLS


def test_the_pages_of_a_visit_are_those_that_the_app_shows_and_a_list_ends_with_its_last_row(
    answers: Path,
):
    (hour,) = heard(answers)
    # Six of the opening, two rows with a field each, three of the calls. Nothing is given to hello,
    # back, mark, time and the second "Whose idea?".
    told = count_pages(hour)
    assert (told.pages, told.bare, told.lists) == (13, 5, 0)
    again = count_pages(hour, asks_again=True)
    assert (again.pages, again.bare, again.lists) == (14, 6, 1)
    assert again.keys == told.keys + 1


def test_the_table_and_json_of_a_file_say_the_same(answers: Path):
    script = [sys.executable, "-P", str(ROOT / "scripts" / "hour.py")]
    given = ["--script", write_pack(answers.parent / "pack"), str(answers)]
    lines = subprocess.run([*script, *given], capture_output=True, text=True, check=True).stdout
    figures = ["13", "50", "16", "1.9"]
    assert lines.splitlines()[1].split()[:5] == ["visit.toml", *figures]
    told = subprocess.run([*script, "--json", *given], capture_output=True, text=True, check=True)
    (read,) = json.loads(told.stdout)
    kept: dict[str, Any] = {"visit": "visit.toml", "questions": 13, "aloud": 50, "typed": 16}
    assert {key: read[key] for key in kept} == kept
    assert read["there"]["step"] is None
    assert list(read["phases"]) == ["Hello", "Talk"]


def test_an_answers_file_that_does_not_fit_is_named(answers: Path):
    answers.write_text('"a/wird" = "low tide"\n')
    script = [sys.executable, "-P", str(ROOT / "scripts" / "hour.py")]
    given = ["--script", write_pack(answers.parent / "pack"), str(answers)]
    done = subprocess.run([*script, *given], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "a/wird" in done.stderr


LIMITS = {
    "fern-4.2026-10-16.toml": (60, 22),
    "rowan-17.2026-10-23.toml, short": (60, 22),
    "rowan-17.2026-10-23.toml": (110, 45),
    "fern-4.2026-11-13.toml, short": (30, 12),
    "rowan-17.2026-11-20.toml, short": (30, 12),
    "fern-4.2026-11-13.toml, refresher": (40, 20),
    "rowan-17.2026-11-20.toml, refresher": (40, 20),
    "fern-4.2026-11-13.toml": (110, 25),
    "rowan-17.2026-11-20.toml": (110, 25),
}
"""Questions and minutes at most: a short first visit, a usual one, a review and a refresher."""


def test_the_practice_visits_fit_the_hour_and_protect_by_about_its_middle():
    practice = {one.name: one for one in hours(shipped())}
    for name, (questions, minutes) in LIMITS.items():
        assert practice[name].load.questions <= questions, name
        assert practice[name].load.minutes <= minutes, name
    assert not [name for name in practice if "refresher" in name and name not in LIMITS]
    hour = practice["rowan-17.2026-10-23.toml"]
    there = [minute for minute in hour.there.values() if minute is not None]
    assert len(there) == len(hour.there)
    assert max(there) <= 0.52 * hour.load.minutes
