"""Runs one command line in this process, as `goalcoach` would, and keeps what it said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from goalcoach.cli.command_table import COMMAND_GROUPS
from goalcoach.cli.main import run


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


class Shell:
    """Each call is one run of goalcoach; `--store` is added after the command's name."""

    def __init__(self, capsys: pytest.CaptureFixture[str], store: str = "") -> None:
        self._capsys = capsys
        self.store = store

    def __call__(self, *arguments: str) -> Said:
        line = list(arguments)
        if self.store and line[:1] not in ([], ["demo"]) and not line[0].startswith("-"):
            at = 2 if line[0] in COMMAND_GROUPS else 1
            line[at:at] = ["--store", self.store]
        self._capsys.readouterr()
        code = run(line)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)
