"""`goalcoach script outline` and `cards`: a script on paper, or to read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument, read_named
from goalcoach.cli.shared_option import StoreOption, open_store
from goalcoach.errors import NotFound, UsageError
from goalcoach.safe_text import show
from goalcoach.translation import language_name, speak_always

if TYPE_CHECKING:
    from goalcoach.dialogue.script.script import Script
    from goalcoach.sheets.sheet import Sheet


class VisitKind(StrEnum):
    """The values of --visit."""

    FIRST = "first"
    REVIEW = "review"


class PaperFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    PDF = "pdf"


VisitOption = Annotated[VisitKind, typer.Option("--visit", help="Which kind of visit.")]
FormatOption = Annotated[PaperFormat, typer.Option("--format", help="How it is written.")]
LangOption = Annotated[
    str, typer.Option("--lang", metavar="LANG", help="By default the script's own.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to; a PDF needs it.")
]


def outline_script(
    pack: PackArgument,
    visit: VisitOption = VisitKind.FIRST,
    form: FormatOption = PaperFormat.TEXT,
    out: OutOption = None,
    ids: Annotated[
        bool, typer.Option("--ids", help="With the names by which files mean each question.")
    ] = False,
    language: LangOption = "",
    store: StoreOption = None,
) -> None:
    """Write a whole visit down, with room to write.

    Each question in order, and in words when it is asked. On paper it is a visit
    without a screen, and what someone reads who learns to hold one. It is in the
    script's own language, or in that of --lang.

    \b
    Example: goalcoach script outline core --format pdf --out visit.pdf
    """
    from goalcoach.visit.script_paper import outline_sheets

    script = _compiled(pack, visit, language, store)
    _write(outline_sheets(script, visit, ids=ids), f"{script.id}, {visit}", form, out)


def card_script(
    pack: PackArgument,
    visit: VisitOption = VisitKind.FIRST,
    form: FormatOption = PaperFormat.TEXT,
    out: OutOption = None,
    language: LangOption = "",
    store: StoreOption = None,
) -> None:
    """Write the patient's cards of a visit.

    One a page: what is shown, and what can be chosen, in the script's own language
    or in that of --lang.

    \b
    Example: goalcoach script cards core --format pdf --out cards.pdf
    """
    from goalcoach.visit.script_paper import card_sheets

    script = _compiled(pack, visit, language, store)
    sheets = card_sheets(script, visit)
    if not sheets:
        raise NotFound(f"No question of this script has a card in a {visit} visit.")
    _write(sheets, f"{script.id}, cards, {visit}", form, out)


def _compiled(pack: str, visit: str, language: str, store: Path | None) -> Script:
    """Return the script in a language, and speak that one; "" is the script's own."""
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.store.catalogue import find_catalogue

    address = _address(store)
    files = read_named(pack, store, languages=[language_name(language)] if language else [])
    script = compile_pack(files, pack, language=language, address=address)
    speak_always(find_catalogue(script.language, address))
    if not script.order.get(visit):
        raise NotFound(f"This script has no {visit} visit.")
    return script


def _address(store: Path | None) -> str:
    """Return the form of address of the site; where there is none, "", the polite one."""
    from goalcoach.errors import GoalcoachError

    try:
        return open_store(store).site().address
    except GoalcoachError:
        return ""  # whoever holds a visit there is told what is wrong with the site file


def _write(sheets: tuple[Sheet, ...], name: str, form: PaperFormat, out: Path | None) -> None:
    from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
    from goalcoach.visit.script_paper import joined

    if form is PaperFormat.PDF:
        if out is None:
            raise UsageError("A PDF needs --out FILE.")
        from goalcoach.sheets.writers.pdf.join import join_pdfs

        parts = ((one.name, write_sheet(one, FileFormat.PDF)) for one in sheets)
        data = join_pdfs(parts, name)
    else:
        data = write_sheet(joined(sheets, name), FileFormat(form.value))
    if out is None:
        write_out(show(data.decode("utf-8")))
        return
    from goalcoach.store.pack_folder import write_beside

    write_beside(out.expanduser(), data)
    narrate(f"written: {out}")
