"""`goalcoach doctor`: is this machine fit for plans, and what to do where it is not."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.shared_option import StoreOption, open_store
from goalcoach.safe_text import cell_width, show
from goalcoach.translation import ENGLISH, speak_always

if TYPE_CHECKING:
    from goalcoach.store.fitness import FitnessLine
    from goalcoach.store.store import Store

FORMAT = "goalcoach-doctor/1"
TO_LOOK_AT = 1
"""Exit code if there is something to look at."""


class DoctorFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    JSON = "json"


def examine(
    form: Annotated[
        DoctorFormat, typer.Option("--format", help="Lines to read, or JSON for programs.")
    ] = DoctorFormat.TEXT,
    store_folder: StoreOption = None,
) -> None:
    """Look whether this machine is fit for plans and visits.

    Says of each thing ok, look or cannot tell, and what to do. No plan is changed; a file is
    written and removed again to try the disk out. Leaves with 1 if there is something to look at.

    \b
    Example: goalcoach doctor
    """
    import json

    from goalcoach.store.fitness import Fitness

    speak_always(ENGLISH)  # the words that whoever mends a machine looks for
    lines = _look(open_store(store_folder))
    if form is DoctorFormat.JSON:
        data = [
            {"about": one.about, "state": str(one.state), "words": one.words, "advice": one.advice}
            for one in lines
        ]
        write_out(json.dumps({"format": FORMAT, "lines": data}))
    else:
        write_out(_as_text(lines))
    looks = sum(one.state is Fitness.LOOK for one in lines)
    if looks:
        narrate(f"{looks} {'thing' if looks == 1 else 'things'} to look at.")
        raise typer.Exit(TO_LOOK_AT)
    narrate("All that can be seen from here is fit.")


def _look(store: Store) -> list[FitnessLine]:
    from goalcoach.cli.machine_fitness import machine_lines
    from goalcoach.store.disk_fitness import disk_lines
    from goalcoach.store.file_access import is_folder
    from goalcoach.store.store_fitness import store_lines

    lines = list(store_lines(store, date.today()))
    if is_folder(store.root, store.fs):
        lines += disk_lines(store.fs, store.root)
    return [*lines, *machine_lines(os.environ)]


def _as_text(lines: list[FitnessLine]) -> str:
    wide = max(cell_width(one.about) for one in lines)
    said = []
    for one in lines:
        gap = " " * (wide - cell_width(one.about))
        said.append(f"{one.state:<11}  {one.about}{gap}  {show(one.words, lines=False)}")
        if one.advice:
            said.append(f"{'':<11}  {'':<{wide}}  {show(one.advice, lines=False)}")
    return "\n".join(said)
