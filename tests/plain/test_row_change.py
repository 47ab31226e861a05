"""In plain lines :change leads into a row, and a change there leads back to its list."""

from __future__ import annotations

from pathlib import Path

from goalcoach.dialogue.view.screen_words import BACK_TO_LIST
from tests.dialogue.packs import item
from tests.plain import small
from tests.plain.small import Ended


def lead(folder: Path, *lines: str, required: bool = False) -> Ended:
    extra = {"required": True} if required else {}
    fields = [item("name", "text", required=True), item("size", "text", **extra)]
    script = small.write_pack(
        folder / "pack", item("things", "roster", fields=fields), item("last", "text")
    )
    return small.lead(small.begin(small.open_store(folder / "store"), script), lines)


def test_a_change_leads_back_to_the_list_and_there_is_no_way_back_to_the_row(tmp_path: Path):
    ended = lead(tmp_path, "bench", "small", "pot", "big", ":change 1", "long bench")
    assert ended.visit.screen.address == "a/things"
    assert [row.label for row in ended.visit.screen.rows] == ["long bench", "pot"]
    assert not ended.visit.screen.can_return
    assert BACK_TO_LIST in " ".join(ended.text.split())


def test_an_empty_line_goes_on_in_the_row_and_a_change_there_leads_back(tmp_path: Path):
    ended = lead(tmp_path, "bench", "small", ":change 1", "", "large")
    assert ended.visit.screen.address == "a/things"


def test_a_row_that_lacks_something_is_gone_through(tmp_path: Path):
    ended = lead(tmp_path, "bench", "", ":change 1", "long bench", required=True)
    assert ended.visit.screen.address.endswith(".size")


def test_a_list_that_its_row_was_walked_back_to_is_left_by_an_empty_line(tmp_path: Path):
    ended = lead(tmp_path, "bench", "small", ":change 1", "", "", "")
    assert ended.visit.screen.address == "a/last"
