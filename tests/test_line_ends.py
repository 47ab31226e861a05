"""A clone with core.autocrlf=true, as Git for Windows sets it, holds the same bytes.

Scripts with CRLF do not run, and a plan with CRLF no longer fits its digest.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.cli.main import run
from goalcoach.plan.model.visit_record import Parent
from goalcoach.store.store import Store
from goalcoach.store.verify import verify, verify_root
from tests.amount import is_whole

CHECKOUT = Path(__file__).parent.parent
PARTS = (".gitattributes", "sessions", "scripts", "tests/golden", "goalcoach/prompts", "README.md")


def git(*words: str, cwd: Path) -> None:
    name = ("-c", "user.name=none", "-c", "user.email=none")
    subprocess.run(["git", *name, *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of what is byte-exact in this checkout, made with core.autocrlf=true."""
    folder = tmp_path_factory.mktemp("line-ends")
    source = folder / "source"
    for part in PARTS:
        copy = shutil.copytree if (CHECKOUT / part).is_dir() else shutil.copy
        (source / part).parent.mkdir(parents=True, exist_ok=True)
        copy(CHECKOUT / part, source / part)
    git("init", "--quiet", cwd=source)
    git("-c", "core.autocrlf=false", "add", "--all", "--force", cwd=source)
    git("commit", "--quiet", "--message", "all", cwd=source)
    git("clone", "--quiet", "-c", "core.autocrlf=true", str(source), "clone", cwd=folder)
    return folder / "clone"


def test_every_file_has_the_same_bytes(clone: Path):
    files = [path for path in clone.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(files) > 100
    changed = [
        path.relative_to(clone)
        for path in files
        if path.read_bytes() != (CHECKOUT / path.relative_to(clone)).read_bytes()
    ]
    assert not changed


def test_its_plans_open(clone: Path):
    store = Store(clone / "sessions")
    assert [store.load(code).plan.version for code in store.codes()] == [2, 2]


def test_a_plan_that_git_was_told_about_keeps_its_line_ends(tmp_path: Path):
    """`diff --install-git` writes the attributes of a clinic's own repository of plans."""
    from goalcoach.cli.git_setup import PATTERN

    (tmp_path / ".gitattributes").write_text(PATTERN + "\n")
    plan = (CHECKOUT / "sessions" / "rowan-17" / "v0001.toml").read_bytes()
    (tmp_path / "v0001.toml").write_bytes(plan)
    git("init", "--quiet", cwd=tmp_path)
    git("add", "--all", cwd=tmp_path)
    git("commit", "--quiet", "--message", "all", cwd=tmp_path)
    git("clone", "--quiet", "-c", "core.autocrlf=true", str(tmp_path), "clone", cwd=tmp_path)
    assert (tmp_path / "clone" / "v0001.toml").read_bytes() == plan


def in_crlf(folder: Path) -> Path:
    """Give every plan of a store the line ends that Git for Windows writes; return the folder."""
    for path in folder.glob("*/v*.toml"):
        data = path.read_bytes().replace(b"\n", b"\r\n")
        path.chmod(0o600)
        path.write_bytes(data)
    return folder


def test_a_plan_whose_line_ends_alone_were_changed_is_read_and_built_on(practice: Path, tmp_path):
    root = Path(shutil.copytree(practice, tmp_path / "plans"))
    before = {code: Store(root).load(code) for code in Store(root).codes()}
    store = Store(in_crlf(root))
    assert {code: store.load(code) for code in store.codes()} == before
    assert store.versions("rowan-17") == (1, 2)
    store.check_room("rowan-17")
    plan = before["rowan-17"].plan
    parent = Parent(version=2, digest=before["rowan-17"].digest)
    store.publish("rowan-17", replace(plan, version=3, parent=parent))
    found = verify(store, "rowan-17")
    assert [(one.level, one.path.name) for one in found] == [
        ("warning", "v0001.toml"),
        ("warning", "v0002.toml"),
    ]
    for one in found:
        assert "Its line ends were changed, and nothing else" in one.sentence
        assert "move" not in one.sentence
        assert not one.movable


def test_another_byte_beside_the_line_ends_is_a_fault(practice: Path, tmp_path: Path):
    root = in_crlf(Path(shutil.copytree(practice, tmp_path / "plans")))
    path = root / "rowan-17" / "v0002.toml"
    whole = path.read_bytes()
    for place in range(0, len(whole), 11):
        changed = bytearray(whole)
        changed[place] ^= 0x01
        path.write_bytes(bytes(changed))
        assert "fault" in {one.level for one in verify(Store(root), "rowan-17")}, place


@pytest.mark.parametrize("make", [("paths", "--make"), *([("demo",)] if is_whole() else [])])
def test_a_new_store_tells_git_to_keep_its_bytes(tmp_path: Path, make: tuple[str, ...]):
    root = tmp_path / "plans"
    assert run([*make, str(root)]) == 0
    for code in ("elm-2", "rowan-17"):
        (root / code).mkdir(exist_ok=True)
        (root / code / "v0009.toml").write_bytes(b"one\ntwo\n")
    git("init", "--quiet", cwd=root)
    git("add", "--all", "--force", cwd=root)
    git("commit", "--quiet", "--message", "all", cwd=root)
    git("clone", "--quiet", "-c", "core.autocrlf=true", str(root), "clone", cwd=tmp_path)
    for path in (tmp_path / "clone").rglob("*.toml"):
        assert b"\r" not in path.read_bytes(), path
    assert verify_root(Store(root)) == ()
