"""Runs goalcoach as its command does; on SIGUSR1 it writes what each thread and task is at.

monkey_app.py FILE [WORDS OF THE COMMAND]
"""

from __future__ import annotations

import asyncio
import faulthandler
import runpy
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TextIO


def tell_tasks(into: TextIO) -> None:
    """Write where each task of the event loop that runs waits."""
    for task in asyncio.all_tasks(asyncio.get_running_loop()):
        task.print_stack(file=into)
    into.flush()


def main() -> None:
    into = Path(sys.argv.pop(1)).open("w", encoding="utf-8")  # noqa: SIM115 - as long as it runs

    def tell(_number: int, _frame: FrameType | None) -> None:
        tell_tasks(into)

    signal.signal(signal.SIGUSR1, tell)
    # The threads are told even where no line of Python is run any more, as in a lock.
    faulthandler.register(signal.SIGUSR1, file=into, chain=True)
    runpy.run_module("goalcoach", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
