"""The entry point of the `goalcoach` command and of `python -m goalcoach`."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""Exit code after Ctrl+C: 128 + SIGINT."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from goalcoach.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Ctrl+C during the first imports, before `run` is there to handle it.
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
