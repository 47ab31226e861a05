"""F8: what lint of the core script costs beside compiling it, both in one process, in turns.

bench_lint.py [ROUNDS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.script.compiler import examine_pack
from goalcoach.store.script_pack import read_pack

BUDGET = 1.5


def seconds(act: Callable[[], object]) -> float:
    """Return the time that this process spends; what others do meanwhile does not count."""
    began = time.process_time()
    act()
    return time.process_time() - began


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    files = read_pack("core")
    lint, load = [], []
    for _ in range(rounds):
        load.append(seconds(lambda: examine_pack(files)))
        lint.append(seconds(lambda: lint_pack(files)))
    ratio = min(lint) / min(load)
    kept = ratio <= BUDGET
    print(
        f"{'F8  script lint core':<24}{'compiling':<14}{min(lint) * 1000:7.0f} ms"
        f"{min(load) * 1000:7.0f} ms{ratio:7.2f}          {BUDGET:.2f}  "
        f"{'kept' if kept else 'NOT KEPT'}"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
