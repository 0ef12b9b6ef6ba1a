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


RUN = [
    "Ferry season starts late this year",
    "Harbour bath closed again for repairs",
    "Mayor opens the new swimming pool",
]


def test_a_run_of_headlines_after_the_text_goes() -> None:
    assert CLEANER.text("\n".join([BEFORE, AFTER, *RUN])) == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "end",
    [
        ["What the council asked for:", *RUN],
        [f"{line} https://example.com/{number}" for number, line in enumerate(RUN)],
        [f"[{number}] {line}" for number, line in enumerate(RUN)],
        [line[0].lower() + line[1:] for line in RUN],
    ],
    ids=["announced with a colon", "sources with addresses", "numbered sources", "wrapped lines"],
)
def test_lines_after_the_text_that_are_no_headlines_stay(end: list[str]) -> None:
    text = "\n".join([BEFORE, AFTER, *end])
    assert CLEANER.text(text) == text


def test_one_headline_behind_a_hand_goes_and_a_list_of_them_stays() -> None:
    text = f"{BEFORE}\n{AFTER}"
    assert CLEANER.text(f"{text}\n☞ {RUN[0]}") == text
    assert CLEANER.text(f"{BEFORE}\n☞ {RUN[0]}\n{AFTER}") == f"{BEFORE}\n☞ {RUN[0]}\n{AFTER}"
    listed = f"{text}\n► Bring warm clothes for the evening\n► Be at the pier by seven sharp"
    assert CLEANER.text(listed) == listed
