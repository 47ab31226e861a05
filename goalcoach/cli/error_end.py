"""The one place where the errors of a run are printed.

Every error leaves through `run_to_end` as one or two sentences on stderr and an exit code (README,
"Exit codes"), never as a traceback, which could quote a plan.
"""

from __future__ import annotations

from collections.abc import Callable

from goalcoach.cli.output import narrate, settle_stdout
from goalcoach.errors import INTERRUPTED, UNEXPECTED, GoalcoachError, describe


def run_to_end(act: Callable[[], int | None]) -> int:
    """Do what a command line asks for and return its exit code; raises nothing."""
    try:
        return _run(act)
    finally:
        settle_stdout()


def _run(act: Callable[[], int | None]) -> int:
    try:
        return act() or 0
    except SystemExit as end:  # how Typer ends each run, with the code it settled on
        return end.code if isinstance(end.code, int) else 0
    except GoalcoachError as error:
        narrate(error.sentence)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        narrate(describe(error))
        return UNEXPECTED
