"""A broken settings.toml is told in one clear line, at once, and is left as it is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from goalcoach.errors import BadData, GoalcoachError
from goalcoach.safe_text import show
from goalcoach.screens.kit.keymap import bound_keys
from goalcoach.store.user_settings import (
    NAME,
    UserSettings,
    read_keys,
    read_settings,
    write_theme,
)
from tests.hostile import broken
from tests.hostile.corpus import TEXTS, acting
from tests.hostile.store import seen

KINDS = broken.make_kinds()
FIXTURES = {name: make for kind in ("traps", *broken.FORMS) for name, make in KINDS[kind].items()}
NO_CHOICE = {"nothing", "blanks"}


@pytest.mark.parametrize("name", FIXTURES)
def test_each_broken_file_is_refused_by_what_reads_keys_and_is_no_choice_else(
    tmp_path: Path, name: str
):
    (tmp_path / "settings").mkdir()
    FIXTURES[name](tmp_path / "settings" / NAME)
    folder = tmp_path / "settings"
    before, start = seen(folder), time.process_time()
    assert read_settings(folder)[1:] == (False, False)
    if name not in NO_CHOICE:
        with pytest.raises(GoalcoachError) as refused:
            read_keys(folder)
        sentence = show(refused.value.sentence)
        assert refused.value.exit_code in {65, 66, 77}
        assert NAME in sentence
        assert acting(sentence) == []
        assert len(sentence.splitlines()) < 62
        with pytest.raises(GoalcoachError):
            write_theme(folder, "dark")
        assert seen(folder) == before
    assert time.process_time() - start < 1


@pytest.mark.parametrize("start", range(0, len(TEXTS), 12))
def test_hostile_words_for_actions_and_keys_act_nowhere(tmp_path: Path, start: int):
    import tomli_w

    texts = [*TEXTS.values()][start : start + 12]
    keys = {text: [other] for text, other in zip(texts, reversed(texts), strict=True)}
    file = tmp_path / NAME
    for tree in ({"keys": keys}, {"keys": {"skip": texts}}, dict.fromkeys(texts, 1)):
        file.write_text(tomli_w.dumps(tree), "utf-8")
        with pytest.raises(BadData) as refused:
            bound_keys(read_keys(tmp_path), NAME)
        assert acting(show(refused.value.sentence)) == []
    assert read_settings(tmp_path) == UserSettings()
