"""What `verify` finds of a chain of six versions: each byte, and all that can be done to files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.file import codec
from goalcoach.plan.model.visit_record import Parent
from goalcoach.store.store import Store
from goalcoach.store.verify import verify_patients, verify_root
from tests.amount import is_whole
from tests.store import sample

CODE = sample.CODE
DAY = date(2026, 11, 29)
VERSIONS = range(1, 7)
STRIDE = 1 if is_whole() else 7
"""By day every seventh byte of each version, at another place in each."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of six versions, and with what a machine remembers of it."""
    folder = tmp_path_factory.mktemp("chain")
    store = Store(folder / "plans", state=lambda: folder / "seen")
    for number in VERSIONS:
        store.publish(CODE, sample.next_plan(store, f"Goal of visit {number}"))
    return folder


class Chain:
    """The store as it is, seen by a machine that remembers its head, and by one that does not."""

    def __init__(self, made: Path, tmp_path: Path) -> None:
        self.folder = Path(shutil.copytree(made / "plans", tmp_path / "plans")) / CODE
        self.knows = tmp_path / "seen"
        Store(self.folder.parent, state=lambda: self.knows)._remember(
            CODE, 6, Store(self.folder.parent).load(CODE).digest
        )

    def path(self, version: int) -> Path:
        return self.folder / f"v{version:04d}.toml"

    def put(self, version: int, data: bytes) -> None:
        self.path(version).unlink(missing_ok=True)
        self.path(version).write_bytes(data)

    def faults(self, *, seen: bool) -> list[tuple[str, str]]:
        """Return name and sentence of each fault."""
        state = (lambda: self.knows) if seen else None
        found = verify_patients(Store(self.folder.parent, state=state), [CODE], DAY)
        return [(one.path.name, one.sentence) for one in found if one.level == "fault"]


@pytest.fixture
def chain(made: Path, tmp_path: Path) -> Chain:
    chain = Chain(made, tmp_path)
    assert chain.faults(seen=True) == []
    return chain


def _flips(chain: Chain, version: int) -> Iterator[tuple[int, bytes]]:
    whole = chain.path(version).read_bytes()
    for place in range(version % STRIDE, len(whole), STRIDE):
        changed = bytearray(whole)
        changed[place] ^= 0x01
        yield place, bytes(changed)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_flipped_byte_is_found_with_and_without_a_memory(chain: Chain, version: int):
    for place, changed in _flips(chain, version):
        chain.put(version, changed)
        assert chain.faults(seen=place % 2 == 0), place


def _fitted(changed: bytes) -> bytes:
    """Return the bytes of a version with the digest line that fits them."""
    body = changed[: -len("# sha256: \n") - 64]
    return body + b"# sha256: " + sha256(body).hexdigest().encode() + b"\n"


@pytest.mark.parametrize("version", VERSIONS)
def test_each_flipped_byte_under_a_digest_that_fits_is_found_by_who_has_seen_it(
    chain: Chain, version: int
):
    """Without a memory the newest version alone can be rewritten: no later one names its digest."""
    body = len(chain.path(version).read_bytes()) - len("# sha256: \n") - 64
    for place, changed in _flips(chain, version):
        if place < body:
            chain.put(version, _fitted(changed))
            assert chain.faults(seen=True), place
            assert version == 6 or chain.faults(seen=False), place


def _drop(chain: Chain) -> None:
    chain.path(3).unlink()


def _swap(chain: Chain) -> None:
    one, other = chain.path(3).read_bytes(), chain.path(4).read_bytes()
    chain.put(3, other)
    chain.put(4, one)


def _rename(chain: Chain) -> None:
    chain.path(6).rename(chain.path(7))


def _roll_back(chain: Chain) -> None:
    chain.path(6).unlink()
    chain.path(5).unlink()


def _replace_head(chain: Chain) -> None:
    parent = Parent(version=5, digest=codec.read(chain.path(5).read_bytes(), "5").digest)
    chain.put(6, codec.write(sample.plan(6, parent, "Quite another")))


def _rewrite_all(chain: Chain) -> None:
    parent = None
    for version in VERSIONS:
        data = codec.write(sample.plan(version, parent, "Quite another"))
        chain.put(version, data)
        parent = Parent(version=version, digest=codec.read(data, "x").digest)


def _rewrite_and_go_on(chain: Chain) -> None:
    _rewrite_all(chain)
    parent = Parent(version=6, digest=codec.read(chain.path(6).read_bytes(), "6").digest)
    chain.put(7, codec.write(sample.plan(7, parent)))


def _empty(chain: Chain) -> None:
    for version in VERSIONS:
        chain.path(version).unlink()


@pytest.mark.parametrize(
    ("act", "words", "alone"),
    [
        (_drop, "Version 3 is not there, though later ones are.", True),
        (_swap, "it says version 4 under another name", True),
        (_rename, "it says version 6 under another name", True),
        (_roll_back, "Version 6 was here when this machine looked last; now the newest is", False),
        (_replace_head, "Version 6 is not the one that this machine saw last", False),
        (_rewrite_all, "Version 6 is not the one that this machine saw last", False),
        (_rewrite_and_go_on, "Version 6 is not the one that this machine saw last", False),
        (_empty, "Version 6 was here when this machine looked last; now none is there", False),
    ],
)
def test_what_was_done_to_the_chain_is_said(
    chain: Chain, act: Callable[[Chain], None], words: str, alone: bool
):
    act(chain)
    said = [sentence for _, sentence in chain.faults(seen=True)]
    assert any(words in sentence for sentence in said), said
    assert bool(chain.faults(seen=False)) == alone


def test_a_fault_is_not_learnt_away_by_looking_twice(chain: Chain):
    _roll_back(chain)
    assert chain.faults(seen=True) == chain.faults(seen=True) != []


def test_what_is_accepted_is_what_counts_from_then_on(chain: Chain):
    _roll_back(chain)
    store = Store(chain.folder.parent, state=lambda: chain.knows)
    assert verify_patients(store, [CODE], DAY, accept=True) == ()
    assert chain.faults(seen=True) == []
    chain.path(4).unlink()
    assert "Version 4 was here" in chain.faults(seen=True)[0][1]


def test_a_later_version_is_learnt_where_the_chain_is_whole(chain: Chain):
    store = Store(chain.folder.parent)
    store.publish(CODE, sample.next_plan(store))
    assert chain.faults(seen=True) == []
    chain.path(7).unlink()
    assert "Version 7 was here" in chain.faults(seen=True)[0][1]


def test_a_patient_who_is_gone_is_told_until_it_is_accepted(chain: Chain):
    store = Store(chain.folder.parent, state=lambda: chain.knows)
    shutil.rmtree(chain.folder)
    (finding,) = verify_root(store)
    assert finding.level == "warning"
    assert "A patient's folder is not here any more" in finding.sentence
    verify_patients(store, [], DAY, accept=True, all_codes=True)
    assert verify_root(store) == ()


def _dated(chain: Chain, *days: date) -> list[str]:
    parent = None
    for path in chain.folder.iterdir():
        path.unlink()
    for version, day in enumerate(days, 1):
        plan = sample.plan(version, parent)
        data = codec.write(replace(plan, visit=replace(plan.visit, date=day)))
        chain.put(version, data)
        parent = Parent(version=version, digest=codec.read(data, "x").digest)
    found = verify_patients(Store(chain.folder.parent), [CODE], DAY)
    assert {one.level for one in found} <= {"warning"}
    return [f"{one.path.name}: {one.sentence}" for one in found]


def test_days_that_run_backwards_or_lie_ahead_are_a_warning(chain: Chain):
    ahead, day = date(2027, 10, 23), date(2026, 11, 20)
    assert _dated(chain, day, day, DAY) == []
    first, second = _dated(chain, ahead, day)
    assert first.startswith("v0001.toml: Version 1 is dated 2027-10-23, later than today")
    assert second.startswith("v0002.toml: Version 2 is dated 2026-11-20, before version 1, which")
    (only,) = _dated(chain, day, date(2026, 11, 30))
    assert "Version 2 is dated 2026-11-30, later than today" in only


def test_days_of_a_practice_store_may_lie_ahead(chain: Chain):
    (chain.folder.parent / "goalcoach.toml").write_text("practice = true\n")
    assert _dated(chain, date(2027, 10, 23)) == []
