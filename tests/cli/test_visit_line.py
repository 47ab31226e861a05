"""A usual line of `goalcoach visit` is read without Typer, and means what it means to Typer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goalcoach import __main__
from goalcoach.cli import app_start, main, visit, visit_run
from goalcoach.cli.visit_line import VisitLine, is_usual, read_usual

WORDS = st.one_of(
    st.sampled_from(
        (
            *("--script", "--today", "--lang", "--paper-lang", "--store", "--fresh", "--take-over"),
            *("--take-up", "--answers", "--plain", "--help", "-h", "--nonsense", "--", "-", ""),
            *("--lang=de", "--store=plans", "--today=1", "--fresh=1", "--fre", "--no-fresh"),
            *("rowan-17", "de", "core", "./pack", "plans//x/", ".", "~", "2", "visit", "Ä\udcff"),
            *("2026-12-18", "18 December", "tomorrow", "no day", "a\x1b[31m"),
        )
    ),
    st.text(st.characters(exclude_characters="\0"), max_size=6),
)
VALUES = st.sampled_from(
    (
        *("de", "core", "./pack", "plans//x/", ".", "..", "/", "~", "~root/x", "$HOME", "Ä\udcff"),
        *("2026-12-18", "18.12.2026", "18/12/26", "dec 18", "tomorrow", "next friday", "4 weeks"),
        *("no day", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "٣", "２０２６-12-18"),
        *(" ", "\t", "a\nb", "a=b", "@file", "rowan-17@2", "\u202e", "x" * 3000),
    )
)


@st.composite
def nearly_usual(draw: st.DrawFn) -> list[str]:
    """Return a code and options that are written out, in any order; here and there a word more."""
    names = draw(
        st.lists(
            st.sampled_from(("--script", "--today", "--lang", "--paper-lang", "--store")),
            unique=draw(st.integers(0, 9)) > 0,
        )
    )
    switches = draw(st.lists(st.sampled_from(("--fresh", "--take-over")), unique=True))
    code = "rowan-17" if draw(st.integers(0, 3)) else draw(VALUES)
    parts = [[code], *([name, draw(VALUES)] for name in names), *([one] for one in switches)]
    if draw(st.integers(0, 4)) == 0:
        parts.append([draw(WORDS)])
    return [word for part in draw(st.permutations(parts)) for word in part]


ENDS = {"rowan-17": 0, "de": 5}


@given(words=st.one_of(st.lists(WORDS, max_size=6), nearly_usual()))
@example(words=["rowan-17", "--today", "no day"])
@example(words=["--store", "plans//x/", "--take-over", "--script", "core", "rowan-17", "--fresh"])
@example(words=["de", "--paper-lang", "es", "--lang", "de", "--today", "2026-12-18"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_usual_line_means_what_it_means_to_typer(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The same is asked for, said and returned as exit code."""
    held: list[VisitLine] = []

    def hold(line: VisitLine) -> int:
        held.append(line)
        return ENDS.get(line.code, 3)

    arguments = ["visit", *words]
    if not is_usual(arguments):
        return
    with monkeypatch.context() as patch:
        patch.setattr(visit, "hold_visit", hold)
        patch.setattr(visit_run, "hold_visit", hold)
        of_typer = main.run(arguments), capsys.readouterr(), [*held]
        held.clear()
        ours = visit_run.run_usual(arguments), capsys.readouterr(), [*held]
    assert ours == of_typer


@pytest.mark.parametrize(
    "words",
    [
        ["rowan-17"],
        ["rowan-17", "--today", "2026-12-18", "--store", "plans"],
        ["--lang", "de", "rowan-17", "--paper-lang", "es", "--fresh", "--take-over"],
        ["rowan-17", "--script", "./mine"],
    ],
)
def test_usual_lines_are_known(words: list[str]):
    assert is_usual(["visit", *words])


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["rowan-17", "maple-15"],
        ["rowan-17", "--help"],
        ["rowan-17", "--plain"],
        ["rowan-17", "--answers", "file.toml"],
        ["rowan-17", "--take-up", "1"],
        ["rowan-17", "--lang=de"],
        ["rowan-17", "--lang"],
        ["rowan-17", "--lang", ""],
        ["rowan-17", "--lang", "--help"],
        ["rowan-17", "--lang", "de", "--lang", "es"],
        ["rowan-17", "--fresh", "--fresh"],
        ["--", "rowan-17"],
        ["-rowan"],
        [""],
    ],
)
def test_all_other_lines_are_left_to_typer(words: list[str]):
    assert not is_usual(["visit", *words])


def test_no_other_command_is_taken_for_a_visit():
    assert not is_usual([])
    assert not is_usual(["show", "rowan-17"])


def test_a_usual_line_is_read():
    line = read_usual(
        ["visit", "--today", "2026-12-18", "rowan-17", "--store", "plans", "--take-over"]
    )
    asked = VisitLine("rowan-17", today=date(2026, 12, 18), take_over=True, store=Path("plans"))
    assert line == asked


@pytest.mark.parametrize(
    ("screen", "words", "by"),
    [
        (True, ["visit", "rowan-17"], "us"),
        (True, ["visit", "rowan-17", "--plain"], "Typer"),
        (True, ["visit"], "Typer"),
        (True, ["list"], "Typer"),
        (False, ["visit", "rowan-17"], "Typer"),
    ],
)
def test_a_usual_line_is_run_without_typer_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, screen: bool, words: list[str], by: str
):
    codes = {"us": 7, "Typer": 8}
    monkeypatch.setattr(app_start, "has_screen", lambda: screen)
    monkeypatch.setattr(visit_run, "run_usual", lambda _: codes["us"])
    monkeypatch.setattr(main, "run", lambda _: codes["Typer"])
    assert __main__._run(words) == codes[by]
