"""Which writers there are, and a sheet set by one of them.

A writer knows blocks and nothing of plans.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, assert_never

from goalcoach.sheets.sheet import Paper, Sheet
from goalcoach.translation import speaking


class FileFormat(StrEnum):
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    TEXT = "text"

    @property
    def suffix(self) -> str:
        return ".txt" if self is FileFormat.TEXT else f".{self}"


def write_sheet(sheet: Sheet, form: FileFormat, paper: Paper = Paper.A4) -> bytes:
    """Return the sheet as the bytes of a file; the same bytes each time for the same sheet.

    NotPrinted where it cannot be set: a sign that no font has, a card that is too full.
    """
    if form is FileFormat.PDF:
        from goalcoach.sheets.writers.pdf.pdf import write_pdf

        # It speaks the sheet's language by itself. Why one cannot be set is said to who prints.
        return write_pdf(sheet, paper)
    with speaking(sheet.words):
        return _write(sheet, form, paper)


def _write(
    sheet: Sheet, form: Literal[FileFormat.HTML, FileFormat.MD, FileFormat.TEXT], paper: Paper
) -> bytes:
    match form:
        case FileFormat.HTML:
            from goalcoach.sheets.writers.html.page import write_html

            return write_html(sheet, paper).encode()
        case FileFormat.MD:
            from goalcoach.sheets.writers.markdown import write_markdown

            return write_markdown(sheet.blocks).encode()
        case FileFormat.TEXT:
            from goalcoach.sheets.writers.text import write_text

            return write_text(sheet.blocks).encode()
        case _:
            assert_never(form)
