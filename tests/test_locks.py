"""What the locks must hold for pip's hash mode, in which each requirement is one exact pin.

The oldest pip that a supported Python brings takes `coverage[toml]` and `coverage` for two
requirements: a lock that names only the second makes it look for the first in the index, where it
may find a newer version, and then it refuses. What each pinned package asks for is read from the
packages as they are installed here, so no index is asked.
"""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")

# The environments that a lock serves: one file for all of them.
ENVIRONMENTS = tuple(
    {"python_version": version, "python_full_version": f"{version}.0", "sys_platform": system}
    | {"platform_system": {"linux": "Linux", "darwin": "Darwin"}[system], "os_name": "posix"}
    for version in ("3.11", "3.12", "3.13", "3.14")
    for system in ("linux", "darwin")
)


def blocks(text: str) -> list[str]:
    """Return each requirement of a lock with its options, on one line."""
    lines = (
        line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")
    )
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def pins(text: str) -> dict[str, Requirement]:
    """Return the pins of a lock by their plain names."""
    found = (Requirement(block.partition("--hash")[0].strip()) for block in blocks(text))
    return {canonicalize_name(pin.name): pin for pin in found}


def unpinned(text: str, name: str, asked: list[Requirement]) -> list[str]:
    """Return a sentence for each thing that `name` asks for and hash mode would refuse."""
    pinned = pins(text)
    wrong = []
    for want in asked:
        pin = pinned.get(canonicalize_name(want.name))
        if pin is None:
            wrong.append(f"{name} asks for {want.name}, which is not in the lock")
        elif not want.extras <= pin.extras:
            wrong.append(
                f"{name} asks for {want}, and the lock pins {pin}: renew with scripts/lock"
            )
        elif not all(want.specifier.contains(one.version) for one in pin.specifier):
            wrong.append(f"{name} asks for {want}, and the lock pins {pin}")
    return wrong


def asked_by(pin: Requirement) -> list[Requirement]:
    """Return what a pinned package asks for, extras included, in any environment served."""
    wants = (Requirement(text) for text in distribution(pin.name).requires or ())
    return [
        want
        for want in wants
        if want.marker is None
        or any(
            want.marker.evaluate({**environment, "extra": extra})
            for environment in ENVIRONMENTS
            for extra in (pin.extras or {""}) | {""}
        )
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_pin_with_its_hashes(lock: str):
    for block in blocks((CHECKOUT / lock).read_text("utf-8")):
        assert re.match(r"[a-z0-9.\-]+(\[[a-z0-9,\-]+\])?==[^ ;]+ ", block), block
        assert HASH.search(block), block


@pytest.mark.parametrize("lock", LOCKS)
def test_whatever_a_pinned_package_asks_for_is_pinned_with_its_extras(lock: str):
    text = (CHECKOUT / lock).read_text("utf-8")
    wrong = [
        sentence
        for name, pin in pins(text).items()
        for sentence in unpinned(text, name, asked_by(pin))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("coverage==7.17.3 --hash=sha256:0", "coverage[toml]>=7.10.6"),
        ("coverage==7.17.3 --hash=sha256:0", "coverage>=8"),
        ("coverage==7.17.3 --hash=sha256:0", "pluggy"),
    ],
)
def test_a_pin_that_hash_mode_would_refuse_is_noticed(lock: str, asked: str):
    assert unpinned(lock, "pytest-cov", [Requirement(asked)])
