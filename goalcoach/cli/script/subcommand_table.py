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
    "i18n": (
        "i18n:translate_script",
        "Translate a dialogue: what is missing or stale, and sheets for it.",
    ),
    "test": ("test:try_script", "Try a dialogue by its scenarios."),
    "monkey": ("monkey:walk_script", "Walk a dialogue at random, to find where it goes wrong."),
    "cover": ("cover:cover_script", "Say what the scenarios of a dialogue do not reach."),
    "diff": ("diff:diff_packs", "Say in words what differs between two dialogues."),
    "pin": ("pin:pin_script", "Note for which words below an overlay was written."),
}
