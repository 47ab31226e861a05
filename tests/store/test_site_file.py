"""The site file: its defaults, its values, and every problem with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.errors import BadData, NewerFormat
from goalcoach.store.file_system import Fs
from goalcoach.store.site_file import Site, SiteContact, parse_site, read_site

WHOLE = """
format = 1
name = "Ward 3"
practice = true
clinician = "kestrel"
script = "core"
keep_journal = true
theme = "light"
paper = "letter"

[[contacts]]
label = "Night line"
number = "0000 1111"
urgent = true

[[contacts]]
label = "Reception"
number = "222"
"""


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    assert read_site(Fs(), tmp_path) == Site()
    assert parse_site(b"") == Site()
    assert Site().script == "core"


def test_every_value_is_taken_as_written(tmp_path: Path) -> None:
    (tmp_path / "goalcoach.toml").write_text(WHOLE)
    site = read_site(Fs(), tmp_path)
    assert site.contacts == (
        SiteContact("Night line", "0000 1111", urgent=True),
        SiteContact("Reception", "222"),
    )
    assert site == Site(
        1, "Ward 3", True, site.contacts, "kestrel", "core", True, "light", "letter"
    )


def test_a_key_that_is_gone_is_named_with_its_line_and_why() -> None:
    with pytest.raises(BadData) as caught:
        parse_site(b'name = "Ward"\npatient_word = "person"\n')
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (2, "patient_word")
    assert problem.message.endswith("Please take this line out.")


def test_all_problems_are_named_at_once_with_their_lines() -> None:
    data = (
        b'nmae = "Ward"\npractice = "yes"\ntheme = "blue"\nscript = 3\npaper = "a5"\n'
        b'[[contacts]]\nlabel = "A"\nnumbr = "1"\n\n[[contacts]]\nlabel = " "\nnumber = 5\n'
    )
    with pytest.raises(BadData) as caught:
        parse_site(data)
    found = {(each.line, each.field) for each in caught.value.problems}
    assert found == {
        *((1, "nmae"), (2, "practice"), (3, "theme"), (4, "script"), (5, "paper")),
        *((8, "contacts.numbr"), (11, "contacts.label"), (12, "contacts.number")),
    }
    assert "Did you mean “name”?" in caught.value.sentence
    assert "Did you mean “number”?" in caught.value.sentence
    assert caught.value.exit_code == 65


@pytest.mark.parametrize(
    "data",
    [
        *(b"contacts = 3", b"contacts = [3]", b"format = true", b"format = 0", b"format = '1'"),
        *(b"name = ", b"\xff", b"a." * 30_000 + b"a = 1", b"a = " + b"[" * 100_000, b"zzz = 1"),
        *(b"\xef\xbb\xbfname = 'a'", b"n = " + b"9" * 5000, b"<<<<<<< HEAD\nname = 'a'\n"),
    ],
)
def test_a_broken_site_file_is_bad_data_never_a_traceback(data: bytes) -> None:
    with pytest.raises(BadData):
        parse_site(data)


def test_a_problem_in_the_toml_names_its_line() -> None:
    with pytest.raises(BadData) as caught:
        parse_site(b'name = "a"\ntheme = dark\n')
    assert caught.value.problems[0].line == 2


def test_a_key_that_is_like_no_other_is_answered_with_all_that_there_are() -> None:
    with pytest.raises(BadData) as caught:
        parse_site(b'telefon = "1"\n[[contacts]]\nlabel = "A"\nxyz = "1"\n')
    first, second = caught.value.problems
    assert all(key in first.message for key in Site._fields)
    assert second.message == "this key is not known. Known are: label, number, urgent."


def test_contacts_for_any_hour_come_first_and_the_order_of_the_file_is_kept() -> None:
    rows = (("A", ""), ("B", "urgent = true"), ("C", ""), ("D", "urgent = true"))
    data = "\n".join(f'[[contacts]]\nlabel = "{name}"\n{mark}' for name, mark in rows)
    assert [one.label for one in parse_site(data.encode()).contacts] == ["B", "D", "A", "C"]


KEYS = ("steps_gate", "steps_break", "danger_signs")


@pytest.mark.parametrize("key", KEYS)
def test_a_services_own_lines_are_taken_as_written(key: str) -> None:
    site = parse_site(f'{key} = ["Sit down.", "  Tap: 1"]\n'.encode())
    assert getattr(site, key) == ("Sit down.", "  Tap: 1")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"one text"', "a list of lines belongs here, each in quotes."),
        ("[1]", "a list of lines belongs here, each in quotes."),
        ('["a", " "]', "line 2 has no words."),
        (str(["a"] * 7), "this has 7 lines; 6 are the most."),
        (f'["{"a " * 21}"]', "line 1 has 21 words; 20 are the most."),
    ],
)
def test_lines_that_are_none_or_too_long_are_named(key: str, value: str, said: str) -> None:
    with pytest.raises(BadData) as caught:
        parse_site(f'name = "A"\n{key} = {value}\n'.encode())
    problem = caught.value.problems[0]
    assert (problem.line, problem.field, problem.message) == (2, key, said)


def test_the_steps_of_a_break_go_to_paper_only_where_the_site_says_so() -> None:
    assert not parse_site(b'steps_break = ["Sit down."]').print_steps_break
    assert parse_site(b"print_steps_break = true").print_steps_break


def test_a_newer_format_is_left_alone() -> None:
    with pytest.raises(NewerFormat) as caught:
        parse_site(b"format = 2\nwhatever = 1\n")
    assert caught.value.exit_code == 66


def test_the_attainment_score_is_off_unless_the_site_turns_it_on() -> None:
    assert not parse_site(b"").attainment
    assert parse_site(b"attainment = true\n").attainment
    with pytest.raises(BadData, match="line 2: attainment"):
        parse_site(b'name = "a"\nattainment = "yes"\n')


@pytest.mark.parametrize("key", ["lock_minutes", "lock_minutes_visit"])
def test_the_minutes_until_nothing_is_shown_are_a_whole_number(key: str):
    assert getattr(parse_site(f"{key} = 3".encode()), key) == 3
    assert getattr(parse_site(f"{key} = 0".encode()), key) == 0
    for wrong in ("-1", "true", '"5"', "2.5", "1441"):
        with pytest.raises(BadData) as caught:
            parse_site(f"{key} = {wrong}".encode())
        assert str(caught.value).startswith(f"goalcoach.toml: line 1: {key}: ")


def test_nothing_is_shown_after_ten_minutes_and_in_a_visit_after_thirty():
    site = Site()
    assert (site.lock_minutes, site.lock_minutes_visit) == (10, 30)


@pytest.mark.parametrize("name", ["Dr. Näme", "First Läst", "b" * 33])
def test_the_clinicians_code_is_no_name(name: str):
    with pytest.raises(BadData) as refused:
        parse_site(f'format = 1\nclinician = "{name}"\n'.encode())
    [problem] = refused.value.problems
    assert (problem.line, problem.field) == (2, "clinician")
    assert "never a name" in problem.message
    assert parse_site(b'clinician = "bo-2"').clinician == "bo-2"


def test_what_is_spoken_and_how_one_is_addressed():
    assert (Site().language, Site().address) == ("", "")
    site = parse_site(b'language = "de"\naddress = "familiar"\n')
    assert (site.language, site.address) == ("de", "familiar")
    assert parse_site(b'address = "polite"\n').address == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("language = 3", "language: words belong here"),
        ('language = "../de"', "the short name of a language"),
        ('language = "German"', "the short name of a language"),
        ('address = "du"', "“polite” or “familiar”"),
        ("address = true", "“polite” or “familiar”"),
    ],
)
def test_a_language_that_is_none_is_told_with_its_line(line: str, words: str):
    with pytest.raises(BadData, match=words) as caught:
        parse_site(f'name = "a"\n{line}\n'.encode())
    assert caught.value.problems[0].line == 2
