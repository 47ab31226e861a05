"""Everything there is to tell of a pack: what the compiler says, and every rule of the linter.

A rule is a function from `PackView` to its findings; to add one, put it in its family's list and
its code in `code_table`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from goalcoach.dialogue.linter.exception_list import ExceptionList
from goalcoach.dialogue.linter.interviewing_rules import INTERVIEWING_RULES
from goalcoach.dialogue.linter.logic_rules import LOGIC_RULES
from goalcoach.dialogue.linter.pack_view import PackView
from goalcoach.dialogue.linter.word_rules import WORD_RULES
from goalcoach.dialogue.script.compiler import examine_pack
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.merged_pack import MergedPack

Rule = Callable[[PackView], Iterable[Diagnostic]]

RULES: tuple[Rule, ...] = (*LOGIC_RULES, *WORD_RULES, *INTERVIEWING_RULES)
"""Every rule that looks at one pack alone."""


def lint_pack(
    files: Mapping[str, bytes], more: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """Return what is wrong or unwise in a pack, by file and line.

    `more` are findings from elsewhere, such as a comparison with the last release: the exceptions
    of the pack count for them too. Never raises for what the files hold.
    """
    found = _lint(files, more)
    return tuple(sorted(files.at_source(found))) if isinstance(files, MergedPack) else found


def _lint(files: Mapping[str, bytes], more: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    examined = examine_pack(files)
    if examined.outline is None or examined.script is None:
        return tuple(sorted({*examined.found, *more}))
    view = PackView(examined.outline, examined.script)
    found: Iterator[Diagnostic] = (one for rule in RULES for one in rule(view))
    kept = tuple(ExceptionList(examined.outline).apply([*found, *more]))
    # A condition that compares with what cannot be answered is never true: that is told once.
    told = {(one.file, one.line) for one in examined.found if one.code == "E204"}
    again = {one for one in kept if one.code == "W207" and (one.file, one.line) in told}
    return tuple(sorted({*examined.found, *kept} - again))
