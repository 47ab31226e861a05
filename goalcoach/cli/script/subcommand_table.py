"""The table of the commands of `goalcoach script`, in the form of `cli/command_table.py`."""

from __future__ import annotations

# By name: "module:function" in this package, and the line in `goalcoach script --help`.
SCRIPT_COMMANDS = {
    "new": ("new:make_script", "Copy a small working dialogue to begin with."),
    "lint": ("lint:lint_script", "Find what is wrong or unwise in a dialogue, line by line."),
    "fmt": ("fmt:format_script", "Put the files of a dialogue in their usual form."),
    "preview": ("preview:preview_script", "Walk through a dialogue; nothing is kept."),
    "outline": ("paper:outline_script", "Write a whole visit down, with room to write."),
    "cards": ("paper:card_script", "Write the patient's cards of a visit."),
}
