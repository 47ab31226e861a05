"""The site file as JSON Schema 2020-12, for editors; read from `Site`."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

from goalcoach.store.site_file import Site, SiteContact

_Schema = dict[str, object]

_PLAIN: dict[object, _Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0},
}


def site_schema() -> _Schema:
    """Return the schema of goalcoach.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "goalcoach.toml: the settings of a service",
        **_table(Site, ()),
    }


def _table(kind: type, required: tuple[str, ...]) -> _Schema:
    return {
        "type": "object",
        "properties": {name: _value(hint) for name, hint in get_type_hints(kind).items()},
        "required": list(required),
        "additionalProperties": False,
    }


def _value(hint: object) -> _Schema:
    if hint is SiteContact:
        return _table(SiteContact, ("label", "number"))
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    if get_origin(hint) in (Union, UnionType):
        [inner] = [one for one in get_args(hint) if one is not NoneType]
        return _value(inner)
    return _PLAIN[hint]
