"""`goalcoach script monkey`: walks a dialogue at random, and keeps each walk that went wrong."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument
from goalcoach.cli.script.scenarios import read_script
from goalcoach.cli.shared_option import StoreOption
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from goalcoach.dialogue.scenario.random_walk import WalkFault

FOUND = 1
"""Exit code if a walk went wrong."""
RUNS = 200
MINUTES = 90.0
"""A longer visit is more than a person with little strength can sit through."""


def walk_script(
    pack: PackArgument,
    runs: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="How many walks.")
    ] = RUNS,
    seed: Annotated[
        int, typer.Option(metavar="N", help="The same number gives the same walks.")
    ] = 1,
    minutes: Annotated[
        float, typer.Option(metavar="N", min=1, help="A visit that takes longer is told.")
    ] = MINUTES,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where a walk that went wrong is kept.")
    ] = Path(),
    store: StoreOption = None,
) -> None:
    """Walk a dialogue at random, to find where it goes wrong.

    Answers of every kind, skips, back, jumps. What raises, leads nowhere or takes too long is kept
    as a scenario, and the exit code is 1.

    \b
    Example: goalcoach script monkey core --runs 50 --seed 7
    """
    from goalcoach.dialogue.scenario.random_walk import walk_at_random

    script = read_script(pack, store)
    chances = [random.Random(f"{seed}/{number}") for number in range(runs)]  # noqa: S311 - a walk
    wrong = 0
    for fault in walk_at_random(script, chances, minutes):
        if fault is not None:
            wrong += 1
            path = _keep(fault, seed, out)
            write_out(show(f"{path}: {fault.code} {fault.message}", lines=False))
    narrate(f"{runs - wrong} of {runs} walks went well.")
    if wrong:
        raise typer.Exit(FOUND)


def _keep(fault: WalkFault, seed: int, out: Path) -> Path:
    """Write the walk as a scenario, with the first visit before it if there was one."""
    from goalcoach.dialogue.scenario.scenario_file import TODAY
    from goalcoach.dialogue.scenario.step_command import write_scenario
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import make_folders, replace_file
    from goalcoach.store.file_system import REAL

    name, after = f"monkey-{seed}-{fault.number}", ""
    files: dict[str, bytes] = {}
    if fault.before is not None:
        after = f"{name}-before.toml"
        files[after] = write_scenario("first", TODAY, fault.before, "the visit before")
    comment = show(f"{fault.code} {fault.message}", lines=False)
    files[f"{name}.toml"] = write_scenario(fault.visit, TODAY, fault.steps, comment, after)
    with saving():
        make_folders(REAL, out)
        for file, data in files.items():
            replace_file(REAL, out / file, out / f".{file}.new", data)
    return out / f"{name}.toml"
