"""`goalcoach script test`: tries a dialogue by its scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument
from goalcoach.cli.script.scenarios import failure_lines, read_scenarios, read_script
from goalcoach.cli.shared_option import StoreOption

DIFFERENT = 1
"""Exit code if a scenario comes out otherwise."""


def try_script(
    pack: PackArgument,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE…]", help="Scenarios; by default those in the pack's tests folder."
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Try a dialogue by its scenarios.

    Each is a visit written down, with what should come of it. Names each line that comes out
    otherwise, and leaves with 1 then.

    \b
    Example: goalcoach script test core
    """
    from goalcoach.dialogue.scenario.scenario_run import run_scenarios

    scenarios = read_scenarios(pack, store, files or ())
    named = {path.name for path in files or ()}
    found = run_scenarios(read_script(pack, store), scenarios, only=named)
    if found:
        write_out(failure_lines(found, files or ()))
    wrong = len({one.file for one in found})
    count = len(named or scenarios)
    narrate(f"{count - wrong} of {count} scenarios came out as written.")
    if found:
        raise typer.Exit(DIFFERENT)
