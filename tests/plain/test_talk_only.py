"""Talk only, line by line: what is typed is refused kindly, Enter says that it was talked about."""

from __future__ import annotations

from pathlib import Path

from tests.dialogue.packs import item, pack, section
from tests.plain import small


def test_a_typed_line_is_refused_and_enter_goes_on_without_a_word(tmp_path: Path):
    questions = (
        item("ok", "choice", options=["yes", "no"], fills="consent.notes"),
        item("open", "text", fills="story.open"),
        item("decided", "choice", options=["go", "pause"], fills="safety.decision"),
    )
    rule = {"item": "a/ok", "options": ["no"], "agreed": ["goals.statement"]}
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, data in pack({"a": section("a", *questions)}, talk_only=rule).items():
        (folder / name).write_bytes(data)
    store = small.open_store(tmp_path / "store")
    ended = small.lead(small.begin(store, str(folder)), ["2", "a canary", "", "1", "yes"])
    assert "nothing is typed here" in ended.text
    assert "They want to talk about this, and not have it typed." in ended.text
    assert ended.code == 0
    assert "canary" not in "".join(
        path.read_text("utf-8") for path in store.folder(small.CODE).rglob("*") if path.is_file()
    )
    assert store.load(small.CODE).plan.story.open is None
