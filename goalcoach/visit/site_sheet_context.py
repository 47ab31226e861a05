"""What the site says on its sheets, apart from the reading of plans, for the start of the app."""

from __future__ import annotations

from goalcoach.sheets.context import SheetContext
from goalcoach.store.site_file import Site


def site_context(site: Site) -> SheetContext:
    """Return what the site says on its sheets, whatever the plan."""
    return SheetContext(
        practice=site.practice,
        contacts=tuple((one.label, one.number) for one in site.contacts),
        urgent=tuple((one.label, one.number) for one in site.contacts if one.urgent),
        service=site.name,
        attainment=site.attainment,
        danger_signs=site.danger_signs,
        steps_break=site.steps_break if site.print_steps_break else (),
    )
