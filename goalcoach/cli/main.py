"""The command line as a whole, and the one place where its errors are printed.

Every error leaves through `run` as one or two sentences on stderr and an exit code (README, "Exit
codes"), never as a traceback, which could quote a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from goalcoach import __version__
from goalcoach.cli.command_table import Commands
from goalcoach.cli.output import accept_any_text, narrate
from goalcoach.cli.shared_option import StoreOption
from goalcoach.errors import INTERRUPTED, UNEXPECTED, GoalcoachError, UsageError, describe

app = typer.Typer(
    name="goalcoach",
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"goalcoach {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version."),
    ] = False,
    store: StoreOption = None,
) -> None:
    """A guided goal-setting visit in the terminal, for a clinician and a patient together.

    Without a command it opens the app: patients, due and unfinished visits.

    \b
    Example: goalcoach visit rowan-17
    """
    if context.invoked_subcommand is None:
        from goalcoach.cli.visit import start_app

        raise typer.Exit(start_app(store))
    if store is not None:
        raise UsageError(f"--store comes after the command: {context.invoked_subcommand} --store")


def run(arguments: Sequence[str]) -> int:
    """Run a command line, without the program's name, and return its exit code; raises nothing."""
    accept_any_text()
    try:
        get_command(app).main(list(arguments), prog_name="goalcoach")
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
    return 0
