"""Lines that repeat the given title."""

from __future__ import annotations

import pytest

from newsclean import clean

PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."


LINES = ["Tram line gets its budget", "TRAM LINE GETS ITS BUDGET", "Tram line gets its budget | Post"]


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_repeats_the_title_goes(line: str) -> None:
    result = clean(f"{PROSE}\n{line}\n", title="Tram line gets its budget")
    assert [r.rule for r in result.removals] == ["title.given"]
    assert result.metadata.sources["title"] == "given"


def test_between_paragraphs_and_without_a_title_it_stays() -> None:
    between = f"{PROSE}\nTram line gets its budget\n{PROSE}\n"
    assert clean(between, title="Tram line gets its budget").text == between
    after = f"{PROSE}\nTram line gets its budget\n"
    assert clean(after).text == after


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        (None, True),
        ("https://example.com/2024/tram-line-gets-budget", True),
        ("https://example.com/article/48151", True),
        ("https://example.com/2024/mayor-opens-swimming-pool", False),
    ],
)
def test_a_first_line_that_the_address_contradicts_stays(url: str | None, taken: bool) -> None:
    text = f"Tram line gets its budget\n{PROSE}\n{PROSE}\n"
    assert (clean(text, url=url).text == f"{PROSE}\n{PROSE}\n") is taken
