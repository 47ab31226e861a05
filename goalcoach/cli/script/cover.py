"""`goalcoach script cover`: what no scenario of a dialogue reaches."""

from __future__ import annotations

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument
from goalcoach.cli.script.scenarios import failure_lines, read_scenarios, read_script
from goalcoach.cli.shared_option import StoreOption
from goalcoach.safe_text import show

MISSED = 1
"""Exit code if something is not reached."""


def cover_script(pack: PackArgument, store: StoreOption = None) -> None:
    """Say what the scenarios of a dialogue do not reach.

    Questions, both ways of each branch, checks, and reasons to skip. Leaves with 1 if something is
    not reached.

    \b
    Example: goalcoach script cover core
    """
    from goalcoach.dialogue.scenario.coverage import Coverage, shares, unreached
    from goalcoach.dialogue.scenario.scenario_run import run_scenarios

    scenarios, script = read_scenarios(pack, store), read_script(pack, store)
    coverage = Coverage()
    failures = run_scenarios(script, scenarios, coverage.watch)
    if failures:
        write_out(failure_lines(failures))
    missed = unreached(script, coverage)
    if missed:
        write_out("\n".join(show(str(one), lines=False) for one in missed))
    for share in shares(script, coverage):
        narrate(f"{share.what}: {share.reached} of {share.of}")
    if failures:
        narrate("Some scenarios come out otherwise than written.")
    if missed or failures:
        raise typer.Exit(MISSED)
