"""Which phase a section belongs to, by its words, without compiling the whole script.

The list of patients says so of unfinished visits, and a script takes long to compile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from goalcoach.dialogue.script.localisation import is_asked, language_file
from goalcoach.dialogue.script.toml_source import Report, TomlTable, read_table


def read_phase_titles(
    files: Mapping[str, bytes], sections: Collection[str], language: str = ""
) -> dict[str, str]:
    """Return the title of the phase of each of these sections, of those that have one.

    It is in `language` where the pack has it in that one, else in the pack's own words.
    """
    head = _read(files, "script.toml")
    phases = head.table("phases") if head is not None else None
    if phases is None:
        return {}
    named = {one: _phase_of(files, one) for one in sections}
    words = _read(files, language_file(language))
    script = words.table("script") if words is not None else None
    said = script.table("phases") if script is not None else None
    found = {
        section: (said.text(phase) if said is not None else "") or phases.text(phase)
        for section, phase in named.items()
    }
    return {section: title for section, title in found.items() if title}


def _phase_of(files: Mapping[str, bytes], section: str) -> str:
    """Return the phase of a section, "" for one that is not there.

    It is most often in the file of its name, so that one is read first.
    """
    own = f"{section}.toml"
    for name in sorted(filter(is_asked, files), key=lambda one: one != own):
        table = _read(files, name)
        if table is not None and table.text("id") == section:
            return table.text("phase")
    return ""


def _read(files: Mapping[str, bytes], name: str) -> TomlTable | None:
    return read_table(name, files[name], Report()) if name in files else None
