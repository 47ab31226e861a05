"""Starts goalcoach: the entry point of the command and of `python -m goalcoach`.

Imports nothing heavy itself; `cli` decides what a command needs.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from goalcoach.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
