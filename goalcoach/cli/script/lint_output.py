"""The findings of lint for programs: our own JSON, and SARIF 2.1.0.

SARIF: OASIS standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from goalcoach import __version__
from goalcoach.dialogue.linter.code_table import CODE_FAMILIES, LINT_CODES
from goalcoach.dialogue.script.diagnostic import Diagnostic, Severity, severity_of

FORMAT = "goalcoach-lint/1"
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def lint_json(pack: str, found: Sequence[Diagnostic]) -> str:
    """Return the findings in the order of files and lines. New keys may come, none changes."""
    rows = [
        {
            "file": one.file,
            "line": one.line,
            "code": one.code,
            "severity": one.severity.value,
            "family": CODE_FAMILIES[one.code[1]],
            "at": one.field,
            "message": one.message,
            "advice": LINT_CODES[one.code].advice,
        }
        for one in found
    ]
    return json.dumps({"format": FORMAT, "pack": pack, "findings": rows})


def lint_sarif(pack: str, found: Sequence[Diagnostic]) -> str:
    """Return the findings as one run, with every code that can be found as a rule."""
    known = [code for code, words in LINT_CODES.items() if not words.never]
    rules = [_rule(code) for code in known]
    results = [_result(pack, one, known.index(one.code)) for one in found]
    driver = {"name": "goalcoach script lint", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, object]:
    words = LINT_CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": words.wrong},
        "help": {"text": words.advice},
        "defaultConfiguration": {"level": _LEVELS[severity_of(code)]},
        "properties": {"tags": [CODE_FAMILIES[code[1]]]},
    }


def _result(pack: str, one: Diagnostic, index: int) -> dict[str, object]:
    """Return one finding; a file is named from the folder that holds the pack's folder."""
    place = {
        "artifactLocation": {
            "uri": quote(f"{pack.rstrip('/')}/{one.file}", errors="surrogateescape")
        },
        "region": {"startLine": max(1, one.line)},
    }
    where = {"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": one.field}]}
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.field}: {one.message}".lstrip(": ")},
        "locations": [where],
    }
