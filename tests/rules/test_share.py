"""Rows of networks."""

from __future__ import annotations

import pytest

from newsclean import Cleaner

BEFORE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
AFTER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."
CLEANER = Cleaner().only("share")


@pytest.mark.parametrize("line", ["Facebook Twitter WhatsApp E-Mail", "Share via Telegram"])
def test_taken(line: str) -> None:
    assert CLEANER.text(f"{BEFORE}\n{AFTER}\n{line}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize("line", ["Facebook, Twitter and WhatsApp were down for an hour"])
def test_left(line: str) -> None:
    for text in (f"{line}\n{BEFORE}\n{AFTER}", f"{BEFORE}\n{line}\n{AFTER}", f"{BEFORE}\n{AFTER}\n{line}"):
        assert CLEANER.text(text) == text
