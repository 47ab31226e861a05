"""What is wrong between the versions of one patient: gaps, parents, days, and what was seen before.

Each version is whole by itself when it comes here; what a chain lacks shows only beside the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date
from pathlib import Path

from goalcoach.plan.file.codec import Loaded
from goalcoach.store.file_name import version_name
from goalcoach.store.finding import Finding, Gravity
from goalcoach.store.seen_heads import SeenHead
from goalcoach.translation import tr, tr_noop

HOW_TO_ACCEPT = tr_noop(
    "If that is meant, such as a backup put back: goalcoach verify {code} --accept."
)


def chain_findings(
    folder: Path, versions: Set[int], plans: Mapping[int, Loaded], today: date | None
) -> Iterator[Finding]:
    """Yield what is wrong with the chain of a patient's versions.

    `versions` are the numbers that have a file, `plans` those that load. Days are held against
    `today` too, where there is one.
    """
    for version in range(1, max(versions, default=0)):
        if version not in versions:
            yield Finding(
                Gravity.FAULT,
                folder / version_name(version),
                tr("Version {version} is not there, though later ones are.", version=version),
            )
    for version in sorted(plans):
        yield from _parent_findings(folder, version, plans)
        yield from _day_findings(folder, version, plans, today)


def _parent_findings(folder: Path, version: int, plans: Mapping[int, Loaded]) -> Iterator[Finding]:
    parent = plans[version].plan.parent
    if version == 1 or parent is None:
        return
    if parent.version != version - 1:
        yield Finding(
            Gravity.FAULT,
            folder / version_name(version),
            tr(
                "It follows version {version}, not version {before}.",
                version=parent.version,
                before=version - 1,
            ),
        )
    before = plans.get(parent.version)
    if before is not None and before.digest != parent.digest:
        yield Finding(
            Gravity.FAULT,
            folder / version_name(parent.version),
            tr(
                "Version {before} was changed after version {version} was made from it.",
                before=parent.version,
                version=version,
            ),
        )


def _day_findings(
    folder: Path, version: int, plans: Mapping[int, Loaded], today: date | None
) -> Iterator[Finding]:
    """Yield a warning for a version dated before the one before it, or after today."""
    path, day = folder / version_name(version), plans[version].plan.visit.date
    before = plans.get(version - 1)
    if before is not None and day < before.plan.visit.date:
        yield Finding(
            Gravity.WARNING,
            path,
            tr(
                "Version {version} is dated {day}, before version {before}, which is dated "
                "{date}. The clock was wrong at one of the two visits.",
                version=version,
                day=day,
                before=version - 1,
                date=before.plan.visit.date,
            ),
        )
    if today is not None and day > today:
        yield Finding(
            Gravity.WARNING,
            path,
            tr(
                "Version {version} is dated {day}, later than today, {today}. Look at the clock.",
                version=version,
                day=day,
                today=today,
            ),
        )


def seen_findings(
    folder: Path, versions: Set[int], plans: Mapping[int, Loaded], seen: SeenHead | None
) -> Iterator[Finding]:
    """Yield a fault if the version that this machine saw last is gone or another one by now.

    One that is there and does not load has a fault of its own.
    """
    if seen is None:
        return
    path = folder / version_name(seen.version)
    accept = tr(HOW_TO_ACCEPT, code=folder.name)
    newest = max(versions, default=0)
    if newest < seen.version:
        back = (
            tr("the newest is version {newest}", newest=newest) if newest else tr("none is there")
        )
        yield Finding(
            Gravity.FAULT,
            path,
            tr(
                "Version {version} was here when this machine looked last; now {back}. {accept}",
                version=seen.version,
                back=back,
                accept=accept,
            ),
        )
    elif seen.version in plans and plans[seen.version].digest != seen.digest:
        yield Finding(
            Gravity.FAULT,
            path,
            tr(
                "Version {version} is not the one that this machine saw last: it was "
                "replaced or written anew. {accept}",
                version=seen.version,
                accept=accept,
            ),
        )
