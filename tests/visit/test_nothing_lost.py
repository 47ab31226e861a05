"""Each word of an overtaken visit is offered, in the plan, or kept where it can be read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from goalcoach.visit.visit import Visit
from tests.visit.two_visits import GoingOn, Race, Talker, begin, lead, open_race, words_in


class Count(NamedTuple):
    """Where the words of the visit that was overtaken are by now."""

    plan: set[str]
    offered: set[str]
    lost: set[str]


def go_on(race: Race, ours: Talker) -> tuple[Visit, Count]:
    """Go on with the overtaken visit, confirm all that is offered and close it."""
    visit, going = begin(race.lost), GoingOn("c")
    lead(visit, going)
    path = visit.finish()
    assert isinstance(path, Path), path
    said = set(ours.said)
    plan = words_in(path.read_text("utf-8")) & said
    offered = going.seen & said
    count = Count(plan, offered, said - plan - offered)
    print(f"\ntexts {len(said)}, in the plan {len(plan)}, offered {len(offered)}")
    print("neither", sorted(ours.where[one] for one in count.lost))
    assert plan <= offered, "what is in the plan was seen before"
    return visit, count


def test_two_first_visits(tmp_path: Path) -> None:
    race, ours = open_race(tmp_path), Talker("b")
    race.run(Talker("a"), ours)
    _, count = go_on(race, ours)
    kept_aside = {where for word, where in ours.where.items() if word in count.lost}
    assert all("#" in where or where == "safety/effort" for where in kept_aside)


def test_two_reviews(tmp_path: Path) -> None:
    race, ours = open_race(tmp_path), Talker("b")
    first = begin(race.won)
    lead(first, Talker("f"))
    path = first.finish()
    assert isinstance(path, Path)
    race = open_race(tmp_path / "reviews", path)
    race.run(Talker("a"), ours)
    _, count = go_on(race, ours)
    kept_aside = {where for word, where in ours.where.items() if word in count.lost}
    assert all("#" in where or where == "safety/effort" for where in kept_aside)
