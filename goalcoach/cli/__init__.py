"""The command line: one command a file.

Only this folder imports Typer. Everything heavy (the store, the plan, the app) is imported inside
the function that needs it, so that `goalcoach --help` costs little more than Typer itself. The
docstring of a command's function is its help text.
"""

COMPLETE = "_GOALCOACH_COMPLETE"
"""The variable in which a shell that completes a line says its name."""
