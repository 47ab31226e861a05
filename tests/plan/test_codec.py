from __future__ import annotations

import hashlib
import os
import re
from datetime import date, datetime, time, timedelta, timezone
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from goalcoach.errors import BadData, NewerFormat
from goalcoach.plan.file import toml_limit as bound
from goalcoach.plan.file.codec import Loaded, from_tree, read, to_tree, write
from goalcoach.plan.model.goal import Enabler, Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from tests.amount import examples
from tests.plan.maker import least, plans, texts, trees, whole

GOLDEN = Path(__file__).parent.parent / "golden" / "plan-schema2.toml"

some = examples(
    50,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a whole plan is slow to shrink
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@some
@given(plans())
def test_what_is_written_is_what_is_read(plan: Plan) -> None:
    data = write(plan)
    loaded = read(data, "v0001.toml")
    assert loaded.plan == plan
    assert write(loaded.plan) == data
    assert from_tree(to_tree(plan)) == plan


@some
@given(plans(), st.data())
def test_a_flipped_bit_anywhere_is_noticed(plan: Plan, data: st.DataObject) -> None:
    good = write(plan)
    at = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((BadData, NewerFormat)):
        read(bytes(bad), "v0001.toml")


def test_every_flipped_byte_of_a_small_plan_is_noticed() -> None:
    good = write(from_tree(least()))
    for at in range(len(good)):
        bad = good[:at] + bytes([good[at] ^ 0x20]) + good[at + 1 :]
        with pytest.raises(BadData):
            read(bad, "v0001.toml")


def test_a_plan_cut_short_anywhere_is_noticed() -> None:
    good = write(from_tree(least()))
    for size in range(len(good)):
        with pytest.raises(BadData):
            read(good[:size], "v0001.toml")


def test_the_golden_file_of_the_newest_schema_opens_and_is_written_the_same_way() -> None:
    data = GOLDEN.read_bytes()
    loaded = read(data, GOLDEN.name)
    assert write(loaded.plan) == data
    assert loaded.digest == "sha256:" + data[-65:-1].decode()


def test_the_golden_file_of_the_newest_schema_holds_every_field() -> None:
    every = from_tree(whole())
    if os.environ.get("GOALCOACH_RENEW"):
        GOLDEN.write_bytes(write(every))
    kept = to_tree(read(GOLDEN.read_bytes(), GOLDEN.name).plan)
    assert kept == to_tree(every), f"GOALCOACH_RENEW=1 adds a new field to {GOLDEN.name}"


def test_the_tree_of_the_golden_file_says_what_its_text_says() -> None:
    data = GOLDEN.read_bytes()
    tree = to_tree(read(data, GOLDEN.name).plan)
    assert tree == tomli.loads(data.decode())


@some
@given(plans(extra=False), st.dictionaries(texts, trees, min_size=1, max_size=4))
def test_unknown_keys_survive_where_they_stood(plan: Plan, unknown: dict[str, object]) -> None:
    known = {key for part in (plan, plan.visit, plan.story) for key in _keys(part)}
    unknown = {f"new {key}": value for key, value in unknown.items()}
    assert not unknown.keys() & known
    goal = Goal(id="g999", statement="Swim", extra=unknown)
    rung = Rung(id="r999", extra=unknown)
    plan = msgspec.structs.replace(
        plan,
        extra=unknown,
        visit=msgspec.structs.replace(plan.visit, extra=unknown),
        story=msgspec.structs.replace(plan.story, extra=unknown),
        goals=(
            *plan.goals,
            msgspec.structs.replace(
                goal, ladder=msgspec.structs.replace(goal.ladder, rungs=(rung,))
            ),
        ),
    )
    again = read(write(plan), "v0001.toml").plan
    assert again.extra == again.visit.extra == again.story.extra == unknown
    assert again.goals[-1].extra == again.goals[-1].ladder.rungs[0].extra == unknown
    assert again == plan


def _keys(part: msgspec.Struct) -> tuple[str, ...]:
    return part.__struct_encode_fields__


@some
@given(plans(), texts, texts)
def test_a_new_neighbour_changes_no_other_line(plan: Plan, words: str, more: str) -> None:
    before = _lines(plan)
    value = LifeValue(id="v999", words=words, area=more * 9)
    for after in (
        msgspec.structs.replace(plan, values=(*plan.values, value)),
        msgspec.structs.replace(plan, values=(value, *plan.values)),
        msgspec.structs.replace(
            plan, goals=(*plan.goals, Goal(id="g999", statement=words, enablers=(_enabler(more),)))
        ),
    ):
        _assert_only_added(before, _lines(after))


def _enabler(words: str) -> Enabler:
    return Enabler(id="e999", text=words)


def _lines(plan: Plan) -> list[str]:
    return write(plan).decode().split("\n")[:-2]


def _assert_only_added(before: list[str], after: list[str]) -> None:
    """One run of lines came in; all others stand in the order they stood."""
    start = 0
    while start < len(before) and before[start] == after[start]:
        start += 1
    rest = len(before) - start
    assert rest == 0 or after[-rest:] == before[start:]


def test_one_changed_field_changes_one_line() -> None:
    plan = from_tree(whole())
    goal = msgspec.structs.replace(plan.goals[0], why="Because I miss the noise of it, all of it")
    after = _lines(msgspec.structs.replace(plan, goals=(goal,)))
    changes = [
        code
        for code in SequenceMatcher(None, _lines(plan), after, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    assert [(tag, i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in changes] == [("replace", 1, 1)]


def test_the_text_opens_with_the_header_and_ends_with_the_digest() -> None:
    text = write(from_tree(whole())).decode()
    keys = [line.split(" = ")[0] for line in text.split("\n\n")[0].splitlines() if " = " in line]
    assert keys == [
        *("schema", "patient", "version", "parent", "created", "tool", "script"),
        *("visit", "carried", "off_paper"),
    ]
    assert re.fullmatch(r"# sha256: [0-9a-f]{64}", text.splitlines()[-1])


def test_times_have_a_t_and_an_offset_and_level_keys_are_quoted() -> None:
    text = write(from_tree(whole())).decode()
    assert "\ncreated = 2026-11-20T10:41:07+01:00\n" in text
    assert '\n[goals.levels]\n"-2" = ' in text
    assert '\n"0" = ' in text


def test_lists_of_records_have_headers_and_short_records_stay_apart() -> None:
    plan = from_tree(least(values=[{"id": "v1", "area": "family"}, {"id": "v2"}]))
    text = write(plan).decode()
    assert '\n[[values]]\nid = "v1"\narea = "family"\n\n[[values]]\nid = "v2"\n' in text


def test_a_text_of_several_lines_is_written_over_several_lines() -> None:
    plan = from_tree(least(story={"heard": 'First.\n"Second" \\ third.'}))
    assert '\nheard = """\nFirst.\n\\"Second\\" \\\\ third."""\n' in write(plan).decode()


def test_a_carriage_return_is_kept() -> None:
    plan = from_tree(least(story={"heard": "a\r\nb\rc\n"}))
    assert read(write(plan), "p").plan.story.heard == "a\r\nb\rc\n"


def test_words_stand_on_one_line_and_sentences_one_a_line() -> None:
    tree = least(story={"helps": ["tea", "sun"], "hopes": ["to walk", "tea"]})
    text = write(from_tree(tree)).decode()
    assert '\nhelps = ["tea", "sun"]\n' in text
    assert '\nhopes = [\n    "to walk",\n    "tea",\n]\n' in text


def test_a_group_of_groups_has_no_empty_header_but_an_empty_unknown_table_stays() -> None:
    tree = least(later={}, goals=[{"id": "g1", "rating": {"progress": {"patient": 3}}}])
    plan = from_tree(tree)
    text = write(plan).decode()
    assert "[goals.rating]" not in text
    assert "\n[goals.rating.progress]\npatient = 3\n" in text
    assert "\n[later]\n" in text
    assert to_tree(read(write(plan), "p").plan)["later"] == {}


def test_an_empty_list_or_group_is_the_same_as_none() -> None:
    plan = from_tree(least(story={"words": {}, "helps": []}, values=[], notes={}))
    assert plan == from_tree(least())
    assert to_tree(plan) == least()


def test_free_values_of_every_toml_kind_come_back() -> None:
    free: dict[str, Any] = {
        "a": [1, "x", {"y": []}, [date(2026, 1, 2)]],
        "b": time(9, 30),
        "c": {},
        "d": -0.5,
        "e": datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001 - TOML has local times too
        "": True,
    }
    plan = from_tree(least(answers=free, visit={**_visit(), "more": free}))
    again = read(write(plan), "p").plan
    assert again.answers == free
    assert again.visit.extra == {"more": free}


def _visit() -> dict[str, Any]:
    visit = least()["visit"]
    assert isinstance(visit, dict)
    return dict(visit)


def test_half_a_character_is_refused_before_anything_is_written() -> None:
    plan = from_tree(least())
    for odd in (
        msgspec.structs.replace(plan, tool="\ud800"),
        msgspec.structs.replace(plan, notes={"a/\udfff": "x"}),
    ):
        with pytest.raises(BadData, match="half a character"):
            write(odd)


def test_a_plan_too_large_to_be_read_is_not_written() -> None:
    plan = from_tree(least(story={"heard": "x" * bound.MOST_TOML_BYTES}))
    with pytest.raises(BadData, match="larger than 1 MiB"):
        write(plan)
    plan = from_tree(least(story={"heard": "x\n" * bound.MOST_TOML_LINES}))
    with pytest.raises(BadData, match="lines"):
        write(plan)


def test_a_file_changed_by_hand_opens_when_the_digest_is_not_asked_for() -> None:
    good = write(from_tree(least(story={"heard": "I want the Sundays back"})))
    bad = good.replace(b"Sundays", b"Mondays")
    with pytest.raises(BadData, match="sha256: does not fit the text above"):
        read(bad, "v0001.toml")
    loaded = read(bad, "v0001.toml", check_digest=False)
    assert loaded.plan.story.heard == "I want the Mondays back"
    assert loaded.digest != read(good, "v0001.toml").digest


def test_a_file_without_its_digest_line_is_not_complete() -> None:
    body = write(from_tree(least())).rsplit(b"\n", 2)[0] + b"\n"
    with pytest.raises(BadData, match=r"sha256: is not there"):
        read(body, "v0001.toml")
    with pytest.raises(BadData, match=r"sha256: is not there"):
        read(body.rstrip(b"\n"), "v0001.toml")
    assert isinstance(read(body, "v0001.toml", check_digest=False), Loaded)


def test_a_broken_digest_is_told_beside_what_else_is_wrong() -> None:
    bad = write(from_tree(least())).replace(b"stopped", b"stoped")
    with pytest.raises(BadData) as raised:
        read(bad, "v0001.toml")
    assert [problem.field for problem in raised.value.problems] == ["sha256", "visit.reason"]


def test_the_digest_covers_the_bytes_before_its_line() -> None:
    data = write(from_tree(least()))
    loaded = read(data, "v0001.toml")
    body = data[: data.rindex(b"# sha256")]
    assert loaded.digest == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_offsets_of_all_zones_come_back() -> None:
    for minutes in (-720, -210, 0, 345, 840):
        zone = timezone(timedelta(minutes=minutes))
        plan = from_tree(least(created=datetime(2026, 1, 2, 3, 4, 5, 60, tzinfo=zone)))
        created = read(write(plan), "p").plan.created
        assert created == plan.created
        assert created.utcoffset() == timedelta(minutes=minutes)


def test_the_largest_plan_that_is_written_is_read():
    room = bound.MOST_TOML_BYTES - len(write(from_tree(least(story={"heard": "x"}))))
    plan = from_tree(least(story={"heard": "x" * room}))
    data = write(plan)
    assert len(data) == bound.MOST_TOML_BYTES - 1
    assert read(data, "p").plan == plan
    with pytest.raises(BadData):
        write(from_tree(least(story={"heard": "x" * (room + 1)})))
