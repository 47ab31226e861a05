"""The table of commands. A command's module is imported only when that command runs.

Building a command takes milliseconds, and `goalcoach --help` needs only the names and a line each.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from inspect import getdoc
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from goalcoach.errors import UsageError
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPLETE = "_GOALCOACH_COMPLETE"
"""The environment variable by which a shell asks for what may stand on its line (`completion`)."""

# By name: "module:function" in this package, and the line in `goalcoach --help`.
COMMANDS = {
    "visit": ("visit:visit", "Hold one visit: a first one or a review, as the plan says."),
    "list": ("list_:list_patients", "List the patients, who is due, and unfinished visits."),
    "show": ("show:show_plan", "Show one version of a plan as it was."),
    "diff": ("diff:diff_plans", "Tell what changed between two visits."),
    "print": ("print_:print_plans", "Print the sheets of one plan or of many."),
    "trend": ("trend:show_trends", "Show how ratings went, over all visits and the diary."),
    "patterns": (
        "patterns:show_patterns",
        "Lay good days and others side by side, by what was there.",
    ),
    "log": ("diary_log:log_entry", "Write or correct a diary entry, or import a filled sheet."),
    "verify": ("verify:verify_plans", "Check that every file is as it was left."),
    "paths": ("paths:say_paths", "Say where the plans and the scripts are, and why there."),
    "doctor": ("doctor:examine", "Look whether this machine is fit for plans and visits."),
    "demo": ("demo:make_demo", "Make a store with two made-up patients, to try things out."),
}

MEANT = {
    **dict.fromkeys(("ls", "patients", "due"), "list"),
    **dict.fromkeys(("cat", "read", "view", "plan"), "show"),
    **dict.fromkeys(("begin", "start", "new", "resume", "review"), "visit"),
    **dict.fromkeys(("compare", "changes"), "diff"),
    **dict.fromkeys(("diary", "import"), "log"),
    **dict.fromkeys(("check", "repair"), "verify"),
    **dict.fromkeys(("where", "store", "init"), "paths"),
    **dict.fromkeys(("practice", "try", "example"), "demo"),
    **dict.fromkeys(("handout", "card"), "print"),
}
"""The command that someone means who types a word of another program, or of ours."""


def load(name: str) -> Callable[..., None]:
    """Import and return the function of a command; raises KeyError for an unknown name."""
    module, _, function = COMMANDS[name][0].partition(":")
    found: Callable[..., None] = getattr(import_module(f"goalcoach.cli.{module}"), function)
    return found


class Commands(TyperGroup):
    """The commands of the table as the group that Typer runs."""

    def make_context(self, *args: Any, **more: Any) -> typer.Context:
        """Read the line as far as the command; what it quotes of it acts on no terminal."""
        with _shown_safely():
            return cast(typer.Context, super().make_context(*args, **more))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; what an error quotes of the line acts on no terminal."""
        with _shown_safely():
            return super().invoke(ctx)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Let an option for completion stand without a shell: it is then the user's own."""
        if args in (["--install-completion"], ["--show-completion"]):
            args = [*args, ""]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        """Return a command built from its function; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        function = load(cmd_name)
        one.command(cmd_name, help=fill_in(getdoc(function) or ""))(function)
        return get_command(one)

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def, override]
        """Return what to run; raises UsageError with the command that may be meant."""
        if args[0] not in COMMANDS:
            raise UsageError(unknown_words(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: typer.Context, formatter) -> None:  # type: ignore[no-untyped-def, override]
        """Write the list of commands from the table, without building any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, fill_in(line)) for name, (_, line) in COMMANDS.items()])


@contextmanager
def _shown_safely() -> Iterator[None]:
    """Spell out what acts on a terminal in the message of Typer's own errors, which quote words."""
    try:
        yield
    except Exception as error:
        words = getattr(error, "message", None)
        if isinstance(words, str):
            error.message = show(words)  # type: ignore[attr-defined]
        raise


def fill_in(words: str) -> str:
    """Return words of help with the names of all kinds of sheet in the place of {sheets}."""
    if "{sheets}" not in words:
        return words
    from goalcoach.sheets.sheet_kinds import SHEETS  # most commands know no sheet

    return words.replace("{sheets}", ", ".join(SHEETS))


def unknown_words(word: str) -> str:
    """Return what is said of a word that is no command, with what may be meant."""
    from difflib import get_close_matches  # only who mistypes waits for it

    near = MEANT.get(word.lower()) or next(iter(get_close_matches(word.lower(), COMMANDS, 1)), "")
    if not near and any(sign.isdigit() for sign in word):
        command = "show" if "@" in word else "visit"
        return f"“{word}” is no command. A code comes after one: goalcoach {command} {word}"
    meant = f"Did you mean goalcoach {near}? " if near else ""
    return f"“{word}” is no command. {meant}goalcoach --help names them all."
