"""The plan, field by field: the only place in goalcoach where its fields are listed.

The order of the fields is the order in the file. Everything but the header may be empty: None for a
single value, an empty tuple for a list, an empty struct for a group. An empty thing is not written,
so "empty" and "not there" are the same.

Annotations are real objects here (no postponed evaluation): `schema` reads them at start-up, and
resolving them from text would cost each command several milliseconds.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Literal, TypeAlias, Union

from msgspec import Meta, Struct, field

SCHEMA = 2

# Recursive, so the name stands in quotes: what TOML, and a plan as builtins, may hold.
Tree: TypeAlias = Union[  # noqa: UP007 - `|` cannot join types with a name in quotes
    bool, int, float, str, date, datetime, time, list["Tree"], dict[str, "Tree"]
]
RowIds: TypeAlias = tuple[str, ...]
"""The ids of the rows that lead to a place, the outermost first: ("g1", "r2")."""
Table: TypeAlias = dict[str, Tree]
"""One table of a tree, as it is built or changed."""
TreeRow: TypeAlias = Mapping[str, Tree]
"""One table of a tree, to be read only."""

Score = Annotated[int, Meta(ge=0, le=10)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
# The limits also keep out NaN and the infinities, which no comparison would find again.
PlanNumber = (
    Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
    | Annotated[float, Meta(ge=-1e9, le=1e9)]
)
Version = Annotated[int, Meta(ge=1, le=9999)]
Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]
Timestamp = Annotated[datetime, Meta(tz=True)]
Texts = Annotated[tuple[str, ...], Meta(max_length=1000)]
FewTexts = Annotated[tuple[str, ...], Meta(max_length=3)]
Numbers = Annotated[tuple[PlanNumber, ...], Meta(max_length=1000)]

YesNo = Literal["yes", "no"]
YesNoUnsure = Literal["yes", "no", "unsure"]
YesNoAsk = Literal["yes", "no", "ask"]
Level = Literal["much_more", "more", "as_planned", "partly", "start", "harder"]
PartName = Literal[
    "options", "leaflet", "sensation", "links", "others", "round", "work", "helpers", "alone",
    "patterns", "none",
]  # fmt: skip
PracticeName = Literal[
    "thought", "ground", "outward", "joy", "rest", "spread", "kind", "sleep", "move", "face",
    "ask", "worry", "note", "check", "own",
]  # fmt: skip
LeafletKind = Literal["pain", "tiredness", "dizziness", "gut", "heart", "weakness", "sleep"]
ThereWord = Literal[
    "alone", "with_someone", "with_many", "home", "outside", "away", "morning", "afternoon",
    "evening", "slept_well", "slept_badly", "rested", "busy", "ill", "upset", "own",
]  # fmt: skip
"""What was there on a day; "own" says that it stands in the person's own words."""
ThereWords = Annotated[tuple[ThereWord, ...], Meta(max_length=16)]
OverallChange = Literal[
    "much_better", "better", "little_better", "same", "little_worse", "worse", "much_worse"
]
Lifecycle = Literal[
    "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "rejected"
]
DecisionChoice = Literal[
    "keep", "new_steps", "smaller", "revise", "replace", "pause", "let_go", "met"
]
GateDecision = Literal["go", "adapt", "pause", "not_yet"]
SkipWord = Literal["declined", "unsure", "not_now", "not_applicable"]

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

# Parts that belong to one visit and start empty. All others stand until they are changed.
OF_VISIT = frozenset(
    {
        *("visit", "safety", "ease", "wins", "setbacks", "teach_back", "agreement"),
        "patterns",
        *("answers", "notes", "skipped", "kept"),
        *("overall", "scales", "self_led.next_over", "helpers_part"),
        *("goals.rating", "goals.readiness", "goals.decision"),
    }
)


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A group of fields. `extra` holds keys that a newer minor writer put here.

    Its own key is the empty name, which no writer uses; `convert` refuses it in a file.
    """

    extra: dict[str, object] = field(default_factory=dict, name="")


class Parent(Part, frozen=True, kw_only=True):
    version: Version
    digest: Digest


class ScriptUsed(Part, frozen=True, kw_only=True):
    id: str | None = None
    version: str | None = None
    digest: str | None = None
    language: str | None = None
    asked: dict[str, str] = field(default_factory=dict)
    """What questions of a script that is not ours are called, by address, and their options by
    "ADDRESS=OPTION": the words of a pack that may be gone one day."""


class VisitDetails(Part, frozen=True, kw_only=True):
    kind: Literal["first", "review"]
    date: date
    by: str | None = None
    minutes: Count | None = None
    status: Literal["done", "incomplete"]
    reason: Literal["stopped", "paused", "continues"] | None = None
    time: Literal["short", "usual", "two", "refresher"] | None = None
    """Older programs know the first three; a refresher is written as short, with its `form`."""
    form: Literal["refresher"] | None = None
    left_out: Texts = ()
    parts: Annotated[tuple[PartName, ...], Meta(max_length=11)] = ()
    """The optional parts that the two chose to look at."""
    present: Texts = ()
    language: str | None = None
    print_size: Literal["standard", "large"] | None = None
    print_today: YesNo | None = None
    share_today: YesNo | None = None


class EndReason(Part, frozen=True, kw_only=True):
    """Why a row no longer stands. The row itself stays, so that the next diff can say so."""

    on: date
    why: str | None = None
    by: str | None = None


class Row(Part, frozen=True, kw_only=True):
    """A row with an id of its own, which is never given to another row."""

    id: str


class Consent(Part, frozen=True, kw_only=True):
    notes: YesNoAsk | None = None
    print: YesNoAsk | None = None
    share: YesNoAsk | None = None
    by: Annotated[tuple[Literal["patient", "guardian", "other"], ...], Meta(max_length=3)] = ()


class Safety(Part, frozen=True, kw_only=True):
    decision: GateDecision | None = None
    medical_check: YesNoUnsure | None = None
    pem: YesNoUnsure | None = None
    new: YesNoUnsure | None = None
    limits: Annotated[
        tuple[Literal["falls", "pregnancy", "heart", "seizures", "eating", "other", "none"], ...],
        Meta(max_length=7),
    ] = ()
    adverse: YesNoUnsure | None = None
    again: GateDecision | None = None
    again_why: str | None = None


class Ease(Part, frozen=True, kw_only=True):
    start: Score | None = None
    end: Score | None = None


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


class Accepted(Part, frozen=True, kw_only=True):
    patient: YesNo | None = None
    clinician: YesNo | None = None


class Levels(Part, frozen=True, kw_only=True):
    much_less: str | None = field(default=None, name="-2")
    less: str | None = field(default=None, name="-1")
    planned: str | None = field(default=None, name="0")
    more: str | None = field(default=None, name="1")
    much_more: str | None = field(default=None, name="2")


class ProgressRating(Part, frozen=True, kw_only=True):
    patient: Score | None = None
    clinician: Score | None = None


class LevelBy(Part, frozen=True, kw_only=True):
    patient: Level | None = None
    clinician: Level | None = None


class Rating(Part, frozen=True, kw_only=True):
    progress: ProgressRating = field(default_factory=ProgressRating)
    level: LevelBy = field(default_factory=LevelBy)
    differ: str | None = None
    participation: Score | None = None
    mood: Score | None = None
    energy: Score | None = None


class Measure(Row, frozen=True, kw_only=True):
    name: str | None = None
    kind: Literal["count", "time", "rating", "other"] | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    baseline: PlanNumber | None = None
    target: PlanNumber | None = None
    now: PlanNumber | None = None
    ended: EndReason | None = None


class Barrier(Row, frozen=True, kw_only=True):
    text: str | None = None
    place: Literal["people", "place", "money", "time", "body", "mind", "system"] | None = None
    inner: YesNo | None = None
    status: Literal["new", "same", "solved"] | None = None
    ended: EndReason | None = None


class Enabler(Row, frozen=True, kw_only=True):
    text: str | None = None
    ended: EndReason | None = None


class Trigger(Row, frozen=True, kw_only=True):
    text: str | None = None
    kind: Literal["sets_off", "builds_up", "softens"] | None = None
    ended: EndReason | None = None


class Rung(Row, frozen=True, kw_only=True):
    text: str | None = None
    amount: PlanNumber | None = None
    good_day: str | None = None
    bad_day: str | None = None
    when: str | None = None
    where: str | None = None
    with_: str | None = field(default=None, name="with")
    move_to: str | None = None
    after: str | None = None
    rest: str | None = None
    status: Literal["later", "now", "steady", "left"] | None = None
    since: date | None = None
    expected: str | None = None
    found: str | None = None
    ended: EndReason | None = None


class Ladder(Part, frozen=True, kw_only=True):
    mode: Literal["time_based", "energy_limit", "facing"] | None = None
    unit: str | None = None
    limit: str | None = None
    samples: Numbers = ()
    stable_days: Count | None = None
    rungs: tuple[Rung, ...] = ()


class Contingency(Row, frozen=True, kw_only=True):
    kind: Literal["obstacle", "bad_day", "trigger"] | None = None
    barrier: str | None = None
    if_: str | None = field(default=None, name="if")
    then: str | None = None
    ended: EndReason | None = None


class Practice(Part, frozen=True, kw_only=True):
    what: str | None = None
    tied_to: str | None = None
    what_for: str | None = None
    helps_with: str | None = None
    """What gets in the way or sets it off, in words: the tie to a barrier or a trigger."""


class Chance(Part, frozen=True, kw_only=True):
    what: str | None = None
    before: str | None = None
    after: str | None = None
    stop_sign: str | None = None
    reason: str | None = None


class Readiness(Part, frozen=True, kw_only=True):
    importance: Score | None = None
    confidence: Score | None = None
    reasons: str | None = None
    raise_: str | None = field(default=None, name="raise")
    rounds: Count | None = None
    sentence: str | None = None


class Decision(Part, frozen=True, kw_only=True):
    choice: DecisionChoice | None = None
    why: str | None = None
    by: str | None = None
    because: str | None = None


class Goal(Row, frozen=True, kw_only=True):
    statement: str | None = None
    own_words: str | None = None
    values: Texts = ()
    whose: Literal["patient", "family", "clinician", "together"] | None = None
    why: str | None = None
    good_enough: str | None = None
    in_my_hands: str | None = None
    lead: YesNo | None = None
    lifecycle: Lifecycle | None = None
    start: date | None = None
    due: date | None = None
    first_met: date | None = None
    accepted: Accepted = field(default_factory=Accepted)
    related: str | None = None
    baseline_level: Level | None = None
    ended: EndReason | None = None
    levels: Levels = field(default_factory=Levels)
    rating: Rating = field(default_factory=Rating)
    measures: tuple[Measure, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    enablers: tuple[Enabler, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    ladder: Ladder = field(default_factory=Ladder)
    contingencies: tuple[Contingency, ...] = ()
    practices: tuple[Practice, ...] = ()
    chances: tuple[Chance, ...] = ()
    readiness: Readiness = field(default_factory=Readiness)
    decision: Decision = field(default_factory=Decision)


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


class Win(Part, frozen=True, kw_only=True):
    day: str | None = None
    made_possible: str | None = None
    who_saw: str | None = None
    pattern: str | None = None
    spread: str | None = None
    there: ThereWords = ()
    there_own: str | None = None


class Setback(Part, frozen=True, kw_only=True):
    before: str | None = None
    during: str | None = None
    after: str | None = None
    sign: str | None = None
    plan_used: Literal["yes", "part", "no"] | None = None
    helped: str | None = None
    learned: str | None = None
    there: ThereWords = ()
    there_own: str | None = None


class PatternTalk(Part, frozen=True, kw_only=True):
    """What the patient made of their days, laid side by side; the counts are never stored."""

    sense: str | None = None
    try_: str | None = field(default=None, name="try")
    went: str | None = None
    """How it went with what they wanted to try at the visit before."""


class ScaleItem(Part, frozen=True, kw_only=True):
    item: str
    score: PlanNumber


class ScaleResult(Part, frozen=True, kw_only=True):
    """A site's own scale at one visit. `score` is None where too many items are missing."""

    scale: str
    edition: str | None = None
    language: str | None = None
    digest: Digest | None = None
    """Of its items, options and rule: scores of two forms are not compared."""
    title: str | None = None
    notice: str | None = None
    score: PlanNumber | None = None
    missing: Count = 0
    low: PlanNumber | None = None
    high: PlanNumber | None = None
    direction: Literal["up", "down"] | None = None
    """ "up" where more is better."""
    retest_change: PlanNumber | None = None
    retest_source: str | None = None
    items: tuple[ScaleItem, ...] = ()


class Overall(Part, frozen=True, kw_only=True):
    """All in all, by the patient: how it is since the first visit, and what came unwanted."""

    change: OverallChange | None = None
    unwanted: str | None = None


class Support(Row, frozen=True, kw_only=True):
    who: str | None = None
    kind: Literal["family", "friend", "peer", "work", "school", "community"] | None = None
    role: str | None = None
    phone: str | None = None
    share: YesNoAsk | None = None
    needs: str | None = None
    consent: YesNoAsk | None = None
    ended: EndReason | None = None


class HelpersPart(Part, frozen=True, kw_only=True):
    """What someone who helps said of themselves at this visit, with their yes to its being kept.

    `paper` is theirs too: without a yes it stands on no paper of the patient's or the team's.
    """

    strain: str | None = None
    too_much: str | None = None
    needs: str | None = None
    own_time: str | None = None
    paper: YesNo | None = None


class Action(Row, frozen=True, kw_only=True):
    domain: Literal["sleep", "activity", "food", "stress", "work", "social"] | None = None
    who: str | None = None
    what: str | None = None
    due: date | None = None
    status: Literal["open", "done", "dropped"] | None = None
    back: str | None = None
    """What came back from whoever took it on."""
    ended: EndReason | None = None


class Work(Part, frozen=True, kw_only=True):
    """What is settled about the page for work or school, apart from its lines."""

    place: Literal["work", "school"] | None = None
    sheet: Literal["yes", "change", "no"] | None = None
    """Whether there may be a page of the lines: only a yes makes one."""
    said: str | None = None


class WorkLine(Row, frozen=True, kw_only=True):
    """One line for work or school, in the patient's words."""

    kind: Literal["can", "helps", "bad_day", "ask"] | None = None
    text: str | None = None
    ok: YesNo | None = None
    """Whether this line may stand on the page."""
    ended: EndReason | None = None


class HelpOption(Row, frozen=True, kw_only=True):
    """One of the practices that were laid side by side, and what the two made of it."""

    what: str | None = None
    practice: PracticeName | None = None
    choice: Literal["try", "do_already", "set_aside"] | None = None
    why: str | None = None
    tried: YesNo | None = None
    """Whether it was tried in the room."""
    noticed: str | None = None
    tied_to: str | None = None
    helps_with: str | None = None
    status: Literal["keep", "change", "leave"] | None = None
    """What a review made of it; `found` is the reason."""
    found: str | None = None
    ended: EndReason | None = None


class Leaflet(Row, frozen=True, kw_only=True):
    """What the patient asked to understand, the leaflet on it, and whether it was talked about."""

    asked: str | None = None
    kind: LeafletKind | None = None
    status: Literal["begun", "told", "later", "no"] | None = None
    day: date | None = None
    knows: str | None = None
    fits: str | None = None
    open: str | None = None
    stayed: str | None = None
    ended: EndReason | None = None


class TeachBack(Part, frozen=True, kw_only=True):
    said: str | None = None
    unclear: str | None = None
    rounds: Count | None = None


class Agreement(Part, frozen=True, kw_only=True):
    by: Annotated[tuple[Literal["patient", "clinician", "helper"], ...], Meta(max_length=3)] = ()
    differ: str | None = None
    doubts: str | None = None
    take_away: str | None = None
    next_visit: date | None = None


class AfterPlan(Part, frozen=True, kw_only=True):
    day: str | None = None
    looks_at: str | None = None
    sign: str | None = None
    who: str | None = None
    refresher: str | None = None


class OthersSay(Part, frozen=True, kw_only=True):
    """What the patient would like to say where others do not see it or do not believe it."""

    know: str | None = None
    on_card: YesNo | None = None
    work: str | None = None
    home: str | None = None
    used: Literal["used", "not_yet", "let_go"] | None = None
    found: str | None = None


class Sensation(Part, frozen=True, kw_only=True):
    """One minute in which a sensation was let be, and whether the patient keeps it."""

    stop_sign: str | None = None
    turned_to: Literal["sound", "place", "mild"] | None = None
    noticed: str | None = None
    again: Literal["keep", "leave"] | None = None
    tied_to: str | None = None
    going: str | None = None


class Links(Part, frozen=True, kw_only=True):
    """One task of the day taken apart, and the one thing that the patient would like to try."""

    task: str | None = None
    body: str | None = None
    thought: str | None = None
    feeling: str | None = None
    place: str | None = None
    try_: str | None = field(default=None, name="try")
    went: str | None = None


class SelfLed(Part, frozen=True, kw_only=True):
    """How the patient goes on alone, and what was handed over so far, step by step."""

    questions: Texts = ()
    signs: Texts = ()
    do: Texts = ()
    back_when: Texts = ()
    handed_over: Texts = ()
    together: Texts = ()
    next_over: str | None = None


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
