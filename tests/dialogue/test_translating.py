"""What a translator works with: what is missing or stale, files written anew, sheets out and in."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
import tomli_w

from goalcoach.dialogue.i18n.language_check import check_language
from goalcoach.dialogue.i18n.polite_address import is_polite
from goalcoach.dialogue.i18n.renewal import NewText, renew
from goalcoach.dialogue.i18n.translation_sheet import SHEET_COLUMNS, read_rows, sheet_rows
from goalcoach.dialogue.i18n.translation_state import TextState, read_translations
from goalcoach.dialogue.linter.code_table import LINT_CODES
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.overlay_language import lay_words_over
from goalcoach.errors import BadData
from goalcoach.sheets.spreadsheet import read_csv, unguard, write_csv
from tests.dialogue.packs import Pack, item, pack, section
from tests.dialogue.test_instrument import WAVE
from tests.dialogue.two_languages import (
    GERMAN,
    german_tree,
    in_english,
    put,
    tree_of,
    with_german,
)

HELLO = ("start", "hello", "say")
HASHES = "i18n/hashes-de.toml"


def renewed(files: Pack) -> Pack:
    return files | renew(files, "de").files


def in_words(files: Pack, text: str) -> Pack:
    """The pack with another first sentence."""
    return files | {"start.toml": files["start.toml"].replace(b"Good day.", text.encode())}


def german(files: Pack, place: tuple[str, ...], text: str) -> Pack:
    tree = tomli.loads(files[GERMAN].decode())
    put(tree, place, text)
    return files | {GERMAN: tomli_w.dumps(tree).encode()}


def state(files: Pack, name: str) -> TextState:
    return next(one.state for one in read_translations(files, "de") if one.name == name)


def codes(files: Pack) -> dict[str, str]:
    return {one.field: one.code for one in check_language(files, "de")}


def as_read(rows: str) -> list[tuple[int, list[str]]]:
    return [(line, [unguard(cell) for cell in row]) for line, row in read_csv(rows)]


def refused(files: Pack, rows: str) -> list[str]:
    with pytest.raises(BadData) as caught:
        read_rows(as_read(rows), read_translations(files, "de"), "a.csv")
    return [str(one) for one in caught.value.problems]


def sheet(*rows: tuple[str, ...]) -> str:
    return write_csv([SHEET_COLUMNS, *rows])


def test_a_whole_translation_has_nothing_to_tell():
    assert codes(renewed(with_german())) == {}


def test_what_is_translated_stays_when_the_files_are_written_anew():
    made = renew(with_german(), "de")
    assert tomli.loads(made.files[GERMAN].decode()) == german_tree()
    assert (made.missing, made.left_out) == ((), ())
    assert tomli.loads(made.files["i18n/en.toml"].decode()) == tree_of(in_english())
    assert renew(with_german() | made.files, "de") == made


def test_a_new_language_begins_with_everything_missing_and_no_empty_line():
    made = renew(in_english(), "de")
    assert "start/hello.say" in made.missing
    assert len(made.missing) == len(read_translations(in_english(), "de"))
    assert made.files[GERMAN] == b""


def test_texts_come_in_the_order_in_which_they_are_asked():
    names = [one.name for one in read_translations(in_english(), "de")]
    assert names[0] == "script.phases.talk"
    assert names.index("start/hello.say") < names.index("rate/ease.say")


def test_a_text_whose_source_has_changed_since_is_stale_until_it_is_mended():
    files = in_words(renewed(with_german()), "Good evening.")
    assert state(files, "start/hello.say") is TextState.STALE
    assert codes(files) == {"start/hello.say": "W502"}
    assert state(renewed(files), "start/hello.say") is TextState.STALE, "writing anew mends nothing"
    mended = german(files, HELLO, "Guten Abend.")
    assert codes(mended) == {}
    assert codes(renewed(mended)) == {}
    assert state(in_words(renewed(mended), "Hello."), "start/hello.say") is TextState.DONE
    again = renewed(mended)
    stale = again | {"start.toml": again["start.toml"].replace(b"Good evening.", b"Hello.")}
    assert state(stale, "start/hello.say") is TextState.STALE


def test_a_stale_text_is_said_all_the_same():
    files = in_words(renewed(with_german()), "Good evening.")
    assert compile_pack(files, language="de").language == "de"


def test_what_the_clinician_alone_sees_is_a_warning_where_it_is_missing():
    tree = german_tree()
    del tree["start"]["hello"]["hint"]
    (one,) = check_language(with_german(tree), "de")
    assert (one.code, one.field, one.file) == ("W501", "start/hello.hint", GERMAN)
    assert one.line > 1


def test_what_is_said_is_an_error_where_it_is_missing():
    tree = german_tree()
    del tree["start"]["hello"]["say"]
    assert codes(with_german(tree)) == {"start/hello.say": "E506"}


def test_a_card_that_becomes_much_longer_is_told():
    files = german(with_german(), ("start", "hello", "show"), "Mein ganz besonders langer Plan")
    assert codes(files) == {"start/hello.show": "W505"}
    assert codes(german(files, ("start", "hello", "show"), "Mein Plan für heute")) == {}


def test_a_familiar_form_that_does_not_fit_is_told():
    files = with_german({"start": {"hello": {"sya": "Hallo."}}}, "i18n/de-familiar.toml")
    (one,) = check_language(files, "de")
    assert (one.code, one.file) == ("E504", "i18n/de-familiar.toml")


FORMS = "i18n/de-familiar.toml"
FORM_HASHES = "i18n/hashes-de-familiar.toml"
SIE, DU = "Was möchten Sie?", "Was möchtest du?"


def with_forms(said: str = SIE, form: str = DU) -> Pack:
    """The pack in German, where one text says Sie and has a familiar form, both recorded."""
    tree = german_tree()
    tree["start"]["hello"]["say"] = said
    forms = {"start": {"hello": {"say": form}}} if form else {}
    return renewed(with_german(tree) | {FORMS: tomli_w.dumps(forms).encode()})


def test_a_familiar_form_is_kept_with_what_it_was_written_for():
    files = with_forms()
    assert codes(files) == {}
    assert tomli.loads(files[FORMS].decode()) == {"start": {"hello": {"say": DU}}}
    assert FORM_HASHES in files
    assert renewed(files) == files


def test_a_familiar_form_is_stale_once_the_polite_text_is_another_until_it_is_changed_as_well():
    files = german(with_forms(), HELLO, "Worum geht es Ihnen?")
    (one,) = check_language(files, "de")
    assert (one.code, one.field, one.file, one.line) == ("W507", "start/hello.say", FORMS, 2)
    (again,) = check_language(renewed(files), "de")
    assert again == one, "writing anew mends nothing"
    forms = tomli_w.dumps({"start": {"hello": {"say": "Worum geht es dir?"}}}).encode()
    mended = renewed(files) | {FORMS: forms}
    assert codes(mended) == {}
    assert codes(renewed(mended)) == {}
    assert codes(german(renewed(mended), HELLO, SIE)) == {"start/hello.say": "W507"}


def test_a_stale_form_that_is_right_as_it_is_is_taken_out_of_the_digests():
    files = renewed(german(with_forms(), HELLO, "Was hätten Sie gern?"))
    accepted = renewed(files | {FORM_HASHES: b""})
    assert codes(accepted) == {}
    assert tomli.loads(accepted[FORM_HASHES].decode())["start"]["hello"]["say"]


def test_a_polite_text_without_a_familiar_form_is_missing():
    files = with_forms(form="")
    (one,) = check_language(files, "de")
    assert (one.code, one.field, one.file) == ("W508", "start/hello.say", FORMS)
    assert renew(files, "de").missing == ("start/hello.say (familiar)",)
    assert codes(with_forms(said="Wie geht es weiter?", form="")) == {}


@pytest.mark.parametrize(
    ("said", "polite"),
    [
        ("¿Qué espera usted?", True),
        ("Cuénteme más.", True),
        ("Hay tiempo. Piense en un día bueno.", True),
        ("¿Qué le ayuda en un día así?", True),
        ("¿Qué le diría a una amistad?", False),
        ("¿A qué le quitó tiempo?", False),
        ("Que cada quien piense en lo suyo.", False),
        ("Los órganos están sanos.", False),
        ("¿Qué cambia?", False),
    ],
)
def test_a_spanish_text_is_polite_where_a_verb_or_le_can_only_mean_usted(said: str, polite: bool):
    assert is_polite(said, "es") is polite
    assert is_polite(said, "es-MX") is polite
    assert not is_polite(said, "fr")


def test_no_familiar_form_is_missing_in_a_pack_that_has_none_of_them():
    tree = german_tree()
    tree["start"]["hello"]["say"] = SIE
    files = renewed(with_german(tree))
    assert codes(files) == {}
    assert FORMS not in files


def test_a_familiar_form_of_nothing_is_left_out_and_told_when_the_files_are_written_anew():
    files = with_forms() | {FORMS: b'[start.gone]\nsay = "Du?"\n'}
    made = renew(files, "de")
    assert ("start/gone.say", "Du?") in made.left_out
    assert made.missing == ("start/hello.say (familiar)",)


def test_a_form_that_cannot_be_read_stops_nothing():
    files = with_forms() | {FORMS: b"x = ["}
    assert {one.file for one in check_language(files, "de")} == {FORMS}


def test_a_fault_of_the_pack_is_not_told_of_its_translation():
    files = with_german() | {"rate.toml": b"id = 3"}
    assert {one.file for one in check_language(files, "de")} <= {GERMAN}


def test_every_code_of_a_language_says_what_to_do():
    tree = german_tree()
    del tree["start"]["hello"]["hint"], tree["start"]["who"]["say"]
    tree["start"]["hello"] |= {"sai": "x", "say": "{nobody}", "show": "lang " * 20}
    found = {one.code for one in check_language(with_german(tree), "de")}
    assert found == {"W501", "E503", "E504", "W505", "E506"}
    assert all(LINT_CODES[code].advice for code in (*found, "W502", "W507", "W508"))


def test_a_question_that_is_called_title_is_told_to_take_another_id():
    files = pack({"a": section("a", item("title", "text", say="Which?"))}, langs=["en", "de"])
    given = {one.place: NewText(one.source, "x") for one in read_translations(files, "de")}
    made = renew(files, "de", given)
    assert made.missing == ("a/title.label", "a/title.say")
    found = check_language(files | made.files, "de")
    assert {one.code for one in found} == {"W501", "E506"}
    tree = tree_of(pack({"a": section("a")})) | {"a": {"title": {"label": "x", "say": "x"}}}
    found = check_language(files | {GERMAN: tomli_w.dumps(tree).encode()}, "de")
    assert [one.field for one in found if "needs another id" in one.message] == ["a.title"]


def test_what_stands_for_nothing_is_left_out_with_its_words():
    tree = german_tree()
    put(tree, ("start", "gone", "say"), "Weg damit.")
    made = renew(with_german(tree), "de")
    assert made.left_out == (("start/gone.say", "Weg damit."),)
    assert b"Weg damit" not in made.files[GERMAN]


@pytest.mark.parametrize("record", ["", "x", "a b c", 7, ["a"], {"b": "c"}])
def test_a_digest_that_is_none_makes_nothing_stale(record: object):
    tree: dict[str, Any] = {}
    put(tree, HELLO, record)
    files = with_german() | {HASHES: tomli_w.dumps(tree).encode()}
    assert state(files, "start/hello.say") is TextState.DONE


def test_a_sheet_that_comes_back_as_it_went_gives_nothing():
    texts = read_translations(with_german(), "de")
    assert read_rows(as_read(write_csv(sheet_rows(texts))), texts, "a.csv") == {}


def test_a_sheet_makes_a_translation_of_nothing():
    texts = read_translations(in_english(), "de")
    filled = [(name, source, f"de {source}", "done") for name, source, *_ in sheet_rows(texts)][1:]
    given = read_rows(as_read(sheet(*filled)), texts, "a.csv")
    made = renew(in_english(), "de", given)
    assert made.missing == ()
    assert tomli.loads(made.files[GERMAN].decode()) == german_tree()
    assert compile_pack(in_english() | made.files, language="de").language == "de"


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "-- so", "'tis", 'Sie "wissen"', "a;b,c\td", "eins\nzwei", " x "]
)
def test_a_text_comes_back_from_a_sheet_as_it_was(text: str):
    texts = read_translations(with_german(), "de")
    rows = write_csv([SHEET_COLUMNS, ("start/hello.say", "Good day.", text, "done")])
    assert not [line for line in rows.split("\n")[1:] if line.startswith(("=", "@", "-"))]
    assert read_rows(as_read(rows), texts, "a.csv") == {HELLO: NewText("Good day.", text)}


def test_line_ends_of_another_system_are_those_of_the_script():
    texts = read_translations(with_german(), "de")
    rows = 'key,source,translation,state\r\nstart/hello.say,Good day.,"eins\r\nzwei",done\r\n'
    assert read_rows(as_read(rows), texts, "a.csv")[HELLO].text == "eins\nzwei"


def test_a_sheet_that_comes_back_late_leaves_the_text_stale():
    texts = read_translations(with_german(), "de")
    rows = sheet(("start/hello.say", "Good day.", "Guten Tag.", "done"))
    late = in_words(with_german(), "Good evening.")
    made = renew(late, "de", read_rows(as_read(rows), texts, "a.csv"))
    assert state(late | made.files, "start/hello.say") is TextState.STALE


def test_a_stale_text_that_is_right_as_it_is_is_marked_as_done():
    files = in_words(renewed(with_german()), "Good evening.")
    texts = read_translations(files, "de")
    rows = sheet(("start/hello.say", "Good evening.", "de Good day.", "done"))
    made = renew(files, "de", read_rows(as_read(rows), texts, "a.csv"))
    assert state(files | made.files, "start/hello.say") is TextState.DONE
    left = sheet(("start/hello.say", "Good evening.", "de Good day.", "stale"))
    assert read_rows(as_read(left), texts, "a.csv") == {}


def test_a_row_without_a_translation_takes_nothing_away():
    texts = read_translations(with_german(), "de")
    rows = sheet(("start/hello.say", "Good day.", " ", "missing"))
    assert read_rows(as_read(rows), texts, "a.csv") == {}


def test_what_does_not_fit_in_a_sheet_is_named_with_its_line():
    good = ("start/hello.say", "Good day.", "Guten Tag.", "done")
    told = refused(
        with_german(),
        sheet(good, ("start/hello.sai", "", "x", "done"), good, ("start/who.say", "", "x", "ok")),
    )
    assert [one.partition(":")[0] for one in told] == ["line 3", "line 4", "line 5"]
    assert "did you mean “start/hello.say”" in told[0]


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "\n\n",
        "key,source\n",
        "a,b,c,d\n",
        "key,source,translation,state\nstart/hello.say\n",
        f"key,source,translation,state\nstart/hello.say,x,{'y' * 5000},done\n",
        "key,source,translation,state\n../../etc/passwd,x,y,done\n",
        f"key,source,translation,state\n{'[' * 300},x,y,done\n",
    ],
)
def test_a_hostile_sheet_is_refused_whole(rows: str):
    assert refused(with_german(), rows)


def test_a_sheet_of_thousands_of_strange_rows_is_refused_with_each_of_them():
    rows = "".join(f"strange/row{number},x,y,done\n" for number in range(5000))
    assert len(refused(with_german(), f"key,source,translation,state\n{rows}")) == 5000


def test_an_overlay_does_not_say_the_words_of_a_text_that_it_replaced():
    merged = in_words(in_english(), "Welcome back.")
    below = with_german()[GERMAN]
    whole = lay_words_over(in_english(), merged, GERMAN, below, b"")
    (one,) = check_language(merged | {GERMAN: whole}, "de")
    assert (one.code, one.field) == ("E506", "start/hello.say")
    own = b'[start.hello]\nsay = "Willkommen."\n'
    said = lay_words_over(in_english(), merged, GERMAN, below, own)
    assert tomli.loads(said.decode())["start"]["hello"]["say"] == "Willkommen."
    assert check_language(merged | {GERMAN: said}, "de") == ()


def test_an_overlay_says_nothing_of_a_question_that_it_left_out():
    merged = pack({"start": in_english()["start.toml"]}, langs=["en", "de"])
    whole = lay_words_over(in_english(), merged, GERMAN, with_german()[GERMAN], b"")
    assert "rate" not in tomli.loads(whole.decode())
    assert check_language(merged | {GERMAN: whole}, "de") == ()


def test_a_question_of_an_overlay_is_missing_until_it_is_translated():
    extra = section("more", item("own", "text", say="And now?"))
    merged = pack(
        {"start": in_english()["start.toml"], "rate": in_english()["rate.toml"], "more": extra},
        langs=["en", "de"],
    )
    whole = lay_words_over(in_english(), merged, GERMAN, with_german()[GERMAN], b"")
    assert "E506" in {one.code for one in check_language(merged | {GERMAN: whole}, "de")}


@pytest.mark.parametrize(
    "text",
    [
        "Wie leicht?",
        "Wie leicht, {start/whom|Sie}?",
        "Wie leicht, {start/who|Sie?",
        "Leicht\u202e?",
    ],
)
def test_a_sheet_gives_no_text_for_which_the_language_would_be_refused(text: str):
    files = with_german()
    source = next(
        one.source for one in read_translations(files, "de") if one.name == "rate/ease.say"
    )
    found = refused(files, sheet(("rate/ease.say", source, text, "done")))
    assert len(found) == 1
    assert "rate/ease.say" in found[0]


def test_a_sign_in_a_translation_that_cannot_be_seen_is_told():
    files = german(with_german(), HELLO, "Guten\u202e Tag.")
    assert codes(files)["start/hello.say"] == "W310"
    assert codes(german(with_german(), HELLO, "Guten\u00a0Tag.")) == {}


def test_a_scale_that_is_not_there_in_a_language_is_told_before_a_visit():
    files = in_english()
    files["rate.toml"] += section("rate", WAVE).split(b"\n\n", 1)[1]
    files[GERMAN] = tomli_w.dumps(tree_of(files)).encode()
    assert "E131" in {one.code for one in check_language(files, "de")}
