"""The command line as a whole.

A run without a command begins in `app_start` instead, a usual visit on a screen in `visit_line`, a
usual comparison in `diff_line`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from goalcoach import __version__
from goalcoach.cli import COMPLETE
from goalcoach.cli.command_table import Commands
from goalcoach.cli.error_end import run_to_end
from goalcoach.cli.line_language import speak_as_line_says
from goalcoach.cli.output import accept_any_text, write_out
from goalcoach.cli.shared_option import StoreOption
from goalcoach.errors import INTERRUPTED, UsageError
from goalcoach.translation import tr

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
        write_out(f"goalcoach {__version__}")
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell is not None:
        from goalcoach.cli.completion_script import script_of, user_shell

        write_out(script_of(shell or user_shell(os.environ)))
        raise typer.Exit


def _install_completion(shell: str | None) -> None:
    if shell is not None:
        from goalcoach.cli.completion_script import install, user_shell

        install(shell or user_shell(os.environ))
        raise typer.Exit


def _show_man_page(asked: bool) -> None:
    if asked:
        from goalcoach.cli.man_page import man_page

        write_out(man_page(cast("TyperGroup", get_command(app))))
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version."),
    ] = False,
    man: Annotated[
        bool,
        typer.Option(
            "--man", callback=_show_man_page, is_eager=True, help="Write the manual page."
        ),
    ] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            metavar="[SHELL]",
            help="Have Tab complete in bash, zsh or fish; says each file it changes.",
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            metavar="[SHELL]",
            help="Write the script for that, and change nothing.",
        ),
    ] = None,
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
        raise UsageError(
            tr(
                "--store comes after the command: {command} --store",
                command=context.invoked_subcommand,
            )
        )


def run(arguments: Sequence[str]) -> int:
    """Run a command line, without the program's name, and return its exit code; raises nothing."""
    accept_any_text()
    if shell := os.environ.get(COMPLETE):
        return _complete(shell, arguments)
    speak_as_line_says(arguments)
    return run_to_end(lambda: get_command(app).main(list(arguments), prog_name="goalcoach"))


def _complete(shell: str, arguments: Sequence[str]) -> int:
    """Write what a shell may put in the place of the last word."""
    try:
        from goalcoach.cli.completion import answer

        return answer(cast("TyperGroup", get_command(app)), shell, arguments)
    except Exception:  # whoever presses Tab sees nothing of what went wrong
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
