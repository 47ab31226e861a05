"""The phase of a section, read without compiling the script."""

from __future__ import annotations

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.section_phases import read_phase_titles
from goalcoach.store.script_pack import read_pack


def test_each_section_has_the_phase_title_that_the_compiled_script_gives_it():
    files = read_pack("core")
    script = compile_pack(files, "core")
    titles = {
        one.id: script.phases[one.phase]
        for one in script.sections.values()
        if one.phase in script.phases
    }
    assert read_phase_titles(files, [*titles, "no_such_section"]) == titles


def test_a_section_is_found_in_a_file_of_another_name_and_a_broken_file_gives_none():
    files = {
        "script.toml": b'[phases]\nstart = "Set up"',
        "a.toml": b"= broken",
        "b.toml": b'id = "hello"\nphase = "start"',
    }
    assert read_phase_titles(files, ["hello", "a"]) == {"hello": "Set up"}
    assert read_phase_titles({"script.toml": b"= broken"}, ["hello"]) == {}


def test_a_title_is_in_the_language_asked_for_and_in_the_packs_own_words_where_that_lacks_it():
    files = {
        "script.toml": b'[phases]\nstart = "Set up"\nend = "Close"',
        "a.toml": b'id = "a"\nphase = "start"',
        "b.toml": b'id = "b"\nphase = "end"',
        "i18n/es.toml": b'[script.phases]\nstart = "Preparar"',
    }
    assert read_phase_titles(files, ["a", "b"], "es") == {"a": "Preparar", "b": "Close"}
    assert read_phase_titles(files, ["a", "b"], "de") == {"a": "Set up", "b": "Close"}
