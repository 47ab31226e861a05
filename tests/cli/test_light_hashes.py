"""Python's own hashes in the place of OpenSSL's, asked of a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from hmac import new

import pytest

LOAD = """
import sys
{before}
from goalcoach.cli.light_hashes import load_light_hashes
load_light_hashes()
import hashlib, hmac, secrets
print("_hashlib" in sys.modules)
print(hashlib.sha256(b"words").hexdigest(), hmac.new(b"key", b"words", "sha256").hexdigest())
import _hashlib
print(_hashlib.openssl_sha256(b"words").hexdigest())
"""


def load(before: str = "") -> tuple[bool, list[str]]:
    """Return whether OpenSSL was loaded, and the digests; fails if anything is on stderr."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", LOAD.format(before=before)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    loaded, *digests = done.stdout.split()
    return loaded == "True", digests


@pytest.mark.parametrize(
    ("before", "openssl"),
    [
        ("", False),
        ("import hashlib", True),
        ("sys.modules['_sha3'] = None", True),
    ],
    ids=["alone", "loaded already", "built without"],
)
def test_digests_are_the_same_whichever_hashes_there_are(before: str, openssl: bool):
    of_words = sha256(b"words").hexdigest()
    loaded, digests = load(before)
    assert loaded is openssl
    assert digests == [of_words, new(b"key", b"words", "sha256").hexdigest(), of_words]
