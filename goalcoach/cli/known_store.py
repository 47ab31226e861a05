"""The store of a command: one that is there, or where a first visit may begin one.

A folder that holds other things is never taken for a store, so that a wrong --store is told and its
folders are not listed as patients.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.cli.store_choice import locate_store, open_store
from goalcoach.errors import NotFound
from goalcoach.safe_text import wrap
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.store.store import Store
    from goalcoach.store.store_location import StoreLocation

_LABEL, _WIDTH = 10, 78


def open_known_store(option: Path | None) -> Store:
    """Return the store to use for a command that only reads, or writes to what is there.

    Raises NotFound for a folder that is no store; an empty one is a store without patients.
    """
    check_is_store(locate_store(option))
    return open_store(option)


def check_is_store(location: StoreLocation) -> None:
    """Raise NotFound for a folder that is absent or holds other things; says what to do."""
    from goalcoach.store.file_access import is_there

    refuse_other(location)
    if is_there(location.path):
        return
    if location.is_named:
        raise NotFound(
            tr("There is no store at {path}. goalcoach paths says where it is.", path=location.path)
        )
    raise NotFound(first_start_text(location.path))


def refuse_other(location: StoreLocation) -> None:
    """Raise NotFound for a folder that someone named and that holds other things than plans."""
    from goalcoach.store.folder_kind import FolderKind, kind_of_folder

    if location.is_named and kind_of_folder(location.path) is FolderKind.OTHER:
        raise NotFound(
            tr(
                "No plan is in {path}: none of its folders holds one. goalcoach paths "
                "says where the plans are; goalcoach paths --make DIR makes a folder a "
                "store.",
                path=location.path,
            )
        )


def first_start_text(folder: Path) -> str:
    """Return the page of a first start as lines, where no store was named and none is there."""
    from goalcoach.visit.first_start_words import first_start_rows

    lines = [tr("There is no plan yet, and no store in {folder}.", folder=folder), ""]
    for label, words in first_start_rows(str(folder)):
        first, *rest = wrap(words, _WIDTH - _LABEL)
        lines += [f"{label:<{_LABEL}}{first}", *(f"{'':<{_LABEL}}{one}" for one in rest)]
    return "\n".join(
        [*lines, "", tr("goalcoach visit maple-15 begins a first visit with that code.")]
    )
