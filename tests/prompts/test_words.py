"""The words of the core script keep the measurable rules of plain, kind and neutral speech."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from goalcoach.visit.break_and_end_words import BreakChoice, BreakMoment, break_choices
from tests.prompts import pack
from tests.prompts.pack import String
from tests.prompts.reading import count_syllables, grade, sentences_of, words_of

SPOKEN = ("say", "say_again", "gate_say", "ask_more", "probe")
BANNED = (
    r"relaps\w*|fail(s|ed|ing|ure|ures)?|complian\w+|comply|excuses?|cope|manage your expect\w+",
    r"fights?|battles?|journeys?|normal(ly)?|should|must|try to|at least",
    r"invalid|errors?|submit|missing|panic",
    r"great|amazing|fantastic|well done|good job|bravo|awesome|excellent",
    r"you have to understand|don't you think|wouldn't you|why didn't",
    r"stay positive|everything happens|push through|any questions|do you understand",
    r"anxious|refus\w+|denies|claims|secondary gain|resist\w*",
)
# A clinician's hint may say what not to say, and speak of a better hour as the patient did.
# What may be wrong is what the clinician wrote down; of two views, neither is.
NOT_SAID = r"(?<!a bit )better|(?<!neither is )(?<!did I get )wrong"
NO_SHORTER_WORD = {"interpreter"}
OTHER_SPELLINGS = (
    r"programmes?|programs?|colou?rs?|practis\w+|\w+i[sz]e[ds]?|behaviou?rs?|gp|mum|mom"
    r"|cent(re|er)s?"
)
SPELT_ONE_WAY = {
    "exercise",
    "noise",
    "praise",
    "promise",
    "rises",
    "size",
    "surprise",
    "otherwise",
    "wise",
}
OPENINGS = ("what", "who", "where", "when", "how", "which")
LATE_RISES = r"\d|%|percent|\bup\b|\bincrease\b|\braise\b"


def _offenders(
    slots: tuple[str, ...] | None, offends: Callable[[String], object]
) -> list[tuple[str, str, str]]:
    return [
        (one.address, one.slot, one.raw)
        for one in pack.strings()
        if (slots is None or one.slot in slots) and offends(one)
    ]


def test_every_string_reads_at_grade_six_or_lower():
    def is_hard(one: String) -> bool:
        words = words_of(one.text)
        return len(words) >= 8 and grade(one.text) > 6

    assert _offenders(None, is_hard) == []


def test_short_strings_have_no_word_of_four_syllables():
    def is_hard(one: String) -> bool:
        words = words_of(one.text)
        plain = [word for word in words if word not in NO_SHORTER_WORD]
        return len(words) < 8 and any(count_syllables(word) >= 4 for word in plain)

    assert _offenders(None, is_hard) == []


def test_no_sentence_is_over_twenty_words():
    def is_long(one: String) -> bool:
        return any(len(words_of(sentence)) > 20 for sentence in sentences_of(one.text))

    assert _offenders(None, is_long) == []


def test_what_is_said_is_forty_words_at_most():
    assert _offenders(SPOKEN, lambda one: len(one.text.split()) > 40) == []


def test_what_is_said_asks_one_thing_and_asks_it_last():
    def offends(one: String) -> bool:
        return one.text.count("?") > 1 or ("?" in one.text and not one.text.endswith("?"))

    assert _offenders(SPOKEN, offends) == []


def test_nothing_said_has_a_sentence_that_opens_with_why():
    def offends(one: String) -> bool:
        return any(words_of(sentence)[0].lower() == "why" for sentence in sentences_of(one.text))

    assert _offenders((*SPOKEN, "check"), offends) == []


def test_cards_are_narrow_and_short_and_ask_nothing_new():
    def offends(one: String) -> bool:
        shown = pack.PIPE.sub(lambda match: match.group(3) or "", one.raw)
        lines = shown.split("\n")
        return len(lines) > 12 or any(len(line) >= 60 for line in lines) or shown.count("?") > 1

    assert _offenders(("show",), offends) == []


def test_hints_are_three_short_lines_and_do_not_speak_of_the_patient():
    def offends(one: String) -> bool:
        lines = textwrap.wrap(one.text, 64)
        return len(lines) > 3 or bool(re.search(r"\bpatients?\b", one.text, re.IGNORECASE))

    assert _offenders(("hint",), offends) == []


def test_every_open_question_has_two_to_four_probes():
    open_kinds = ("text", "long_text", "list", "roster")
    off = [
        address
        for address, item in pack.items()
        if "." not in address and item["kind"] in open_kinds and item.get("who") != "clinician"
        if not 2 <= len(item.get("probes", ())) <= 4
    ]
    off += [a for a, item in pack.items() if "probes" in item and not 2 <= len(item["probes"]) <= 4]
    assert off == []


def test_probes_are_open_questions():
    def offends(one: String) -> bool:
        return not one.text.endswith("?") or words_of(one.text)[0].lower() not in OPENINGS

    assert _offenders(("probe",), offends) == []


def test_no_word_judges_blames_praises_or_pushes():
    pattern = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)
    assert _offenders(None, lambda one: pattern.search(one.text)) == []


def test_nothing_said_is_called_wrong_and_better_is_a_bit_better():
    pattern = re.compile(rf"\b(?:{NOT_SAID})\b", re.IGNORECASE)
    assert _offenders((*SPOKEN, "show", "check"), lambda one: pattern.search(one.text)) == []


def test_no_sentence_turns_on_a_but():
    assert _offenders(None, lambda one: re.search(r"(^|[,.;] )but\b", one.text, re.I)) == []


def test_spelling_is_the_same_on_both_sides_of_the_sea():
    def offends(one: String) -> bool:
        return any(
            re.fullmatch(OTHER_SPELLINGS, word.lower()) and word.lower() not in SPELT_ONE_WAY
            for word in words_of(one.text)
        )

    assert _offenders(None, offends) == []


def test_no_jargon_of_the_packs_own_table_is_said_or_shown():
    table = pack.files()["script"]["jargon"]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, table))})s?\b", re.IGNORECASE)
    assert _offenders(None, lambda one: pattern.search(one.text)) == []


def test_plainer_words_for_jargon_are_not_jargon():
    table = pack.files()["script"]["jargon"]
    assert [word for word, plain in table.items() if word.lower() in plain.lower().split()] == []


def test_nothing_is_exclaimed_or_marked_up():
    assert (
        _offenders(None, lambda one: re.search(r"[!<>\[\]*_`\x00-\x09\x0b-\x1f]", one.text)) == []
    )


def test_every_item_and_field_has_a_label_that_fits_a_line():
    assert [a for a, item in pack.items(breaks=True) if not item.get("label")] == []
    assert _offenders(("label",), lambda one: len(one.text) > 40) == []


def test_every_question_has_words_to_say_or_a_hint_for_the_clinician():
    firsts = {f"{a}.{i['fields'][0]['id']}" for a, i in pack.items() if i["kind"] == "roster"}
    silent = [
        address
        for address, item in pack.items()
        if address not in firsts and not item.get("say")
        if item.get("who") != "clinician" or not item.get("hint")
    ]
    assert silent == []


def test_piping_always_has_a_fallback_that_can_be_said():
    # A unit is not said: it stands beside the field, and where there is none nothing does.
    def offends(one: String) -> bool:
        pipes = pack.PIPE.finditer(one.raw) if one.slot != "unit" else ()
        return any(not (match.group(3) or "").strip() for match in pipes)

    assert _offenders(None, offends) == []


def test_piped_free_text_stands_after_a_colon():
    kinds = {address: item["kind"] for address, item in pack.items()}

    def kind_of(address: str, name: str) -> str:
        section, _, rest = address.partition("/")
        known = (name, f"{section}/{name}", f"{section}/{rest.partition('.')[0]}.{name}")
        return next((kinds[one] for one in known if one in kinds), "")

    own_words = {"story/words_usual", "story/words_strong"}

    def offends(one: String) -> bool:
        for match in pack.PIPE.finditer(one.raw):
            if match.group(1) in own_words or match.group(1).startswith("prior.story.words."):
                continue  # their word for it, asked for as a name, stands like one
            free = kind_of(one.address, match.group(1)) in ("text", "long_text", "list", "roster")
            if free and ":" not in one.raw[: match.start()].rpartition("\n")[2]:
                return True
        return False

    assert _offenders((*SPOKEN, "show", "hint", "check"), offends) == []


def test_no_article_stands_before_a_piped_number():
    assert _offenders(None, lambda one: re.search(r"\ban? \{", one.raw, re.IGNORECASE)) == []


def test_both_ends_of_each_scale_have_words():
    scales = [(address, item) for address, item in pack.items() if item["kind"] == "scale"]
    assert scales
    for address, item in scales:
        low, high = item["range"]
        assert set(item["anchors"]) == {str(low), str(high)}, address


def test_a_low_number_on_a_scale_is_followed_up():
    alone = []
    for address, item in pack.items():
        if item["kind"] != "scale":
            continue
        section, _, name = address.partition("/")
        after = [one for a, one in pack.items() if a.startswith(f"{section}/") and one is not item]
        if not any(pack.mentions(one.get("when"), name) for one in after):
            alone.append(address)
    assert alone == []


def test_inside_an_energy_limit_no_amount_or_rise_is_said_or_shown():
    limited = [
        (address, item)
        for address, item in pack.items()
        if "time_based', 'eq': False" in str(item.get("when"))
    ]
    assert {"steps/limit", "steps/hold_or_less"} <= {address for address, _ in limited}
    for address, item in limited:
        heard = " ".join([item.get("say", ""), item.get("show", ""), *item.get("probes", ())])
        assert not re.search(LATE_RISES, heard, re.IGNORECASE), address


def test_amounts_and_rises_are_asked_for_only_outside_an_energy_limit():
    amounts = (
        *("goals.ladder.unit", "goals.ladder.samples", "goals.ladder.rungs.amount"),
        *("goals.ladder.stable_days", "goals.measures.target", "goals.measures.direction"),
    )
    asked = [(address, item) for address, item in pack.items() if item.get("fills") in amounts]
    assert {item["fills"] for _, item in asked} == set(amounts)
    for address, item in asked:
        assert "time_based', 'eq': True" in str(item["when"]), address


def test_a_little_more_is_offered_only_outside_an_energy_limit():
    moves = [(address, item) for address, item in pack.items() if item.get("moves")]
    assert {address for address, _ in moves} == {"ladder/steady", "ladder/uneven", "ladder/inside"}
    for address, item in moves:
        assert item["options"][0]["id"] == "hold", address
        for option in item["options"]:
            assert option["id"] != "up" or "time_based', 'eq': True" in str(option["when"]), address


def test_tests_and_chosen_days_are_kept_for_go_and_an_answered_no():
    careful = [
        {"q": "safety/own_steps", "eq": "go"},
        {"q": "safety/pem", "eq": "no"},
    ]
    fills = ("goals.chances", "goals.ladder.rungs.expected", "goals.ladder.rungs.found")
    asking = {
        address.partition("/")[0] for address, item in pack.items() if item.get("fills") in fills
    }
    assert asking == {"chance"}
    assert pack.files()["chance"]["when"]["all"][:2] == careful


def test_phase_titles_fit_the_rail():
    assert [t for t in pack.files()["script"]["phases"].values() if len(t) > 21] == []


def test_safety_questions_take_no_notes_and_close_the_way_until_decided():
    safety = pack.files()["safety"]["item"]
    assert all(item.get("private") is True for item in safety)
    gate = next(item for item in safety if item["id"] == "own_steps")
    assert gate["gate"] == {"q": "own_steps", "in": ["go", "adapt"]}
    assert gate["gate_say"]
    assert gate["required"] == "close"


def test_few_questions_hold_back_the_close():
    held = {address for address, item in pack.items() if item.get("required") == "close"}
    assert held == {
        "start/by",
        "safety/pem",
        "safety/own_steps",
        "limit/leave",
        "goal/goals",
        "flare/emergency",
        "safe_again/decision",
        "safe_again/why",
        "close/read_back",
    }


def test_the_break_has_words_for_stopping_coming_back_and_ending():
    assert [item["id"] for item in pack.files()["break"]["item"]] == ["stop", "back", "end", "next"]
    assert all(item["kind"] == "say" and item["say"] for item in pack.files()["break"]["item"])


def test_files_and_section_ids_go_together():
    named = {"script", "break", *(section["id"] for section in pack.sections())}
    assert set(pack.files()) == named
    assert all(section["id"] == name for name, section in pack.files().items() if name != "script")


def test_no_hint_names_a_choice_that_has_no_such_name():
    """Pause is a choice of the break; in the questions it is called something else."""
    assert _offenders(None, lambda one: "choose pause" in one.raw) == []


def test_coming_back_from_a_break_offers_what_the_break_page_can_do():
    said = next(one["say"] for one in pack.files()["break"]["item"] if one["id"] == "back")
    assert said == BreakMoment.BACK.words
    ways = {choice for choice, _ in break_choices(waiting=False)}
    assert ways == set(BreakChoice) - {BreakChoice.ALONE}
    for way in ("go on", "come back to it another day", "stop here"):
        assert way in said
    assert "lighter" not in said


def test_the_break_has_no_words_that_no_page_shows():
    """A break says its words beside the numbers of the service; it has no card and no note."""
    for one in pack.files()["break"]["item"]:
        assert set(one) == {"id", "kind", "label", "say"}, one["id"]


def test_what_a_helper_is_asked_is_asked_only_of_one_who_is_there():
    asked = {a: item for a, item in pack.items() if item.get("who") == "helper"}
    asked |= {a: item for a, item in pack.items() if item.get("fills") == "supports.needs"}
    assert len(asked) > 2
    there = "{'q': 'start/present', 'has': 'helper'}"
    assert [a for a, item in asked.items() if there not in str(item.get("when"))] == []


def test_a_hint_says_to_skip_only_where_a_reason_on_the_page_says_why():
    # "Does not fit me" is one. None today, or nothing counted, is no reason of the list: go on.
    said = {
        one.address: re.findall(r"[^.]*\bskip\b[^.]*\.", one.raw)
        for one in pack.strings()
        if one.slot == "hint"
    }
    hints = {address: hint for address, found in said.items() for hint in found}
    assert len(hints) > 2
    assert [address for address, hint in hints.items() if " fit" not in hint] == []
