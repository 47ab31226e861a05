"""The scenarios of a pack, read for the commands that run them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.cli.script.named_pack import own_scripts, read_named
from goalcoach.errors import NotFound
from goalcoach.safe_text import show

if TYPE_CHECKING:
    from goalcoach.dialogue.scenario.scenario_file import Scenario
    from goalcoach.dialogue.scenario.scenario_run import Failure
    from goalcoach.dialogue.script.script import Script


def failure_lines(failures: Sequence[Failure]) -> str:
    """Return what came out otherwise, a line each: its file and line, and what was expected."""
    lines = (f"{one.file}:{one.line}: E703 {one.message}" for one in failures)
    return "\n".join(show(one, lines=False) for one in lines)


def read_script(pack: str, store: Path | None) -> Script:
    """Return a pack compiled; raises NotFound, BadData, NotAllowed."""
    from goalcoach.dialogue.script.compiler import compile_pack

    return compile_pack(read_named(pack, store), pack)


def read_scenarios(
    pack: str, store: Path | None, named: Sequence[Path] = ()
) -> dict[str, Scenario]:
    """Return the scenarios of a pack by file name, or those `named` with what stands beside them.

    Raises NotFound if there are none, BadData for one that cannot be read.
    """
    from goalcoach.dialogue.scenario.scenario_file import read_scenario
    from goalcoach.store.file_access import read_file
    from goalcoach.store.script_pack import find_pack, read_tests

    files = read_tests(find_pack(pack, own=own_scripts(store)))
    files |= {path.name: read_file(path, linked=True) for path in named}
    scenarios = {name: read_scenario(name, data) for name, data in sorted(files.items())}
    if not scenarios:
        raise NotFound(
            f"{pack} has no scenarios. Write one, as tests/first.toml in its folder; "
            "docs/SCRIPTS.md shows how."
        )
    return scenarios
