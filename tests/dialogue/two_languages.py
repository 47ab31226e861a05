"""A small pack in two languages for the tests, and what a translator's file of any pack is."""

from __future__ import annotations

from typing import Any

import tomli
import tomli_w

from goalcoach.dialogue.script.text_places import pack_texts
from tests.dialogue.packs import Pack, item, pack, section

GERMAN = "i18n/de.toml"


def in_english() -> Pack:
    """A pack with every sort of text, which offers German and has none yet."""
    start = section(
        "start",
        item("hello", "say", say="Good day.", hint="Look up.", show="Plan"),
        item(
            "who",
            "choice",
            say="Who is here?",
            options=[
                {"id": "me", "label": "Me"},
                {"id": "more", "label": "More of us", "reasons": [
                    {"when": {"visit": "review"}, "because": "as last time"},
                ]},
            ],
            probes=["Who else?"],
        ),
        item("goals", "roster", fills="goals", say="What do you want to do?", ask_more="One more?",
             row_label="{goals.text|new}", rows=[1, 3], fields=[
                 item("text", "text", fills="goals.statement", label="Goal", required=True),
                 item("whose", "choice", options=["patient", "family"]),
             ]),
    )  # fmt: skip
    rate = section(
        "rate",
        item("ease", "scale", fills="ease.start", say="How easy is it, {start/who|all of you}?",
             unit="points", checks=[
                 {"id": "low", "warn_if": {"q": "self", "le": 2}, "text": "What is hard today?"},
             ]),
        item("more", "text", say="And what else?", when={"q": "ease", "ge": 5}),
    )  # fmt: skip
    return pack({"start": start, "rate": rate}, langs=["en", "de"])


def tree_of(files: Pack) -> dict[str, Any]:
    """Every text of a pack in the layout of a language's file, in the pack's own words."""
    tree: dict[str, Any] = {}
    for name, data in files.items():
        if "/" in name:
            continue
        for one in pack_texts(name.removesuffix(".toml"), tomli.loads(data.decode())):
            put(tree, one.place, one.text)
    return tree


def put(tree: dict[str, Any], place: tuple[str, ...], text: object) -> None:
    """Put a value at a place of a nested table."""
    for key in place[:-1]:
        tree = tree.setdefault(key, {})
    tree[place[-1]] = text


def german_tree() -> dict[str, Any]:
    """The German of the pack: each text with "de " before it, so that it shows where it stands."""
    tree: dict[str, Any] = {}
    for name, data in in_english().items():
        for one in pack_texts(name.removesuffix(".toml"), tomli.loads(data.decode())):
            put(tree, one.place, f"de {one.text}")
    return tree


def with_german(tree: dict[str, Any] | None = None, file: str = GERMAN) -> Pack:
    """The pack with this tree as its German, by default the whole of it."""
    words = german_tree() if tree is None else tree
    whole = in_english() | {GERMAN: tomli_w.dumps(german_tree()).encode()}
    return whole | {file: tomli_w.dumps(words).encode()}
