"""The words of a script's questions, as far as its files can be read, without compiling it.

A script that was kept with a visit may no longer compile; its questions have words all the same.
Where a file leaves it open whether a question is private, it is taken to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from msgspec import Struct, field

from goalcoach.dialogue.script.condition import Reference
from goalcoach.dialogue.script.localisation import Localisation, is_asked
from goalcoach.dialogue.script.piping import BadTemplate, parse, render
from goalcoach.dialogue.script.toml_source import Report, read_table
from goalcoach.plan.question_address import Address

_Name = tuple[str, str, str]
"""Section, item and, for a field of its rows, that field; else ""."""


class QuestionWords(Struct, frozen=True):
    """What is said of a question beside its answer. Names from the plan are left open in it."""

    label: str
    private: bool
    options: Mapping[str, str] = field(default_factory=dict)
    """Labels by the id of an option."""
    of_rows: bool = False
    """True for a choice among the rows of a list."""


class ScriptWords(Struct, frozen=True):
    """The questions that the readable files of a script have, and the script's own `id`.

    `id` is "" where `script.toml` cannot be read, or does not say it.
    """

    id: str
    questions: Mapping[_Name, QuestionWords]

    def find(self, key: str) -> QuestionWords | None:
        """Return the words of the question with this address, None if no file has it."""
        at = Address.read(key)
        if at is None:
            return None
        item = self.questions.get((at.section, at.item, ""))
        return self.questions.get((at.section, at.item, at.field), item) if item else None


def read_script_words(files: Mapping[str, bytes], language: str = "") -> ScriptWords:
    """Return the words of every question in a pack's `files` that can be read as TOML.

    They are in `language` as far as its file is there and has them, else in the pack's own words.
    """
    spoken = Localisation.read(files, language, "", Report()) if language else None
    name = ""
    questions: dict[_Name, QuestionWords] = {}
    for file, data in sorted(files.items()):
        table = read_table(file, data, Report()) if is_asked(file) else None
        if table is None:
            continue
        if spoken is not None:
            spoken.put_into(file.removesuffix(".toml"), table.data)
        if file == "script.toml":
            name = _text(table.data, "id")
            continue
        for key, words in _questions(table.data):
            known = questions.get(key)
            if known is not None and known.private:
                continue  # named twice, and private in one place
            questions[key] = words
    return ScriptWords(name, questions)


def _questions(section: Mapping[str, object]) -> Iterator[tuple[_Name, QuestionWords]]:
    name = _text(section, "id")
    for item in _tables(section, "item"):
        private = _is_private(item)
        yield (name, _text(item, "id"), ""), _words(item, private)
        for one in _tables(item, "fields"):
            words = _words(one, private or _is_private(one))
            yield (name, _text(item, "id"), _text(one, "id")), words


def _words(table: Mapping[str, object], private: bool) -> QuestionWords:
    options = {_text(one, "id"): _plain(_text(one, "label")) for one in _tables(table, "options")}
    return QuestionWords(_plain(_text(table, "label")), private, options, "options_from" in table)


def _is_private(table: Mapping[str, object]) -> bool:
    """Return True unless the key is left out, or says false: a typing slip makes nothing public."""
    return table.get("private", False) is not False


def _plain(text: str) -> str:
    try:
        return render(parse(text, lambda name: cast(Reference, name)), lambda reference: "")
    except BadTemplate:
        return text


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _tables(table: Mapping[str, object], key: str) -> list[dict[str, object]]:
    value = table.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
