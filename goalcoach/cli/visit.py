"""`goalcoach visit`. A usual line of it is read without Typer: `visit_line`."""

from __future__ import annotations

import typer

from goalcoach.cli.shared_option import StoreOption
from goalcoach.cli.visit_line import VisitLine
from goalcoach.cli.visit_option import (
    AnswersOption,
    CodeArgument,
    FreshOption,
    LanguageOption,
    PaperLanguageOption,
    PlainOption,
    ScriptOption,
    TakeOverOption,
    TakeUpOption,
    TodayOption,
)
from goalcoach.cli.visit_run import hold_visit


def visit(
    code: CodeArgument,
    script: ScriptOption = None,
    plain: PlainOption = False,
    answers: AnswersOption = None,
    today: TodayOption = None,
    fresh: FreshOption = False,
    take_over: TakeOverOption = False,
    take_up: TakeUpOption = None,
    language: LanguageOption = "",
    paper: PaperLanguageOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Hold one visit: a first one or a review, as the plan says.

    An unfinished visit goes on where it was left. So does one that was set aside, with --take-up N
    as goalcoach list numbers it; where the plan has moved on meanwhile, its answers come to be
    confirmed. --take-over is for a visit that another machine has open, and nobody works on there.

    It is in the language of --lang, else as last time, else as the site says. With an interpreter,
    --paper-lang is the patient's own: the card and the sheets are in it.

    \b
    Example: goalcoach visit rowan-17
    """
    line = VisitLine(
        code, script, plain, answers, today, fresh, take_over, take_up, language, paper,
        store_folder,
    )  # fmt: skip
    raise typer.Exit(hold_visit(line))
