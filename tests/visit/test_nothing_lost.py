"""Each word of an overtaken visit is offered, in the plan, or kept where it can be read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from goalcoach.visit.draft_transcript import read_draft
from tests.amount import is_whole
from tests.example import CODE
from tests.visit.two_visits import GoingOn, Race, Talker, begin, lead, open_race, words_in

PRIVATE = {"safety/effort"}
"""Questions whose words are for the two alone: it is told that there were some, and not which."""


class Count(NamedTuple):
    """Where the words of the visit that was overtaken are by now."""

    said: int
    plan: int
    offered: int
    readable: int
    lost: list[str]


def go_on(race: Race, ours: Talker) -> Count:
    """Go on with the overtaken visit, confirm all that is offered, close it, and count."""
    visit, going = begin(race.lost), GoingOn("c")
    lead(visit, going)
    path = visit.finish()
    assert isinstance(path, Path), path
    told = {word for word, where in ours.where.items() if where not in PRIVATE} & set(ours.said)
    plan = words_in(path.read_text("utf-8")) & told
    offered = going.seen & told
    readable = words_in(repr(read_draft(race.lost, CODE, "draft-1"))) & told
    lost = sorted(told - plan - offered - readable)
    count = Count(len(told), len(plan), len(offered), len(readable), lost)
    print(f"\n{count}")
    assert plan <= offered, "what is in the plan was seen before"
    assert {ours.where[word] for word in told - offered} <= kept_reasons(ours)
    return count


def kept_reasons(ours: Talker) -> set[str]:
    """Where someone said why an answer stays; the answer is asked about anew, once confirmed."""
    return {where for where in ours.where.values() if "#" in where}


def race_of(kind: str, tmp_path: Path) -> Race:
    """Two visits of that kind from the same state."""
    if kind == "first":
        return open_race(tmp_path)
    first = begin(open_race(tmp_path).won)
    lead(first, Talker("f"))
    path = first.finish()
    assert isinstance(path, Path)
    return open_race(tmp_path / "reviews", path)


@pytest.mark.parametrize("kind", ["first", "review"] if is_whole() else ["first"])
def test_of_two_visits_at_once_no_word_is_lost(tmp_path: Path, kind: str) -> None:
    race, ours = race_of(kind, tmp_path), Talker("b")
    race.run(Talker("a"), ours)
    count = go_on(race, ours)
    assert count.lost == []
    assert count.readable == count.said > 80
