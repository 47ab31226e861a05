"""The entry point of the `goalcoach` command and of `python -m goalcoach`."""

from __future__ import annotations

import sys

from goalcoach.process_guard import guard, interruptible

INTERRUPTED = 130
"""Exit code after Ctrl+C: 128 + SIGINT."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    guard()
    try:
        from goalcoach.cli.main import run

        with interruptible():
            code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Ctrl+C in the moment before `run` is there to handle it, or after.
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
