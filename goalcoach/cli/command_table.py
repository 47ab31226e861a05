"""The table of commands. A command's module is imported only when that command runs.

Building a command takes milliseconds, and `goalcoach --help` needs only the names and a line each.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from inspect import cleandoc, getdoc
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command, get_group

from goalcoach.cli.output import write_out
from goalcoach.cli.script.subcommand_table import SCRIPT_COMMANDS
from goalcoach.errors import UsageError
from goalcoach.safe_text import show
from goalcoach.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# By name: "module:function" in this package, and the line in `goalcoach --help`. A group has no
# function; its own commands stand in COMMAND_GROUPS.
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
    "schema": (
        "schema:write_schema",
        "Write the JSON Schema of a script, a plan or the site file.",
    ),
    "script": ("", "Write, check and print a dialogue of your own."),
}

COMMAND_GROUPS = {"script": SCRIPT_COMMANDS}
"""The commands of a group, in the form of COMMANDS; a module is found in the group's package."""

GROUP_HELP = {
    "script": """Write, check and print a dialogue of your own.

    A script is a folder of TOML files, a pack: the words of a visit, their order and conditions.

    \b
    Example: goalcoach script lint core
    """,
}
"""What --help says of a group."""

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


def command_names() -> tuple[str, ...]:
    """Return each command that runs, as it is typed: "visit", "script lint"."""
    own = {"": ("", "")}
    return tuple(
        f"{name} {one}".strip() for name in COMMANDS for one in COMMAND_GROUPS.get(name, own)
    )


def load(name: str) -> Callable[..., None]:
    """Import and return the function of a command; raises KeyError for an unknown name."""
    group, _, one = name.partition(" ")
    module, _, function = (COMMAND_GROUPS[group][one] if one else COMMANDS[group])[0].partition(":")
    package = f"goalcoach.cli.{group}" if one else "goalcoach.cli"
    found: Callable[..., None] = getattr(import_module(f"{package}.{module}"), function)
    return found


def _written(option: TyperOption | None) -> TyperOption | None:
    """Return the option --help of a command, which writes help as any output is written.

    By Typer's own way a pipe that is closed ends with 1, and a full disk as something unexpected.
    """
    if option is not None:
        option.callback = _write_help
    return option


def _write_help(ctx: Any, _: object, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        write_out(ctx.get_help())
        ctx.exit()


class OneCommand(TyperCommand):
    """A command that runs."""

    def get_help_option(self, ctx: typer.Context) -> TyperOption | None:  # type: ignore[override]
        """Return the option --help."""
        return _written(super().get_help_option(ctx))


class Commands(TyperGroup):
    """The commands of the table, or of one group of it, as the group that Typer runs."""

    within = ""
    """The name of the group; "" for the whole program."""

    @property
    def table(self) -> dict[str, tuple[str, str]]:
        """The commands of this group by name."""
        return COMMAND_GROUPS[self.within] if self.within else COMMANDS

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

    def get_help_option(self, ctx: typer.Context) -> TyperOption | None:  # type: ignore[override]
        """Return the option --help."""
        return _written(super().get_help_option(ctx))

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(self.table)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        """Return a command built from its function, or a group; None for an unknown name."""
        if cmd_name not in self.table:
            return None
        if cmd_name in COMMAND_GROUPS and not self.within:
            return _group(cmd_name)
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        function = load(f"{self.within} {cmd_name}".strip())
        one.command(cmd_name, cls=OneCommand, help=fill_in(getdoc(function) or ""))(function)
        return get_command(one)

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def, override]
        """Return what to run; raises UsageError with the command that may be meant."""
        if args[0] not in self.table:
            raise UsageError(unknown_words(args[0], self.within))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: typer.Context, formatter) -> None:  # type: ignore[no-untyped-def, override]
        """Write the list of commands from the table, without building any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, fill_in(line)) for name, (_, line) in self.table.items()])


def _group(name: str) -> Commands:
    """Return a group of the table; none of its commands is built yet."""
    whole = cleandoc(GROUP_HELP[name])
    one = typer.Typer(
        name=name,
        cls=Commands,
        help=whole,
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    made = cast(Commands, get_group(one))
    made.within = name
    return made


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


def unknown_words(word: str, within: str = "") -> str:
    """Return what is said of a word that is no command (of a group), with what may be meant."""
    from difflib import get_close_matches  # only who mistypes waits for it

    table = COMMAND_GROUPS[within] if within else COMMANDS
    whole = f"goalcoach {within}".rstrip()
    near = "" if within else MEANT.get(word.lower()) or _in_a_group(word.lower())
    near = near or next(iter(get_close_matches(word.lower(), table, 1)), "")
    if not near and not within and any(sign.isdigit() for sign in word):
        command = "show" if "@" in word else "visit"
        return tr(
            "“{word}” is no command. A code comes after one: goalcoach {command} {word}",
            word=word,
            command=command,
        )
    meant = f"{tr('Did you mean {command}?', command=f'{whole} {near}')} " if near else ""
    return tr(
        "“{word}” is no command. {meant}{command} --help names them all.",
        word=word,
        meant=meant,
        command=whole,
    )


def _in_a_group(word: str) -> str:
    """Return "script lint" for "lint"; "" if no group has such a command."""
    return next((f"{name} {word}" for name, table in COMMAND_GROUPS.items() if word in table), "")
