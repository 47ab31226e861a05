"""Not on paper, line by line: a question or a line of a list is marked, and unmarked again."""

from __future__ import annotations

from pathlib import Path

from tests.dialogue.packs import item, pack, section
from tests.plain import small


def test_offpaper_marks_and_unmarks_the_question_and_a_line_of_a_list(tmp_path: Path):
    fields = [item("words", "text", fills="values.words")]
    questions = (
        item("me", "text", fills="story.me"),
        item("values", "roster", fills="values", fields=fields),
        item("decided", "choice", options=["go", "pause"], fills="safety.decision"),
    )
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, data in pack({"a": section("a", *questions)}).items():
        (folder / name).write_bytes(data)
    store = small.open_store(tmp_path / "store")
    marks = [":offpaper", ":offpaper", ":offpaper", "a cook"]
    rows = ["Sundays", "my sister", ":offpaper 2", ":again", ""]
    ended = small.lead(small.begin(store, str(folder)), [*marks, *rows, "1", "yes"])
    assert "is on the patient's papers again" in ended.text
    assert "Not on paper: my sister." in ended.text
    assert store.load(small.CODE).plan.off_paper == ("story.me", "values@v2")
