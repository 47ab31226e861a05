"""`goalcoach script i18n`: what a translator needs of a pack, and what came back from one."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument, own_scripts
from goalcoach.cli.shared_option import StoreOption
from goalcoach.errors import BadData, NotAllowed, NotFound, Problem, UsageError
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalcoach.dialogue.i18n.renewal import Renewed
    from goalcoach.dialogue.script.diagnostic import Diagnostic

WARNINGS = 1
"""Exit code of a check that finds warnings alone."""
SHEET_CAP = 8 << 20
"""Most bytes of a sheet."""


class I18nAction(StrEnum):
    """What to do with a language of a pack."""

    EXTRACT = "extract"
    CHECK = "check"
    SHEET = "sheet"


def translate_script(
    action: Annotated[
        I18nAction, typer.Argument(metavar="extract|check|sheet", help="What to do.")
    ],
    pack: PackArgument,
    language: Annotated[
        str,
        typer.Option("--lang", metavar="LANG", help="The language; check takes all by default."),
    ] = "",
    sheet: Annotated[
        Path | None,
        typer.Option("--in", metavar="FILE", help="A sheet that was filled, as CSV."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where the sheet goes; else it is written out."),
    ] = None,
    store_folder: StoreOption = None,
) -> None:
    """Translate a dialogue: what is missing or stale, and sheets for it.

    extract writes i18n/LANG.toml of the script's folder anew: what is translated stays, and what is
    missing is listed. check says what is wrong, with file and line, and leaves with 65 for an error
    and 1 for warnings alone. sheet writes a CSV with each text and its translation; with --in FILE
    it takes one back, all of it or nothing.

    \b
    Example: goalcoach script i18n check core --lang de
    """
    if sheet is not None and action is not I18nAction.SHEET:
        raise UsageError("--in takes a sheet back: goalcoach script i18n sheet PACK --in FILE.")
    if out is not None and (action is not I18nAction.SHEET or sheet is not None):
        raise UsageError("--out says where a sheet goes, as in: script i18n sheet PACK --out FILE.")
    own = own_scripts(store_folder)
    if action is I18nAction.CHECK:
        _check(pack, own, language)
        return
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise UsageError("--lang names the language, as in --lang de.")
    if action is I18nAction.EXTRACT:
        _write_files(pack, own, language, _renew(pack, own, language))
    elif sheet is None:
        _write_sheet(pack, own, language, out)
    else:
        _read_sheet(pack, own, language, sheet)


def _files(pack: str, own: Path) -> dict[str, bytes]:
    """Return a pack's own files and translations: of an overlay nothing of the pack below it."""
    from goalcoach.store.script_pack import read_pack_alone, read_translation_files

    return {**read_pack_alone(pack, own=own), **read_translation_files(pack, own=own)}


def _check(pack: str, own: Path, language: str) -> None:
    from goalcoach.dialogue.linter.code_table import LINT_CODES
    from goalcoach.dialogue.script.localisation import choose_language, language_file
    from goalcoach.store.script_pack import read_pack, read_translation_files

    files = read_pack(pack, own=own)
    if language and language_file(language) not in read_translation_files(pack, own=own):
        # One that is being made is checked before it is offered.
        language = choose_language(files, language, pack) or language
    found = language_findings(pack, own, files, language)
    for one in found:
        write_out(show(str(one), lines=False))
        write_out(f"    {LINT_CODES[one.code].advice}")
    errors = sum(one.code.startswith("E") for one in found)
    narrate(f"Errors: {errors}. Warnings: {len(found) - errors}.")
    _say_if_not_offered(pack, own)
    if found:
        raise typer.Exit(BadData.exit_code if errors else WARNINGS)


def _say_if_not_offered(pack: str, own: Path) -> None:
    """Tell of languages that have a file and in which no visit can be held all the same."""
    from goalcoach.dialogue.script.diagnostic import BadScript
    from goalcoach.dialogue.script.localisation import read_languages
    from goalcoach.store.script_pack import read_pack, read_translation_files

    try:
        known = read_languages(read_pack(pack, own=own, unpinned=True))
    except BadScript:
        return  # lint says what is wrong; a translator can go on
    there = (
        re.fullmatch(r"i18n/([a-z]{2,3})\.toml", one)
        for one in read_translation_files(pack, own=own)
    )
    names = sorted(one[1] for one in there if one and one[1] not in (known.base, *known.offered))
    if names:
        langs = ", ".join(f'"{one}"' for one in dict.fromkeys((*known.offered, *names)))
        word = ", ".join(names)
        narrate(f"No visit is held in {word} before script.toml offers it: langs = [{langs}]")


def language_findings(
    pack: str, own: Path, files: Mapping[str, bytes], language: str = ""
) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of the languages that a pack offers, or of one of its own."""
    from goalcoach.dialogue.script.localisation import read_languages

    known = read_languages(files)
    languages = [language] if language else [one for one in known.offered if one != known.base]
    if not languages:
        return ()
    from goalcoach.dialogue.i18n.language_check import check_language
    from goalcoach.dialogue.script.diagnostic import Severity
    from goalcoach.dialogue.script.localisation import FOLDER
    from goalcoach.dialogue.script.merged_pack import MergedPack
    from goalcoach.store.script_pack import read_pack, read_translation_files

    whole = read_pack(pack, own=own, languages=languages)
    kept = read_translation_files(pack, own=own)
    whole.update({name: data for name, data in kept.items() if "/hashes-" in name})
    found = tuple(one for name in languages for one in check_language(whole, name))
    if not isinstance(whole, MergedPack):
        return found
    # What is said of a section's line is put in its place by who lints the whole.
    spoken = tuple(one for one in found if one.file.startswith(FOLDER))
    ours = {*found} - {*spoken}
    # Who writes an overlay cannot mend what is unwise below; an error keeps visits from both.
    ours |= {
        one
        for one in whole.at_source(spoken)
        if not (one.severity is Severity.WARNING and one.file.startswith(whole.prefix))
    }
    return tuple(sorted(ours))


def _renew(pack: str, own: Path, language: str) -> Renewed:
    from goalcoach.dialogue.i18n.renewal import renew

    return renew(_files(pack, own), language)


def _write_files(pack: str, own: Path, language: str, made: Renewed) -> None:
    """Write a language's files into the pack's folder, and tell what is missing."""
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import make_folder, replace_file
    from goalcoach.store.file_system import REAL
    from goalcoach.store.script_pack import TRANSLATIONS, find_pack, pack_names

    if pack in pack_names():
        raise NotAllowed(f"{pack} comes with goalcoach. Name a folder to write to, as ./{pack}.")
    folder = find_pack(pack, own=own)
    with saving():
        make_folder(REAL, folder / TRANSLATIONS)
        for name, data in made.files.items():
            path = folder / name
            replace_file(REAL, path, path.with_name(f".{path.name}.new"), data)
    for name in made.missing:
        write_out(show(f"missing: {name}", lines=False))
    for name, words in made.left_out:
        write_out(show(f"left out: {name}: {words}", lines=False))
    narrate(f"Written: {', '.join(sorted(made.files))}")
    narrate(f"{language}: {len(made.missing)} missing, {len(made.left_out)} left out.")
    _say_if_not_offered(pack, own)


def _write_sheet(pack: str, own: Path, language: str, out: Path | None) -> None:
    from goalcoach.dialogue.i18n.translation_sheet import sheet_rows
    from goalcoach.dialogue.i18n.translation_state import read_translations
    from goalcoach.sheets.spreadsheet import write_csv

    text = write_csv(sheet_rows(read_translations(_files(pack, own), language)))
    if out is None:
        # A tab within a text is part of it.
        write_out("\t".join(map(show, text.removesuffix("\n").split("\t"))))
        return
    from goalcoach.store.print_folder import put_beside

    put_beside(out, text.encode())
    narrate(f"written: {out}")


def _read_sheet(pack: str, own: Path, language: str, sheet: Path) -> None:
    import csv

    from goalcoach.dialogue.i18n.renewal import renew
    from goalcoach.dialogue.i18n.translation_sheet import read_rows
    from goalcoach.dialogue.i18n.translation_state import read_translations
    from goalcoach.sheets.encoding_detection import read_text
    from goalcoach.sheets.spreadsheet import read_csv, unguard
    from goalcoach.store.file_access import read_file

    files = _files(pack, own)
    text, told = read_text(read_file(sheet, linked=True, cap=SHEET_CAP), sheet.name)
    if told:
        narrate(told)
    try:
        rows = [(line, [unguard(cell) for cell in row]) for line, row in read_csv(text)]
    except csv.Error as problem:
        words = "this is no CSV: the quotes do not end, or a cell is far too long."
        raise BadData(sheet.name, [Problem(0, "", words)]) from problem
    given = read_rows(rows, read_translations(files, language), sheet.name)
    if not given:
        raise NotFound(f"{sheet.name} gives no text that is new, so nothing was written.")
    _write_files(pack, own, language, renew(files, language, given))
