"""The schemas take every file of ours, and refuse what the program refuses.

`faults` checks the part of JSON Schema 2020-12 that they use, so that no library is needed for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from goalcoach.dialogue.script.compile_item import FIELD_KEYS, ITEM_KEYS
from goalcoach.dialogue.script.compiler import HEAD_KEYS, SECTION_KEYS
from goalcoach.dialogue.script.json_schema import KEY_TYPES, script_schema
from goalcoach.plan.json_schema import plan_schema
from goalcoach.store.pack_folder import read_sample
from goalcoach.store.script_pack import pack_names, read_pack
from goalcoach.store.site_file import Site
from goalcoach.store.site_schema import site_schema
from tests.cli.commands import Shell
from tests.dialogue.packs import all_kinds

ROOT = Path(__file__).parent.parent
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float),
    "array": (list,), "object": (dict,),
}  # fmt: skip
KNOWN = {
    "$schema", "$ref", "$defs", "title", "description", "type", "enum", "const", "pattern",
    "format", "minimum", "maximum", "items", "minItems", "maxItems", "properties", "required",
    "additionalProperties", "minProperties", "maxProperties", "anyOf", "oneOf", "if", "then",
    "else",
}  # fmt: skip


def faults(schema: dict[str, Any], value: Any, whole: dict[str, Any], at: str = "") -> list[str]:
    """Return where `value` does not fit the schema."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    return list(_faults(schema, value, whole, at))


def _faults(s: dict[str, Any], value: Any, whole: dict[str, Any], at: str) -> Iterator[str]:
    if "$ref" in s:
        yield from faults(whole["$defs"][s["$ref"].rpartition("/")[2]], value, whole, at)
    kinds = s.get("type", [])
    allowed = tuple(k for one in ([kinds] if isinstance(kinds, str) else kinds) for k in TYPES[one])
    is_flag = type(value) is bool and bool not in allowed
    if allowed and (not isinstance(value, allowed) or is_flag):
        yield f"{at}: type"
        return
    yield from _unfit(s, value, at)
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from faults(s.get("items", {}), one, whole, f"{at}[{number}]")
    if isinstance(value, dict):
        yield from _in_table(s, value, whole, at)
    yield from _branches(s, value, whole, at)


def _unfit(s: dict[str, Any], value: Any, at: str) -> Iterator[str]:
    if ("enum" in s and value not in s["enum"]) or ("const" in s and value != s["const"]):
        yield f"{at}: enum"
    if isinstance(value, str) and "pattern" in s and not re.search(s["pattern"], value):
        yield f"{at}: pattern"
    if isinstance(value, int | float) and not (
        s.get("minimum", value) <= value <= s.get("maximum", value)
    ):
        yield f"{at}: bounds"
    if isinstance(value, list) and not (
        s.get("minItems", 0) <= len(value) <= s.get("maxItems", len(value))
    ):
        yield f"{at}: length"


def _branches(s: dict[str, Any], value: Any, whole: dict[str, Any], at: str) -> Iterator[str]:
    if "anyOf" in s and all(faults(one, value, whole, at) for one in s["anyOf"]):
        yield f"{at}: anyOf"
    if "oneOf" in s and sum(not faults(one, value, whole, at) for one in s["oneOf"]) != 1:
        yield f"{at}: oneOf"
    if "if" in s:
        branch = "else" if faults(s["if"], value, whole, at) else "then"
        yield from faults(s[branch], value, whole, at)


def _in_table(s: dict[str, Any], value: Any, whole: dict[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}.{key}: required" for key in s.get("required", ()) if key not in value)
    if not s.get("minProperties", 0) <= len(value) <= s.get("maxProperties", len(value)):
        yield f"{at}: size"
    other = s.get("additionalProperties", True)
    for key, one in value.items():
        if key in s.get("properties", {}):
            yield from faults(s["properties"][key], one, whole, f"{at}.{key}")
        elif other is False:
            yield f"{at}.{key}: unknown"
        elif isinstance(other, dict):
            yield from faults(other, one, whole, f"{at}.{key}")


def loaded(data: bytes) -> Any:
    """Return a TOML file as an editor sees it: its days are texts."""
    tree = tomli.loads(data.decode())
    return json.loads(json.dumps(tree, default=lambda day: day.isoformat()))


def check(schema: dict[str, Any], data: bytes) -> list[str]:
    return faults(schema, loaded(data), schema)


PACKS = {
    **{f"{pack}/{name}": data for pack in pack_names() for name, data in read_pack(pack).items()},
    **{f"sample/{n}": d for n, d in read_sample().items() if "/" not in n},
    **{f"kinds/{n}": d for n, d in all_kinds().items()},
}


def test_every_file_of_our_packs_fits():
    schema = script_schema()
    assert {name: found for name, data in PACKS.items() if (found := check(schema, data))} == {}


SCALE = """id = "a"
[[item]]
id = "x"
kind = "instrument"
title = "T"
items = [
  { id = "a", text = "A", reverse = true, options = [ { id = "no", label = "No", score = 1 } ] },
]
"""
ITEM = 'id = "a"\ntitle = "A"\n[[item]]\nid = "x"\nkind = "say"\nlabel = "X"\n'


@pytest.mark.parametrize(
    "text",
    [
        ITEM.replace("say", "sya"),
        f"{ITEM}lable = 1\n",
        f"{ITEM}when = {{ q = 'a', equals = 1 }}\n",
        f"{ITEM}when = {{ visit = 'second' }}\n",
        f"{ITEM}when = {{ q = 'a', is = 'gone' }}\n",
        f"{ITEM}probes = 'one'\n",
        f"{ITEM}private = 'yes'\n",
        f"{ITEM}range = [1]\n",
        f"{ITEM}options = [ {{ id = 'a' }} ]\n",
        f"{ITEM}checks = [ {{ id = 'a', text = 'T' }} ]\n",
        f"{ITEM}fields = [ {{ id = 'a', kind = 'text', label = 'T', private = true }} ]\n",
        f"{ITEM}skips = ['later']\n",
        f"{ITEM}latest = 'tomorrow'\n",
        ITEM.replace('id = "a"\n', ""),
        f"{ITEM}omit = 1\n",
        'id = "a"\n[[item]]\nid = "x"\nkind = "instrument"\n',
        f"{SCALE}missing = 0\n",
        f"{SCALE}retest_change = {{ by = 1 }}\n",
        f"{SCALE}direction = 'left'\n",
        SCALE.replace("score = 1", "score = '1'"),
        SCALE.replace("reverse = true", "reverse = 1"),
        SCALE.replace("reverse = true", "weight = 2"),
        'format = "goalcoach-script/2"\n',
    ],
)
def test_what_the_compiler_refuses_does_not_fit(text: str):
    assert check(script_schema(), ITEM.encode()) == []
    assert check(script_schema(), text.encode())


@pytest.mark.parametrize(
    "text",
    [
        'format = "goalcoach-script/1"\nid = "b"\nversion = "1"\nextends = "core@1.0.0"\n',
        'id = "goal"\n[[item]]\nid = "goals"\nsay = "Now?"\n[[item]]\nid = "x"\nomit = true\n',
        'id = "a"\n[[item]]\nid = "x"\nkind = "instrument"\ntitle = "T"\nitems = []\n',
        f"{SCALE}parts = [ {{ id = 'p', title = 'P', items = ['a'], missing = 'none' }} ]\n",
        (
            f"{SCALE}missing = {{ at_most = 1, by = 'mean' }}\n"
            "retest_change = { by = 1, source = 'S' }\n"
        ),
    ],
)
def test_a_file_of_an_overlay_and_a_scale_fit(text: str):
    assert check(script_schema(), text.encode()) == []


def test_each_key_that_the_compiler_takes_has_a_type_and_a_line():
    taken = {*ITEM_KEYS, *FIELD_KEYS, *SECTION_KEYS, *HEAD_KEYS}
    assert taken == set(KEY_TYPES)
    assert all(about.endswith(".") for _, about in KEY_TYPES.values())


def test_every_plan_in_the_checkout_fits_and_a_broken_one_does_not():
    schema = plan_schema()
    plans = list(ROOT.glob("sessions/*/v*.toml"))
    assert len(plans) == 4
    for path in plans:
        assert check(schema, path.read_bytes()) == [], path
        for old, new in ((b"\nversion = ", b"\nversion = true #"), (b'kind = "', b'kind = "x')):
            assert check(schema, path.read_bytes().replace(old, new)), (path, new)


def test_the_site_file_of_the_checkout_fits_and_slips_do_not():
    schema: dict[str, Any] = site_schema()
    assert check(schema, (ROOT / "sessions" / "goalcoach.toml").read_bytes()) == []
    assert set(schema["properties"]) == set(Site._fields)
    for slip in ('nmae = "x"', 'practice = "yes"', 'theme = "pink"', "lock_minutes = -1",
                 '[[contacts]]\nlabel = "x"', "danger_signs = [1]"):  # fmt: skip
        assert check(schema, slip.encode()), slip


@pytest.mark.parametrize("kind", ["script", "plan", "site"])
def test_the_command_writes_a_schema_that_stands_alone(
    kind: str, capsys: pytest.CaptureFixture[str]
):
    said = Shell(capsys)("schema", kind)
    schema = json.loads(said.out)
    assert said.code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name in re.findall(r'"\$ref": "#/\$defs/(\w+)"', said.out):
        assert name in schema["$defs"]


def test_what_has_no_schema_is_told(capsys: pytest.CaptureFixture[str]):
    assert Shell(capsys)("schema", "diary").code == 2
