"""Our own words on what is printed of a plan: in the patient's language, whatever is spoken."""

from __future__ import annotations

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.paper_language import sheet_language
from goalcoach.store.catalogue import find_catalogue
from goalcoach.store.site_file import Site
from goalcoach.translation import Catalogue


def words_on_sheets(plan: Plan, site: Site, language: str = "") -> Catalogue:
    """Return our words for the sheets of a plan, by default in its own language."""
    return find_catalogue(language or sheet_language(plan), site.address)
