"""Collects our own words from the code: each text given to `tr`, `tr_noop` or `TrMap`.

They are written to `goalcoach/prompts/words/en.toml`, a table a module and a key a text. A text
keeps the key it had, also where it has moved to another module's table or was only put in other
words, so that its translations stay with it. Prints what is new, and what each language lacks.

Beside `de.toml` stands `hashes-de.toml`: of each text a digest of the English it was translated
from, and one of the translation. So a text whose English has changed since is told as stale, until
its translation is changed too, or `--done KEY` says that it is right as it is. The same for the
forms with du, which stand for the texts of `de.toml`, is in `hashes-de-familiar.toml`.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

import tomli
import tomli_w

from goalcoach.dialogue.i18n.translation_state import digest_text, read_record
from goalcoach.translation import FAMILIAR

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "goalcoach"
FOLDER = PACKAGE / "prompts" / "words"
CONTEXT = "context"
_WORDS_IN_KEY = 5
_LIKE = 0.75

Text = tuple[str, str]
"""A text and its context, or ""."""


def texts(source: str, file: str) -> Iterator[Text]:
    """Yield each text of a module that is marked for translation; ValueError names what is none."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in ("tr", "tr_noop"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, _context(node, file)
            elif isinstance(first, ast.JoinedStr | ast.BinOp) or node.func.id == "tr_noop":
                raise ValueError(f"{file}:{node.lineno}: a text made of pieces cannot be looked up")
        elif node.func.id == "TrMap":
            context = _context(node, file)
            yield from ((text, context) for text in _values(node.args[0], file))


def _context(call: ast.Call, file: str) -> str:
    for keyword in call.keywords:
        if keyword.arg == "context":
            value = keyword.value
            if not isinstance(value, ast.Constant) or not re.fullmatch(
                r"[a-z_]+", str(value.value)
            ):
                raise ValueError(f"{file}:{call.lineno}: a context is a name like after_effort")
            return str(value.value)
    return ""


def _values(table: ast.expr, file: str) -> Iterator[str]:
    if not isinstance(table, ast.Dict):
        raise ValueError(f"{file}:{table.lineno}: a TrMap is made of a table written out")
    for value in table.values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        elif isinstance(value, ast.JoinedStr | ast.BinOp):
            raise ValueError(f"{file}:{value.lineno}: a text made of pieces cannot be looked up")


def collect() -> dict[Text, str]:
    """Return each text of the package with the table of the first module that says it."""
    found: dict[Text, str] = {}
    for module in sorted(PACKAGE.rglob("*.py")):
        inside = module.relative_to(PACKAGE).with_suffix("")
        table = ".".join(part for part in inside.parts if part != "__init__")
        for text, context in texts(module.read_text("utf-8"), str(inside)):
            if text:
                found.setdefault((text, context), table)
    return found


def flat(table: Mapping[str, object], above: str = "") -> dict[str, str]:
    """Return a nested table with whole keys: {"sheets.wording.goal_kept": "Goal kept"}."""
    made: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            made |= flat(value, f"{above}{key}.")
        else:
            made[f"{above}{key}"] = str(value)
    return made


def nested(texts_by_key: Mapping[str, str]) -> dict[str, object]:
    """Return whole keys as tables in tables, keys sorted."""
    made: dict[str, object] = {}
    for key in sorted(texts_by_key):
        *tables, last = key.split(".")
        place = made
        for name in tables:
            inner = place.setdefault(name, {})
            assert isinstance(inner, dict), key
            place = inner
        place[last] = texts_by_key[key]
    return made


def read(name: str) -> dict[str, str]:
    """Return a catalogue with whole keys, {} if there is none."""
    path = FOLDER / f"{name}.toml"
    return flat(tomli.loads(path.read_text("utf-8"))) if path.exists() else {}


def write(name: str, texts_by_key: Mapping[str, str]) -> None:
    """Write a catalogue."""
    FOLDER.mkdir(exist_ok=True)
    words = tomli_w.dumps(nested(texts_by_key), multiline_strings=True)
    (FOLDER / f"{name}.toml").write_text(words, "utf-8")


def stale(
    source: Mapping[str, str], said: Mapping[str, str], records: Mapping[str, str]
) -> list[str]:
    """Return the keys of texts whose source has changed since, and which nobody has changed."""
    return [
        key
        for key, text in said.items()
        if key in source
        and (known := read_record(records.get(key))) is not None
        and known[0] != digest_text(source[key])
        and known[1] == digest_text(text)
    ]


def recorded(
    source: Mapping[str, str],
    said: Mapping[str, str],
    records: Mapping[str, str],
    done: Collection[str] = (),
) -> dict[str, str]:
    """Return the digests to keep by key; those in `done` are right as they are."""
    old = {key: records[key] for key in stale(source, said, records) if key not in done}
    new = {
        key: f"{digest_text(source[key])} {digest_text(text)}"
        for key, text in said.items()
        if key in source
    }
    return new | old


def keyed(found: Mapping[Text, str], before: Mapping[str, str]) -> dict[str, str]:
    """Return the texts by key: that of the text, or of one much like it, before; or a new one."""
    keys = {_text(key, text): key for key, text in before.items()}
    made = {keys[text]: text[0] for text in found if text in keys}
    gone = {key: text for key, text in before.items() if key not in made}
    for text, module in found.items():
        if text in keys:
            continue
        table = f"{CONTEXT}.{text[1]}" if text[1] else module
        near = max(
            (key for key in gone if key.rpartition(".")[0] == table),
            key=lambda key: SequenceMatcher(None, gone[key], text[0]).ratio(),
            default=None,
        )
        if near is not None and SequenceMatcher(None, gone[near], text[0]).ratio() >= _LIKE:
            del gone[near]
            made[near] = text[0]
        else:
            made[_new_key(table, text[0], made)] = text[0]
    return made


def _text(key: str, text: str) -> Text:
    first, _, rest = key.partition(".")
    return text, rest.partition(".")[0] if first == CONTEXT else ""


def _new_key(table: str, text: str, taken: Mapping[str, str]) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = "_".join(re.findall(r"[a-z0-9]+", plain)[:_WORDS_IN_KEY]) or "sign"
    key, number = f"{table}.{name}", 1
    while key in taken or any(other.startswith(f"{key}.") for other in taken):
        number += 1
        key = f"{table}.{name}_{number}"
    return key


def main(arguments: list[str]) -> int:
    """Return the exit code: 1 if something is out of date and --check was said."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and compare")
    parser.add_argument("--done", nargs="+", default=[], metavar="KEY", help="right as it is")
    options = parser.parse_args(arguments)
    before = read("en")
    now = keyed(collect(), before)
    wrong = now != before
    if wrong and not options.check:
        write("en", now)
    for name in sorted(path.stem for path in FOLDER.glob("??.toml") if path.stem != "en"):
        said = read(name)
        missing = [key for key in now if key not in said]
        unknown = [key for key in said if key not in now]
        wrong = wrong or bool(missing or unknown)
        print(f"{name}: {len(said)} texts, {len(missing)} missing, {len(unknown)} unknown")
        for key in missing:
            print(f"  missing {key} = {now[key]!r}")
        for key in unknown:
            print(f"  unknown {key}")
        forms = f"{name}-{FAMILIAR}"
        for file, source, texts_said in ((name, now, said), (forms, said, read(forms))):
            records = read(f"hashes-{file}")
            made = recorded(source, texts_said, records, options.done)
            old = stale(source, texts_said, made)
            wrong = wrong or bool(old)
            for key in old:
                print(f"  stale {file} {key} = {texts_said[key]!r} for {source[key]!r}")
            if made != records and not options.check:
                write(f"hashes-{file}", made)
    print(f"en: {len(now)} texts, {sum(key not in before for key in now)} new")
    return 1 if options.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
