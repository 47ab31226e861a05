"""In which language a visit is held, and which is the patient's own."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from shlex import quote
from typing import NamedTuple

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.diagnostic import BadScript
from goalcoach.dialogue.script.localisation import Languages, choose_language, read_languages
from goalcoach.dialogue.view.question_cost import reckon_ahead
from goalcoach.plan.model.plan import Plan
from goalcoach.store.catalogue import find_catalogue, read_catalogue
from goalcoach.store.script_pack import read_pack, read_pack_alone, taken_id
from goalcoach.store.site_file import Site
from goalcoach.store.store import Store
from goalcoach.translation import speaking, tr
from goalcoach.visit.basis import Ground, InLanguage, lay_ground
from goalcoach.visit.tongues import AS_LAST_TIME, Tongues


class PackInLanguage(NamedTuple):
    """A pack as it is to be kept with the visit, its script, and what there is to tell."""

    files: dict[str, bytes]
    asked: InLanguage
    told: str = ""


class NewGround(NamedTuple):
    """The ground of a new visit, the pack to keep with it, and what there is to tell."""

    ground: Ground
    files: dict[str, bytes]
    told: str


def lay_anew(store: Store, code: str, script: str, wanted: Tongues, today: date) -> NewGround:
    """Return the ground of a new visit that asks from the pack `script` in the wanted languages.

    What is spoken: what is wanted, else as last time, else what the site says, each if the script
    is there in it; else the script's own language. Raises NotFound for a wanted one that is not
    there, BadScript for one in which a text is missing that is said, and what `lay_ground` raises.
    """
    read: list[PackInLanguage] = []

    def asked(last: Plan | None) -> InLanguage:
        try:
            read.append(_read_in_language(store, script, wanted, last))
        except BadScript as bad:
            lead = _what_to_do(store, code, script)
            raise BadScript(script, bad.diagnostics, lead) from bad
        return read[0].asked

    ground = lay_ground(store, code, asked, today)
    return NewGround(ground, read[0].files, read[0].told)


def compile_first_visit(store: Store) -> None:
    """Have at hand the script of a first visit (`compile_pack` keeps it), and what each of its
    questions asks.

    Raises what reading the site file, the pack or a language's words does, and BadScript.
    """
    read = _read_in_language(store, store.site().script, AS_LAST_TIME, None)
    reckon_ahead(read.asked.script)


def _what_to_do(store: Store, code: str, name: str) -> str:
    """Return how the visit can begin all the same, for who sits with the patient."""
    # Imported here: it costs each start, and most scripts are well.
    from goalcoach.dialogue.script.overlay import base_of

    option = "--script core"
    with suppress(BadScript):  # its line is among those that are told
        below = base_of(read_pack_alone(name, own=store.scripts))
        option = f"--script {below[0]}" if below is not None else option
        files = read_pack(name, own=store.scripts)
        compile_pack(files, name)
        if taken_id(name, own=store.scripts) is None:
            option = f"--lang {read_languages(files).base}"  # it is well in its own words
    return "\n".join(
        (
            tr("The script {name} needs a look before a visit can begin with it.", name=name),
            tr("Until then: {command}", command=f"goalcoach visit {code} {option}"),
            tr("Who looks after it: {command}", command=f"goalcoach script lint {quote(name)}"),
        )
    )


def _read_in_language(
    store: Store, name: str, wanted: Tongues, last: Plan | None
) -> PackInLanguage:
    site = store.site()
    files = read_pack(name, own=store.scripts)
    if (taken := taken_id(name, own=store.scripts)) is not None:
        raise BadScript(name, [taken])
    known = read_languages(files)
    said = _said(files, name, known, wanted, last, site)
    with speaking(find_catalogue(said, site.address)):  # it is told on the page of the visit
        card, told = _card(files, name, known, wanted, last)
    if card in ("", said):
        card = ""
    others = [one for one in (said, card) if one not in ("", known.base)]
    if others:
        files = read_pack(name, own=store.scripts, languages=others)
    script = compile_pack(files, name, language=said, address=site.address)
    if not card:
        return PackInLanguage(files, InLanguage(script, site.address), told)
    own = compile_pack(files, name, language=card, address=site.address)
    return PackInLanguage(files, InLanguage(script, site.address, own), told)


def _said(
    files: dict[str, bytes],
    name: str,
    known: Languages,
    wanted: Tongues,
    last: Plan | None,
    site: Site,
) -> str:
    """Return the language to speak, by its name in the pack."""
    if wanted.said:
        return choose_language(files, wanted.said, name) or known.base
    before = last.script.language if last is not None else None
    found = (known.find(one) for one in (before, site.language) if one)
    return next((one for one in found if one), known.base)


def _card(
    files: dict[str, bytes], name: str, known: Languages, wanted: Tongues, last: Plan | None
) -> tuple[str, str]:
    """Return the patient's language, "" for the one that is spoken, and what there is to tell.

    It is that of last time only where that was another than the one spoken then: an interpreter was
    there. Else who speaks another language today would print in the old one.
    """
    if wanted.card:
        read_catalogue(wanted.card)  # raises: a sheet has words of ours
        return choose_language(files, wanted.card, name) or known.base, ""
    before = last.visit.language if last is not None else None
    if last is None or not before or before == last.script.language:
        return "", ""
    found = known.find(before)
    if found:
        return found, ""
    told = tr(
        "Last time card and sheets were in another language ({language}), and this script is not "
        "there in it. Today they are in the one that is spoken.",
        language=before,
    )
    return "", told
