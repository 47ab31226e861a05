"""What several parts' tests stand on."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from goalcoach.cli.main import run


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice store, made once; a test that would change it makes its own copy."""
    folder = tmp_path_factory.mktemp("practice") / "sessions"
    assert run(["demo", str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the machine: whoever reaches for a network fails the test."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("goalcoach reached for the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
