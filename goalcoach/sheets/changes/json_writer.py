"""Writes a difference for programs: the story line by line, and the changes behind it.

What a reader may not be told is not in it either. Of the safety part only the decision is, and of
what belongs to one visit only how many entries differ: answers of the day and what was passed over
stay in their plan.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time

from goalcoach.plan.diff.change import Change, Diff
from goalcoach.sheets.changes.change_report import ChangeLine, ChangeSheet

DIFF_FORMAT = "goalcoach-diff/1"


def write_change_json(sheet: ChangeSheet, found: Diff) -> str:
    """Return one JSON object; texts are as they were typed, days as 2026-11-20."""
    data = {
        "format": DIFF_FORMAT,
        "patient": sheet.patient,
        "from": {"version": sheet.before.version, "date": sheet.before.day},
        "to": {"version": sheet.after.version, "date": sheet.after.day},
        "headline": sheet.headline,
        "counts": {
            "changed": sheet.counts.changed,
            "new": sheet.counts.new,
            "gone": sheet.counts.gone,
            "same": sheet.counts.same,
            "apart": len(found.apart),
        },
        "sections": [
            {
                "title": section.title,
                "goal": section.goal or None,
                "lines": [_line(line) for line in section.lines],
            }
            for section in sheet.sections
        ],
        "changes": [_change(one) for one in sheet.changes],
        "matched_by_likeness": list(sheet.alike),
    }
    return json.dumps(data, default=_plain, indent=2) + "\n"


def _line(line: ChangeLine) -> dict[str, object]:
    return {
        "mark": line.mark,
        "kind": line.kind,
        "label": line.label,
        "about": line.about or None,
        "from": line.old or None,
        "to": line.new or None,
        "words": [[span.kind, span.text] for span in line.words],
        "says": line.say or None,
        "why": list(line.why),
        "path": line.path,
        "rows": list(line.rows),
    }


def _change(one: Change) -> dict[str, object]:
    return {
        "kind": one.kind,
        "path": one.path,
        "rows": list(one.rows),
        "rows_before": list(one.was),
        "from": one.old,
        "to": one.new,
        "why": [{"version": why.version, "kind": why.kind, "text": why.text} for why in one.why],
    }


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
