"""A folder that is gone when its user is, however that ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WATCH = """
import shutil, sys
sys.stdin.buffer.read()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""
"""Waits until the other end of its stdin is closed: by us, or by the end of this process."""


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """Yield an empty folder for this account alone; it is removed behind the block.

    A process of its own removes it where this one is killed within the block.
    """
    folder = Path(tempfile.mkdtemp(prefix="goalcoach-preview-"))
    watcher = subprocess.Popen(  # noqa: S603 - our own Python, and a folder we just made
        [sys.executable, "-I", "-S", "-c", _WATCH, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl+C at the terminal is not for it
    )
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        assert watcher.stdin is not None
        watcher.stdin.close()
        watcher.wait()
