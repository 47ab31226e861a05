"""docs/SCRIPTS.md does what it says: each step on the pack that `script new` makes, and every code.

GOALCOACH_RENEW=1 writes the table of codes anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import tomli

from goalcoach.cli.main import run
from goalcoach.cli.script.subcommand_table import SCRIPT_COMMANDS
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.command import Answer
from goalcoach.dialogue.linter.code_table import CODE_FAMILIES, LINT_CODES
from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.scenario.scenario_file import Expected, ScenarioStep
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.condition import OPERATORS
from goalcoach.dialogue.script.script import Script
from goalcoach.store.pack_folder import read_sample
from tests.dialogue.walker import addresses, give, start

PAGE = Path(__file__).parent.parent / "docs" / "SCRIPTS.md"
TEXT = PAGE.read_text("utf-8")
HEAD = "## What lint tells"
BLOCKS = re.findall(r"^```toml\n# (\S+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def after(steps: int) -> dict[str, bytes]:
    """Return the sample pack after so many of the page's steps."""
    files = {name: data.decode() for name, data in read_sample().items()}
    for name, block in BLOCKS[:steps]:
        if name not in files:
            files[name] = block
            continue
        [item] = tomli.loads(block)["item"]
        old = re.search(rf'^\[\[item\]\]\n[^[]*?^id = "{item["id"]}"$.*?(?=^\[\[item|\Z)',
                        without_comments(files[name]), re.MULTILINE | re.DOTALL)  # fmt: skip
        text = without_comments(files[name])
        files[name] = text.replace(old[0], f"{block}\n") if old else f"{text}\n{block}"
    return {name: data.encode() for name, data in files.items()}


def without_comments(text: str) -> str:
    return re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)


def pack(steps: int) -> Script:
    return compile_pack({name: data for name, data in after(steps).items() if "/" not in name})


@pytest.mark.parametrize("steps", range(len(BLOCKS) + 1))
def test_lint_has_nothing_to_tell_after_any_step(steps: int):
    files = {name: data for name, data in after(steps).items() if "/" not in name}
    assert lint_pack(files) == ()


def test_a_word_is_changed_a_question_added_and_a_branch_opened_by_its_answers():
    assert len(BLOCKS) == 4
    words = [pack(steps).words("hello", "welcome").say.parts for steps in (0, 1)]
    assert words[0] != words[1]
    assert [one.id for one in pack(1).sections["hello"].items].count("welcome") == 1
    script = pack(3)
    state = start(script)
    assert "hello/pet" in addresses(script, state)
    assert "hello/pet_helps" not in addresses(script, state)
    answered = give(script, state, Answer(5, "hello/ease"), Answer("A cat", "hello/pet"))
    assert "hello/pet_helps" in addresses(script, answered)
    assert "hello/pet_helps" not in addresses(
        script, give(script, answered, Answer(7, "hello/ease"))
    )


def test_the_scenario_of_the_page_comes_out_as_it_says(tmp_path: Path):
    scenario = tomli.loads(after(4)["tests/pet.toml"].decode())
    script = pack(4)
    state = start(script)
    for step in scenario["step"]:
        state = give(script, state, Answer(step["answer"], step["at"]))
    assert set(scenario["expect"]["asked"]) <= set(addresses(script, state))
    if "test" in SCRIPT_COMMANDS:
        for name, data in after(4).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(data)
        assert run(["script", "test", str(tmp_path)]) == 0


def test_every_command_that_the_page_names_is_there():
    named = set(re.findall(r"script ([a-z0-9]+)[ `]", TEXT)) - {"of"}
    assert named - set(SCRIPT_COMMANDS) <= {"test"}


def test_the_page_names_every_kind_and_operator():
    named = set(re.findall(r"`([a-z_]+)`", TEXT))
    assert {one.value for one in Kind if one is not Kind.REVIEW} <= named
    assert set(OPERATORS) <= named


def test_the_page_names_what_a_scenario_expects():
    named = set(re.findall(r"`([a-z_]+)[` ]", TEXT))
    expected = set(Expected.__struct_fields__) - {"line", "lines"}
    looked_at = set(ScenarioStep.__struct_fields__) - {"line", "do", "value"}
    assert expected | looked_at | {"answer", "skip"} <= named


def code_table() -> str:
    """Return the tables of codes as the page has them."""
    lines = []
    for digit, family in CODE_FAMILIES.items():
        lines += ["", f"**{digit}xx {family}**", "", "| code | what is wrong | what to do |"]
        lines.append("|---|---|---|")
        for code, words in LINT_CODES.items():
            if code[1] == digit:
                does = words.advice or f"Cannot be here: {words.never}"
                cells = (one.replace("`", "").replace("|", "\\|") for one in (words.wrong, does))
                lines.append(f"| {code} | {' | '.join(cells)} |")
    return "\n".join(lines).lstrip("\n") + "\n"


def test_the_page_has_every_code():
    top, _, rest = TEXT.partition(HEAD)
    lead = rest.split("\n\n**")[0].rstrip("\n")
    whole = f"{top}{HEAD}{lead}\n\n{code_table()}"
    if os.environ.get("GOALCOACH_RENEW"):
        PAGE.write_text(whole, "utf-8")
    assert PAGE.read_text("utf-8") == whole
