"""What questions of a script are called, for plans that are read where the script is gone."""

from __future__ import annotations

from collections.abc import Iterable

from goalcoach.dialogue.script.condition import Reference, Source, Test
from goalcoach.dialogue.script.piping import Pipe, Template, render
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.plan.question_address import Address, split_kept
from goalcoach.plan.visit_fragment import Fragment

LEFT_OUT = Reference(Source.PRIOR, name="visit.left_out")
"""What the last visit left open, as a condition looks at it."""


def question_names(
    script: Script, addresses: Iterable[str], answered: Iterable[str]
) -> dict[str, str]:
    """Return what these questions are called, by address; private ones are left out.

    Of those `answered` also what could be chosen, by "ADDRESS=OPTION".
    """
    chosen = frozenset(answered)
    names = {}
    for address in addresses:
        item = find_item(script, address)
        if item is not None and not item.private:
            names[address] = _name(item.words.label)
            if address in chosen:
                for option in item.options:
                    names[f"{address}={option.id}"] = _words(option.label)
    return names


def names_of_said(script: Script, said: Fragment) -> dict[str, str]:
    """Return the names of the questions that a plan keeps by their address alone."""
    kept = (split_kept(key)[0] for key in said.kept)
    addresses = dict.fromkeys((*said.answers, *said.skipped, *said.notes, *kept))
    return question_names(script, addresses, said.answers)


def names_of_left_out(script: Script) -> dict[str, str]:
    """Return what the parts that a short visit may leave open are called, by section.

    Those are the parts that the next visit offers, as it calls them there; of a script that offers
    none, all sections with their titles.
    """
    items = (item for section in script.sections.values() for item in section.items)
    options = (option for item in items for option in item.options)
    offered = {
        str(test.operand): _words(option.label)
        for option in options
        if isinstance(test := option.when, Test)
        and test.left == LEFT_OUT
        and test.operator == "has"
    }
    return offered or {section.id: _words(section.title) for section in script.sections.values()}


def find_item(script: Script, address: str) -> Item | None:
    """Return the question with an address, or the field of a list; None for none."""
    at = Address.read(address)
    if at is None:
        return None
    item = script.item(at.section, at.item)
    if item is None or not at.field:
        return item
    return next((one for one in item.fields if one.id == at.field), None)


def _name(label: Template) -> str:
    """Return a label as a name; what it quotes behind a colon is another answer, and left out."""
    *before, last = label.parts or ("",)
    quotes = isinstance(last, Pipe) and bool(before) and isinstance(before[-1], str)
    if quotes and str(before[-1]).rstrip().endswith(":"):
        return _words(Template(tuple(before))).rstrip().removesuffix(":").rstrip()
    return _words(label)


def _words(template: Template) -> str:
    """Return a label with its fallbacks; what was answered is not needed to name a question."""
    return render(template, lambda reference: "")
