"""Whether words typed into a list name anything: "nothing I can see" is a full answer, and no row.

Read in English, German and Spanish, whichever is spoken: the plan is the same in each.

A row that names nothing is kept as it was typed; it is told as an answer, not as a thing that was
noticed.
"""

from __future__ import annotations

import re

_NOTHING = re.compile(
    r"(?:no|none|nothing|not)\b(?: (?:that|which))?"
    r"(?: (?:i|we) (?:can |could |have |had )?"
    r"(?:see|saw|seen|name|know|knew|known|notice|noticed|tell|find|found|think))?"
    r"(?: (?:of|at all|yet|so far|really|special|in particular|now|today|either|always|for sure))*"
    # German: "noch nichts", "nichts Besonderes", "nichts, was ich merke", "mir fällt nichts ein".
    r"|(?:mir (?:fällt|faellt) |ich (?:sehe|merke|bemerke|weiß|weiss|kenne) |es gibt |da ist )?"
    r"(?:(?:bisher|bislang|noch|gar|eigentlich|im moment|zurzeit|derzeit|aktuell) )*"
    r"(?:nichts|nix|nein|keine?[rsn]?)\b(?: (?:was|die|den|das) (?:ich|wir|mir|uns))?"
    r"(?: (?:sehe|sehen|merke|merken|bemerke|bemerken|kenne|kennen|weiß|weiss|wüsste|auffällt|"
    r"auffaellt|einfällt|einfaellt|ein|auf|bekannt|bestimmtes|besonderes|davon|bisher|im moment|"
    r"zurzeit|derzeit|heute|gerade|kann|könnte))*"
    # Spanish: "nada por ahora", "ninguna que yo vea", "no veo nada", "todavía nada en especial".
    r"|(?:(?:todavía|todavia|aún|aun|de momento|por ahora|hasta ahora) )*"
    r"(?:no (?:hay|veo|noto|sé|se|conozco|he notado|he visto|se me ocurre|recuerdo) )?"
    r"(?:nada|ningun[oa]s?|ningún|nadie)\b(?: (?:que|de las que|de los que)(?: yo)?)?"
    r"(?: (?:vea|veamos|note|notemos|sepa|sepamos|conozca|recuerde|haya notado|pueda ver|"
    r"pueda decir|de nada|en especial|en particular|especial|concreto|por ahora|de momento|"
    r"hasta ahora|todavía|todavia|aún|aun|hoy|ahora|seguro))*",
    re.IGNORECASE,
)


def names_nothing(text: str) -> bool:
    """Return True for "nothing", "None at all", "nothing that I can see yet" and their like.

    What goes on, as in "nothing but noise", names something.
    """
    return _NOTHING.fullmatch(" ".join(text.replace(",", " ").split()).rstrip(" .!…")) is not None
