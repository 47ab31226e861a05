"""hashlib without OpenSSL, for the commands that stay open.

OpenSSL takes 3 MB of memory and some ten milliseconds to load. Python's own hashes give the same
digests; at a megabyte they are four milliseconds slower, and a visit hashes a third of one.
"""

from __future__ import annotations

import sys
from importlib import import_module

_OWN = (
    *("_blake2", "_md5", "_sha1", "_sha3"),
    *(("_sha2",) if sys.version_info >= (3, 12) else ("_sha256", "_sha512")),
)
"""The modules with Python's own hashes. Some systems build Python without them."""


def load_light_hashes() -> None:
    """Load hashlib and hmac with Python's own hashes, where there are all of them.

    Call before anything else loads one of the two. Whoever imports `_hashlib` later gets it.
    """
    if "hashlib" in sys.modules or "_hashlib" in sys.modules:
        return
    try:
        for name in _OWN:  # hashlib reports each that is missing, on stderr
            import_module(name)
    except ImportError:
        return
    sys.modules["_hashlib"] = None  # type: ignore[assignment]  # what an import takes as missing
    try:
        import hashlib  # noqa: F401
        import hmac  # noqa: F401
    finally:
        del sys.modules["_hashlib"]
