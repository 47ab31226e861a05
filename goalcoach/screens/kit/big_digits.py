"""Draws numbers three text rows high with half blocks, three cells a digit. Pure."""

from __future__ import annotations

# Five pixel rows and three columns a digit, top to bottom; two pixel rows share one text row.
_SHAPES = {
    "0": "####.##.##.####",
    "1": "##..#..#..#.###",
    "2": "###..#####..###",
    "3": "###..#.##..####",
    "4": "#.##.####..#..#",
    "5": "####..###..####",
    "6": "####..####.####",
    "7": "###..#..#..#..#",
    "8": "####.#####.####",
    "9": "####.####..####",
    "-": "......###......",
    ".": ".............#.",
}
_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def big(number: str) -> tuple[str, str, str]:
    """Return the three text rows of a number such as "10", equally long.

    `number` holds digits, "-" and "." only; a KeyError is raised for anything else.
    """
    rows = ["", "", ""]
    for at, digit in enumerate(number):
        shape = _SHAPES[digit] + "..."
        for row in range(3):
            upper, lower = shape[row * 6 : row * 6 + 3], shape[row * 6 + 3 : row * 6 + 6]
            cells = "".join(_HALVES[a + b] for a, b in zip(upper, lower, strict=True))
            rows[row] += (" " if at else "") + cells
    return rows[0], rows[1], rows[2]
