"""The store: what a folder of versions answers, and what it refuses to publish."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from goalcoach.errors import AlreadyExists, BadData, GoalcoachError, NotFound, NotSaved
from goalcoach.plan.file import codec
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Agreement, Parent
from goalcoach.plan.next_visit import next_kind
from goalcoach.store.file_system import Fs
from goalcoach.store.patient_info import read_patient_info
from goalcoach.store.patient_list import list_patients
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.amount import examples
from tests.example import Clock
from tests.store import sample
from tests.store.double import WatchedFs

CODE = sample.CODE


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    store.create()
    store.create()
    return store


def test_an_empty_store_has_nobody_and_says_so(store: Store) -> None:
    assert store.codes() == ()
    assert list_patients(store) == ()
    assert store.versions(CODE) == ()
    assert store.head(CODE) is None
    for version in (None, 1):
        with pytest.raises(NotFound) as caught:
            store.load(CODE, version)
        assert caught.value.exit_code == 66
    assert Store(store.root / "none").codes() == ()


def test_what_is_published_is_what_is_loaded(store: Store) -> None:
    first = sample.plan(words="«Über» [/b] \x1b[2J\nzweite Zeile")
    path = store.publish(CODE, first)
    second = sample.next_plan(store)
    store.publish(CODE, second)
    assert path == store.root / CODE / "v0001.toml"
    assert store.load(CODE, 1).plan == first
    assert store.load(CODE).plan == second
    assert store.versions(CODE) == (1, 2)
    assert store.codes() == (CODE,)


@examples(40, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1).filter(str.strip))
def test_any_words_are_read_as_they_were_written(tmp_path: Path, words: str) -> None:
    store = Store(tmp_path)
    try:
        plan = sample.next_plan(store, words)
        store.publish(CODE, plan)
    except BadData:
        assert any(0xD800 <= ord(ch) <= 0xDFFF for ch in words)
        return
    assert store.load(CODE).plan == plan


def test_a_head_that_moved_is_named_and_nothing_is_written(store: Store) -> None:
    store.publish(CODE, sample.plan())
    late = sample.next_plan(store, "mine")
    store.publish(CODE, sample.next_plan(store, "theirs"))
    with pytest.raises(AlreadyExists):
        store.publish(CODE, late)
    store.publish(CODE, sample.next_plan(store, "theirs again"))
    with pytest.raises(AlreadyExists) as caught:
        store.publish(CODE, late)
    assert "version 1" in caught.value.sentence
    assert "version 3" in caught.value.sentence
    assert store.load(CODE, 2).plan.goals[0].statement == "theirs"


def test_a_plan_whose_parent_changed_or_is_gone_is_not_published(store: Store) -> None:
    store.publish(CODE, sample.plan())
    changed = sample.plan(2, Parent(version=1, digest="sha256:" + "0" * 64))
    with pytest.raises(AlreadyExists):
        store.publish(CODE, changed)
    with pytest.raises(NotFound):
        store.publish(CODE, sample.plan(3, Parent(version=2, digest="sha256:" + "0" * 64)))
    assert store.versions(CODE) == (1,)


def test_a_plan_of_someone_else_is_not_published_here(store: Store) -> None:
    with pytest.raises(BadData):
        store.publish("kestrel-2", sample.plan())
    assert store.codes() == ()


def test_a_plan_that_would_not_read_back_is_not_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = codec.write(sample.plan(words="something else"))
    monkeypatch.setattr("goalcoach.plan.file.codec.write", lambda plan: other)
    with pytest.raises(NotSaved):
        store.publish(CODE, sample.plan())
    assert store.head(CODE) is None


def test_a_file_cut_short_is_never_a_version(store: Store) -> None:
    store.publish(CODE, sample.plan())
    whole = codec.write(sample.next_plan(store))
    path = store.root / CODE / "v0002.toml"
    for size in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert store.versions(CODE) == (1,)
        assert store.load(CODE).plan.version == 1
        with pytest.raises(BadData):
            store.load(CODE, 2)
        with pytest.raises(AlreadyExists):
            store.publish(CODE, sample.next_plan(store))


def test_a_file_under_anothers_name_is_refused(store: Store) -> None:
    store.publish(CODE, sample.plan())
    whole = (store.root / CODE / "v0001.toml").read_bytes()
    (store.root / "kestrel-2").mkdir()
    (store.root / "kestrel-2" / "v0002.toml").write_bytes(whole)
    with pytest.raises(BadData) as caught:
        store.load("kestrel-2")
    assert {problem.field for problem in caught.value.problems} == {"patient", "version"}
    assert caught.value.source == "kestrel-2/v0002.toml"


@pytest.mark.parametrize("trap", ["fifo", "folder", "link"])
def test_a_trap_under_a_versions_name_is_said_not_followed(store: Store, trap: str) -> None:
    folder = store.root / CODE
    folder.mkdir()
    path = folder / "v0001.toml"
    if trap == "fifo":
        os.mkfifo(path)
    elif trap == "folder":
        path.mkdir()
    else:
        path.symlink_to("/etc/passwd")
    assert store.head(CODE) == 1
    with pytest.raises(BadData):
        store.load(CODE)
    info = read_patient_info(store, CODE)
    assert info.problem
    assert info.last_visit is None


def test_a_list_line_says_when_what_and_what_is_unfinished(store: Store) -> None:
    agreed = Agreement(next_visit=date(2026, 12, 18))
    store.publish(CODE, msgspec.structs.replace(sample.plan(), agreement=agreed))
    with sample.begun(store, 2):
        info = read_patient_info(store, CODE)
    assert info.code == CODE
    assert info.versions == (1,)
    assert info.last_visit == date(2026, 11, 20)
    assert info.next_visit == date(2026, 12, 18)
    assert info.next_kind == "review"
    assert info.unfinished is not None
    assert info.unfinished.section == "values"
    assert info.problem == ""
    assert list_patients(store) == (info._replace(unfinished=store.peek_draft(CODE)),)


def test_the_list_reads_only_the_newest_version(store: Store) -> None:
    for _ in range(4):
        store.publish(CODE, sample.next_plan(store))
    fs = WatchedFs()
    list_patients(Store(store.root, fs))
    opened = {where for name, where in fs.calls if name == "open"}
    assert {where for where in opened if where.startswith("v")} == {"v0004.toml"}


def test_one_bad_plan_does_not_spoil_the_list(store: Store) -> None:
    store.publish(CODE, sample.plan())
    (store.root / "kestrel-2").mkdir()
    (store.root / "kestrel-2" / "v0001.toml").write_bytes(b"nonsense\n# sha256: " + b"0" * 64)
    (store.root / "kestrel-2" / "v0001.toml").open("ab").write(b"\n")
    bad, good = list_patients(store)
    assert bad.code == "kestrel-2"
    assert bad.problem
    assert good.problem == ""


def _visit(kind: str, status: str, goals: bool) -> Plan:
    plan = sample.plan()
    visit = msgspec.structs.replace(plan.visit, kind=kind, status=status)
    return msgspec.structs.replace(plan, visit=visit, goals=plan.goals if goals else ())


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (None, "first"),
        (_visit("first", "done", True), "review"),
        (_visit("first", "done", False), "first"),
        (_visit("first", "incomplete", True), "first"),
        (_visit("review", "incomplete", True), "review"),
        (_visit("review", "done", False), "review"),
    ],
)
def test_a_visit_is_a_first_one_until_one_is_done_and_holds_a_goal(
    plan: Plan | None, kind: str
) -> None:
    assert next_kind(plan) == kind


def test_a_store_that_cannot_be_made_is_not_saved(tmp_path: Path) -> None:
    class FullFs(Fs):
        def mkdir(self, path: Path) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    for act in (
        lambda store: store.create(),
        lambda store: store.publish(CODE, sample.plan()),
        lambda store: sample.begin(store),
    ):
        with pytest.raises(NotSaved) as caught:
            act(Store(tmp_path / "plans", FullFs()))
        assert caught.value.exit_code == 74


def test_a_site_file_that_does_not_read_stops_a_visit_before_it_begins(store: Store) -> None:
    (store.root / "goalcoach.toml").write_text("keep_jurnal = true\n")
    with pytest.raises(GoalcoachError):
        sample.begin(store)
    with pytest.raises(BadData):
        store.site()
    assert store.codes() == ()


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
def test_where_a_store_was_taken_away_nothing_is_begun(store: Store, left: str) -> None:
    """A drive or a share that is unmounted leaves its folder, or none."""
    store.publish(CODE, sample.plan())
    assert store.codes() == (CODE,)
    store.root.rename(store.root.with_name("unplugged"))
    if left != "nothing":
        store.root.mkdir()
    with pytest.raises(NotFound, match="held plans"):
        store.codes()
    with pytest.raises(NotFound, match="held plans"):
        Visit.begin(store, "maple-15", today=example.DAY, clock=Clock())
    assert not (store.root / "maple-15").exists()


def test_a_store_whose_last_patient_was_moved_away_goes_on(store: Store) -> None:
    (store.root / "goalcoach.toml").write_text("format = 1")
    store.publish(CODE, sample.plan())
    assert store.codes() == (CODE,)
    (store.root / CODE).rename(store.root.with_name("elsewhere"))
    assert store.codes() == ()
