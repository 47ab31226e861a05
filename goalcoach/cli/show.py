"""`goalcoach show`: one version of a plan, to read or for another program."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, open_store, split_code
from goalcoach.safe_text import escape, show

if TYPE_CHECKING:
    from goalcoach.plan.file.codec import Loaded
    from goalcoach.plan.model import Plan
    from goalcoach.store.store import Store

FORMAT = "goalcoach-plan/1"


class ShowFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    TOML = "toml"


def show_plan(
    code: Annotated[str, typer.Argument(metavar="CODE[@N]", help="The patient, and a version.")],
    form: Annotated[
        ShowFormat, typer.Option("--format", help="To read: text, md. For programs: json, toml.")
    ] = ShowFormat.TEXT,
    draft: Annotated[
        str,
        typer.Option(
            "--draft", metavar="FOLDER", help="The answers of a visit not closed: draft, draft-1."
        ),
    ] = "",
    store_folder: StoreOption = None,
) -> None:
    """Show one version of a plan as it was, by default the newest.

    With --draft what a visit was told that has no plan yet, with what was kept beside its journal.

    \b
    Example: goalcoach show rowan-17@1 --format md
    """
    name, version = split_code(code)
    store = open_store(store_folder)
    if draft:
        _show_draft(store, name, draft, plain=form is ShowFormat.TEXT and version is None)
        return
    loaded = store.load(name, version)
    if version is None and (torn := store.cut_short(name)):
        narrate(
            f"{name}/{torn} is there, and not whole. This is version {loaded.plan.version}, the "
            f"one before. goalcoach verify {name} says more."
        )
    if form is ShowFormat.JSON:
        write_out(_as_json(loaded))
    elif form is ShowFormat.TOML:
        write_out(_as_toml(store, loaded.plan))
    else:
        write_out(_as_sheet(store, loaded, form))


def _show_draft(store: Store, code: str, folder: str, *, plain: bool) -> None:
    from goalcoach.errors import UsageError
    from goalcoach.visit.draft_words import draft_words

    if not plain:
        raise UsageError("--draft shows a visit's answers as text, and no version of a plan.")
    for line in draft_words(store, code, folder):
        write_out(show(line, lines=False))


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
            f"In {plan.patient}/{path.name} stand signs that act on a terminal. Here they are "
            "escapes; it is the same plan, but the digest is of the file as it is."
        )
    return escaped


def _as_sheet(store: Store, loaded: Loaded, form: ShowFormat) -> str:
    from goalcoach.visit.version import read_version

    blocks = read_version(store, loaded, date.today())
    if form is ShowFormat.MD:
        from goalcoach.sheets.writers.markdown import write_markdown

        return write_markdown(blocks)
    from goalcoach.sheets.writers.text import write_text

    return write_text(blocks)
