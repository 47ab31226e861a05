"""A pack made of two, an overlay on a pack: its files, with where each line came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.localisation import FOLDER
from goalcoach.dialogue.script.placed_toml import SourceLine
from goalcoach.plan.file.key_lines import find_lines, line_of


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
        self._origins = origins
        self._omitted = omitted
        self._prefix = prefix
        self.words: dict[str, bytes] = {}
        """The overlay's own files of its languages, as a person wrote them."""

    def at_source(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return diagnostics of the merged files at the lines that a person wrote.

        Those of the pack below are named with its name before them, as "core/goal.toml".
        """
        return tuple(map(self._at_source, found))

    def _at_source(self, one: Diagnostic) -> Diagnostic:
        if one.file.startswith(FOLDER):
            return self._in_own_words(one)
        lines = self._origins.get(one.file)
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

    def _in_own_words(self, one: Diagnostic) -> Diagnostic:
        """Return what there is to tell of a language at the overlay's own line, or its first."""
        data = self.words.get(one.file)
        if data is None or not one.field:
            return one
        try:
            lines = find_lines(data.decode())
        except ValueError:
            return one  # it cannot be read, and that has a line of its own
        place = tuple(one.field.replace("/", ".", 1).split("."))
        return replace(one, line=line_of(lines, place) or 1)
