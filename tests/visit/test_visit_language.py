"""A visit in another language than the script's own: what is said, kept and taken up again."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from goalcoach import headless
from goalcoach.dialogue.engine.command import Answer, CloseReason
from goalcoach.dialogue.script.diagnostic import BadScript
from goalcoach.errors import NotFound
from goalcoach.plan.diff.diff import diff
from goalcoach.plan.file import codec
from goalcoach.store.store import Store
from goalcoach.translation import tr
from goalcoach.visit.tongues import AS_LAST_TIME, Tongues
from goalcoach.visit.visit import Visit
from tests.catalogues import core_in_german, german, write_pack
from tests.dialogue.test_overlay import overlay
from tests.dialogue.two_languages import in_english, with_german
from tests.example import CODE, DAY, Clock

__all__ = ["german"]

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "first-visit.toml"
LATER = date(2026, 11, 20)
ENGLISH = Tongues("en")
GERMAN = Tongues("de")
INTERPRETED = Tongues("en", "de")

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def pack(tmp_path: Path) -> str:
    return write_pack(tmp_path / "pack", core_in_german())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "plans")
    made.create()
    return made


def begin(store: Store, pack: str, tongues: Tongues = AS_LAST_TIME, day: date = DAY) -> Visit:
    return Visit.begin(store, CODE, today=day, clock=Clock(), script=pack, tongues=tongues)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[Tongues, Path]:
    """A store with a whole first visit in each of these languages."""
    root = tmp_path_factory.mktemp("held")
    pack = write_pack(root / "pack", core_in_german())
    folders = {}
    for tongues in (ENGLISH, GERMAN):
        store = Store(root / f"plans-{tongues.said}")
        store.create()
        headless.run(
            store, CODE, EXAMPLE.read_bytes(), EXAMPLE.name,
            today=DAY, clock=Clock(), script=pack, tongues=tongues,
        )  # fmt: skip
        folders[tongues] = store.root
    return folders


def as_reviewed(held: dict[Tongues, Path], tmp_path: Path, patient: str) -> Store:
    """A store with a plan that was spoken in English, and whose paper is in this language."""
    store = Store(shutil.copytree(held[ENGLISH], tmp_path / "copy"))
    path = store.folder(CODE) / "v0001.toml"
    plan = store.load(CODE).plan
    visit = msgspec.structs.replace(plan.visit, language=patient)
    path.chmod(0o600)
    path.write_bytes(codec.write(msgspec.structs.replace(plan, visit=visit)))
    return store


def site(store: Store, text: str) -> None:
    (store.root / "goalcoach.toml").write_text(text, "utf-8")


def stopped(visit: Visit) -> None:
    visit.finish(CloseReason.STOPPED)
    visit.leave()


def test_what_is_asked_for_is_said_and_kept_in_the_plan(store: Store, pack: str):
    visit = begin(store, pack, GERMAN)
    assert visit.screen.say.startswith("de Today we make")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("goalcoach.translation._usual", visit.words)
        assert tr("Goal") == "Ziel"
    stopped(visit)
    plan = store.load(CODE).plan
    assert (plan.script.language, plan.visit.language) == ("de", "de")


def test_the_same_answers_in_two_languages_make_the_same_plan(held: dict[Tongues, Path]):
    """P23: a language changes what is read, and nothing that is kept."""
    english, other = (Store(held[one]).load(CODE).plan for one in (ENGLISH, GERMAN))
    assert other.script.digest != english.script.digest
    assert (english.script.language, other.script.language) == ("en", "de")
    assert other.visit.language == "de"
    same = msgspec.structs.replace(
        other,
        script=english.script,
        visit=msgspec.structs.replace(other.visit, language="en"),
    )
    assert same == english
    assert not diff(english, other).changes


def test_a_german_plan_and_its_review_in_english_are_compared_by_what_was_said(
    held: dict[Tongues, Path], pack: str, tmp_path: Path
):
    told = []
    for first in (ENGLISH, GERMAN):
        store = Store(shutil.copytree(held[first], tmp_path / f"copy-{first.said}"))
        visit = begin(store, pack, ENGLISH, LATER)
        assert visit.kind == "review"
        assert not visit.screen.say.startswith("de ")
        assert visit.give(Answer("bo-2", "start/by")) is None
        stopped(visit)
        after = store.load(CODE).plan
        assert (after.script.language, after.visit.language) == ("en", "en")
        told.append(diff(store.load(CODE, 1).plan, after).changes)
    assert told[0] == told[1]


def test_a_review_is_spoken_in_the_language_of_the_last_visit(
    held: dict[Tongues, Path], pack: str, tmp_path: Path
):
    store = Store(shutil.copytree(held[GERMAN], tmp_path / "copy"))
    visit = begin(store, pack, day=LATER)
    assert visit.screen.say.startswith("de ")
    visit.leave()


def test_the_site_says_what_is_spoken_where_no_plan_does(store: Store, pack: str):
    site(store, 'language = "de"\n')
    visit = begin(store, pack)
    assert visit.screen.say.startswith("de ")
    visit.leave()


def test_a_language_of_the_site_that_the_script_is_not_in_leaves_it_in_its_own(
    store: Store, pack: str
):
    site(store, 'language = "fr"\n')
    visit = begin(store, pack)
    assert visit.script.language == "en"
    visit.leave()


def test_the_form_of_address_is_the_sites(store: Store, pack: str):
    site(store, 'language = "de"\naddress = "familiar"\n')
    forms = b'[start.rights]\nsay = "Was ich immer darf"\n'
    (Path(pack) / "i18n" / "de-familiar.toml").write_bytes(forms)
    visit = begin(store, pack)
    assert visit.screen.say == "Was ich immer darf"
    assert visit.words.words["Goal"] == "Dein Ziel"
    visit.leave()
    site(store, "")
    again = begin(store, pack)
    assert again.screen.say == "Was ich immer darf", "it goes on as it was begun"
    again.leave()


@pytest.mark.parametrize("wanted", [Tongues("fr"), Tongues("", "fr"), Tongues("en", "fr")])
def test_a_language_that_is_not_there_is_refused_before_anything_is_written(
    store: Store, pack: str, wanted: Tongues
):
    with pytest.raises(NotFound, match="de, en"):
        begin(store, pack, wanted)
    assert not (store.root / CODE / "draft").exists()


def test_a_language_in_which_something_said_is_missing_is_refused(store: Store, pack: str):
    path = Path(pack) / "i18n" / "de.toml"
    path.write_text(path.read_text("utf-8").replace("de What you say stays", "", 1), "utf-8")
    text = path.read_text("utf-8")
    start = text.index("[start.confidence]")
    path.write_text(text[:start] + text[start:].replace("say =", "hint_ =", 1), "utf-8")
    with pytest.raises(BadScript, match=r"i18n/de.toml:\d+: E506 start/confidence.say"):
        begin(store, pack, GERMAN)
    assert not (store.root / CODE / "draft").exists()
    begin(store, pack).leave()


def test_a_visit_is_taken_up_in_its_language_though_the_pack_is_gone(store: Store, pack: str):
    visit = begin(store, pack, GERMAN)
    assert visit.give(Answer("bo-2", "start/by")) is None
    visit.leave()
    shutil.rmtree(pack)
    again = begin(store, pack)
    assert again.script.language == "de"
    assert again.screen.say.startswith("de ")
    assert again.take_said() == ()
    again.leave()


def test_what_is_told_before_the_first_question_is_in_the_visits_language(
    store: Store, pack: str, monkeypatch: pytest.MonkeyPatch
):
    """While a visit is opened, the site's language is still spoken."""
    visit = begin(store, pack, GERMAN)
    assert visit.give(Answer("bo-2", "start/by")) is None
    visit.leave()
    module = "goalcoach.visit.visit"
    monkeypatch.setattr(f"{module}.taken_up", lambda **_: tr("Goal"))
    monkeypatch.setattr(f"{module}_facts.plan_notices", lambda *_: (tr("Goal"),))
    monkeypatch.setattr(f"{module}_facts.look_at_entries", lambda *_: ((), NotFound(tr("Goal"))))
    again = begin(store, pack, day=LATER)
    assert tr("Goal") == "Goal"
    assert (again.taken_up, *again.notices, again.diary_problem) == ("Ziel",) * 3
    again.leave()


def test_a_changed_language_file_beside_the_journal_is_told(store: Store, pack: str):
    begin(store, pack, GERMAN).leave()
    pinned = store.root / CODE / "draft" / "pack" / "i18n-de.toml"
    pinned.write_bytes(pinned.read_bytes().replace(b"de What", b"de Was"))
    with pytest.raises(Exception, match="not the one it began with"):
        begin(store, pack)


def test_a_visit_in_the_scripts_own_language_keeps_no_other_beside_it(store: Store, pack: str):
    begin(store, pack).leave()
    names = {one.name for one in (store.root / CODE / "draft" / "pack").iterdir()}
    assert "script.toml" in names
    assert not [one for one in names if one.startswith("i18n")]
    header = json.loads(
        (store.root / CODE / "draft" / "journal.log").read_text()[17:].split("\n")[0]
    )
    assert header["lang"] == "en"
    assert not {"card_lang", "address"} & set(header)


def test_a_visit_that_goes_on_in_another_language_than_was_asked_for_says_so(
    store: Store, pack: str
):
    begin(store, pack, GERMAN).leave()
    again = begin(store, pack, Tongues("en"))
    assert again.script.language == "de"
    (told,) = again.take_said()
    assert "--fresh" in told
    again.leave()


@pytest.mark.parametrize("asked", ["en", "en-GB", "EN"])
def test_a_visit_that_goes_on_in_the_language_that_was_asked_for_says_nothing(
    store: Store, tmp_path: Path, asked: str
):
    head = with_german()["script.toml"].replace(b'"en"', b'"en-GB"')
    british = write_pack(tmp_path / "british", with_german() | {"script.toml": head})
    begin(store, british, Tongues(asked)).leave()
    again = begin(store, british, Tongues(asked, asked))
    assert again.script.language == "en-GB"
    assert again.take_said() == ()
    again.leave()


def test_with_an_interpreter_the_card_and_the_paper_are_in_the_patients_language(
    store: Store, pack: str
):
    visit = begin(store, pack, INTERPRETED)
    asked = visit.screen
    card = visit.card_of(asked)
    assert not asked.say.startswith("de ")
    assert card.show.startswith("de ")
    assert (card.address, card.kind) == (asked.address, asked.kind)
    assert (visit.words.language, visit.card_words.language) == ("en", "de")
    visit.leave()
    again = begin(store, pack)
    assert again.card_of(again.screen).show.startswith("de ")
    stopped(again)
    plan = store.load(CODE).plan
    assert (plan.script.language, plan.visit.language) == ("en", "de")


def test_the_patients_language_is_there_again_at_the_next_visit(
    held: dict[Tongues, Path], pack: str, tmp_path: Path
):
    store = as_reviewed(held, tmp_path, "de")
    visit = begin(store, pack, day=LATER)
    assert (visit.script.language, visit.card_words.language) == ("en", "de")
    visit.leave()


def test_where_the_patients_language_is_no_longer_there_it_is_told(
    held: dict[Tongues, Path], tmp_path: Path
):
    store = as_reviewed(held, tmp_path, "de")
    files = core_in_german()
    head = files["script.toml"].replace(b'langs = ["en", "de"]', b'langs = ["en"]')
    other = write_pack(tmp_path / "other", files | {"script.toml": head})
    visit = begin(store, other, day=LATER)
    assert visit.card_words.language == "en"
    assert "another language (de)" in " ".join(visit.take_said())
    visit.leave()


def test_a_visit_that_was_overtaken_is_offered_again_in_its_language(store: Store, pack: str):
    visit = begin(store, pack, INTERPRETED)
    assert visit.give(Answer("bo-2", "start/by")) is None
    visit.leave()
    store.set_aside_draft(CODE)
    stopped(begin(store, pack))
    again = Visit.take_up(store, CODE, 1, today=LATER, clock=Clock())
    assert again.card_words.language == "de"
    assert again.card_of(again.screen) != again.screen
    again.leave()


def test_a_card_in_the_language_that_is_spoken_is_the_question_itself(store: Store, pack: str):
    visit = begin(store, pack, GERMAN)
    asked = replace(visit.screen, say="as it is shown")
    assert visit.card_of(asked) is asked
    visit.leave()


def test_a_visit_that_could_not_be_saved_is_put_back_in_its_language(
    store: Store, pack: str, tmp_path: Path
):
    visit = begin(store, pack, GERMAN)
    (tmp_path / "stick").mkdir()
    made = visit.keep_elsewhere(tmp_path / "stick", "goalcoach visit rowan-17")
    visit.leave()
    draft = store.root / CODE / "draft"
    shutil.rmtree(draft)
    shutil.move(made / "draft", draft)
    again = begin(store, pack)
    assert again.screen.say.startswith("de ")
    again.leave()


def test_a_clinics_overlay_is_spoken_in_another_language_where_its_own_words_are_there(
    store: Store,
):
    write_pack(store.scripts / "small", with_german())
    own = overlay(in_english(), start='[[item]]\nid = "hello"\nsay = "Welcome back."\n')
    write_pack(store.scripts / "clinic", own)
    with pytest.raises(BadScript, match=r"E506 start/hello\.say"):
        begin(store, "clinic", GERMAN)
    german = b'[start.hello]\nsay = "Willkommen."\n'
    write_pack(store.scripts / "clinic", {"i18n/de.toml": german})
    visit = begin(store, "clinic", GERMAN)
    assert visit.screen.say == "Willkommen."
    visit.leave()
    shutil.rmtree(store.scripts)
    again = begin(store, "clinic")
    assert again.screen.say == "Willkommen."
    again.leave()
