"""rowan-17 over three visits: the plan on the printed sheets. Nobody real.

Each version names the digest of the one before it, so that the three can also go into a store.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec.structs import replace

from goalcoach.plan.file.codec import read, write
from goalcoach.plan.model.between_visits import Setback, Win
from goalcoach.plan.model.goal import (
    Accepted,
    Barrier,
    Contingency,
    Decision,
    Enabler,
    Goal,
    Ladder,
    LevelBy,
    Levels,
    Measure,
    Practice,
    ProgressRating,
    Rating,
    Readiness,
    Rung,
    Trigger,
)
from goalcoach.plan.model.optional_parts import Leaflet, SelfLed, Work, WorkLine
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue, OwnWords, Priorities, Story
from goalcoach.plan.model.support import Action, FlarePlan, Support
from goalcoach.plan.model.visit_record import (
    Agreement,
    Consent,
    Ease,
    Parent,
    Safety,
    ScriptUsed,
    TeachBack,
    VisitDetails,
)
from goalcoach.sheets.context import SheetContext
from tests.sheets.leaflets import leaflet_words

CODE = "rowan-17"
DAYS = (date(2026, 10, 23), date(2026, 11, 20), date(2026, 12, 18))
NURSES = ("Nurse line, weekdays 8 to 5", "01632 960 112")
CEILING = "14 minutes on my feet at most, less is fine"
"""How the amount of the third version's step is said once it is inside an energy limit."""
ANY_HOUR = ("Any hour, if it is not a flare", "01632 960 999")

FLARE = FlarePlan(
    signs=("My neck gets tight", "Noise is too much", "I start to rush"),
    steps=(
        "Sit down. Breathe out slowly, ten times.",
        "Tell my sister: “I need the short plan today.”",
        "Do the bad-day step for two days. Then look again.",
    ),
    keep=("Breakfast", "One short call"),
    less=("One pot, sitting", "No shopping"),
    emergency=("Chest pain", "Fainting", "A weak or numb side", "A headache like none before"),
    call="01632 960 999, at any hour",
    gone_over=DAYS[0],
)

WORK_LINES = (
    WorkLine(
        id="w1", kind="can", text="I can do two hours at the desk, then I need a walk", ok="yes"
    ),
    WorkLine(id="w2", kind="helps", text="A room where the door can be shut", ok="yes"),
    WorkLine(id="w3", kind="helps", text="Nobody asks me how ill I am", ok="no"),
    WorkLine(id="w4", kind="bad_day", text="I go home at noon, and I say so", ok="yes"),
    WorkLine(
        id="w5", kind="ask", text="Ask me first. If I am away: Jo at the front desk", ok="yes"
    ),
)
"""The lines for work of the third version; one of them has no yes."""

LEVELS = Levels(
    much_less="No cooking at all",
    less="One lunch a month, with my sister cooking along",
    planned="Two lunches a month",
    more="Two lunches, and the children stay to play",
    much_more="Every Sunday I choose",
)

CUT = Rung(
    id="r1",
    text="Cut the vegetables, sitting.",
    amount=12,
    bad_day="I choose the recipe.",
    when="Sunday, at 11:00",
    where="At the kitchen table",
    status="now",
    since=DAYS[0],
)
TWO_POTS = Rung(
    id="r2",
    text="Cook two pots, with my sister beside me.",
    amount=14.08,
    good_day="The same pots, not more. I keep what is left for play with the children.",
    bad_day="I choose the recipe, and my sister cooks. It counts.",
    when="Sunday 6 December, at 11:00",
    where="In my kitchen, with the stool at the stove",
    status="now",
    since=DAYS[1],
)
ONE_POT = replace(
    TWO_POTS,
    text="Cook one pot, with my sister beside me.",
    good_day="The same pot, not more. I keep what is left for play with the children.",
    when="Sunday 27 December and Sunday 10 January, at 11:00",
    rest="Then I sit for 5",
    since=DAYS[2],
)
ALONE = Rung(id="r3", text="Cook one pot on my own.", status="later")

SUNDAYS = Measure(
    id="m1", name="Sundays cooked", kind="count", unit="a month", direction="up", baseline=0
)
SOUP = Contingency(
    id="c1",
    kind="obstacle",
    barrier="b2",
    if_="I wake up dizzy on Sunday",
    then="I warm the soup from the freezer, and the children set the table",
)
LET_DOWN = Contingency(
    id="c2",
    kind="obstacle",
    barrier="b3",
    if_="I feel I let people down",
    then="I tell my sister, and ask her what she saw me do",
)
STANDING = Barrier(id="b1", text="I cannot stand at the stove", place="body", status="new")
DIZZY = Barrier(id="b2", text="Dizzy mornings", place="body", status="new")
FEAR = Barrier(id="b3", text="Fear of letting people down", place="mind", inner="yes", status="new")

GOAL = Goal(
    id="g1",
    statement="Cook lunch for my sister's children at home, every other Sunday.",
    own_words="I want the Sundays back.",
    values=("v1",),
    whose="patient",
    why="They are small now, and not for long.",
    good_enough="One pot on the table, and I eat with them.",
    in_my_hands="What I cook, and how much of it I do sitting.",
    lead="yes",
    lifecycle="active",
    start=DAYS[0],
    due=date(2027, 1, 31),
    accepted=Accepted(patient="yes", clinician="yes"),
    baseline_level="start",
    levels=LEVELS,
    rating=Rating(progress=ProgressRating(patient=2, clinician=2)),
    measures=(replace(SUNDAYS, now=0, target=2),),
    barriers=(STANDING, DIZZY),
    enablers=(Enabler(id="e1", text="My sister’s calm"),),
    triggers=(Trigger(id="t1", text="Two late nights", kind="sets_off"),),
    ladder=Ladder(
        mode="time_based",
        unit="minutes on my feet",
        samples=(12, 20, 16),
        stable_days=14,
        rungs=(CUT, replace(TWO_POTS, status="later", since=None, when=None), ALONE),
    ),
    contingencies=(SOUP,),
    practices=(
        Practice(
            what="Slow breathing",
            tied_to="While the water boils",
            what_for="So that I notice when I rush",
        ),
    ),
    readiness=Readiness(
        importance=9,
        confidence=7,
        reasons="I have cut vegetables sitting before.",
        raise_="A Sunday with no other plans.",
        sentence="I cut the vegetables, and I stay on my chair.",
    ),
)


def first() -> Plan:
    """The first visit: one goal, its first step, the flare plan."""
    return Plan(
        patient=CODE,
        version=1,
        created=datetime(2026, 10, 23, 11, 34, tzinfo=UTC),
        tool="goalcoach 0.1.0",
        script=ScriptUsed(
            id="core", version="1.0.0", digest="sha256:" + "77ab" * 16, language="en"
        ),
        visit=_visit("first", 0, minutes=44),
        consent=Consent(notes="yes", print="yes", share="yes"),
        safety=Safety(
            decision="go", medical_check="yes", pem="no", new="no", limits=("none",), adverse="no"
        ),
        ease=Ease(start=5, end=7),
        story=Story(
            words=OwnWords(usual="the sway", strong="a flare"),
            heard="Two winters of the sway, and a lot of work that no one sees.",
            helps=("The stool by the stove", "Cold water on my wrists"),
            strengths=("I do not give up on a recipe",),
            hopes=("One thing that I can change myself",),
        ),
        values=(
            LifeValue(
                id="v1",
                area="people",
                words="Being the aunt who shows up.",
                importance=9,
                lived=3,
                place="now",
            ),
        ),
        priorities=Priorities(order=("v1",), one_thing="One Sunday lunch, cooked by me."),
        goals=(GOAL,),
        flare_plan=FLARE,
        supports=(
            Support(
                id="p1",
                who="My sister",
                kind="family",
                role="cooks with me, and takes the children home at two",
                phone="01632 960 017",
                share="yes",
                consent="yes",
            ),
        ),
        actions=(
            Action(id="a1", domain="sleep", who="rowan-17", what="Get up at one time, Sundays too"),
            Action(id="a2", domain="food", who="rowan-17", what="Breakfast before cooking"),
        ),
        leaflets=(
            Leaflet(
                id="l1",
                asked="What makes the floor sway?",
                kind="dizziness",
                status="told",
                day=DAYS[0],
                knows="It is worse in shops.",
                fits="The shops, yes. I was never ill in the ear.",
            ),
        ),
        teach_back=TeachBack(said="Chest pain is not a flare. Then I call.", rounds=1),
        agreement=Agreement(by=("patient", "clinician"), next_visit=DAYS[1]),
    )


def second() -> Plan:
    """The first review: a step up, which turns out to be too much."""
    plan = first()
    goal = replace(
        GOAL,
        rating=_rated(4, 3),
        measures=(replace(SUNDAYS, now=1, target=2),),
        barriers=(replace(STANDING, status="same"), replace(DIZZY, status="same")),
        ladder=replace(GOAL.ladder, rungs=(replace(CUT, status="steady"), TWO_POTS, ALONE)),
        readiness=Readiness(importance=9, confidence=7, sentence="Two pots, and I call a pause."),
        decision=Decision(
            choice="new_steps", why="Cutting sitting has held for three weeks.", by="both"
        ),
    )
    return replace(
        plan,
        version=2,
        parent=_parent(plan),
        created=datetime(2026, 11, 20, 10, 41, tzinfo=UTC),
        visit=_visit("review", 1, minutes=31),
        carried=("consent", "story", "supports", "actions"),
        ease=Ease(start=5, end=6),
        values=(replace(plan.values[0], lived=4),),
        goals=(goal,),
        wins=(Win(day="I cooked for the three of us on 15 November.", who_saw="My sister"),),
        flare_plan=replace(FLARE, gone_over=DAYS[1]),
        teach_back=TeachBack(said="One Sunday at a time.", rounds=1),
        agreement=Agreement(by=("patient", "clinician"), next_visit=DAYS[2]),
    )


def third() -> Plan:
    """The second review, as on the printed sheets: the step made smaller, the goal kept."""
    plan = second()
    goal = replace(
        plan.goals[0],
        rating=_rated(5, 3, differ="I count setting the table. My clinician counted meals."),
        barriers=(replace(STANDING, status="solved"), replace(DIZZY, status="same"), FEAR),
        enablers=(
            *GOAL.enablers,
            Enabler(id="e2", text="The stool"),
            Enabler(id="e3", text="The bell"),
        ),
        ladder=replace(GOAL.ladder, rungs=(replace(CUT, status="steady"), ONE_POT, ALONE)),
        contingencies=(SOUP, LET_DOWN),
        readiness=Readiness(
            importance=9,
            confidence=7,
            reasons="I have done it once.",
            raise_="A Sunday with no other plans.",
            sentence="I put the pot on, and I sit when the bell rings.",
        ),
        decision=Decision(
            choice="smaller",
            why="One pot, not two. Two pots on 6 December cost me the whole Monday.",
            by="both",
        ),
    )
    return replace(
        plan,
        version=3,
        parent=_parent(plan),
        created=datetime(2026, 12, 18, 11, 20, tzinfo=UTC),
        visit=_visit("review", 2, minutes=38),
        carried=("story",),
        ease=Ease(start=4, end=6),
        goals=(goal,),
        flare_plan=replace(FLARE, gone_over=DAYS[2]),
        wins=(Win(day="I set the table and stayed for cards.", made_possible="I sat first"),),
        setbacks=(
            Setback(
                before="A late night, then two pots on 6 December.",
                after="The whole Monday in bed.",
                sign="I started to rush",
                plan_used="part",
                helped="The stool",
                learned="One pot is a lunch.",
            ),
        ),
        work=Work(place="work", sheet="yes"),
        work_lines=WORK_LINES,
        actions=(
            replace(plan.actions[0], back="Seven Sundays of eight, by ten"),
            *plan.actions[1:],
            Action(
                id="a3",
                domain="activity",
                who="Physiotherapy",
                what="Goes through the kitchen set-up with the stool, by 8 January",
            ),
            Action(
                id="a4",
                domain="stress",
                who="Psychology",
                what="Works on “I let people down”, in two talks before 15 January",
            ),
            Action(
                id="a5",
                domain="work",
                who="The family doctor",
                what="Writes the note for the shorter Monday shift",
            ),
            Action(
                id="a6", domain="social", who="My sister", what="Takes the children home at two"
            ),
        ),
        teach_back=TeachBack(said="One pot. When the bell rings, I sit.", rounds=1),
        agreement=Agreement(
            by=("patient", "clinician"),
            take_away="One pot is a lunch.",
            next_visit=date(2027, 1, 15),
        ),
    )


def around() -> SheetContext:
    """What stands around the third version; its digest is the one on the pictures."""
    return SheetContext(
        digest="sha256:9f2c41d0" + "5be7" * 14,
        contacts=(NURSES, ANY_HOUR),
        urgent=(ANY_HOUR,),
        service="Riverside Pain and Fatigue Service",
        earlier=(first(), second()),
        leaflets=leaflet_words(),
    )


def _visit(kind: str, number: int, *, minutes: int) -> VisitDetails:
    return VisitDetails(
        kind="first" if kind == "first" else "review",
        date=DAYS[number],
        by="kestrel",
        minutes=minutes,
        status="done",
        present=("patient", "clinician", "helper: sister"),
        language="en",
        print_size="standard",
    )


def _rated(patient: int, clinician: int, differ: str | None = None) -> Rating:
    return Rating(
        progress=ProgressRating(patient=patient, clinician=clinician),
        level=LevelBy(patient="partly", clinician="partly"),
        differ=differ,
    )


def _parent(plan: Plan) -> Parent:
    return Parent(version=plan.version, digest=read(write(plan), "plan").digest)


def for_each_sheet(plan: Plan) -> Plan:
    """The plan with what each kind of sheet needs to have something on it."""
    told = third()
    alone = SelfLed(signs=("I leave out my rest",))
    return replace(plan, work=told.work, work_lines=told.work_lines, self_led=alone)
