"""`goalcoach diff`: what changed between two visits, to read, for a program, or inside git.

What it does is in `diff_run`, and a usual line of it is read in `diff_line`, both without Typer.
"""

from __future__ import annotations

from typing import Annotated

import typer

from goalcoach.cli.diff_line import DiffFormat, DiffLine
from goalcoach.cli.diff_run import compare_plans
from goalcoach.cli.shared_option import SheetLangOption, StoreOption


def diff_plans(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODE[@A] [CODE@B]", help="Versions of a patient, or two files."),
    ] = None,
    form: Annotated[
        DiffFormat, typer.Option("--format", help="To read: text, md, html. For programs: json.")
    ] = DiffFormat.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="Show what stayed the same, too.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 if the plans differ.")
    ] = False,
    install_git: Annotated[
        bool, typer.Option("--install-git", help="Let git show plans this way, in this folder.")
    ] = False,
    language: SheetLangOption = "",
    store: StoreOption = None,
) -> None:
    """Tell what changed between two visits, by default the last two.

    Also takes two files, and works as git's external diff, difftool and textconv.

    \b
    Example: goalcoach diff rowan-17@1 rowan-17@2
    """
    if install_git:
        from goalcoach.cli.git_setup import install

        install(list(what or ()))
        return
    line = DiffLine(
        tuple(what or ()),
        form=form,
        everything=everything,
        exit_code=exit_code,
        language=language,
        store=store,
    )
    raise typer.Exit(compare_plans(line))
