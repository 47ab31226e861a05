"""F7: the list of many patients the second time, against reading each newest plan.

    bench_list.py [PATIENTS]

1,000 by default, with one version each and then with five: what the list costs grows with the
patients, not with the versions.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from goalcoach.plan.file import codec
from goalcoach.plan.model.visit_record import Parent
from goalcoach.store.file_name import LIST_FILE, version_name
from goalcoach.store.patient_list import list_patients
from goalcoach.store.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.sheets.rowan import first

BUDGET = 10
ROUNDS = 3


def make(root: Path, patients: int, versions: int) -> Store:
    """Write the files as they are, without the safeguards of a save: there is nothing to lose."""
    for number in range(patients):
        code = f"p-{number}"
        folder = root / code
        folder.mkdir(parents=True)
        parent = None
        for version in range(1, versions + 1):
            plan = replace(first(), patient=code, version=version, parent=parent)
            data = codec.write(plan)
            (folder / version_name(version)).write_bytes(data)
            digest = codec.read(data, code).digest
            parent = Parent(version=version, digest=digest)
    return Store(root)


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def measure(store: Store) -> tuple[float, float, float]:
    """Return the best of reading each newest plan, of a first list, and of a second one."""

    def read() -> None:
        for code in store.codes():
            store.load(code)

    def anew() -> None:
        (store.root / LIST_FILE).unlink(missing_ok=True)
        list_patients(store)

    plain = min(seconds(read) for _ in range(ROUNDS))
    first_time = min(seconds(anew) for _ in range(ROUNDS))
    return plain, first_time, min(seconds(lambda: list_patients(store)) for _ in range(ROUNDS))


def main() -> int:
    patients = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    kept = True
    print(f"F7  {patients} patients        each newest read   first list   second list   times")
    for versions in (1, 5):
        with tempfile.TemporaryDirectory() as folder:
            plain, first_time, second = measure(make(Path(folder), patients, versions))
        times = plain / second
        kept = kept and times >= BUDGET
        print(
            f"    {versions} versions each{plain * 1000:18.0f} ms{first_time * 1000:10.0f} ms"
            f"{second * 1000:11.0f} ms{times:8.1f}   budget {BUDGET}  "
            f"{'kept' if times >= BUDGET else 'NOT KEPT'}"
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
