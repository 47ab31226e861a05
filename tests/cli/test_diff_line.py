"""A usual line of `goalcoach diff` is read without Typer, and means what it means to Typer."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goalcoach import __main__
from goalcoach.cli import COMPLETE, diff, diff_run, main
from goalcoach.cli.diff_line import DiffFormat, DiffLine, read_usual

WORDS = st.one_of(
    st.sampled_from(
        (
            *("--format", "--lang", "--store", "--all", "--exit-code", "--install-git", "--help"),
            *("-h", "--nonsense", "--", "-", "", "--format=md", "--al", "--no-all", "--all=1"),
            *("rowan-17", "rowan-17@2", "old.toml", "./new.toml", "md", "MD", "json", "nonsense"),
            *("/dev/null", ".", "100644", "plans//x/", "~", "diff", "Ä\udcff", "a\x1b[31m"),
        )
    ),
    st.text(st.characters(exclude_characters="\0"), max_size=6),
)


@st.composite
def nearly_usual(draw: st.DrawFn) -> list[str]:
    """Return words and options that are written out, in any order."""
    values = {"--format": "text md html json MD x", "--lang": "de en xx", "--store": "plans . /"}
    names = draw(st.lists(st.sampled_from(tuple(values)), unique=draw(st.integers(0, 9)) > 0))
    options = [[one, draw(st.sampled_from(values[one].split()))] for one in names]
    switches = draw(st.lists(st.sampled_from(("--all", "--exit-code")), unique=True))
    words = draw(st.lists(st.sampled_from(("rowan-17", "rowan-17@2", "a.toml")), max_size=9))
    parts = [*options, *([one] for one in (*switches, *words))]
    return [word for part in draw(st.permutations(parts)) for word in part]


@given(words=st.one_of(st.lists(WORDS, max_size=6), nearly_usual()))
@example(words=["--store", "plans//x/", "--exit-code", "rowan-17", "--format", "json", "--all"])
@example(words=[])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_usual_line_means_what_it_means_to_typer(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The same is asked for, said and returned as exit code."""
    asked: list[DiffLine] = []

    def compare(line: DiffLine) -> int:
        asked.append(line)
        return 1 if line.exit_code else 0

    arguments = ["diff", *words]
    line = read_usual(arguments)
    if line is None:
        return
    with monkeypatch.context() as patch:
        patch.setattr(diff, "compare_plans", compare)
        patch.setattr(diff_run, "compare_plans", compare)
        of_typer = main.run(arguments), capsys.readouterr(), [*asked]
        asked.clear()
        ours = diff_run.run_usual(arguments, line), capsys.readouterr(), [*asked]
    assert ours == of_typer


@pytest.mark.parametrize(
    "words",
    [
        ["rowan-17", "--help"],
        ["--install-git"],
        ["rowan-17", "--format", "MD"],
        ["rowan-17", "--format"],
        ["rowan-17", "--format=md"],
        ["rowan-17", "--lang", ""],
        ["rowan-17", "--store", "--all"],
        ["rowan-17", "--all", "--all"],
        ["rowan-17", "--lang", "de", "--lang", "es"],
        ["--", "rowan-17"],
        ["-rowan"],
        [""],
    ],
)
def test_all_other_lines_are_left_to_typer(words: list[str]):
    assert read_usual(["diff", *words]) is None


def test_a_usual_line_is_read():
    words = ["rowan-17@1", "--format", "md", "--store", "plans", "--exit-code", "rowan-17@2"]
    assert read_usual(["diff", *words]) == DiffLine(
        ("rowan-17@1", "rowan-17@2"), form=DiffFormat.MD, exit_code=True, store=Path("plans")
    )
    assert read_usual(["show", "rowan-17"]) is None
    assert read_usual([]) is None


@pytest.mark.parametrize("completes", [False, True])
def test_a_shell_that_completes_a_comparison_is_answered_by_typer(
    completes: bool, monkeypatch: pytest.MonkeyPatch
):
    by_typer = 5
    for name in ("disable", "freeze"):  # for a process that ends, which this one does not
        monkeypatch.setattr(gc, name, lambda: None)
    monkeypatch.setattr(diff_run, "run_usual", lambda *_: 0)
    monkeypatch.setattr(main, "run", lambda _: by_typer)
    if completes:
        monkeypatch.setenv(COMPLETE, "fish")
    assert __main__._run(["diff", "rowan-17"]) == (by_typer if completes else 0)
