"""The colours a user chose are kept, and never stand in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.errors import BadData, GoalcoachError
from goalcoach.store.user_settings import (
    NAME,
    KeyChoice,
    read_keys,
    read_settings,
    write_theme,
)


def test_a_choice_of_colours_is_there_the_next_time(tmp_path: Path):
    folder = tmp_path / "config" / "goalcoach"
    assert read_settings(folder).theme is None
    write_theme(folder, "light")
    assert read_settings(folder).theme == "light"
    write_theme(folder, "dark")
    assert read_settings(folder).theme == "dark"


def test_the_file_holds_the_colours_and_nothing_else(tmp_path: Path):
    write_theme(tmp_path, "light")
    assert [one.name for one in tmp_path.iterdir()] == [NAME]
    lines = (tmp_path / NAME).read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == ['theme = "light"']


@pytest.mark.parametrize("data", [b"", b"theme = 3", b"theme = 'pink'", b"\xff", b"theme = ["])
def test_a_file_that_says_nothing_usable_counts_as_no_choice(tmp_path: Path, data: bytes):
    (tmp_path / NAME).write_bytes(data)
    assert read_settings(tmp_path).theme is None


def test_a_folder_that_cannot_be_written_is_said_and_changes_nothing(tmp_path: Path):
    (tmp_path / "goalcoach").write_text("in the way")
    with pytest.raises(GoalcoachError):
        write_theme(tmp_path / "goalcoach", "light")
    assert read_settings(tmp_path / "goalcoach").theme is None


def test_what_takes_words_out_of_the_store_is_off_until_it_is_turned_on(tmp_path: Path):
    assert read_settings(tmp_path)[1:] == (False, False)
    (tmp_path / NAME).write_text('clipboard = "true"\nscreenshots = 1\n')
    assert read_settings(tmp_path)[1:] == (False, False)
    (tmp_path / NAME).write_text("clipboard = true\nscreenshots = true\n")
    assert read_settings(tmp_path)[1:] == (True, True)


def test_a_choice_of_colours_leaves_the_other_settings(tmp_path: Path):
    (tmp_path / NAME).write_text("clipboard = true\n")
    write_theme(tmp_path, "light")
    assert read_settings(tmp_path) == ("light", True, False)


def test_a_choice_of_colours_leaves_the_keys_and_the_users_own_words(tmp_path: Path):
    (tmp_path / NAME).write_text('# mine\n[keys]\nskip = "f11"  # not F5\n')
    write_theme(tmp_path, "light")
    write_theme(tmp_path, "dark")
    text = (tmp_path / NAME).read_text()
    assert text == '# mine\ntheme = "dark"\n[keys]\nskip = "f11"  # not F5\n'
    assert read_keys(tmp_path) == (KeyChoice("skip", ("f11",), 4),)


def test_keys_are_read_one_or_several_with_their_lines_and_none_where_there_is_no_file(tmp_path):
    assert read_keys(tmp_path) == ()
    (tmp_path / NAME).write_text(
        'theme = "light"\n\n[keys]\nskip = "f11"\nbreak = ["f8", "ctrl+b"]\n'
    )
    assert read_keys(tmp_path) == (
        KeyChoice("skip", ("f11",), 4),
        KeyChoice("break", ("f8", "ctrl+b"), 5),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[keys]\nskip = f12\n", "line 2: this is not TOML from column 8 on."),
        ("[keys]\nskip = 12\n", "line 2: keys.skip: a key in quotes belongs here"),
        ("[keys]\n\nskip = []\n", "line 3: keys.skip: a key in quotes belongs here"),
        ('keys = "f12"\n', "line 1: keys: a table belongs here"),
        ('[key]\nskip = "f12"\n', "line 1: key: this key is not known. Did you mean “keys”?"),
        ("clipbord = true\n", "line 1: clipbord: this key is not known. Did you mean “clipboard”?"),
    ],
)
def test_keys_that_would_do_nothing_are_told_with_file_and_line(tmp_path: Path, text, words):
    (tmp_path / NAME).write_text(text)
    with pytest.raises(BadData) as caught:
        read_keys(tmp_path)
    assert caught.value.sentence.startswith(f"{tmp_path / NAME}: {words}")
    (tmp_path / NAME).write_bytes(b"\xff")
    with pytest.raises(BadData):
        read_keys(tmp_path)
