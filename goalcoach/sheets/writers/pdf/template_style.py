"""The measures of a sheet as plain data for the PDF template, under the names it uses. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from goalcoach.sheets.page_style import FACE_HIGH, FACE_WIDE, STRIPS_APART, PageStyle

Data: TypeAlias = "str | int | float | Sequence[Data] | dict[str, Data] | None"
"""What JSON can hold."""


def style_tree(style: PageStyle) -> dict[str, Data]:
    """Return the measures of the paper; those of the web page are left out."""
    own = style._asdict()
    for part in ("measure", "web", "week"):
        del own[part]
    return {
        **style.measure._asdict(),
        **style.week._asdict(),
        **own,
        "ties": dict(style.ties),
        "face": (FACE_WIDE, FACE_HIGH),
        "strips_apart": STRIPS_APART,
    }
