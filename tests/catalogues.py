"""A goalcoach that speaks a little German, and our own pack in it, for the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w

from goalcoach.dialogue.script.text_places import pack_texts
from goalcoach.store import catalogue
from goalcoach.store.script_pack import read_pack
from goalcoach.translation import ENGLISH, speak_always


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """goalcoach has one word of German, and speaks English again afterwards."""
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "en.toml").write_text('[a]\ngoal = "Goal"\n', "utf-8")
    (folder / "de.toml").write_text('[a]\ngoal = "Ziel"\n', "utf-8")
    (folder / "de-familiar.toml").write_text('[a]\ngoal = "Dein Ziel"\n', "utf-8")
    monkeypatch.setattr(catalogue, "_FOLDER", folder)
    catalogue.read_catalogue.cache_clear()
    yield
    catalogue.read_catalogue.cache_clear()
    speak_always(ENGLISH)


@cache
def core_in_german() -> dict[str, bytes]:
    """Our own pack, which says "de " before each of its texts when it speaks German."""
    files = {name: data for name, data in read_pack("core").items() if "/" not in name}
    tree: dict[str, Any] = {}
    for name, data in files.items():
        for one in pack_texts(name.removesuffix(".toml"), tomli.loads(data.decode())):
            table = tree
            for key in one.place[:-1]:
                table = table.setdefault(key, {})
            table[one.place[-1]] = f"de {one.text}"
    head = files["script.toml"].replace(b'id = "core"', b'id = "ward"', 1)  # that one is ours
    start = head.index(b"langs = [")
    listed = b'langs = ["en", "de"]' + head[head.index(b"]", start) + 1 :]
    words = {"script.toml": head[:start] + listed, "i18n/de.toml": tomli_w.dumps(tree).encode()}
    return files | words


def write_pack(folder: Path, files: dict[str, bytes]) -> str:
    """Write a pack into a folder and return what a command line calls it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(folder)
