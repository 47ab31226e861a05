"""What is typed: one command group a file.

Only this folder imports Typer. Everything heavy (the store, the plan, the app) is imported inside
the function that needs it, so that `goalcoach --help` costs little more than Typer itself.
"""
