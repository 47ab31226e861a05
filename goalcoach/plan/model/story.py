"""Who the person is: their story, their values, and which of these comes first."""

from typing import Literal

from msgspec import field

from goalcoach.plan.model.field_types import EndReason, Part, Row, Score, Texts


class OwnWords(Part, frozen=True, kw_only=True):
    usual: str | None = None
    strong: str | None = None


class Story(Part, frozen=True, kw_only=True):
    open: str | None = None
    words: OwnWords = field(default_factory=OwnWords)
    heard: str | None = None
    helps: Texts = ()
    strengths: Texts = ()
    good_days: str | None = None
    hopes: Texts = ()
    me: str | None = None
    purpose: str | None = None
    own_idea: str | None = None
    shared_idea: str | None = None
    open_questions: str | None = None


class LifeValue(Row, frozen=True, kw_only=True):
    area: str | None = None
    words: str | None = None
    importance: Score | None = None
    lived: Score | None = None
    place: Literal["now", "later", "put_down"] | None = None
    ended: EndReason | None = None


class Priorities(Part, frozen=True, kw_only=True):
    order: Texts = ()
    one_thing: str | None = None
    care_helps: str | None = None
    care_burdens: str | None = None
