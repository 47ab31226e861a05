from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, Phase, given

from goalcoach.errors import BadData, NewerFormat
from goalcoach.plan.conversion import from_tree, to_tree
from goalcoach.plan.file.codec import read, write
from goalcoach.plan.file.migration import migrate
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.tree_types import Tree
from tests.amount import examples
from tests.plan.maker import least, plans

GOLDEN = Path(__file__).parent.parent / "golden" / "plan-schema1.toml"

# What schema 2 has and schema 1 had not.
NEW_IN_2 = (
    *("visit.time", "visit.left_out", "visit.print_today", "visit.share_today", "off_paper"),
    *("consent.by", "safety.again", "safety.again_why", "story.open", "story.purpose"),
    *("goals.rating.participation", "goals.rating.mood", "goals.rating.energy"),
    *("goals.ladder.limit", "actions.due", "actions.status"),
    *("flare_plan.same_day", "flare_plan.known_sudden", "flare_plan.gone_over"),
)


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


# From schema 1 to 2


def drop(tree: Any, way: list[str]) -> None:
    for one in tree if isinstance(tree, list) else [tree]:
        if len(way) == 1:
            one.pop(way[0], None)
        elif way[0] in one:
            drop(one[way[0]], way[1:])


def as_schema_1(plan: Plan) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the plan as schema 1 had it, as a tree, and as schema 2 is to read that."""
    now: dict[str, Any] = deepcopy(to_tree(plan))
    for path in NEW_IN_2:
        drop(now, path.split("."))
    now["safety"] = {**now.get("safety", {}), "limits": ["falls", "heart"]}
    if now["visit"].get("reason") == "continues":
        now["visit"]["reason"] = "stopped"
    now = {**to_tree(from_tree(now))}
    old: dict[str, Any] = {**deepcopy(now), "schema": 1}
    spell = old.get("flare_plan", {})
    for was, name in (("not_a_flare", "emergency"), ("when", "too_long")):
        if name in spell:
            spell[was] = spell.pop(name)
    if spell:
        spell["gone_over"] = now["visit"]["date"]
    return old, now


@examples(
    50,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plans())
def test_any_plan_of_schema_1_opens_with_all_that_was_in_it(plan: Plan) -> None:
    old, now = as_schema_1(plan)
    before = deepcopy(old)
    assert to_tree(from_tree(migrate(old, "plan"))) == now
    assert old == before


def test_the_golden_file_of_schema_1_reads_as_schema_2() -> None:
    data = GOLDEN.read_bytes()
    loaded = read(data, GOLDEN.name)
    assert loaded.digest == "sha256:" + data[-65:-1].decode()
    tree: dict[str, Any] = tomli.loads(data.decode())
    spell = tree["flare_plan"]
    assert {"not_a_flare", "when", "gone_over"} <= spell.keys()
    spell["emergency"], spell["too_long"] = spell.pop("not_a_flare"), spell.pop("when")
    del spell["gone_over"]
    assert to_tree(loaded.plan) == {**tree, "schema": 2}
    assert read(write(loaded.plan), "again").plan == loaded.plan


def test_an_old_answer_wins_over_a_key_that_no_reader_of_schema_1_knew() -> None:
    spell: Tree = {"emergency": "mine", "not_a_flare": ["numb"]}
    old: dict[str, Tree] = {**least(), "schema": 1, "flare_plan": spell}
    assert from_tree(migrate(old, "plan")).flare_plan.emergency == ("numb",)


@pytest.mark.parametrize(("key", "now"), [("not_a_flare", "emergency"), ("when", "too_long")])
def test_an_old_answer_that_does_not_fit_is_told_and_never_dropped(key: str, now: str) -> None:
    data = write(from_tree(least())).replace(b"schema = 2", b"schema = 1")
    with pytest.raises(BadData, match=rf"flare_plan\.{now}: wants"):
        read(data + f"[flare_plan]\n{key} = 7\n".encode(), "p", check_digest=False)


def test_a_part_that_is_no_table_is_told_as_it_is() -> None:
    data = write(from_tree(least())).replace(b"schema = 2", b"schema = 1\nflare_plan = 7")
    with pytest.raises(BadData, match="flare_plan: wants"):
        read(data, "p", check_digest=False)
