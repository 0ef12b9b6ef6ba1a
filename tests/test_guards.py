"""Reasons to spare a finding."""

from __future__ import annotations

import pytest

from newsclean import Cleaner, clean
from newsclean.annotation import annotated
from newsclean.guards import attributed, heads_prose, in_quotation, only_prose_left
from newsclean.packs import lexicon
from newsclean.readers.text import read_text

PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
OTHER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."


@pytest.mark.parametrize(
    "text",
    [
        "“Sign up for the newsletter and you will see,” she said.",
        "„Abonnieren Sie unseren Newsletter“, rief der Mann",
        "« Abonnez-vous à notre lettre », dit-elle",
        "「登録 して ください ね」 と 述べた",
    ],
)
def test_what_is_quoted(text: str) -> None:
    assert in_quotation(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sign up for our “Daily Briefing” newsletter",
        "“Daily Briefing”",
        "“Briefing” is our newsletter: sign up for it",
    ],
)
def test_what_is_not(text: str) -> None:
    assert not in_quotation(text)


SAID = frozenset({"warns", "said", "stood"})


@pytest.mark.parametrize(
    ("text", "is_speech"),
    [
        ("Read the small print, warns the ombudsman.", True),
        ("Thank you for your support – so said the banner.", True),
        ("Read the small print, warns the ombudsman", False),
        ("Read also: Read the small print, warns the ombudsman.", False),
        ("Read the small print, which warns of much and said little to those who had hoped for it.", False),
        ("Read the small print, please.", False),
    ],
)
def test_a_sentence_that_ends_with_who_said_it(text: str, is_speech: bool) -> None:
    assert attributed(text, SAID) is is_speech


def test_what_somebody_said_in_the_words_of_a_prompt_stays() -> None:
    line = "Sign up for our newsletter, said the mayor."
    result = clean(f"{PROSE}\n{line}\n{OTHER}\n")
    assert line in result.text
    assert {s.guard for s in result.spared} == {"reported_speech"}
    assert clean(f"{PROSE}\nSign up for our newsletter.\n{OTHER}\n").removals


def spared(text: str, cleaner: Cleaner | None = None) -> set[str]:
    return {spared.guard for spared in (cleaner or Cleaner()).clean(text).spared}


def test_protected() -> None:
    text = f"{PROSE}\nSubscribe to our newsletter\n"
    assert spared(text, Cleaner().protect("newsletter")) == {"protected"}
    assert not spared(text)


def test_a_quotation_is_spared_and_the_same_words_without_marks_are_not() -> None:
    quoted = "“Sign up for our free newsletter today, and you will see what I mean,” the editor wrote."
    assert clean(f"{PROSE}\n{quoted}\n{OTHER}\n").removals == ()


def test_a_heading_stays_with_its_paragraph() -> None:
    document = annotated(read_text(f"{PROSE}\n\n## Newsletter\n\n{OTHER}\n"), lexicon().phrasebook)
    assert heads_prose(1, document, [])
    assert not heads_prose(1, document, [2])
    assert not heads_prose(0, document, [])
    assert "Newsletter" in clean(f"{PROSE}\n\n## Newsletter\n\n{OTHER}\n").text


def test_more_than_half_of_the_prose_is_too_much() -> None:
    document = annotated(read_text(f"{PROSE}\n{OTHER}\n{PROSE}\nShort line\n"), lexicon().phrasebook)
    assert only_prose_left(document, [0, 1])
    assert not only_prose_left(document, [0])
    assert not only_prose_left(document, [0, 3])
    assert not only_prose_left(document, [])


HARBOUR = (
    "The harbour office closed the inner basin on Tuesday morning, after divers found a crack in the quay wall that "
    "had been hidden under weed for years. Repairs are to begin next week.\n\n"
)


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("VIDEO: Takhle hořel přístav", "Video z kamery ukázalo viníka."),
        ("VIDEO: Ovako je gorjela luka", "Video pokazuje tko je kriv."),
    ],
)
def test_a_label_that_opens_a_sentence_is_none(headline: str, sentence: str) -> None:
    assert clean(HARBOUR * 2 + headline).text == (HARBOUR * 2).rstrip()
    spared = clean(HARBOUR * 2 + sentence)
    assert spared.text == HARBOUR * 2 + sentence
    assert "opens_sentence" in {one.guard for one in spared.spared}


def test_a_quotation_is_nobodys_prompt() -> None:
    quoted = "“Sign up for our newsletter and you will see what I mean,” she told the hall."
    assert clean(HARBOUR + quoted).text == HARBOUR + quoted


def test_what_the_user_protects_stays() -> None:
    from newsclean import Cleaner

    assert "Sign up" in Cleaner().protect("newsletter").text(HARBOUR + "Sign up for our newsletter")
