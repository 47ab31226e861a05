"""What a list of commands says of one, for the tests that look for it elsewhere."""

from __future__ import annotations

from goalcoach.cli.command_table import COMMAND_GROUPS, COMMANDS, fill_in


def help_line(name: str) -> str:
    """Return what a list of commands says of one, by its name in `command_names`."""
    group, _, one = name.partition(" ")
    return fill_in((COMMAND_GROUPS[group][one] if one else COMMANDS[group])[1])
