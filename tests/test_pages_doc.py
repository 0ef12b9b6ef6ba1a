"""The examples of docs/pages.md do what they show."""

from __future__ import annotations

import doctest

from conftest import ROOT


def test_examples() -> None:
    page = ROOT / "docs" / "pages.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried > 5
    assert failed == 0
