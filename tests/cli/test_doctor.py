"""`goalcoach doctor` from the command line, and what it says of the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from goalcoach.cli import machine_fitness
from goalcoach.cli.machine_fitness import machine_lines
from goalcoach.store.store import Store
from tests.cli.commands import Shell


def test_each_line_has_its_state_and_what_is_to_be_looked_at_gives_one(shell: Shell, store: Path):
    said = shell("doctor")
    assert said.code == 1
    states = {line[:11].strip() for line in said.out.splitlines()}
    assert states == {"ok", "look", "cannot tell", ""}
    assert "look         site file" in said.out
    assert "to look at" in said.err
    assert not list(store.rglob(".save-*"))


def test_for_programs_it_is_versioned(shell: Shell):
    data = json.loads(shell("doctor", "--format", "json").out)
    assert data["format"] == "goalcoach-doctor/1"
    assert {"about", "state", "words", "advice"} == set(data["lines"][0])
    for one in data["lines"]:
        assert one["advice"] or one["state"] != "look", one


def test_a_machine_with_nothing_to_look_at_gives_nought(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = tmp_path / "real"
    assert shell("paths", "--make", str(root)).code == 0
    with (root / "goalcoach.toml").open("a") as file:
        file.write('[[contacts]]\nlabel = "Night desk"\nnumber = "01632 960 111"\n')
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(machine_fitness, "which", lambda name: "/usr/bin/lp")
    shell.store = str(root)
    said = shell("doctor")
    assert said.code == 0, said.out
    assert said.err == "All that can be seen from here is fit.\n"


def test_a_store_that_is_not_there_is_looked_at_all_the_same(shell: Shell, tmp_path: Path):
    shell.store = str(tmp_path / "none")
    said = shell("doctor")
    assert said.code == 1
    assert "goalcoach paths --make DIR" in said.out


@pytest.mark.parametrize(
    ("environ", "about", "state", "words"),
    [
        ({}, "terminal", "look", "TERM is not set"),
        ({"TERM": "dumb"}, "terminal", "look", "dumb"),
        ({"TERM": "xterm"}, "terminal", "ok", "xterm"),
        ({"TERM": "xterm"}, "colours", "ok", "sixteen"),
        ({"TERM": "xterm-256color"}, "colours", "ok", "256"),
        ({"COLORTERM": "truecolor"}, "colours", "ok", "all"),
        ({"NO_COLOR": ""}, "colours", "ok", "none, as NO_COLOR asks"),
        ({"LANG": "de_DE.UTF-8"}, "locale", "ok", "de_DE.UTF-8"),
    ],
)
def test_the_terminal_is_said(environ: dict[str, str], about: str, state: str, words: str):
    (line,) = [one for one in machine_lines(environ) if one.about == about]
    assert (line.state, line.words) == (state, words)


def test_every_key_that_the_site_file_of_a_new_store_offers_can_be_taken_as_it_stands(
    shell: Shell, tmp_path: Path
):
    root = tmp_path / "real"
    assert shell("paths", "--make", str(root)).code == 0
    site = root / "goalcoach.toml"
    site.write_text(re.sub(r"(?m)^# (?=[a-z_]+ = |\[\[)", "", site.read_text("utf-8")), "utf-8")
    said = shell("doctor", "--store", str(root)).out
    assert "ok           site file               1 number to call" in said
    assert "ok           script                  core" in said
    assert Store(root).site().address == "familiar"
