"""Every code a script can be told of: what is wrong, and what to do. Codes never change meaning.

The first letter is the severity, the first digit the family. docs/SCRIPTS.md prints this table.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """What a code means. `never`: why this format cannot have that fault, so that none is found."""

    wrong: str
    advice: str
    never: str = ""


CODE_FAMILIES = {
    "1": "structure",
    "2": "logic",
    "3": "words",
    "4": "interviewing",
    "5": "languages",
    "6": "compatibility",
    "7": "tests",
}
"""By the first digit of a code."""

_STRUCTURE = {
    "E101": Code("The file cannot be read as TOML.", "Mend the line that is named."),
    "E102": Code("A key is not known.", "Look for a slip, or take the key out."),
    "E103": Code("An id stands twice.", "Give one of the two another id."),
    "E104": Code(
        "An id is not in its form, or is taken by the format or by goalcoach.", "Choose another id."
    ),
    "E105": Code("A key is missing, or holds another kind of value.", "Write what is named."),
    "E106": Code(
        "A range, its ends or a number does not fit.", "Make the numbers fit one another."
    ),
    "E107": Code("An option, field or check has no id of its own.", "Give each one its own id."),
    "E108": Code(
        "A section has no file, or no place in the order.", "Add the file, or name it in order."
    ),
    "E109": Code("An id is used that was retired.", "Choose an id that was never used."),
    "E110": Code(
        "An exception gives no reason, or is for no warning.",
        'Write it as lint_ok = { W303 = "the reason" }.',
    ),
    "W111": Code("An exception is not needed.", "Take it out of lint_ok."),
}

_OVERLAYS = {
    "E120": Code(
        "What the pack extends cannot be read, or is there in another version.",
        'Write extends = "NAME@VERSION", or look at what changed and pin it anew.',
    ),
    "E121": Code(
        "The pack below is not as it was.", "Look at each text, then: goalcoach script pin."
    ),
    "E122": Code("An id is not in the pack below.", "Look for a slip, or take it out."),
    "E123": Code("An overlay changes more than words.", "Ask it in a question of your own."),
    "E124": Code(
        "An overlay touches what keeps a person safe.", "Leave it; ask more beside it if you like."
    ),
    "E125": Code(
        "A text that is replaced reads differently below now.", "See if yours still fits."
    ),
}
"""Of a pack that extends another."""

_SCALE_CODES = {
    "E130": Code("A name is put into the words of a scale.", "Leave them as they were published."),
    "E131": Code("A scale is in another language.", "Use the edition of the script's language."),
    "E132": Code(
        "An item of a scale asks about self-harm.", "Leave this scale out: docs/SCALES.md."
    ),
    "E133": Code(
        "What happens to missing items is not said or cannot be, or the scale stands in a loop.",
        'Write missing = "none", or { at_most = 1, by = "mean" }.',
    ),
}
"""Of a site's own scales."""

_LOGIC = {
    "E201": Code("A name means nothing.", "Use the id of a question, field or plan path."),
    "E202": Code("A question is looked at before it is asked.", "Put it earlier."),
    "E203": Code("The operator does not fit the kind.", "Take one that fits."),
    "E204": Code("The value is none that can be answered.", "Use one of the options."),
    "E205": Code("A whole column stands where one value is needed.", "Name one row's value."),
    "E206": Code("The name of a row is used outside its loop.", "Use it inside the loop."),
    "W207": Code(
        "A condition is always true, or never.", "Take it out, or compare with another value."
    ),
    "W208": Code("No visit asks this.", "Let visits and order agree."),
    "W209": Code(
        "“not” over a question that may be skipped stays unknown then.",
        'Add { q = …, is = "skipped" }, or say with “is” what is meant.',
    ),
    "W210": Code(
        "Every question of the section has the same condition.", "Give it to the section."
    ),
    "W211": Code("A condition is more than three deep.", "Name a part of it in [flags]."),
    "E212": Code(
        "A question required for the close hangs on what the end cannot open.",
        "",
        "A question that is not on the path holds nothing back, and the end leads to each that is.",
    ),
    "W213": Code("A check refuses words for what they say.", "Use warn_if."),
    "W214": Code(
        "Rows whose field is empty are left out in silence.", "Make the field required, or add is."
    ),
    "E211": Code("A brace stands alone.", "Write {name|words}, or double the brace."),
    "E221": Code("The plan has no such field.", "Use a path of the plan."),
    "E222": Code("The field of the plan holds another kind.", "Fill a path of that kind."),
    "E223": Code("Which row is meant is not known.", "Ask it in a loop over those rows."),
}

_WORDS = {
    "W301": Code("A name in the words has no fallback.", "Write {name|words that fit}."),
    "E302": Code("A name in the words is of a question no such visit asks.", "Name another one."),
    "W303": Code(
        "What is said is over 40 words, or asks twice.", "Say less, or make two questions of it."
    ),
    "W304": Code("Jargon or an acronym.", "Use the plainer words."),
    "W305": Code("It is hard to read.", "Take shorter sentences and words."),
    "W306": Code("It leads, blames or judges.", "Say what is seen, without a verdict."),
    "W307": Code("A question opens with “why”.", "Ask what, how or which."),
    "W308": Code("The card is too wide or too long.", "59 columns and 12 lines at most."),
    "W309": Code("A hint sounds said, or what is said sounds like a hint.", "Put it in the other."),
    "W310": Code("Markup or a sign that cannot be seen.", "Plain words only."),
    "W311": Code("A double no that blames.", "Say it without a no."),
}

_INTERVIEWING = {
    "E401": Code("“Rather not say” was taken away.", "Leave declined among the skips."),
    "W402": Code(
        "A refusal is an option, or “none” goes with others.",
        "Leave refusals to the skips; mark none as exclusive.",
    ),
    "W403": Code("A low number is not followed up.", "Ask of it later in the section."),
    "W404": Code("An open question has no probe.", "Add two to four probes."),
    "W405": Code("A probe is closed or suggests an answer.", "Begin with what, who, where or how."),
    "W406": Code(
        "More than seven options to choose several from, and no card.",
        "",
        "The patient's card and the page list the options, also where there is no show.",
    ),
    "W407": Code("A list has no limit, or no question for one more.", "Add rows and ask_more."),
    "W408": Code("A check leaves no way to keep the answer.", "Say that it can also be kept."),
    "W409": Code(
        "A section takes more than 15 minutes, counted; no key says it any more.",
        "Make two of it.",
    ),
    "W410": Code("A hint is over three lines.", "Shorten it: they listen, they do not read."),
    "W411": Code("A section begins with a private question.", "Say first why it is asked."),
    "W412": Code("Several soft checks can show at once.", "Let one of them fire at a time."),
    "W413": Code(
        "A visit makes goals without a safety gate, and can never be closed as done.",
        'Ask a choice with fills = "safety.decision" and a gate before the goals.',
    ),
}

_LANGUAGES = {
    "W501": Code("A text that the clinician sees is not translated.", "Translate it."),
    "W502": Code(
        "The words changed since they were translated.",
        "Translate them anew; in a sheet, mark what is right as it is as done.",
    ),
    "E503": Code(
        "A translation pipes in other names than the words it stands for.",
        "Keep each {name}; the fallback behind | is translated.",
    ),
    "E504": Code(
        "A translation stands for no text of the script.", "Look for a slip, or take it out."
    ),
    "W505": Code("A card is much longer in this language.", "Say it shorter."),
    "E506": Code(
        "A text that is said is not translated.",
        "Translate it, or take the language out of langs: no visit is held with such a gap.",
    ),
    "W507": Code(
        "The polite text changed since its familiar form was written.",
        "Change the form as well, or take its line out of the digests if it is right as it is.",
    ),
    "W508": Code(
        "A text says Sie or usted, and has no familiar form.",
        "Write it with du or tú into the file of such forms.",
    ),
}

_COMPATIBILITY = {
    "E601": Code("A question is of another kind, or writes elsewhere.", "Give it another id."),
    "E602": Code("An id is gone that answers were kept by.", "Keep it, or name it in retired."),
    "E603": Code("Other content under the same version.", "Raise version in script.toml."),
    "W604": Code("Other words under the same id.", "If it asks something else, take another id."),
    "E605": Code("An answer that was taken may be refused now.", "Use warn_if, or another id."),
    "E606": Code(
        "A scale has other items, options or scoring under the same version of it.",
        "Raise the version of the scale: its scores are not compared with the old ones.",
    ),
}
"""Against the last release: `script diff`, `script lint --since`."""

_TESTS = {
    "W701": Code("No scenario asks this question.", "Add one: docs/SCRIPTS.md."),
    "W702": Code("No scenario goes this way, or meets this check or skip.", "Add one that does."),
    "E703": Code("A scenario comes out otherwise.", "Mend the scenario, or the script."),
    "I704": Code(
        "A random walk raised, led nowhere or took too long.", "Run the scenario that it left."
    ),
}
"""What `script test`, `script cover` and `script monkey` find."""

LINT_CODES: dict[str, Code] = {
    **_STRUCTURE,
    **_OVERLAYS,
    **_SCALE_CODES,
    **_LOGIC,
    **_WORDS,
    **_INTERVIEWING,
    **_LANGUAGES,
    **_COMPATIBILITY,
    **_TESTS,
}
"""Every code there is, each family in the order of its numbers."""
