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


@pytest.mark.parametrize("line", ["By Ruth Amsel", "By Ruth Amsel and Peter Okoro"])
def test_taken(line: str) -> None:
    assert CLEANER.text(f"{line}\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "The river was written about by Ruth Amsel in the spring of last year",
        "By noon the water was gone",
        "By the river",
    ],
)
def test_left(line: str) -> None:
    for text in (f"{line}\n{BEFORE}\n{AFTER}", f"{BEFORE}\n{line}\n{AFTER}", f"{BEFORE}\n{AFTER}\n{line}"):
        assert CLEANER.text(text) == text


@pytest.mark.parametrize(
    ("line", "taken"), [("Harbour Post", True), ("HarbourPost.com", True), ("Harbour walls", False)]
)
def test_a_line_that_is_the_declared_publisher(line: str, taken: bool) -> None:
    document = read_text(f"{line}\n{BEFORE}\n{AFTER}")
    document = annotated(replace(document, hints={"publisher": "Harbour Post"}), lexicon().phrasebook)
    assert bool(publisher(document)) is taken
