"""What counts the texts that a tool for translations loses misses none, and takes every file."""

from __future__ import annotations

from scripts.round_trip import language_files, lost_texts, texts_of

BEFORE = b"""
[start]
title = "Anfang"

[start.hello]
say = "Guten Tag.\\nGut, dass Sie da sind."
"""


def test_a_text_that_is_gone_or_other_is_lost_and_one_that_is_new_is_none():
    before = texts_of(BEFORE)
    assert len(before) == 2
    assert lost_texts(before, before) == ()
    gone = texts_of(BEFORE.replace(b'title = "Anfang"', b""))
    assert lost_texts(before, gone) == (("start", "title"),)
    other = texts_of(BEFORE.replace(b"\\n", b" "))
    assert lost_texts(before, other) == (("start", "hello", "say"),)
    more = texts_of(BEFORE + b'[start.more]\nsay = "Mehr"\n')
    assert lost_texts(before, more) == ()


def test_each_language_and_each_form_of_address_of_ours_is_carried():
    names = [f"{path.parent.parent.name}/{path.name}" for path in language_files()]
    forms = ("de-familiar", "de", "es-familiar", "es")
    assert sorted(names) == sorted(
        [f"core/{one}.toml" for one in forms] + [f"prompts/{one}.toml" for one in forms]
    )
