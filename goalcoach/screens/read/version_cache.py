"""The versions of one patient's plan, each read once and then kept in memory.

Every method may read files: call it in a thread. Knows the store and the sheets, no widget.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from goalcoach.errors import GoalcoachError
from goalcoach.plan.file.codec import Loaded
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.writers.gutter_lines import GutterLine, read_lines
from goalcoach.store.store import Store
from goalcoach.translation import speaking, tr
from goalcoach.visit.sheet_words import words_on_sheets
from goalcoach.visit.version_context import read_version


class VersionInfo(Struct, frozen=True):
    """A version as it is shown in a list.

    `day` is the day of its visit, None if the version cannot be read; `kind` is "first" or
    "review"; `stopped` is True if the visit did not come to its end.
    """

    version: int
    day: date | None
    kind: str = ""
    stopped: bool = False


class VersionPage(Struct, frozen=True):
    """A version as it is shown on a page: its paragraphs, and whether it is the newest."""

    version: int
    day: date
    newest: bool
    lines: tuple[GutterLine, ...]


class Versions:
    """The versions that existed when this object was made; `numbers` has the oldest first."""

    def __init__(self, store: Store, code: str) -> None:
        self.store = store
        self.code = code
        self.numbers = store.versions(code)
        self._loaded: dict[int, Loaded] = {}

    def load(self, version: int) -> Loaded:
        """Return a version; raises NotFound, BadData, NewerFormat."""
        if version not in self._loaded:
            self._loaded[version] = self.store.load(self.code, version)
        return self._loaded[version]

    def _plan_or_none(self, version: int) -> Plan | None:
        try:
            return self.load(version).plan
        except GoalcoachError:
            return None

    def infos(self) -> tuple[VersionInfo, ...]:
        """Return all versions, the oldest first, including those that cannot be read."""
        return tuple(self._info(version) for version in self.numbers)

    def _info(self, version: int) -> VersionInfo:
        plan = self._plan_or_none(version)
        if plan is None:
            return VersionInfo(version, None)
        stopped = plan.visit.status == "incomplete"
        return VersionInfo(version, plan.visit.date, plan.visit.kind or "", stopped)

    def read(self, version: int, today: date) -> VersionPage:
        """Return a version as a page; raises BadData, NewerFormat, NotFound.

        `today` is the day of reading, which the page names.
        """
        loaded = self.load(version)
        lines = read_lines(read_version(self.store, loaded, today))
        newer = [one for one in self.numbers if one > version]
        if newer and not any(map(self._plan_or_none, newer)):
            # The day of its replacement cannot be read, but that it was replaced must be shown.
            words = tr(
                "Version {version} came after this one and cannot be read here.", version=newer[-1]
            )
            lines = (GutterLine("", words), *lines)
        return VersionPage(version, loaded.plan.visit.date, not newer, lines)

    def compare(self, first: int, second: int) -> ChangeSheet:
        """Return the changes from the older to the newer of two versions, and what stayed the same.

        Reasons given at the visits in between are included where those can be read. Raises BadData,
        NewerFormat, NotFound.
        """
        old, new = sorted((first, second))
        between = (self._plan_or_none(one) for one in self.numbers if old < one < new)
        before, after = self.load(old).plan, self.load(new).plan
        told = [plan for plan in between if plan is not None]
        with speaking(words_on_sheets(after, self.store.site())):
            return compare(before, after, told, everything=True)
