"""A handout made of blocks alone, for the writer of PDF: no plan, no layout. Nobody real."""

from __future__ import annotations

from goalcoach.sheets.block import (
    Block,
    Break,
    ContactLine,
    ContactLines,
    Fact,
    Facts,
    Footer,
    Framed,
    FrameKind,
    Heading,
    IfThen,
    Mark,
    MarkList,
    MarkShape,
    Meta,
    Numbered,
    Para,
    Quote,
    Role,
    Statement,
    TextSpan,
    TextSpans,
    Title,
)
from goalcoach.sheets.sheet import Sheet, SheetKind, Size
from tests.sheets.kinds import HANDOUT

FOOTER = Footer(("rowan-17", "18 December 2026", "Version 3", "9f2c 41d0"))

FIRST: tuple[Block, ...] = (
    Title("My plan"),
    Meta("Made together on Friday 18 December 2026. It takes the place of version 2."),
    Heading("What matters to me"),
    Quote("Being the aunt who shows up."),
    Heading("What do I want to do?"),
    Statement("Cook lunch for my sister’s children at home, every other Sunday.", Role.GOAL),
    Para(
        "By 31 January 2027. I started at no Sundays. In the last four weeks I cooked on one. "
        "I am going for two a month."
    ),
    Framed(
        FrameKind.STEP,
        (
            Heading("What is my next step?"),
            Statement("Cook one pot, with my sister beside me.", Role.STEP),
            Facts(
                (
                    Fact("When", "Sunday 27 December and Sunday 10 January, at 11:00."),
                    Fact("Where", "In my kitchen, with the stool at the stove."),
                    Fact("How much", "On my feet for 14 minutes at most. Then I sit for 5."),
                )
            ),
        ),
    ),
    Heading("What does it look like on different days?"),
    MarkList(
        (
            Mark(
                MarkShape.GOOD,
                "Good day",
                "The same pot, not more. I keep what is left for play with the children.",
            ),
            Mark(MarkShape.USUAL, "Usual day", "One pot, 14 minutes on my feet, then sit."),
            Mark(MarkShape.BAD, "Bad day", "I choose the recipe, and my sister cooks. It counts."),
        )
    ),
    Heading("Where does this step lead?"),
    MarkList(
        (
            Mark(MarkShape.STEADY, "Steady", "cut the vegetables, sitting."),
            Mark(MarkShape.NOW, "Now", "cook one pot, with my sister beside me."),
            Mark(MarkShape.LATER, "Later", "cook one pot on my own."),
        )
    ),
    Heading("What did we decide today, and why?"),
    Para(
        "We keep the goal. We made the step smaller: one pot, not two. Two pots on 6 December "
        "cost me the whole Monday."
    ),
)

SECOND: tuple[Block, ...] = (
    Title("For a hard spell"),
    Heading("What if something gets in the way?"),
    IfThen(
        "If I wake up dizzy on Sunday,",
        "then I warm the soup from the freezer, and the children set the table.",
    ),
    IfThen(
        "If I feel I let people down,", "then I tell my sister, and ask her what she saw me do."
    ),
    Heading("How do I notice a flare early?"),
    Para("My neck gets tight. Noise is too much. I start to rush."),
    Heading("What do I do first?"),
    Numbered(
        (
            "Sit down. Breathe out slowly, ten times.",
            "Tell my sister: “I need the short plan today.”",
            "Do the bad-day step for two days. Then look again.",
        )
    ),
    Framed(
        FrameKind.ALERT,
        (
            Heading("What is not a flare?"),
            TextSpans(
                (
                    TextSpan(
                        "Chest pain. Fainting. A weak or numb side. A headache like none before. "
                        "Then I do not wait. I call "
                    ),
                    TextSpan("01632 960 999", strong=True),
                    TextSpan(", at any hour."),
                )
            ),
        ),
    ),
    Heading("Who helps me?"),
    ContactLines(
        (
            ContactLine(
                "My sister",
                "cooks with me, and takes the children home at two. Her number is",
                "01632 960 017",
            ),
            ContactLine(
                "The nurse line",
                "takes questions about this plan, on weekdays from 8 to 5. The number is",
                "01632 960 112",
            ),
        )
    ),
    Heading("When do we meet again?"),
    Para("Friday 15 January 2027, at 10:30. I bring the diary."),
    Heading("What do I say to this plan?"),
    Para("“I put the pot on, and I sit when the bell rings.”"),
    Meta("Agreed on 18 December 2026 by me and by my clinician."),
)


def handout(
    blocks: tuple[Block, ...] = (*FIRST, Break(), *SECOND, FOOTER),
    size: Size = Size.STANDARD,
    language: str = "en",
    kind: SheetKind = HANDOUT,
) -> Sheet:
    return Sheet(kind, size, "My plan, rowan-17, 18 December 2026", language, blocks)
