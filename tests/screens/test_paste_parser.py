"""What is pasted is text, whatever bytes it holds."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from goalcoach.screens.kit.paste_parser import BEGIN, END, STALLED, PasteParser


def read(*reads: str) -> list[tuple[str, str]]:
    """Return what the reads are taken for: pastes with their text, keys with their name."""
    parser = PasteParser()
    taken = []
    for data in reads:
        for message in parser.feed(data):
            if isinstance(message, events.Paste):
                taken.append(("paste", message.text))
            elif isinstance(message, events.Key):
                taken.append(("key", message.key))
    return taken


def test_an_escape_byte_in_a_paste_presses_no_key_and_loses_no_word() -> None:
    text = "plan [/b] \x1b[31mred\x1b[0m end\r\rand 1 more"
    assert read(f"{BEGIN}{text}{END}") == [("paste", text)]


@pytest.mark.parametrize("size", range(1, 12))
def test_a_paste_cut_into_reads_at_any_place_stays_whole(size: int) -> None:
    data = f"a{BEGIN}one \x1b[2J two \x1b\x1b[20 three{END}b"
    reads = [data[at : at + size] for at in range(0, len(data), size)]
    assert read(*reads) == [
        ("key", "a"), ("paste", "one \x1b[2J two \x1b\x1b[20 three"), ("key", "b"),
    ]  # fmt: skip


@given(
    st.text(st.characters(exclude_characters="\0\ufdd0"), max_size=60).filter(
        lambda text: END not in text
    )
)
def test_any_paste_comes_out_as_it_went_in(text: str) -> None:
    if text:
        assert read(f"{BEGIN}{text}", END) == [("paste", text)]


def test_keys_outside_a_paste_are_read_as_before() -> None:
    assert read("1\r", "\x1b[A", "\x1bOR") == [
        ("key", "1"), ("key", "enter"), ("key", "up"), ("key", "f3"),
    ]  # fmt: skip


def test_a_paste_whose_end_is_lost_is_over_once_nothing_more_of_it_comes() -> None:
    """Every key would be text of it, also the one that leaves."""
    now = [0.0]
    parser = PasteParser(clock=lambda: now[0])

    def pasted(taken: Iterable[Message]) -> list[str]:
        return [one.text for one in taken if isinstance(one, events.Paste)]

    assert pasted(parser.feed(f"{BEGIN}one")) == []
    now[0] += STALLED - 1
    assert pasted(parser.tick()) == []
    assert pasted(parser.feed(" two\x1b[2")) == []
    now[0] += STALLED
    assert pasted(parser.tick()) == ["one two\x1b[2"]
    keys = [one.key for one in parser.feed("\x11") if isinstance(one, events.Key)]
    assert keys == ["ctrl+q"]
