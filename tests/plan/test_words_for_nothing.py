"""Words in a list that name nothing are read in each of our languages."""

from __future__ import annotations

import pytest

from goalcoach.plan.words_for_nothing import names_nothing


@pytest.mark.parametrize(
    "words",
    [
        *("nichts", "Nein.", "gar nichts", "noch nichts", "nichts Besonderes", "Keine bekannt"),
        *("nichts, was ich merke", "mir fällt nichts ein", "bisher keine", "im Moment nichts"),
        *("nada", "Nada por ahora.", "ninguno", "ninguna que yo vea", "no veo nada"),
        *("no hay nada", "todavía nada", "nada en especial", "no se me ocurre nada"),
    ],
)
def test_nothing_is_nothing_in_german_and_in_spanish(words: str):
    assert names_nothing(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "nichts als Lärm",
            "keine Pausen gemacht",
            "kein Schlaf",
            "nichts geht mehr",
            "nix essen",
        ),
        *("keine Ruhe im Moment", "nada más que ruido", "nadar", "ningún descanso", "no dormir"),
        *("no hay sitio", "nada de sueño", "no puedo dormir", "ninguna pausa hoy"),
    ],
)
def test_what_begins_like_nothing_and_goes_on_names_something(words: str):
    assert not names_nothing(words)


def test_a_text_as_long_as_an_answer_can_be_is_read_at_once():
    for word in ("nichts ein ", "noch ", "nada de nada ", "no he notado "):
        assert not names_nothing(word * 700 + "x")
