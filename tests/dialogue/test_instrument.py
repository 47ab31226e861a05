"""A site's own scale: asked whole, scored by its own rule, locked in its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Answer, Command, Skip
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.diagnostic import BadScript
from goalcoach.dialogue.script.overlay import lay_over
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.model.between_visits import ScaleResult
from goalcoach.plan.outcome.scale_score import ScaleRule, score_scale
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.sheets.parts.scale_results import scale_facts
from goalcoach.sheets.trends.trend_export import trend_rows, trend_tree
from goalcoach.sheets.trends.trend_sheet import read_trend_sheet
from tests.dialogue.packs import item, pack, section
from tests.dialogue.test_overlay import overlay
from tests.dialogue.walker import give, plan_of, start

WAVE: dict[str, Any] = {
    "id": "wave",
    "kind": "instrument",
    "title": "The Wave Scale",
    "version": "1.2",
    "notice": "Made up for tests.",
    "permission": "Nobody needs to give any.",
    "language": "en",
    "items": [
        {"id": "calm", "text": "The sea was calm."},
        {"id": "wind", "text": "There was wind."},
        {"id": "rain", "text": "It rained."},
    ],
    "options": [
        {"id": "never", "label": "Never", "score": 0},
        {"id": "some", "label": "Sometimes", "score": 1},
        {"id": "often", "label": "Often", "score": 2},
    ],
    "score": "sum",
    "missing": {"at_most": 1, "by": "mean"},
    "range": [0, 6],
    "direction": "down",
    "retest_change": {"by": 2, "source": "made up"},
}
OWN: list[dict[str, Any]] = [
    {"id": "still", "label": "Still", "score": 0},
    {"id": "rough", "label": "Rough", "score": 4},
]
"""Options of an item's own."""
UNEQUAL = [{"id": "calm", "text": "Calm."}, {"id": "sea", "text": "The sea.", "options": OWN}]
"""Two items, of which one counts up to 2 and the other up to 4."""
WET = {"id": "wet", "title": "Wet", "items": ["wind", "rain"], "missing": "none"}


def script(**change: object) -> Script:
    scale = {key: one for key, one in (WAVE | change).items() if one is not None}
    return compile_pack(pack({"weather": section("weather", item("before", "text"), scale)}))


def scales(*commands: Command, **change: object) -> list[dict[str, Any]]:
    one = script(**change)
    plan = plan_of(one, give(one, start(one), *commands))
    return [
        {"score": got.score, "missing": got.missing, "items": items_of(got)} for got in plan.scales
    ]


def items_of(got: ScaleResult) -> dict[str, float]:
    return {one.item: one.score for one in got.items}


def said(name: str, value: str) -> Answer:
    return Answer(value, f"weather/wave_{name}")


ALL = (said("calm", "some"), said("wind", "often"), said("rain", "never"))


def test_it_is_asked_whole_after_its_title_and_notice() -> None:
    one = script()
    ids = [question.id for question in one.sections["weather"].items]
    assert ids == ["before", "wave", "wave_calm", "wave_wind", "wave_rain"]
    assert one.sections["weather"].items[1].panel == "card"  # on the page itself, without a key
    shown = one.words("weather", "wave").show.parts
    assert shown == ("The Wave Scale\nMade up for tests.",)
    assert one.words("weather", "wave_wind").say.parts == ("There was wind.",)


def test_the_score_is_kept_with_the_scale_its_edition_and_each_item() -> None:
    one = script()
    plan = plan_of(one, give(one, start(one), *ALL))
    got = plan.scales[0]
    assert (got.scale, got.edition, got.language, got.title) == (
        "wave", "1.2", "en", "The Wave Scale",
    )  # fmt: skip
    assert (got.score, got.missing, got.low, got.high, got.direction) == (3, 0, 0, 6, "down")
    assert items_of(got) == {"wave_calm": 1, "wave_wind": 2, "wave_rain": 0}
    assert (got.retest_change, got.retest_source) == (2, "made up")


def test_a_missing_item_never_counts_as_0() -> None:
    skipped = Skip(SkipReason.DECLINED, "weather/wave_rain")
    assert scales(*ALL[:2], skipped) == [
        {"score": 4.5, "missing": 1, "items": {"wave_calm": 1, "wave_wind": 2}}
    ]
    assert scales(ALL[0])[0]["score"] is None
    assert scales(*ALL[:2], missing="none")[0]["score"] is None
    assert scales(*ALL[:2], score="mean", range=[0, 2])[0]["score"] == 1.5
    assert scales(skipped) == []


@given(st.lists(st.none() | st.integers(-5, 5), min_size=1, max_size=8), st.integers(0, 3))
def test_a_score_lies_between_the_ends_of_its_scale_or_is_none(
    values: list[int | None], at_most: int
) -> None:
    got = {way: score_scale(ScaleRule(way, at_most), values) for way in ("sum", "mean")}
    missing = values.count(None)
    if missing > at_most or missing == len(values):
        assert set(got.values()) == {None}
        return
    answered = [one for one in values if one is not None]
    assert got["mean"] == pytest.approx(sum(answered) / len(answered), abs=1e-6)
    assert min(answered) - 1e-6 <= (got["mean"] or 0) <= max(answered) + 1e-6
    if not missing:
        assert got["sum"] == sum(answered)


def test_an_item_has_options_of_its_own_with_their_own_words_and_scores() -> None:
    one = script(items=UNEQUAL, range=[0, 6], missing="none")
    asked = one.sections["weather"].items[-1]
    assert [option.id for option in asked.options] == ["still", "rough"]
    plan = plan_of(one, give(one, start(one), said("calm", "often"), said("sea", "rough")))
    assert plan.scales[0].score == 6
    assert plan.answers == {"weather/wave_calm": "often", "weather/wave_sea": "rough"}
    assert plan.script.asked == {}  # the visit fills that in, by its cards


def test_the_mean_of_items_that_count_unlike_has_the_mean_ends() -> None:
    change = {"items": UNEQUAL, "range": [0, 3], "missing": "none", "score": "mean"}
    assert scales(said("calm", "often"), said("sea", "rough"), **change)[0]["score"] == 3
    assert scales(said("calm", "often"), **change)[0]["score"] is None


def test_a_reverse_item_counts_the_other_way_round_between_the_ends_of_its_options() -> None:
    items = [WAVE["items"][0] | {"reverse": True}, *WAVE["items"][1:]]
    got = scales(*ALL[:2], said("rain", "often"), items=items)[0]
    assert got["items"] == {"wave_calm": 1, "wave_wind": 2, "wave_rain": 2}
    assert scales(said("calm", "never"), *ALL[1:], items=items)[0]["items"]["wave_calm"] == 2
    options = [one | {"score": one["score"] + 1} for one in WAVE["options"]]
    change = {"items": items, "options": options, "range": [3, 9]}
    assert scales(said("calm", "never"), *ALL[1:], **change)[0]["items"]["wave_calm"] == 3


def test_a_subscale_is_a_score_of_its_own_by_its_own_rule_and_adds_no_question() -> None:
    one = script(parts=[WET | {"range": [0, 4]}])
    assert len(one.sections["weather"].items) == len(script().sections["weather"].items)
    plan = plan_of(one, give(one, start(one), *ALL))
    assert [(got.scale, got.title, got.score, got.high) for got in plan.scales] == [
        ("wave", "The Wave Scale", 3, 6),
        ("wave_wet", "Wet", 2, 4),
    ]
    assert [got.notice for got in plan.scales] == ["Made up for tests.", None]
    plan = plan_of(one, give(one, start(one), *ALL[:2]))
    assert [(got.scale, got.score, got.missing) for got in plan.scales] == [
        ("wave", 4.5, 1),
        ("wave_wet", None, 1),
    ]
    keys = {got.key for got in read_trends([plan]).series if got.kind == "scale"}
    assert keys == {"wave.scale.1.2-en"}


def test_what_the_page_on_scales_shows_can_be_asked() -> None:
    page = (Path(__file__).parents[2] / "docs" / "SCALES.md").read_text("utf-8")
    whole, more = (tomli.loads(one) for one in re.findall(r"```toml\n(.*?)```", page, re.DOTALL))
    for change in ({}, more):
        parts = {"weather": section("weather", whole["item"][0] | change)}
        one = compile_pack(pack(parts))
        assert [scale.id for scale in one.instruments] == [
            "wave",
            *(["wave_air"] if change else []),
        ]


def test_two_scores_never_share_a_code() -> None:
    other = WAVE | {"id": "wave_wet", "items": [{"id": "a", "text": "A"}], "missing": "none"}
    other |= {"range": [0, 2]}
    items = (item("before", "text"), WAVE | {"parts": [WET]}, other)
    with pytest.raises(BadScript) as caught:
        compile_pack(pack({"weather": section("weather", *items)}))
    assert [one.code for one in caught.value.diagnostics] == ["E103"]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"notice": "Another notice."}, True),
        ({"title": "Waves"}, True),
        ({"permission": "Another letter."}, True),
        ({"items": [{"id": "calm", "text": "Calm!"}, *WAVE["items"][1:]]}, False),
        ({"items": [WAVE["items"][1], WAVE["items"][0], WAVE["items"][2]]}, False),
        ({"items": [WAVE["items"][0] | {"reverse": True}, *WAVE["items"][1:]]}, False),
        ({"options": [WAVE["options"][0] | {"label": "Seldom"}, *WAVE["options"][1:]]}, False),
        ({"missing": "none"}, False),
        ({"direction": "up"}, False),
        ({"score": "mean", "range": [0, 2], "retest_change": None}, False),
    ],
)
def test_the_digest_tells_whether_items_options_and_rule_are_the_same(
    change: dict[str, object], same: bool
) -> None:
    digests = [one.instruments[0].digest for one in (script(), script(**change))]
    assert (digests[0] == digests[1]) is same


def test_what_is_answered_to_a_scale_that_is_not_asked_any_more_is_not_scored() -> None:
    one = script(when={"q": "before", "is": "answered"})
    state = give(one, start(one), Answer("x", "weather/before"), *ALL)
    assert len(plan_of(one, state).scales) == 1
    state = give(one, state, Skip(SkipReason.DECLINED, "weather/before"))
    assert harvest(one, state).rows.get(("scales", ())) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"permission": None}, "E105"),
        ({"permission": "  "}, "E105"),
        ({"notice": ""}, "E105"),
        ({"version": None}, "E105"),
        ({"score": "median"}, "E105"),
        ({"direction": "left"}, "E105"),
        ({"missing": None}, "E133"),
        ({"missing": {"at_most": 3, "by": "mean"}}, "E133"),
        ({"missing": {"at_most": 1, "by": "zero"}}, "E133"),
        ({"missing": 0}, "E105"),
        ({"missing": "non"}, "E133"),
        ({"language": "de"}, "E131"),
        ({"range": [0, 5]}, "E106"),
        ({"items": [{"id": "calm", "text": "Calm, {before|you}?"}]}, "E130"),
        ({"items": [{"id": "dark", "text": "Thoughts that you would be better off dead"}]}, "E132"),
        ({"items": [{"id": "dark", "text": "Daran gedacht, sich das Leben zu nehmen"}]}, "E132"),
        ({"items": [{"id": "dark", "text": "I wished I were dead"}]}, "E132"),
        ({"items": [{"id": "dark", "text": "Quise matarme"}]}, "E132"),
        ({"title": "The Suicide Scale"}, "E132"),
        ({"title": "The {before|Wave} Scale"}, "E130"),
        ({"notice": "Made {up"}, "E130"),
        ({"items": []}, "E105"),
        ({"items": [{"text": "It rained."}]}, "E107"),
        ({"items": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, "E103"),
        ({"items": [{"id": "a b", "text": "A"}]}, "E104"),
        ({"options": [{"id": "x", "label": "X"}]}, "E105"),
        ({"options": 1}, "E105"),
        ({"fills": "story.me"}, "E102"),
        ({"id": "activity_mean"}, "E104"),
        ({"items": [{"id": "a", "text": "A", "options": []}]}, "E105"),
        ({"items": [{"id": "a", "text": "A", "options": [{"id": "x", "label": "X"}]}]}, "E105"),
        ({"items": [{"id": "a", "text": "A", "options": [OWN[0] | {"label": ""}]}]}, "E105"),
        ({"items": [{"id": "a", "text": "A", "options": [OWN[0] | {"label": "{x|y}"}]}]}, "E130"),
        (
            {
                "items": [
                    {
                        "id": "a",
                        "text": "A",
                        "options": [OWN[0] | {"label": "To die: I want to die"}],
                    }
                ]
            },
            "E132",
        ),
        ({"items": [{"id": "a", "text": "A", "options": [OWN[0], OWN[0]]}]}, "E107"),
        ({"items": [{"id": "a", "text": "A", "reverse": "yes"}]}, "E105"),
        ({"items": [{"id": "a", "text": "A", "weight": 2}]}, "E102"),
        ({"items": UNEQUAL, "range": None}, "E133"),
        ({"parts": [{"id": "wet", "title": "Wet", "items": ["wind", "rain"]}]}, "E133"),
        ({"parts": [WET | {"missing": {"at_most": 2, "by": "mean"}}]}, "E133"),
        ({"parts": [WET | {"items": ["snow"]}]}, "E107"),
        ({"parts": [WET | {"items": ["rain", "rain"]}]}, "E105"),
        ({"parts": [WET | {"items": []}]}, "E105"),
        ({"parts": [WET | {"title": " "}]}, "E105"),
        ({"parts": [WET | {"title": "{me|Wet}"}]}, "E130"),
        ({"parts": [WET | {"title": "Suicide"}]}, "E132"),
        ({"parts": [WET, WET]}, "E107"),
        ({"parts": [WET | {"id": ""}]}, "E107"),
        ({"parts": [WET | {"id": "a b"}]}, "E104"),
        ({"parts": [WET | {"range": [0, 6]}]}, "E106"),
        ({"parts": [WET | {"score": "mean"}]}, "E102"),
        ({"parts": 3}, "E105"),
        ({"direction": None}, "E105"),
        ({"options": [OWN[0], OWN[1] | {"score": 400_000}], "range": None}, "E106"),
        ({"options": [OWN[0], OWN[1] | {"score": True}], "range": None}, "E105"),
        ({"options": [OWN[0], OWN[1] | {"score": "3"}], "range": None}, "E105"),
        ({"retest_change": {"by": 7, "source": "made up"}}, "E106"),
        ({"retest_change": {"by": "much"}}, "E105"),
        ({"retest_change": {"by": 2}}, "E105"),
        ({"retest_change": {"by": -2, "source": "made up"}}, "E106"),
    ],
)
def test_a_scale_that_is_not_whole_is_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(BadScript) as caught:
        script(**change)
    found = {one.code for one in caught.value.diagnostics}
    assert code in found
    assert {one.file for one in caught.value.diagnostics} == {"weather.toml"}


@pytest.mark.parametrize(
    "change",
    [
        {"when": {"q": "nowhere", "eq": 1}},
        {"when": {"any": [{"q": "before", "of": 1}, {"flag": "none"}]}},
        {"visits": ["last"]},
        {"private": 3},
    ],
)
def test_a_key_of_a_scale_that_is_wrong_is_told_once_and_not_for_each_item(
    change: dict[str, object],
) -> None:
    with pytest.raises(BadScript) as caught:
        script(**change)
    told = [(one.line, one.message) for one in caught.value.diagnostics]
    assert len(told) == len(set(told))
    assert {one.field.partition(".")[0] for one in caught.value.diagnostics} == {"weather/wave"}


def test_that_no_visit_asks_a_scale_is_told_once() -> None:
    scale = WAVE | {"visits": ["review"]}
    parts = {"weather": section("weather", item("before", "text"), scale)}
    files = pack(parts, order={"first": ["weather"], "review": []})
    found = [one.field for one in lint_pack(files) if one.code == "W208"]
    assert found == ["weather/wave.visits"]


def test_the_ends_of_a_scale_of_tenths_are_those_that_a_person_adds_up() -> None:
    options = [{"id": "no", "label": "No", "score": 0}, {"id": "yes", "label": "Yes", "score": 0.1}]
    one = script(options=options, range=[0, 0.3], retest_change=None).instruments[0]
    assert (one.low, one.high) == (0, 0.3)


def test_a_scale_stands_in_no_loop_and_nothing_else_writes_its_score() -> None:
    forged = item("score", "number", fills="scales.score")
    again = {"rounds": 2, "again": {"q": "before", "is": "answered"}}
    for files in (
        {"weather": section("weather", item("before", "text"), WAVE, each=again)},
        {"weather": section("weather", forged)},
    ):
        with pytest.raises(BadScript) as caught:
            compile_pack(pack(files))
        assert {one.code for one in caught.value.diagnostics} & {"E133", "E221"}


@pytest.mark.parametrize("words", ["Me quité la ropa.", "Quitarse la ropa.", "Hacerse preguntas."])
def test_an_item_on_dressing_or_doubt_is_no_item_on_self_harm(words: str) -> None:
    assert script(items=[{"id": "a", "text": words}], range=[0, 2], missing="none")


def test_one_scale_stands_in_one_section() -> None:
    parts = {one: section(one, item("before", "text"), WAVE) for one in ("sea", "weather")}
    with pytest.raises(BadScript) as caught:
        compile_pack(pack(parts))
    assert [(one.code, one.file) for one in caught.value.diagnostics] == [("E103", "weather.toml")]


@pytest.mark.parametrize(
    ("language", "first"), [("en", "These"), ("de", "Diese"), ("es", "Estas"), ("en-GB", "These")]
)
def test_what_is_said_before_a_scale_is_in_its_language(language: str, first: str) -> None:
    one = section("weather", item("before", "text"), WAVE | {"language": language})
    said = compile_pack(pack({"weather": one}, base_lang=language)).words("weather", "wave").say
    assert str(said.parts[0]).split()[0] == first


def test_a_scale_in_another_language_says_its_own_words_first() -> None:
    french = WAVE | {"language": "fr"}
    with pytest.raises(BadScript) as caught:
        compile_pack(pack({"weather": section("weather", french)}, base_lang="fr"))
    (one,) = caught.value.diagnostics
    assert (one.code, one.field) == ("E105", "weather/wave.say")
    whole = section("weather", french | {"say": "Ces questions vont ensemble."})
    assert compile_pack(pack({"weather": whole}, base_lang="fr")).language == "fr"


def test_no_overlay_rewords_a_scale() -> None:
    base = pack({"weather": section("weather", item("before", "text"), WAVE)})
    own = overlay(base, weather='id = "weather"\n[[item]]\nid = "wave"\ntitle = "Ours"\n')
    with pytest.raises(BadScript) as caught:
        lay_over(base, own, "small")
    assert [one.code for one in caught.value.diagnostics] == ["E124"]


def test_it_is_told_in_words_in_trends_and_as_data() -> None:
    one = script()
    plan = plan_of(one, give(one, start(one), *ALL))
    words = next(scale_facts(plan))
    assert words.name == "The Wave Scale"
    assert words.sentence.startswith("3, on a scale from 0 to 6. Lower is better.")
    assert "Made up for tests." in words.sentence
    later = plan_of(one, give(one, start(one), *ALL[:2], said("rain", "often")))
    assert "It was 3." in next(scale_facts(later, plan)).sentence
    trends = read_trends([plan])
    series = [one for one in trends.series if one.kind == "scale"]
    assert [(one.key, one.low, one.high, one.direction) for one in series] == [
        ("wave.scale.1.2-en", 0, 6, "down")
    ]
    assert "wave" in {card.group for card in read_trend_sheet(trends).cards}
    tree: Any = trend_tree("rowan-17", trends)
    assert [got["points"][0]["value"] for got in tree["series"] if got["kind"] == "scale"] == [3]
    assert any(row[0] == "scale" and row[-1] == 3 for row in trend_rows(trends))
