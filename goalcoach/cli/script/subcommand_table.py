"""The table of the commands of `goalcoach script`, in the form of `cli/command_table.py`."""

from __future__ import annotations

# By name: "module:function" in this package, and the line in `goalcoach script --help`.
SCRIPT_COMMANDS = {
    "lint": ("lint:lint_script", "Find what is wrong or unwise in a dialogue, line by line."),
    "i18n": (
        "i18n:translate_script",
        "Translate a dialogue: what is missing or stale, and sheets for it.",
    ),
    "pin": ("pin:pin_script", "Note for which words below an overlay was written."),
}
