"""Who wrote it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsclean import Cleaner
from newsclean.annotation import annotated
from newsclean.packs import lexicon
from newsclean.readers.text import read_text
from newsclean.rules.byline import publisher

BEFORE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
AFTER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."
CLEANER = Cleaner().only("byline")


@pytest.mark.parametrize("line", ["By Ruth Amsel", "By Ruth Amsel and Peter Okoro", "By Ruth Amsel in Lagos"])
def test_taken(line: str) -> None:
    assert CLEANER.text(f"{line}\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "The river was written about by Ruth Amsel in the spring of last year",
        "By noon the water was gone",
        "By the river",
        "Edited by Ruth Amsel, the collection gathers forty letters.",
        "From Kofi Mbeki's kitchen to the palace",
    ],
)
def test_left(line: str) -> None:
    for text in (f"{line}\n{BEFORE}\n{AFTER}", f"{BEFORE}\n{line}\n{AFTER}", f"{BEFORE}\n{AFTER}\n{line}"):
        assert CLEANER.text(text) == text


@pytest.mark.parametrize(
    "line",
    ["Ruth Amsel, Peter Okoro", "Ruth Amsel/AFP", "HPR (kst)", "(Ruth Amsel, AFP)", "Ruth Amsel, Chefredakteurin"],
)
def test_taken_as_the_last_line(line: str) -> None:
    assert CLEANER.text(f"{BEFORE}\n{AFTER}\n{line}") == f"{BEFORE}\n{AFTER}"
    assert CLEANER.text(f"{BEFORE}\n{line}\n{AFTER}") == f"{BEFORE}\n{line}\n{AFTER}"


@pytest.mark.parametrize("line", ["Ruth Amsel, gold", "Ruth Amsel, Peter Okoro, Harbour", "- Ruth Amsel, Peter Okoro"])
def test_lists_of_names_that_stay(line: str) -> None:
    text = f"{BEFORE}\n{AFTER}\n{line}"
    assert CLEANER.text(text) == text


def test_a_name_above_the_text_that_the_text_names_is_its_heading() -> None:
    text = (
        f"Ruth Amsel\n{BEFORE}\nAmsel, the mayor, had asked for a vote before the summer and did not get it.\n{AFTER}"
    )
    assert CLEANER.text(text) == text
    assert CLEANER.text(f"Ruth Amsel\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"
    assert CLEANER.clean(f"Ruth Amsel\n{BEFORE}\n{AFTER}").metadata.authors == ()


@pytest.mark.parametrize(
    ("line", "taken"), [("Harbour Post", True), ("HarbourPost.com", True), ("Harbour walls", False)]
)
def test_a_line_that_is_the_declared_publisher(line: str, taken: bool) -> None:
    document = read_text(f"{line}\n{BEFORE}\n{AFTER}")
    document = annotated(replace(document, hints={"publisher": "Harbour Post"}), lexicon().phrasebook)
    assert bool(publisher(document)) is taken


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Ruth Amsel ruth.amsel@example.com", True),
        ("Ruth Amsel, r.amsel@example.com", True),
        ("한서윤 기자 han@example.com", True),
        ("Ruth Amsel tickets@example.com", False),
        ("Tickets from the town hall, tickets@example.com", False),
    ],
)
def test_a_name_and_its_address(line: str, taken: bool) -> None:
    left = f"{BEFORE}\n{AFTER}" if taken else f"{BEFORE}\n{AFTER}\n{line}"
    assert CLEANER.text(f"{BEFORE}\n{AFTER}\n{line}") == left
