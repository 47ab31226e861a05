"""Any order of visits, breaks, closes and crashes: what was acknowledged is there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from goalcoach.errors import AlreadyExists
from goalcoach.plan.model.plan import Plan
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests.amount import examples
from tests.store import sample
from tests.store.double import Died, DyingFs

CODE = sample.CODE


class Life(RuleBasedStateMachine):
    """One patient's store. The model: the plans published, the answers acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="goalcoach-life-"))
        self.fs = DyingFs(1 << 60)
        self.store = Store(self.root, self.fs)
        self.draft: OpenDraft | None = None
        self.begun = False
        self.answers: list[str] = []
        self.plans: list[Plan] = []
        self.pending: Plan | None = None
        self.count = 0

    def teardown(self) -> None:
        self.fs.turn = 1 << 60
        if self.draft is not None:
            self.draft.close()
        shutil.rmtree(self.root)

    def _try(self, act: Callable[[], None]) -> None:
        """Do something; if the process dies in it, a new one looks at what is left."""
        try:
            act()
        except Died:
            self.fs = DyingFs(1 << 60)
            self.store = Store(self.root, self.fs)
            self.draft = None
            if self.pending is not None and len(self.store.versions(CODE)) > len(self.plans):
                self.plans.append(self.pending)
                self.answers = []
            self.pending = None
            self.begun = self.store.peek_draft(CODE) is not None

    @rule(turn=st.integers(0, 40))
    def doom(self, turn: int) -> None:
        """The process will die that many calls from now."""
        self.fs.turn = len(self.fs.calls) + turn

    @precondition(lambda self: self.draft is None)
    @rule()
    def open(self) -> None:
        def act() -> None:
            self.draft = self.store.resume_draft(CODE)
            if self.draft is None:
                self.answers = []
                self.draft = self.store.open_draft(CODE, sample.PACK, sample.header())
            self.begun = True

        self._try(act)

    @precondition(lambda self: self.draft is not None)
    @rule(size=st.integers(1, 3))
    def answer(self, size: int) -> None:
        def act() -> None:
            assert self.draft is not None
            words = [f"w{self.count + n}." for n in range(size)]
            self.count += size
            self.draft.append([sample.answer(n, word) for n, word in enumerate(words)])
            self.answers += words

        self._try(act)

    @precondition(lambda self: self.draft is not None)
    @rule()
    def decline(self) -> None:
        def act() -> None:
            assert self.draft is not None
            self.count += 1
            words = f"geheim {self.count}."
            self.draft.append([{"t": 0, "ev": "draft", "at": "a/b", "text": words}])
            self.draft.append([{"t": 0, "ev": "skip", "at": "a/b", "reason": "declined"}])
            self.draft.redact("a/b")
            assert words.encode() not in sample.all_bytes(self.root)

        self._try(act)

    @precondition(lambda self: self.draft is not None)
    @rule()
    def leave(self) -> None:
        def act() -> None:
            assert self.draft is not None
            self.draft.close()
            self.draft = None

        self._try(act)

    @precondition(lambda self: self.draft is None and self.begun)
    @rule()
    def set_aside(self) -> None:
        def act() -> None:
            self.answers = []
            self.store.set_aside_draft(CODE)
            self.begun = False

        self._try(act)

    @precondition(lambda self: self.draft is not None)
    @rule(stale=st.booleans())
    def close(self, stale: bool) -> None:
        def act() -> None:
            assert self.draft is not None
            plan = sample.next_plan(Store(self.root), f"visit {len(self.plans)} {self.count}")
            if stale and self.plans:
                old = sample.plan(words="from an old head")
                try:
                    self.store.publish(CODE, old)
                except AlreadyExists:
                    return
                raise AssertionError("an old head was replaced")
            self.pending = plan
            self.store.publish(CODE, plan)
            self.plans.append(plan)
            self.pending = None
            self.answers = []
            self.draft.discard()
            self.draft, self.begun = None, False

        self._try(act)

    @invariant()
    def every_plan_is_there(self) -> None:
        seen = Store(self.root)
        assert seen.versions(CODE) == tuple(range(1, len(self.plans) + 1))
        for version, plan in enumerate(self.plans, 1):
            assert seen.load(CODE, version).plan == plan

    @invariant()
    def every_acknowledged_answer_is_there(self) -> None:
        if self.answers:
            journal = (self.root / CODE / "draft" / "journal.log").read_text(encoding="utf-8")
            assert [word for word in self.answers if f'"{word}"' not in journal] == []

    @invariant()
    def nothing_is_at_fault(self) -> None:
        if (self.root / CODE).exists():
            faults = [found for found in verify(Store(self.root), CODE) if found.level == "fault"]
            assert faults == []


TestLife = Life.TestCase
TestLife.settings = examples(
    60,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
)
