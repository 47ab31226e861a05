"""The dialogue as plain lines, for screen readers, simple terminals and pipes.

Words in place of boxes, colours and keys. It maps what is typed to commands and what is to be
shown to lines, and decides nothing: the visit does. May not import Textual or another front end.
"""

from __future__ import annotations

from goalcoach.plain.exit_signals import read_line, write_line
from goalcoach.plain.run import run

__all__ = ["read_line", "run", "write_line"]
