"""A dialogue far longer than any that is held: to measure that an answer costs no more in it."""

from __future__ import annotations

from pathlib import Path

SECTIONS, ITEMS = 30, 100
_HEAD = """format = "goalcoach-script/1"
id = "big"
version = "1.0.0"
base_lang = "en"
visits = ["first", "review"]
order = {{ first = [{order}], review = [{order}] }}
skips = {{ declined = "Rather not say", unsure = "Not sure yet", not_now = "Come back to this", \
not_applicable = "Does not fit me" }}

[phases]
all = "All"
"""
_ITEM = """
[[item]]
id = "q{number}"
kind = "text"
label = "Question {number}"
say = "What would you say to this one, number {number}?"
probes = ["What else?"]
"""


def write_pack(folder: Path) -> None:
    """Write a pack of 3,000 questions into a new folder; each third looks at the one before it."""
    folder.mkdir()
    ids = [f"s{number}" for number in range(SECTIONS)]
    order = ", ".join(f'"{one}"' for one in ids)
    (folder / "script.toml").write_text(_HEAD.format(order=order))
    for one in ids:
        lines = [f'id = "{one}"\ntitle = "Part {one}"\nphase = "all"\n']
        for number in range(ITEMS):
            lines.append(_ITEM.format(number=number))
            if number % 3 == 2:
                lines.append(f'when = {{ not = {{ q = "q{number - 1}", is = "skipped" }} }}\n')
        (folder / f"{one}.toml").write_text("".join(lines))
