"""Before the first question: what lies beside the journal, and which of its answers come over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from goalcoach.plain.conversation import Talk
from goalcoach.plain.question_lines import labelled
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.answers_beside_journal import ALL, UNFIT, KeptStory
from goalcoach.visit.typed_words import says_all

_ASK = tr_noop("TAKE OVER (all, or numbers such as 1 3; Enter leaves them in the file):")


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
    yield from labelled(tr("KEPT"), story.title)
    for number, one in enumerate(story.answers, 1):
        line = tr("{line} (here: {answer})", line=one.line, answer=one.here)
        line = f"{number}. {line if one.here else one.line}"
        yield from labelled("", line.replace("\n", " / "))
    if story.unfit:
        yield from labelled("", tr(UNFIT))
        for one in story.unfit:
            yield from labelled("", one.line.replace("\n", " / "))


def _take(talk: Talk, story: KeptStory) -> bool:
    """Ask which answers come over, and take them; return False if none shall."""
    line = talk.ask(tr(_ASK))
    if talk.order(line) or not line.strip():
        return False
    by_number = {str(number): one.question for number, one in enumerate(story.answers, 1)}
    words = line.replace(",", " ").split()
    chosen = [ALL] if says_all(line) else [by_number[one] for one in words if one in by_number]
    if not chosen:
        talk.say((tr("That is none of these."),))
        return True
    talk.keep(partial(talk.visit.take_from_kept, story.number, chosen))
    after = next((one for one in talk.visit.kept if one.number == story.number), None)
    left = len(after.answers) if after else 0
    taken = len(story.answers) - left
    many = tr("{count} answers are taken over.", count=taken)
    talk.say((tr("1 answer is taken over.") if taken == 1 else many,))
    return left > 0
