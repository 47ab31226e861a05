"""The end of a run: one exit code, a few sentences, however many plans there were."""

from __future__ import annotations

import pytest

from goalcoach.press.tally import SHOWN, Tally
from goalcoach.press.worker_messages import Fate, SheetOutcome
from tests.sheets.kinds import CARD, HANDOUT


def refused(code: str, exit_code: int, sentence: str = "no") -> SheetOutcome:
    return SheetOutcome(code, CARD, Fate.REFUSED, "", sentence, exit_code)


@pytest.mark.parametrize(
    ("codes", "left_with"),
    [
        *(((), 0), ((65,), 65), ((66,), 66), ((77, 77), 77), ((2,), 2), ((75,), 75)),
        *(((77, 65), 65), ((77, 66, 65, 74), 74), ((66, 77), 66), ((2, 77), 77), ((65, 70), 70)),
    ],
)
def test_several_kinds_of_trouble_leave_with_the_gravest(codes: tuple[int, ...], left_with: int):
    tally = Tally()
    tally.add(SheetOutcome("elm", CARD, Fate.PRINTED, "elm-v0001-card.pdf"))
    for code in codes:
        tally.add(refused("ash", code))
    assert tally.exit_code == left_with


def test_a_thousand_troubles_are_counted_and_twenty_told():
    tally = Tally()
    for number in range(1000):
        tally.add(refused(f"p-{number}", 65))
        tally.add(SheetOutcome(f"q-{number}", None, Fate.LEFT_OUT, sentence="no closed visit yet"))
    said = tally.sentences()
    assert len(said) == 1 + SHOWN + 1
    assert said[0].startswith("Left out, no closed visit yet: q-0, q-1")
    assert said[0].endswith(f"and {1000 - SHOWN} more")
    assert said[-1] == f"{1000 - SHOWN} more were not printed."


def test_each_trouble_says_whose_it_is():
    tally = Tally()
    tally.add(refused("ash", 77, "There is no number to call."))
    tally.add(SheetOutcome("elm", None, Fate.REFUSED, "", "There is no plan for elm yet.", 66))
    tally.add(SheetOutcome("oak", None, Fate.REFUSED, "", "The disk is slow.", 74))
    assert tally.sentences() == [
        "ash, card: There is no number to call.",
        "There is no plan for elm yet.",
        "oak: The disk is slow.",
    ]


def test_who_is_to_be_asked_again_is_said_once():
    tally = Tally()
    for kind in (CARD, HANDOUT):
        tally.add(SheetOutcome("elm", kind, Fate.PRINTED, f"elm-v0001-{kind}.pdf", ask=True))
    (line,) = tally.sentences()
    assert line.startswith("elm did not say yes")
