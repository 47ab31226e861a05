"""The newest versions that this user of this machine has seen, kept outside the store.

A store cannot tell by itself that it went back to an older copy, or that its newest version was
written anew with a digest that fits. Whoever remembers the newest digest can, for each version
names the digest of the one before. One small file a store, in the platform's folder for state; it
holds no code and no word: a patient is a keyed hash of the store's path and the code.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from goalcoach.errors import GoalcoachError, NotFound
from goalcoach.store.digest_json import from_bytes, to_bytes
from goalcoach.store.disk_error import saving
from goalcoach.store.file_access import (
    create_file,
    make_folders,
    read_file,
    replace_file,
    sync_folder,
)
from goalcoach.store.file_system import REAL, Fs
from goalcoach.translation import tr

FORMAT = "goalcoach-heads/1"
KEY_FILE = "heads.key"
MOST_BYTES = 64 << 20
"""Most bytes of such a file that is read."""
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class SeenHead(NamedTuple):
    """The newest version when it was last seen, and its digest."""

    version: int
    digest: str


class SeenHeads:
    """What is remembered of the store `root` in `folder`. Reading it raises nothing."""

    def __init__(self, folder: Path, root: Path, fs: Fs = REAL) -> None:
        self._folder = folder
        self._fs = fs
        self._root = fs.real(root)
        self._key = self._read_key()
        self.problem = ""
        """Why what was remembered cannot be read, in a sentence; "" if it can."""
        self._seen = self._read()

    def of(self, code: str) -> SeenHead | None:
        """Return the newest version of a patient as it was last seen; None if it never was."""
        return self._seen.get(self._id(code))

    def gone(self, codes: Collection[str]) -> int:
        """Return how many patients were seen here that are not among `codes` any more."""
        return len(self._seen.keys() - {self._id(code) for code in codes})

    def keep(
        self,
        heads: Mapping[str, SeenHead],
        forget: Collection[str] = (),
        only: Collection[str] | None = None,
    ) -> None:
        """Remember these newest versions, by code, once the patients in `forget` are forgotten.

        With `only` every other patient is forgotten, too. Raises NotSaved, NotAllowed.
        """
        with saving():
            make_folders(self._fs, self._folder)
            if not self._key:
                self._key = self._make_key()
            gone = {self._id(code) for code in forget}
            seen = {key: head for key, head in self._seen.items() if key not in gone}
            seen |= {self._id(code): head for code, head in heads.items()}
            if only is not None:
                stay = {self._id(code) for code in only}
                seen = {key: head for key, head in seen.items() if key in stay}
            if seen == self._seen and not self.problem:
                return
            path = self._path()
            data = to_bytes(
                {"format": FORMAT, "heads": {key: [*seen[key]] for key in sorted(seen)}}
            )
            replace_file(self._fs, path, path.with_name(f"{path.name}.new"), data)
        self._seen, self.problem = seen, ""

    def _id(self, *words: str) -> str:
        """Return the name of a patient, without words that of the store, that tells no code."""
        text = "\0".join((str(self._root), *words))
        return hmac.new(self._key, text.encode("utf-8", "surrogateescape"), "sha256").hexdigest()

    def _path(self) -> Path:
        return self._folder / f"heads-{self._id()[:16]}.json"

    def _read_key(self) -> bytes:
        try:
            return bytes.fromhex(read_file(self._folder / KEY_FILE, self._fs).decode("ascii"))
        except (GoalcoachError, ValueError):
            return b""

    def _make_key(self) -> bytes:
        """Write a key of 32 random bytes and return it; one that another run made first counts."""
        path = self._folder / KEY_FILE
        try:
            create_file(self._fs, path, secrets.token_hex(32).encode())
        except FileExistsError:
            # A key that cannot be read names nothing any more.
            if not self._read_key():
                data = secrets.token_hex(32).encode()
                replace_file(self._fs, path, path.with_name(f"{KEY_FILE}.new"), data)
        sync_folder(self._fs, self._folder)
        return self._read_key()

    def _read(self) -> dict[str, SeenHead]:
        if not self._key:
            return {}
        try:
            table = from_bytes(read_file(self._path(), self._fs, cap=MOST_BYTES))
            return _heads(table)
        except NotFound:
            return {}
        except (GoalcoachError, ValueError) as problem:
            why = problem.sentence if isinstance(problem, GoalcoachError) else tr("It was changed.")
            self.problem = tr(
                "What this machine remembered of these plans cannot be read. {why}", why=why
            )
            return {}


def _heads(table: dict[str, object]) -> dict[str, SeenHead]:
    """Return the heads by id; raises ValueError for a table of another format."""
    rows = table.get("heads")
    if table.get("format") != FORMAT or not isinstance(rows, dict):
        raise ValueError("another format")
    found = {}
    for key, row in rows.items():
        match row:
            case [int(version), str(digest)] if _DIGEST.fullmatch(digest):
                found[key] = SeenHead(version, digest)
            case _:
                raise ValueError("another format")
    return found
