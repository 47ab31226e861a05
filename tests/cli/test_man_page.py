"""The manual page is what the help says, and nothing in it is taken for roff that is not."""

from __future__ import annotations

import re

import pytest

from goalcoach.cli.command_table import command_names
from goalcoach.cli.main import run
from goalcoach.cli.man_page import exit_codes
from tests.cli.help_line import help_line

REQUESTS = {".TH", ".SH", ".SS", ".TP", ".B", ".RI", ".IR", ".PP", ".br", ".nf", ".fi"}


@pytest.fixture
def page(capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["--man"]) == 0
    return capsys.readouterr().out


def read(page: str) -> str:
    """Return the page as it reads."""
    return page.replace(r"\-", "-").replace(r"\&", "").replace(r"\e", "\\")


def test_each_command_is_in_the_page_with_its_line_its_options_and_its_example(
    page: str, capsys: pytest.CaptureFixture[str]
):
    parts = re.split(r"^\.S[SH] ", read(page), flags=re.MULTILINE)
    for name in command_names():
        [part] = [one for one in parts if re.match(rf"goalcoach {name}\b", one)]
        assert help_line(name).removesuffix(".") in part
        assert run([*name.split(), "--help"]) == 0
        said = capsys.readouterr().out
        options = set(re.findall(r"^  (?:-h, )?(--[a-z-]+)", said, re.MULTILINE))
        assert options >= {"--help"}
        assert {one for one in options if not re.search(rf"^\.B {one}\b", part, re.M)} == set()
        example = re.search(r"Example: .*", said)
        assert example is not None
        assert example[0] in part


def test_the_programs_own_options_and_exit_codes_are_in_the_page(page: str):
    said = read(page)
    for option in ("--version", "--man", "--install-completion [SHELL]", "--show-completion"):
        assert f".B {option}" in said
    assert {2, 65, 66, 73, 74, 75, 77} <= {code for code, _ in exit_codes()}
    for code, words in exit_codes():
        assert f".B {code}\n{words}" in said
        assert words.endswith(".")


def test_no_line_of_the_page_is_taken_for_a_request_that_is_none(page: str):
    lines = page.split("\n")
    assert {line.split()[0] for line in lines if line.startswith(".")} <= REQUESTS
    assert not [line for line in lines if line.startswith("'")]
    assert not re.search(r"\\(?![-&e])", page)
    assert not re.search(r"(?<!\\)-", page)  # roff would make a dash of it, which is no option
    assert "\b" not in page
    assert page.count(".nf\n") == page.count(".fi\n")
