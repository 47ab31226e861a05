"""What is said of one series of ratings or counts: its names, its scale, where it went.

Counted from the numbers; never whether that is good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goalcoach.number_words import say_count, say_number, say_tenths
from goalcoach.plan.outcome.activity_mean import ACTIVITY_MEAN, MEAN_TITLE
from goalcoach.plan.outcome.trend_flag import Flag, Plateau
from goalcoach.plan.outcome.trend_series import Series, SeriesKind, SeriesPoint
from goalcoach.safe_text import quote
from goalcoach.sheets.daily_scale import DAILY_SCALES, name_in_sentence
from goalcoach.sheets.parts.scale_results import may_be_chance
from goalcoach.sheets.trends.diary_and_score_words import hold_day
from goalcoach.sheets.wording import sentence
from goalcoach.sheets.writers.text_plot import AxisPlace
from goalcoach.translation import TrMap, tr, tr_noop

LEVEL_WORDS = TrMap(
    {
        -2: "about where I started, or harder",
        -1: "partly there",
        0: "as planned",
        1: "a little more than planned",
        2: "much more than hoped",
    },
    context="level",
)
_STEPS = {
    ("number", "higher", "last"): tr_noop("{count} higher than last time."),
    ("number", "higher", "before"): tr_noop("{count} higher than the time before it."),
    ("number", "lower", "last"): tr_noop("{count} lower than last time."),
    ("number", "lower", "before"): tr_noop("{count} lower than the time before it."),
    ("level", "higher", "last"): tr_noop("One level higher than last time."),
    ("level", "higher", "before"): tr_noop("One level higher than the time before it."),
    ("level", "lower", "last"): tr_noop("One level lower than last time."),
    ("level", "lower", "before"): tr_noop("One level lower than the time before it."),
    ("levels", "higher", "last"): tr_noop("{count} levels higher than last time."),
    ("levels", "higher", "before"): tr_noop("{count} levels higher than the time before it."),
    ("levels", "lower", "last"): tr_noop("{count} levels lower than last time."),
    ("levels", "lower", "before"): tr_noop("{count} levels lower than the time before it."),
    ("number", "same", "last"): tr_noop("The same as last time."),
    ("number", "same", "before"): tr_noop("The same as the time before it."),
}
"""What is counted, where it went, and since when: the last visit, or one further back."""
_SINCE_LAST = {
    "participation": tr_noop("Taking part since last time, {ends}"),
    "mood": tr_noop("Mood since last time, {ends}"),
    "energy": tr_noop("Energy since last time, {ends}"),
}
_AT_EASE = TrMap(
    {
        "start": "At the start of the visit, 0 not at all, 10 fully",
        "end": "At the end of the visit, 0 not at all, 10 fully",
    }
)
_SHORT = TrMap({"start": "start", "end": "end"}, context="at_ease")


def name_series(one: Series, goals: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the title of a card, what its scale is, and a short name for a table.

    `goals` has the words of each goal by its id.
    """
    own = one.part == "patient"
    match one.kind:
        case SeriesKind.PROGRESS if own:
            words = tr("Own rating, 0 cannot, 10 as I want it")
            return one.name, words, tr("own", context="column")
        case SeriesKind.PROGRESS:
            words = tr("Clinician's rating, 0 cannot, 10 as they want it")
            return one.name, words, tr("clinician", context="column")
        case SeriesKind.LEVEL:
            ends = {"least": LEVEL_WORDS[-2], "planned": LEVEL_WORDS[0], "most": LEVEL_WORDS[2]}
            if own:
                words = tr("Own rating in words, –2 {least}, 0 {planned}, +2 {most}", **ends)
                return one.name, words, tr("own level", context="column")
            words = tr("Clinician's rating in words, –2 {least}, 0 {planned}, +2 {most}", **ends)
            return one.name, words, tr("clin. level", context="column")
        case SeriesKind.MEASURE:
            name = one.name or tr("Counted at home")
            return name, _measured(one, f"{name} ({one.unit})" if one.unit else name), name
        case SeriesKind.SINCE_LAST:
            words = tr(_SINCE_LAST[one.part], ends=DAILY_SCALES[one.part].ends)
            return one.name, words, name_in_sentence(one.part)
        case SeriesKind.LIVED:
            words = tr("How much of it is in my life, 0 none, 10 as much as I want")
            return one.name, words, tr("lived", context="column")
        case SeriesKind.SCALE if one.id == ACTIVITY_MEAN:
            names = [quote(goals.get(goal) or goal) for goal in one.part.split("+")]
            words = tr(
                "Mean over {count} activities, 0 cannot, 10 as wanted: {goals}",
                count=len(names),
                goals=", ".join(names),
            )
            return tr(MEAN_TITLE), words, tr("mean", context="column")
        case SeriesKind.SCALE:
            words = _SCALE.get(one.direction, _OF_A_SCALE)
            said = tr(words, scale=one.id, edition=one.part, low=one.low, high=one.high)
            return one.name, said, one.id
        case _:
            return tr("At ease"), _AT_EASE[one.part], _SHORT[one.part]


_OF_A_SCALE = tr_noop("{scale} {edition}, {low} to {high}")
_SCALE = {
    "up": tr_noop("{scale} {edition}, {low} to {high}, higher is better"),
    "down": tr_noop("{scale} {edition}, {low} to {high}, lower is better"),
}


def cautions(one: Series, series: Sequence[Series]) -> Iterator[str]:
    """Yield what may be chance, and that a scale is not compared with its other series."""
    if one.retest_change is not None and len(one.points) > 1:
        yield sentence(may_be_chance(one.id, one.retest_change, one.retest_source))
    if one.kind is SeriesKind.SCALE and any(
        other.kind is one.kind and other.id == one.id and other.key != one.key for other in series
    ):
        yield tr(_APART_MEANS if one.id == ACTIVITY_MEAN else _APART_FORMS)


_APART_MEANS = tr_noop("Means over different activities are not compared.")
_APART_FORMS = tr_noop(
    "In another edition, language or form it is another scale: the scores are not compared."
)


def _measured(one: Series, what: str) -> str:
    if one.direction == "up":
        return tr("{what}, more is hoped for", what=what)
    return tr("{what}, less is hoped for", what=what) if one.direction == "down" else what


def sentence_of(one: Series, places: Sequence[AxisPlace]) -> str:
    """Return where the values went, the visits without one, and what is hoped for."""
    first = one.points[0]
    if len(one.points) == 1:
        value, day = _value(one, first.value), hold_day(first.day)
        said = [tr("One value so far: {value}, on {day}.", value=value, day=day)]
    else:
        ended = bool(places) and places[-1].value is None
        said = [_from_to(one), _since_last(one, ended=ended), *_lowest(one)]
    gaps = [place.visit for place in places if place.value is None]
    if len(gaps) == 1:
        said.append(tr("No value at visit {visit}.", visit=gaps[0]))
    elif gaps:
        said.append(tr("None at visits {visits}.", visits=", ".join(map(str, gaps))))
    if one.target is not None:
        said.append(tr("Hoped for: {value}.", value=_value(one, one.target)))
    return " ".join(said)


def _from_to(one: Series) -> str:
    first, last = one.points[0], one.points[-1]
    visits = say_count(len(one.points))
    if first.value == last.value and len(set(one.values)) == 1:
        value = _value(one, last.value, capital=True)
        return tr("{value}, the same over {count} visits.", value=value, count=visits)
    return tr(
        "Went from {first} to {last} over {count} visits.",
        first=_value(one, first.value, bare=True),
        last=_value(one, last.value),
        count=visits,
    )


def _since_last(one: Series, *, ended: bool) -> str:
    """Return how far the last value is from the one before it; `ended`: no visit since had one."""
    before, last = one.points[-2], one.points[-1]
    then = "last" if before.at + 1 == last.at and not ended else "before"
    change = last.value - before.value
    if not change:
        return tr(_STEPS["number", "same", then])
    what = "number"
    if one.kind is SeriesKind.LEVEL:
        what = "level" if abs(change) == 1 else "levels"
    way = "higher" if change > 0 else "lower"
    return tr(_STEPS[what, way, then], count=say_count(abs(change)).capitalize())


def _lowest(one: Series) -> Iterator[str]:
    """Say a low or high that lies between the first and the last value."""
    inner = one.points[1:-1]
    ends = (one.points[0].value, one.points[-1].value)
    lowest, highest = tr_noop("Lowest on {day}: {value}."), tr_noop("Highest on {day}: {value}.")
    for words, pick in ((lowest, min), (highest, max)):
        if not inner:
            return
        far: SeriesPoint = pick(inner, key=lambda point: point.value)
        if pick(far.value, *ends) == far.value and far.value not in ends:
            yield tr(words, day=hold_day(far.day), value=_value(one, far.value))


def _value(one: Series, value: float, *, bare: bool = False, capital: bool = False) -> str:
    if one.kind is SeriesKind.LEVEL:
        words = LEVEL_WORDS[round(value)]
        return tr("“{words}”", words=f"{words[:1].upper()}{words[1:]}" if capital else words)
    number = f"–{say_number(-value)}" if value < 0 else say_number(value)
    return f"{number} {one.unit}" if one.unit and not bare else number


def flag_words(flags: Iterator[Flag]) -> Iterator[str]:
    """Yield what is worth a talk, each with its numbers and days."""
    for flag in flags:
        yield tr("Worth talking about: {formula}, from {first} to {last}.", **flag_facts(flag))


def flag_facts(flag: Flag) -> dict[str, str]:
    """Return the numbers of a flag and its two days, as they stand in a sentence."""
    return {
        "formula": say_tenths(flag.formula),
        "first": hold_day(flag.first_day),
        "last": hold_day(flag.last_day),
    }


def ask_about(plateau: Plateau) -> str:
    """Return what is asked where several visits gave the same value."""
    return tr(
        "{count} visits without change: is the step too big, or is this the place to hold?",
        count=say_count(plateau.visits).capitalize(),
    )
