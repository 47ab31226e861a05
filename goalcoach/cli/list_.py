"""`goalcoach list`: the patients, who is due, whose visit is unfinished. Codes and dates only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.known_store import open_known_store
from goalcoach.cli.line_day import read_date
from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption
from goalcoach.cli.spoken_language import speak
from goalcoach.date_words import say_day
from goalcoach.errors import BadData, GoalcoachError, gravest
from goalcoach.safe_text import cell_width
from goalcoach.translation import tr, tr_noop

if TYPE_CHECKING:
    from goalcoach.store.patient_info import PatientInfo
    from goalcoach.store.set_aside_visits import SetAside

FORMAT = "goalcoach-list/1"
HEADS = (
    tr_noop("code"),
    tr_noop("versions"),
    tr_noop("last visit"),
    tr_noop("next visit"),
    tr_noop("unfinished"),
    tr_noop("set aside"),
)


class ListFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    JSON = "json"


def list_patients(
    due: Annotated[
        date | None,
        typer.Option(
            parser=read_date, metavar="DATE", help="Only who is due by that day, as in “4 weeks”."
        ),
    ] = None,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Only who has an unfinished visit.")
    ] = False,
    form: Annotated[
        ListFormat, typer.Option("--format", help="Lines to read, or JSON for programs.")
    ] = ListFormat.TEXT,
    store_folder: StoreOption = None,
) -> None:
    """List the patients, who is due, and unfinished visits.

    A plan that cannot be read is named on stderr, as is a second file of a version; the others are
    still listed. A visit that was set aside has its number: goalcoach show CODE --draft draft-N
    reads it, visit CODE --take-up N goes on with it. A site file that cannot be read is named
    below the list.

    \b
    Example: goalcoach list --due 2026-12-18
    """
    import json

    from goalcoach.store.patient_list import list_patients
    from goalcoach.store.second_version import second_words

    store = open_known_store(store_folder)
    speak(store, "", for_program=form is ListFormat.JSON)
    everyone = list_patients(store)
    patients = [
        one
        for one in everyone
        if _is_due(one, due) and (one.unfinished is not None or not unfinished)
    ]
    if form is ListFormat.JSON:
        write_out(json.dumps({"format": FORMAT, "patients": [_as_data(one) for one in patients]}))
    elif patients:
        write_out(_as_table(patients))
    else:
        narrate(_nobody(store.root, due, unfinished=unfinished, any_one=bool(everyone)))
    for one in patients:
        if words := second_words(one.code, one.second_versions):
            narrate(words)
    unread = [one for one in patients if one.problem]
    for one in unread:
        narrate(f"{one.code}: {one.problem}")
    told = [one for one in patients if one.unfinished is not None and one.unfinished.told]
    for one in told:
        narrate(f"{one.code}: {one.unfinished.told if one.unfinished else ''}")
    codes = {one.problem_code for one in unread}
    try:
        store.site()
    except GoalcoachError as problem:  # which no line of the list needs
        narrate(problem.sentence)
        codes.add(problem.exit_code)
    if any(one.unfinished and one.unfinished.damage for one in told):
        codes.add(BadData.exit_code)
    if codes:
        raise typer.Exit(gravest(codes))


def _nobody(root: Path, due: date | None, *, unfinished: bool, any_one: bool) -> str:
    """Return what is said where there is no one to list."""
    if not any_one:
        return tr(
            "No one to list in {folder}. goalcoach visit CODE begins a first visit.", folder=root
        )
    if due is None:
        return tr("No one has an unfinished visit in {folder}.", folder=root)
    words = tr_noop("No one is due by {day} in {folder}.")
    if unfinished:
        words = tr_noop("No one has an unfinished visit and is due by {day} in {folder}.")
    return tr(words, day=say_day(due), folder=root)


def _is_due(one: PatientInfo, day: date | None) -> bool:
    return day is None or (one.next_visit is not None and one.next_visit <= day)


def _as_data(one: PatientInfo) -> dict[str, object]:
    unfinished = one.unfinished and {
        "kind": one.unfinished.header.get("visit"),
        "began": one.unfinished.header.get("today"),
        "section": one.unfinished.section,
        "saved": one.unfinished.saved_at.isoformat(),
        "damaged": bool(one.unfinished.damage),
        "beside": list(one.unfinished.beside),
    }
    return {
        "code": one.code,
        "versions": list(one.versions),
        "last_visit": one.last_visit and one.last_visit.isoformat(),
        "next_visit": one.next_visit and one.next_visit.isoformat(),
        "next_kind": one.next_kind,
        "continues": one.continues,
        "unfinished": unfinished,
        "set_aside": [_aside_data(kept) for kept in one.aside],
        "readable": not one.problem,
        "second_versions": list(one.second_versions),
    }


def _aside_data(kept: SetAside) -> dict[str, object]:
    if kept.info is None:
        return {"number": kept.number, "readable": False}
    return {
        "number": kept.number,
        "kind": kept.info.header.get("visit"),
        "began": kept.info.header.get("today"),
        "saved": kept.info.saved_at.isoformat(),
        "readable": True,
    }


def _as_table(patients: list[PatientInfo]) -> str:
    rows = [tuple(map(tr, HEADS)), *(_as_row(one) for one in patients)]
    if not any(one.aside for one in patients):
        rows = [row[:-1] for row in rows]
    widths = [max(cell_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            f"{cell}{' ' * (width - cell_width(cell))}"
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _as_row(one: PatientInfo) -> tuple[str, ...]:
    days = [day.isoformat() if day else "-" for day in (one.last_visit, one.next_visit)]
    if one.continues:
        days[1] = tr("goes on {day}", day=days[1]) if one.next_visit else tr("goes on")
    unfinished = "-"
    if one.unfinished is not None:
        saved = f"{one.unfinished.saved_at.astimezone():%Y-%m-%d %H:%M}"
        unfinished = tr("first visit, saved {time}", time=saved)
        if one.unfinished.header.get("visit") == "review":
            unfinished = tr("review visit, saved {time}", time=saved)
    aside = "; ".join(map(_say_aside, one.aside)) or "-"
    return (one.code, str(len(one.versions)), *days, unfinished, aside)


def _say_aside(kept: SetAside) -> str:
    """Return the number and day of a visit that was set aside."""
    if kept.info is None:
        return f"{kept.number}: {tr('cannot be read')}"
    day = f"{kept.info.saved_at.astimezone():%Y-%m-%d}"
    if kept.info.header.get("visit") == "review":
        return f"{kept.number}: {tr('review visit of {day}', day=day)}"
    return f"{kept.number}: {tr('first visit of {day}', day=day)}"
