"""What may be the code of someone of the service, in a plan and in the site file. Pure."""

from __future__ import annotations

import re

_CODE = re.compile(r"[\w-]{1,32}")


def is_service_code(text: str) -> bool:
    """Return True for one word of letters, digits and hyphens, so that no name gets in by habit."""
    return _CODE.fullmatch(text) is not None
