"""`goalcoach schema`: JSON Schema of our files, for editors and other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from goalcoach.cli.output import write_out


class SchemaKind(StrEnum):
    """Which files."""

    SCRIPT = "script"
    PLAN = "plan"
    SITE = "site"


def write_schema(
    kind: Annotated[SchemaKind, typer.Argument(metavar="<script|plan|site>", help="Which files.")],
) -> None:
    """Write the JSON Schema of a script, a plan or the site file.

    docs/EDITORS.md says how an editor takes it.

    \b
    Example: goalcoach schema script > script.schema.json
    """
    import json

    match kind:
        case SchemaKind.SCRIPT:
            from goalcoach.dialogue.script.json_schema import script_schema

            schema = script_schema()
        case SchemaKind.PLAN:
            from goalcoach.plan.json_schema import plan_schema

            schema = plan_schema()
        case SchemaKind.SITE:
            from goalcoach.store.site_schema import site_schema

            schema = site_schema()
    write_out(json.dumps(schema, indent=2, ensure_ascii=False))
