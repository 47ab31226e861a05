"""Which commands there are. Each one's file is read only when it is called for.

Building a command costs milliseconds of every start, and `goalcoach --help` needs no more than the
names and one line each.
"""

from __future__ import annotations

from importlib import import_module
from inspect import getdoc
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Callable

# Name: the file and the function, and the line in `goalcoach --help`.
COMMANDS = {
    "visit": ("visit:visit", "Hold one visit: a first one or a review, as the plan says."),
    "list": ("list_:list_patients", "List the patients, who is due, and unfinished visits."),
    "show": ("show:show_plan", "Show one version of a plan as it was."),
    "diff": ("diff:diff_plans", "Tell what changed between two visits."),
    "print": ("print_:print_plans", "Print sheets: {sheets}."),
    "trend": ("trend:show_trends", "Show how ratings went, over all visits and the diary."),
    "log": ("log:log_entry", "Write an entry into the diary, or import a filled sheet."),
    "verify": ("verify:verify_plans", "Check that every file is as it was left."),
    "paths": ("paths:say_paths", "Say where the plans and the scripts are, and why there."),
    "demo": ("demo:make_demo", "Make a store with two made-up patients, to try things out."),
}


def load(name: str) -> Callable[..., None]:
    """Return the function behind a command of the table."""
    module, _, function = COMMANDS[name][0].partition(":")
    found: Callable[..., None] = getattr(import_module(f"goalcoach.cli.{module}"), function)
    return found


class Commands(TyperGroup):
    """The table as Typer's group of commands."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        if cmd_name not in COMMANDS:
            return None
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        function = load(cmd_name)
        one.command(cmd_name, help=fill_in(getdoc(function) or ""))(function)
        return get_command(one)

    def format_commands(self, ctx: typer.Context, formatter) -> None:  # type: ignore[no-untyped-def, override]
        with formatter.section("Commands"):
            formatter.write_dl([(name, fill_in(line)) for name, (_, line) in COMMANDS.items()])


def fill_in(words: str) -> str:
    """Return words of help with the names of all kinds of sheet in the place of {sheets}."""
    if "{sheets}" not in words:
        return words
    from goalcoach.sheets.sheet_kinds import SHEETS  # most commands know no sheet

    return words.replace("{sheets}", ", ".join(SHEETS))
