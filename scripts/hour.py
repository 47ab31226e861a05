"""Prints how long made-up visits take by the script's own words, and when what protects is there.

Each answers file is walked as `goalcoach visit --answers` does, in a store that is thrown away.
A file named CODE.DAY.toml is a visit of that patient, after those before it in the list; any other
is a first visit. Where the script asks how long there is today, each file is walked with each
answer to that: on the short path with its answers to the core alone, else with all it holds. The
figures are those of `goalcoach.dialogue.view.reading_time`. Below them stand the pages that the app
shows in each visit, and the keys they take.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
sys.path.insert(0, str(CHECKOUT))

from goalcoach.dialogue.answer_types import Kind  # noqa: E402
from goalcoach.dialogue.view.reading_time import Load  # noqa: E402
from goalcoach.errors import GoalcoachError  # noqa: E402
from scripts.hearing import PROTECTS, Hour, count_pages, hours  # noqa: E402

SHIPPED = (
    CHECKOUT / "docs" / "examples",
    CHECKOUT / "goalcoach" / "prompts" / "demo",
)
COLUMNS = ("questions", "aloud", "typed", "minutes")
PAGES = ("pages", "keys", "bare Enter", "of lists")
"""What the app shows and takes: of the pages, those with an Enter alone; of these, after a list."""


def table(found: Sequence[Hour], *, asks_again: bool) -> Iterator[str]:
    """Yield a line a visit, then each visit by phase."""
    wide = max([len("visit"), *(len(one.name) for one in found)])
    heads = (*COLUMNS, *PROTECTS)
    yield f"{'visit':{wide}}  {'  '.join(f'{head:>10}' for head in heads)}"
    for one in found:
        told = [*figures(one.load), *(at(one.there[part]) for part in PROTECTS)]
        yield f"{one.name:{wide}}  {'  '.join(f'{cell:>10}' for cell in told)}"
    wide = max([len("visit"), *(len(one.name) for one in found)])
    yield ""
    yield f"{'in the app':{wide}}  {'  '.join(f'{head:>10}' for head in PAGES)}"
    for one in found:
        counts = astuple(count_pages(one, asks_again=asks_again))
        yield f"{one.name:{wide}}  {'  '.join(f'{count:>10}' for count in counts)}"
    for one in found:
        wide = max(len(title) for title in one.phases)
        yield ""
        yield f"{one.name}, by phase"
        for title, load in one.phases.items():
            cells = figures(load)
            yield f"  {title:{wide}}  {'  '.join(f'{cell:>10}' for cell in cells)}"
    yield ""
    yield f"words typed at a question: {', '.join(means([one for one in found if one.own]))}"


def figures(load: Load) -> tuple[str, ...]:
    counts = (load.questions, load.aloud, load.typed)
    return (*(f"{count:.0f}" for count in counts), f"{load.minutes:.1f}")


def at(minute: float | None) -> str:
    return "never" if minute is None else f"{minute:.1f}"


def means(found: Sequence[Hour]) -> Iterator[str]:
    """Yield "text 9", "rows 1.5": what the clock on the screen expects (`minutes_left`)."""
    for kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.LIST):
        counts = [count for one in found for count in one.typed.get(kind, ())]
        if counts:
            yield f"{kind} {sum(counts) / len(counts):.1f}"
    rows = [count for one in found for count in one.rows]
    if rows:
        yield f"rows of a roster {sum(rows) / len(rows):.1f}"


def as_json(found: Sequence[Hour], *, asks_again: bool) -> str:
    def plain(load: Load) -> dict[str, float]:
        return {
            "questions": load.questions,
            "aloud": load.aloud,
            "typed": load.typed,
            "minutes": round(load.minutes, 1),
        }

    rows = [
        {
            "visit": one.name,
            **plain(one.load),
            "app": asdict(count_pages(one, asks_again=asks_again)),
            "phases": {title: plain(load) for title, load in one.phases.items()},
            "there": {
                part: None if minute is None else round(minute, 1)
                for part, minute in one.there.items()
            },
        }
        for one in found
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def shipped() -> list[Path]:
    """Return the answers files that come with goalcoach, each patient's in order of the days; one
    of two that hold the same."""
    files = [file for folder in SHIPPED for file in sorted(folder.glob("*.toml"))]
    return list({file.read_bytes(): file for file in files}.values())


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/hour", description=__doc__)
    parser.add_argument("--json", action="store_true", help="the same as JSON")
    parser.add_argument("--script", default="core", metavar="PACK", help="another script")
    parser.add_argument("--asks-again", action="store_true",
                        help="pages and keys as if a list came back after each row")  # fmt: skip
    parser.add_argument("file", nargs="*", type=Path, help="answers files; none: those shipped")
    asked = parser.parse_args()
    try:
        found = list(hours(asked.file or shipped(), asked.script))
    except (GoalcoachError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    again = asked.asks_again
    print(
        as_json(found, asks_again=again)
        if asked.json
        else "\n".join(table(found, asks_again=again))
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
