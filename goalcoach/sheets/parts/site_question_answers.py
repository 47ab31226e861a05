"""The answers to a clinic's own questions, in words."""

from __future__ import annotations

from collections.abc import Mapping

from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.wording import quote


def say_answer(
    address: str, value: object, labels: Mapping[str, str], *, quoted: bool = True
) -> str:
    """Return an answer by the names of what was chosen; what was typed stands as it was.

    `labels` names the choices of a question, under "ADDRESS=OPTION". On the patient's own sheet
    their words need no quotation marks.
    """
    return ", ".join(
        labels.get(f"{address}={one}")
        or (quote(one) if quoted and isinstance(one, str) else say_value("", one))
        for one in (value if isinstance(value, list | tuple) else (value,))
    )
