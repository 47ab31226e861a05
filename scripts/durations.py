"""A plugin for pytest: writes how long each test took, and which did not pass."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

_seconds: defaultdict[str, float] = defaultdict(float)
_failing: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid] += report.duration
    if report.failed:
        _failing.add(report.nodeid)


def pytest_sessionfinish() -> None:
    Path("durations.json").write_text(json.dumps([_seconds, sorted(_failing)]), "utf-8")
