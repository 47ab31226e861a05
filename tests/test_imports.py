"""What each command may load, asked of a fresh interpreter: start-up time is decided here.

Timing tests flicker; whether Textual was imported does not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goalcoach.store.file_name import LIST_FILE

REPORT = """
import sys
from goalcoach.cli.main import run
code = run(sys.argv[1:])
print("\\n--loaded--", code)
print("\\n".join(sorted({name.split(".")[0] for name in sys.modules})))
"""


def loaded(*arguments: str, cwd: Path) -> tuple[int, set[str]]:
    """Run one command line and return its exit code and the top-level modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", REPORT, *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=True,
    )
    head, *names = done.stdout.rpartition("--loaded--")[2].split()
    return int(head), set(names)


def test_help_loads_neither_rich_nor_textual(tmp_path: Path):
    code, names = loaded("--help", cwd=tmp_path)
    assert code == 0
    assert not names & {"rich", "textual", "asyncio", "msgspec", "tomli", "platformdirs"}


def test_the_report_sees_what_is_loaded(tmp_path: Path):
    code, names = loaded("--version", cwd=tmp_path)
    assert code == 0
    assert {"typer", "goalcoach"} <= names


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("list", "--format", "json"),
        ("show", "rowan-17"),
        ("show", "fern-4", "--format", "md"),
        ("trend", "rowan-17"),
        ("trend", "rowan-17", "--format", "csv"),
        ("verify",),
        ("paths",),
    ],
)
def test_no_command_that_prints_loads_the_app(command: tuple[str, ...], practice: Path):
    code, names = loaded(*command, "--store", str(practice), cwd=practice)
    assert code == 0
    assert not names & {"textual", "rich", "asyncio"}


@pytest.mark.parametrize("line", [("--help",), ("lint", "--help"), ("lint", "core")])
def test_a_command_on_a_script_loads_no_page_and_its_help_no_dialogue(
    line: tuple[str, ...], tmp_path: Path
):
    code, names = loaded("script", *line, cwd=tmp_path)
    assert code == 0
    assert not names & {"textual", "rich", "asyncio", "typst"}
    assert ("tomli" in names) == (line[-1] == "core")


@pytest.mark.parametrize("line", [("show", "ro"), ("list", "--format", "j")])
def test_tab_loads_no_more_than_it_needs(
    line: tuple[str, ...], practice: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("_GOALCOACH_COMPLETE", "fish")
    monkeypatch.setenv("GOALCOACH_STORE", str(practice))
    code, names = loaded(*line, cwd=practice)
    assert code == 0
    assert not names & {"textual", "rich", "asyncio", "msgspec", "tomli", "platformdirs"}


HOME = """
import sys
from datetime import date
from pathlib import Path

import goalcoach.cli.app_start

goalcoach.cli.app_start.lighten_start()

import asyncio

from goalcoach.app import GoalcoachApp
from goalcoach.cli.store_choice import open_store
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.kit.theme import DARK


async def show_home():
    store, coach = open_store(Path(sys.argv[1])), Coach(None, today_is=date.today())
    app = GoalcoachApp(store, coach, DARK, None)
    async with app.run_test() as pilot:
        while not app.screen.everyone:
            await pilot.pause()
    print("--loaded--", *sorted(sys.modules))


asyncio.run(show_home())
"""


def loaded_by_home(store: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-P", "-c", HOME, str(store)], capture_output=True, text=True, check=True
    )
    return set(done.stdout.partition("--loaded--")[2].split())


def test_home_is_there_before_what_another_page_needs_is_loaded(practice: Path, tmp_path: Path):
    store = Path(shutil.copytree(practice, tmp_path / "plans"))
    (store / LIST_FILE).unlink(missing_ok=True)
    assert "goalcoach.plan.file.codec" in loaded_by_home(store), "nothing was kept of these plans"
    names = loaded_by_home(store)
    assert "goalcoach.screens.home.home" in names
    assert not {
        name
        for name in names
        if re.match(
            r"typer|json$|hashlib|shlex|rich\.markdown|_?ssl$"
            r"|goalcoach\.store\.(draft|journal\w*|visit_lock|lock_holder)$"
            r"|goalcoach\.(dialogue|headless|plain|press)\b"
            r"|goalcoach\.plan\.(?!(file|file\.toml_limit|staff_code|next_visit)$)"
            r"|goalcoach\.sheets\.(?!context$)|goalcoach\.visit\.(?!(site_sheet_context|first_start_words)$)"
            r"|goalcoach\.screens\.(fields|visit|read|outcome|print)\b",
            name,
        )
    }


MEANT = """
import asyncio
import sys
import threading
from datetime import date
from pathlib import Path

import goalcoach.app
from goalcoach.cli.store_choice import open_store
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.kit.theme import DARK

goalcoach.app.FIRST_PAGE_SECONDS = goalcoach.app.REST_SECONDS = float(sys.argv[2])


async def choose():
    store, coach = open_store(Path(sys.argv[1])), Coach(None, today_is=date.today())
    app = goalcoach.app.GoalcoachApp(store, coach, DARK, None)
    app.loads_ahead = True
    async with app.run_test() as pilot:
        while not app.screen.everyone:
            await pilot.pause()
        for key in sys.argv[3:]:
            assert app.loads_ahead
            print("--loaded--", *sorted(sys.modules))
            await pilot.press(key)
        while app.loads_ahead:
            await pilot.pause()
        for one in threading.enumerate():
            if one.daemon:
                one.join()
    from goalcoach.dialogue.script.compiler import _compile
    print("--loaded--", *sorted(sys.modules))
    print("--loaded--", _compile.cache_info().currsize)


asyncio.run(choose())
"""


OPENED = {f"goalcoach.screens.{one}" for one in ("visit.visit_screen_factory", "read.version")}


def loaded_ahead(practice: Path, seconds: str, *keys: str) -> list[set[str]]:
    """Return what is loaded before each key and at the end, and how many scripts are compiled."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", MEANT, str(practice), seconds, *keys],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [set(one.split()) for one in done.stdout.split("--loaded--")[1:]]


@pytest.mark.parametrize("keys", [("n", "f"), ("n", "z"), ("n", "tab")])
def test_what_a_page_needs_is_loaded_while_keys_are_still_to_come(
    keys: tuple[str, ...], practice: Path
):
    """Both codes have an n; then one is left, or none, or what to do with one is chosen."""
    home, typed, meant, scripts = loaded_ahead(practice, "3600", *keys)
    assert not OPENED & (home | typed)
    assert meant >= OPENED
    assert scripts == {"1"}


def test_what_a_page_needs_is_loaded_while_home_is_only_looked_at(practice: Path):
    loaded_at_rest, scripts = loaded_ahead(practice, "0.01")
    assert loaded_at_rest >= OPENED
    assert scripts == {"1"}


STARTED = """
import gc, sys
from goalcoach.__main__ import _run
from goalcoach.cli import app_start, visit_run

app_start.has_screen = lambda: True
visit_run._run_screen = lambda *_: print("--loaded--", gc.isenabled(), *sys.modules) or 0
_run(sys.argv[1:])
"""


@pytest.mark.parametrize("more", [[], ["--lang=en"]], ids=["usual", "read by Typer"])
def test_a_visit_on_the_screen_is_begun_without_what_the_start_can_leave_out(
    more: list[str], practice: Path, tmp_path: Path
):
    """All that is loaded stays until the end, so looking for unused memory finds nothing."""
    store = shutil.copytree(practice, tmp_path / "store")
    done = subprocess.run(
        [sys.executable, "-P", "-c", STARTED, "visit", "rowan-17", "--store", str(store), *more],
        capture_output=True,
        text=True,
        check=True,
    )
    collects, *names = done.stdout.partition("--loaded--")[2].split()
    assert collects == "False"
    assert "asyncio" in names
    assert "goalcoach.visit.visit" in names
    assert not {"ssl", "_ssl", "_hashlib"} & set(names)
    assert ("typer" in names) == bool(more)


BARE = """
import sys
from goalcoach.cli import app_start

app_start.has_screen = lambda: True
app_start.partial = lambda *_, **__: sys.exit(print("--loaded--", *sys.modules))
app_start.run_bare(sys.argv[1:])
"""


def test_home_is_begun_without_openssl(practice: Path):
    done = subprocess.run(
        [sys.executable, "-P", "-c", BARE, "--store", str(practice)],
        capture_output=True,
        text=True,
        check=True,
    )
    names = done.stdout.partition("--loaded--")[2].split()
    assert {"goalcoach.app", "hashlib"} <= set(names)
    assert "_hashlib" not in names


VISIT = """
import sys, goalcoach.visit.visit, goalcoach.plain.run, goalcoach.app
print(*sorted(sys.modules))
"""


def test_a_visit_loads_nothing_that_is_for_who_writes_a_script(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-P", "-c", VISIT],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    loaded_here = done.stdout.split()
    assert "goalcoach.dialogue.script.compiler" in loaded_here
    for name in ("linter", "outline", "script.json_schema", "script.canonical_form"):
        assert f"goalcoach.dialogue.{name}" not in loaded_here
    assert "statistics" not in loaded_here
