"""A folder that is gone when its user is, however that ends."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from goalcoach.store.disk_error import saving
from goalcoach.store.file_system import REAL, Fs

_REMOVE = """
import shutil, sys
sys.stdin.buffer.read()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""
"""Waits until the other end of its stdin is closed, by us or by the end of this process."""


@contextmanager
def throwaway_folder(environ: Mapping[str, str], fs: Fs = REAL) -> Iterator[Path]:
    """Yield an empty folder for this account alone; it is removed behind the block.

    It lies where the environment has temporary files. A process of its own removes it, also where
    this one is killed within the block. Raises NotSaved.
    """
    folder = Path(environ.get("TMPDIR") or "/tmp") / f"goalcoach-{secrets.token_hex(12)}"  # noqa: S108
    with saving():
        fs.mkdir(folder)  # refuses a name that is taken
    remover = subprocess.Popen(  # noqa: S603 - our own Python, and a folder we just made
        [sys.executable, "-I", "-S", "-c", _REMOVE, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl+C at the terminal is not for it
    )
    try:
        yield folder
    finally:
        assert remover.stdin is not None
        remover.stdin.close()
        remover.wait()
