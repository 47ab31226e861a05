"""The plain lines as someone at the keyboard meets them."""

from __future__ import annotations

import os
import shutil
import signal
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from goalcoach import plain
from goalcoach.dialogue.answer_types import REVIEW
from goalcoach.dialogue.engine.command import Next
from goalcoach.errors import NotSaved
from goalcoach.store.journal import JsonValue
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.site_file import Site, SiteContact
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.dialogue.packs import item
from tests.plain import small
from tests.plain.small import Ended, Typist

TO_WORD = ["", "1"]
TO_STORY = [*TO_WORD, "low tide"]
TO_FORK = [*TO_STORY, "it sways", ""]
TO_RATE = [*TO_FORK, "2", "1"]
TO_DAY = [*TO_RATE, "7", "12"]
TO_THINGS = [*TO_DAY, "2026-12-18", "tea", "", "3", ""]
TO_LAST = [*TO_THINGS, "bench", "2", ""]

Lead = Callable[..., Ended]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small.open_store(tmp_path / "store")


@pytest.fixture
def lead(store: Store, tmp_path: Path) -> Lead:
    """Lead a visit of the small script with these lines."""
    script = small.write_pack(tmp_path / "pack")

    def lead(*lines: str, site: Site | None = None, day: date = small.DAY) -> Ended:
        return small.lead(small.begin(store, script, day), lines, site)

    return lead


@pytest.fixture
def asked(store: Store, tmp_path: Path) -> Lead:
    """Lead a visit that asks only these questions."""

    def lead(questions: list[dict[str, object]], *lines: str, site: Site | None = None) -> Ended:
        script = small.write_pack(tmp_path / "asked", *questions)
        return small.lead(small.begin(store, script), lines, site)

    return lead


def at(ended: Ended) -> str:
    return ended.visit.screen.address


def value(ended: Ended, address: str) -> object:
    return ended.visit.state.entry(address).value


# What is shown


def test_each_part_of_a_question_has_its_word(lead: Lead):
    text = lead(*TO_WORD).text
    assert "SAY: Your word?" in text
    assert "SHOW: My word" in text
    assert "NOTE: Sit level." in text
    assert "IF STUCK: What else?" in text


def test_a_scale_says_both_ends_in_words(lead: Lead):
    assert "SCALE: 0 is: none. 10 is: all." in lead(*TO_RATE).text


def test_options_are_numbered_and_one_that_stands_alone_says_so(lead: Lead):
    text = lead(*TO_FORK, "2").text
    assert "\n1. one\n2. two\n3. three\n4. none (alone)\n" in text


def test_a_second_row_is_asked_for_in_its_own_words(lead: Lead):
    text = lead(*TO_THINGS, "bench", "2").text
    assert "SAY: Which things?" in text
    assert "SAY: Is there another?" in text
    assert "1. bench" in text
    assert "About size: small" in text


def test_a_list_with_no_room_left_asks_for_no_more(lead: Lead):
    ended = lead(*TO_THINGS, "bench", "2", "pot", "2", "spade", "2")
    assert "FOR YOU: About things" in ended.text
    assert "These are all. Enter goes on, :change 1 changes a line." in ended.text
    assert ended.asked == "Enter goes on: "


def test_no_line_holds_what_would_act_on_a_terminal(lead: Lead):
    hostile = "\x1b[2J\u202egnol\x07 [bold]{word} \u200b"
    ended = lead(*TO_WORD, hostile, ":back", ":where", ":plan", ":note " + hostile, ":again")
    for line in ended.typist.said:
        assert not [ch for ch in line if unicodedata.category(ch) in {"Cc", "Cf", "Zl", "Zp"}]
    assert "<U+001B>[2J<U+202E>gnol<U+0007> [bold]{word}" in ended.text


def test_no_line_is_wider_than_a_narrow_window(lead: Lead):
    ended = lead(*TO_STORY, "word " * 60, "x" * 200, "", ":back")
    assert max(len(line) for line in ended.typist.said) <= 80


def test_a_practice_store_says_so_first(lead: Lead):
    assert lead(site=Site(practice=True)).typist.said[0] == "PRACTICE"


def test_a_visit_taken_up_again_says_so_and_stands_where_it_was(lead: Lead):
    lead(*TO_STORY)
    ended = lead()
    assert "This visit goes on where it was left. Last saved 23 October 2026" in ended.text
    assert at(ended) == "a/story"


# Answers


def test_an_empty_line_goes_on_without_an_answer(lead: Lead):
    ended = lead(*TO_WORD, "")
    assert at(ended) == "a/story"
    assert value(ended, "a/word") is None


def test_an_empty_line_keeps_the_answer_that_is_there(lead: Lead):
    ended = lead(*TO_STORY, ":back", "")
    assert at(ended) == "a/story"
    assert value(ended, "a/word") == "low tide"
    assert "ANSWER SO FAR: low tide" in ended.text


def test_an_answer_can_be_taken_away(lead: Lead):
    ended = lead(*TO_STORY, ":back", ":clear")
    assert value(ended, "a/word") is None
    assert at(ended) == "a/word"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([*TO_WORD, "one two three four five six seven"], "That is 7 words, and 6 fit."),
        ([*TO_FORK, "3"], "That is not one of the choices. Choose one from the list, or skip"),
        ([*TO_FORK, "2", "1 4"], "That choice stands alone."),
        ([*TO_RATE, "11"], "Type a number from 0 to 10, or skip with :skip."),
        ([*TO_RATE, "seven"], "That is not a number yet."),
        ([*TO_RATE, "7", "0,5"], "That is outside 1 to 90."),
        ([*TO_RATE, "7", "1,200"], "“1,200” may mean 1200 or 1.2. Type the one that you mean."),
        ([*TO_RATE, "7", "1.200 days"], "“1.200” may mean 1200 or 1.2."),
        ([*TO_DAY, "", "", "3", "4,000", ""], "“4,000” may mean 4000 or 4."),
        ([*TO_DAY, "", "", "1 200", ""], "may mean 1200, or 1 and 200."),
        ([*TO_DAY, "soon"], "That is not a clear day yet."),
        ([*TO_DAY, "2026-01-01"], "This day is in the past."),
        ([*TO_DAY, "", "", "3", "four", ""], "“four” is not a number yet. Type one number a line"),
        ([*TO_DAY, "", "a", "b", "c", "d", "e", ""], "There is room for 4 lines here."),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_again(lead: Lead, lines: list[str], said: str):
    ended = lead(*lines)
    assert said in " ".join(line.strip() for line in ended.typist.said)
    assert "F5" not in ended.text
    assert at(ended) == at(lead())  # still there when taken up again
    assert value(ended, at(ended)) is None


def test_an_option_may_be_called_by_its_label(lead: Lead):
    assert value(lead(*TO_FORK, "No"), "a/fork") == "no"


def test_an_order_of_choices_is_the_order_typed(lead: Lead):
    assert value(lead(*TO_FORK, "2", "3,1"), "a/pick") == ("three", "one")


def test_a_text_of_several_lines_ends_at_an_empty_one(lead: Lead):
    assert value(lead(*TO_STORY, "one", "two", ""), "a/story") == "one\ntwo"


def test_two_colons_begin_a_text_with_one(lead: Lead):
    assert value(lead(*TO_WORD, "::back again"), "a/word") == ":back again"


def test_a_face_is_no_order(lead: Lead):
    assert value(lead(*TO_WORD, ":) today"), "a/word") == ":) today"


def test_an_unknown_order_is_named_and_nothing_is_answered(lead: Lead):
    ended = lead(*TO_WORD, ":bak")
    assert "There is no :bak here." in ended.text
    assert value(ended, "a/word") is None


def test_an_order_in_the_middle_of_a_text_keeps_what_was_typed(lead: Lead):
    ended = lead(*TO_STORY, "one", "two", ":back", ":next")
    assert "HALF TYPED: one" in ended.text
    again = lead(":confirm")
    assert value(again, "a/story") == "one\ntwo"


def test_a_suggestion_counts_only_once_it_is_taken(lead: Lead):
    assert value(lead(*TO_DAY, ""), "a/day") is None
    ended = lead(":back", ":confirm")
    assert "COULD BE: 18 December 2026" in ended.text
    assert value(ended, "a/day") == date(2026, 12, 18)


def test_words_to_be_read_take_no_answer(lead: Lead):
    ended = lead("thank you")
    assert "There is nothing to answer here." in ended.text
    assert at(ended) == "a/hello"


def test_an_answer_that_sets_others_aside_says_how_many_and_asks(lead: Lead):
    ended = lead(*TO_FORK, "1", "since May", ":back", ":back", "2", ":back")
    assert "Sets aside 1 answer, kept if you change back." in ended.text
    assert "It stays as it was." in ended.text
    assert value(ended, "a/fork") == "yes"
    assert value(lead("2", ""), "a/fork") == "no"


def test_a_number_may_have_its_unit(lead: Lead):
    assert value(lead(*TO_RATE, "7", "12 days"), "a/amount") == 12


def test_several_numbers_may_stand_on_one_line(lead: Lead):
    ended = lead(*TO_DAY, "2026-12-18", "tea", "", "12, 20 2,5", "")
    assert value(ended, "a/counts") == (12, 20, 2.5)


# Checks and the gate


def test_one_check_is_told_at_a_time(asked: Lead):
    checks = [
        {"id": f"n{n}", "warn_if": {"q": "self", "lt": n}, "text": f"Below {n}."} for n in (3, 9)
    ]
    ended = asked([item("rate", "scale", checks=checks)], "2")
    assert "Below 3." in ended.text
    assert "Below 9." not in ended.text
    again = small.lead(small.begin(ended.visit.store, ended.visit.script.id), ["", ":keep so"])
    assert "KEPT" not in again.text
    assert "kept: so" in again.text
    assert "Below 9." in again.text


def test_a_check_says_its_thought_and_the_way_out(lead: Lead):
    ended = lead(*TO_RATE, "2")
    assert "CHECK: A thought before you go on\n  That is low. 2 stays?" in ended.text
    assert "Keep it as it is? A few words on why: :keep and the words." in ended.text
    assert at(ended) == "a/rate"


def test_a_kept_check_goes_on_with_its_reason(lead: Lead):
    ended = lead(*TO_RATE, "2", ":keep it is a start")
    assert at(ended) == "a/amount"
    assert ended.visit.state.acks[("a/rate", "low")].why == "it is a start"


def test_a_reason_that_was_not_typed_is_asked_for(lead: Lead):
    ended = lead(*TO_RATE, "2", ":keep", "a start")
    assert ended.visit.state.acks[("a/rate", "low")].why == "a start"


def test_another_answer_settles_a_check(lead: Lead):
    ended = lead(*TO_RATE, "2", "5")
    assert at(ended) == "a/amount"
    assert ended.visit.state.acks == {}


def test_enter_alone_does_not_pass_over_a_check_but_next_does(lead: Lead):
    assert at(lead(*TO_RATE, "2", "")) == "a/rate"
    assert at(lead(":next")) == "a/amount"


def test_there_is_nothing_to_keep_without_a_check(lead: Lead):
    assert "There is no CHECK to keep here." in lead(*TO_RATE, ":keep why").text


def test_a_closed_gate_says_so_and_an_answer_opens_it(lead: Lead):
    ended = lead("", "3", "", "1")
    assert "SAY: Something else comes first." in ended.text
    assert "Type :close to close for today, or change the answer." in ended.text
    assert at(ended) == "a/word"


def test_a_closed_gate_can_end_the_visit_as_paused(lead: Lead, store: Store):
    ended = lead("", "3", ":close", "yes")
    visit = store.load(small.CODE).plan.visit
    assert ended.code == 0
    assert (visit.status, visit.reason) == ("incomplete", "paused")


def test_closing_at_the_gate_asks_first(lead: Lead, store: Store):
    assert lead("", "3", ":close", "").code == 130
    assert store.head(small.CODE) is None


def test_a_skipped_gate_stays_closed(lead: Lead):
    ended = lead("", ":skip declined", "")
    assert at(ended) == "a/gate"
    assert "The visit does not go on from here today." in ended.text
    assert ":close closes for today." in ended.text


@pytest.mark.parametrize("before", [":skip declined", ":again"])
def test_a_gate_that_is_not_open_can_be_closed_at(lead: Lead, store: Store, before: str):
    assert lead("", before, ":close", "yes").code == 0
    assert store.load(small.CODE).plan.visit.reason == "paused"


# Skips and notes


def test_skipping_names_the_reasons_and_takes_one(lead: Lead):
    ended = lead(*TO_WORD, ":skip", "1")
    assert "1. Rather not say" in ended.text
    assert at(ended) == "a/story"
    assert ended.visit.state.entry("a/word").skip == "declined"


def test_skipping_can_be_thought_better_of(lead: Lead):
    ended = lead(*TO_WORD, ":skip", "")
    assert at(ended) == "a/word"
    assert ended.visit.state.entry("a/word").skip is None


def test_a_declined_answer_leaves_no_bytes(lead: Lead, store: Store):
    lead(*TO_WORD, "zanzibar", ":back", ":note zanzibar too", ":skip declined")
    files = [one for one in store.folder(small.CODE).rglob("*") if one.is_file()]
    assert files
    assert not [one for one in files if b"zanzibar" in one.read_bytes()]


def test_a_note_is_kept_and_an_empty_one_takes_it_away(lead: Lead):
    ended = lead(*TO_WORD, ":note ask again")
    assert ended.visit.state.entry("a/word").note == "ask again"
    assert lead(":note", "").visit.state.entry("a/word").note == ""


def test_a_private_question_keeps_no_note(lead: Lead):
    ended = lead(*TO_LAST, ":note psst")
    assert "No notes are kept on this question." in ended.text
    assert ended.visit.state.entry("a/last").note == ""


def test_what_was_heard_is_read_out_beside_the_question_that_says_it_back(asked: Lead):
    told = item("open", "text", fills="story.open")
    heard = item("heard", "long_text", fills="story.heard", panel="heard", say="What did I miss?")
    text = asked([told, heard], "a fog", ":plan").text
    assert text.index("SAY: What did I miss?") < text.index("HEARD: About open: a fog")
    assert "IN MY WORDS: About open: a fog" in text


# Lists of lines


def test_lines_can_be_changed_moved_removed_and_brought_back(lead: Lead):
    lines = [*TO_THINGS, "bench", "2", "pot", "2", "spade", "2"]
    ended = lead(*lines, ":move 3 1", ":remove 2", ":restore", ":change 1", "a spade")
    rows = [row.label for row in ended.visit.screen.rows]
    assert ended.visit.state.rows["a/things"] == ("x3", "x1", "x2")
    assert value(ended, "a/things@x3.name") == "a spade"
    assert rows == ["a spade", "bench", "pot"]  # a change leads back to the list


def test_undo_takes_back_the_last_thing_said_and_redo_gives_it_again(lead: Lead):
    lines = [*TO_THINGS, "bench", "2", "pot", "2", ":remove 1", ":undo"]
    ended = lead(*lines, ":undo", ":undo", ":redo")
    assert "Taken back: that this line was taken away: bench." in ended.text
    assert ended.text.count("Taken back: the answer here.") == 1
    assert ended.text.count("Taken back: the new line.") == 1
    assert "Given again: the new line." in ended.text
    assert ended.visit.state.rows["a/things"] == ("x1", "x2")
    assert value(ended, "a/things@x2.size") is None


@pytest.mark.parametrize("order", [":change 9", ":remove x", ":move 1 9", ":move", ":restore"])
def test_an_order_about_a_line_that_is_not_there_does_nothing(lead: Lead, order: str):
    ended = lead(*TO_THINGS, "bench", "2", order)
    assert ended.visit.state.rows["a/things"] == ("x1",)
    assert at(ended) == "a/things"


def test_a_list_of_one_part_asks_for_another_once_a_line_is_added(asked: Lead):
    rows = item("rows", "roster", rows=[0, 3], fields=[item("name", "text")],
                say="Which?", ask_more="Another?")  # fmt: skip
    text = asked([rows], "bench").text
    assert text.index("SAY: Which?") < text.index("SAY: Another?") < text.index("1. bench")


def test_an_open_part_of_a_line_is_gone_to(asked: Lead):
    fields = [item("name", "text", required=True), item("size", "text", required=True)]
    ended = asked([item("rows", "roster", rows=[0, 3], fields=fields)], "bench", "", "")
    assert "One part is still open: About size." in ended.text
    assert at(ended) == "a/rows@x1.size"


def test_an_open_part_is_called_by_its_name_with_the_words_in_it(asked: Lead):
    fields = [item("name", "text", required=True),
              item("size", "text", required=True, label="Size of {word|it}")]  # fmt: skip
    ended = asked(
        [item("word", "text"), item("rows", "roster", rows=[0, 3], fields=fields)],
        *("the sway", "bench", ":next", ""),
    )
    assert "One part is still open: Size of the sway." in ended.text


# Around the questions


def test_where_numbers_every_question_and_go_goes_there_and_back(lead: Lead):
    ended = lead(*TO_FORK, ":where", ":go 2")
    assert "2. About word: answered: low tide" in ended.text
    assert "4. About fork: HERE, open" in ended.text
    assert at(ended) == "a/word"
    assert at(lead(":return")) == "a/fork"


def test_a_question_set_aside_is_called_by_its_name_with_the_words_in_it(asked: Lead):
    hidden = item("because", "text", when={"q": "fork", "eq": "yes"}, label="Why {word|that}")
    fork = item("fork", "choice", options=["yes", "no"])
    text = asked(
        [item("word", "text"), fork, hidden],
        *("the sway", "1", "x", ":back", ":back", "2", "", ":where"),
    ).text
    assert "Why the sway: set aside" in text


def test_going_to_a_number_that_is_not_there_stays(lead: Lead):
    ended = lead(*TO_FORK, ":go 99", ":go word")
    assert "Type :go and a number from 1 to" in ended.text
    assert at(ended) == "a/fork"


def test_a_question_that_points_elsewhere_can_be_followed_and_come_back_from(asked: Lead):
    pointing = [item("word", "text"), item("fit", "text", opens="a/word")]
    ended = asked(pointing, "one", ":open", "two", ":return", ":open")
    assert ":open goes to: About word" in ended.text
    assert at(ended) == "a/word"


def test_the_card_holds_no_note_for_the_clinician(lead: Lead):
    said = lead(*TO_WORD, ":card").typist.said
    card = said.index("My word")
    assert said[card - 1 : card + 2] == ["", "My word", ""]


def test_help_names_every_order(lead: Lead):
    from goalcoach.plain.colon_commands import ORDERS

    text = lead(":help").text
    assert not [name for name in ORDERS if f":{name}" not in text]


def test_the_read_back_is_the_plan_in_the_patients_words(asked: Lead):
    read = [
        item("word", "text", fills="story.words.usual"),
        item("goals", "roster", fills="goals", rows=[0, 2],
             fields=[item("statement", "text", fills="goals.statement")]),
        item("back", "say", panel="plan", say="Here is the plan."),
    ]  # fmt: skip
    text = asked(read, "the sway", "Cook on Sundays", "", ":plan").text
    assert "SAY: Here is the plan.\n\nGOAL: Your goal: “Cook on Sundays.”\nThe plan itself" in text
    assert "The plan itself, for those who want it. :plan says it." in text
    assert "GOAL: Cook on Sundays" in text.partition(":plan says it.")[2]
    assert "We stopped before the end" not in text  # that is not so yet


# The break and the end

CONTACTS = Site(contacts=(SiteContact("The team on call", "not a number"),))


def test_a_break_has_the_scripts_words_and_the_sites_lines(lead: Lead):
    text = lead(*TO_WORD, ":break", site=CONTACTS).text
    assert "SAY: Let's stop here for a moment." in text
    assert "TO CALL: The team on call: not a number" in text
    assert "SAY: What would be good for you?" in text


def test_a_break_without_the_sites_lines_says_that_there_are_none(lead: Lead):
    text = lead(":break").text
    assert "TO CALL: Your clinician has the numbers to call." in text
    assert "numbers go into goalcoach.toml" in text


def test_after_a_break_the_question_is_asked_anew(lead: Lead):
    ended = lead(*TO_WORD, ":break", "1", "low tide")
    assert value(ended, "a/word") == "low tide"
    assert ended.text.count("SAY: Your word?") == 2


def test_a_visit_can_be_paused_from_a_break(lead: Lead, store: Store):
    ended = lead(*TO_STORY, ":break", "2")
    assert ended.code == 0
    assert store.peek_draft(small.CODE) is not None


def test_a_visit_can_be_stopped_from_a_break(lead: Lead, store: Store):
    ended = lead(*TO_STORY, ":break", "4")
    visit = store.load(small.CODE).plan.visit
    assert "SAY: It is fine to stop here." in ended.text
    assert (visit.status, visit.reason) == ("incomplete", "stopped")


def test_a_break_opens_even_when_nothing_can_be_saved(lead: Lead, monkeypatch: pytest.MonkeyPatch):
    ended = lead(*TO_WORD)
    full(monkeypatch, times=1)
    text = " ".join(lead(":break").text.split())
    assert "Let's stop here for a moment." in text
    assert "Your last words are not saved yet." in text
    assert at(ended) == "a/word"


def test_the_close_says_what_is_open_and_goes_there_and_names_nothing_private(lead: Lead):
    ended = lead(*TO_LAST, ":next", "")
    assert "Before the close, answer or skip: a private question." in ended.text
    assert at(ended) == "a/last"


def test_the_close_names_what_was_put_off_goes_there_and_comes_back(lead: Lead):
    put_off = [*TO_WORD, ":skip not_now", *TO_LAST[len(TO_STORY) :], "done"]
    ended = lead(*put_off)
    assert at(ended) == REVIEW
    assert "You wanted to come back to: About word." in ended.text
    ended = lead(":open", "the sway")
    assert at(ended) == REVIEW
    assert value(ended, "a/word") == "the sway"
    assert "You wanted" not in lead().text


def test_what_was_put_off_among_the_private_questions_is_not_named_at_the_close(lead: Lead):
    ended = lead(*TO_LAST, ":skip not_now")
    assert "You wanted to come back to: a private question." in ended.text


def test_the_close_comes_again_after_what_it_led_to(lead: Lead):
    """It goes back to the close by itself, and not from where one went on one's own."""
    ended = lead(*TO_LAST, ":next", "", "done")
    assert at(ended) == REVIEW
    ended = lead(":back", ":back")
    assert at(ended) != REVIEW


def test_the_close_asks_once_before_it_writes(lead: Lead, store: Store):
    ended = lead(*TO_LAST, "done", "", "no")
    assert "SAY: Shall we close the visit here?\nWrite version 1 now?" in ended.text
    assert store.head(small.CODE) is None
    assert at(ended) == REVIEW
    assert lead("yes").code == 0
    assert store.head(small.CODE) == 1
    assert store.load(small.CODE).plan.visit.status == "done"


def test_close_goes_to_the_end_from_anywhere(lead: Lead):
    assert at(lead(*TO_LAST, "done", ":back", ":close")) == REVIEW


def test_what_was_said_last_time_is_offered_and_counts_once_confirmed(store: Store, tmp_path: Path):
    questions = [
        item("word", "text", fills="story.words.usual"),
        item("more", "text"),
        item("go", "choice", options=["go"], fills="safety.decision"),
        item("goals", "roster", fills="goals", fields=[item("t", "text", fills="goals.statement")]),
        item("sure", "choice", options=["yes", "no"], fills="safety.pem"),
        item("danger", "list", rows=[0, 3], fills="flare_plan.emergency"),
    ]
    script = small.write_pack(tmp_path / "pack", *questions)
    small.lead(
        small.begin(store, script),
        ["the sway", "", "1", "Cook", "", "2", "Numb", "", ":close", "yes"],
    )
    ended = small.lead(small.begin(store, script, date(2026, 12, 1)), [":confirm"])
    assert "LAST TIME: the sway\n  In the plan of 20 November. Is that still right?" in ended.text
    assert ended.visit.state.entry("a/word").value == "the sway"
    assert at(ended) == "a/more"


# Leaving, and what cannot be saved


def test_the_end_of_the_input_leaves_everything_kept(lead: Lead, store: Store):
    ended = lead(*TO_STORY)
    assert ended.code == 130
    assert "The visit with rowan-17 is paused. Everything said so far is kept." in ended.text
    assert "To go on: goalcoach visit rowan-17" in ended.text
    resumed = store.resume_draft(small.CODE)  # not held by anyone
    assert resumed is not None
    resumed.close()


def test_the_end_of_the_input_in_the_middle_of_a_text_keeps_its_lines(lead: Lead):
    lead(*TO_STORY, "one", "two")
    assert lead().visit.screen.draft == "one\ntwo"


def test_quit_leaves_and_keeps(lead: Lead):
    ended = lead(*TO_STORY, ":quit")
    assert ended.code == 0
    assert at(lead()) == "a/story"


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_leaves_the_visit_and_the_way_signals_were(
    lead: Lead, monkeypatch: pytest.MonkeyPatch, name: str, code: int
):
    number = getattr(signal, name)
    before = signal.getsignal(number)
    told = Typist.read

    def read(typist: Typist, prompt: str) -> str:
        if len(typist.lines) == 1:
            os.kill(os.getpid(), number)
        return told(typist, prompt)

    monkeypatch.setattr(Typist, "read", read)
    ended = lead(*TO_STORY, "never")
    assert ended.code == code
    assert signal.getsignal(number) is before
    monkeypatch.undo()
    assert at(lead()) == "a/story"


def test_a_signal_never_cuts_into_a_save(lead: Lead, monkeypatch: pytest.MonkeyPatch):
    saved = OpenDraft.append

    def append(draft: OpenDraft, events: Sequence[Mapping[str, JsonValue]]) -> None:
        if any(event.get("value") == "low tide" for event in events):
            os.kill(os.getpid(), signal.SIGTERM)
        saved(draft, events)

    monkeypatch.setattr(OpenDraft, "append", append)
    ended = lead(*TO_STORY, "never")
    assert ended.code == 143
    assert value(ended, "a/word") == "low tide"


def full(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """A disk that is full for so many writes."""
    left = [times]
    saved = OpenDraft.append

    def append(draft: OpenDraft, events: Sequence[Mapping[str, JsonValue]]) -> None:
        if left[0]:
            left[0] -= 1
            raise NotSaved("The disk is full.")
        saved(draft, events)

    monkeypatch.setattr(OpenDraft, "append", append)


def test_what_cannot_be_saved_is_said_and_saved_at_the_next_enter(
    lead: Lead, monkeypatch: pytest.MonkeyPatch
):
    lead(*TO_WORD)
    full(monkeypatch, times=2)
    ended = lead("low tide", "", "")
    assert "NOT SAVED: The disk is full." in ended.text
    assert "Your words are still here." in ended.text
    assert value(ended, "a/word") == "low tide"
    assert at(ended) == "a/story"


def test_what_cannot_be_saved_can_be_left(lead: Lead, monkeypatch: pytest.MonkeyPatch):
    lead(*TO_WORD)
    full(monkeypatch, times=9)
    assert lead("low tide", ":quit").code == 74


def test_what_cannot_be_saved_can_be_saved_somewhere_else(
    lead: Lead, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    lead(*TO_WORD)
    full(monkeypatch, times=9)
    ended = lead("low tide", f":save {tmp_path}/nowhere", f":save {tmp_path}", ":quit")
    assert ended.code == 74
    assert "There is no such folder." in ended.text
    (made,) = tmp_path.glob("goalcoach-*")
    assert f"All of this visit is in {made}, for you alone to read." in ended.text
    assert f"All is kept in {made}; what-to-do.txt says how it gets back." in ended.text
    assert b"low tide" in (made / "draft" / "journal.log").read_bytes()


def test_half_a_text_that_cannot_be_saved_is_said_before_the_visit_is_left(
    lead: Lead, monkeypatch: pytest.MonkeyPatch
):
    lead(*TO_STORY)
    full(monkeypatch, times=9)
    ended = lead("it sways", ":quit", ":quit")
    assert ended.code == 74
    assert "NOT SAVED: The disk is full." in ended.text
    assert "All is kept but your last words" in ended.text


def test_nothing_is_written_elsewhere_while_all_is_saved(lead: Lead, tmp_path: Path):
    assert "All is saved." in lead(*TO_WORD, f":save {tmp_path}").text
    assert not list(tmp_path.glob("goalcoach-*"))


def test_the_terminals_own_lines_come_from_stdin_and_go_to_stdout(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("low tide\r\n"))
    assert plain.read_line("ANSWER: ") == "low tide"
    with pytest.raises(EOFError):
        plain.read_line("ANSWER: ")
    plain.write_line("SAY: yes")
    assert capsys.readouterr().out == "ANSWER: ANSWER: SAY: yes\n"


@pytest.fixture
def review(store: Store) -> Visit:
    """A review of the practice patient who can plan by the clock."""
    practice = small.BEFORE
    (store.root / small.CODE).mkdir(mode=0o700)
    shutil.copy(practice / "v0001.toml", store.root / small.CODE)
    visit = small.begin(store, "core")
    while visit.screen.address != "safety/pem":
        visit.give(Next())
    return visit


@pytest.mark.parametrize(("after_effort", "amounts"), [("2", True), ("1", False)])
def test_a_review_shows_the_step_and_amounts_only_by_the_clock(
    review: Visit, after_effort: str, amounts: bool
):
    """Inside an energy limit the amount of the last plan is the most there is, and no other."""
    typist = Typist([after_effort])

    def read(prompt: str) -> str:
        screen = review.screen
        if typist.lines:
            return typist.read(prompt)
        if screen.panel == "ladder":
            raise EOFError
        return "1" if screen.address == "safety/own_steps" else ""

    plain.run(review, read, typist.write)
    assert "Cut the vegetables at the table, stand only for the pot" in typist.text
    ceiling = "12 minutes on my feet at most, less is fine"
    said = " ".join(typist.text.split())
    assert (ceiling in said) is not amounts
    assert ("12 minutes on my feet" in said.replace(ceiling, "")) is amounts
