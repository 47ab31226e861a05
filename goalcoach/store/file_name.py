"""File names in a store: patient codes, version files, the site file.

A code is checked before any file call, so no code names a path outside the store.
"""

from __future__ import annotations

import re

from goalcoach.errors import UsageError
from goalcoach.translation import tr, tr_noop

SITE_FILE = "goalcoach.toml"
"""Name of the site file in the store's folder."""

DIARY_FILE = "diary.toml"
"""Name of a patient's diary, in the patient's folder. A full one goes on in diary-2.toml."""
MOST_DIARY_FILES = 99

LIST_FILE = ".goalcoach-list.json"
"""Name of the cache behind the list of patients (`list_cache`); it can always be deleted."""

ATTRIBUTES_FILE = ".gitattributes"
"""Name of the file by which git knows how to treat the others, in the store's folder."""

KEEP_BYTES = """\
# Byte for byte: the last line of a plan is the digest of its bytes, and git may change line ends.
* -text
"""
"""What a new store says to git."""

ASIDE = "set_aside"
"""Folder for what `verify --repair` moves aside; no code can be written so."""

SCRIPTS = "scripts"
"""Folder of a store for the packs that its clinic wrote; no patient has this code."""

_NO_CODE = tr_noop("This cannot be a patient's code.")
_CODE_RULE = tr_noop("Use 1 to 32 small letters, digits and hyphens, such as rowan-17.")
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
# Windows, and a share that it serves, opens a device under these names in any folder.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
_DIARY = re.compile(r"diary-([1-9][0-9]?)\.toml")
_VERSION = re.compile(r"v([0-9]{4})\.toml")


def check_code(code: str) -> str:
    """Return `code` if it is a valid patient code.

    Raises UsageError with a sentence on what to type instead.
    """
    if code in _DEVICES:
        raise UsageError(tr("This name belongs to the computer itself. Choose another code."))
    if code == SCRIPTS:
        raise UsageError(tr("This is the folder of your own scripts. Choose another code."))
    if _CODE.fullmatch(code) is None and is_code(code.lower()):
        raise UsageError(tr("A code is in small letters. Type it as {code}.", code=code.lower()))
    if _CODE.fullmatch(code) is None:
        raise UsageError(f"{tr(_NO_CODE)} {tr(_CODE_RULE)}")
    return code


def is_code(name: str) -> bool:
    """Return True if `name` is a valid patient code."""
    return name not in _DEVICES and name != SCRIPTS and _CODE.fullmatch(name) is not None


def split_version(text: str) -> tuple[str, int | None]:
    """Return ("rowan-17", 2) for "rowan-17@2" and ("rowan-17", None) for "rowan-17".

    The code is not checked. Raises UsageError if what follows "@" is no number from 1 to 9999.
    """
    code, at, version = text.partition("@")
    if not at:
        return code, None
    if not (version.isascii() and version.isdigit() and 0 < int(version[:5]) <= 9999):
        raise UsageError(tr("After @ comes the number of a version, as in rowan-17@2."))
    return code, int(version)


def version_name(version: int) -> str:
    """Return the file name of a version: 4 → "v0004.toml"."""
    return f"v{version:04d}.toml"


def version_of(name: str) -> int | None:
    """Return the number in a version's file name, the inverse of `version_name`.

    None for every other name, so for "v00004.toml" too.
    """
    match = _VERSION.fullmatch(name)
    if match is None:
        return None
    version = int(match.group(1))
    return version if version > 0 and version_name(version) == name else None


def diary_name(number: int) -> str:
    """Return the name of the diary's first file, second file and so on."""
    return DIARY_FILE if number == 1 else f"diary-{number}.toml"


def diary_number(name: str) -> int | None:
    """Return which file of the diary has this name, None for every other name."""
    if name == DIARY_FILE:
        return 1
    match = _DIARY.fullmatch(name)
    return int(match[1]) if match and match[1] != "1" else None


def near_codes(code: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of which `code` may be a misspelling, in the order of `codes`.

    That is one character inserted, left out, replaced or swapped with its neighbour, or any
    difference in hyphens only.
    """
    return tuple(known for known in codes if known != code and _is_slip(code, known))


def _is_slip(one: str, other: str) -> bool:
    """Return True for a Damerau-Levenshtein distance of 1, or codes equal but for hyphens."""
    if one.replace("-", "") == other.replace("-", ""):
        return True
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[start:] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return one[start + 1 :] == other[start + 1 :] or (
        swapped and one[start + 2 :] == other[start + 2 :]
    )
