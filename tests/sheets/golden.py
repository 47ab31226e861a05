"""Golden files of the sheets. `GOALCOACH_RENEW=1 pytest` writes them anew, to be read and kept."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "golden" / "sheets"


def compare(name: str, written: str) -> None:
    """Hold what was written against the golden file of that name."""
    path = GOLDEN / name
    if os.environ.get("GOALCOACH_RENEW"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")
