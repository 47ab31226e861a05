"""What is said where a scenario comes out otherwise: the name that was meant, what there is."""

from __future__ import annotations

from difflib import get_close_matches

from goalcoach.dialogue.answers_file_keys import known
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.question_address import without_rows

_WAY = "skip it in a step of its own"
_NEAR = 0.8


def stranger_words(script: Script, name: str) -> str:
    """Return that no question of the script is called this, and which may be meant; "" if one is.

    A field is known by its question: "goal/goals.whose" by "goal/goals".
    """
    bare = without_rows(name).partition(".")[0]
    questions = known(script)
    if bare in questions or bare in script.sections:
        return ""
    near = [one for one in questions if one.partition("/")[2] == bare]
    near += get_close_matches(bare, questions, n=1, cutoff=_NEAR)
    meant = f" (did you mean “{near[0]}”?)" if near else ""
    return f"“{name}” is no question of this script{meant}"


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
