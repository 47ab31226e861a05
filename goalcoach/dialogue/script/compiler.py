"""From a pack's files to a checked `Script`, or every reason why not.

`compile_pack` takes a mapping of file names to bytes and opens nothing. The result depends only
on those bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.script.compile_item import compile_item
from goalcoach.dialogue.script.diagnostic import BadScript, Diagnostic
from goalcoach.dialogue.script.localisation import (
    Localisation,
    choose_language,
    files_in,
    report_languages,
)
from goalcoach.dialogue.script.merged_pack import MergedPack
from goalcoach.dialogue.script.resolver import Resolver
from goalcoach.dialogue.script.script import Chosen, Each, Script, Section, TalkOnly
from goalcoach.dialogue.script.symbol_table import (
    RESERVED,
    VISITS,
    ItemOutline,
    Outline,
    SectionOutline,
    read_outline,
    split_name,
)
from goalcoach.dialogue.script.toml_source import Report, TomlTable
from goalcoach.plan.fillable_paths import PathInfo, ValueShape, all_paths, find

FORMAT = "goalcoach-script/1"

HEAD_KEYS = (
    *("format", "id", "version", "base_lang", "langs", "visits", "order", "skips", "jargon"),
    *("phases", "flags", "short", "private_later", "talk_only", "retired", "grade", "lint_ok"),
)
SECTION_KEYS = (
    *("id", "title", "phase", "when", "visits", "each", "item", "protects", "minutes"),
    "lint_ok",
)
"""`lint_ok` here, and `grade` above, are for the linter. `minutes` is no longer read: a visit under
way has the script it began with, which may say it."""


def digest_pack(files: Mapping[str, bytes]) -> str:
    """Return "sha256:<64 hex>" over names and bytes, in name order."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode())
        whole.update(files[name])
    return f"sha256:{whole.hexdigest()}"


def compile_pack(
    files: Mapping[str, bytes], name: str = "pack", *, language: str = "", address: str = ""
) -> Script:
    """Return the script of a pack; raises BadScript with all diagnostics.

    `language` is one that the pack offers, "" its own; NotFound for any other. With `address`
    "familiar" it is said as to someone one knows. The digest covers what is asked: the script's
    files, and those of the language if it is not the pack's own. Files in other folders of the pack
    (`tests/`, other languages) make no difference.

    Cached for the last few packs: a script is never changed, and the one kept with a visit under
    way is most often the very one that goalcoach comes with.
    """
    chosen = choose_language(files, language, name)
    form = address if chosen else ""
    compiled = _compile(tuple(sorted(files_in(files, chosen, form).items())), chosen, form)
    if isinstance(compiled, Script):
        return compiled
    raise BadScript(name, files.at_source(compiled) if isinstance(files, MergedPack) else compiled)


class Examined(Struct, frozen=True):
    """A pack as far as it could be read: with faults a harmless value stands in for each.

    `outline` and `script` are None where `script.toml` cannot be read at all.
    """

    outline: Outline | None
    script: Script | None
    found: tuple[Diagnostic, ...]


def examine_pack(files: Mapping[str, bytes], language: str = "", address: str = "") -> Examined:
    """Return what a pack holds and what is wrong with it, in its own words or a language of it.

    Not cached.
    """
    pack, report = files_in(files, language, address), Report()
    words = Localisation.read(pack, language, address, report) if language else None
    outline = read_outline(pack, report, words)
    if outline is None:
        return Examined(None, None, tuple(report.found))
    sections = {plot.id: _compile_section(plot, outline) for plot in outline.sections.values()}
    script = _compile_head(outline, sections, digest_pack(pack), language)
    _report_retired(outline)
    return Examined(outline, script, tuple(report.found))


@lru_cache(maxsize=6)
def _compile(
    files: tuple[tuple[str, bytes], ...], language: str, address: str
) -> Script | tuple[Diagnostic, ...]:
    examined = examine_pack(dict(files), language, address)
    if examined.found or examined.script is None:
        return examined.found
    return examined.script


def _report_retired(outline: Outline) -> None:
    """Report E109 for each section, question, field or option whose name was retired."""
    for name in outline.head.texts("retired"):
        path, _, inner = name.partition(".")
        plot = outline.find(*split_name(path)) if "/" in path else outline.sections.get(path)
        if plot is None:
            continue
        if inner:
            asked = plot if isinstance(plot, ItemOutline) else None
            fields = (*(one.id for one in asked.fields), *asked.options) if asked else ()
            if inner not in fields:
                continue
        key = "fields" if inner and plot.table.has("fields") else "options" if inner else "id"
        plot.table.complain("E109", key, f"“{name}” was retired, and an answer to it may be kept")


def _compile_head(
    outline: Outline, sections: dict[str, Section], digest: str, language: str
) -> Script:
    head = outline.head
    head.allow(HEAD_KEYS)
    if head.text("format") != FORMAT:
        head.complain("E105", "format", f"needs to be “{FORMAT}”")
    for key in ("id", "version", "base_lang"):
        if not head.text(key):
            head.complain("E105", key, "is needed")
    report_languages(head)
    phases = _read_names(head, "phases")
    _read_names(head, "jargon")  # for checks of a pack's wording: here only its form is checked
    listed = {one for ids in outline.order.values() for one in ids}
    for section in sections.values():
        if section.id in listed and section.phase not in phases:
            table = outline.sections[section.id].table
            table.complain("E105", "phase", f"“{section.phase}” is not in [phases] of script.toml")
    skips = _read_names(head, "skips")
    for reason in SkipReason:
        if reason.value not in skips:
            head.complain("E105", "skips", f"needs words for “{reason.value}”")
    return Script(
        id=head.text("id"),
        version=head.text("version"),
        digest=digest,
        language=language or head.text("base_lang"),
        visits=head.texts("visits") or VISITS,
        order=outline.order,
        sections=sections,
        phases=phases,
        skips={reason: skips.get(reason.value, reason.value) for reason in SkipReason},
        short=_read_chosen(outline, "short"),
        private_later=_read_chosen(outline, "private_later"),
        talk_only=_read_talk_only(outline),
        instruments=tuple(one for plot in outline.sections.values() for one in plot.instruments),
    )


def _read_names(head: TomlTable, key: str) -> dict[str, str]:
    table = head.table(key)
    return {name: table.text(name) for name in table.data} if table else {}


def _read_talk_only(outline: Outline) -> TalkOnly | None:
    """Return what `talk_only` says; `agreed` beside the choice names parts of the plan."""
    chosen = _read_chosen(outline, "talk_only", "agreed")
    table = outline.head.table("talk_only")
    if chosen is None or table is None:
        return None
    agreed = table.texts("agreed")
    for path in agreed:
        if find(path) is None and not any(one.startswith(f"{path}.") for one in all_paths()):
            table.complain("E201", "agreed", f"the plan has no field “{path}”")
    return TalkOnly(chosen, agreed)


def _read_chosen(outline: Outline, key: str, *more: str) -> Chosen | None:
    """Return what `key` names of a choice: { item = "start/time", options = ["short"] }."""
    table = outline.head.table(key)
    if table is None:
        return None
    table.allow(("item", "options", *more))
    name, options = table.text("item"), table.texts("options")
    item = outline.find(*split_name(name))
    if item is None or item.kind is not Kind.CHOICE:
        table.complain("E201", "item", f"no choice is called “{name}”")
        return None
    if outline.sections[item.section].of is not None or outline.sections[item.section].repeats:
        table.complain("E223", "item", "stands in a loop: which row is meant is not known")
    unknown = [one for one in options if one not in item.options]
    if unknown or not options:
        table.complain("E106", "options", f"are options of “{name}”")
    return Chosen(split_name(name), options)


def _compile_section(plot: SectionOutline, outline: Outline) -> Section:
    table = plot.table
    table.allow(SECTION_KEYS)
    resolver = Resolver(outline, plot.id, None)
    if not table.has("title"):
        table.complain("E105", "title", "is needed")
    return Section(
        id=plot.id,
        title=resolver.template(table, "title"),
        phase=table.text("phase", plot.id),
        items=tuple(compile_item(one, outline) for one in plot.items),
        visits=plot.visits,
        when=resolver.condition(table, "when"),
        each=_compile_each(plot, outline),
        protects=table.flag("protects"),
    )


def _compile_each(plot: SectionOutline, outline: Outline) -> Each | None:
    table = plot.table.table("each")
    if table is None:
        return None
    table.allow(("of", "as", "where", "rounds", "again", "counts"))
    if plot.of is not None:
        roster = outline.find(*plot.of)
        if roster is None or roster.kind is not Kind.ROSTER:
            table.complain("E201", "of", f"no roster is called “{table.text('of')}”")
        elif not outline.before(ItemOutline("", plot.id, Kind.SAY, table, plot.visits), roster):
            table.complain("E202", "of", "that roster is asked later")
        elif outline.sections[roster.section].of is not None:
            table.complain("E223", "of", "that roster stands in a loop: which row is not known")
        if not plot.alias:
            table.complain("E105", "as", "is needed: the name of one row")
        elif plot.alias in RESERVED:
            table.complain("E104", "as", f"“{plot.alias}” is a word of the script language")
    elif not table.has("rounds"):
        table.complain("E105", "of", "is needed, or rounds with again")
    if table.has("rounds") and table.whole("rounds", 1) == 0:
        table.complain("E106", "rounds", "is 1 or more")
    if table.has("rounds") != table.has("again"):
        table.complain("E105", "again", "rounds and again go together")
    return Each(
        of=plot.of,
        alias=plot.alias,
        where=Resolver(outline, plot.id, None).condition(table, "where"),
        rounds=max(1, table.whole("rounds", 1)),
        again=Resolver(outline, plot.id, None, whole_section=True).condition(table, "again"),
        counts=_read_counts(table, outline.find(*plot.of) if plot.of else None),
    )


def _read_counts(table: TomlTable, over: ItemOutline | None) -> PathInfo | None:
    if not table.has("counts"):
        return None
    info = find(table.text("counts"))
    if info is None or info.shape is not ValueShape.INTEGER:
        table.complain("E221", "counts", "names no whole number of the plan")
        return None
    if info.lists and info.lists != (over.table.data.get("fills") if over else None,):
        table.complain("E223", "counts", f"which row of {info.lists[-1]} is not known here")
        return None
    return info
