"""Lines of nothing but a date."""

from __future__ import annotations

import pytest

from newsclean import Cleaner

BEFORE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
AFTER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."
CLEANER = Cleaner().only("date")


@pytest.mark.parametrize("line", ["Published 5 March 2024", "2024-03-05 10:15"])
def test_taken(line: str) -> None:
    assert CLEANER.text(f"{line}\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize("line", ["March of the drummers", "5 March will be remembered here"])
def test_left(line: str) -> None:
    for text in (f"{line}\n{BEFORE}\n{AFTER}", f"{BEFORE}\n{line}\n{AFTER}", f"{BEFORE}\n{AFTER}\n{line}"):
        assert CLEANER.text(text) == text
