"""Text, Markdown and web page: every kind of block, and words that would act if they could."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from goalcoach.safe_text import cell_width, show
from goalcoach.sheets.block import (
    Block,
    ChangeBlock,
    ContactLine,
    ContactLines,
    Fact,
    Facts,
    Framed,
    Heading,
    Labelled,
    Mark,
    MarkList,
    MarkShape,
    Notice,
    Numbered,
    Para,
    Plain,
    Quote,
    RatingPlots,
    Role,
    Statement,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.sheet import Paper, SheetKind, Size, lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.sheets.writers.html.page import write_html
from goalcoach.sheets.writers.markdown import write_markdown
from goalcoach.sheets.writers.text import WIDTH, write_text
from tests.amount import pair
from tests.hostile.corpus import KINDS as TEXT_KINDS
from tests.hostile.corpus import MARKUP, TEXTS, acting
from tests.sheets import rowan
from tests.sheets.golden import compare
from tests.sheets.kinds import CARD, HANDOUT, KINDS
from tests.sheets.paper import EVERY, rowans
from tests.sheets.pieces import WEEK, one_of_each, plot, sheet_of

VOID = frozenset({"meta", "br", "!doctype"})
TAGS = frozenset(
    {
        *("html", "head", "title", "style", "body", "header", "main", "section", "footer", "div"),
        *("h1", "h2", "h3", "h4", "p", "strong", "span", "bdi", "blockquote", "ul", "ol", "li"),
        *("dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "time", "figure"),
        *("figcaption", "svg", "path", "circle", "rect", "line", "text"),
    }
)


class Page(HTMLParser):
    """Reads a page the way a browser does, and notes what does not close where it should."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.outline: list[int] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "br":
            self.words.append("\n")
        if tag in VOID:
            return
        self.tags.add(tag)
        self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.outline.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        elif tag not in {"path", "circle", "rect", "line"}:
            self.wrong.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def page_of(*blocks: Block) -> Page:
    return Page(write_html(sheet_of(blocks)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def kinds(blocks: tuple[Block, ...]) -> set[type]:
    found = set()
    for block in blocks:
        found |= {type(block)}
        if isinstance(block, Framed | Labelled):
            found |= kinds(block.blocks)
    return found


def test_the_sample_has_every_kind_of_block():
    assert kinds(one_of_each("x")) == {*get_args(Plain), Framed, Labelled}


# ---------------------------------------------------------------- the sheets as they look


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_sheet_as_markdown_reads_as_its_golden_file(kind: SheetKind):
    sheet = lay_sheet(kind, rowan.third(), rowan.around())
    compare(f"{kind}.md", write_sheet(sheet, FileFormat.MD).decode())


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_sheet_as_a_web_page_reads_as_its_golden_file(kind: SheetKind):
    """The style is left out: it is looked at, not read."""
    sheet = lay_sheet(kind, rowan.third(), rowan.around())
    page = write_sheet(sheet, FileFormat.HTML).decode()
    compare(f"{kind}.html", page[page.index("<body") :])


# ---------------------------------------------------------------- words that would act

OTHERS = pair([tuple(kind) for kind in TEXT_KINDS if kind is not MARKUP], range(3))
TRIED = [(*MARKUP, *OTHERS[writer]) for writer in range(3)]
"""The texts for each of the three writers: markup for all, what acts elsewhere for one or all."""


@pytest.mark.parametrize("name", TRIED[0])
def test_hostile_words_are_shown_and_do_nothing_in_plain_lines(name: str):
    written = write_text(one_of_each(TEXTS[name]))
    assert acting(written) == []
    assert squeezed(show(TEXTS[name])) in squeezed(written)
    assert max(cell_width(line) for line in written.split("\n")) <= WIDTH


def read_markdown(*blocks: Block) -> list[Token]:
    page = write_markdown((Title("My plan"), *blocks))
    assert acting(page) == []
    tokens = MarkdownIt("gfm-like").parse(page)
    return [one for token in tokens for one in (token, *(token.children or ()))]


@pytest.mark.parametrize("name", TRIED[1])
def test_hostile_words_are_text_to_a_reader_of_markdown(name: str):
    text = TEXTS[name]
    for blocks in (
        (Para(text), Quote(text)),
        (Facts((Fact(text, text),)), Heading(text)),
        (TextSpans((TextSpan(text, strong=True), TextSpan(text), TextSpan(text, strong=True))),),
        (
            Labelled(text, text, (ChangeBlock((TextSpan(text),), (), text, (text,)),)),
            Week(WEEK, text, ()),
        ),
    ):
        tokens = read_markdown(*blocks)
        acts = {"html_block", "html_inline", "image", "fence", "code_block", "code_inline"}
        acts |= {"table_open", "hr", "s_open", "em_open"}
        links = [one.attrGet("href") for one in tokens if one.type == "link_open"]
        assert not {one.type for one in tokens} & acts
        # An address of a mail is all that a reader may make a link of.
        assert [link for link in links if not str(link).startswith("mailto:")] == []
        said = "".join(one.content for one in tokens if one.type in ("text", "text_special"))
        assert squeezed(show(text)) in squeezed(said)


@pytest.mark.parametrize("name", TRIED[2])
def test_hostile_words_are_text_on_a_web_page(name: str):
    text = TEXTS[name]
    written = write_html(sheet_of(one_of_each(text), language=text, name=text))
    page = Page(written)
    assert acting(written) == []
    assert page.wrong == []
    assert page.tags <= TAGS
    assert not [key for key, _ in page.attributes if key.startswith("on") or key in ("href", "src")]
    assert squeezed(show(text)) in squeezed(page.text)
    assert ("lang", "en") in page.attributes


# ---------------------------------------------------------------- the web page


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("size", Size)
def test_a_page_stands_alone(kind: SheetKind, size: Size):
    for paper in Paper:
        written = write_html(lay_sheet(kind, rowan.third(), rowan.around(), size), paper)
        page = Page(written)
        assert page.wrong == []
        assert "http" not in written.replace("http-equiv", "")
        assert not page.tags & {"script", "link", "img", "iframe", "object", "form", "a"}
        assert not [key for key, _ in page.attributes if key in ("style", "src", "href")]
        assert "url(" not in written
        assert "@import" not in written


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else(kind: SheetKind):
    written = write_html(lay_sheet(kind, rowan.third(), rowan.around()))
    style = re.search("<style>(.*)</style>", written, re.DOTALL)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', written)
    assert style
    assert policy
    hashed = b64encode(sha256(style[1].encode()).digest()).decode()
    assert "default-src 'none'; " in policy[1]
    assert f"style-src 'sha256-{hashed}';" in policy[1]
    assert "unsafe" not in policy[1]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_headings_of_a_page_skip_no_level(kind: SheetKind):
    outline = Page(write_html(lay_sheet(kind, rowan.third(), rowan.around()))).outline
    assert outline.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(outline))


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("AR-EG", "rtl")]
)
def test_a_page_runs_the_way_its_language_does(language: str, direction: str):
    written = write_html(sheet_of((Para("x"),), language))
    assert f'<html lang="{language}" dir="{direction}">' in written


def test_paper_and_size_of_print_are_in_the_style():
    sheet = sheet_of((Para("x"),))
    assert "size: A4 portrait" in write_html(sheet, Paper.A4)
    assert "size: letter portrait" in write_html(sheet, Paper.LETTER)
    assert "--body: 14pt" in write_html(sheet)
    assert "--body: 18pt" in write_html(sheet._replace(size=Size.LARGE))


def margins(page: str) -> tuple[float, ...]:
    """Return the margins of a printed page in millimetres: top, right, bottom, left."""
    found = re.search(r"@page \{ size: \w+ portrait; margin: ([^;]+);", page)
    assert found
    return tuple(float(side.removesuffix("mm")) for side in found[1].split())


@pytest.mark.parametrize(
    ("kind", "size"), [one for one in EVERY if one != (CARD, Size.LARGE)], ids=str
)
def test_a_printed_page_leaves_its_text_the_same_column_on_every_paper(kind: SheetKind, size: Size):
    sheet = rowans(kind, size)
    web = sheet.style.web
    wide = web.measure.gutter + web.measure.column + web.reach
    for paper in Paper:
        top, right, bottom, left = margins(write_html(sheet, paper))
        assert paper.extent[0] - left - right == pytest.approx(wide, abs=0.11)
        assert (top, bottom) == ((8, 7) if (kind, size) == (CARD, Size.STANDARD) else (12, 10))
        mirrored = margins(write_html(sheet._replace(language="ar"), paper))
        assert mirrored == (top, left, bottom, right)


def test_a_page_is_wider_at_both_sides_on_a_wider_paper():
    near = margins(write_html(rowans(HANDOUT), Paper.A4))[3]
    assert near == 25.5 - 9.5
    assert margins(write_html(rowans(HANDOUT), Paper.LETTER))[3] == pytest.approx(
        near + 5.9 / 2, abs=0.1
    )


def test_a_card_that_fills_the_paper_has_no_margins():
    assert margins(write_html(rowans(CARD, Size.LARGE))) == (0,)


def test_a_drawn_mark_is_hidden_and_its_word_is_not():
    written = write_html(sheet_of((MarkList((Mark(MarkShape.BAD, "Bad day", "Nothing today."),)),)))
    mark = re.search(r"<li>(<svg[^>]*>).*?</svg>(.*?)</li>", written)
    assert mark
    assert 'aria-hidden="true"' in mark[1]
    assert mark[2] == "<strong>Bad day.</strong> Nothing today."


def test_a_plot_says_in_words_what_it_draws():
    said = "Progress by the patient: 2, 4, 5; by the clinician: 2, 3, 3."
    written = write_html(sheet_of((RatingPlots((plot(said),)),)))
    assert f'role="img" aria-label="{said}"' in written
    assert "<figcaption>Progress, 0–10</figcaption>" in written
    for write in (write_text, write_markdown):
        assert squeezed(said) in squeezed(write((RatingPlots((plot(said),)),)))


def test_the_cells_of_a_week_have_their_headings():
    written = write_html(sheet_of((Week(WEEK, "What happened", ("Ease", "Mood")),)))
    assert written.count('<th scope="row">') == 7
    assert re.findall('<th scope="col">([^<]*)', written) == ["What happened", "Ease", "Mood"]


def test_the_second_card_is_for_the_eye_only():
    written = write_html(lay_sheet(CARD, rowan.third(), rowan.around()))
    first, second = written.split('<div class="strip copy" aria-hidden="true">')
    for words in ("What do I do first?", "01632"):
        assert words in first.replace("\u00a0", " ")
        assert words in second.replace("\u00a0", " ")


def test_each_notice_is_said_once_on_a_page_and_stands_on_every_paper():
    page = write_html(sheet_of((Notice("PRACTICE"), Title("A"), Notice("PRACTICE"), Para("x"))))
    assert page.count("PRACTICE") == 1
    assert ".notices { display: table-header-group" in page


# ---------------------------------------------------------------- words in a row


def test_what_was_is_set_beside_what_is_now():
    old = (TextSpan("Cook "), TextSpan("two pots", strong=True))
    new = (TextSpan("Cook "), TextSpan("one pot", strong=True))
    change = ChangeBlock(old, new, "one fewer", ("Two cost me the Monday",))
    assert write_text((change,)) == (
        "was: Cook two pots\nnow: Cook one pot (one fewer)\nwhy: Two cost me the Monday\n"
    )
    assert write_markdown((change,)) == (
        "- was: Cook **two pots**\n- now: Cook **one pot** (one fewer)\n"
        "- why: Two cost me the Monday\n"
    )
    said = unescape(page_of(change).text)
    assert "“Cook two pots” is now “Cook one pot” (one fewer)" in said
    assert "Why: “Two cost me the Monday”" in said


def test_nothing_in_a_labelled_part_is_set_in_twice():
    words = "I put the pot on, and I sit when the bell rings. " * 3
    blocks = (Quote(words), Statement(words, Role.GOAL), Facts((Fact("When", words),)))
    lines = write_text((Labelled("Ready?", "c1", blocks),)).split("\n")
    assert lines[0] == "Ready? (c1)"
    assert {re.match(" *", line)[0] for line in lines[1:] if line} == {"  "}  # type: ignore[index]


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (ContactLine("My sister", "cooks with me. Her number is", "1 22"),
         "My sister cooks with me. Her number is 1 22."),
        (ContactLine("My sister", "Cooks with me.", "1 22"), "My sister: Cooks with me. 1 22"),
        (
            ContactLine("Nurse line", ", weekdays 8 to 5:", "1 22"),
            "Nurse line, weekdays 8 to 5: 1 22",
        ),
        (ContactLine("Night desk", "", "1 22"), "Night desk: 1 22"),
        (ContactLine("Night desk", "", ""), "Night desk"),
        (ContactLine("Ilse", "Walks with me.", ""), "Ilse: Walks with me."),
    ],
)  # fmt: skip
def test_a_contact_reads_as_a_sentence_with_the_number_last(contact: ContactLine, said: str):
    block = (ContactLines((contact,)),)
    assert write_text(block) == f"{said}\n"
    assert re.sub(r"[*\\-]", "", write_markdown(block)).strip().replace("\u00a0", " ") == said
    assert squeezed(said) in squeezed(page_of(*block).text)


def test_a_number_is_never_parted_from_what_it_counts():
    words = "I call 01632 960 999, or I sit for 14 minutes on 18 December with my sister. " * 9
    for width in range(30, 64):
        lines = write_text((Para(words),), width).split("\n")
        assert not [line for line in lines if re.search(r"(\d| I|^I)$", line)]
        assert "\u00a0" not in "".join(lines)


def test_markdown_begins_with_its_only_title_and_heads_nothing_twice():
    blocks = (
        *(Notice("PRACTICE"), Title("My plan"), Heading("What next?"), Para("x")),
        *(Title("For hard days"), Heading("What next?"), Quote("a"), Quote("b")),
    )
    assert write_markdown(blocks) == (
        "# My plan\n\n**PRACTICE.**\n\n## What next?\n\nx\n\n"
        "## For hard days\n\n### What next? (2)\n\n> a\n>\n> b\n"
    )


def test_strong_words_hold_where_a_sign_ends_them():
    spans = (
        TextSpan("Call "),
        TextSpan("now!", strong=True),
        TextSpan("please "),
        TextSpan("(you)", strong=True),
    )
    assert write_markdown((TextSpans(spans),)) == "Call now!please **(you)**\n"


def test_lists_of_markdown_in_a_row_are_one_list():
    changes = (ChangeBlock((), (TextSpan("The stool"),)), ChangeBlock((), (TextSpan("The bell"),)))
    assert write_markdown(changes) == "- now: The stool\n- now: The bell\n"
    steps = (Numbered(("Sit down", "Breathe out")),)
    assert write_markdown(steps) == "1. Sit down\n2. Breathe out\n"


def test_a_heading_of_markdown_ends_without_a_full_stop():
    assert write_markdown((Heading("Goal g1: Cook lunch."),)) == "## Goal g1: Cook lunch\n"
