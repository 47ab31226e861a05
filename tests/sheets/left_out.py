"""What a sheet does not tell of a plan, on purpose: each field with its reason.

Shown by tests/sheets/test_nothing_unseen.py, which also fails for a field that is told after all.
"PATH" is a field, "PATH=CHOICE" one of its choices.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.sheets.every_field import FIELDS

RECORD, SHOW, CHANGE, NEW = "record", "show", "change", "new row"
"""The sheets. The last two are the difference from a plan as full as this, and an empty one."""


NAME = (
    "What it is called: LABELS in goalcoach/sheets/field_labels.py. "
    "What each of its choices is called: CHOICES in goalcoach/sheets/choice_words.py."
)
PLACES: Mapping[str, str] = {
    RECORD: (
        "Its place in the record: goalcoach/sheets/layouts/record/: of a goal goal.py, steps.py "
        "or ratings.py, of the visit and the file record.py, else as in goalcoach/plan/model/."
    ),
    SHOW: (
        "Its place in `goalcoach show`: goalcoach/sheets/layouts/: of a goal goal_detail.py "
        "(_GOAL, _ROWS or _STEP), else handout_supplement.py."
    ),
    CHANGE: "The difference tells it by its name alone.",
    NEW: "Its place in the line of a new row: _FIELDS in goalcoach/sheets/changes/row_as_line.py.",
}
NOT_HERE = "If it does not belong there: LEFT_OUT in tests/sheets/left_out.py, with the reason."


def of(reason: str, *places: str) -> dict[str, str]:
    return dict.fromkeys(places, reason)


def below(prefix: str) -> tuple[str, ...]:
    return tuple(field.path for field in FIELDS if field.path.startswith(prefix))


CREATED = of("The day stands on every sheet; the minute of saving is the file's.", "created")
FILE = of(
    "It belongs to the file: the record traces a paper by it, the footer has version and digest.",
    *("parent.digest", "tool", "script.id", "script.version", "script.digest", "script.asked"),
)
LANGUAGE = of(
    "The sheet is in the language of the visit and its script.",
    *("visit.language", "script.language"),
)
SAFETY = of("Of the safety part the record alone has flags.", *below("safety."))
ENDED = of(
    "A row that ended leaves the sheets of a visit. The difference tells that it is gone, and why; "
    "the record begins with that difference.",
    *(field.path for field in FIELDS if ".ended." in field.path),
)
OVER = of(
    "How a goal ended is told by the decision that ended it.",
    *(f"goals.lifecycle={word}" for word in ("completed", "cancelled", "rejected")),
)
AMOUNTS = of(
    "Inside an energy limit no amount, aim or experiment is said; the record has it.",
    *("goals.ladder.samples", "goals.ladder.unit", "goals.ladder.stable_days"),
    *("goals.ladder.rungs.amount", "goals.ladder.rungs.expected", "goals.ladder.rungs.found"),
    *("goals.measures.unit", "goals.measures.direction", "goals.measures.baseline"),
    *("goals.measures.target", "goals.measures.now"),
)
CHOSEN_DAYS = of(
    "Inside an energy limit no day is chosen at a cost; the record has it.",
    *below("goals.chances."),
)
HEADER = of(
    "It names the file or the visit: the title of a difference has both versions and their days.",
    *("patient", "version", "parent.version", "carried", *below("visit.")),
)
VISIT_ALONE = of(
    "It belongs to its own visit, so it is no change: each visit's record and show have it.",
    *(
        *below("ease."),
        *below("helpers_part."),
        *below("teach_back."),
        *below("agreement."),
        "answers",
        "notes",
    ),
    *("skipped", "kept", "goals.readiness.reasons", "goals.readiness.raise"),
    *(
        "self_led.next_over",
        "goals.readiness.rounds",
        "goals.readiness.sentence",
        "goals.decision.by",
        "wins.who_saw",
    ),
    *("wins.pattern", "wins.spread", "setbacks.sign", "setbacks.plan_used", "setbacks.helped"),
    *("wins.there", "wins.there_own", "setbacks.there", "setbacks.there_own"),
    *below("patterns."),
)
SETBACK = of(
    "Of a setback the difference has one line: how it was. Before or after stand in for that.",
    *("setbacks.before", "setbacks.after"),
)
GONE_OVER = of(
    "Told where nothing else changed in the flare plan; what did says that it was gone over.",
    "flare_plan.gone_over",
)
SINCE = of("Told with the step, where another one is for now.", "goals.ladder.rungs.since")
ENDED_BY = of(
    "The day and the clinician of an end are those of the visit after it; its reason is told.",
    *(path for path in ENDED if not path.endswith(".why")),
)
NEVER_STOOD = of(
    "A row that did not stand before cannot have ended since.",
    *(path for path in ENDED if path != "goals.ended.why"),
)
FILED = of(
    "A new row is told in one line, by its own words; record and show have how it is filed.",
    *("values.area", "goals.measures.kind", "goals.barriers.place", "goals.barriers.inner"),
    *("goals.barriers.status", "goals.contingencies.kind", "goals.contingencies.barrier"),
    *("supports.kind", "actions.domain"),
)
NEW_STEP = of(
    "A new step is told as the next step, or is one for later.",
    *(f"goals.ladder.rungs.status={word}" for word in ("later", "steady", "left")),
)
PHONE = of("A new helper's number stands in the record, with their yes.", "supports.phone")
BECAUSE = of("Of a new goal no step was decided on yet.", "goals.decision.because")

SCALE_FILE = of(
    "Which edition of a scale it was, and what each item counted, is for the record.",
    *("scales.scale", "scales.edition", "scales.language", "scales.items.item"),
    "scales.items.score",
)
SCALE_FORM = of("It only tells which scores may be set side by side.", "scales.digest")
_CHANGE = {
    **SCALE_FILE,
    **SCALE_FORM,
    **CREATED,
    **FILE,
    **LANGUAGE,
    **HEADER,
    **{path: why for path, why in SAFETY.items() if path != "safety.decision"},
    **VISIT_ALONE,
    **SETBACK,
    **GONE_OVER,
}

LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    RECORD: {
        **SCALE_FORM,
        **CREATED,
        **LANGUAGE,
        **ENDED,
        **OVER,
        **of("The usual size of print is not named.", "visit.print_size=standard"),
        **of("Of several goals the one that leads is named.", "goals.lead=no"),
        **of("A measure is counted unless something else is said.", "goals.measures.kind=count"),
        **of("What comes from within is named.", "goals.barriers.inner=no"),
        **of("A declined question leaves no trace, on no sheet.", "skipped=declined"),
        **of("The names of questions stand beside their answers.", "script.asked"),
    },
    SHOW: {
        **SCALE_FILE,
        **SCALE_FORM,
        **CREATED,
        **FILE,
        **LANGUAGE,
        **SAFETY,
        **ENDED,
        **OVER,
        **of("It can tell what was said at the gate; the record has it.", "visit.reason"),
        **of("A step without a mark is the step for now.", "goals.ladder.rungs.status=now"),
        **of(
            "Inside an energy limit nothing that asks for effort or keeps to a clock is said.",
            *(f"options.practice={word}" for word in ("move", "face", "sleep")),
        ),
        **of("It does not fit what the gate was told of limits.", "options.practice=check"),
        **of("Which question is open is told, and no one is asked why.", "skipped"),
        **of("The clinician's own words are for the record.", "notes", "kept"),
    },
    CHANGE: {**_CHANGE, **ENDED_BY, **SINCE},
    NEW: {**_CHANGE, **NEVER_STOOD, **FILED, **NEW_STEP, **PHONE, **BECAUSE},
}

# What is left out besides where the goal is inside an energy limit.
LIMITED: Mapping[str, Mapping[str, str]] = {
    RECORD: {},
    SHOW: {
        **AMOUNTS,
        **CHOSEN_DAYS,
        **of("An answer to a clinic's own question may name an amount.", "answers"),
    },
    CHANGE: {**AMOUNTS, **CHOSEN_DAYS},
}

# What is left out besides where the goal waits on the list.
WAITING: Mapping[str, Mapping[str, str]] = {
    RECORD: of("A goal on the list has no step for now on top.", "goals.ladder.rungs.status=later"),
    SHOW: {},
}
