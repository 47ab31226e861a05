"""scripts/mutants asks the tests that could notice, and goes on where it was ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.hunt import Hunt, Results, Verdict, choose_tests
from scripts.mutation import Mutant, find_mutants
from scripts.seeing import Copies, SeenLines, learn

ROOT = Path(__file__).parent.parent
TABLE = b"""LABELS = {
    "goal": 1,
    "step": 2,
}


def name(key: str) -> int:
    return LABELS[key]
"""
TESTS = """
import pytest
from goalcoach.plan import table

@pytest.mark.parametrize("key", table.LABELS)
def test_every_name(key):
    assert table.name(key)

def test_goal():
    assert table.LABELS["goal"] == 1

def test_fails_anyway():
    assert not table.name("goal")
"""
HOOKS = """
from hypothesis import settings
settings.register_profile("mutants")
"""


def one_of(path: str, source: bytes, line: int, after: str = "") -> Mutant:
    found = [one for one in find_mutants(path, source) if one.line == line and after in one.after]
    return found[0]


def seen(file: str, cost: float, **modules: dict[int, tuple[str, ...]]) -> SeenLines:
    lines = {f"goalcoach/plan/{name}.py": found for name, found in modules.items()}
    return SeenLines(file, {f"{file}::test": cost}, (), lines)


def choose(line: int, *files: SeenLines, texts: dict[str, str] | None = None) -> list[str]:
    mutant = one_of("goalcoach/plan/table.py", TABLE, line)
    return [one.seen.file for one in choose_tests(files, texts or {}, mutant, TABLE)]


def test_a_line_of_a_function_is_looked_at_by_those_that_run_it():
    runs = seen("tests/cli/test_a.py", 9, table={8: ("tests/cli/test_a.py::test",), 0: ()})
    loads = seen("tests/plan/test_b.py", 1, table={1: ()})
    assert choose(8, runs, loads) == ["tests/cli/test_a.py"]


def test_a_line_that_runs_at_import_is_looked_at_by_all_that_load_the_module():
    lazily = seen("tests/cli/test_a.py", 9, table={2: ("tests/cli/test_a.py::test",)})
    loads = seen("tests/cli/test_b.py", 5, table={1: ()})
    other = seen("tests/plan/test_c.py", 1, model={2: ("tests/plan/test_c.py::test",)})
    assert choose(2, lazily, loads, other) == ["tests/cli/test_b.py", "tests/cli/test_a.py"]


def test_a_function_that_no_test_runs_alone_is_looked_at_by_all_that_load_its_module():
    once = seen("tests/cli/test_a.py", 9, table={8: (), 1: ()})
    assert choose(8, once) == ["tests/cli/test_a.py"]


def test_the_nearest_are_asked_first():
    far, own, naming = (
        seen(f"tests/{name}.py", cost, table={1: ()})
        for name, cost in (("cli/test_a", 1), ("plan/test_b", 2), ("cli/test_c", 3))
    )
    texts = {naming.file: "from goalcoach.plan.table import LABELS"}
    assert choose(2, far, own, naming, texts=texts) == [naming.file, own.file, far.file]


def test_a_run_that_was_ended_goes_on_where_it_was(tmp_path: Path):
    path = tmp_path / "results.jsonl"
    mutant = one_of("goalcoach/plan/table.py", TABLE, 2)
    other = one_of("goalcoach/plan/table.py", TABLE, 3)
    Results(path, "now").keep(mutant, Verdict("killed", "tests/test_x.py::test"))
    with path.open("a") as file:
        file.write('["now", 3, "goalc')  # ended while it wrote
    Results(path, "now").keep(other, Verdict("survived"))
    again = Results(path, "now")
    assert again.find(mutant) == Verdict("killed", "tests/test_x.py::test")
    assert again.find(other) == Verdict("survived")


def test_a_verdict_of_another_state_only_says_whom_to_ask_first(tmp_path: Path):
    path = tmp_path / "results.jsonl"
    mutant = one_of("goalcoach/plan/table.py", TABLE, 2)
    Results(path, "then").keep(mutant, Verdict("killed", "tests/test_x.py::test"))
    again = Results(path, "now")
    assert again.find(mutant) is None
    assert again.find_killer(mutant) == "tests/test_x.py::test"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copies, list[SeenLines]]:
    """A checkout with one module, its tests and a test file that cannot be read; what is seen."""
    root = tmp_path_factory.mktemp("small")
    for name, text in {
        "goalcoach/plan/table.py": TABLE.decode(),
        "tests/conftest.py": HOOKS,
        "tests/plan/test_broken.py": "import nothing_of_this_name",
        "tests/plan/test_table.py": TESTS,
    }.items():
        path = root / "checkout" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "checkout" / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    shutil.copytree(ROOT / "scripts", root / "checkout" / "scripts")
    copies = Copies(root / "checkout", root / "home", 1)
    return copies, learn(root / "home" / "seen", copies, lambda _: None)


def test_a_test_file_that_cannot_be_read_sees_nothing(small: tuple[Copies, list[SeenLines]]):
    broken, whole = small[1]
    assert broken == SeenLines("tests/plan/test_broken.py", {}, (), {})
    assert whole.failing == ("tests/plan/test_table.py::test_fails_anyway",)
    assert (
        "tests/plan/test_table.py::test_every_name[step]"
        in (whole.lines["goalcoach/plan/table.py"][8])
    )


def test_a_mutant_is_killed_by_a_test_that_does_not_fail_without_it(
    small: tuple[Copies, list[SeenLines]],
):
    mutant = one_of("goalcoach/plan/table.py", TABLE, 2, '"goal": 2')
    copies, found = small
    killed = Verdict("killed", "tests/plan/test_table.py::test_goal")
    assert Hunt(copies, found).look(mutant) == killed
    with copies.take() as copy:
        assert (copy / mutant.path).read_bytes() == TABLE


def test_a_test_that_went_with_its_row_of_a_table_has_not_noticed(
    small: tuple[Copies, list[SeenLines]],
):
    mutants = find_mutants("goalcoach/plan/table.py", TABLE)
    mutant = next(one for one in mutants if b"step" not in one.source)
    copies, found = small
    assert Hunt(copies, found).look(mutant) == Verdict("survived")


def test_a_mutant_with_which_a_test_file_cannot_be_read_is_killed(
    small: tuple[Copies, list[SeenLines]],
):
    mutant = Mutant("goalcoach/plan/table.py", 2, "", "", b"1 / 0\n")
    copies, found = small
    assert Hunt(copies, found).look(mutant) == Verdict("killed", "tests/plan/test_table.py")
