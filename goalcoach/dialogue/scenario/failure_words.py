"""What is said where a scenario comes out otherwise: the name that was meant, what there is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from goalcoach.dialogue.answers_file_keys import known
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.question_address import without_rows

_WAY = "skip it in a step of its own"
_NEAR = 0.8


def stranger_words(script: Script, name: str) -> str:
    """Return that no question of the script is called this, and which may be meant; "" if one is.

    A field has to be one of its question: "goal/goals.whose" of "goal/goals".
    """
    bare, _, column = without_rows(name).partition(".")
    questions = known(script)
    if bare in questions or bare in script.sections:
        item = script.item(*bare.split("/")) if "/" in bare else None
        fields = tuple(one.id for one in item.fields) if item else ()
        if not column or column in fields:
            return ""
        return f"“{name}” is no field of “{bare}”{suggest(column, fields)}"
    near = [one for one in questions if one.partition("/")[2] == bare]
    near += get_close_matches(bare, questions, n=1, cutoff=_NEAR)
    meant = f" (did you mean “{near[0]}”?)" if near else ""
    return f"“{name}” is no question of this script{meant}"


def unasked_words(script: Script, state: State, name: str) -> str:
    """Return that a question is not asked now, and what keeps it back if that is known."""
    if stranger := stranger_words(script, name):
        return stranger
    path, bare, why = walk(script, state), without_rows(name), ""
    part, order = bare.partition("/")[0], script.order[state.start.visit]
    gate = path.gate_closed.partition("/")[0]
    if _is_among(path.left_out, bare):
        why = f': it is left out until a step with more = "{part}" asks the rest of that part'
    elif _is_among(path.waiting, bare):
        why = ": it waits until the two are alone"
    elif gate in order and part in order[order.index(gate) + 1 :]:
        why = f": the gate at “{path.gate_closed}” is closed"
    return f"“{name}” is not asked{why}"


def _is_among(stops: Iterable[Stop], bare: str) -> bool:
    return any(without_rows(stop.address) == bare for stop in stops)


def silent_words(stop: Stop, check: str) -> str:
    """Return that a check does not speak up, or that its question has none so called."""
    checks = tuple(one.id for one in stop.item.checks)
    if check in checks:
        return f"the check “{check}” does not speak up"
    there = f"it has: {', '.join(checks)}" if checks else "it has none"
    return f"“{check}” is no check of “{without_rows(stop.address)}”; {there}"


def refused_words(stop: Stop, did: str, refused: Refusal) -> str:
    """Return why a step was not taken, in the words of the file, and how to expect just that."""
    expects = f'refused = "{refused.check or refused.code}" in the step expects that'
    options = ", ".join(one.id for one in stop.item.options)
    if refused.code == "option" and options:
        why = f"it is none of the options: {options}"
    elif refused.code == "kind":
        why = f"it does not fit a question of kind {stop.item.kind}"
    else:
        why = refused.sentence_for(_WAY).rstrip(".")
    return f"{did} was refused: {why}; {expects}"
