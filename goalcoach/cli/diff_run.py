"""What `goalcoach diff` does: it compares two versions, two files, or what git passes.

git calls it in three ways, told apart by the number of arguments: seven or nine as external diff,
two paths as difftool, one path as textconv (the plan as text). Files given by path may have been
edited by hand, so a missing or wrong digest line is accepted. Loads no Typer, for `diff_line`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goalcoach.cli.diff_line import DiffFormat, DiffLine
from goalcoach.cli.error_end import run_to_end
from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.light_hashes import load_light_hashes
from goalcoach.cli.line_language import speak_as_line_says
from goalcoach.cli.output import accept_any_text, narrate, write_out
from goalcoach.errors import BadData, GoalcoachError, NotFound, UsageError
from goalcoach.safe_text import show
from goalcoach.store.file_name import split_version
from goalcoach.translation import ENGLISH, Catalogue, speaking, tr

if TYPE_CHECKING:
    from goalcoach.plan.diff.change import Alike, Diff
    from goalcoach.plan.model.plan import Plan
    from goalcoach.sheets.changes.change_report import ChangeSheet

DIFFER = 1
"""Exit code with --exit-code if the plans differ, as of diff(1)."""
# As external diff git passes seven arguments, and two more if the file was renamed.
_GIT_WORDS = (7, 9)
# What git names as the old or new file when there is none.
_NO_FILE = "/dev/null"


class ComparedPlans(NamedTuple):
    """Two plans to compare.

    `between` are the versions between them, whose reasons are told; `alike` are row ids that were
    assigned by similarity, for files that had lost them; `address` is the site's form of address.
    """

    before: Plan
    after: Plan
    between: tuple[Plan, ...] = ()
    alike: Alike = ()
    practice: bool = False
    address: str = ""


def run_usual(arguments: Sequence[str], line: DiffLine) -> int:
    """Run a usual line, which was read from `arguments`; return its exit code. Raises nothing."""
    accept_any_text()
    speak_as_line_says(arguments)
    load_light_hashes()
    return run_to_end(lambda: compare_plans(line))


def compare_plans(line: DiffLine) -> int:
    """Compare what a line names, and write what is different; return the exit code."""
    words = list(line.words)
    if len(words) in _GIT_WORDS:
        _print_for_git(words, line.form, everything=line.everything)
        return 0
    if len(words) == 1 and _is_path(words[0]):
        _print_as_text(Path(words[0]))
        return 0
    files = any(map(_is_path, words))
    sides = _two_files(words) if files else _two_versions(words, line.store)
    with speaking(_words(sides, line.language, line.form)):
        found, sheet = _compare(sides, everything=line.everything)
        write_out(_format_diff(found, sheet, line.form))
    return DIFFER if line.exit_code and found else 0


def _words(sides: ComparedPlans, language: str, form: DiffFormat) -> Catalogue:
    """Return our words in the language that is asked for, else in that of the newer plan."""
    from goalcoach.sheets.paper_language import sheet_language
    from goalcoach.store.catalogue import find_catalogue, read_catalogue

    if language:
        return read_catalogue(language, sides.address)
    if form is DiffFormat.JSON:
        return ENGLISH
    return find_catalogue(sheet_language(sides.after), sides.address)


def _is_path(word: str) -> bool:
    """Return True if an argument is a path: a patient's code has no dot and no slash."""
    return "." in word or "/" in word or os.sep in word


def _compare(sides: ComparedPlans, *, everything: bool) -> tuple[Diff, ChangeSheet]:
    from goalcoach.plan.diff.diff import diff
    from goalcoach.sheets.changes.change_report_builder import read_change

    found = diff(sides.before, sides.after, sides.between, sides.alike)
    sheet = read_change(
        found,
        sides.before,
        sides.after,
        between=sides.between,
        everything=everything,
        practice=sides.practice,
    )
    return found, sheet


def _format_diff(found: Diff, sheet: ChangeSheet, form: DiffFormat) -> str:
    if form is DiffFormat.JSON:
        from goalcoach.sheets.changes.json_writer import write_change_json

        return write_change_json(sheet, found)
    if form is DiffFormat.HTML:
        from goalcoach.sheets.changes.html_writer import write_change_html

        return write_change_html(sheet)
    if form is DiffFormat.MD:
        from goalcoach.sheets.changes.markdown_writer import write_change_markdown

        return write_change_markdown(sheet)
    from goalcoach.sheets.changes.text_writer import write_change

    return write_change(sheet, colour=_has_colour())


def _has_colour() -> bool:
    """Return True if stdout is a terminal with colours and NO_COLOR is unset."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
    return sys.stdout.isatty() and not plain


def _two_versions(words: list[str], option: Path | None) -> ComparedPlans:
    """Return the two versions that the arguments name, the first argument's first.

    By default the last two. Raises UsageError, and what `Store.load` raises.
    """
    if not words or len(words) > 2:
        raise UsageError(tr("Name a patient, as in goalcoach diff rowan-17, or two files."))
    store = open_known_store(option)
    code, first = split_version(words[0])
    other, second = split_version(words[-1])
    if code != other:
        raise UsageError(
            tr(
                "{code} and {other} are two patients. A comparison is between visits of one.",
                code=code,
                other=other,
            )
        )
    versions = store.versions(code)
    if len(words) == 1:
        first, second = _last_two(code, versions, first)
    old = store.load(code, first).plan
    new = store.load(code, second).plan
    low, high = sorted((old.version, new.version))
    between = tuple(store.load(code, version).plan for version in versions if low < version < high)
    # Backwards, from a newer plan to an older one, the reasons in between would not fit.
    told = between if old.version < new.version else ()
    site = store.site()
    return ComparedPlans(old, new, told, practice=site.practice, address=site.address)


def _last_two(
    code: str, versions: tuple[int, ...], first: int | None
) -> tuple[int | None, int | None]:
    """Return the two versions a single argument means: the last two, or `first` and the last.

    Raises NotFound if there is only one version.
    """
    if first is not None and versions and first != versions[-1]:
        return first, versions[-1]
    if len(versions) == 1:
        raise NotFound(
            tr("{code} has one version so far. There is nothing to compare it with.", code=code)
        )
    if not versions:
        return None, None  # loading says that there is no such patient
    return versions[-2], versions[-1]


def _two_files(words: list[str]) -> ComparedPlans:
    if len(words) != 2:
        raise UsageError(tr("Name two files, as in goalcoach diff old.toml new.toml."))
    return _read_sides(Path(words[0]), Path(words[1]), tuple(words))


def _read_sides(old: Path, new: Path, names: tuple[str, ...]) -> ComparedPlans:
    """Return the plans in two files; rows without an id are matched by similarity."""
    from goalcoach.plan.diff.lost_row_ids import read_two
    from goalcoach.store.file_access import read_file

    data = read_file(old, linked=True), read_file(new, linked=True)
    before, after = read_two(*data, (names[0], names[1]))
    return ComparedPlans(before.plan, after.plan, alike=(*before.alike, *after.alike))


def _print_for_git(words: list[str], form: DiffFormat, *, everything: bool) -> None:
    """Answer git's external diff: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE.

    A new version is compared with its parent, if that file lies beside it. For a file that is no
    plan the problem is printed to stdout, because git stops at an exit code other than 0.
    """
    path, old, new = words[0], words[1], words[4]
    write_out(show(f"goalcoach diff {path}", lines=False))
    try:
        sides = _git_sides(path, old, new)
        if isinstance(sides, str):
            write_out(show(sides))
            return
        with speaking(_words(sides, "", form)):
            found, sheet = _compare(sides, everything=everything)
            write_out(_format_diff(found, sheet, form))
    except GoalcoachError as error:
        write_out(show(error.sentence))


def _git_sides(path: str, old: str, new: str) -> ComparedPlans | str:
    """Return the plans to compare for git, or the text to print instead."""
    if new == _NO_FILE:
        return tr("This version was taken away.")
    if old != _NO_FILE:
        return _read_sides(Path(old), Path(new), (f"old {path}", f"new {path}"))
    from goalcoach.plan.diff.lost_row_ids import read_by_hand
    from goalcoach.store.file_access import is_there, read_file
    from goalcoach.store.file_name import version_name

    plan = read_by_hand(read_file(Path(new), linked=True), path).plan
    if plan.parent is not None:
        beside = Path(path).parent / version_name(plan.parent.version)
        if is_there(beside):
            earlier = read_by_hand(read_file(beside, linked=True), str(beside)).plan
            return ComparedPlans(earlier, plan)
    return _plan_text(plan)


def _plan_text(plan: Plan) -> str:
    from goalcoach.sheets.layouts.whole_plan import read_whole_plan
    from goalcoach.sheets.writers.text import write_text

    return write_text(read_whole_plan(plan, plan.visit.date))


def _print_as_text(path: Path) -> None:
    """Print one plan as text, for git to compare (textconv).

    A file that is no plan is printed unchanged with the problem on stderr: an error would end a
    whole `git log` at that version.
    """
    from goalcoach.plan.diff.lost_row_ids import read_by_hand
    from goalcoach.store.file_access import read_file

    data = read_file(path, linked=True)
    try:
        write_out(_plan_text(read_by_hand(data, path.name).plan))
    except BadData as bad:
        narrate(bad.sentence)
        write_out(show(data.decode("utf-8", "replace")))
