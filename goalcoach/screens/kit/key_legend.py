"""Keys and what they do, as rows on a page."""

from __future__ import annotations

from textual.content import Content

from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.keymap import say_keys
from goalcoach.screens.kit.paint import Painted, line, pad, paragraph


class Keys(Painted):
    """Keys and what they do, one a line, in two columns."""

    def __init__(self, *rows: tuple[str, str], id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows = rows

    def show_keys(self, *rows: tuple[str, str]) -> None:
        """Show other keys: pairs of key and words; nothing is drawn if they are shown already."""
        if rows != self.rows:
            self.rows = rows
            self.repaint()

    def paint(self, width: int) -> list[Content]:
        rows = [(say_keys(key), words) for key, words in self.rows]
        edge = max((cell_width(key) for key, _ in rows), default=0) + 2
        lines = []
        for key, words in rows:
            said = paragraph(words, width - edge, "$quiet")
            lines.append(Content.assemble(line((pad(key, edge), "bold $ink")), said[0]))
            lines += [Content.assemble(" " * edge, rest) for rest in said[1:]]
        return lines
