"""A pack made of two, an overlay on a pack: its files, with where each line came from."""

from __future__ import annotations

from collections.abc import Mapping

from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.localisation import FOLDER
from goalcoach.dialogue.script.placed_toml import SourceLine


class MergedPack(dict[str, bytes]):
    """The files of a pack and an overlay as one pack, which knows where each line came from."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        origins: Mapping[str, tuple[SourceLine, ...]],
        omitted: Mapping[str, SourceLine],
        prefix: str,
    ) -> None:
        super().__init__(files)
        self._origins = dict(origins)
        self._omitted = omitted
        self._prefix = prefix

    @property
    def prefix(self) -> str:
        """What stands before the files of the pack below: "core/"."""
        return self._prefix

    def add_file(self, name: str, data: bytes, origins: tuple[SourceLine, ...]) -> None:
        """Add a file that was made of two, with where each of its lines came from."""
        self[name] = data
        self._origins[name] = origins

    def at_source(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return diagnostics of the merged files at the lines that a person wrote.

        Those of the pack below are named with its name before them, as "core/goal.toml".
        """
        return tuple(map(self._at_source, found))

    def _at_source(self, one: Diagnostic) -> Diagnostic:
        lines = self._origins.get(one.file)
        if lines is None and FOLDER in one.file:
            return one  # told at its source already, with the language's own files
        if lines is None:
            file, line = self._prefix + one.file, one.line
        else:
            file, line = lines[min(one.line, len(lines)) - 1] if lines else SourceLine(one.file, 1)
        message = one.message
        for name, origin in self._omitted.items():
            if f"“{name}”" in message and one.code.startswith("E2"):
                message += f"; {file}:{line} needs it"
                file, line = origin
        return Diagnostic(file, line, one.code, one.field, message)
