"""A broken file gives one clear line and the right code, at once, and nothing is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from goalcoach.store.store import Store
from tests.amount import pair
from tests.hostile import broken
from tests.hostile.corpus import acting
from tests.hostile.store import CODE, Ran, begin_visit, goalcoach, make, seen
from tests.plain import small

Maker = Callable[[Path], object]
KINDS = broken.make_kinds()
FIXTURES = broken.make_all()
SEALED = broken.make_sealed()
DOORS = pair([tuple(kind) for kind in KINDS.values()], range(6))
"""The files to try at each of the six places where one may be broken."""
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "first-visit.toml"

REFUSED = {65, 66, 77}
"""Bad data; not there or a newer format; a link that is not followed."""
MOST_LINES = 62

TORN = {
    *(name for kind in broken.FORMS.values() for name in kind),
    *("no digest", "text behind the digest", "half a digest", "cut in the middle"),
} - {"one line of 1 MiB and a bit", "3 MiB"}
"""Files without a digest at their end are versions whose writing was cut short: the one before is
shown in their place. One that is larger than any plan is refused before its end is read."""
NO_SITE = {"nothing", "blanks", "a seal on nothing"}
"""Files that say nothing are a site without a word."""
NO_ENTRIES = {"nothing"}
"""A file without a word is a diary without an entry; a plan in its place is none."""
CHANGED = {
    *("a link to a plan", "a changed byte", "a digest of zeros", "no digest", "two digests"),
    *("text behind the digest", "half a digest", "another patient", "a row id that is none"),
    "a row id of escapes",
}
"""Plans that a hand has changed, which may be compared as files."""

# Where a file may be broken, and each command that comes by it. {…} are paths.
# Each fixture takes the next of each row: the formats of a command read their files alike.
SHOWS = tuple(f"show {CODE} --format {form}" for form in ("text", "md", "json", "toml"))
DIFFS = tuple(f"diff {CODE} --format {form}" for form in ("text", "md", "html", "json"))
VISITS = (f"visit {CODE} --plain", f"visit {CODE} --answers {{answers}}")
TRENDS = (
    *(f"trend {CODE} --format {form}" for form in ("text", "json", "csv")),
    *(f"patterns {CODE} --format {form}" for form in ("text", "json")),
)
LISTS = ("list", "list --format json")
CHECKS = ("verify", f"verify {CODE} --format json")
SITE = (
    f"show {CODE}",
    f"trend {CODE}",
    f"visit {CODE} --plain",
    f"visit {CODE} --answers {{answers}}",
)
DIARY = (f"log {CODE}", f"log {CODE} --import {{sheet}}", f"trend {CODE}")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("whole") / "plans"
    make(root)
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOALCOACH_STORE", str(tmp_path / "nowhere"))
    monkeypatch.delenv("GOALCOACH_CHECKOUT", raising=False)
    (tmp_path / "sheet.csv").write_text("date,line\n2026-11-01,walked\n", "utf-8")
    return Path(shutil.copytree(whole, tmp_path / "plans"))


def commands(root: Path, *lines: str) -> Iterator[Ran]:
    """Run each line on the store, and check what holds for all of them."""
    for line in lines:
        words = line.format(answers=EXAMPLE, sheet=root.parent / "sheet.csv", root=root).split()
        words[1:1] = ["--store", str(root)]
        before = seen(root)
        ran = goalcoach(*words)
        assert seen(root) == before, line
        check(ran, line)
        yield ran


def check(ran: Ran, line: str) -> None:
    assert ran.seconds < 1, line
    assert ran.code in {0, 1, 65, 66, 74, 75, 77, 130}, (line, ran)
    said = ran.out + ran.err
    assert "Traceback" not in said, line
    assert "did not expect" not in said, (line, ran.err)
    assert acting(said) == [], line
    if ran.code not in {0, 130}:
        assert said.strip() if line.startswith("verify") else ran.err.strip(), line
        assert len(ran.err.splitlines()) < MOST_LINES, line
        assert len(ran.err) < 8000, line


def put(maker: Maker, path: Path) -> None:
    path.unlink(missing_ok=True)
    maker(path)


def test_there_are_enough_of_them():
    assert len(FIXTURES) >= 80


def test_each_file_and_each_kind_at_each_door_is_tried():
    assert {name for names in DOORS.values() for name in names} == set(FIXTURES)
    for names in DOORS.values():
        assert all(not kind.keys().isdisjoint(names) for kind in KINDS.values())


@pytest.mark.parametrize("name", DOORS[0])
def test_a_broken_version_is_refused_by_all_that_read_it(root: Path, name: str):
    put(FIXTURES[name], root / CODE / "v0002.toml")
    turn = list(FIXTURES).index(name)
    show, diff, visit, trend, listed, checked = (
        row[turn % len(row)] for row in (SHOWS, DIFFS, VISITS, TRENDS, LISTS, CHECKS)
    )
    for ran in commands(root, visit):
        assert ran.code in REFUSED, (name, ran)
        assert "v0002.toml" in ran.err
    for ran in commands(root, checked):
        assert ran.code in {1, 65}, (name, ran)
        assert "v0002.toml" in ran.out
    assert Store(root).versions(CODE) == ((1,) if name in TORN else (1, 2))
    examined(root)
    if name in TORN:
        stands_in(root, show, diff, (trend, listed))
        repaired(root)
        return
    for ran in commands(root, show, diff):
        assert ran.code in REFUSED, (name, ran)
        assert ran.out == ""
        assert "v0002.toml" in ran.err
    for ran in commands(root, trend, listed):
        assert ran.code == 65, (name, ran)
        assert "v0002.toml" in ran.err
    repaired(root)


def examined(root: Path) -> None:
    """Check that doctor tells of the store."""
    for ran in commands(root, "doctor --format json"):
        assert ran.code == 1
        assert json.loads(ran.out)


def repaired(root: Path) -> None:
    """Check that a repair ends in words, and takes nothing away that counts."""
    line = "verify --repair --yes"
    ran = goalcoach(*line.split(), "--store", str(root))
    check(ran, line)
    assert ran.code in {0, 1, 65}
    assert (root / CODE / "v0001.toml").is_file()


def stands_in(root: Path, show: str, diff: str, others: tuple[str, str]) -> None:
    """Check that the version before is shown, and that the one cut short is named and not read."""
    for ran in commands(root, show):
        assert ran.code == 0, ran
        assert "v0002.toml is there, and not whole. This is version 1" in ran.err
        assert "Cook lunch" in ran.out
    for ran in commands(root, diff):
        assert (ran.code, ran.out) == (66, "")
        assert "has one version so far" in ran.err
    for ran in commands(root, *others):
        assert ran.code == 0, ran
    for ran in commands(root, f"show {CODE}@2"):
        assert (ran.code, ran.out) == (65, "")
        assert "v0002.toml" in ran.err


@pytest.mark.parametrize("name", SEALED)
def test_a_right_digest_makes_no_broken_version_whole(root: Path, name: str):
    put(SEALED[name], root / CODE / "v0002.toml")
    for ran in commands(root, f"show {CODE}", "verify"):
        assert ran.code in REFUSED, (name, ran)
        assert "v0002.toml" in ran.err + ran.out


@pytest.mark.parametrize("name", DOORS[1])
def test_a_broken_site_file_is_named_before_anything_is_asked(root: Path, name: str):
    put(FIXTURES[name], root / "goalcoach.toml")
    if name not in NO_SITE:
        for ran in commands(root, *SITE):
            assert ran.code in REFUSED, (name, ran)
            assert "goalcoach.toml" in ran.err
            assert ran.out == ""
    for ran in commands(root, "list"):
        assert ran.code in ([0] if name in NO_SITE else REFUSED), (name, ran)
        assert ("goalcoach.toml" in ran.err) == (name not in NO_SITE)
        assert CODE in ran.out
    for ran in commands(root, "paths"):
        assert ran.code == 0, (name, ran)
    examined(root)
    for ran in commands(root, "verify"):
        assert ran.code == (0 if name in NO_SITE else 65), (name, ran)
        assert ("goalcoach.toml" in ran.out) == (name not in NO_SITE)


@pytest.mark.parametrize("name", DOORS[2])
def test_a_broken_diary_is_named_and_never_written_to(root: Path, name: str):
    put(FIXTURES[name], root / CODE / "diary.toml")
    if name in NO_ENTRIES:
        for ran in commands(root, DIARY[2], "verify"):
            assert ran.code == 0, (name, ran)
        return
    for ran in commands(root, *DIARY):
        assert ran.code in REFUSED, (name, ran)
        assert "diary.toml" in ran.err
    for ran in commands(root, "verify"):
        assert ran.code == (1 if name in broken.TRAPS else 65)
        assert "diary.toml" in ran.out


@pytest.fixture(scope="module")
def begun(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(whole, tmp_path_factory.mktemp("begun") / "plans"))
    begin_visit(Store(root), small.write_pack(root.parent / "pack"))
    return root


@pytest.mark.parametrize("name", DOORS[3])
def test_a_broken_journal_is_named_and_left_as_it_is(begun: Path, tmp_path: Path, name: str):
    root = Path(shutil.copytree(begun, tmp_path / "begun"))
    put(FIXTURES[name], root / CODE / "draft" / "journal.log")
    for ran in commands(root, f"visit {CODE} --plain", "list"):
        assert ran.code in REFUSED, (name, ran)
        assert "journal.log" in ran.err
    for ran in commands(root, "verify"):
        assert ran.code == 65
        assert "journal.log" in ran.out


@pytest.mark.parametrize("name", DOORS[4])
def test_a_broken_script_is_refused(begun: Path, tmp_path: Path, name: str):
    """Kept with an unfinished visit, or named on the command line."""
    root = Path(shutil.copytree(begun, tmp_path / "begun"))
    pack = root / CODE / "draft" / "pack"
    put(FIXTURES[name], pack / "script.toml")
    for ran in commands(root, f"show {CODE} --draft draft"):
        assert (ran.code, "Shown file by file" in ran.err) == (0, True), (name, ran)
    for ran in commands(root, f"visit {CODE} --plain", f"visit elm --script {pack} --plain"):
        assert ran.code in REFUSED, (name, ran)
        assert ".toml" in ran.err
    ran = goalcoach("script", "lint", str(pack))
    assert ran.code in REFUSED, (name, ran)
    assert ".toml" in ran.out + ran.err


@pytest.mark.parametrize("name", DOORS[5])
def test_a_broken_file_that_someone_names_is_refused(root: Path, name: str, tmp_path: Path):
    given, plan = tmp_path / "given.toml", tmp_path / "plan.toml"
    plan.write_bytes(broken.PLAN)
    put(FIXTURES[name], given)
    for ran in commands(root, f"visit elm --answers {given}", f"log {CODE} --import {given}"):
        assert ran.code in REFUSED, (name, ran)
        assert "given.toml" in ran.err
        assert ran.out == ""
    # A plan changed by hand may be compared; what is no plan is named, and alone it is shown as it
    # is, for git.
    for ran in (goalcoach("diff", str(given), str(plan)), goalcoach("diff", str(given))):
        check(ran, name)
        assert ran.code in {0, *REFUSED}
        assert (ran.err == "") == (name in CHANGED), (name, ran)
        assert name in CHANGED or "given.toml" in ran.err
    assert goalcoach("diff", str(given), str(plan)).code in ({0} if name in CHANGED else REFUSED)
