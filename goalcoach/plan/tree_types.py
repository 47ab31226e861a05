"""A plan as builtins: the types of tables and rows before they are a plan, and after."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeAlias, Union

# Recursive, so the name stands in quotes: what TOML, and a plan as builtins, may hold.
Tree: TypeAlias = Union[  # noqa: UP007 - `|` cannot join types with a name in quotes
    bool, int, float, str, date, datetime, time, list["Tree"], dict[str, "Tree"]
]
RowIds: TypeAlias = tuple[str, ...]
"""The ids of the rows that lead to a place, the outermost first: ("g1", "r2")."""
Table: TypeAlias = dict[str, Tree]
"""One table of a tree, as it is built or changed."""
TreeRow: TypeAlias = Mapping[str, Tree]
"""One table of a tree, to be read only."""
