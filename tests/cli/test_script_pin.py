"""An overlay from the command line: pinned, linted, asked by name, and never in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import catalogues
from tests.cli.commands import Shell
from tests.cli.test_script_commands import write_pack
from tests.dialogue.packs import item, pack, section
from tests.dialogue.test_localisation import SCALE
from tests.dialogue.two_languages import with_german
from tests.example import Clock
from tests.walker import DAY

HEAD = 'format = "goalcoach-script/1"\nid = "ward-9"\nversion = "1.0.0"\nextends = "core@1.0.0"\n'


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts" / "ward-9"
    folder.mkdir(parents=True)
    (folder / "script.toml").write_text(HEAD, "utf-8")
    (folder / "goal.toml").write_text(
        'id = "goal"\n[[item]]\nid = "goals"\nsay = "In our words?"\n', "utf-8"
    )
    return folder


def test_an_overlay_is_pinned_and_then_asked_by_its_name(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    (tmp_path / "goalcoach.toml").write_text('format = 1\nscript = "ward-9"\n', "utf-8")
    store = Store(tmp_path)
    assert goalcoach("visit", "rowan-17", "--plain").code == 65  # not pinned yet
    assert goalcoach("script", "pin", "ward-9").code == 0
    assert "base_digest" in (ward / "script.toml").read_text("utf-8")
    assert '"goal/goals.say"' in (ward / "base.toml").read_text("utf-8")
    visit = Visit.begin(store, "rowan-17", today=DAY, clock=Clock(), script=store.site().script)
    visit.leave()
    for name in ("script.toml", "goal.toml"):
        (ward / name).unlink()
    again = Visit.begin(store, "rowan-17", today=DAY, clock=Clock(), script="core")
    assert again.script.id == "ward-9"  # the pinned copy is the merged pack
    assert again.script.words("goal", "goals").say.parts == ("In our words?",)
    again.leave()


def test_paths_names_the_packs_of_the_store(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Shell(capsys, str(tmp_path))("paths")
    assert f"your own   ward-9  ({tmp_path}/scripts)" in said.out
    assert "asked      core  (where a visit names no other)\n" in said.out
    (tmp_path / "goalcoach.toml").write_text('script = "ward-9"\n', "utf-8")
    assert "asked      ward-9  (" in Shell(capsys, str(tmp_path))("paths").out
    (tmp_path / "goalcoach.toml").write_text("nmae = 1\n", "utf-8")
    said = Shell(capsys, str(tmp_path))("paths")
    assert (said.code, "asked" in said.out) == (0, False)


def test_a_whole_pack_is_not_pinned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Shell(capsys, str(tmp_path))("script", "pin", "core")
    assert (said.code, "extends no other" in said.err) == (2, True)


def test_an_update_below_is_told_by_lint_text_by_text_and_no_visit_begins_before_it_is_pinned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    below, own = tmp_path / "scripts" / "small", tmp_path / "scripts" / "desk"
    write_pack(below, item("hope", "text", say="What do you hope for?"))
    own.mkdir()
    head = HEAD.replace("ward-9", "desk").replace("core@", "small@")
    (own / "script.toml").write_text(head, "utf-8")
    (own / "talk.toml").write_text(
        'id = "talk"\n\n[[item]]\nid = "hope"\nsay = "What would you like?"\n', "utf-8"
    )
    assert goalcoach("script", "pin", "desk").code == 0
    assert "E" not in goalcoach("script", "lint", "desk").out
    talk = below / "talk.toml"
    talk.write_text(talk.read_text("utf-8").replace("hope for?", "wish for?"), "utf-8")
    said = goalcoach("script", "lint", "desk")
    assert said.code == 65
    assert "talk.toml:5: E125 talk/hope.say" in said.out
    assert "“What do you hope for?”, which now reads: “What do you wish for?”" in said.out
    assert goalcoach("visit", "rowan-17", "--script", "desk", "--plain").code == 65
    assert goalcoach("script", "pin", "desk").code == 0
    assert goalcoach("script", "lint", "desk").code < 65


def test_a_script_that_needs_a_look_is_told_with_what_can_be_asked_until_then(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    said = goalcoach("visit", "rowan-17", "--plain", "--script", "ward-9").err
    lines = said[said.index("The script") :].splitlines()
    assert lines[:3] == [
        "The script ward-9 needs a look before a visit can begin with it.",
        "Until then: goalcoach visit rowan-17 --script core",
        "Who looks after it: goalcoach script lint ward-9",
    ]
    assert lines[3].startswith("goal.toml:4: E125")
    (ward / "script.toml").write_text(HEAD.replace("core@1.0.0", "core"), "utf-8")
    said = goalcoach("visit", "rowan-17", "--plain", "--script", "ward-9").err
    assert "Until then: goalcoach visit rowan-17 --script core\n" in said
    assert "E120 script.extends" in said


@pytest.mark.parametrize("more", [(), (SCALE,)])
def test_a_language_with_a_gap_is_told_with_the_language_that_is_whole(
    more: tuple[dict[str, object], ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    pack = tmp_path / "scripts" / "ours"
    write_pack(pack, *more)
    head = (pack / "script.toml").read_text("utf-8")
    assert 'langs = ["en"]' in head
    (pack / "script.toml").write_text(head.replace('["en"]', '["en", "de"]'), "utf-8")
    (pack / "i18n").mkdir()
    (pack / "i18n" / "de.toml").write_text("", "utf-8")
    said = goalcoach("visit", "rowan-17", "--plain", "--script", "ours", "--lang", "de")
    # In the language of the visit that was asked for.
    told = "Bis dahin: goalcoach visit rowan-17 --lang en\n" in said.err
    assert (said.code, told) == (65, True)


def test_what_an_overlay_changes_can_be_looked_at_before_it_is_pinned(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    kept = (ward / "script.toml").read_bytes()
    said = goalcoach("script", "diff", "core", "ward-9")
    assert said.code == 0
    assert "goal.toml:6: W604 goal/goals.say: say was" in said.out
    assert said.err == "1 difference, 1 with a code.\n"
    assert [one.name for one in ward.iterdir() if one.name == "base.toml"] == []
    assert (ward / "script.toml").read_bytes() == kept
    (ward / "goal.toml").write_text("x = [", "utf-8")
    said = goalcoach("script", "diff", "core", "ward-9")
    assert (said.code, "goal.toml:1: E101" in said.err) == (65, True)


def test_pinning_keeps_the_name_that_the_pack_below_is_found_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    below = {"a": section("a", item("one", "text", say="How are you?", probes=["What else?"]))}
    catalogues.write_pack(tmp_path / "scripts" / "house", pack(below))  # its id is “small”
    head = HEAD.replace("core@1.0.0", "house@0.9.0")
    own = {"script.toml": head.encode(), "a.toml": b'id = "a"\n[[item]]\nid = "one"\nsay = "Hi?"\n'}
    catalogues.write_pack(tmp_path / "scripts" / "ward-9", own)
    goalcoach = Shell(capsys, str(tmp_path))
    assert goalcoach("script", "pin", "ward-9").code == 0
    pinned = (tmp_path / "scripts" / "ward-9" / "script.toml").read_text("utf-8")
    assert 'extends = "house@1.0.0"' in pinned
    assert goalcoach("script", "lint", "ward-9").code == 0


def test_what_an_overlay_says_in_another_language_is_told_at_its_own_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    catalogues.write_pack(tmp_path / "scripts" / "small", with_german())
    ward = tmp_path / "scripts" / "ward-9"
    (ward / "i18n").mkdir(parents=True)
    (ward / "script.toml").write_text(HEAD.replace("core", "small"), "utf-8")
    (ward / "start.toml").write_text(
        'id = "start"\n[[item]]\nid = "hello"\nsay = "Hello."\n', "utf-8"
    )
    assert goalcoach("script", "pin", "ward-9").code == 0
    words = ward / "i18n" / "de.toml"

    def told(*command: str) -> list[str]:
        said = goalcoach("script", *command, "ward-9").out
        return [one for one in said.splitlines() if "i18n/" in one]

    assert told("lint") == [
        "i18n/de.toml:1: E506 start/hello.say: is missing, and is said to the patient"
    ]
    words.write_text('# ours\n[start.hello]\nsay = "Was {now|heute}?"\n', "utf-8")
    for command in (("lint",), ("i18n", "check")):
        [line] = told(*command)
        assert line.startswith("i18n/de.toml:3: E503 start/hello.say: has {now}")
    words.write_text("x = [", "utf-8")
    [line] = told("i18n", "check")
    assert line.startswith("i18n/de.toml:1: E101")
    words.write_text('[start.hello]\nsay = "Guten Tag."\n', "utf-8")
    assert told("lint") == []


@pytest.mark.parametrize("words", ['\n\n[a.one]\nsay = "Hallo {da|x}?"\n', "\n\n\nsay = \n"])
def test_a_fault_of_a_translation_is_told_where_the_overlay_has_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    below = {"a": section("a", item("one", "text", say="How are you?", probes=["What else?"]))}
    german = {"i18n/de.toml": b'[a.one]\nlabel = "Eins"\nsay = "Wie geht es?"\n'}
    catalogues.write_pack(tmp_path / "scripts" / "small", pack(below, langs=["en", "de"]) | german)
    head = HEAD.replace("core@", "small@")
    own = {"script.toml": head, "a.toml": 'id = "a"\n[[item]]\nid = "one"\nsay = "Hi?"\n'}
    own["i18n/de.toml"] = words
    catalogues.write_pack(
        tmp_path / "scripts" / "ward-9", {one: text.encode() for one, text in own.items()}
    )
    goalcoach = Shell(capsys, str(tmp_path))
    assert goalcoach("script", "pin", "ward-9").code == 0
    for line in (("lint", "ward-9"), ("i18n", "check", "ward-9", "--lang", "de")):
        said = goalcoach("script", *line)
        assert (said.code, "\ni18n/de.toml:4: E" in f"\n{said.out}") == (65, True), said
    said = goalcoach("visit", "rowan-17", "--script", "ward-9", "--lang", "de", "--plain")
    assert "i18n/de.toml:4: E" in said.err
    assert "small/i18n" not in said.err
