"""Line by line no word of ours is in English where another language is spoken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalcoach.plain.beside_pages import HELP
from goalcoach.plain.colon_commands import ORDERS
from goalcoach.plain.order_names import BARE_NAMES, english_name
from goalcoach.plain.typed_answer import command_of
from goalcoach.store.site_file import Site, SiteContact
from goalcoach.translation import speaking
from goalcoach.visit.typed_words import says_all, says_yes
from scripts.words import collect, flat, read
from tests.plain.small import BREAK, Ended, begin, lead, open_store, questions, write_pack
from tests.pseudo import plain_words, strange, strange_pseudo

WORDS = ("say", "hint", "probes", "show", "gate_say", "ask_more", "text", "unit")
"""The keys of a question under which it has words."""
KEYS = frozenset(
    {
        # What stands on keys, and what is typed: the same in every language, or to be typed as it
        # stands there.
        *("goalcoach", "visit", "rowan", "toml", "show", *ORDERS),
    }
)
OF_THE_PACK = (
    *("Talk", "About ", "Rather not say", "Not sure yet", "Come back to this", "Does not fit me"),
    *BREAK.values(),
)
"""What the small script says beside its questions."""
CONTACTS = (SiteContact(strange("The team"), "01632 960 000"),)
SITE = Site(contacts=CONTACTS, steps_gate=(strange("Stay."),), steps_break=(strange("Breathe."),))


def in_strange(value: object, inside: bool = False) -> object:
    """Return a part of a question with its words in strange letters; ids stay."""
    if isinstance(value, str):
        return (
            re.sub(r"\|[^{}]*", lambda found: strange(found[0]), strange(value))
            if inside
            else value
        )
    if isinstance(value, dict):
        return {key: in_strange(one, inside or key in WORDS) for key, one in value.items()}
    if isinstance(value, list):
        return [in_strange(one, inside) for one in value]
    return value


def ids(value: object) -> set[str]:
    """Return every word of a question that is not in strange letters."""
    if isinstance(value, str):
        return set(re.findall(r"[A-Za-z]+", value))
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {word for one in parts for word in ids(one)}


@pytest.fixture
def spoken(tmp_path: Path):
    items = [in_strange(one) for one in questions()]
    script = write_pack(tmp_path / "pack", *items)  # type: ignore[arg-type]
    names = {word for one in items for word in ids(one)} | KEYS

    def said(*lines: str) -> tuple[Ended, list[str]]:
        with speaking(strange_pseudo()):
            ended = lead(begin(open_store(tmp_path / "store"), script), lines, SITE)
        told = "\n".join((*ended.typist.said, *ended.typist.asked))
        for one in (str(tmp_path), *OF_THE_PACK):
            told = told.replace(one, "")
        return ended, [word for word in plain_words(told) if word not in names]

    return said


def test_a_whole_visit_has_no_word_of_ours_in_english(spoken):
    word = strange("word")
    ended, left = spoken(
        *(":help", ":where", "", "1", word, ":note", strange("a note"), ":again", word, "", "1"),
        *(word, "2 1", "2", ":keep", strange("so it is"), "12", "2026-12-18", word, "", "3", ""),
        *(word, "1", word, ":change 1", word, "", "", ":remove 1", ":restore", ":move 1", ""),
        *(":plan", ":skip", "", word, ":break", "1", ":where", ":go 3", ":return", "ja"),
    )
    assert left == []
    assert ended.code == 0
    assert ended.visit.version == 1


def test_what_is_not_taken_is_said_in_the_language_too(spoken):
    ended, left = spoken(
        *("", "4", ":say", ":open", ":confirm", ":keep", ":change 1", ":restore", ":go 99"),
        *("3", "", ":close", "", ":back", "1", ":skip", "9", ":undo", ":redo", ":more", ":save x"),
        *(":break", "2"),
    )
    assert left == []
    assert ended.code == 0


@pytest.mark.parametrize(
    ("typed", "order"),
    [(":zurück", "back"), (":zuruck", "back"), (":ÖFFNEN", "open"), (":atrás", "back"),
     (":más", "more"), (":abschließen", "close"), (":where", "where"), (":pause 1", "break")],
)  # fmt: skip
def test_an_order_is_understood_by_its_name_in_each_language(typed: str, order: str):
    command = command_of(typed)
    assert command is not None
    assert command[0] == order


def test_a_text_that_begins_with_a_colon_and_no_order_stays_an_answer():
    assert command_of(":Äpfel und Birnen") is None
    assert command_of(":-)") is None


def test_every_name_of_an_order_leads_to_one_that_there_is():
    assert set(BARE_NAMES.values()) <= set(ORDERS)
    assert all(english_name(name) == name for name in ORDERS)


@pytest.mark.parametrize("yes", ["yes", "Y", "ja", "J", "sí", "si", " Sí "])
def test_a_yes_is_one_in_any_language(yes: str):
    assert says_yes(yes)


@pytest.mark.parametrize("no", ["", "no", "nein", "n", "1"])
def test_a_no_is_none(no: str):
    assert not says_yes(no)


def test_all_of_a_list_can_be_said_in_each_language():
    assert says_all("alle")
    assert says_all("Todo")
    assert not says_all("1 3")


@pytest.mark.parametrize("language", ["de", "es"])
def test_an_order_that_a_translation_names_is_one_that_can_be_typed(language: str):
    orders = {text for text, _ in collect() if re.search(r":[a-z]+", text) and text in HELP}
    english = {key for key, text in flat(read("en")).items() if text in orders}
    said = flat(read(language))
    for key in english & set(said):
        for name in re.findall(r"(?<!\S):([^\W\d_]+)", said[key]):
            assert english_name(name.lower()) in ORDERS, said[key]
