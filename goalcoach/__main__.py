"""The entry point of the `goalcoach` command and of `python -m goalcoach`."""

from __future__ import annotations

import gc
import os
import sys

from goalcoach.cli import COMPLETE
from goalcoach.process_guard import guard, interruptible

INTERRUPTED = 130
"""Exit code after Ctrl+C: 128 + SIGINT."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    guard()
    try:
        with interruptible():
            code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        # Ctrl+C in the moment before `run` is there to handle it, or after.
        code = INTERRUPTED
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["diff"] and COMPLETE not in os.environ:
        from goalcoach.cli.diff_line import read_usual

        line = read_usual(arguments)
        if line is not None:
            gc.disable()  # what is loaded stays until the end, and that is soon
            from goalcoach.cli.diff_run import run_usual as run_diff

            code = run_diff(arguments, line)
            gc.freeze()  # else Python looks through all of it once more as it ends
            return code
    from goalcoach.cli.app_start import has_screen, is_bare, run_bare

    if is_bare(arguments):
        return run_bare(arguments)
    if arguments[0] == "visit" and has_screen():
        from goalcoach.cli.visit_line import is_usual

        if is_usual(arguments):
            from goalcoach.cli.visit_run import run_usual

            return run_usual(arguments)
    from goalcoach.cli.main import run

    return run(arguments)


if __name__ == "__main__":
    main()
