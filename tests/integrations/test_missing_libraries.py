"""An integration whose library is missing says in one line what to install."""

from __future__ import annotations

import importlib
import sys

import pytest


@pytest.mark.parametrize(("name", "library"), [("scrapy", "itemadapter"), ("datatrove", "datatrove")])
def test_missing_library(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"{library}.data", raising=False)
    monkeypatch.delitem(sys.modules, f"newsclean.integrations.{name}", raising=False)
    with pytest.raises(ImportError, match=rf"pip install 'newsclean\[{name}\]'"):
        importlib.import_module(f"newsclean.integrations.{name}")
