"""`goalcoach script pin`: says for which words below an overlay was written."""

from __future__ import annotations

import shlex

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.script.named_pack import PackArgument, own_scripts
from goalcoach.cli.shared_option import StoreOption
from goalcoach.errors import BadData, Problem, UsageError
from goalcoach.safe_text import show


def pin_script(pack: PackArgument, store: StoreOption = None) -> None:
    """Note for which words below an overlay was written.

    For a dialogue that extends another, once you have looked at both. Writes base_digest into its
    script.toml, and base.toml beside it: each text that it replaces, as it stands below now. When
    the pack below changes, these texts are compared.

    \b
    Example: goalcoach script pin ./clinic
    """
    from goalcoach.dialogue.script.overlay import base_of
    from goalcoach.dialogue.script.overlay_pins import pin
    from goalcoach.store.disk_error import saving
    from goalcoach.store.file_access import replace_file
    from goalcoach.store.file_system import REAL
    from goalcoach.store.script_pack import find_pack, read_pack, read_pack_alone

    own = own_scripts(store)
    folder = find_pack(pack, own=own)
    files = read_pack_alone(pack, own=own)
    named = base_of(files)
    if named is None:
        raise UsageError("This script extends no other, so there is nothing to pin.")
    try:
        made = pin(read_pack(named[0], own=own), files)
    except ValueError as problem:
        raise BadData(folder.name, [Problem(0, "", str(problem))]) from problem
    with saving():
        for name, data in made.items():
            replace_file(REAL, folder / name, folder / f".{name}.new", data)
    write_out(show(str(folder / "base.toml"), lines=False))
    command = show(f"goalcoach script lint {shlex.quote(pack)}", lines=False)
    narrate(f"Pinned. See that all is well with: {command}")
