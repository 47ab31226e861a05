"""The command line as a whole. A run without a command begins in `app_start` instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from goalcoach import __version__
from goalcoach.cli.command_table import Commands
from goalcoach.cli.error_end import run_to_end
from goalcoach.cli.output import accept_any_text
from goalcoach.cli.shared_option import StoreOption
from goalcoach.errors import UsageError

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
        from goalcoach.cli.app_start import start_app

        raise typer.Exit(start_app(store))
    if store is not None:
        raise UsageError(f"--store comes after the command: {context.invoked_subcommand} --store")


def run(arguments: Sequence[str]) -> int:
    """Run a command line, without the program's name, and return its exit code; raises nothing."""
    accept_any_text()
    return run_to_end(lambda: get_command(app).main(list(arguments), prog_name="goalcoach"))
