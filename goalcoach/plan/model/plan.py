"""The plan, part by part, in the order of the file.

The order of the fields is the order in the file. Everything but the header may be empty: None for a
single value, an empty tuple for a list, an empty struct for a group. An empty thing is not written,
so "empty" and "not there" are the same. This folder is the only place in goalcoach where the fields
of the plan are listed.
"""

from typing import Literal

from msgspec import field

from goalcoach.plan.model.between_visits import Overall, ScaleResult, Setback, Win
from goalcoach.plan.model.field_types import Part, Texts, Timestamp, Version
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.optional_parts import (
    HelpersPart,
    HelpOption,
    Leaflet,
    Links,
    OthersSay,
    PatternTalk,
    SelfLed,
    Sensation,
    Work,
    WorkLine,
)
from goalcoach.plan.model.story import LifeValue, Priorities, Story
from goalcoach.plan.model.support import Action, AfterPlan, EnergySaver, FlarePlan, Support
from goalcoach.plan.model.visit_record import (
    Agreement,
    Consent,
    Ease,
    Parent,
    Safety,
    ScriptUsed,
    SkipWord,
    TeachBack,
    VisitDetails,
)

SCHEMA = 2

# Row ids are one of these letters and a number. Lists that are not here have rows without ids.
LETTERS = {
    "values": "v",
    "goals": "g",
    "goals.measures": "m",
    "goals.barriers": "b",
    "goals.enablers": "e",
    "goals.triggers": "t",
    "goals.ladder.rungs": "r",
    "goals.contingencies": "c",
    "energy_savers": "s",
    "supports": "p",
    "actions": "a",
    "work_lines": "w",
    "options": "o",
    "leaflets": "l",
}

# The header says which version this is; the engine and `close` fill it, no question does.
HEADER = (
    *("schema", "patient", "version", "parent", "created", "tool", "script"),
    *("visit", "carried"),
)

# Parts that belong to one visit and start empty. All others stand until they are changed; so does
# the sentence for a step while the step does (`ladder_rules.is_step_kept`).
OF_VISIT = frozenset(
    {
        *("visit", "safety", "ease", "wins", "setbacks", "teach_back", "agreement"),
        "patterns",
        *("answers", "notes", "skipped", "kept"),
        *("overall", "scales", "self_led.next_over", "helpers_part"),
        *("goals.rating", "goals.readiness", "goals.decision"),
    }
)


class Plan(Part, frozen=True, kw_only=True):
    """One version of one patient's plan."""

    schema: Literal[2] = 2
    patient: str
    version: Version
    parent: Parent | None = None
    created: Timestamp
    tool: str | None = None
    script: ScriptUsed = field(default_factory=ScriptUsed)
    visit: VisitDetails
    carried: Texts = ()
    """The parts that were not talked about, such as "flare_plan", and the ratings of values that
    were not given anew, such as "values@v2.lived"."""
    off_paper: Texts = ()
    """Places that are not put on the patient's papers, such as "goals@g1.contingencies@c2"."""
    consent: Consent = field(default_factory=Consent)
    safety: Safety = field(default_factory=Safety)
    ease: Ease = field(default_factory=Ease)
    story: Story = field(default_factory=Story)
    values: tuple[LifeValue, ...] = ()
    priorities: Priorities = field(default_factory=Priorities)
    goals: tuple[Goal, ...] = ()
    energy_savers: tuple[EnergySaver, ...] = ()
    flare_plan: FlarePlan = field(default_factory=FlarePlan)
    wins: tuple[Win, ...] = ()
    setbacks: tuple[Setback, ...] = ()
    patterns: PatternTalk = field(default_factory=PatternTalk)
    overall: Overall = field(default_factory=Overall)
    scales: tuple[ScaleResult, ...] = ()
    supports: tuple[Support, ...] = ()
    helpers_part: HelpersPart = field(default_factory=HelpersPart)
    actions: tuple[Action, ...] = ()
    work: Work = field(default_factory=Work)
    work_lines: tuple[WorkLine, ...] = ()
    options: tuple[HelpOption, ...] = ()
    leaflets: tuple[Leaflet, ...] = ()
    teach_back: TeachBack = field(default_factory=TeachBack)
    agreement: Agreement = field(default_factory=Agreement)
    after_plan: AfterPlan = field(default_factory=AfterPlan)
    others_say: OthersSay = field(default_factory=OthersSay)
    sensation: Sensation = field(default_factory=Sensation)
    links: Links = field(default_factory=Links)
    self_led: SelfLed = field(default_factory=SelfLed)
    answers: dict[str, object] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, SkipWord] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """True unless its visit stopped before the end."""
        return self.visit.status == "done"
