"""Only `plan.question_address` takes the address of a question apart, or puts one together.

Looked for in every syntax tree: a text in the code with one of the signs an address is made of.
The few texts that mean something else are named here, each with what it is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "goalcoach"
HOME = "plan/question_address.py"

# Parts in which "/" and "#" can belong to an address; elsewhere they part files and comments.
TALKING = ("plan", "dialogue", "sheets", "visit", "headless", "plain", "screens")

# (module, or a folder with its slash; text, or its first words) → what it is.
OTHERWISE = {
    ("cli/command_table.py", "@"): "a version of a patient: rowan-17@2",
    ("cli/completion.py", "@"): "a version of a patient: rowan-17@2",
    ("cli/completion.py", "@A"): "versions of a patient, as help shows them",
    ("cli/completion.py", ".*[@=:]"): "where a shell ends a word",
    ("cli/completion_script.py", "# Tab in"): "a script for a shell",
    ("cli/completion_script.py", "#compdef"): "a script for a shell",
    ("cli/completion_script.py", "~"): "the user's own folder",
    ("screens/kit/command_palette.py", r"[ -~\w]*"): "a range of letters",
    ("cli/diff.py", "CODE[@A] [CODE@B]"): "versions of a patient, as help shows them",
    ("cli/print_option.py", "[CODE[@N]…]"): "versions of a patient, as help shows them",
    ("cli/show.py", "CODE[@N]"): "a version of a patient, as help shows it",
    (
        "dialogue/script/symbol_table.py",
        "/",
    ): "names in a script, section/item: made and split here",
    ("dialogue/linter/code_table.py", "Write extends ="): "a pack and its version: core@1.0.0",
    ("dialogue/scenario/coverage.py", "/"): "names in a script, section/item",
    ("dialogue/script/localisation.py", "/"): "a file in a folder of the pack",
    ("dialogue/script/typed_number.py", r"(?<!\w)(?:(?:ca"): "a guess: ~12",
    ("dialogue/script/overlay.py", "([a-z0-9]"): "a pack and its version: core@1.0.0",
    ("dialogue/scenario/failure_words.py", "/"): "names in a script, section/item",
    ("visit/script_paper.py", "/"): "names in a script, section/item",
    ("dialogue/script/overlay.py", "needs the name of"): "a pack and its version: core@1.0.0",
    ("dialogue/script/overlay.py", "/"): "a file in a folder of the pack",
    ("dialogue/script/overlay_pins.py", "@"): "a pack and its version: core@1.0.0",
    ("dialogue/script/overlay_pins.py", "/"): "names in a script, section/item",
    ("dialogue/script/overlay_safety.py", "/"): "names in a script, section/item",
    ("dialogue/script/overlay_section.py", "/"): "names in a script, section/item",
    ("dialogue/script/pack_diff.py", "/"): "names in a script, section/item",
    ("dialogue/script/text_places.py", "/"): "names in a script, section/item",
    ("dialogue/script/json_schema.py", "The pack below"): "a pack and its version: core@1.0.0",
    ("dialogue/linter/exception_list.py", "/"): "names in a script, from the inside out",
    ("dialogue/script/canonical_form.py", "#"): "a comment in TOML",
    ("dialogue/script/compiler.py", "/"): "whether a retired name is that of a question",
    ("dialogue/script/name_resolver.py", "/"): "whether a name in a script says its section",
    ("plan/off_paper.py", "@"): "a place of the plan, goals@g1: made and read there alone",
    ("plan/off_paper.py", r"([^.@]+)"): "a place of the plan, goals@g1: made and read there alone",
    ("plan/diff/diff.py", "#"): "a row without an id, called by its place",
    ("plan/file/key_lines.py", "#"): "a comment in TOML",
    ("plan/outcome/trend.py", "~"): "what counts the forms of one edition of a scale",
    ("plan/outcome/trend_flag.py", "/"): "a fraction",
    ("screens/fields/field.py", "/"): "what parts two arrows, as marks have them",
    ("screens/home/home.py", "/"): "the key of a search",
    ("screens/kit/keymap.py", "/"): "the key of a search",
    ("screens/kit/search_page.py", "/"): "the key of a search",
    ("screens/visit/overview.py", "/"): "the key of a search",
    ("screens/kit/theme.py", "#"): "a mark drawn in ASCII",
    ("screens/kit/paste_parser.py", "[200~"): "a terminal's sign for a paste",
    ("screens/kit/paste_parser.py", "[201~"): "a terminal's sign for a paste",
    ("screens/visit/unsaved_page.py", "~"): "the user's own folder",
    ("sheets/changes/change_report.py", "~"): "the mark of a changed line",
    ("sheets/changes/change_vocabulary.py", "~"): "the mark of a changed line",
    ("sheets/changes/html_writer.py", "body { font:"): "a style sheet",
    ("sheets/changes/markdown_writer.py", "~~"): "struck words in Markdown",
    ("sheets/changes/unchanged.py", "#"): "a row without an id, called by its place",
    ("sheets/layouts/record/changes.py", "#"): "a row without an id, called by its place",
    ("sheets/spreadsheet.py", "'*[=+"): "what a spreadsheet would act on",
    ("sheets/writers/", ""): "style sheets and Markdown: writers get blocks, and no plan",
    ("store/file_name.py", "@"): "a version of a patient: rowan-17@2",
    ("store/file_name.py", "After @ comes"): "a sentence about a version of a patient",
    ("store/stranger.py", r"\.sync-conflict-"): "names of files that other programs leave behind",
    ("store/lock_holder.py", "@"): "who has a visit open: user@machine",
    ("visit/first_start_words.py", "goalcoach"): "commands, with the user's own folder",
    ("visit/journal_transcript.py", "/"): "where a file lies",
    ("visit/answers_beside_journal.py", "/"): "where a file lies",
    ("safe_text.py", r"[ -~\n]*\Z"): "a range of letters",
}


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield every text in the code, those inside f-strings too, docstrings left out."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def is_cut(text: str, part: str) -> bool:
    """Return True if code with this text could be cutting an address, or gluing one."""
    if "@" in text or "~" in text:
        return True
    if part not in TALKING:
        return False
    section, slash, item = text.partition("/")
    names = section.replace("_", "a").isalpha() or not section
    return text == "#" or bool(slash and names and not item)


def hand_made(source: str, module: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) for each text of a module that an address could be made or cut with."""
    for node in texts(ast.parse(source)):
        text = str(node.value)
        if is_cut(text, module.partition("/")[0]) and not reason(module, text):
            yield node.lineno, text


def reason(module: str, text: str) -> tuple[str, str] | None:
    """Return the row of the table that says what `text` is."""
    for where, start in OTHERWISE:
        here = module.startswith(where) if where.endswith("/") else module == where
        if here and (text == start or (len(start) != 1 and text.lstrip().startswith(start))):
            return where, start
    return None


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")


def test_no_other_module_takes_an_address_apart_or_puts_one_together():
    found = {
        f"{module}:{line}: {text!r}: ask plan.address, or say in the table what this text is"
        for module, source in modules()
        if module != HOME
        for line, text in hand_made(source, module)
    }
    assert not found


def test_every_text_of_the_table_is_still_there():
    there = {
        reason(module, str(node.value))
        for module, source in modules()
        for node in texts(ast.parse(source))
    }
    assert set(OTHERWISE) <= there


@pytest.mark.parametrize(
    "source",
    [
        'row = address.partition("/")[0].partition("@")[2]',
        'section = at.split("/")[0]',
        'cell = f"{roster}@{row}.{field}"',
        'found = re.search(r"@(g\\d+)", address)',
        'head = re.split("[@~]", section)[0]',
        'hidden = address.startswith("safety/")',
        'key = section + "/" + item',
        'is_cell = "@" in address',
        'name = f"{section}/{item}"',
        'key = "{}/{}".format(section, item); row = key.rpartition("@")',
        'question = key.partition("#")[0]',
        'turn = f"~{number}"',
    ],
)
def test_an_address_cut_or_glued_by_hand_is_found(source: str):
    assert list(hand_made(source, "plain/conversation.py"))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("store/store.py", 'source = f"{code}/{name}"'),
        ("plain/conversation.py", '"""An address, sure@g1~2/sure, in a docstring."""'),
        ("screens/kit/theme.py", 'keys = ("up/down", "yes / no")'),
        ("safe_text.py", r'PLAIN = r"[ -~\n]*\Z"'),
    ],
)
def test_a_text_that_is_no_part_of_an_address_is_let_be(module: str, source: str):
    assert not list(hand_made(source, module))
