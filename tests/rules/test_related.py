"""Links to other stories, told from the article's own crossheads and lists."""

from __future__ import annotations

import pytest

from newsclean import Cleaner

BEFORE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
AFTER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."
CLEANER = Cleaner().only("related")


def test_headlines_under_a_known_heading_go_with_it() -> None:
    run = "Read also\nFerry season starts late this year\nHarbour bath closed again for repairs"
    assert CLEANER.text(f"{BEFORE}\n{AFTER}\n{run}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "middle",
    [
        "What the line costs",
        "Rails: 40 million\nCars: 22 million\nDepot: 8 million",
        "Ferry season starts late this year",
    ],
)
def test_crossheads_and_lists_of_the_article_stay(middle: str) -> None:
    text = f"{BEFORE}\n{middle}\n{AFTER}"
    assert CLEANER.text(text) == text
