"""The table of the commands of `goalcoach script`, in the form of `cli/command_table.py`."""

from __future__ import annotations

# By name: "module:function" in this package, and the line in `goalcoach script --help`.
SCRIPT_COMMANDS = {
    "lint": ("lint:lint_script", "Find what is wrong or unwise in a dialogue, line by line."),
    "test": ("test:try_script", "Try a dialogue by its scenarios."),
    "monkey": ("monkey:walk_script", "Walk a dialogue at random, to find where it goes wrong."),
    "cover": ("cover:cover_script", "Say what the scenarios of a dialogue do not reach."),
    "diff": ("diff:diff_packs", "Say in words what differs between two dialogues."),
    "i18n": (
        "i18n:translate_script",
        "Translate a dialogue: what is missing, what is stale, and sheets for a translator.",
    ),
    "pin": ("pin:pin_script", "Note for which words below an overlay was written."),
}
