"""What several parts' tests stand on."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from goalcoach.translation import ENGLISH, speak_always
from tests.amount import register_profiles

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts in the background with Ctrl-C ignored, and all that is started
    # from here would inherit that: no test could see what an interrupt does.
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    # So does nohup with the signal of a window that closes.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

SESSIONS = Path(__file__).parent.parent / "sessions"

register_profiles()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="try all of it, as scripts/night does")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--whole"):
        settings.load_profile("night")
    # An app leaves many objects behind; looking for cycles among them after each few hundred new
    # ones took a third of the time of its tests.
    gc.set_threshold(100_000, 20, 100)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # the tests themselves stay to the end


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice store of the checkout; a test that would change it makes its own copy."""
    folder = tmp_path_factory.mktemp("practice") / "sessions"
    shutil.copytree(SESSIONS, folder)
    for path in (folder, *folder.rglob("*")):
        kept = path.name.startswith("v0")
        path.chmod(0o700 if path.is_dir() else 0o444 if kept else 0o600)
    return folder


@pytest.fixture(scope="session", autouse=True)
def nobodys_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a run remembers of plans stays out of the folders of whoever runs the tests."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the machine: whoever reaches for a network fails the test."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("goalcoach reached for the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is open is taken for written, as no test can pull the plug.

    Which calls are made, and in which order, is what tests/store looks at; a power cut is played
    there. Waiting for the disk itself was a third of the time of a visit under test.
    """
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A test that made goalcoach speak another language leaves none of it to the next one."""
    yield
    speak_always(ENGLISH)


@pytest.fixture(autouse=True)
def exact_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot asks the event loop whether the app is idle, where there is an app at all.

    And all apps of a run share what was read of their style sheets.
    """
    if "textual.app" in sys.modules:
        from tests.idle import ask_the_loop, parse_styles_once

        ask_the_loop(monkeypatch)
        parse_styles_once(monkeypatch)
