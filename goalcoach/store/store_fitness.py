"""Is a store as it should be kept: who may read it, its site file, its visits, its days."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from goalcoach.errors import BadData, GoalcoachError
from goalcoach.store.draft_files import DRAFT, KEPT
from goalcoach.store.file_access import is_folder, scan
from goalcoach.store.file_name import version_of
from goalcoach.store.file_system import EntryKind, FolderEntry
from goalcoach.store.fitness import Fitness, FitnessLine, judge
from goalcoach.store.patient_info import PatientInfo
from goalcoach.store.patient_list import list_patients
from goalcoach.store.script_pack import read_pack, taken_id
from goalcoach.store.store import Store

_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST_NAMED = 3


def store_lines(store: Store, today: date) -> Iterator[FitnessLine]:
    """Yield what there is to say of the store, which may not be there yet."""
    if not is_folder(store.root, store.fs):
        advice = "Make one: goalcoach paths --make DIR."
        yield FitnessLine("plans", Fitness.LOOK, f"{store.root} is not there", advice)
        return
    yield FitnessLine("plans", Fitness.OK, str(store.root))
    yield from _site_lines(store)
    yield from _script_lines(store)
    infos = list_patients(store)
    yield from _mode_lines(store)
    yield from _visit_lines(store, infos)
    yield _clock_line(infos, today, practice=_is_practice(store))
    yield _memory_line(store)
    advice = "Ask who makes copies, and how often; goalcoach verify tells whether one is whole."
    yield FitnessLine("backup", Fitness.CANNOT_TELL, "cannot be seen from here", advice)


def _is_practice(store: Store) -> bool:
    try:
        return store.site().practice
    except GoalcoachError:
        return False


def _site_lines(store: Store) -> Iterator[FitnessLine]:
    try:
        site = store.site()
    except GoalcoachError as problem:
        yield FitnessLine("site file", Fitness.LOOK, problem.sentence, "Mend the line it names.")
        return
    if site.practice:
        advice = "For real plans: goalcoach paths --make DIR."
        yield FitnessLine("site file", Fitness.LOOK, "a practice store, made-up people", advice)
        return
    numbers = [one for one in site.contacts if any(sign.isdigit() for sign in one.number)]
    words = f"{len(numbers)} numbers to call" if len(numbers) != 1 else "1 number to call"
    advice = "Write whom to call into goalcoach.toml: card and break page need it."
    yield judge("site file", bool(numbers), words, advice)


def _script_lines(store: Store) -> Iterator[FitnessLine]:
    """Yield whether visits can begin with the script that the site file names."""
    from goalcoach.dialogue.script.compiler import compile_pack

    try:
        name = store.site().script
    except GoalcoachError:
        return  # its line is there already
    try:
        compile_pack(read_pack(name, store.fs, own=store.scripts), name)
        fits = taken_id(name, store.fs, own=store.scripts) is None
    except BadData:
        fits = False
    except GoalcoachError as problem:
        advice = "Mend script = … in goalcoach.toml."
        yield FitnessLine("script", Fitness.LOOK, problem.sentence, advice)
        return
    if fits:
        yield FitnessLine("script", Fitness.OK, name)
    else:
        words = f"no visit can begin with {name}"
        advice = f"goalcoach script lint {name} says what to do; until then: --script core."
        yield FitnessLine("script", Fitness.LOOK, words, advice)


def _mode_lines(store: Store) -> Iterator[FitnessLine]:
    """Yield how many files and folders others may use, and whose they are."""
    wide: list[Path] = []
    written: list[Path] = []
    foreign: list[Path] = []
    for path in _paths(store):
        try:
            status = store.fs.lstat(path)
        except OSError:
            continue
        if status.st_mode & _FOR_OTHERS & ~stat.S_IRGRP & ~stat.S_IROTH or (
            status.st_mode & _FOR_OTHERS and not _is_version(path)
        ):
            wide.append(path)
        if _is_version(path) and status.st_mode & 0o222:
            written.append(path)
        if status.st_uid not in (os.geteuid(), 0):
            foreign.append(path)
    yield judge(
        "who may read",
        not wide,
        "its owner alone" if not wide else f"others, too: {_named(store, wide)}",
        f"Take it from them: chmod -R go-rwx {store.root}",
    )
    yield judge(
        "plans stay as they are",
        not written,
        "no plan can be written to" if not written else f"can be changed: {_named(store, written)}",
        "Git and backups lose this mode: chmod a-w on each v*.toml.",
    )
    yield judge(
        "owner",
        not foreign,
        "you" if not foreign else f"someone else owns {_named(store, foreign)}",
        "Ask who looks after this folder to give it to you.",
    )


def _is_version(path: Path) -> bool:
    return version_of(path.name) is not None


def _paths(store: Store) -> Iterator[Path]:
    """Yield the store's folder, each patient's, and the files right in them."""
    yield store.root
    for entry in scan(store.root, store.fs):
        if entry.kind is EntryKind.FILE and entry.name.startswith(("goalcoach", ".goalcoach")):
            yield store.root / entry.name
    for code in store.codes():
        yield store.folder(code)
        for entry in _entries(store, code):
            if entry.kind in {EntryKind.FILE, EntryKind.FOLDER}:
                yield store.folder(code) / entry.name


def _entries(store: Store, code: str) -> list[FolderEntry]:
    """Return what is in a patient's folder; [] if it cannot be read, which is told elsewhere."""
    try:
        return scan(store.folder(code), store.fs)
    except GoalcoachError:
        return []


def _named(store: Store, paths: list[Path]) -> str:
    names = [path.relative_to(store.root).as_posix() for path in paths[:_MOST_NAMED]]
    more = len(paths) - len(names)
    return ", ".join("the folder itself" if name == "." else name for name in names) + (
        f" and {more} more" if more else ""
    )


def _visit_lines(store: Store, infos: tuple[PatientInfo, ...]) -> Iterator[FitnessLine]:
    unread = [one.code for one in infos if one.problem]
    yield judge(
        "plans that open", not unread, "all" if not unread else f"not those of {_some(unread)}",
        "goalcoach verify says why.",
    )  # fmt: skip
    second = [one.code for one in infos if one.second_versions]
    yield judge(
        "second versions", not second, "none" if not second else f"of {_some(second)}",
        "goalcoach verify tells what is in them.",
    )  # fmt: skip
    unfinished = [one.code for one in infos if one.unfinished is not None]
    yield judge(
        "unfinished visits", not unfinished, _some(unfinished) or "none",
        "goalcoach visit CODE goes on with one.",
    )  # fmt: skip
    aside = [code for code in store.codes() if _has_aside(store, code)]
    yield judge(
        "visits set aside", not aside, _some(aside) or "none",
        "They hold what was said: keep or delete them by your rules.",
    )  # fmt: skip


def _some(codes: list[str]) -> str:
    more = len(codes) - _MOST_NAMED
    return ", ".join(codes[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _has_aside(store: Store, code: str) -> bool:
    names = [entry.name for entry in _entries(store, code)]
    return any(name.startswith(f"{DRAFT}-") and not name.startswith(KEPT) for name in names)


def _clock_line(infos: tuple[PatientInfo, ...], today: date, *, practice: bool) -> FitnessLine:
    later = [one.code for one in infos if one.last_visit is not None and one.last_visit > today]
    words = f"today is {today}"
    if later and not practice:
        words += f"; the last visit of {_some(later)} is dated later"
    return judge("clock", practice or not later, words, "Set the clock, or look at that visit.")


def _memory_line(store: Store) -> FitnessLine:
    seen = store.seen_heads()
    if seen is None:
        return FitnessLine("remembered plans", Fitness.OK, "none of a practice store")
    if seen.problem:
        advice = "goalcoach verify remembers them anew."
        return FitnessLine("remembered plans", Fitness.LOOK, seen.problem, advice)
    known = sum(seen.of(code) is not None for code in store.codes())
    words = f"{known} of {len(store.codes())}"
    return judge("remembered plans", known == len(store.codes()), words, "goalcoach verify sees "
                 "them all, so that one that goes back is noticed.")  # fmt: skip
