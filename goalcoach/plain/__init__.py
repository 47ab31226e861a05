"""The dialogue as plain lines, for screen readers, simple terminals and pipes.

Words in place of boxes, colours and keys. It maps what is typed to commands and what is to be
shown to lines, and decides nothing: the visit does. May not import Textual or another front end.
"""

from __future__ import annotations

from goalcoach.plain.run import run
from goalcoach.plain.terminal import read_line, write_line

__all__ = ["read_line", "run", "write_line"]
