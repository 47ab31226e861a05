"""Checks every file in a store and reports what is damaged, missing or unexpected.

No file of the store is changed. A fault is something by which content may be lost; a warning is
something for a person to look at; a note says what something is that is as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from goalcoach.errors import BadData, GoalcoachError
from goalcoach.plan.file import codec
from goalcoach.plan.file.codec import Loaded
from goalcoach.store.diary_check import check_aside, check_diary
from goalcoach.store.draft_check import check_beside, check_draft
from goalcoach.store.draft_files import APART, DRAFT, KEPT
from goalcoach.store.file_access import is_folder, read_file, scan
from goalcoach.store.file_name import (
    ASIDE,
    ATTRIBUTES_FILE,
    LIST_FILE,
    SCRIPTS,
    SITE_FILE,
    diary_number,
    is_code,
    version_name,
    version_of,
)
from goalcoach.store.file_system import EntryKind, FolderEntry
from goalcoach.store.finding import Finding, Gravity, unread
from goalcoach.store.patient_list import cache_problem
from goalcoach.store.seen_heads import SeenHead, SeenHeads
from goalcoach.store.set_aside_visits import aside_folder
from goalcoach.store.store import Store
from goalcoach.store.stranger import CONFLICT, LEFTOVER, stranger
from goalcoach.store.version_chain import chain_findings, seen_findings
from goalcoach.store.version_file import load_file
from goalcoach.translation import tr, tr_noop

_ASIDE = re.compile(rf"(?:{DRAFT}|{KEPT})-\d+")
_APART = re.compile(rf"{APART}-\d+")
_ROOT_FILES = frozenset({SITE_FILE, LIST_FILE, ATTRIBUTES_FILE, ".gitignore", "README.md"})
_FOLDERS = frozenset({".git", ASIDE, SCRIPTS})


def verify_root(store: Store) -> tuple[Finding, ...]:
    """Return what is unexpected beside the patients' folders, and who is not there any more.

    The site file's problem is among them, and that of the cache behind the list.
    """
    found = []
    for entry in scan(store.root, store.fs):
        path = store.root / entry.name
        if entry.kind is EntryKind.FOLDER and (is_code(entry.name) or entry.name in _FOLDERS):
            continue
        if entry.kind is EntryKind.FILE and entry.name in _ROOT_FILES:
            continue
        found.append(stranger(path, entry))
    try:
        store.site()
    except GoalcoachError as problem:
        found.append(unread(store.root / SITE_FILE, problem))
    sentence, believed = cache_problem(store)
    if sentence:
        level = Gravity.FAULT if believed else Gravity.WARNING
        found.append(Finding(level, store.root / LIST_FILE, sentence, movable=True))
    found += _gone_findings(store)
    return tuple(found)


def _gone_findings(store: Store) -> Iterator[Finding]:
    """Yield a warning for patients that this machine has seen here and that are here no more."""
    seen = store.seen_heads()
    if seen is None:
        return
    if seen.problem:
        yield Finding(Gravity.WARNING, store.root, seen.problem)
    if gone := seen.gone(store.codes()):
        words = tr_noop(
            "{count} patients' folders are not here any more that were here when this machine "
            "looked last. If that is meant: goalcoach verify --accept."
        )
        if gone == 1:
            words = tr_noop(
                "A patient's folder is not here any more that was here when this machine looked "
                "last. If that is meant: goalcoach verify --accept."
            )
        yield Finding(
            Gravity.WARNING,
            store.root,
            tr(words, count=gone),
        )


def verify(store: Store, code: str) -> tuple[Finding, ...]:
    """Return the findings in a patient's folder alone; () if all is well.

    Raises NotFound for an unknown patient, NotAllowed if the folder is a link.
    """
    return tuple(_check(store, code, None, None).run())


def _check(store: Store, code: str, today: date | None, seen: SeenHeads | None) -> _FolderCheck:
    folder = store.folder(code)
    if not is_folder(folder, store.fs):
        raise store.no_patient(code)
    return _FolderCheck(store, folder, today, seen.of(code) if seen is not None else None)


def verify_patients(
    store: Store,
    codes: Sequence[str],
    today: date,
    *,
    accept: bool = False,
    all_codes: bool = False,
) -> tuple[Finding, ...]:
    """Return the findings in these patients' folders, days held against `today`.

    They are held against what this machine has seen before, too; where nothing is lost, it
    remembers the newest version from now on. With `accept` it remembers them as they are, whatever
    it had seen; then `all_codes` says that there are no others. Raises as `verify`, and NotSaved
    with `accept`.
    """
    seen = store.seen_heads()
    practice = _is_practice(store)
    found: list[Finding] = []
    heads: dict[str, SeenHead] = {}
    for code in codes:
        check = _check(store, code, None if practice else today, None if accept else seen)
        findings = check.run()
        found += findings
        if check.head and (accept or all(one.level != Gravity.FAULT for one in findings)):
            heads[code] = check.head
    if seen is not None and accept:
        seen.keep(heads, forget=codes, only=codes if all_codes else None)
    elif seen is not None:
        with suppress(GoalcoachError):  # what was found is true all the same
            seen.keep(heads)
    return tuple(found)


def _is_practice(store: Store) -> bool:
    """Return True for a practice store, whose visits have days of their own."""
    try:
        return store.site().practice
    except GoalcoachError:
        return False


class _FolderCheck:
    """One check of one patient's folder; `run` does it."""

    def __init__(
        self, store: Store, folder: Path, today: date | None, seen: SeenHead | None
    ) -> None:
        self._store = store
        self._folder = folder
        self._today = today
        self._seen = seen
        self._plans: dict[int, Loaded] = {}
        self._versions: set[int] = set()
        self._found: list[Finding] = []

    def run(self) -> list[Finding]:
        try:
            entries = scan(self._folder, self._store.fs)
        except GoalcoachError as problem:
            return [unread(self._folder, problem)]
        others = []
        for entry in entries:
            version = version_of(entry.name)
            if version is None:
                others.append(entry)
            else:
                self._versions.add(version)
                self._check_version(version)
        self._found += chain_findings(self._folder, self._versions, self._plans, self._today)
        self._found += seen_findings(self._folder, self._versions, self._plans, self._seen)
        for entry in others:
            self._check_other(entry)
        self._found += check_diary(self._store.fs, self._folder)
        return self._found

    @property
    def head(self) -> SeenHead | None:
        """Return the newest version, if it loads."""
        newest = max(self._versions, default=0)
        loaded = self._plans.get(newest)
        return SeenHead(newest, loaded.digest) if loaded is not None else None

    def _fault(self, path: Path, sentence: str) -> None:
        self._found.append(Finding(Gravity.FAULT, path, sentence))

    def _warn(self, path: Path, sentence: str) -> None:
        self._found.append(Finding(Gravity.WARNING, path, sentence))

    def _check_version(self, version: int) -> None:
        """Load a version file; note each problem in it."""
        path = self._folder / version_name(version)
        try:
            self._plans[version] = load_file(self._store.fs, path)
            self._check_line_ends(path)
        except BadData as problem:
            if version not in self._store.versions(self._folder.name):
                sentence = tr(
                    "This file is incomplete: its last line, the digest, is not there. It is "
                    "not used as a version."
                )
                self._found.append(Finding(Gravity.FAULT, path, sentence, movable=True))
            for each in problem.problems:
                self._fault(path, str(each))
        except GoalcoachError as problem:
            self._found.append(unread(path, problem))

    def _check_line_ends(self, path: Path) -> None:
        if codec.line_ends_alone(read_file(path, self._store.fs)):
            self._warn(
                path,
                tr(
                    "Its line ends were changed, and nothing else: git or an editor did that. "
                    "The plan reads as it was written. goalcoach diff --install-git keeps git "
                    "from doing it."
                ),
            )

    def _check_other(self, entry: FolderEntry) -> None:
        path = self._folder / entry.name
        if entry.kind is EntryKind.FOLDER and entry.name == ASIDE:
            return
        if entry.kind is EntryKind.FOLDER and entry.name == DRAFT:
            self._found += check_draft(self._store.fs, path)
        elif entry.kind is EntryKind.FOLDER and _ASIDE.fullmatch(entry.name):
            self._found += check_draft(self._store.fs, path)
            self._note_aside(path)
        elif entry.kind is EntryKind.FILE and diary_number(entry.name):
            return  # `check_diary` reads them together
        elif entry.kind is EntryKind.FOLDER and _APART.fullmatch(entry.name):
            self._found += check_beside(self._store.fs, path)
        elif not self._check_copy(path, entry):
            self._found.append(stranger(path, entry))

    def _note_aside(self, path: Path) -> None:
        """Say what a visit is that was set aside, and how it is read."""
        code = self._folder.name
        for one in self._store.aside(code):
            if path == aside_folder(self._folder, one.number) and one.info is not None:
                day = one.info.saved_at.astimezone().date()
                sentence = tr(
                    "A visit of {day} that was set aside; it is in no version. goalcoach show "
                    "{code} --draft {name} reads it.",
                    day=day,
                    code=code,
                    name=path.name,
                )
                self._found.append(Finding(Gravity.NOTE, path, sentence))

    def _check_copy(self, path: Path, entry: FolderEntry) -> bool:
        """Note a file that holds a second plan for a version that is there; return True if it does.

        Sync programs leave such copies when two sides have saved the same version.
        """
        if entry.kind is not EntryKind.FILE or LEFTOVER.fullmatch(entry.name):
            return False
        try:
            data = read_file(path, self._store.fs)
        except GoalcoachError:
            return False
        try:
            plan = codec.read(data, entry.name).plan
        except GoalcoachError:
            aside = None if CONFLICT.search(entry.name) else check_aside(path, data)
            self._found += [aside] if aside else []
            return aside is not None
        same = self._plans.get(plan.version)
        if plan.patient != self._folder.name or plan.version not in self._versions:
            return False
        if same is not None and same.plan == plan:
            sentence = tr(
                "This is a second copy of version {version}. It is not used.", version=plan.version
            )
            self._found.append(Finding(Gravity.WARNING, path, sentence, movable=True))
            return True
        sentence = tr(
            "This is another version {version}, with other content: two visits went "
            "on from the same plan. It is not used; compare the two and keep what "
            "belongs.",
            version=plan.version,
        )
        self._found.append(Finding(Gravity.FAULT, path, sentence, movable=True))
        return True
