"""The drawn marks of a web page: in the colour of the text, hidden from a screen reader.

The word beside a mark says what it means, so nothing is lost without it. Sizes and colours are
attributes, for the page's policy allows no style but its own sheet. Pure.
"""

from __future__ import annotations

from goalcoach.sheets.block import MarkShape
from goalcoach.sheets.page_style import FACE_HIGH, FACE_WIDE, FACES

_RING = '<circle cx="10" cy="10" r="9" fill="none" stroke="currentColor" stroke-width="1.7"/>'
_DRAWN = {
    MarkShape.GOOD: '<circle cx="10" cy="10" r="9.8" fill="currentColor"/>',
    MarkShape.USUAL: f'{_RING}<path d="M1 10a9 9 0 0 0 18 0z" fill="currentColor"/>',
    MarkShape.BAD: f'{_RING}<path d="M2.2 14.5a9 9 0 0 0 15.6 0z" fill="currentColor"/>',
    MarkShape.STEADY: '<path d="M2 11l5.5 7L18.4 2.4" fill="none" stroke="currentColor" '
    'stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>',
    MarkShape.NOW: '<path d="M1 1.5l18 8.5-18 8.5z" fill="currentColor"/>',
    MarkShape.LATER: _RING,
    # The sign in the triangle is left out of its area, so it shows on any ground.
    MarkShape.ALERT: '<path d="M10 1L19.6 18.6H.4zM9 7v6h2V7zM9 14.6v2h2v-2z" fill="currentColor" '
    'fill-rule="evenodd" stroke="currentColor" stroke-width=".8" stroke-linejoin="round"/>',
}

_FOLDS = ((FACE_HIGH, "B"), (2 * FACE_HIGH, "A"), (3 * FACE_HIGH, "B"))
_AROUND = 7
CUTS_WIDE, CUTS_HIGH = FACE_WIDE + 2 * _AROUND, FACES * FACE_HIGH + 2 * _AROUND
"""A strip of four faces and what is drawn around it, in millimetres."""


def draw_shape(shape: MarkShape) -> str:
    """Return the mark as an `<svg>` element of the class `mark`."""
    return (
        f'<svg class="mark {shape.value}" viewBox="0 0 20 20" aria-hidden="true" '
        f'focusable="false">{_DRAWN[shape]}</svg>'
    )


def draw_cuts(*, first: bool) -> str:
    """Return where a strip of four faces is cut and folded, in millimetres around it.

    Marks to cut at are 5 mm long and stand 1.5 mm off, half as long between two strips. Each fold
    has its letter at the outer side: before the `first` strip, behind the other.
    """
    outer, inner = (-1, 1) if first else (1, -1)
    sides = ((0 if first else FACE_WIDE, outer, 5), (FACE_WIDE if first else 0, inner, 2.5))
    corners = "".join(
        f"M{x + 1.5 * side:g} {y}h{length * side:g}M{x} {y + 1.5 * end:g}v{5 * end}"
        for x, side, length in sides
        for y, end in ((0, -1), (FACES * FACE_HIGH, 1))
    )
    edge = sides[0][0]
    folds = "".join(f"M{edge} {y}h{3 * outer}" for y, _ in _FOLDS)
    at = edge - 6.5 if first else edge + 3.5
    letters = "".join(f'<text x="{at:g}" y="{y + 1.5:g}">{letter}</text>' for y, letter in _FOLDS)
    return (
        f'<svg class="cuts" viewBox="-{_AROUND} -{_AROUND} {CUTS_WIDE:g} {CUTS_HIGH:g}" '
        'aria-hidden="true" focusable="false" fill="currentColor" font-size="4" font-weight="700">'
        f'<path d="{corners}{folds}" fill="none" stroke="currentColor" stroke-width=".25"/>'
        f"{letters}</svg>"
    )
