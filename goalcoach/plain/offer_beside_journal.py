"""Before the first question: what lies beside the journal, and which of its answers come over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from goalcoach.plain.conversation import Talk
from goalcoach.plain.question_lines import labelled
from goalcoach.visit.answers_beside_journal import ALL, UNFIT, KeptStory

_ASK = "TAKE OVER (all, or numbers such as 1 3; Enter leaves them in the file): "


def offer_kept(talk: Talk) -> None:
    """Tell of the files beside the journal; offer what they hold until nothing more is wanted."""
    talk.tell()
    left: set[int] = set()
    while stories := [one for one in talk.visit.kept if one.number not in left]:
        story = stories[0]
        talk.say(_story_lines(story))
        if not story.answers or not _take(talk, story):
            left.add(story.number)
    talk.shown = ""


def _story_lines(story: KeptStory) -> Iterator[str]:
    yield from labelled("KEPT", story.title)
    for number, one in enumerate(story.answers, 1):
        here = f" (here: {one.here})" if one.here else ""
        yield from labelled("", f"{number}. {one.line}{here}".replace("\n", " / "))
    if story.unfit:
        yield from labelled("", UNFIT)
        for one in story.unfit:
            yield from labelled("", one.line.replace("\n", " / "))


def _take(talk: Talk, story: KeptStory) -> bool:
    """Ask which answers come over, and take them; return False if none shall."""
    line = talk.ask(_ASK)
    if talk.order(line) or not line.strip():
        return False
    by_number = {str(number): one.question for number, one in enumerate(story.answers, 1)}
    words = line.replace(",", " ").split()
    chosen = [ALL] if words == [ALL] else [by_number[one] for one in words if one in by_number]
    if not chosen:
        talk.say(("That is none of these.",))
        return True
    talk.keep(partial(talk.visit.take_over, story.number, chosen))
    after = next((one for one in talk.visit.kept if one.number == story.number), None)
    left = len(after.answers) if after else 0
    taken = len(story.answers) - left
    talk.say((f"{taken} {'answer is' if taken == 1 else 'answers are'} taken over.",))
    return left > 0
