"""The canonical form says the same, keeps each comment, and is the same when made again."""

from __future__ import annotations

import random
import re

import pytest
import tomli
import tomli_w
from hypothesis import given

from goalcoach.dialogue.script.canonical_form import (
    INSTRUMENT_ORDER,
    ITEM_ORDER,
    NotFormatted,
    format_file,
)
from goalcoach.dialogue.script.compile_item import ITEM_KEYS
from goalcoach.dialogue.script.instrument import INSTRUMENT_KEYS
from goalcoach.store.script_pack import pack_names, read_pack
from tests.amount import examples
from tests.dialogue.packs import Pack, random_packs
from tests.hostile.mutated import mutate

WRITTEN = '''# of the title
title="A"   # say so
id = "a"


# of the item
[[item]]   # it
kind = "roster"
id="x"

# of the label
label = "X [a] # no"
show = """
# not a comment
b"""
[[item.fields]]
kind = "text"
id = "t"
# none here
'''
MADE = '''id = "a"
# of the title
title = "A"  # say so

# of the item
[[item]]  # it
id = "x"
kind = "roster"

# of the label
label = "X [a] # no"
show = """
# not a comment
b"""
fields = [
  { id = "t", kind = "text" },
]

# none here
'''


def test_keys_are_put_in_order_and_comments_stay_with_them():
    assert format_file("a.toml", WRITTEN) == MADE
    assert format_file("a.toml", MADE) == MADE


def test_a_scale_of_the_site_begins_with_what_it_is_and_ends_with_its_score():
    text = (
        'id = "a"\n\n[[item]]\ndirection = "up"\noptions = []\nkind = "instrument"\nitems = []\n'
        'title = "The Wave Scale"\nid = "wave"\nscore = "sum"\n'
    )
    made = format_file("a.toml", text)
    keys = re.findall(r"(?m)^(\w+) =", made.partition("[[item]]")[2])
    assert keys == ["id", "kind", "title", "items", "options", "score", "direction"]


def test_tables_of_an_item_become_arrays_with_their_comments_before_them():
    text = (
        'id = "a"\n[each]\nof = "b/c"\n[[item]]\nid = "x"\n# one\n[[item.fields]]\nid = "t"\n'
        '[[item.fields.checks]]\ntext = "T"\nid = "c"\n[[item.fields]]\nid = "u"\n'
        '[item.anchors]\n0 = "a"\n10 = "b"\n'
    )
    made = format_file("a.toml", text)
    assert made == (
        'id = "a"\neach = { of = "b/c" }\n\n[[item]]\nid = "x"\nanchors = { 0 = "a", 10 = "b" }\n'
        'fields = [\n  # one\n  { id = "t", checks = [\n  { id = "c", text = "T" },\n] },\n'
        '  { id = "u" },\n]\n'
    )
    assert tomli.loads(made) == tomli.loads(text)


def test_a_comment_that_would_be_lost_keeps_the_file_as_it_is():
    with pytest.raises(NotFormatted, match="a comment stands"):
        format_file("a.toml", '[[item]]\n[[item.fields]]\n# lost\nid = "t"\n')


@pytest.mark.parametrize("text", ["x = [", 'a = "', "= 1", "[a", "x = 1 1", "a = 1\na = 2", "\0"])
def test_what_is_no_toml_is_not_touched(text: str):
    with pytest.raises(NotFormatted):
        format_file("a.toml", text)


def test_the_tables_of_script_toml_stay_tables():
    text = '[phases]\na = "A"\n[flags]\nx = { q = "a/b", eq = "c" }\n'
    assert format_file("script.toml", text) == text.replace("\n[flags]", "\n\n[flags]")


@pytest.mark.parametrize("name", pack_names())
def test_our_own_packs_are_in_their_canonical_form(name: str):
    for file, data in read_pack(name).items():
        assert format_file(file, data.decode()) == data.decode(), file


def test_each_key_of_an_item_has_a_place_in_the_order():
    assert set(ITEM_ORDER) == set(ITEM_KEYS)
    assert len(ITEM_ORDER) == len(set(ITEM_ORDER))
    assert set(INSTRUMENT_ORDER) == set(INSTRUMENT_KEYS)


@examples(30)
@given(random_packs())
def test_a_packs_files_say_the_same_and_stay_the_same(files: Pack):
    for name, data in files.items():
        loose = tomli_w.dumps(tomli.loads(data.decode()))
        for text in (data.decode(), loose):
            made = format_file(name, text)
            assert tomli.loads(made) == tomli.loads(text)
            assert format_file(name, made) == made


@pytest.mark.parametrize("seed", range(12))
def test_files_that_were_changed_at_random_say_the_same_or_are_left(seed: int):
    files = read_pack("core")
    for name in random.Random(seed).sample(sorted(files), 3):
        tree = mutate(tomli.loads(files[name].decode()), seed)
        text = tomli_w.dumps(tree)
        try:
            made = format_file(name, text)
        except NotFormatted:
            continue
        assert format_file(name, made) == made
        assert re.sub("nan", "0", str(tomli.loads(made))) == re.sub(
            "nan", "0", str(tomli.loads(text))
        ) or tomli.loads(made) == tomli.loads(text)


def test_a_key_that_is_quoted_is_found_at_once_and_stays():
    text = f'"\\"{"a" * 24}" = 1\n"a.b" . c = 2\n'
    assert format_file("talk.toml", text) == text
