"""In every state that a power cut may leave, either the plan or all its answers are there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from goalcoach.errors import GoalcoachError
from goalcoach.store import save_protocol as save
from goalcoach.store.draft_files import remove_journal
from goalcoach.store.file_access import create_file, sync_folder
from goalcoach.store.file_system import Fs
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests.store import sample
from tests.store.disk import RecordingFs, crash_states, lay_out

CODE = sample.CODE
Promise = Callable[[str], None]


def _answer(draft: OpenDraft, promise: Promise, *words: str) -> None:
    draft.append([sample.answer(len(draft.events), word) for word in words])
    for word in words:
        promise(f"answer {word}")


def _resume(store: Store) -> OpenDraft:
    draft = store.resume_draft(CODE)
    assert draft is not None
    return draft


def _publish(store: Store, promise: Promise, words: str = "plan") -> None:
    plan = sample.next_plan(store, words)
    store.publish(CODE, plan)
    promise(f"plan {plan.version} {words}")


def begin(store: Store, promise: Promise) -> None:
    sample.begin(store).close()
    promise("begun")


def answers(store: Store, promise: Promise) -> None:
    draft = sample.begin(store)
    for word in ("one", "two", "three"):
        _answer(draft, promise, word)
    draft.close()


def batch(store: Store, promise: Promise) -> None:
    draft = sample.begin(store)
    _answer(draft, promise, "one", "two", "three")
    draft.close()


def leave_and_resume(store: Store, promise: Promise) -> None:
    answers(store, promise)
    draft = _resume(store)
    _answer(draft, promise, "four")
    draft.close()


def decline(store: Store, promise: Promise) -> None:
    draft = sample.begin(store)
    _answer(draft, promise, "one", "two")
    draft.append([{"t": 1, "ev": "answer", "at": "a/b", "value": "geheim"}])
    draft.append([{"t": 2, "ev": "skip", "at": "a/b", "reason": "declined"}])
    draft.redact("a/b")
    promise("declined geheim")
    _answer(draft, promise, "three")
    draft.close()


def first_visit(store: Store, promise: Promise) -> None:
    draft = sample.begin(store)
    _answer(draft, promise, "one")
    _answer(draft, promise, "two")
    _publish(store, promise)
    draft.discard()
    promise("discarded")


def two_visits(store: Store, promise: Promise) -> None:
    first_visit(store, promise)
    draft = sample.begin(store)
    promise("visit 2")
    _answer(draft, promise, "three")
    _publish(store, promise, "second")
    draft.discard()


def set_aside(store: Store, promise: Promise) -> None:
    answers(store, promise)
    store.set_aside_draft(CODE)
    promise("aside")
    draft = sample.begin(store)
    _answer(draft, promise, "four")
    draft.close()


def keep_journal(store: Store, promise: Promise) -> None:
    create_file(store.fs, store.root / "goalcoach.toml", b"keep_journal = true\n")
    sync_folder(store.fs, store.root)
    # The clinic wrote that file long ago.
    assert isinstance(store.fs, RecordingFs)
    store.fs.moments.clear()
    first_visit(store, promise)


def taken_away(store: Store, promise: Promise) -> None:
    draft = sample.begin(store)
    _answer(draft, promise, "one", "two")
    store.fs.unlink(store.folder(CODE) / "draft" / "journal.log")
    # What someone else takes away is nobody's promise until the next tick.
    assert isinstance(store.fs, RecordingFs)
    store.fs.promised.clear()
    store.fs.moments.clear()
    draft.append([sample.answer(3, "three")])
    for word in ("one", "two", "three"):
        promise(f"answer {word}")
    draft.close()


def copy_beside(store: Store, promise: Promise) -> None:
    draft = sample.begin(store)
    folder = store.folder(CODE) / "draft"
    create_file(store.fs, folder / "journal (1).log", b"told to another machine")
    sync_folder(store.fs, folder)
    promise("kept told to another machine")
    _answer(draft, promise, "one")
    _publish(store, promise)
    draft.discard()
    begin(store, promise)


def damaged(store: Store, promise: Promise) -> None:
    answers(store, promise)
    path = store.folder(CODE) / "draft" / "journal.log"
    fd = store.fs.open(path, os.O_WRONLY | os.O_APPEND)
    store.fs.write(fd, b"what stood there once\nand more\n")
    store.fs.fsync(fd)
    store.fs.close(fd)
    promise("kept what stood there once")
    draft = _resume(store)
    _answer(draft, promise, "four")
    _publish(store, promise)
    draft.discard()


WORKLOADS = (
    *(begin, answers, batch, leave_and_resume, decline),
    *(first_visit, two_visits, set_aside, keep_journal),
    *(taken_away, copy_beside, damaged),
)


class QuickFs(Fs):
    """Looks at what is left; nobody pulls the plug on it, so it need not sync."""

    def fsync(self, fd: int) -> None:
        pass


def _check(root: Path, promised: tuple[str, ...]) -> None:
    """Raise AssertionError if the store in `root` does not keep what was promised."""
    store = Store(root, QuickFs())
    plans = [fact.split(" ", 2)[1:] for fact in promised if fact.startswith("plan ")]
    for version, words in plans:
        assert store.load(CODE, int(version)).plan.goals[0].statement == words
    last_close = max((n for n, fact in enumerate(promised) if fact.startswith("plan ")), default=-1)
    told = [fact[7:] for fact in promised[last_close + 1 :] if fact.startswith("answer ")]
    head = store.head(CODE) or 0
    if head > len(plans):
        # The close had gone through before anyone was told.
        assert store.load(CODE, head).plan.visit.status == "done"
    else:
        kept = b""
        for journal in sorted(root.rglob("journal.log")):
            kept += journal.read_bytes()
        assert [word for word in told if f'"{word}"'.encode() not in kept] == []
        if told and not (root / CODE / "draft-1").exists():
            found = sample.values(store)
            assert [word for word in told if word not in found] == []
    for fact in promised:
        if fact.startswith("declined "):
            assert fact[9:].encode() not in sample.all_bytes(root)
        if fact.startswith("kept "):
            assert fact[5:].encode() in sample.all_bytes(root)
    if (root / CODE).exists() and not any(fact.startswith("kept what") for fact in promised):
        assert [found for found in verify(store, CODE) if found.level == "fault"] == []
    # Whatever is left, the next visit can begin.
    draft = store.resume_draft(CODE) or sample.begin(store)
    draft.close()
    for fact in promised:
        if fact.startswith("kept "):
            assert fact[5:].encode() in sample.all_bytes(root)


def _count_states(tmp_path: Path, workload: Callable[[Store, Promise], None]) -> int:
    root = tmp_path / "live"
    root.mkdir()
    fs = RecordingFs(root)
    workload(Store(root, fs), fs.promise)
    count = 0
    for tree, promised in crash_states(fs):
        count += 1
        lay_out(tree, tmp_path / "found")
        try:
            _check(tmp_path / "found", promised)
        finally:
            shutil.rmtree(tmp_path / "found")
    return count


def test_every_state_a_power_cut_may_leave_keeps_what_was_promised(tmp_path: Path) -> None:
    counts = {}
    for workload in WORKLOADS:
        folder = tmp_path / workload.__name__
        folder.mkdir()
        counts[workload.__name__] = _count_states(folder, workload)
    print(counts)
    assert len(counts) >= 8
    assert sum(counts.values()) >= 500


def _no_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecordingFs, "fsync", Fs.fsync)


def _no_folder_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecordingFs, "fsync_folder", lambda fs, fd: None)


def _straight_to_the_final_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def save_new(fs: Fs, final: Path, data: bytes) -> None:
        fs.write(fd := fs.open(final, save._NEW), data)
        fs.close(fd)
        sync_folder(fs, final.parent)

    monkeypatch.setattr("goalcoach.store.save_protocol.save_new", save_new)


def _journal_deleted_early(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.publish

    def publish(store: Store, code: str, plan: object) -> Path:
        remove_journal(store.fs, store.folder(code) / "draft")
        return real(store, code, plan)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "publish", publish)


def _saved_without_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoSync:
        def __init__(self, fs: Fs) -> None:
            self.fs = fs

        def __getattr__(self, name: str) -> object:
            return (lambda fd: None) if name == "fsync" else getattr(self.fs, name)

    real = save._write_checked
    monkeypatch.setattr(
        save,
        "_write_checked",
        lambda fs, fd, data: real(NoSync(fs), fd, data),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    "break_it",
    [
        *(_no_fsync, _no_folder_fsync, _straight_to_the_final_name),
        *(_journal_deleted_early, _saved_without_fsync),
    ],
)
def test_a_store_that_leaves_out_a_step_is_caught(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    break_it: Callable[[pytest.MonkeyPatch], None],
) -> None:
    break_it(monkeypatch)
    with pytest.raises((AssertionError, GoalcoachError)):
        _count_states(tmp_path, first_visit)
