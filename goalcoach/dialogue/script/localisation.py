"""A pack in one of its languages: the texts of `i18n/<lang>.toml` in place of the pack's own.

They are put into the tables before the compiler reads them. Ids, conditions and plan paths are
not touched, so a visit in another language asks the same questions and makes the same plan. A text
that is said is never left in another language: what lacks one is refused whole (E506).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.piping import BadTemplate, names
from goalcoach.dialogue.script.text_places import (
    TITLE,
    TextPlace,
    TextTree,
    name_of,
    pack_texts,
    text_at,
)
from goalcoach.dialogue.script.toml_source import Report, TomlTable, read_table
from goalcoach.errors import NotFound
from goalcoach.plan.file.key_lines import find_lines, line_of
from goalcoach.translation import FAMILIAR, language_name, tr

FOLDER = "i18n/"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BASE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?")
"""The language of a pack's own words may be of a region; the others name files, and may not."""


class Languages(Struct, frozen=True):
    """Which languages a pack is in: `base` is that of its own words."""

    base: str
    offered: tuple[str, ...]

    def find(self, asked: str) -> str:
        """Return the language that is meant by "de" or "de-AT"; "" if the pack has none.

        A pack's own words may be of a region: "en" means those of "en-GB" too.
        """
        known = dict.fromkeys((self.base, *self.offered))
        if asked in known:
            return asked
        name = language_name(asked)
        return name if name in known else self.base if language_name(self.base) == name else ""


def read_languages(files: Mapping[str, bytes]) -> Languages:
    """Return the languages a pack offers, by its script.toml; base "" if that cannot be read.

    What names no language, such as a path, is not among them.
    """
    data = files.get("script.toml")
    head = read_table("script.toml", data, Report()) if data is not None else None
    if head is None:
        return Languages("", ())
    base, offered = head.text("base_lang"), head.texts("langs")
    known = tuple(one for one in offered if _LANGUAGE.fullmatch(one) or one == base)
    return Languages(base, known) if _BASE.fullmatch(base) else Languages("", ())


def report_languages(head: TomlTable) -> None:
    """Report E105 for each language of script.toml that is none."""
    base = head.text("base_lang")
    if base and not _BASE.fullmatch(base):
        head.complain("E105", "base_lang", f"names no language: “{base}”; write it as “en”")
    for one in head.texts("langs"):
        if one != base and not _LANGUAGE.fullmatch(one):
            head.complain("E105", "langs", f"names no language: “{one}”; write it as “de”")


def language_file(language: str, address: str = "") -> str:
    """Return the name of a language's file, "i18n/de.toml"; `address` is "" or "familiar"."""
    form = f"-{address}" if address == FAMILIAR else ""
    return f"{FOLDER}{language}{form}.toml"


def is_asked(name: str) -> bool:
    """Return True for a file of a pack that is part of what is asked: none of its folders is."""
    return "/" not in name


def files_in(files: Mapping[str, bytes], language: str, address: str) -> dict[str, bytes]:
    """Return those files that say what is asked in a language; "" is the pack's own."""
    names = [name for name in files if is_asked(name)]
    if language:
        ours = (language_file(language), language_file(language, address))
        names += [name for name in dict.fromkeys(ours) if name in files]
    return {name: files[name] for name in names}


def choose_language(files: Mapping[str, bytes], asked: str, pack: str) -> str:
    """Return the language of `files` that is meant, "" for the pack's own words.

    Raises NotFound, with the languages there are, for one that the pack does not offer.
    """
    if not asked:
        return ""
    known = read_languages(files)
    if not known.base:
        return ""  # the compiler says what is wrong with script.toml
    found = known.find(asked)
    if not found:
        there = ", ".join(sorted(dict.fromkeys((known.base, *known.offered)))) or "none"
        raise NotFound(
            tr(
                "The script {pack} is not there in “{asked}”. It is in: {there}.",
                pack=pack,
                asked=asked,
                there=there,
            )
        )
    return "" if found == known.base else found


@dataclass(slots=True)
class LanguageFile:
    """One file of a language: its tables, and which of its texts met a text of the pack."""

    file: str
    tree: TextTree
    source: str
    report: Report
    readable: bool = True
    met: set[TextPlace] = field(default_factory=set)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    @classmethod
    def read(cls, file: str, data: bytes, report: Report) -> LanguageFile:
        """Return the file's words; what is no TOML is reported, and has none."""
        table = read_table(file, data, report)
        source = data.decode("utf-8", "replace")
        data_of = table.data if table is not None else {}
        return cls(file, data_of, source, report, readable=table is not None)

    def complain(self, code: str, place: TextPlace, message: str) -> None:
        """Report a diagnostic at the line of a place, or of the nearest table around it."""
        if not self.lines:
            # Only who has something to report waits for the lines.
            self.lines = find_lines(self.source) if self.readable else {(): 1}
        self.report.add(code, self.file, line_of(self.lines, place) or 1, name_of(place), message)

    def find(self, place: TextPlace, source: str) -> str | None:
        """Return the text at a place, None if it has none that can stand for `source`."""
        here = text_at(self.tree, place)
        if here is None:
            return None
        self.met.add(place)
        if not isinstance(here, str):
            told = "needs a text"
            if place[1:] == (TITLE,):
                told += "; a question called “title” has no place here, so it needs another id"
            self.complain("E105", place, told)
            return source
        if not here.strip():
            return None
        return here if self._pipes_fit(place, source, here) else source

    def _pipes_fit(self, place: TextPlace, source: str, text: str) -> bool:
        """Return True if the text pipes in what the source does; reports E211, E503."""
        try:
            ours = set(names(text))
        except BadTemplate as problem:
            self.complain("E211", place, str(problem))
            return False
        try:
            needed = set(names(source))
        except BadTemplate:
            return True  # the pack's own file is told of
        for name in sorted(ours ^ needed):
            what = "has no {%s}, which the text it stands for has" if name in needed else (
                "has {%s}, which the text it stands for has not"
            )  # fmt: skip
            self.complain("E503", place, what % name)
        return ours == needed

    def unmet(self) -> Iterator[TextPlace]:
        """Yield the place of each text that no text of the pack was looked up for."""
        yield from (place for place in _leaves(self.tree, ()) if place not in self.met)


@dataclass(slots=True)
class Localisation:
    """A language on its way into a pack's tables. `forms` come before `words`: du, tú."""

    language: str
    words: LanguageFile
    forms: LanguageFile | None
    known: set[TextPlace] = field(default_factory=set)

    @classmethod
    def read(
        cls, files: Mapping[str, bytes], language: str, address: str, report: Report
    ) -> Localisation:
        """Return the localisation of `files`; reports E506 if they have no such language."""
        name, forms = language_file(language), language_file(language, address)
        if name in files:
            words = LanguageFile.read(name, files[name], report)
        else:
            report.add("E506", name, 1, "", "is not there, so nothing can be said in this language")
            words = LanguageFile(name, {}, "", report, readable=False)
        own = (
            LanguageFile.read(forms, files[forms], report)
            if forms != name and forms in files
            else None
        )
        return cls(language, words, own)

    def put_into(self, section: str, table: TextTree) -> None:
        """Put the language's texts into a section's table, or that of script.toml."""
        for one in pack_texts(section, table):
            if one.place in self.known:
                continue  # an id that stands twice has its own diagnostic
            self.known.add(one.place)
            found = self.forms.find(one.place, one.text) if self.forms else None
            words = self.words.find(one.place, one.text)
            if found or words:
                one.put(found or words or "")
            elif one.said and self.words.readable:
                self.words.complain("E506", one.place, "is missing, and is said to the patient")

    def look_for_strangers(self) -> None:
        """Report E504 for each text that stands for none of the pack."""
        for words in (self.words, self.forms):
            if words is None:
                continue
            for place in words.unmet():
                last = place[-1]
                beside = [one[-1] for one in self.known if one[:-1] == place[:-1]]
                told = f"stands for no text of the script{suggest(last, beside)}"
                words.complain("E504", place, told)


def _leaves(tree: TextTree, above: TextPlace) -> Iterator[TextPlace]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key)
