"""The words of the leaflets, from the script that asks about them: what is said is what is printed.

In the section `leaflet_told` the items called KIND_… are the pieces of the leaflet of that kind, in
order: the label is the heading, what is said the text. A piece with the panel of danger signs calls
for help at once. What is told with each of them, `ahead` and `no_diagnosis`, ends each leaflet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from goalcoach.sheets.context import LeafletPiece

if TYPE_CHECKING:
    from goalcoach.dialogue.script.piping import Template
    from goalcoach.dialogue.script.script import Item, Script

SECTION = "leaflet_told"
TOLD_WITH_EACH = ("ahead", "no_diagnosis")
"""The last stands without a heading."""
_DANGER = "danger"


def read_leaflets(script: Script, kinds: Iterable[str]) -> Mapping[str, tuple[LeafletPiece, ...]]:
    """Return the pieces of the leaflets of these kinds; a kind without words in `script` is not
    among them.
    """
    section = script.sections.get(SECTION)
    items = section.items if section else ()
    last = [_piece(one) for one in items if one.id in TOLD_WITH_EACH]
    if last:
        last[-1] = replace(last[-1], heading="")
    own = {kind: [_piece(one) for one in items if one.id.startswith(f"{kind}_")] for kind in kinds}
    return {kind: (*pieces, *last) for kind, pieces in own.items() if pieces}


def _piece(item: Item) -> LeafletPiece:
    return LeafletPiece(_words(item.words.label), _words(item.words.say), item.panel == _DANGER)


def _words(template: Template) -> str:
    from goalcoach.dialogue.script.piping import render

    # On paper our own marks of quotation are curly.
    return render(template, lambda reference: "").replace("'", "’")
