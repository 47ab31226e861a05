"""Sentences of the program that are put together of parts, in Spanish."""

from __future__ import annotations

import pytest

from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import speaking, tr
from goalcoach.visit.break_and_end_words import danger_words


def test_the_signs_of_danger_that_are_read_aloud_are_in_spanish():
    with speaking(read_catalogue("es")):
        said = danger_words(["No poder orinar"])
    signs = "Un síntoma de otro tipo. Un lugar nuevo del cuerpo. Muy repentino, o demasiado fuerte."
    assert said == f"{signs} No poder orinar."


@pytest.mark.parametrize("mark", ["with an open circle", "that say so"])
def test_rows_of_last_time_are_told_apart_in_a_whole_sentence(mark: str):
    english = "The rows {mark} are from last time. Are they still right?"
    with speaking(read_catalogue("es")):
        said = tr(english, mark=tr(mark))
    assert said in (
        "Las filas con un círculo abierto son de la última vez. ¿Siguen siendo así?",
        "Las filas que lo dicen son de la última vez. ¿Siguen siendo así?",
    )
