"""What questions of a script are called, for plans that are read where the script is gone."""

from __future__ import annotations

from collections.abc import Iterable

from goalcoach.dialogue.script.piping import Template, render
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.plan.question_address import Address, split_kept
from goalcoach.plan.visit_fragment import Fragment


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
            names[address] = _words(item.words.label)
            if address in chosen:
                for option in item.options:
                    names[f"{address}={option.id}"] = _words(option.label)
    return names


def names_of_said(script: Script, said: Fragment) -> dict[str, str]:
    """Return the names of the questions that a plan keeps by their address alone."""
    kept = (split_kept(key)[0] for key in said.kept)
    addresses = dict.fromkeys((*said.answers, *said.skipped, *said.notes, *kept))
    return question_names(script, addresses, said.answers)


def find_item(script: Script, address: str) -> Item | None:
    """Return the question with an address, or the field of a list; None for none."""
    at = Address.read(address)
    if at is None:
        return None
    item = script.item(at.section, at.item)
    if item is None or not at.field:
        return item
    return next((one for one in item.fields if one.id == at.field), None)


def _words(template: Template) -> str:
    """Return a label with its fallbacks; what was answered is not needed to name a question."""
    return render(template, lambda reference: "")
