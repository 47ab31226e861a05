"""A plan with something in every part that the reading sheet lays out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from goalcoach.plan.model.goal import (
    Barrier,
    Contingency,
    Decision,
    Enabler,
    Goal,
    Ladder,
    Measure,
    Practice,
    ProgressRating,
    Rating,
    Readiness,
    Rung,
    Trigger,
)
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue, Priorities
from goalcoach.plan.model.support import Action, EnergySaver, FlarePlan, Support
from goalcoach.plan.model.visit_record import Agreement, Parent, VisitDetails

DAY = date(2026, 12, 18)

RUNGS = (
    Rung(id="r1", text="Cut the vegetables, sitting", amount=12, status="steady"),
    Rung(
        id="r2",
        text="Cook one pot, with my sister beside me",
        amount=14.08,
        when="Sunday 27 December and Sunday 10 January, at 11:00",
        move_to="the day after",
        where="In my kitchen, with the stool at the stove",
        rest="I sit for 5 minutes",
        good_day="The same pot, not more. I keep what is left for play with the children",
        bad_day="I choose the recipe, and my sister cooks. It counts.",
        status="now",
    ),
    Rung(id="r3", text="Cook one pot on my own", amount=15, status="later"),
)

GOAL = Goal(
    id="g1",
    statement="Cook lunch for my sister's children at home, every other Sunday.",
    own_words="I want the Sundays back.",
    why="They are small now, and not for long",
    good_enough="Once a month",
    in_my_hands="The pot. Not the weather",
    lead="yes",
    lifecycle="active",
    due=date(2027, 1, 31),
    rating=Rating(progress=ProgressRating(patient=4)),
    measures=(Measure(id="m1", name="Sundays cooked", baseline=0, now=1, target=2),),
    ladder=Ladder(mode="time_based", unit="minutes on my feet", rungs=RUNGS),
    barriers=(
        Barrier(id="b1", text="Mornings when I wake up dizzy", place="body"),
        Barrier(id="b2", text="No stool", place="place", status="solved"),
    ),
    enablers=(Enabler(id="e1", text="My sister stands beside me"),),
    triggers=(Trigger(id="t1", text="Two late nights", kind="sets_off"),),
    contingencies=(
        Contingency(
            id="c1",
            if_="I wake up dizzy on Sunday",
            then="I warm the soup from the freezer, and the children set the table",
        ),
    ),
    practices=(Practice(what="Slow breathing", tied_to="While the water boils"),),
    readiness=Readiness(sentence="I put the pot on, and I sit when the bell rings."),
    decision=Decision(choice="smaller", why="Two pots on 6 December cost me the whole Monday"),
)

PLAN = Plan(
    patient="rowan-17",
    version=3,
    parent=Parent(version=2, digest="sha256:" + "9f2c" * 16),
    created=datetime(2026, 12, 18, 11, 20, tzinfo=UTC),
    visit=VisitDetails(kind="review", date=DAY, status="done"),
    values=(
        LifeValue(id="v1", words="Time in the garden", importance=7, lived=5, place="later"),
        LifeValue(id="v2", words="Being the aunt who shows up.", importance=9, lived=6),
    ),
    priorities=Priorities(order=("v2", "v1"), one_thing="The Sundays"),
    goals=(
        Goal(id="g2", statement="Sing in the choir again", lifecycle="planned"),
        GOAL,
        Goal(id="g3", statement="Run to the lake", lifecycle="cancelled"),
    ),
    energy_savers=(EnergySaver(id="s1", task="Shopping", way="A box comes on Fridays"),),
    flare_plan=FlarePlan(
        signs=("My neck gets tight", "Noise is too much", "I start to rush"),
        steps=(
            "Sit down. Breathe out slowly, ten times.",
            'Tell my sister: "I need the short plan today."',
            "Do the bad-day step for two days. Then look again",
        ),
        keep=("The call with my mother",),
        stop=("Messages after eight",),
        emergency=("Chest pain", "Fainting", "A weak or numb side"),
        call="01632 960 999, at any hour",
        gone_over=date(2026, 12, 18),
    ),
    supports=(
        Support(
            id="p1", who="My sister", role="Cooks with me", phone="01632 960 017", consent="yes"
        ),
        Support(id="p2", who="Ilse", role="Walks with me", phone="01632 960 444", consent="ask"),
    ),
    actions=(Action(id="a1", domain="sleep", who="Me", what="Lamp off at eleven"),),
    agreement=Agreement(
        by=("patient", "clinician"),
        next_visit=date(2027, 1, 15),
        take_away="One pot is a lunch",
    ),
    skipped={"priorities/care_burdens": "not_now", "goal/why": "declined", "safety/new": "unsure"},
)
