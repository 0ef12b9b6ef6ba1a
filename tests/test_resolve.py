"""From findings to removals: certainty, neighbours, fragments, sentences, line breaks."""

from __future__ import annotations

import pytest

from newsclean import Certainty, Cleaner, Document, Finding, Kind, Result
from newsclean.resolve import cut_out

PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
OTHER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."


def lines_that_open(opening: str, certainty: Certainty, name: str = "own") -> object:
    def find(document: Document) -> list[Finding]:
        return [
            Finding(b.start, b.end, Kind.PROMO, rule=name, why="test", certainty=certainty)
            for b in document.blocks
            if b.text.startswith(opening)
        ]

    find.__name__ = name
    return find


SURE = lines_that_open("Sure", Certainty.SURE, "surely")
LIKELY = lines_that_open("Likely", Certainty.LIKELY, "maybe")
AGAIN = lines_that_open("Likely", Certainty.LIKELY, "again")


def cleaned(text: str, level: str = "standard", *rules: object) -> Result:
    return Cleaner(level, rules=()).with_rules(*(rules or (SURE, LIKELY))).clean(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("level", "left"), [("careful", "Likely"), ("standard", ""), ("thorough", "")])
def test_what_is_likely_goes_after_the_prose_but_not_at_the_careful_level(level: str, left: str) -> None:
    assert cleaned(f"{PROSE}\nLikely", level).text == f"{PROSE}\n{left}".strip()


@pytest.mark.parametrize(("level", "stays"), [("careful", True), ("standard", True), ("thorough", False)])
def test_what_is_likely_between_paragraphs_needs_support(level: str, stays: bool) -> None:
    result = cleaned(f"{PROSE}\nLikely\n{OTHER}", level)
    assert ("Likely" in result.text) is stays
    assert [spared.guard for spared in result.spared] == ["uncorroborated"] * stays


def test_a_sure_neighbour_or_a_second_rule_supports() -> None:
    assert cleaned(f"{PROSE}\nSure\nLikely\n{OTHER}").text == f"{PROSE}\n{OTHER}"
    assert cleaned(f"{PROSE}\nLikely\n{OTHER}", "standard", LIKELY, AGAIN).text == f"{PROSE}\n{OTHER}"


def test_a_fragment_between_two_removals_goes_and_never_supports_another() -> None:
    assert cleaned(f"{PROSE}\nSure\nThe summary of the\nSure").text == PROSE
    two = f"{PROSE}\nSure\nThe summary of the\nweek that was\nSure"
    assert "The summary of the\nweek that was" in cleaned(two).text
    between = f"{PROSE}\nSure\nA crosshead\nSure\n{OTHER}"
    assert "A crosshead" in cleaned(between).text


def test_prose_is_never_wiped_out() -> None:
    everything = lines_that_open("T", Certainty.SURE)
    result = cleaned(f"{PROSE}\n{OTHER}", "standard", everything)
    assert result.text == f"{PROSE}\n{OTHER}"
    assert {spared.guard for spared in result.spared} == {"only_prose_left"}


def test_the_last_sentence_goes_alone() -> None:
    sentence = "Sign up for our newsletter."
    result = Cleaner().clean(f"{PROSE} {sentence}\n{OTHER}")
    assert result.text.startswith(PROSE)
    assert result.text.endswith(OTHER)
    assert [removal.text.strip() for removal in result.removals] == [sentence]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n"])
def test_a_removed_block_takes_its_line_break_along(newline: str) -> None:
    lines = [PROSE, "Sure", OTHER, "Sure"]
    result = cleaned(newline.join(lines))
    assert result.text == PROSE + newline + OTHER
    assert cut_out(result.original, result.removals) == result.text
    assert result.restore() == newline.join(lines)


def test_overlapping_findings_cut_once() -> None:
    result = cleaned(f"{PROSE}\nSure", "standard", SURE, lines_that_open("Sure", Certainty.SURE, "twice"))
    assert [removal.rule for removal in result.removals] == ["surely"]
