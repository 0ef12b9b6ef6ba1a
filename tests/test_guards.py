"""Reasons to spare what a rule found."""

from __future__ import annotations

import pytest

from newsclean import clean

PROSE = (
    "The harbour office closed the inner basin on Tuesday morning, after divers found a crack in the quay wall that "
    "had been hidden under weed for years. Repairs are to begin next week.\n\n"
)


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("VIDEO: Takhle hořel přístav", "Video z kamery ukázalo viníka."),
        ("Viac: Kto zaplatí nový most", "Viac ľudí žije v podnájme."),
        ("VIDEO: Ovako je gorjela luka", "Video pokazuje tko je kriv."),
    ],
)
def test_a_label_that_opens_a_sentence_is_none(headline: str, sentence: str) -> None:
    assert clean(PROSE * 2 + headline).text == (PROSE * 2).rstrip()
    spared = clean(PROSE * 2 + sentence)
    assert spared.text == PROSE * 2 + sentence
    assert "opens_sentence" in {one.guard for one in spared.spared}


def test_a_quotation_is_nobodys_prompt() -> None:
    quoted = "“Sign up for our newsletter and you will see what I mean,” she told the hall."
    assert clean(PROSE + quoted).text == PROSE + quoted


def test_what_the_user_protects_stays() -> None:
    from newsclean import Cleaner

    assert "Sign up" in Cleaner().protect("newsletter").text(PROSE + "Sign up for our newsletter")
