"""Only store/file_system.py touches files; nothing starts a shell or guesses a temporary name."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import goalcoach
from goalcoach.store import file_system

ROOT = Path(goalcoach.__file__).parent
ALLOWED = ROOT / "store" / "file_system.py"
# os functions that reach the disk, and Path methods that do; an Fs has its own of these names.
OF_OS = frozenset(
    {
        *("open", "fdopen", "read", "write", "link", "symlink", "unlink", "remove", "rename"),
        *("replace", "mkdir", "makedirs", "rmdir", "removedirs", "renames", "truncate", "chmod"),
        *("fchmod", "fsync", "ftruncate", "listdir", "scandir", "walk", "stat", "lstat", "fstat"),
        *("access", "mkfifo", "sendfile", "copy_file_range", "lchmod", "chown", "utime"),
    }
)
OF_PATH = frozenset(
    {
        *("open", "read_text", "write_text", "read_bytes", "write_bytes", "unlink", "touch"),
        *("mkdir", "rmdir", "rename", "symlink_to", "hardlink_to", "iterdir", "glob", "rglob"),
        *("exists", "is_file", "is_dir", "is_symlink", "stat", "lstat", "chmod", "readlink"),
        *("samefile", "walk"),
    }
)
MODULES = frozenset({"shutil", "tempfile", "fileinput", "mmap", "glob", "sqlite3", "pickle"})
# These two of shutil look at PATH and at the terminal, and touch no file of anyone's.
HARMLESS = frozenset({"which", "get_terminal_size"})
NEVER = frozenset({"system", "popen", "mktemp"})


def _receiver(function: ast.Attribute) -> str:
    value = function.value
    if isinstance(value, ast.Name):
        return value.id
    return value.attr if isinstance(value, ast.Attribute) else ""


def faults(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of every file call that belongs into store/file_system.py."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names if name.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            names = {name.name for name in node.names}
            if (node.module in MODULES and names - HARMLESS) or (
                node.module == "os" and names & (OF_OS | NEVER)
            ):
                yield node.lineno, str(node.module)
            if node.module in {"io", "builtins", "codecs"} and "open" in names:
                yield node.lineno, "open"
        elif isinstance(node, ast.Call):
            yield from _call_faults(node)


def _call_faults(node: ast.Call) -> Iterator[tuple[int, str]]:
    for keyword in node.keywords:
        value = keyword.value
        if keyword.arg == "shell" and not (isinstance(value, ast.Constant) and not value.value):
            yield node.lineno, "shell"
    function = node.func
    if isinstance(function, ast.Name) and function.id == "open":
        yield node.lineno, "open"
    if not isinstance(function, ast.Attribute):
        return
    receiver, name = _receiver(function), function.attr
    if name in NEVER or (receiver in {"io", "codecs", "builtins"} and name == "open"):
        yield node.lineno, name
    elif receiver == "os":
        # A stream pointed at nothing touches no file.
        if name in OF_OS and "os.devnull" not in ast.unparse(node):
            yield node.lineno, f"os.{name}"
    elif name in OF_PATH and receiver not in {"fs", "_fs"} and not _is_other(receiver, name):
        yield node.lineno, f".{name}"


def _is_other(receiver: str, name: str) -> bool:
    # A module's or a screen's own function of the same name is no file call.
    return (receiver, name) in {("ast", "walk"), ("webbrowser", "open"), ("self", "open")}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "open('a')",
            "os.open(p, 0)",
            "Path('a').write_text('x')",
            "p.read_bytes()",
            "p.exists()",
        ),
        *("import shutil", "from tempfile import mkstemp", "from os import rename", "io.open('a')"),
        *("os.system('ls')", "run('ls', shell=True)", "run(x, shell=flag)", "tempfile.mktemp()"),
        *("from io import open", "a.b.mkdir()", "self.path.unlink()", "p.exists()"),
    ],
)
def test_the_check_itself_notices(text: str) -> None:
    assert list(faults(ast.parse(text)))


@pytest.mark.parametrize(
    "text", ["fs.open(p, 0)", "self._fs.unlink(p)", "os.getpid()", "run(x, shell=False)", "p.name"]
)
def test_the_check_leaves_the_rest_alone(text: str) -> None:
    assert not list(faults(ast.parse(text)))


def test_no_file_call_stands_outside_the_one_class() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted(ROOT.rglob("*.py"))
        if path != ALLOWED
        for line, name in faults(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_one_class_starts_no_shell_and_guesses_no_name() -> None:
    tree = ast.parse(ALLOWED.read_text(encoding="utf-8"))
    assert {name for _, name in faults(tree)}.isdisjoint(NEVER | MODULES | {"shell"})


def test_what_is_saved_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch):
    # The tests themselves do not (conftest.py), so here it is asked whether the system is told.
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", asked.append)
    monkeypatch.setattr(file_system, "_FULL_SYNC", None)
    file_system.Fs().fsync(7)
    file_system.Fs().fsync_folder(8)
    assert asked == [7, 8]
