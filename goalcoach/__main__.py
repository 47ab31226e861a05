"""Starts goalcoach: the entry point of the command and of `python -m goalcoach`."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from goalcoach.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Someone may change their mind while the first modules are still being read.
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
