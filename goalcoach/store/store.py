"""The store: a folder of plans, with one folder a patient and one file a version.

A version file is never rewritten. Every code is checked before any file call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.errors import AlreadyExists, BadData, GoalcoachError, NotFound, NotSaved, Problem
from goalcoach.store.disk_error import saving
from goalcoach.store.draft_files import DRAFT, check_draft_name
from goalcoach.store.file_access import is_folder, is_there, make_folders, scan
from goalcoach.store.file_name import SCRIPTS, check_code, near_codes, version_name, version_of
from goalcoach.store.file_system import REAL, FolderEntry, Fs
from goalcoach.store.folder_kind import FolderKind, codes_in, kind_of_folder
from goalcoach.store.second_version import second_versions
from goalcoach.store.version_file import has_digest_line, load_file
from goalcoach.translation import tr, tr_noop

if TYPE_CHECKING:
    # At run time these are imported where they are needed: most commands only read plans, home
    # lists them without, and each import adds to the time until something is there.
    from goalcoach.plan.file.codec import Loaded
    from goalcoach.plan.model.plan import Plan
    from goalcoach.store.draft_glance import DraftInfo
    from goalcoach.store.journal import JsonValue
    from goalcoach.store.open_draft import DraftPlace, OpenDraft
    from goalcoach.store.seen_heads import SeenHeads
    from goalcoach.store.set_aside_visits import KeptDraft, SetAside
    from goalcoach.store.site_file import Site


class Store:
    """The plans in the folder `root`. Every file call goes through `fs`.

    `state` returns the folder in which this machine remembers the newest versions, if it does.
    Methods that take a code raise UsageError for one that is not valid.
    """

    def __init__(
        self,
        root: Path,
        fs: Fs = REAL,
        clock: Callable[[], datetime] | None = None,
        state: Callable[[], Path] | None = None,
    ) -> None:
        self.root = root
        self.fs = fs
        self.clock = clock
        """What the lock of a visit is signed by; None for the machine's own."""
        self._state = state
        self._held_plans = False
        """True once patients were found here."""

    def seen_heads(self) -> SeenHeads | None:
        """Return what this machine remembers of these plans; None if it is not to remember.

        A practice store is made anew at will, so nothing of it is remembered.
        """
        try:
            if self._state is None or self.site().practice:
                return None
        except GoalcoachError:
            return None  # whoever needs the site file reports what is wrong with it
        from goalcoach.store.seen_heads import SeenHeads

        return SeenHeads(self._state(), self.root, self.fs)

    def create(self) -> None:
        """Make the store's folder, if absent, as `make_folders` does."""
        make_folders(self.fs, self.root)

    def site(self) -> Site:
        """Return the settings of the site file; raises BadData, NewerFormat, NotAllowed."""
        from goalcoach.store.site_file import read_site

        return read_site(self.fs, self.root)

    def spoken_at_site(self) -> tuple[str, str]:
        """Return language and form of address of the site file, also where another line of it is
        wrong: that is to be told in this language. "" for what it does not say.
        """
        from goalcoach.store.site_file import spoken_at_site

        try:
            site = self.site()
        except GoalcoachError:
            return spoken_at_site(self.fs, self.root)
        return site.language, site.address

    @property
    def scripts(self) -> Path:
        """The folder of the packs that this clinic wrote, which need not exist."""
        return self.root / SCRIPTS

    def folder(self, code: str) -> Path:
        """Return the path of a patient's folder, which need not exist."""
        return self.root / check_code(code)

    def codes(self) -> tuple[str, ...]:
        """Return the code of every patient folder, sorted.

        Raises NotFound for a store that held some and is gone, NotAllowed, NotRead.
        """
        found = codes_in(self.root, self.fs)
        self._held_plans = self._held_plans or bool(found)
        if not found:
            self.check_still_there()
        return found

    def check_still_there(self) -> None:
        """Raise NotFound for a store that held plans and by now is gone or an empty folder.

        A drive or a share that was taken away leaves one behind. What is begun there would be on
        another disk, and out of sight once the drive is back.
        """
        if self._held_plans and kind_of_folder(self.root, self.fs) is FolderKind.EMPTY:
            raise NotFound(
                tr(
                    "{folder} held plans, and there is nothing in it now. If it is on a drive or a "
                    "network share, connect it again.",
                    folder=self.root,
                )
            )

    def versions(self, code: str) -> tuple[int, ...]:
        """Return the numbers of all complete versions, oldest first; () for an unknown patient."""
        return self._versions(self.folder(code), self._scan(code))

    def _scan(self, code: str) -> list[FolderEntry]:
        folder = self.folder(code)
        return scan(folder, self.fs) if is_folder(folder, self.fs) else []

    def _versions(self, folder: Path, entries: list[FolderEntry]) -> tuple[int, ...]:
        found = [version for entry in entries if (version := version_of(entry.name))]
        # Only the newest can be incomplete: a version is complete before the next one is written.
        if found and not has_digest_line(self.fs, folder / version_name(found[-1])):
            found.pop()
        return tuple(found)

    def second_versions(self, code: str) -> tuple[int, ...]:
        """Return the versions of which there is a second one, as `second_versions` does."""
        return second_versions(
            self.fs, self.folder(code), (entry.name for entry in self._scan(code))
        )

    def head(self, code: str) -> int | None:
        """Return the number of the newest complete version; None if there is none."""
        versions = self.versions(code)
        return versions[-1] if versions else None

    def cut_short(self, code: str) -> str:
        """Return the name of an incomplete file in the place of the next version, or ""."""
        folder, following = self.folder(code), version_name((self.head(code) or 0) + 1)
        there = is_folder(folder, self.fs) and is_there(folder / following, self.fs)
        return following if there else ""

    def check_room(self, code: str) -> None:
        """Raise BadData if an incomplete file has the name that the next version needs.

        Checked before a visit begins, for at its end the plan could not be saved.
        """
        following = self.cut_short(code)
        if following:
            message = tr(
                "this file is not whole, and the next version needs its name. If it is "
                "still being copied here, wait; else move it away. Then begin the visit."
            )
            raise BadData(f"{code}/{following}", [Problem(0, "", message)])

    def load(self, code: str, version: int | None = None) -> Loaded:
        """Return a version with its digest, by default the newest.

        Raises NotFound, BadData, NewerFormat, NotAllowed.
        """
        folder = self.folder(code)
        if version is None:
            version = self.head(code)
            if version is None:
                raise self.no_plan(code)
        elif not (is_folder(folder, self.fs) and is_there(folder / version_name(version), self.fs)):
            raise self.no_version(code, version)
        return load_file(self.fs, folder / version_name(version))

    def no_patient(self, code: str) -> NotFound:
        """Return the error for a code that no patient has, with the code that may be meant."""
        return NotFound(tr("There is no patient {code} here.", code=code) + self._meant(code))

    def no_plan(self, code: str) -> NotFound:
        """Return the error for a code that has no complete version."""
        incomplete = self.cut_short(code)
        words = tr("There is no plan for {code} yet.", code=code)
        if incomplete:
            words += f" {tr('{file} is there, and not whole.', file=f'{code}/{incomplete}')}"
        return NotFound(words + self._meant(code))

    def no_version(self, code: str, version: int) -> NotFound:
        """Return the error for a version that is not there, with those that there are."""
        there = _say_versions(self.versions(code)) or self._meant(code).strip()
        words = tr("{code} has no version {version}.", code=code, version=version)
        return NotFound(f"{words} {there}" if there else words)

    def _meant(self, code: str) -> str:
        """Return which code may be meant by one that nobody has; "" for one that somebody has."""
        known = self.codes() if is_folder(self.root, self.fs) else ()
        near = near_codes(code, known) if code not in known else ()
        return f" {tr('Did you mean {command}?', command=near[0])}" if near else ""

    def publish(self, code: str, plan: Plan) -> Path:
        """Save `plan` as the version it says it is, by the save protocol; return its path.

        The bytes are parsed once before they are written. Raises AlreadyExists if another version
        was saved since the visit began, NotFound if the version before is gone, BadData for another
        patient's plan, NotSaved, Unconfirmed.
        """
        folder = self.folder(code)
        if plan.patient != code:
            raise BadData(
                code,
                [Problem(0, "patient", tr("this is the plan of {code}.", code=plan.patient))],
            )
        from goalcoach.plan.file import codec
        from goalcoach.store.save_protocol import save_new

        name = version_name(plan.version)
        data = codec.write(plan)
        written = codec.read(data, name)
        if written.plan != plan:
            raise NotSaved(tr("Not saved: the plan would not read back as it is. It is kept here."))
        make_folders(self.fs, folder)
        with saving():
            self._check_parent(code, plan)
        save_new(self.fs, folder / name, data)
        self._remember(code, plan.version, written.digest)
        return folder / name

    def _remember(self, code: str, version: int, digest: str) -> None:
        """Remember a version as the newest. The plan is saved, so a failure changes nothing."""
        from goalcoach.store.seen_heads import SeenHead

        with suppress(GoalcoachError):
            if (seen := self.seen_heads()) is not None:
                seen.keep({code: SeenHead(version, digest)})

    def _check_parent(self, code: str, plan: Plan) -> None:
        """Check that the newest version is still the one that `plan` was made from."""
        head = self.head(code) or 0
        began = plan.version - 1
        if head < began:
            raise NotFound(
                tr(
                    "{code} has no version {began}, which this visit began from.",
                    code=code,
                    began=began,
                )
            )
        if head > plan.version:
            raise AlreadyExists(
                tr(
                    "This visit began from version {began}, and version {head} is there by "
                    "now. Nothing was replaced, and your answers are kept.",
                    began=began,
                    head=head,
                )
            )
        if plan.parent is not None and self.load(code, began).digest != plan.parent.digest:
            raise AlreadyExists(
                tr(
                    "Version {began} is not the one this visit began from; it was changed "
                    "since. Nothing was written, and your answers are kept.",
                    began=began,
                )
            )

    def open_draft(
        self,
        code: str,
        pack: Mapping[str, bytes],
        header: Mapping[str, JsonValue],
        *,
        take_over: bool = False,
    ) -> OpenDraft:
        """Start a draft and return it open, as `draft.start_draft` does.

        `take_over`: someone said that a visit which is open elsewhere is over.
        """
        folder = self.folder(code)
        with saving():
            keep = self.site().keep_journal
        make_folders(self.fs, folder)
        from goalcoach.store import draft as drafts

        return drafts.start_draft(self._place(code, take_over, keep=keep), pack, header)

    def resume_draft(self, code: str, *, take_over: bool = False) -> OpenDraft | None:
        """Return the unfinished visit open, as `draft.resume_draft` does; None if there is none."""
        folder = self.folder(code)
        if not is_folder(folder, self.fs):
            return None
        from goalcoach.store import draft as drafts

        return drafts.resume_draft(self._place(code, take_over, keep=self.site().keep_journal))

    def _place(self, code: str, take_over: bool, *, keep: bool = False) -> DraftPlace:
        from goalcoach.store.open_draft import DraftPlace
        from goalcoach.store.visit_lock import now

        folder = self.folder(code) / DRAFT
        return DraftPlace(self.fs, folder, keep, self.clock or now, take_over)

    def peek_draft(self, code: str) -> DraftInfo | None:
        """Return what can be read of an unfinished visit without its lock; None if there is none.

        Raises BadData.
        """
        folder = self.folder(code)
        if not (is_folder(folder, self.fs) and is_folder(folder / DRAFT, self.fs)):
            return None  # most often; home is there without what reads one
        from goalcoach.store import draft_glance

        return draft_glance.peek_draft(self.fs, folder / DRAFT)

    def set_aside_draft(self, code: str, *, take_over: bool = False) -> Path:
        """Rename the draft to draft-1 or the next free number; return its new path.

        Raises NotFound, Busy, NotSaved.
        """
        folder = self.folder(code) / DRAFT
        with saving():
            if not (is_folder(folder.parent, self.fs) and is_folder(folder, self.fs)):
                raise NotFound(tr("There is no unfinished visit for {code}.", code=code))
            from goalcoach.store import draft as drafts

            return drafts.set_aside_draft(self._place(code, take_over))

    def aside(self, code: str) -> tuple[SetAside, ...]:
        """Return the visits of a patient that were set aside, oldest first."""
        names = [entry.name for entry in self._scan(code)]
        if not any(name.startswith(f"{DRAFT}-") for name in names):
            return ()
        from goalcoach.store import set_aside_visits

        return set_aside_visits.find_set_aside(self.fs, self.folder(code), names)

    def draft_folder(self, code: str, name: str) -> Path:
        """Return the folder `name` of a patient's visit, which need not exist.

        Raises UsageError for a name that none has, NotFound for a patient who is not here.
        """
        folder = self.folder(code) / check_draft_name(name)
        if not is_folder(folder.parent, self.fs):
            raise self.no_patient(code)
        return folder

    def read_kept(self, code: str, name: str) -> KeptDraft:
        """Return the visit in the folder `name`, to be read and not to be gone on with.

        Raises what `draft_files` raises, NotFound, BadData.
        """
        from goalcoach.store import set_aside_visits

        return set_aside_visits.read_kept(self.fs, self.draft_folder(code, name))

    def bring_back(self, code: str, number: int, *, take_over: bool = False) -> str:
        """Make a visit that was set aside the unfinished one again; `bring_back` says more."""
        from goalcoach.store import set_aside_visits

        return set_aside_visits.bring_back(self._place(code, take_over), number)


def _say_versions(versions: Sequence[int]) -> str:
    """Return how many versions there are, and which is the newest if that is another number."""
    if not versions:
        return ""
    count = len(versions)
    newest = versions[-1]
    if newest == count:
        return tr("There is 1.") if count == 1 else tr("There are {count}.", count=count)
    words = tr_noop("There are {count}; the newest is {newest}.")
    if count == 1:
        words = tr_noop("There is 1; the newest is {newest}.")
    return tr(words, count=count, newest=newest)
