"""What carries the goals: saved energy, the flare plan, who helps, tasks, and after the plan."""

from datetime import date
from typing import Literal

from goalcoach.plan.model.field_types import EndReason, FewTexts, Part, Row, Texts, YesNoAsk


class EnergySaver(Row, frozen=True, kw_only=True):
    task: str | None = None
    way: str | None = None
    saved_for: str | None = None
    ended: EndReason | None = None


class FlarePlan(Part, frozen=True, kw_only=True):
    signs: Texts = ()
    steps: FewTexts = ()
    keep: Texts = ()
    less: Texts = ()
    stop: Texts = ()
    emergency: Texts = ()
    same_day: Texts = ()
    too_long: str | None = None
    known_sudden: Texts = ()
    call: str | None = None
    gone_over: date | None = None


class Support(Row, frozen=True, kw_only=True):
    who: str | None = None
    kind: Literal["family", "friend", "peer", "work", "school", "community"] | None = None
    role: str | None = None
    phone: str | None = None
    share: YesNoAsk | None = None
    needs: str | None = None
    consent: YesNoAsk | None = None
    ended: EndReason | None = None


class Action(Row, frozen=True, kw_only=True):
    domain: Literal["sleep", "activity", "food", "stress", "work", "social"] | None = None
    who: str | None = None
    what: str | None = None
    due: date | None = None
    status: Literal["open", "done", "dropped"] | None = None
    back: str | None = None
    """What came back from whoever took it on."""
    ended: EndReason | None = None


class AfterPlan(Part, frozen=True, kw_only=True):
    day: str | None = None
    looks_at: str | None = None
    sign: str | None = None
    who: str | None = None
    refresher: str | None = None
