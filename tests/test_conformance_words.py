"""One visit, three front ends, the same words: what is said and shown at each question.

`tests/said.py` names what only one of them can say, such as its keys.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from goalcoach import headless
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.question_rows import MarginRow
from goalcoach.sheets.parts.urgent_help import GENERAL
from goalcoach.visit.break_and_end_words import TALK_TO_SOMEONE
from goalcoach.visit.visit import Visit
from tests import parts
from tests.dialogue.packs import Item, item, pack, section
from tests.example import Clock
from tests.led_twice import (
    BREAK_STEPS,
    CONTACTS,
    GATE_STEPS,
    SITE,
    Person,
    Said,
    begin,
    in_the_app,
    line_by_line,
    opened,
    rows,
)
from tests.plain import small
from tests.said import painted, unwrapped, words
from tests.screens.fake import by_hand, settle, until

# The same words


def assert_alike(shown: Said, said: Said) -> None:
    """Both say the same, but for two pages where the app has too little room for all of it."""
    asked, page, lines = shown.asked, shown.words, said.words
    if asked.panel == "plan":
        # The note gives way to the plan; at 120 columns it stands beside it. The whole plan stands
        # below what is read aloud, and line by line :plan says it.
        lines = lines[: lines.index("NOTE:")] if "NOTE:" in lines else lines
        page, lines = _before(page, "THE", "PLAN"), _before(lines, "The", "plan", "itself")
        # Who agreed is a box to switch there, and a sentence here.
        page, lines = (
            side[: side.index("AGREED")] if "AGREED" in side else side for side in (page, lines)
        )
    if asked.panel == "ladder" and asked.kind is Kind.ROSTER:  # two columns: a step, a bad day
        assert not Counter(page) - Counter(lines), asked.address
        return
    assert page == lines, asked.address


def _before(said: list[str], *words: str) -> list[str]:
    """Return what is said before these words stand in a row; all of it if they do not."""
    rows = zip(*(said[at:] for at in range(len(words))), strict=False)
    return next((said[:at] for at, row in enumerate(rows) if row == words), said)


async def assert_told_alike(first: Visit, second: Visit, open: Sequence[str] = ()) -> list[Said]:
    """Lead a visit in the app and line by line: each question is told in the same words."""
    shown = await in_the_app(first, Person(open))
    said = line_by_line(second, Person(open))
    assert [one.asked.address for one in shown] == [one.asked.address for one in said]
    for page, lines in zip(shown, said, strict=True):
        assert_alike(page, lines)
    return shown


LAST = small.BEFORE / "v0001.toml"


@pytest.mark.parametrize("last", [None, LAST], ids=["first", "review"])
async def test_each_question_of_our_own_script_is_told_in_the_same_words(
    tmp_path: Path, last: Path | None
):
    told = await assert_told_alike(*begin(tmp_path, "core", last))
    panels = {one.asked.panel for one in told}
    assert panels >= ({"ladder", "contacts", "plan"} if last is None else {"diary", "changes"})


# Pipes in every place that may hold one

USUAL = "{word|what you call it}"
BREAK = {
    "stop": f"We stop, {USUAL}. All you said is kept.",
    "back": f"What would be good for {USUAL}?",
    "end": f"We end here, {USUAL}.",
    "next": f"We go on, {USUAL}.",
}


def piped() -> list[Item]:
    """Questions with a pipe in each of their words."""
    rates = {"id": "low", "warn_if": {"q": "self", "lt": 4}, "text": f"{{self|It}} for {USUAL}?"}
    both = {"id": "twice", "warn_if": {"q": "self", "lt": 9}, "text": f"Twice: {USUAL}"}
    words = {"id": "few", "stop_if": {"q": "self", "words_lt": 2}, "text": f"More, {USUAL}."}
    around = {
        "say": f"How is {USUAL}?",
        "show": f"{USUAL}: ___",
        "hint": f"Wait for {USUAL}.",
        "probes": [f"What of {USUAL}?", "What else?"],
    }
    options = [{"id": "one", "label": f"One {USUAL}"}, {"id": "two", "label": "Two"}]
    alone = {"id": "none", "label": f"No {USUAL}", "exclusive": True}
    fields = [item("name", "text", required=True), item("size", "choice", options=options)]
    return [
        item("word", "text", fills="story.words.usual", say="Your word?"),
        item("hello", "say", **around),
        item("none", "say"),
        item("gate", "choice", options=["pause", "go"], fills="safety.decision",
             gate={"q": "gate", "eq": "go"}, gate_say=f"First {USUAL}.", **around),
        item("text", "text", checks=[words], **around),
        item("story", "long_text", propose="nothing yet", **around),
        item("pick", "choice", options=options, propose="two", **around),
        item("picks", "multi", options=[*options, alone], rank=2, **around),
        *(item(f"rate{n}", "scale", checks=[rates, both], **around) for n in range(4)),
        item("amount", "number", range=[1, 90], unit=USUAL, propose=7, **around),
        item("day", "date", propose="today+28d", **around),
        item("lines", "list", rows=[0, 4], **around),
        item("counts", "list", rows=[0, 4], numbers=True, **around),
        item("things", "roster", rows=[0, 2], fields=fields, ask_more=f"More of {USUAL}?",
             row_label=f"{{things.name|one}} of {USUAL}", **around),
        item("helper", "text", who="helper", opens="a/word", **around),
        item("mine", "text", who="clinician", label=f"About {USUAL}"),
        item("plan", "say", panel="plan", **around),
        item("call", "text", panel="contacts", **around),
    ]  # fmt: skip


@pytest.fixture
def script(tmp_path: Path) -> str:
    """Return a script with a pipe in every place that may hold one."""
    folder = tmp_path / "pack"
    folder.mkdir()
    said = (item(name, "say", say=words) for name, words in BREAK.items())
    files = pack({"a": section("a", *piped())}) | {"break.toml": section("break", *said)}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return str(folder)


@pytest.mark.parametrize("word", ["kestrel", "what you call it"], ids=["answered", "fallback"])
async def test_each_pipe_is_filled_alike(tmp_path: Path, script: str, word: str):
    left_open = [] if word == "kestrel" else ["a/word"]
    told = await assert_told_alike(*begin(tmp_path, script), left_open)
    whole = [" ".join(one.words) for one in told]
    assert not [words for words in whole if "{" in words]
    assert len([words for words in whole if word in words]) > 20
    typed = "“kestrel”" if word == "kestrel" else word
    assert any(f"First {typed}." in words for words in whole)
    assert any(f"CHECK: A thought before you go on 3 for {typed}?" in words for words in whole)


def break_typed(visit: Visit, choice: str) -> list[str]:
    """Take a break and end the visit with it, line by line; return what was said."""
    return unwrapped(small.lead(visit, ["kestrel", ":break", choice], SITE).typist.said)


@pytest.mark.parametrize(
    ("choice", "title", "ending"),
    [
        ("3", "We go on next time", "We go on kestrel."),
        ("4", "We stop here for today", "We end here kestrel."),
    ],
)
async def test_a_break_and_the_end_are_told_alike(
    tmp_path: Path, script: str, choice: str, title: str, ending: str
):
    first, second = begin(tmp_path, script)
    first.enter("kestrel")
    async with opened(first) as (pilot, screen):
        screen.action_break()
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await pilot.pause()
        column = pilot.app.screen.query_one("#column")
        page = words(" ".join(painted(column)).replace(TALK_TO_SOMEONE.upper(), TALK_TO_SOMEONE))
        await by_hand(pilot, choice, "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        end = words(" ".join(painted(pilot.app.screen.query_one("#column"))))
    said = [re.sub(r"\A(SAY|TO CALL): |\A\d\. ", "", line) for line in break_typed(second, choice)]
    begun = next(at for at, line in enumerate(said) if line.startswith("We stop"))
    closed = said.index(title)
    assert "We stop kestrel. All you said is kept." in " ".join(page)
    assert words(" ".join(said[begun:closed])) == page
    assert ending in " ".join(end)
    assert words(" ".join(said[closed:])) == end  # the last line names the command to read it


# A short path, and a private part that is over


@pytest.mark.parametrize("given", [(), parts.PRIVATE_PART], ids=["short", "over"])
async def test_what_is_left_open_and_what_is_out_of_sight_is_told_alike(
    tmp_path: Path, given: Sequence[do.Command]
):
    visits = begin(tmp_path, parts.write_script(tmp_path / "parts"))
    for visit in visits:
        for command in given:
            assert visit.give(command) is None
    told = await assert_told_alike(*visits)
    if given:
        assert len([one for one in told if "shown again." in " ".join(one.words)]) == 7
    else:
        assert [one.asked.more for one in told if "More here" in " ".join(one.words)] == [2, 2, 1]


async def test_a_services_steps_are_on_the_page_of_a_break_and_whole(tmp_path: Path, script: str):
    first, second = begin(tmp_path, script)
    first.enter("kestrel")
    async with opened(first) as (pilot, screen):
        screen.action_break()
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await pilot.pause()
        page = " ".join(words(" ".join(painted(pilot.app.screen.query_one("#column")))))
    steps = (" ".join(words(step)) for step in BREAK_STEPS)
    at = [page.index(one) for one in (CONTACTS[0].label, *steps, "What would be good")]
    assert at == sorted(at)
    assert set(BREAK_STEPS) <= set(break_typed(second, "4"))


GATE = "safety/own_steps"


async def test_the_closed_gate_shows_whom_to_call_and_then_what_the_service_does(tmp_path: Path):
    first, second = begin(tmp_path, "core")
    assert first.give(do.Jump(GATE)) is None
    numbers = (CONTACTS[0].label, CONTACTS[0].number)
    async with opened(first) as (pilot, screen):
        asked = words(" ".join(one for _, row in rows(screen) for one in painted(row)))
        screen.ask(lambda: first.enter("pause"), entering=True)
        await settle(pilot, screen)
        page = [label for label, _ in rows(screen)]
        shown = words(" ".join(one for _, row in rows(screen) for one in painted(row)))
    assert words(GATE_STEPS[1])[-3:] in [asked[at : at + 3] for at in range(len(asked))]
    assert not set(words(numbers[1])) & set(asked)
    assert page.index("TO CALL") < page.index("OUR STEPS") < page.index("SAY")
    assert set(words(" ".join((*numbers, *GATE_STEPS)))) <= set(shown)
    lines = " ".join(words(" ".join(typed_at(second, GATE, "3"))))
    assert lines.count(numbers[1]) == 1
    assert lines.count(GATE_STEPS[1].rstrip(".")) == 2
    assert lines.index(numbers[1]) < lines.rindex(GATE_STEPS[0].rstrip("."))


DANGER = "flare/emergency"


async def test_the_signs_of_danger_are_read_beside_their_question_the_sites_own_too(tmp_path: Path):
    first, second = begin(tmp_path, "core")
    for visit in (first, second):
        assert visit.give(do.Answer("go", GATE)) is None
    assert first.give(do.Jump(DANGER)) is None
    signs = (*GENERAL, SITE.danger_signs[0])
    async with opened(first) as (pilot, screen):
        await settle(pilot, screen)
        shown = " ".join(
            one for label, row in rows(screen) if label == "READ ALOUD" for one in painted(row)
        )
    assert all(sign in " ".join(shown.split()) for sign in signs)
    lines = " ".join(" ".join(typed_at(second, DANGER)).split())
    said = lines[lines.index("READ ALOUD") :]
    assert all(sign in said for sign in signs)


# Pages beside a question, and what is not taken


def typed_at(visit: Visit, address: str, *lines: str) -> list[str]:
    """Go to a question and type these lines; return what was said after the first one's prompt."""
    assert visit.give(do.Jump(address)) is None
    typist = small.lead(visit, lines, SITE).typist
    return unwrapped(typist.said)


async def page_of(visit: Visit, address: str, action: str) -> list[str]:
    """Go to a question in the app and open a page there; return the page's lines."""
    assert visit.give(do.Jump(address)) is None
    async with opened(visit) as (pilot, screen):
        await screen.run_action(action)
        await until(lambda: pilot.app.screen is not screen)
        await pilot.pause()
        return [line for line in painted(pilot.app.screen.query_one("#column")) if line.strip()]


@pytest.fixture
def answered(tmp_path: Path, script: str) -> tuple[Visit, Visit]:
    """Return two visits in which the word was answered and the gate was opened."""
    visits = begin(tmp_path, script)
    for visit in visits:
        for value in ("kestrel", True, True, "go"):
            visit.enter(value)
    return visits


@pytest.mark.parametrize("address", ["a/text", "a/pick", "a/rate0"])
async def test_the_card_is_the_same(answered: tuple[Visit, Visit], address: str):
    first, second = answered
    page = words(" ".join(await page_of(first, address, "card")))
    said = typed_at(second, address, ":card")
    shown = len(said) - 1 - said[::-1].index("kestrel: ___")
    end = next(at for at, line in enumerate(said) if line == "Paused for now")
    lines = [re.sub(r"\A\d\. |\ASCALE: 0 is: | 10 is:|[.]", "", one) for one in said[shown:end]]
    assert page[:1] == ["kestrel"]
    assert words(" ".join(lines)) == page


async def test_the_ways_to_skip_are_told_alike(answered: tuple[Visit, Visit]):
    first, second = answered
    page = await page_of(first, "a/text", "skip")
    said = typed_at(second, "a/text", ":skip", "")
    lines = said[said.index("Leave this one for now?") : said.index("Paused for now")]
    lines = [re.sub(r"\A\d\. ", "", line) for line in lines]
    assert "takes away what was typed" in " ".join(lines)
    assert words(" ".join(lines)) == words(" ".join(page[1:]))  # the first is the question's own


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("a/amount", "seven"),
        ("a/amount", "400"),
        ("a/day", "soon"),
        ("a/counts", "four"),
        ("a/text", "one"),
    ],
)
async def test_an_answer_that_does_not_fit_is_refused_in_the_same_words(
    answered: tuple[Visit, Visit], address: str, typed: str
):
    first, second = answered
    assert first.give(do.Jump(address)) is None
    async with opened(first) as (pilot, screen):
        await by_hand(pilot, "ctrl+u", *typed, "enter")
        await settle(pilot, screen)
        row = screen.query("#after MarginRow").first(MarginRow)
        page = words(" ".join(painted(row.matter)).replace("with F5", ""))
    said = typed_at(second, address, typed, *([""] if address == "a/counts" else []))
    begun, end = said.index("NOTE: Wait for kestrel.") + 1, said.index("Paused for now")
    text = " ".join(one for one in said[begun:end] if not one.startswith("ANSWER ("))
    assert words(text.removeprefix("CHECK: ").replace("with :skip", "")) == page
    assert page


@pytest.mark.parametrize(
    ("answers", "warned"),
    [
        (['"a/gate" = "pause"'], {"First “kestrel”."}),
        (
            ['"a/gate" = "go"', '"a/text" = "two words"', '"a/rate0" = 3', '"a/rate1" = 8'],
            {"3 for “kestrel”?", "Twice: kestrel"},
        ),
    ],
)
def test_a_file_of_answers_is_told_of_checks_and_gate_in_the_same_words(
    tmp_path: Path, script: str, answers: list[str], warned: set[str]
):
    store = small.open_store(tmp_path / "file")
    data = "\n".join(['"a/word" = "kestrel"', *answers]).encode()
    made = headless.run(
        store, small.CODE, data, "file", today=small.DAY, clock=Clock(), script=script
    )
    visit = small.begin(small.open_store(tmp_path / "lines"), script)
    told = " ".join(word for one in line_by_line(visit, Person()) for word in one.words)
    said = {one.partition(": ")[2] for one in made.warnings if one.startswith("a/")}
    assert said == warned
    assert [one for one in said if " ".join(words(one)) not in told] == []
