"""Prints through a real CUPS and cups-pdf: what arrives, under which title, and after a refusal.

The tests use a made-up lp; this shows that the real one understands the same words. It starts a
scheduler of its own, with its own socket and folders, so that no printer of this machine is
touched. It needs root, for cups-pdf writes to its user's home: what it wrote is taken away again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

GOALCOACH = [sys.executable, "-P", "-m", "goalcoach"]
QUEUE = "goalcoach-check"
DRIVER = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd"
NEEDED = ("cupsd", "lpadmin", "lp", "lpstat", "cupsreject", "cupsaccept", "pdfinfo")
PATIENCE = 60

RULES = """\
Listen {root}/cups.sock
Browsing No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""

FILES = """\
ServerRoot {root}/server
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/temp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
SystemGroup root
"""


@contextmanager
def scheduler() -> Iterator[Path]:
    """Run a scheduler of our own; yield its folder."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o711)
        for name in ("server", "spool", "cache", "state", "temp", "log"):
            (root / name).mkdir()
        # Filters run as lp and put their own files there.
        shutil.chown(root / "temp", "lp", "lp")
        (root / "server" / "cupsd.conf").write_text(RULES.format(root=root))
        (root / "server" / "cups-files.conf").write_text(FILES.format(root=root))
        command = ["cupsd", "-f", "-c", f"{root}/server/cupsd.conf"]
        command += ["-s", f"{root}/server/cups-files.conf"]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.environ["CUPS_SERVER"] = f"{root}/cups.sock"
        try:
            wait(lambda: (root / "cups.sock").exists())
            call("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-m", DRIVER)
            yield root
        finally:
            child.terminate()
            child.wait()


def wait(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            sys.exit("waited in vain")
        time.sleep(0.2)


def call(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def printing(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [*GOALCOACH, "print", *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def check(what: str, true: bool, more: str = "") -> bool:
    print(f"{'yes' if true else 'NO '}  {what}{'' if true else f': {more}'}", flush=True)
    return true


def pages(path: Path) -> tuple[str, bool]:
    """Return how many pages a PDF has, and whether they are A4."""
    said = dict(line.split(":", 1) for line in call("pdfinfo", str(path)).splitlines())
    return said["Pages"].strip(), "(A4)" in said["Page size"]


def all_checks(work: Path, root: Path, home: Path) -> Iterator[bool]:
    store, out = str(work / "plans"), work / "printed"
    subprocess.run([*GOALCOACH, "demo", store], check=True, capture_output=True)
    words = ["rowan-17", "rowan-17@1", "--sheet", "handout", "--sheet", "diary", "--duplex"]
    words += ["--store", store, "--out", str(out), "--printer", QUEUE]
    call("cupsreject", QUEUE)
    code, said = printing(*words)
    yield check("a queue that takes nothing is told, with 74", code == 74, f"{code} {said}")
    yield check("and it says that none was sent", "None of 4 was sent" in said, said)
    call("cupsaccept", QUEUE)
    code, said = printing(*words)
    yield check("the same command goes on", code == 0 and "4 sheets sent" in said, said)
    wait(lambda: not call("lpstat", "-W", "not-completed", "-o", QUEUE).strip())
    made = sorted(home.glob("goalcoach_*.pdf"), key=lambda path: path.stat().st_mtime)
    yield check("as many files come out", len(made) == 4, str([path.name for path in made]))
    log = (root / "log" / "page").read_text()
    titles = [f"goalcoach {number} of 4" for number in range(1, 5)]
    yield check("under neutral titles", all(title in log for title in titles), log)
    yield check("no code of a patient in the queue's log", "rowan" not in log, log)
    yield check("on both sides", "two-sided-long-edge" in log, log)
    ours = sorted(pages(path) for path in out.glob("*.pdf"))
    theirs = sorted(pages(path) for path in made)
    yield check("with the pages and the paper of ours", ours == theirs, f"{ours} {theirs}")
    held = (root / "log" / "error").read_text("utf-8", "replace")
    yield check("no filter complained", "Filter failed" not in held, "see the log")


def main() -> int:
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        sys.exit(f"This check needs {', '.join(missing)} (cups, printer-driver-cups-pdf, poppler).")
    if os.geteuid() != 0:
        sys.exit("This check needs root, or cups-pdf cannot write to a home.")
    home = Path.home() / "PDF"
    before = set(home.glob("*")) if home.exists() else None
    try:
        with scheduler() as root, tempfile.TemporaryDirectory() as work:
            results = list(all_checks(Path(work), root, home))
    finally:
        for path in set(home.glob("*")) - (before or set()):
            path.unlink()
        if before is None and home.exists():
            home.rmdir()
    print("all as it should be" if all(results) else "not as it should be")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
