"""In plain lines too, what an empty line passes is said to be open, and a consent asks twice."""

from __future__ import annotations

from pathlib import Path

from goalcoach.dialogue.view.standing_words import LEAVES_OPEN
from tests.dialogue.packs import item
from tests.plain import small
from tests.plain.small import Ended


def lead(folder: Path, *lines: str) -> Ended:
    folder.mkdir(exist_ok=True)
    script = small.write_pack(
        folder / "pack",
        item("share", "choice", options=["yes", "no"], fills="consent.share"),
        item("word", "text"),
        item("hello", "say", say="Hello."),
    )
    return small.lead(small.begin(small.open_store(folder / "store"), script), lines)


def test_an_empty_line_passes_a_consent_only_the_second_time(tmp_path: Path):
    once = lead(tmp_path / "one", "")
    assert LEAVES_OPEN in once.text
    assert once.visit.screen.address == "a/share"
    twice = lead(tmp_path / "two", "", "")
    assert twice.visit.screen.address == "a/word"
    assert twice.text.count(LEAVES_OPEN) == 1
    assert "Left open: About share. :back goes back." in twice.text


def test_a_question_passed_by_an_empty_line_is_called_open_once_and_a_page_to_read_never(
    tmp_path: Path,
):
    ended = lead(tmp_path, "yes", "", "", ":back", ":back")
    assert ended.text.count("Left open: About word. :back goes back.") == 1
    assert ended.text.count("Left open") == 1


def test_what_is_called_by_a_sentence_is_called_open_with_one_stop(tmp_path: Path):
    script = small.write_pack(
        tmp_path / "pack",
        item("calm", "text", label="The sea was calm."),
        item("swim", "text", label="How was the swim?"),
    )
    ended = small.lead(small.begin(small.open_store(tmp_path / "store"), script), ["", ""])
    assert "Left open: The sea was calm. :back goes back." in ended.text
    assert "Left open: “How was the swim?”. :back goes back." in ended.text


def test_a_consent_that_was_come_back_to_asks_again(tmp_path: Path):
    ended = lead(tmp_path, "", "", ":back", "")
    assert ended.visit.screen.address == "a/share"
    assert ended.text.count(LEAVES_OPEN) == 2


def test_a_question_of_a_row_that_is_passed_is_not_called_open(tmp_path: Path):
    """Going back from the list, which comes after it, would lead past it."""
    fields = [item("what", "text", label="Thing"), item("when", "text", label="Its day")]
    script = small.write_pack(
        tmp_path / "pack",
        item("things", "roster", fields=fields, rows=[0, 3], row_label="{things.what|new}"),
        item("word", "text"),
    )
    visit = small.begin(small.open_store(tmp_path / "store"), script)
    ended = small.lead(visit, ["a lamp", ""])
    assert ended.visit.screen.address == "a/things"
    assert "Its day" in ended.text
    assert "Left open" not in ended.text
