"""Counts the texts that a tool for translations loses between our TOML files and its own format.

The Translate Toolkit pairs a file with its source by their keys (`toml2po`), and writes it anew
from what it made of it (`po2toml`), as Weblate does. Each text of each language has to come back
as it went. The toolkit is no requirement of goalcoach: it brings 46 MB, lxml among them, for this
one proof, so it is installed into a folder for the time being.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tomli

CHECKOUT = Path(__file__).resolve().parent.parent
TOOLKIT = ("translate-toolkit[toml]==3.20.4", "tomlkit==0.15.2", "lxml>=6,<7")
FOLDERS = ("goalcoach/prompts/core/i18n", "goalcoach/prompts/words")

Texts = dict[tuple[str, ...], object]


class Loss(NamedTuple):
    """How many texts a language file has, and those that did not come back as they went."""

    name: str
    texts: int
    lost: tuple[tuple[str, ...], ...]


def main() -> int:
    """Print a line a language file; return 1 if a text was lost."""
    with tempfile.TemporaryDirectory() as made:
        tools = _install(Path(made) / "toolkit")
        found = [_carry(tools, file, Path(made)) for file in language_files()]
    for one in found:
        print(f"{one.name}: {one.texts} texts, {len(one.lost)} lost")
        for place in one.lost:
            print(f"  {'.'.join(place)}")
    print(f"{sum(one.texts for one in found)} texts, {sum(len(one.lost) for one in found)} lost")
    return 1 if any(one.lost for one in found) else 0


def language_files() -> Iterator[Path]:
    """Yield each language file with its forms of address; not the English, nor the digests."""
    for folder in FOLDERS:
        for path in sorted((CHECKOUT / folder).glob("*.toml")):
            if path.stem != "en" and not path.stem.startswith("hashes-"):
                yield path


def texts_of(data: bytes) -> Texts:
    """Return every text of a file by its place, keys as they are nested."""

    def walk(
        table: dict[str, object], above: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], object]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from walk(value, (*above, key))
            else:
                yield (*above, key), value

    return dict(walk(tomli.loads(data.decode()), ()))


def lost_texts(before: Texts, after: Texts) -> tuple[tuple[str, ...], ...]:
    """Return the places of the texts that are gone or other."""
    return tuple(place for place, text in before.items() if after.get(place) != text)


def _install(folder: Path) -> Path:
    """Return the folder of the toolkit's programs, freshly installed."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    _run(programs / "python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:", *TOOLKIT)
    return programs


def _carry(tools: Path, file: Path, work: Path) -> Loss:
    """Carry one file out and back beside the source that it is paired with."""
    language = file.stem.partition("-")[0]
    # A form of address stands for texts of its language; what it lacks comes back as these.
    source = file.with_name("en.toml" if language == file.stem else f"{language}.toml")
    po, back = work / f"{file.stem}.po", work / file.name
    _run(tools / "toml2po", "--progress=none", "-t", source, file, po)
    _run(tools / "po2toml", "--progress=none", "-t", source, po, back)
    before = texts_of(file.read_bytes())
    name = file.relative_to(CHECKOUT).as_posix()
    return Loss(name, len(before), lost_texts(before, texts_of(back.read_bytes())))


def _run(*words: str | Path) -> None:
    subprocess.run(list(map(str, words)), check=True)


if __name__ == "__main__":
    sys.exit(main())
