"""What differs between two versions of a script, in words, with what it means for answers given.

Family 6xx: E601 another kind or another place in the plan · E602 an id is gone that answers were
kept under, and is not in `retired` · E603 other content under the same version · W604 other words
under the same id, so far from the old ones that an old answer may mean something else · E605 an
answer that was taken is refused now · E606 a scale counts otherwise under the same version of it.
What has no code is told, and harms nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.piping import Template
from goalcoach.dialogue.script.script import Item, Script, Section

_DAY = date(2026, 1, 15)
"""Any day: the ends of what a date may be count from the day of the visit."""
ALIKE = 0.5
"""Below this likeness of two texts (difflib's ratio of words) they may mean different things."""

_WORDS = (
    *("label", "say", "say_again", "show", "hint", "gate_say", "ask_more", "row_label"),
    "probes",
)
_MEANT = ("say", "label")
"""The words that carry what an answer means."""


class PackChange(Struct, frozen=True):
    """One difference. `code` is "" for one that harms nothing; `line` is that of the new file."""

    code: str
    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        code = f"{self.code} " if self.code else ""
        return f"{self.file}:{self.line}: {code}{self.where}: {self.message}"


def diff_scripts(old: Script, new: Script, retired: Sequence[str] = ()) -> tuple[PackChange, ...]:
    """Return what is different in `new`, in its order.

    `retired` are the ids that `new` gives up on purpose: "section/item", an item's or section's
    alone, or with an option or field, "section/item.yes". A script of another id, as an overlay is,
    does not give up what it leaves out: the script below still asks it, under its own name.
    """
    if old.digest == new.digest:
        return ()
    if old.id != new.id:
        retired = (*retired, *_left_out(old, new))
    found = [*_head(old, new)]
    for section in _sections(new):
        before = old.sections.get(section.id)
        if before is None:
            found.append(_told(section.id, section.id, "is a new part"))
        else:
            found += _section(before, section, retired)
    for section in _sections(old):
        if section.id not in new.sections:
            found += _gone_section(section, retired)
    return (*found, *_scales(old, new))


def _left_out(old: Script, new: Script) -> Iterator[str]:
    """Yield "section/item" of each question of `old` that `new` does not have."""
    for section in old.sections.values():
        there = new.sections.get(section.id)
        known = {one.id for one in there.items} if there else set()
        yield from (f"{section.id}/{one.id}" for one in section.items if one.id not in known)


def _scales(old: Script, new: Script) -> Iterator[PackChange]:
    """Yield each scale that is made of other words or counts otherwise, and so is another."""
    before = {one.id: one for one in old.instruments}
    for one in new.instruments:
        was = before.get(one.id)
        if was is None or was.digest == one.digest:
            continue
        lead = next(item for item in new.sections[one.section].items if item.id == one.lead)
        code, message = "", f"is edition {one.version} now, whose scores stand by themselves"
        if (was.version, was.language) == (one.version, one.language):
            code = "E606"
            message = f"has other items, options or scoring as edition {one.version}: raise it"
        where = f"{one.section}/{one.id}.version"
        yield PackChange(code, f"{one.section}.toml", lead.line, where, message)


def _head(old: Script, new: Script) -> Iterator[PackChange]:
    if old.id == new.id and old.version == new.version:
        message = f"is {new.version} as before, and its content is another: raise the version"
        yield PackChange("E603", "script.toml", 1, "version", message)
    for visit in dict.fromkeys((*old.order, *new.order)):
        before = [one for one in old.order.get(visit, ()) if one in new.order.get(visit, ())]
        after = [one for one in new.order.get(visit, ()) if one in old.order.get(visit, ())]
        if before != after:
            moved = next(b for a, b in zip(before, after, strict=True) if a != b)
            message = f"has its parts in another order, from “{moved}” on"
            yield PackChange("", "script.toml", 1, f"order.{visit}", message)


def _section(old: Section, new: Section, retired: Sequence[str]) -> Iterator[PackChange]:
    if old.title != new.title:
        message = _reworded("title", old.title, new.title)
        yield _told(new.id, f"{new.id}.title", message)
    if (old.when, old.each, old.visits) != (new.when, new.each, new.visits):
        yield _told(new.id, new.id, "is asked under another condition")
    before = {one.id: one for one in old.items}
    for item in new.items:
        if item.id not in before:
            yield _told(new.id, f"{new.id}/{item.id}", f"is a new {_kind(item)}", item.line)
        else:
            yield from _item(before[item.id], item, f"{new.id}/{item.id}", retired)
    now = {one.id for one in new.items}
    for item in old.items:
        if item.id not in now:
            yield _gone(item, f"{old.id}/{item.id}", retired)
    if [one.id for one in old.items if one.id in now] != [
        one.id for one in new.items if one.id in before
    ]:
        yield _told(new.id, new.id, "has its questions in another order")


def _item(old: Item, new: Item, where: str, retired: Sequence[str]) -> Iterator[PackChange]:
    file, line = f"{new.section}.toml", new.line
    if old.kind is not new.kind:
        message = f"was a {_kind(old)} and is a {_kind(new)}: give it another id"
        yield PackChange("E601", file, line, where, message)
    paths = tuple(one.fills.path if one.fills else "" for one in (old, new))
    if paths[0] != paths[1]:
        message = f"wrote to “{paths[0] or 'answers'}” and writes to “{paths[1] or 'answers'}”"
        yield PackChange("E601", file, line, f"{where}.fills", message)
    yield from _words(old, new, where)
    yield from _options(old, new, where, retired)
    yield from _limits(old, new, where)
    if old.when != new.when or old.visits != new.visits:
        yield _told(new.section, where, "is asked under another condition", line)
    yield from _fields(old, new, where, retired)


def _words(old: Item, new: Item, where: str) -> Iterator[PackChange]:
    for key in _WORDS:
        before, after = getattr(old.words, key), getattr(new.words, key)
        if before == after:
            continue
        words = template_text(before), template_text(after)
        far = key in _MEANT and all(words) and _likeness(*words) < ALIKE
        more = ". If it asks something else now, give it another id" if far else ""
        message = _reworded(key, before, after) + more
        code = "W604" if far else ""
        yield PackChange(code, f"{new.section}.toml", new.line, f"{where}.{key}", message)


def _options(old: Item, new: Item, where: str, retired: Sequence[str]) -> Iterator[PackChange]:
    before = {one.id: one for one in old.options}
    after = {one.id: one for one in new.options}
    file = f"{new.section}.toml"
    for name, option in before.items():
        if name not in after:
            code = "" if f"{where}.{name}" in retired else "E602"
            message = "is gone, and answers were kept by it: keep it, or name it in `retired`"
            message = message if code else "is retired"
            yield PackChange(code, file, new.line, f"{where}.{name}", message)
        elif option.label != after[name].label:
            message = _reworded("label", option.label, after[name].label)
            far = _likeness(template_text(option.label), template_text(after[name].label)) < ALIKE
            code = "W604" if far else ""
            yield PackChange(code, file, new.line, f"{where}.{name}", message)
    for name, option in after.items():
        if name not in before and before:
            message = f"is a new option: “{template_text(option.label)}”"
            yield _told(new.section, f"{where}.{name}", message, new.line)


def _limits(old: Item, new: Item, where: str) -> Iterator[PackChange]:
    """Yield E605 where an answer that was taken would be refused now."""
    file = f"{new.section}.toml"
    known = {check.id: check for check in old.checks}
    for check in new.checks:
        before = known.get(check.id)
        harder = check.hard and (before is None or not before.hard or before.fires != check.fires)
        if harder:
            message = f"“{check.id}” refuses answers that were taken, or may do so"
            yield PackChange("E605", file, new.line, f"{where}.checks", message)
        elif before is None:
            yield _told(new.section, f"{where}.checks", f"has a new check “{check.id}”", new.line)
        elif before != check:
            yield _told(new.section, f"{where}.checks", f"“{check.id}” is another", new.line)
    for name in known:
        if all(check.id != name for check in new.checks):
            yield _told(new.section, f"{where}.checks", f"“{name}” is gone", new.line)
    if _narrower(old, new):
        message = "takes less than before: range, rows, words or days"
        yield PackChange("E605", file, new.line, where, message)
    if new.required and not old.required:
        yield PackChange("E605", file, new.line, f"{where}.required", "is needed to close now")


def _narrower(old: Item, new: Item) -> bool:
    low = new.low is not None and (old.low is None or new.low > old.low)
    high = new.high is not None and (old.high is None or new.high < old.high)
    words = bool(new.max_words) and (not old.max_words or new.max_words < old.max_words)
    rows = bool(new.rows[1]) and (not old.rows[1] or new.rows[1] < old.rows[1])
    return low or high or words or rows or new.rows[0] > old.rows[0] or _fewer_days(old, new)


def _fewer_days(old: Item, new: Item) -> bool:
    ends = ((old.earliest, new.earliest), (new.latest, old.latest))
    before, now = (old.earliest, old.latest), (new.earliest, new.latest)
    if any(one is None and other is not None for one, other in zip(before, now, strict=True)):
        return True
    return any(one.on(_DAY) < other.on(_DAY) for one, other in ends if one and other)


def _fields(old: Item, new: Item, where: str, retired: Sequence[str]) -> Iterator[PackChange]:
    before = {one.id: one for one in old.fields}
    now = {one.id for one in new.fields}
    for one in new.fields:
        name = f"{where}.{one.id}"
        if one.id in before:
            yield from _item(before[one.id], one, name, retired)
        elif before:
            yield _told(new.section, name, f"is a new {_kind(one)}", new.line)
    for one in old.fields:
        if one.id not in now:
            yield _gone(one, f"{where}.{one.id}", retired)


def _gone_section(section: Section, retired: Sequence[str]) -> Iterator[PackChange]:
    yield _told(section.id, section.id, "is not asked any more")
    for item in section.items:
        yield _gone(item, f"{section.id}/{item.id}", retired)


def _gone(item: Item, where: str, retired: Sequence[str]) -> PackChange:
    named = any(one in retired for one in (where, item.id, item.section))
    kept = item.kind is not Kind.SAY and not named
    message = "is gone, and answers were kept by it: keep it, or name it in `retired`"
    message = message if kept else "is gone"
    return PackChange("E602" if kept else "", f"{item.section}.toml", 1, where, message)


def _told(section: str, where: str, message: str, line: int = 1) -> PackChange:
    return PackChange("", f"{section}.toml", max(line, 1), where, message)


def _sections(script: Script) -> Iterator[Section]:
    listed = dict.fromkeys(one for ids in script.order.values() for one in ids)
    rest = (one for one in script.sections if one not in listed)
    yield from (script.sections[one] for one in (*listed, *rest))


def _kind(item: Item) -> str:
    return f"question of kind {item.kind.value}" if item.kind is not Kind.SAY else "text to say"


def _reworded(key: str, old: object, new: object) -> str:
    before, after = template_text(old), template_text(new)
    if not before:
        return f"{key} is new: “{after}”"
    return f"{key} was “{before}”" + (f", is “{after}”" if after else ", is gone")


def template_text(words: object) -> str:
    """Return a template, or several, as text; what is put in stands in braces."""
    if isinstance(words, Template):
        return "".join(
            part if isinstance(part, str) else f"{{{_named(part.reference)}}}"
            for part in words.parts
        )
    return " | ".join(map(template_text, words)) if isinstance(words, tuple) else ""


def _named(reference: object) -> str:
    names = [getattr(reference, one) for one in ("name", "section", "item", "field")]
    return "/".join(one for one in names if one) or "…"


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split()).ratio()
