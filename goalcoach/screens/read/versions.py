"""All versions of one person: each read once, so that going to and fro is quick.

Every call may take time: call them in a thread. Knows the store and the sheets, no widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalcoach.errors import GoalcoachError
from goalcoach.plan.file.codec import Loaded
from goalcoach.plan.model import Plan
from goalcoach.sheets.changes.change_sheet import ChangeSheet
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.writers.gutter_lines import GutterLine, read_lines
from goalcoach.store.store import Store
from goalcoach.visit.version import read_version


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """One version as a list names it. `day` is None if it cannot be read."""

    version: int
    day: date | None
    kind: str = ""
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version to read."""

    version: int
    day: date
    newest: bool
    lines: tuple[GutterLine, ...]


class Versions:
    """The versions that were there when it was opened."""

    def __init__(self, store: Store, code: str) -> None:
        self.store = store
        self.code = code
        self.versions = store.versions(code)
        self._loaded: dict[int, Loaded] = {}

    def load(self, version: int) -> Loaded:
        """Return one version; NotFound, BadData, NewerFormat."""
        if version not in self._loaded:
            self._loaded[version] = self.store.load(self.code, version)
        return self._loaded[version]

    def _look(self, version: int) -> Plan | None:
        try:
            return self.load(version).plan
        except GoalcoachError:
            return None

    def volumes(self) -> tuple[VersionInfo, ...]:
        """Return every version, the oldest first, those that cannot be read too."""
        return tuple(self._volume(version) for version in self.versions)

    def _volume(self, version: int) -> VersionInfo:
        plan = self._look(version)
        if plan is None:
            return VersionInfo(version, None)
        stopped = plan.visit.status == "incomplete"
        return VersionInfo(version, plan.visit.date, plan.visit.kind or "", stopped)

    def read(self, version: int, today: date) -> VersionPage:
        """Return a version as the reading sheet; BadData, NewerFormat, NotFound."""
        loaded = self.load(version)
        lines = read_lines(read_version(self.store, loaded, today))
        newer = [one for one in self.versions if one > version]
        if newer and not any(map(self._look, newer)):
            # Nobody knows the day it was replaced on; that it was must be said all the same.
            words = f"Version {newer[-1]} came after this one and cannot be read here."
            lines = (GutterLine("", words), *lines)
        return VersionPage(version, loaded.plan.visit.date, not newer, lines)

    def compare(self, first: int, second: int) -> ChangeSheet:
        """Return what changed from the older to the newer of two versions, and what did not.

        Reasons of the visits in between are told where those can be read. BadData, NewerFormat.
        """
        old, new = sorted((first, second))
        between = (self._look(one) for one in self.versions if old < one < new)
        return compare(
            self.load(old).plan,
            self.load(new).plan,
            [plan for plan in between if plan is not None],
            everything=True,
        )
