"""Who wrote it."""

from __future__ import annotations

import pytest

from newsclean import Cleaner

BEFORE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
AFTER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."
CLEANER = Cleaner().only("byline")


@pytest.mark.parametrize("line", ["By Ruth Amsel", "By Ruth Amsel and Peter Okoro"])
def test_taken(line: str) -> None:
    assert CLEANER.text(f"{line}\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


HEADLINE = pytest.mark.xfail(reason="a headline that opens with By looks like a byline above the text", strict=True)


@pytest.mark.parametrize(
    "line",
    [
        "The river was written about by Ruth Amsel in the spring of last year",
        pytest.param("By noon the water was gone", marks=HEADLINE),
        pytest.param("By the river", marks=HEADLINE),
    ],
)
def test_left(line: str) -> None:
    for text in (f"{line}\n{BEFORE}\n{AFTER}", f"{BEFORE}\n{line}\n{AFTER}", f"{BEFORE}\n{AFTER}\n{line}"):
        assert CLEANER.text(text) == text
