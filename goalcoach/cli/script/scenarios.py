"""The scenarios of a pack, read for the commands that run them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.cli.script.named_pack import own_scripts, read_named
from goalcoach.errors import NotFound

if TYPE_CHECKING:
    from goalcoach.dialogue.scenario.scenario_file import Scenario
    from goalcoach.dialogue.script.script import Script


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
