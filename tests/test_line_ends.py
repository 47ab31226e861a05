"""A clone with core.autocrlf=true, as Git for Windows sets it, holds the same bytes.

Scripts with CRLF do not run, and a plan with CRLF no longer fits its digest.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from goalcoach.store.store import Store

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
