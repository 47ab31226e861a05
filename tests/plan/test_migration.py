from __future__ import annotations

import pytest

from goalcoach.errors import BadData, NewerFormat
from goalcoach.plan.conversion import from_tree
from goalcoach.plan.file.codec import read, write
from goalcoach.plan.file.migration import migrate
from goalcoach.plan.model import Tree
from tests.plan.maker import least


def test_old_trees_take_every_step_in_order() -> None:
    def split(tree: dict[str, Tree]) -> dict[str, Tree]:
        first, _, last = str(tree.pop("name")).partition(" ")
        return {**tree, "first": first, "last": last}

    def shout(tree: dict[str, Tree]) -> dict[str, Tree]:
        return {**tree, "first": str(tree["first"]).upper()}

    steps = {1: split, 2: shout}
    old: dict[str, Tree] = {"schema": 1, "name": "a b"}
    new = migrate(old, "plan", steps=steps, newest=3)
    assert new == {"schema": 3, "first": "A", "last": "b"}
    assert migrate({"schema": 2, "first": "a"}, "plan", steps=steps, newest=3)["first"] == "A"


def test_the_newest_schema_is_left_as_it_is() -> None:
    tree = least()
    assert migrate(tree, "plan") is tree


def test_a_newer_schema_is_refused_by_its_number_whatever_else_is_in_it() -> None:
    data = write(from_tree(least())).replace(b"schema = 2", b"schema = 3")
    with pytest.raises(NewerFormat, match="newer format") as raised:
        read(data, "v0007.toml", check_digest=False)
    assert raised.value.exit_code == 66
    assert "v0007.toml" in raised.value.sentence
    with pytest.raises(NewerFormat):
        read(b"schema = 99\nplan = []\n", "v0007.toml")


@pytest.mark.parametrize("schema", ["0", "-1", "true", '"1"', "1.0"])
def test_a_schema_that_is_no_number_of_a_format_is_told(schema: str) -> None:
    with pytest.raises(BadData, match="schema: wants the number of the format"):
        read(f"schema = {schema}\n".encode(), "p", check_digest=False)


def test_an_old_schema_that_no_step_knows_is_told() -> None:
    with pytest.raises(BadData, match="schema: wants the number of the format"):
        migrate({"schema": 1}, "plan", steps={2: lambda tree: tree}, newest=3)


def test_a_file_without_a_schema_is_told() -> None:
    with pytest.raises(BadData, match="schema"):
        read(b'patient = "rowan-17"\n', "p", check_digest=False)
