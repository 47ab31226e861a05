"""One version of a plan with what stands around it: the site, what replaced it, what was skipped.

Reads the store, so that the command and the app show the same sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from goalcoach.errors import GoalcoachError
from goalcoach.plan.file.codec import Loaded
from goalcoach.plan.ladder_rules import is_told_worse, within_limit
from goalcoach.plan.leaflets_told import kinds_told
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.trend import earlier_sittings
from goalcoach.plan.question_address import split_kept
from goalcoach.sheets.block import Block
from goalcoach.sheets.context import LeafletPiece, SheetContext
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.paper_language import sheet_language
from goalcoach.store.site_file import Site
from goalcoach.store.store import Store
from goalcoach.translation import speaking
from goalcoach.visit.leaflet_words import read_leaflets
from goalcoach.visit.sheet_words import words_on_sheets
from goalcoach.visit.site_sheet_context import site_context

if TYPE_CHECKING:
    from goalcoach.dialogue.script.script import Script


def read_version(
    store: Store, loaded: Loaded, today: date, language: str = ""
) -> tuple[Block, ...]:
    """Return a version as the reading sheet: the newest as of `today`, an older one as it was.

    It is in the plan's own language, or in another that goalcoach speaks.
    """
    around = context_of(store, loaded, answers=True, language=language)
    as_of = loaded.plan.visit.date if around.replaced_on else today
    plan = within_limit(loaded.plan) if around.worse_since else loaded.plan
    with speaking(words_on_sheets(plan, store.site(), language)):
        return read_whole_plan(plan, as_of, around)


def context_of(
    store: Store,
    loaded: Loaded,
    *,
    history: bool = False,
    answers: bool = False,
    language: str = "",
) -> SheetContext:
    """Return what stands around a version, with the names of the questions that were skipped.

    With `answers` a clinic's own questions are named too, with `history` also those with a note or
    a check, and the versions before it are there; with either the earlier sittings of its visit
    are. Words of the script are in the plan's own
    language, or in `language`, if the script is there in it.
    """
    site = store.site()
    plan = loaded.plan
    asked = _Wanted(language or sheet_language(plan), site.address, store.scripts)
    after = _after(store, plan)
    return replace(
        site_context(site),
        digest=loaded.digest,
        replaced_on=after.replaced_on,
        unfinished_on=after.unfinished_on,
        worse_since=after.worse,
        left_out=_left_out(plan, asked),
        labels=_labels(plan, _addresses(plan, answers=answers, beside=history), asked),
        leading=frozenset(one for one in plan.skipped if _leads(plan, one, asked)),
        earlier=tuple(_back(store, plan))[::-1] if history else (),
        sittings=earlier_sittings(plan, _back(store, plan)) if history or answers else (),
        leaflets=_leaflets(plan, site, asked),
    )


class _Wanted(NamedTuple):
    """In which language a script's words are wanted, and where the site's own scripts are."""

    language: str
    address: str
    own: Path


def _back(store: Store, plan: Plan) -> Iterator[Plan]:
    """Yield the versions before the plan, the newest first."""
    for version in reversed(store.versions(plan.patient)):
        if version < plan.version:
            with suppress(GoalcoachError):
                yield store.load(plan.patient, version).plan


def current_version(store: Store, code: str) -> int | None:
    """Return the version that counts: the newest of a visit that came to its end.

    Where none did it is the newest of all. One that cannot be read may be it, and is returned, so
    that whoever loads it is told. None if there is no version.
    """
    versions = store.versions(code)
    for version in reversed(versions):
        try:
            if store.load(code, version).plan.is_done:
                return version
        except GoalcoachError:
            return version
    return versions[-1] if versions else None


class _After(NamedTuple):
    """What came after a version: the day it was replaced, else of a later unfinished visit."""

    replaced_on: date | None = None
    unfinished_on: date | None = None
    worse: bool = False
    """Whether one of those unfinished visits was told that effort may make worse."""


def _after(store: Store, plan: Plan) -> _After:
    """Return what came after the plan.

    Versions that cannot be read are passed over. Only a visit that came to its end replaces a plan
    whose own did: one that stopped at the gate has nothing to put in its place.
    """
    after = _After()
    for version in store.versions(plan.patient):
        if version > plan.version:
            with suppress(GoalcoachError):
                later = store.load(plan.patient, version).plan
                if later.is_done or not plan.is_done:
                    return _After(later.visit.date)
                after = _After(None, later.visit.date, after.worse or is_told_worse(later))
    return after


def _addresses(plan: Plan, *, answers: bool, beside: bool) -> tuple[str, ...]:
    """Return the skipped questions; with `beside` those of notes, own answers and kept checks."""
    if not beside:
        return (*plan.skipped, *plan.answers) if answers else tuple(plan.skipped)
    kept = (split_kept(key)[0] for key in plan.kept)
    return tuple(dict.fromkeys((*plan.skipped, *plan.answers, *plan.notes, *kept)))


def _labels(plan: Plan, addresses: tuple[str, ...], asked: _Wanted) -> dict[str, str]:
    """Return what these questions are called, private ones left out, and what could be chosen.

    The words are those of the script that is installed now; where it is not, or has no such
    question any more, those that the plan kept.
    """
    if not addresses or plan.script.id is None:
        return {}
    named = frozenset(addresses)
    kept = {key: one for key, one in plan.script.asked.items() if key.partition("=")[0] in named}
    script = _installed(plan.script.id, asked)
    if script is None:
        return kept
    from goalcoach.visit.question_names import question_names

    return {**kept, **question_names(script, addresses, plan.answers)}


def _left_out(plan: Plan, asked: _Wanted) -> Mapping[str, str]:
    if not plan.visit.left_out or plan.script.id is None:
        return {}
    script = _installed(plan.script.id, asked)
    if script is None:
        return {}
    from goalcoach.visit.question_names import names_of_left_out

    return names_of_left_out(script)


def _leaflets(plan: Plan, site: Site, asked: _Wanted) -> Mapping[str, tuple[LeafletPiece, ...]]:
    """Return the words of the leaflets that were talked about, from the plan's own script.

    That is one that comes with goalcoach, or the site's own. No other stands in for it: what is
    printed is what was said.
    """
    kinds = kinds_told(plan)
    for name in (plan.script.id, site.script) if kinds else ():
        script = _installed(name, asked) if name else None
        if script is not None and script.id == plan.script.id:
            return read_leaflets(script, kinds)
    return {}


def _leads(plan: Plan, address: str, asked: _Wanted) -> bool:
    script = _installed(plan.script.id, asked) if plan.script.id else None
    if script is None:
        return False
    from goalcoach.visit.question_names import find_item

    item = find_item(script, address)
    return item is not None and (item.fills is None or item.marks is not None)


@lru_cache(maxsize=8)
def _installed(name: str, asked: _Wanted) -> Script | None:
    """Return a script that comes with goalcoach, or one of the site's own.

    A batch asks for the same one again and again. One that is not there in the language is in its
    own.
    """
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.dialogue.script.localisation import read_languages
    from goalcoach.store.script_pack import read_pack

    try:
        files = read_pack(name, own=asked.own)
        known = read_languages(files)
        language = known.find(asked.language)
        if language not in ("", known.base):
            with suppress(GoalcoachError):
                files = read_pack(name, own=asked.own, languages=(language,))
                return compile_pack(files, name, language=language, address=asked.address)
        return compile_pack(files, name)
    except GoalcoachError:
        return None
