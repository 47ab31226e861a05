"""`goalcoach show`: one version of a plan, to read or for another program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import SheetLangOption, StoreOption, split_code
from goalcoach.cli.spoken_language import speak
from goalcoach.errors import UsageError
from goalcoach.safe_text import escape, show
from goalcoach.translation import speaking, tr

if TYPE_CHECKING:
    from goalcoach.plan.file.codec import Loaded
    from goalcoach.plan.model.plan import Plan
    from goalcoach.sheets.block import Block
    from goalcoach.store.store import Store
    from goalcoach.visit.draft_transcript import DraftWords

FORMAT = "goalcoach-plan/1"
DRAFT_FORMAT = "goalcoach-draft/1"


class ShowFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    TOML = "toml"


_FOR_PROGRAMS = (ShowFormat.JSON, ShowFormat.TOML)


def show_plan(
    code: Annotated[str, typer.Argument(metavar="CODE[@N]", help="The patient, and a version.")],
    form: Annotated[
        ShowFormat, typer.Option("--format", help="To read: text, md. For programs: json, toml.")
    ] = ShowFormat.TEXT,
    draft: Annotated[
        str,
        typer.Option(
            "--draft",
            metavar="FOLDER",
            help="What was said in a visit that has no plan yet: draft, draft-1.",
        ),
    ] = "",
    language: SheetLangOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Show one version of a plan as it was, by default the newest.

    As text and md its first lines can be read aloud in a minute; then comes the plan as the patient
    has it. Left out are notes and what safety asks, and inside an energy limit aims, amounts,
    steps further on and answers that no field of the plan holds, as any of them may name an amount:
    print --sheet record and --format toml have them.

    With --draft FOLDER what was said in a visit that is in no version yet, question by question:
    draft is the unfinished one, draft-N one that was set aside. Where its journal is damaged or
    holds more than one story, it is shown file by file. Of a private question it says only that it
    was answered.

    \b
    Example: goalcoach show rowan-17@1 --format md
    Example: goalcoach show rowan-17 --draft draft-1
    """
    name, version = split_code(code)
    store = open_known_store(store_folder)
    speak(store, language, for_program=form in _FOR_PROGRAMS)
    if draft:
        if version is not None or form is ShowFormat.TOML:
            raise UsageError(tr("--draft FOLDER goes with a code alone, as text, md or json."))
        _show_draft(store, name, draft, form)
        return
    loaded = store.load(name, version)
    if version is None and (torn := store.cut_short(name)):
        narrate(
            tr(
                "{file} is there, and not whole. This is version {version}, the one before. "
                "goalcoach verify {code} says more.",
                file=f"{name}/{torn}",
                version=loaded.plan.version,
                code=name,
            )
        )
    if form is ShowFormat.JSON:
        write_out(_as_json(loaded))
    elif form is ShowFormat.TOML:
        write_out(_as_toml(store, loaded.plan))
    else:
        write_out(_as_sheet(store, loaded, form, language))


def _show_draft(store: Store, code: str, folder: str, form: ShowFormat) -> None:
    from goalcoach.visit.draft_transcript import FileWords, draft_blocks, read_folder

    words = read_folder(store, code, folder)
    if isinstance(words, FileWords):
        if form is not ShowFormat.TEXT:
            raise UsageError(
                tr(
                    "This can be shown file by file only, as text, and not as {form}. {why}",
                    form=form,
                    why=words.why,
                )
            )
        narrate(f"{tr('Shown file by file.')} {words.why}")
        for line in words.lines:
            write_out(show(line, lines=False))
    elif form is ShowFormat.JSON:
        write_out(_draft_json(words))
    else:
        write_out(_set(tuple(draft_blocks(words)), form))


def _draft_json(words: DraftWords) -> str:
    import json

    answers = [
        {"question": line.question, "at": line.address, "private": True}
        if line.private
        else {
            "question": line.question,
            "at": line.address,
            "about": line.about,
            "answer": line.answer,
            "value": line.value,
            "skipped": line.skipped,
            "half_typed": line.half_typed,
            "note": line.note,
            "kept": line.kept,
        }
        for line in words.lines
    ]
    data = {
        "format": DRAFT_FORMAT,
        "patient": words.code,
        "folder": words.folder,
        "kind": words.kind,
        "day": words.day,
        "began_from": words.began_from,
        "closed": words.closed,
        "answers": answers,
    }
    return json.dumps(data, default=_as_word, indent=2)


def _as_json(loaded: Loaded) -> str:
    import json

    from goalcoach.plan.conversion import to_tree

    data = {"format": FORMAT, "digest": loaded.digest, "plan": to_tree(loaded.plan)}
    return json.dumps(data, default=_as_word, indent=2)


def _as_word(value: object) -> str:
    """Return a date or datetime in ISO 8601; a plan holds no other value that JSON lacks."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _as_toml(store: Store, plan: Plan) -> str:
    """Return the plan's file, with what acts on a terminal as escapes; most files have none.

    It is the same plan. The digest at its end is of the file itself, and fits it alone.
    """
    from goalcoach.store.file_access import read_file
    from goalcoach.store.file_name import version_name

    path = store.folder(plan.patient) / version_name(plan.version)
    text = read_file(path, store.fs).decode("utf-8")
    escaped = escape(text)
    if escaped != text:
        narrate(
            tr(
                "In {file} stand signs that act on a terminal. Here they are escapes; it is the "
                "same plan, but the digest is of the file as it is.",
                file=f"{plan.patient}/{path.name}",
            )
        )
    return escaped


def _as_sheet(store: Store, loaded: Loaded, form: ShowFormat, language: str) -> str:
    from goalcoach.visit.sheet_words import words_on_sheets
    from goalcoach.visit.version_context import read_version

    with speaking(words_on_sheets(loaded.plan, store.site(), language)):
        return _set(read_version(store, loaded, date.today(), language), form)


def _set(blocks: Sequence[Block], form: ShowFormat) -> str:
    if form is ShowFormat.MD:
        from goalcoach.sheets.writers.markdown import write_markdown

        return write_markdown(blocks)
    from goalcoach.sheets.writers.text import write_text

    return write_text(blocks)
