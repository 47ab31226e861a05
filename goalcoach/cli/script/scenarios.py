"""The scenarios of a pack, read for the commands that run them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.cli.script.named_pack import own_scripts, read_named
from goalcoach.errors import BadData, NotFound
from goalcoach.safe_text import show
from goalcoach.store.script_pack import TESTS

if TYPE_CHECKING:
    from goalcoach.dialogue.scenario.scenario_file import Scenario
    from goalcoach.dialogue.scenario.scenario_run import Failure
    from goalcoach.dialogue.script.script import Script


def failure_lines(failures: Sequence[Failure], named: Sequence[Path] = ()) -> str:
    """Return what came out otherwise, a line each: its file and line, and what was expected.

    A file is named as the user named it in `named`, else by its place in the pack.
    """
    places = _places(named)
    lines = (
        f"{places.get(one.file, f'{TESTS}/{one.file}')}:{one.line}: E703 {one.message}"
        for one in failures
    )
    return "\n".join(show(one, lines=False) for one in lines)


def _places(named: Sequence[Path]) -> dict[str, str]:
    """Return what the files are called that the user named, by the names of their scenarios."""
    return {path.name: str(path) for path in named}


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
    from goalcoach.store.file_access import read_file
    from goalcoach.store.script_pack import find_pack, read_tests

    files = read_tests(find_pack(pack, own=own_scripts(store)))
    files |= {path.name: read_file(path, linked=True) for path in named}
    places = _places(named)
    scenarios = {
        name: _read_at(places.get(name, f"{TESTS}/{name}"), name, data)
        for name, data in sorted(files.items())
    }
    if not scenarios:
        raise NotFound(
            f"{pack} has no scenarios. Write one, as tests/first.toml in its folder; "
            "docs/SCRIPTS.md shows how."
        )
    return scenarios


def _read_at(place: str, name: str, data: bytes) -> Scenario:
    """Return a scenario; what is wrong with it is said of the file at `place`."""
    from goalcoach.dialogue.scenario.scenario_file import read_scenario

    try:
        return read_scenario(name, data)
    except BadData as bad:
        raise BadData(place, bad.problems) from bad
