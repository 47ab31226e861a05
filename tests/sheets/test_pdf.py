"""The writer of PDF: what comes out of it is read back, as a person or a screen reader would."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf.generic import ArrayObject, DictionaryObject

import goalcoach
from goalcoach.errors import NotPrinted
from goalcoach.sheets.block import (
    Block,
    Break,
    ContactLine,
    ContactLines,
    Facts,
    Footer,
    Heading,
    Mark,
    MarkList,
    MarkShape,
    Meta,
    Notice,
    Numbered,
    Origin,
    Para,
    Quote,
    Role,
    Statement,
    Title,
)
from goalcoach.sheets.sheet import Paper, Sheet, SheetKind, Size, lay_sheet
from goalcoach.sheets.writers.pdf import pdf
from goalcoach.sheets.writers.pdf.pdf import write_merged, write_pdf
from tests.sheets.kinds import DIARY, HANDOUT, RECORD
from tests.sheets.paper import EVERY, names, pages, read, root_of, rowans, tags, words
from tests.sheets.print_sample import FIRST, FOOTER, SECOND, handout
from tests.sheets.rowan import around, third

HOSTILE = (
    '#read("/etc/passwd")',
    "$x$ *b* _i_ `c` <label> @ref // /* = h",
    "#import sys: *; #panic()",
    "{{ x }} \\u{41} \\n \\",
    "<script>alert(1)</script>",
    "\x1b[2J \u202eabc\u200b \x00",
    "a" * 300,
    "1 2 3 " * 100,
    "e\u0301\u0302\u0303 " * 20,
)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("kind", "size"), EVERY, ids=str)
def test_every_sheet_can_be_set_on_both_papers(kind: SheetKind, size: Size, paper: Paper):
    page = read(write_pdf(rowans(kind, size), paper)).pages[0]
    expected = {Paper.A4: (595.3, 841.9), Paper.LETTER: (612.0, 792.0)}[paper]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(expected, 0.1)


def test_a_typical_handout_has_two_pages_that_say_which_of_two_they_are():
    for paper in Paper:
        first, second = pages(write_pdf(handout(), paper))
        assert "Page 1 of 2" in first
        assert "Page 2 of 2" in second
        assert "For a hard spell" in second


def of_sides(*lines: int, size: Size = Size.STANDARD) -> list[str]:
    """Return the pages of a sheet whose sides have so many lines, the last one with a title."""
    blocks: list[Block] = [Title("My plan")]
    for side, count in enumerate(lines[:-1], 1):
        blocks += [Break()] if side > 1 else []
        blocks += [Heading(f"Goal {side}"), *(Para(f"A{n}.") for n in range(count))]
    blocks += [Break(), Title("For a hard spell"), *(Para(f"Z{n}.") for n in range(lines[-1]))]
    return pages(write_pdf(Sheet(HANDOUT, size, "A sheet", "en", tuple(blocks))))


def test_goals_of_a_little_more_than_a_page_follow_one_another():
    made = of_sides(40, 40, 40, 14)
    assert len(made) == 5
    assert made[-1].startswith("For a hard spell")


def test_a_side_that_would_leave_a_page_nearly_empty_begins_below_the_one_before():
    for size in Size:
        (only,) = of_sides(8, 2, size=size)
        assert "Goal 1" in only
        assert "For a hard spell" in only
        assert len(of_sides(14, 14, size=size)) == 2


def test_the_back_of_a_handout_begins_on_the_front_only_where_that_saves_a_sheet_of_paper():
    assert [page.count("Goal") for page in of_sides(44, 14)] == [1, 0]
    assert len(of_sides(44, 14)) == 2


@pytest.mark.parametrize("size", Size)
def test_no_page_is_nearly_empty_however_long_a_side_is(size: Size):
    for first in range(14, 60, 3):
        sheet = of_sides(first, 14, size=size)
        # A line of a letter and a number, with the space above it, is a thirtieth of a page.
        assert all(page.count(".") > 8 for page in sheet), first


def test_who_agreed_never_stands_on_a_page_alone():
    for lines in range(20, 32):
        blocks: tuple[Block, ...] = (
            Title("My plan"),
            *(Para(f"A{line}.") for line in range(lines)),
            Heading("What do I say to this plan?"),
            Para("“I put the pot on.”"),
            Meta("Agreed by me."),
            Heading("Left open for now"),
            *(Para("The numbers of the neighbours.") for _ in range(4)),
        )
        made = pages(write_pdf(Sheet(HANDOUT, Size.STANDARD, "A sheet", "en", blocks)))
        assert any("“I put the pot on.” Agreed by me." in page for page in made)


def test_large_print_takes_three_pages_and_keeps_the_three_days_together():
    made = pages(write_pdf(handout(size=Size.LARGE)))
    assert len(made) == 3
    assert ["Bad day" in page for page in made] == ["Good day" in page for page in made]
    assert ["Bad day" in page for page in made] == ["What does it look" in page for page in made]


def test_no_word_stands_alone_on_a_last_line():
    """However long a paragraph is; its lines are read as they were broken."""
    for count in range(12, 40):
        text = " ".join(["wonderful"] * count) + " marmalades."
        data = write_pdf(handout((Title("My plan"), Para(text), FOOTER)))
        lines = read(data).pages[0].extract_text().splitlines()
        last = next(line for line in lines if "marmalades." in line)
        assert len(last.replace("\u00a0", " ").split()) > 1, count


def test_all_that_a_sheet_says_is_on_the_paper():
    text = words(write_pdf(handout()))
    for said in (
        "“Being the aunt who shows up.”",
        "Cook lunch for my sister’s children at home, every other Sunday.",
        "When: Sunday 27 December and Sunday 10 January, at 11:00.",
        "Good day. The same pot, not more.",
        "Steady: cut the vegetables, sitting.",
        "If I wake up dizzy on Sunday, then I warm the soup",
        "I call 01632 960 999, at any hour.",
        "Her number is 01632 960 017.",
    ):
        assert said in text


def test_a_sheet_has_the_same_bytes_each_time_and_in_each_process():
    code = (
        "import sys; from tests.sheets.print_sample import handout;"
        "from goalcoach.sheets.writers.pdf.pdf import write_merged, write_pdf;"
        "sys.stdout.buffer.write(write_pdf(handout()))"
    )
    root = Path(goalcoach.__file__).parent.parent
    elsewhere = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=root
    ).stdout
    assert write_pdf(handout()) == write_pdf(handout()) == elsewhere


def test_a_sheet_is_tagged_and_says_its_name_and_language():
    data = write_pdf(handout(language="pt-BR"))
    assert str(root_of(data)["/Lang"]) == "pt-BR"
    said = read(data).metadata
    assert said is not None
    assert said.title == "My plan, rowan-17, 18 December 2026"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_no_level_of_heading_is_skipped_on_any_sheet():
    for kind, size in EVERY:
        levels = [int(name[2]) for name in names(write_pdf(rowans(kind, size))) if name[:2] == "/H"]
        assert levels[0] == 1, kind
        for before, after in pairwise(levels):
            assert after <= before + 1, kind


def test_marks_and_steps_are_real_lists():
    found = names(write_pdf(handout()))
    assert found.count("/L") == 3
    assert found.count("/LI") == 9


def test_labels_of_the_record_are_lists_and_its_plots_are_figures_with_their_sentence():
    data = write_pdf(rowans(RECORD))
    assert "/Table" not in names(data)
    said = [str(tag.get("/Alt")) for tag in tags(data) if str(tag["/S"]) == "/Figure"]
    assert said
    assert all(" to " in one for one in said)


def test_the_diary_is_a_table_whose_boxes_say_what_they_are_for():
    data = write_pdf(rowans(DIARY))
    found = names(data)
    assert "/Table" in found
    boxes = [str(tag.get("/Alt")) for tag in tags(data) if str(tag["/S"]) == "/Figure"]
    assert boxes[:3] == ["Taking part, Saturday 19", "Mood, Saturday 19", "Energy, Saturday 19"]


def test_a_day_heads_its_row_for_who_listens():
    data = write_pdf(rowans(DIARY))
    cells = [tag for tag in tags(data) if str(tag["/S"]) in ("/TH", "/TD")]
    heads = {str(tag["/ID"]): tag for tag in cells if "/ID" in tag}
    rows = [name for name, tag in heads.items() if scope(tag) == "/Row"]
    assert len(rows) == 28
    for cell in cells:
        if str(cell["/S"]) == "/TD":
            headers = attribute(cell, "/Headers")
            assert isinstance(headers, ArrayObject)
            named = [str(one) for one in headers]
            assert [scope(heads[one]) for one in named] == ["/Row", "/Column"]
    root = root_of(data)["/StructTreeRoot"]
    assert isinstance(root, DictionaryObject)
    names_of = root["/IDTree"]
    assert isinstance(names_of, DictionaryObject)
    tree = names_of["/Names"]
    assert isinstance(tree, ArrayObject)
    listed = [str(one) for one in tree[::2]]
    assert listed == sorted(heads)
    assert [str(one.get_object()["/ID"]) for one in tree[1::2]] == listed


def test_a_merged_diary_keeps_the_heads_of_its_rows():
    data = write_merged([rowans(DIARY), rowans(DIARY)])
    heads = [tag for tag in tags(data) if "/ID" in tag]
    assert sum(scope(tag) == "/Row" for tag in heads) == 56
    assert len({str(tag["/ID"]) for tag in heads}) == len(heads)


def attribute(tag: DictionaryObject, name: str) -> object:
    """Return an attribute of a cell of a table."""
    owners = tag["/A"]
    assert isinstance(owners, ArrayObject)
    return next(one[name] for one in owners if one["/O"] == "/Table" and name in one)


def scope(tag: DictionaryObject) -> str:
    return str(attribute(tag, "/Scope"))


def test_a_week_stands_on_one_page():
    made = pages(write_pdf(rowans(DIARY)))
    assert len(made) == 4
    for page in made:
        assert "Taking part" in page
        assert "What do I want to say" in page


def test_a_week_with_three_steps_stands_on_one_letter_page():
    goal = third().goals[0]
    text = "Cut the vegetables at the table, and stand only for the "
    goals = tuple(
        replace(
            goal, id=f"g{n}", ladder=replace(goal.ladder, rungs=(replace(rung, text=text + at),))
        )
        for n, at in enumerate(("pot", "pan", "oven"), 1)
        for rung in goal.ladder.rungs
        if rung.status == "now"
    )
    sheet = lay_sheet(DIARY, replace(third(), goals=goals), around())
    made = pages(write_pdf(sheet, Paper.LETTER))
    assert len(made) == 4
    assert "My steps: " in made[0]
    assert all(f"for the {at}." in " ".join(made[0].split()) for at in ("pot", "pan", "oven"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_person_typed_is_text_and_nothing_else(hostile: str):
    blocks: tuple[Block, ...] = (
        Title("My plan"),
        Meta(hostile),
        Heading(hostile),
        Quote(hostile),
        Statement(hostile, Role.GOAL),
        Para(hostile),
        MarkList((Mark(MarkShape.NOW, hostile, hostile),)),
        Numbered((hostile,)),
        ContactLines((ContactLine(hostile, hostile, hostile),)),
        Facts(()),
        Footer((hostile,), hostile),
    )
    text = words(write_pdf(handout(blocks)))
    assert "root:" not in text
    if hostile.startswith("#read"):
        assert text.count(hostile) >= 7


def test_a_text_without_blanks_stays_on_the_paper():
    data = write_pdf(handout((Title("My plan"), Para("w" * 10_000), FOOTER)))
    assert words(data).count("w") >= 10_000
    assert len(read(data).pages) > 1


def test_a_text_longer_than_a_page_goes_on_with_its_pages_counted_and_its_notice_on_each():
    blocks = (Notice("PRACTICE"), Title("My plan"), Para("word " * 2000), FOOTER)
    made = pages(write_pdf(handout(blocks)))
    assert len(made) > 3
    for number, page in enumerate(made, 1):
        assert f"Page {number} of {len(made)}" in page
        assert "PRACTICE" in page


def test_a_notice_stands_on_each_page_above_the_title():
    notice = "Replaced on 15 January 2027. Please use the newer plan."
    data = write_pdf(handout((Notice(notice), *FIRST, Break(), *SECOND, FOOTER)))
    assert [page.count(notice) for page in pages(data)] == [1, 1]


def test_a_sign_that_no_font_has_is_named_with_its_place_and_the_font_to_install():
    blocks = (Title("My plan"), Para("I said \U0010fffd here", Origin("goals.text")), FOOTER)
    with pytest.raises(NotPrinted) as refused:
        write_pdf(handout(blocks))
    said = refused.value.sentence
    assert "U+10FFFD" in said
    assert "goals.text" in said
    assert "Install" in said
    assert "I said" not in said


def test_chinese_and_emoji_name_the_font_to_install_where_the_system_has_none(
    monkeypatch: pytest.MonkeyPatch,
):
    bundled = pdf._families(False)
    monkeypatch.setattr(pdf, "_families", lambda system: bundled)
    for text, font in (("漢", "Noto Sans CJK"), ("😀", "Noto Emoji")):
        with pytest.raises(NotPrinted, match=font):
            write_pdf(handout((Title("My plan"), Para(text), FOOTER)))


def test_our_own_words_need_no_font_but_the_bundled_ones(monkeypatch: pytest.MonkeyPatch):
    def refuse(system: bool) -> tuple[str, ...]:
        assert not system, "a sign of ours is in no bundled font"
        return pdf.FAMILIES

    package = Path(goalcoach.__file__).parent
    sources = [*package.glob("prompts/**/*.toml"), *package.glob("sheets/**/*.py")]
    # A full stop and what begins a formula: looked for in what people type, not ours.
    theirs = set("。＝＋－＠")
    # Drawn on a screen only: the plots of the terminal.
    signs = {sign for one in sources for sign in one.read_text("utf-8")} - set("│└─") - theirs
    monkeypatch.setattr(pdf, "_families", refuse)
    text = "".join(sorted(sign for sign in signs if sign.isprintable()))
    write_pdf(handout((Title("My plan"), Para(" ".join(text)), FOOTER)))


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_sheet_from_right_to_left_keeps_numbers_in_their_order(language: str):
    blocks = (
        Title("خطتي" if language == "ar" else "התוכנית שלי"),
        Para(
            "أتصل على 01632 960 999 الآن." if language == "ar" else "אני מתקשר 01632 960 999 עכשיו."
        ),
        FOOTER,
    )
    data = write_pdf(handout(blocks, language=language))
    assert "01632 960 999" in words(data)
    root = root_of(data)
    assert str(root["/Lang"]) == language
    preferences = root["/ViewerPreferences"]
    assert isinstance(preferences, DictionaryObject)
    assert str(preferences["/Direction"]) == "/R2L"


def test_a_sheet_without_anything_is_an_empty_page():
    assert len(read(write_pdf(handout(()))).pages) == 1


def test_a_sheet_too_long_for_paper_says_so_and_where():
    origin = Origin("goals.why", ("g1",))
    sheet = handout()._replace(
        blocks=(Title("My plan"), Para("a" * (pdf.MOST_ON_PAPER + 1), origin))
    )
    with pytest.raises(NotPrinted, match=r"of them in goals\.why; a PDF takes at most 50000"):
        write_pdf(sheet)


def test_only_a_long_text_has_its_lines_broken_one_by_one(monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setattr(pdf, "_compile", lambda data, system: made.append(data["long"]))
    monkeypatch.setattr(pdf, "head_rows", lambda made: b"")
    for size in (pdf.LONG_TEXT, pdf.LONG_TEXT + 1):
        write_pdf(handout()._replace(blocks=(Para("a" * size),)))
    assert made == [0, 1]
